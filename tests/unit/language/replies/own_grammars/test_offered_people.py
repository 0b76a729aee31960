"""A department that offers as many people as were asked for says yes; fewer, things, or people for another time are no
yes. What a change asks for may be called the delay."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedChoice, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str, topic: str, *, kind: str = "request") -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asking = Asking.model_validate({"kind": kind, "topics": (topic,), "name": "Sam Lee", "department": "Engineering"})
    context = ReplyContext.model_validate(
        {"items": (), "locale": locale, "written": date(2026, 3, 9), "asking": asking}
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("同意，我们出两个人，联系人刘洋", "刘洋"),
        ("我们可以派两名测试，联系人刘洋", "刘洋"),
        ("同意，我们派3个人", ""),
        ("Agreed, we can spare two people. Contact is Josh Lane", "Josh Lane"),
        ("We can send two testers, contact is Josh Lane", "Josh Lane"),
    ],
)
def test_as_many_as_were_asked_for_is_a_yes(text: str, contact: str) -> None:
    found = _read(text, "two testers" if text.isascii() else "两名测试人员")
    assert (found.stance, found.contact) == ("for", contact)


@pytest.mark.parametrize(
    "text",
    [
        "同意，我们出一个人，联系人刘洋",
        "同意，我们出两台手机",
        "同意，我们出两个人要等五月",
        "Agreed, we can spare one person. Contact is Josh Lane",
        "Agreed, we can spare two laptops",
        "Agreed, we can spare two people in June",
    ],
)
def test_fewer_or_something_else_is_none(text: str) -> None:
    found = _read(text, "two testers" if text.isascii() else "两名测试人员")
    assert found.stance == "none"


def test_where_no_number_was_asked_for_it_is_not_settled() -> None:
    assert _read("Agreed, we can spare two people", "the testing of the new release").stance == "none"


@pytest.mark.parametrize(
    "text",
    [
        "不同意推迟，客户那边已经定了日期",
        "不同意延期",
        "We can't agree to the delay, the client has already been told",
    ],
)
def test_a_no_names_the_later_date(text: str) -> None:
    assert _read(text, "launch moved to May" if text.isascii() else "上线推迟到五月", kind="change").stance == "against"


@pytest.mark.parametrize(
    "text",
    [
        "不同意提前",
        "不同意推迟培训",
        "We can't agree to the delay of the training",
        "We can't agree, or so I've been told",
    ],
)
def test_a_no_to_something_else_waits(text: str) -> None:
    assert _read(text, "launch moved to May" if text.isascii() else "上线推迟到五月", kind="change").stance == "none"


def test_a_no_to_a_delay_is_none_where_no_date_moves() -> None:
    assert _read("We can't agree to the delay", "a smaller scope", kind="change").stance == "none"


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("I'd go for Old Town, the rent is lower", "B"),
        ("I'd pick Harbour", "A"),
        ("我倾向于城西，租金低", "B"),
        ("I'd go for Old Town if the rent is lower", ""),
        ("I'd go for neither", ""),
    ],
)
def test_what_one_would_choose_is_a_vote(text: str, vote: str) -> None:
    named = ("Harbour", "Old Town") if text.isascii() else ("城东", "城西")
    choices = tuple(AskedChoice(key=key, text=one) for key, one in zip("AB", named, strict=True))
    asking = Asking(kind="vote", topics=("where to move",))
    context = ReplyContext(items=(), locale="en", written=date(2026, 3, 9), asking=asking, choices=choices)
    assert understand(new_text(text), context).vote == vote
