"""Notes on absences: since when somebody's mails answer by themselves, and whom they name. Shown, and nothing more;
who names somebody is also a need of Today."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import AbsenceRow
    from collabtui.text.catalogue import Catalogue

FRESH = timedelta(days=14)
"""An older note says nothing of today."""


def away_fact(row: "AbsenceRow", words: "Catalogue") -> str:
    """For the person's own page."""
    at = datetime.fromisoformat(row["at"]).date()
    return words("away.fact", day=at, text=row["said"]) if row["said"] else words("away.since", day=at)
