"""A user's own themes: `themes/*.toml` in the home, a few named colours each.

    dark = true
    primary = "#5f87af"
    accent = "gold"

The file's name is the theme's. Every colour but `primary` may be left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from collabtui.errors import CollabError, Refused
from collabtui.system.bounded_file import read_file
from collabtui.system.toml_file import TomlFault, read_toml

COLOURS = (
    "primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface", "panel",
)  # fmt: skip
_N = r"\s*-?\d+\.?\d*\s*"
_FORMS = re.compile(
    rf"#(?:[0-9a-fA-F]{{3,4}}|[0-9a-fA-F]{{6}}|[0-9a-fA-F]{{8}})"
    rf"|rgb\({_N},{_N},{_N}\)|rgba\({_N},{_N},{_N},{_N}\)|hsl\({_N},{_N}%\s*,{_N}%\s*\)"
    rf"|hsla\({_N},{_N}%\s*,{_N}%\s*,{_N}\)"
)
"""Of CSS, as far as terminals are drawn with it."""
_LONGEST = 80
"""Characters of a colour; the forms take quadratic time to find out that a longer one is none."""
_LARGEST = 2**20
"""Bytes of a theme: each start of the screens reads all of them."""


@dataclass(frozen=True)
class OwnTheme:
    """A file `NAME.toml`, which is called by its name."""

    path: Path
    colours: dict[str, str]
    dark: bool = True
    fault: CollabError | None = None
    """Why it cannot be used; `path` and `line` say where."""


def own_themes(folder: Path) -> Iterator[OwnTheme]:
    """By name. Faults are theme.unreadable, theme.unknown_key, theme.bad_colour and theme.no_primary."""
    for path in sorted(folder.glob("*.toml")):
        try:
            colours, dark = _values(path)
        except CollabError as error:
            yield OwnTheme(path, {}, fault=error)
        else:
            yield OwnTheme(path, colours, dark)


def _values(path: Path) -> tuple[dict[str, str], bool]:
    try:
        text = read_file(path, _LARGEST).decode("utf-8-sig")
        values = read_toml(text)
    except TomlFault as fault:
        raise Refused("theme.unreadable", path=path, line=fault.line, why=fault.why) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("theme.unreadable", path=path, line=1, why=error) from None
    for key, value in values.items():
        _check(path, text, key, value)
    if "primary" not in values:
        raise Refused("theme.no_primary", path=path, line=max(1, len(text.splitlines())))
    colours = {key: str(value) for key, value in values.items() if key != "dark"}
    return colours, bool(values.get("dark", True))


def _check(path: Path, text: str, key: str, value: object) -> None:
    where = {"path": path, "line": _line_of(text, key), "key": key}
    if key not in (*COLOURS, "dark"):
        raise Refused("theme.unknown_key", **where, known=[*COLOURS, "dark"])
    if key == "dark":
        if not isinstance(value, bool):
            raise Refused("theme.bad_colour", **where, value=value, allowed="true | false")
    elif not is_colour(value):
        raise Refused("theme.bad_colour", **where, value=value, allowed="#5f87af | gold")


def is_colour(value: object) -> bool:
    """Whether a terminal can be drawn in it: a name, `#5f87af`, `rgb(…)` or `hsl(…)`."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    return value in _names() or _FORMS.fullmatch(value) is not None


@cache
def _names() -> frozenset[str]:
    return frozenset(json.loads((Path(__file__).parent / "words/colours.json").read_text("utf-8")))


def _line_of(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.split("=")[0].strip().strip("\"'") == key), 1)
