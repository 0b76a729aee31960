"""Names that were typed, and whom they were read as: whoever is called otherwise is said to be meant."""

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
