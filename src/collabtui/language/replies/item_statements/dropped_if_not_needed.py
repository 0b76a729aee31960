"""A question whether something is needed, and behind it that it is dropped if not: that it is cancelled is proposed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import addressed
from collabtui.language.replies.readings import Reading

_DROP = r"(?:drop|cancel|scrap|skip|bin|kill|shelve|leave out|call off)"
_IF_NOT = late_regex(
    rf"\W*(?:and |but )?(?:if not|if it isn't|if we don't|if no longer|otherwise)\b"
    rf"[^.!?]{{0,40}}?\b{_DROP} (?:it|this|that|them)\b"
    r"|\W*(?:那)?(?:如果|要是|若)?(?:不需要|不用|用不着|没必要|不必|不做|不要)(?:了|做了?|的话|[,，])?[^。！？!?]{0,6}?(?:取消|不做|撤|砍掉|关掉|停掉|划掉)"
)
_KEEPS = late_regex(
    r"\b(?:don't|not|never|can't|won't) (?:want to |be able to )?" + _DROP + r"|不取消|别取消|不能取消|先不取消"
)
_NEEDED = late_regex(
    r"\b(?:need|needed|necessary|want|wanted|required|worth|relevant|doing this|useful)\b"
    r"|要|需要|必要|用得着|还做|用不用"
)


def with_dropped_if_not_needed(readings: list[Reading], situation: ReplyContext) -> list[Reading]:
    for at, asked in enumerate(readings[:-1]):
        text = asked.block.folded.text
        if asked.rule != "question" or not _NEEDED.search(text, asked.start, asked.end):
            continue
        refs = asked.refs or addressed(situation)
        match = _IF_NOT.match(text, asked.end)
        if match and len(refs) == 1 and not _KEEPS.search(text, match.start(), match.end()):
            return _proposed(readings, at, match, refs)
    return readings


def _proposed(readings: list[Reading], at: int, match: re.Match[str], refs: Sequence[str]) -> list[Reading]:
    behind = [one for one in readings[at + 1 :] if one.block is readings[at].block and one.start < match.end()]
    if not behind or any(one.moves or one.counts or one.proposed for one in behind):
        return readings
    cancelled = replace(behind[0], end=behind[-1].end, refs=tuple(refs), ask="cancel", was="cancel", denies="")
    cancelled.propose("condition")
    return [cancelled if one is behind[0] else one for one in readings if one is behind[0] or one not in behind]
