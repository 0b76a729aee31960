"""Parsers of fields: typed text → its value, and the explanation of it while one types."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.unicode_normal_form import nfkc
from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.address_text import read_recipients
from collabtui.language.capture.people_names import each_person, each_with_left, match_people, unmistakable
from collabtui.language.dates.day_range import day_just_gone, read_range
from collabtui.language.dates.find_days import typed_day
from collabtui.store.queries.people_list import known_people
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.people_rows import KnownPersonRow, PersonRow
    from collabtui.text.catalogue import Catalogue

_BETWEEN_NAMES = re.compile(r"[,，、;；]\s*")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person, as far as it takes to tell who is meant (`language.capture.people_names.Named`)."""

    ref: str
    name: str
    addresses: tuple[str, ...]
    department: str
    away: tuple[date, date] | None = None
    """The first and the last day on which he is not at work."""


def known(reader: "Connection", *, gone: bool = False) -> list[KnownPerson]:
    """Everybody who can be meant; `gone`: who has left, to say so of whoever is named."""
    return [
        KnownPerson(row["ref"], row["name"], (row["email"], *row["aliases"]), row["department"] or "", away_of(row))
        for row in known_people(reader, gone=gone)
    ]


def away_of(row: "KnownPersonRow | PersonRow") -> tuple[date, date] | None:
    """The first and the last day of his absence."""
    first, last = row["away_from"], row["away_until"]
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def departments(people: Sequence[KnownPerson]) -> list[str]:
    """Each once, in the order of the people."""
    return list(dict.fromkeys(person.department for person in people if person.department))


def suggestions(people: Sequence[KnownPerson]) -> list[str]:
    """Names; the address where two people share a name."""
    return list(unmistakable(people))


def day_of(session: "Session", words: "Catalogue", text: str, since: date | None = None) -> date | None:
    """`friday`, `3月10日`, `2026-03-10`, and from `since` on `one more week`; None for nothing typed."""
    if not text:
        return None
    return typed_day(text, locale=words.locale, written=session.today, due=since)


def days_of(session: "Session", words: "Catalogue", text: str) -> tuple[date | None, date | None]:
    """`9-13 March`, `3月9日至13日`: the first and the last day; of one day, which may be past, no last one. Raises
    `Refused` (absence.bad_days) for what is neither."""
    both = read_range(text, locale=words.locale, written=session.today)
    if both is not None:
        return both
    if gone := day_just_gone(text, locale=words.locale, written=session.today):
        return gone, None
    try:
        return day_of(session, words, text), None
    except Refused as refusal:
        raise Refused("absence.bad_days", value=text) from refusal


def percent_of(text: str) -> int | None:
    """`40`, `40 %`; None for nothing typed. Raises `Refused` (`action.bad_percent`) for what is no percentage."""
    digits = nfkc(text).removesuffix("%").strip()
    if not digits:
        return None
    number = whole_number(digits)
    if number is None or number > 100:
        raise Refused("action.bad_percent", value=text)
    return number


def person_of(people: Sequence[KnownPerson], text: str) -> KnownPerson | None:
    """None for nothing typed. Raises `Refused` where nobody, or more than one, can be meant."""
    if not text:
        return None
    match = match_people(text, people)
    if match.found is not None:
        return next(person for person in people if person.ref == match.found)
    if match.candidates:
        raise Refused("name.ambiguous", value=text, names=match.distinct)
    if several := each_person(text, people):
        raise Refused("name.several", value=text, names=several)
    if members := [person.name for person in people if person.department == text]:
        raise Refused("name.is_department", value=text, people=members)
    if match.nearest:
        raise Refused("name.unknown", value=text, near=match.nearest)
    raise Refused("name.nobody", value=text)


def names_in(text: str) -> tuple[str, ...]:
    """Names as they were typed; of a line of recipients that was pasted, `To: Bob Brown <bob@x.test>; …`, the
    addresses, which tell best who is meant."""
    if recipients := read_recipients(text):
        return tuple(one.address for one in recipients)
    return tuple(name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip())


def says_day(session: "Session", words: "Catalogue", since: date | None = None) -> Callable[[str], str]:
    """For `Field.read`: `Fri 6 Mar · tomorrow`."""

    def read(text: str) -> str:
        day = day_of(session, words, text, since)
        if day is None:
            return ""
        shown, away = words.day(day), due(words, day, session.today)
        return shown if away == shown else f"{shown} · {away}"

    return read


def says_days(session: "Session", words: "Catalogue") -> Callable[[str], str]:
    """For `Field.read`: `Mon 9 Mar – Fri 13 Mar` of a range, else what `says_day` says."""

    def read(text: str) -> str:
        first, last = days_of(session, words, text)
        if first and last:
            return words("absence.range", first=words.day(first), last=words.day(last))
        return words.day(first) if first and first < session.today else says_day(session, words)(text)

    return read


def says_people(
    people: Sequence[KnownPerson], beside: Callable[[KnownPerson], str] = lambda _: ""
) -> Callable[[str], str]:
    """For `Field.read`: `张伟 研发部`, with what is to be said beside each; of several names one after the other."""

    def read(text: str) -> str:
        found = filter(None, [person_of(people, name) for name in names_in(text)])
        return " · ".join(f"{person.name} {person.department}".strip() + beside(person) for person in found)

    return read


def says_owners(
    session: "Session", words: "Catalogue", people: Sequence[KnownPerson], *, several: bool = False
) -> Callable[[str], str]:
    """The same for whom something is given to, one alone unless `several`: with the last day on which he is away, where
    he is. Raises of who has left (name.left: value, ref; name.several_left: value, names, left)."""
    shown = says_people(people, lambda person: away_beside(session, words, person))

    def read(text: str) -> str:
        try:
            if not several and len(names_in(text)) > 1:
                person_of(people, text)
            return shown(text)
        except Refused as refusal:
            if refusal.key in ("name.unknown", "name.nobody"):
                _refuse_left(session.reader, people, text)
            raise

    return read


def _refuse_left(reader: "Connection", here: Sequence[KnownPerson], text: str) -> None:
    gone = known(reader, gone=True)
    names, left = each_with_left(text, here, gone)
    if left:
        raise Refused("name.several_left", value=text, names=names, left=left)
    for one in gone:
        if text.strip() in (one.name, *one.addresses):
            raise Refused("name.left", value=one.name, ref=one.ref)


def away_beside(session: "Session", words: "Catalogue", person: KnownPerson) -> str:
    """The last day on which somebody is away, as it stands behind his name; empty where he is here."""
    if person.away is None or not person.away[0] <= session.today <= person.away[1]:
        return ""
    return f" ▲ {words('inbox.away_until', day=words.day(person.away[1]))}"
