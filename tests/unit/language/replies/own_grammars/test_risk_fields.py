"""A line with the name of a field goes with the risk above it, unless it names an item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (Item(ref="A1", title="接口开发", number=1), Item(ref="A2", title="需求评审", number=2))
CONTEXT = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 6))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("有风险：环境要回收\n等级：高", []),
        ("有风险：环境要回收\n1 等级：高", [("A1", "等级：高")]),
        ("有风险\n1 影响：联调", [("A1", "影响：联调")]),
        ("Risk:\n1 impact: tests", [("A1", "impact: tests")]),
    ],
)
def test_a_field_behind_a_number_is_said_of_that_item(text: str, notes: list[tuple[str, str]]) -> None:
    found = understand(new_text(text), CONTEXT)
    assert [(one.ref, one.note) for one in found.updates] == notes
    assert "risk" in [one.ask for one in found.proposals]
