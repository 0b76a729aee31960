"""The record of exceptions: what got blocked, slipped or called for help, as the trail tells it, with who sees to it
and by when."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.domain.mail.reply import SELF
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import mail_of, not_undone
from collabtui.formats.documents.document import Cell, Document
from collabtui.language.exception_parts import ExceptionParts, exception_parts
from collabtui.language.who_and_when import who_and_when
from collabtui.lifecycle.forms.form_data import Case

_REF = re.compile(r"(?<![A-Za-z0-9])A\d+(?![0-9])")


@dataclass
class Remark:
    """A word on an exception: its parts, when it was said, and by whom (a name)."""

    at: datetime
    by: str
    parts: ExceptionParts


@dataclass
class ActionTrouble:
    """One exception of an action, from when it was raised until it is over."""

    action: Action
    kind: str
    """Key of the words that say what it is."""
    at: datetime
    by: str
    remarks: list[Remark] = field(default_factory=list)
    """What was said of it, in the order in which it was."""
    over: datetime | None = None
    moved: str = ""
    """Of a date that slipped: from which day to which."""
    notes: list[str] = field(default_factory=list)
    """What was remarked until it was over."""


def exceptions(case: Case) -> Document:
    """Out of the trail: each time that something got blocked or called for help, and each date that slipped."""
    columns = "what raised_when raised_by impact whys way_out answer solved_by solved_until resolved_when"
    found = [one for action in case.all_actions for one in troubles_of(case, action)]
    last = {one.action.ref: one for one in sorted(found, key=lambda one: one.at)}
    rows = [(one.at, _row(case, one, with_whys=last[one.action.ref] is one)) for one in found]
    rows += [
        row for action in case.all_actions if action.whys and action.ref not in last for row in _asked(case, action)
    ]
    return case.document("exceptions", case.table(columns, (row for _, row in sorted(rows, key=lambda one: one[0]))))


def troubles_of(case: Case, action: Action) -> list[ActionTrouble]:
    """The exceptions of an action, in the order in which they were raised, without those that were taken back."""
    trail = case.reader.changes(action.ref)[::-1]
    stands = not_undone({one.batch: one.via for one in trail})
    found: list[ActionTrouble] = []
    held: ActionTrouble | None = None
    for batch in dict.fromkeys(one.batch for one in trail if one.batch in stands):
        changes = {one.field: one for one in trail if one.batch == batch}
        reason, status = changes.get("reason"), changes.get("status")
        if status and status.new == "blocked":
            held = _raised(case, action, "form.blocked", status, reason)
            found.append(held)
        elif status and held:
            _note(held, changes.get("note"))
            held.over, held = status.at, None
        elif (held or found) and reason and reason.new and "due" not in changes:
            (held or found[-1]).remarks.append(_remark_in(case, reason))
        if (due := changes.get("due")) and _slips(due):
            slipped = _raised(case, action, "form.late_for", due, reason)
            slipped.over, slipped.moved = due.at, case.words("form.moved", old=due.old, new=due.new)
            found.append(slipped)
        if (note := changes.get("note")) and not (status and status.new == "done"):
            if held:
                _note(held, note)
            elif exception_parts(remark_in(str(note.new or ""))).help:
                found.append(_raised(case, action, "form.calls_for_help", note, note))
    finished = [one for one in trail if one.batch in stands and one.field == "status"]
    for one in found:
        if one.kind == "form.calls_for_help":
            one.over = next((end.at for end in finished if end.at >= one.at and end.new in ("done", "cancelled")), None)
    return found


def _raised(case: Case, action: Action, kind: str, change: TrailEntry, words: TrailEntry | None) -> ActionTrouble:
    found = ActionTrouble(action, kind, change.at, raised_by(case, change))
    if words and words.new:
        found.remarks.append(_remark_in(case, words))
    return found


def _remark_in(case: Case, change: TrailEntry) -> Remark:
    return Remark(change.at, raised_by(case, change), exception_parts(remark_in(str(change.new))))


def _note(trouble: ActionTrouble, note: TrailEntry | None) -> None:
    if note and note.new:
        trouble.notes.append(remark_in(str(note.new)))


def _row(case: Case, trouble: ActionTrouble, *, with_whys: bool) -> tuple[Cell, ...]:
    action, remarks = trouble.action, trouble.remarks
    person, day = answered_by(case, trouble)
    return (
        _what(case, trouble),
        case.moment(trouble.at),
        trouble.by,
        _lines((*(one.parts.impact for one in remarks), _held_up(case, action))),
        chain(action) if with_whys else "",
        ways_out(case, [trouble]),
        answer_of(trouble),
        person,
        day,
        case.moment(trouble.over),
    )


def _what(case: Case, trouble: ActionTrouble) -> str:
    """Later words on the same exception are lines of their own, each with its moment."""
    what = case.words(trouble.kind, what=f"{trouble.action.ref} {trouble.action.title}")
    lines, before = [what], ""
    for place, one in enumerate(trouble.remarks):
        if place == 0 and one.at == trouble.at and one.parts.reason:
            lines = [what + case.words("form.colon") + one.parts.reason]
        elif one.parts.reason and one.parts.reason != before:
            lines.append(case.words("form.told_later", when=case.moment(one.at), text=one.parts.reason))
        before = one.parts.reason or before
    return "\n".join(lines)


def ways_out(case: Case, troubles: Iterable[ActionTrouble]) -> str:
    """The ways out that were suggested, and whom or what they need."""
    remarks = [one.parts for trouble in troubles for one in trouble.remarks]
    needs = ((one.way_out, case.words("form.needed", what=one.need) if one.need else "") for one in remarks)
    return _lines(line for lines in needs for line in lines)


def answer_of(trouble: ActionTrouble) -> str:
    """The answer to it: as it was called that, else the last remark until it was over."""
    called = _lines(one.parts.answer for one in trouble.remarks)
    called = called or _lines(exception_parts(one).answer for one in trouble.notes)
    last = trouble.notes[-1] if trouble.notes else ""
    return _lines((trouble.moved, called or last))


def answered_by(case: Case, trouble: ActionTrouble) -> tuple[str, date | None]:
    """The one who sees to it (a name) and by when: of an answer that is an action its owner and day; else as was said
    last; else the action's own."""
    people = tuple(case.everybody.values())
    person, day, before = "", None, exception_parts("")
    for one in [*trouble.remarks, *(Remark(trouble.at, trouble.by, exception_parts(text)) for text in trouble.notes)]:
        made = next((each for each in case.all_actions if each.ref in _REF.findall(one.parts.answer)), None)
        news = one.parts._replace(solver="", until="") if _names_the_same(one.parts, before) else one.parts
        before = one.parts if one.parts.solver or one.parts.until else before
        found = who_and_when(news, people, locale=case.words.locale, written=one.at.astimezone(case.zone).date())
        if found.person:
            person, day = (one.by if found.person == SELF else case.name(found.person)), None
        elif made:
            person, day = case.name(made.owner), made.due
        elif news.solver:  # somebody outside, a department
            person, day = news.solver, None
        day = found.day or day
    return person or case.name(trouble.action.owner), day or trouble.action.due


