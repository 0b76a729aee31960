"""The passes that mark a block, in the order in which it has to be."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.dates.find_days import DayReading
from collabtui.language.lexicon import read_words
from collabtui.language.percents import find_percents
from collabtui.language.replies.items.item_numbers import Mention, Numbered
from collabtui.language.replies.items.item_refs import item_refs
from collabtui.language.replies.items.own_numbering import numbers_himself, tallies
from collabtui.language.replies.items.parts_of_one_item import with_parts
from collabtui.language.replies.items.title_match import TitleMatch
from collabtui.language.replies.items.title_mentions import title_mentions, without_forms_of_address
from collabtui.language.replies.items.title_verbs import is_no_short_verb
from collabtui.language.replies.items.titles import Titles, is_word
from collabtui.language.replies.marking.greetings_by_name import greeting_at_start, names_like_days, salutation
from collabtui.language.replies.marking.lead_in_lines import leads_in
from collabtui.language.replies.marking.marked_days import places_of_due_days, with_days
from collabtui.language.replies.marking.sent_when_ready import when_ready
from collabtui.language.replies.marking.verbs_beside_items import with_new_ones, with_verbs_beside_items
from collabtui.language.replies.marking.words_together import (
    receivers,
    reservations,
    wholly_agreed,
    with_counted_others,
    with_exceptions,
    with_learners_perfects,
    with_number_words,
    with_objects,
    with_relatives,
    with_short_status,
    with_standstills,
    with_teams,
)
from collabtui.language.replies.marking.work_under_way import with_work_under_way
from collabtui.language.replies.words import likely_names
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.mistyped_words import slips
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import Token, Vocabulary, kinds
from collabtui.language.word_patterns import whole_words

_QUOTED = re.compile(r"“[^“”]{0,200}”|\"[^\"]{0,200}\"")
_BRACKETED = re.compile(r"\[([^\]\x00-\x7f]{1,4})\]")
_VERBS = kinds("done started blocked postpone hand-over cancel accept agree list help")
"""Words of the grammar, though a title may have them as well."""
_PERCENT = kinds("percent")
_OF_WHOLE = kinds("all both finds-fine done")
_OF_APPROVAL = kinds("agree finds-fine")
_APART = (".", "!", ",", ";", "。")
_ANNOUNCING = kinds("filler greeting note measure announces")
"""Beside when or from where an answer is written, before its colon."""
_OF_A_LABEL = kinds("filler list amount cardinal item-noun item-unit")
_SAYS = kinds(
    "title quote percent person done started blocked postpone hand-over cancel accept agree list help base hand-to"
    " attend decline negated more-time"
)
"""Words that are no verb of a title, whatever the title."""


class Known(NamedTuple):
    """The things that the sender may be talking about."""

    words: Vocabulary
    situation: ReplyContext
    numbered: Numbered
    titles: Titles
    people: Sequence[str]
    own_names: Sequence[str]
    """What the sender is called."""


class Draft(NamedTuple):
    """A block as far as it was recognised."""

    block: Block
    tokens: Sequence[Token]
    titles: Sequence[TitleMatch] = ()
    mentions: Sequence[Mention] = ()
    days: Sequence[DayReading] = ()
    spoken: frozenset[str] = frozenset()
    """The kinds of all its words, as they were before anything was recognised: most passes need one of them."""
    text: str = ""
    """The folded text of the block."""

    def with_tokens(self, tokens: Sequence[Token]) -> "Draft":
        return self if tokens is self.tokens else self._replace(tokens=tokens)

    def with_spans(self, found: Iterable[OverlaySpan]) -> "Draft":
        spans = list(found)
        return self._replace(tokens=covered(self.text, self.tokens, spans)) if spans else self


class MarkingPass(NamedTuple):
    """`zh` and `en` are examples, in which the pass makes a token of `kind`."""

    kind: str
    run: Callable[[Known, Draft], Draft]
    zh: str
    en: str


def _names(known: Known, draft: Draft) -> Draft:
    """Addresses, emoticons, people and the minutes; of those that overlap the first and longest counts."""
    text = draft.text
    return draft.with_spans(
        [
            *likely_names.addresses(text),
            *_greetings(known, draft),
            *_emoticons(known, text),
            *_signatures(known, text),
            *_people(known, text),
            *names_like_days(text, known.words.of_kind("surname")),
            *_minutes(known, text),
        ]
    )


def _greetings(known: Known, draft: Draft) -> Iterable[OverlaySpan]:
    """李工好 (hello Engineer Li), 李明好, before whatever comes; 李工： at the very beginning."""
    found = greeting_at_start(draft.text, known.people)
    if found is None and draft.block.shown[0] == 0 and ":" in draft.text:
        found = salutation(draft.text, known.people)
    return () if found is None else (found,)


def _emoticons(known: Known, text: str) -> Iterable[OverlaySpan]:
    """[强] (thumb up): what chat programs make of small pictures."""
    for match in _BRACKETED.finditer(text) if "[" in text else ():
        if match[1] in known.words.of_kind("emoticon"):
            yield OverlaySpan(match.start(), match.end(), "mark")


def _signatures(known: Known, text: str) -> Iterable[OverlaySpan]:
    """【陈静】已完成 ([Chen Jing] done), 陈静: 已完成: before an answer the writer's own name only says whose it is."""
    for name in known.own_names if "[" in text or ":" in text else ():
        for match in [] if name not in text else re.finditer(rf"\[{re.escape(name)}\]:?|^{re.escape(name)}:", text):
            yield OverlaySpan(match.start(), match.end(), "mark")


