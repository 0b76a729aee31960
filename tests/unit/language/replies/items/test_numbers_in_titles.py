"""A number that is a part of a title: 3号电梯 of 检修3号电梯 is no item 3."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, *titles: str) -> list[tuple[str, str | None]]:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(Item(ref=f"A{n}", title=one, number=n, due=date(2026, 3, 9 + n)) for n, one in enumerate(titles, 1))
    context = ReplyContext(items=items, locale=locale, written=date(2026, 3, 6), minutes="M1", answers_ours=True)
    return [(one.ref, one.status) for one in understand(new_text(text), context).updates]


@pytest.mark.parametrize(
    ("text", "titles", "ref"),
    [
        ("3号电梯检修完了", ("检修3号电梯", "清洗四号发酵罐"), "A1"),
        ("4号发酵罐洗好了", ("检修3号电梯", "清洗四号发酵罐"), "A2"),
        ("5号电梯修好了", ("检修3号电梯", "检修5号电梯"), "A2"),
        ("Conveyor 4 is repaired.", ("Repair conveyor 4", "Reserve the hotel rooms"), "A1"),
        ("conveyor 4 - done", ("Repair conveyor 4", "Reserve the hotel rooms"), "A1"),
    ],
)
def test_it_is_a_part_of_the_name(text: str, titles: tuple[str, ...], ref: str) -> None:
    assert read(text, *titles) == [(ref, "done")]


def test_the_number_of_another_thing_is_not() -> None:
    assert read("7号电梯检修完了", "检修3号电梯", "清洗四号发酵罐") == []


@pytest.mark.parametrize("text", ["已更新价目表", "1 已更新价目表", "已经更新价目表。"])
def test_what_stands_behind_already_as_a_whole_title_is_done(text: str) -> None:
    assert read(text, "更新价目表", "整理版材库") == [("A1", "done")]


@pytest.mark.parametrize("text", ["已更新价目表的初稿", "还没更新价目表", "已安排更新价目表", "已更新价目表和报价"])
def test_a_part_of_it_or_what_is_to_come_is_not(text: str) -> None:
    assert ("A1", "done") not in read(text, "更新价目表", "整理版材库")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("价目表已更新完成", "更新价目表"),
        ("打線參數已調整完成", "調整打線參數"),
        ("设备安装调试完成", "安装调试设备"),
        ("合同已签", "签订采购合同"),
        ("服务器重启完了", "重启服务器"),
    ],
)
def test_a_verb_and_what_completes_it_are_two_words(text: str, title: str) -> None:
    assert read(text, title, "整理版材库") == [("A1", "done")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("应急预案编制中", "in-progress"),
        ("应急预案还在编制中", "in-progress"),
        ("应急预案正在编制", "in-progress"),
        ("应急预案已经开始编制了", "in-progress"),
        ("应急预案上周就编制好了", "done"),
        ("我昨天把应急预案编制完了", "done"),
    ],
)
def test_the_verb_of_the_title_beside_a_status_says_no_more(text: str, status: str) -> None:
    assert read(text, "编制应急预案", "整理版材库") == [("A1", status)]


@pytest.mark.parametrize(
    "text", ["应急预案还没编制好", "应急预案明天开始编制", "应急预案编制中断了", "我要把应急预案编制完"]
)
def test_where_it_is_denied_or_to_come_it_is_none(text: str) -> None:
    assert ("A1", "done") not in read(text, "编制应急预案", "整理版材库")
    assert ("A1", "in-progress") not in read(text, "编制应急预案", "整理版材库")
