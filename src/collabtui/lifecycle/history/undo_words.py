"""The words for taking back, `A3 Interface document: due 4 Dec → 26 Nov`, and for what was done: `26 Nov → 4 Dec`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.people import Department
from collabtui.domain.records import model_of
from collabtui.domain.refs import ENTRY, MEETING, OUTGOING, PERSON, SIGN_OFF, Ref, is_ref, ref_order
from collabtui.domain.saved_view import SavedView
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.history.undo_plan import PutBack, UndoPlan, with_author
from collabtui.lifecycle.history.value_words import LONG_TITLE, ValueWords, in_short
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
_STEPS = {("planned", "running"): "undo.start", ("invited", "running"): "undo.start",
          ("running", "recorded"): "undo.ending", ("recorded", "published"): "undo.publishing"}  # fmt: skip
"""Of a meeting, by its state before and after; the sentence names the meeting."""
_NEXT_ITEM = "undo.next_item"
_LABELS = {
    (SIGN_OFF, "text"): "undo.of.reason",
    (PERSON, "title"): "person.value.title",
    (PERSON, "name"): "person.value.name",
}
"""Keys of fields that the form of a thing calls otherwise, by its prefix."""

_WITHOUT_REF = {
    Department.prefix: "undo.called.department",
    ColumnMeaning.prefix: "undo.called.column",
    CustomWord.prefix: "undo.called.word",
    LearnedPhrase.prefix: "undo.called.phrase",
    TrustedServer.prefix: "undo.called.server",
    SavedView.prefix: "undo.called.list",
    MailAccount.prefix: "undo.called.mailbox",
    KeptReport.prefix: "undo.called.report",
}
"""Keys of how a thing is called whose ref nobody is shown anywhere, by its prefix."""

_EMPTY: tuple[object, ...] = (None, "", [], ())
"""Values that look alike to a reader: from one to the other nothing is told."""


@dataclass(frozen=True)
class _Telling:
    """How a change is told."""

    made: str
    """The key of what is said of a thing that came with it."""
    shown: Callable[[PutBack], PutBack]
    step: str = "{step}"
    """The key of the sentence for a step in the life of a meeting."""


_RESTORED = _Telling("undo.withdrawn", lambda value: value)
_AFTERWARDS = replace(_RESTORED, step="{step}.afterwards")
_CHANGED = _Telling("undo.made", lambda value: replace(value, now=value.then, then=value.now))


class UndoWords:
    def __init__(self, words: Catalogue, zone: ZoneInfo, reader: Reader) -> None:
        """`zone` is the reader's of these words; `reader` knows the names of people."""
        self.words = words
        self._zone = zone
        self._reader = reader
        self._values = ValueWords(words, zone, reader)

    def lines(self, plan: UndoPlan) -> list[str]:
        """A line for each thing; the mails where nothing else is taken back."""
        return self._lines(plan, _RESTORED)

    def _lines(self, plan: UndoPlan, telling: _Telling) -> list[str]:
        things: dict[str, list[PutBack]] = {}
        for value in plan.values:
            things.setdefault(value.ref, []).append(value)
        things = _counted_up(things)
        along = [ref for ref in things if is_ref(ref, ENTRY, SIGN_OFF)]
        for ref in along if len(along) < len(things) else ():
            del things[ref]  # the line that made a thing, and who was asked by minutes, go with it
        lines = [self._thing(values, telling) for values in things.values()]
        if plan.mail and not lines:
            lines = [self.words("undo.decision", ref=plan.mail)]
        mails = (*plan.held, *plan.left)
        return lines or [f"{mail.ref} {topic(mail.subject)}" for mail in mails[:1]]

    def summary(self, plan: UndoPlan) -> str:
        """The first thing that taking back restores, and how many there are."""
        return self._in_short(self.lines(plan))

    def afterwards(self, plan: UndoPlan) -> str:
        """The same of what holds once it is taken back: of a meeting that was ended, that it runs."""
        return self._in_short(self._lines(plan, _AFTERWARDS))

    def change_made(self, plan: UndoPlan) -> str:
        """The same of what was done."""
        return self._in_short(self._lines(plan, _CHANGED))

    def _in_short(self, lines: Sequence[str]) -> str:
        if len(lines) > 1:
            return self.words("undo.more", what=lines[0], n=len(lines) - 1)
        return lines[0] if lines else ""

    def notified(self, plan: UndoPlan) -> str:
        """The names of the people who get a correction, in a sentence; empty where nobody does."""
        names = [self._values.name(ref) for ref in plan.notified]
        return self.words("undo.notified", names=names, n=len(names)) if names else ""

    def why_not(self, plan: UndoPlan) -> str:
        """The reason why it cannot be taken back; empty where it can."""
        error = plan.refusal
        return "" if error is None else self.words(error.key, **self.values_of(error))

    def values_of(self, error: CollabError) -> dict[str, object]:
        """The values of a refusal as its reader knows them: names of fields and of things, instants in his zone."""
        values = dict(error.values)
        if isinstance(field := values.get("field"), str):
            values["field"] = self.label(field) or self.words("undo.of.other")
            values["value"] = self._values.value(str(values.get("ref", "")), field, values.get("value"))
        if isinstance(at := values.get("at"), datetime):
            values["at"] = at.astimezone(self._zone)
        if "ref" in values:
            values["ref"] = self._known_as(str(values["ref"]))
        if isinstance(named := values.get("by"), list | tuple):
            values["by"] = [self._known_as(str(ref)) for ref in named]
        return values

    def _known_as(self, ref: str) -> str:
        """The ref of a thing; how it is called where nobody is shown that anywhere."""
        kind = _without_ref(ref)
        return self.words(kind, title=self._reader.get(model_of(ref), ref).label) if kind else ref

    def worded(self, error: Refused) -> Refused:
        """The refusal as its reader knows the things that it names: who, when, and values in words."""
        known = with_author(self._reader, error)
        return type(known)(known.key, **self.values_of(known))

    def label(self, field: str) -> str:
        """The name that people have for the field; empty for one that they do not see."""
        key = f"undo.of.{field}"
        return self.words(key) if key in self.words else ""

    def _thing(self, values: Sequence[PutBack], telling: _Telling) -> str:
        first = values[0]
        name = self._called(first)
        if any(not value.field for value in values):
            return self.words(telling.made, what=name)
        if step := self._step_of_meeting({value.field: value for value in values}):
            return self.words(telling.step.format(step=step), what=name)
        if any((value.field, telling.shown(value).now) == ("state", "withdrawn") for value in values):
            return self.words("undo.restored", what=name)
        parts = [part for value in values if (part := self._part(telling.shown(value)))]
        return self.words("undo.thing", what=name, parts=parts) if parts else name

    def _called(self, value: PutBack) -> str:
        if is_ref(value.ref, ENTRY):
            return in_short(value.title, LONG_TITLE)
        if is_ref(value.ref, RoleGrant.prefix):
            grant = self._reader.get(RoleGrant, value.ref)
            role = self.words(f"given_role.{grant.role}")
            return self.words("role_grant.called", name=self._values.name(grant.person), role=role)
        if is_ref(value.ref, SIGN_OFF):
            answer = self._reader.get(SignOff, value.ref)
            return self.words("undo.sign_off", name=self._values.name(answer.person), meeting=answer.meeting)
        if kind := _without_ref(value.ref):
            return self.words(kind, title=in_short(value.title, LONG_TITLE))
        title = topic(value.title) if is_ref(value.ref, OUTGOING) else value.title
        return f"{value.ref} {in_short(title, LONG_TITLE)}".rstrip()

    def _step_of_meeting(self, values: dict[str, PutBack]) -> str:
        """The key of a sentence for a step in the life of a meeting; empty for every other change."""
        state, slot = values.get("state"), values.get("running_slot")
        if state is not None and (step := _STEPS.get((str(state.then), str(state.now)))):
            return step
        is_step = state is None and slot is not None and is_ref(slot.ref, MEETING) and None not in (slot.now, slot.then)
        return _NEXT_ITEM if is_step else ""

    def _part(self, value: PutBack) -> str:
        own = next((key for (of, field), key in _LABELS.items() if field == value.field and is_ref(value.ref, of)), "")
        label = self.words(own) if own else self.label(value.field)
        if not label or (value.now in _EMPTY and value.then in _EMPTY):
            return ""
        if value.field == "slots" and _is_same_but_for_order(value):
            return self.words("undo.order")
        now, then = self._both(value)
        return label if now == then else self.words("undo.value", label=label, before=now, after=then)

    def _both(self, value: PutBack) -> tuple[str, str]:
        """Of fields with many parts those that differ."""
        now, then = value.now, value.then
        if isinstance(now, list) or isinstance(then, list):
            here, there = now or [], then or []
            now, then = ([one for one in some if one not in other] for some, other in ((here, there), (there, here)))
            if apart := self._values.people_apart(now, then):
                return apart
        return self._values.value(value.ref, value.field, now), self._values.value(value.ref, value.field, then)