def _people(known: Known, text: str) -> Iterable[OverlaySpan]:
    """Other people, by their whole name or, where it is written in Latin letters, by a part of it.

    @李明 only calls him.
    """
    for name in known.people:
        at = text.find(name)
        while at >= 0:
            called = text[:at].endswith("@")
            if is_word(text, at, at + len(name)) and not _ends_in_a_day(text, at, at + len(name)):
                yield OverlaySpan(at - called, at + len(name), "greeting" if called else "person")
            at = text.find(name, at + 1)


_TOMORROW = ("明天", "明早", "明晚", "明日")


def _ends_in_a_day(text: str, start: int, end: int) -> bool:
    """小李明天做 (little Li does it tomorrow), although there is a 李明."""
    return text[start - 1 : start] in ("小", "老", "阿") and start > 0 and text.startswith(_TOMORROW, end - 1)


def _minutes(known: Known, text: str) -> Iterable[OverlaySpan]:
    """M1, the ref of the minutes that are answered."""
    ref = (known.situation.minutes or "").lower()
    at = text.find(ref) if ref else -1
    if at >= 0 and is_word(text, at, at + len(ref)):
        yield OverlaySpan(at, at + len(ref), "minutes")


def _likely_names(known: Known, draft: Draft) -> Draft:
    if draft.spoken.isdisjoint(likely_names.HANDS) and " with " not in draft.text:
        return draft
    surnames = known.words.of_kind("surname")
    return draft.with_spans(likely_names.likely_names(draft.block, draft.tokens, surnames, known.people))


def _find_titles(known: Known, draft: Draft) -> Draft:
    """The titles in a text, but for a single word of one that is a verb of the grammar, or a part of an address."""
    matches = known.titles.find(draft.text)
    if not matches:
        return draft
    verbs = [token for token in draft.tokens if token.within(_VERBS)]
    addresses = [token for token in draft.tokens if token.of("address")]
    phrases = [token for token in draft.tokens if token.of("filler")]
    counting = _words_before_counts(draft.tokens)
    minutes = [token for token in draft.tokens if token.of("minutes")]
    found = []
    for match in matches:
        inside = any(verb.start <= match.start and match.end <= verb.end for verb in verbs)
        addressed = any(one.start < match.end and match.start < one.end for one in addresses)
        # 兹报告 (this is to report): no item within a phrase that only opens a sentence
        phrased = any(one.start <= match.start and match.end <= one.end and one[1:3] != match[:2] for one in phrases)
        # number one: done, where a title has the word number as well
        counted = any(one.start <= match.start and match.end <= one.end for one in counting)
        # 会议记录无误: the minutes, and no part of 检修记录
        of_minutes = any(one.start <= match.start and match.end <= one.end and one[1:3] != match[:2] for one in minutes)
        if not (addressed or of_minutes) and (match.whole or not (inside or phrased or counted)):
            found.append(match)
    return draft._replace(titles=found) if found else draft


_COUNTS = kinds("number numeral cardinal")


def _words_before_counts(tokens: Sequence[Token]) -> list[Token]:
    """`number`, 任务 where a count is right behind, which names an item."""
    return [
        token
        for token, following in pairwise(tokens)
        if token.of("number-prefix") and following.within(_COUNTS) and following.start - token.end <= 1
    ]


def _percents(known: Known, draft: Draft) -> Draft:
    """Shares of the work; what stands in an address is none."""
    found = [
        OverlaySpan(one.start, one.end, "percent", one.value) for one in find_percents(draft.text, known.words.language)
    ]
    if not found and "100" not in draft.text:
        return draft
    addresses = [token for token in draft.tokens if token.of("address")] if found else []
    found = [one for one in found if not any(each.start <= one.start < each.end for each in addresses)]
    due = places_of_due_days(known.situation, draft.text) if found else ()
    found = [one for one in found if (one.start, one.end) not in due]
    return draft.with_spans(found or wholly_agreed(draft.text, draft.tokens))


