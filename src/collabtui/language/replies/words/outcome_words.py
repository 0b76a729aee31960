"""Words of remarks on how something turned out, of `words/outcomes.*.json`, and the two clauses of them that may follow
a statement without a mark between: the report is in the shared drive, runs without problems."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of, one_whole


class OutcomeWords(NamedTuple):
    """Alternatives of a regular expression."""

    han: str
    latin: str


def outcome_words(kind: str) -> OutcomeWords:
    words = words_of_both("outcomes", kind)
    return OutcomeWords(
        one_of(word for word in words if not word.isascii()), one_whole(word for word in words if word.isascii())
    )


def tells_where(text: str) -> bool:
    """The report is in the shared drive: a folded clause with a subject of its own, and no more."""
    return _where().fullmatch(text.strip(" ,;.")) is not None


def tells_how_it_runs(text: str) -> bool:
    """Runs without problems: a folded clause, and no more."""
    return how_it_runs().fullmatch(text.strip(" ,;.")) is not None


@cache
def how_it_runs() -> re.Pattern[str]:
    runs, how = (outcome_words(kind).latin for kind in ("runs", "how"))
    return re.compile(rf"(?:now |already |also )*{runs}(?: {how})+(?: now| so far| again| since)*")


@cache
def _where() -> re.Pattern[str]:
    place, at, put = map(outcome_words, ("place", "at", "put"))
    kept = rf"(?:{put.latin}) (?:{at.latin})|(?:{at.latin})"
    return re.compile(
        rf"(?:the|my|our|all|both) (?:[a-z'-]+ ){{1,3}}(?:is|are) (?:now |all |both )?(?:{kept})"
        rf" (?:the |your |my |our |a )?(?:[a-z-]+ )?(?:{place.latin})"
    )
