"""Everything that is recognised in a block before it is cut: items, titles, percentages, days, quotations, words.

What was recognised as a whole becomes one token (`mention`, `percent`, `day`, `quote`), so that nobody reads inside it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.reading import DayReading, find_days
from collabtui.language.percents import find_percents
from collabtui.language.replies.blocks import Block
from collabtui.language.replies.item_numbers import Mention, Numbered, Problem
from collabtui.language.replies.item_refs import ItemRefParser
from collabtui.language.replies.likely_names import addresses, likely_names
from collabtui.language.replies.overlay import OverlaySpan, covered
from collabtui.language.replies.titles import Title, TitleMatch, Titles, is_word
from collabtui.language.replies.vocabulary import STATEMENTS, Token, Vocabulary, foreign, kinds

_QUOTED = re.compile(r"“[^“”]{0,200}”|\"[^\"]{0,200}\"")
_BRACKETED = re.compile(r"\[([^\]\x00-\x7f]{1,4})\]")
_LATIN_NAME = re.compile(r"[a-z]{2,}")
_VERBS = kinds("done started blocked postpone hand-over cancel accept agree list help")
"""Words of the grammar, though a title may have them as well."""
_WITH_DAYS = STATEMENTS | kinds("mention all-word shift more-time")
"""What a day can go with."""
_CONDITION = kinds("condition")
_APART = kinds("mark joint and contrast except likewise")
"""Behind these a title may be another item's."""
_ARTICLES = ("a", "an", "another", "some")
_LONGEST_LINE = 4000
"""Characters. What takes more time than its length is bounded by it."""
_LONGEST_DAY = 12
"""No phrase of time has as many words."""
_KEPT_IN_DAYS = kinds(
    "postpone shift more-time done hand-over started cancel base question perfect wish tentative hedged condition"
)
"""What is said beside a day even where it is a part of the phrase: 推迟到…, whenever."""


_SAYS = kinds(
    "title quote percent person done started blocked postpone hand-over cancel accept agree list help base hand-to"
    " attend decline negated more-time"
)
"""Words that are no verb of a title, whatever the title."""


class Marked(NamedTuple):
    block: Block
    tokens: Sequence[Token]
    mentions: Sequence[Mention] = ()
    days: Sequence[DayReading] = ()
    unread: bool = False
    """It is longer than anything a person says in one line."""

    @property
    def text(self) -> str:
        return self.block.folded.text

    def is_listed(self, start: int) -> bool:
        return any(one.listed for one in self.mentions if one.start == start)

    def refs_at(self, start: int) -> tuple[str, ...]:
        return next((one.refs for one in self.mentions if one.start == start), ())


