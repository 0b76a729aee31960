"""The forms of what was said: minutes, the record of communication, change requests."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import CHANGE_KINDS, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.steps import STEPS, Step
from collabtui.domain.meetings.meeting import Meeting, Question, SignOff
from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.people import Person
from collabtui.formats.documents.document import (
    Block,
    Cell,
    Document,
    DocumentTable,
    Fields,
    ItemList,
    Signature,
    Signatures,
)
from collabtui.lifecycle.forms.form_data import Case, document_of
from collabtui.lifecycle.matters.forms.answered_signatures import change_signatures, who_answered
from collabtui.lifecycle.matters.forms.beginning import channels, key_dates
from collabtui.lifecycle.matters.forms.granted_dates import granted_dates
from collabtui.lifecycle.matters.forms.mail_digest import mail_lines
from collabtui.lifecycle.minutes.minutes_content import MinutesContent, minutes_of
from collabtui.lifecycle.minutes.record_sign_off import who_recorded
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue
from collabtui.text.stated_answer import stated

_TALK = ("view", "consensus")


def minutes(case: Case) -> Document:
    """Of the matter's last meeting that has been held; before the first of them a form to be filled by hand."""
    took_place = [one for one in case.meetings if one.state in ("running", *HELD)]
    if took_place:
        return meeting_minutes(case.reader, took_place[-1], case.words)
    blank = (case.label(name) for name in _MINUTES_FIELDS)
    return case.document(
        "minutes",
        Fields(tuple((label, "") for label in blank)),
        case.table(_ITEMS, (), "items_and_consensus"),
        case.table(_ACTIONS, (), "action_items"),
        case.items("meeting_risks", ()),
        case.items("open_questions", ()),
        case.signatures(()),
    )


_MINUTES_FIELDS = ("topic", "time", "place", "goal", "facilitator", "scribe", "timekeeper", "present", "late", "absent")
_ITEMS = "item views consensus_and_decisions"
_ACTIONS = "action owner department helpers due deliverable"


def meeting_minutes(reader: Reader, meeting: Meeting, words: Catalogue) -> Document:
    """As they stand, in the meeting's own zone."""
    minutes = minutes_of(reader, meeting)
    zone = ZoneInfo(meeting.timezone)

    def label(key: str) -> str:
        return words(f"form.label.{key}")

    def table(title: str, columns: str, rows: Iterator[tuple[Cell, ...]]) -> DocumentTable:
        return DocumentTable(tuple(map(label, columns.split())), tuple(rows), label(title))

    facts = _facts(minutes, words, zone)
    since = words("minutes.over_since")
    risks = tuple(
        f"{one.ref} [{words('level.' + one.level)}] {one.text}{since if one.state == 'closed' else ''}"
        for one in minutes.risks
    )
    questions = tuple(_question(one, since if one.state == "settled" else "", words) for one in minutes.questions)
    answered = tuple(_question(one, "", words) for one in minutes.answered)
    blocks: tuple[Block, ...] = (
        Fields(tuple((label(name), facts[name]) for name in _MINUTES_FIELDS)),
        table("items_and_consensus", _ITEMS, _items(minutes, words)),
        table("action_items", _ACTIONS, (_action(one, minutes, words) for one in minutes.actions)),
        ItemList(label("meeting_risks"), risks or (words("form.none"),)),
        ItemList(label("open_questions"), questions or (words("form.none"),)),
        *((ItemList(label("answered_questions"), answered),) if answered else ()),
        Signatures(label("signatures"), label("sign_day"), tuple(_signers(reader, minutes, words, zone))),
    )
    version = words("form.version", n=meeting.minutes_version) if meeting.minutes_version > 1 else ""
    matter = reader.get(Matter, meeting.matter) if meeting.matter else None
    subject = " ".join(filter(None, (meeting.title, version)))
    return document_of(matter, "minutes", words, blocks, number=meeting.ref, subject=subject)


def _question(one: Question, since: str, words: Catalogue) -> str:
    answer = words("form.colon") + one.answer if one.answer else ""
    return f"{one.ref} {one.text}{since}{answer}"


