"""The departments that take part in a matter, and what each is there: it asks, leads, accepts, or supports."""

from collections.abc import Iterable

from collabtui.domain.matters.matter import Matter


def department_roles(matter: Matter, working: Iterable[str]) -> dict[str, list[str]]:
    """Each with `initiator`, `lead`, `supervising`, `supporting`. `working`: the departments of who works on it."""
    found: dict[str, list[str]] = {}
    for role in ("initiator", "lead", "supervising"):
        if name := getattr(matter, role):
            found.setdefault(name, []).append(role)
    helping = [one.department for one in matter.asked]
    helping += [one.department for one in matter.contacts]
    for name in filter(None, (*helping, *working)):
        found.setdefault(name, ["supporting"])
    return found
