"""Somebody else who does an item while its owner answers for it: the facilitator says yes, nothing is handed over."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (Item(ref="A1", title="接口开发", number=1), Item(ref="A2", title="需求评审", number=2))


def read(text: str) -> Understanding:
    return understand(new_text(text), ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 6)))


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("1 由林涛执行，我负责", "林涛", "由林涛执行"),
        ("2 由王芳来做，我还是负责人", "王芳", "由王芳来做"),
    ],
)
def test_who_does_it_is_asked_for_and_the_owner_stays(text: str, who: str, words: str) -> None:
    found = read(text)
    assert [(one.ask, one.to, one.text) for one in found.requests] == [("other", who, words)]
    assert [one.counts for one in found.clauses] == [True, False]
    assert not found.updates, "nothing was accepted, or handed over"


@pytest.mark.parametrize("text", ["由林涛具体执行1，我还是负责人", "1 我负责", "1 由林涛执行"])
def test_where_one_of_both_is_not_said_plainly_nobody_is_named_as_doing_it(text: str) -> None:
    assert not [one for one in read(text).requests if one.ask == "other"]
