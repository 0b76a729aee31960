"""They and them, where they are the things that a title names and not other people: they're washed, still washing them,
of `wash the rollers`."""

import re
from collections.abc import Sequence
from itertools import takewhile

from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.vocabulary import Token, kinds

_FILLER = kinds("filler")
_THEY = frozenset({"they", "they're", "they've"})
_ALREADY_PASSIVE = frozenset({"they're"})
_PASSIVE = frozenset({"are", "were", "been", "have been", "had been"})
_BETWEEN = frozenset({"all", "both", "now", "already", "finally", "just", "also", "have", "had"})
_SEVERAL = re.compile(r"\b[a-z]{2,}(?<![sui\W])s\b(?!')|\b(?:people|men|women|children|feet|teeth|data)\b")
"""Plants and valves; not status, press or analysis."""
_ABOUT = re.compile(r" (?:for|of|with|from|to|about|by|at|on|in|into|before|after)\b")
"""Ends the things of a title: not the docks, of `check the pump at the docks`."""


def with_things_as_they(tokens: Sequence[Token], titles: Titles) -> Sequence[Token]:
    """The tokens with `they` and `them` as words that say nothing, where a verb of a title was done to them."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.text == "them" and at and _acts(tokens[at - 1], titles):
            found[at] = token._replace(kinds=_FILLER)
        elif token.text in _THEY and (end := _end_of_passive(tokens, at, titles)):
            for inside in range(at, end):
                if tokens[inside].text in _THEY:
                    found[inside] = tokens[inside]._replace(kinds=_FILLER)
    return found


def _acts(verb: Token, titles: Titles) -> bool:
    return verb.of("done", "own-verb", "started") or verb.text in titles.verbs_done.going_on


def _end_of_passive(tokens: Sequence[Token], at: int, titles: Titles) -> int:
    """The place of the verb in `they have all been washed`, of a title that names several things; else 0."""
    led = list(takewhile(lambda one: one.text in _PASSIVE | _BETWEEN, tokens[at + 1 :]))
    verb = tokens[at + 1 + len(led) : at + 2 + len(led)]
    is_passive = tokens[at].text in _ALREADY_PASSIVE or any(one.text in _PASSIVE for one in led)
    if not (verb and is_passive and verb[0].of("own-verb")):
        return 0
    refs = titles.verbs_done.forms.get(verb[0].text, frozenset())
    return at + 1 + len(led) if refs and all(_names_several(titles.of(ref)) for ref in refs) else 0


def _names_several(title: str) -> bool:
    things = title[: about.start()] if (about := _ABOUT.search(title)) else title
    return not title.isascii() or _SEVERAL.search(things) is not None
