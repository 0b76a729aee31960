"""Reads what a department gives, as it says beside its yes: 同意，可提供两名开发; agreed, we can give you two people.

That alone takes nothing back, where it is no less than was asked for, and of the same. Fewer, other things, and a word
that nobody knows are left to a person.
"""

import re
from collections.abc import Sequence
from functools import cache

from collabtui.language.given_things import thing_in, things_asked_in
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.word_patterns import one_of

_EDGES = " .,;!"
_BETWEEN = late_regex(r"[、和及]|,| and ")


def gives_what_was_asked(text: str, wanted: str, called: Sequence[str]) -> bool:
    """Whether the clause `text` says that its department, which is `called` so, gives something, and nothing else.
    All is folded."""
    found = next((match for one in _gives(tuple(called)) if (match := one.fullmatch(text.strip(_EDGES)))), None)
    if found is None:
        return False
    given = [thing_in(part.strip()) for part in _BETWEEN.split(found["what"])]
    known = [one for one in given if one]
    return len(known) == len(given) and all(any(mine.covers(one) for mine in known) for one in things_asked_in(wanted))


@cache
def _gives(called: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    (who, spares), (latin_who, latin_spares) = (
        [read_words("offers", language)["kinds"][kind] for kind in ("who", "spares")] for language in ("zh", "en")
    )
    you = one_of(read_words("offers", "en")["kinds"]["to-you"])
    return (
        re.compile(rf"{one_of([*who, *called])}?{one_of(spares)}(?P<what>.+)"),
        re.compile(rf"(?:{one_of([*latin_who, *called])} ?)?{one_of(latin_spares)}(?: {you})? (?P<what>.+)"),
    )
