"""Risks as the text of an action, or the cells of a breakdown, name them: each with its level, and what is proposed."""

import re
from typing import NamedTuple, cast

from collabtui.domain.matters.matter import Level
from collabtui.domain.model import one_line
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.file_words import plain, word_table

_BETWEEN = re.compile(r"[\n；;]+|(?<=[。.])\s*(?=\d[.、)）])|\s+(?=[1-9][.、)）]\s*\D)")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）]|[①-⑳]|[-•·])\s*")
_BEFORE = re.compile(r"\s*[\[【(（]?\s*([^\s:：\]】)）]{1,8})\s*(?:[:：]|[\]】)）])\s*(.+)", re.DOTALL)
_BEHIND = re.compile(r"(.+?)\s*[\[【(（]\s*([^\[\]【】()（）]{1,8})\s*[\]】)）]\s*", re.DOTALL)


class NamedRisk(NamedTuple):
    text: str
    level: Level
    answer: str


def risks_of(row: TaskRow) -> tuple[NamedRisk, ...]:
    """Those of one row. The level is the risk's own, 高：没人 or `no staff (high)`, else that of the row."""
    return risks_in(row.lines("risk"), _level(row.text("risk_level")) or "medium", row.lines("risk_answer"))


def risks_in(text: str, of_row: Level = "medium", answer: str = "") -> tuple[NamedRisk, ...]:
    """Those that a text names, line by line or by numbers."""
    found: dict[str, NamedRisk] = {}
    for piece in _BETWEEN.split(text):
        risk = one_line(_NUMBER.sub("", piece)).strip(" 。")
        before, behind = _BEFORE.fullmatch(risk), _BEHIND.fullmatch(risk)
        level = of_row
        if before and (own := _level(before[1])):
            risk, level = before[2].strip(), own
        elif behind and (own := _level(behind[2])):
            risk, level = behind[1].strip(), own
        if risk:
            found.setdefault(plain(risk), NamedRisk(risk, level, answer))
    return tuple(found.values())


def _level(text: str) -> Level | None:
    return cast("Level | None", word_table("actions", "levels").get(plain(text)))
