"""Counting a questionnaire: what each question was answered, and nobody's name beside it."""

from datetime import UTC, date, datetime

from collabtui.domain.meetings.questionnaire import QuestionAnswer, VoteChoice, VoteQuestion
from collabtui.domain.meetings.vote import Vote, Voter

CHOICES = (VoteChoice(key="A", text="表格"), VoteChoice(key="B", text="人手"), VoteChoice(key="C", text="审批"))
ASKED = Vote(
    ref="VOTE1", text="流程体检", meeting="M1", until=date(2026, 3, 5), by="李明", choices=(), anonymous=True,
    asked_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    questions=(
        VoteQuestion(kind="choice", text="哪一环最慢", choices=CHOICES),
        VoteQuestion(kind="several", text="缺什么", choices=CHOICES),
        VoteQuestion(kind="scale", text="满意吗", least=1, most=3),
        VoteQuestion(kind="text", text="还有什么"),
    ),
    voters=tuple(Voter(person=one) for one in ("P1", "P2", "P3")),
)  # fmt: skip


def after(*answered: tuple[str, list[str]]) -> Vote:
    """Each person with his answers, in the order of the questions."""
    vote = ASKED
    for person, values in answered:
        given = [QuestionAnswer(number=number, value=value) for number, value in enumerate(values, 1)]
        vote = vote.with_answers(person, given)
    return vote


def counts(vote: Vote) -> list[dict[str, int]]:
    return [{key: n for key, _, n in one.counts if n} for one in vote.results]


def test_each_question_is_counted_by_itself() -> None:
    vote = after(("P1", ["A", "A+B", "3", "表太长"]), ("P2", ["C", "B+B", "2", "保持"]))
    assert counts(vote) == [{"A": 1, "C": 1}, {"A": 1, "B": 2}, {"2": 1, "3": 1}, {}]
    assert [one.answers for one in vote.results] == [2, 2, 2, 2]
    assert [text for _, text, _ in vote.results[0].counts] == ["表格", "人手", "审批"]
    assert [key for key, _, _ in vote.results[2].counts] == ["1", "2", "3"]


def test_a_scale_alone_has_a_mean_and_only_once_somebody_answered_it() -> None:
    assert [one.mean for one in after().results] == [None] * 4
    assert [one.mean for one in after(("P1", ["A", "A", "3"]), ("P2", ["A", "A", "2"])).results[:3]] == [
        None,
        None,
        2.5,
    ]


def test_what_was_left_out_is_no_answer_to_that_question_and_the_others_count() -> None:
    vote = after(("P1", ["abstain", "A", "abstain", "abstain"]))
    assert [one.answers for one in vote.results] == [0, 1, 0, 0]
    assert (vote.answers, vote.silent) == (1, ("P2", "P3"))


def test_what_was_written_stands_in_the_order_of_the_alphabet_and_with_its_question() -> None:
    vote = after(("P2", ["A", "A", "1", "forms"]), ("P1", ["A", "A", "1", "a clerk"]))
    assert [one.texts for one in vote.results] == [(), (), (), ("a clerk", "forms")]


def test_one_answer_of_each_who_was_asked_counts_for_good() -> None:
    vote = after(("P1", ["A", "A", "3", "x"]), ("P1", ["B", "B", "1", "y"]), ("P9", ["C", "C", "2", "z"]))
    assert counts(vote) == [{"A": 1}, {"A": 1}, {"3": 1}, {}]
    assert (vote.answers, vote.results[3].texts) == (1, ("x",))
    assert [one.person for one in vote.answered] == ["P1"]
