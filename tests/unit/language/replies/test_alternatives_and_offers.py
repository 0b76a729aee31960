"""Of two things of which one may be so none is sure; a word that lists two things which are not there says one."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="Update supplier list", number=1, due=date(2026, 3, 11)),
    Item(ref="A2", title="Prepare duty roster", number=2, due=date(2026, 3, 16)),
)


def read(text: str, *, invitation: bool = False) -> Understanding:
    situation = ReplyContext(
        items=() if invitation else ITEMS,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 4),
        minutes=None if invitation else "M1",
        invitation=invitation,
        answers_ours=True,
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    ["可能会迟到或者去不了", "可能会迟到或去不了", "可能會遲到或者去唔到", "I may be late or unable to attend"],
)
def test_one_of_two_ways_not_to_be_there_is_no_answer(text: str) -> None:
    found = read(text, invitation=True)
    assert found.rsvp is None
    assert found.proposals


@pytest.mark.parametrize("text", ["1完成或2完成", "1 or 2 done", "Either 1 or 2 is done", "1请延到18号或之后"])
def test_one_of_two_items_or_days_is_none(text: str) -> None:
    found = read(text)
    assert (found.updates, found.requests) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["No comments or corrections", "Agreed, no questions or comments", "No changes and no remarks", "无意见或补充",
     "没有意见或建议", "同意，无补充或修改", "No edits from me", "All in order", "I concur"],
)  # fmt: skip
def test_nothing_of_two_kinds_agrees(text: str) -> None:
    assert read(text).sign_off == "agreed"


@pytest.mark.parametrize(
    "text",
    ["No edits to item 2", "I don't concur", "All in order?", "I concur with item 2 only", "没有意见或建议吗？"],
)
def test_what_is_not_of_all_of_them_does_not(text: str) -> None:
    assert read(text).sign_off is None


@pytest.mark.parametrize(
    "text",
    ["1 done, let me know if any questions or concerns", "1 done. Call me or Bob if anything is missing",
     "1 done. Happy to discuss", "1已完成，有问题或需要补充请联系我", "1已完成，如有疑问或建议请告知",
     "1 was done last week, sorry, thought I'd told you", "1已完成，另祝李主任早日康复"],
)  # fmt: skip
def test_an_offer_of_help_takes_nothing_from_an_answer(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "text", ["纪要没问题。第2项因法务休假，申请延期到3月25日。", "无异议。第2项由于系统升级，申请延期到3月25日"]
)
def test_the_name_of_an_item_that_is_put_off_is_nothing_against_the_minutes(text: str) -> None:
    found = read(text)
    assert found.sign_off == "agreed"
    assert [(one.ref, one.ask) for one in found.requests] == [("A2", "postpone")]


@pytest.mark.parametrize("text", ["1还没动", "1还没动笔", "1还没动手", "1尚未动手"])
def test_what_nobody_has_touched_has_not_begun(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [("A1", "not-started")]


@pytest.mark.parametrize("text", ["Got it, I'll take care of both.", "Both accepted", "OK for both"])
def test_how_many_items_there_are_names_none_that_has_the_number_in_its_title(text: str) -> None:
    items = (
        Item(ref="A1", title="Repair the heating", number=1),
        Item(ref="A2", title="Collect both quotes", number=2, deliverable="both quotes"),
    )
    situation = ReplyContext(items=items, locale="en", written=date(2026, 3, 4), answers_ours=True)
    found = understand(new_text(text), situation)
    assert [one.ref for one in found.updates if one.accept] == ["A1", "A2"]


@pytest.mark.parametrize(
    "text", ["Agreed. The list is not updated as the minutes say.", "Agreed. Item 2 isn't what we decided"]
)
def test_what_the_minutes_say_otherwise_is_not_agreed_to(text: str) -> None:
    assert read(text).sign_off is None


@pytest.mark.parametrize(
    "text", ["Nothing new from my side.", "It hardly reflects what we discussed", "照纪要做有困难", "我这边暂无新进展"]
)
def test_no_news_and_a_difficulty_are_not_offered_as_agreed(text: str) -> None:
    found = read(text)
    assert found.sign_off is None
    assert [one for one in found.proposals if one.ask == "agreed"] == []


@pytest.mark.parametrize("text", ["I agree. Item 2 I do as soon as the list is here.", "Noted sir, agreed."])
def test_what_comes_later_of_an_item_is_nothing_against_the_minutes(text: str) -> None:
    assert read(text).sign_off == "agreed"


def test_where_the_writer_goes_for_days_asks_for_no_later_day() -> None:
    items = (Item(ref="A1", title="汇总教师培训学时", number=1, due=date(2026, 3, 12)),)
    situation = ReplyContext(items=items, locale="zh", written=date(2026, 3, 4), answers_ours=True)
    assert understand(new_text("另外下周我要去区里培训三天，有事微信联系"), situation).requests == ()
