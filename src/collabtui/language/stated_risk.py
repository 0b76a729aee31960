"""A risk as somebody tells of it: what may happen, how bad that is, what it affects, what is proposed, who answers for
it and until when: 展台可能搭不完，高风险，影响开幕，建议提前两天进场."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from collabtui.domain.matters.matter import Level
from collabtui.domain.matters.risk_level import level_of
from collabtui.language.capture.name_index import Named
from collabtui.language.exception_parts import begins_field, exception_parts, labelled
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.words.vocabulary import vocabulary
from collabtui.language.stated_risk_level import StatedRating, rated_alone, stated_rating, without_level
from collabtui.language.who_and_when import limit_in, who_alone, who_and_when
from collabtui.language.word_patterns import one_of

_CLAUSE = re.compile(r"[^,，;；。!！\n]*?(?:[,，;；。!！\n]+\s*|\.(?:\s+|$)|$)")
_REST = " \t\n,，;；.。、!！"
_MARK = re.compile(r"^[^:：\n]{0,20}[:：]\s*")
"""What announces it: `risk:`, `有个风险：`."""
_SHORT, _FEW_WORDS = 20, 4
_SENTENCE = re.compile(r"(?<=[。.;；!！\n])\s*")


class StatedRisk(NamedTuple):
    text: str
    level: Level | None = None
    likelihood: Level | None = None
    severity: Level | None = None
    scope: str = ""
    """What it affects."""
    answer: str = ""
    """What is proposed, and what is done."""
    need: str = ""
    standby: str = ""
    owner: str | None = None
    """Ref of who answers for it; `@me` for who tells of it."""
    until: date | None = None


def stated_risk(remark: str, people: Sequence[Named], *, locale: Literal["zh", "en"], written: date) -> StatedRisk:
    """Parted; all that is none of the other parts is what may happen."""
    bare = without_mark(remark)
    kept, texts, standby, owner, until = "", [], "", None, None
    for clause in filter(None, (found.group() for found in _CLAUSE.finditer(bare))):
        own = clause.strip(_REST)
        if (words := labelled(own, "text")) is not None:
            texts.append(words)
        elif (words := labelled(own, "standby")) is not None:
            standby = words
        elif who := who_alone(own, people):
            owner = who if owner in (None, who) else ""
        elif _is_limit(own) and (day := limit_in(own, locale, written)):
            until = day
        elif not rated_alone(own):
            kept += clause
    parts = exception_parts(kept.strip(_REST))
    found = who_and_when(parts, people, locale=locale, written=written)
    rating = _rating(remark)
    return StatedRisk(
        text=without_level("\n".join(filter(None, (*texts, parts.reason)))) or bare,
        level=rating.level,
        likelihood=rating.likelihood,
        severity=rating.impact,
        scope=parts.impact,
        answer="\n".join(filter(None, (parts.way_out, parts.answer))),
        need=parts.need,
        standby=standby,
        owner=(found.person if owner is None else owner) or None,
        until=until or found.day,
    )


def _is_limit(clause: str) -> bool:
    """3月12日前, by 12 March: too short to say anything else."""
    return len(clause) <= _SHORT and len(clause.split()) <= _FEW_WORDS


def _rating(remark: str) -> StatedRating:
    """From all clauses; of what two of them say otherwise nothing is known."""
    clauses = [found.group() for found in _CLAUSE.finditer(remark)]
    found = [rated_alone(one) or stated_rating(one) for one in (clause.strip(_REST) for clause in clauses)]
    levels, likelihoods, impacts = ({getattr(one, name) for one in found} - {None} for name in StatedRating._fields)
    likelihood, impact = _only(likelihoods), _only(impacts)
    both = level_of(likelihood, impact) if likelihood and impact else None
    return StatedRating(both or _only(levels), likelihood, impact)


def _only(levels: set[Level]) -> Level | None:
    return levels.pop() if len(levels) == 1 else None


def stated_risks(clauses: Iterable[str]) -> list[str]:
    """Each risk with all that is told of it: a line that begins with the name of a field goes with the one before."""
    found: list[str] = []
    for clause in clauses:
        for sentence in _sentences(clause):
            if found and _is_bare(found[-1]):
                found[-1] = sentence if _begins(sentence) else f"{found[-1]}\n{sentence}"
            elif found and not _begins(sentence) and begins_field(sentence):
                found[-1] += f"\n{sentence}"
            else:
                found.append(sentence)
    return found


def without_mark(remark: str) -> str:
    """The words on a risk, without those that announce it: up to a colon, or a comma behind 有风险 alone."""
    opened = _opening().match(remark)
    bare = remark[opened.end() :] if opened else _MARK.sub("", remark, count=1) if not begins_field(remark) else remark
    return bare.strip() or remark


def _sentences(clause: str) -> list[str]:
    """The clause, cut where another risk is announced."""
    starts = [0, *(one.end() for one in _SENTENCE.finditer(clause) if _begins(clause[one.end() :]))]
    ends = [*starts[1:], len(clause)]
    return [text for start, end in zip(starts, ends, strict=True) if (text := clause[start:end].strip())]


def _is_bare(sentence: str) -> bool:
    """风险上报, Risk: a line that announces one and says nothing of it."""
    return bool(_opening().fullmatch(f"{sentence.rstrip(_REST + ':：')}:"))


def _begins(sentence: str) -> bool:
    return bool(_opening().match(sentence))


@cache
def _opening() -> re.Pattern[str]:
    """The words that announce a risk (`risk-mark` of replies), and what stands between them and it."""
    known = vocabulary({})
    words = {word for kind in ("risk-mark", "risk-opens") for word in known.of_kind(kind)}
    leads = words_of_both("exceptions", "risk-lead")
    listed, before = one_of(words), one_of(leads)
    ends = r"(?:[:：,，]|\bthat\b|-\s|\n|(?=\s(?:the|of|we|our|it|they|this|my)\b))"
    number = r"(?:\d{1,2}\s*[.、)）:：]?\s*)?"  # 2 有风险，…: of an item
    return re.compile(rf"\s*{number}(?:{before}[:：,，]?\s*)?{listed}\s*{ends}\s*", re.IGNORECASE)
