"""The day that an item is likely to take until, where it is all that is said of it, or stands behind the reason why it
is blocked: a day to be looked at.

The reason is kept as it was written; a day in it that is not said for certain is no request, and is not lost in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.across_pieces.values_of_sentences import block_of, hedged_days
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.hedge_kinds import HEDGE_OF_FACT
from collabtui.language.replies.words.vocabulary import kinds

_AROUND_DAY = HEDGE_OF_FACT | kinds("mention mark filler the is day")
_AFTER = ("以后", "之后", "后")


def with_hedged_days_of_reasons_proposed(
    readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems
) -> list[Reading]:
    """2 is blocked, the parts are late, probably until 20 March: to postpone to that day is proposed."""
    if not any(one.rule in ("reason", "hedged") for one in readings):
        return list(readings)
    following = zip(readings, [*readings[1:], None], strict=True)
    readings = [_with_day_of_its_reason(one, behind, blocks, own) for one, behind in following]
    asked = {ref for one in readings if one.ask == "postpone" and (one.counts or one.proposed) for ref in one.refs}
    found: list[Reading] = []
    blocked: Reading | None = None
    for one in readings:
        if one.counts and (one.status or one.ask):
            blocked = one if one.status == "blocked" and len(one.refs) == 1 else None
        is_its_reason = blocked is not None and one.rule == "reason" and one.block is blocked.block
        marked = block_of(one, blocks) if is_its_reason else None
        if blocked is not None and marked is not None and asked.isdisjoint(blocked.refs):
            found.append(_with_hedged_day(one, blocked.refs[0], marked, own))
        elif (named := _day_alone(one, blocks)) is not None:
            found.append(_with_hedged_day(one, one.refs[0], named, own))
        else:
            found.append(one)
    return found


def _with_day_of_its_reason(one: Reading, behind: Reading | None, blocks: Sequence[Marked], own: OwnItems) -> Reading:
    """2 周五来不及，应该下周二能好 (can't make Friday, should be fine on Tuesday): the later day that stands behind the
    request is the one that is likely to be meant."""
    undated = one.ask == "postpone" and one.counts and not one.due and len(one.refs) == 1
    if not undated or behind is None or behind.rule != "reason" or behind.block is not one.block:
        return one
    marked = block_of(behind, blocks)
    dated = _with_hedged_day(behind, one.refs[0], marked, own) if marked is not None else behind
    if not dated.proposed or not dated.due:
        return one
    found = replace(one, due=dated.due)
    found.propose("hedged")
    return found


def _day_alone(one: Reading, blocks: Sequence[Marked]) -> Marked | None:
    """3 probably 31 March: the block of a clause that names an item and a day, and says besides only that it is not
    sure."""
    if one.rule != "hedged" or one.proposed or not one.names or len(one.refs) != 1:
        return None
    marked = block_of(one, blocks)
    tokens = [token for token in (marked.tokens if marked else ()) if one.start <= token.start < one.end]
    return marked if tokens and all(token.within(_AROUND_DAY) for token in tokens) else None


def _with_hedged_day(reason: Reading, ref: str, marked: Marked, own: OwnItems) -> Reading:
    places = range(reason.start, reason.end)
    after = max(own.due(ref) or own.written, own.written)
    days = hedged_days(reason, marked, after, own.written)
    if any(token.start in places and token.within(HEDGE_OF_FACT) for token in marked.tokens):
        days |= {day.day for day in marked.days if day.start in places and day.day and day.day > after}
    if len(days) != 1 and not (reason.rule == "reason" and _is_after_some_day(places, marked)):
        return reason
    found = replace(reason, refs=(ref,), ask="postpone", due=days.pop() if len(days) == 1 else None, idle=False)
    found.propose("hedged")
    return found


def _is_after_some_day(places: range, marked: Marked) -> bool:
    """估计得20号以后 (after the 20th, I guess): a later day is wanted, and it is not said which."""
    if not any(token.start in places and token.within(HEDGE_OF_FACT) for token in marked.tokens):
        return False
    vague = [marked.text[day.start : day.end] for day in marked.days if day.start in places and day.reason == "vague"]
    return any(phrase.startswith("after ") or phrase.endswith(_AFTER) for phrase in vague)
