"""The data of the page of a running meeting, read in one go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.domain.meetings.quorum import is_here, missing_departments
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.live.unclear_lines import OpenQuestion, frame_of, open_questions
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.screens.dialogs.capture_completion import KnownNames
from collabtui.screens.live.opening import Opening, read_opening

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting


@dataclass(frozen=True)
class LiveData:
    meeting: Meeting
    people: dict[str, Person]
    """Everybody: any of them can be named."""
    log: tuple[Entry, ...]
    actions: dict[str, Action]
    """Taken in this meeting."""
    risks: dict[str, Risk]
    """Named in this meeting."""
    carried: tuple[Action, ...]
    missing: tuple[str, ...]
    """Departments that were asked and have nobody here."""
    opening: Opening
    unclear: tuple[OpenQuestion, ...] = ()
    """To be cleared at the next pause."""

    @property
    def known(self) -> KnownNames:
        """Names that the capture line completes; those who are here come first."""
        here = [participant.person for participant in self.meeting.participants]
        others = (person for ref, person in self.people.items() if ref not in here)
        people = [*(self.people[ref] for ref in here), *others]
        return KnownNames(
            people=tuple((person.name, person.department) for person in people),
            logins=tuple(person.email.partition("@")[0] for person in people),
            refs=(*self.actions, *(action.ref for action in self.carried)),
            directory=tuple(people),
            missing=self.missing,
        )

    @property
    def running_title(self) -> str:
        """Of the slot that runs; empty between slots."""
        slot = self.meeting.running_slot
        return "" if slot is None else self.meeting.slots[slot].title


def read_live(acting: "Acting", ref: str) -> LiveData:
    """Raises `Unknown` when there is no such meeting."""
    meeting = acting.visible.get(Meeting, ref)
    minutes = minutes_of(acting.visible, meeting)
    people = {person.ref: person for person in everybody(acting.store)}
    actions = {action.ref: action for action in minutes.actions}
    risks = {risk.ref: risk for risk in minutes.risks}
    things: dict[str, Record] = {**actions, **risks}
    here = [people[one.person].name for one in sorted(meeting.participants, key=lambda one: not is_here(one))]
    frame = frame_of(meeting, list(people.values()), acting.config.organiser.locale)
    return LiveData(
        meeting=meeting,
        people=people,
        log=minutes.log,
        actions=actions,
        risks=risks,
        carried=minutes.carried,
        missing=missing_departments(meeting, minutes.people),
        opening=read_opening(acting, meeting),
        unclear=tuple(open_questions(minutes.log, things, list(people.values()), frame, here)),
    )
