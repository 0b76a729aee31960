"""People who are named in the answer of a department that was asked for two: all of them are a yes, one is none."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.own_grammars.gift_terms import is_as_much
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

KNOWN = ("张伟", "小李", "Ann Lee", "Tom Baker")


def read(text: str, what: str = "", amount: str = "") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    people = ("developers", "2") if locale == "en" else ("开发人员", "2名")
    gift = AskedCriterion(number=1, text=what or people[0], amount=amount or people[1])
    asking = Asking(kind="request", topics=(gift.text, "RES1"), name="Bob Stone", department="Sales", gift=gift)
    context = ReplyContext(items=(), locale=locale, written=date(2026, 3, 3), asking=asking, people=KNOWN)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("同意，张伟和小李", "张伟和小李"),
        ("1 同意，张伟和小李", "张伟和小李"),
        ("派张伟和小李", "派张伟和小李"),
        ("yes, Ann Lee and Tom Baker", "Ann Lee and Tom Baker"),
    ],
)
def test_a_yes_with_all_who_were_asked_for_names_them(text: str, statement: str) -> None:
    found = read(text)
    assert (found.stance, found.statement, found.doubt) == ("for", statement, "")
    assert not found.proposals


@pytest.mark.parametrize(("text", "name"), [("同意，张伟", "张伟"), ("Yes. You can have Ann Lee.", "Ann Lee")])
def test_a_yes_with_fewer_waits_with_the_names(text: str, name: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, found.contact) == ("none", "condition", "")
    assert [one.met and name in one.opinion for one in found.criteria_proposed] == [True]
    assert not any(one.counts for one in found.clauses)


@pytest.mark.parametrize("text", ["1 不行", "1 不同意，没人", "不同意", "no, nobody is free"])
def test_a_no_stays_one(text: str) -> None:
    found = read(text)
    assert (found.stance, found.criteria_proposed) == ("against", ())


@pytest.mark.parametrize(
    ("text", "stance", "measured"),
    [
        ("可以给十万", "none", ["十万"]),
        ("We can give 100,000", "none", ["100,000"]),
        ("给1.2.3万", "none", [""]),  # no number
    ],
)
def test_an_amount_waits_with_what_is_offered(text: str, stance: str, measured: list[str]) -> None:
    found = read(text, "预算", "8万元")
    assert (found.stance, [one.measured for one in found.criteria_proposed]) == (stance, measured)


@pytest.mark.parametrize(
    ("offered", "amount", "enough"),
    [
        ("10万", "8万元", True),
        ("5万", "8万元", False),
        ("1.2.3万", "8万元", False),  # no number
        ("两", "2", True),
        ("5万", "", True),  # nothing was asked for by its amount
    ],
)
def test_an_offer_is_held_against_what_was_asked_for(offered: str, amount: str, *, enough: bool) -> None:
    assert is_as_much(offered, AskedCriterion(number=1, text="预算", amount=amount)) == enough
    assert is_as_much(offered, None)
