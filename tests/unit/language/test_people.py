import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.people import Person
from collabtui.language.capture.people_names import each_person, match_people, of_the_same_name

PEOPLE = [
    Person(ref="P1", name="张伟", email="zhang@example.test", department="研发部"),
    Person(ref="P2", name="陈静", email="chen@example.test", aliases=("jing@home.test",)),
    Person(ref="P3", name="Bob Brown", email="bob@example.test"),
    Person(ref="P4", name="Bobby Fisher", email="fisher@example.test"),
    Person(ref="P5", name="王小芳", email="wang@example.test"),
    Person(ref="P6", name="张敏", email="min@example.test"),
]


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("张伟", "P1"),
        ("@张伟", "P1"),
        (" 张伟 ", "P1"),
        ("p1", "P1"),
        ("zhang@example.test", "P1"),
        ("ZHANG@Example.test", "P1"),
        ("jing@home.test", "P2"),
        ("bob", "P3"),
        ("Ｂｏｂ", "P3"),
        ("brown", "P3"),
        ("bob brown", "P3"),
        ("fish", "P4"),
        ("小芳", "P5"),
        ("王总", "P5"),
        ("陈经理", "P2"),
        ("小王", "P5"),
        ("老陈", "P2"),
        ("王主管", "P5"),
        ("brown bob", "P3"),
        ("Brown, Bob", "P3"),
    ],
)
def test_one_person_can_be_meant(written: str, ref: str) -> None:
    assert match_people(written, PEOPLE).found == ref


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("张伟（研发部）", "P1"),
        ("张伟 (财务部)", "P7"),
        ("张伟 (财务部, zhang2@example.test)", "P7"),
        ("张伟 (财务部, zhang@example.test)", None),
        ("张伟（市场部）", None),
        ("张伟（财务部）三月", None),
        ("张伟", None),
    ],
)
def test_of_those_who_share_a_name_the_department_tells_who_is_meant(written: str, ref: str | None) -> None:
    other = Person(ref="P7", name="张伟", email="zhang2@example.test", department="财务部")
    assert match_people(written, [*PEOPLE, other]).found == ref


def test_several_are_named_and_none_is_taken() -> None:
    for written in ("张总", "小张"):
        match = match_people(written, PEOPLE)
        assert (match.found, match.candidates, match.nearest) == (None, ("张伟", "张敏"), ())
        assert match.distinct == ("张伟", "张敏")
    assert match_people("example", PEOPLE).found is None


def test_two_of_one_name_are_told_apart_by_department_and_address() -> None:
    other = Person(ref="P7", name="张伟", email="zhang2@example.test")
    of_both = ("张伟 (研发部, zhang@example.test)", "张伟 (zhang2@example.test)")
    assert match_people("张伟", [*PEOPLE, other]).distinct == of_both
    assert match_people("张总", [*PEOPLE, other]).distinct == (of_both[0], "张敏", of_both[1])


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("张伟、陈静", ("张伟", "陈静")),
        ("张伟 陈静", ("张伟", "陈静")),
        ("张伟和陈静", ("张伟", "陈静")),
        ("bob and 陈静", ("Bob Brown", "陈静")),
        ("Bob Brown, Fisher", ("Bob Brown", "Bobby Fisher")),
        ("张伟/陈静", ("张伟", "陈静")),
        ("张伟、李四", ()),
        ("Brown, Bob", ()),
        ("张伟", ()),
        ("", ()),
    ],
)
def test_several_people_are_told_from_one_whom_nobody_knows(written: str, names: tuple[str, ...]) -> None:
    assert each_person(written, PEOPLE) == names


@pytest.mark.parametrize(("written", "near"), [("张炜", "张伟"), ("bobb brown", "Bob Brown"), ("chenn", "陈静")])
def test_who_is_unknown_is_answered_with_the_nearest(written: str, near: str) -> None:
    match = match_people(written, PEOPLE)
    assert match.found is None
    assert near in match.nearest


@pytest.mark.parametrize("written", ["", "  ", "@", "伟", "bo", "李四"])
def test_too_little_means_nobody(written: str) -> None:
    assert match_people(written, PEOPLE).found is None


@given(st.text())
def test_any_text_is_answered(written: str) -> None:
    match = match_people(written, PEOPLE)
    assert match.found is None or match.found in {person.ref for person in PEOPLE}


def test_people_who_share_a_name_are_told_apart_by_their_addresses() -> None:
    people = [
        Person(ref=f"P{number}", name=name, email=f"p{number}@example.test")
        for number, name in enumerate(("Ann Lee", "Ann Lee", "Ann Brown"), 1)
    ]
    assert match_people("Ann Lee", people).candidates == ("p1@example.test", "p2@example.test")
    assert match_people("ann", people).candidates == ("p1@example.test", "p2@example.test", "Ann Brown")
    assert match_people("p2@example.test", people).found == "P2"


def test_who_else_has_a_name_has_it_in_any_letters() -> None:
    other = Person(ref="P9", name="ＢＯＢ brown", email="b2@example.test")
    assert [one.ref for one in of_the_same_name("Bob Brown", [*PEOPLE, other])] == ["P3", "P9"]
    assert of_the_same_name("Bob", PEOPLE) == []


def test_two_of_one_name_in_one_department_are_both_named_by_their_addresses() -> None:
    people = [
        Person(ref=f"P{number}", name="何丽", email=f"he{number}@example.test", department=department)
        for number, department in ((1, "研发部"), (2, "研发部"), (3, "市场部"))
    ]
    found = match_people("何丽（研发部）", people)
    assert (found.found, found.candidates) == (None, ("he1@example.test", "he2@example.test"))
