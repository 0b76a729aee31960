"""Tells what of a clause is work that is still to be done: needs working on, still to do, yet to be written.

Whoever says so tells no more than that it is not done; whether it was begun is another thing.
"""

from collections.abc import Iterable

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, kinds

_NEEDS = r"\b(?:needs?|needed|needing|wants?|requires?|could do with)\s+"
_HOW_MUCH = r"(?:(?:still|also|some|more|further|proper|a lot of|a bit of|a little)\s+)*"
_NO_WORK = r"(?!(?:\w*thing|meeting|training|building|spring|morning|evening|during|bring|string)\b)"
_AT_ITS_END = (
    r"(?!(?:test|check|review|sign|proofread|polish|finish|complet|tidy|finali[sz]|approv|print|send|fix|updat|fine-tun"
    r"|confirm|amend|correct|translat|publish|clean|stamp|hand|submitt)ing\b)"
)
"""What is tested or signed is there, for the most part."""
_ON_ITS_WAY = r"(?!(?:come|arrive|follow|hear|receive|get|be (?:delivered|received|confirmed|signed|approved))\b)"
"""What is still to come was ordered."""
_GOVERNED_ENDS = late_regex(_NEEDS + _HOW_MUCH + r"$")
_WINDOW = 48
"""Characters before a verb in which what governs it stands."""
_STILL_TO_DO = late_regex(
    rf"{_NEEDS}{_HOW_MUCH}{_NO_WORK}{_AT_ITS_END}[a-z]{{2,}}ing\b"
    rf"|(?:\b(?:still|yet|remains?|left|all)\s+|^\W*|:\s*)to\s+{_ON_ITS_WAY}(?:be\s+)?[a-z]+\b"
)
_BEGUN = HAPPENED | kinds("started percent")


def is_only_needed(text: str, verb: Token) -> bool:
    """Whether a verb of the folded text is what something needs: needs working on, wants some more testing."""
    return _GOVERNED_ENDS.search(text[max(verb.start - _WINDOW, 0) : verb.start]) is not None


def tells_only_of_work_ahead(text: str, tokens: Iterable[Token], start: int) -> bool:
    """Whether a passage of folded text names work that is still to be done, and none that was; it begins at `start` of
    the line that its tokens have their places in."""
    ahead = [(start + one.start(), start + one.end()) for one in _STILL_TO_DO.finditer(text)]
    if not ahead:
        return False
    begun = (one for one in tokens if one.within(_BEGUN))
    return all(any(first <= one.start < last for first, last in ahead) for one in begun)
