"""The bare subject of a mail, as people say it: without the Re:, Fwd: and marks that programs put around it."""

import re

from collabtui.domain.refs import is_ref

_TAG = re.compile(r"[\[【][^\]】]*[\]】]")
"""Also of a gateway that marks what came from outside."""
_WORD = re.compile(r"[^\W_]")
_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|fwd?|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?[:\uff1a])+|#[a-z2-7]{8}\b", re.IGNORECASE
)


def topic(subject: str) -> str:
    """The topic of a subject: without the marks of replies and without our code."""
    return _MARKS.sub("", subject).strip()


def refs_in_subject(subject: str) -> tuple[str, ...]:
    """The refs that our subjects have in brackets before their topic, `[A8 A39]`; none where there are other words."""
    named = (tuple(tag[1:-1].split()) for tag in _TAG.findall(subject))
    return next((refs for refs in named if refs and all(is_ref(one) for one in refs)), ())


def says_more(subject: str, answered: str) -> bool:
    """Whether somebody has written words of his own into the subject of his answer. `answered` is the subject that it
    answers; clients cut long ones."""
    own, theirs = (_folded(one) for one in (subject, answered))
    return own not in theirs and _WORD.search(own.replace(theirs, "") if theirs else own) is not None


def _folded(subject: str) -> str:
    return "".join(_TAG.sub("", topic(subject)).casefold().split())
