"""Whether words that are looked for are rare or common, by what the server's own statistics say of the texts.

A search is planned for its words each time otherwise, which takes longer than the search: one plan for any word goes
through everything for a rare one, or brings all finds of a common one. Known to be either, it has one plan.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Any, Literal, NamedTuple, TypeAlias

from collabtui.store.common_sql.fulltext import MatchExpression
from collabtui.store.postgresql.text_query import looked_for

Frequency: TypeAlias = Literal["rare", "common"]
ASKED_BEFORE = 4
"""So many searches on one line are planned for their words before the statistics are worth reading."""
BELIEVED_FOR = 500
"""So many searches after which they are read anew."""
_STATISTICS = """SELECT c.relname, c.reltuples, to_json(s.most_common_elems::text::text[]),
        to_json(s.most_common_elem_freqs)
    FROM pg_stats AS s JOIN pg_namespace AS n ON n.nspname = s.schemaname
    JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = s.tablename
    WHERE s.schemaname = current_schema() AND c.relname = replace(s.attname, '_words', '_text')"""
_SEARCHED = re.compile(r" (\w+)_text MATCH \?")
_ROWS_WALKED = 12.0
"""50 finds of a share s are met in 50 / s rows, all of them are s * n: a row of a walk costs a quarter of a find that
the index brings, so both cost the same where s² is 12 / n."""


class _Texts(NamedTuple):
    shares: Mapping[str, float]
    """Of the rows, by word; words that are in few are left out."""
    bar: float
    """The share from which words are common."""


class WordFrequencies:
    """The frequencies that one connection has read; `ask` runs a query there, and gives None where it cannot."""

    def __init__(self, ask: Callable[[str], Sequence[tuple[Any, ...]] | None]) -> None:
        self._ask = ask
        self._asked = 0
        self._texts: dict[str, _Texts] = {}

    def are_known(self) -> bool:
        """Counts a search, and reads the statistics where it is time."""
        self._asked += 1
        if self._asked < ASKED_BEFORE:
            return False
        if (self._asked - ASKED_BEFORE) % BELIEVED_FOR == 0:
            found = self._ask(_STATISTICS)
            if found is None:
                self._asked = 0
                return False
            self._texts = {table.removesuffix("_text"): _texts(*rest) for table, *rest in found}
        return True

    def in_statement(self, sql: str, parameters: Sequence[Any]) -> tuple[tuple[str, Frequency], ...]:
        """Of each kind whose texts are searched in common SQL; none where it has to be planned for its words."""
        expressions = {one for one in parameters if isinstance(one, MatchExpression)}
        if len(expressions) != 1 or not self.are_known():
            return ()
        kinds = _kinds_searched(sql)
        known = tuple((kind, found) for kind in kinds if (found := self.of(kind, *expressions)))
        is_walk = any(frequency == "common" for _, frequency in known)
        # beside another condition on a value, to walk may be worse than to begin with that
        return () if len(known) < len(kinds) or (is_walk and len(set(parameters)) > 1) else known

    def of(self, kind: str, expression: MatchExpression) -> Frequency | None:
        """Of all these words in one record of the kind; None where it depends on words whose end is open."""
        if kind not in self._texts:
            return "rare"  # it has none, or so few that nobody counted them
        shares, bar = self._texts[kind]
        share, is_open = 1.0, False
        for words, goes_on in _looked_for(expression):
            is_open = is_open or goes_on
            for word in () if goes_on else words:
                share *= shares.get(word, 0.0)
        if share < bar:
            return "rare"
        return None if is_open else "common"


@lru_cache(maxsize=512)
def _kinds_searched(sql: str) -> tuple[str, ...]:
    """Without people, who are few enough for one plan."""
    return tuple(dict.fromkeys(kind for kind in _SEARCHED.findall(sql) if kind != "person"))


@lru_cache(maxsize=64)  # asked of each kind
def _looked_for(expression: MatchExpression) -> list[tuple[list[str], bool]]:
    return list(looked_for(expression))


def _texts(rows: float, words: Sequence[str] | None, shares: Sequence[float] | None) -> _Texts:
    # the server keeps its smallest and largest share behind those of the words
    return _Texts(dict(zip(words or (), shares or (), strict=False)), sqrt(_ROWS_WALKED / max(rows, 1.0)))
