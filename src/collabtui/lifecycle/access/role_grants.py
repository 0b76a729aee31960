"""Roles given and revoked; who opens a restricted matter, and whether he may."""

from collabtui.domain.access.role_grant import MatterReading, Role, RoleGrant
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.lifecycle.access.reading_rights import rights_of
from collabtui.lifecycle.base.access.change_gate import grants_in_force
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person, organiser


def grant_role(acting: Acting, name: str, role: Role) -> RoleGrant:
    """From the first one on roles count, so the first is an administrator's. One that he has stays as it is.

    Raises `Refused` (role.first_administrator: name), permission.refused; names as `find_person` does."""
    with acting.transaction() as tx:
        organiser(tx, acting)  # first: nobody may have written to him yet
        person = find_person(tx, name)
        if role != "administrator" and not grants_in_force(tx):
            raise Refused("role.first_administrator", name=person.name)
        known = [one for one in tx.find(RoleGrant, person=person.ref) if one.role == role]
        if known and not known[0].withdrawn:
            return known[0]
        ref, version = (known[0].ref, known[0].version) if known else (tx.next_ref(RoleGrant), 0)
        made = RoleGrant(ref=ref, version=version, person=person.ref, role=role, at=acting.now, by=acting.actor)
        return tx.put(made)


def revoke_role(acting: Acting, name: str, role: Role) -> RoleGrant:
    """Raises `Refused`: role.not_granted (name, given_role), role.last_administrator where nobody who is
    left could give roles, permission.refused; names as `find_person` does."""
    with acting.transaction() as tx:
        person = find_person(tx, name)
        known = [one for one in tx.find(RoleGrant, person=person.ref) if one.role == role and not one.withdrawn]
        if not known:
            raise Refused("role.not_granted", name=person.name, given_role=role)
        return tx.put(known[0].model_copy(update={"withdrawn": True}))


def open_matter(acting: Acting, ref: str) -> None:
    """Before its content is shown. Where roles count, the trail keeps who has opened a restricted one; raises `Refused`
    (permission.closed: ref, name, names) for who may not."""
    rights = rights_of(acting.store, acting.config, acting.actor)
    if rights is None:
        return
    matter = acting.store.get(Matter, ref)
    if not rights.may_see(matter):
        raise Refused("permission.closed", ref=matter.ref, name=acting.actor, names=rights.who_sees(matter))
    if matter.confidential:
        person = next(iter(rights.people), None)
        with acting.transaction() as tx:
            reading = {"matter": matter.ref, "person": person.ref if person else None, "by": acting.actor}
            tx.put(MatterReading.model_validate({"ref": tx.next_ref(MatterReading), "at": acting.now, **reading}))
