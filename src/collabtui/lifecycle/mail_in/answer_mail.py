"""The answer to a reply: what changed, what waits, what was not understood. The words are the template's."""

import re
from collections.abc import Iterable
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_records import AskedBack, Incoming, Outgoing
from collabtui.domain.mail.reply import TRUSTED_LEVELS, Answer, Clause, Proposal, Understanding, read_within
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.refs import is_ref
from collabtui.language.stated_risk import stated_risks, without_mark
from collabtui.lifecycle.attachments.returned_tables import is_plan_sent_back
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.mail_in.answerable.answer_kind import AnswerPart, reply_of
from collabtui.lifecycle.mail_in.answerable.answer_registry import kinds_of
from collabtui.lifecycle.mail_in.asking_back import asked_back
from collabtui.lifecycle.mail_in.shown_requests import (
    PresentStatus,
    ShownNewerWord,
    shown_newer,
    status_against,
    title_of,
)
from collabtui.store.interface import Reader

_UNSAID = {"sign_off": None, "rsvp": None, "position": None}
"""What a template may ask for though the kind of question that says it was not asked."""


class HandedOverItem(TypedDict):
    """An item of the mail that was answered, which is another's now."""

    ref: str
    title: str
    owner: str
    is_back: bool
    """It was his before, too: who writes was asked in his place while he was away."""


class ReadingLine(TypedDict):
    """A reading, with the title of what it is about: empty for the minutes and the meeting."""

    title: str
    reading: Proposal
    stands: PresentStatus | None
    """What speaks against it in the state of its action."""


class NoSuchDay(TypedDict):
    text: str
    ref: str
    """Of the item that it is said of."""


class AnswerFrame(TypedDict):
    """Values of the answer mail that do not depend on the kind of question."""

    topic: str
    parts: list[str]
    """The pieces of the kinds of question, in their order."""
    unread: list[str]
    """Sentences that a person will read."""
    handed_over: list[HandedOverItem]
    """What others own by now of what he wrote about."""
    tables: list[str]
    """Names of the tables that bring a department's plan back."""
    risks: list[str]
    """Sentences that tell of one; they are entered once the facilitator agrees."""
    absences: list[str]
    """The same of the days on which its writer is away."""
    no_such_days: list[NoSuchDay]
    """What names a day that the calendar has not, so that another one is asked for."""
    newer: list[ShownNewerWord]
    """What was left as it is, since somebody has spoken of it later."""
    asked_back: list[ReadingLine]
    """Readings that its reader is asked to confirm."""
    dropped: list[ReadingLine]
    """Those that he has just said to be none."""
    waits: bool
    covered: bool
    """Whether a piece says already that a person will look."""
    why: str
    """Reason code of the verdict."""
    help: bool
    asks_list: bool
    meeting: Meeting | None


def answer_message(reader: Reader, acting: Acting, incoming: Incoming, assessment: Assessment) -> Message | None:
    """Composed before anything is applied, so that `explain` says what `receive` sends.

    None where no answer is due: whoever only bears a name would be answered at the cost of the one whose name it is, a
    calendar needs no words, and who said nothing needs no reply."""
    person, answered = assessment.origin.person, assessment.origin.answers
    if person is None or assessment.kind != "reply" or assessment.origin.trust not in TRUSTED_LEVELS:
        return None
    parts = _parts(reader, acting, assessment, incoming.ref)
    asked = asked_back(assessment, incoming.ref)
    context = {**_frame(reader, incoming, assessment, parts, asked), **_UNSAID, **values_of(parts)}
    own_items = next((part.items for part in parts if part.items), ())
    return Message(
        kind="answer",
        key=outbox_keys.automatic_answer(incoming.digest, person.ref),
        person=person,
        template="answer",
        context=context,
        items=own_items or (answered.items if answered else ()),
        example_of=next((part.example_of for part in parts if part.example_of), ()),
        asked_back=asked,
        meeting=answered.meeting if answered else None,
        # so that who says it again in answer to this one is understood as well
        matter=answered.matter if answered else None,
        department=answered.department if answered else None,
        change=answered.change if answered else None,
        automatic=True,
        in_reply_to=assessment.received.message_id,
        references=assessment.received.references,
    )


def values_of(parts: Iterable[AnswerPart]) -> dict[str, object]:
    """The values that all of them give to the template."""
    return {name: value for part in parts for name, value in part.values.items()}


def templates_of(parts: Iterable[AnswerPart]) -> list[str]:
    """The pieces that the mail's template puts in."""
    return [part.template for part in parts if part.template]


def _parts(reader: Reader, acting: Acting, assessment: Assessment, ref: str) -> list[AnswerPart]:
    reply = reply_of(assessment, ref)
    found = (kind.summary(reader, reply, acting.now) for kind in kinds_of(reply.about))
    return [part for part in found if part]


