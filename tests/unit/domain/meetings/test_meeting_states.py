"""What a state of a meeting, and of an invitation, means."""

import pytest

from collabtui.domain.meetings.meeting import Partstat, Role
from collabtui.domain.meetings.meeting_states import HELD, owes_answer


@pytest.mark.parametrize(
    ("role", "partstat", "owes"),
    [
        ("participant", "needs-action", True),
        ("participant", "accepted", False),
        ("participant", "declined", False),
        ("facilitator", "needs-action", False),  # he leads it, unless he says otherwise
    ],
)
def test_who_is_invited_owes_an_answer_until_he_gives_one(role: Role, partstat: Partstat, *, owes: bool) -> None:
    assert owes_answer(role, partstat) is owes


def test_what_is_under_way_or_called_off_was_not_held() -> None:
    assert {"planned", "invited", "running", "cancelled"}.isdisjoint(HELD)
