"""The index of modules: the first sentence of each, room by room. Made of the docstrings alone.

_modules.py            print it
_modules.py --write    write docs/modules.md
_modules.py --check    name the modules whose line in docs/modules.md is another; ends with 1 where there are some
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "collabtui"
FILE = ROOT / "docs" / "modules.md"
_QUOTED = re.compile(r"`[^`]*`")
_END = re.compile(r"[.!?](?= +[A-Z`\"])")
_HEAD = """# Modules

Each module's own first sentence, room by room: what to search when a rule, a screen or a mail is wanted. Made by
`scripts/modules --write`; `scripts/modules --check` holds it true. The map of the rooms, and the questions that lead to
a line: [architecture.md](architecture.md).
"""


def first_sentence(path: Path) -> str:
    """On one line; a full stop within backticks ends nothing."""
    paragraph = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
    text = " ".join(paragraph.split())
    end = _END.search(_QUOTED.sub(lambda quoted: "`" + "x" * (len(quoted[0]) - 2) + "`", text))
    return text[: end.start() + 1] if end else text


def rooms() -> Iterator[Path]:
    """The package and its rooms, each before what is in it."""
    yield from sorted(path.parent for path in PACKAGE.rglob("__init__.py"))


def modules_of(room: Path) -> list[Path]:
    return sorted(path for path in room.glob("*.py") if path.name != "__init__.py")


def index() -> str:
    parts = [_HEAD]
    for room in rooms():
        name = room.relative_to(PACKAGE).as_posix()
        parts.append(f"\n## {'collabtui' if name == '.' else name + '/'}\n\n{first_sentence(room / '__init__.py')}\n")
        if lines := "\n".join(f"- `{path.name}` {first_sentence(path)}" for path in modules_of(room)):
            parts.append(f"\n{lines}\n")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    made = index()
    if arguments == ["--write"]:
        FILE.write_text(made, encoding="utf-8")
    elif arguments == ["--check"]:
        kept = FILE.read_text(encoding="utf-8").split("\n") if FILE.exists() else []
        others = sorted({*made.split("\n")} ^ {*kept})
        print("\n".join(others), end="\n" if others else "")
        return int(made.split("\n") != kept)
    else:
        print(made, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
