"""Counting a vote: one word of each who was asked, the last one."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.questionnaire import VoteChoice
from collabtui.domain.meetings.vote import ABSTAIN, Vote, Voter

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ASKED = ("P1", "P2", "P3")
OPEN = Vote(
    ref="VOTE1", text="选哪家供应商", meeting="M1", until=date(2026, 3, 5), asked_at=NOW, by="李明",
    choices=(VoteChoice(key="A", text="甲"), VoteChoice(key="B", text="乙")),
    voters=tuple(Voter(person=one) for one in ASKED),
)  # fmt: skip
Cast = tuple[str, str]
casts = st.lists(st.tuples(st.sampled_from([*ASKED, "P9"]), st.sampled_from(["A", "B", ABSTAIN])), max_size=12)


def after(given_votes: list[Cast]) -> Vote:
    vote = OPEN
    for number, (person, choice) in enumerate(given_votes):
        vote = vote.with_vote(person, choice, NOW + timedelta(minutes=number), "mail:I1")
    return vote


@given(casts)
def test_the_last_word_of_each_who_was_asked_counts_and_of_nobody_else(given_votes: list[Cast]) -> None:
    vote, last = after(given_votes), {person: choice for person, choice in given_votes if person in ASKED}
    assert {one.person: one.choice for one in vote.everybody if one.choice} == last
    assert vote.silent == tuple(one for one in ASKED if one not in last)
    assert [vote.count(key) for key in ("A", "B", ABSTAIN)] == [
        list(last.values()).count(key) for key in ("A", "B", ABSTAIN)
    ]
    assert vote.voter("P9") is None


def test_those_with_the_most_votes_lead_and_nobody_does_before_the_first() -> None:
    def leading(*given_votes: Cast) -> list[str]:
        return [one.key for one in after(list(given_votes)).leading]

    assert leading() == []
    assert leading(("P1", ABSTAIN)) == []
    assert leading(("P1", "B")) == ["B"]
    assert leading(("P1", "B"), ("P2", "A")) == ["A", "B"]
    assert leading(("P1", "B"), ("P2", "A"), ("P3", "A")) == ["A"]


def test_two_who_turned_out_to_be_one_have_one_vote_their_last() -> None:
    def merged(*voters: Voter) -> list[str]:
        return [one.choice for one in OPEN.model_copy(update={"voters": voters}).everybody]

    silent = Voter(person="P1")
    early, late = (Voter(person="P1", choice=key, at=NOW + timedelta(hours=n)) for n, key in enumerate("AB"))
    assert merged(early, late) == merged(late, early) == ["B"]
    assert merged(silent, early) == merged(early, silent) == ["A"]
    assert merged(silent, silent) == [""]


def test_it_is_called_by_its_question_and_taken_back_it_stays_on_record() -> None:
    assert OPEN.label == "选哪家供应商"
    taken_back = OPEN.withdraw()
    assert taken_back is not None
    assert (taken_back.state, taken_back.text) == ("withdrawn", OPEN.text)


def test_an_anonymous_one_counts_one_answer_of_each_who_was_asked_and_keeps_no_choice() -> None:
    vote = OPEN.model_copy(update={"anonymous": True})
    assert (vote.silent, vote.answers, vote.leading) == (ASKED, 0, ())
    for person, choice in (("P2", "B"), ("P1", "A"), ("P2", "A"), ("P9", "A"), ("P3", "B")):
        vote = vote.with_vote(person, choice, NOW, "mail:I1")
    assert (vote.count("A"), vote.count("B"), vote.answers) == (1, 2, 3)
    assert vote.who_answered == frozenset(ASKED)
    assert [one.person for one in vote.answered] == list(ASKED), "in the order of refs"
    assert {one.choice for one in vote.voters} == {""}
    assert (vote.silent, vote.has_answered("P2"), vote.has_answered("P9")) == ((), True, False)
    assert [one.key for one in vote.leading] == ["B"]
