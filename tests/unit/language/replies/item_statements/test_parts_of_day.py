"""What is done in a part of the day that has not come, and a verb that only says it is over for the next one."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {"zh": "统计工位需求", "en": "Test the network in the new office"}


def read(text: str, hour: int | None = 9, title: str = "") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    item = Item(ref="A1", title=title or TITLES[locale], number=1, due=date(2026, 3, 12))
    context = ReplyContext(items=(item,), locale=locale, written=date(2026, 3, 9), hour=hour, minutes="M1")
    return understand(new_text(text), context)


def states(found: Understanding) -> list[str | None]:
    applied, offered = ([one.status for one in found.updates], [one.status for one in found.proposals])
    return [status for status in (*applied, *offered) if status]


@pytest.mark.parametrize(
    "text",
    [
        "Done tonight.",
        "Finished this afternoon.",
        "Tested this evening.",
        "Testing it this afternoon.",
        "1 done first thing",
        "1 上午完成",
        "1 早上弄好",
        "1 下午完成",
        "1 中午完成",
        "下午弄好",
        "1 下午提交",
    ],
)
def test_what_is_to_come_that_day_is_no_state(text: str) -> None:
    assert states(read(text)) == []


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Done tonight.", 21),
        ("Finished this afternoon.", 17),
        ("Finished this afternoon.", None),
        ("1 done first thing this morning", 9),
        ("1 下午完成了", 18),
        ("1 已于下午完成", 18),
        ("1 昨天下午完成", 9),
        ("1 上午完成", 15),
        ("1 上午完成", None),
        ("1 上午完成了", 10),
        ("1 昨天上午完成", 9),
    ],
)
def test_what_is_over_is_done(text: str, hour: int | None) -> None:
    assert [one.status for one in read(text, hour).updates] == ["done"]


@pytest.mark.parametrize(
    "text",
    [
        "汇总完发你。",
        "1 弄完发",
        "1 弄好给你",
        "整理好发您",
        "写完发你",
        "改完发全员",
        "审完签",
        "盖完章签",
        "谈好签",
        "付完款签好",
        "测完迁移",
        "1 统计完发你",
        "1 统计好发你",
    ],
)
def test_what_comes_once_another_is_over_has_not_come(text: str) -> None:
    assert states(read(text)) == []


@pytest.mark.parametrize("text", ["写完发你了", "已写完发你", "都改完发出去了", "1 上周已改好提交"])
def test_what_has_come_as_well_is_done(text: str) -> None:
    assert [one.status for one in read(text).updates] == ["done"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("1 交了吧", "done"), ("1 我来做好", None), ("1 我来完成", None)],
)
def test_a_guess_and_what_one_takes_on_are_not_applied(text: str, status: str | None) -> None:
    found = read(text)
    assert not any(one.status for one in found.updates)
    assert [one.status for one in found.proposals] == ([status] if status else [])


def test_a_verb_of_the_title_that_ends_in_its_result_is_no_ok() -> None:
    assert not read("1 统计好").updates[0].accept


@pytest.mark.parametrize("text", ["IT tested it.", "Tested by IT.", "IT ordered it."])
def test_a_department_is_not_the_thing(text: str) -> None:
    assert read(text).updates == ()


def test_where_all_is_in_capitals_it_is_the_thing() -> None:
    assert [one.status for one in read("I TESTED IT").updates] == ["done"]
