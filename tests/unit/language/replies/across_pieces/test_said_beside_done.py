"""Clauses that may stand beside what is done: who did it, that it was checked, that somebody else is away, and what was
put right of another item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text

TITLES = {
    "zh": ("订购胸牌", "编写手册", "联系印刷厂", "预订会场"),
    "en": ("Order the badges", "Write the manual", "Call the caterer", "Book the hall"),
}


def _read(text: str) -> Understanding:
    locale = "en" if all(char.isascii() or char == "—" for char in text) else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 18))
        for number, title in enumerate(TITLES[locale], 1)
    )
    people = ("王芳", "李明", "Bob Smith", "Amy Chen")
    situation = {"items": listed, "locale": locale, "written": date(2026, 3, 9), "minutes": "M1", "people": people}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1完成，是小王做的", "是小王做的"),
        ("1完成，王芳做的", "王芳做的"),
        ("1完成，由李明完成", "由李明完成"),
        ("1 已完成，设计部帮忙弄的", "设计部帮忙弄的"),
        ("1完成，王工办的", "王工办的"),
        ("1完成，都是同事做的", "都是同事做的"),
        ("1 done, Amy did it", "Amy did it"),
        ("1 is finished - Bob took care of it", "Bob took care of it"),
        ("1 done, handled by Amy Chen", "handled by Amy Chen"),
        ("1 done, our intern prepared everything", "our intern prepared everything"),
        ("1 done, it was Bob who did it", "it was Bob who did it"),
        ("1 done, done by Amy last week", "done by Amy last week"),
    ],
)
def test_who_did_it_is_its_note(text: str, note: str) -> None:
    found = _read(text)
    assert (applied(found) - {"A1 note"}, found.updates[0].note, found.doubt) == (frozenset({"A1 done 100"}), note, "")


@pytest.mark.parametrize(
    "text",
    [
        "1做完了，核对过清单了",
        "1 完成，我自己又检查了一遍",
        "1完成，已自查",
        "1完成，检查无误",
        "1完成，逐项核对过了",
        "1 完成，跟清单核对过了",
        "1 done, checked against the list",
        "1 done, double-checked it myself",
        "1 done, all checked",
        "1 done, I've double checked everything",
        "1 done, tested twice",
        "1 done, proofread it again this morning",
    ],
)
def test_that_it_was_checked_takes_nothing_back(text: str) -> None:
    found = _read(text)
    assert (applied(found) - {"A1 note"}, found.doubt) == (frozenset({"A1 done 100"}), "")


@pytest.mark.parametrize(
    "text",
    [
        "1完成，王芳这周请假",
        "1完成。小李出差了",
        "第一个已经完成了，另外王芳这周请假",
        "1完成，王芳病假中",
        "1完成，顺便说一下李明下周休假",
        "1完成。王工不在公司",
        "1 done. Bob is on holiday.",
        "1 done, Bob is out sick",
        "1 done, Amy Chen is on leave this week",
        "1 done. By the way Bob is away this week",
        "1 done, my boss is travelling",
        "1 done. Bob's off sick today",
    ],
)
def test_that_somebody_else_is_away_is_of_no_item(text: str) -> None:
    found = _read(text)
    assert (applied(found), found.doubt) == (frozenset({"A1 done 100"}), "")


@pytest.mark.parametrize(
    "text",
    [
        "1完成，但王芳请假了",
        "1完成，王芳说还要改",
        "1完成，没核对过",
        "1完成，王芳没做完",
        "1完成，去年做的",
        "1完成，王芳说是小王做的",
        "1 done, but Bob is on holiday",
        "1 done, nobody checked it",
        "1 done, Bob says Amy did it",
        "1 done, Amy almost did it",
        "1 done, not checked",
        "1 done, to be checked by Amy",
        "1 done, checked with errors",
    ],
)
def test_what_takes_it_back_or_tells_more_waits(text: str) -> None:
    found = _read(text)
    assert not any(one.status for one in found.updates)
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("1 2完成，手册已发群里", {"A1": None, "A2": "手册已发群里"}),
        ("1 2完成，两份文件都在网盘里", {"A1": "两份文件都在网盘里", "A2": "两份文件都在网盘里"}),
    ],
)
def test_a_note_on_one_of_several_is_not_put_on_the_others(text: str, notes: dict[str, str | None]) -> None:
    assert {one.ref: one.note for one in _read(text).updates} == notes


@pytest.mark.parametrize(
    "text",
    ["1 2完成，第二项花了点时间", "1和2都做完了，2还没签字", "1 and 2 done, the second one took longer"],
)
def test_what_leaves_one_of_several_open_leaves_the_others_alone(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status) for one in found.updates if one.status] == [("A1", "done")]
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "done", "instead"),
    [
        ("1) done 2) done 3) done — scratch that, 3) still running", {"A1", "A2"}, {"A3 in-progress"}),
        ("1 done, 2 done - no wait, 2 is at 50%", {"A1"}, {"A2 in-progress 50"}),
        ("1 done, 2 done. Oops, 2 isn't done yet", {"A1"}, set()),
        ("1 done, 2 done, scratch that, 2 is stuck", {"A1"}, {"A2 blocked"}),
        ("1完成 2完成 3完成，写错了，3还在做", {"A1", "A2"}, {"A3 in-progress"}),
        ("1完成，2完成，不对，2是80%", {"A1"}, {"A2 in-progress 80"}),
        ("1完成，2完成，写错了，2还没完成", {"A1"}, set()),
        ("1) done, 3) cancelled — scratch that, 3) is at 60%", {"A1"}, {"A3 in-progress 60"}),
        ("1) done, 3) need two more days — scratch that, 3) is done", {"A1"}, {"A3 done 100"}),
        ("3 延期到周五，不对，3 完成60%，1 完成", {"A1"}, {"A3 in-progress 60"}),
    ],
)
def test_what_is_put_right_by_its_number_takes_back_no_other(text: str, done: set[str], instead: set[str]) -> None:
    found = _read(text)
    assert {one.ref for one in found.updates if one.status == "done"} == done
    assert proposed(found) == instead


@pytest.mark.parametrize(
    "text",
    [
        "1 done, 2 done, 3 done. Scratch that.",
        "1 done, 2 done. Scratch that, all still open",
        "1完成，2完成。说错了",
        "1完成，2完成，不对，是3完成",
    ],
)
def test_what_is_not_put_right_may_be_any(text: str) -> None:
    assert not any(one.status for one in _read(text).updates)
