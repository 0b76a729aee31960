"""Moving a meeting from the list: of a series this one, it and all that follow, or all to come; who was invited is
written to once that was seen."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.meeting import Meeting
from collabtui.formats.agenda.agenda_line import AgendaLine
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.lifecycle.meetings.agenda_text import draft_of
from collabtui.lifecycle.meetings.edit_agenda_lines import add_line
from collabtui.screens.dialogs.form import FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.scope_pick import asked_scope
from collabtui.screens.dialogs.send_invitations import send_invitations
from collabtui.screens.meetings.timed_form import TimedForm, time_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.domain.meetings.draft import AgendaDraft
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.bookings.typed_time import When
    from collabtui.screens.frame.page_port import PagePort


async def move_meeting(page: "PagePort", ref: str) -> None:
    found = await page.do(lambda acting: _with_draft(acting, ref))
    if found is None:
        return
    meeting, draft = found
    scope = await asked_scope(page, "agenda.scope", recurs=meeting.series is not None)
    if scope is None:
        return
    moved: list[Meeting] = []

    async def save(values: Values) -> None:
        line = AgendaLine("start", values["when"])
        if values["when"] != basis.seen["when"]:
            planned = await basis.run(lambda acting: add_line(acting, ref, line, None, scope))
            moved.append(planned.meeting)

    async def fields_now() -> list[FormField]:
        now = await page.session.run_command(lambda acting: acting.store.get(Meeting, ref))
        return [FormField("when", _span(now), read=_says(page, now))]

    basis = FormBasis(page.session, ref, fields_now, {"when": ("start", "end")})
    title = page.words("meetings.ask.move", ref=ref, title=meeting.title)
    form = TimedForm(page.services, title, await basis.read(), save, basis=basis)
    form.meeting, form.drafted = ref, lambda values: _moved_draft(page, meeting, draft, values["when"])
    if not await page.ask(form) or not moved:
        return
    (after,) = moved
    zone = ZoneInfo(after.timezone)
    page.tell("meetings.moved", ref=after.ref, when=page.words.instant(after.start.astimezone(zone)))
    page.refresh_now()
    if await page.do(_is_known(ref, after.ref)):
        await send_invitations(page, after.ref)


def _with_draft(acting: "Acting", ref: str) -> "tuple[Meeting, AgendaDraft]":
    meeting = acting.store.get(Meeting, ref)
    return meeting, draft_of(acting.store, meeting)


def _moved_draft(page: "PagePort", meeting: Meeting, draft: "AgendaDraft", text: str) -> "AgendaDraft":
    """The agenda at the time that is typed, as long as it is where no end is. Raises as `read_when`."""
    when = _read(page, meeting, text)
    return draft.model_copy(update={"start": when.start, "end": when.end or when.start + (meeting.end - meeting.start)})


def _is_known(*refs: str) -> "Callable[[Acting], bool]":
    """Whether people have it in their calendars."""

    def known(acting: "Acting") -> bool:
        return any(acting.store.get(Meeting, ref).state == "invited" for ref in refs)

    return known


def _span(meeting: Meeting) -> str:
    zone = ZoneInfo(meeting.timezone)
    start, end = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}" if start.date() == end.date() else f"{start:%Y-%m-%d %H:%M}"


def _says(page: "PagePort", meeting: Meeting) -> "Callable[[str], str]":
    """What is read, while it is typed."""

    def says(text: str) -> str:
        now = page.session.now.astimezone(ZoneInfo(meeting.timezone))
        return time_in_words(_read(page, meeting, text), now, page.words)

    return says


def _read(page: "PagePort", meeting: Meeting, text: str) -> "When":
    zone = ZoneInfo(meeting.timezone)
    today, stands = page.session.now.astimezone(zone).date(), meeting.start.astimezone(zone).date()
    return read_when(text, locale=page.words.locale, today=today, stands=stands)
