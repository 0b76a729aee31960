"""The day of a request to postpone, and the name of one to hand over, where they stand elsewhere in its sentence, or in
words that the readers of days and names are not sure of. Only for what is proposed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from collabtui.language.dates.find_days import DayReading, read_day
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.across_pieces.loose_names import loose_name
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.hedge_kinds import HEDGE_OF_FACT
from collabtui.language.replies.words.loose_values import loose_days
from collabtui.language.replies.words.vocabulary import Vocabulary

_PAIR = 2
_BETWEEN = late_regex(r" (?:to|till|until|or rather|but|rather) | ?[-–—~,;] ?|到|至|改|换|而是")
"""Between the two days of a phrase that may mean either."""


def with_days_of_sentences(readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems) -> list[Reading]:
    readings = [_with_day_that_is_later(one, own) for one in _with_last_day_alone(readings)]
    if not any(one.ask == "postpone" and not one.due for one in readings):
        return list(readings)
    return [_with_day_of_sentence(_with_only_later_day(one, blocks, own), readings, blocks, own) for one in readings]


def _with_day_that_is_later(one: Reading, own: OwnItems) -> Reading:
    """想往后延两天，17号要装台 (two days more, we build on the 17th), of what is due on the 17th: that day is why, and
    the length of time says until when. It is asked back. `Delay to the 17th` alone is no later day: until when it is to
    be is asked."""
    if one.ask != "postpone" or not one.counts or len(one.refs) != 1:
        return one
    due = own.due(one.refs[0])
    if due is None or one.due != due:
        return one
    text = one.block.folded.text[one.start : one.end]
    later = {day for day in loose_days(text, own.written, due) if day > due}
    if len(later) != 1:
        return replace(one, due=None)
    asked = replace(one, due=later.pop())
    asked.propose("ambiguous-date")
    return asked


def _with_last_day_alone(readings: Sequence[Reading]) -> Sequence[Reading]:
    """I only get it back on Monday, so give me until Wednesday: of two days of a sentence that are offered for one item
    the last one is asked for; `can't make Monday, give me until Wednesday` is one request, to that day."""
    asked = [one for one in readings if one.ask == "postpone" and (one.counts or one.proposed) and len(one.refs) == 1]
    if len(asked) < _PAIR:
        return readings
    found = {id(one): one for one in readings}
    for before, behind in pairwise(asked):
        if not _is_of_same_sentence(before, behind) or not behind.due or before.refs != behind.refs:
            continue
        if before.counts and not before.due and behind.proposed:
            found[id(behind)] = replace(behind, rule="postpone", counts=True, proposed=False, waits=False)
            found[id(before)] = _as_its_reason(before)
        elif before.proposed and before.rule != "hedged" and before.due not in (None, behind.due):
            found[id(before)] = _as_its_reason(before)
    return [found[id(one)] for one in readings]


def _as_its_reason(one: Reading) -> Reading:
    return replace(one, rule="talk", ask=None, counts=False, proposed=False, waits=False, idle=True)


def _with_only_later_day(one: Reading, blocks: Sequence[Marked], own: OwnItems) -> Reading:
    """Slips from 16 to 19 March, not the 16th - the 18th: of days that may be meant the only one behind the due date.
    Which it is was not said for certain, so that it is asked back."""
    if one.ask != "postpone" or one.due or not (one.counts or one.proposed) or len(one.refs) != 1:
        return one
    after = max(own.due(one.refs[0]) or own.written, own.written)
    marked = block_of(one, blocks)
    if one.proposed and marked is not None and len(hedged := hedged_days(one, marked, after, own.written)) == 1:
        return replace(one, due=hedged.pop())
    unclear = [day for day in _days_within(one, blocks) if day.reason == "ambiguous"]
    texts = [_without_hedges(marked, day) for day in unclear if marked is not None]
    days = {day for text in texts for day in _later_days(one, text, after, own.written)}
    if len(days) != 1:
        return one
    found = replace(one, due=days.pop())
    found.propose("ambiguous-date")
    return found


def hedged_days(one: Reading, marked: Marked, after: date, written: date) -> set[date]:
    """The days behind `after` of phrases that a hedge is a part of: probably 31 March, maybe another two weeks, which
    are counted from there."""
    found: set[date] = set()
    for phrase in (day for day in marked.days if day.day is None and one.start <= day.start < one.end):
        plain = _without_hedges(marked, phrase)
        is_hedged = plain != marked.text[phrase.start : phrase.end]
        read = read_day(plain.strip(), locale=_locale(one), written=written, due=after) if is_hedged else None
        if read is not None and read.day is not None and read.day > after:
            found.add(read.day)
    return found


def _without_hedges(marked: Marked, phrase: DayReading) -> str:
    """The words of a day, with spaces in the place of those that hedge it."""
    plain = list(marked.text[phrase.start : phrase.end])
    for token in marked.tokens:
        inside = phrase.start <= token.start and token.end <= phrase.end
        if inside and token.within(HEDGE_OF_FACT) and not token.of("day"):
            plain[token.start - phrase.start : token.end - phrase.start] = " " * (token.end - token.start)
    return "".join(plain)


def _locale(one: Reading) -> Literal["zh", "en"]:
    return "en" if one.block.folded.text.isascii() else "zh"


def _days_within(one: Reading, blocks: Sequence[Marked]) -> Iterator[DayReading]:
    marked = block_of(one, blocks)
    return (day for day in (marked.days if marked else ()) if one.start <= day.start < one.end)


def block_of(one: Reading, blocks: Sequence[Marked]) -> Marked | None:
    return next((marked for marked in blocks if marked.block.source is one.block.source), None)


def _later_days(one: Reading, phrase: str, after: date, written: date) -> set[date]:
    parts = (part.strip() for part in _BETWEEN.split(phrase.removeprefix("to ")))
    read = [found for part in parts if (found := read_day(part, locale=_locale(one), written=written)) and found.day]
    days = {found.day for found in read if found.day}
    # to Monday, behind another day: the next one that is later
    in_a_week = {found.day + timedelta(days=7) for found in read if found.day and found.kind == "weekday"}
    return {day for day in days if day > after} or {day for day in in_a_week if day > after}


def _with_day_of_sentence(
    one: Reading, readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems
) -> Reading:
    """I need more time, 17 March would be realistic: a proposal to postpone that names no day is to the one that the
    rest of its sentence names, where that says nothing else; a request (won't make Wednesday) to the one that a
    question beside it names, and is proposed then."""
    if one.ask != "postpone" or one.due or not (one.counts or one.proposed) or len(one.refs) != 1:
        return one
    beside = [other for other in readings if other is not one and _is_of_same_sentence(other, one)]
    if one.proposed and any(
        (other.counts or other.proposed) and other.ask == "postpone" and other.due for other in beside
    ):
        return replace(one, rule="talk", proposed=False, waits=False, idle=True)
    notes = [other for other in beside if other.rule == "note" and other.counts and other.refs == one.refs]
    then = _later_days_within([other for other in notes if _ONLY_THEN.search(other.folded)], one, blocks, own)
    if one.counts and len(then) == 1:
        return replace(one, due=then.pop())
    rest = [
        other for other in beside if other.waits and not other.proposed and (one.proposed or other.rule == "question")
    ]
    days = _later_days_within(rest, one, blocks, own)
    if len(days) != 1:
        return one
    found = replace(one, due=days.pop())
    if found.counts:
        found.propose("question")
    return found


_ONLY_THEN = late_regex(r"才(?:能|可以|有空|做得|弄得)|\b(?:not|only) (?:until|till|before|on)\b")
"""要到4月21日才能换，申请改期 (it can be changed on 21 April only): until then it is put off."""


def _later_days_within(around: Sequence[Reading], one: Reading, blocks: Sequence[Marked], own: OwnItems) -> set[date]:
    """Days behind the due date that the words of other readings of its line name."""
    after = max(own.due(one.refs[0]) or own.written, own.written)
    return {
        found.day
        for marked in blocks
        if around and marked.block.source is one.block.source
        for found in marked.days
        if found.day and found.day > after and any(other.start <= found.start < other.end for other in around)
    }


def _is_of_same_sentence(other: Reading, one: Reading) -> bool:
    """And of no other item."""
    return other.block is one.block and other.sentence == one.sentence and other.refs in ((), one.refs)


def with_names_of_sentences(readings: Sequence[Reading], blocks: Sequence[Marked], words: Vocabulary) -> list[Reading]:
    """2 不归我，请找财务的周敏 (not mine, ask Zhou Min of finance): whom the words around it name."""
    if not any(one.ask == "reassign" and not one.to for one in readings):
        return list(readings)
    return [_with_name_of_sentence(one, readings, blocks, words) for one in readings]


def _is_named_elsewhere(one: Reading, readings: Sequence[Reading]) -> bool:
    return any(other.ask == "reassign" and other.to and set(other.refs) & set(one.refs) for other in readings)


def _with_name_of_sentence(
    one: Reading, readings: Sequence[Reading], blocks: Sequence[Marked], words: Vocabulary
) -> Reading:
    if one.ask != "reassign" or one.to or not (one.counts or one.proposed) or _is_named_elsewhere(one, readings):
        return one
    if one.counts and one.block.source.isascii():
        # it's Anna's: why it is not his
        return one
    marked = block_of(one, blocks)
    around = [other for other in readings if other.block.source is one.block.source]
    for sentence in (one.sentence, one.sentence + 1):
        places = [other for other in around if other.sentence == sentence]
        if marked is None or not places:
            continue
        start, end = min(other.start for other in places), max(other.end for other in places)
        name = loose_name(marked, start, end, words)
        if name is not None:
            found = replace(one, to=name)
            if found.counts:
                found.propose("open-words")
            return found
    return one
