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
        yield _counted(f"{choice['key']}  {choice['text']}", choice["votes"], words)
    if not vote["questions"]:
        yield _counted(words("vote.abstain"), vote["abstained"], words)
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
        shown = one["text"] if question["kind"] == "scale" else f"{one['key']}  {one['text']}"
        yield _counted(shown, one["votes"], words)
    yield from (f"· {text}" for text in question["texts"])


def _counted(choice: str, votes: int | None, words: "Catalogue") -> str:
    return words("vote.count_line", choice=choice, n="–" if votes is None else votes)
