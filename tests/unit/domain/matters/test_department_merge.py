"""A department that becomes a part of another: nothing names it any more, and no objection is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.matters.change_request import ChangeRequest, Overruling
from collabtui.domain.matters.department_answer import AnswerValue, AskedState, DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.department_merge import with_department
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.domain.people import Person

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MATTER = Matter(ref="X-2026-001", title="投诉", created_at=NOW)
CHANGE = ChangeRequest(ref="C1", matter=MATTER.ref, kind="date", what="later", raised_by="Wei", raised_at=NOW)
_VALUES: dict[AskedState, AnswerValue | None] = {
    "accepted": "for", "objected": "against", "waiting": None, "unsent": None,
}  # fmt: skip


def answer(department: str, value: AnswerValue, text: str = "") -> DepartmentAnswer:
    return DepartmentAnswer(department=department, person=None, value=value, text=text, at=NOW, via="key")


def asked(department: str, state: AskedState, what: str = "") -> DepartmentRequest:
    value = _VALUES[state]
    return DepartmentRequest(
        department=department,
        what=what,
        sent_at=None if state == "unsent" else NOW - timedelta(days=1),
        answer=answer(department, value) if value else None,
    )


def matter(*requests: DepartmentRequest, contacts: tuple[Contact, ...] = ()) -> Matter:
    return MATTER.model_copy(update={"asked": requests, "contacts": contacts})


def change(*opinions: DepartmentAnswer) -> ChangeRequest:
    departments = tuple(one.department for one in opinions)
    return CHANGE.model_copy(update={"departments": departments, "opinions": opinions})


def test_a_person_of_it_is_of_the_other() -> None:
    person = Person(ref="P1", name="Wei", email="wei@example.test", department="法务部")
    assert with_department(person, "法务部", "合规部").department == "合规部"
    assert with_department(person, "质量部", "合规部") == person


def test_a_matter_names_the_other_wherever_it_named_it() -> None:
    before = MATTER.model_copy(
        update={
            "initiator": "法务部",
            "lead": "研发部",
            "supervising": "法务部",
            "asked": (asked("法务部", "accepted"),),
        }
    )
    after = with_department(before, "法务部", "合规部")
    assert (after.initiator, after.lead, after.supervising) == ("合规部", "研发部", "合规部")
    assert after.asked == (asked("合规部", "accepted"),)


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        ("objected", "accepted", "objected"),
        ("accepted", "objected", "objected"),
        ("waiting", "objected", "objected"),
        ("accepted", "waiting", "waiting"),
        ("unsent", "waiting", "waiting"),
        ("unsent", "accepted", "unsent"),
        ("accepted", "accepted", "accepted"),
    ],
)
def test_of_two_requests_the_one_that_leaves_more_to_be_done_counts(
    one: AskedState, other: AskedState, counts: AskedState
) -> None:
    (found,) = with_department(matter(asked("合规部", one), asked("法务部", other)), "法务部", "合规部").asked
    assert (found.department, found.state) == ("合规部", counts)
    assert found.answer is None or found.answer.department == "合规部"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("两人", "预算", "两人; 预算"),
        ("两人", "两人", "两人"),
        ("", "预算", "预算"),
        ("两人", "", "两人"),
        ("", "", ""),
    ],
)
def test_what_was_asked_of_either_is_asked_of_it(one: str, other: str, both: str) -> None:
    before = matter(asked("合规部", "waiting", one), asked("法务部", "unsent", other))
    (found,) = with_department(before, "法务部", "合规部").asked
    assert found.what == both


@pytest.mark.parametrize(
    ("one", "other", "state", "is_asked_anew"),
    [
        ("waiting", "waiting", "unsent", True),
        ("accepted", "waiting", "unsent", True),
        ("waiting", "objected", "objected", True),
        ("accepted", "objected", "objected", False),
        ("accepted", "accepted", "accepted", False),
    ],
)
def test_one_answer_never_counts_for_what_was_asked_of_the_other(
    one: AskedState, other: AskedState, state: AskedState, is_asked_anew: bool
) -> None:
    before = matter(asked("合规部", one, "两人"), asked("法务部", other, "预算"))
    (found,) = with_department(before, "法务部", "合规部").asked
    assert (found.what, found.state, found.sent_at is None) == ("两人; 预算", state, is_asked_anew)


@pytest.mark.parametrize("is_named_last", [False, True])
def test_a_department_keeps_its_own_contact(is_named_last: bool) -> None:
    own, gone = Contact(department="合规部", person="P1"), Contact(department="法务部", person="P2")
    named = (gone, own) if is_named_last else (own, gone)
    assert with_department(matter(contacts=named), "法务部", "合规部").contacts == (own,)


def test_a_department_has_one_contact_the_first_that_was_named() -> None:
    named = (
        Contact(department="合规部", person="P1"),
        Contact(department="质量部", person="P3"),
        Contact(department="法务部", person="P2"),
    )
    assert with_department(matter(contacts=named), "法务部", "合规部").contacts == named[:2]


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        ("for", "against", "against"),
        ("against", "for", "against"),
        ("unclear", "for", "unclear"),
        ("unclear", "against", "against"),
    ],
)
def test_of_two_opinions_an_objection_is_not_lost(one: AnswerValue, other: AnswerValue, counts: AnswerValue) -> None:
    after = with_department(change(answer("合规部", one), answer("法务部", other)), "法务部", "合规部")
    assert (after.departments, [(each.department, each.value) for each in after.opinions]) == (
        ("合规部",),
        [("合规部", counts)],
    )


def test_of_two_opinions_that_say_the_same_the_first_stays() -> None:
    before = change(answer("合规部", "against", "too dear"), answer("法务部", "against", "too late"))
    assert [one.text for one in with_department(before, "法务部", "合规部").opinions] == ["too dear"]


def test_who_was_overruled_is_overruled_under_the_new_name() -> None:
    overruling = Overruling(department="法务部", reason="no time", by="Wei", at=NOW)
    before = CHANGE.model_copy(update={"departments": ("法务部", "质量部"), "overruled": (overruling,)})
    after = with_department(before, "法务部", "合规部")
    assert (after.departments, [one.department for one in after.overruled]) == (("合规部", "质量部"), ["合规部"])


names = st.sampled_from(["研发部", "法务部", "合规部", "质量部"])
some_names = st.lists(names, unique=True)
states: st.SearchStrategy[AskedState] = st.sampled_from(["unsent", "waiting", "accepted", "objected"])
values: st.SearchStrategy[AnswerValue] = st.sampled_from(["for", "against", "unclear"])


@st.composite
def matters(draw: st.DrawFn) -> Matter:
    requests = [asked(name, draw(states), draw(st.sampled_from(["", "a", "b"]))) for name in draw(some_names)]
    contacts = tuple(Contact(department=name, person=f"P{at}") for at, name in enumerate(draw(some_names)))
    update = {"initiator": draw(names), "lead": draw(names), "supervising": draw(names)}
    return matter(*requests, contacts=contacts).model_copy(update=update)


@st.composite
def changes(draw: st.DrawFn) -> ChangeRequest:
    return change(*(answer(name, draw(values)) for name in draw(some_names)))


@given(matters() | changes(), names, names)
def test_a_merge_again_changes_nothing(record: Matter | ChangeRequest, goes: str, stays: str) -> None:
    once = with_department(record, goes, stays)
    assert with_department(once, goes, stays) == once
    assert goes == stays or goes not in once.model_dump_json()


@given(matters(), names, names)
def test_each_department_stands_once_in_a_matter(record: Matter, goes: str, stays: str) -> None:
    after = with_department(record, goes, stays)
    for parts in (after.asked, after.contacts):
        named = [one.department for one in parts]
        assert len(named) == len(set(named))
    objecting = {stays if one.department == goes else one.department for one in record.asked if one.state == "objected"}
    assert {one.department for one in after.asked if one.state == "objected"} == objecting
