"""As much of a mail's new text as is read: no line, and no text, that is longer than any person writes.

It is cut before the first step of reading: so whatever a step does with a line, it does it with a short one."""

from collections.abc import Iterator, Sequence

from collabtui.domain.mail.reply import Clause, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.marking.marking import LONGEST_LINE

_LONGEST_TEXT = 40_000
"""Characters: well beyond those that a reply is read for (`replies.understand`), so that what is left out here is known
there to be missing."""


def legible(new_text: NewText) -> NewText:
    """The same where nothing is too long. A line that is stays longer than any that is read, and so is not."""
    lines = tuple(_short(new_text.lines))
    return new_text if lines == new_text.lines else new_text.model_copy(update={"lines": lines})


def needs_all(situation: ReplyContext) -> bool:
    """Whether an answer is taken as it stands, line by line: one that is read in part would be another one."""
    several = bool(situation.asking and situation.asking.beside)
    numbered = situation.criteria or situation.choices or situation.questions or situation.votes or situation.plan
    return several or bool(numbered)


def unread(new_text: NewText) -> Understanding:
    """Nothing is read of it: it waits for a person."""
    lines = tuple(_short(new_text.lines))
    span = TextSpan(start=lines[0].span.start, end=lines[-1].span.end)
    clause = Clause(span=span, text="\n".join(line.text for line in lines), rule="unknown", counts=False)
    return Understanding(clauses=(clause,), doubt="unknown")


def _short(lines: Sequence[ReplyLine]) -> Iterator[ReplyLine]:
    left = _LONGEST_TEXT
    for line in lines:
        if left <= 0:
            return
        left -= len(line.text)
        yield line if len(line.text) <= LONGEST_LINE else _begun(line)


def _begun(line: ReplyLine) -> ReplyLine:
    text = line.text[: LONGEST_LINE + 1]
    return line.model_copy(
        update={"text": text, "span": TextSpan(start=line.span.start, end=line.span.start + len(text))}
    )
