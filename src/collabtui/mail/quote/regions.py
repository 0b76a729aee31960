"""Regions of a body, the writer's own and quoted, as far as the body alone tells."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.quote_headers import Head, begun_at_end
from collabtui.mail.quote.signatures_and_disclaimers import has_words_of_answer

Layer = Literal["own", "head", "quote", "signature"]


class Zone(NamedTuple):
    """The region of a row."""

    layer: Layer
    level: int
    """Quotes that have begun above it: 1 in the mail that is answered, 2 in what that one quotes. For the writer's own
    text 0, and 1 below a block of header lines: other clients' quotes of a mail that has marks in it look the same."""
    flat: bool
    """In a quote whose lines carry no mark, so that an answer between them looks like them."""


OWN = Zone("own", 0, flat=False)
SIGNATURE = Zone("signature", 0, flat=False)


def with_begun_head(rows: Sequence[BodyRow], zones: Sequence[Zone]) -> Sequence[Zone]:
    """For an answer to a mail of ours that quotes nothing: it may have been cut off where the quote begins."""
    if any(zone.layer in ("head", "quote") for zone in zones):
        return zones
    begun = begun_at_end(rows)
    head = Zone("head", 1, flat=True)
    return zones if begun is None else [*zones[:begun], *[head] * (len(rows) - begun)]


def zones_of_answer_below(rows: Sequence[BodyRow], above: Sequence[Head]) -> list[Zone] | None:
    """For a body that has nothing above `On … wrote:` and no quote marks below it: what stands there may be new.

    None when the body is not like that, or has something new anyway.
    """
    if not above or above[0].kind != "attribution" or _is_marked(rows, above[0]):
        return None
    first, *others = above
    if any(zone.layer == "own" and row.pieces for row, zone in zip(rows, zones(rows, above), strict=True)):
        return None
    head = Zone("head", 1, flat=False)
    placed = zones(rows, others)
    return [head if first.first <= number <= first.last else zone for number, zone in enumerate(placed)]


def zones(rows: Sequence[BodyRow], above: Sequence[Head]) -> list[Zone]:
    """One for each row. `above` are the heads of the quotes."""
    begins = {head.first: head for head in above}
    found: list[Zone] = []
    level, flat, head = 0, False, None
    for number, row in enumerate(rows):
        if number in begins:
            head = begins[number]
            level += 1
            flat = flat or not _is_marked(rows, head)
        if head is not None and number <= head.last:
            found.append(Zone("head", level, flat))
        elif flat or row.depth:
            found.append(Zone("quote", max(level, 1), flat))
        elif row.hint == "signature":
            found.append(SIGNATURE)
        else:
            found.append(OWN._replace(level=int(head is not None and head.kind == "block")))
    return found


_WRAPS_FROM = 72
"""Columns that a line with its quote mark has before a program breaks it."""
_LEAST_WORDS = 5
"""An answer between two quoted lines is shorter than what falls off a long one, or says something in a capital."""


def with_wrapped_quotes(rows: Sequence[BodyRow], zones: Sequence[Zone]) -> list[Zone]:
    """For an answer to a mail that is not known: of ours each line is, and nothing has to be guessed."""
    quote = Zone("quote", 1, flat=False)
    return [
        quote if zone.layer == "own" and _is_wrapped_quote(rows, number) else zone for number, zone in enumerate(zones)
    ]


def _is_wrapped_quote(rows: Sequence[BodyRow], number: int) -> bool:
    """The end of a quoted line that a program broke: between two marked lines, where the one above it is full."""
    if not 0 < number < len(rows) - 1 or rows[number].depth or not rows[number].text[:1].islower():
        return False
    above, below, words = rows[number - 1], rows[number + 1], rows[number].text.split()
    if not (above.depth and below.depth and len(words) >= _LEAST_WORDS) or has_words_of_answer([rows[number].text]):
        return False
    return len(above.text) + 2 + len(words[0]) >= _WRAPS_FROM


def _is_marked(rows: Sequence[BodyRow], head: Head) -> bool:
    """Whether the lines that follow the head carry quote marks."""
    below = next((row for row in rows[head.last + 1 :] if row.text), None)
    return below is not None and below.depth > 0
