"""Lines of minutes that a correction names by their place: 第2条应为…, `Point 2 is wrong`, 第2条决议, `decision 2`.

The mail numbers the reader's own actions alone; decisions stand there with their refs, before all actions. So a number
that is none of his own actions is the place of a decision, and one that is both names neither for certain."""

import re
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.count_in_words import count_in
from collabtui.language.late_patterns import late_regex

Refs = tuple[str, ...]
_NUMBER = r"(\d{1,3}|[一二三四五六七八九十]{1,3})(?![\d%])"
_AS_DECISION = late_regex(
    rf"第{_NUMBER}[条项个]?的?(?:决定|决议)|(?:决定|决议)第?{_NUMBER}"
    r"|\b(?:decision|resolution) (?:no\.? ?|number |#)?(\d+)\b"
)
_AS_ACTION = late_regex(r"行动项?|任务|\b(?:action|task)s?\b")


def named_lines(text: str, refs: Refs, situation: ReplyContext, corrected: str) -> Refs | None:
    """The lines that the folded text of a correction means by a number, where `refs` are the own actions of that number
    and `corrected` is what it wants changed, without its mark; None where no number speaks of lines."""
    decisions = situation.decisions
    if places := _places(_AS_DECISION, text):
        return _at(decisions, places)
    places = _places(_by_place(), text)
    if len(places) != 1 or not decisions or _AS_ACTION.search(text):
        return None
    if not refs:
        return _at(decisions, places)
    in_mark = not _places(_by_place(), corrected)  # 更正 2：…, as the mail says to write it
    return refs if in_mark or not _at(decisions, places) else ()


def may_be_decision(text: str, at: int, situation: ReplyContext) -> bool:
    """Whether the folded text names a decision by its place, too, where it names an own action: 第2条应为3月12日."""
    found = _by_place().match(text, at)
    return found is not None and bool(_at(situation.decisions, _places(_by_place(), found[0])))


def _places(pattern: re.Pattern[str], text: str) -> set[int]:
    written = (next(filter(None, found.groups())) for found in pattern.finditer(text))
    return {place for one in written if (place := count_in(one)) is not None}


def _at(decisions: Refs, places: set[int]) -> Refs:
    found = tuple(decisions[place - 1] for place in sorted(places) if 0 < place <= len(decisions))
    return found if len(found) == 1 else ()


@cache
def _by_place() -> re.Pattern[str]:
    return re.compile(
        rf"第{_NUMBER}(?:[条项个点](?!会议|议程)|(?=[^\u4e00-\u9fff]|$))|\b(?:item|point|no\.|number) ?(\d{{1,3}})\b"
    )
