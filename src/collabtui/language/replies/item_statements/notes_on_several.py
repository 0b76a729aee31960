"""Notes where several items are spoken of at once: on the one that is left out of all, 除了许可证等盖章，其余完成
(all done but the permit, which waits for a stamp), and none on all because of talk, another four tasks."""

from collections.abc import Sequence

from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.words.vocabulary import STATEMENTS, WORK, Token, kinds

_SAYS_ELSE = (WORK | kinds("wish idiom")) - kinds("day amount figure more-time")
_LEFT_OUT = kinds("except beyond mark mention filler the joint likewise topic-marker all-word")
_TORN = ("mention", "joint", "amount")
_OF_WORK = STATEMENTS | kinds("waiting must holding not-begun reason future plan negated")


def note_on_spared(piece: Piece, spared: Refs) -> list[Reading]:
    """The words on the items that it spares of what is said of all; none where it says no more, or more than a note."""
    if not spared or piece.asks or not piece.kinds.isdisjoint(_SAYS_ELSE):
        return []
    content = _without_frame(piece.tokens)
    if not any(not token.within(_LEFT_OUT) for token in content):
        return []
    found = reading(piece, "note", spared)
    first_word = next(one for one in content if not one.of("mention") or one.of("title"))
    found.note = ClausePlace(piece.block, first_word.start, content[-1].end)
    found.titled = True
    return [found]


def _without_frame(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without the word for `except` before it, and 外 behind."""
    first = next(at for at, token in enumerate(tokens) if token.of("except", "beyond")) + 1
    end = len(tokens)
    while end > first and (tokens[end - 1].of("beyond", "mark") or tokens[end - 1].text == "外"):
        end -= 1
    return tokens[first:end] or tokens


def names_all_in_passing(piece: Piece) -> bool:
    """Another four tasks, 四个任务都压我头上: all items by how many they are, and no word of work."""
    named = [one for one in piece.mentions if not one.weak and one.how != "amount"]
    passing = piece.has("irony") or piece.kinds.isdisjoint(_OF_WORK)
    return bool(named) and all(one.how == "group" for one in named) and passing


def is_torn(piece: Piece) -> bool:
    """1 along with 2 waits for legal: a number that a word joins to the item, and that was not read."""
    content = [token for token in piece.tokens if not token.of("mark")][:3]
    first = piece.mentions[0] if piece.mentions else None
    if first is None or first.how != "number":
        return False
    return [one.of(kind) for one, kind in zip(content, _TORN, strict=False)] == [True] * len(_TORN)
