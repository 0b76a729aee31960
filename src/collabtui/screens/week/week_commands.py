"""Commands of the week: plan, meet at once, another time or day, open what is under the cursor."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.booking_conflicts import OFFICE_HOURS
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.place import Place
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_names import read_names
from collabtui.lifecycle.actions.edit_actions import postpone
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.lifecycle.live.meet_now import meet_now
from collabtui.lifecycle.meetings.agenda_text import draft_of
from collabtui.lifecycle.meetings.move_meeting import MovedMeeting, move_meeting, move_meeting_to
from collabtui.lifecycle.meetings.plan_rules import Planned
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.actions.commands_on_actions import ActionCommands
from collabtui.screens.actions.given_warnings import findings_in_words, with_findings
from collabtui.screens.dialogs.field_parsers import known, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mails_first import run_after_mails
from collabtui.screens.dialogs.scope_pick import asked_scope
from collabtui.screens.dialogs.send_invitations import send_invitations
from collabtui.screens.meetings.new_meeting import department_words, new_meeting
from collabtui.screens.meetings.strangers import with_strangers_known
from collabtui.screens.meetings.timed_form import WHEN, TimedForm, time_in_words
from collabtui.store.queries.actions import actions_by_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.domain.count_working_days import IsWorking
    from collabtui.domain.meetings.draft import AgendaDraft
    from collabtui.domain.meetings.series_split import Scope
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.week.week_data import WeekCard
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue

MORNING = time(9)
CHANGEABLE = ("planned", "invited")


def _as_typed(words: "Catalogue", at: datetime) -> str:
    """As somebody would write it; of a day so far away that it has its year with it, in digits."""
    return f"{at:%Y-%m-%d %H:%M}" if words.is_far(at.date()) else words.instant(at)


class WeekCommands:
    """By name, as the keys of the page call them."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def plan(self, day: date, after: datetime | None) -> None:
        """At the marked time: after the meeting under the cursor, else as early on that day as can be."""
        now, zone = self.page.session.now, self.page.session.zone
        wanted = after or datetime.combine(day, MORNING, zone)
        start = await self.page.do(lambda acting: within_hours(wanted, now, acting.is_working))
        await new_meeting(self.page, _as_typed(self.page.words, start or wanted))

    async def meet_now(self) -> None:
        """Asks what it is about and who is there: a clock that a wrong key started would run."""
        page, begun = self.page, list[Planned]()
        there = known(page.session.reader)

        async def save(values: Values) -> None:
            if not values["title"]:
                raise Refused("planning.no_title")
            names = read_names(await with_strangers_known(page, values["people"]))
            begun.append(await page.session.run_command(lambda acting: meet_now(acting, values["title"], names)))

        title = FormField("title", page.words("planning.now_title"), needed=True)
        fields = [title, FormField("people", suggest=[*suggestions(there), *department_words(page.words, there)])]
        if not await page.ask(Form(page.services, page.words("planning.now_ask"), fields, save, verb="key.start")):
            return
        (planned,) = begun
        taken = [one for one in planned.findings if one.key in ("booking.people", "booking.room")]
        if taken:
            page.warn(" ".join(page.words(one.key, **one.values) for one in taken))
        page.go("meetings", planned.meeting.ref)

    async def open(self, card: "WeekCard") -> None:
        key = str(card.key)
        if card.kind == "action":
            page_row = await self._row(card)
            self.page.go("actions", page_row["ref"])
        elif card.kind == "reminder":
            self.page.go(*Place.actions("due", key))
        elif card.kind == "away":
            self.page.go("people", key)
        else:
            ref = key.rpartition("/")[2]
            self.page.go("meetings" if ref.startswith(Meeting.prefix) else "matters", ref)

    async def edit(self, card: "WeekCard") -> None:
        """Another time for a meeting, as it is typed; all fields of an action."""
        if card.kind == "action":
            await action_form(self.page, (await self._row(card))["ref"])
            self.page.refresh_now()
        elif card.kind == "meeting":
            await self._retime(str(card.key))
        else:
            self.page.tell("week.stays")

    async def done(self, card: "WeekCard") -> None:
        await self._on_action(card, "done")

    async def send(self, card: "WeekCard") -> None:
        """The invitation of a meeting, or a question to the owner of an action."""
        if card.kind == "meeting":
            await send_invitations(self.page, str(card.key))
        else:
            await self._on_action(card, "nudge")

    async def _on_action(self, card: "WeekCard", name: str) -> None:
        if card.kind == "action":
            await ActionCommands(self.page).run(name, [await self._row(card)])
            self.page.refresh_now()
        else:
            self.page.tell("week.no_action")

    async def carry(self, card: "WeekCard", day: date, start: datetime | None) -> None:
        """Put down on that day; a meeting at that start."""
        if card.kind == "action":
            await self._postpone(await self._row(card), day)
        elif card.kind == "meeting" and start is not None:
            await self._move(
                str(card.key),
                lambda acting, ref, scope: move_meeting_to(acting, ref, start, scope, leaving_in=UNDO_WINDOW),
                self.page.words.instant(start),
            )
        else:
            self.page.tell("week.stays")

    async def _postpone(self, row: "ActionRow", day: date) -> None:
        page, ref = self.page, row["ref"]
        if row["due"] == day.isoformat():
            return
        title = page.words("week.move_action", ref=ref, title=row["title"], day=day)
        request = Request(ref=ref, ask="postpone", due=day)
        carrying = with_findings(lambda acting: postpone(acting, ref, request), [ref])
        await run_after_mails(
            page, title, carrying, "week.moved_action", findings_in_words(page.words), ref=ref, day=day
        )
        page.refresh_now()

    async def _retime(self, ref: str) -> None:
        """A form of one line: what speaks against the time is said while it is typed."""
        page, session = self.page, self.page.session
        meeting = await page.do(lambda acting: acting.store.get(Meeting, ref))
        if meeting is None or not await self._can_move(ref):
            return
        draft = await page.do(lambda acting: draft_of(acting.store, meeting))
        if draft is None:
            return
        stands = draft.start.date()

        def read(text: str) -> str:
            when = read_when(text, locale=page.words.locale, today=session.today, stands=stands)
            return time_in_words(when, page.session.now, page.words)

        typed: list[str] = []

        async def save(values: Values) -> None:
            read(values[WHEN])
            typed.append(values[WHEN])

        length = meeting.end - meeting.start
        form = TimedForm(
            page.services,
            page.words("week.retime", ref=ref, title=meeting.title),
            [FormField(WHEN, _as_typed(page.words, draft.start), read=read)],
            save,
        )

        def drafted(values: Values) -> "AgendaDraft":
            when = read_when(values[WHEN], locale=page.words.locale, today=session.today, stands=stands)
            return draft.model_copy(update={"start": when.start, "end": when.end or when.start + length})

        form.drafted, form.meeting = drafted, ref
        if await page.ask(form):
            await self._move(
                ref,
                lambda acting, ref, scope: move_meeting(acting, ref, typed[-1], scope, leaving_in=UNDO_WINDOW),
                read(typed[-1]),
            )

    async def _can_move(self, ref: str) -> bool:
        meeting = await self.page.do(lambda acting: acting.store.get(Meeting, ref))
        if meeting is None:
            return False
        if meeting.state not in CHANGEABLE:
            self.page.tell("week.over", ref=ref, state=meeting.state)
            return False
        return True

    async def _move(self, ref: str, move: "Callable[[Acting, str, Scope], MovedMeeting]", when: str) -> None:
        page = self.page
        meeting = await page.do(lambda acting: acting.store.get(Meeting, ref))
        if meeting is None or not await self._can_move(ref):
            return
        scope = await asked_scope(page, "week.scope", recurs=meeting.series is not None)
        if scope is None:
            return
        title = page.words("week.move_meeting", ref=ref, title=meeting.title, when=when)

        def warning(moved: MovedMeeting) -> str:
            found = (one for one in moved.findings if one.key.startswith("booking."))
            return " ".join(f"▲ {page.words(one.key, **one.values)}" for one in found)

        await run_after_mails(
            page, title, lambda acting: move(acting, ref, scope), "week.moved_meeting", warning, ref=ref, when=when
        )
        page.refresh_now()

    async def _row(self, card: "WeekCard") -> "ActionRow":
        today, identity = self.page.session.today, int(card.key)
        (row,) = await self.page.session.query(lambda reader: actions_by_id(reader, [identity], today=today))
        return row


def within_hours(wanted: datetime, now: datetime, is_working: "IsWorking") -> datetime:
    """The time itself where it is still to come; else the next half hour. Where an hour from then is not within office
    hours, the morning of the next working day."""
    start = wanted if wanted >= now else now + timedelta(minutes=30 - now.minute % 30)
    opens, closes = OFFICE_HOURS
    ends = start + timedelta(hours=1)
    if opens <= start.time() and ends.time() <= closes and ends.date() == start.date():
        return start
    day = start.date() if start.time() < opens else start.date() + timedelta(days=1)
    while not is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, start.tzinfo)
