"""Which mails may have left: those that no server was asked to take have not."""

from datetime import datetime

import pytest

from collabtui.domain.mail.left_before_restore import name_of_left
from collabtui.domain.mail.mail_records import OutgoingState
from support.records import NOW, outgoing


@pytest.mark.parametrize(
    ("state", "attempts", "may_have_left"),
    [
        ("queued", 0, False),
        ("queued", 1, True),
        ("held", 0, False),
        ("held", 2, True),
        ("sending", 0, True),
        ("sent", 1, True),
        ("failed", 12, True),
    ],
)
def test_what_a_server_was_asked_to_take(state: OutgoingState, attempts: int, *, may_have_left: bool) -> None:
    mail = outgoing(state=state, attempts=attempts)
    assert mail.may_have_left == may_have_left
    assert mail.never_tried == (state == "held" and attempts == 0)


@pytest.mark.parametrize(
    ("state", "attempts", "not_before", "is_put_off"),
    [("held", 0, NOW, True), ("held", 0, None, False), ("held", 1, NOW, False), ("queued", 0, NOW, False)],
)
def test_a_reminder_that_waits_for_who_is_away(
    state: OutgoingState, attempts: int, not_before: datetime | None, *, is_put_off: bool
) -> None:
    assert outgoing(state=state, attempts=attempts, not_before=not_before).is_put_off == is_put_off


def test_a_mail_that_left_before_a_restore_is_kept_under_no_name_of_a_mail_that_came() -> None:
    kept = name_of_left("<m1@example.test>")
    assert kept == "left:<m1@example.test>"
    assert not set(kept) <= set("0123456789abcdef"), "those are kept by their digests"
