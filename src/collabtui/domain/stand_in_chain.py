"""The order of stand-ins: behind a deputy comes his own, until one comes again. Plain refs, for the first page asks
before its first frame."""

from collections.abc import Callable, Iterator


def stand_in_chain(ref: str, next_of: Callable[[str], str | None]) -> Iterator[str]:
    """Refs of those who come after somebody, each the stand-in of the one before, none of them twice."""
    met = {ref}
    while (following := next_of(ref)) and following not in met:
        met.add(following)
        yield following
        ref = following
