"""A vote in a mail that says other things, too: the lines that cast it are taken out, and the others are read alone."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedChoice, Item, OpenVote, ReplyContext, Understanding
from collabtui.language.replies.own_grammars.votes.votes_beside import speaks_of_votes
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CHOICES = (AskedChoice(key="A", text="五月搬"), AskedChoice(key="B", text="Move in June"))
MOVE, LUNCH = OpenVote(ref="VOTE1", choices=CHOICES), OpenVote(ref="VOTE2", choices=CHOICES)
ITEMS = (Item(ref="A1", title="接口开发", number=1),)


def read(text: str, *votes: OpenVote) -> Understanding:
    context = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 6), votes=votes)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1 done\nVOTE1: B", "B"),
        ("1 完成\n我投A\n谢谢", "A"),
        ("I vote for B\n1 done", "B"),
        ("投票：弃权\n1 完成", "abstain"),
    ],
)
def test_the_vote_counts_and_so_does_what_stands_beside_it(text: str, choice: str) -> None:
    found = read(text, MOVE)
    assert (found.vote, found.vote_on, found.doubt) == (choice, "VOTE1", "")
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert [one.span.start for one in found.clauses] == sorted(one.span.start for one in found.clauses)


@pytest.mark.parametrize(
    "text",
    [
        "1 完成\n投票 3",  # may be the number of an item
        "1 完成\nVOTE1",
        "1 完成",
        "1 完成\nVOTE9 B",  # no such vote is open
    ],
)
def test_what_names_no_choice_of_an_open_vote_is_none(text: str) -> None:
    found = read(text, MOVE)
    assert (found.vote, found.vote_proposed, found.vote_on) == (read("").vote, read("").vote_proposed, "")


def test_of_two_votes_the_one_that_is_named_is_meant_and_without_a_name_none() -> None:
    assert read("VOTE2 B", MOVE, LUNCH).vote_on == "VOTE2"
    assert read("我投A", MOVE, LUNCH).vote_on == ""
    assert read("VOTE1 A\nVOTE2 B", MOVE, LUNCH).vote_on == "", "of several in one mail none is taken"


def test_two_choices_for_one_vote_are_none() -> None:
    found = read("我投A\n我投B", MOVE)
    assert (found.vote, found.doubt, found.vote_on) == (read("").vote, "contradiction", "VOTE1")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("我投A", True),
        ("VOTE1: B", True),
        ("I Vote for B", True),
        ("弃权", True),
        ("1 完成", False),
        ("devoted", False),
    ],
)
def test_whether_a_line_may_be_a_vote(text: str, *, speaks: bool) -> None:
    assert speaks_of_votes(text) == speaks
