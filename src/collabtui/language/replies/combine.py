"""Readings of all pieces put together to an understanding: who the rest are, what contradicts, what belongs
together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Answer, Ask, Clause, Proposal, ReplyContext, Request, Understanding, Update
from collabtui.language.exception_parts import exception_parts, part_that_begins
from collabtui.language.replies.across_pieces.own_absence import with_absences_proposed
from collabtui.language.replies.across_pieces.quote_marks import with_marked_lines_proposed
from collabtui.language.replies.addressing import addressed
from collabtui.language.replies.certainty.closed_clauses import with_doubtful_proposed, with_reasons_settled
from collabtui.language.replies.certainty.closed_mails import with_open_mails_proposed
from collabtui.language.replies.certainty.reading_places import stands_apart
from collabtui.language.replies.item_statements.handed_over_with_reason import (
    with_reasons_of_hand_overs,
    with_records_settled,
)
from collabtui.language.replies.item_statements.late_for_a_reason import with_reasons_of_later_days, with_reasons_shared
from collabtui.language.replies.item_statements.left_over import with_lacking_spared, with_left_over_spared
from collabtui.language.replies.item_statements.parts_of_items import with_steps_beside_done
from collabtui.language.replies.item_statements.things_examined import with_things_examined
from collabtui.language.replies.likely.notes_of_others import with_notes_of_others_waiting
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.taking_back.confirmed_items import with_items_confirmed, with_praise_proposed
from collabtui.language.replies.taking_back.put_right import with_regrets_settled
from collabtui.language.replies.words.spelled_clauses import is_spelled_out
from collabtui.language.word_patterns import whole_words

_ALONE = ("help", "list", "yes")
_COMES: tuple[Answer, ...] = ("accepted", "tentative")


def understanding(readings: Sequence[Reading], situation: ReplyContext) -> Understanding:
    return together(settled(readings, situation), situation)


def settled(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """The readings beside each other: what does not stand beside the rest waits, or is proposed."""
    with_absences_proposed(readings, situation)
    with_left_over_spared(readings, situation)
    with_lacking_spared(readings)
    with_notes_of_others_waiting(readings, situation)
    with_items_confirmed(readings)
    found = _settled(with_things_examined(readings), situation)
    with_steps_beside_done(found)
    with_reasons_of_hand_overs(found)
    with_records_settled(found)
    with_reasons_of_later_days(found)
    with_reasons_shared(found)
    contradicted = _contradicted(found)
    if contradicted:
        _propose_last_day(found, contradicted)
    split = [part for one in found for part in _without(one, contradicted)] if contradicted else found
    with_regrets_settled(split)
    with_doubtful_proposed(split)
    split = with_open_mails_proposed(split)
    with_marked_lines_proposed(split)
    with_reasons_settled(split)
    with_praise_proposed(split)
    return _with_enclosed_proposed(split, situation)


def together(split: Sequence[Reading], situation: ReplyContext) -> Understanding:
    """Builds the understanding of settled readings."""
    counting = [one for one in split if one.counts]
    requests = _requests(counting)
    answers = {one.rsvp for one in counting if one.rsvp}
    corrected = any(one.ask == "correct" for one in counting)
    agreed = any(one.agreed for one in counting)
    proposals, numbers = _proposals(split)
    return Understanding(
        clauses=tuple(_clause(one, numbers.get(id(one), ())) for one in split),
        updates=_updates(counting),
        requests=requests,
        proposals=proposals,
        sign_off=("corrected" if corrected else "agreed" if agreed else None) if situation.minutes else None,
        rsvp=next(iter(answers)) if len(answers) == 1 else None,
        rsvp_remark=_remark(split) if answers in ({"accepted"}, {"tentative"}) else "",
        asks_help=any(one.rule == "help" for one in counting),
        asks_list=any(one.rule == "list" for one in counting),
        doubt=_doubt(split) or ("contradiction" if len(answers) > 1 else "") or _unclear(split),
        needs_date=any(one.ask == "postpone" and one.due is None for one in requests),
    )


def _with_enclosed_proposed(readings: list[Reading], situation: ReplyContext) -> list[Reading]:
    """Something came with the mail, and nothing else was said: it may well be what the one item is about."""
    brings = next((one for one in readings if _brings(one)), None)
    if brings is None or not all(one.idle or one is brings for one in readings):
        return readings
    refs = brings.refs or addressed(situation)
    if len(refs) != 1:
        return readings
    found = replace(brings, refs=refs, status="done", percent=100, idle=False)
    found.propose("open-words")
    return [found if one is brings else one for one in readings]


def _brings(one: Reading) -> bool:
    """Report attached, 附件是报告."""
    if one.brings:
        return True
    place = one.place_behind_number
    text = place.block.folded.text[place.start : place.end].lstrip(" .:,)-")
    return one.rule in ("talk", "unknown", "note") and is_spelled_out("enclosed", text)


def _settled(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """What depends on whether anything else was said: a bare acceptance, which takes on all items, help, list, yes.

    Before other statements an acceptance is a courtesy. Beside words that say nothing it waits: `OK, let me see`.
    """
    alone = [one for one in readings if _stands_alone(one)]
    if not alone:
        return list(readings)
    others = any(one.rule not in ("talk", "reason") and not (_stands_alone(one) or _is_unread(one)) for one in readings)
    chatter = any((one.rule == "talk" and not one.idle) or _is_unread(one) for one in readings)
    promised = _promised(readings)
    settled = {id(one): _beside(one, promised) if others else _alone(one, situation, chatter=chatter) for one in alone}
    if not (others or chatter) and any(one.rule == "talk" and one.looked for one in readings):
        settled |= {id(one): _likely_agreeing(one) for one in alone if _is_of_minutes(one, situation)}
    for one in alone:
        if situation.minutes and one.welcomes and _only_names_minutes(readings) and _has_read_them(readings):
            settled[id(one)] = _likely_agreeing(one)  # 纪要我看了，可以: of what was read
        if situation.minutes and one.finds_fine and (_only_names_minutes(readings) or _is_apart_fine(one, readings)):
            # 纪要看过了，没问题 (read the minutes, all fine)
            settled[id(one)] = _agreeing(one) if _has_read_them(readings) else _likely_agreeing(one)
    return [settled.get(id(one), one) for one in readings]


def _is_of_minutes(one: Reading, situation: ReplyContext) -> bool:
    """看过，OK (read it, OK), of one who has no item that he could take on."""
    return one.rule == "accept" and one.welcomes and situation.minutes is not None and not addressed(situation)


def _is_apart_fine(one: Reading, readings: Sequence[Reading]) -> bool:
    """Fine by me. 1 is done: in a sentence of its own beside what is said of items, where nothing speaks against it."""
    others = [other for other in readings if other is not one]
    stated = any(other.counts and (other.status or other.ask) for other in others)
    against = any(
        other.agreed or other.ask == "correct" or other.rsvp or (other.waits and not other.names) for other in others
    )
    together = any(other.block is one.block and other.sentence == one.sentence for other in others)
    return stated and not against and not together


def _only_names_minutes(readings: Sequence[Reading]) -> bool:
    """What is said of them says no more than that they came or were read."""
    named = [one for one in readings if one.of_minutes]
    agreed = any(one.agreed or one.ask == "correct" for one in readings)
    return bool(named) and not agreed and all(one.rule == "talk" for one in named)


def _has_read_them(readings: Sequence[Reading]) -> bool:
    """That the minutes were read stands beside it, and nothing that is said of any item."""
    read = any(one.of_minutes and one.looked and one.idle for one in readings)
    return read and all(one.idle or _stands_alone(one) for one in readings)


def _is_unread(one: Reading) -> bool:
    """Rushing off, speak later: of no item, and of nothing that is known."""
    return one.rule == "unknown" and one.waits and not (one.refs or one.proposed or one.unaddressed or one.denies)


def _stands_alone(one: Reading) -> bool:
    return (one.rule == "accept" and not one.refs) or one.rule in _ALONE


def _promised(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The items that a day was promised for without a number, where nothing else is said."""
    others = [one for one in readings if not (_stands_alone(one) or one.idle or one.rule == "reason")]
    if not all(one.rule == "promise" and one.counts and not one.numbered for one in others):
        return ()
    return tuple(dict.fromkeys(ref for one in others for ref in one.refs))


