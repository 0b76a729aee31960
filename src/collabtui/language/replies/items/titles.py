"""Titles of items, and telling parts of them, in a text.

"登录缺陷" names 修复登录缺陷, "the venue" names Book the venue, as long as no other title fits as well.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

from collabtui.language.lexicon import read_words
from collabtui.language.replies.items.title_match import LATIN_WORD, Title, TitleMatch
from collabtui.language.replies.items.title_verbs import TitleVerbs, is_noun
from collabtui.language.replies.items.work_nouns import WorkNouns, noun_forms, nouns_of
from collabtui.language.replies.words.mistyped_words import is_slip_of
from collabtui.language.replies.words.overlay import han_runs
from collabtui.language.replies.words.vocabulary import Vocabulary

_SHORTEST_SLIP = 7
"""Letters of a word of which one may be wrong."""
_OF_A_VERB = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being|not|still|now|currently|just|busy|keep|kept|start|started|begin|began|stop"
    r"|stopped|finish|finished|by|for|of|after|before|when|while|and|then|to|i|we|they|he|she|you)|'m|'re|'s) $"
)
"""Right before a word in -ing that is no noun: still training the staff."""
_AS_A_NOUN = re.compile(
    r"\W*$| ?[^\w\s'’]| (?:is|are|was|were|isn't|wasn't|has|hasn't|have|had|will|won't|would|could|can|can't|must"
    r"|should|done|finished|complete|completed|ended|over|ends?|starts?|started|begins?|began|went|goes|took|takes|moved|moves"
    r"|postponed|delayed|cancelled|canceled|booked|scheduled|planned|ready|still|not|next|yesterday|today|tomorrow|by"
    r"|until|till|at|from|stuck|blocked|in progress|under way|underway|half|almost|nearly|confirmed|ok|okay|fine|too"
    r"|as well|and|but)(?!\w)"
)
"""Behind one that is: training done; not sending it, closing remarks."""
_IS = re.compile(r"\b(?:is|are|was|were|been)(?: now| already| all| finally)? $")
_BREAK = re.compile(r"[,;.:!?()，。；、]")


class Titles:
    """The titles of a situation, cut into what may name them."""

    def __init__(self, titles: Sequence[Title], words: Vocabulary) -> None:
        self.titles = titles = [one._replace(text=in_usual_words(one.text)) for one in titles]
        self._longest_first = sorted((one for one in titles if len(one.text) > 1), key=lambda one: -len(one.text))
        self.stops = frozenset(words.of_kind("title-stop"))
        """Words that name nothing."""
        self.shortenings = frozenset(words.of_kind("shortening"))
        """What people write for a long word that begins with it."""
        self.verbs = frozenset(words.of_kind("title-verb"))
        """Words that titles begin with."""
        self.words: dict[str, frozenset[str]] = {}
        """Latin word → refs."""
        self.gerunds: set[str] = set()
        """Of them, what the verb of a title is called as a noun: the training, of Train the staff."""
        self.pairs: dict[str, list[tuple[Title, int]]] = {}
        """Two Chinese characters → where they stand."""
        self.short: dict[str, set[str]] = {}
        """A noun of four Chinese characters, shortened as people do → refs."""
        self.translated: dict[str, frozenset[str]] = {}
        """What a part of a title is called in the other language → refs."""
        self.verbs_done = TitleVerbs(titles, words)
        examining = frozenset(words.of_kind("examining"))
        self.examined = {title.ref for title in titles if title.verb in examining}
        """Refs of titles that want something looked at: it is not done because the thing was sent."""
        self.work_nouns = WorkNouns(titles)
        for title in titles:
            self._add_latin(title, words)
            self._add_han(title)
            self._add_translated(title)
        self._long, self._heads = _long_words(self.words, self.gerunds), _by_head(self.translated)
        self.find = lru_cache(maxsize=16)(self._find)

    def _add_latin(self, title: Title, words: Vocabulary) -> None:
        for word in LATIN_WORD.findall(title.text):
            # signed, of the signed contract, tells what was done
            is_status = title.is_thing and words.tokens(word)[0].of("done", "hand-over", "started")
            is_verb = word == title.verb and not is_noun(word, words)
            if not is_verb and word not in self.stops and not is_status:
                for form in noun_forms(word):
                    self.words[form] = self.words.get(form, frozenset()) | {title.ref}

        for form in nouns_of(title):
            if form == title.verb:
                continue  # review, of `review the lease`, is most likely the verb
            if form not in self.stops and form not in self.words:
                self.gerunds.add(form)
            if form in self.gerunds:
                self.words[form] = self.words.get(form, frozenset()) | {title.ref}

    def _add_han(self, title: Title) -> None:
        for first, end in han_runs(title.text):
            start = 2 if first == 0 and title.verb and title.verb in self.verbs else first
            if end - start == 4:
                # 压测, for 压力测试
                self.short.setdefault(title.text[start] + title.text[start + 2], set()).add(title.ref)
            for at in range(start, end - 1):
                self.pairs.setdefault(title.text[at : at + 2], []).append((title, at))

    def _add_translated(self, title: Title) -> None:
        for word, names in _glossary():
            latin = title.text.isascii() and any(
                is_word(title.text, at, at + len(name)) for name in names if (at := title.text.find(name)) >= 0
            )
            forms = (
                [word] if latin else [form for name in names for form in noun_forms(name)] if word in title.text else ()
            )
            for form in forms:
                self.translated[form] = self.translated.get(form, frozenset()) | {title.ref}

    def of(self, ref: str) -> str:
        return next((title.text for title in self.titles if title.ref == ref and not title.is_thing), "")

    def _find(self, text: str) -> Sequence[TitleMatch]:
        """Stretches of `text` that name items, from the left, none inside another; kept, as several passes ask."""
        text = in_usual_words(text)
        whole = list(self._whole(text))
        parts = _with_numbers(text, [*self._han(text), *self._latin(text)], self.titles)
        longer = {one: part for one in whole for part in parts if _stands_in(one, part)}
        whole = [_begun(longer[one]._replace(whole=True) if one in longer else one, parts, text) for one in whole]
        free = [part for part in parts if not any(_overlap(part, one) for one in whole)]
        return tuple(sorted([*dict.fromkeys(whole), *free]))

    def _whole(self, text: str) -> Iterator[TitleMatch]:
        taken = -1
        for title in self._longest_first:
            at = text.find(title.text)
            if at > taken and is_word(text, at, at + len(title.text)):
                same = frozenset(other.ref for other in self.titles if other.text == title.text)
                within = frozenset(other.ref for other in self.titles if title.is_thing and _ends_with(other, title))
                yield TitleMatch(at, at + len(title.text), same, whole=True, within=within - same)
                taken = at + len(title.text) - 1

    def _han(self, text: str) -> Iterator[TitleMatch]:
        """云南的行程 of 设计云南五日行程 is one name: its parts, in their order."""
        run: TitleMatch | None = None
        for one in map(partial(self.work_nouns.with_chinese_behind, text), self._han_parts(text)):
            if run and self._is_joined(run, one, text):
                run = run._replace(end=one.end, refs=run.refs & one.refs)
                continue
            if run:
                yield run
            run = one
        if run:
            yield run

    def _is_joined(self, before: TitleMatch, behind: TitleMatch, text: str) -> bool:
        common = before.refs & behind.refs
        if text[before.end : behind.start] != "的" or not common or before.translated or behind.translated:
            return False
        first, then = text[before.start : before.end], text[behind.start : behind.end]
        titles = (title.text for title in self.titles if title.ref in common)
        return any(title.find(first) >= 0 and title.find(then, title.find(first) + len(first)) >= 0 for title in titles)

    def _han_parts(self, text: str) -> Iterator[TitleMatch]:
        pairs, short = self.pairs, self.short
        at = 0 if (pairs or self._heads) and not text.isascii() else len(text)
        while at < len(text) - 1:
            pair = text[at : at + 2]
            if pair not in pairs and pair not in short:
                yield from self._translated_at(text, at) if pair in self._heads else ()
                at += 1
                continue
            end, refs = self._longest(text, at)
            if not end and pair in short:
                end, refs = at + 2, frozenset(short[pair])
            if text[at:end] not in self.stops and not self.verbs_done.tells_at(text, at, end, refs):
                yield TitleMatch(at, self.verbs_done.before_verb_done(text, at, end, refs), refs)
            at = end

    def _translated_at(self, text: str, at: int) -> Iterator[TitleMatch]:
        word = next((one for one in self._heads.get(text[at : at + 2], ()) if text.startswith(one, at)), "")
        if word:
            yield TitleMatch(at, at + len(word), self.translated[word], translated=True)

    def _longest(self, text: str, at: int) -> tuple[int, frozenset[str]]:
        places = self.pairs.get(text[at : at + 2], [])
        end = at + 2
        while places and end < len(text):
            longer = [
                (title, start)
                for title, start in places
                if title.text[start + end - at : start + end - at + 1] == text[end]
            ]
            if not longer:
                break
            places, end = longer, end + 1
        end -= text[end - 1] == " "
        return (end, frozenset(title.ref for title, _ in places)) if places else (0, frozenset())

    def _latin(self, text: str) -> Iterator[TitleMatch]:
        run: TitleMatch | None = None
        for word in LATIN_WORD.finditer(text) if self.words or self.translated else ():
            if run and (longer := self.work_nouns.with_noun_behind(text, run, word)):
                run = longer
                continue
            refs = self.words.get(word.group()) or self._shortened(word.group())
            translated = not refs
            refs = refs or self.translated.get(word.group()) or self._slip_of(word.group())
            if not refs or (word.group() in self.gerunds and _is_verb_at(text, word)) or self._ends_verb(text, word):
                continue
            common = run.refs & refs if run and self._near(text, run.end, word.start()) else frozenset()
            if run and common:
                run = run._replace(end=word.end(), refs=common, translated=run.translated or translated)
                continue
            if run:
                yield run
            run = self.work_nouns.with_noun_before(
                text, TitleMatch(word.start(), word.end(), refs, translated=translated)
            )
        if run:
            yield run

    def _ends_verb(self, text: str, word: re.Match[str]) -> bool:
        """The file is closed out: the second word of what was done to it."""
        two = (form for form in self.verbs_done.forms if form.endswith(f" {word.group()}"))
        return any(_IS.search(text, 0, word.end() - len(form)) and text.endswith(form, 0, word.end()) for form in two)

    def _slip_of(self, word: str) -> frozenset[str]:
        """Those of a long word that it may be with a letter wrong: checklst. Not director, of directory: what only ends
        sooner is a word of its own."""
        if len(word) < _SHORTEST_SLIP or word in self.verbs_done.forms:
            # serviced, of `service the lift`, is no slip of its services
            return frozenset()
        near = (own for own in self._long.get(word[0], ()) if is_slip_of(word, own[0]))
        return next((refs for own, refs in near if not (own.startswith(word) or word.startswith(own))), frozenset())

    def _shortened(self, word: str) -> frozenset[str]:
        """doc for document; never a word of its own that happens to begin another."""
        stem = word.removesuffix("s")
        if stem not in self.shortenings or word in self.stops:
            return frozenset()
        return frozenset(
            ref for long, refs in self.words.items() if len(long) > 6 and long.startswith(stem) for ref in refs
        )

    def _near(self, text: str, end: int, start: int) -> bool:
        between = text[end:start]
        return not _BREAK.search(between) and all(word in self.stops for word in LATIN_WORD.findall(between))


def _long_words(
    words: Mapping[str, frozenset[str]], gerunds: Collection[str]
) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """First letter → long Latin words that are no others' words as well, with their refs."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for word, refs in words.items():
        if len(word) >= _SHORTEST_SLIP and word not in gerunds:
            found.setdefault(word[0], []).append((word, refs))
    return found


