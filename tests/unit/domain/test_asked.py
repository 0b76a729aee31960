"""What is asked of departments, and what each has said."""

from datetime import UTC, datetime

from collabtui.domain.matters.change_request import ChangeRequest, DepartmentAnswer, opinion_of, with_opinion
from collabtui.domain.matters.department_answer import DepartmentRequest, asked_of, reworded, with_asked

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WAITING = DepartmentRequest(department="研发部", what="两名后端", state="waiting", sent_at=NOW)


def test_a_department_is_asked_once_and_others_keep_their_place() -> None:
    asked = with_asked((), WAITING)
    asked = with_asked(asked, DepartmentRequest(department="市场部", what="素材"))
    asked = with_asked(asked, WAITING.model_copy(update={"state": "accepted"}))
    assert [(one.department, one.state) for one in asked] == [("研发部", "accepted"), ("市场部", "unsent")]
    assert asked_of(asked, "法务部") is None


def test_other_words_are_asked_anew_and_the_same_words_are_not() -> None:
    answered = WAITING.model_copy(update={"state": "objected", "text": "预算不够", "answered_at": NOW})
    assert reworded(answered, "研发部", "两名后端") is answered
    assert reworded(answered, "研发部", "一名后端") == DepartmentRequest(department="研发部", what="一名后端")
    assert reworded(None, "研发部", "一名后端").state == "unsent"


def test_silent_is_who_said_nothing_and_unsaid_who_said_neither_yes_nor_no() -> None:
    said = WAITING.model_copy(update={"text": "看情况", "answered_at": NOW})
    assert (WAITING.silent, WAITING.is_unclear) == (True, False)
    assert (said.silent, said.is_unclear) == (False, True)
    accepted = said.model_copy(update={"state": "accepted"})
    assert (accepted.silent, accepted.is_unclear) == (False, False)
    unsent = DepartmentRequest(department="研发部", what="x")
    assert (unsent.silent, unsent.is_unclear) == (False, False)


def test_the_last_word_of_a_department_is_its_opinion() -> None:
    change = ChangeRequest(
        ref="C1", matter="X-2026-001", kind="scope", what="w", departments=("研发部", "市场部"), raised_by="李明",
        raised_at=NOW,
    )  # fmt: skip
    first = DepartmentAnswer(department="研发部", person="P1", stance="none", text="看情况", at=NOW, via="mail:I1")
    change = change.model_copy(update={"opinions": with_opinion(change.opinions, first)})
    assert change.silent == ("市场部",)
    last = first.model_copy(update={"stance": "for", "text": "同意"})
    assert with_opinion(change.opinions, last) == (last,)
    assert opinion_of((last,), "研发部") == last
    assert opinion_of((last,), "市场部") is None
