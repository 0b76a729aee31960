"""A role that somebody was given. While nobody was given any, everybody may do everything."""

from typing import ClassVar, Literal, Self

from collabtui.domain.model import Instant, Kept, OtherRef, Record, Undo

Role = Literal["administrator", "facilitator", "scribe", "head", "reader"]
ROLES: tuple[Role, ...] = ("administrator", "facilitator", "scribe", "head", "reader")


class RoleGrant(Record):
    prefix: ClassVar[str] = "ROLE"
    kept: ClassVar[Kept] = Kept("role_grant", asked=("person", "withdrawn"))
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    person: OtherRef
    role: Role
    at: Instant
    by: str
    withdrawn: bool = False
    """Revoked."""

    @property
    def label(self) -> str:
        return self.role

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})


class MatterReading(Record):
    """Somebody has opened a restricted matter: kept so that the trail says who."""

    prefix: ClassVar[str] = "READ"
    kept: ClassVar[Kept] = Kept("matter_reading", asked=("matter",))
    undo: ClassVar[Undo] = "never"
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    matter: OtherRef
    person: OtherRef | None
    """None: of somebody who is not among the people."""
    by: str
    at: Instant

    @property
    def label(self) -> str:
        return self.matter