def _beside(one: Reading, promised: tuple[str, ...]) -> Reading:
    """收到，周五给 (got it, you will have it on Friday): who says when takes it on."""
    return replace(one, refs=promised) if one.rule == "accept" and promised else _courtesy(one)


def _courtesy(one: Reading) -> Reading:
    return replace(one, rule="talk", counts=False, accept=False, idle=True)


def _likely_coming(one: Reading) -> Reading:
    """好的, ok: alone under an invitation it most likely says that its writer comes."""
    found = replace(one, rule="attendance", accept=False, rsvp="accepted")
    found.propose("open-words")
    return found


def _agreeing(one: Reading) -> Reading:
    return replace(one, rule="agree", accept=False, agreed=True, plain=True)


def _likely_agreeing(one: Reading) -> Reading:
    """没问题, all fine: of one who has nothing to take on, the minutes are most likely what is fine."""
    found = replace(one, rule="agree", accept=False, agreed=True)
    found.propose("open-words")
    return found


def _alone(one: Reading, situation: ReplyContext, *, chatter: bool) -> Reading:
    if one.rule == "yes":
        # to what?
        return replace(one, rule="unknown", counts=False, waits=True)
    if one.rule != "accept":
        return _courtesy(one) if chatter else one
    refs = addressed(situation)
    if not refs and one.welcomes and situation.invitation and not chatter:
        return _likely_coming(one)
    if not refs and one.finds_fine and situation.minutes:
        return _likely_agreeing(one)
    if not refs:
        return _courtesy(one)
    found = replace(one, refs=refs)
    if chatter:
        found.propose("unknown")
    return found


