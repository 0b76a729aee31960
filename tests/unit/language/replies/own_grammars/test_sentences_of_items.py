"""Sentences on an action that the mail lists beside its question belong to the action, the others to the question."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_DUE = date(2026, 4, 17)
_GUESTS = Item(ref="A1", title="确定嘉宾名单", number=1, deliverable="嘉宾名单", due=_DUE)
_DEALERS = Item(ref="A8", title="Confirm the dealer list", number=1, deliverable="dealer list", due=_DUE)


def to_risk(text: str) -> Understanding:
    asking = Asking(kind="request", topics=("酒店停车位不够", "R1"), name="郑敏")
    return understand(new_text(text), _situation(asking, _GUESTS, "zh"))


def to_request(text: str) -> Understanding:
    asking = Asking(kind="request", topics=("dealer invitations", "X-2026-001"), name="Emma Clarke", department="Sales")
    return understand(new_text(text), _situation(asking, _DEALERS, "en"))


def _situation(asking: Asking, item: Item, locale: str) -> ReplyContext:
    context = ReplyContext(items=(item,), locale="zh", written=date(2026, 4, 15), asking=asking, people=("Tom Baker",))
    return context.model_copy(update={"locale": locale})


def test_what_is_told_of_a_listed_action_is_no_answer_to_the_risk() -> None:
    found = to_risk("停车位的事我找酒店再谈谈。嘉宾名单明天发你。")
    assert found.statement == "停车位的事我找酒店再谈谈"
    assert [(one.ref, one.note) for one in found.updates] == [("A1", "嘉宾名单明天发你")]


def test_an_action_that_is_done_is_done_beside_the_answer() -> None:
    found = to_risk("嘉宾名单已完成。停车位向隔壁商场借。")
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert found.statement == "停车位向隔壁商场借"


@pytest.mark.parametrize(
    "text", ["名单还差华东区两家没回，其他都定了，周五肯定给你。", "李总已经看过名单了，没问题，定稿版见附件。"]
)
def test_a_mail_that_speaks_of_the_action_alone_answers_nothing_else(text: str) -> None:
    found = to_risk(text)
    assert (found.stance, found.statement) == (None, "")
    assert not any(one.ask == "for" for one in found.proposals)
    assert not any(one.status == "done" for one in found.updates)


def test_a_yes_stands_beside_the_action_that_is_done() -> None:
    found = to_request("Dealer list is done. We agree, contact Tom Baker.")
    assert [(one.ref, one.status) for one in found.updates] == [("A8", "done")]
    assert (found.stance, found.contact, found.doubt) == ("for", "Tom Baker", "")


@pytest.mark.parametrize(
    "text", ["Happy to invite the dealers.", "Agreed for the dealer list.", "The list is done. Yes"]
)
def test_a_sentence_that_may_answer_the_question_is_none_of_the_action(text: str) -> None:
    found = to_request(text)
    assert not found.updates
    assert found.stance == "none"


@pytest.mark.parametrize(
    "text", ["The dealer list is done for the invitations.", "Dealer list goes out with the dealer invitations"]
)
def test_a_sentence_on_both_is_left_to_the_question(text: str) -> None:
    found = to_request(text)
    assert (found.updates, found.stance, found.statement) == ((), "none", text.rstrip("."))


@pytest.mark.parametrize("text", ["嘉宾名单里有停车位的要求", "嘉宾名单和停车位都定了"])
def test_a_sentence_on_the_action_and_the_risk_is_left_to_the_risk(text: str) -> None:
    found = to_risk(text)
    assert (found.updates, found.statement) == ((), text)
