"""Whether what a mail was assessed by, or a table was read by, still holds: every query and its result, noted so that
it can be repeated before anything is applied."""

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar, cast

from collabtui.domain.action import Action
from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.mail_records import ProvedMail, WaitingMail
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Question
from collabtui.domain.model import Record
from collabtui.domain.people import PersonName
from collabtui.domain.silent_owners import AskedProgress
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Unknown
from collabtui.lifecycle.at_once.unwritten_since import UnwrittenSince
from collabtui.lifecycle.at_once.within import within_records
from collabtui.store.interface import Reader, Store, Transaction

R = TypeVar("R", bound=Record)


class NotedQuestion(NamedTuple):
    """One that an assessment puts to the store; alike is what has the same key."""

    key: Hashable
    ask: Callable[[Reader], object]


def got(model: type[Record], ref: str) -> NotedQuestion:
    return NotedQuestion((model, ref), lambda reader: reader.get(model, ref))


def found(model: type[Record], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> NotedQuestion:
    wanted = {name: tuple(value) if isinstance(value, list | set) else value for name, value in equal.items()}
    key = (model, newest_first, limit, frozenset(wanted.items()))
    return NotedQuestion(key, lambda reader: reader.find(model, newest_first=newest_first, limit=limit, **equal))


def proved(person: str, since: datetime, until: datetime) -> NotedQuestion:
    return NotedQuestion(("proved", person, since, until), lambda reader: reader.proved_mails(person, since, until))


PEOPLE = NotedQuestion("present people", lambda reader: reader.present_people())
MAY_BE_ASIDE: tuple[type[Record], ...] = (Action, Decision, Entry, Question, Risk)
"""What stands beside that of which a mail speaks. Without a record of any other model nobody knows who wrote it, what
was asked, or what it may change."""
OF_EACH_MAIL = tuple(found(model) for model in (TrustedServer, LearnedPhrase, CustomWord))
"""By which nearly every mail is read."""


class _Asked(NamedTuple):
    ask: Callable[[Reader], object]
    answer: object


class NotedReads:
    """A `Reader` that notes what it was asked and what it answered. One assessment reads with one of these, without
    any lock; the transaction that applies it asks `still_hold` first."""

    def __init__(self, store: Store, aside: Collection[str] = ()) -> None:
        self._store = store
        self.aside = aside
        """Refs of the records that the store passes over: what can be read of one it gives, and a transaction none."""
        self._unwritten = UnwrittenSince(store)
        self._asked: list[_Asked] = []
        self._known: dict[Hashable, object] = {}
        """What was asked for is not read again: one assessment looks at one state."""
        self._records: dict[Hashable, Record] = {}
        """Those that were found, by the key of what gets them."""

    def ahead(self, questions: Iterable[NotedQuestion]) -> None:
        """Ask what will be asked soon, in one round trip where that goes over a network."""
        if not self._store.many_at_once:
            return
        aside = {got(model, ref).key for model in MAY_BE_ASIDE for ref in self.aside}  # only by itself it is given
        new = [one for one in questions if one.key not in self._known and one.key not in aside]
        answers = self._store.together(lambda reader: [_outcome(one.ask, reader) for one in new]) if new else []
        for question, answer in zip(new, answers, strict=True):
            self._note(question, answer)

    def get(self, model: type[R], ref: str) -> R:
        question = got(model, ref)
        if question.key in self._records:
            return cast("R", self._records[question.key])
        return cast("R", self._once(question))

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        return list(cast("list[R]", self._once(found(model, newest_first=newest_first, limit=limit, **equal))))

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[TrailEntry]:
        def ask(reader: Reader) -> list[TrailEntry]:
            return reader.changes(ref, batch=batch, via=via, limit=limit)

        return cast("list[TrailEntry]", self._answer(ask))

    def once_called(self, title: str) -> str | None:
        return cast("str | None", self._answer(lambda reader: reader.once_called(title)))

    def present_people(self) -> list[PersonName]:
        return list(cast("list[PersonName]", self._once(PEOPLE)))

    def owed_owners(self, mark: str, since: date | None, until: date) -> list[str]:
        return cast("list[str]", self._answer(lambda reader: reader.owed_owners(mark, since, until)))

    def owed_doers(self, mark: str, since: date | None, until: date) -> list[str]:
        return cast("list[str]", self._answer(lambda reader: reader.owed_doers(mark, since, until)))

    def late_dependencies(self, mark: str, today: date) -> list[tuple[str, str]]:
        return cast("list[tuple[str, str]]", self._answer(lambda reader: reader.late_dependencies(mark, today)))

    def proved_mails(self, person: str, since: datetime, until: datetime) -> list[ProvedMail]:
        return list(cast("list[ProvedMail]", self._once(proved(person, since, until))))

    def unproved_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        return cast("list[WaitingMail]", self._answer(lambda reader: reader.unproved_mails(mark, before, limit)))

    def unjudged_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        return cast("list[WaitingMail]", self._answer(lambda reader: reader.unjudged_mails(mark, before, limit)))

    def listed_items(self, person: str, since: datetime) -> list[str]:
        return cast("list[str]", self._answer(lambda reader: reader.listed_items(person, since)))

    def open_duties(self) -> list[OpenDuty]:
        return cast("list[OpenDuty]", self._answer(lambda reader: reader.open_duties()))

    def asked_progress(self, now: datetime) -> list[AskedProgress]:
        return cast("list[AskedProgress]", self._answer(lambda reader: reader.asked_progress(now)))

    def within(self, along: Iterable[NotedQuestion] = ()) -> Collection[str] | None:
        """The matters that the mail is about, as a transaction has to know them. `along`: what else will be asked soon,
        and makes nothing what it is about."""
        answers = [asked.answer for asked in self._asked]
        each = (one for answer in answers for one in (answer if isinstance(answer, list) else (answer,)))
        records = {one.ref: one for one in each if isinstance(one, Record)}.values()
        self.ahead([*(found(Action, depends_on=one.ref) for one in records if isinstance(one, Action)), *along])
        return within_records(self, records)

    def still_hold(self, tx: Transaction) -> bool:
        """Whether `tx` sees what was read: nothing at all was written since, or none of what was asked for."""
        return self._unwritten.holds(tx) or all(_outcome(ask, tx) == answer for ask, answer in self._asked)

    def ask_again(self, reader: Reader) -> None:
        """Put the questions of `still_hold`, and look at no answer."""
        for ask, _ in self._asked:
            _outcome(ask, reader)

    def _once(self, question: NotedQuestion) -> object:
        if question.key not in self._known:
            self._note(question, _outcome(question.ask, self._store))
        return _raised(self._known[question.key])

    def _note(self, question: NotedQuestion, answer: object) -> None:
        self._known[question.key] = answer
        self._asked.append(_Asked(question.ask, self._in_transaction(answer)))
        for record in answer if isinstance(answer, list) else (answer,):
            if isinstance(record, Record):
                self._records[got(type(record), record.ref).key] = record

    def _in_transaction(self, answer: object) -> object:
        if isinstance(answer, Record) and answer.ref in self.aside:
            return _Missing(f"{answer.kept.table}.unknown", {"ref": answer.ref})
        return answer

    def _answer(self, ask: Callable[[Reader], object]) -> object:
        answer = _outcome(ask, self._store)
        self._asked.append(_Asked(ask, answer))
        return _raised(answer)


def ask_ahead(reader: Reader, questions: Iterable[NotedQuestion]) -> None:
    """Ask it now where the assessment is noted; another reader is asked when it is."""
    if isinstance(reader, NotedReads):
        reader.ahead(questions)


class _Missing(NamedTuple):
    """That a record is not there is an answer, too."""

    key: str
    values: dict[str, object]


def _outcome(ask: Callable[[Reader], object], reader: Reader) -> object:
    try:
        return ask(reader)
    except Unknown as error:
        return _Missing(error.key, error.values)


def _raised(answer: object) -> object:
    if isinstance(answer, _Missing):
        raise Unknown(answer.key, **answer.values)
    return answer
