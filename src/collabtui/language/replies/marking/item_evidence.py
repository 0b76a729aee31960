"""Evidence in the words of a clause beside its meaning: how it names its item, and whether it says that a file came."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import vocabulary

_LONGEST_CLAUSE = 1000
"""Characters; what was too long to be understood comes as one clause, and says nothing of a file."""
_MARKS = " \t\r\n.,;:!()。，；：！（）"


def is_named_by_number(clauses: Iterable[str], item: Item, locale: Literal["zh", "en"], written: date) -> bool:
    """Whether these clauses, which are about the item, name it by a number and by no word of its title: such a number
    may be another item's."""
    words = vocabulary({})
    marker = Marker(words, ReplyContext(items=(item,), locale=locale, written=written))
    text = "\n".join(clauses)
    lines = tuple(ReplyLine(text=line, span=TextSpan(start=0, end=len(line))) for line in text.split("\n"))
    marked = [marker.mark(block) for block in blocks(NewText(shown=text, lines=lines), words.folding)]
    numbered = any(mention.how == "number" for one in marked for mention in one.mentions)
    return numbered and not any(token.of("title", "name") for one in marked for token in one.tokens)


def announces_file(clause: str) -> bool:
    """Whether it says that a file comes with the mail; not that none does, and not 按附件 (as the attachment says)."""
    if len(clause) > _LONGEST_CLAUSE:
        return False
    words = vocabulary({})
    text = words.folding.fold(clause).text
    if text.strip(_MARKS) in words.of_kind("file-alone"):
        return True
    if any(token.of("negated", "question", "future") for token in words.tokens(text)):
        return False
    apart = f" {''.join(char if char.isalnum() else ' ' for char in text)} "
    # a Latin word as a whole, a Chinese one anywhere
    return any(word in text if is_han(word[0]) else f" {word} " in apart for word in words.of_kind("file-comes"))
