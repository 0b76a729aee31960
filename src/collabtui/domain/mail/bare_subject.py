"""The bare subject of a mail, as people say it: without the Re:, Fwd: and marks that programs put around it."""

import re

_TAG = re.compile(r"[\[【][^\]】]*[\]】]")
"""Also of a gateway that marks what came from outside."""
_WORD = re.compile(r"[^\W_]")
_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|fwd?|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?[:\uff1a])+|#[a-z2-7]{8}\b", re.IGNORECASE
)


def topic(subject: str) -> str:
    """The topic of a subject: without the marks of replies and without our code."""
    return _MARKS.sub("", subject).strip()


def says_more(subject: str, answered: str) -> bool:
    """Whether somebody has written words of his own into the subject of his answer. `answered` is the subject that it
    answers; clients cut long ones."""
    own, theirs = (_folded(one) for one in (subject, answered))
    return own not in theirs and _WORD.search(own.replace(theirs, "") if theirs else own) is not None


def _folded(subject: str) -> str:
    return "".join(_TAG.sub("", topic(subject)).casefold().split())
