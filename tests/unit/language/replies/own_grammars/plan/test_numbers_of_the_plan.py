"""Numbers in an answer to a plan are those of its items: what is said of them is what the department thinks, and no
word on the sender's own actions."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    asking = Asking(
        kind="change", topics=("Parking", "X-2026-001", "C1"), name="Nadia Rahman", department="IT", approves="plan"
    )
    mine = Item(ref="A2", title="Set up the portal", number=2, due=date(2026, 4, 2), owner_names=("Nadia Rahman",))
    others = Item(ref="A1", title="Publish the notice", number=1, due=date(2026, 4, 1), owner_names=("Tess Morgan",))
    situation = ReplyContext(
        items=(mine,),
        others_items=(others,),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 9),
        answers_ours=True,
        plan=tuple(AskedPlanItem(number=number, ref=f"A{number}") for number in (1, 2)),
        asking=asking,
        people=("Tess Morgan",),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "OK for 1. For 2 I'd want two more weeks, the portal vendor is booked out.",
            "I'd want two more weeks, the portal vendor is booked out",
        ),
        ("Fine for 1, for 2 we need until 9 April.", "we need until 9 April"),
        ("OK for 1, 2 is too early.", "is too early"),
        ("No problem with 1. 2 is the problem.", ""),
        ("Yes for 1. No for 2, no budget.", "no budget"),
        ("The problem is 2, no staff. 1 is fine.", "no staff"),
        ("1没问题，问题是2", ""),
        ("1没问题，问题在2：人不够。", "人不够"),
        ("1可以，有问题的是2，供应商排不过来。", "供应商排不过来"),
        ("同意1，2太赶。", "太赶"),
        ("同意的是1，不同意的是2，没预算。", "没预算"),
    ],
)
def test_each_item_has_its_own_answer(text: str, reason: str) -> None:
    found = read(text)
    assert [(one.number, one.value, one.text) for one in found.items] == [(1, "for", ""), (2, "against", reason)]
    assert (found.stance, found.updates, found.requests, found.proposals) == ("against", (), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "2 postpone to 9 April",
        "2 by 9 April please",
        "For 2 maybe two more weeks",
        "For 2 I'd like two more weeks.",
        "No idea about 1. 2 might need two more weeks.",
        "2可能要推迟一周",
    ],
)
def test_another_day_is_offered_as_an_objection(text: str) -> None:
    found = read(text)
    assert [(one.ask, one.ref, one.text) for one in found.proposals] == [("against", None, text)]
    assert (found.stance, found.updates, found.requests) == ("none", (), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "OK for now. For 2 I'd want to know on Monday.",
        "OK for 2 weeks.",
        "OK for 1. For 2 weeks we have nobody.",
        "For 2 weeks we are short, I'd want two more.",
        "1没问题，2能不能推迟一周？",
        "问题是2个人不够。",
    ],
)
def test_what_is_open_or_counted_waits(text: str) -> None:
    found = read(text)
    assert (found.stance, found.updates, found.requests, found.items) == ("none", (), (), ())
    assert found.doubt


@pytest.mark.parametrize("text", ["2 done", "A2 is done.", "2 完成"])
def test_what_is_done_is_reported(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [("A2", "done")]
