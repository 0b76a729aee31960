"""The seal of what an engine remembers of the steps of its tables: under which number and when each was done."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b


def steps_seal(remembered: Iterable[Sequence[object]]) -> str:
    """As `row_seal` says of rows, no secret, and for slips of the hand."""
    return blake2b(ascii([tuple(step) for step in remembered]).encode(), digest_size=8).hexdigest()
