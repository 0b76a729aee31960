"""Departments and the people in them."""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import AfterValidator

from collabtui.domain.model import Instant, Kept, OtherRef, Record, Undo, ZoneName

Locale = Literal["zh", "en"]
LOCALES: tuple[Locale, ...] = ("zh", "en")
NO_NAME_HAS = frozenset("<>@")
"""Signs of an address: a name with one of them is an address in the wrong place."""


def _written_as_country(code: str) -> str:
    if not re.fullmatch(r"(?a:[A-Z]{2,3}(-\w+)?)?", code):
        raise ValueError("no country code")
    return code


CountryCode = Annotated[str, AfterValidator(_written_as_country)]
"""ISO 3166 (`CN`, `GB-SCT`), or empty. Whether its working days are known is another question."""


class PersonName(NamedTuple):
    """A person by ref, where nothing but the name is asked for."""

    ref: str
    name: str


class Department(Record):
    """A department; its name is what people call it, and unique."""

    prefix: ClassVar[str] = "DEP"
    kept: ClassVar[Kept] = Kept(
        "department",
        unique=(("name",),),
        members={"former_names": ""},
        texts=("name",),
        added=frozenset({"former_names"}),
    )
    undo: ClassVar[Undo] = "stays"
    names_person: ClassVar[tuple[str, ...]] = ("contact",)
    name: str
    contact: OtherRef | None = None
    """The person (ref) who is asked when the department is invited: exactly one."""
    former_names: tuple[str, ...] = ()
    """What it, and each department that became a part of it, was called before; newest last."""
    merged_into: str | None = None
    """The department (ref) that it became a part of. Its name is its ref then: the name it had is the other's."""

    @property
    def label(self) -> str:
        return self.name


class Person(Record):
    prefix: ClassVar[str] = "P"
    kept: ClassVar[Kept] = Kept(
        "person",
        unique=(("email",),),
        asked=("name", "department", "head", "merged_into"),
        members={"aliases": ""},
        texts=("name", "email", "title"),
        added=frozenset({"phone", "country", "successor"}),
        often_read=True,
    )
    undo: ClassVar[Undo] = "stays"
    noted: ClassVar[frozenset[str]] = frozenset({"bounced_at", "bounce_reason"})
    names_person: ClassVar[tuple[str, ...]] = ("merged_into", "successor", "deputy", "away_deputy")
    names_department: ClassVar[tuple[str, ...]] = ("department",)
    name: str
    email: str
    """Lower case; unique among people. Of one who was merged into another his ref: the address is the other's now."""
    aliases: tuple[str, ...] = ()
    """Further addresses the facilitator has tied to this person."""
    department: str = ""
    """The department's name; empty when unknown."""
    title: str = ""
    locale: Locale = "zh"
    timezone: ZoneName = "Asia/Shanghai"
    country: CountryCode = ""
    """The country whose working days are his; empty: those of the organiser's calendar."""
    head: bool = False
    """Head of the department: copied on minutes, gets escalations."""
    bounced_at: Instant | None = None
    """When mail to `email` last failed for good; None after the address was changed or a mail came from it."""
    bounce_reason: str = ""
    merged_into: OtherRef | None = None
    """The person (ref) who he turned out to be; himself where he should not be in the book at all. He is named by
    nothing any more but by what was said before."""
    left_at: Instant | None = None
    """When he left and all that he held was handed over. What he did stays under his name."""
    successor: OtherRef | None = None
    """The person (ref) who took over when he left, also where he held nothing; not known of who left long ago."""
    phone: str = ""
    """As it was written."""
    deputy: OtherRef | None = None
    """The person (ref) who stands in for him whenever he is away."""
    away_from: date | None = None
    away_until: date | None = None
    """That day included. He is neither reminded nor reported to his head meanwhile."""
    away_deputy: OtherRef | None = None
    """Who stands in this time, where it is not `deputy`."""

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.email, *self.aliases)

    @property
    def is_here(self) -> bool:
        """Whether he can be meant by what is said now: he neither left nor turned out to be somebody else."""
        return self.merged_into is None and self.left_at is None

    @property
    def label(self) -> str:
        return self.name

    @property
    def stand_in(self) -> str | None:
        """The person (ref) who is asked while this one is away."""
        return self.away_deputy or self.deputy

    def is_away(self, day: date) -> bool:
        """Whether he is not at work on that day, of his own calendar."""
        return self.first_day_away(day, day) is not None

    def first_day_away(self, first: date, last: date) -> date | None:
        """Of these days, the first on which he is not at work."""
        if self.away_from is None or self.away_until is None:
            return None
        day = max(first, self.away_from)
        return day if day <= min(last, self.away_until) else None

    def withdraw(self) -> Self | None:
        """Out of the book: his address is free for whoever has it. Not who turned out to be somebody else."""
        if self.merged_into not in (None, self.ref):
            return None
        return self.model_copy(update=GONE | {"email": self.ref.lower(), "merged_into": self.ref})


GONE: dict[str, object] = {"aliases": (), "department": "", "head": False, "bounced_at": None, "bounce_reason": ""}
"""What is left of who is in the book no more, besides his name."""
