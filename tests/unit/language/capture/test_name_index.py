"""The index of all names is made once for a set of people, and finds whom a look at each of them would find."""

from datetime import date

import pytest

from collabtui.language.capture.live_capture import reading
from collabtui.language.capture.name_index import name_index
from collabtui.language.capture.people_names import called, match_people


class Counted:
    """Somebody of whom it is counted how often the name is looked at."""

    looks = 0

    def __init__(self, ref: str, name: str) -> None:
        self.ref, self._name = ref, name
        self.addresses: tuple[str, ...] = (f"{ref.casefold()}@example.test",)
        self.department = "研发部"

    @property
    def name(self) -> str:
        Counted.looks += 1
        return self._name


def _crowd() -> tuple[Counted, ...]:
    known = ("张伟", "欧阳明月", "Tomás Reyes", "David Neil", "Wei Zhang")
    return tuple(Counted(f"P{at}", name) for at, name in enumerate((*known, *(f"Person N{at}" for at in range(500)))))


@pytest.mark.parametrize(
    "line",
    [
        "行动：张伟 写方案，周五",
        "action: tomas to write the plan, Friday",
        "张伟 说 预算 不够",
        "a: write it - Dave",
        "!x",
    ],
)
def test_a_key_in_the_capture_line_does_not_look_at_everybody(line: str) -> None:
    people = _crowd()
    names = tuple(one.name for one in people)
    reading(line, locale="zh", today=date(2026, 11, 26), names=names, people=people)
    Counted.looks = 0
    for end in range(1, len(line) + 1):
        reading(line[:end], locale="zh", today=date(2026, 11, 26), names=list(names), people=list(people))
    assert len(people) > Counted.looks


def test_other_people_have_an_index_of_their_own() -> None:
    people = _crowd()
    assert name_index(people) is name_index(list(people))
    assert called("张伟", people) is people[0]
    assert called("张伟", people[1:]) is None
    assert called("张伟", [*people[1:], people[0]]) is people[0]


@pytest.mark.parametrize(
    ("written", "ref"),
    [
        ("p3", "P3"), ("Tomas Reyes", "P2"), ("reyes", "P2"), ("张总", "P0"), ("小张", "P0"), ("欧阳", "P1"),
        ("明月", "P1"), ("dave", "P3"), ("Zhang Wei", "P4"), ("Zhang, Wei", "P4"), ("p1@example.test", "P1"),
        ("zhangwei", "P0"), ("月", None), ("Person", None), ("王总", None), ("", None),
    ],
)  # fmt: skip
def test_each_way_of_naming_finds_by_the_index(written: str, ref: str | None) -> None:
    assert match_people(written, _crowd()).found == ref


def test_somebody_without_a_name_stands_nowhere_in_a_line() -> None:
    """The database of another program may hold such a person."""
    index = name_index((Counted("P1", ""), Counted("P2", "Ann")))
    assert [list(index.names_at("ann asks", at)) for at in range(8)] == [["ann"], *[[]] * 7]