_BARE_SHARE = re.compile(
    r"(?<![\w.])(?P<led>(?:a?\d{1,2}|[a-z\u4e00-\u9fff]+)(?:'s)?[:,]? ?"
    r"(?: is | are | now | stands )?(?:at|到了?|做到了?) ?)"
    r"(?P<share>[1-9]\d)(?= ?(?:$|[,.;。，；)!了]))(?![.,]\d)"
)
_DONE = kinds("done hand-over")
_STATES = kinds("done hand-over started blocked percent postpone")
_PICTURES = ("👍", "👌", "💪", "🙏", "😊", "🎉")
_SHORT = 16
_ONLY_SHARE = re.compile(r" ?(?:目前|现在|做?到|大概|差不多|已经?)? ?([1-9]\d)(?:了|左右|上下)[。.!]? ?")
"""80了 (80 now): all that somebody says."""
_SHORT_SHARE = re.compile(r" ?(0|[1-9]\d)(?= (?!次|个|条|份|页|人|天|台|分|小时|周|月|号|日)|$|[,;、])")
_LEADS_SHARE = kinds("number numeral title ordinal")


def _short_shares(draft: Draft) -> Iterable[OverlaySpan]:
    """压测30 预算60: numbers of two digits, each right behind what an item is called, in a line of several."""
    if len(draft.titles) < 2 or draft.text.isascii():
        return
    for title in draft.titles:
        if match := _SHORT_SHARE.match(draft.text, title.end):
            yield OverlaySpan(match.start(1), match.end(), "percent", int(match[1]))


def _bare_shares(_: Known, draft: Draft) -> Draft:
    """2 at 80: a number of two digits at the end of a clause, right behind an item. It is proposed as a share."""
    found, tokens = list(_short_shares(draft)), list(draft.tokens)
    if len(draft.text) < _SHORT and (match := _ONLY_SHARE.fullmatch(draft.text)):
        found.append(OverlaySpan(match.start(1), match.end(1), "percent", int(match[1])))
    if not found and " at " not in draft.text and "到" not in draft.text:
        return draft
    for match in _BARE_SHARE.finditer(draft.text):
        led = next((token for token in tokens if token.start == match.start()), None)
        named = led is not None and (led.within(_LEADS_SHARE) or led.text[1:].isdigit())
        if named or any(one.start <= match.start() < one.end for one in draft.titles):
            found.append(OverlaySpan(match.start("share"), match.end("share"), "percent", int(match["share"])))
    marked = draft.with_spans(found)
    if not found:
        return draft
    starts = {one.start for one in found}
    slipped = [
        token._replace(kinds=token.kinds | {"slip"}) if token.start in starts else token for token in marked.tokens
    ]
    return marked._replace(tokens=slipped)


def _beside_percents(_: Known, draft: Draft) -> Draft:
    """About 70 % is 70 %, what is left of 30 % is 70 %; nothing is about 100 %."""
    if not any(token.kinds == _PERCENT for token in draft.tokens):
        return draft
    tokens = list(draft.tokens)
    for at, token in enumerate(tokens):
        if not token.of("percent") or token.value >= 100:
            continue
        if merely := _merely(tokens, at):
            tokens[merely] = tokens[merely]._replace(kinds=kinds("filler"))
        _counted_as(tokens, at)
        for beside in _neighbours(tokens, at):
            if tokens[beside].of("left"):
                tokens[at] = token._replace(value=100 - token.value)
                # 剩两成没做 (20 % left undone)
                behind = range(at + 1, min(at + 3, len(tokens)))
                undone = len(behind) == 2 and tokens[at + 1].of("negated") and _is_verb(tokens[at + 2])
                for one in behind if undone else ():
                    tokens[one] = tokens[one]._replace(kinds=kinds("filler"))
            if tokens[beside].of("approx", "left"):
                tokens[beside] = tokens[beside]._replace(kinds=kinds("filler about"))
    return draft._replace(tokens=[_loosened(token) for token in tokens])


_BETWEEN_TWO = re.compile(r"[一二两三四五六七八九]{2}成")


def _loosened(token: Token) -> Token:
    """七八成 (70 to 80 %): the lesser share, which is proposed."""
    is_loose = token.of("percent") and _BETWEEN_TWO.fullmatch(token.text)
    return token._replace(kinds=token.kinds | {"loose"}) if is_loose else token


def _counted_as(tokens: list[Token], at: int) -> None:
    """按40%算 (call it 40 %): it is counted as so much."""
    before, behind = at - 1, at + 1
    if (
        before >= 0
        and tokens[before].text in ("按", "照")
        and behind < len(tokens)
        and tokens[behind].text in ("算", "计")
    ):
        for one in (before, behind):
            tokens[one] = tokens[one]._replace(kinds=kinds("filler about"))


def _is_verb(token: Token) -> bool:
    """Of the grammar, or one character: 没填 (not filled in)."""
    return token.of("done", "hand-over") or (token.of("text") and len(token.text) == 1 and not token.text.isascii())