def communication(case: Case) -> Document:
    columns = (
        "number initiating_department matter contacts background_and_goal key_dates record progress feedback owner note"
    )
    matter = case.matter
    contacts = [(one.department, case.name(one.person)) for one in matter.contacts]
    row = (
        matter.ref,
        matter.initiator,
        matter.title,
        "\n".join(f"{department} {name}".strip() for department, name in contacts),
        "\n".join(filter(None, (matter.background, matter.goal))),
        "\n".join(filter(None, (str(matter.wanted or ""), key_dates(case)))),
        "\n".join(_talks(case)),
        _progress(case),
        "\n".join(_feedback(case)),
        case.name(matter.owner)
        or next((name for department, name in contacts if department == matter.lead), "")
        or matter.lead,
        "\n".join(f"{one.ref} {one.text}" for one in case.questions),
    )
    return case.document("communication", case.table(columns, [row]), *channels(case))


def change(case: Case) -> Document:
    columns = "change reason impact opinions decision"
    found = case.reader.find(ChangeRequest, matter=case.matter.ref)
    rows = (
        (
            _what(case, one),
            one.reason,
            one.impact,
            "\n".join(_opinions(case, one)),
            _decided(case, one),
        )
        for one in found
        if one.state != "withdrawn" and one.kind in CHANGE_KINDS
    )
    return case.document("change", case.table(columns, rows), case.signatures(change_signatures(case)))


def _facts(minutes: MinutesContent, words: Catalogue, zone: ZoneInfo) -> dict[str, str]:
    meeting = minutes.meeting
    was = took_place(meeting)
    time = _span(was.start, was.end, zone)
    if was.otherwise:
        time += "\n" + words("form.planned", time=_span(meeting.start, meeting.end, zone))
    joined = words("list.separator").join

    def in_role(role: str) -> str:
        return joined(minutes.people[one.person].name for one in meeting.participants if one.role == role)

    names = joined(one.name for one in minutes.unrecorded)
    unrecorded = words("form.unrecorded", names=names) if names else ""
    late = (f"{person.name} {at.astimezone(zone):%H:%M}" for person, at in minutes.late)
    return {
        "topic": meeting.title,
        "time": time,
        "place": meeting.place,
        "goal": meeting.goal,
        "facilitator": in_role("facilitator"),
        "scribe": in_role("scribe"),
        "timekeeper": in_role("timekeeper"),
        "present": joined(map(_known_as, minutes.with_attendance("present", "late"))) + unrecorded,
        "late": joined(late) or words("form.none"),
        "absent": joined(map(_known_as, minutes.absent)) or words("form.none"),
    }


def _span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    return f"{start.astimezone(zone):%Y-%m-%d %H:%M}–{end.astimezone(zone):%H:%M}"


def _known_as(person: Person) -> str:
    return f"{person.department} {person.name}".strip()


def _items(minutes: MinutesContent, words: Catalogue) -> Iterator[tuple[Cell, ...]]:
    """A row for each item of the agenda, and one for what belongs to none."""
    places: list[tuple[int | None, str]] = [*((at, slot.title) for at, slot in enumerate(minutes.meeting.slots))]
    for place, title in (*places, (None, words("form.other"))):
        views = [
            f"{one.who}{words('form.colon') if one.who else ''}{one.text}" for one in minutes.entries(place, "view")
        ]
        agreed = [one.text for one in minutes.entries(place, "consensus")]
        named = f"{words('entry.milestone')}{words('form.colon')}"
        agreed += [named + one.text for one in minutes.entries(place, "milestone")]
        agreed += [f"{one.ref} {one.text}" for one in minutes.decisions if one.slot == place]
        if place is not None or views or agreed:
            yield title, "\n".join(views), "\n".join(agreed)


def _action(action: Action, minutes: MinutesContent, words: Catalogue) -> tuple[Cell, ...]:
    """With the date that was agreed, and the people who were named."""
    over = f" ({words('minutes.cancelled_since')})" if action.status == "cancelled" else ""
    owner = minutes.people.get(minutes.named_owner(action) or "")
    helping = (minutes.people[ref].name for ref in minutes.named_collaborators(action) if ref in minutes.people)
    return (
        f"{action.ref} {action.title}{over}",
        owner.name if owner else "",
        owner.department if owner else "",
        "\n".join(helping),
        minutes.agreed_due(action),
        action.deliverable,
    )