class Marker:
    """Recognises, knowing what the sender may be talking about."""

    def __init__(self, words: Vocabulary, situation: ReplyContext) -> None:
        items = (*situation.items, *situation.others_items)
        self.words = words
        self.situation = situation
        self.numbered = Numbered.of(situation)
        self.titles = _titles(words, tuple((item.ref, item.title) for item in items))
        self._people = _people(words, situation.people)

    def mark(self, block: Block) -> Marked:
        text = block.folded.text
        if len(text) > _LONGEST_LINE:
            return Marked(block, (), unread=True)
        found = [*addresses(text), *self._emoticons(text), *self._names(text), *self._minutes(text)]
        tokens = covered(text, self.words.tokens(text), found)
        tokens = covered(text, tokens, likely_names(block, tokens, self.words.of_kind("surname")))
        titles = self._titles(text, tokens)
        tokens = covered(text, tokens, self._percents(text, tokens))
        tokens = covered(text, tokens, [OverlaySpan(one.start, one.end, "title") for one in titles])
        tokens = covered(text, tokens, list(self._quotes(text, tokens)))
        tokens = covered(text, tokens, list(self._verbs(text, tokens)))
        mentions = [*ItemRefParser(tokens, self.numbered).mentions()]
        tokens = covered(text, tokens, [OverlaySpan(one.start, one.end, _kind(one)) for one in mentions])
        tokens, named = self._resolved(tokens, titles, mentions)
        mentions = sorted([*mentions, *named])
        days = self._days(text, tokens)
        return Marked(block, _with_days(text, tokens, days), mentions, days)

    def _minutes(self, text: str) -> Iterable[OverlaySpan]:
        """M1, the ref of the minutes that are answered."""
        ref = (self.situation.minutes or "").lower()
        at = text.find(ref) if ref else -1
        if at >= 0 and is_word(text, at, at + len(ref)):
            yield OverlaySpan(at, at + len(ref), "minutes")

    def _percents(self, text: str, tokens: Sequence[Token]) -> list[OverlaySpan]:
        """Shares of the work; what stands in an address is none."""
        found = [OverlaySpan(one.start, one.end, "percent", one.value) for one in find_percents(text)]
        addresses = [token for token in tokens if token.of("address")] if found else []
        return [one for one in found if not any(each.start <= one.start < each.end for each in addresses)]

    def _emoticons(self, text: str) -> Iterable[OverlaySpan]:
        """[强]: what chat programs make of small pictures."""
        for match in _BRACKETED.finditer(text) if "[" in text else ():
            if match[1] in self.words.of_kind("emoticon"):
                yield OverlaySpan(match.start(), match.end(), "mark")

    def _names(self, text: str) -> Iterable[OverlaySpan]:
        """Other people, by their whole name or, where it is written in Latin letters, by a part of it.

        @李明 only calls him.
        """
        for name in self._people:
            at = text.find(name)
            while at >= 0:
                called = text[:at].endswith("@")
                if is_word(text, at, at + len(name)):
                    yield OverlaySpan(at - called, at + len(name), "greeting" if called else "person")
                at = text.find(name, at + 1)

    def _titles(self, text: str, tokens: Sequence[Token]) -> list[TitleMatch]:
        """The titles in a text, but for a single word of one that is a verb of the grammar, or a part of an address."""
        verbs = [token for token in tokens if token.within(_VERBS)]
        addresses = [token for token in tokens if token.of("address")]
        found = []
        for match in self.titles.find(text):
            inside = any(verb.start <= match.start and match.end <= verb.end for verb in verbs)
            addressed = any(one.start < match.end and match.start < one.end for one in addresses)
            if not addressed and (match.whole or not inside):
                found.append(match)
        return found

    def _quotes(self, text: str, tokens: Sequence[Token]) -> Iterable[OverlaySpan]:
        """Quotations that say something; quotation marks round a name are none."""
        for match in _QUOTED.finditer(text):
            inside = [token for token in tokens if match.start() < token.start and token.end < match.end()]
            if not all(token.of("title", "text", "person") for token in inside):
                yield OverlaySpan(match.start(), match.end(), "quote")

    def _verbs(self, text: str, tokens: Sequence[Token]) -> Iterable[OverlaySpan]:
        """The verbs of titles where they are no words of the grammar: booked, 整理."""
        for form in self.titles.perfect:
            at = text.find(form)
            while at >= 0:
                within = [token for token in tokens if token.start < at + len(form) and at < token.end]
                longer = any(
                    not at <= token.start <= token.end <= at + len(form) for token in within if _is_known(token)
                )
                said = longer or any(token.within(_SAYS) for token in within)
                if is_word(text, at, at + len(form)) and not said:
                    yield OverlaySpan(at, at + len(form), "own-verb")
                at = text.find(form, at + 1)

    def _resolved(
        self, tokens: list[Token], titles: Sequence[TitleMatch], mentions: Sequence[Mention]
    ) -> tuple[list[Token], list[Mention]]:
        """Titles as mentions of items; one that only repeats what was named before it is a name."""
        found: list[Mention] = []
        for match in titles:
            at = next((i for i, token in enumerate(tokens) if token.start == match.start and token.of("title")), None)
            if at is None:
                continue
            own, others = match.refs & self.numbered.own, match.refs - self.numbered.own
            named = _named_within(tokens[:at], (*mentions, *found))
            if named and own & set(named.refs) and (named.how != "title" or named.start == tokens[at - 1].start):
                tokens[at] = tokens[at]._replace(kinds=kinds("name"))
            elif not match.whole and (named or _no_item(tokens, at)):
                elsewhere = own and not named and _no_item(tokens, at) == "team"
                tokens[at] = tokens[at]._replace(kinds=kinds("text elsewhere" if elsewhere else "text"))
                if found and named is found[-1] and named.start == tokens[at - 1].start:
                    # 场地合同: the contract of the venue, or both
                    found[-1] = named._replace(problem="unclear-item", refs=())
            else:
                found.append(Mention(match.start, match.end, "title", tuple(sorted(own)), _problem(own, others)))
                tokens[at] = tokens[at]._replace(kinds=kinds("mention title"))
        return tokens, found

    def _days(self, text: str, tokens: Sequence[Token]) -> list[DayReading]:
        """Days, read where the numbers of items are no part of them; in mere talk none could mean anything."""
        if len(foreign(tokens)) > _LONGEST_DAY and not any(token.within(_WITH_DAYS) for token in tokens):
            return []
        blanked = list(text)
        for token in tokens:
            if token.of("mention", "quote"):
                blanked[token.start : token.end] = ";" * (token.end - token.start)
        situation = self.situation
        days = find_days("".join(blanked), locale=situation.locale, written=situation.written)
        courtesies = [token for token in tokens if token.of("greeting", "thanks")]
        # happy Friday
        return [day for day in days if not any(one.start <= day.start and day.end <= one.end for one in courtesies)]


