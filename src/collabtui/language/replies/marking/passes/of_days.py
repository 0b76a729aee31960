"""Passes for days, and for words that stand beside them."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from collabtui.language.lexicon import read_words
from collabtui.language.replies.marking.marked_days import with_days
from collabtui.language.replies.marking.passes.marking_draft import Draft, Known
from collabtui.language.replies.marking.sent_when_ready import when_ready
from collabtui.language.replies.words.vocabulary import Token, kinds


def mark_when_ready(_: Known, draft: Draft) -> Draft:
    return draft.with_spans(list(when_ready(draft.text)))


def mark_lasting(_: Known, draft: Draft) -> Draft:
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


def mark_days(known: Known, draft: Draft) -> Draft:
    tokens, days = with_days(known.situation, draft.text, draft.tokens, known.words.language)
    return draft if tokens is draft.tokens else draft._replace(tokens=tokens, days=days)


_OR_LATER = re.compile(r"之后|以后|之前|以前|更|晚|早")
"""18号或之后: another day than that."""


@cache
def _or_words() -> frozenset[str]:
    return frozenset(read_words("dates", "zh")["or"]["or"])


def mark_days_or_days(_: Known, draft: Draft) -> Draft:
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


def mark_not_before(_: Known, draft: Draft) -> Draft:
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
