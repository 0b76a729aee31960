"""Shapes of the rows of people and departments: in lists, with their load."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collabtui.domain.people import Locale


class NamedPerson(TypedDict):
    """A person as other rows name him."""

    name: str
    email: str
    department: str | None


class KnownPersonRow(TypedDict):
    """A person with what tells him from others."""

    ref: str
    name: str
    email: str
    aliases: list[str]
    department: str | None
    away_from: str | None
    away_until: str | None


class PersonRow(KnownPersonRow):
    """One person as `person list --json` gives it."""

    title: str | None
    locale: Locale
    timezone: str
    head: bool
    bounced_at: str | None
    bounce_reason: str | None
    open: int
    overdue: int
    left_at: str | None
    successor: str | None
    """The one who took over when he left, by name."""
    phone: str | None
    country: str | None
    """ISO 3166, of the working days that are his where they are not those of the organiser."""
    deputy: str | None
    """By name, as is `away_deputy`."""
    away_from: str | None
    """ISO days, both included, as planned: they may be over."""
    away_until: str | None
    away_deputy: str | None


class DepartmentRow(TypedDict):
    """A department; contact and heads as names, the others as numbers."""

    name: str
    contact: str | None
    heads: list[str]
    people: int
    open: int
    overdue: int


class AbsenceRow(TypedDict):
    """Somebody who is away, as his automatic reply says."""

    name: str
    at: str
    """When the note came; with microseconds, as it is stored."""
    said: str | None
    """The sentence that names somebody else."""
    mail: str
    until: str | None
    """The last day, where it was entered from this note."""


class PromiseRow(TypedDict):
    """The promises of one person: actions that were done by the day that was first agreed, and others."""

    name: str
    email: str
    department: str | None
    kept: int
    broken: int
    open: int


class AnswerTimeRow(TypedDict):
    """The time that one person takes to answer."""

    name: str
    email: str
    department: str | None
    answers: int
    median_hours: float
    longest_hours: float
