"""Stand-ins: the one who is asked and told while somebody is away, or no mail reaches him."""

from datetime import date

from collabtui.domain.people import Person
from collabtui.store.interface import Reader


def in_place_of(reader: Reader, person: Person, day: date) -> Person | None:
    """The one who is told on that day: the person; while he is away, or no mail reaches him, the deputy, unless that is
    so of him, too. Else None where he is away, and he himself where no mail reaches him."""
    is_away = person.is_away(day)
    if not is_away and person.bounced_at is None:
        return person
    deputy = reader.get(Person, person.stand_in) if person.stand_in else None
    if deputy and deputy.is_here and not deputy.is_away(day) and deputy.bounced_at is None:
        return deputy
    return None if is_away else person
