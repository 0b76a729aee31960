"""Values as the cells of a table of tasks have them: days, stretches of days, shares, and words for nothing."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache

from collabtui.domain.deadlines.counted_years import counted_day
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.file_words import any_word, plain, word_table

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[ T]\s*\d{1,2}[:：]\d\d.*)?")
_SOLID_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SERIAL = re.compile(r"([34567]\d{4})(?:\.\d{1,12})?")
_INSTANT = re.compile(r"1[4-9]\d{11}")
_FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_EDGES = re.compile(
    r"^\s*(?:截止到?|截至|不晚于|最迟|by|before|until|till|no later than|due)?\s*[:：]?\s*(.*?)"
    r"\s*(?:(?:下班|中午|上午|晚上|晚|当天|当日|日终)?(?:之前|以前|前|止|为止|底前完成)|(?:当天|当日|下班))?\s*$",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"\s*(?:->|[→⟶~～〜–—－至到]+|\s-+\s|\bto\b|\buntil\b|(?<=[日号])\s*-+\s*|-{2,})\s*")
_SLASHED = re.compile(r"\s*-\s*")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,]\d*)?\s*[%％]")
_COUNTS = (
    re.compile(r"(?P<some>\d{1,4})\s*(?:of|out of)\s*(?:the\s+)?(?P<all>\d{1,4})\b(?P<words>[^\d]*)", re.IGNORECASE),
    re.compile(
        r"(?P<some>\d{1,4})\s*/\s*(?P<all>\d{1,4})\s+(?P<words>(?:done|complete|completed|finished)\b[^\d]*)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:已[\u3400-\u9fff]{0,3}|完成)\s*(?P<some>\d{1,4})\s*[/／]\s*(?P<all>\d{1,4})(?P<words>[^\d]*)"),
    re.compile(
        r"共?(?P<all>\d{1,4})(?P<unit>[\u3400-\u9fff])[，,、]?(?:其?中)?已[\u3400-\u9fff]{0,4}?"
        r"(?P<some>\d{1,4})(?P=unit)(?P<words>[^\d]*)"
    ),
)
"""11 of 30 reviewed, 3/8 done, 已完成 3/8, 3层已完2层."""
_TENTHS = "〇一二三四五六七八九"
_IN_TENTHS = re.compile(rf"(?<![一-九十百])([{_TENTHS[1:]}])成(半)?(?![\u3400-\u9fff])")
"""七成, 六成半."""
_BLANK = re.compile(
    r"[\s\-—–―/\\._·…*]*|0{4}([-/.])00\1(?:00)?(?:\s0{1,2}:00(?::00)?)?|00([-/.])00\2(?:00){1,2}"
    r"|9999(?P<stroke>[-/.]?)12(?P=stroke)31(?:\s0{1,2}:00(?::00)?)?"
)
"""Also 0000-00-00 and 9999-12-31, as programs write a day that nobody gave."""
_UNDER_WAY = re.compile(r"(?:正在)?[\u3400-\u9fff]{2,3}中|正?在[\u3400-\u9fff]{2,4}|[正还仍]在[\u3400-\u9fff]")
"""What a task is in the midst of: 录制中, 正在采购. What stands still is listed."""
_BLANK_WITHIN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_ALREADY = re.compile(r"已经?([\u3400-\u9fff]{2,4})")
_NOT_DONE = re.compile(r"(?:还|仍|尚)?[未没][^\W\d_a-z了有事问完婚]")
"""未查, 还没动: one verb, and nothing done of it."""
_DOING = re.compile(r"(?:正|还)?[\u3400-\u9fff]{1,2}着(?:呢)?")
"""测着呢, 正谈着."""
_SEEN_TO = re.compile(
    r"已?[^\W\d_a-z没未不快将待还刚差半初首预局等][完毕](?:了|啦)?|[^\W\d_a-z没未不快将待还刚差等]完(?:了|啦)"
)
"""校完, 印完了: one verb, and done with it; 没校完 and 快印完了 are not."""
_ALIKE = re.compile(r"等[级同于比额价保值]")
SIGN_BEHIND = re.compile(r"\s*([√✓✔☑✅✘✗×❌])\s*\Z")
"""The sign for a state that a text ends with."""
DAY_WITHIN = re.compile(r"(?<![\d.])\d{1,2}[/.月-]\d{1,2}日?(?![\d.])|\d{4}-\d\d-\d\d")
"""A day beside other words of a cell."""
_DUE_IN_BRACKETS = re.compile(
    r".*\S\s*[(（\[【]\s*(?:(?P<han>[^()（）\[\]【】，,；;]*\d[^()（）\[\]【】，,；;]*前)(?:完成)?"
    r"|(?:due|by|before|until)\s+(?P<latin>[^()\[\],;]+))\s*(?:[，,；;][^()（）\[\]【】]*)?[)）\]】]",
    re.IGNORECASE,
)
_SIGNS_BEFORE, _SIGNS_BEHIND = re.compile(r"[^\w\[]*"), re.compile(r"[^\w\]]*")
_TWO_LANGUAGES = re.compile(r"(?<!\s)\s*/\s*|(?<=[\u3400-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3400-\u9fff])")
_FINISHED_IN_CHINESE = re.compile(r"([\u3400-\u9fff]{2,3}?)(?:好了|完了|好|完|了)")
_CHINESE = re.compile(r"[\u3400-\u9fff]{3,6}")
_LIGHT_SIGNS = {"🟢": "green", "🟡": "yellow", "🟠": "orange", "🔴": "red"}
_LIGHT_LETTERS = {"g": "green", "y": "yellow", "a": "yellow", "r": "red"}
_LONGEST_VALUE = 500
"""Of a day or a share with the words around it; a longer cell is a text."""
_SEVERAL = 2


def written_day(text: str) -> date | None:
    """2026-03-10, 2026/3/10, 2026.3.10, 2026年3月10日, 20260310, and Excel's own count of days. None for what needs
    to be understood, such as 下周五. Raises ValueError for a day that does not exist or is centuries away."""
    if match := _DAY.fullmatch(text) or _SOLID_DAY.fullmatch(text):
        return counted_day(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _SERIAL.fullmatch(text):
        return _FIRST_DAY_OF_EXCEL + timedelta(days=int(match[1]))
    return None


def instant(text: str) -> int | None:
    """Seconds since 1970 of what programs count in thousandths of them: 1773374400000."""
    return int(text) // 1000 if _INSTANT.fullmatch(text) else None


def bare_day(text: str) -> str:
    """Without the words for "at the latest" around it: 3月10日前 → 3月10日."""
    match = None if len(text) > _LONGEST_VALUE else _EDGES.match(text)
    return match[1] if match and match[1] else text


def month_and_day(text: str) -> tuple[int, int] | None:
    """Those of 3月20日."""
    match = _MONTH_AND_DAY.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


def writes_day_first(texts: Iterable[str]) -> bool | None:
    """True where 3/4 is the third of April, by the days that have their month in words: `27 Feb`, not `Feb 27`."""
    found = {bool(match[1]) for text in texts for match in _day_beside_month().finditer(text)}
    return found.pop() if len(found) == 1 else None


@cache
def _day_beside_month() -> re.Pattern[str]:
    month = rf"{any_word('agenda', 'months')}\b"
    return re.compile(
        rf"(?<!\d)(?:(\d{{1,2}})(?:st|nd|rd|th)?[ .-]{month}|\b{month}\.? \d{{1,2}}(?!\d))", re.IGNORECASE
    )


def two_days(text: str) -> tuple[str, str] | None:
    """The ends of 3月2日-3月10日, 2026/4/1—2026/4/3, `2 Mar to 10 Mar`; None for what is no stretch."""
    for pattern in () if len(text) > _LONGEST_VALUE else (_STRETCH, _SLASHED):
        pieces = [piece for piece in pattern.split(text) if piece.strip()]
        if len(pieces) == 2:
            return pieces[0].strip(), pieces[1].strip()
    return None


def written_percent(cell: Cell) -> int | None:
    """40, 40%, 0.4 or 0,4 of a spreadsheet. None for what is no share of 100."""
    if isinstance(cell, PercentCell):
        return int(cell) if 0 <= cell <= 100 else None
    match = re.fullmatch(r"(\d{1,3})(?:[.,]0*)?\s*[%％]?|(\d{1,3})[.,]\d+\s*[%％]", shown(cell).strip())
    if match is None:
        small = re.fullmatch(r"0?[.,](\d{1,2})\d*", shown(cell).strip())
        return int(small[1].ljust(2, "0")) if small else None
    whole = int(match[1] or match[2])
    return whole if whole <= 100 else None


def percent_within(text: str) -> int | None:
    """The one share that is written in a text with its sign; none where it is that of the rest: 剩余20%, `30% left`."""
    if _of_the_rest().search(plain(text)):
        return None
    found = {int(match[1]) for match in _PERCENT.finditer(text)}
    found |= {10 * _TENTHS.index(match[1]) + (5 if match[2] else 0) for match in _IN_TENTHS.finditer(text)}
    return found.pop() if len(found) == 1 and max(found) <= 100 else None


@cache
def _of_the_rest() -> re.Pattern[str]:
    word = any_word("actions", "rest")
    share = r"\d{1,3}(?:[.,]\d*)?\s*%"
    return re.compile(
        rf"{word}\s*(?:的|大?约|只|不到|about|only|:|：)?\s*{share}|{share}\s*(?:is|are|was)?\s*(?:still )?{word}"
    )


def counted_share(text: str) -> int | None:
    """The share that a count of parts says: 37 of `11 of 30 reviewed`. None where the words say that these are the
    others: `2 of 3 rejected`, 3份已退2份."""
    patterns = () if len(text) > _LONGEST_VALUE else _COUNTS
    match = next(filter(None, (pattern.fullmatch(text.strip()) for pattern in patterns)), None)
    if match is None or _of_the_others().search(plain(text)):
        return None
    some, every = int(match["some"]), int(match["all"])
    if every < _SEVERAL or some > every:
        return None
    return 100 if some == every else min(round(100 * some / every), 99)


@cache
def _of_the_others() -> re.Pattern[str]:
    return re.compile(any_word("actions", "not_counted"))


def says_nothing(text: str) -> bool:
    """Words and strokes that people put into a cell that has to stay empty."""
    return _BLANK.fullmatch(text) is not None or plain(text) in word_table("actions", "nothing")


def state_of(text: str) -> str | None:
    """The status that a word stands for: empty where it is known and none; None of a word that nobody knows. 尚未落实
    is not started, where 落实 is done; 落实好了 is it; 不再列管 is cancelled; `done?` is a question; 录制中 is under
    way; `deployed to prod` is done; 整改受限, and what waits for others, is blocked."""
    known = word_table("actions", "statuses")
    if text.rstrip().endswith(("?", "？")):
        return None
    for word in (plain(text), plain(without_signs(text))):
        if word in known:
            return known[word]
        if (match := _not_yet().fullmatch(word)) and known.get(match[1], known.get(f"已{match[1]}")) == "done":
            return "not-started"
        if (match := _FINISHED_IN_CHINESE.fullmatch(word)) and known.get(
            match[1], known.get(f"已{match[1]}")
        ) == "done":
            return "done"
        if _done_to().fullmatch(word):
            return "done"
        if _no_more().match(word):
            return "cancelled"
        if _CHINESE.fullmatch(word) and known.get(word[-2:]) == "blocked":
            return "blocked"
        if _NOT_DONE.fullmatch(word):
            return "not-started"
        if _SEEN_TO.fullmatch(word):
            return "done"
        if _DOING.fullmatch(word):
            return "blocked" if _stands_still().search(word) else "in-progress"
        if _UNDER_WAY.fullmatch(word):
            return "in-progress"
        if waits_for_something(word):
            return "blocked"
    return None


def is_total(text: str) -> bool:
    """合计, `Total:`, and 合　计 with a blank within."""
    word = plain(text).strip(" :：")
    return bool({word, _BLANK_WITHIN.sub("", word)} & word_table("actions", "totals").keys())


def is_end_beside(text: str, others: Collection[str]) -> bool:
    """Whether 已处置, which alone may be only a step, is the end: other tasks are 待处置, 未处置 or 处置中."""
    match = _ALREADY.fullmatch(plain(without_signs(text)))
    return match is not None and any(other in (f"待{match[1]}", f"未{match[1]}", f"{match[1]}中") for other in others)


def is_state_by_form(text: str) -> bool:
    """Whether it is a state only by how it is made (询价中), so that it may be none: nobody has listed it."""
    known = word_table("actions", "statuses")
    bare = plain(without_signs(text))
    made = any(pattern.fullmatch(bare) for pattern in (_UNDER_WAY, _DOING, _SEEN_TO, _NOT_DONE))
    return made and not {plain(text), bare} & known.keys()


def is_doubtful_state(text: str) -> bool:
    """延期, `late`, 延期 Delayed: whether it may say that the work goes on as well as that it does not, so that it has
    to be told."""
    known = word_table("actions", "ambiguous_states")
    pieces = [plain(piece) for piece in _TWO_LANGUAGES.split(text) if piece.strip()]
    return plain(text) in known or (len(pieces) > 1 and pieces[0] in known)


def hue_of(text: str) -> str:
    """The colour of a light, 🔴 红灯 `Amber` `R`; empty of what is none."""
    words = plain(text)
    signed = next((hue for sign, hue in _LIGHT_SIGNS.items() if sign in words), "")
    return signed or _LIGHT_LETTERS.get(words) or word_table("actions", "hues").get(words, "")


def without_signs(text: str) -> str:
    """Without the signs that a text begins and ends with."""
    first, behind = _SIGNS_BEFORE.match(text), _SIGNS_BEHIND.match(text[::-1])
    return text[first.end() if first else 0 : len(text) - (behind.end() if behind else 0)]


def waits_for_something(text: str) -> bool:
    """`waiting for the licence`, 等供应商合同; 等级 waits for nothing."""
    return _waiting().match(plain(text)) is not None and _ALIKE.match(text.strip()) is None


@cache
def _stands_still() -> re.Pattern[str]:
    return re.compile(any_word("actions", "standing_still"))


@cache
def _waiting() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'waiting')}\s*\S")


@cache
def _not_yet() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'not_yet')}\s*(.+)")


@cache
def _done_to() -> re.Pattern[str]:
    """`Deployed to prod`."""
    return re.compile(rf"{any_word('actions', 'done_to')}(?:\s\S+){{1,3}}")


@cache
def _no_more() -> re.Pattern[str]:
    return re.compile(rf"{any_word('actions', 'no_more')}\s*\S")


def day_in_brackets(title: str) -> str:
    """The words of a day by which it has to be done, first in the brackets that a title ends with; else nothing."""
    match = _DUE_IN_BRACKETS.fullmatch(title)
    return (match["han"] or match["latin"]).strip() if match else ""
