"""A sender's yes or no to what our mail asked back, and what is neither."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, Proposal, ReplyContext, Request, Understanding, Update
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="订购胸牌", number=1, due=date(2026, 3, 11)),
    Item(ref="A2", title="编写手册", number=2, due=date(2026, 3, 12)),
)
DONE = Proposal(n=1, ref="A1", status="done", percent=100, why="slip")
LATER = Proposal(n=2, ref="A2", ask="postpone", due=date(2026, 3, 20), why="hedged")
COMES = Proposal(n=1, ref=None, ask="accepted", why="open-words")


def _said(text: str, *proposals: Proposal, locale: str = "zh") -> Understanding:
    context = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 9), asked_back=proposals)
    return understand(new_text(text), context.model_copy(update={"locale": locale}))


@pytest.mark.parametrize("text", [
    "y1", "Y1", "y 1", "ｙ１", "yes 1", "1 yes", "1: yes", "1. Yes, thanks", "确认1", "确认 1", "1 确认", "1 对", "对1",
    "第1条，是的", "Yes", "yes, that's right", "correct", "y", "是", "是的", "对",
    "对的，谢谢", "确认", "没错", "Confirmed.",
    "y1\n\n谢谢", "y1\nBest regards", "(y1)", "y1!",
])  # fmt: skip
def test_a_yes_does_what_was_read(text: str) -> None:
    said = _said(text, DONE)
    assert [(one.ref, one.status, one.percent) for one in said.updates] == [("A1", "done", 100)]
    assert (said.confirmed, said.dropped, said.doubt, said.requests) == ((1,), (), "", ())
    assert said.clauses[0].rule == "confirmed"


@pytest.mark.parametrize("text", ["n1", "no", "1 no", "不是", "1 不对", "否", "不对", "n", "Not what I meant", "错了"])
def test_a_no_drops_it(text: str) -> None:
    said = _said(text, DONE)
    assert (said.updates, said.confirmed, said.dropped, said.doubt) == ((), (), (1,), "")


@pytest.mark.parametrize(
    ("text", "confirmed", "dropped"),
    [
        ("y1 y2", (1, 2), ()),
        ("y1, n2", (1,), (2,)),
        ("y1\nn2", (1,), (2,)),
        ("确认1、2", (1, 2), ()),
        ("确认1和2", (1, 2), ()),
        ("1 yes 2 no", (1,), (2,)),
        ("1 对，2 不对", (1,), (2,)),
        ("1, 2 yes", (1, 2), ()),
        ("都对", (1, 2), ()),
        ("yes to all", (1, 2), ()),
        ("全部确认", (1, 2), ()),
        ("都不对", (), (1, 2)),
        ("不是1，是2", (2,), (1,)),
        ("y2", (2,), ()),
    ],
)
def test_several_are_told_apart_by_their_numbers(
    text: str, confirmed: tuple[int, ...], dropped: tuple[int, ...]
) -> None:
    said = _said(text, DONE, LATER)
    assert (said.confirmed, said.dropped, said.doubt) == (confirmed, dropped, "")
    assert [one.ref for one in said.updates] == (["A1"] if 1 in confirmed else [])
    assert [(one.ref, one.due) for one in said.requests] == ([("A2", date(2026, 3, 20))] if 2 in confirmed else [])


@pytest.mark.parametrize("text", [
    "yes", "对", "是的", "y", "ok",  # to which of them?
    "y3", "确认5", "y1 3", "y12",  # a number that nobody asked
    "y1 n1", "y1\nn1", "1 是不是 2",
    "y1?", "对吗？", "是不是", "对不对", "y1, but only if Bob agrees", "y1\nbut not before Bob agrees",
    "y1\n不过要等张伟确认", "y1 应该吧", "yes and no", "y1\n1 没完成", "确认1，但是日期不对", "如果是 1，对",
    "y2 days", "让我确认1", "I cannot confirm 1",
])  # fmt: skip
def test_what_is_not_certain_changes_nothing_and_waits(text: str) -> None:
    said = _said(text, DONE, LATER)
    assert (said.updates, said.requests, said.confirmed) == ((), (), ())
    assert said.doubt


@pytest.mark.parametrize("text", ["y3", "确认5", "y1 3"])
def test_a_number_that_nobody_asked_is_named_as_the_reason(text: str) -> None:
    said = _said(text, DONE, LATER)
    assert said.doubt == "out-of-range"
    assert {clause.rule for clause in said.clauses} == {"out-of-range"}


def test_other_statements_beside_it_are_read_as_ever() -> None:
    said = _said("y1\n2 进度60%", DONE)
    assert [(one.ref, one.percent) for one in said.updates] == [("A2", 60), ("A1", 100)]
    assert said.confirmed == (1,)


def test_attendance_is_confirmed_as_well() -> None:
    assert _said("对", COMES).rsvp == "accepted"
    assert _said("不对", COMES).rsvp is None


def test_a_wish_without_a_day_still_asks_for_one() -> None:
    assert _said("y2", LATER.model_copy(update={"due": None})).needs_date


@pytest.mark.parametrize("text", ["y1", "确认1", "1 yes"])
def test_where_nothing_was_asked_back_it_means_nothing(text: str) -> None:
    said = _said(text)
    assert (said.updates, said.confirmed) == ((), ())


AGREES = Proposal(n=1, ref=None, ask="agreed", why="likely")


@pytest.mark.parametrize(("text", "locale"), [
    ("同意", "zh"), ("同意。谢谢", "zh"), ("同意1", "zh"), ("agreed", "en"), ("Agree!", "en"), ("1 agreed", "en"),
])  # fmt: skip
def test_who_is_asked_whether_he_agrees_says_yes_by_agreeing(text: str, locale: str) -> None:
    found = _said(text, AGREES, locale=locale)
    assert (found.confirmed, found.sign_off, found.doubt) == ((1,), "agreed", "")


@pytest.mark.parametrize("text", ["不同意", "同意，但是日期不对", "同意吗？", "agreed, but not the date", "not agreed"])
def test_what_is_more_than_agreeing_is_no_such_yes(text: str) -> None:
    found = _said(text, AGREES)
    assert (found.confirmed, found.sign_off == "agreed") == ((), False)


@pytest.mark.parametrize("text", ["同意", "agreed"])
def test_that_one_agrees_confirms_no_reading_of_an_item(text: str) -> None:
    """It may be meant of the minutes."""
    assert _said(text, DONE).confirmed == ()


_TOLD_ITEMS = (
    Item(ref="A1", title="Replace the mixer", number=1, due=date(2026, 3, 6)),
    Item(ref="A2", title="Test the transmitter", number=2, due=date(2026, 3, 13)),
)


def _after_ours(text: str, *, due: date | None = date(2026, 3, 20)) -> Understanding:
    """A reply to our answer that said: 1 done, 2 put before the facilitator."""
    return understand(
        new_text(text),
        ReplyContext(
            items=_TOLD_ITEMS,
            locale="en" if text.isascii() else "zh",
            written=date(2026, 3, 4),
            just_updated=(Update(ref="A1", status="done", percent=100),),
            just_asked=(Request(ref="A2", ask="postpone", due=due),),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Yes that's right, thanks",
        "That's correct, thank you",
        "Correct.",
        "Yes, that's right\n\nBest,\nPhil",
        "对的，谢谢",
        "没错，辛苦了",
    ],
)
def test_a_yes_to_what_we_said_was_read_says_nothing_new(text: str) -> None:
    found = _after_ours(text)
    assert (found.doubt, found.updates, found.requests, found.proposals, found.sign_off) == ("", (), (), (), None)


@pytest.mark.parametrize(
    "text", ["No that's not right", "Yes that's right?", "不对", "Yes that's right, but Dana has 2 now", "Right, 2"]
)
def test_a_no_a_question_and_more_than_a_yes_wait(text: str) -> None:
    assert _after_ours(text).doubt


def test_what_stands_on_other_lines_is_read() -> None:
    found = _after_ours("Yes that's right.\n2 is done now.")
    assert [(one.ref, one.status) for one in found.updates] == [("A2", "done")]


def test_a_yes_is_no_answer_to_until_which_day() -> None:
    assert _after_ours("Yes that's right, thanks", due=None).doubt


def test_a_yes_to_the_minutes_is_one_to_them() -> None:
    situation = ReplyContext(
        items=_TOLD_ITEMS,
        locale="en",
        written=date(2026, 3, 4),
        minutes="M1",
        just_updated=(Update(ref="A1", status="done"),),
    )
    assert understand(new_text("Correct"), situation).sign_off == "agreed"
