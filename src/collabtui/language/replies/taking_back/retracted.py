"""A status that is taken back behind it by the name of its item or as what stands above: scratch the second one,
撤回上一句. Nothing of it is left to be proposed. The words are data, `words/never.*.json`."""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.word_patterns import whole_words


def with_retracted_waiting(readings: Sequence[Reading]) -> None:
    """A request waits behind which he says that he asks for nothing: can we move it to Friday? Never mind."""
    for at, one in enumerate(readings):
        if one.ask and one.counts and any(map(_asks_no_more, readings[at + 1 :])):
            take_back(one, "repaired")
        if not one.status or not (one.counts or one.proposed):
            continue
        later = [other for other in readings[at + 1 :] if set(other.refs) & set(one.refs)]
        if any(_retracts(other) or _denies(other, one) for other in later):
            take_back(one, "repaired")
            one.proposed, one.status, one.percent = False, None, None


def _denies(other: Reading, one: Reading) -> bool:
    """2已完成。哦不是，2没完成: by its name, behind what was only offered."""
    return one.proposed and other.names and not other.status and bool(other.denies) and other.denies == one.was


def _retracts(one: Reading) -> bool:
    return (
        not one.status
        and whole_words("never", "retracts").search(one.block.folded.text[one.start : one.end]) is not None
    )


def _asks_no_more(one: Reading) -> bool:
    clause = one.block.folded.text[one.start : one.end].strip(" ,.!，。！…")
    return whole_words("never", "asks-no-more").fullmatch(clause) is not None
