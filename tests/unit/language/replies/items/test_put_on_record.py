"""An item that is handed over in the writer's own words, with the wish that it be put on record."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "zh": ("三审书稿", "联系插画师", "写封底文案"),
    "en": ("Close the file", "Summarize storm claims", "Set up vendor call"),
}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(TITLES[locale], 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 + n)) for n, title in titles)
    people = ("石磊", "Andre Foster")
    return understand(
        new_text(text),
        ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1", people=people),
    )


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("插画师那边不归我管了，后面由石磊跟进，麻烦改一下。", "石磊"),
        ("2 不归我了，后续由石磊负责，请更新一下", "石磊"),
        ("插画师后面由石磊跟进，麻烦在纪要里改一下", "石磊"),
        ("插画师转给石磊，烦请把负责人更新一下", "石磊"),
        ("Please reassign storm claims to Andre Foster and please update the record accordingly", "Andre Foster"),
        ("2: reassign to Andre Foster, could you change the owner in the tracker", "Andre Foster"),
    ],
)
def test_the_hand_over_waits_for_the_facilitator_and_nothing_else_does(text: str, to: str) -> None:
    found = _read(text)
    assert [(one.ref, one.ask, one.to, one.reason) for one in found.requests] == [("A2", "reassign", to, None)]
    assert (found.updates, found.proposals, found.doubt) == ((), (), "")


@pytest.mark.parametrize(
    "text",
    [
        # another side, hearsay, no receiver
        "插画师那边还没回",
        "插画师那边听说不归我管了，后面可能由石磊跟进",
        "插画师那边由石磊跟进",
        "麻烦改一下",
        "please change that",
    ],
)
def test_what_is_less_or_more_waits(text: str) -> None:
    found = _read(text)
    assert found.doubt or found.proposals or any(one.note for one in found.updates)
    assert not any(one.status for one in found.updates)
