"""Commands of the palette that take something behind their name: `backup ~/copy.zip`, `theme nord`, `A12`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.refs import is_ref

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.text.catalogue import Catalogue

WORDS = {
    "backup": ("backup", "备份"), "export": ("export", "导出"), "theme": ("theme", "主题"),
    "language": ("language", "语言"), "report": ("report", "reports", "报告"),
}  # fmt: skip
"""As they are typed, in either language."""
REPORT_NAMES = {
    "week": ("week", "本周", "周报"), "department": ("department", "部门"), "load": ("load", "负荷"),
    "promises": ("promises", "承诺"), "answers": ("answers", "response times", "回复"),
}  # fmt: skip
LANGUAGES = {"zh": ("zh", "中文", "chinese"), "en": ("en", "english", "英文")}


class WithArgument(NamedTuple):
    """`verb` with its `argument`: a file, a folder, a theme, a locale, or a ref."""

    verb: str
    argument: str


def typed_command(query: str, themes: "list[str]") -> Iterator[WithArgument]:
    """The commands that a text in the palette can be; without its path where that is still missing."""
    text = query.strip()
    if is_ref(text.upper()):
        yield WithArgument("go", text.upper())
    word, _, argument = text.partition(" ")
    argument = argument.strip()
    verb = next((verb for verb, names in WORDS.items() if word.casefold() in names), "")
    if verb in ("backup", "export"):
        yield WithArgument(verb, argument)
    elif verb == "theme":
        yield from (WithArgument(verb, name) for name in themes if argument.casefold() in name)
    elif verb == "report":
        for report, names in REPORT_NAMES.items():
            if any(name.startswith(argument.casefold()) for name in names):
                yield WithArgument(verb, report)
    elif verb == "language":
        for locale, names in LANGUAGES.items():
            if any(name.startswith(argument.casefold()) for name in names):
                yield WithArgument(verb, locale)


def in_words(command: WithArgument, words: "Catalogue") -> str:
    named = {"language": "language", "report": "reports.of"}.get(command.verb)
    shown = words(f"{named}.{command.argument}") if named else command.argument or "…"
    return words(f"palette.run.{command.verb}", argument=shown)


async def write_out(page: "Page", command: WithArgument) -> None:
    """A copy of everything in one file, or everything as plain files; nothing where it is refused. Without a path it
    says how one is typed."""
    if not command.argument:
        page.warn("palette.type_path", name=command.verb)
        return
    path = _path(command.argument)
    write = _backup(page, path) if command.verb == "backup" else _export(page, path)
    await page.do(write, f"palette.done.{command.verb}", path=path)


def _path(typed: str) -> Path:
    return Path(typed).expanduser()


def _backup(page: "Page", path: Path) -> "Callable[[Acting], object]":
    def run(acting: "Acting") -> object:
        from collabtui.lifecycle.access.hidden_matters import refuse_parts
        from collabtui.lifecycle.backup.copied_database import copied_of
        from collabtui.lifecycle.backup.copy_file import write_copy

        refuse_parts(acting)
        return write_copy(copied_of(acting), page.session.home, path, acting.now, lambda *_: None)

    return run


def _export(page: "Page", path: Path) -> "Callable[[Acting], object]":
    readme = page.words("export.readme", at=f"{page.session.now:%Y-%m-%d %H:%M%z}")

    def run(acting: "Acting") -> object:
        from collabtui.lifecycle.access.hidden_matters import refuse_parts
        from collabtui.lifecycle.backup.copied_database import copied_of
        from collabtui.lifecycle.backup.export_folder import export_folder

        refuse_parts(acting)
        return export_folder(copied_of(acting), page.session.home, path, acting.now, readme, lambda *_: None)

    return run
