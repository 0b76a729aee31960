"""A hand-over that was told of in a past meeting is an account: at most it is offered."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text


def _read(text: str) -> Understanding:
    situation = context("bob" if text.isascii() else "zhang", date(2026, 3, 4), "minutes")
    people = {"people": (*situation.people, "夏岚", "Dana Reed")}
    return understand(new_text(text), situation.model_copy(update=people))


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("上周会上说的是夏岚负责压力测试", "A2"),
        ("2 上周会上说的是夏岚负责", "A2"),
        ("压力测试会上定的是陈静负责", "A2"),
        ("2 之前说好由陈静做", "A2"),
        ("压力测试上次会上分给陈静了", "A2"),
        ("会上说好了，2转给陈静", "A2"),
        ("At the meeting it was decided to hand 2 to Alice", "A7"),
        ("we agreed last week to hand 2 over to Alice", "A7"),
        ("2: on Monday's call we said hand over to Alice", "A7"),
        ("As agreed in the meeting, 2 goes to Alice", "A7"),
    ],
)
def test_an_account_of_an_item_is_offered(text: str, ref: str) -> None:
    found = _read(text)
    assert not applied(found)
    assert proposed(found) == {f"{ref} reassign"}
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "2完成。上周会上说的是夏岚负责录音",
        "1 done. At last week's meeting it was said that Dana Reed handles the recording",
    ],
)
def test_an_account_of_something_else_hands_nothing_over(text: str) -> None:
    found = _read(text)
    assert not any("reassign" in fact for fact in applied(found) | proposed(found))
    assert any(fact.endswith(" done 100") for fact in applied(found) | proposed(found))


@pytest.mark.parametrize(
    "text",
    [
        "2 由陈静负责",
        "2 以后由陈静负责",
        "2下周起由陈静负责",
        "2 转给陈静，会上说好了",
        "会上没说清楚，2请陈静负责",
        "上次的2转给陈静",
        "我上周请假，2由陈静负责",
        "reassign 2 to Alice",
        "As agreed last week, please reassign 2 to Alice",
    ],
)
def test_what_is_asked_for_now_is_a_request(text: str) -> None:
    assert {fact for fact in applied(_read(text)) if "reassign" in fact} in ({"A2 reassign"}, {"A7 reassign"})
