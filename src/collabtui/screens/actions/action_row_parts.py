"""Pieces of lines on actions: the heading of a group, the dates that one had, how several are named."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.via import mail_of, not_undone
from collabtui.language.filter.filter_line import Surroundings
from collabtui.store.queries.action_groups import Group
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.sections import Heading

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.mail_rows import TrailRow
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


def moves_of(changes: "Sequence[TrailRow]") -> "list[TrailRow]":
    """The changes that moved the due date, the first one first. One that was taken back has moved nothing."""
    stands = not_undone({change["batch"]: change["via"] for change in changes})
    return [
        change
        for change in reversed(changes)
        if change["field"] == "due" and change["old"] and change["new"] and change["batch"] in stands
    ]


def is_slip(move: "TrailRow") -> bool:
    return bool(move["new"] > move["old"])


def slip_chain(changes: "Sequence[TrailRow]", words: "Catalogue") -> Iterator[Content]:
    """`3月6日 → 3月11日  供应商晚了  李明`, the first slip first; nothing where the date never moved."""
    reasons = {change["batch"]: change["new"] for change in changes if change["field"] == "reason"}
    moves = moves_of(changes)
    if moves:
        yield as_content(words("actions.slips"), MUTED)
    for number, move in enumerate(moves, 1):
        yield _line(number, move, reasons, words)


def _line(number: int, move: "TrailRow", reasons: Mapping[int, Any], words: "Catalogue") -> Content:
    old, new = (words.short_day(date.fromisoformat(move[side])) for side in ("old", "new"))
    mail = f"  ✉ {ref}" if (ref := mail_of(move["via"])) else ""
    reason = reasons.get(move["batch"]) or ""
    return (
        as_content(f" {number} ", MUTED)
        + as_content(f"{old} → {new}", WARNING if is_slip(move) else "")
        + as_content(f"  {reason}" if reason else "")
        + as_content(f"  {move['actor']}{mail}", MUTED)
    )


def named(rows: "Sequence[ActionRow]", words: "Catalogue") -> str:
    """`A2 完成压力测试`, or the first refs and how many more."""
    if len(rows) == 1:
        return f"{rows[0]['ref']} {rows[0]['title']}"
    return named_refs([row["ref"] for row in rows], words)


def named_refs(refs: Sequence[str], words: "Catalogue") -> str:
    names = words("list.separator").join(refs[:MOST_NAMED])
    more = len(refs) - MOST_NAMED
    return names if more <= 0 else words("actions.and_more", names=names, n=more)
