"""Counts behind `number`, `item`, 任务 where a title has that word as well: the count names the item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": (("Print the brochures", ""), ("Update the task board", ""), ("Order item labels", ""),
           ("Ship the demo units", "tracking number")),
    "zh": (("印宣传册", ""), ("更新任务看板", ""), ("合同编号登记", ""), ("贴货架标签", "")),
}  # fmt: skip


def _read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, deliverable=thing, number=number, due=date(2026, 3, 13))
        for number, (title, thing) in enumerate(TITLES[locale], 1)
    )
    situation = {"items": items, "locale": locale, "written": date(2026, 3, 9), "minutes": "M1"}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Number one: done", "A1"), ("Number one finished.", "A1"), ("Item one: done", "A1"), ("Task one done", "A1"),
        ("Number two done", "A2"), ("item 1 is done", "A1"), ("任务一完成", "A1"), ("任务1 已完成", "A1"),
        ("编号1 已完成", "A1"), ("The task board is updated", "A2"), ("任务看板已更新", "A2"),
    ],
)  # fmt: skip
def test_the_count_says_which_is_done(text: str, ref: str) -> None:
    assert [(one.ref, one.status) for one in _read(text).updates] == [(ref, "done")]


@pytest.mark.parametrize("text", ["Number one is blocked by legal.", "Item one is blocked by legal", "任务一卡住了"])
def test_the_count_says_which_is_blocked(text: str) -> None:
    assert [(one.ref, one.status) for one in _read(text).updates] == [("A1", "blocked")]


@pytest.mark.parametrize(
    ("text", "ask", "ref"),
    [
        ("Number one is delayed to 20 March", "postpone", "A1"),
        ("Number three: please ask Ivan", "reassign", "A3"),
    ],
)
def test_the_count_says_of_which_something_is_asked(text: str, ask: str, ref: str) -> None:
    assert [(one.ask, one.ref) for one in _read(text).requests] == [(ask, ref)]
