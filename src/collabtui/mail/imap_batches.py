"""Which mails are fetched together."""

from collections.abc import Collection, Iterator, Sequence


def runs(uids: Sequence[int], single: Collection[int]) -> Iterator[list[int]]:
    """Splits `uids`, in order, so that each of `single` stands alone."""
    run: list[int] = []
    for uid in uids:
        if uid not in single:
            run.append(uid)
            continue
        if run:
            yield run
        yield [uid]
        run = []
    if run:
        yield run
