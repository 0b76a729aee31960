"""Which mail comes next, once the one under the cursor is decided."""

from typing import cast

import pytest

from collabtui.screens.inbox.mail_list import MailListing
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue


@pytest.mark.parametrize(
    ("waiting", "decided", "following"),
    [
        (3, 9, 8),  # the next one below
        (3, 7, 8),  # the last one that waits: the one above it
        (1, 9, 0),  # none is left
        (3, 6, 0),  # it did not wait
        (0, None, 0),
    ],
)
def test_the_next_mail_that_waits(waiting: int, decided: int | None, following: int) -> None:
    listing = MailListing(cast("Session", None), Catalogue("en"))
    listing.waiting = waiting
    assert listing.next_waiting([9, 8, 7, 6, 5], decided) == following
