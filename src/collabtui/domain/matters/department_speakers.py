"""The one rule on who speaks for a department in a matter, and in which order deputies come, by refs: records and the
plain rows of the first page ask.

No pydantic here: the first page asks before its first frame."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple


class DepartmentSpeakers(NamedTuple):
    contact: str | None
    heads: tuple[str, ...]
    clerk: str | None
    """Keeps the papers of one of these, where that one answers for the matter."""

    @property
    def refs(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(one for one in (self.contact, *self.heads, self.clerk) if one))


def department_speakers(
    contacts: Iterable[str], heads: Iterable[str], owner: str | None, clerk: str | None
) -> DepartmentSpeakers:
    """`contacts`: the one of the matter, then the department's own, of whom the first counts; `heads` and `clerk` are
    here; `owner` and `clerk` are the matter's."""
    contact, found = next(iter(contacts), None), tuple(heads)
    is_own = owner is not None and owner in (contact, *found)
    return DepartmentSpeakers(contact, found, clerk if is_own else None)


def stand_in_chain(ref: str, next_of: Callable[[str], str | None]) -> Iterator[str]:
    """Refs of those who come after somebody, each the stand-in of the one before, none of them twice."""
    met = {ref}
    while (following := next_of(ref)) and following not in met:
        met.add(following)
        yield following
        ref = following


def with_stand_ins(speakers: Iterable[str], stand_ins: Callable[[str], Iterable[str | None]]) -> tuple[str, ...]:
    """All whose answer is the department's, each once: the speakers, each before who stands in for him, and for that
    one."""
    found: dict[str, None] = {}
    waiting = list(speakers)[::-1]
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found[ref] = None
            waiting += [one for one in stand_ins(ref) if one][::-1]
    return tuple(found)


def nobody_reads(speakers: Collection[str], readers: Collection[str]) -> bool:
    """Whether a question that only `readers` may read is read by none of those who are here to answer it."""
    return bool(speakers) and not any(one in readers for one in speakers)
