"""Clauses beside an answer that change nothing: how the minutes were read, how somebody attends, where a file lies,
what follows, what is left behind a share. What asks for something else beside it still waits."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied
from support.written_replies import new_text

TITLES = {
    "zh": ("采购会议室投影仪", "整理客户投诉清单", "更新员工手册"),
    "en": ("Order the replacement laptops", "Compile the complaints list", "Update the staff handbook"),
}


def _read(text: str, *, answers: Literal["items", "minutes", "invitation"] = "items") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 18))
        for number, title in enumerate(TITLES[locale], 1)
        if answers == "items"
    )
    context = ReplyContext(
        items=listed,
        locale=locale,
        written=date(2026, 3, 9),
        minutes=None if answers == "invitation" else "M1",
        invitation=answers == "invitation",
        people=("王芳", "Tom Smith"),
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1 搞定，发票月底寄", "发票月底寄"),
        ("1 已完成，合同编号CG-2026-018", "合同编号CG-2026-018"),
        ("1 完成了，放在共享盘里", "放在共享盘里"),
        ("1 已完成，王芳帮忙弄的", "王芳帮忙弄的"),
        ("1 done, invoice follows at month end", "invoice follows at month end"),
        ("1 is done, PO number 4471", "PO number 4471"),
        ("1 done, the file is on the shared drive", "the file is on the shared drive"),
    ],
)
def test_beside_done_they_are_its_note(text: str, note: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", note)]
    assert not found.doubt


@pytest.mark.parametrize(
    ("text", "share", "note"),
    [
        ("2 做到九成，今晚收工", 90, "今晚收工"),
        ("2 80%，还差财务签字", 80, "还差财务签字"),
        ("2 60%，剩下的明天给", 60, "剩下的明天给"),
        ("2 - 90%, finishing tonight", 90, "finishing tonight"),
        ("2 is at 70%, only last month missing", 70, "only last month missing"),
        ("2 at 40%, still working on it", 40, "still working on it"),
    ],
)
def test_behind_a_share_what_is_left_is_its_note(text: str, share: int, note: str) -> None:
    found = _read(text)
    assert [(one.ref, one.percent, one.note) for one in found.updates] == [("A2", share, note)]
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "2 60%，剩下的不做了",
        "2 60%，剩下的转给王芳",
        "2 is 60% done, the rest is cancelled",
        "2 60%, the rest goes to Tom Smith",
        "2 60%, the rest is not mine",
        "1 done, only the signature missing",
        "1 完成，还差签字",
        "1 done, but the file is on the shared drive of legal who rejected it",
        "1 完成，发票被退回",
    ],
)
def test_what_asks_for_more_or_says_that_something_is_missing_waits(text: str) -> None:
    found = _read(text)
    assert found.doubt
    assert not any(one.status for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        "纪要我从头到尾看了，无异议。",
        "经认真审阅，同意。",
        "同意，请各部门抓紧落实",
        "纪要没意见，就按这个发",
        "No objections from me, go ahead",
        "Looks good, I agree with the minutes.",
        "I agree with the minutes, nice and short for once",
    ],
)
def test_beside_an_agreement_they_are_courtesies(text: str) -> None:
    found = _read(text, answers="minutes")
    assert (found.sign_off, found.doubt) == ("agreed", "")


@pytest.mark.parametrize(
    "text", ["the team confirmed", "team都确认了", "同意，但请改日期", "Agreed, please fix item 2"]
)
def test_what_others_agree_to_or_what_is_to_be_changed_is_no_agreement(text: str) -> None:
    found = _read(text, answers="minutes")
    assert found.sign_off != "agreed"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("参加，线上", "accepted"),
        ("参加，我坐最后一排", "accepted"),
        ("Yes, but by phone", "accepted"),
        ("I'll be there, looking forward to it", "accepted"),
        ("暂定参加，看当天安排", "tentative"),
    ],
)
def test_beside_an_attendance_they_say_how(text: str, answer: str) -> None:
    found = _read(text, answers="invitation")
    assert (found.rsvp, found.doubt) == (answer, "")


@pytest.mark.parametrize("text", ["参加，但要提前半小时走", "Yes, but only if it is short", "参加，王芳线上"])
def test_what_limits_it_waits(text: str) -> None:
    assert _read(text, answers="invitation").doubt


@pytest.mark.parametrize("text", ["3 尚未开始", "3 还未启动", "3 - not started yet", "3: haven't touched it yet"])
def test_that_nothing_has_begun_is_said_in_many_words(text: str) -> None:
    found = _read(text)
    assert applied(found) == {"A3 not-started"}
    assert not found.doubt


@pytest.mark.parametrize("text", ["3 没顾上", "3: haven't touched the printer yet"])
def test_that_nobody_got_to_it_is_proposed(text: str) -> None:
    assert _read(text).doubt


def test_behind_a_share_a_later_day_for_the_rest_is_asked_for() -> None:
    found = _read("2 60%，剩下的25号给")
    assert [(one.ref, one.percent, one.note) for one in found.updates] == [("A2", 60, None)]
    assert [(one.ref, one.ask, one.due and one.due.day) for one in found.requests] == [("A2", "postpone", 25)]


@pytest.mark.parametrize("text", ["1 70%，其余的3/4", "1 70%，剩下的5/6"])
def test_of_the_rest_a_fraction_may_be_a_day_and_makes_the_share_wait(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.percent) for one in found.updates if one.percent] == []
    assert [(one.ref, one.percent) for one in found.proposals] == [("A1", 70)]


@pytest.mark.parametrize("text", ["3已完成，手册昨天发群里了", "员工手册更新完了，手册已经发给大家了"])
def test_the_thing_itself_handed_over_is_done_once_more(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A3", "done", None)]
    assert not found.doubt


@pytest.mark.parametrize("text", ["1 done and, 2 too", "1 done and. 2 done", "Closed 1 and 2 and,"])
def test_an_and_with_nothing_behind_it_adds_nothing(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None), ("A2", "done", None)]