def _signers(reader: Reader, minutes: MinutesContent, words: Catalogue, zone: ZoneInfo) -> Iterator[Signature]:
    """Each with what he answered to the last version of the minutes; who has not yet has room to sign."""
    answers = {
        one.person: one
        for one in reader.find(SignOff, meeting=minutes.meeting.ref)
        if one.minutes_version == minutes.meeting.minutes_version
    }
    for one in minutes.meeting.participants:
        answer = answers.get(one.person)
        answered = ""
        if answer and answer.state in ("agreed", "corrected", "silent"):
            day = f"{answer.at.astimezone(zone):%Y-%m-%d}" if answer.at else ""
            by, reason = who_recorded(reader, answer), answer.recorded_because
            text = words("sign_off.recorded", by=by, reason=reason) if reason else answer.text
            answered = " ".join(filter(None, (words(f"sign_off.{answer.state}"), day, text)))
        yield Signature(_known_as(minutes.people[one.person]), answered)


def _talks(case: Case) -> Iterator[str]:
    """The matter's meetings, with what became of their minutes and what was decided in them, and its mails, by day."""
    lines = mail_lines(case)
    for meeting in case.meetings:
        out = case.words("form.minutes_out", n=meeting.minutes_version) if meeting.minutes_version else ""
        state = out or case.words(f"state.{meeting.state}")
        lines.append((meeting.start, f"{meeting.ref} {meeting.title}{case.words('form.within', text=state)}"))
        decided = (one for one in case.decisions if one.meeting == meeting.ref)
        lines += [(meeting.start, f"{one.ref} {one.text}") for one in decided]
    for at, line in sorted(lines, key=lambda one: one[0]):
        yield f"{case.day(at)} {line}"


def step_by_facts(case: Case) -> Step:
    """The step that a matter has come to by what was done in it, or the one that it was moved to by hand where that is
    further: nobody has to move it for the form to be true."""
    matter = case.matter
    facts: list[tuple[bool, Step]] = [
        (any(one.state in HELD for one in case.meetings), "kick-off"),
        (bool(case.actions_of_all), "breakdown"),
        (any(one.status != "not-started" for one in case.actions_of_all), "tracking"),
        (any(one.measured or one.met is not None for one in matter.criteria), "acceptance"),
        (matter.accepted_at is not None, "retrospective"),
    ]
    return max((matter.step, *(step for holds, step in facts if holds)), key=STEPS.index)


def _progress(case: Case) -> str:
    done = sum(one.status == "done" for one in case.actions)
    counted = case.words("form.progress", done=done, n=len(case.actions)) if case.actions else ""
    late = (f"▲ {one.ref} {one.title}" for one in case.actions if one.overdue(case.today))
    return "\n".join((case.words(f"step.{step_by_facts(case)}"), *filter(None, (counted,)), *late))


def _feedback(case: Case) -> Iterator[str]:
    """What departments answered, and what was said against minutes."""
    colon = case.words("form.colon")
    for one in case.matter.asked:
        if one.answer and not one.is_unclear:
            line = stated(case.words.locale, case.words(f"form.asked.{one.state}"), one.state, one.answer.text)
            yield f"{one.department}{colon}{line}"
    for meeting in case.meetings:
        for answer in case.reader.find(SignOff, meeting=meeting.ref):
            yield from (f"{meeting.ref} {case.name(answer.person)}{colon}{one.text}" for one in answer.corrections)


def _what(case: Case, one: ChangeRequest) -> str:
    moved = granted_dates(case).get(one.ref)
    before = moved.before if moved else "" if one.state == "granted" else str(case.matter.wanted or "")
    wanted = f" {before} → {one.wanted}".replace("  ", " ") if one.wanted else ""
    return f"{one.ref} [{case.words('form.change.' + one.kind)}] {one.what}{wanted}"


def _opinions(case: Case, one: ChangeRequest) -> Iterator[str]:
    colon = case.words("form.colon")
    for opinion in one.opinions:
        who = case.words("form.within", text=who_answered(case, opinion)) if opinion.person else ""
        answer = stated(case.words.locale, case.words(f"form.answer.{opinion.value}"), opinion.value, opinion.text)
        yield f"{opinion.department}{who}{colon}{answer}"
    yield from (f"{department}{colon}{case.words('form.asked.waiting')}" for department in one.silent)


def _decided(case: Case, one: ChangeRequest) -> str:
    if one.state not in ("granted", "refused"):
        return ""
    by = " ".join(filter(None, (one.decided_by, str(case.day(one.decided_at) or ""))))
    return "\n".join(filter(None, (case.words(f"form.change.{one.state}"), one.decision, by)))
