"""The data of the agenda page, read in one go."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from collabtui.domain.action import ExceptionKind
from collabtui.domain.meeting_deadlines import material_due
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.domain.refs import QUESTION, is_ref
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.bookings.away_then import Away, away_then
from collabtui.lifecycle.bookings.booked import planned_findings
from collabtui.lifecycle.bookings.material_owners import material_findings
from collabtui.lifecycle.meetings import carry_over, invite
from collabtui.lifecycle.meetings.carry_over import LeftOver
from collabtui.lifecycle.meetings.unclear_leads import is_nobodys, leads_among
from collabtui.widgets.line import ref_room

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting

UNCLEAR = " ?"
"""Behind a name that several may have, or nobody has."""


@dataclass(frozen=True)
class AgendaData:
    meeting: Meeting
    people: dict[str, Person]
    """Everybody, by ref."""
    findings: tuple[Finding, ...]
    update_owed: bool
    away: dict[str, Away]
    """Participants who are away then, by ref."""
    left_over: tuple[LeftOver, ...]
    exceptions: dict[str, tuple[ExceptionKind, ...]]
    """How each of those that do not go as planned does not, by ref."""
    material_due: date
    contacts: dict[str, str]
    """Who stands for each department that has somebody to stand for it."""
    max_minutes: int
    """What one sitting should not exceed."""
    rule: Rule | None
    """Of the series that the meeting belongs to."""

    def unclear_lead(self, number: int) -> tuple[str, ...]:
        """The names that who leads the item with this number, from 0, may have; empty where it is clear."""
        return leads_among(self.meeting.slots[number], self.meeting, self.people)

    def is_doubtful(self, number: int) -> bool:
        """Whether it is unclear who leads the item with this number, or it is nobody of the book."""
        lead = self.meeting.slots[number].lead
        return bool(self.unclear_lead(number)) or is_nobodys(lead, list(self.people.values()))

    @cached_property
    def lead_room(self) -> int:
        """Columns of the longest name of who leads an item, each with what marks it as unclear."""
        leads = (slot.lead + UNCLEAR * self.is_doubtful(n) for n, slot in enumerate(self.meeting.slots))
        return max(map(cell_len, leads), default=0)

    @cached_property
    def name_room(self) -> int:
        """Columns of the longest name of who comes."""
        return max((cell_len(self.people[one.person].name) for one in self.meeting.participants), default=0)

    @cached_property
    def left_over_ref_room(self) -> int:
        return ref_room(each.ref for each in self.left_over)

    @cached_property
    def left_over_owner_room(self) -> int:
        """Columns of the longest name of who owns what is left over."""
        owners = (self.people.get(one.action.owner or "") for one in self.left_over if one.action)
        return max((cell_len(owner.name) for owner in owners if owner), default=0)

    @property
    def questions_before(self) -> list[LeftOver]:
        """Open questions that are carried over."""
        return [one for one in self.left_over if one.taken and is_ref(one.ref, QUESTION)]


def read_sheet(acting: "Acting", ref: str) -> AgendaData:
    """Raises `Unknown` when there is no such meeting."""
    meeting = acting.store.get(Meeting, ref)
    rules = acting.config.meeting
    left_over = carry_over.left_over(acting.visible, meeting, acting.now)
    actions = [one.action for one in left_over if one.action]
    return AgendaData(
        meeting,
        {person.ref: person for person in directory.everybody(acting.store)},
        (
            *planned_findings(acting.store, acting, meeting),
            *carry_over.carry_findings(acting.visible, meeting, acting.now),
            *material_findings(acting.store, meeting),
        ),
        invite.is_owed(acting.store, acting, meeting),
        away_then(acting.store, meeting),
        left_over,
        {one.action.ref: one.kinds for one in carry_over.with_exceptions(acting.visible, actions, acting.today)},
        material_due(meeting.start, ZoneInfo(meeting.timezone), rules.material_days),
        directory.contacts(acting.store),
        rules.max_minutes,
        acting.store.get(Series, meeting.series).rule if meeting.series else None,
    )


def recurs(sheet: AgendaData | None) -> bool:
    """Whether the meeting belongs to a series."""
    return sheet is not None and sheet.meeting.series is not None
