"""Why somebody does not come, is stuck or wants it dropped asks for nobody; what offers something instead does. Beside
it stand other plain words of an office: as planned, a correction of who was there, a vote for its merits."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedChoice, Asking, Item, ReplyContext, Understanding
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
    "text",
    [
        "去不成了，有事",
        "来不了，孩子发烧",
        "不好意思，那天我请假了，来不了",
        "Can't, I have a dentist appointment",
        "Sorry, I'm on leave that day so can't attend",
        "I won't be able to attend on Monday, annual leave.",
        "I'll skip this one, hope it goes well",
    ],
)
def test_why_somebody_does_not_come_is_free(text: str) -> None:
    found = _read(text, answers="invitation")
    assert (found.rsvp, found.doubt) == ("declined", "")


@pytest.mark.parametrize(
    "text",
    [
        "来不了，改天吧",
        "来不了，小王去",
        "来不了现场，线上听",
        "Can't make it, could we do Friday?",
        "Can't make it, Friday would work",
        "Can't make it in person, will dial in",
        "I can't attend the first half, dentist",
        "I'm out tonight",
    ],
)
def test_what_comes_instead_waits(text: str) -> None:
    found = _read(text, answers="invitation")
    assert found.rsvp is None
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("没预算，推不动", "没预算"),
        ("投影仪这单财务没批，先停着", "投影仪这单财务没批"),
        ("被卡，等客服部给数据", "等客服部给数据"),
    ],
)
def test_what_there_is_not_is_why_it_is_blocked(text: str, note: str) -> None:
    found = _read(text, items=1)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "blocked", note)]
    assert not found.doubt


@pytest.mark.parametrize("text", ["2 没卡住，还在做", "2 没做完，没卡住"])
def test_what_is_not_stuck_is_not_blocked(text: str) -> None:
    assert not any(one.status == "blocked" for one in _read(text).updates)


def test_why_it_is_dropped_may_name_it() -> None:
    found = _read("3 不用做了，人事部说今年手册不改版了，麻烦取消")
    assert [(one.ref, one.ask) for one in found.requests] == [("A3", "cancel")]
    assert not found.doubt
    assert proposed(_read("2已合并到客服周报里，不单独做了")) == {"A2 cancel"}


@pytest.mark.parametrize("text", ["第三项按原计划", "3 照旧", "3 on schedule", "Third one is on schedule."])
def test_what_goes_on_as_planned_is_taken_on(text: str) -> None:
    found = _read(text)
    assert (applied(found), found.doubt) == (frozenset({"A3 accept"}), "")


@pytest.mark.parametrize("text", ["All three fine with me, will deliver on time.", "OK, got it, all will be on time"])
def test_that_it_will_be_in_time_says_so_again(text: str) -> None:
    found = _read(text)
    assert (applied(found), found.doubt) == (frozenset({"A1 accept", "A2 accept", "A3 accept"}), "")


@pytest.mark.parametrize("text", ["2 pls move to 20/3 thx", "2 延到20号 thx"])
def test_thanks_behind_a_day_are_no_part_of_it(text: str) -> None:
    assert [(one.ref, one.ask, one.due) for one in _read(text).requests] == [("A2", "postpone", date(2026, 3, 20))]


@pytest.mark.parametrize(
    "text",
    [
        "参会人里漏了王芳，其他同意",
        "You left Dana off the attendee list, otherwise agreed",
        "纪要第2页把我们部门写成了行政部，应为后勤部",
        "The minutes list me under Facilities, it should be Operations",
    ],
)
def test_who_was_there_and_as_what_corrects_the_minutes(text: str) -> None:
    found = _read(text, answers="minutes")
    assert (found.sign_off, [one.ask for one in found.requests]) == ("corrected", ["correct"])


@pytest.mark.parametrize("text", ["收回异议，同意", "I withdraw my objection, agreed"])
def test_who_takes_an_objection_back_agrees(text: str) -> None:
    assert _read(text, answers="minutes").sign_off == "agreed"


CHOICES = (AskedChoice(key="A", text="城东"), AskedChoice(key="B", text="城西"))


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("选A吧，离地铁近", "A"),
        ("B please - closer to the station", "B"),
        ("B, if it is cheaper", ""),
        ("A，B太贵", "A"),
        ("A吧，便宜，不过远", ""),
    ],
)
def test_a_vote_for_its_merits_counts(text: str, vote: str) -> None:
    asking = Asking(kind="vote", topics=("搬迁方案",))
    context = ReplyContext(items=(), locale="zh", written=date(2026, 3, 9), asking=asking, choices=CHOICES)
    assert understand(new_text(text), context).vote == vote


@pytest.mark.parametrize("text", ["没问题，安排张工过去", "No problem, we'll send Mike over"])
def test_a_department_that_sends_somebody_says_yes(text: str) -> None:
    topics = ("两名测试人员",) if not text.isascii() else ("two testers",)
    asking = Asking(kind="request", topics=topics, name="李明", department="研发部")
    context = ReplyContext(items=(), locale="zh", written=date(2026, 3, 9), asking=asking)
    found = understand(new_text(text), context)
    assert (found.stance, found.doubt) == ("for", "")
