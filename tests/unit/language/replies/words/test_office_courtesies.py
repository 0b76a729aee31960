"""Courtesies of letters (煩請鑒核, 敬請查照) leave what stands before them certain."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="更新春季菜單", number=1, due=date(2027, 3, 8)),
    Item(ref="A2", title="安排消防檢查", number=2, due=date(2027, 3, 16)),
)
CONTEXT = ReplyContext(items=ITEMS, locale="zh", written=date(2027, 3, 3), minutes="M1", answers_ours=True)


def read(text: str, situation: ReplyContext = CONTEXT) -> Understanding:
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "1已完成。煩請鑒核。",
        "1已完成，敬请查收。",
        "1已完成，敬請核示",
        "1已完成。敬請查照",
        "1已完成。謹此奉覆",
        "1已完成，恭喜大家",
    ],
)
def test_a_courtesy_says_nothing(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize("text", ["請核示2是否要做", "煩請鑒核2的菜單"])
def test_one_that_names_an_item_tells_no_state(text: str) -> None:
    assert not any(one.status or one.accept for one in read(text).updates)


def test_as_officials_ask_for_a_later_day() -> None:
    (request,) = read("2因消防局尚未回覆，請准予展延至3/23。煩請鑒核。").requests
    assert (request.ref, request.due, request.reason) == ("A2", date(2027, 3, 23), "消防局尚未回覆")


def test_a_condition_in_an_answer_to_a_plan_offers_no_state() -> None:
    asked = CONTEXT.model_copy(
        update={
            "minutes": None,
            "plan": tuple(AskedPlanItem(number=item.number or 0, ref=item.ref) for item in ITEMS),
            "asking": Asking(kind="change", approves="plan", name="周敏", department="餐飲部"),
        }
    )
    found = read("可以的，但菜單8号要是设计不给图我们也没办法", asked)
    assert (found.updates, found.proposals, found.doubt) == ((), (), "condition")


def test_what_is_under_process_is_in_progress() -> None:
    alone = CONTEXT.model_copy(update={"items": ITEMS[:1], "locale": "en"})
    assert [(one.ref, one.status) for one in read("same is under process", alone).updates] == [("A1", "in-progress")]
