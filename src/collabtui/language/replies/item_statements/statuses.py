"""The status of an item, as a piece tells it: blocked, so many percent, begun, done."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal

from collabtui.language.dates.find_days import DayReading
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.item_statements.asked_for import is_asked_for
from collabtui.language.replies.item_statements.operations import is_there_as_asked, tells_of
from collabtui.language.replies.item_statements.parts_of_day import is_later_today
from collabtui.language.replies.item_statements.past_days import is_last_of_its_number
from collabtui.language.replies.item_statements.still_to_do import is_only_needed
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.statement_helpers import is_clean, reading, waiting
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, foreign, kinds

_PERCENT = kinds("percent")
_WEEKDAY = ("周", "星期", "礼拜")
_DID = ("i", "we", "was", "were")
_ASPECT = ("了", "过")
_REACHES = ("到", "至", "at", "to", "reached", "进度", "完成度", "完成率", "进展", "progress")
_LONGEST_OBJECT = 5
"""Characters of what a share may be of; a Latin word counts two."""
_LONGEST_TEAM = 6
"""Characters."""
_ANEW = ("又", "再次", "再度", "又再", "again", "once more")
"""It may be blocked once more."""
_HAS = ("have", "got", "has", "拿到", "有了", "到手")
_THIS = ("本周", "这周", "本月", "这个月", "今年", "this week", "this month")
_NEXT = ("next", "this", "coming")


def blocked(piece: Piece, refs: Refs, _: OwnItems) -> list[Reading]:
    """`blocked no access`: what follows without a mark is the reason."""
    found = _status(piece, refs, "blocked") or _others_are_stuck(piece, refs)
    last = max((at for at, token in enumerate(piece.tokens) if token.of("blocked")), default=0)
    behind = [token for token in piece.tokens[last + 1 :] if not token.of("day", "mention", "filler")]
    if found and foreign(behind):
        found[0].note = ClausePlace(piece.block, behind[0].start, piece.end)
    return found


def _others_are_stuck(piece: Piece, refs: Refs) -> list[Reading]:
    """设计那边卡住了 (the designers are stuck): whoever it is, the item most likely is, too."""
    at = next((at for at, token in enumerate(piece.tokens) if token.of("blocked")), 0)
    led = foreign(piece.tokens[:at])
    behind = foreign(piece.tokens[at + 1 :])
    if not refs or not led or behind or not led[-1].of("team") or sum(len(one.text) for one in led) > _LONGEST_TEAM:
        return []
    found = reading(piece, "blocked", refs)
    found.status = "blocked"
    found.propose("open-words")
    return [found]


def percent(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    percents = [] if piece.has("other-share") else piece.of("percent")
    if len({one.value for one in percents}) > 1 and not piece.named:
        return []
    if len({one.value for one in percents}) > 1:
        # 任务100% 完成80%: which of them?
        return [waiting(piece, "contradiction", refs)]
    sure = piece.has("agree", "accept") or any(not token.of("is") for token in piece.of("yes"))
    risen = len(percents) == 1 and _has_risen(piece, percents[0].text)
    if percents and (sure or (_is_wanted(piece, refs, own) and not risen)):
        return [] if not piece.named else [waiting(piece, "future", refs)]
    if percents and percents[0].value == _WHOLE and _is_promised(piece):
        return [waiting(piece, "future", refs)]
    if percents and any(token.text == "能" and token.of("may") for token in piece.tokens):
        # 能100% (can be 100 %): what can be is not yet
        return [waiting(piece, "future", refs)]
    reached = bool(percents) and _is_reached(piece)
    if not percents or not (reached or is_clean(piece, _PERCENT)) or _is_share_of_others(piece):
        return []
    if not percents[0].value:
        # 0%: it has not begun, most likely
        none = waiting(piece, "negated", refs)
        if refs and piece.named:
            none.status, none.was, none.proposed = "not-started", "not-begun", True
        return [none]
    found = [reading(piece, "percent", refs)] if reached else _status(piece, refs, "percent")
    for one in found:
        one.percent = percents[0].value
        one.status = "done" if one.percent == 100 else "in-progress"
        if risen and _is_wanted(piece, refs, own):
            one.propose("future")
    return found


_SHARES = re.compile(r"\d+ ?%?\D+\d+")


_WHOLE = 100


def _is_promised(piece: Piece) -> bool:
    """放心，100%准时交 (in time, 100 %), 100%给你 (you will get it, for sure): no more than emphasis."""
    if piece.has("perfect", "perfect-mood"):
        return False
    surely = any(
        share.of("percent") and then.of("hand-over") and not then.text.isascii()
        for share, then in pairwise(piece.tokens)
    )
    return surely or (piece.has("on-time") and piece.has("hand-over", "base"))


def _has_risen(piece: Piece, share: str) -> bool:
    """From 15% to 50% this week: it tells where it stands, most likely."""
    text = piece.block.folded.text
    now = all(text[day.start : day.end] in _THIS for day in piece.days)
    return now and _SHARES.search(share) is not None and not piece.has("future", "wish")


def _is_reached(piece: Piece) -> bool:
    """2 数据迁到45% (the data is moved to 45 %): with a word or two that is not known, so that it is proposed."""
    content = [token for token in piece.tokens if not token.of("perfect", "about", "perfect-mood")]
    unread = foreign(piece.tokens)
    if len(content) < 3 or not piece.named or not content[-1].of("percent") or content[-2].text not in _REACHES:
        return False
    length = sum(len(token.text) if not token.text.isascii() else 2 for token in unread)
    return bool(unread) and length <= _LONGEST_OBJECT


def _is_wanted(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """100 % by Friday: a share of a day to come is none of today."""
    return piece.has("future", "wish") or (has_day_to_come(piece, refs, own) and not piece.has("postpone", "shift"))


def _is_share_of_others(piece: Piece) -> bool:
    """90% of the team agree, 80%的用户, 30%是给客户的 (30 % are for the customer): not of the work."""
    at = max(at for at, token in enumerate(piece.tokens) if token.of("percent"))
    behind = [token for token in piece.tokens[at + 1 :] if not token.of("the")]
    if next((token.text == "给" for token in behind if not token.of("is")), False):
        return True
    return len(behind) > 1 and behind[0].text in ("of", "的") and not behind[1].of("mention", "filler", "doing")


def started(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """Not what begins next week, but what is being done."""
    if _is_step(piece):
        return []
    text = piece.block.folded.text
    begun = [token for token in piece.of("started") if not is_only_needed(text, token)]
    if not begun and not (piece.has("progressive") and piece.has(*HAPPENED)):
        return []
    later = is_later_today(piece, own.hour) or has_day_to_come(piece, refs, own) or _begins_within_month(piece, begun)
    return [] if piece.has("future") or later else _status(piece, refs, "started")


def _begins_within_month(piece: Piece, begun: Sequence[Token]) -> bool:
    """月中开始 (begins in the middle of the month): without 了 or 已 it has not."""
    if piece.has("perfect", "perfect-mood") or not begun:
        return False
    before = piece.block.folded.text[piece.start : begun[0].start].strip()
    return before.endswith(_PARTS_OF_TIME)


_PARTS_OF_TIME = (
    "月初", "月中", "月底", "月末", "上旬", "中旬", "下旬", "年初", "年底", "年末", "季度末", "节后", "会后"
)  # fmt: skip


def _is_step(piece: Piece) -> bool:
    """`finished testing`, 完成自测: a part of the work."""
    if "done" not in piece.kinds or not piece.has("started", "doing"):
        return False
    tokens = [token for token in piece.tokens if not token.of("filler")]
    return any(one.of("done") and then.of("started", "doing") for one, then in pairwise(tokens))


def _status(piece: Piece, refs: Refs, rule: Literal["blocked", "percent", "started"]) -> list[Reading]:
    at = next((at for at, token in enumerate(piece.tokens) if token.of(rule)), len(piece.tokens))
    before = piece.tokens[:at]
    if rule == "blocked":
        # 遇到问题受阻 (ran into problems, blocked)
        before = [token for token in before if not token.of("trouble")]
    anew = rule == "blocked" and not any(token.of("percent", *HAPPENED) for token in before)
    if rule == "blocked" and any(token.text == "被" for token in before):
        # 2 被环境卡住 (stuck because of the test system)
        before = before[: next(at for at, token in enumerate(before) if token.text == "被")]
    if foreign(token for token in before if not (anew and token.text in _ANEW)):
        return []
    found = reading(piece, rule, refs)
    found.status = "blocked" if rule == "blocked" else "in-progress"
    return [found]


def done(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    there = _is_there(piece, refs, own)
    if (
        not (there or _has_happened(piece))
        or piece.has("percent")
        or _is_step(piece)
        or piece.has("for-check")
        or is_asked_for(piece)
        or _is_another_event(piece, refs, own)
        or _is_to_come(piece, refs, own)
        or not is_clean(_without_place(piece) if there else piece, HAPPENED)
    ):
        return []
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    found.handed_over = not piece.has("done", "own-verb")
    stated = tells_of(piece, refs, own)
    found.nearer = stated != "done"
    if stated == "step":
        found.rule, found.status, found.percent = "started", "in-progress", None
    if stated != "done" or (there and not (_has_happened(piece) or is_there_as_asked(piece, refs, own))):
        found.propose("open-words")
    return [found]


def _is_there(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """The list is ready: it may be done, or only its turn. The list is on the wiki; we have the signed contract."""
    if piece.has("may", "particle", "wish"):
        return False
    if own.are_handed_over(piece, refs) and _is_in_hand(piece):
        return True
    if piece.has("state") and _is_all_of_it(piece):
        return True
    if piece.has("state") and (piece.has("is", "perfect") or not piece.of("state")[-1].text.isascii()):
        return not piece.has("more-time", "to")
    return piece.has("storage") and piece.has("is", "perfect", "progressive")


def _is_all_of_it(piece: Piece) -> bool:
    """1: ready, checklist ready: the item and its state, and nothing else."""
    content = [token for token in piece.tokens if not token.of("mark", "filler", "name")]
    return len(content) == 2 and content[0].of("mention") and content[1].of("state")


def _without_place(piece: Piece) -> Piece:
    return replace(piece, tokens=[token for token in piece.tokens if not token.of("state", "storage")] or piece.tokens)


def _is_in_hand(piece: Piece) -> bool:
    """We have it: nothing but who, and what has to be handed over."""
    content = [token for token in piece.tokens if not token.of("mark", "greeting", "thanks")]
    has = [token for token in content if token.text in _HAS]
    return (
        bool(has)
        and (piece.has("subject") or content[0].text in _HAS)
        and not foreign(content)
        and not (piece.days or piece.has("to"))
    )


def _has_happened(piece: Piece) -> bool:
    """完成 says so alone; 提交 and the verb of a title need 已 or 了. `complete 1` is no more than an infinitive."""
    behind = [*piece.tokens[1:], None]
    if any(one.of("day") and then.text.startswith(("is ", "are ")) for one, then in pairwise(piece.tokens)):
        # Monday is out: it is the day that is
        return False
    done = any(
        token.of("done") and not (token.of("base") and following and following.of("mention", "the"))
        for token, following in zip(piece.tokens, behind, strict=True)
    )
    mixed = any(
        token.of("base") and token.text.isascii() and following and following.text in _ASPECT
        for token, following in zip(piece.tokens, behind, strict=True)
    )
    if done or mixed or any(token.text.isascii() for token in piece.of("own-verb")):
        return not piece.has("progressive")
    return piece.has("hand-over", "own-verb") and (
        _ends_in_perfect(piece) or piece.has("perfect") or _tells_when(piece)
    )


def _ends_in_perfect(piece: Piece) -> bool:
    """发啦 (sent): 啦 behind the verb, at the end, is 了."""
    content = [token for token in piece.tokens if not token.of("mark", "thanks", "greeting")]
    return len(content) > 1 and content[-1].of("perfect-mood") and not content[-2].of("mention")


def _tells_when(piece: Piece) -> bool:
    """我上周四交的 (it was last Thursday that I handed it in)."""
    ends = [token for token in piece.tokens if not token.of("mark")][-2:]
    return piece.is_of_the_past and len(ends) > 1 and ends[0].within(HAPPENED) and ends[1].text == "的"


def _is_another_event(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """合同已签 of 审核合同: where only its title names the item, what was done has to be what was to be done."""
    if any(one.how not in ("title", "amount") and not one.weak for one in piece.mentions):
        return False
    generic = any(token.of("done", "own-verb") and not token.of("specific") for token in piece.tokens)
    generic = generic or _is_their_verb(piece, refs, own)
    # 预算表已交财务 of 确认推广预算: what had to come of it was handed over
    return not generic and own.are_to_be_examined(refs) and not own.are_handed_over(piece, refs)


_VERB = 2
"""Characters of a Chinese verb."""


def _is_their_verb(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """名单核对完了 of 核对参会名单: what was done is what its title begins with."""
    spoken = [token for token in piece.of("specific") if not token.text.isascii()]
    verbs = {token.text[:_VERB] for token in spoken}
    whole = bool(refs) and all(own.title(ref)[:_VERB] in verbs for ref in refs)
    return whole or any(own.begin_with_short_verb(token, refs) for token in spoken)


def _is_to_come(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    if piece.has("future") or (piece.has("may", "polite", "on-time") and not piece.has("perfect")):
        return True
    # 完成没问题 (no problem to do it)
    assured = any(
        one.of("done") and then.of("accept") and not one.text.isascii() for one, then in pairwise(piece.tokens)
    )
    if assured and not piece.has("perfect"):
        return True
    if not piece.has("perfect") and any(token.of("accept") and token.text.endswith("来") for token in piece.tokens):
        # 我来做好: who takes it on
        return True
    # 需要完成, needs to be done
    wanted = any(not token.of("filler", "perfect") for token in piece.of("more-time"))
    return wanted or is_later_today(piece, own.hour) or has_day_to_come(piece, refs, own)


def has_day_to_come(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    days = [own.day(piece, ref) for ref in refs] if refs else piece.days[:1]
    return bool(piece.days) and not all(day and _is_over(piece, day, own.written) for day in days)


def _is_over(piece: Piece, day: DayReading, written: date) -> bool:
    if day.reason == "past":
        return True
    phrase = piece.block.folded.text[day.start : day.end]
    if day.reason == "vague" and phrase in _THIS and (piece.has("perfect") or _lasts(piece)):
        # 本周已完成 (done this week)
        return True
    if day.reason == "vague" and phrase.endswith((" ago", "小时前", "分钟前", "天前")):
        return True
    if phrase.startswith("since "):
        # since Friday finished: as in German
        return True
    if day.day is None or phrase.startswith(("by ", "before ", "until ")):
        return False
    if phrase.startswith("for ") and not _is_for(piece, day):
        # done with it for today: it goes on
        return False
    happened = any(token.text.isascii() for token in piece.of(*HAPPENED)) or piece.has("perfect")
    if happened and is_last_of_its_number(phrase, day.day, written):
        return True
    if any(token.text.isascii() for token in piece.of("started", *HAPPENED)):
        return day.day <= written or (day.kind == "weekday" and _tells_past(piece, phrase)) or _is_for(piece, day)
    if not (piece.has("perfect") or _ends_in_perfect(piece)):
        return False
    return day.day <= written or (
        phrase.removeprefix("于").startswith(_WEEKDAY) and not phrase.endswith("前") and not _may_be_plan(piece)
    )


def _lasts(piece: Piece) -> bool:
    """进行中 (in progress); not 本周开始 (begins this week)."""
    return any(
        token.text.endswith(("中", "in progress", "ongoing", "under way", "underway")) for token in piece.of("started")
    )


def _tells_past(piece: Piece, phrase: str) -> bool:
    """I sent it on Monday; `sent Monday` may be a plan, and `sent next Monday` is one."""
    if piece.has("future", "may") or phrase.removeprefix("on ").startswith(_NEXT):
        return False
    if phrase.startswith("on ") and piece.has("specific") and not piece.has("base"):
        return True
    if phrase.startswith("on ") and any(token.text == "already" for token in piece.of("perfect")):
        # the list have I already on Monday sent
        return True
    words = [token for token in piece.tokens if not token.of("mark", "greeting")]
    for before, token, behind in zip([None, *words], words, [*words[1:], None], strict=False):
        if token.within(HAPPENED) and (
            (before and (before.of("perfect") or before.text in _DID))
            or (behind and before is None and (behind.text == "it" or behind.of("the", "mention")))
        ):
            return True
    return False


def _is_for(piece: Piece, day: DayReading) -> bool:
    """The venue is booked for the 20th: the day is the thing's, not that of the booking."""
    text = piece.block.folded.text
    leads = text[day.start : day.end].startswith("for ") or text[: day.start].endswith(" for ")
    return leads and any(token.of("own-verb") for token in piece.tokens if token.start < day.start)


def _may_be_plan(piece: Piece) -> bool:
    """周五就完成了; not 周五就已经完成了."""
    return piece.has("then") and all(token.text in _ASPECT for token in piece.of("perfect"))