def _merely(tokens: Sequence[Token], at: int) -> int:
    """The place of 才 in 才做了20% (only 20 % so far), or 0."""
    before = at - 1
    while (
        before > 0 and tokens[before].of("filler", "done", "doing", "perfect", "to") and not tokens[before].of("merely")
    ):
        before -= 1
    return before if before >= 0 and tokens[before].of("merely") else 0


def _neighbours(tokens: Sequence[Token], at: int) -> list[int]:
    """The tokens right before and behind, over words that change nothing."""
    # 约完成四成 (some 40 % done): the verb of the share stands between
    led = (i for i in reversed(range(at)) if _stops(tokens[i]) and not tokens[i].of("done", "doing", "perfect"))
    following = (i for i in range(_past_thing(tokens, at) + 1, len(tokens)) if _stops(tokens[i]))
    return [i for i in (next(led, at), next(following, at)) if i != at]


def _stops(token: Token) -> bool:
    return token.of("approx", "left") or not token.of("filler")


def _past_thing(tokens: Sequence[Token], at: int) -> int:
    """10% of the draft left: the place of the thing that it is a share of, else of the share."""
    thing = at + 1
    if thing == len(tokens) or tokens[thing].text != "of":
        return at
    while thing + 1 < len(tokens) and tokens[thing + 1].of("the", "filler"):
        thing += 1
    goes_on = thing + 1 < len(tokens) and not tokens[thing + 1].of("mark", "percent", "left")
    return thing + 1 if goes_on else at


def _teams(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_teams(draft.tokens)) if "team" in draft.spoken else draft


def _activities(known: Known, draft: Draft) -> Draft:
    if not ({"progressive", "started"} & draft.spoken or "ing" in draft.text or _AT_IT.search(draft.text)):
        return draft
    activities, irregular = known.words.of_kind("activity"), known.words.of_kind("participle")
    return draft.with_tokens(with_work_under_way(draft.text, draft.tokens, activities, irregular))


_AT_IT = re.compile("中|阶段")


def _when_ready(_: Known, draft: Draft) -> Draft:
    return draft.with_spans(list(when_ready(draft.text)))


def _receivers(known: Known, draft: Draft) -> Draft:
    if "hand-over" not in draft.spoken or draft.text.isascii():
        return draft
    names, surnames = known.words.of_kind("receiver"), known.words.of_kind("surname")
    return draft.with_spans(receivers(draft.text, draft.tokens, names, surnames))


def _standstills(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_standstills(draft.text, draft.tokens)) if "goes-on" in draft.spoken else draft


def _learners_perfects(_: Known, draft: Draft) -> Draft:
    perfect = "bare" in draft.spoken or "made " in draft.text
    return draft.with_tokens(with_learners_perfects(draft.tokens)) if perfect else draft


def _objects(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_objects(draft.tokens)) if " them" in draft.text else draft


def _short_status(_: Known, draft: Draft) -> Draft:
    short = draft.mentions and (not draft.text.isascii() or "'s" in draft.text)
    return draft.with_tokens(with_short_status(draft.tokens)) if short else draft


def _leading_yes(known: Known, draft: Draft) -> Draft:
    """Yep all done: yes, and then what it is said to."""
    tokens = draft.tokens
    if known.situation.invitation or len(tokens) < 2 or not tokens[0].of("yes") or tokens[1].of("mark"):
        return draft
    if draft.spoken.isdisjoint(_DONE) or not any(token.within(_DONE) for token in tokens[1:]):
        return draft
    return draft._replace(tokens=[tokens[0]._replace(kinds=kinds("greeting")), *tokens[1:]])


def _ending_pictures(_: Known, draft: Draft) -> Draft:
    """完成七成👍, 1完成👍 2完成👍: a thumb behind what was said is no acceptance of its own."""
    if not any(token.text in _PICTURES for token in draft.tokens):
        return draft
    found = list(draft.tokens)
    for at, token in enumerate(found):
        if at and token.text in _PICTURES and _is_behind_state(found, at):
            found[at] = token._replace(kinds=kinds("mark"))
    return draft._replace(tokens=found)


def _is_behind_state(tokens: Sequence[Token], at: int) -> bool:
    """At the end of a line in which a status was told, or right behind one."""
    before = tokens[:at] if at == len(tokens) - 1 else tokens[at - 1 : at]
    return any(token.within(_STATES) for token in before)


def _number_words(_: Known, draft: Draft) -> Draft:
    return draft.with_tokens(with_number_words(draft.tokens)) if "no " in draft.text and draft.mentions else draft


def _cover_titles(_: Known, draft: Draft) -> Draft:
    return draft.with_spans([OverlaySpan(one.start, one.end, "title") for one in draft.titles])


def _quotes(_: Known, draft: Draft) -> Draft:
    """Quotations that say something; quotation marks round a name are none."""
    found = []
    starts = [token.start for token in draft.tokens]
    for match in _QUOTED.finditer(draft.text):
        near = draft.tokens[bisect_right(starts, match.start()) : bisect_right(starts, match.end())]
        inside = [token for token in near if token.end < match.end()]
        if not all(token.of("title", "text", "person") for token in inside):
            found.append(OverlaySpan(match.start(), match.end(), "quote"))
    return draft.with_spans(found)


