"""What the minutes of a meeting hold, gathered from what was captured."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.action import OPEN, Action
from collabtui.domain.matter import Risk
from collabtui.domain.meeting import Decision, Entry, Meeting, Question
from collabtui.domain.people import Person
from collabtui.lifecycle.carry import carried_actions
from collabtui.lifecycle.directory import people_by_ref
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Minutes:
    meeting: Meeting
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    """Taken in this meeting, by due date."""
    carried: tuple[Action, ...]
    """Open ones of the same matter from before, and those on its agenda."""
    questions: tuple[Question, ...]
    risks: tuple[Risk, ...]
    log: tuple[Entry, ...]
    """Consensus, views and notes."""
    people: dict[str, Person]

    def own(self, person: str) -> list[Action]:
        """The person's actions as his mail numbers them: this meeting's and the open ones from before, by due date."""
        mine = [action for action in (*self.actions, *self.carried) if action.owner == person]
        return sorted(mine, key=_by_due)

    def with_attendance(self, *attendance: str) -> list[Person]:
        return [self.people[one.person] for one in self.meeting.participants if one.attendance in attendance]

    @property
    def late(self) -> list[tuple[Person, datetime]]:
        """Who came late, and when."""
        return [(self.people[one.person], one.arrived_at) for one in self.meeting.participants if one.arrived_at]

    def entries(self, slot: int | None, kind: str) -> list[Entry]:
        return [entry for entry in self.log if entry.slot == slot and entry.kind == kind]

    @property
    def fingerprint(self) -> str:
        """Of what was said and agreed, not of how far the actions have come since."""
        said = [(entry.kind, entry.text, entry.slot) for entry in self.log]
        agreed = ((one, one.original_due or one.due) for one in self.actions)
        in_order = sorted(agreed, key=lambda each: (each[1] is None, str(each[1]), int(each[0].ref[1:])))
        taken = [(one.ref, one.title, one.owner, due, one.deliverable) for one, due in in_order]
        texts = [
            *(one.text for one in self.decisions),
            *(one.text for one in self.questions),
            *(one.text for one in self.risks),
        ]
        there = [(one.person, one.attendance) for one in self.meeting.participants]
        return hashlib.sha256(repr((said, taken, texts, there)).encode()).hexdigest()


def minutes_of(reader: Reader, meeting: Meeting) -> Minutes:
    actions = [action for action in reader.find(Action, meeting=meeting.ref) if action.status != "cancelled"]
    carried = _carried(reader, meeting)
    refs = [one.person for one in meeting.participants]
    refs += [action.owner for action in (*actions, *carried) if action.owner]
    refs += [one.person for action in actions for one in action.collaborators]
    questions = reader.find(Question, meeting=meeting.ref)
    risks = reader.find(Risk, meeting=meeting.ref)
    return Minutes(
        meeting=meeting,
        decisions=tuple(one for one in reader.find(Decision, meeting=meeting.ref) if not one.withdrawn),
        actions=tuple(sorted(actions, key=_by_due)),
        carried=tuple(sorted(carried, key=_by_due)),
        questions=tuple(one for one in questions if one.state == "open"),
        risks=tuple(one for one in risks if one.state == "open"),
        log=tuple(one for one in reader.find(Entry, meeting=meeting.ref, undone=False)),
        people=people_by_ref(reader, refs),
    )


def _carried(reader: Reader, meeting: Meeting) -> list[Action]:
    of_matter = reader.find(Action, matter=meeting.matter, status=list(OPEN)) if meeting.matter else []
    chosen = [action for action in carried_actions(reader, meeting) if action.status in OPEN]
    found = {action.ref: action for action in (*of_matter, *chosen)}
    return [action for action in found.values() if action.meeting != meeting.ref]


def _by_due(action: Action) -> tuple[bool, str, int]:
    return action.due is None, str(action.due), int(action.ref[1:])
