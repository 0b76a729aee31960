"""Remarks of any words beside what is plainly done: they leave it certain, unless one of their words may limit it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = {
    "zh": (("续签安全证书", "截图"), ("盘点备品", "盘点表")),
    "en": (("Renew library licences", "licence"), ("Service milking parlour", "service sheet")),
}


def _done(text: str) -> list[str]:
    locale = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 * n), deliverable=hands_in)
        for n, (title, hands_in) in enumerate(_TITLES[locale], 1)
    )
    context = ReplyContext(
        items=items,
        locale="en" if locale == "en" else "zh",
        written=date(2026, 3, 4),
        minutes="M1",
        people=("Bob Brown", "王芳"),
        answers_ours=True,
        hour=16,
    )
    return [one.ref for one in understand(new_text(text), context).updates if one.status == "done"]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("备品盘点完了，仓管全程陪着", "A2"),
        ("备品已盘点。仓库新来的小伙子手脚麻利。", "A2"),
        ("Licences are renewed, fourteen desks already in use.", "A1"),
        ("Parlour was serviced on Friday. Lovely to see the lambs out this morning!", "A2"),
    ],
)
def test_a_remark_leaves_it_certain(text: str, ref: str) -> None:
    assert _done(text) == [ref]


@pytest.mark.parametrize(
    "text",
    [
        "证书已续签，骗你的",
        "证书已续签，供应商又退了",
        "备品盘点完了，3台里2台正常",
        "备品盘点完了，数字要改",
        "Licences are renewed, kidding of course",
        "Licences are renewed, logged as a fault",
        "Licences are renewed, my foot",
        "Parlour was serviced, two of them need new parts",
        "Parlour was serviced, it broke on Sunday",
    ],
)
def test_what_may_limit_it_does(text: str) -> None:
    assert _done(text) == []
