"""What stands above a group of actions: whose they are, how many, and how many of them are late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.language.filtering import Surroundings
from collabtui.store.views.action_groups import Group
from collabtui.widgets.line import said
from collabtui.widgets.sections import Heading

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue


def group_names(group: Group | None, surroundings: Surroundings) -> Mapping[str, str]:
    """What the groups that are named by a ref are called."""
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
        said(f"{sign} ", "$foreground-muted")
        + said(_called(heading.name, group, names, words, today), "bold")
        + said(f"  {heading.count}", "$foreground-muted")
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
    year = "" if monday.year == today.year else f" {monday.year}"
    return f"{words(near)}  {span}" if near else f"{span}{year}"
