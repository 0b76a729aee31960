"""Sentences of a reply that are about an action which the mail lists beside what it asks: 停车位我再谈谈。嘉宾名单明天
发你 answers the risk, and tells of the list of guests.

A sentence is such where it calls a listed action by its title, uses no word of what was asked beside that, and neither
agrees nor objects in so many words."""

from collections.abc import Iterable, Iterator, Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.own_grammars.asked_by_name import whole_name, words_of
from collabtui.language.replies.words.blocks import Block

_ENDS = late_regex(r"[。;!?]+\s*|\.+(?:\s+|$)")
_LATIN_STEM = 5
"""Letters by which two forms of a word are the same: dealer, dealers."""


def by_sentence(
    marked: Iterable[Marked], situation: ReplyContext, marker: Marker, answers: Marker
) -> Iterator[tuple[Marked, bool]]:
    """The lines, cut behind and before sentences that are about a listed action, each with whether it is; `answers`
    marks with the words of a department's answer."""
    for line in marked:
        if line.unread or not _may_be_cut(line, situation):
            yield line, False
            continue
        runs: list[tuple[int, int, bool]] = []
        for start, end in _sentences(line.text):
            is_of_item = _is_of_item(line.block.part(start, end), situation, marker, answers)
            if runs and runs[-1][2] == is_of_item:
                runs[-1] = (runs[-1][0], end, is_of_item)
            else:
                runs.append((start, end, is_of_item))
        if not any(is_of_item for *_, is_of_item in runs):
            yield line, False
            continue
        yield from ((marker.mark(line.block.part(start, end)), is_of_item) for start, end, is_of_item in runs)


def _may_be_cut(line: Marked, situation: ReplyContext) -> bool:
    """Not where a number or ref names items, by which the whole line is read, nor below one in the quoted mail."""
    asked = situation.asking is not None and situation.asking.gift is None
    named = any(one.how in ("ref", "number") for one in line.mentions)
    return asked and bool(situation.listed) and not named and line.block.item is None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    starts = [0, *(found.end() for found in _ENDS.finditer(text) if text[found.end() :].strip())]
    return zip(starts, [*starts[1:], len(text)], strict=True)


def _is_of_item(sentence: Block, situation: ReplyContext, marker: Marker, answers: Marker) -> bool:
    listed = {item.ref for item in situation.listed}
    titled = [one for one in marker.mark(sentence).mentions if one.how == "title" and not one.problem]
    if not titled or not all(listed.issuperset(one.refs) for one in titled):
        return False
    topics = [marker.words.folding.fold(one).text for one in situation.asking.topics] if situation.asking else []
    text = sentence.folded.text
    names = [text[one.start : one.end] for one in titled]
    if any(all(_speaks_of(word, topics) for word in words_of(name)) for name in names):
        return False
    if _speaks_of("".join(" " if _covers(titled, at) else char for at, char in enumerate(text)), topics):
        return False
    tokens = answers.mark(sentence).tokens
    agrees = any(token.of("assent") and not token.of("bare-assent") for token in tokens)
    return not agrees and not any(token.of("dissent", "contact", "stands", "refers") for token in tokens)


def _covers(mentions: Iterable[Mention], at: int) -> bool:
    return any(one.start <= at < one.end for one in mentions)


def _speaks_of(text: str, topics: Sequence[str]) -> bool:
    words = (word for topic in topics for word in words_of(topic))
    return any(
        word[:_LATIN_STEM] in text if word.isascii() else whole_name(word).search(text) is not None for word in words
    )
