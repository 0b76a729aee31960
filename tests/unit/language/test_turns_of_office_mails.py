"""Turns of everyday mails to minutes, invitations and lists of items: a heading above the list, an approval of few
words, work that went to somebody."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text

TITLES = {
    "zh": ("采购会议室投影仪", "整理客户投诉清单", "更新员工手册"),
    "en": ("Order the replacement laptops", "Compile the complaints list", "Update the staff handbook"),
}


def _read(text: str, *, items: int = 3, invitation: bool = False) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 20))
        for number, title in enumerate(TITLES[locale][:items], 1)
    )
    minutes = None if invitation else "M1"
    context = ReplyContext(
        items=listed,
        locale=locale,
        written=date(2026, 3, 9),
        minutes=minutes,
        invitation=invitation,
        people=("王芳", "Tom Smith"),
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "heading", ["Status:", "Update:", "Progress update:", "进展：", "汇报一下进展：", "进展如下："]
)
def test_a_heading_above_the_list_asks_for_nobody(heading: str) -> None:
    found = _read(f"{heading}\n1. done\n2. 40%" if heading.isascii() else f"{heading}\n1. 已完成\n2. 40%")
    assert applied(found) == {"A1 done 100", "A2 in-progress 40"}
    assert not found.doubt


@pytest.mark.parametrize("text", ["Status:", "进展如下："])
def test_a_heading_alone_does(text: str) -> None:
    assert _read(text).doubt


@pytest.mark.parametrize("text", ["Read, OK", "看过，OK", "看过，可以"])
def test_what_was_read_and_is_ok_are_most_likely_the_minutes(text: str) -> None:
    found = _read(text, items=0)
    assert proposed(found) == {"agreed"}
    assert found.sign_off is None


@pytest.mark.parametrize("text", ["Read, noted", "看过，收到", "OK"])
def test_a_receipt_of_them_is_none(text: str) -> None:
    assert not proposed(_read(text, items=0))


@pytest.mark.parametrize("text", ["Minutes are fine, good to send", "纪要没问题，可以发了"])
def test_that_they_may_go_out_follows_from_an_approval(text: str) -> None:
    assert _read(text, items=0).sign_off == "agreed"


@pytest.mark.parametrize("text", ["这次我就不参加了", "I won't come this time", "I'll skip this one"])
def test_who_does_not_come_this_time_does_not_come(text: str) -> None:
    found = _read(text, items=0, invitation=True)
    assert (found.rsvp, found.doubt) == ("declined", "")


@pytest.mark.parametrize("text", ["Handbook moved to Tom Smith last week", "3 moved to Tom Smith yesterday"])
def test_where_work_went_last_week_is_no_postponement(text: str) -> None:
    found = _read(text)
    assert not found.requests
    assert proposed(found) == {"A3 reassign Tom Smith"} or {one.ref for one in found.updates if one.note} == {"A3"}


@pytest.mark.parametrize("text", ["2 pushed to 20 March", "Handbook moved to next Monday"])
def test_the_day_that_it_moves_to_is_one(text: str) -> None:
    assert [one.ask for one in _read(text).requests] == ["postpone"]


def test_by_half_less_is_no_half_of_the_work() -> None:
    found = _read("2 三月的投诉比二月少了一半")
    assert not any(one.percent for one in found.proposals)
    assert not any(one.percent for one in found.updates)
    assert applied(_read("2 写了一半")) == {"A2 in-progress 50"}


@pytest.mark.parametrize(
    "text",
    [
        "Agreed, but please check the date",
        "Agreed. Please check the dates",
        "Agreed, but see below",
        "同意，但请查收附件",
    ],
)
def test_a_courtesy_behind_but_and_one_about_a_detail_take_an_approval_back(text: str) -> None:
    found = _read(text, items=0)
    assert found.sign_off is None
    assert found.doubt


@pytest.mark.parametrize("text", ["Agreed, but thanks anyway", "Agreed, please proceed", "同意，请查收"])
def test_other_courtesies_do_not(text: str) -> None:
    assert _read(text, items=0).sign_off == "agreed"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Could we possibly move this to Friday 27 March?", "offered"),
        ("We will probably push it to 27 March.", "offered"),
        ("大概推到27号", "offered"),
        ("Is 27 April OK?", "asked"),
        ("Any chance of 27 April?", "asked"),
        ("How about 27 April?", "asked"),
        ("What about 27 April?", "asked"),
    ],
)
def test_an_unsure_move_keeps_its_day(text: str, asked: str) -> None:
    found = _read(text, items=1)
    wishes = found.requests if asked == "asked" else found.proposals
    month = 4 if "April" in text else 3
    assert [(one.ask, one.due) for one in wishes] == [("postpone", date(2026, month, 27))]
    assert bool(found.requests) is (asked == "asked")


@pytest.mark.parametrize("text", ["How about Bob?", "What about the laptops for the second floor?", "around 27 March"])
def test_a_question_that_names_no_day_moves_nothing(text: str) -> None:
    found = _read(text, items=1)
    assert not found.requests
    assert not any(one.due for one in found.proposals)