def _frame(
    reader: Reader, incoming: Incoming, assessment: Assessment, parts: Iterable[AnswerPart], asked: AskedBack | None
) -> AnswerFrame:
    understood, answered = assessment.understanding, assessment.origin.answers
    before = answered.asked_back.proposals if answered and answered.asked_back else ()
    covered = any(part.says_it_waits for part in parts)
    in_words = answered is not None and outbox_keys.asks_for_words(answered.key)  # nobody asked for more than words
    risks, absences = (_clauses_of(understood, ask) for ask in ("risk", "absence"))
    others = _others_items(reader, assessment)
    return {
        "topic": topic(assessment.received.subject),
        "parts": templates_of(parts),
        # what a part leaves open it says of the answer as a whole
        "newer": [shown_newer(reader, one, title_of(reader, one.ref)) for one in incoming.newer],
        "risks": [without_mark(remark) for remark in stated_risks(risks)],
        "absences": absences,
        "no_such_days": [
            {"text": one.text, "ref": one.refs[0]} for one in understood.clauses if one.rule == "no-date" and one.refs
        ],
        "handed_over": list({one["ref"]: one for found in others.values() for one in found}.values()),
        "unread": [
            clause.text
            for clause in understood.clauses
            for whole in (read_within(clause, understood.clauses) or clause,)
            if not (whole.text in (*risks, *absences) or others.get(clause.text))
            and _unread(whole, asked)
            and (clause.refs or not (covered or in_words))
        ],
        "tables": list(assessment.received.tables) if is_plan_sent_back(assessment) else [],
        "asked_back": _lines(reader, asked.proposals if asked else ()),
        "dropped": _lines(reader, (one for one in before if one.n in understood.dropped)),
        "waits": incoming.state == "waiting",
        "covered": covered,
        "why": incoming.reason,
        "help": understood.asks_help,
        "asks_list": understood.asks_list,
        "meeting": reader.get(Meeting, answered.meeting) if answered and answered.meeting else None,
    }


def _clauses_of(understood: Understanding, ask: Answer) -> list[str]:
    """The sentences of which that is proposed, in their order."""
    numbers = {one.n for one in understood.proposals if one.ask == ask}
    return [clause.text for clause in understood.clauses if numbers.intersection(clause.proposals)]


def _others_items(reader: Reader, assessment: Assessment) -> dict[str, list[HandedOverItem]]:
    """By clause what it names of the mail that was answered and is another's since: by its number, ref or title."""
    person, answered = assessment.origin.person, assessment.origin.answers
    clauses = [one for one in assessment.understanding.clauses if one.rule == "others-item"]
    if person is None or answered is None or not clauses:
        return {}
    listed = [(n, item.ref) for n, item in enumerate(answered.items, 1) if is_ref(item.ref, Action.prefix)]
    numbered = [(n, reader.get(Action, ref)) for n, ref in listed]
    others = [(n, one) for n, one in numbered if one.owner and person.ref not in (one.owner, *one.doers)]
    people = people_by_ref(reader, (one.owner for _, one in others if one.owner))
    passed_on = {one.ref for _, one in others if _owner_changed(reader, one, answered)}
    return {
        clause.text: [
            {"ref": one.ref, "title": one.title, "owner": people[one.owner].name, "is_back": one.ref not in passed_on}
            for n, one in others
            if one.owner and _names(clause.text, n, one)
        ]
        for clause in clauses
    }


def _owner_changed(reader: Reader, action: Action, since: Outgoing) -> bool:
    return any(one.field == "owner" and one.at > since.queued_at for one in reader.changes(action.ref))


def _names(text: str, number: int, action: Action) -> bool:
    by_ref = re.search(rf"(?<![a-z0-9]){action.ref}(?!\d)", text, re.IGNORECASE | re.ASCII)
    by_number = re.search(rf"(?<![a-z0-9.]){number}(?![\d%.])", text, re.IGNORECASE | re.ASCII)
    return bool(by_ref or by_number) or action.title.casefold() in text.casefold()


def _lines(reader: Reader, proposals: Iterable[Proposal]) -> list[ReadingLine]:
    return [
        {"title": title_of(reader, one.ref or ""), "reading": one, "stands": status_against(reader, one)}
        for one in proposals
    ]


def _unread(clause: Clause, asked: AskedBack | None) -> bool:
    """What a person has to know was not taken as an answer, unless he is asked whether it was read right. Small talk
    is none; a reason went with its request."""
    if clause.strength == "propose":
        return not asked or not set(clause.proposals) <= {one.n for one in asked.proposals}
    return clause.strength == "wait"
