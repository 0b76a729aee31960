"""Rows without those of some matters: each statement that reads is said of tables in which they are not.

Whoever may not see a matter finds nothing of it that way in any list, count or search, and no query has to know of it.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from collabtui.store.common_sql.dialect import elements, unindexed, value_at

_REF = re.compile(r"X-\d+-\d+")
_MEETINGS = "SELECT ref FROM meeting WHERE matter IN ({matters})"
_BY_MATTER = f"({unindexed('matter')} IS NULL OR {unindexed('matter')} NOT IN ({{matters}}))"
_BY_BOTH = f"""{_BY_MATTER}
    AND ({unindexed("matter")} IS NOT NULL OR coalesce(meeting, '') NOT IN ({_MEETINGS}))"""
_BY_MEETING = f"meeting NOT IN ({_MEETINGS})"
_THINGS = ("action", "risk", "decision", "question", "vote")
"""What is taken down in a meeting, also for a matter that is not the meeting's."""
_SEEN: dict[str, str] = {
    "matter": "ref NOT IN ({matters})",
    **dict.fromkeys(_THINGS, _BY_BOTH),
    **dict.fromkeys(("meeting", "series", "change", "resource", "report", "matter_reading"), _BY_MATTER),
    **dict.fromkeys(("entry", "sign_off", "minutes_version"), _BY_MEETING),
}
"""What is seen of each table whose rows belong to a matter, by their meeting, too."""


def _hidden(table: str) -> str:
    return f"SELECT ref FROM {table} WHERE NOT ({_SEEN[table]})"


_SEEN["entry"] += "".join(f" AND coalesce(thing, '') NOT IN ({_hidden(table)})" for table in _THINGS)
_SEEN["outgoing"] = f"""{_BY_MATTER} AND coalesce(meeting, '') NOT IN ({_MEETINGS})
    AND coalesce(series, '') NOT IN ({_hidden("series")}) AND coalesce(change, '') NOT IN ({_hidden("change")})
    AND NOT EXISTS (SELECT 1 FROM {elements("items", "listed")}
        WHERE {value_at("listed.value", "ref")} IN ({_hidden("action")}))"""
_SEEN["incoming"] = f"""coalesce(answers, '') NOT IN ({_hidden("outgoing")})
    AND NOT EXISTS (SELECT 1 FROM {elements("updates", "said")}
        WHERE {value_at("said.value", "ref")} IN ({_hidden("action")}))"""
_SEEN["trail"] = "ref NOT IN (" + " UNION ALL ".join(_hidden(table) for table in _SEEN) + ")"
_TABLE = re.compile(
    rf"\b(FROM|JOIN)\s+({'|'.join(_SEEN)})\b(?!\s*\()(?:\s+AS\s+(\w+))?(\s+(?:NOT INDEXED|INDEXED BY \w+))?"
)


def without_matters(refs: Collection[str]) -> Callable[[str], str]:
    """A function that makes of a statement one that finds nothing of these matters."""
    if unfit := [ref for ref in refs if not _REF.fullmatch(ref)]:
        raise ValueError(f"no refs of matters: {unfit}")
    matters = ", ".join(f"'{ref}'" for ref in sorted(refs))
    seen = {table: condition.replace("{matters}", matters) for table, condition in _SEEN.items()}

    def narrowed(found: re.Match[str]) -> str:
        keyword, table, alias, index = found.groups()
        return f"{keyword} (SELECT * FROM {table}{index or ''} WHERE {seen[table]}) AS {alias or table}"

    @lru_cache(maxsize=1024)
    def rewritten(sql: str) -> str:
        return _TABLE.sub(narrowed, sql)

    return rewritten
