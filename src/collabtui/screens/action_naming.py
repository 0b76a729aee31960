"""How several actions are named in one line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabtui.screens.page import Page

MOST_NAMED = 3
"""The others are counted."""


def named(page: "Page", rows: Sequence[dict[str, Any]]) -> str:
    """`A2 完成压力测试`, or the first refs and how many more."""
    if len(rows) == 1:
        return f"{rows[0]['ref']} {rows[0]['title']}"
    return named_refs(page, [row["ref"] for row in rows])


def named_refs(page: "Page", refs: Sequence[str]) -> str:
    names = page.words("list.separator").join(refs[:MOST_NAMED])
    more = len(refs) - MOST_NAMED
    return names if more <= 0 else page.words("actions.and_more", names=names, n=more)