def _title_verbs(known: Known, draft: Draft) -> Draft:
    """The verbs of titles where they are no words of the grammar: booked, 整理 (sort out)."""
    marked = draft.with_spans(list(_verb_spans(known, draft.text, draft.tokens)))
    overcome = {token.start for token in draft.tokens if token.of("overcome")} if "overcome" in draft.spoken else ()
    if marked is draft or not overcome:
        return marked
    # that is fixed now: what held it up, whatever else the verb is of
    both = [
        token._replace(kinds=token.kinds | {"overcome"}) if token.of("own-verb") and token.start in overcome else token
        for token in marked.tokens
    ]
    return marked._replace(tokens=both)


def _verb_spans(known: Known, text: str, tokens: Sequence[Token]) -> Iterable[OverlaySpan]:
    for form in known.titles.verbs_done.forms:
        at = text.find(form)
        while at >= 0:
            within = [token for token in tokens if token.start < at + len(form) and at < token.end]
            if _runs_into_perfect(within, form, at):
                # 开通了, in which 通了 (got through) is a word of the grammar
                yield OverlaySpan(at, at + len(form) + 1, "done")
                at = text.find(form, at + 1)
                continue
            # the verb of a title is not read inside a word of the grammar: 完成 (done) in 完成度 (how far it is)
            longer = any(
                not at <= token.start <= token.end <= at + len(form) for token in within if not token.of("text")
            )
            stated = longer or any(token.within(_SAYS) for token in within)
            stated = stated and not _is_over(known, form, text, within, tokens)
            if " " in form:
                stated = not _is_both_words(known, form, text[:at], [one for one in tokens if one.end <= at])
            if is_word(text, at, at + len(form)) and not (stated or is_no_short_verb(form, text, at)):
                ended = None if form.isascii() else _RESULT.match(text, at + len(form))
                kind = "done" if ended or form.endswith("了") or form.startswith("已") else "own-verb"
                yield OverlaySpan(at, ended.end() if ended else at + len(form), kind)
            at = text.find(form, at + 1)


def _runs_into_perfect(within: Sequence[Token], form: str, at: int) -> bool:
    if not within or form.isascii():
        return False
    last = within[-1]
    over = last.of("overcome", "state") and last.text.endswith("了")
    return over and at < last.start and last.end == at + len(form) + 1


def _is_both_words(known: Known, form: str, before: str, tokens: Sequence[Token]) -> bool:
    """The Miller file is closed out: behind its own item and `is`; not set up the call."""
    named = {ref for one in known.titles.find(before) for ref in one.refs}
    last = next((one for one in reversed(tokens) if not one.of("perfect")), None)
    return (
        last is not None and last.of("is") and len(named) == 1 and known.titles.verbs_done.forms[form].issuperset(named)
    )


_RESULT = re.compile(r"[好完毕妥](?![像几多的吗不成全整善了久])")
"""Right behind a verb: 统计好 (counted), which is no OK."""


def _is_over(known: Known, form: str, text: str, within: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """预算已确认, of 确认推广预算 (confirm the budget): beside its own item it is its verb. The old lease was
    cancelled, of `cancel the old lease`: nobody asks to cancel that action."""
    if len(within) != 1 or within[0].text != form:
        return False
    if within[0].of("blocked"):
        behind = next((token for token in tokens if token.start >= within[0].end), None)
        return behind is not None and behind.of("the")  # stuck the labels on, of `stick the labels`
    if not within[0].of("cancel", "agree"):
        return False
    if within[0].of("cancel") and any(token.of("item-noun") for token in tokens):
        # the lease task was cancelled
        return False
    at = tokens.index(within[0])
    beside = [*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2]]
    perfect = form.isascii() or any(token.of("perfect") for token in beside)
    start = max((token.end for token in tokens[:at] if token.of("mark")), default=0)
    end = min((token.start for token in tokens[at:] if token.of("mark")), default=len(text))
    last = end if within[0].of("cancel") else within[0].start
    named = {
        ref
        for title in known.titles.find(text[start:end])
        for ref in title.refs
        if start + title.end <= last and not title.start <= within[0].start - start < title.end
    }
    return perfect and len(named) == 1 and known.titles.verbs_done.forms[form].issuperset(named)


def _department_it(_: Known, draft: Draft) -> Draft:
    """IT tested it: the department, where not all is written in capitals."""
    written = draft.block.written(0, len(draft.text))
    if "IT" not in written or written.upper() == written:
        return draft
    return draft.with_tokens(
        [
            one._replace(kinds=kinds("text"))
            if one.text == "it" and draft.block.written(one.start, one.end) == "IT"
            else one
            for one in draft.tokens
        ]
    )


