"""Deeds on matters."""

from datetime import date

from collabtui.domain.matter import Matter
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.desk import Desk


def new_matter(
    desk: Desk,
    *,
    title: str,
    initiator: str = "",
    lead: str = "",
    background: str = "",
    goal: str = "",
    wanted: date | None = None,
) -> Matter:
    """Raises `Refused`: matter.no_title, and matter.there (ref) when a matter has that title already."""
    title = one_line(title)
    if not title:
        raise Refused("matter.no_title")
    with desk.transaction() as tx:
        there = tx.find(Matter, title=title, limit=1)
        if there:
            raise Refused("matter.there", ref=there[0].ref, title=title)
        return tx.put(
            Matter(
                ref=tx.next_ref(Matter, year=desk.today.year),
                title=title,
                initiator=initiator,
                lead=lead,
                background=background,
                goal=goal,
                wanted=wanted,
                created_at=desk.now,
            )
        )
