"""The gate of a transaction: each change of it is asked about by `domain.access.permission`, whoever makes it where,
and by the rule of archived matters (`archive_gate`)."""

from collections.abc import Sequence

from collabtui.config import Config
from collabtui.domain.access.permission import FOLLOWING, ChangeKind, Relation, kinds_of_change, may_change, who_could
from collabtui.domain.access.role_grant import Role, RoleGrant
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.via import COMMAND, KEY, Via
from collabtui.errors import Refused
from collabtui.lifecycle.base.access.archive_gate import ArchiveGate, EveryGate
from collabtui.lifecycle.base.access.record_relation import relation_of
from collabtui.store.interface import Foreseen, Gate, Reader


def gate_of(config: Config, actor: str, via: str) -> "Gate | None":
    """None where everything is allowed: no person acts but the clock or a mail."""
    return EveryGate(ChangeGate(config, actor), ArchiveGate()) if _is_by_hand(via) else None


def grants_in_force(reader: Reader) -> list[RoleGrant]:
    return reader.find(RoleGrant, withdrawn=False)


def roles_of(grants: Sequence[RoleGrant], people: Sequence[Person]) -> frozenset[Role]:
    """Of several who bear one name only what all of them have: nobody knows which it is."""
    each = [frozenset(one.role for one in grants if one.person == person.ref) for person in people if person.is_here]
    return frozenset.intersection(*each) if each else frozenset()


def acting_people(reader: Reader, config: Config, actor: str) -> list[Person]:
    """The people whom the trail names so; the organiser by his address."""
    if actor == config.organiser.name:
        return reader.find(Person, email=config.organiser.email.lower())
    return [one for one in reader.find(Person, name=actor) if one.is_here]


class ChangeGate:
    """Asked of each record before it is written, and at the end of the transaction. What roles there are is read within
    that: who waits for others to write acts by what they have left him. While there are none everything is allowed."""

    def __init__(self, config: Config, actor: str) -> None:
        self._config, self._actor = config, actor
        self._grants: Sequence[RoleGrant] | None = None
        """None before it was asked the first time."""
        self._people: Sequence[Person] = ()
        self._roles: frozenset[Role] = frozenset()
        self._following: dict[tuple[ChangeKind, str], tuple[Record, ...]] = {}
        """By kind and ref: each is asked about where nothing is there that it follows from."""
        self._has_cause = False
        self._is_about_people = False

    @property
    def reads(self) -> Sequence[Foreseen]:
        return (Foreseen(RoleGrant, {"withdrawn": False}),)

    def passes(self, reader: Reader, before: Record | None, after: Record, via: str) -> None:
        """Raises `Refused` (permission.refused: name, change_kind, ref, names). What a mail says is its sender's."""
        kinds = kinds_of_change(before, after)
        if not kinds or not self._in_force(reader):
            return
        records = (before, after) if before else (after,)
        self._is_about_people = self._is_about_people or isinstance(after, RoleGrant | Person)
        for kind in kinds:
            if not _is_by_hand(via):
                self._following.setdefault(("mail", ""), ())
            elif kind == "mail" or (kind in FOLLOWING and before is None):
                self._following.setdefault((kind, after.ref), records)
            else:
                self._has_cause = self._has_cause or kind != "lists"
                self._refuse(reader, kind, records)

    def ends(self, reader: Reader) -> None:
        """Raises the same for what follows from nothing; `Refused` (role.last_administrator) where nobody could give
        roles any more."""
        if not self._has_cause:
            for (kind, _), records in self._following.items():
                self._refuse(reader, kind, records)
        if self._is_about_people:
            left = grants_in_force(reader)
            if left and not any(reader.get(Person, ref).is_here for ref in _administrators(left)):
                raise Refused("role.last_administrator")

    def _in_force(self, reader: Reader) -> Sequence[RoleGrant]:
        if self._grants is None:
            self._grants = grants_in_force(reader)
            if self._grants:
                self._people = acting_people(reader, self._config, self._actor)
                self._roles = roles_of(self._grants, self._people)
        return self._grants

    def _refuse(self, reader: Reader, kind: ChangeKind, records: tuple[Record, ...]) -> None:
        own = self._config.organiser.email
        relations = [relation_of(reader, one, own, *records) for one in self._people]
        if relations and all(may_change(self._roles, kind, one) for one in relations):
            return
        could = who_could(self._in_force(reader), kind, lambda ref: self._relation(reader, ref, records))
        names = [one.name for one in (reader.get(Person, ref) for ref in could) if one.is_here]
        ref = records[0].ref if records else ""
        key = "permission.refused" if names else "permission.nobody"
        raise Refused(key, name=self._actor, change_kind=kind, ref=ref, names=names)

    def _relation(self, reader: Reader, ref: str, records: tuple[Record, ...]) -> Relation:
        return relation_of(reader, reader.get(Person, ref), self._config.organiser.email, *records)


def _administrators(grants: Sequence[RoleGrant]) -> list[str]:
    return [one.person for one in grants if one.role == "administrator"]


def _is_by_hand(via: str) -> bool:
    return via in (KEY, COMMAND) or Via.parse(via).undone is not None
