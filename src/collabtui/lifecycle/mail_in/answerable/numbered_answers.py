"""Shared by the kinds whose mail lists lines that are answered by number: criteria, checks, resources."""

from datetime import datetime

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.outdated_parts import CRITERION, criterion_word
from collabtui.domain.mail.reply import CriterionResult, Understanding
from collabtui.domain.matters.department_answer import AnswerValue
from collabtui.domain.people import Person
from collabtui.lifecycle.mail_in.answerable.answer_kind import Effect
from collabtui.store.interface import Reader


def effects_of_results(understood: Understanding) -> frozenset[Effect]:
    """Certain results change something; what is only proposed is put before the facilitator."""
    certain: frozenset[Effect] = frozenset({"changes"} if understood.criteria else ())
    return certain | {"unclear"} if understood.criteria_proposed else certain


def value_of(result: CriterionResult) -> AnswerValue:
    """The result as a department's answer keeps it."""
    return "for" if result.met else "against"


def words_of(result: CriterionResult) -> str:
    return "; ".join(filter(None, (result.measured, result.opinion, result.rectify)))


def newer_result(reader: Reader, line: tuple[str, int], at: datetime, person: str | None, via: str) -> NewerWord:
    """The word that stands in the way of a result: `line` is the ref it belongs to and its number in the mail."""
    by = reader.get(Person, person).name if person else ""
    return NewerWord(ref=criterion_word(*line), value=CRITERION, at=at, by=by, via=via)
