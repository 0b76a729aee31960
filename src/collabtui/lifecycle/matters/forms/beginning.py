"""The forms with which a matter begins: what is asked, who stands for whom, how people will talk."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Milestone
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.agenda import material_of
from collabtui.domain.meetings.material_line import as_read
from collabtui.domain.meetings.meeting import Meeting, slot_starts
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.formats.documents.document import Block, Cell, Document, DocumentTable, Signature
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.matters.forms.answered_signatures import (
    approval_signatures,
    initiator_signature,
    request_signature,
    who_answered,
)
from collabtui.lifecycle.matters.forms.granted_dates import wanted_dates
from collabtui.text.stated_answer import says_nothing_else, stated

_NO_PHONE = "–"


def _answer(case: Case, one: DepartmentRequest) -> str:
    text, state = one.answer.text if one.answer else "", "unsaid" if one.is_unclear else one.state
    return stated(case.words.locale, case.words(f"form.asked.{state}"), one.state, text, "\n")


def request(case: Case) -> Document:
    matter = case.matter
    asked = (
        (
            one.department,
            one.what,
            _answer(case, one),
            who_answered(case, one.answer) if one.answer else "",
            case.day(one.answered_at),
        )
        for one in matter.asked
    )
    return case.document(
        "request",
        case.fields(
            number=matter.ref,
            initiating_department=matter.initiator,
            matter=matter.title,
            matter_kind=case.words(f"kind.{matter.kind}") if matter.kind else "",
            answers_for_it=case.name(matter.owner),
            **({"clerk": case.name(matter.clerk)} if matter.clerk else {}),
            background=matter.background,
            goal=matter.goal,
            wanted_date="\n".join(wanted_dates(case)),
            key_dates=key_dates(case),
            resources=_resources(case),
        ),
        case.table("department asked reply replied_by replied_at", asked, "asked_of_each"),
        case.signatures(_heads(case), "head_signatures"),
    )


def _parts(scope: str) -> list[str]:
    return [part for part in map(str.strip, re.split(r"[；\n]|;\s", scope)) if part]


def kick_off(case: Case) -> Document:
    """Milestones and criteria are tables of their own, so that there is room for them on paper."""
    matter = case.matter
    joined = case.words("list.separator").join
    roles = (
        (department, joined(case.words(f"form.role.{role}") for role in roles), _name(case.contact(department)))
        for department, roles in case.roles.items()
    )
    return case.document(
        "kick-off",
        case.fields(
            matter_kind=case.words(f"kind.{matter.kind}") if matter.kind else "",
            answers_for_it=case.name(matter.owner),
            **({"clerk": case.name(matter.clerk)} if matter.clerk else {}),
            background=matter.background,
            goal=matter.goal,
            supervising_department=matter.supervising,
        ),
        case.table(
            "scope_in scope_out", zip_longest(*map(_parts, (matter.scope_in, matter.scope_out)), fillvalue=""), "scope"
        ),
        case.table("department role contact", roles, "departments_and_roles"),
        _milestones(case),
        case.table("criterion", ((one.text,) for one in matter.criteria), "criteria"),
        case.items("rules", filter(None, map(str.strip, matter.rules.splitlines()))),
        *channels(case),
        case.signatures(
            approval_signatures(case, "kick-off")
            or [Signature(f"{name} {_name(case.contact(name))}".strip()) for name in case.roles]
        ),
    )


def _milestones(case: Case) -> DocumentTable:
    """The phases, each with what it hands over where that was said."""
    known = case.matter.milestones
    if not any(one.deliverable for one in known):
        return case.table("milestone day reached_on", ((one.text, one.day, one.reached) for one in known), "milestones")
    rows = ((one.text, one.day, one.deliverable, one.reached) for one in known)
    return case.table("milestone day deliverable reached_on", rows, "milestones")


def contacts(case: Case) -> Document:
    """The department that accepts is known by name: where nobody stands for it, by its head."""
    rows: list[tuple[Cell, ...]] = []
    for department, roles in case.roles.items():
        person = case.contact(department) or (case.head(department) if "supervising" in roles else None)
        rows.append(
            (
                department,
                person.name if person else "",
                person.title if person else "",
                " · ".join((person.phone or _NO_PHONE, person.email, *_absence(case, person))) if person else "",
                _responsibility(case, department, roles),
            )
        )
    return case.document("contacts", case.table("department name job_title contact_details responsibility", rows))


def _absence(case: Case, person: Person) -> Iterator[str]:
    """Until when he is away by now, and who is asked in his place."""
    if person.away_until is None or not person.is_away(case.today):
        return
    yield str(case.words("signers.away", day=person.away_until))
    if deputy := in_place_of(case.reader, person, case.today):
        yield str(case.words("absence.deputy", name=deputy.name))


def communication_plan(case: Case) -> Document:
    columns = "topic goal departments_and_people time_place agenda material expected_result"
    rows = (
        (
            f"{meeting.ref} {meeting.title}",
            meeting.goal,
            _people(case, meeting),
            "\n".join(filter(None, (case.moment(meeting.start), meeting.place))),
            _outline(case, meeting),
            "\n".join(map(as_read, material_of(meeting))),
            "\n".join(expected_results(case, meeting)),
        )
        for meeting in case.meetings
    )
    return case.document("communication-plan", case.table(columns, rows), *channels(case))


def channels(case: Case) -> tuple[Block, ...]:
    """The table of those that the matter has; nothing where it has none."""
    rows = tuple((one.name, one.where, one.about, one.rhythm, one.posted_by) for one in case.matter.channels)
    return (case.table("channel link posted_there how_often posted_by", rows, "channels"),) if rows else ()


def expected_results(case: Case, meeting: Meeting) -> list[str]:
    """The results that a meeting is for: what its items name, else what items of their kind are for; of one whose items
    say nothing, what its title is for, and of any other decisions and actions."""
    found = [one for slot in meeting.slots for one in ([slot.outcome] if slot.outcome else _usual(case, slot.title))]
    return list(dict.fromkeys(found or _usual(case, meeting.title) or [case.words("form.outcome.any")]))


def _usual(case: Case, title: str) -> list[str]:
    """What items of the kinds that the title names are for."""
    kinds = word_table("agenda", "outcomes")
    return [case.words(f"form.outcome.{kinds[plain(one)]}") for one in _outcome_words().findall(plain(title))]


@cache
def _outcome_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){any_word('agenda', 'outcomes')}")


def key_dates(case: Case) -> str:
    """The results to be reached, each with its day."""
    return "\n".join(milestone_text(case, one) for one in case.matter.milestones)


def with_deliverable(case: Case, one: Milestone, text: str) -> str:
    """The text, and behind it what the milestone hands over where that was said."""
    return case.words("milestone.delivers", text=text, deliverable=one.deliverable) if one.deliverable else text


def milestone_text(case: Case, one: Milestone) -> str:
    line = with_deliverable(case, one, f"{one.day} {one.text}")
    return case.words("milestone.reached", text=line, day=str(one.reached)) if one.reached else line


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _resources(case: Case) -> str:
    """What was asked for and promised beside the work itself: what each department gives, who supports with what."""
    given = (f"{one.department}{case.words('form.colon')}{resource_text(case, one)}" for one in case.resources)
    promised = (
        (case.department(one.person), case.name(one.person), one.support)
        for action in case.actions
        for one in action.collaborators
        if one.support
    )
    lines = (
        " ".join(filter(None, (department, name))) + case.words("form.colon") + what
        for department, name, what in promised
    )
    return "\n".join(dict.fromkeys((*given, *lines)))


def resource_text(case: Case, one: Resource) -> str:
    """`测试服务器 2 台 2026-03-10 – 2026-03-12（已承诺）`."""
    days = " – ".join(dict.fromkeys(str(day) for day in (one.first, one.end) if day))
    needed = case.words("resource.needed_for", ref=one.action) if one.action else ""
    what = " ".join(filter(None, (one.what, one.amount, case.name(one.person), days, needed)))
    return what + case.words("form.within", text=promised_text(case, one))


def promised_text(case: Case, one: Resource) -> str:
    """`promised: Alice and Bob`: whether it is given, with the giver's own words where they say more than that."""
    state = case.words("resource.state.unsaid" if one.is_unclear else f"resource.state.{one.state}")
    text = one.answer.text if one.answer else ""
    if not text or (one.state == "promised" and says_nothing_else(case.words.locale, "for", text)):
        return state
    return state + case.words("form.colon") + one_line(text)


def _heads(case: Case) -> list[Signature]:
    """Of every department that takes part; where it has no head in the book, the department. What it has answered to
    the request signs for it; the one that asks for the matter stands first."""
    others = (department for department in case.roles if department != case.matter.initiator)
    return [*initiator_signature(case), *(request_signature(case, department) for department in others)]


def _responsibility(case: Case, department: str, roles: list[str]) -> str:
    asked = (one.what for one in case.matter.asked if one.department == department)
    return "\n".join((case.listed(case.words(f"form.role.{role}") for role in roles), *asked))


def _people(case: Case, meeting: Meeting) -> str:
    """By department."""
    found: dict[str, list[str]] = {}
    for one in meeting.participants:
        found.setdefault(case.department(one.person), []).append(case.name(one.person))
    colon = case.words("form.colon")
    return "\n".join(
        f"{department}{colon if department else ''}{case.listed(names)}" for department, names in found.items()
    )


def _outline(case: Case, meeting: Meeting) -> str:
    return "\n".join(
        f"{start.astimezone(case.zone):%H:%M} {slot.title}"
        for start, slot in zip(slot_starts(meeting), meeting.slots, strict=True)
    )
