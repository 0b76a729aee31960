"""What proposals mean once somebody has said that they were read right."""

from datetime import date

import pytest

from collabtui.domain.mail.adopted_proposals import adopted, with_agreement_proposed, with_their_days, without_guesses
from collabtui.domain.mail.reply import Clause, Proposal, Request, TextSpan, Understanding, Update


def test_an_action_that_was_likely_taken_on_is_accepted() -> None:
    found = adopted([Proposal(n=1, ref="A1", ask="accept", why="likely")])
    assert found.updates == (Update(ref="A1", accept=True),)
    assert found.requests == ()


def test_a_correction_keeps_its_words_and_withholds_the_sign_off() -> None:
    proposals = [Proposal(n=1, ref=None, ask="correct", text="the day is the 12th", why="likely")]
    found = adopted(proposals)
    assert found.requests == (Request(ref=None, ask="correct", text="the day is the 12th"),)
    assert found.sign_off == "corrected"


def test_a_yes_to_minutes_that_is_no_clear_one_is_proposed_behind_what_is_there() -> None:
    yes, other = (
        Clause(text="同意", span=TextSpan(start=0, end=2), counts=True, rule=rule) for rule in ("agree", "note")
    )
    read = Understanding(sign_off="agreed", clauses=(yes, other), proposals=(Proposal(n=3, ref="A1", why="hedged"),))
    found = with_agreement_proposed(read, "open-words")
    assert (found.sign_off, found.doubt) == (None, "open-words")
    assert [(one.n, one.ask) for one in found.proposals] == [(3, None), (4, "agreed")]
    assert [(one.counts, one.proposals) for one in found.clauses] == [(False, (4,)), (True, ())]


def test_a_correction_without_words_signs_nothing() -> None:
    assert adopted([Proposal(n=1, ref=None, ask="correct", why="hedged")]).sign_off is None


MORE_TIME = Request(ref="A2", ask="postpone")
TO_THE_18TH = Request(ref="A2", ask="postpone", due=date(2026, 3, 18))


@pytest.mark.parametrize(
    ("asked", "likely", "found"),
    [
        ([MORE_TIME], [TO_THE_18TH], [TO_THE_18TH]),
        ([MORE_TIME], [], [MORE_TIME]),
        ([MORE_TIME], [TO_THE_18TH.model_copy(update={"ref": "A3"})], None),
        ([MORE_TIME], [TO_THE_18TH, TO_THE_18TH.model_copy(update={"due": date(2026, 3, 20)})], None),
        ([TO_THE_18TH], [TO_THE_18TH], None),
    ],
)
def test_more_time_has_the_only_day_that_is_likely(
    asked: list[Request], likely: list[Request], found: list[Request] | None
) -> None:
    assert list(with_their_days(asked, likely)) == (found if found is not None else [*asked, *likely])


def test_what_the_weights_alone_made_likely_can_be_left_out() -> None:
    hedged = Proposal(n=1, ref="A1", status="done", why="hedged")
    likely = Proposal(n=2, ref="A2", status="done", why="likely")
    clause = Clause(text="x", rule="unknown", counts=False, span=TextSpan(start=0, end=1), proposals=(1, 2))
    left = without_guesses(Understanding(clauses=(clause,), proposals=(hedged, likely)))
    assert left.proposals == (hedged,)
    assert [one.proposals for one in left.clauses] == [(1,)]