def _contradicted(readings: Iterable[Reading]) -> set[str]:
    about: defaultdict[str, list[Reading]] = defaultdict(list)
    for one in readings:
        for ref in one.refs:
            about[ref].append(one)
    return {ref for ref, readings_of in about.items() if _contradict(readings_of)}


def _propose_last_day(readings: Sequence[Reading], contradicted: set[str]) -> None:
    """The draft won't make it today, you'll have it on Friday: of several days that are asked for, and nothing else,
    the last one is the writer's. So is what is once more in progress."""
    for ref in contradicted:
        counting = [one for one in readings if ref in one.refs and one.counts]
        last = counting[-1] if counting else None
        if last is None or last.refs != (ref,):
            continue
        if last.due and all(one.ask == "postpone" for one in counting):
            last.propose("contradiction")
        elif _is_once_more(last) and all(one.status in ("done", "in-progress") for one in counting if one.status):
            # 1 was completed, the client reopened it, now again in progress
            last.propose("contradiction")
        elif last.ask == "cancel" and all(one.ask == "cancel" or one.handed_over for one in counting):
            # 2已合并到周报里，不单独做了 (merged into the report, not done by itself any more)
            last.propose("contradiction")


def _is_once_more(one: Reading) -> bool:
    begun = one.status == "in-progress" and one.percent is None
    return begun and whole_words("never", "once-more").search(one.block.folded.text, one.start, one.end) is not None


def _contradict(readings: Sequence[Reading]) -> bool:
    counting = [one for one in readings if one.counts and one.ask != "correct"]
    statuses = {one.status for one in counting if one.status}
    percents = {one.percent for one in counting if one.percent is not None}
    asks = {one.ask for one in counting if one.ask}
    if statuses == {"blocked", "in-progress"} and percents:
        # 做到四成，被卡住了 (40 % done, stuck)
        statuses = {"blocked"}
    if len(statuses) > 1 or len(percents) > 1 or len(asks) > 1:
        return True
    accepts = any(one.accept for one in counting)
    if asks & {"cancel", "reassign"} and (statuses or accepts):
        return True
    if accepts and any(one.rule == "negated" and one.names and one.status != "not-started" for one in readings):
        # all noted, but I can't take 4
        return True
    if "postpone" in asks and "done" in statuses:
        return True
    if "done" in statuses and any(one.proposed and one.named and one.percent not in (None, 100) for one in readings):
        # 2 done. 2 is at 80: a share, most likely
        return True
    if len({one.due for one in counting if one.due}) > 1 or len({one.to for one in counting if one.to}) > 1:
        return True
    is_done = "done" in statuses or any(one.nearer and one.proposed for one in readings)
    if is_done and any(one.to_finish for one in counting):
        # I sent 1 to Tom, he'll finish it Friday
        return True
    rules = {one.rule for one in counting} | {"handed-over" for one in counting if one.handed_over}
    rules |= {"handed-over" for one in readings if one.nearer and one.proposed}
    denials = [one for one in readings if not one.counts and one.denies in rules and one.denies]
    return any(not (one.of_then and _is_settled_behind(one, counting)) for one in denials)