def _by_head(translated: Collection[str]) -> dict[str, list[str]]:
    """First two characters → Chinese words, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(translated, key=len, reverse=True):
        if not word.isascii():
            found.setdefault(word[:2], []).append(word)
    return found


def _ends_with(other: Title, title: Title) -> bool:
    return other.is_thing and len(other.text) > len(title.text) and other.text.endswith(title.text)


def _with_numbers(text: str, parts: Sequence[TitleMatch], titles: Sequence[Title]) -> list[TitleMatch]:
    found = [_with_number(text, part, titles) for part in parts]
    short = [one for one in _by_number(text, titles) if not any(_overlap(one, part) for part in found)]
    return [*found, *short]


def _overlap(one: TitleMatch, other: TitleMatch) -> bool:
    return one.start < other.end and other.start < one.end


def _by_number(text: str, titles: Sequence[Title]) -> Iterator[TitleMatch]:
    """2号机, of 抢修2号注塑机: the number of a thing, and the last character of what it is."""
    for short in _NUMBERED.finditer(text):
        long = re.compile(rf"(?<!\d){short[1]}号[\u4e00-\u9fff]{{1,5}}{short[2]}")
        refs = frozenset(title.ref for title in titles if long.search(title.text))
        if len(refs) == 1:
            yield TitleMatch(short.start(), short.end(), refs)


def _with_number(text: str, part: TitleMatch, all_titles: Sequence[Title]) -> TitleMatch:
    """3号电梯, conveyor 4: the number that stands beside those words in the title as well is a part of its name."""
    plain = text.translate(_DIGITS)
    titles = [(one.ref, one.text.translate(_DIGITS)) for one in all_titles if one.ref in part.refs]
    if not any(char.isdigit() for _, one in titles for char in one):
        return part
    before = _NUMBER_BEFORE.search(plain, 0, part.start)
    behind = _NUMBER_BEHIND.match(plain, part.end)
    start = before.start() if before else part.start
    if not any(plain[start : part.end] in one for _, one in titles):
        start = part.start
    end = behind.end() if behind else part.end
    if not any(plain[start:end] in one or _last_word(plain[start:end]) in one for _, one in titles):
        end = part.end
    named = frozenset(ref for ref, one in titles if plain[start:end] in one)
    return part._replace(start=start, end=end, refs=named or part.refs)


def _last_word(text: str) -> str:
    """Bus 14, of `heater on bus 14`."""
    return " ".join(text.split(" ")[-2:])


_NUMBERED = re.compile(r"(?<!\d)(\d{1,3})号([机楼库门线车炉泵井台柜仓厂桥塔梯])")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_NUMBER_BEFORE = re.compile(r"(?<![\d.])\d{1,3}[号#]?$")
_NUMBER_BEHIND = re.compile(r" ?\d{1,3}(?![\d.%])")


def _is_verb_at(text: str, word: re.Match[str]) -> bool:
    """Sending it in five minutes, still training the staff, closing remarks."""
    before = _OF_A_VERB.search(text, 0, word.start())
    return before is not None or _AS_A_NOUN.match(text, word.end()) is None


@cache
def _glossary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((word, tuple(names)) for word, names in read_words("glossary", "zh")["words"].items())


@cache
def _regional() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words: dict[str, str] = read_words("regional", "zh")["words"]
    return re.compile("|".join(words)), words


def in_usual_words(text: str) -> str:
    """登入 (log in) as 登录, in as many characters: places stay what they are."""
    if text.isascii():
        return text
    pattern, words = _regional()
    return pattern.sub(lambda match: words[match.group()], text)


def _begun(whole: TitleMatch, parts: Sequence[TitleMatch], text: str) -> TitleMatch:
    """期中考试安排表, of 编排期中考试日程: the thing that is handed over begins with more words of its own title."""
    led = (one.start for one in parts if one.start < whole.start < one.end < whole.end and one.refs == whole.refs)
    start = min(led, default=whole.start)
    return whole._replace(start=start) if not text[start].isascii() else whole


def _stands_in(whole: TitleMatch, part: TitleMatch) -> bool:
    """The press release draft: what has to be handed over, within more words of the same item."""
    return part.start <= whole.start and whole.end <= part.end and part.refs == whole.refs


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch that begins or ends with Latin letters does not do so in the middle of a word."""
    return not (text[start - 1 : start].isalnum() and text[start - 1 : start + 1].isascii() and start > 0) and not (
        text[end : end + 1].isalnum() and text[end - 1 : end + 1].isascii()
    )
