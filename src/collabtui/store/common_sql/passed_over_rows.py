"""Rows without some that cannot be read: each statement that reads is said of tables in which they are not."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from collabtui.store.common_sql.dialect import unindexed
from collabtui.store.common_sql.seen_rows import without_matters

_OF_MEETING = ("sign_off", "entry", "minutes_version")
_QUOTE = "'"


def without_records(refs: Mapping[str, Collection[str]], hidden: Collection[str] = ()) -> Callable[[str], str] | None:
    """As `without_rows`, and nothing that belongs to a matter among them or among the hidden ones; None where there is
    none at all."""
    aside = {table: some for table, some in refs.items() if table != "matter"}
    matters = {*hidden, *refs.get("matter", ())}
    narrowing = [without_rows(aside)] if aside else []
    narrowing += [without_matters(matters)] if matters else []

    def rewritten(sql: str) -> str:
        for narrowed in narrowing:
            sql = narrowed(sql)
        return sql

    return rewritten if narrowing else None


def without_rows(refs: Mapping[str, Collection[str]]) -> Callable[[str], str]:
    """A function that makes of a statement one that finds none of these records, by table, and nothing that is a part
    of a meeting among them."""
    conditions = {table: f"{unindexed('ref')} NOT IN ({_listed(some)})" for table, some in refs.items()}
    if meetings := refs.get("meeting"):
        for table in _OF_MEETING:
            parts = f"{unindexed('meeting')} NOT IN ({_listed(meetings)})"
            conditions[table] = f"{conditions[table]} AND {parts}" if table in conditions else parts
    names = "|".join(conditions)
    tables = re.compile(rf"\b(FROM|JOIN)\s+({names})\b(?!\s*\()(?:\s+AS\s+(\w+))?(\s+(?:NOT INDEXED|INDEXED BY \w+))?")

    def narrowed(found: re.Match[str]) -> str:
        keyword, table, alias, index = found.groups()
        return f"{keyword} (SELECT * FROM {table}{index or ''} WHERE {conditions[table]}) AS {alias or table}"

    @lru_cache(maxsize=1024)
    def rewritten(sql: str) -> str:
        return tables.sub(narrowed, sql)

    return rewritten


def _listed(refs: Collection[str]) -> str:
    return ", ".join(_QUOTE + ref.replace(_QUOTE, 2 * _QUOTE) + _QUOTE for ref in sorted(refs))