def _is_settled_behind(then: Reading, counting: Sequence[Reading]) -> bool:
    """Yesterday it was not finished; now it is: what is said of today stands behind what was, in the same block."""
    return all(one.block is then.block and one.start > then.end for one in counting if one.status)


def _without(one: Reading, contradicted: set[str]) -> list[Reading]:
    """A reading without the items that wait, and the reading that says so."""
    waiting = tuple(ref for ref in one.refs if ref in contradicted)
    if waiting and one.nearer and one.proposed:
        # 2给到法务了，周五出结果 (with legal, who answer on Friday): a step, whatever was promised
        return [replace(one, rule="contradiction")]
    if not waiting or not one.counts or one.ask == "correct":
        return [one]
    kept = tuple(ref for ref in one.refs if ref not in contradicted)
    stopped = Reading(
        one.block, one.start, one.end, "contradiction", counts=False, refs=waiting, waits=True, names=True
    )
    return [replace(one, refs=kept), stopped] if kept else [stopped]


def _updates(counting: Sequence[Reading]) -> tuple[Update, ...]:
    found: dict[str, Update] = {}
    notes: dict[str, list[Reading]] = {}
    for one in counting:
        for ref in one.refs:
            if one.note:
                notes.setdefault(ref, []).append(one)
            if one.status or one.accept or one.note:
                found[ref] = _merged(found.get(ref) or Update(ref=ref), one)
    noted = (
        update.model_copy(update={"note": _note(notes[ref])}) if ref in notes else update
        for ref, update in found.items()
    )
    return tuple(update for update in noted if update.status or update.accept or update.note)


def _merged(update: Update, one: Reading) -> Update:
    changes: dict[str, object] = {}
    if one.status and not (update.status == "blocked" and one.status == "in-progress"):
        changes["status"] = one.status
    if one.percent is not None:
        changes["percent"] = one.percent
    if one.accept:
        changes["accept"] = True
    return update.model_copy(update=changes)


def _note(readings: Sequence[Reading]) -> str | None:
    """What was noted, as written."""
    return _written(one.note for one in readings if one.note) or None


def _remark(readings: Sequence[Reading]) -> str:
    """Words on how the writer comes to a meeting, as written."""
    return _written(one.remark for one in readings if one.remark)


def _written(found: Iterable[ClausePlace]) -> str:
    """What stands together in the mail stays together; the rest in lines of its own."""
    places: list[ClausePlace] = []
    for place in found:
        if places and _adjoin(places[-1], place):
            places[-1] = places[-1]._replace(end=max(places[-1].end, place.end))
        else:
            places.append(place)
    return "\n".join(place.written for place in places)


def _adjoin(before: ClausePlace, place: ClausePlace) -> bool:
    between = before.block.folded.text[before.end : place.start]
    return before.block is place.block and not any(char.isalnum() for char in between)


def _requests(counting: Sequence[Reading]) -> tuple[Request, ...]:
    found: dict[tuple[str | None, Ask, str | None], Request] = {}
    reasons = _noted_reasons(counting)
    for one in counting:
        if not one.ask:
            continue
        own = one.reason.written if one.reason else None
        for ref in one.refs or (None,):
            key = (ref, one.ask, one.text)
            before = found.get(key)
            # why it will be late is why it is asked for, also where the day stands in a sentence of its own
            reason = own or (reasons.get(ref) if ref and one.ask == "postpone" else None)
            found[key] = Request(
                ref=ref,
                ask=one.ask,
                due=one.due or (before.due if before else None),
                reason=reason or (before.reason if before else None),
                to=one.to or (before.to if before else None),
                text=one.text,
            )
    return tuple(found.values())


def _noted_reasons(counting: Sequence[Reading]) -> dict[str, str | None]:
    """By item what was noted of it, where that tells why it is late or what it needs."""
    notes: dict[str, list[Reading]] = {}
    for one in counting:
        if one.note and not one.status:
            for ref in one.refs:
                notes.setdefault(ref, []).append(one)
    return {ref: _note(noted) for ref, noted in notes.items() if any(map(_tells_why, noted))}


def _tells_why(one: Reading) -> bool:
    return one.explains or (one.note is not None and bool(exception_parts(one.note.written).need))


