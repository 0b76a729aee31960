"""Pain points as people tell them in interviews: `痛点：登记要抄三遍（环节：登记；影响大；每天10次）`,
`pain point: the form is copied twice (step: registration, high, daily)`."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.domain.matters.matter import Level
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.labelled_parts import labelled_parts, last_part
from collabtui.language.levelling import level
from collabtui.language.lexicon import words_of_both

_KINDS = ("where", "weight", "often", "cause", "wish", "who")
_NUMBER = r"(?:\d+(?:\s*[-~–至到]\s*\d+)?|[一二两三四五六七八九十几多好]+)"
_TIMES = rf"(?:约|大概|大约|至少|都)?\s*{_NUMBER}\s*(?:多)?次(?:以上|左右|多)?"
_UNIT = r"(?:天|日|周|星期|个?月|季度|年|小时|次|单|件|笔|份|个订单)"
_OF_TIME = "hour|day|week|month|year|time|order|case|call|quarter"
_TIMES_EN = r"(?:\d+(?:\s*[-–]\s*\d+)?(?: times| x|x)?|once|twice|(?:several|two|three|four|five|ten|many) times)"
_HOW_OFTEN = re.compile(
    "|".join(
        (
            rf"(?:几乎|基本上?)?每隔?{_NUMBER}?\s*{_UNIT}\s*(?:{_TIMES}|都有|都会|都这样|都发生)?",
            rf"一?{_UNIT}\s*{_TIMES}",
            "天天|经常|总是|时常|常常|有时|偶尔|很少",
            rf"(?:almost )?(?:hourly|daily|weekly|monthly|yearly|every (?:\w+ )?(?:{_OF_TIME}))",
            rf"(?:about |some |at least )?{_TIMES_EN} (?:a|an|per|each|every) (?:{_OF_TIME})",
            "(?:very )?often|always|sometimes|rarely|constantly|all the time",
        )
    )
)


_AT_STEP = re.compile(
    r"(?:发生在|出在|在)?(?P<zh>[^，,]{1,12}?)(?:环节|这一步|阶段)"
    r"|(?:at|in|during) (?:the )?(?P<en>[^,]{1,30}?) (?:step|stage)",
    re.IGNORECASE,
)


class PainPoint(NamedTuple):
    text: str
    where: str = ""
    """The step of the process, as it was said."""
    level: Level | None = None
    weight: str = ""
    """How bad it is, where that was said in words that are no level."""
    often: str = ""
    cause: str = ""
    wish: str = ""
    who: str = ""


def pain_point_in(text: str) -> PainPoint | None:
    """None of a view that does not call itself one."""
    named = _named().match(text)
    if named is None:
        return None
    head, parts = labelled_parts(text[named.end() :].strip(), "process", _KINDS)
    found = {kind: parts.get(kind, "") for kind in _KINDS}
    if stated := level_alone(found["weight"]):
        found["weight"] = ""
    texts = {"text": head, **found}
    for kind in texts:
        while last := last_part(texts[kind]):
            before, part = last
            if stated is None and not texts["weight"] and (rated := level_alone(part)):
                stated = rated
            elif not texts["often"] and _HOW_OFTEN.fullmatch(part.lower()):
                texts["often"] = part
            elif not texts["where"] and (at := _AT_STEP.fullmatch(part)):
                texts["where"] = at["zh"] or at["en"]
            else:
                break
            texts[kind] = before
    return PainPoint(level=stated, **texts) if head else None


def level_alone(text: str) -> Level | None:
    """高, 很大, 影响大, `!high`, `high impact`, `very severe`: how bad something is, and nothing else."""
    words = capture_words()
    plain = level(text).strip(" .!！。")
    for thing in sorted(words.rated, key=len, reverse=True):
        plain = plain.removeprefix(thing).removesuffix(thing).strip(" :：")
    for very in sorted(words.very, key=len, reverse=True):
        plain = plain.removeprefix(level(very)).strip()
    known = {**words.levels, **words.degrees}
    return known.get(plain) if len(plain) > 1 or not plain.isascii() else None


@cache
def _named() -> re.Pattern[str]:
    words = words_of_both("process", "pain")
    return re.compile(rf"\s*(?:{'|'.join(sorted(words, key=len, reverse=True))})\s*[:：]\s*", re.IGNORECASE)
