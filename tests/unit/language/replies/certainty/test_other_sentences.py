"""What is said of another item in a sentence of its own takes nothing from a status or from an agreement to minutes;
what may be said of all of them, or puts the minutes right, does."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = {
    "zh": (("培育番茄苗", "苗情记录"), ("检修滴灌管道", "检修记录"), ("更新运费报价表", "报价表")),
    "en": (
        ("Reroute brown bins", "route map"),
        ("Repair seed drill", "note"),
        ("Collect quotes for the bus", "quotes"),
    ),
}


def _read(text: str) -> Understanding:
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
    return understand(new_text(text), context)


def _done(text: str) -> list[str]:
    return [one.ref for one in _read(text).updates if one.status == "done"]


@pytest.mark.parametrize(
    "text",
    [
        "前几天降温苗长得慢，番茄苗要到3月16号才能好，耽误了不好意思。滴灌管道已经修完。",
        "番茄苗的棚膜涨价了，您看批不批？滴灌管道已经修完。",
        "滴灌管道已检修。番茄苗技术员还没来，我再催催。",
        "The seed drill is repaired. Brown bins: the depot wants to see the map first, no idea why.",
    ],
)
def test_what_another_sentence_says_of_another_item_takes_nothing(text: str) -> None:
    assert _done(text) == ["A2"]


@pytest.mark.parametrize(
    "text",
    [
        "滴灌管道已检修。番茄苗没育，以上都是瞎说的。",
        "What the Leeds team sent for the brown bins:\nSeed drill repaired",
        "Pending: 1. 2 done",
    ],
)
def test_what_may_be_said_of_all_of_them_does(text: str) -> None:
    assert _done(text) == []


def test_a_share_in_its_own_sentence_stays_with_its_progress() -> None:
    found = _read("Brown bins are rerouted. For A2 is on going, 40 percent completed. Please kindly note.")
    assert ("A2", "in-progress", None) not in [(one.ref, one.status, one.percent) for one in found.updates]


@pytest.mark.parametrize(
    "text",
    [
        "纪要无异议。运费报价表我这周出初稿，油价那块等财务的数据。",
        "纪要看过，没有意见。番茄苗还差两盘，今天再催一下。",
        "No objections. The quotes for the bus I'll collect this week, two firms have not called back.",
    ],
)
def test_a_report_on_an_item_takes_nothing_from_an_agreement(text: str) -> None:
    assert _read(text).sign_off == "agreed"


@pytest.mark.parametrize(
    "text",
    [
        "纪要无异议。番茄苗不是这么定的",
        "同意。番茄苗应该是王芳负责",
        "Agreed. The quotes were to come from Bob",
        "Approved. There is a typo in item 1",
        "Agreed. The brown bins were never decided.",
        "Thanks for the minutes, they are correct. The quotes I will dispute tomorrow.",
    ],
)
def test_what_puts_the_minutes_right_does(text: str) -> None:
    assert _read(text).sign_off is None
