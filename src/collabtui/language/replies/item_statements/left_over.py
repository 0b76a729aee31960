"""Items that are left where all are said to be done: 都搞定了，就剩4; all done, only 4 left. They are not among them.

A number that may be how many are left (2 of four) makes it a proposal; of no more than four items four are not left.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading

_NUMBER = re.compile(r"\d{1,2}")
_ENDS = " .!,;~-—…()"
_NAMES = re.compile(r"第|号|条|#|item|number|no\b")


PARTS = ("部分", "的部分", "内容")
"""Behind the rest: what is left of one item."""


_OF_ITSELF = ("剩", "余下")
"""It begins what is left of the item itself, most likely."""


def leaves_others_unbegun(piece: Piece, situation: ReplyContext) -> bool:
    """1 is at 30%, the rest not begun: of an item that is at a share nobody says it of what is left of that."""
    text = piece.block.folded.text
    rest = [one for one in piece.mentions if one.how == "rest"]
    of_itself = (text.startswith(PARTS, one.end) or text.startswith(_OF_ITSELF, one.start) for one in rest)
    apart = bool(rest) and not any(of_itself)
    return apart and piece.has("not-begun") and len(situation.listed) > 1


def with_left_over_spared(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Takes them out of what stands right before it and is said of several without their names."""
    refs = {item.number: item.ref for item in situation.listed}
    for everything, left in pairwise(readings):
        if left.block is not everything.block or everything.status != "done" or not everything.counts:
            continue
        text = left.block.folded.text[left.start : left.end]
        numbers = [int(one) for one in _NUMBER.findall(text)]
        spared = {refs[one] for one in numbers if one in refs}
        done = tuple(ref for ref in everything.refs if ref not in spared)
        if len(spared) != len(numbers) or not done or len(done) + len(spared) != len(everything.refs):
            continue
        if everything.numbered or not _left().fullmatch(text.strip(_ENDS)):
            continue
        left.rule, left.waits, left.idle, left.counts, left.proposed = "reason", False, True, False, False
        left.status, left.note, left.ask, left.refs = None, None, None, tuple(spared)
        left.beside = True
        may_count = len(numbers) == 1 and numbers[0] < len(everything.refs) and not _NAMES.search(text)
        everything.refs = done
        if may_count:
            everything.propose("open-words")


@cache
def _left() -> re.Pattern[str]:
    """Spelled out to the last word, as all of `words/companions.*.json`."""
    clauses = (one for language in LANGUAGES for one in read_words("companions", language)["clauses"]["leftover"])
    return re.compile("|".join(f"(?:{one})" for one in clauses))
