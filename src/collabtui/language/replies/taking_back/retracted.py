"""A status that is taken back behind it by the name of its item or as what stands above: scratch the second one,
撤回上一句. Nothing of it is left to be proposed. The words are data, `words/never.*.json`."""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.word_patterns import whole_words


def with_retracted_waiting(readings: Sequence[Reading]) -> None:
    for at, one in enumerate(readings):
        if not one.status or not (one.counts or one.proposed):
            continue
        if any(_retracts(other) and set(other.refs) & set(one.refs) for other in readings[at + 1 :]):
            take_back(one, "repaired")
            one.proposed, one.status, one.percent = False, None, None


def _retracts(one: Reading) -> bool:
    return (
        not one.status
        and whole_words("never", "retracts").search(one.block.folded.text[one.start : one.end]) is not None
    )
