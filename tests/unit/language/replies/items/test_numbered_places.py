"""A number before 号 and a place is that of the place, also where a title says it: 2号工位 (station no. 2)."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", number=1, title="校准拧紧枪", due=date(2026, 3, 13)),
    Item(ref="A2", number=2, title="提交节拍测算表", due=date(2026, 3, 17)),
    Item(ref="A3", number=3, title="更换2号工位夹具", due=date(2026, 3, 20)),
)


def read(text: str) -> Understanding:
    return understand(new_text(text), ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 9), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "3 夹具到了，但2号工位要等停线才能换，最快3月22日",
        "夹具到了，但2号工位要等停线才能换，最快3月22日",
        "3 夹具到了，2号工位还没换",
        "2号工位夹具已更换",
        "2号工位夹具换好了，1号工位还没",
        "2号工位夹具更换完成",
        "2号工位的还没换",
    ],
)
def test_it_is_no_item(text: str) -> None:
    found = read(text)
    named = {ref for one in found.clauses for ref in one.refs}
    assert named <= {"A3"}


def test_what_still_waits_is_not_offered_as_done() -> None:
    (offer,) = read("3 夹具到了，但2号工位要等停线才能换，最快3月22日").proposals
    assert (offer.ref, offer.ask, offer.due) == ("A3", "postpone", date(2026, 3, 22))


@pytest.mark.parametrize("text", ["2号任务完成", "2 已提交", "第2项完成了"])
def test_an_item_is_one(text: str) -> None:
    assert {one.ref for one in read(text).updates if one.status == "done"} == {"A2"}
