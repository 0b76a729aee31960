"""A reason in a sentence or line of its own, and behind it what the item needs until when: one proposal with both."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

LATE, NEED = "the supplier is late", "need two people until 20 March"
BEHIND, SUPPORT = "供应商晚到", "需要再派2人支援到3月20日"
FIRST = "A1"


def read(text: str) -> Understanding:
    titles = ("提供接口文档", "完成压力测试", "评审合同")
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 12))
        for number, title in enumerate(titles, 1)
    )
    return understand(new_text(text), ReplyContext(items=items, locale="zh", written=date(2026, 3, 11)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"1 because {LATE}, {NEED}", f"{LATE}, {NEED}"),
        (f"1 because {LATE}; {NEED}", f"{LATE}\n{NEED}"),
        (f"1 because {LATE}. {NEED}.", f"{LATE}\n{NEED}"),
        (f"1 because {LATE}\n{NEED}", f"{LATE}\n{NEED}"),
        (f"2 done\n1 because {LATE}\n{NEED}", f"{LATE}\n{NEED}"),
        (f"1 因为{BEHIND}，{SUPPORT}", f"{BEHIND}，{SUPPORT}"),
        (f"1 因为{BEHIND}\n{SUPPORT}", f"{BEHIND}\n{SUPPORT}"),
        (f"1 because {LATE}\n{SUPPORT}", f"{LATE}\n{SUPPORT}"),
        (f"2 完成\n1 因为{BEHIND}\n{SUPPORT}", f"{BEHIND}\n{SUPPORT}"),
    ],
)
def test_what_an_item_needs_is_asked_with_why_and_until_when(text: str, reason: str) -> None:
    found = read(text)
    assert [(one.due, one.reason) for one in found.proposals if (one.ref, one.ask) == (FIRST, "postpone")] == [
        (date(2026, 3, 20), reason)
    ]
    assert found.requests == ()


@pytest.mark.parametrize("text", [NEED, SUPPORT, f"because {LATE}, {NEED}", f"2 done\n{NEED}", f"2 完成\n{SUPPORT}"])
def test_of_several_items_none_is_guessed(text: str) -> None:
    found = read(text)
    assert not any(one.ask for one in found.proposals)
    assert found.doubt


@pytest.mark.parametrize("text", [f"2 done\n1 because {LATE}", f"2 完成\n1 因为{BEHIND}"])
def test_a_reason_under_its_own_number_is_no_note_on_the_item_before(text: str) -> None:
    notes = {one.ref: one.note for one in read(text).updates}
    assert notes.get("A2") is None
    assert notes[FIRST] in (LATE, BEHIND)