def _named_within(before: Sequence[Token], mentions: Sequence[Mention]) -> Mention | None:
    """The item that the statement which has begun is about: 合同在供应商那里 is about the contract only.

    What is joined by a mark or by `and` is named beside it.
    """
    for token in reversed(before):
        if token.within(_APART):
            return None
        if token.of("mention"):
            return next((one for one in mentions if one.start == token.start), None)
    return None


def _no_item(tokens: Sequence[Token], at: int) -> str:
    """Why a part of a title names no item: one of many, who receives something, or a team that works on such things."""
    if _is_counted(tokens[max(at - 2, 0) : at]):
        return "counted"
    before = next((token for token in reversed(tokens[:at]) if not token.of("the")), None)
    team = any(token.of("team") for token in tokens[at + 1 : at + 2])
    if before and before.of("to") and (team or before.of("hand-over", "hand-to")):
        return "receiver"
    return "team" if team else ""


def _is_counted(before: Sequence[Token]) -> bool:
    """One contract is missing, a bug, 还有一个合同: one of many, and no item."""
    if not before:
        return False
    last = before[-1]
    if last.of("measure", "item-unit") and len(before) > 1:
        return before[0].of("number", "numeral", "amount")
    if last.of("amount"):
        return not last.text[-1:].isdigit()
    return last.text.isascii() and (last.of("cardinal") or last.text in _ARTICLES)


def _is_known(token: Token) -> bool:
    """A word of the grammar: the verb of a title is not read inside it, 完成 in 完成度."""
    return not token.of("text")


def _problem(own: frozenset[str], others: frozenset[str]) -> Problem:
    if len(own) > 1 or (own and others):
        return "unclear-item"
    return "" if own else "others-item"


def _kind(mention: Mention) -> str:
    if mention.how == "amount":
        return "amount"
    return "all-word" if mention.weak else mention.how if mention.how == "except" else "mention"


def _with_days(text: str, tokens: Sequence[Token], days: Sequence[DayReading]) -> list[Token]:
    """The tokens with one for each day; verbs within a phrase of time stay beside it."""
    if not days:
        return list(tokens)
    verbs = [
        token._replace(kinds=token.kinds & _KEPT_IN_DAYS - (_CONDITION if token.of("before-day") else frozenset()))
        for token in tokens
        if token.within(_KEPT_IN_DAYS)
        and any(day.start <= token.start < day.end and not _is_evening(token, day) for day in days)
    ]
    found = covered(text, tokens, [OverlaySpan(day.start, day.end, "day") for day in days])
    starts = {day.start for day in days}
    for at in range(len(found) - 1, -1, -1):
        token = found[at]
        if token.of("before-day") and starts & {token.end, token.end + 1}:
            # until after Easter
            starts.add(token.start)
            found[at] = token._replace(kinds=token.kinds - {"condition"} | {"filler"})
    return sorted([*found, *verbs], key=lambda token: (token.start, token.of("day")))


def _is_evening(token: Token, day: DayReading) -> bool:
    """今晚, 周五晚8点: a time of day; 晚两天 is a delay."""
    return token.text == "晚" and token.start > day.start and day.kind != "length"


@lru_cache(maxsize=64)
def _titles(words: Vocabulary, titles: tuple[tuple[str, str], ...]) -> Titles:
    return Titles([Title(ref, words.folding.fold(title).text.strip()) for ref, title in titles], words)


@lru_cache(maxsize=64)
def _people(words: Vocabulary, names: tuple[str, ...]) -> list[str]:
    """Names and their Latin parts, the longest first; not parts that are words as well (Will, May)."""
    folded = [words.folding.fold(name).text.strip() for name in names]
    parts = [part for name in folded for part in _LATIN_NAME.findall(name) if not words.is_word(part)]
    return sorted({name for name in (*folded, *parts) if len(name) > 1}, key=len, reverse=True)
