"""Items of which somebody says that nobody has to see to them any more: 复查正常，不用再管了. They may be done, or not
wanted, so that both are offered and neither is taken for the other."""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words


def with_over_or_dropped(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with `done` offered beside each cancellation that such words speak for."""
    found: list[Reading] = []
    for one in readings:
        found.append(one)
        cancelled = one.ask == "cancel" and (one.counts or one.proposed) and bool(one.refs)
        text = one.block.folded.text
        if cancelled and whole_words("never", "no-more-care").search(text, one.start, one.end):
            if one.counts:
                one.propose("open-words")
            found.append(replace(one, ask=None, status="done", percent=100, note=None, was="done"))
    return found
