import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.via import MAIL_PREFIX, Via, mail_of


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
