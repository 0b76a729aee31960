"""Notes on absences: the person, and the stand-in that the automatic reply names. Shown, and nothing more."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from collabtui.domain.place import Place
from collabtui.screens.today.needs import Need

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import AbsenceRow
    from collabtui.text.catalogue import Catalogue

FRESH = timedelta(days=14)
"""An older note says nothing of today."""
MOST = 3


def away_needs(absent: dict[str, "AbsenceRow"], words: "Catalogue") -> Iterator[Need]:
    """For Today: those who name somebody else, as far as they are few."""
    named = [(ref, row) for ref, row in absent.items() if row["said"]]
    for ref, row in named[:MOST]:
        yield Need("waiting", words("away.instead", name=row["name"], text=row["said"]), Place("people", ref))


def away_fact(row: "AbsenceRow", words: "Catalogue") -> str:
    """For the person's own page."""
    at = datetime.fromisoformat(row["at"]).date()
    return words("away.fact", day=at, text=row["said"]) if row["said"] else words("away.since", day=at)
