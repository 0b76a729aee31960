"""Dictated text without marks: the pauses that end its clauses are read as commas."""

import re
from collections.abc import Iterable, Iterator, Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import Vocabulary

_MARKS = re.compile(r"[,.;:!?、。|()\n]")
_LONGEST_NAME = 16
"""Characters of a word that names an item."""
_FEWEST = 2
_ENDS = frozenset("了吧呢哈啊呀嘛哦嗯")
_BEGINS = ("然后", "还有", "另外", "就这样", "先这样", "我这边", "我们这边")


def with_pauses_marked(found: Iterable[Block], situation: ReplyContext, words: Vocabulary) -> Iterator[Block]:
    """接口文档已经发了 压力测试做了一半: a pause behind 了 and the like, or before an item, ends a clause; one behind a
    negation does not."""
    names = tuple(name for item in situation.items for name in (item.title, item.deliverable) if name)
    for block in found:
        heard = _with_spoken_marks(block, words)
        yield _with_pauses(heard, (*_BEGINS, *names)) if "了 " in heard.folded.text else heard


def _with_spoken_marks(block: Block, words: Vocabulary) -> Block:
    """The checklist is done period the venue is at thirty percent period: marks that were spoken, where it has no
    others."""
    text = _with_spoken_questions(block.folded.text, words)
    if text is not block.folded.text:
        block = block._replace(folded=block.folded._replace(text=text))
    spoken = dict.fromkeys(words.of_kind("spoken-stop"), ".") | dict.fromkeys(words.of_kind("spoken-comma"), ",")
    heard = {word: mark for word, mark in spoken.items() if word in text}
    if not heard or sum(text.count(word) for word in heard) < _FEWEST or _MARKS.search(text):
        return block
    for word, mark in heard.items():
        text = _whole(word).sub(mark.ljust(len(word)), text)
    return block._replace(folded=block.folded._replace(text=text))


def _with_spoken_questions(text: str, words: Vocabulary) -> str:
    """Number four question mark; 二号问号: an item, and nothing else."""
    heard = next((word for word in words.of_kind("spoken-question") if word in text), "")
    if not heard or "?" in text:
        return text
    asked = re.fullmatch(rf"(?P<item> ?(?:(?:number|item|task) )?[^ ]{{1,{_LONGEST_NAME}}}?) ?{heard} ?", text)
    return f"{asked['item']}?".ljust(len(text)) if asked else text


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}\b" if word.isascii() else word)


def _with_pauses(block: Block, begins: Sequence[str]) -> Block:
    text = block.folded.text
    gaps = [at for at in range(1, len(text) - 1) if text[at] == " " and is_han(text[at - 1]) and is_han(text[at + 1])]
    if len(gaps) < _FEWEST or _MARKS.search(text):
        return block
    chars = list(text)
    for at in gaps:
        if text[at - 1] in _ENDS or text.startswith(tuple(begins), at + 1):
            chars[at] = ","
    return block._replace(folded=block.folded._replace(text="".join(chars)))
