"""Passages of others in a mail whose answered mail is not known: those that its writer's own words are about."""

from collections.abc import Collection, Iterator, Sequence

from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.quote_headers import Head
from collabtui.mail.quote.regions import Zone


def cited_rows(
    rows: Sequence[BodyRow], zones: Sequence[Zone], above: Sequence[Head], kept: Collection[int]
) -> list[int]:
    """Numbers of the rows with quote marks that have own words below them, or that are all there is and have no header.

    `above` are the heads of the quotes, `kept` the rows of the writer's own. What stands below all of these is the mail
    that he answers, and so is what stands alone above them under `On … wrote:`. What begins with a divider or with a
    block of header lines was forwarded whole.
    """
    if any(head.kind != "attribution" for head in above):
        return []
    if not kept:
        return [] if above else [number for number in range(len(rows)) if _is_marked(rows[number], zones[number])]
    passages = list(_passages(rows, zones, sorted(kept)))
    answered = above and len(passages) == 1 and passages[0][0] < min(kept)
    return [] if answered else [number for passage in passages for number in passage]


def _passages(rows: Sequence[BodyRow], zones: Sequence[Zone], kept: Sequence[int]) -> Iterator[list[int]]:
    """The marked rows between two rows of his own that follow each other, and above the first."""
    for before, behind in zip([-1, *kept], kept, strict=False):
        if passage := [at for at in range(before + 1, behind) if _is_marked(rows[at], zones[at])]:
            yield passage


def _is_marked(row: BodyRow, zone: Zone) -> bool:
    return row.depth > 0 and zone.layer == "quote" and not zone.flat
