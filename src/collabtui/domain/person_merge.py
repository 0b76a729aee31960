"""Two persons of the book who are one: what the one becomes, and what a thing says that named both of them.

Every function takes the ref of the one who goes and of the one who stays, and leaves what names neither as it is.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.meetings.meeting import Attendance, Participant, Role, SignOff, SignOffState
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.series import DateAnswer, Series, with_date_answer
from collabtui.domain.model import Record
from collabtui.domain.people import GONE, Person
from collabtui.domain.renamed_ref import renamed_at

R = TypeVar("R", bound=Record)
_ROLES: tuple[Role, ...] = ("facilitator", "scribe", "timekeeper", "participant", "copied")
_ATTENDANCES: tuple[Attendance, ...] = ("present", "late", "absent", "unknown")
_ANSWERS: tuple[SignOffState, ...] = ("corrected", "agreed", "silent", "waiting", "replaced", "withdrawn")
"""Of two, the one further to the left counts: what is known before what is not."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def merged(stays: Person, goes: Person) -> tuple[Person, Person]:
    """Both as they are afterwards. Who stays keeps what he has and gets what he lacks; who goes keeps his name alone,
    for what was said before."""
    addresses = dict.fromkeys((*stays.aliases, *goes.addresses))
    gets: dict[str, object] = {
        "aliases": tuple(one for one in addresses if one != stays.email),
        "department": stays.department or goes.department,
        "title": stays.title or goes.title,
        "phone": stays.phone or goes.phone,
        "country": stays.country or goes.country,
        "successor": stays.successor if stays.successor != goes.ref else None,
        "deputy": stays.deputy if stays.deputy != goes.ref else None,
        "away_deputy": stays.away_deputy if stays.away_deputy != goes.ref else None,
        "head": stays.head or (goes.head and stays.department in ("", goes.department)),
    }
    left = GONE | {"email": goes.ref.lower(), "merged_into": stays.ref}
    return stays.model_copy(update=gets), goes.model_copy(update=left)


def renamed(record: R, goes: str, stays: str) -> R:
    """With the other in each field of `names_person` by itself; the record as it is where they name neither."""
    for path in record.names_person:
        record = renamed_at(record, path.split("."), goes, stays)
    return record


def action_of(action: Action, goes: str, stays: str) -> Action:
    """An owner is no collaborator of his own."""
    owner = stays if action.owner == goes else action.owner
    helpers: dict[str, Collaborator] = {}
    doers = {stays if ref == goes else ref for ref in action.doers}
    for one in action.collaborators:
        ref = stays if one.person == goes else one.person
        earlier = (helpers[ref].support,) if ref in helpers else ()
        support = "; ".join(dict.fromkeys(text for text in (*earlier, one.support) if text))
        helpers[ref] = Collaborator(person=ref, support=support, does=ref in doers)
    if owner == stays:
        helpers.pop(stays, None)
    return action.model_copy(update={"owner": owner, "collaborators": tuple(helpers.values())})


def participants_of(participants: Iterable[Participant], goes: str, stays: str) -> tuple[Participant, ...]:
    """The participants after a merge. Where both take part: the weightier role, the last answer, present if either
    was."""
    found: dict[str, Participant] = {}
    for one in participants:
        own = one.model_copy(update={"person": stays}) if one.person == goes else one
        found[own.person] = _together(found[own.person], own) if own.person in found else own
    return tuple(found.values())


def date_answers_of(series: Series, goes: str, stays: str) -> tuple[DateAnswer, ...]:
    """The answers to dates once `goes` is merged into `stays`: where both have answered a date, the one given last."""
    after = series.model_copy(update={"dates_answered": ()})
    for one in series.dates_answered:
        renamed = {name: stays for name in ("person", "deputy") if getattr(one, name) == goes}
        after = with_date_answer(after, one.model_copy(update=renamed))
    return after.dates_answered


def _together(one: Participant, other: Participant) -> Participant:
    answered = max((one, other), key=lambda each: each.answered_at or _NEVER)
    seen = min((one, other), key=lambda each: _ATTENDANCES.index(each.attendance))
    return answered.model_copy(
        update={
            "role": min((one.role, other.role), key=_ROLES.index),
            "attendance": seen.attendance,
            "arrived_at": seen.arrived_at,
        }
    )


def answer_of(one: SignOff, other: SignOff) -> SignOff:
    """The first with what either has said to the same version: an objection counts before a yes, and both before
    silence."""
    answer = min((one, other), key=lambda each: _ANSWERS.index(each.state))
    return one.model_copy(
        update={
            "state": answer.state,
            "text": "\n".join(dict.fromkeys(each.text for each in (one, other) if each.text)),
            "corrections": (*one.corrections, *(each for each in other.corrections if each not in one.corrections)),
            "at": answer.at,
            "deadline": max(one.deadline, other.deadline),
        }
    )


def lines_of_one(lines: Iterable[MinutesLine], now: Mapping[str, str]) -> tuple[MinutesLine, ...]:
    """The lines of minutes, with everybody under the ref that he has now; `now` gives it by the one that he had. Of
    two lines on whether he was there, the one that says that he was."""
    found: dict[str, MinutesLine] = {}
    for line in (_under_present_refs(line, now) for line in lines):
        before = found.setdefault(line.ref, line)
        if _attendance_rank(line) < _attendance_rank(before):
            found[line.ref] = line
    return tuple(found.values())


def _attendance_rank(line: MinutesLine) -> int:
    return _ATTENDANCES.index(line.attendance or "unknown")


def _under_present_refs(line: MinutesLine, now: Mapping[str, str]) -> MinutesLine:
    person = now.get(line.person, line.person) if line.person else None
    helpers = dict.fromkeys(now.get(one, one) for one in line.collaborators)
    ref = now.get(line.ref, line.ref) if line.kind == "attendance" else line.ref
    collaborators = tuple(one for one in helpers if one != person)
    return line.model_copy(update={"ref": ref, "person": person, "collaborators": collaborators})
