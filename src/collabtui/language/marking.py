"""Everything that is recognised in a block before it is cut: items, titles, percentages, days, quotations, words.

What was recognised as a whole becomes one token (`mention`, `percent`, `day`, `quote`), so that nobody reads inside it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collabtui.domain.reply import Situation
from collabtui.language.blocks import Block
from collabtui.language.dates import DayReading, find_days
from collabtui.language.kinds import Token
from collabtui.language.naming import Mention, Naming, Numbered, Problem
from collabtui.language.percents import find_percents
from collabtui.language.titles import Title, TitleMatch, Titles, is_word
from collabtui.language.vocabulary import Vocabulary

_QUOTED = re.compile(r"“[^“”]{0,200}”|\"[^\"]{0,200}\"")
_LATIN_NAME = re.compile(r"[a-z]{2,}")
_VERBS = ("done", "started", "blocked", "postpone", "hand-over", "cancel", "accept", "agree", "list", "help")
_KEPT_IN_DAYS = frozenset(
    {
        "postpone",
        "shift",
        "more-time",
        "done",
        "hand-over",
        "started",
        "cancel",
        "base",
        "question",
        "perfect",
        "wish",
        "hedged",
    }
)


_SAYS = (
    *_VERBS,
    "title",
    "quote",
    "percent",
    "person",
    "agree",
    "base",
    "hand-to",
    "attend",
    "decline",
    "negated",
    "more-time",
)


@dataclass(frozen=True, slots=True)
class Marked:
    block: Block
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    days: Sequence[DayReading]

    @property
    def text(self) -> str:
        return self.block.folded.text

    def refs_at(self, start: int) -> tuple[str, ...]:
        return next((one.refs for one in self.mentions if one.start == start), ())


class Marker:
    """Recognises, knowing what the sender may be talking about."""

    def __init__(self, words: Vocabulary, situation: Situation) -> None:
        items = (*situation.items, *situation.others_items)
        titles = [Title(item.ref, words.folding.fold(item.title).text.strip()) for item in items]
        self.words = words
        self.situation = situation
        self.numbered = Numbered.of(situation)
        self.titles = Titles.of(titles, words)
        self._people = _people(words, situation.people)

    def mark(self, block: Block) -> Marked:
        text = block.folded.text
        tokens = _covered(text, self.words.tokens(text), list(self._names(text)))
        titles = self._titles(text, tokens)
        tokens = _covered(text, tokens, [(one.start, one.end, "percent", one.value) for one in find_percents(text)])
        tokens = _covered(text, tokens, [(one.start, one.end, "title", 0) for one in titles])
        tokens = _covered(text, tokens, list(self._quotes(text, tokens)))
        tokens = _covered(text, tokens, list(self._verbs(text, tokens)))
        mentions = [*Naming(tokens, self.numbered).mentions()]
        tokens = _covered(text, tokens, [(one.start, one.end, _kind(one), 0) for one in mentions])
        tokens, named = self._resolved(tokens, titles, mentions)
        mentions = sorted([*mentions, *named])
        days = self._days(text, tokens)
        return Marked(block, _with_days(tokens, days), mentions, days)

    def _names(self, text: str) -> Iterable[tuple[int, int, str, int]]:
        """Other people, by their whole name or, where it is written in Latin letters, by a part of it."""
        for name in self._people:
            at = text.find(name)
            while at >= 0:
                if is_word(text, at, at + len(name)):
                    yield at, at + len(name), "person", 0
                at = text.find(name, at + 1)

    def _titles(self, text: str, tokens: Sequence[Token]) -> list[TitleMatch]:
        """The titles in a text, but for a single word of one that is a verb of the grammar."""
        verbs = [token for token in tokens if token.of(*_VERBS)]
        found = []
        for match in self.titles.find(text):
            inside = any(verb.start <= match.start and match.end <= verb.end for verb in verbs)
            if match.whole or not inside:
                found.append(match)
        return found

    def _quotes(self, text: str, tokens: Sequence[Token]) -> Iterable[tuple[int, int, str, int]]:
        """Quotations that say something; quotation marks round a name are none."""
        for match in _QUOTED.finditer(text):
            inside = [token for token in tokens if match.start() < token.start and token.end < match.end()]
            if not all(token.of("title", "text", "person") for token in inside):
                yield match.start(), match.end(), "quote", 0

    def _verbs(self, text: str, tokens: Sequence[Token]) -> Iterable[tuple[int, int, str, int]]:
        """The verbs of titles where they are no words of the grammar: booked, 整理."""
        for form in self.titles.perfect:
            at = text.find(form)
            while at >= 0:
                within = [token for token in tokens if token.start < at + len(form) and at < token.end]
                if is_word(text, at, at + len(form)) and not any(token.of(*_SAYS) for token in within):
                    yield at, at + len(form), "own-verb", 0
                at = text.find(form, at + 1)

    def _resolved(
        self, tokens: list[Token], titles: Sequence[TitleMatch], mentions: Sequence[Mention]
    ) -> tuple[list[Token], list[Mention]]:
        """Titles as mentions of items; one that only repeats the number before it is a name."""
        found: list[Mention] = []
        for match in titles:
            at = next((i for i, token in enumerate(tokens) if token.start == match.start and token.of("title")), None)
            if at is None:
                continue
            own, others = match.refs & self.numbered.own, match.refs - self.numbered.own
            before = tokens[at - 1] if at else None
            repeats = before is not None and any(
                one.start == before.start and own.intersection(one.refs) for one in mentions
            )
            if repeats:
                tokens[at] = tokens[at]._replace(kinds=frozenset({"name"}))
                continue
            problem = _problem(own, others)
            found.append(Mention(match.start, match.end, "title", tuple(sorted(own)), problem))
            tokens[at] = tokens[at]._replace(kinds=frozenset({"mention", "title"}))
        return tokens, found

    def _days(self, text: str, tokens: Sequence[Token]) -> list[DayReading]:
        """Days, read where the numbers of items are no part of them."""
        blanked = list(text)
        for token in tokens:
            if token.of("mention", "quote"):
                blanked[token.start : token.end] = ";" * (token.end - token.start)
        situation = self.situation
        return list(find_days("".join(blanked), locale=situation.locale, written=situation.written))


def _problem(own: frozenset[str], others: frozenset[str]) -> Problem:
    if len(own) > 1 or (own and others):
        return "unclear-item"
    return "" if own else "others-item"


def _kind(mention: Mention) -> str:
    if mention.how == "amount":
        return "amount"
    return "all-word" if mention.weak else mention.how if mention.how == "except" else "mention"


def _covered(text: str, tokens: Sequence[Token], spans: Sequence[tuple[int, int, str, int]]) -> list[Token]:
    """The tokens with one in place of all that begin within a span."""
    if not spans:
        return list(tokens)
    found: list[Token] = []
    waiting = sorted(spans, key=lambda span: (span[0], -span[1]))
    for token in tokens:
        while waiting and waiting[0][0] <= token.start:
            start, end, kind, value = waiting.pop(0)
            if not found or found[-1].end <= start:
                found.append(Token(frozenset({kind}), start, end, text[start:end], value))
        if not found or found[-1].end <= token.start:
            found.append(token)
        elif token.end > found[-1].end and not token.of("text"):
            # 测试 of a title in 测试中: what is left of the word still says it
            found.append(token._replace(start=found[-1].end))
    return found


def _with_days(tokens: Sequence[Token], days: Sequence[DayReading]) -> list[Token]:
    """The tokens with one for each day; verbs within a phrase of time stay beside it."""
    found = []
    for token in tokens:
        if not any(day.start <= token.start < day.end for day in days):
            found.append(token)
        elif token.of(*_KEPT_IN_DAYS):
            found.append(token._replace(kinds=token.kinds & _KEPT_IN_DAYS))
    starts = {day.start for day in days}
    for at in range(len(found) - 1, -1, -1):
        token = found[at]
        if token.of("before-day") and starts & {token.end, token.end + 1}:
            # until after Easter
            starts.add(token.start)
            found[at] = token._replace(kinds=token.kinds - {"condition"} | {"filler"})
    found.extend(Token(frozenset({"day"}), day.start, day.end, "", at) for at, day in enumerate(days))
    return sorted(found, key=lambda token: (token.start, token.of("day")))


def _people(words: Vocabulary, names: Iterable[str]) -> list[str]:
    """Names and their Latin parts, the longest first; not parts that are words as well (Will, May)."""
    folded = [words.folding.fold(name).text.strip() for name in names]
    parts = [part for name in folded for part in _LATIN_NAME.findall(name) if words.tokens(part)[0].of("text")]
    return sorted({name for name in (*folded, *parts) if len(name) > 1}, key=len, reverse=True)
