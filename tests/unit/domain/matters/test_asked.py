"""What is asked of departments, and what each has said."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError
from pydantic_core import from_json, to_json

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import (
    AnswerValue,
    DepartmentAnswer,
    DepartmentRequest,
    answer_of,
    asked_of,
    reworded,
    with_answer,
    with_asked,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WAITING = DepartmentRequest(department="研发部", what="两名后端", sent_at=NOW)


def said(value: AnswerValue, text: str = "") -> DepartmentRequest:
    answer = DepartmentAnswer(department="研发部", person="P1", value=value, text=text, at=NOW, via="mail:I1")
    return WAITING.model_copy(update={"answer": answer})


def test_a_department_is_asked_once_and_others_keep_their_place() -> None:
    asked = with_asked((), WAITING)
    asked = with_asked(asked, DepartmentRequest(department="市场部", what="素材"))
    asked = with_asked(asked, said("for"))
    assert [(one.department, one.state) for one in asked] == [("研发部", "accepted"), ("市场部", "unsent")]
    assert asked_of(asked, "法务部") is None


def test_other_words_are_asked_anew_and_the_same_words_are_not() -> None:
    answered = said("against", "预算不够")
    assert reworded(answered, "研发部", "两名后端") is answered
    assert reworded(answered, "研发部", "一名后端") == DepartmentRequest(department="研发部", what="一名后端")
    assert reworded(None, "研发部", "一名后端").state == "unsent"


def test_silent_is_who_said_nothing_and_unsaid_who_said_neither_yes_nor_no() -> None:
    unclear = said("unclear", "看情况")
    assert (WAITING.silent, WAITING.is_unclear) == (True, False)
    assert (unclear.silent, unclear.is_unclear) == (False, True)
    accepted = said("for")
    assert (accepted.silent, accepted.is_unclear) == (False, False)
    unsent = DepartmentRequest(department="研发部", what="x")
    assert (unsent.silent, unsent.is_unclear) == (False, False)


def test_the_last_word_of_a_department_is_its_opinion() -> None:
    change = ChangeRequest(
        ref="C1", matter="X-2026-001", kind="scope", what="w", departments=("研发部", "市场部"), raised_by="李明",
        raised_at=NOW,
    )  # fmt: skip
    first = DepartmentAnswer(department="研发部", person="P1", value="unclear", text="看情况", at=NOW, via="mail:I1")
    change = change.model_copy(update={"opinions": with_answer(change.opinions, first)})
    assert change.silent == ("市场部",)
    last = first.model_copy(update={"value": "for", "text": "同意"})
    assert with_answer(change.opinions, last) == (last,)
    assert answer_of((last,), "研发部") == last
    assert answer_of((last,), "市场部") is None


@pytest.mark.parametrize(("state", "value"), [("accepted", "for"), ("objected", "against"), ("waiting", "unclear")])
def test_a_request_is_kept_with_the_fields_of_its_answer_beside_the_others(state: str, value: AnswerValue) -> None:
    """As older versions of the program wrote it, and as the queries read it."""
    kept = {
        "department": "研发部", "what": "两名后端", "state": state, "text": "看情况", "sent_at": "2026-03-02T08:00:00Z",
        "answered_at": "2026-03-02T08:00:00Z", "by": "P1", "via": "mail:I1",
    }  # fmt: skip
    part = DepartmentRequest.model_validate(kept)
    assert part == said(value, "看情况")
    assert part.state == state
    assert part.model_dump(mode="json") == kept
    assert from_json(to_json((part,))) == [kept]
    assert list(part.model_dump()) == list(kept)


@pytest.mark.parametrize(("sent_at", "state"), [(None, "unsent"), ("2026-03-02T08:00:00Z", "waiting")])
def test_a_request_without_an_answer_is_kept_as_it_was(sent_at: str | None, state: str) -> None:
    kept = {
        "department": "研发部", "what": "两名后端", "state": state, "text": "", "sent_at": sent_at, "answered_at": None,
        "by": None, "via": "",
    }  # fmt: skip
    assert DepartmentRequest.model_validate(kept).model_dump(mode="json") == kept


@pytest.mark.parametrize(("stance", "value"), [("for", "for"), ("against", "against"), ("none", "unclear")])
def test_an_opinion_is_kept_as_a_stance(stance: str, value: AnswerValue) -> None:
    kept = {
        "department": "研发部",
        "person": None,
        "stance": stance,
        "text": "",
        "at": "2026-03-02T08:00:00Z",
        "via": "key",
    }
    answer = DepartmentAnswer.model_validate(kept)
    assert answer.value == value
    assert answer.model_dump(mode="json") == kept
    assert from_json(to_json((answer,))) == [kept]


def test_no_field_of_a_request_is_lost_without_a_word() -> None:
    with pytest.raises(ValidationError):
        DepartmentRequest.model_validate({"department": "研发部", "what": "x", "state": "waiting", "mood": "bad"})


@pytest.mark.parametrize(("value", "stance"), [("for", "for"), ("against", "against"), ("unclear", "none")])
def test_a_template_of_a_decision_knows_the_answer_as_a_stance(value: AnswerValue, stance: str) -> None:
    answer = said(value).answer
    assert answer is not None
    assert answer.stance == stance


def test_a_request_was_answered_when_its_answer_was_written() -> None:
    assert said("for").answered_at == NOW
    assert WAITING.answered_at is None


def test_a_change_that_is_taken_back_is_withdrawn_and_called_by_what_it_wants() -> None:
    change = ChangeRequest(ref="C1", matter="X-2026-001", kind="scope", what="w", raised_by="x", raised_at=NOW)
    assert change.label == "w"
    assert change.silent == ()


def test_a_yes_or_a_no_is_owed_since_it_was_asked_or_has_said_what_is_neither() -> None:
    asked = WAITING.model_copy(update={"sent_at": datetime(2026, 3, 1, 8, tzinfo=UTC)})
    answered = said("unclear").model_copy(update={"sent_at": asked.sent_at})
    assert (asked.owed_since, answered.owed_since) == (asked.sent_at, NOW)
    assert (said("for").owed_since, said("against").owed_since) == (None, None)
    assert WAITING.model_copy(update={"sent_at": None}).owed_since is None
