"""One mail a day and person: what several sources would each write to somebody on one day is one mail, and what heads
are told of others, apart from that, is one as well.

It goes out under the key of one of them, and what the others would have been kept as is marked, so that none of them is
said a second time. A question of its own (a request, a change, minutes to sign) gives the mail its template, and what
an answer without a number answers; what there is of a second such question is a mail of its own, since a plain yes has
to mean one thing (docs/adr/0017)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from collabtui.domain.deadlines.progress_rhythm import PROGRESS_BY
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.domain.refs import ACTION, is_ref
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import (
    SECTIONS,
    DailyLine,
    DueMail,
    Owed,
    OwedKind,
    Section,
    day_of,
    is_at_work,
    is_awake,
)
from collabtui.store.interface import Reader
from collabtui.text.templates import TemplateContext

APART: tuple[OwedKind, ...] = (
    "escalation", "progress-escalation", "both-heads", "agenda-owed", "minutes-owed", "record-owed", "dates-missed",
    "progress-silence", "checks-escalation",
)  # fmt: skip
"""What waits for no other mail: a meeting of today or tomorrow, what a head has to hear, what is told at its hour."""
_AT_MEETINGS: tuple[OwedKind, ...] = ("agenda-owed", "minutes-owed", "record-owed", "dates-missed")
"""What goes by the clock of a meeting, at whatever hour that is."""
_JOINING: frozenset[OwedKind] = frozenset({"minutes-owed", "record-owed"})
"""What goes at its own hour, and in the mail of the day, or in one mail, where others go in the same pass."""
_ON_WORKING_DAYS: frozenset[OwedKind] = frozenset({
    "minutes-owed", "record-owed", "dates-missed", "contact-owed", "progress-silence", "silence", "checks-owed",
    "risk-review", "retrospective-owed", "milestone-owed", "milestone-look-back", "absent-signer", "department-unread",
    "answer-waiting", "unproved-mail", "material-missing", "vote-owed", "grant-owed", "absent-owner",
})  # fmt: skip
"""What nobody sees to on a weekend, not even a plain one. The agenda of a meeting on Monday is not among it, nor is a
risk that has 24 hours."""
NOTES: tuple[OwedKind, ...] = (
    "risk-owed",
    "risk-review",
    "retrospective-owed",
    "milestone-owed",
    "milestone-look-back",
    "absent-signer",
    "absent-owner",
    "checks-owed",
    "department-unread",
    "grant-owed",
    "contact-owed",
    "vote-owed",
    "minutes-owed",
    "record-owed",
    "deputy-answered",
    "silence",
    "answer-waiting",
    "unproved-mail",
    "material-owed",
    "material-missing",
)
"""Notices that a line says as well as a mail."""

_LISTED = 20
"""Notices that one mail names."""
_IN_SUBJECT = 12


def is_apart(mail: DueMail) -> bool:
    """Also what the mail of the day has no lines for: nothing is left out of it."""
    has_place = mail.lines or mail.asks or all(owed.kind in NOTES for owed in mail.owed)
    return mail.apart or not has_place or any(owed.kind in APART for owed in mail.owed)


def is_joining(mail: DueMail) -> bool:
    """Whether it is apart from the mail of the day only as long as none goes in the same pass."""
    return bool(mail.owed) and all(owed.kind in _JOINING for owed in mail.owed)


_ESCALATED = {"escalation": "overdue", "both-heads": "crossing", "owners-silent": "silent"}
"""Templates of what a head is told of others, each with its part in the one mail of them."""


def is_of_others(mail: DueMail) -> bool:
    """Whether a head is told in it of what others owe, in lines that stand with those of another such mail."""
    return mail.message.template in _ESCALATED


def together(acting: Acting, mails: list[DueMail]) -> DueMail:
    """One mail of all that a head is told of others in one pass."""
    if len(mails) == 1:
        return mails[0]
    messages = [mail.message for mail in mails]
    parts: dict[str, object] = {"overdue": [], "crossing": [], "silent": []}
    for one in messages:
        name = _ESCALATED[one.template]
        parts = _with_part(parts, one.context if name == "overdue" else {name: one.context["lines"]})
    owed = tuple(one for mail in mails for one in mail.owed)
    refs = list(dict.fromkeys(one.ref for one in owed if is_ref(one.ref, ACTION)))
    message = replace(
        messages[0],
        key=outbox_keys.escalations(day_of(acting.now, messages[0].person), messages[0].person.ref),
        template="escalations",
        context={**parts, "refs": refs[:_IN_SUBJECT], "n": len(dict.fromkeys(owed))},
        items=tuple(item for one in messages for item in one.items),
    )
    marks = [mark for mail in mails for mark in mail.marks] + [one.key for one in messages]
    return DueMail(message, owed, tuple(dict.fromkeys(marks)))


def _with_part(parts: dict[str, object], part: TemplateContext) -> dict[str, object]:
    """Two of one sort are one list."""
    lists = {name: [*_list(parts.get(name)), *_list(value)] for name, value in part.items()}
    return {**parts, **lists}


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def may_go(reader: Reader, acting: Acting, mail: DueMail) -> bool:
    """Whether its reader is to hear of it now: not on a day off or away, and what can stand with the rest of the day
    from the hour of reminders on, where he has not had his mail of the day."""
    person = mail.message.person
    if mail.owed and all(waits_for_work(acting, person, owed.kind) for owed in mail.owed):
        return False
    if any(owed.kind in _AT_MEETINGS for owed in mail.owed):
        return not person.is_away(day_of(acting.now, person))
    if not is_at_work(acting, person):
        return False
    if is_apart(mail):
        return True
    return is_awake(acting, person) and not reader.find(Reminded, ref=day_mark(acting, mail), limit=1)


def waits_for_work(acting: Acting, person: Person, kind: OwedKind) -> bool:
    """Whether a duty of that kind waits for a day on which its reader works, and this is none."""
    return kind in _ON_WORKING_DAYS and not acting.working_days(person.country)(day_of(acting.now, person))


def day_mark(acting: Acting, mail: DueMail) -> str:
    """Ref of the record that a person has had his mail of the day."""
    return f"{mail.message.person.ref}/{day_of(acting.now, mail.message.person)}/daily"


def combined(acting: Acting, mails: Iterable[DueMail]) -> Iterator[DueMail]:
    """One mail of all that one person is to be told on a day, none of which is apart, and one more for each question
    of its own but the first."""
    first: DueMail | None = None
    rest: list[DueMail] = []
    for mail in mails:
        if mail.asks and first is not None:
            yield replace(mail, apart=True)
        elif mail.asks:
            first = mail
        else:
            rest.append(mail)
    parts = [*([first] if first else []), *sorted(rest, key=_carries_last)]
    if is_joining(parts[0]):  # so are all of them, and the mail of the day is still to come
        yield parts[0] if len(parts) == 1 else _several(acting, parts)
    else:
        yield _marked(acting, parts[0] if len(parts) == 1 else _one_of(parts))


def _carries_last(mail: DueMail) -> tuple[bool, bool]:
    return is_joining(mail), not mail.lines


def _several(acting: Acting, parts: list[DueMail]) -> DueMail:
    """Under a key of its own: one that would be held for itself is told with others."""
    mail, own = _one_of(parts), parts[0].message
    key = outbox_keys.several_owed(acting.now, own.person.ref)
    message = replace(mail.message, key=key, meeting=None, matter=None)
    return replace(mail, message=message, marks=tuple(dict.fromkeys((*mail.marks, own.key))))


def _marked(acting: Acting, mail: DueMail) -> DueMail:
    return replace(mail, marks=(*mail.marks, day_mark(acting, mail)))


@dataclass(frozen=True)
class NumberedLine:
    """A line of the mail, as its template reads it."""

    number: int
    line: DailyLine


def _one_of(parts: list[DueMail]) -> DueMail:
    """The first gives its key, its kind and what it is about."""
    carrier, others = parts[0].message, [part.message for part in parts[1:]]
    lines = _in_order(line for part in parts for line in part.lines)
    numbered = [NumberedLine(number, line) for number, line in enumerate(lines, 1)]
    # a question of its own says in its template what it is about
    telling = [part for part in parts if not (part.asks and part is parts[0])]
    daily = day_context(numbered, [owed for part in telling for owed in part.owed if owed.kind in NOTES])
    context = {**carrier.context, "daily": daily} if parts[0].asks else {"daily": daily}
    message = replace(
        carrier,
        template=carrier.template if parts[0].asks else "daily",
        context=context,
        items=numbered_items(line.action for line in lines),
        progress_of=tuple(dict.fromkeys(ref for part in parts for ref in part.message.progress_of)),
    )
    marks = [mark for part in parts for mark in part.marks] + [other.key for other in others]
    owed = tuple(one for part in parts for one in part.owed)
    marks = list(dict.fromkeys(marks))
    return DueMail(_without_matter(message, others), owed, tuple(marks), tuple(lines), asks=parts[0].asks)


def day_context(lines: list[NumberedLine], noted: list[Owed]) -> TemplateContext:
    """Its values for the template."""
    unproved = sum(owed.kind == "unproved-mail" for owed in noted)
    notes = [owed for owed in noted if owed.kind != "unproved-mail"]
    return {
        "sections": [(name, found) for name in SECTIONS if (found := _of_section(lines, name))],
        "by": f"{PROGRESS_BY:%H:%M}",
        "refs": [one.line.action.ref for one in lines[:_IN_SUBJECT]],
        "notes": notes[:_LISTED],
        "more": len(notes[_LISTED:]),
        "unproved": unproved,
        "n": len(lines) + len(notes) + bool(unproved),
    }


def _without_matter(message: Message, others: list[Message]) -> Message:
    """What asks no department and tells of several matters belongs to none of them; a notice asks none."""
    if message.kind == "notice":
        message = replace(message, department=None)
    if message.department is None and any(other.matter != message.matter for other in others):
        return replace(message, matter=None)
    return message


def _in_order(lines: Iterable[DailyLine]) -> list[DailyLine]:
    """Each action once, by section and date."""
    found: dict[str, DailyLine] = {}
    for line in sorted(lines, key=lambda one: SECTIONS.index(one.section)):
        found.setdefault(line.action.ref, line)
    return sorted(found.values(), key=lambda one: (SECTIONS.index(one.section), one.action.due or date.max))


def _of_section(lines: list[NumberedLine], section: Section) -> list[NumberedLine]:
    return [one for one in lines if one.line.section == section]


def is_queued(reader: Reader, mail: DueMail) -> bool:
    """Whether it is in the outbox, and not only put off until its reader is back."""
    return any(not there.is_put_off for there in reader.find(Outgoing, key=mail.message.key, limit=1))


def is_kept(reader: Reader, mail: DueMail) -> bool:
    """Whether another mail of some day has said it in its place."""
    return bool(reader.find(Reminded, ref=mail.message.key, limit=1))
