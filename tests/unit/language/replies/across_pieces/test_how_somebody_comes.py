"""Remarks beside a yes to an invitation, on how somebody comes, and when; alone they make a yes likely."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    context = ReplyContext(
        items=(),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 9),
        invitation=True,
        people=("王芳", "Bob Smith"),
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("参加，不过我线上接入", "我线上接入"),
        ("参加，视频参加", "视频参加"),
        ("可以参加，用腾讯会议", "用腾讯会议"),
        ("能来，远程", "远程"),
        ("参加，电话接入", "电话接入"),
        ("我电话参加", "我电话参加"),
        ("Yes, but by phone", "by phone"),
        ("Accepted, but I'll join by phone", "I'll join by phone"),
        ("yes but online", "online"),
        ("Count me in, via Teams", "via Teams"),
        ("I'll be there, just on video", "just on video"),
        ("I'll attend remotely", "I'll attend remotely"),
    ],
)
def test_by_which_way_is_kept_beside_a_yes(text: str, remark: str) -> None:
    found = _read(text)
    assert (found.rsvp, found.rsvp_remark, found.doubt) == ("accepted", remark, "")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("参加，但我要提前走", "我要提前走"),
        ("能来，可能晚到十分钟", "可能晚到十分钟"),
        ("去，不过三点要走", "三点要走"),
        ("参加，会迟到一会儿", "会迟到一会儿"),
        ("可以参加，只能待一个小时", "只能待一个小时"),
        ("参加，中途可能离开一下", "中途可能离开一下"),
        ("Yes, but I have to leave at 3", "I have to leave at 3"),
        ("Accepted - will dial in", "will dial in"),
        ("yes, might be a few minutes late", "might be a few minutes late"),
        ("I'll join but need to drop off early", "need to drop off early"),
        ("Count me in, only for the first half hour", "only for the first half hour"),
        ("I'll be there, just running 10 minutes late", "just running 10 minutes late"),
        ("我晚10分钟到", "我晚10分钟到"),
        ("我要提前走", "我要提前走"),
        ("可能要早退", "可能要早退"),
        ("只能待一个小时", "只能待一个小时"),
        ("下午三点以后才能到", "下午三点以后才能到"),
        ("I'll be 10 min late", "I'll be 10 min late"),
        ("Running a bit late", "Running a bit late"),
        ("I have to leave at 3.30", "I have to leave at 3.30"),
        ("by phone", "by phone"),
        ("I can only make the first half hour", "I can only make the first half hour"),
        ("I can attend after 3pm", "I can attend after 3pm"),
    ],
)
def test_what_limits_a_yes_or_stands_alone_is_asked_back_with_it(text: str, remark: str) -> None:
    found = _read(text)
    assert found.rsvp is None
    assert [(one.ask, one.text) for one in found.proposals] == [("accepted", remark)]


def test_it_is_kept_beside_a_maybe() -> None:
    found = _read("Maybe, I'd have to leave at 3")
    assert (found.rsvp, found.rsvp_remark) == ("tentative", "I'd have to leave at 3")


@pytest.mark.parametrize("text", ["去不了，那天要提前走", "I'd be late, so I can't come"])
def test_beside_a_no_it_is_none(text: str) -> None:
    found = _read(text)
    assert (found.rsvp, found.rsvp_remark) in [("declined", ""), (None, "")]


@pytest.mark.parametrize(
    "text",
    [
        "参加，王芳晚点到",
        "参加，如果能提前走",
        "参加，可以提前走吗？",
        "参加，但要改到三点",
        "No, I'm leaving at 3",
        "Yes, but Bob Smith will be late",
        "Yes, if I can leave at 3",
        "Yes, but could we start late?",
        "Yes, the report will be 10 minutes late",
        "Yes, but only if it is short",
    ],
)
def test_what_others_do_and_what_is_asked_is_no_remark(text: str) -> None:
    found = _read(text)
    assert found.rsvp != "accepted"
    assert found.rsvp_remark == ""


@pytest.mark.parametrize("text", ["I may come", "I may be there", "may join", "I may drop in", "I may attend"])
def test_who_may_come_has_not_said_that_he_does(text: str) -> None:
    assert _read(text).rsvp == "tentative"


@pytest.mark.parametrize("text", ["I'll come, and Tom may join later", "May I come with Amy?", "I may come late"])
def test_what_may_be_besides_keeps_the_yes_waiting(text: str) -> None:
    assert _read(text).rsvp is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我不去了，老田替我", "老田"), ("请假，老周顶我", "老周"), ("不参加，王芳顶我", "王芳"),
        ("来不了，赵工代我", "赵工"),
        ("Declined. Sam takes my seat.", "Sam"), ("No, but Sam will sit in for me", "Sam"),
        ("I can't, Sam will come instead", "Sam"), ("I can't come, Bob Smith takes my place", "Bob Smith"),
    ],
)  # fmt: skip
def test_who_comes_in_the_place_of_somebody_is_proposed_with_his_no(text: str, who: str) -> None:
    found = _read(text)
    assert found.rsvp is None
    assert [(one.ask, one.to) for one in found.proposals] == [("declined", who)]


@pytest.mark.parametrize("text", ["Declined. Train strike takes my time", "不参加，领导替我请过假了"])
def test_what_only_sounds_so_names_nobody(text: str) -> None:
    assert all(one.to is None for one in _read(text).proposals)
