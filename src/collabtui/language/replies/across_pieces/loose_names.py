"""The name of who takes over, where nobody told it us and no word for handing over stands right before it: 1 should sit
with Hannah, 预算这项我交接给刘洋了. Only for what is proposed."""

from collections.abc import Iterator, Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.likely_names import chinese_name_at
from collabtui.language.replies.words.vocabulary import Token, Vocabulary, kinds

_NAME = late_regex(r"[A-Z][\w'’-]*[a-zà-ÿ][\w'’-]*(?: (?:[A-Z][\w'’-]+|(?:de|van|von|der|bin|al) [A-Z][\w'’-]+)){0,2}")
_DOES = kinds("is perfect future may took-over takes-on aux-first own-verb hand-to")
"""What stands behind a name that begins its sentence: Priya is taking it."""
_POSSESSIVE = ("'s", "’s")


def loose_name(marked: Marked, start: int, end: int, words: Vocabulary) -> str | None:
    """The one name between two places of the folded text; None where there is none, or more than one."""
    within = [token for token in marked.tokens if start <= token.start < end]
    known = {marked.block.written(token.start, token.end) for token in within if token.of("person")}
    found = known or {*_latin(marked, within), *_chinese(marked, within, words)}
    return found.pop() if len(found) == 1 else None


def _latin(marked: Marked, within: Sequence[Token]) -> Iterator[str]:
    """What is written with a capital and is no word that we know; at the start of a sentence who does something."""
    origin, source = marked.block.folded.origin, marked.block.source
    first, last = True, -1
    for at, token in enumerate(within):
        begins, first = first, first and token.of("mark", "mention", "greeting")
        if token.start < last or not token.of("text") or not token.text[0].isascii():
            continue
        name = _NAME.match(source, origin[token.start])
        behind = within[at + 1 : at + 2]
        if name is None or (begins and not (behind and behind[0].within(_DOES))):
            continue
        last = token.start + len(name.group())
        yield name.group().removesuffix(_POSSESSIVE[0]).removesuffix(_POSSESSIVE[1])


def _chinese(marked: Marked, within: Sequence[Token], words: Vocabulary) -> Iterator[str]:
    """A family name and what may be a given one, right behind a word that names are led by."""
    text, surnames = marked.text, words.of_kind("surname")
    start, end = (within[0].start, within[-1].end) if within else (0, 0)
    for lead in words.of_kind("leads-name"):
        at = text.find(lead, start, end)
        while at >= 0:
            name = chinese_name_at(text, at + len(lead), within, surnames)
            if name is not None:
                yield marked.block.written(name.start, name.end)
            at = text.find(lead, at + 1, end)
