"""What a reply says of one item is never taken into what it says of another, nor cut off in the middle."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text

MONDAY = date(2026, 3, 9)
TITLES = {
    "zh": ("订购胸牌", "编写手册", "整理预算表"),
    "en": ("Order the badges", "Write the manual", "Draw up the budget"),
}


def _read(text: str, *, last: int = 3) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 11 + number))
        for number, title in enumerate(TITLES[locale][:last], 1)
    )
    people = ("王芳", "Dana Reed")
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=MONDAY, minutes="M1", people=people)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Done with the first. Starting on the second tomorrow.", {"A1 done 100", "A2 note"}),
        ("Done with the first. Working on the second now.", {"A1 done 100", "A2 in-progress"}),
        ("Done with the first one. Second not started.", {"A1 done 100", "A2 not-started"}),
        ("Done with A1. Starting on A2 tomorrow.", {"A1 done 100", "A2 note"}),
        ("Done with item 1. Item 2 is at 40%.", {"A1 done 100", "A2 in-progress 40"}),
        ("搞定第一项. 第二项明天", {"A1 done 100", "A2 note"}),
    ],
)
def test_a_full_stop_behind_an_item_ends_its_sentence(text: str, expected: set[str]) -> None:
    found = _read(text)
    assert _told(found) == expected
    assert not found.doubt


def test_a_full_stop_behind_the_number_that_begins_a_line_is_a_mark_of_it() -> None:
    assert _told(_read("A1. done")) == {"A1 done 100"}
    assert _told(_read("1. done\n2. blocked")) == {"A1 done 100", "A2 blocked"}


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("1 done 2 卡住 等门店的机器 3 推到月底", "A3 postpone 2026-03-31"),
        ("1 完成 2 受阻 等王芳确认 3 推到月底", "A3 postpone 2026-03-31"),
        ("1完成 2受阻等审批 3推到月底", "A3 postpone 2026-03-31"),
        ("1 完成 2 受阻 因为供应商没发货 3 进行中", "A3 in-progress"),
        ("1 完成 2 卡住 缺人手 3 取消", "A3 cancel"),
        ("1 done 2 blocked because the vendor is late 3 in progress", "A3 in-progress"),
        ("1 done 2 blocked waiting for the vendor 3 postponed to 20 March", "A3 postpone 2026-03-20"),
    ],
)
def test_the_next_number_of_a_list_in_one_line_begins_the_next_item(text: str, third: str) -> None:
    found = _read(text)
    assert {one for one in applied(found) if one.startswith("A3")} == {third}
    assert {"A1 done 100", "A2 blocked"} <= _told(found)
    assert not any("3" in (one.note or "") for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        "1 完成 2 受阻 缺测试机 3 完成",
        "1 完成 2 受阻 等机器 3 完成",
        "1 完成 2 卡住 等门店的机器 3 已提交",
        "1 done 2 blocked waiting for the vendor 3 done",
    ],
)
def test_done_behind_what_is_waited_for_is_asked_about(text: str) -> None:
    found = _read(text)
    assert "A3 done 100" in proposed(found)
    assert not any(one.startswith("A3") for one in applied(found))
    assert not any("3" in (one.note or "") for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        "1 done 2 blocked, vendor needs phase 3 done first",
        "1 完成 2 卡住 缺 3 台测试机",
        "1 done 2 blocked waiting for version 3",
        "1 blocked on legal 2 done",
    ],
)
def test_a_number_of_something_else_begins_no_item(text: str) -> None:
    found = _read(text)
    assert not any(one.startswith("A3") for one in (*applied(found), *proposed(found)))
    assert "A2 done 100" not in applied(found)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Will have them with you by close of play Tuesday.", "Will have them with you by close of play Tuesday"),
        ("Will have it with you by close of business Tuesday", "Will have it with you by close of business Tuesday"),
    ],
)
def test_a_note_is_not_cut_within_its_day(text: str, note: str) -> None:
    assert [one.note for one in _read(text, last=1).updates] == [note]


@pytest.mark.parametrize(
    "text", ["收到，明天给", "收到，胸牌我明天给到。", "Noted, I'll send it Tuesday", "好的，明天发"]
)
def test_who_says_when_takes_it_on(text: str) -> None:
    found = _read(text, last=1)
    assert [(one.ref, one.accept, bool(one.note)) for one in found.updates] == [("A1", True, True)]
    assert not found.doubt


@pytest.mark.parametrize(
    "text", ["收到，1完成", "收到，会延期到3月20日", "noted, 1 tomorrow", "收到，胸牌在做，明天给"]
)
def test_before_anything_else_it_stays_a_courtesy(text: str) -> None:
    assert not any(one.accept for one in _read(text, last=1).updates)


def _told(found: Understanding) -> set[str]:
    notes = {f"{one.ref} note" for one in found.updates if one.note and not one.status}
    return {one for one in applied(found) if not one.endswith("note")} | notes


@pytest.mark.parametrize(
    "text",
    [
        "1已完成，2进行中。写错了，应该是1进行中，2已完成。",
        "1 完成，2 进行中。更正：1 进行中，2 完成",
        "1 done, 2 in progress. Sorry, typo: 1 in progress, 2 done.",
    ],
)
def test_what_is_said_again_behind_a_slip_is_asked_about_once(text: str) -> None:
    found = _read(text)
    assert not applied(found)
    assert sorted(proposed(found)) == ["A1 in-progress", "A2 done 100"]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Nearly there - 18 of 20 slides done.", 90),
        ("18 out of 20 are in", 90),
        ("测了20家店里的14家", 70),
        ("20家店测了14家", 70),
        ("20个接口写完了14个", 70),
        ("7 of 9 rooms are booked", 77),
    ],
)
def test_so_many_of_so_many_are_a_share(text: str, percent: int) -> None:
    found = _read(text, last=1)
    assert not applied(found)
    assert proposed(found) == {f"A1 in-progress {percent}"}


def test_a_share_behind_a_number_is_asked_about_beside_the_note() -> None:
    found = _read("2: 18 of 20 slides done")
    assert [(one.ref, one.note) for one in found.updates] == [("A2", "18 of 20 slides done")]
    assert proposed(found) == {"A2 in-progress 90"}


def test_all_of_so_many_are_done() -> None:
    assert proposed(_read("20 of 20 done", last=1)) == {"A1 done 100"}


@pytest.mark.parametrize(
    "text",
    ["18 of 20 slides still to do", "2 of 3 done", "20家店里还有14家没测", "要测20家店里的14家"],
)
def test_what_is_open_or_may_be_of_the_items_is_no_share(text: str) -> None:
    assert not any(one.percent for one in _read(text, last=1).proposals)


@pytest.mark.parametrize(
    "text",
    [
        "Do we still need the badges? If not I'd rather drop it.",
        "Is this still needed? If not, please cancel it.",
        "还需要做吗？不需要的话就取消吧",
        "这个还要做吗？不用的话就不做了",
    ],
)
def test_what_is_dropped_if_it_is_not_needed_is_a_cancellation_to_be_asked_about(text: str) -> None:
    found = _read(text, last=1)
    assert not applied(found)
    assert [(one.ref, one.ask) for one in found.proposals] == [("A1", "cancel")]


def test_what_is_kept_if_it_is_not_needed_is_none() -> None:
    found = _read("Is this still needed? If not, don't drop it yet", last=1)
    assert not any(one.ask == "cancel" for one in found.proposals)
