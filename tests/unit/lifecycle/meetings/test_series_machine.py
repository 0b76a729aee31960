"""A series under whatever is done to it in whatever order: moved, called off, its people and its place changed, of one
date, of all that follow, of all to come; held, undone, reopened. A simple model says which dates there are and who
comes, and so must every person's calendar, after all mails, in two programs that know nothing of each other."""

import contextlib
import copy
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from collabtui.config import Organiser
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, Participant, asked_again
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import SCOPES, Scope
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.correspondence.present_address import from_present_address
from collabtui.lifecycle.due.registry import apply_changes
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import edit_series_dates, invite, plan, series_ahead
from collabtui.lifecycle.people import edit_people
from collabtui.mail.identity.reply_token import without_tag
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.calendar_replay import Entry, FoldedCalendar, LineCalendar
from support.machines import steps
from support.world import AGENDA, CONFIG, PEOPLE, Clock

FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK = timedelta(days=7)
DATES = 8
WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", count=DATES), "matter": ""})
MINUTES = 50
ADDRESSES = {"P1": "li@example.test", "P2": "zhang@example.test", "P3": "zhao@example.test", "P4": "chen@example.test",
             "P5": "bob@example.test"}  # fmt: skip
USUAL = frozenset({"P1", "P2", "P4", "P5"})
"""The organiser, 研发部's contact, 陈静 and Bob."""


@dataclass(frozen=True)
class Date:
    """What the model knows of one date."""

    by_rule: datetime
    start: datetime
    people: frozenset[str]
    place: str
    line: int
    """Which series it belongs to."""
    off: bool = False
    held: bool = False


@dataclass
class Model:
    dates: list[Date] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    """The usual place of each series."""
    people: dict[int, frozenset[str]] = field(default_factory=dict)
    """Who usually comes to each."""

    def at(self, by_rule: datetime) -> int:
        return next(at for at, one in enumerate(self.dates) if one.by_rule == by_rule and not one.off)

    def affected(self, target: int, scope: Scope, now: datetime) -> list[int]:
        of = self.dates[target]
        if scope == "one":
            return [target]
        return [
            at
            for at, one in enumerate(self.dates)
            if one.line == of.line and not one.off and not one.held
            and (one.start > now or at == target) and (scope == "all" or one.by_rule >= of.by_rule)
        ]  # fmt: skip

    def split(self, affected: list[int]) -> None:
        """Those that are changed go on by themselves, where others stay."""
        line = self.dates[affected[0]].line
        new = max(one.line for one in self.dates) + 1
        self.places[new], self.people[new] = self.places[line], self.people[line]
        self.change(affected, lambda one: replace(one, line=new))

    def change(self, affected: list[int], change: Callable[[Date], Date]) -> None:
        for at in affected:
            self.dates[at] = change(self.dates[at])


class SeriesMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock, self.config = Clock(), CONFIG
        self.model = Model(
            [Date(FIRST + n * WEEK, FIRST + n * WEEK, USUAL, "3号会议室", 0) for n in range(DATES)],
            {0: "3号会议室"},
            {0: USUAL},
        )
        self.before: Model | None = None
        """Before the last change, which no invitation has followed."""
        self.mailed: Model | None = None
        """Before the last change, once people were invited to what came of it."""
        self._open()
        edit_people.import_people(self.acting, PEOPLE)
        plan.new_meeting(self.acting, WEEKLY)
        invite.invite(self.acting, "M1")

    def _open(self) -> None:
        store = open_store(Path(self.folder.name) / "collabtui.db", secret=bytes(32))
        self.workspace = Workspace(store, self.config, Templates(), every_day, self.clock)

    def teardown(self) -> None:
        with contextlib.suppress(Refused):
            self.mails_say_what_stands()
        self.workspace.store.close()
        self.folder.cleanup()

    @property
    def acting(self) -> Acting:
        return self.workspace.as_user("key")

    def _open_meetings(self) -> list[Meeting]:
        found = self.acting.store.find(Meeting, state=["planned", "invited"])
        return sorted((one for one in found if one.start > self.clock()), key=lambda one: one.start)

    def _picked(self, number: int) -> Meeting | None:
        there = self._open_meetings()
        return there[number % len(there)] if there else None

    def _target(self, meeting: Meeting) -> int:
        assert meeting.occurrence
        return self.model.at(meeting.occurrence)

    @rule(number=st.integers(0, 9), scope=st.sampled_from(SCOPES))
    def call_off(self, number: int, scope: Scope) -> None:
        if (meeting := self._picked(number)) is None:
            return
        self.before, self.mailed = copy.deepcopy(self.model), None
        affected = self.model.affected(self._target(meeting), scope, self.clock())
        self.model.change(affected, lambda one: replace(one, off=True))
        invite.cancel(self.acting, meeting.ref, scope)

    @rule(number=st.integers(0, 9), scope=st.sampled_from(SCOPES), hours=st.sampled_from((1, 2, 24, 26)))
    def move(self, number: int, scope: Scope, hours: int) -> None:
        if (meeting := self._picked(number)) is None:
            return
        self.before, self.mailed = copy.deepcopy(self.model), None
        target, by = self._target(meeting), timedelta(hours=hours)
        affected, of = self.model.affected(target, scope, self.clock()), self.model.dates[target]
        if scope == "one":
            self.model.change([target], lambda one: replace(one, start=one.start + by))
        else:
            self.model.split(affected)
            shift = of.start + by - of.by_rule
            self.model.change(affected, lambda one: _shifted(one, shift, of))

        def moved(_: object, one: Meeting) -> Meeting:
            return asked_again(one.model_copy(update={"start": one.start + by, "end": one.end + by}))

        edit_series_dates.change_dates(self.acting, meeting.ref, scope, moved)

    @rule(number=st.integers(0, 9), scope=st.sampled_from(SCOPES), person=st.sampled_from(("P2", "P3", "P5")))
    def bring_or_leave_out(self, number: int, scope: Scope, person: str) -> None:
        if (meeting := self._picked(number)) is None:
            return
        self.before, self.mailed = copy.deepcopy(self.model), None
        target = self._target(meeting)
        affected, comes = self.model.affected(target, scope, self.clock()), person in self.model.dates[target].people
        line = self.model.dates[target].line
        usual = self.model.people[line] - {person} if comes else self.model.people[line] | {person}
        if scope != "one" and usual != self.model.people[line]:
            self.model.split(affected)
            self.model.people[self.model.dates[target].line] = usual
        self.model.change(
            affected, lambda one: replace(one, people=one.people - {person} if comes else one.people | {person})
        )

        def other(_: object, one: Meeting) -> Meeting:
            stay = tuple(each for each in one.participants if each.person != person)
            return one.model_copy(update={"participants": stay if comes else (*stay, Participant(person=person))})

        edit_series_dates.change_dates(self.acting, meeting.ref, scope, other)

    @rule(number=st.integers(0, 9), scope=st.sampled_from(SCOPES), place=st.sampled_from(("5号会议室", "线上")))
    def meet_elsewhere(self, number: int, scope: Scope, place: str) -> None:
        if (meeting := self._picked(number)) is None:
            return
        target = self._target(meeting)
        if self.model.dates[target].place == place:
            return
        self.before, self.mailed = copy.deepcopy(self.model), None
        affected = self.model.affected(target, scope, self.clock())
        if scope != "one":
            usual = self.model.places[self.model.dates[target].line]
            if usual != place:
                self.model.split(affected)
            self.model.places[self.model.dates[target].line] = place
            self.model.change(affected, lambda one: replace(one, place=place if one.place == usual else one.place))
        self.model.change([target], lambda one: replace(one, place=place))
        edit_series_dates.change_dates(
            self.acting, meeting.ref, scope, lambda _, one: one.model_copy(update={"place": place})
        )

    @precondition(lambda self: self.before is not None)
    @rule(left=st.booleans())
    def take_back(self, left: bool) -> None:
        """Before the mails of it have left, or after."""
        assert self.before
        if left:
            for mail in self._outbox():
                self._has_left(mail)
        undo_last(self.acting)
        self.model, self.before, self.mailed = self.before, None, None

    @precondition(lambda self: self.mailed is not None and self.before is None)
    @rule()
    def take_back_what_people_were_invited_to(self) -> None:
        assert self.mailed
        for mail in self._outbox():
            self._has_left(mail)
        undo_last(self.acting)
        self.model, self.mailed = self.mailed, None
        self.mails_say_what_stands()

    def _has_left(self, mail: Outgoing) -> None:
        with self.acting.transaction() as tx:
            tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": self.clock()}))

    @rule()
    def mails_say_what_stands(self) -> None:
        if self.before is not None:
            self.before, self.mailed = None, self.before
        for meeting in self._open_meetings():
            with contextlib.suppress(Refused):
                invite.invite(self.acting, meeting.ref)
        self.calendars_say_what_stands()

    def calendars_say_what_stands(self) -> None:
        now = self.clock()
        for person in ADDRESSES:
            line, folded = LineCalendar(), FoldedCalendar()
            mails = [one for one in self._outbox() if one.person == person and one.calendar_uid]
            for mail in mails:
                line.take(mail.raw)
                folded.take(mail.raw)
            expected = sorted(
                Entry(one.start, MINUTES, one.place) for one in self.model.dates if not one.off and person in one.people
            )
            assert line.entries() == expected, (person, now)
            assert folded.entries() == expected, (person, now)
            for asked_by in (line.organizers(now), folded.organizers(now)):
                assert {without_tag(one) for one in asked_by} <= {self.workspace.config.organiser.email}, (person, now)

    def _outbox(self) -> list[Outgoing]:
        found = self.acting.store.find(Outgoing, state=["queued", "sent", "sending"])
        return sorted(found, key=lambda one: int(one.ref[1:]))

    @rule(hold=st.booleans())
    def time_passes(self, hold: bool) -> None:
        """The next meeting begins; it is held, or nobody came."""
        self.mails_say_what_stands()
        there = self._open_meetings()
        if not there:
            return
        self.mailed = None
        meeting = there[0]
        self.clock.now = meeting.start + timedelta(minutes=5)
        if hold:
            target = self._target(meeting)
            self.model.change([target], lambda one: replace(one, held=True))
            run.start(self.acting, meeting.ref)
        series_ahead.plan_ahead(self.workspace.as_worker())

    @rule(email=st.sampled_from(("li@example.test", "li.ming@new.test")), waits=st.booleans())
    def organise_from(self, email: str, waits: bool) -> None:
        """Where nothing else is owed, the next pass says so by itself; what waited leaves from the new address."""
        if not waits:
            for mail in self._outbox():
                self._has_left(mail)
        self.config = self.config.model_copy(update={"organiser": Organiser(name="李明", email=email)})
        self.workspace = replace(self.workspace, config=self.config)
        apply_changes(self.workspace.as_worker())
        for mail in self.acting.store.find(Outgoing, state="queued"):
            with self.acting.transaction() as tx:
                tx.put(from_present_address(self.acting, mail))
        owed = any(invite.says_otherwise(self.acting.store, self.acting, one) for one in self._open_meetings())
        if not owed and self.before is None:
            self.calendars_say_what_stands()

    @rule()
    def restart(self) -> None:
        self.workspace.store.close()
        self._open()

    @invariant()
    def records_say_what_was_asked_for(self) -> None:
        there = {
            (one.occurrence, one.start, frozenset(each.person for each in one.participants), one.place)
            for one in self.acting.store.find(Meeting, state=["planned", "invited", "running", "recorded"])
        }
        known = {(one.by_rule, one.start, one.people, one.place) for one in self.model.dates if not one.off}
        assert there <= known
        running = self.acting.store.find(Series, state=["planned", "invited"])
        by_rule = {start for one in running for start in one.starts()}
        assert {one.by_rule for one in self.model.dates if not one.off} == by_rule
        here = {one.ref: one for one in self.acting.store.find(Person)}
        assert {ref: name in here[ref].addresses for ref, name in ADDRESSES.items()} == dict.fromkeys(ADDRESSES, True)
        assert len(here) == len(ADDRESSES)


def _shifted(one: Date, shift: timedelta, of: Date) -> Date:
    by_rule = one.by_rule + shift
    stays = one.start != one.by_rule and one.by_rule != of.by_rule
    return replace(one, by_rule=by_rule, start=one.start if stays else by_rule)


SeriesMachine.TestCase.settings = steps(8, 12)
test_series = SeriesMachine.TestCase
