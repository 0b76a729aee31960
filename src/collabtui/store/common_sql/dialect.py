"""The words that SQLite and PostgreSQL have for the same, by names that records and queries use. Here are SQLite's;
`postgresql.translation` and the functions of PostgreSQL's schema know what they mean there, and no others.

Each function gives SQL as text; arguments are SQL too, where nothing else is said. Beside this, queries say plain SQL,
with `?` for a bound value and, on documents (nested values, which SQLite keeps as JSON text), `<alias>.value` and
`<alias>.key` of what `elements` puts into FROM. Standard library only, and little of it: each list imports this.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

EVERY_ROW = -1
"""As LIMIT takes it."""
NO_BYTES = "x''"
"""The empty value of a column of bytes."""
WRITTEN_AT_ONCE = "trail written at once"
"""The last line of the trail that was written where many write at once: it was moved here from there."""
MOVED_TO = "moved to "
"""In the place of a step, and said to who writes all the same, before a place: everything was moved there."""
BEGIN_TO_WRITE = "BEGIN IMMEDIATE"
"""Begins a transaction with the write lock in it: whoever waits for it reads nothing that changes under him."""
FOUND_BY_KEY = "WITHOUT ROWID"
"""Behind the columns of a table that is only ever asked for by its key."""


def lost_step(steps: Sequence[str], owed: Sequence[str]) -> str:
    """The first of the steps of the tables that is owed though a later one is done; empty where there is none. They
    are done in their order, all that there are or none."""
    return "" if tuple(owed) == tuple(steps[len(steps) - len(owed) :]) else owed[0]


def marks(count: int) -> str:
    """As many bound values, for `IN (…)`."""
    return ", ".join("?" * count)


def number_of_new_row(table: str) -> str:
    """The id that the row of the INSERT in which this stands is given."""
    return f"(1 + (SELECT coalesce(max(id), 0) FROM {table}))"


def to_second(instant: str) -> str:
    """An instant as shown: the store keeps microseconds."""
    return f"substr({instant}, 1, 19) || substr({instant}, 27)"


def utc_day(instant: str) -> str:
    """The day of an instant, in UTC."""
    return f"substr({instant}, 1, 10)"


def shifted_day(instant: str) -> str:
    """The day of an instant where clocks differ from UTC by a bound value, which `shift` makes."""
    return f"date({instant}, ?)"


def shift(offset: timedelta) -> str:
    """The value to bind for `shifted_day`."""
    return f"{int(offset.total_seconds() // 60):+d} minutes"


def next_day(day: str) -> str:
    """The day after a day."""
    return f"date({day}, '+1 day')"


def not_before(instant: str, other: str) -> str:
    """That an instant is not before the other, where one of them may be out of a document and of another width."""
    return f"datetime({instant}) >= datetime({other})"


def is_same(value: str, other: str) -> str:
    """That both are equal, or both NULL."""
    return f"{value} IS {other}"


def larger(value: str, other: str) -> str:
    """The larger of two numbers."""
    return f"max({value}, {other})"


def as_number(condition: str) -> str:
    """1 where the condition holds, else 0."""
    return f"(CASE WHEN {condition} THEN 1 ELSE 0 END)"


def without_prefix(text: str, prefix: str) -> str:
    """A text behind a prefix that it begins with; the prefix as it is, not as SQL."""
    return f"substr({text}, {len(prefix) + 1})"


def begins_with(text: str, prefix: str) -> str:
    """That a text begins with another, letter for letter; both as SQL, with no wildcards in them."""
    return f"substr({text}, 1, length({prefix})) = {prefix}"


def contains(text: str) -> str:
    """That a text has the bound one in it, in any letter case of Latin letters."""
    return f"instr(lower({text}), lower(?)) > 0"


def value_at(document: str, path: str) -> str:
    """One value out of a document: `department`, `lines[0].text`."""
    return f"json_extract({document}, '$.{path}')"


def truth_at(document: str, path: str) -> str:
    """That a value in a document is there and true."""
    return f"CAST({value_at(document, path)} AS TEXT) IN ('1', 'true')"


def is_set(truth: str) -> str:
    """That a truth is not plainly no: also where something else stands there, of which nobody knows what it was."""
    return f"({truth} > FALSE OR {truth} < FALSE)"


def scalar(document: str) -> str:
    """The value of a document that is nothing but one value."""
    return f"json_extract({document}, '$')"


def elements(document: str, alias: str = "") -> str:
    """The elements of a document, a row each, for FROM."""
    return f"json_each({document}) AS {alias}" if alias else f"json_each({document})"


def elements_of(document: str, name: str, alias: str = "") -> str:
    """The same of what the document has under a name."""
    return f"json_each({document}, '$.{name}') AS {alias}" if alias else f"json_each({document}, '$.{name}')"


def is_document(text: str) -> str:
    """That a text can be read as a document."""
    return f"json_valid({text})"


def readable_elements(text: str, alias: str) -> str:
    """The same as `elements` of what may be no document, which has none then, or one value with fields, which is its
    own only element."""
    several = f"CASE json_type({text}) WHEN 'object' THEN '[' || {text} || ']' ELSE {text} END"
    return elements(f"CASE WHEN {is_document(text)} THEN {several} END", alias)


def element_count(document: str) -> str:
    """The number of elements that a document has."""
    return f"json_array_length({document})"


def joined_lines(text: str) -> str:
    """The texts of a group, a line each."""
    return f"group_concat({text}, char(10))"


def by_index(table: str, index: str) -> str:
    """A table, for FROM, read through this index whatever the planner thinks."""
    return f"{table} INDEXED BY {index}"


def row_by_row(table: str) -> str:
    """A table, for FROM, read without any index: what an index says of it may be damaged."""
    return f"{table} NOT INDEXED"


def unindexed(column: str) -> str:
    """A column whose order is worked out and not taken from an index."""
    return f"+{column}"


def looked_up(table: str, condition: str) -> str:
    """A further table, looked up for each row of those before it: the planner must not turn the order round."""
    return f"CROSS JOIN {table} ON {condition}"


def searched_ids(kind: str) -> str:
    """The ids of all that the search knows of, as `id`."""
    return f"SELECT id FROM {kind}_text_content"


def finds(kind: str) -> str:
    """The ids of what has the words that a bound value looks for, newest first when it is read by itself."""
    return f"SELECT rowid FROM {kind}_text WHERE {kind}_text MATCH ?"


def finds_first(kind: str, alias: str) -> tuple[str, str, str]:
    """For reading in the order in which the index hands out its finds: what stands in FROM, the condition with its
    bound value, and what to order by."""
    index = f"{kind}_text"
    return (
        f"{index} AS t {looked_up(f'{kind} AS {alias}', f'{alias}.id = t.rowid')}",
        f"{index} MATCH ?",
        "t.rowid DESC",
    )


def newest_finds(kind: str) -> str:
    """The ids of what has the words that a bound value looks for, newest first, and no more than a second one says."""
    return f"{finds(kind)} ORDER BY rowid DESC LIMIT ?"


def hits_first(kind: str, alias: str) -> str:
    """The same for FROM alone, with the bound value in it; order by `hit`."""
    hits = f"(SELECT rowid AS hit FROM {kind}_text WHERE {kind}_text MATCH ?) AS finds"
    return f"{hits} {looked_up(f'{kind} AS {alias}', f'{alias}.id = hit')}"


def kinds_with_finds(kinds: Iterable[str]) -> str:
    """Those of the kinds, as `name`, whose index has the words; these are bound once a kind."""
    return " UNION ALL ".join(f"SELECT '{kind}' AS name WHERE EXISTS ({finds(kind)})" for kind in kinds)


def enter_words(kind: str) -> str:
    """Puts words into the index: the id and the words, which `fulltext.indexed` makes, are bound."""
    return f"INSERT INTO {kind}_text (rowid, text) VALUES (?, ?)"


def remove_words(kind: str) -> str:
    """Takes the words of an id, which is bound, out of the index."""
    return f"DELETE FROM {kind}_text WHERE rowid = ?"
