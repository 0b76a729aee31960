"""What came damaged or not whole is never offered as done."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.item_statements.came_with_faults import tells_of_faults
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _understood(text: str, title: str) -> Understanding:
    item = Item(ref="A1", title=title, number=1, due=date(2026, 3, 10))
    situation = ReplyContext(
        items=(item,), locale="en" if title.isascii() else "zh", written=date(2026, 3, 4), answers_ours=True
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("采购显示器", "显示器到了，少一台"),
        ("采购显示器", "显示器买回来了，有一台坏的"),
        ("印海报", "海报印出来了，颜色不对"),
        ("Order the chairs", "chairs delivered, one missing"),
        ("Order the chairs", "chairs ordered and delivered, two broken"),
        ("Order the chairs", "arrived damaged"),
    ],
)
def test_it_is_offered_as_in_progress_at_most(title: str, text: str) -> None:
    found = _understood(text, title)
    assert not [one for one in found.updates if one.status]
    assert {one.status for one in found.proposals} <= {"in-progress"}
    assert found.doubt


@pytest.mark.parametrize(
    ("title", "text"),
    [("Fix the broken link", "broken link fixed"), ("Write the report", "done. In short: all good")],
)
def test_what_is_to_be_put_right_is_done_when_it_is(title: str, text: str) -> None:
    assert [one.status for one in _understood(text, title).updates] == ["done"]


@pytest.mark.parametrize(
    "text", ["没有破损", "一台不少", "nothing missing", "none broken", "broken test is fixed", "坏的按钮也换了"]
)
def test_a_fault_that_is_denied_or_put_right_is_none(text: str) -> None:
    assert not tells_of_faults(text)
