"""Answers to an invitation that are neither a plain yes nor a plain no: an acceptance alone, and who comes instead."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _answer(text: str) -> Understanding:
    people = ("王芳", "张伟", "Bob Brown", "Gina May", "Erin Fox")
    locale = "en" if text.isascii() else "zh"
    context = {"items": (), "locale": locale, "written": date(2026, 3, 2), "people": people, "invitation": True}
    return understand(new_text(text), ReplyContext.model_validate(context))


@pytest.mark.parametrize(
    "text", ["好的", "好的，谢谢", "没问题", "可以", "行", "ok", "OK!", "fine", "sounds good", "will do"]
)
def test_an_acceptance_alone_is_asked_back_as_a_yes(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, [one.ask for one in found.proposals]) == (None, ["accepted"])
    assert found.doubt, "it waits until somebody has said that it is one"


@pytest.mark.parametrize("text", ["收到", "noted", "got it", "谢谢邀请！"])
def test_a_receipt_alone_says_nothing_of_coming(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, found.proposals, found.doubt) == (None, (), "")


@pytest.mark.parametrize(
    ("text", "rsvp"),
    [("好的，我参加", "accepted"), ("ok, but I can't make it", "declined"), ("OK, see you there", "accepted")],
)
def test_beside_an_answer_it_is_a_courtesy(text: str, rsvp: str) -> None:
    assert _answer(text).rsvp == rsvp


@pytest.mark.parametrize("text", ["好的，我再确认下", "ok?", "ok if it is before noon"])
def test_with_a_reservation_it_is_no_open_yes(text: str) -> None:
    found = _answer(text)
    assert found.rsvp is None
    assert "open-words" not in [one.why for one in found.proposals]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我去不了，请王芳代我参加", "王芳"),
        ("我不能参加，由王芳代替", "王芳"),
        ("请假，张伟替我去", "张伟"),
        ("来不了，王芳会来", "王芳"),
        ("没空，张伟去", "张伟"),
        ("我让张伟去", "张伟"),
        ("I can't make it, Erin Fox comes instead", "Erin Fox"),
        ("I can't come, please let Gina May attend for me.", "Gina May"),
        ("I won't be there but Bob Brown will", "Bob Brown"),
        ("no, ask Erin Fox to join", "Erin Fox"),
        ("sending Bob Brown", "Bob Brown"),
    ],
)
def test_who_comes_instead_is_kept_beside_the_no(text: str, who: str) -> None:
    found = _answer(text)
    assert found.rsvp is None
    assert [(one.ask, one.to) for one in found.proposals] == [("declined", who)]


@pytest.mark.parametrize(
    "text",
    [
        "我来不了，张伟也不来",
        "我来不了，张伟来吗？",
        "I can't make it. Thanks, Bob Brown",
        "我参加，张伟也参加",
        "yes, and Bob Brown comes too",
    ],
)  # fmt: skip
def test_a_name_beside_something_else_stands_in_for_nobody(text: str) -> None:
    assert not any(one.to for one in _answer(text).proposals)


@pytest.mark.parametrize(
    "text",
    [
        "时间改到下午三点可以参加",
        "改到周四可以参加",
        "换成下午三点我就能参加",
        "改成周三我可以参加",
        "moved to 3pm I can attend",
    ],
)
def test_who_can_come_at_another_time_says_no_yes_to_this_one(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, [one.ask for one in found.proposals if one.ask == "accepted"]) == (None, [])
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "那天有审计，可能去不成",
        "我可能参加不了",
        "大概去不了，有客户",
        "估计去不了",
        "probably can't come",
        "I probably won't attend",
        "might be unable to attend",
    ],
)
def test_a_no_in_doubt_is_asked_about(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, [one.ask for one in found.proposals], found.doubt) == (None, ["declined"], "hedged")


@pytest.mark.parametrize("text", ["恐怕去不成", "恐怕不能参加", "I'm afraid I can't come"])
def test_a_no_that_is_only_polite_is_a_no(text: str) -> None:
    assert _answer(text).rsvp == "declined"


@pytest.mark.parametrize("text", ["I have to leave at 3", "I'll be 10 minutes late", "要提前离开", "我晚到一会儿"])
def test_who_comes_for_a_part_of_it_is_not_offered_as_a_no(text: str) -> None:
    found = _answer(text)
    assert "declined" not in [one.ask for one in found.proposals]
    assert found.rsvp is None
    assert found.doubt


def test_who_might_make_it_for_a_part_is_asked_back_as_in_doubt() -> None:
    found = _answer("might make it for the second half")
    assert (found.rsvp, found.doubt) == (None, "hedged")
    assert [one.ask for one in found.proposals] == ["tentative"]


@pytest.mark.parametrize(
    "text",
    [
        "No, dogs are welcome",
        "No, kids are welcome",
        "No, partners are welcome too",
        "No, the room is nice",
        "No, feedback is great",
        "No, guests are very welcome",
    ],
)
def test_a_no_beside_talk_of_something_else_is_asked_back(text: str) -> None:
    found = _answer(text)
    assert found.rsvp is None
    assert found.doubt


@pytest.mark.parametrize("text", ["No, thanks", "No. Have a nice day", "No, I am busy", "Sorry, no", "No, we are away"])
def test_a_no_with_a_courtesy_or_why_is_one(text: str) -> None:
    assert _answer(text).rsvp == "declined"


@pytest.mark.parametrize(
    "text",
    [
        "小田去，我也去",
        "小田参加，我也参加",
        "派小刘去，我也会去",
        "小李去，我们也都参加",
        "Sam will go instead, I'm coming too",
        "Bob goes, I'll be there as well",
    ],
)
def test_who_comes_as_well_sends_nobody_instead(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, [one.ask for one in found.proposals]) == (None, ["accepted"])


@pytest.mark.parametrize(
    "text", ["小田去", "小田去，我不去", "派小刘去", "Sam will go instead", "小王代我去，我也可能去"]
)
def test_who_does_not_say_so_sends_him(text: str) -> None:
    assert "declined" in [one.ask for one in _answer(text).proposals]


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I won't be able to come.",
        "I will not be able to attend",
        "I won't be able to make it, sorry",
        "Something came up, I can't make it after all. Apologies!",
        "We won't be able to join",
        "I can't come after all.",
    ],
)
def test_who_will_not_be_able_to_come_declines(text: str) -> None:
    found = _answer(text)
    assert (found.rsvp, found.proposals, found.doubt) == ("declined", (), "")


@pytest.mark.parametrize("text", ["I won't be able to come if it rains", "Won't you be able to come?"])
def test_under_a_condition_nobody_does(text: str) -> None:
    assert _answer(text).rsvp is None
