"""Places of two readings of a mail: one before the other, in another sentence, or before a colon."""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading


def stands_apart(other: Reading, one: Reading) -> bool:
    return other.block is not one.block or other.sentence != one.sentence


def sentence_of(one: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """All that its sentence says, and itself."""
    return [each for each in readings if not stands_apart(each, one)]


def comes_before(other: Reading, one: Reading) -> bool:
    """In the mail, whatever its line: what stands before (sent by the Leeds team:) may say whose words follow."""
    return (other.block.shown[0], other.start) < (one.block.shown[0], one.start)


def follows_apart(other: Reading, one: Reading) -> bool:
    return stands_apart(other, one) and not comes_before(other, one)


def heads(other: Reading, one: Reading) -> bool:
    """Badges at the printer's: venue booked."""
    return other.block is one.block and ":" in one.block.folded.text[other.end : one.start + 1]
