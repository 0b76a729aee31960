"""The one answer to whether who acts may see a matter: asked by what opens one, and by all that lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from collabtui.config import Config
from collabtui.domain.access.permission import may_open
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.access.change_gate import acting_people, grants_in_force, roles_of
from collabtui.lifecycle.base.access.confidential_or_spoilt import confidential_matters
from collabtui.lifecycle.base.access.record_relation import is_named, relation_of
from collabtui.store.interface import Reader, Store


@dataclass(frozen=True)
class ReadingRights:
    """The rights of one who acts, where roles count."""

    reader: Reader
    grants: Sequence[RoleGrant]
    people: Sequence[Person]
    """Whoever bears his name: of several only what each of them may."""
    facilitator: str
    """The address of the configuration's organiser."""

    def may_see(self, matter: Matter) -> bool:
        roles = roles_of(self.grants, self.people)
        relations = [relation_of(self.reader, one, self.facilitator, matter) for one in self.people]
        return bool(relations) and all(may_open(roles, one) for one in relations)

    def hidden(self, store: Store) -> tuple[Matter, ...]:
        """The restricted matters that he may not see. One of which a value cannot be read counts as restricted, and who
        is named in what can be read of it may see it: he could not put it right otherwise."""
        found = confidential_matters(store, self.reader)
        spoilt = (one.model_copy(update={"confidential": True}) for one in found.spoilt.values())
        return tuple(one for one in (*found.readable.values(), *spoilt) if not self.may_see(one))

    def who_sees(self, matter: Matter) -> list[str]:
        """Names of those with a role, and where it is restricted among its people."""
        held = dict.fromkeys(one.person for one in self.grants)
        here = [one for one in (self.reader.get(Person, ref) for ref in held) if one.is_here]
        return [
            one.name for one in here if not matter.confidential or is_named(self.reader, matter, one, self.facilitator)
        ]


def rights_of(reader: Reader, config: Config, actor: str) -> ReadingRights | None:
    """None while no roles count: then everybody sees everything."""
    grants = grants_in_force(reader)
    if not grants:
        return None
    return ReadingRights(reader, grants, acting_people(reader, config, actor), config.organiser.email)
