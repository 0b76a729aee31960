"""Commands of the palette that take something behind their name: `backup ~/copy.zip`, `theme nord`, `A12`."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.refs import MATTER, MEETING, is_ref
from collabtui.errors import Refused
from collabtui.formats.actions.action_files import FORMAT_OF_ENDING, action_file
from collabtui.language.pinyin import Read, read_as
from collabtui.screens.shell.report_request import is_report_part
from collabtui.store.queries.action_export import exported_actions
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.system.real_path import expanded_path

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.export.meeting_export import Format
    from collabtui.screens.frame.page import Page
    from collabtui.text.catalogue import Catalogue

WORDS = {
    "backup": ("backup", "备份"), "export": ("export", "导出"), "theme": ("theme", "主题"),
    "language": ("language", "语言"), "report": ("report", "reports", "报告"), "archive": ("archive", "归档"),
    "restore": ("restore", "恢复", "还原"), "import": ("import", "导入"),
    "verify": ("verify", "验证存档", "验证归档", "验证"),
}  # fmt: skip
"""As they are typed, in either language."""
CHECKS = ("check an archive", "check archive", "check the archive", "检查存档", "检查归档", "核对存档", "核对归档",
          "校验存档", "校验归档")  # fmt: skip
"""The same verb as people say it, begun or whole."""
OF_FILES = ("backup", "export")
OF_PATHS = (*OF_FILES, "restore", "verify")
REPORT_NAMES = {
    "week": ("week", "本周", "周报"), "leadership": ("leadership", "领导"), "department": ("department", "部门"),
    "load": ("load", "负荷"), "promises": ("promises", "承诺"), "answers": ("answers", "response times", "回复"),
}  # fmt: skip
TABLES = {ending: kind for ending, kind in FORMAT_OF_ENDING.items() if kind != "json"}
"""Endings of files that hold the actions alone; `export` of another name is the folder of everything."""
LEAST_OF_A_NAME = 3
"""Letters of a verb, and of a theme or a report that is meant without its verb."""
LEAST_OF_A_CHECK = 3
LEAST_IN_CHINESE = 2
"""Characters, or their initials."""
MEETING_FORMATS: "tuple[Format, ...]" = ("docx", "html", "txt", "md", "ics", "json")
"""In which a meeting is exported, what is wanted most first."""
ALSO_CALLED: "Mapping[str, Format]" = {
    "word": "docx", "minutes": "docx", "纪要": "docx", "网页": "html", "text": "txt", "文本": "txt",
    "agenda": "md", "议程": "md", "markdown": "md", "calendar": "ics", "日历": "ics",
}  # fmt: skip
"""Formats as people name them."""
UNSAID = frozenset({"as", "to", "of", "the", "in", "meeting", "会议", "为", "成"})
"""Words beside them that say nothing more."""
LANGUAGES = {"zh": ("zh", "中文", "chinese"), "en": ("en", "english", "英文")}


class WithArgument(NamedTuple):
    """`verb` with its `argument`: a file, a folder, a theme, a locale, or a ref."""

    verb: str
    argument: str
    bare: bool = False
    """Whether only the argument was typed: then a command that is called so is meant before it."""
    more: str = ""
    """What is typed behind the argument: of a report its matter, week, file; of a meeting the format and the file."""


def typed_command(query: str, themes: "list[str]") -> Iterator[WithArgument]:
    """The commands that a text in the palette can be; without its path where that is still missing."""
    text = query.strip()
    word, _, argument = text.partition(" ")
    argument = argument.strip()
    of_things, of_thing = list(_to_things(text)), _exported_thing(text)
    verb = _verb(word, begun=False) or (_abbreviated(word, argument) if argument else _file_begun(word))
    if not of_thing and verb != "report":  # of these the thing says more closely what is meant
        yield from of_things
        of_things = []
    if not argument and (of_file := _by_initials(word, OF_PATHS)):
        yield WithArgument(of_file, "", bare=True)
    if of_thing:
        yield from of_thing
    elif verb in ("restore", "verify"):
        yield WithArgument(verb, argument)
    elif verb == "import":
        if _is_path(argument):  # else it is a table of actions or of people
            yield WithArgument("restore", argument)
    elif verb in OF_FILES:
        yield _into_file(verb, argument)
    elif verb == "theme":
        yield from (WithArgument(verb, name) for name in themes if argument.casefold() in name)
    elif verb == "report":
        first, rest = _report_and_rest(argument)
        if is_report_part(rest):
            begun = _begun(REPORT_NAMES, first) or _with_initials(REPORT_NAMES, first)
            yield from (WithArgument(verb, report, more=rest.strip()) for report in begun)
    elif verb == "archive" and (not argument or is_ref(argument.upper(), MATTER, MEETING)):
        yield WithArgument(verb, argument.upper())
    elif verb == "language":
        yield from (WithArgument(verb, locale) for locale in _begun(LANGUAGES, argument))
    elif len(text) >= (LEAST_OF_A_NAME if text.isascii() else LEAST_IN_CHINESE):
        yield from (WithArgument("report", report, bare=True) for report in _begun(REPORT_NAMES, text))
        yield from (WithArgument("theme", name, bare=True) for name in themes if text.casefold() in name)
    elif len(text) >= LEAST_IN_CHINESE:
        yield from (WithArgument("report", report, bare=True) for report in _with_initials(REPORT_NAMES, text))
    yield from (*_check_of_archive(text.casefold()), *of_things)


def _check_of_archive(text: str) -> "Iterator[WithArgument]":
    """As it is said in words, or beside an archive that is to be written."""
    is_begun = len(text) >= LEAST_OF_A_CHECK and any(one.startswith(text) for one in CHECKS)
    if is_begun or text in WORDS["archive"]:
        yield WithArgument("verify", "")


def _report_and_rest(argument: str) -> tuple[str, str]:
    """The name of a report, which may be of several words, and what is typed behind it."""
    whole = (name for names in REPORT_NAMES.values() for name in names if " " in name)
    if name := next((one for one in whole if argument.casefold().startswith(one)), ""):
        return name, argument[len(name) :].strip()
    first, _, rest = argument.partition(" ")
    return first, rest


def _to_things(text: str) -> "Iterator[WithArgument]":
    """The way to what is named by its ref; of 新品上线 v1 the small letter may be a word of its name."""
    for one in text.split():
        if is_ref(one.upper()):
            yield WithArgument("go", one.upper(), bare=one != one.upper() and one != text)


def _exported_thing(text: str) -> "list[WithArgument]":
    """`export M2 docx`, `M2 导出 html`, `export ics M2 ~/m2.ics`: a meeting in one of its formats, or in all that there
    are; of a matter its archive."""
    words = text.split()
    if len(words) < 2 or not any(_verb(word, begun=False) == "export" for word in words[:2]):  # verb and thing
        return []
    rest = [word for word in words if _verb(word, begun=False) != "export"]
    ref = next((word.upper() for word in rest if is_ref(word.upper(), MEETING, MATTER)), "")
    if not ref:
        return []
    if is_ref(ref, MATTER):
        return [WithArgument("archive", ref)]
    behind = [word for word in rest if word.upper() != ref]
    at = next((place for place, word in enumerate(behind) if _is_path(word)), len(behind))
    path, typed_kinds = " ".join(behind[at:]), [word for word in behind[:at] if word.casefold() not in UNSAID]
    named = [one for one in typed_kinds if one.casefold() in ALSO_CALLED]
    # `export minutes M2 html`: the format itself counts for more, and what is named last
    kinds = [word for word in typed_kinds if word not in named] or named[-1:]
    if len(kinds) > 1:
        return []
    kind = kinds[0].casefold() if kinds else Path(path).suffix.casefold().removeprefix(".")
    kind = ALSO_CALLED.get(kind, kind)
    fits = (one for one in MEETING_FORMATS if one.startswith(kind))
    return [WithArgument("meeting", ref, more=f"{one} {path}".strip()) for one in fits]


def _is_path(text: str) -> bool:
    return text[:1] in ("~", ".") or "/" in text


def _file_begun(word: str) -> str:
    """The verb of a file by its beginning. Of another verb the beginning lists no values: "the" would show every theme
    before what is called so."""
    begun = _verb(word, begun=True)
    return begun if begun in (*OF_PATHS, "archive") else ""


def _verb(word: str, *, begun: bool) -> str:
    """The verb that a word names, in letters too."""
    found = (verb for verb, names in WORDS.items() if any(_is_called(name, word.casefold(), begun) for name in names))
    return next(found, "")


def _by_initials(word: str, verbs: Collection[str]) -> str:
    """The first of the verbs whose initials are typed."""
    several = {verb: names for verb, names in WORDS.items() if verb in verbs and len(word) >= LEAST_IN_CHINESE}
    return next(_with_initials(several, word), "")


def _with_initials(names: Mapping[str, tuple[str, ...]], typed: str) -> Iterator[str]:
    return (name for name, several in names.items() if any(read_as(one, typed) is Read.INITIALS for one in several))


def _abbreviated(word: str, argument: str) -> str:
    """The verb whose initials stand before its argument, `bf ~/copy.zip`, `zt nord`; of a file only before what is a
    path or an ending: `hf A3` is a reply about A3."""
    is_of_file = _is_path(argument) or "." in argument or argument.casefold() in TABLES.values()
    return _by_initials(word, OF_PATHS if is_of_file else ("theme", "language", "report", "archive"))


def _is_called(name: str, word: str, begun: bool) -> bool:
    if begun and len(word) >= LEAST_OF_A_NAME:
        return name.startswith(word) or read_as(name, word) >= Read.BEGUN
    return name == word or read_as(name, word) is Read.WHOLE


def _begun(names: Mapping[str, tuple[str, ...]], typed: str) -> list[str]:
    """Those that begin with what is typed, in letters too."""
    text = typed.casefold()
    return [
        name
        for name, several in names.items()
        if any(one.startswith(text) or read_as(one, text) >= Read.BEGUN for one in several)
    ]


def _into_file(verb: str, argument: str) -> WithArgument:
    """`export xlsx` and `export list.xlsx` mean the actions as such a file."""
    kind = argument.casefold().removeprefix(".")
    ending = next((ending for ending, name in TABLES.items() if kind in (name, ending[1:])), "")
    if verb == "export" and ending:
        return WithArgument("table", f"~/actions{ending}")
    if verb == "export" and Path(argument).suffix.casefold() in TABLES:
        return WithArgument("table", argument)
    return WithArgument(verb, argument)


def in_words(command: WithArgument, words: "Catalogue") -> str:
    if command.verb == "meeting":
        kind, _, path = command.more.partition(" ")
        what = words(f"palette.meeting.{kind}")
        return words("palette.run.meeting", argument=command.argument, what=what) + (f" → {path}" if path else "")
    named = {"language": "language", "report": "reports.of"}.get(command.verb)
    shown = words(f"{named}.{command.argument}") if named else command.argument or "…"
    return " · ".join(filter(None, (words(f"palette.run.{command.verb}", argument=shown), command.more)))


async def write_out(page: "Page", command: WithArgument) -> None:
    """A copy of everything in one file, or everything as plain files, or a meeting; nothing where it is refused.
    Without a path it asks for one."""
    kind, _, named = command.more.partition(" ")
    typed = (named if command.verb == "meeting" else command.argument) or await _asked_path(page, command)
    if not typed:
        return
    if command.verb == "meeting":
        await _write_meeting(page, command.argument, kind, expanded_path(typed))
        return
    path = expanded_path(typed)
    if command.verb == "table":
        await _write_table(page, path)
        return
    write = _backup(page, path) if command.verb == "backup" else _export(page, path)
    await page.do(write, f"palette.done.{command.verb}", path=path)


async def _write_table(page: "Page", path: Path) -> None:
    """All actions. A file that is there is left as it is."""
    if await asyncio.to_thread(path.exists):
        page.show_error(Refused("reports.exists", path=str(path)))
        return
    kind, today = TABLES[path.suffix.casefold()], page.session.today
    rows = await page.session.query(lambda reader: exported_actions(reader, today=today))
    data = await asyncio.to_thread(action_file, rows, kind, page.words, page.session.zone)

    def write(_acting: object) -> None:
        make_folder(path.parent)
        write_whole(path, data)

    await page.do(write, "palette.done.table", path=path, n=len(rows))


async def _write_meeting(page: "Page", ref: str, kind: str, path: Path) -> None:
    """As the command does (`lifecycle.export.meeting_export`). A file that is there is left as it is."""

    def write(acting: "Acting") -> None:
        from collabtui.lifecycle.export.meeting_export import export_meeting

        if path.exists():
            raise Refused("reports.exists", path=str(path))
        data = export_meeting(acting, ref, next(one for one in MEETING_FORMATS if one == kind))
        make_folder(path.parent)
        write_whole(path, data)

    await page.do(write, "palette.done.meeting", ref=ref, path=path)


async def _asked_path(page: "Page", command: WithArgument) -> str:
    """A file or a folder of today is offered; empty where nobody wants it."""
    from collabtui.screens.dialogs.form import Form, FormField, Values

    wanted = ""

    async def save(values: Values) -> None:
        nonlocal wanted
        wanted = values["path"].strip()
        if not wanted:
            raise Refused("palette.type_path")

    offered = f"~/collabtui-{page.session.today:%Y-%m-%d}{'.zip' if command.verb == 'backup' else ''}"
    if command.verb == "meeting":
        offered = f"~/{command.argument}.{command.more}"
    await page.ask(Form(page.services, in_words(command, page.words), [FormField("path", offered, path="new")], save))
    return wanted


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