def _minutes_as_they(_: Known, draft: Draft) -> Draft:
    """Thanks for the minutes, they are correct: right behind a word for them, it is of them that he says so."""
    tokens = list(draft.tokens)
    for at in range(1, len(tokens)):
        if not tokens[at].text.startswith("they"):
            continue
        before = next((one for one in reversed(tokens[:at]) if not one.of("mark", "and")), None)
        if before is None or not before.of("minutes"):
            continue
        if tokens[at].of("agree"):
            tokens[at] = tokens[at]._replace(kinds=tokens[at].kinds - kinds("slip"))
        elif tokens[at].text == "they" and any(one.of("is") for one in tokens[at + 1 : at + 2]):
            tokens[at] = tokens[at]._replace(kinds=kinds("minutes"))
    return draft if tokens == list(draft.tokens) else draft.with_tokens(tokens)


def _reservations(_: Known, draft: Draft) -> Draft:
    return draft if draft.spoken.isdisjoint(_OF_APPROVAL) else draft.with_spans(reservations(draft.text, draft.tokens))


def _exceptions(_: Known, draft: Draft) -> Draft:
    return draft if draft.spoken.isdisjoint(_OF_WHOLE) else draft.with_tokens(with_exceptions(draft.tokens))


def _counted_others(_: Known, draft: Draft) -> Draft:
    counted = _COUNTS_OTHERS & draft.spoken and whole_words("counted", "others").search(draft.text)
    return draft.with_tokens(with_counted_others(draft.tokens)) if counted else draft


_COUNTS_OTHERS = kinds("number numeral cardinal both")


def _relatives(_: Known, draft: Draft) -> Draft:
    kinds_needed = {"relative", "except"} <= draft.spoken
    return draft.with_tokens(with_relatives(draft.tokens)) if kinds_needed else draft


def _item_refs(known: Known, draft: Draft) -> Draft:
    tokens = _with_mistyped_verbs(known, draft)
    mentions = with_parts(item_refs(tokens, known.numbered), draft.text, draft.block.item)
    if not mentions:
        return draft
    if tallies(draft.tokens, mentions):
        mentions = [one._replace(how="amount", refs=(), problem="") for one in mentions]
    spans = [OverlaySpan(one.start, one.end, _kind(one)) for one in mentions]
    found = draft._replace(mentions=mentions).with_spans(spans)
    doubtful = {one.start for one in mentions if one.doubtful}
    if not doubtful:
        return found
    return found.with_tokens(
        [one._replace(kinds=one.kinds | {"slip"}) if one.start in doubtful else one for one in found.tokens]
    )


def _with_mistyped_verbs(known: Known, draft: Draft) -> Sequence[Token]:
    """Finshed 1 & 3: the number behind such a verb is an item's as behind the verb itself."""
    if "number" not in draft.spoken:
        return draft.tokens
    tokens = list(draft.tokens)
    for at, (token, then) in enumerate(pairwise(draft.tokens)):
        if not (then.of("number") and token.of("text") and token.text.isascii()):
            continue
        if at and not tokens[at - 1].of("mark"):
            continue
        for slip in slips(known.words, draft.text, (token,)):
            if slip.kinds & _STATUS_VERBS:
                tokens[at] = token._replace(kinds=slip.kinds)
    return tokens


_STATUS_VERBS = kinds("done started blocked")


def _kind(mention: Mention) -> str:
    if mention.how == "amount":
        return "amount"
    return "all-word" if mention.weak else mention.how if mention.how == "except" else "mention"


def _own_labels(_: Known, draft: Draft) -> Draft:
    """My items: 1 done, 我的两项：1完成: whose they are and how many says nothing more; nor does what announces it."""
    colon = next((at for at, token in enumerate(draft.tokens) if token.text == ":"), 0)
    label = draft.tokens[:colon]
    if colon and not all(token.within(_OF_A_LABEL) for token in label):
        first = max((at for at, token in enumerate(label) if token.text in _APART), default=-1) + 1
        label = label[first:] if colon + 1 < len(draft.tokens) else []
        label = label if label and _is_written_on_leaving(draft, label) else []
    plain = [token._replace(kinds=kinds("filler")) for token in label]
    return draft._replace(tokens=[*draft.tokens[: colon - len(plain)], *plain, *draft.tokens[colon:]])


def _is_written_on_leaving(draft: Draft, label: Sequence[Token]) -> bool:
    """下班前简单汇报一下：…: what announces an answer, with when or from where it is written."""
    text = draft.text[: label[-1].end]
    on_leaving = whole_words("topics", "on-leaving").search(text, label[0].start)
    if on_leaving is None:
        return False
    rest = [one for one in label if one.end <= on_leaving.start() or one.start >= on_leaving.end()]
    return all(token.within(_ANNOUNCING) for token in rest)


