"""Tells whether a yes waits for something that is still to come: 等机票改好了, still to be approved by my director."""

from collabtui.language.late_patterns import late_regex

_HAN = late_regex(
    r"(?:^|[,;。])(?:我|我们|先|还|要|得|需|须|再|这边|这个|但|不过)*等(?![等于级你您])[^,;。]{2,}|待[^,;。]{1,10}(?:后|再|才)"
    r"|[须需待](?:要)?[^,;。]{0,8}(?:批|审|确认|同意|点头|签字)|才能?(?:同意|确认|定|签|答复)"
    r"|(?:后|了)(?:我|我们)?再(?:同意|确认|定|签|答复|回复)|另(?:议|说|谈)|另行(?:商|讨|协|确|再)"
)
_LATIN = late_regex(
    r"\b(?:once|until|till|as soon as|subject to|pending|awaiting|waiting (?:for|on)|after (?:i|we|my|our|the)"
    r"|still (?:to be|needs? to be|has to be|have to be|needs?|waiting)"
    r"|(?:needs?|has|have|yet) to be (?:approved|confirmed|signed|agreed|checked)"
    r"|to be (?:approved|confirmed|signed off) by)\b"
)


def is_pending(text: str) -> bool:
    """Whether a folded clause says so."""
    return _HAN.search(text) is not None or _LATIN.search(text) is not None


_CHECKS = late_regex(
    r"\b(?:will|'ll|let me|let us|need to|have to|going to) (?:\w+ ){0,2}(?:check|verify|look into|look at|ask|think)\b"
    r"|再(?:确认|核对|核实|看看|看一下|想想|问问|问一下|研究|商量|讨论)"
)


def has_to_be_checked(text: str) -> bool:
    """Whether a folded clause promises to look at it first: will check, 我再确认下, which is no agreement."""
    return _CHECKS.search(text) is not None
