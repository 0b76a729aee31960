"""Passes for the titles of items, quotations, and the verbs that titles ask for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from collabtui.language.replies.items.title_mentions import title_mentions, without_forms_of_address
from collabtui.language.replies.items.title_verbs import is_no_short_verb
from collabtui.language.replies.items.titles import is_word
from collabtui.language.replies.marking.own_verb_turns import verbs_in_two
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.verbs_beside_items import with_new_ones, with_verbs_beside_items
from collabtui.language.replies.words.overlay import OverlaySpan
from collabtui.language.replies.words.vocabulary import Token, kinds

_QUOTED = re.compile(r"“[^“”]{0,200}”|\"[^\"]{0,200}\"")
_VERBS = kinds("done started blocked postpone hand-over cancel accept agree list help")
"""Words of the grammar, though a title may have them as well."""
_SAYS = kinds(
    "title quote percent person done started blocked postpone hand-over cancel accept agree list help base hand-to"
    " attend decline negated more-time"
)
"""Words that are no verb of a title, whatever the title."""


def mark_find_titles(known: Known, draft: Draft) -> Draft:
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


def mark_cover_titles(_: Known, draft: Draft) -> Draft:
    return draft.with_spans([OverlaySpan(one.start, one.end, "title") for one in draft.titles])


def mark_quotes(_: Known, draft: Draft) -> Draft:
    """Quotations that say something; quotation marks round a name are none."""
    found = []
    starts = [token.start for token in draft.tokens]
    for match in _QUOTED.finditer(draft.text):
        near = draft.tokens[bisect_right(starts, match.start()) : bisect_right(starts, match.end())]
        inside = [token for token in near if token.end < match.end()]
        if not all(token.of("title", "text", "person") for token in inside):
            found.append(OverlaySpan(match.start(), match.end(), "quote"))
    return draft.with_spans(found)


def mark_title_verbs(known: Known, draft: Draft) -> Draft:
    """The verbs of titles where they are no words of the grammar: booked, 整理 (sort out)."""
    in_two = verbs_in_two(known.titles, draft.text)
    marked = draft.with_spans([*_verb_spans(known, draft.text, draft.tokens), *in_two])
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
            inside = bool(within) and within[0].start < at  # 交了 in 提交了
            counted = _COUNT.match(text, at + len(form)) is not None  # 跑了3轮: so many of them
            stated = stated or ((inside or counted) and known.titles.verbs_done.is_alone(form))
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


_COUNT = re.compile("[0-9一二两三四五六七八九十几半]")
_RESULT = re.compile(r"[好完毕妥](?![像几多的吗不成全整善了久])")
"""Right behind a verb: 统计好 (counted), which is no OK."""


def _is_over(known: Known, form: str, text: str, within: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """预算已确认, of 确认推广预算 (confirm the budget): beside its own item it is its verb. The old lease was
    cancelled, of `cancel the old lease`: nobody asks to cancel that action."""
    if known.titles.verbs_done.is_alone(form) and all(token.of("doing", "perfect", "text") for token in within):
        return True  # 写了, of 给捐赠人写感谢信
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


def mark_title_mentions(known: Known, draft: Draft) -> Draft:
    if not draft.titles:
        return draft
    plain = without_forms_of_address(draft.tokens, draft.titles, known.words.of_kind("surname"))
    tokens, named = title_mentions(
        known.numbered, plain, draft.titles, draft.mentions, known.words.of_kind("another-one")
    )
    return draft._replace(tokens=tokens, mentions=sorted([*draft.mentions, *named]))


def mark_verbs_beside_items(known: Known, draft: Draft) -> Draft:
    if not draft.mentions:
        return draft
    tokens = with_new_ones(draft.tokens, draft.mentions, known.titles)
    if not draft.text.isascii():
        tokens = with_verbs_beside_items(tokens, draft.mentions, known.titles)
    return draft.with_tokens(tokens)
