"""Minutes that are approved but for something: what is wrong is proposed as a correction, and nothing is signed.

Happy with these, but I wasn't the one who raised it; looks fine apart from the date under D1; approved, provided the
figure is corrected; 没意见，不过那句话不是我说的 (no comments, only that I did not say this).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Token, kinds

_APPROVES = kinds("agree accept finds-fine praise yes")
_FINAL = " .。!,，;"
_SAID = (
    "(?:say|said|raise|raised|agree to|agreed to|mention|mentioned|propose|proposed|suggest|suggested|promise|promised)"
)
_DISOWNS = late_regex(
    r"\b(?:i|we) (?:wasn't|was not|weren't|were not) the ones? (?:who|that)\b"
    rf"|\b{_SAID} .{{2,40}}?, not (?:me|us)\b|\b{_SAID} by .{{2,40}}?, not (?:me|us|by me)\b"
    r"|\b(?:it|that) (?:wasn't|was not) (?:me|us)\b"
    r"|不是(?:我们?|本人)(?:说|提|讲|提出|反映)的?"
)
"""What the minutes have somebody saying who did not."""
_DISOWNS_BESIDE = late_regex(
    rf"\b(?:i|we) (?:didn't|did not|never) (?:actually )?{_SAID}\b|\b(?:it|that) was [a-z]+(?: [a-z]+)? who {_SAID}\b"
    r"|我们?(?:没有|没|并没有|并未|从没|未曾)(?:说|提|讲|答应|承诺)(?:过|要|这)"
)
"""The same, beside what approves: alone it may be about anything."""
_AMENDED_IF = late_regex(
    r"\b(?:provided|providing|as long as|so long as|subject to|on condition|on the condition|with the proviso)\b"
    r".{2,60}?\b(?:corrected|correcting|changed|amended|fixed|replaced|adjusted|revised|reworded|removed|added)\b"
    r"|(?:前提是|条件是|只要|但需|但须|但要)(?:把|将)?.{1,20}?(?:改成|改为|更正|改正|修正|改一下|修改|补上|删掉)"
)
_GOOD = late_regex(r"(?:all |very )?(?:good|great)\b(?=\W)")
_SPARES = kinds("except")
_STATES = kinds("done hand-over percent")
_OF_ITEMS = kinds("mention done hand-over percent")
_OF_MINUTES = late_regex(
    r"(?<![a-z0-9])[dqr]\d{1,4}(?![a-z0-9])|\bdecisions? (?:no\.? ?)?\d{1,3}\b|(?:决定|决议|决策)第?\d{1,3}"
)
"""The ref of a decision, an open question or a risk, or a decision by its number, folded."""
_ONE_THING = late_regex(
    r"\W*(?:for |that )?(?:just )?(?:one|a|a single|a small|a minor|two) (?:small |minor |little )?"
    r"(?:thing|point|detail|mistake|error|slip)s?\b\W|\W*(?:有)?[一两](?:处|点|个地方|个细节)"
)
_OPPOSES = late_regex(
    r"[^.;?。；？]{4,60}?,? ?\bnot (?:in |on |by |at |until |the )?\w+\W*$"
    r"|[^.;?。；？]{2,30}?,?(?:而)?不是[^,，。]{1,12}\W*$"
)
"""Behind `but`: how it is, and how it is not: but the office closes in May, not in June."""
_REMEMBERS = late_regex(
    r"\b(?:i|we) (?:remember|recall|noted|wrote down|have)\b|\bmy notes (?:say|have)\b|\bas i (?:remember|recall)\b"
    r"|我们?(?:的)?(?:记得|印象[里中]?|记的|记录的|笔记)|印象[里中]|我这边记"
)
"""Beside the ref of a decision: it was said otherwise."""
_REF_ALONE = late_regex(r"\W*(?:not )?[dqr]\d{1,4}\W*")


def with_reservations_proposed(
    readings: list[Reading], marked: Iterable[Marked], situation: ReplyContext, details: Sequence[str]
) -> list[Reading]:
    """The readings with the correction in place of what it was made of. Where one was read already, no agreement that
    is only proposed stands beside it: 没意见，就是第3条写错了."""
    if not situation.minutes:
        return readings
    if any(one.ask == "correct" for one in readings):
        _withhold([one for one in readings if one.proposed])
        return readings
    for block in marked:
        start = _reservation(block, details)
        if start is not None and (found := _proposed(readings, block, start)):
            return found
    return readings


def _reservation(marked: Marked, details: Sequence[str]) -> int | None:
    """Where it begins in the text of a block."""
    text = marked.text
    approved = next((token.end for token in marked.tokens if token.within(_APPROVES)), None)
    if approved is None and (good := _GOOD.match(text)):
        approved = good.end()
    stated = any(token.within(_STATES) for token in marked.tokens)
    if (disowned := _DISOWNS.search(text)) and not (stated and approved is None):
        return disowned.start() if approved is None else _clause(text, disowned.start(), approved)
    if remembered := _remembered(text):
        return remembered.start()
    if approved is None:
        return None
    if amended := _AMENDED_IF.search(text, approved):
        return amended.start()
    if disowned := _DISOWNS_BESIDE.search(text, approved):
        return _clause(text, disowned.start(), approved)
    spared = next((token for token in marked.tokens if _spares(token, text) and token.start >= approved), None)
    if spared is None or any(token.within(_OF_ITEMS) for token in marked.tokens if token.start < spared.start):
        return None
    behind = text[spared.end :]
    detailed = any(word in (behind if not word.isascii() else re.findall(r"[a-z]+", behind)) for word in details)
    of_minutes = detailed or _OF_MINUTES.search(behind) or _ONE_THING.match(behind)
    return spared.start if of_minutes or (spared.of("contrast") and _OPPOSES.match(behind)) else None


def _remembered(text: str) -> re.Match[str] | None:
    """D1日期我印象里是5月15号, for D1 I remember 15 May: the decision, in the clause in which it is."""
    for found in _OF_MINUTES.finditer(text):
        clause = re.split(r"[,;?。；？]|\. ", text[found.end() : found.end() + _LONGEST_CLAUSE], maxsplit=1)[0]
        if _REMEMBERS.search(clause) and re.search(r"\d|[一二三四五六七八九十]月|\b(?:not|[a-z]{3,})\b", clause):
            return found
    return None


_LONGEST_CLAUSE = 80
"""Characters."""


def _spares(token: Token, text: str) -> bool:
    """Also OK but D2: what is not agreed is named alone."""
    return token.within(_SPARES) or (
        token.of("contrast")
        and (_REF_ALONE.fullmatch(text, token.end) is not None or _OPPOSES.match(text, token.end) is not None)
    )


_BEGINS = late_regex(r"[,;.!?。] ?")


def _clause(text: str, at: int, approved: int) -> int:
    """The begin of the clause that a place stands in, behind what approves."""
    ends = [match.end() for match in _BEGINS.finditer(text, approved, at)]
    return ends[-1] if ends else max(at if text[:at].isascii() else approved, approved)


def _proposed(readings: list[Reading], marked: Marked, start: int) -> list[Reading]:
    """None where an item is spoken of in it."""
    own = [one for one in readings if one.block is marked.block]
    behind = [one for one in own if one.end > start and not (one.idle and one.start < start)]
    if not behind or any(one.numbered or ((one.counts or one.proposed) and (one.status or one.ask)) for one in behind):
        return []
    first, end = behind[0], max(one.end for one in behind)
    text = marked.block.written(max(start, first.start), end).strip(_FINAL)
    correction = replace(first, end=end, rule="correct", refs=(), ask="correct", text=text, note=None, agreed=False)
    correction.propose(first.doubt)
    found = [one if one is not first else correction for one in readings if one is first or one not in behind]
    _withhold(found)
    return found


def _withhold(readings: Iterable[Reading]) -> None:
    for one in readings:
        if one.agreed:
            one.rule, one.was, one.agreed, one.counts, one.proposed = "talk", "", False, False, False
            one.waits, one.idle = False, True
