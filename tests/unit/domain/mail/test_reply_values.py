"""What was read in a mail, as the Inbox and the assessment take it."""

from typing import Any

import pytest

from collabtui.domain.mail.adopted_proposals import Adopted, adopted, can_be_confirmed, exclude_each_other
from collabtui.domain.mail.reason_codes import is_doubt
from collabtui.domain.mail.reply import Clause, NewText, Proposal, ReplyLine, Request, TextSpan, Update, read_within

SPAN = TextSpan(start=0, end=1)


def proposal(n: int, ref: str | None, **said: Any) -> Proposal:
    return Proposal.model_validate({"n": n, "ref": ref, "why": "hedged", **said})


@pytest.mark.parametrize(
    ("counts", "rule", "proposals", "strength"),
    [
        (True, "done", (), "apply"),
        (True, "note", (), "note"),
        (False, "done", (1,), "propose"),
        (False, "talk", (), "none"),
        (False, "reason", (), "none"),
        (False, "hedged", (), "wait"),
    ],
)
def test_how_certain_a_clause_is(counts: bool, rule: Any, proposals: tuple[int, ...], strength: str) -> None:
    clause = Clause(span=SPAN, text="x", rule=rule, counts=counts, proposals=proposals)
    assert clause.strength == strength


def test_the_text_of_a_mail_is_its_lines() -> None:
    lines = tuple(ReplyLine(text=text, span=SPAN) for text in ("one", "two"))
    assert NewText(shown="one\ntwo", lines=lines).text == "one\ntwo"


def test_what_was_confirmed_is_done_as_if_it_had_been_said_for_certain() -> None:
    found = adopted(
        [
            proposal(1, "A1", status="done", percent=100),
            proposal(2, "A2", ask="postpone", to="Li"),
            proposal(3, None, ask="agreed"),
            proposal(4, None, ask="declined"),
            proposal(5, "A3", ask="risk"),
        ]
    )
    assert found.updates == (Update(ref="A1", status="done", percent=100),)
    assert found.requests == (Request(ref="A2", ask="postpone", to="Li"),)
    assert (found.sign_off, found.rsvp) == ("agreed", "declined")
    assert adopted([]) == Adopted()


def test_a_risk_is_entered_and_not_confirmed() -> None:
    assert not can_be_confirmed(proposal(1, "A1", ask="risk"))
    assert can_be_confirmed(proposal(1, "A1", status="done"))


@pytest.mark.parametrize(
    ("proposals", "exclude"),
    [
        ([proposal(1, "A1", status="done"), proposal(2, "A2", status="done")], False),
        ([proposal(1, "A1", status="done"), proposal(2, "A1", status="blocked")], True),
        ([proposal(1, None, ask="accepted"), proposal(2, None, ask="declined")], True),
        ([proposal(1, None, ask="agreed"), proposal(2, None, ask="agreed")], False),
        ([proposal(1, None, ask="correct"), proposal(2, None, ask="correct")], False),
    ],
)
def test_two_proposals_of_one_item_exclude_each_other(proposals: list[Proposal], exclude: bool) -> None:
    assert exclude_each_other(proposals) is exclude


@pytest.mark.parametrize(("code", "doubt"), [("hedged", True), ("question", True), ("done", False), ("bounced", False)])
def test_some_reasons_are_doubts_of_a_clause(code: str, doubt: bool) -> None:
    assert is_doubt(code) is doubt


def test_a_clause_within_one_that_is_asked_back_is_part_of_it() -> None:
    whole = Clause(span=TextSpan(start=0, end=9), text="x", rule="unknown", counts=False, proposals=(1,))
    part = Clause(span=TextSpan(start=3, end=9), text="y", rule="future", counts=False)
    behind = Clause(span=TextSpan(start=8, end=12), text="z", rule="future", counts=False)
    assert [read_within(one, (whole, part, behind)) for one in (whole, part, behind)] == [None, whole, None]
