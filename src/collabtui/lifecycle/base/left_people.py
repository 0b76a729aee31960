"""Successors of people who have left: tables name who left for long. Of who left before it was noted, the trail of that
day says it."""

import re
from collections import Counter

from collabtui.domain.people import Person
from collabtui.store.interface import Reader

_REF = re.compile(r"\bP\d+\b")


def successor_of(reader: Reader, leaver: str) -> Person | None:
    """The person who took over from `leaver`, or from that one in turn; None where nobody who is here did."""
    met = {leaver}
    while successor := _noted(reader, leaver) or _named_instead(reader, leaver):
        if successor.is_here or successor.ref in met:
            return successor if successor.is_here else None
        met.add(successor.ref)
        leaver = successor.ref
    return None


def _noted(reader: Reader, leaver: str) -> Person | None:
    ref = reader.get(Person, leaver).successor
    return reader.get(Person, ref) if ref else None


def _named_instead(reader: Reader, leaver: str) -> Person | None:
    """The person whom most records name since then in the place of `leaver`, as the same transaction wrote them."""
    left = next((one for one in reader.changes(leaver) if one.field == "left_at" and one.new), None)
    found = Counter[str]()
    for one in reader.changes(batch=left.batch) if left else ():
        before, after = (set(_REF.findall(str(value))) for value in (one.old, one.new))
        if one.ref != leaver and leaver in before - after:
            found.update(after - before)
    refs = [ref for ref, _ in found.most_common(1)]
    return next((reader.get(Person, ref) for ref in refs if reader.find(Person, ref=ref)), None)
