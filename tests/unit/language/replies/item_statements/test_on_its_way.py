"""What is ordered and awaited, booked for a day to come, or lacks its last step is not offered as done."""

import pytest

from support.moving_office import read

NOT_DONE = (
    "2 PO sent.",
    "2: the PO went out on Monday, the tape measures come next week",
    "2 is booked in for Monday.",
    "2: pencilled in for the 19th",
    "1 is lined up for Friday.",
    "4: only the cover left, will send it tomorrow",
    "2 今日落咗单，等收货。",
    "2 订单已发",
    "4 PO已发",
    "4就剩排版了，明天发您",
    "1 只差盖章，周五给你",
    "2 采购单已发，货还没到",
)


@pytest.mark.parametrize("text", NOT_DONE)
def test_nothing_is_done(text: str) -> None:
    found = read(text)
    assert "done" not in {*(one.status for one in found.updates), *(one.status for one in found.proposals)}


@pytest.mark.parametrize(
    "text", ["3 ordered.", "3 desks ordered yesterday", "2 measured on Monday", "3 采购完成", "2 盘完了"]
)
def test_what_is_done_stays_so(text: str) -> None:
    found = read(text)
    assert "done" in {*(one.status for one in found.updates), *(one.status for one in found.proposals)}
