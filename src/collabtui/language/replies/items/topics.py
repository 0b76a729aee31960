"""Another item as the topic of a clause: `Animation is 80 percent. About the trailer, it is too early`, where the
trailer is one of the writer's. What is said from there on is not of the item before it, and waits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_whole

_WORD = re.compile(r"[a-z]{4,}")


def with_topics_waiting(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """The readings, each that was tied to the item before it though another one is its topic without any, and so what
    follows it of that item."""
    titles = {item.ref: _stems(item.title) for item in situation.items}
    return list(_without_carried(readings, titles))


def _without_carried(readings: Sequence[Reading], titles: dict[str, frozenset[str]]) -> Iterator[Reading]:
    left: tuple[str, ...] = ()
    for one in readings:
        if one.names or (one.refs and one.refs != left):
            left = ()
        if not one.names and _is_of_another(one, titles):
            left = one.refs
        yield _waiting(one) if left and one.refs == left and not one.status else one


def _waiting(one: Reading) -> Reading:
    return replace(
        one, rule="unknown", refs=(), counts=False, waits=True, note=None, ask=None, due=None, proposed=False
    )


def _is_of_another(one: Reading, titles: dict[str, frozenset[str]]) -> bool:
    """Whether it is tied to one item and begins with a word of the title of another, which is not in its own."""
    topic = _topic().match(one.block.folded.text[one.start : one.end])
    if topic is None or len(one.refs) != 1 or one.refs[0] not in titles:
        return False
    stem = _stem(topic["word"])
    return stem not in titles[one.refs[0]] and any(stem in stems for stems in titles.values())


def _stems(title: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(title.lower())))


def _stem(word: str) -> str:
    return word.removesuffix("s")


@cache
def _topic() -> re.Pattern[str]:
    leads = one_whole(words_of_both("topics", "leads"))
    return re.compile(rf" ?(?:{leads} )*(?:(?:the|our|my) )?(?P<word>[a-z]{{4,}})\b")
