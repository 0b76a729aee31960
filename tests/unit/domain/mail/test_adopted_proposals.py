"""What proposals mean once somebody has said that they were read right."""

from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.reply import Proposal, Request, Update


def test_an_action_that_was_likely_taken_on_is_accepted() -> None:
    found = adopted([Proposal(n=1, ref="A1", ask="accept", why="likely")])
    assert found.updates == (Update(ref="A1", accept=True),)
    assert found.requests == ()


def test_a_correction_keeps_its_words_and_withholds_the_sign_off() -> None:
    proposals = [Proposal(n=1, ref=None, ask="correct", text="the day is the 12th", why="likely")]
    found = adopted(proposals)
    assert found.requests == (Request(ref=None, ask="correct", text="the day is the 12th"),)
    assert found.sign_off == "corrected"


def test_a_correction_without_words_signs_nothing() -> None:
    assert adopted([Proposal(n=1, ref=None, ask="correct", why="hedged")]).sign_off is None
