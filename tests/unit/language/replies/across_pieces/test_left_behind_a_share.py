"""What is left in a writer's own words behind a share, how one goes on with the minutes, why an item is dropped: it
changes nothing beside its answer. What takes the share back, or says no more than a figure, still waits."""

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


def _read(text: str, *, answers: Literal["items", "minutes", "invitation"] = "items", items: int = 3) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 18))
        for number, title in enumerate(TITLES[locale][:items], 1)
        if answers == "items"
    )
    context = ReplyContext(
        items=listed,
        locale=locale,
        written=date(2026, 3, 9),
        minutes="M1" if answers == "minutes" else None,
        invitation=answers == "invitation",
        people=("王芳", "Tom Smith"),
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "share", "note"),
    [
        ("投诉清单弄了四成，三月的还没导出来", 40, "三月的还没导出来"),
        ("2做了三成，主要是考勤那章在等人事定", 30, "主要是考勤那章在等人事定"),
        ("2弄了四成，还差三月的数据", 40, "还差三月的数据"),
        ("2 is 40% done, March is still to be exported", 40, "March is still to be exported"),
        ("2 is 40% done, HR still has to settle the leave chapter", 40, "HR still has to settle the leave chapter"),
        ("2 is 40% done, the March figures haven't been exported yet", 40, None),
    ],
)
def test_what_is_left_in_own_words_is_the_note_of_a_share(text: str, share: int, note: str | None) -> None:
    found = _read(text)
    assert [(one.ref, one.percent) for one in found.updates] == [("A2", share)]
    assert note is None or found.updates[0].note == note
    assert not found.doubt


@pytest.mark.parametrize(
    "text", ["2正在整理，客服的数据还没给", "Working on 2, customer service hasn't sent March yet"]
)
def test_what_is_left_stands_behind_work_that_goes_on_as_well(text: str) -> None:
    found = _read(text)
    assert applied(found) == {"A2 in-progress"}
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "2弄了四成，数字还没核实",
        "2弄了四成，其实还没动",
        "2弄了四成，领导还没同意",
        "2弄了四成，这个还没准",
        "2弄了四成，我猜的",
        "2 is 40% done, the number still has to be verified",
        "2 is 40% done, it isn't really",
        "2 is 40% done, they haven't even started",
    ],
)
def test_what_may_take_the_share_back_waits(text: str) -> None:
    found = _read(text)
    assert not [one for one in found.updates if one.status or one.percent]
    assert found.doubt


@pytest.mark.parametrize("text", ["搞定啦，昨天验收通过的", "已完成，上周五交付的", "All done, signed off yesterday"])
def test_when_it_was_signed_off_stands_beside_done(text: str) -> None:
    found = _read(text, items=1)
    assert applied(found) == {"A1 done 100"}
    assert not found.doubt


@pytest.mark.parametrize("text", ["已完成，昨天验收没过", "已完成，验收还没过", "All done, not signed off yet"])
def test_what_was_not_signed_off_waits(text: str) -> None:
    assert _read(text, items=1).doubt


@pytest.mark.parametrize("text", ["同意，后面照此推进", "Agreed, let's proceed on that basis"])
def test_that_one_goes_on_so_stands_beside_an_agreement(text: str) -> None:
    found = _read(text, answers="minutes")
    assert (found.sign_off, found.doubt) == ("agreed", "")


@pytest.mark.parametrize(
    "text",
    [
        "同意，后面照此推进就麻烦了",
        "同意，后面再改",
        "Agreed, let's proceed on another basis",
        "Agreed, let's not proceed on that basis",
    ],
)
def test_going_on_otherwise_waits(text: str) -> None:
    found = _read(text, answers="minutes")
    assert found.sign_off is None
    assert found.doubt


def test_by_when_one_knows_stands_beside_a_maybe() -> None:
    found = _read("Put me down as a maybe, will confirm by Wednesday", answers="invitation")
    assert (found.rsvp, found.doubt) == ("tentative", "")


@pytest.mark.parametrize("text", ["手册今年不更新了，3取消", "Handbook won't be updated this year, please cancel 3"])
def test_why_it_is_dropped_may_be_a_denial_of_its_own_title(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.ask) for one in found.requests] == [("A3", "cancel")]
    assert not found.doubt


@pytest.mark.parametrize("text", ["手册不取消了，3取消", "Handbook won't be cancelled, please cancel 3"])
def test_a_denied_cancellation_explains_none(text: str) -> None:
    assert _read(text).doubt


def test_stuck_for_now_is_stuck() -> None:
    found = _read("1暂时卡着，供应商没货")
    assert applied(found) == {"A1 blocked"}
    assert not found.doubt


@pytest.mark.parametrize("text", ["Point 3 has the wrong date, should be 2 April", "Item 2 is missing its deadline"])
def test_a_wrong_or_missing_detail_corrects_the_minutes(text: str) -> None:
    assert _read(text, answers="minutes").sign_off == "corrected"


def test_a_share_beside_its_denial_is_only_proposed() -> None:
    assert "A2 in-progress 40" in proposed(_read("2弄了四成，其实还没动"))
