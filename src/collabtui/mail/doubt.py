"""Proofs that a cut failed: what is left as new text is not what a person wrote, or not all of it."""

from collections.abc import Sequence

from collabtui.domain.reply import CutDoubt, Line
from collabtui.mail.clean import keys
from collabtui.mail.compare import Compared
from collabtui.mail.damage import is_damaged
from collabtui.mail.heads import is_rest_of_one
from collabtui.mail.sent_lines import SentMail

_LEFT = {True: 32, False: 14}
"""Characters of ours in a row, by whether they are ASCII, that prove in the new text that the cut failed."""
_LOOKED_AT = 20_000
"""Characters of new text in which that proof is looked for; a person does not write more."""
_JOINED = 9
"""Bytes of several lines of ours in one, from which on they are no list of numbers."""


def doubt_about(shown: str, new: Sequence[Line], compared: Compared, mail: SentMail | None) -> CutDoubt:
    """`shown` is one part of the mail, `new` what is left of it; the first proof that is found is told."""
    if mail and (_has_ours(new, mail) or _repeats_ours(new, compared, mail)):
        return "own-text-left"
    if any(is_rest_of_one(line.text) for line in new):
        return "own-text-left"
    if is_damaged("\n".join(line.text for line in new)):
        return "damaged"
    if (new and compared.doubtful) or (mail and _is_about_others(new, mail)):
        return "below-quote"
    return "all-quoted" if shown.strip() and not new else ""


def _is_about_others(new: Sequence[Line], mail: SentMail) -> bool:
    """Whether something is said below a row that is no action of the writer's own in that mail."""
    own = {item.ref for item in mail.items}
    return any(line.item is not None and line.item not in own for line in new)


def _repeats_ours(new: Sequence[Line], compared: Compared, mail: SentMail) -> bool:
    """Whether lines are made of lines of ours that were doubled, joined or torn out on their way.

    Above our mail it has to be more than one, and none a title: people write names, numbers and titles themselves."""
    below = {answer.start for answer in compared.answers}
    made = ((line, key) for line in new if mail.is_made_of_pieces(key := keys(line.text).replace("\t", "")))
    found = [(line.span.start in below, key) for line, key in made]
    untitled = [key for _, key in found if not any(keys(item.title) in key for item in mail.items)]
    return (
        any(is_below for is_below, _ in found)
        or len(set(untitled)) > 1
        or any(_is_joined(key, mail) for key in untitled)
    )


def _is_joined(key: str, mail: SentMail) -> bool:
    return len(key.encode()) >= _JOINED and not any(part.places(key) for part in mail.ready)


def _has_ours(new: Sequence[Line], mail: SentMail) -> bool:
    """Whether a line or a stretch of our mail stands in what should be new. Titles do not count: people repeat them."""
    words = mail.words
    titles = [keys(item.title) for item in mail.items]
    for line in new:
        key = keys(line.text[:_LOOKED_AT])
        if any(part.is_sentence(key) for part in mail.ready):
            return True
        size = _LEFT[key.isascii()]
        if len(key) < size:
            continue
        for title in titles:
            key = key.replace(title, "\n")
        if any(key[at : at + size] in words for at in range(0, len(key) - size + 1, size // 2)):
            return True
    return False