def _own_numbering(known: Known, draft: Draft) -> Draft:
    """The number says nothing then, and what its row says is only proposed."""
    if not draft.titles or not numbers_himself(known.numbered, draft.tokens, draft.titles, draft.mentions):
        return draft
    first, *rest = draft.tokens
    return draft._replace(tokens=[first._replace(kinds=kinds("filler own-list")), *rest], mentions=draft.mentions[1:])


def _title_mentions(known: Known, draft: Draft) -> Draft:
    if not draft.titles:
        return draft
    plain = without_forms_of_address(draft.tokens, draft.titles, known.words.of_kind("surname"))
    tokens, named = title_mentions(
        known.numbered, plain, draft.titles, draft.mentions, known.words.of_kind("another-one")
    )
    return draft._replace(tokens=tokens, mentions=sorted([*draft.mentions, *named]))


def _verbs_beside_items(known: Known, draft: Draft) -> Draft:
    if not draft.mentions:
        return draft
    tokens = with_new_ones(draft.tokens, draft.mentions, known.titles)
    if not draft.text.isascii():
        tokens = with_verbs_beside_items(tokens, draft.mentions, known.titles)
    return draft.with_tokens(tokens)


def _topics(_: Known, draft: Draft) -> Draft:
    """关于1呢，… (as for 1, …), 图片的话呢: particles right behind an item ask nothing where something follows."""
    if "topic" not in draft.spoken:
        return draft
    tokens = list(draft.tokens)
    led = False
    for at in range(1, len(tokens) - 1):
        led = tokens[at].of("topic") and (led or tokens[at - 1].of("mention"))
        if led and tokens[at + 1].text not in ("?", "。", "!"):
            tokens[at] = tokens[at]._replace(kinds=kinds("filler"))
    return draft._replace(tokens=tokens)


def _lasting(_: Known, draft: Draft) -> Draft:
    """3还没碰呢 (not touched yet), 在写呢: 呢 at the end of what lasts asks nothing."""
    if "呢" not in draft.text:
        return draft
    tokens = list(draft.tokens)
    for at in range(1, len(tokens)):
        behind = tokens[at + 1 : at + 2]
        if tokens[at].text == "呢" and not (behind and behind[0].text == "?") and _lasts(tokens[:at]):
            tokens[at] = tokens[at]._replace(kinds=kinds("filler"))
    return draft._replace(tokens=tokens)


def _lasts(before: Sequence[Token]) -> bool:
    """Whether the clause in front of 呢 tells of something that goes on: 财务卡着付款呢 (finance holds the payment)."""
    if before[-1].of("not-begun", "started", "blocked"):
        return True
    clause = list(takewhile(lambda token: not token.of("mark"), reversed(before)))
    held = any(token.of("blocked") and token.text.endswith("着") for token in clause)
    return held and not any(token.of("question") for token in clause)


def _days(known: Known, draft: Draft) -> Draft:
    tokens, days = with_days(known.situation, draft.text, draft.tokens, known.words.language)
    return draft if tokens is draft.tokens else draft._replace(tokens=tokens, days=days)


_OR_LATER = re.compile(r"之后|以后|之前|以前|更|晚|早")
"""18号或之后: another day than that."""


@cache
def _or_words() -> frozenset[str]:
    return frozenset(read_words("dates", "zh")["or"]["or"])


def _days_or_days(_: Known, draft: Draft) -> Draft:
    """周三或周五给 (on Wednesday or Friday): which of the days is asked; that it comes is no doubt."""
    if "或" not in draft.text:
        return draft
    spans = [(one.start, one.end) for one in draft.tokens if one.of("day")]
    tokens = [
        one._replace(kinds=kinds("and"))
        if one.text in _or_words()
        and one.of("hedged")
        and any(start < one.start and one.end < end for start, end in spans)
        and not _OR_LATER.match(draft.text, one.end)
        else one
        for one in draft.tokens
    ]
    return draft if tokens == list(draft.tokens) else draft.with_tokens(tokens)


def _not_before(_: Known, draft: Draft) -> Draft:
    """周五才能给 (can be given on Friday, not before): behind a day it is no condition."""
    if not draft.days or "才" not in draft.text:
        return draft
    ends = {day.end for day in draft.days if day.kind != "length"}
    return draft._replace(
        tokens=[
            one._replace(kinds=kinds("filler"))
            if one.start in ends and one.of("condition") and one.text.startswith("才")
            else one
            for one in draft.tokens
        ]
    )


def _slips(known: Known, draft: Draft) -> Draft:
    found = {one.start: one for one in slips(known.words, draft.text, draft.tokens)}
    if not found:
        return draft
    spans = [OverlaySpan(one.start, one.end, "slip") for one in found.values()]
    text = draft.text
    for one in found.values():
        if len(one.word) == one.end - one.start:
            # 推池一周 (postpone by a week): a day is read beside the word that is meant
            text = text[: one.start] + one.word + text[one.end :]
    folded = draft.block.folded._replace(text=text)
    tokens = [
        token._replace(kinds=found[token.start].kinds, text=found[token.start].word)
        if token.of("slip") and token.start in found
        else token
        for token in covered(draft.text, draft.tokens, spans)
    ]
    return draft._replace(tokens=tokens, block=draft.block._replace(folded=folded), text=text)


