"""Words on people who were just named: whom a name was read as, and who may not read what he was given."""

from collections.abc import Iterable

from collabtui.cli.base.context import Context, warn_of


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


def warn_of_unread(context: Context, matter: str | None, people: Iterable[str | None]) -> None:
    """`people`: refs. Who was given something in a confidential matter that he may not read."""
    from collabtui.lifecycle.base.access.unread_by import unread_by

    warn_of(context, unread_by(context.workspace.store, context.acting().facilitator, matter, people))


def warn_that_nobody_reads(context: Context, ref: str) -> None:
    """Departments that a confidential matter asks, and where nobody may read what."""
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.matters.confidential_matters import unread_speakers

    store, separator = context.workspace.store, context.words("list.separator")
    for one in unread_speakers(store, context.acting(), store.get(Matter, ref)):
        names = separator.join(person.name for person in one.people)
        context.warn("matter.nobody_reads", matter=ref, department=one.department, names=names)
