"""Results of a matter's criteria: whose word each is, and what a department has said once it has spoken of all its
own."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from collabtui.domain.last_word import is_outdated
from collabtui.domain.mail.reply import CriterionResult
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer, answer_of, with_answer
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.via import mail_of
from collabtui.language.measures.against_criterion import misses
from collabtui.store.interface import Transaction


class ResultWord(NamedTuple):
    """The word of a person for a department: what, when and through what."""

    department: str
    person: str
    text: str
    at: datetime
    via: str
    in_place_of: str | None = None


def criterion_called(matter: Matter, text: str) -> Criterion | None:
    """The criterion of that text, wherever it stands by now."""
    return next((one for one in matter.criteria if one.text == text), None)


def has_same_result(known: Criterion, result: CriterionResult) -> bool:
    return known.met == result.met and (not result.measured or known.measured == result.measured)


def measured_of(matter: Matter, result: CriterionResult) -> str:
    """The value that the result would stand beside: its own, else the one that was recorded before."""
    known = criterion_called(matter, result.text)
    return result.measured or (known.measured if known and known.met in (None, result.met) else "")


def misses_target(matter: Matter, result: CriterionResult) -> bool:
    """Whether it says met, and the value says otherwise."""
    return result.met and misses(result.text, measured_of(matter, result))


def missed_targets(criteria: Iterable[Criterion]) -> list[int]:
    """The numbers, from 1, of those that count as met although their value misses them: who signs reads so."""
    return [number for number, one in enumerate(criteria, 1) if one.met and misses(one.text, one.measured)]


def record_results(
    tx: Transaction, matter: str, change: str, results: Iterable[CriterionResult], word: ResultWord, now: datetime
) -> None:
    """Take the results over: only those of criteria that the department supervises, and on which nobody has spoken
    later. Once it has spoken of all of them it agrees, or does not."""
    asked, before = tx.get(ChangeRequest, change), tx.get(Matter, matter)
    by_text = {one.text: one for one in results}
    criteria = tuple(
        _with_result(one, by_text[one.text], word)
        if one.text in by_text and before.supervises(one) == word.department and not is_outdated(word.at, one.at, now)
        else one
        for one in before.criteria
    )
    after = tx.put(before.model_copy(update={"criteria": criteria}))
    if asked.state == "asked" and (value := _position(after, asked, word.department)):
        _put_opinion(tx, asked, value, word)


def record_unclear(tx: Transaction, change: str, word: ResultWord) -> None:
    """The department has spoken, and a person has to look what it means. It takes no clear word back."""
    asked = tx.get(ChangeRequest, change)
    known = answer_of(asked.opinions, word.department)
    if asked.state == "asked" and (known is None or known.value == "unclear"):
        _put_opinion(tx, asked, "unclear", word)


def _with_result(before: Criterion, result: CriterionResult, word: ResultWord) -> Criterion:
    """A measured value that is not said again stays, unless the verdict is another one; what was to be rectified stays
    on record."""
    keeps = before.met in (None, result.met)
    return before.model_copy(
        update={
            "met": result.met,
            "measured": result.measured or (before.measured if keeps else ""),
            "opinion": result.opinion or (before.opinion if keeps else ""),
            "rectify": result.rectify or before.rectify,
            "rectify_by": result.rectify_by or before.rectify_by,
            "person": word.person,
            "at": word.at,
            "via": word.via,
        }
    )


def _position(matter: Matter, change: ChangeRequest, department: str) -> AnswerValue | None:
    """None as long as it has not spoken of all its criteria."""
    own = [one for one in matter.criteria if matter.supervises(one) == department]
    since = change.asked_at
    spoken = [one.met for one in own if mail_of(one.via) or (one.at and since and one.at >= since)]
    if len(spoken) < len(own) or None in spoken:
        return None
    return "for" if all(spoken) else "against"


def _put_opinion(tx: Transaction, change: ChangeRequest, value: AnswerValue, word: ResultWord) -> None:
    answer = DepartmentAnswer(
        department=word.department,
        person=word.person,
        value=value,
        text=word.text,
        at=word.at,
        via=word.via,
        in_place_of=word.in_place_of,
    )
    tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
