"""Items that are in somebody else's hands: 3 陈静在弄 (Chen Jing is at it), 2: Bob is working on it; not yet, legal
still has it.

Who works on an item moves it on, and takes it over from nobody: it is offered as in progress, with the words as its
note. Where it is not done since somebody else has it, it is offered as blocked, and not as what was never begun.
"""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.spelled_clauses import is_spelled_out

_POINTS = late_regex(r"\b(?:it|this|that|them)\b|[\u4e00-\u9fff]")
"""Without the name of an item it has to be this one: not the plumber who is working on the leak."""
_LOOSE = ("hearsay", "note", "unknown", "talk")
"""Rules of what was not read as something else."""


def with_others_at_work(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """The readings, with what is offered of such items."""
    candidates = tuple(item.ref for item in situation.unnamed_candidates)
    only = candidates if len(candidates) == 1 else ()
    found: list[Reading] = []
    for one, behind in zip(readings, [*readings[1:], None], strict=False):
        before = _refs_before(one, found)
        refs = one.refs or before or only
        if taken := _taken_over(one, behind, refs, situation.people):
            found.append(taken)
            continue
        offered = _blocked_by(one, found) or (_at_work(one, refs) if not _is_stated(refs, readings) else None)
        if offered is None:
            found.append(one)
            continue
        tells = one.rule != "negated" and not (one.rule == "talk" and offered.rule == "likely")
        if tells and not one.note and (one.names or (before and not one.refs)):
            one = replace(one, rule="note", counts=True, waits=False, refs=offered.refs, note=one.place_behind_number)
        found += [one, offered]
    return found


_NOT_ME = late_regex(r"(?:and )?not (?:by )?(?:me|us|myself|mine)|而?不是我们?")
_DOES_IT = late_regex(
    r"([A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:'s|’s| is| has| does| did) (?:(?:been|now) )?\w+"
    r"|\bby ([A-Z][\w-]+(?: [A-Z][\w-]+)?)$"
)
_IS_OVER = late_regex(r"(?<!being )\b(?:done|finished|completed|made|sent|written) by\b|\bdid\b")
_NOBODY = ("It", "This", "That", "He", "She", "There", "Item", "What", "Everything", "Who")


def _taken_over(one: Reading, behind: Reading | None, refs: tuple[str, ...], people: Sequence[str]) -> Reading | None:
    """Joe's doing this one, not me: it is his from now on, and is offered as handed over."""
    if behind is None or one.status or one.ask or one.rule not in _LOOSE or len(refs) != 1:
        return None
    if behind.block is not one.block or not _NOT_ME.fullmatch(_words(behind).strip(" .!")):
        return None
    who = _who_does_it(one, people)
    if not who or who.split()[0] in _NOBODY or _IS_OVER.search(_words(one)):
        return None
    behind.rule, behind.waits, behind.idle = "reason", False, True
    taken = Reading(one.block, one.start, one.end, "reassign", counts=True, refs=refs, sentence=one.sentence)
    taken.ask, taken.to, taken.was = "reassign", who, "reassign"
    taken.propose("hearsay")
    return taken


def _who_does_it(one: Reading, people: Sequence[str]) -> str:
    place = one.place_behind_number
    written = one.block.written(place.start, place.end)
    if not written.isascii():
        return next((name for name in people if name in written and "在" in written), "")
    named = _DOES_IT.search(written)
    return (named[1] or named[2]) if named else ""


def _is_stated(refs: tuple[str, ...], readings: Sequence[Reading]) -> bool:
    return any(set(one.refs) & set(refs) and (one.status or one.ask) for one in readings)


def _refs_before(one: Reading, before: Sequence[Reading]) -> tuple[str, ...]:
    """4 is with Amy, she's working on it: of the item that the clause before it names."""
    last = before[-1] if before else None
    together = last is not None and last.block is one.block and last.sentence == one.sentence
    return last.refs if last is not None and together and last.rule == "note" else ()


def _at_work(one: Reading, refs: tuple[str, ...]) -> Reading | None:
    if one.rule not in _LOOSE or one.status or one.ask or len(refs) != 1:
        return None
    words = _words(one)
    at_work = is_spelled_out("atwork", words) and (one.names or _POINTS.search(words))
    if at_work:
        return _offered(one, refs, "in-progress", "hearsay")
    return _offered(one, refs, "in-progress", "likely") if is_spelled_out("lieswith", words) else None


def _blocked_by(one: Reading, before: Sequence[Reading]) -> Reading | None:
    """Behind no more than a `not yet` it says why."""
    last = before[-1] if before else None
    if last is None or last.block is not one.block or last.rule != "negated" or len(last.refs) != 1:
        return None
    if not is_spelled_out("notyet", _words(last)) or not is_spelled_out("hasit", _words(one)):
        return None
    last.status, last.proposed = None, False
    return _offered(one, last.refs, "blocked", "hearsay")


def _offered(one: Reading, refs: tuple[str, ...], status: Status, why: ClauseDoubt) -> Reading:
    offered = Reading(one.block, one.start, one.end, "started", counts=False, refs=refs, sentence=one.sentence)
    offered.status = status
    offered.note = one.place_behind_number if status == "blocked" else None
    offered.propose(why)
    offered.likely = True
    return offered


def _words(one: Reading) -> str:
    place = one.place_behind_number
    return one.block.folded.text[place.start : place.end].lstrip(" .:,)-、")
