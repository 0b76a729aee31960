"""Work that is still to be done was not begun for that."""

import pytest

from support.families import applied, proposed
from support.moving_office import read


@pytest.mark.parametrize(
    "text",
    [
        "2 needs working on",
        "4 still needs doing",
        "Rooms still need working on",
        "3 still needs working out",
        "4 needs a lot of working on",
        "4 requires drafting",
        "2 wants doing",
        "Safety rules want drafting - next week's job",
        "Desks: need working out with finance",
        "Desks still need doing, will get to it tomorrow.",
        "Rooms: still to do.",
        "Desks still to order",
        "4: still to be written",
        "Safety rules still to be written.",
        "3 left to do",
        "Floor plan: to be drawn. Rooms still to measure.",
        "2 还需要做",
        "3 还得弄",
        "4 有待处理",
        "预案还等着写",
        "库存还得盘",
        "2 需要推进",
    ],
)
def test_what_needs_doing_is_not_in_progress(text: str) -> None:
    found = read(text)
    assert not any(one.status for one in found.updates)
    assert not any(one.status for one in found.proposals)


@pytest.mark.parametrize("text", ["2 needs working on", "4 still needs doing", "3 needs ordering", "1 still to do"])
def test_of_a_numbered_item_it_is_a_note(text: str) -> None:
    found = read(text)
    assert [one.note for one in found.updates] == [text[2:]]
    assert not found.doubt


def test_what_is_done_beside_it_counts() -> None:
    assert applied(read("Rooms: still to do. Contract: signed.")) >= {"A1 done 100"}
    assert applied(read("1 done, 3 still needs doing.")) >= {"A1 done 100"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 in progress, still needs checking", "A2 in-progress"),
        ("2 60%, still needs doing in the basement", "A2 in-progress 60"),
        ("2: working on it, still needs doing properly", "A2 in-progress"),
        ("2 working on it", "A2 in-progress"),
        ("4 drafting", "A4 in-progress"),
        ("3 进行中，还需要做一部分", "A3 in-progress"),
        ("4 正在写", "A4 in-progress"),
    ],
)
def test_what_was_begun_is_in_progress(text: str, expected: str) -> None:
    assert expected in applied(read(text))


@pytest.mark.parametrize("text", ["Rooms need measuring, nobody has started.", "2 no one has begun", "3 没人开始"])
def test_what_nobody_has_begun_is_not_given_up(text: str) -> None:
    assert not any("cancel" in one for one in proposed(read(text)))
