"""Legends of a table: what it says itself that its signs stand for (√ = done, ○ = open), above the tasks or below."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from collabtui.domain.action_status import STATUSES
from collabtui.formats.actions.written_values import is_doubtful_state
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_TITLE = re.compile(r"[^\W\d_]{1,12}[:：]?")
_SHORT = re.compile(
    r"(?<!\w)(?P<short>[A-Za-z]{1,4}|[\u3400-\u9fff]{1,2})\s*[=＝]\s*(?P<whole>[^\s=＝,，;；、|。][^=＝,，;；、|。\n]*)"
)
_PIECES = re.compile(r"(?<=[A-Za-z])\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])|\s(?:and|&)\s|[和与及]")
"""Of a word in two languages, or of two words."""
_BETWEEN_PAIRS = " \u3000,，;；、|/。.\n"
_SIGN = r"[√×○●◔◑◐◒◓◕◎◯△▲▽▼□■◻◼◇◆！\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
_SERIES = re.compile(rf"(?P<signs>{_SIGN}(?:\s*[/／、,，]\s*{_SIGN})+)\s*(?:[=＝:：]|[-–—]+)\s*(?P<words>[^\n。;；]+)")
"""●/◐/○：完成/进行中/未开始: signs side by side, and then as many words."""
_IN_SERIES = re.compile(r"\s*[/／、,，]\s*")
_WORD_FOR_STATE = re.compile(
    r"(?<!\w)([\u3400-\u9fff]{1,2}|[a-z]|[A-Za-z]{2,8}\.?|[A-Za-z]\.[A-Za-z]\.)\s*[=＝]\s*([^\s=＝,，;；、|。][^=＝,，;；、|。\n]*?)"
    rf"(?=\s*(?:[,，;；、|。\n]|$)|\s+\S{{1,8}}\s*[=＝]|\s+{_SIGN})"
)
"""绿=已完成, `Blue = complete`, `a = done`: where the word is a state."""


def legend_of(texts: Iterable[str]) -> dict[str, str]:
    """The status of each sign, by what the texts say, or the word itself where nobody knows it as one: that the sign
    means something else elsewhere counts for nothing here. One that stands for two stands for none."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for sign, word in _pairs(text):
            found.setdefault(sign, set()).add(_state_of(sign, word))
    return {sign: status for sign, several in found.items() for status in several if len(several) == 1 and status}


def _state_of(sign: str, word: str) -> str:
    """✔=已交 is done, as the sign is anywhere; a word that nobody knows, or that may mean two, stays itself: ▲=延期."""
    if is_doubtful_state(word):
        return word
    over = word.startswith("已") and word_table("actions", "statuses").get(sign) == "done"
    return _state_in(word) or ("done" if over else word)


def _state_in(word: str) -> str:
    """Complete, or the one state in `complete and evidenced`; empty where it says none."""
    known = word_table("actions", "statuses")
    pieces = {known[piece] for one in (word, *_PIECES.split(word)) if (piece := plain(one)) in known}
    return known.get(plain(word)) or (pieces.pop() if len(pieces) == 1 else "")


def sign_meanings(rows: Iterable[RawRow]) -> dict[str, str]:
    """The word that the rows around the tasks have for each sign, of rows with nothing else."""
    texts = (text for row in rows if (text := _whole_text(row)) and len(_pairs(text)) > 1)
    return {sign: word for text in texts for sign, word in _pairs(text)}


def _whole_text(row: RawRow) -> str:
    return " ".join(dict.fromkeys(text for cell in row.cells if (text := shown(cell).strip())))


def legend_in(rows: Sequence[RawRow]) -> dict[str, str]:
    return legend_of(text for row in rows if (text := legend_text(row)))


