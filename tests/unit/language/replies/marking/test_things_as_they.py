"""They and them are the things of a title where its verb is done to them, and other people elsewhere."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CASES = [
    ("Wash the rollers", "They're washed.", "done"),
    ("Wash the rollers", "They are all washed now.", "done"),
    ("Wash the rollers", "They've been washed.", "done"),
    ("Hang the photographs", "They're hung.", "done"),
    ("Train the women at the counter", "They're trained.", "done"),
    ("Check the valve at the docks", "They're checked.", ""),
    ("Check the pump status", "They're checked.", ""),
    ("Wash the rollers", "They've washed them.", ""),
    ("Wash the rollers", "They washed them.", ""),
    ("Wash the rollers", "They're not washed.", ""),
    ("Wash the rollers", "They're washed?", ""),
    ("Wash the rollers", "They should be washed.", ""),
    ("Wash the rollers", "They are washed every Friday.", ""),
    ("Print the badges", "They're printed but not cut.", ""),
    ("Book the rooms", "They're booked up.", ""),
    ("Wash the rollers", "I'm still washing them.", "in-progress"),
    ("Wash the rollers", "I'm washing them tomorrow.", ""),
    ("Wash the rollers", "Bob's still washing them.", ""),
    ("Ring the flour mill", "Rang them this morning.", "done"),
]


@pytest.mark.parametrize(("title", "text", "status"), CASES)
def test_they_are_the_things_that_the_verb_is_done_to(title: str, text: str, status: str) -> None:
    item = Item(ref="A1", title=title, number=1, due=date(2026, 3, 11))
    found = understand(new_text(text), ReplyContext(items=(item,), locale="en", written=date(2026, 3, 11)))
    assert [one.status for one in found.updates if one.status] == [status][: bool(status)]
