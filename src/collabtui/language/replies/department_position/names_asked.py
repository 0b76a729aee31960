"""The names of what was asked, and of who was: 本次检查, of 联合开展校园食品安全检查; Legal, of Legal Department."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from collabtui.domain.mail.reply import Asking
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.titles import is_word
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.own_grammars.asked_date import asked_date, names_of_date
from collabtui.language.replies.own_grammars.gift_terms import names_of_gift
from collabtui.language.replies.own_grammars.offered_people import delays_in
from collabtui.language.replies.own_grammars.ways_of_yes import (
    phrases_of_change,
    phrases_of_yes,
)
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import Token


def with_names(marked: Marked, marker: Marker, asking: Asking) -> Sequence[Token]:
    """Marks what was asked, and the sender himself, by their names."""
    text = marked.text
    found = []
    called = names_of_department(asking.department)
    found += phrases_of_yes(text, [marker.words.folding.fold(one).text.strip() for one in called])
    if asking.kind == "change" and asking.approves is None:
        found += phrases_of_change(text)
    found += [OverlaySpan(start, end, "asked-thing") for start, end in _called_briefly(text, asking, marker)]
    for kind, names in (("asked-thing", asking.topics), ("me", (asking.name,)), ("department", called)):
        for name in (marker.words.folding.fold(one).text.strip() for one in names):
            at = text.find(name) if name else -1
            while at >= 0:
                if is_word(text, at, at + len(name)):
                    found.append(OverlaySpan(at, at + len(name), kind))
                at = text.find(name, at + 1)
    if asking.gift and not any(token.of("dissent") for token in marked.tokens):
        # 8万不行 is no no: less may be given
        found += [OverlaySpan(start, end, "asked-thing") for start, end in names_of_gift(text, asking.gift)]
    topics = [marker.words.folding.fold(one).text for one in asking.topics] if asking.kind == "change" else []
    found += [OverlaySpan(one.start, one.end, "asked-thing") for one in marked.tokens if _is_asked_day(one, topics)]
    found += [OverlaySpan(start, end, "asked-thing") for start, end in delays_in(text, topics)]
    if topics and (asked := _asked_date(marker, topics)):
        found += [OverlaySpan(start, end, "asked-thing") for start, end in names_of_date(text, marked.days, asked)]
    return covered(text, marked.tokens, found)


_LONGEST_PART = 6
"""Characters of what was asked."""
_HEAD_ENDS = late_regex(r" (?:of|for|in|at|on|to|with|from|between|by|across) ")


def _called_briefly(text: str, asking: Asking, marker: Marker) -> Iterator[tuple[int, int]]:
    """本次检查, of 联合开展校园食品安全检查; 同意共用, of 共用演播室; this inspection of such a topic."""
    for topic in (marker.words.folding.fold(one).text.strip() for one in asking.topics):
        if topic.isascii():
            words = _HEAD_ENDS.split(topic)[0].split()
            pattern = rf"\b(?:the|this|that) {re.escape(words[-1])}\b" if words else ""
        else:
            lengths = range(min(_LONGEST_PART, len(topic)), 1, -1)
            ends = "|".join(re.escape(topic[-length:]) for length in lengths)
            begins = "|".join(re.escape(topic[:length]) for length in lengths)
            pattern = rf"(?:本次|此次|这次|该项?|这个|这项|此项?)(?:{ends})|(?<=同意|赞成|支持|认可)(?:{begins})(?!\w)"
        yield from (found.span() for found in re.finditer(pattern, text) if pattern)


def names_of_department(department: str) -> tuple[str, ...]:
    """财务部, 财务; Legal Department, Legal."""
    short = department.removesuffix("中心").removesuffix("部")
    for common in (" Department", " Dept", " Team", " Division", " Office"):
        short = short.removesuffix(common)
    short = short.removeprefix("Department of ")
    return (*((department, short) if len(short) > 1 else (department,)), *_ends_of_name(department))


_OFFICE = late_regex(r"[\u4e00-\u9fff]{3,}[部科处室组队班课站]")
_SHORTEST_END = 3
"""Characters."""


def _ends_of_name(department: str) -> Sequence[str]:
    """运营部, of 热线运营部."""
    if not _OFFICE.fullmatch(department):
        return ()
    return [department[at:] for at in range(2, len(department) - _SHORTEST_END + 1)]


def _asked_date(marker: Marker, topics: Sequence[str]) -> date | None:
    return asked_date(topics, marker.situation.locale, marker.situation.written)


def _is_asked_day(token: Token, topics: Sequence[str]) -> bool:
    """May works for us, to a launch that moves to May."""
    places = ((topic, topic.find(token.text)) for topic in topics) if token.of("day") else ()
    return any(at >= 0 and is_word(topic, at, at + len(token.text)) for topic, at in places)
