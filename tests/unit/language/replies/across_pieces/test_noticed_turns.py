"""Turns whose reading no other test would miss: each stands for a change of the code that went unnoticed, or for a
condition that was passed over."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

ITEMS = (
    Item(ref="A1", title="Interface document", number=1, due=date(2026, 3, 6)),
    Item(ref="A2", title="Load test", number=2, due=date(2026, 3, 13)),
)


def read(
    said: str,
    *,
    items: tuple[Item, ...] = ITEMS,
    others: tuple[Item, ...] = (),
    invitation: bool = False,
    minutes: str | None = None,
) -> Understanding:
    line = ReplyLine(text=said, span=TextSpan(start=0, end=len(said)))
    written = date(2026, 3, 3)
    context = ReplyContext(
        items=items, others_items=others, locale="en", written=written, invitation=invitation, minutes=minutes
    )
    return understand(NewText(shown=said, lines=(line,)), context)


def statuses(found: Understanding) -> list[object]:
    return [(one.ref, one.status, one.percent) for one in found.updates]


def test_a_share_of_one_item_that_waits_is_none_of_another_item_that_goes_on() -> None:
    found = read("1 cut to about 60%; 2 in progress")
    assert statuses(found) == [("A2", "in-progress", None)]
    assert [(one.ref, one.percent) for one in found.proposals] == [("A1", 60)]


@pytest.mark.parametrize("said", ["大家都完成了", "1 大家都完成了", "✅ 大家都完成了", "1 ✔ 大家完成了"])
def test_what_all_have_done_is_not_certainly_the_item(said: str) -> None:
    assert not read(said, items=ITEMS[:1]).updates


def test_a_greeting_behind_what_ends_a_verb_takes_nothing_from_it() -> None:
    assert statuses(read("1 发啦 你好")) == [("A1", "done", 100)]


@pytest.mark.parametrize("said", ["参加的人我知道", "no parking there", "No parking", "no coffee please"])
def test_nobody_refuses_or_comes_who_speaks_of_a_thing(said: str) -> None:
    found = read(said, items=(), invitation=True)
    assert found.rsvp is None
    assert found.doubt == "unknown"
    assert not [one for one in found.proposals if one.ask and one.why == "open-words"]


def test_to_have_till_a_day_asks_for_it() -> None:
    (request,) = read("1 I would like to have till 20 March").requests
    assert (request.ref, request.ask, request.due) == ("A1", "postpone", date(2026, 3, 20))


@pytest.mark.parametrize(
    "condition",
    ["should things go well", "should everything be fine", "should all be well", "should everything work out"],
)
@pytest.mark.parametrize("order", ["{}, 1 is done", "1 done, {}"])
def test_what_is_done_should_things_go_well_is_not_done(condition: str, order: str) -> None:
    found = read(order.format(condition), items=ITEMS[:1])
    assert not found.updates
    assert found.doubt


@pytest.mark.parametrize(
    "said", ["1 delay to 20 March; cancel 1", "1 delay to 20 March, give 1 to Bob", "1 30%; 1 50%", "1 done; 1 blocked"]
)
def test_two_things_that_exclude_each_other_wait(said: str) -> None:
    found = read(said)
    assert (found.updates, found.requests, found.doubt) == ((), (), "contradiction")


@pytest.mark.parametrize("said", ["1 cpu at 40%", "1 内存占用率40%"])
def test_a_share_of_something_else_waits(said: str) -> None:
    found = read(said, items=ITEMS[:1])
    assert (found.updates, found.doubt) == ((), "unknown")


@pytest.mark.parametrize("said", ["1 30%给客户", "1的30%是给客户", "1 30%是给客户的", "1 其中30%给客户"])
def test_a_share_that_somebody_gets_is_none_of_the_work(said: str) -> None:
    assert not read(said, items=ITEMS[:1]).updates


@pytest.mark.parametrize("said", ["1 finished *me*", "1 finished * us"])
def test_what_has_finished_somebody_is_not_certainly_done(said: str) -> None:
    assert not read(said, items=ITEMS[:1]).updates


@pytest.mark.parametrize("said", ["should the complete list be fine, 1 done", "had the check list worked, 1 done"])
def test_a_condition_about_a_thing_of_two_words_proposes_nothing(said: str) -> None:
    found = read(said, items=ITEMS[:1])
    assert (found.updates, found.proposals, found.doubt) == ((), (), "condition")


@pytest.mark.parametrize("said", ["1 遇到问题受阻", "1 又受阻", "1 被客户卡住了"])
def test_what_one_ran_into_or_by_whom_leaves_a_block(said: str) -> None:
    assert statuses(read(said)) == [("A1", "blocked", None)]


def test_trouble_beside_a_beginning_is_kept_as_a_note() -> None:
    assert [one.note for one in read("1 遇到问题 已开始").updates] == ["遇到问题 已开始"]


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("1 done", "others-item"),
        ("3 done", "out-of-range"),
        ("both done", "unclear-item"),
        ("done", "unknown"),
    ],
)
def test_a_number_is_the_one_that_the_mail_gave_whoever_has_its_item_by_now(said: str, doubt: str) -> None:
    found = read(said, items=ITEMS[1:], others=ITEMS[:1])
    assert (found.updates, found.doubt) == ((), doubt)
    assert statuses(read("2 done", items=ITEMS[1:], others=ITEMS[:1])) == [("A2", "done", 100)]
    assert statuses(read("all done", items=ITEMS[1:], others=ITEMS[:1])) == [("A2", "done", 100)]


@pytest.mark.parametrize(
    ("said", "status", "percent"),
    [
        ("your item 1 is at 60%", "in-progress", 60),
        ("I can't write it", "blocked", None),
    ],
)
def test_what_speaks_of_the_only_item_in_another_way_is_proposed(said: str, status: str, percent: int | None) -> None:
    found = read(said, items=(Item(ref="A1", title="Draft the press release", number=1, due=date(2026, 3, 11)),))
    assert not found.updates
    assert [(one.status, one.percent) for one in found.proposals] == [(status, percent)]


@pytest.mark.parametrize("said", ["1 能100%", "1 能80%", "1 能做到100%", "能 1 100%"])
def test_a_share_that_can_be_is_none_that_is(said: str) -> None:
    assert not read(said).updates


@pytest.mark.parametrize("said", ["☐ 1 done", "1 ☐ done", "1. ☐ 完成"])
def test_a_box_that_is_not_ticked_denies(said: str) -> None:
    assert not read(said).updates


def test_what_stands_beside_an_open_box_may_say_how_far_it_is() -> None:
    assert statuses(read("☑ 1\n☐ 2（在做，20%）")) == [("A1", "done", 100), ("A2", "in-progress", 20)]


@pytest.mark.parametrize("said", ["1. 2 done", "1) 2 is done", "1. A2 done", "1. 2 完成"])
def test_the_number_of_a_line_before_that_of_an_item_is_asked_about(said: str) -> None:
    assert statuses(read(said)) == [("A2", "done", 100)]


@pytest.mark.parametrize("said", ["1. 2. done", "1) 2) done", "1、2 完成", "1 2 done", "1, 2 done"])
def test_two_numbers_with_one_mark_are_two_items(said: str) -> None:
    assert statuses(read(said)) == [("A1", "done", 100), ("A2", "done", 100)]


@pytest.mark.parametrize(
    "said",
    [
        "1 done, except the document", "1 done. Except the document.", "1 done, excluding the test", "1 完成，除了接口",
        "1 done, other than the interface", "1 和 2 完成，除了文档",
    ],
)  # fmt: skip
def test_what_is_done_but_for_a_word_of_a_title_is_not_certainly_done(said: str) -> None:
    items = (*ITEMS[:1], ITEMS[1].model_copy(update={"title": "接口文档"}))
    assert not read(said, items=items).updates


@pytest.mark.parametrize("said", ["都完成，除了2", "all done except 2", "1 完成，除了2", "all done, except 2"])
def test_an_item_that_is_spared_by_its_number_leaves_the_others(said: str) -> None:
    assert statuses(read(said)) == [("A1", "done", 100)]


@pytest.mark.parametrize(
    "said", ["我不反对", "不反对", "没有不同意", "I don't object", "I won't object", "I don't disagree"]
)
def test_no_objection_is_neither_an_objection_nor_an_agreement(said: str) -> None:
    found = read(said, items=(), minutes="M1")
    assert (found.sign_off, found.requests) == (None, ())


@pytest.mark.parametrize("said", ["can't join on Monday", "Sorry, I can't join on Monday."])
def test_who_cannot_come_on_a_day_declines(said: str) -> None:
    assert read(said, items=(), invitation=True).rsvp == "declined"


@pytest.mark.parametrize("said", ["Attending: Tom, Ann", "I'll attend: Tom, Ann", "attending: Tom"])
def test_who_is_listed_behind_attending_is_not_who_writes(said: str) -> None:
    assert read(said, items=(), invitation=True).rsvp is None


@pytest.mark.parametrize("said", ["yes the room is small", "accept the risk"])
def test_yes_before_a_thing_is_no_likely_yes_to_an_invitation(said: str) -> None:
    found = read(said, items=(), invitation=True)
    assert (found.rsvp, found.proposals, found.doubt) == (None, (), "unknown")


@pytest.mark.parametrize("said", ["thanks is 2 done", "thank you is 2 done", "hello is 2 done"])
def test_thanks_before_a_question_without_its_mark_leave_it_one(said: str) -> None:
    found = read(said)
    assert (found.updates, found.doubt) == ((), "question")


@pytest.mark.parametrize("said", ["2 shift to 100% by Friday", "1 move to 100% by Friday"])
def test_what_moves_to_a_share_by_a_day_contradicts_itself(said: str) -> None:
    found = read(said)
    assert (found.updates, found.requests, found.doubt) == ((), (), "contradiction")


def test_help_beside_a_yes_to_the_minutes_waits() -> None:
    found = read("yes, help", minutes="M1")
    assert (found.sign_off, found.doubt) == (None, "unknown")


@pytest.mark.parametrize("said", ["2 the design team is stuck", "the design team is stuck on 2"])
def test_that_others_are_stuck_is_noted_on_the_item_and_is_none_of_several(said: str) -> None:
    assert [(one.ref, one.status) for one in read(said).updates] == [("A2", None)]
    assert read("设计那边卡住了").doubt == "unknown"


@pytest.mark.parametrize("said", ["cant come", "I cant attend", "wont be there"])
def test_not_is_read_without_its_apostrophe(said: str) -> None:
    assert read(said, items=(), invitation=True).rsvp == "declined"


@pytest.mark.parametrize(("said", "ref"), [("先做完2再，1 完成", "A1"), ("做好1再，2 完成了", "A2")])
def test_what_comes_only_once_another_is_over_is_not_done(said: str, ref: str) -> None:
    found = read(said)
    assert found.updates == ()
    assert [(one.ref, one.status) for one in found.proposals] == [(ref, "done")]


@pytest.mark.parametrize("said", ["2 lacks a date, 1 is odd", "1 lacks a date, 2 too", "1 has no due date, 2 is vague"])
def test_what_two_lines_of_the_minutes_lack_tells_of_no_work(said: str) -> None:
    found = read(said, minutes="M1")
    assert found.updates == ()
    assert [one.ask for one in found.proposals] == ["correct"]


@pytest.mark.parametrize("said", ["2 还要1到两天", "2还要1到两周"])
def test_a_range_whose_end_is_a_word_is_a_length_of_time_and_no_item(said: str) -> None:
    found = read(said)
    assert [(one.ref, one.ask) for one in found.requests] == [("A2", "postpone")]
    assert found.updates == ()


def test_a_range_of_days_alone_is_of_no_item() -> None:
    found = read("1到两周")
    assert (found.requests, found.updates) == ((), ())


@pytest.mark.parametrize(
    ("said", "note"),
    [("1 blocked really badly", "badly"), ("1 blocked currently customs paperwork", "customs paperwork")],
)
def test_behind_a_filling_word_stands_what_it_is_blocked_by(said: str, note: str) -> None:
    assert [(one.ref, one.status, one.note) for one in read(said).updates] == [("A1", "blocked", note)]


def test_a_statement_behind_but_is_none_of_the_one_before_and() -> None:
    found = read("1 done and on schedule but 2 blocked")
    assert statuses(found) == [("A1", "done", 100), ("A2", "blocked", None)]
    assert [one.text for one in found.clauses] == ["1 done and on schedule", "2 blocked"]


def test_what_was_signed_and_sent_to_the_reader_is_done_and_to_others_may_be_a_step() -> None:
    assert statuses(read("1 签好发给你了")) == [("A1", "done", 100)]
    assert not [one for one in read("1 签好寄出去了").updates if one.status]