def _lead_ins(_: Known, draft: Draft) -> Draft:
    """What only says that an answer follows says nothing of the items whose names it may have in it."""
    called = any(one.how == "title" and not one.part for one in draft.mentions)
    if called or not leads_in(draft.text):
        return draft
    whole = Token(kinds("greeting announces"), 0, len(draft.text), draft.text)
    return draft._replace(tokens=[whole], mentions=(), titles=(), days=())


PASSES = (
    MarkingPass("person", _names, "李明负责2", "Tom has 2"),
    MarkingPass("person", _likely_names, "转给周小红", "reassign 2 to Peter"),
    MarkingPass("title", _find_titles, "接口文档改了两处", "the venue has two rooms"),
    MarkingPass("percent", _percents, "1 完成60%", "1 is 60% done"),
    MarkingPass("slip", _bare_shares, "2 到80了", "2 at 80"),
    MarkingPass("about", _beside_percents, "1 大约六成", "1 about 60%"),
    MarkingPass("title", _cover_titles, "接口文档已发", "the venue is ready"),
    MarkingPass("quote", _quotes, "他回“已完成”", 'he wrote "all done"'),
    MarkingPass("text", _department_it, "IT测完了，ok", "IT tested it"),
    MarkingPass("minutes", _minutes_as_they, "the minutes, they are 对的", "got the minutes, they are correct"),
    MarkingPass("own-verb", _title_verbs, "资料已整理", "fixed 3"),
    MarkingPass("contrast", _reservations, "没意见，就是漏了一条", "Agreed, only that Dana is missing"),
    MarkingPass("except", _exceptions, "all done, but 3", "all done but 3"),
    MarkingPass("mention", _counted_others, "1完成，另外两项在做", "1 done, other two in progress"),
    MarkingPass("mention", _item_refs, "第二项", "item 2"),
    MarkingPass("slip", _number_words, "no 1 完成", "finished no 1"),
    MarkingPass("filler", _own_labels, "我的两项：1 完成", "my items: 1 done"),
    MarkingPass("own-list", _own_numbering, "2、接口文档已提交", "2. Venue: booked"),
    MarkingPass("mention", _title_mentions, "登录缺陷", "the venue"),
    MarkingPass("filler", _relatives, "except 1, which 完成", "apart from 1, which is late"),
    MarkingPass("filler", _objects, "1 sent them 了", "sent them"),
    MarkingPass("slip", _short_status, "1 完", "1 完, ok"),
    MarkingPass("greeting", _leading_yes, "yes 1 完成", "yep all done"),
    MarkingPass("mark", _ending_pictures, "1 完成七成👍", "1 done 👍"),
    MarkingPass("team", _teams, "是运维组李明", "ops team Tom"),
    MarkingPass("started", _activities, "1 还在跟酒店谈价", "1 still negotiating"),
    MarkingPass("filler", _when_ready, "1 在做，完成后发您", "1 在做, will send it when ready"),
    MarkingPass("to", _receivers, "1 已交财务", "1 已交财务 today"),
    MarkingPass("slip", _slips, "1 己经完成", "1 finnished"),
    MarkingPass("filler", _topics, "1呢，发了", "1 呢, sent"),
    MarkingPass("filler", _lasting, "1还没开始呢", "1 在做呢"),
    MarkingPass("blocked", _standstills, "2 没法往下走", "2 cannot go any further"),
    MarkingPass("slip", _learners_perfects, "1 have finish 了", "I have submit 1"),
    MarkingPass("day", _days, "2 周五给", "2 by Friday"),
    MarkingPass("and", _days_or_days, "2 周三或周五给", "2 周三或周五 give"),
    MarkingPass("filler", _not_before, "2 周五才能给", "2 周五才能 give"),
    MarkingPass("own-verb", _verbs_beside_items, "资料整了", "资料 已整"),
    MarkingPass("greeting", _lead_ins, "现将进展汇报如下：", "please find below the status:"),
)
"""Who and where comes first: a verb in an address or a name says nothing. Titles are looked for while the verbs of the
grammar are still in sight, and covered behind the percentages, which may stand in one (Reach 80 % coverage). Quotations
need the titles, as quotation marks round one quote nobody. The verbs of titles give way to all these. Only then numbers
can be items', since each that is a share, a part of a title or of a name is gone. Titles become mentions behind the
numbers, because one beside its number only repeats it. Words that were mistyped are looked for in what is left, and
what two words say together. Days are late: an item's number is no part of a date. What is then left of a title may be
its verb."""
