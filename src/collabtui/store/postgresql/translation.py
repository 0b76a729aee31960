"""The common SQL in PostgreSQL's words.

What records and queries say is one text: plain SQL, `?` for a bound value, and the words of `store.common_sql.dialect`.
What of these PostgreSQL calls otherwise is said here; what it has no function for, its schema has under the same name
(`schema/01_functions.sql`). Texts between quotes stay as they are.
"""

import re
from functools import lru_cache

from collabtui.store.postgresql.word_frequencies import Frequency

_PIECES = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")""")
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bBEGIN IMMEDIATE\b"), "BEGIN"),
    # `id` is the first column, so that its number has been drawn
    (re.compile(r"\(1 \+ \(SELECT coalesce\(max\(id\), 0\) FROM (\w+)\)\)"), r"currval('\1_id_seq')"),
    # its planner takes no orders
    (re.compile(r" (?:INDEXED BY \w+|NOT INDEXED)\b"), ""),
    (re.compile(r"\bCROSS JOIN\b"), "JOIN"),
    (re.compile(r"(?<=[\s(,])\+(?=[a-z_]|$)"), ""),
    (re.compile(r"\bIS NOT (?!NULL\b|TRUE\b|FALSE\b|DISTINCT\b)"), "IS DISTINCT FROM "),
    (re.compile(r"\bIS (?!NOT\b|NULL\b|TRUE\b|FALSE\b|DISTINCT\b)"), "IS NOT DISTINCT FROM "),
    # none of nothing
    (re.compile(r"\bIN \(\)"), "IN (SELECT NULL::text WHERE FALSE)"),
    # by keys that are bound as one document: looked up each, however many people there are
    (re.compile(r"\bIN \(SELECT value FROM json_each\(\?\)\)"),
     "= ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)))"),
    # every row: -1
    (re.compile(r"\bLIMIT \?"), "LIMIT nullif(?, -1)"),
    (re.compile(r"\bLIMIT -1\b"), "LIMIT ALL"),
    (re.compile(r"\bINSERT INTO (\w+)_text \(rowid, text\) VALUES \(\?, \?\)"),
     r"INSERT INTO \1_text (rowid, \1_words) VALUES (?, words_vector(?))"),
    # said twice: a word that stands nowhere is guessed to be in some rows, and those were looked for from the newest on
    (re.compile(r"\b(\w+)_text MATCH \?"), r"(\1_words @@ (?)::tsquery AND \1_words @@ (?=)::tsquery)"),
    (re.compile(r"\bFROM (\w+)_text_content\b"), r"FROM (SELECT rowid AS id FROM \1_text) AS \1_text_content"),
    (re.compile(r" WITHOUT ROWID\b"), ""),
    (re.compile(r"\bgroup_concat\("), "string_agg("),
    (re.compile(r"\bchar\("), "chr("),
    (re.compile(r"\bmax\((?=[^()]*,)"), "greatest("),
)  # fmt: skip
_LEFT_OPEN = re.compile(
    r"\b(\w+)\.id NOT IN \(SELECT filed\.id FROM action AS filed\s+WHERE filed\.matter IN \((?P<filed>[^()]*)\)"
    r" AND filed\.status (?P<open>IN \([^()]*\))\)"
)
"""What is left open in the archive, as `records.sql.not_left_open` says it."""
_IS_AWAITED = r"(\1.matter IS NULL OR \1.status NOT \g<open> OR \1.matter NOT IN (\g<filed>))"
"""The same asked of each row: the archived matters are few, and a list that ends early gathers nothing of its own."""
_SEARCHED = re.compile(r"\b(\w+)_text MATCH \?")
_NO_BYTES = re.compile(r"\bx$")
_BY_FREQUENCY = {
    # said so often, a plan for any words expects one find, and takes it from the index
    "rare": "({0}_words @@(?)::tsquery AND {0}_words @@(?=)::tsquery AND {0}_words @@(?=)::tsquery)",
    # no operator, so no index: each row is looked at, in the order that is asked for
    "common": "ts_match_vq({0}_words, (?)::tsquery)",
}
"""Conditions whose plan need not be made for their words (`sent_together`)."""


@lru_cache(maxsize=2048)
def translated(sql: str, *, bound: bool = False, frequencies: tuple[tuple[str, Frequency], ...] = ()) -> str:
    """The same statement for PostgreSQL, with `$1`, `$2`, … for what is bound. `bound`: of a login that rights by row
    hold for; its searches are answered by a function, since a policy would keep them from the index. `frequencies`: of
    the words that are looked for, by kind."""
    for kind, frequency in frequencies:
        sql = sql.replace(f" {kind}_text MATCH ?", f" {_BY_FREQUENCY[frequency].format(kind)}")
    sql = _LEFT_OPEN.sub(_IS_AWAITED, sql)
    if bound:
        sql = _SEARCHED.sub(r"rowid IN (SELECT found('\1', ?))", sql)
    pieces = _PIECES.split(sql)
    for place in range(0, len(pieces), 2):
        for word, replaced in _WORDS:
            pieces[place] = word.sub(replaced, pieces[place])
    for place in range(1, len(pieces), 2):
        if pieces[place] == "''" and _NO_BYTES.search(pieces[place - 1]):
            pieces[place - 1], pieces[place] = pieces[place - 1][:-1], "''::bytea"
    return _numbered(pieces)


def _numbered(pieces: list[str]) -> str:
    """`?=` is the value of the `?` before it once more."""
    number = 0
    replaced = []
    for place, piece in enumerate(pieces):
        before, *others = (piece,) if place % 2 else piece.split("?")
        replaced.append(before)
        for after in others:
            is_again = after.startswith("=)")
            number += not is_again
            replaced.append(f"${number}{after.removeprefix('=') if is_again else after}")
    return "".join(replaced)
