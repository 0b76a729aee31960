"""The content of the minutes of a meeting: decisions, actions, risks and open questions, gathered from what was
captured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.last_word import statement_of
from collabtui.domain.matters.matter import Milestone, Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.people import Person
from collabtui.domain.refs import number_of
from collabtui.domain.via import mail_of
from collabtui.language.capture.captured_risk_fields import risk_fields
from collabtui.language.milestone_lines import of_written
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.fingerprint import fingerprint_of, first_form_of
from collabtui.lifecycle.meetings.carry_over import carried_actions, meetings_before
from collabtui.lifecycle.minutes.kept_versions import sent_lines
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class MinutesContent:
    meeting: Meeting
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    """Taken in this meeting, by the date that the minutes name; also those cancelled since they were sent."""
    carried: tuple[Action, ...]
    """Open ones of the same matter from before, and those on its agenda."""
    questions: tuple[Question, ...]
    answered: tuple[Question, ...]
    """Of the meetings before, what has got its answer since the one before was over."""
    risks: tuple[Risk, ...]
    log: tuple[Entry, ...]
    """Consensus, views and notes."""
    people: dict[str, Person]
    sent: Mapping[str, MinutesLine] = field(default_factory=dict)
    """The lines of the version that is out, by ref."""

    def agreed_due(self, action: Action) -> date | None:
        """The date that the minutes name: what comes after them is no change of them."""
        return self.sent[action.ref].due if self.has_slipped(action) else action.due

    def has_slipped(self, action: Action) -> bool:
        """Whether its date has moved since they were sent, and was not agreed anew."""
        sent = self.sent.get(action.ref)
        return sent is not None and action.due != sent.due and action.original_due == (sent.agreed or sent.due)

    def named_owner(self, action: Action) -> str | None:
        """The owner (ref) whom the minutes name: somebody who has it only since they were sent is no change of them."""
        return self.sent[action.ref].person if self.was_handed_over(action) else action.owner

    def named_collaborators(self, action: Action) -> tuple[str, ...]:
        """The collaborators (refs) whom the minutes name, where one of them has left since they were sent."""
        sent = self.sent.get(action.ref)
        if sent is not None and any(self._has_left(ref) for ref in sent.collaborators):
            return sent.collaborators
        return tuple(one.person for one in action.collaborators)

    def was_handed_over(self, action: Action) -> bool:
        """Whether it has gone to somebody else since they were sent: its owner has left, or asked for it by mail. What
        the facilitator sets otherwise is what was agreed."""
        sent = self.sent.get(action.ref)
        if sent is None or not sent.person or sent.person == action.owner:
            return False
        word = statement_of(action.stated, "owner")
        return self._has_left(sent.person) or (word is not None and bool(mail_of(word.via)))

    def _has_left(self, ref: str) -> bool:
        return ref in self.people and not self.people[ref].is_here

    def own(self, person: str) -> list[Action]:
        """The person's open actions as his mail numbers them: this meeting's and those from before, by due date."""
        mine = [one for one in (*self.actions, *self.carried) if one.owner == person and one.status in OPEN]
        return sorted(mine, key=_by_own_due)

    def supported(self, person: str) -> list[Action]:
        """The open actions of this meeting in which the person supports the owner."""
        open_ones = (one for one in self.actions if one.status in OPEN)
        return [one for one in open_ones if any(by.person == person for by in one.collaborators)]

    def done(self, person: str) -> list[Action]:
        """The person's actions of this meeting that are done already: nobody asks him for them again."""
        return [one for one in self.actions if one.owner == person and one.status == "done"]

    def with_attendance(self, *attendance: str) -> list[Person]:
        return [self.people[one.person] for one in self.meeting.participants if one.attendance in attendance]

    @property
    def absent(self) -> list[Person]:
        """All who did not come: as it was noted, or, where somebody's presence was, as they had said before."""
        declined = self._unknown(declined=True) if self.with_attendance("present", "late") else []
        return [*self.with_attendance("absent"), *declined]

    @property
    def unrecorded(self) -> list[Person]:
        """Those of whom nobody noted whether they were there, where somebody's presence was."""
        return self._unknown(declined=False) if self.with_attendance("present", "late") else []

    def _unknown(self, *, declined: bool) -> list[Person]:
        unknown = (one for one in self.meeting.participants if one.attendance == "unknown")
        return [self.people[one.person] for one in unknown if (one.partstat == "declined") == declined]

    @property
    def late(self) -> list[tuple[Person, datetime]]:
        """The people who came late, each with the instant."""
        return [(self.people[one.person], one.arrived_at) for one in self.meeting.participants if one.arrived_at]

    def entries(self, slot: int | None, kind: str) -> list[Entry]:
        return [entry for entry in self.log if entry.slot == slot and entry.kind == kind]

    @property
    def milestones(self) -> list[Milestone]:
        """The milestones that were named, by day."""
        named = (of_written(one.text) for one in self.log if one.kind == "milestone")
        return sorted(filter(None, named), key=lambda one: one.day)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of what was said and agreed."""
        return fingerprint_of(self._agreed)

    def matches(self, fingerprint: str) -> bool:
        """Whether a stored fingerprint is theirs, in the form of today or in the first one."""
        return fingerprint in (self.fingerprint, first_form_of(repr(self._agreed)))

    @property
    def risk_words(self) -> dict[str, str]:
        """By ref what was said of each risk, without the fields that stand below it in the same words."""
        return {one.ref: _without_fields(one) for one in self.risks}

    @property
    def _agreed(self) -> tuple[object, ...]:
        """Not how far the actions have come since."""
        entries = [(entry.kind, entry.text, entry.slot) for entry in self.log]
        agreed = ((one, one.original_due or one.due) for one in self.actions)
        in_order = sorted(agreed, key=lambda each: (each[1] is None, str(each[1]), number_of(each[0].ref)))
        taken = [(one.ref, one.title, one.owner, due, one.deliverable) for one, due in in_order]
        texts = [
            *(one.text for one in self.decisions),
            *(one.text for one in self.questions),
            *(one.text for one in self.risks),
        ]
        there = [(one.person, one.attendance) for one in self.meeting.participants]
        return entries, taken, texts, there


def minutes_of(reader: Reader, meeting: Meeting) -> MinutesContent:
    """As they are now; what was sent of them stands, also where it is over by now."""
    sent = sent_lines(reader, meeting)
    log = tuple(one for one in reader.find(Entry, meeting=meeting.ref, undone=False))
    stands = {entry.thing for entry in log} & sent.keys()
    found = reader.find(Action, meeting=meeting.ref)
    actions = [action for action in found if action.status != "cancelled" or action.ref in stands]
    carried = _carried(reader, meeting)
    refs = [one.person for one in meeting.participants]
    refs += [action.owner for action in (*actions, *carried) if action.owner]
    refs += [one.person for action in actions for one in action.collaborators]
    questions = reader.find(Question, meeting=meeting.ref)
    refs += [ref for line in sent.values() for ref in (line.person, *line.collaborators) if ref]
    risks = reader.find(Risk, meeting=meeting.ref)
    refs += [risk.owner for risk in risks if risk.owner]
    minutes = MinutesContent(
        meeting=meeting,
        decisions=tuple(one for one in reader.find(Decision, meeting=meeting.ref) if not one.withdrawn),
        actions=tuple(actions),
        carried=tuple(sorted(carried, key=_by_own_due)),
        questions=tuple(one for one in questions if _stands(one, "settled", sent)),
        answered=tuple(_answered(reader, meeting)),
        risks=tuple(one for one in risks if _stands(one, "closed", sent)),
        log=log,
        people=people_by_ref(reader, refs),
        sent=sent,
    )
    risks = [_as_named(one, minutes) for one in minutes.risks]
    minutes = replace(minutes, risks=tuple(risks))
    return replace(minutes, actions=tuple(sorted(actions, key=lambda one: _by_due(one, minutes.agreed_due(one)))))


def _without_fields(risk: Risk) -> str:
    stated = risk_fields(risk.text)
    below = (stated.scope, stated.answer, stated.standby) == (risk.impact, risk.answer, risk.standby)
    return stated.text if below else risk.text


def _as_named(risk: Risk, minutes: MinutesContent) -> Risk:
    """With the owner that was sent, where he has left since."""
    sent = minutes.sent.get(risk.ref)
    left = sent is not None and sent.person in minutes.people and not minutes.people[sent.person].is_here
    return risk.model_copy(update={"owner": sent.person}) if sent and left else risk


def _carried(reader: Reader, meeting: Meeting) -> list[Action]:
    of_matter = reader.find(Action, matter=meeting.matter, status=list(OPEN)) if meeting.matter else []
    chosen = [action for action in carried_actions(reader, meeting, meeting.start) if action.status in OPEN]
    found = {action.ref: action for action in (*of_matter, *chosen)}
    return [action for action in found.values() if action.meeting != meeting.ref]


def _answered(reader: Reader, meeting: Meeting) -> Iterator[Question]:
    """By the time that the minutes went out: what is settled later is for those of the next meeting."""
    before = meetings_before(reader, meeting)
    since = (before[0].published_at or before[0].end) if before else None
    refs = [one.ref for one in before]
    for one in reader.find(Question, meeting=refs, state="settled") if refs else ():
        at, until = one.answered_at, meeting.published_at
        if one.answer and at and since and since < at and (until is None or at <= until):
            yield one


def _stands(one: Question | Risk, over: str, sent: Mapping[str, MinutesLine]) -> bool:
    return one.state == "open" or (one.state == over and one.ref in sent)


def _by_own_due(action: Action) -> tuple[bool, str, int]:
    return _by_due(action, action.due)


def _by_due(action: Action, due: date | None) -> tuple[bool, str, int]:
    return due is None, str(due), number_of(action.ref)
