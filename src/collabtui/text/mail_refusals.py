"""The meaning of a mail server's refusal, by the codes before its words: `550 5.1.1 User unknown` is no such address.

Codes of RFC 5321 and RFC 3463; where there is neither, the words that servers use."""

import re

_ANSWER = re.compile(r"(?:(?P<code>[45]\d\d)(?:[ -]|$))?\s*(?:(?P<class>[45])\.(?P<status>\d{1,3}\.\d{1,3})\b)?")
_BY_STATUS = {
    "1.0": "address", "1.1": "address", "1.2": "address", "1.3": "address", "1.6": "address", "1.10": "address",
    "1.7": "sender", "1.8": "sender", "2.0": "mailbox", "2.1": "closed", "2.2": "full", "2.3": "size", "3.4": "size",
    "3.1": "full",
}  # fmt: skip
_BY_SUBJECT = {"4": "route", "7": "policy"}
_BY_CODE = {"550": "mailbox", "551": "address", "552": "full", "553": "address", "554": "policy"}
_BY_WORDS = (
    (
        "address",
        re.compile(r"(?:user|recipient|mailbox) (?:unknown|not found)|(?:unknown|no such) (?:user|mailbox)", re.I),
    ),
    ("full", re.compile(r"quota|mailbox (?:is )?full", re.I)),
)


def refusal(text: str) -> str:
    """Its kind, as the sentences `system.refused_` name it; empty where the text is no answer of a mail server."""
    found = _ANSWER.match(text)
    if found is None:
        return ""
    code, status = found["code"] or "", found["status"] or ""
    temporary = (found["class"] or code[:1]) == "4"
    kind = _BY_STATUS.get(status) or _by_words(text) or ""
    if temporary:
        return kind if kind == "full" else "later"
    if not kind and (code or status):
        kind = _BY_SUBJECT.get(status.partition(".")[0]) or _BY_CODE.get(code, "mail")
    return kind


def _by_words(text: str) -> str | None:
    return next((kind for kind, words in _BY_WORDS if words.search(text)), None)
