"""A reason that has a word of another item's title in it is the reason all the same, and no note on that item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = (("签订搭建合同", "搭建合同"), ("催供应商交样机", "样机"))


def read(text: str) -> Understanding:
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 13), deliverable=thing)
        for number, (title, thing) in enumerate(TITLES, 1)
    )
    return understand(new_text(text), ReplyContext(items=items, locale="zh", written=date(2026, 3, 5), minutes="M1"))


def test_it_is_why_something_is_asked_for() -> None:
    found = read("1 取消吧，供应商换了")
    assert [(one.ref, one.ask, one.reason) for one in found.requests] == [("A1", "cancel", "供应商换了")]
    assert (found.updates, found.proposals) == ((), ())


def test_it_is_why_it_is_blocked() -> None:
    found = read("1 受阻，供应商涨价了")
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "blocked", "供应商涨价了")]


@pytest.mark.parametrize("text", ["1 受阻，样机到了", "1 受阻，2 供应商涨价了", "合同受阻，供应商涨价了"])
def test_what_is_named_whole_or_by_number_or_stands_beside_a_title_is_spoken_of(text: str) -> None:
    found = read(text)
    assert "A2" in {ref for clause in found.clauses for ref in clause.refs}
