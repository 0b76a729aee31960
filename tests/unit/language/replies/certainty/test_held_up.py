"""An item that an office holds up, and reasons in a sentence of their own: they are blocked for certain, unless what
follows, or how it begins, says that this is over."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

BLOCKED = [
    "卡在财务。", "还卡在法务那边。", "卡在审批上了。", "卡在港务处了，泊位没批，改不下去。", "卡住了。供应商没发货。",
    "卡住了。配件没到。", "Stuck with finance.", "It's stuck in legal.", "Held up by the supplier.",
    "It's still stuck with the supplier.", "Blocked. The supplier hasn't sent the parts.",
    "Stuck. The harbour master won't look at it without a survey.",
]  # fmt: skip
NOT_CERTAIN = [
    "之前卡住了。", "之前卡住，现在不卡了。",
    "之前卡在财务。", "上周卡在财务。", "差点卡在财务。", "没卡在财务。", "卡在财务吗？", "卡在路上了。",
    "我卡在财务办公室门口了。", "卡住了。没事了。", "卡住了。其实没卡。", "卡住了。问题没有了。", "Was stuck in legal.",
    "I'm stuck in legal.", "Stuck in traffic.", "Stuck. Not really.", "Stuck. The problem hasn't come back.",
    "Stuck. The doors aren't stuck any more.", "Blocked. The boss doesn't mind.",
    "Blocked. The parts haven't come. Sorted now.",
]  # fmt: skip


def _status(text: str) -> list[str]:
    item = Item(ref="A1", title="Fix the doors" if text.isascii() else "修大门", number=1, due=date(2026, 3, 11))
    asked = ReplyContext(items=(item,), locale="en" if text.isascii() else "zh", written=date(2026, 3, 11))
    found = understand(new_text(text), asked)
    return [one.status for one in found.updates if one.status]


@pytest.mark.parametrize("text", BLOCKED)
def test_what_an_office_holds_up_is_blocked(text: str) -> None:
    assert _status(text) == ["blocked"]


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_what_is_over_or_of_himself_is_not(text: str) -> None:
    assert _status(text) == []