def _names_the_same(parts: ExceptionParts, before: ExceptionParts) -> bool:
    """What is told once more, since it stands beside what is new, is no news."""
    return (parts.solver, parts.until) == (before.solver, before.until)


def _asked(case: Case, action: Action) -> list[tuple[datetime, tuple[Cell, ...]]]:
    """A chain of whys of what nobody has called an exception: raised by who asked first."""
    first = next((one for one in case.reader.changes(action.ref)[::-1] if one.field == "whys" and one.new), None)
    at, by = (first.at, raised_by(case, first)) if first else (action.created_at, action.updated_by)
    what = f"{action.ref} {action.title}"
    owner, due = case.name(action.owner), action.due
    return [(at, (what, case.moment(at), by, _held_up(case, action), chain(action), "", "", owner, due, ""))]


def chain(action: Action) -> str:
    """The chain of whys, a line each."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(action.whys, 1))


def raised_by(case: Case, change: TrailEntry) -> str:
    """The writer of the mail that it came by, also where the facilitator had to say yes to it; else who entered it."""
    mail = mail_of(change.via)
    writer = case.name(case.reader.get(Incoming, mail).person) if mail else ""
    return writer or change.actor


def waiting_for(case: Case, action: Action) -> Sequence[Action]:
    """Open actions that wait for it."""
    return [one for one in case.all_actions if action.ref in one.depends_on and one.open]


def _held_up(case: Case, action: Action) -> str:
    return "\n".join(f"{one.ref} {one.title}" for one in waiting_for(case, action))


def _lines(texts: Iterable[str]) -> str:
    """Each once."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _slips(change: TrailEntry) -> bool:
    return bool(change.old) and bool(change.new) and str(change.new) > str(change.old)
