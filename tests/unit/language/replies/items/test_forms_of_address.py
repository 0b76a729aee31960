"""A word of a title behind a surname is how a person is addressed, and names no item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", number=1, title="修订分诊流程", due=date(2026, 3, 13)),
    Item(ref="A2", number=2, title="培训分诊护士", due=date(2026, 3, 17)),
    Item(ref="A3", number=3, title="采购腕带打印机", due=date(2026, 3, 20)),
)


def read(text: str) -> Understanding:
    context = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 9), minutes="M1", people=("卫东", "罗敏"))
    return understand(new_text(text), context)


def done(found: Understanding) -> set[str | None]:
    offered = {one.ref for one in found.proposals if one.status == "done"}
    return offered | {one.ref for one in found.updates if one.status == "done"}


@pytest.mark.parametrize(
    "text",
    [
        "代邵云回复：邵护士长今天手术室支援，让我跟您说一声，1和2都OK了，3本周内会有消息。",
        "王护士今天请假，1和2都好了",
        "李护士长让我转告，1完成，2完成",
        "1和2都完成了，陈护士辛苦了",
        "陈护士今天值夜班，1、2已完成",
    ],
)
def test_nothing_is_taken_back_of_the_item_of_that_word(text: str) -> None:
    found = read(text)
    assert not [one for one in found.clauses if "护士" in one.text and one.refs]
    assert done(found) == {"A1", "A2"}


@pytest.mark.parametrize("text", ["护士都培训完了", "分诊护士已经培训完成", "培训分诊护士完成", "流程、护士都完成了"])
def test_the_word_alone_names_its_item(text: str) -> None:
    assert "A2" in done(read(text))
