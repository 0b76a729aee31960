"""A mail that begins with whom it is written to, and chat pictures between its sentences."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.listed_items import asked, offered, read_listed
from support.written_replies import new_text

_TITLES = ("检修岸桥", "做活动海报", "出图标")


def _done(text: str) -> str:
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(_TITLES, 1))
    situation = ReplyContext(items=items, locale="zh", written=date(2026, 3, 10), minutes="M1", people=("王强",))
    return " ".join(one.ref for one in understand(new_text(text), situation).updates if one.status == "done")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("郭工：岸桥检修昨晚完成", "A1"),
        ("贾科长：海报做完了", "A2"),
        ("陈生，岸桥检修昨晚完成", "A1"),
        ("刘小姐，海报做完了", "A2"),
        ("简单回：1搞定；2没动", "A1"),
        ("收到郑老师，岸桥检修昨晚完成", "A1"),
        ("郑园长好，海报做完了", "A2"),
        ("哈喽～海报做完了", "A2"),
        ("王工：岸桥检修昨晚完成", ""),
        ("群里说的\n郭工：岸桥检修昨晚完成", ""),
        ("岸桥检修要重来，估计周三[捂脸] 海报做完了", "A2"),
        ("岸桥检修要重来，估计周三，海报要是做完了", ""),
    ],
)
def test_whom_it_is_written_to_takes_nothing_from_what_follows(text: str, done: str) -> None:
    assert _done(text) == done


@pytest.mark.parametrize(("text", "to"), [("2转给许国庆", "许国庆"), ("2转给龙国庆", "龙国庆")])
def test_whose_given_name_is_a_feast_gets_the_item(text: str, to: str) -> None:
    found = read_listed(text, _TITLES)
    assert [*asked(found), *offered(found)] == [f"A2 reassign {to}"]


@pytest.mark.parametrize("text", ["国国庆", "2转给他国庆"])
def test_a_feast_behind_what_is_no_surname_is_nobody(text: str) -> None:
    assert asked(read_listed(text, _TITLES)) == []
