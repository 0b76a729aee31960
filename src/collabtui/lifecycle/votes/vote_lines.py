"""The lines that show what was voted, as far as it may be shown: choices with their counts, questions with theirs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.store.queries.rows.meeting_rows import AskedQuestionRow, VoteRow
    from collabtui.text.catalogue import Catalogue

INDENT = "   "
"""Of what stands below a question."""


def count_lines(vote: "VoteRow", words: "Catalogue") -> Iterator[str]:
    for choice in vote["choices"]:
        yield f"{choice['key']}  {choice['text']}: {_shown(choice['votes'])}"
    if not vote["questions"]:
        yield f"{words('vote.abstain')}: {_shown(vote['abstained'])}"
    for question in vote["questions"]:
        yield f"{question['number']}. {question['text']}"
        yield from (f"{INDENT}{line}" for line in _result_lines(question, words))


def anonymous_line(vote: "VoteRow", words: "Catalogue") -> str:
    """The number of those who have answered one that is counted without names."""
    asked = len(vote["voters"])
    counted = {"n": asked - len(vote["silent"]), "of": asked}
    return words("vote.anonymous_count" if vote["state"] == "open" else "vote.answered_of", **counted).strip()


def choice_in_words(choice: str | None, words: "Catalogue") -> str:
    """A letter; that somebody abstains, or has not voted yet."""
    return words("vote.abstain") if choice == "abstain" else choice or words("vote.not_yet")


def _result_lines(question: "AskedQuestionRow", words: "Catalogue") -> Iterator[str]:
    """What may be answered; once it is closed, what was."""
    if question["hidden"]:
        yield words("vote.hidden_result", least=question["least"])
        return
    if question["mean"] is not None:
        yield words("vote.mean", mean=f"{question['mean']:.1f}", most=question["to"])
    if question["kind"] == "scale" and question["answers"] is None:
        yield words("vote.on_scale", least=question["from"], most=question["to"])
        return
    for one in question["counts"]:
        shown = _shown(one["votes"])
        yield f"{one['text']}: {shown}" if question["kind"] == "scale" else f"{one['key']}  {one['text']}: {shown}"
    yield from (f"· {text}" for text in question["texts"])


def _shown(votes: int | None) -> str:
    return "–" if votes is None else str(votes)
