"""What somebody put an end to is offered as dropped, and never as done; what is to be if not is no risk."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.likely.over_or_dropped import with_over_or_dropped
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import vocabulary
from support.written_replies import new_text

TITLES = {"en": ("Review fleet renewals", "Update rating table"), "zh": ("检查车队续保", "统计二月差评")}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(TITLES[locale], 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 3 + 8 * n)) for n, title in titles)
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1"))


def _offered(found: Understanding) -> list[str]:
    return [f"{one.ref} {one.ask or one.status}" for one in found.proposals]


@pytest.mark.parametrize(
    "text",
    [
        "Rating table: scratch that, compliance killed it.",
        "Rating table - scratch that",
        "Rating table, scratch that one",
        "Rating table: compliance killed it",
        "2 was killed by compliance",
        "Rating table: not happening, compliance pulled the plug",
        "Rating table: forget it",
        "二月差评领导砍掉了",
        "差评统计总部叫停了",
    ],
)
def test_it_is_offered_as_dropped(text: str) -> None:
    found = _read(text)
    dropped = [f"{one.ref} {one.ask}" for one in found.requests] or _offered(found)
    assert dropped == ["A2 cancel"]
    assert not any(one.status for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        "Rating table: don't scratch it",
        "Rating table: should we scratch that?",
        "Rating table: scratch that from the minutes",
        "Rating table: nobody killed it",
        "Rating table: done. Scratch that, half done.",
        "差评统计没被砍掉",
        "差评统计会不会被砍掉？",
    ],
)
def test_what_is_denied_asked_or_taken_back_is_not(text: str) -> None:
    found = _read(text)
    assert not found.requests
    assert "A2 cancel" not in _offered(found)
    assert "A2 done" not in _offered(found)


@pytest.mark.parametrize(
    ("text", "is_risk"),
    [
        ("If Beth can spare someone, I can still hit the 11th on the renewals. If not, make it the 18th.", False),
        ("If not, make it the 18th", False),
        ("Otherwise make it the 18th.", False),
        ("要是不行就18号", False),
        ("If that fails we have a problem with the renewals", True),
        ("If so, fine. If not, we are stuck.", True),
    ],
)
def test_what_is_to_be_if_not_is_no_risk(text: str, is_risk: bool) -> None:
    found = _read(text)
    asked = {one.ask for one in found.proposals}
    assert ("risk" in asked) == is_risk
    assert not asked & {"correct", "agreed"}
    assert not found.requests
    assert not any(one.status for one in found.updates)


@pytest.mark.parametrize("counts", [True, False])
def test_over_or_dropped_is_asked_back_however_sure_the_cancelling_was(*, counts: bool) -> None:
    text = "取消2，不用再管了"
    block = next(blocks(new_text(text), vocabulary({}).folding))
    cancelled = Reading(block, 0, len(text), "cancel", counts, ("A2",), ask="cancel", proposed=not counts)
    found = with_over_or_dropped([cancelled])
    assert [(one.ask, one.status) for one in found] == [("cancel", None), (None, "done")]
    assert not any(one.counts for one in found)


@pytest.mark.parametrize("text", ["the whole review of renewals got killed, all checked"])
def test_all_checked_behind_its_end_is_not_done(text: str) -> None:
    found = _read(text)
    assert (found.updates, found.proposals) == ((), ())
    assert found.doubt
