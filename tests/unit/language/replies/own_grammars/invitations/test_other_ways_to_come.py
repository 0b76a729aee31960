"""A no to coming on site, or at that time, is no plain no; a remark beside a yes is offered with it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(
        new_text(text), ReplyContext(items=(), locale=locale, written=date(2026, 3, 9), hour=15, invitation=True)
    )


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("现场参加不了，线上可以，麻烦发个腾讯会议号。", "线上可以"),
        ("我在外地，来不了现场，电话参会。", "电话参会"),
        ("到不了现场，会上线听。", "会上线听"),
        ("Can't make it in person, but I'll dial in.", "I'll dial in"),
        ("I can't be there in person but I'll join on Teams.", "I'll join on Teams"),
        ("Won't be in the building that day, happy to join by Zoom.", "happy to join by Zoom"),
        ("Not on site that day but online all afternoon.", "online all afternoon"),
        ("参加，改天再聊。", "改天再聊"),
        ("Yes, but I'll have to leave at half past.", "I'll have to leave at half past"),
        ("Yes, but I need to drop off at 14:30 for the school run.", "I need to drop off at 14:30 for the school run"),
        ("OK，我会让王工也一起来，两个人。", "OK，我会让王工也一起来，两个人"),
    ],
)
def test_a_yes_is_offered_with_how_its_writer_comes(text: str, how: str) -> None:
    found = read(text)
    assert [(one.ask, one.text) for one in found.proposals] == [("accepted", how)]
    assert found.rsvp is None


@pytest.mark.parametrize(
    "text",
    [
        "人过不去，远程接入可以吗？",
        "I can't come, can I join by phone?",
        "能不能改到15点？14点跟我们部门例会撞了。",
        "周一不行，周二同一时间可以吗？",
        "能不能改到17号上午？16号撞上季度评审了。",
        "Sorry, dentist at 2. Could we do 4pm instead?",
        "Monday doesn't work for me. Would Tuesday at 10 be possible?",
        "I can't, how about 17 March at 10?",
        "改期吧，16号我们盘点。",
        "Please reschedule, we have an audit on the 16th.",
    ],
)
def test_who_asks_for_another_way_or_time_waits_without_a_no(text: str) -> None:
    found = read(text)
    assert (found.rsvp, found.proposals) == (None, ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "请假，改天请你吃饭",
        "请假，录像发线上可以吗？",
        "来不了，会议资料请发我邮箱。",
        "请假，16号出差，能不能把纪要17号前发我？",
        "请假，线上也参加不了。",
        "Can't make it, can you send me the slides?",
        "I can't come, could you call me at 3pm afterwards?",
        "Can't join remotely either, sorry.",
        "No, the phone works badly here.",
    ],
)
def test_a_no_beside_another_wish_stays_a_no(text: str) -> None:
    found = read(text)
    assert found.rsvp == "declined" or [one.ask for one in found.proposals] == ["declined"]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the invite. Is there a dial-in? I'm working from home on Mondays.",
        "Is there a Teams link? I work from home on Mondays.",
        "I'm working from home that day.",
        "WFH on Mondays, what's the dial-in?",
        "有没有线上会议号？我周一都在家办公。",
        "周一我居家办公。",
        "那天远程办公，有会议链接吗？",
    ],
)
def test_where_somebody_works_that_day_says_neither(text: str) -> None:
    found = read(text)
    assert (found.rsvp, found.proposals) == (None, ())
    assert found.doubt


@pytest.mark.parametrize("text", ["Yes, working from home though", "我在家办公，线上参加"])
def test_a_yes_beside_that_is_one(text: str) -> None:
    assert [one.ask for one in read(text).proposals] == ["accepted"]


def test_more_than_a_remark_is_not_offered_with_the_yes() -> None:
    found = read("参加，但是" + "我得早点走去接孩子还要去一趟车站" * 12)
    assert [(one.ask, one.text) for one in found.proposals] == [("accepted", None)]
