import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.via import MAIL_PREFIX, Via, mail_of, not_undone


@pytest.mark.parametrize(
    ("stored", "via"),
    [
        ("mail:I7", Via.mail("I7")), ("undo:31", Via.undo(31)), ("undo:0", Via.undo(0)),
        ("key", Via("key")), ("command", Via("command")), ("worker", Via("worker")), ("", Via("")),
        ("undo:", Via("undo:")), ("undo:x", Via("undo:x")),
    ],
)  # fmt: skip
def test_what_is_stored_is_read_and_written_again(stored: str, via: Via) -> None:
    assert Via.parse(stored) == via
    assert str(via) == stored
    assert f"{via}" == stored


@given(st.text())
def test_any_text_stays_what_it_is(stored: str) -> None:
    again = str(Via.parse(stored))
    assert again == stored or (stored.startswith("undo:") and Via.parse(again) == Via.parse(stored))


@pytest.mark.parametrize(("via", "ref"), [("mail:I7", "I7"), ("undo:7", ""), ("key", ""), ("", ""), (None, "")])
def test_the_mail_behind_it(via: str | None, ref: str) -> None:
    assert mail_of(via) == ref


def test_what_came_by_a_mail_begins_as_queries_expect_it() -> None:
    assert str(Via.mail("I7")) == f"{MAIL_PREFIX}I7" == "mail:I7"


@pytest.mark.parametrize(
    ("ways", "stands"),
    [
        ({}, set()),
        ({1: "key", 2: "mail:I7"}, {1, 2}),
        ({1: "key", 2: "key", 3: "undo:2"}, {1}),
        ({1: "key", 2: "key", 3: "undo:2", 4: "undo:1"}, set()),
        ({1: "key", 2: "undo:1", 3: "undo:2"}, {1}),
        ({1: "key", 2: "undo:1", 3: "undo:2", 4: "undo:3"}, set()),
        ({5: "undo:1", 6: "key"}, {6}),
    ],
)
def test_what_was_taken_back_does_not_stand(ways: dict[int, str], stands: set[int]) -> None:
    assert not_undone(ways) == stands
