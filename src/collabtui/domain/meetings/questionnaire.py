"""A questionnaire: a vote of several questions, each with choices, a scale or room to write, answered without names."""

from typing import Literal, NamedTuple

from collabtui.domain.model import Label, Value

MOST_QUESTIONS = 20
MOST_ON_SCALE = 10
SKIPPED = "abstain"
"""The answer of who leaves a question out."""


class VoteChoice(Value):
    key: str
    """A letter."""
    text: Label


class VoteQuestion(Value):
    kind: Literal["choice", "several", "scale", "text"]
    """`several`: more than one of the choices may be named."""
    text: Label
    choices: tuple[VoteChoice, ...] = ()
    least: int = 1
    most: int = 5
    """Of a scale."""


class QuestionAnswer(Value):
    """An answer to one question: keys of choices with a plus between, a number, or words."""

    number: int
    """From 1."""
    value: str


class WrittenAnswer(Value):
    """Words that somebody has answered; nobody knows who."""

    number: int
    text: str


class QuestionResult(NamedTuple):
    number: int
    question: VoteQuestion
    answers: int
    counts: tuple[tuple[str, str, int], ...]
    """Key, what it stands for, and how many have named it."""
    mean: float | None
    """Of a scale."""
    texts: tuple[str, ...]
    """In the order of the alphabet, not of the answers."""


def tally_keys(question: VoteQuestion, number: int, value: str) -> tuple[str, ...]:
    """The keys that an answer is counted under: its own, and that of all answers to the question."""
    parts = value.split("+") if question.kind == "several" else [value]
    named = () if question.kind == "text" else tuple(f"{number}:{part}" for part in dict.fromkeys(parts))
    return (f"{number}", *named)


def result_of(
    question: VoteQuestion, number: int, tally: dict[str, int], texts: tuple[WrittenAnswer, ...]
) -> QuestionResult:
    steps = [(str(step), str(step)) for step in range(question.least, question.most + 1)]
    named = steps if question.kind == "scale" else [(one.key, one.text) for one in question.choices]
    counts = tuple((key, text, tally.get(f"{number}:{key}", 0)) for key, text in named)
    answers = tally.get(f"{number}", 0)
    scored = question.kind == "scale" and answers
    mean = sum(int(key) * n for key, _, n in counts) / answers if scored else None
    return QuestionResult(
        number,
        question,
        answers,
        () if question.kind == "text" else counts,
        mean,
        tuple(one.text for one in texts if one.number == number),
    )
