"""A no to an invitation that is none: not on site but by a line to it (现场参加不了，线上可以; I dial in), and
another time that is asked for (14点撞了，能不能改到15点？). The words are data, `words/invitations.*.json`.

Who takes part by a line most likely comes, and that is offered with his words; where he asks whether he may, or for
another time, nothing is offered: plainly not coming is not what he says.
"""

import re
from functools import cache

from collabtui.domain.mail.reply import Clause, Proposal, ReplyContext, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.own_grammars.invitations.other_times import (
    ASKS,
    names_day_or_hour,
    of_kinds,
    other_times,
    with_other_time_asked,
)
from collabtui.language.word_patterns import one_whole

_COMES = ("accepted", "tentative")
_LONGEST_REMARK = 100
"""Characters."""
_EDGES = " .,;!?。，；！？～~"
_DENIED = late_regex(r"不|没|无法|未|别|\b(?:not|no|never|cannot|without)\b|n't\b")


def settled_invitation(found: Understanding, situation: ReplyContext) -> Understanding:
    """The answer to an invitation, of which a no stays one only where nothing else is meant by it."""
    clauses = [(one, " ".join(one.text.casefold().split()).strip(_EDGES)) for one in found.clauses]
    wishes = other_times(clauses, situation)
    wishes += [one for one, text in clauses if _puts_off().match(text) and one not in wishes]
    if any(_puts_off().match(text) or _asks_for_other_time(one, text, situation) for one, text in clauses):
        return with_other_time_asked(_without_no(found), wishes, situation)
    if wishes:
        return with_other_time_asked(found, wishes, situation)
    lines = [(one, text) for one, text in clauses if _takes_part().match(text) and not _DENIED.search(text)]
    if not lines:
        return _with_words_beside(found)
    if any(_is_asked(one, text) for one, text in lines):
        return _without_no(found)
    return _coming(found, lines[0][0])


def _coming(found: Understanding, line: Clause) -> Understanding:
    """With a yes by that line in the place of the no."""
    declined = found.rsvp == "declined" or any(one.ask == "declined" and not one.to for one in found.proposals)
    accepted = next((one for one in found.proposals if one.ask == "accepted"), None)
    if not declined and (accepted is None or accepted.text):
        return found
    rest = tuple(one for one in found.proposals if one.ask not in ("accepted", "declined") or one.to)
    n = max((one.n for one in found.proposals), default=0) + 1
    offered = Proposal(n=n, ref=None, ask="accepted", text=line.text.strip(), why="open-words")
    clauses = tuple(_waiting(one, n if one is line else 0) for one in found.clauses)
    fields = {"rsvp": None, "rsvp_remark": "", "proposals": (*rest, offered), "clauses": clauses}
    return found.model_copy(update={**fields, "doubt": found.doubt or "open-words"})


def _with_words_beside(found: Understanding) -> Understanding:
    """Yes, but I'll have to leave at half past: what stands unread beside the one yes that is offered is offered as his
    remark."""
    offered = [one for one in found.proposals if one.ask in _COMES]
    unread = [one for one in found.clauses if one.rule == "unknown" and not one.counts and one.text.strip()]
    beside = [one for one in unread if not any(one is not other and one.text in other.text for other in unread)]
    if len(found.proposals) != 1 or len(offered) != 1 or offered[0].text or not beside:
        return found
    remark = "; ".join(one.text.strip() for one in beside)
    if len(remark) > _LONGEST_REMARK or any(_is_asked(one, one.text.casefold()) for one in beside):
        return found
    n = offered[0].n
    clauses = tuple(one.model_copy(update={"proposals": (n,)}) if one in unread else one for one in found.clauses)
    proposals = (offered[0].model_copy(update={"text": remark}),)
    return found.model_copy(update={"proposals": proposals, "clauses": clauses})


def _without_no(found: Understanding) -> Understanding:
    """Without a no that nobody is sent for."""
    kept = tuple(one for one in found.proposals if one.ask not in ("accepted", "declined") or one.to)
    if found.rsvp != "declined" and len(kept) == len(found.proposals):
        return found
    clauses = tuple(_waiting(one, 0) for one in found.clauses)
    return found.model_copy(update={"rsvp": None, "proposals": kept, "clauses": clauses, "doubt": "question"})


def _waiting(one: Clause, n: int) -> Clause:
    """As a clause that answers nothing for certain, with the number of its proposal."""
    if n:
        return one.model_copy(update={"rule": "open-words", "counts": False, "proposals": (n,)})
    if one.rule == "attendance" or one.proposals:
        return one.model_copy(update={"rule": "open-words", "counts": False, "proposals": ()})
    return one


def _is_asked(one: Clause, text: str) -> bool:
    return one.rule == "question" or ASKS.search(text) is not None


def _asks_for_other_time(one: Clause, text: str, situation: ReplyContext) -> bool:
    """能不能改到15点, would Tuesday at 10 be possible: a question that names a time, with words of moving it."""
    moves = of_kinds("other_time", "is_asked").search(text)
    return _is_asked(one, text) and moves is not None and names_day_or_hour(one, text, situation)


@cache
def _puts_off() -> re.Pattern[str]:
    """改期吧, please reschedule: the meeting is wanted at another time."""
    leads = r"(?:还是|那就?|要不|建议|希望|请|能否|please |let's )?"
    ends = r"(?:吧|行吗|可以吗|好吗|好不好|如何)?(?=[,，.。!?？ ]|$)"
    return re.compile(rf"{leads}{one_whole(words_of_both('invitations', 'put_off'))}{ends}")


@cache
def _takes_part() -> re.Pattern[str]:
    """Begins with the line, or with taking part by it."""
    kinds = ("from_afar", "takes_part", "line_alone", "leads")
    afar, part, alone, leads = (one_whole(words_of_both("invitations", kind)) for kind in kinds)
    by = r"(?:\s+\w+){0,2}?\s+(?:by|via|on|over|through|using) (?:a |the |ms )?"
    all_day = r"(?: all (?:day|morning|afternoon))?$"
    by_line = rf"{alone}|{part}{by}{afar}|{afar} ?(?:也|都|is |would )?{part}|{afar}{all_day}|(?:by|via) {afar}$"
    return re.compile(rf"(?:{leads}[\s,]*)*(?:{by_line})")
