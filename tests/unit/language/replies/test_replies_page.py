"""The page for those who answer mails is as the grammar is, and each of its examples is understood for certain."""

import pytest

from support.replies_page import PAGE, ReplyExample, as_text, examples


def test_the_page_is_as_the_words_are() -> None:
    """Where this fails: PYTHONPATH=src:tests python -m support.replies_page"""
    assert PAGE.read_text("utf-8") == as_text()


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.text)
def test_each_example_is_understood(example: ReplyExample) -> None:
    said = example.understood()
    if example.section.get("risk"):
        assert ([one.ask for one in said.proposals], said.doubt) == (["risk"], "risk")
        return
    assert (said.doubt, said.proposals, said.criteria_proposed, said.vote_proposed) == ("", (), (), "")
    assert any((
        said.updates, said.requests, said.sign_off, said.rsvp, said.dropped, said.asks_help, said.asks_list,
        said.stance in ("for", "against"), said.criteria, said.vote,
    ))  # fmt: skip
