"""Words that are looked for as PostgreSQL writes them (`tsquery`): here and not by its function `words_query`, which
each plan of a search would run anew, for longer than the search takes."""

import re
from collections.abc import Iterator
from functools import lru_cache

from collabtui.domain.unicode_normal_form import nfkd
from collabtui.store.common_sql.fulltext import MatchExpression

_PHRASES = re.compile(r'"([^"]+)"(\*?)')
_MARKS = re.compile("[\u0300-\u036f]")
_LONGEST = 100
"""Characters of a word that the index keeps."""


@lru_cache(maxsize=64)  # a search binds its words once a kind
def text_query(expression: MatchExpression) -> str:
    """The same as `words_query` of the schema: `('预算' <-> '算表') & ('abc':*)`."""
    phrases = ((" <-> ".join(f"'{word}'" for word in words), goes_on) for words, goes_on in looked_for(expression))
    return " & ".join(f"({phrase}{':*' if goes_on else ''})" for phrase, goes_on in phrases)


def looked_for(expression: MatchExpression) -> Iterator[tuple[list[str], bool]]:
    """The words of each phrase as the index has them, and whether the last of them may go on."""
    for words, star in _PHRASES.findall(expression):
        plain = _MARKS.sub("", nfkd(words))
        yield [word[:_LONGEST] for word in plain.split(" ")], bool(star)
