"""A department's yes that is a phrase and no word: fine by Legal, we are in favour, it has our full support, let's do
it; 就这么干, 照此推进. What is said with `us` is said with the department's name as well. Where a clause says more, it
is no yes for that."""

import re
from collections.abc import Iterable
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.words.overlay import OverlaySpan

_GOOD = r"(?:all )?(?:fine|ok|okay|good|great|alright|all right)|works(?: fine| well)?"
_SAID = r"agreed|approved|confirmed"
"""Not by somebody: approved by Legal tells of what was done elsewhere."""
_NOTHING = r"no (?:further |other )?(?:objections?|issues?|problems?|concerns?)"
_SILENT = r"no (?:further |other )?(?:comments?|remarks?)"
"""No yes by itself: who has nothing to say has not agreed yet."""
_OURS = r"us|me|here|(?:our|my) (?:side|end|team|department|part)"
_IS = r"(?: is| are|'s|'re| am|'m)"
_MUCH = r"(?:all |fully |quite |perfectly |completely |very much |strongly )?"
_FOR = r"in favou?r(?: of)?|in agreement|on board|supportive(?: of)?"
_IT = r"(?= (?:(?:it|this|that|everything)\b|the (?!\d)))"
_DOES = (
    r"do (?:it|this|that)|go(?: ahead| for it)?|proceed|get (?:started|going|on with it)|start|begin"
    r"|move (?:ahead|on|forward)|carry on|make it happen"
)
_ON = (
    r"(?:(?:so |then )?(?:let'?s|let us) (?:just )?"
    rf"(?:{_DOES})(?: with{_IT})?"
    r"|(?:please )?(?:proceed|move ahead|move forward)(?: as proposed)?)"
)
_HAN = (
    r"(?:那么?|咱们?|大家|就)*(?:都)?(?:按照?|照|依照?)(?:这个|此|这样|这么|这份|该|上述|以上|你们的?|贵部门的?|您的)"
    r"(?:计划|方案|安排|思路|时间表|要求|建议|意见|节奏|口径)?(?:来|办|做|干|走|执行|推进|落实|实施|办理|开展|进行)(?:即可|就行|就好|就可以)?"
    r"|(?:那么?|咱们?|就)+(?:这么|这样|如此)(?:办|干|做|定|来|执行|安排|推进)"
)
_SENDS_ON = late_regex(
    r"(?<![\u4e00-\u9fff])请?(?:继续|大家)?(?:推进|执行|落实|实施|办理|开展)(?:吧|即可)?(?=[,;.。!]|$)"
)
"""Beside a yes: 无异议，请推进 (no objection, please go on)."""
_OPINES = late_regex(
    r"(?:我们?|本人|个人|我个人)?(?:看|觉得|认为|感觉)上?\s*|(?:i|we) (?:think|believe|guess)(?: that)?\s+"
)
_CHANGE = late_regex(r"(?:可以|同意|准许?|能)(?:这么|这样)?(?:改|调)(?=[,;.。!\s]|$)|(?:改|调)(?:没问题|没意见|可以)")


def phrases_of_yes(text: str, names: Iterable[str]) -> list[OverlaySpan]:
    """The phrases in a folded text that are a yes, and those that may stand beside one; `names` are the folded ones of
    the department."""
    found = [OverlaySpan(one.start(), one.end(), "assent") for one in _phrases(tuple(names)).finditer(text)]
    beside = (*_SENDS_ON.finditer(text), *_silences(tuple(names)).finditer(text))
    return [*found, *(OverlaySpan(one.start(), one.end(), "around") for one in beside)]


def phrases_of_change(text: str) -> list[OverlaySpan]:
    """The same in an answer to a change that is asked for: 可以改, 改没问题."""
    return [OverlaySpan(one.start(), one.end(), "assent") for one in _CHANGE.finditer(text)]


def behind_opinion(text: str) -> int:
    """The place behind the words by which a clause is what somebody thinks (我觉得可以, I think it is fine); 0 where it
    does not begin so."""
    found = _OPINES.match(text)
    return found.end() if found else 0


@cache
def _silences(names: tuple[str, ...]) -> re.Pattern[str]:
    _, ours, who = _called(names)
    return re.compile(rf"(?<![\w-])(?:{_SILENT} (?:by|for|with|from|on) {ours}|{who} (?:has|have) {_SILENT})(?![\w-])")


def _called(names: Iterable[str]) -> tuple[str, str, str]:
    """The department's name, itself as it is said of, and as it speaks."""
    called = "|".join(re.escape(name) for name in names if name.isascii()) or "(?!)"
    ours = rf"(?:{_OURS}|(?:the )?(?:{called})(?:'s)?(?: department| team| side| end)?)"
    who = rf"(?:we|i|our (?:team|department|side)|(?:the )?(?:{called})(?: department| team)?)"
    return called, ours, who


@cache
def _phrases(names: tuple[str, ...]) -> re.Pattern[str]:
    called, ours, who = _called(names)
    own = rf"(?:our|my|the full|(?:{called})'s) (?:full |complete )?(?:support|backing|blessing|agreement|approval)"
    forms = (
        rf"(?:(?:{_GOOD}|{_NOTHING}) (?:by|for|with|from|on)|(?:{_SAID}) (?:for|from|on)) {ours}",
        rf"{who}{_IS} {_MUCH}(?:(?:fine|ok|okay|happy|good|comfortable) with{_IT}|{_FOR})",
        rf"{who} (?:has|have|see|sees) {_NOTHING}(?: (?:with|to|about|on){_IT})?",
        rf"(?:(?:you|it|this|that|the plan|the change|the request) )?(?:has|have) {own}",
        r"no (?:objections?|issues?|concerns?) (?:at all|whatsoever)",
        _ON,
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])|(?:{_HAN})(?=吧?(?:[,;.。!\s]|$))")
