"""Words that agree, and beside what is said of an item only say that this is so: `Aye, 1 is done`, 教室订好了，确认.

Alone, in a sentence of their own, or where they name the minutes they sign those; in the sentence of an item they sign
nothing. Of what somebody else said (`you are correct`), or of what is yet to be told (确认一下), they sign nothing at
all.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words

_OF_OTHER_WORDS = late_regex(
    r"\byou(?:'re| are)(?: \w+)? (?:correct|right|accurate)\b"
    r"|[你您](?:说|讲|写)?[的得]?(?:是)?(?:没错|属实)|确认一?下"
)

_APPROVES = late_regex(r"approv|准")
_LONGEST_BREAK = 8
"""Characters between two statements that a semicolon parts."""


def agrees_only_by(piece: Piece, words: Sequence[str]) -> bool:
    """Whether what agrees in it is nothing but some of the words, and it does not name the minutes."""
    if piece.has("minutes"):
        return False
    agreeing = piece.of("agree") or [token for token in piece.tokens if not token.of("mark")]
    return all(token.text in words for token in agreeing)


def confirms_other_words(text: str) -> bool:
    """Whether a folded text confirms something else than the minutes."""
    return _OF_OTHER_WORDS.search(text) is not None


def with_items_confirmed(readings: Sequence[Reading]) -> None:
    """Turns them into courtesies beside an item of their sentence; of other words they wait."""
    for one in readings:
        if one.confirms and any(_is_of_item(other, one) for other in readings):
            _withdraw(one)
            one.rule, one.idle, one.waits = "talk", True, False
        elif any(_is_asked_for_item(other, one) for other in readings) or _confirms_others(one):
            _withdraw(one)
            one.rule, one.waits = "unknown", True


def with_praise_proposed(readings: Sequence[Reading]) -> None:
    """Behind an item, in its sentence, praise (looks good, 确认无误) is most likely of that: as a yes to the minutes it
    is only proposed."""
    for one in readings:
        before = [other for other in readings if other.start < one.start and _is_of_item(other, one)]
        if one.praises and one.counts and before:
            one.propose("open-words")


def _is_asked_for_item(other: Reading, one: Reading) -> bool:
    """Priya offered to take it over and I've agreed; 客户要求延期，我们同意了: to what somebody wants of an item, in
    the sentence of that."""
    if not one.agreed or one.of_minutes or other.start >= one.start or other.status or not _is_of_item(other, one):
        return False
    agreed_then = whole_words("never", "agreed-then").search(one.block.folded.text, one.start, one.end)
    return other.rule == "hearsay" or agreed_then is not None


def _confirms_others(one: Reading) -> bool:
    return one.confirms and confirms_other_words(one.block.folded.text[one.start : one.end])


def _withdraw(one: Reading) -> None:
    one.agreed = one.counts = one.proposed = False


def _is_of_item(other: Reading, one: Reading) -> bool:
    """Not of `approved, but 2 is Tom's`: there the yes is to the minutes, and what is behind it a reservation."""
    same = other is not one and other.block is one.block and (other.sentence == one.sentence or _goes_on(other, one))
    return same and bool(other.refs or other.unaddressed) and not (other.opposed or other.ask == "correct")


def _goes_on(other: Reading, one: Reading) -> bool:
    """`Correct; 1 is done`: a semicolon ends no statement. Approved; 2 …: by that word the minutes may well be."""
    if _APPROVES.search(one.block.folded.text, one.start, one.end):
        return False
    first, last = sorted((other, one), key=lambda each: each.start)
    between = one.block.folded.text[first.end : min(last.start, first.end + _LONGEST_BREAK)]
    return between.strip() == ";"
