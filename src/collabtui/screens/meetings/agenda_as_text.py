"""A whole agenda, or that of a series, edited as a text."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.formats.agenda.agenda_file import read_agenda, write_agenda
from collabtui.lifecycle.meetings import edit_series_dates, plan, plan_series
from collabtui.lifecycle.meetings.agenda_merge import clash_named, merged_agenda
from collabtui.lifecycle.meetings.agenda_text import agenda_text, draft_of
from collabtui.screens.dialogs.scope_pick import asked_scope
from collabtui.screens.dialogs.text_editor import Editor

if TYPE_CHECKING:
    from collabtui.domain.meetings.series_split import Scope
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


async def edit_agenda(page: "PagePort", ref: str) -> None:
    """The whole agenda as a text: title, time, place, people, everything."""
    locale = page.words.locale
    seen: list[AgendaDraft] = []
    """As its reader has seen it; of what both have changed what was named to him since."""

    def read(acting: "Acting") -> str:
        seen.append(draft_of(acting.store, acting.store.get(Meeting, ref)))
        return agenda_text(acting.store, ref, locale)

    def edited(acting: "Acting", ref: str, text: str, today: date) -> str:
        return _edited(acting, ref, read_agenda(text, today=today, timezone=acting.zone.key), seen)

    await _edit_text(page, ref, "planning.edit", "agenda", read, edited)


async def edit_series(page: "PagePort", ref: str) -> None:
    """The usual agenda of the series, how often it comes and when: from this meeting on, or for all that are to come;
    of this meeting alone its own agenda."""
    locale = page.words.locale
    scope = await asked_scope(page, "agenda.scope", recurs=True)
    if scope is None:
        return
    if scope == "one":
        await edit_agenda(page, ref)
        return
    seen: list[AgendaDraft] = []

    def read(acting: "Acting") -> str:
        draft = plan_series.series_draft(acting.store, acting, ref, scope)
        seen.append(draft)
        return write_agenda(draft, locale=locale)

    def edited(acting: "Acting", ref: str, text: str, today: date) -> str:
        return _edited_series(acting, ref, read_agenda(text, today=today, timezone=acting.zone.key), seen, scope)

    await _edit_text(page, ref, "planning.edit_series", "series", read, edited)


async def _edit_text(
    page: "PagePort",
    ref: str,
    title: str,
    draft: str,
    read: "Callable[[Acting], str]",
    edited: "Callable[[Acting, str, str, date], str]",
) -> None:
    """`title` is a key of the catalogue; what is typed is kept as the draft `<draft>-<ref>` until it is saved."""
    services = page.services
    text = await page.do(read)
    if text is None:
        return

    async def save(changed: str) -> str:
        return await page.session.run_command(lambda acting: edited(acting, ref, changed, page.session.today))

    await page.ask(Editor(services, page.words(title, ref=ref), text, f"{draft}-{ref}", save))
    page.refresh_now()


def _edited_series(acting: "Acting", ref: str, typed: AgendaDraft, seen: list[AgendaDraft], scope: "Scope") -> str:
    """As `_edited`, of the usual agenda, the rule and the time of a series."""
    now, before = plan_series.series_draft(acting.store, acting, ref, scope), seen[-1]
    draft, clashes = merged_agenda(before, typed.model_copy(update=_as_written(typed, now)), now)
    if clashes:
        seen.append(before.model_copy(update={field: getattr(now, field) for field in clashes}))
        raise clash_named(acting.store, acting.store.get(Meeting, ref).series or ref, clashes)
    return edit_series_dates.edit_series(acting, ref, draft if now != before else typed, scope).meeting.ref


def _edited(acting: "Acting", ref: str, typed: AgendaDraft, seen: list[AgendaDraft]) -> str:
    """What others have changed meanwhile stays. Raises `Conflict` (agenda.changed_by) for what both have: once it is
    named, who saves again means it."""
    meeting = acting.store.get(Meeting, ref)
    now = draft_of(acting.store, meeting)
    before = seen[-1]
    if now == before:
        return plan.edit_meeting(acting.having_seen(meeting), ref, typed).meeting.ref
    draft, clashes = merged_agenda(before, typed.model_copy(update=_as_written(typed, now)), now)
    if clashes:
        seen.append(before.model_copy(update={field: getattr(now, field) for field in clashes}))
        raise clash_named(acting.store, meeting.ref, clashes)
    return plan.edit_meeting(acting.having_seen(meeting), ref, draft).meeting.ref


def _as_written(typed: AgendaDraft, now: AgendaDraft) -> dict[str, object]:
    """Fields that a file need not say, as the meeting has them."""
    return {field: getattr(now, field) for field in ("end", "timezone") if getattr(typed, field) is None}
