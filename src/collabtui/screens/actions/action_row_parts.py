"""Pieces of lines on actions: the heading of a group, the dates that one had, how several are named."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.language.filter.filter_line import Surroundings
from collabtui.store.queries.action_groups import Group
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content
from collabtui.widgets.sections import Heading

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue

MOST_NAMED = 3
"""Refs of several; the others are counted."""


def group_names(group: Group | None, surroundings: Surroundings) -> Mapping[str, str]:
    """Titles of the groups that are keyed by a ref."""
    if group == "owner":
        return {person.ref: person.name for person in surroundings.people}
    if group == "matter":
        return {ref: f"{title}  {ref}" for ref, title in surroundings.titles.items()}
    return {}


def heading_line(
    heading: Heading, group: Group | None, names: Mapping[str, str], words: "Catalogue", today: date
) -> Content:
    """`▾ 张伟  12`; folded `▸ 张伟  12`."""
    sign = "▸" if heading.folded else "▾"
    return (
        as_content(f"{sign} ", MUTED)
        + as_content(_called(heading.name, group, names, words, today), "bold")
        + as_content(f"  {heading.count}", MUTED)
    )


def _called(name: str, group: Group | None, names: Mapping[str, str], words: "Catalogue", today: date) -> str:
    if not name:
        return words(f"actions.group.no_{group}")
    if group != "week":
        return names.get(name, name)
    monday = date.fromisoformat(name)
    away = (monday - (today - timedelta(days=today.weekday()))).days // 7
    span = words("actions.week", first=words.short_day(monday), last=words.short_day(monday + timedelta(days=6)))
    near = {-1: "actions.last_week", 0: "actions.this_week", 1: "actions.next_week"}.get(away)
    return f"{words(near)}  {span}" if near else span


def named(rows: "Sequence[ActionRow]", words: "Catalogue") -> str:
    """`A2 完成压力测试`, or the first refs and how many more."""
    if len(rows) == 1:
        return f"{rows[0]['ref']} {rows[0]['title']}"
    return named_refs([row["ref"] for row in rows], words)


def named_refs(refs: Sequence[str], words: "Catalogue") -> str:
    names = words("list.separator").join(refs[:MOST_NAMED])
    more = len(refs) - MOST_NAMED
    return names if more <= 0 else words("actions.and_more", names=names, n=more)
