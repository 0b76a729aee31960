"""`need three days` as the dates can read it: `+3 days`, in as many characters."""

import re

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ASKS = ("need", "want", "ask", "request")
_NEEDED = re.compile(
    r"\b(?:needs?|want|request|ask for|asking for)(?: about| around| roughly| at least)?"
    rf" (\d{{1,2}}|{'|'.join(_NUMBERS)})( (?:working |business )?(?:days?|weeks?))\b"
)


_MORE_DAYS = re.compile(r"([多迟晚]|再要?)([一二三四五六七八九十两\d]{1,2})日(?![期前后内])")


def with_needed_time(text: str) -> str:
    """Asked for without more or another, it is as much more all the same. 多两日 is 多两天 (two days more)."""
    if "日" in text:
        text = _MORE_DAYS.sub(r"\1\2天", text)
    return _NEEDED.sub(_as_more, text) if any(word in text for word in _ASKS) else text


def _as_more(match: re.Match[str]) -> str:
    number = match[1] if match[1].isdigit() else str(_NUMBERS.index(match[1]) + 1)
    return f"+{number}".ljust(len(match.group()) - len(match[2])) + match[2]
