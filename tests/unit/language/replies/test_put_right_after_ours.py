"""What a mail asked for that ours has just confirmed is put right by one that names no item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Request, Update
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text

LATER = Request(ref="A7", ask="postpone", due=date(2026, 3, 18))
DONE = Update(ref="A6", status="done", percent=100)


def _context(**fields: object) -> ReplyContext:
    return context("bob", date(2026, 3, 4), "minutes").model_copy(update={"minutes": None, **fields})


def _offered(text: str, situation: ReplyContext) -> frozenset[str]:
    found = understand(new_text(text), situation)
    assert not {one for one in applied(found) if not one.endswith(" note")}
    return proposed(found)


@pytest.mark.parametrize(
    "text",
    [
        "make it the 25th",
        "Make that the 25th please",
        "Actually the 25th",
        "rather the 25th",
        "sorry, I meant the 25th",
        "25th, sorry",
        "the 25th would be safer",
        "还是25号吧",
        "改成25号",
        "不好意思，应该是25号",
        "make it Wednesday 25 March",
        "不是18号，是25号",
        "抱歉，不是下下周三，是3月25日",
        "Not the 18th, it's 25 March",
        "it's not the 18th, rather 25 March",
        "并非18号，而是25号",
    ],
)
def test_another_day_is_offered_of_the_action_that_was_asked_for(text: str) -> None:
    assert _offered(text, _context(just_asked=(LATER,))) == {"A7 postpone 2026-03-25"}


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "The 25th is a holiday",
        "I'm away on the 25th",
        "25号我出差",
        "the 25th of what?",
        "不是这个，是那个",
        "不是周三，是周五",
    ],
)
def test_a_day_of_something_else_is_none(text: str) -> None:
    assert _offered(text, _context(just_asked=(LATER,))) == frozenset()


@pytest.mark.parametrize("text", ["make it the 25th", "sorry, I meant the 25th"])
def test_without_a_request_before_nothing_is_offered(text: str) -> None:
    assert _offered(text, _context()) == frozenset()
    assert _offered(text, _context(just_asked=(LATER, LATER.model_copy(update={"ref": "A6"})))) == frozenset()


@pytest.mark.parametrize(("text", "share"), [("No, 70%", 70), ("70% actually", 70), ("说错了，70%", 70)])
def test_another_share_is_offered_of_it(text: str, share: int) -> None:
    half = Update(ref="A7", status="in-progress", percent=60)
    assert _offered(text, _context(just_updated=(half,))) == {f"A7 in-progress {share}"}


@pytest.mark.parametrize(
    "text", ["sorry, I meant the 2nd one", "Oops, wrong one, it's 2", "我说的是第2项", "写错了，是2"]
)
def test_the_item_that_was_meant_gets_what_was_said(text: str) -> None:
    situation = _context(just_updated=(DONE,))
    items = tuple(
        one.model_copy(update={"status": "done", "percent": 100}) if one.ref == "A6" else one for one in situation.items
    )
    offered = _offered(text, situation.model_copy(update={"items": items}))
    assert offered == {"A7 done 100", "A6 in-progress"}


def test_a_request_is_offered_of_the_item_that_was_meant() -> None:
    assert _offered("sorry, I meant the 1st one", _context(just_asked=(LATER,))) == {"A6 postpone 2026-03-18"}


@pytest.mark.parametrize("text", ["I meant the 2nd draft", "sorry, I meant the 2nd floor", "我说的是第2版"])
def test_a_second_of_something_else_is_no_item(text: str) -> None:
    assert "A7 done 100" not in _offered(text, _context(just_updated=(DONE,)))
