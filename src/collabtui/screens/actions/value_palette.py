"""Values of the palette for an action that is named: `A12 due friday`, `A12 50%`, `A12 @张伟`, `A12 受阻 等图纸`.
Without a ref they are for what is marked, or under the cursor, on Actions and on Board."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from textual.command import Hit, Hits, Provider

from collabtui.domain.refs import ACTION, is_ref
from collabtui.errors import CollabError
from collabtui.lifecycle.actions.edit_actions import BulkChange, change_each, update_each
from collabtui.screens.actions.action_listing import ActionList
from collabtui.screens.actions.bulk_change import BulkChangeForm, checked_day
from collabtui.screens.actions.commands_on_actions import progress_update
from collabtui.screens.actions.given_warnings import findings_in_words, with_findings
from collabtui.screens.dialogs.field_parsers import known, says_day, says_owners
from collabtui.screens.frame.page import Page
from collabtui.screens.shell.palette_verbs import WORTH, named_thing
from collabtui.store.queries.search import NAMED, thing_of
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.dialogs.field_parsers import KnownPerson
    from collabtui.store.queries.rows.action_rows import ActionRow

FIELDS = {
    "due": ("due", "by", "postpone to", "postpone", "move to", "deadline", "until",
            "截止到", "截止", "延期到", "延期至", "延到", "改到", "改期到", "推迟到", "到期"),
    "owner": ("owner", "assign to", "assign", "give to", "负责人", "责任人", "转给", "交给", "改派给", "改派"),
    "percent": ("percent", "progress", "完成度", "进度"),
    "blocked": ("blocked by", "blocked", "stuck", "waits for", "受阻", "阻塞", "卡在"),
}  # fmt: skip
"""What may stand before a value, in either language; of two that begin alike the longer one first."""
_PERCENT = re.compile(r"(?P<number>\d{1,3})\s*[%％]")


class GivenValue(NamedTuple):
    field: str
    text: str


def given_value(typed: str) -> GivenValue | None:
    """The value that a text behind a ref gives; None where it gives none."""
    text = typed.strip()
    if text[:1] in ("@", "＠") and text[1:].strip():
        return GivenValue("owner", text[1:].strip())
    if found := _PERCENT.fullmatch(text):
        return GivenValue("percent", found["number"])
    for field, names in FIELDS.items():
        for name in names:
            rest = text[len(name) :]
            apart = not name.isascii() or rest[:1] in (" ", ":", "：")
            if text[: len(name)].casefold() == name and apart and rest.strip(" :：@＠"):
                return GivenValue(field, rest.strip(" :：@＠"))
    return None


@runtime_checkable
class ChoosesActions(Protocol):
    """The list of Actions, or the page Board: where actions are marked, or one stands under the cursor."""

    async def read_selection(self) -> "Sequence[ActionRow]": ...


class _Target(NamedTuple):
    """The actions that a value is for."""

    refs: tuple[str, ...]
    name: str
    """As it is shown before the value."""


class ValuesOfActions(Provider):
    """The change of a value, with what it will be: Enter makes it, and `u` takes it back."""

    async def search(self, query: str) -> Hits:
        page = self.screen
        ref, behind = named_thing(query)
        value = given_value(behind or query)
        if not (value and isinstance(page, Page) and page.session.configured):
            return
        target = await (_named(page, ref) if ref else _chosen(page))
        if target is None:
            return
        words, people = page.words, await page.session.query(known)
        try:
            shown = _read(page, people, value)
        except CollabError as error:  # while one types: Enter says it once more
            if not ref:
                return  # words for something else
            text = words(error.key, **error.values)
        else:
            what = words("palette.value", field=words(f"action.field.{_FIELD_NAMES[value.field]}"), value=shown)
            text = words("palette.on_chosen", name=target.name, what=what)
        yield Hit(WORTH + 1, as_content(text), partial(self._run, page, target.refs, value), text=text)

    def _run(self, page: Page, refs: Sequence[str], value: GivenValue) -> None:
        page.run_worker(partial(_change, page, refs, value))


async def _named(page: Page, ref: str) -> _Target | None:
    if not is_ref(ref, ACTION):
        return None
    row = await page.session.query(lambda reader: thing_of(reader, ref, kinds=NAMED))
    return _Target((ref,), f"{ref} {row['title']}") if row else None


async def _chosen(page: Page) -> _Target | None:
    chooses = next((one for one in (page, *page.query(ActionList)) if isinstance(one, ChoosesActions)), None)
    rows = await chooses.read_selection() if chooses else ()
    if not rows:
        return None
    name = f"{rows[0]['ref']} {rows[0]['title']}" if len(rows) == 1 else page.words("palette.chosen", n=len(rows))
    return _Target(tuple(row["ref"] for row in rows), name)


_FIELD_NAMES = {"due": "due", "owner": "owner", "percent": "percent", "blocked": "reason"}
"""Fields of an action, by what `FIELDS` calls them."""


def _read(page: Page, people: "Sequence[KnownPerson]", value: GivenValue) -> str:
    """The value as it will be. Raises `CollabError` for what is none."""
    read: dict[str, Callable[[str], str]] = {
        "due": says_day(page.session, page.words),
        "owner": says_owners(page.session, page.words, people),
        "percent": lambda text: f"{progress_update(text).percent} %",
        "blocked": str,
    }
    return read[value.field](value.text) or value.text


async def _change(page: Page, refs: Sequence[str], value: GivenValue) -> None:
    if value.field == "percent":
        await page.do(partial(_update_percent, refs, value.text), "actions.did.changed", n=len(refs))
        return
    try:
        change = _wanted(page, value)
    except CollabError as error:
        page.show_error(error)
        return
    if given := await page.do(with_findings(lambda acting: change_each(acting, refs, change), refs)):
        BulkChangeForm(page).report(given.result)
        if warning := findings_in_words(page.words)(given):
            page.warn(warning)


def _update_percent(refs: Sequence[str], text: str, acting: "Acting") -> object:
    return update_each(acting, refs, progress_update(text))


def _wanted(page: Page, value: GivenValue) -> BulkChange:
    match value.field:
        case "due":
            return BulkChange(due=checked_day(page.session, page.words, value.text))
        case "owner":
            return BulkChange(owner=value.text)
        case _:
            return BulkChange(status="blocked", reason=value.text)
