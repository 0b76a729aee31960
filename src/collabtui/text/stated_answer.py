"""Whether somebody's own words say the yes or no that our word for his answer would say again: 同意（同意）."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType

_STATED = MappingProxyType({
    "zh": (re.compile(r"同意"), re.compile(r"不同意|有异议")),
    "en": (
        re.compile(r"(?:(?:i|we) )?(?:agree|accept)(?:s|d|ed)?\b", re.IGNORECASE),
        re.compile(r"(?:(?:i|we) )?(?:object|disagree)(?:s|d|ed)?\b|(?:i|we) (?:can[’']t|cannot)\b", re.IGNORECASE),
    ),
})  # fmt: skip
"""How a yes and a no begin, among them the words that our mails propose."""
_YES_OR_NO = MappingProxyType({"for": 0, "accepted": 0, "against": 1, "objected": 1})


def states_itself(locale: str, value: str, text: str) -> bool:
    """Of a yes or a no, as an answer or as the state that it makes, to somebody who reads that language."""
    return value in _YES_OR_NO and _STATED[locale][_YES_OR_NO[value]].match(text.strip()) is not None


def says_nothing_else(locale: str, value: str, text: str) -> bool:
    """Whether the words are that yes or no and no more: not 同意，张伟和小李."""
    found = _STATED[locale][_YES_OR_NO[value]].match(text.strip()) if value in _YES_OR_NO else None
    return found is not None and not text.strip()[found.end() :].strip(" .,;!。，；！")


def item_opinions_text(
    words: Callable[..., str], objected: Iterable[tuple[str, str]], *, rest_agreed: bool, separator: str
) -> str:
    """The opinions on single items of a plan in one line: `A3: by 12 March; the rest agreed`. `objected`: refs, each
    with the reason."""
    lines = [words("change.item_objected", ref=ref, text=text) if text else ref for ref, text in objected]
    return separator.join([*lines, *([words("change.items_rest_agreed")] if rest_agreed else [])])


def stated(locale: str, word: str, value: str, text: str, between: str = " ") -> str:
    """The answer in one line: our word for it and what was said, or that alone where it says the same."""
    return text if states_itself(locale, value, text) else between.join(filter(None, (word, text)))
