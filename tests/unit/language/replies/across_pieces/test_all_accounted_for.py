"""What an office writes in one breath: each word behind a verb is understood, or the mail waits with what it likely
says."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CHINESE = (
    Item(ref="A1", title="起草采购合同", number=1, deliverable="合同", due=date(2026, 3, 6)),
    Item(ref="A2", title="联系印刷厂", number=2, due=date(2026, 3, 12)),
    Item(ref="A3", title="更新官网首页", number=3, due=date(2026, 3, 20)),
)
ENGLISH = (
    Item(ref="A1", title="Order the signs", number=1, due=date(2026, 3, 6)),
    Item(ref="A2", title="Confirm the caterer", number=2, due=date(2026, 3, 12)),
    Item(ref="A3", title="Draw the floor plan", number=3, deliverable="floor plan", due=date(2026, 3, 20)),
)


def read(text: str, **more: Any) -> Understanding:
    english = text.isascii()
    base: dict[str, Any] = {
        "items": ENGLISH if english else CHINESE,
        "locale": "en" if english else "zh",
        "written": date(2026, 3, 2),
        "people": ("李明", "陈静", "Raj Mehta", "Tom Smith"),
    }
    return understand(new_text(text), ReplyContext.model_validate(base | more))


def applied(found: Understanding) -> set[str]:
    """`A1 done`, `A2 60`, `A2 postpone 2026-03-18`."""
    statuses = {f"{one.ref} {one.status}" for one in found.updates if one.status and one.status != "in-progress"}
    shares = {f"{one.ref} {one.percent}" for one in found.updates if one.status == "in-progress"}
    return statuses | shares | {f"{one.ref} {one.ask} {one.to or one.due}" for one in found.requests}


def proposed(found: Understanding) -> set[str]:
    return {f"{one.ref} {one.ask or one.status} {one.to or one.due}" for one in found.proposals}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("完成了第1项，第3项因为素材没到暂停了，第2项周五给你", {"A1 done", "A3 blocked"}),
        ("完成了第1项，第3项因为人手不足推迟到25号", {"A1 done", "A3 postpone 2026-03-25"}),
        ("已提交1，2在等报价", {"A1 done"}),
        ("done with 1, 2 still blocked", {"A1 done", "A2 blocked"}),
        ("完成第1项，第3项", {"A1 done", "A3 done"}),
    ],
)
def test_a_verb_reaches_no_item_of_which_something_else_is_said(text: str, expect: set[str]) -> None:
    assert applied(read(text)) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("2 推个三天吧", {"A2 postpone 2026-03-15"}),
        ("3推一周", {"A3 postpone 2026-03-27"}),
        ("2 推几天", {"A2 postpone None"}),
        ("2 延个四五天", {"A2 postpone None"}),
        ("2 推三个方案", set()),
    ],
)
def test_what_is_put_off_by_a_length_is_postponed(text: str, expect: set[str]) -> None:
    assert applied(read(text)) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("3 probably 31 March", {"A3 postpone 2026-03-31"}),
        ("3 might be 27 March", {"A3 postpone 2026-03-27"}),
        ("3 可能31号", {"A3 postpone 2026-03-31"}),
        ("3 估计31号", {"A3 postpone 2026-03-31"}),
        ("3 probably 5 March", set()),
        ("3 受阻：设计稿没到，估计得20号以后", {"A3 postpone None"}),
        ("3 blocked, no drawings, probably after the 20th", {"A3 postpone None"}),
    ],
)
def test_a_day_that_is_only_guessed_is_proposed(text: str, expect: set[str]) -> None:
    found = read(text)
    assert proposed(found) == expect
    assert found.doubt == "hedged"
    assert not found.requests


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("I'm on leave until the 12th, Raj will pick up item 1", {"A1 reassign Raj", "None absence 2026-03-12"}),
        ("Tom will look after the caterer", {"A2 reassign Tom"}),
        ("我休假到12号，第1项李明接手", {"A1 reassign 李明", "None absence 2026-03-12"}),
        ("李明会接第1项", {"A1 reassign 李明"}),
        ("Raj did not pick up 1", set()),
        ("If Raj will pick up 1, fine", set()),
    ],
)
def test_who_will_take_an_item_is_proposed_as_its_owner(text: str, expect: set[str]) -> None:
    found = read(text)
    assert (proposed(found), applied(found)) == (expect, set())
    assert found.doubt


@pytest.mark.parametrize(
    "text", ["Signs ordered on Friday", "Signs ordered Friday", "1 ordered on Friday", "Floor plan drawn on Thursday"]
)
def test_a_title_verb_with_a_weekday_is_asked_back_as_done(text: str) -> None:
    found = read(text)
    assert [one.status for one in found.proposals] == ["done"]
    assert not found.updates


@pytest.mark.parametrize("text", ["Signs get ordered on Friday", "Signs to be ordered on Friday"])
def test_a_title_verb_that_is_to_come_is_no_more_than_a_note(text: str) -> None:
    found = read(text)
    assert (found.proposals, [one.status for one in found.updates]) == ((), [None])


@pytest.mark.parametrize("text", ["2, floor plan done", "2，官网首页已更新", "2, and floor plan done"])
def test_a_number_before_the_title_of_another_item_makes_both_wait(text: str) -> None:
    found = read(text)
    assert applied(found) == set()
    assert {one.ref for one in found.proposals if one.status == "done"} == {"A2", "A3"}


@pytest.mark.parametrize(
    ("text", "proposes"),
    [
        ("Fine by me. 1 is done btw", True),
        ("没问题。1 已完成", True),
        ("Fine by me, 1 is done btw", False),
        ("Agreed. Fine with me. 1 done.", False),
        ("All good. Correction 2: the date is 12 March", False),
    ],
)
def test_a_sentence_that_finds_the_minutes_fine_is_not_lost_beside_an_item(text: str, proposes: bool) -> None:
    found = read(text, minutes="M1")
    assert [one.ask for one in found.proposals] == (["agreed"] if proposes else [])


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("三件事：合同—完成；印刷厂—60%", {"A1 done", "A2 60"}),
        ("Three things: signs - done; caterer - 60%", {"A1 done", "A2 60"}),
        ("三项：完成", {"A1 done", "A2 done", "A3 done"}),
    ],
)
def test_a_count_above_a_list_names_none_of_its_items(text: str, expect: set[str]) -> None:
    assert applied(read(text)) == expect


def test_a_part_of_them_is_said_in_a_clause_of_its_own() -> None:
    found = read("1 完成 2 完成 3 完成 其中2的发票后补")
    assert applied(found) == {"A1 done", "A3 done"}
    assert proposed(found) == {"A2 done None"}
