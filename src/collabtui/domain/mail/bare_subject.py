"""The bare subject of a mail, as people say it: without the Re:, Fwd: and marks that programs put around it."""

import re

_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|fwd?|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?[:\uff1a])+|#[a-z2-7]{8}\b", re.IGNORECASE
)


def topic(subject: str) -> str:
    """The topic of a subject: without the marks of replies and without our code."""
    return _MARKS.sub("", subject).strip()
