"""Plain answers that nobody has to be asked about, and what is offered of those that leave something open."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = {
    "zh": (("确定客户名单", "客户名单"), ("印刷宣传册", "宣传册")),
    "en": (("Send the invitations to key customers", "invitations"), ("Book the keynote speaker", "")),
}


def read(text: str, *, items: int = 2) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12), deliverable=thing)
        for n, (title, thing) in enumerate(ITEMS[locale][:items], 1)
    )
    context = ReplyContext(
        items=listed,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 6),
        minutes="M1",
        people=("林涛", "Nina Patel"),
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "1. Done\n2. In talks with two candidates, will confirm by Friday",
        "1 done\n2 still collecting quotes, should have them by Friday",
        "1. Sent\n2. Waiting for the agent, he will call back tomorrow",
        "1 完成\n2 在跟印刷厂谈，周五能定",
    ],
)
def test_an_item_never_waits_for_what_the_line_of_another_goes_on_to_say(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates if one.status == "done"] == [("A1", "done")]


@pytest.mark.parametrize("text", ["Sent them yesterday.", "I sent them yesterday.", "Sent them."])
def test_what_he_sent_is_what_he_was_to_send(text: str) -> None:
    assert [one.status for one in read(text, items=1).updates] == ["done"]


def test_what_others_sent_is_hearsay() -> None:
    assert read("Nina sent them.", items=1).updates == ()
    assert read("They sent it.", items=1).updates == ()


def test_a_perfect_with_a_number_is_no_promise() -> None:
    found = read("All 42 invitations have now been posted.", items=1)
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]


@pytest.mark.parametrize(
    "text", ["好的，收到，我这边尽快去办。", "收到，这就去办", "好的，我马上安排", "OK, will get on it right away"]
)
def test_that_he_gets_on_with_it_says_no_more_than_that_he_takes_it_on(text: str) -> None:
    found = read(text, items=1)
    assert ([one.accept for one in found.updates], found.doubt) == ([True], "")


def test_of_several_items_it_waits_as_it_may_be_of_one() -> None:
    assert read("收到，我会尽快处理").updates == ()


@pytest.mark.parametrize(
    ("text", "share"),
    [("名单做了七八成了吧", 70), ("1 七八成", 70), ("1 完成五六成", 50), ("1 还剩三四成", 70)],
)
def test_of_a_share_between_two_the_lesser_is_offered(text: str, share: int) -> None:
    found = read(text)
    assert [one.percent for one in found.updates if one.percent] == []
    assert [one.percent for one in found.proposals] == [share]


def test_the_rest_is_asked_for_later_where_it_is_promised_for_after_the_due_date() -> None:
    found = read("名单做了80%，剩下的下周五给。")
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A1", "postpone", date(2026, 3, 13))]


@pytest.mark.parametrize("text", ["宣传册一直是林涛在负责，怎么记到我名下了？", "2 是林涛在跟"])
def test_whose_an_item_has_always_been_is_offered_as_its_owner(text: str) -> None:
    assert [(one.ref, one.ask, one.to) for one in read(text).proposals] == [("A2", "reassign", "林涛")]


@pytest.mark.parametrize("text", ["The invitations belong with marketing"])
def test_where_an_item_belongs_is_asked_of_the_facilitator(text: str) -> None:
    assert [(one.ref, one.ask, one.to) for one in read(text).requests] == [("A1", "reassign", "marketing")]
