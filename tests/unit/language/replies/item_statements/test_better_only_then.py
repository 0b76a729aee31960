"""What had better be done is a wish, whatever joins it to the deed; only a deed before makes it wait for that one."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CONTEXT = ReplyContext(items=(Item(ref="A1", title="接口开发", number=1),), locale="zh", written=date(2026, 3, 6))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1 最好就交", "wish"),
        ("1 最好再提交", "wish"),
        ("1 明天最好就交", "wish"),
        ("1 完成最好才提交", "wish"),
        ("1 改完就交", "condition"),
        ("1 谈妥了再签", "condition"),
    ],
)
def test_a_wish_is_no_deed_that_something_waits_for(text: str, rule: str) -> None:
    found = understand(new_text(text), CONTEXT)
    assert [one.rule for one in found.clauses] == [rule]
    assert found.updates == ()
