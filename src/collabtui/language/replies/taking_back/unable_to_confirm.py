"""A signer of minutes who cannot confirm them as he was not there (`I wasn't at the meeting so can't confirm`,
没参会，没法确认): he finds nothing wrong in them, and corrects nothing."""

import re

_CANNOT = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|unable to|not able to)"
    r" (?:really )?(?:confirm|sign|approve|agree|say|tell|comment)"
    r"|(?:没法|无法|不能|没办法|不便)(?:确认|签|同意|判断|评价)"
)
_ABSENT = re.compile(
    r"\b(?:wasn't|was not|weren't|were not|hadn't been) (?:at|in|there|present|part|on the call)\b|\bwas absent\b"
    r"|\bmissed (?:the|this|that) (?:meeting|call)\b"
    r"|\b(?:didn't|did not|couldn't|could not) (?:attend|join|take part)\b"
    r"|没有?(?:参会|参加|出席|到场|去)|不在场|缺席|未(?:参会|出席|参加|到场)"
)
_FAULT = re.compile(
    r"\b(?:wrong|incorrect|should|mistake|missing|never said|didn't say)\b|不对|错|应该?为|漏|没说过|不是我"
)
"""Something is wrong all the same."""


def is_unable_to_confirm(text: str) -> bool:
    """Whether a folded line says both, and names nothing that is wrong."""
    return bool(_CANNOT.search(text) and _ABSENT.search(text)) and not _FAULT.search(text)
