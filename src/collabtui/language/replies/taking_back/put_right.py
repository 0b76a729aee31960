"""Items that are put right in the same mail: 1) done 2) done 3) done — scratch that, 3) is still running. Of the others
nothing was taken back."""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading

NOT_SO_FAR = ("negated", "almost", "future", "contradiction", "several-open")
"""Rules of what says how far an item is not."""


def with_regrets_settled(readings: Sequence[Reading]) -> None:
    """`Scratch that` says no more than what was taken back, where all of that is put right by its number."""
    voided = [one for one in readings if one.rule == "repaired" and not one.proposed]
    if voided and all(any(puts_right(later, one) for later in readings) for one in voided):
        for one in readings:
            one.idle = one.idle or one.regrets


def puts_right(later: Reading, voided: Reading) -> bool:
    """Whether it says what the same item is instead, with its number."""
    says = later.proposed or later.rule in NOT_SO_FAR
    return later is not voided and later.numbered and says and later.refs == voided.refs
