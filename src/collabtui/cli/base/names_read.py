"""Words on people who were just named: whom a name was read as, and who may not read what he was given."""

from collections.abc import Iterable

from collabtui.cli.base.context import Context


def names_read(context: Context, typed: Iterable[str | None]) -> dict[str, str]:
    """The names of those who are meant, by what was typed, where that is no name, address or ref of theirs."""
    from collabtui.errors import CollabError
    from collabtui.lifecycle.base.directory import find_person

    found = {}
    for name in dict.fromkeys(filter(None, typed)):
        written = name.strip().removeprefix("@")
        try:
            person = find_person(context.workspace.store, written)
        except CollabError:
            continue  # with a word on what he supports, or of several
        own = (person.name, person.ref, *person.addresses)
        if written.casefold() not in (one.casefold() for one in own):
            found[written] = person.name
    return found


def say_names_read(context: Context, found: dict[str, str]) -> None:
    for written, name in found.items():
        context.warn("name.read_as", value=written, name=name)


def warn_of_unread(
    context: Context, matter: str | None, people: Iterable[str | None], key: str = "matter.given_unread"
) -> None:
    """`people`: refs. Who was given something, or `meeting.unread`, is invited, in a confidential matter that he may
    not read."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.domain.people import Person
    from collabtui.lifecycle.base.access.record_relation import is_named

    store, own = context.workspace.store, context.acting().facilitator
    found = store.get(Matter, matter) if matter else None
    if found is None or not found.confidential:
        return
    given = (store.get(Person, ref) for ref in dict.fromkeys(filter(None, people)))
    if names := [one.name for one in given if not is_named(store, found, one, own)]:
        context.warn(key, ref=found.ref, names=names)


def warn_that_nobody_reads(context: Context, ref: str) -> None:
    """Departments that a confidential matter asks, and where nobody may read what."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.confidential_matters import unread_speakers

    store, separator = context.workspace.store, context.words("list.separator")
    for one in unread_speakers(store, context.acting(), store.get(Matter, ref)):
        names = separator.join(person.name for person in one.people)
        context.warn("matter.nobody_reads", matter=ref, department=one.department, names=names)