def _proposals(readings: Sequence[Reading]) -> tuple[tuple[Proposal, ...], dict[int, tuple[int, ...]]]:
    """One for each item and thing that was read, in the order of the mail; and the numbers of each reading's, by its
    `id`."""
    found: dict[tuple[object, ...], Proposal] = {}
    numbers: dict[int, tuple[int, ...]] = {}
    reasons = _noted_reasons([one for one in readings if one.counts])
    remark = _remark(readings) or None
    asked = [one for one in readings if one.counts and one.ask == "postpone" and one.named]
    for place, one in enumerate(readings):
        ask = one.ask or one.rsvp_answer or _answer(one)
        if not one.proposed or not (one.status or ask):
            continue
        for ref in one.refs or ((None,) if ask else ()):
            if one.status == "done" and any(ref in later.refs and stands_apart(one, later) for later in asked):
                continue  # what somebody asks more time for by its name is not done
            key = (ref, one.status, one.percent, ask, one.due)
            proposal = found.setdefault(
                key,
                Proposal(
                    n=len(found) + 1,
                    ref=ref,
                    status=one.status,
                    percent=one.percent,
                    ask=ask,
                    due=one.due,
                    reason=_why(one, ask, reasons.get(ref or ""), readings[:place]),
                    to=one.to,
                    text=one.text if ask == "correct" else remark if ask in _COMES else None,
                    why="likely" if one.likely else one.doubt,
                ),
            )
            if one.to and not proposal.to:
                # I can't make it, Erin Fox comes instead: both say that he does not come, the second who does
                found[key] = proposal.model_copy(update={"to": one.to})
            numbers[id(one)] = (*numbers.get(id(one), ()), proposal.n)
    return tuple(found.values()), numbers


def _proposed_reason(one: Reading) -> str | None:
    """With what it needs, where that is the clause that names the day: …, need two people until 20 March."""
    if one.reason is None:
        return None
    whole = one.reason._replace(end=max(one.reason.end, one.end))
    needs = one.block is whole.block and exception_parts(whole.written).need
    return whole.written if needs else one.reason.written


def _why(one: Reading, ask: Ask | Answer | None, noted: str | None, before: Sequence[Reading]) -> str | None:
    if ask == "postpone":
        return _why_later(one, noted, before)
    return one.note.written if one.status == "blocked" and one.likely and one.note else None


def _why_later(one: Reading, noted: str | None, before: Sequence[Reading]) -> str | None:
    reason = _proposed_reason(one) or noted or _likely_reason(one) or _explained(one, before)
    needs = one.block.written(one.start, one.end)
    if reason is None or part_that_begins(needs) != "need" or needs in reason:
        return reason
    return f"{reason}\n{needs}"


def _explained(one: Reading, before: Sequence[Reading]) -> str | None:
    """The reason in a sentence or line of its own right before what it needs: 1 because the supplier is late. Need …"""
    last = next((each for each in reversed(before) if each.refs or not each.idle), None)
    if last is None or last.note is None or not last.explains or last.refs != one.refs:
        return None
    return last.note.written


def _likely_reason(one: Reading) -> str | None:
    """What is only likely was read in one with the reason before it, and with what that needs."""
    written = one.block.written(one.start, one.end)
    parts = exception_parts(written)
    return written if one.likely and parts.reason and parts.need else None


def _answer(one: Reading) -> Answer | None:
    if one.accept:
        return "accept"
    return "agreed" if one.agreed else "risk" if one.was == "risk" else "absence" if one.is_absence else None


def _doubt(readings: Sequence[Reading]) -> ClauseDoubt | Literal[""]:
    codes = [one.doubt for one in readings if one.waits]
    return "contradiction" if "contradiction" in codes else next(iter(codes), "")


def _unclear(readings: Sequence[Reading]) -> Literal["unknown", ""]:
    """A mail that names an item, or brings something, and says nothing: somebody has to look."""
    brings = any(one.brings or (one.rule == "talk" and not one.idle) for one in readings)
    return "unknown" if brings and not any(one.counts for one in readings) else ""


def _clause(one: Reading, proposals: tuple[int, ...]) -> Clause:
    place = one.block.span(one.start, one.end)
    text = one.block.written(one.start, one.end)
    if not (proposals or one.phrase or one.weighed):
        # most are such: what is left out is not checked either
        return Clause(span=place, text=text, refs=one.refs, rule=one.rule, counts=one.counts)
    return Clause(
        span=place,
        text=text,
        refs=one.refs,
        rule=one.rule,
        counts=one.counts,
        proposals=proposals,
        phrase=one.phrase,
        weighed=tuple(one.block.span(start, end) for start, end in one.weighed),
    )