def _without_ref(ref: str) -> str:
    """The key of how such a thing is called; empty for one that goes by its ref."""
    return _WITHOUT_REF.get(getattr(Ref.parse(ref), "prefix", ""), "")


def _counted_up(things: dict[str, list[PutBack]]) -> dict[str, list[PutBack]]:
    """Where all came at once, those of a kind in the order of their numbers: of a series its first meeting leads."""
    if not all(some[0].field == "" for some in things.values()):
        return things
    kinds = list(dict.fromkeys(ref_order(ref)[0].prefix for ref in things))
    return dict(sorted(things.items(), key=lambda one: (kinds.index(ref_order(one[0])[0].prefix), ref_order(one[0]))))


def _is_same_but_for_order(value: PutBack) -> bool:
    now, then = value.now or [], value.then or []
    return now != then and len(now) == len(then) and all(part in then for part in now)


def in_one_line(lines: Iterable[str]) -> str:
    """Several in one line."""
    return " · ".join(filter(None, lines))


def worded(words: Catalogue, acting: Acting, take_back: Callable[[], T]) -> T:
    """The result of taking back. Raises its refusal with who has changed it since, when, and values in words."""
    try:
        return take_back()
    except Refused as error:
        raise UndoWords(words, acting.zone, acting.store).worded(error) from error