def abbreviations_in(rows: Iterable[RawRow]) -> dict[str, str]:
    """`CJ = Carol Jones`, as the rows around the tasks say it; letters that stand for two stand for none."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for text in {shown(cell) for cell in row.cells}:
            for match in _SHORT.finditer(text):
                found.setdefault(match["short"], set()).add(match["whole"].strip())
    return {short: whole for short, several in found.items() for whole in several if len(several) == 1}


def legend_text(row: RawRow) -> str:
    """Text of a row that is a legend; empty of any other."""
    texts = list(dict.fromkeys(text for cell in row.cells if (text := shown(cell).strip())))
    if not texts or not all(_pairs(text) or _TITLE.fullmatch(text) for text in texts):
        return ""
    whole = " ".join(texts)
    pairs = _pairs(whole)
    return whole if len(pairs) > 1 or (pairs and _begins_as_legend(whole)) else ""


def _begins_as_legend(text: str) -> bool:
    before = re.match(r"([^:：]{1,12})[:：]", text)
    return bool(before and plain(before[1]) in word_table("actions", "remarks"))


@lru_cache(maxsize=1024)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """`√=已完成`, `○ 表示未开始`, `C = completed`: the sign and the word. A letter needs a mark of equality."""
    if series := _SERIES.search(text):
        rest = text[: series.start()] + text[series.end() :]
        each = [_IN_SERIES.split(series[part].strip()) for part in ("signs", "words")]
        return (*zip(*each, strict=True), *_pairs(rest)) if len(each[0]) == len(each[1]) else _pairs(rest)
    found = list(_pair().finditer(text))
    behind = [text[one.end() : two.start()].strip(_BETWEEN_PAIRS) for one, two in pairwise(found)] + [""]
    signs = (
        (match["sign"] or match["letter"], ", ".join(filter(None, (match["word"].strip(), more))))
        for match, more in zip(found, behind, strict=False)
    )
    words = ((match[1], match[2].strip()) for match in _WORD_FOR_STATE.finditer(text))
    return (*signs, *((short, word) for short, word in words if _state_in(word)))


@cache
def _pair() -> re.Pattern[str]:
    equals = rf"\s*(?:[=＝:：]|[-–—]+|{any_word('actions', 'stands_for')})\s*"
    word = r"(?P<word>[^\s,，;；、|/。.=＝√✓✔×○●◎△▲□■☆★◇◆！][^,，;；、|/。\n=＝√✓✔×○●◎△▲□■☆★◇◆！]*?)"
    return re.compile(
        rf"(?:(?P<sign>{_SIGN})(?:{equals}|\s*)|(?<![A-Za-z])(?P<letter>[A-Z])\s*[=＝]\s*){word}"
        rf"(?=\s*(?:[,，;；、|/。.\n]|$|{_SIGN}|\s[A-Z]\s*[=＝]))"
    )


def without_marks(cells: Mapping[str, Cell], signs: Mapping[str, str]) -> dict[str, Cell]:
    """Title and note, where the title begins or ends with a sign of which the table says what it means, and that
    is no state: ☆ of important tasks."""
    title = shown(cells.get("title")).strip()
    marks = {sign: word for sign, word in signs.items() if word not in STATUSES and not sign.isalnum()}
    found = [sign for sign in marks if title.startswith(sign) or title.endswith(sign)]
    bare = title.strip("".join([*found, " "]))
    if not found or not bare:
        return {}
    meanings = (f"{sign} {marks[sign]}" for sign in found)
    return {"title": bare, "note": "\n".join(filter(None, (shown(cells.get("note")).strip(), *meanings)))}


def with_state_of_sign(cells: Mapping[str, Cell], signs: Mapping[str, str]) -> dict[str, Cell]:
    """Status and note, where a sign whose state the table explains stands before words: ⛔ 合同未签."""
    name = "status" if "status" in cells else "progress"
    text = shown(cells.get(name)).strip()
    sign = next((one for one in signs if text.startswith(one) and not one.isalnum()), "")
    if not sign or text == sign or not (signs[sign] in STATUSES or is_doubtful_state(signs[sign])):
        return {}
    return {name: signs[sign], "note": "\n".join(filter(None, (shown(cells.get("note")).strip(), text)))}
