"""A signer of minutes who cannot confirm them, as he was not there (`I wasn't at the meeting so can't confirm`,
没参会，没法确认), or cannot yet (`can't confirm these minutes yet`, 我还不能同意这份纪要): he finds nothing wrong in
them, and corrects nothing."""

from collabtui.language.late_patterns import late_regex

_UNABLE = (
    r"\b(?:can't|cannot|can not|couldn't|won't|will not|refuse to|unable to|not (?:yet |quite )?able to)"
    r" (?:really |yet |quite |currently )?"
)
_CANNOT = late_regex(
    rf"{_UNABLE}(?:confirm|sign|approve|agree|say|tell|comment)"
    r"|(?:没法|无法|不能|没办法|不便|不会|拒绝|不想)(?:确认|签|同意|认可|判断|评价)"
)
_CANNOT_TELL = late_regex(rf"{_UNABLE}(?:confirm|say|tell|comment)|(?:没法|无法|不能|没办法|不便)(?:确认|判断|评价)")
"""He does not say that they are right, and not that they are wrong."""
_ABSENT = late_regex(
    r"\b(?:wasn't|was not|weren't|were not|hadn't been) (?:at|in|there|present|part|on the call)\b|\bwas absent\b"
    r"|\bmissed (?:the|this|that) (?:meeting|call)\b"
    r"|\b(?:didn't|did not|couldn't|could not) (?:attend|join|take part)\b"
    r"|没有?(?:参会|参加|出席|到场|去)|不在场|缺席|未(?:参会|出席|参加|到场)"
)
_NOT_YET = late_regex(
    r"\b(?:yet|for now|for the moment|for the time being|at the moment|at this (?:point|stage|time)|right now|currently"
    r"|until|before (?:i|we)|so far|as of now)\b"
    r"|还(?!是)|暂|目前|现在|眼下|现阶段"
)
_FAULT = late_regex(
    r"\b(?:wrong|incorrect|should|mistake|missing|never said|didn't say)\b|不对|错|应该?为|漏|没说过|不是我"
)
"""Something is wrong all the same."""


def is_unable_to_confirm(text: str) -> bool:
    """Whether a folded line says so, and names nothing that is wrong; of agreeing and signing also why, or that it is
    for now."""
    excused = _ABSENT.search(text) or _NOT_YET.search(text)
    unable = _CANNOT_TELL.search(text) or (_CANNOT.search(text) and excused)
    return unable is not None and not _FAULT.search(text)


def cannot_confirm(text: str) -> bool:
    """Whether a folded text says that its writer cannot confirm or agree, for whatever reason."""
    return _CANNOT.search(text) is not None
