"""Words that are looked for as PostgreSQL writes them (`tsquery`): here and not by its function `words_query`, which
each plan of a search would run anew, for longer than the search takes."""

import re

from collabtui.domain.unicode_normal_form import nfkd
from collabtui.store.common_sql.fulltext import MatchExpression

_PHRASES = re.compile(r'"([^"]+)"(\*?)')
_MARKS = re.compile("[\u0300-\u036f]")
_LONGEST = 100
"""Characters of a word that the index keeps."""


def text_query(expression: MatchExpression) -> str:
    """The same as `words_query` of the schema: `('预算' <-> '算表') & ('abc':*)`."""
    return " & ".join(f"({_phrase(words)}{':*' if star else ''})" for words, star in _PHRASES.findall(expression))


def _phrase(words: str) -> str:
    plain = _MARKS.sub("", nfkd(words))
    return " <-> ".join(f"'{word[:_LONGEST]}'" for word in plain.split(" "))
