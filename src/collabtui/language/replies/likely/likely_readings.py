"""Readings that are only likely: proposed beside what the grammar read, with the values that its readers find.

Nothing that was read for certain is touched, and nothing is applied.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.item_statements.requests import later, reassign
from collabtui.language.replies.likely.features import features, features_together
from collabtui.language.replies.likely.passages import ATTENDANCE, Passage, Together, passages
from collabtui.language.replies.likely.weights import LikelyKind, weights
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, kinds

_WHOLE = 100
_TAKES_BACK = frozenset({"negated", "almost", "future", "condition", "wish", "plan", "hearsay"})
_UNDOES = kinds("flaw idiom overcome joke loose")
_SAYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "done": HAPPENED,
        "in-progress": kinds("started"),
        "cancel": kinds("cancel"),
        "accept": kinds("accept"),
        "agreed": kinds("agree"),
        "accepted": kinds("attend yes"),
    }
)
"""Of a kind of statement: the kinds of words that say it."""
_LIKE_DENIALS = frozenset("末味木")
"""Characters that 未 and 没 are mistaken for and that are known words."""
_DENIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {"blocked": kinds("blocked"), "reassign": kinds("hand-to not-mine"), "postpone": kinds("postpone")}
)
"""The same of kinds that stand beside other negations as a rule (I can't make it: hand it to Ann): what counts is a
negation of the very word."""


def with_likely_proposed(readings: Sequence[Reading], blocks: Sequence[Marked], marker: Marker) -> list[Reading]:
    """The readings of a mail in order, with what those that are unsettled most likely say; the likeliest of an item
    first, and no other of it."""
    said, situation = list(readings), marker.situation
    open_ones = passages(readings, blocks, situation)
    likely = [(one, kind) for one in open_ones if (kind := weights().likeliest(features(one), one.may_say))]
    likely.sort(key=lambda pair: -pair[1].share)
    likely += _likely_together(open_ones)
    if not likely:
        return said
    own = OwnItems(situation, marker.titles, marker.words.language)
    for passage, kind in likely:
        for one in _proposed(passage, kind, said, own):
            said = _with(said, passage, _with_day_beside(one, passage, open_ones, own))
    return said


def _likely_together(found: Sequence[Passage]) -> list[tuple[Passage, LikelyKind]]:
    """What several passages say in common, as said by the one that speaks for it most."""
    if len(found) <= 1:
        return []
    both = Together(found)
    likely = weights().likeliest(features_together(both), both.may_say)
    if likely is None:
        return []
    able = [(one, features(one)) for one in found if likely.kind in one.may_say]
    share = [weights().shares((feature.name for feature in own), one.may_say)[likely.kind] for one, own in able]
    best, own = able[share.index(max(share))]
    return [(best, likely._replace(weighed=weights().weighed(own, likely.kind)))]


def _proposed(passage: Passage, likely: LikelyKind, said: Sequence[Reading], own: OwnItems) -> Iterator[Reading]:
    if _is_taken_back(passage, likely.kind):
        return
    of_mail = _OF_MAIL.get(likely.kind)
    if of_mail:
        if not _is_answered(likely.kind, said):
            yield _likely(of_mail(passage, _begun(passage, ())), likely)
        return
    refs = tuple(ref for ref in passage.refs if not _is_settled(ref, likely.kind, said))
    if refs:
        yield from (_likely(one, likely) for one in _OF_ITEMS[likely.kind](passage, refs, own))


def _is_answered(kind: str, said: Iterable[Reading]) -> bool:
    """Whether what is said of the mail as a whole stands in it already, or what it cannot stand beside."""
    if kind == "risk":
        return any(one.was == "risk" for one in said)
    if kind in ATTENDANCE:
        return any(one.rsvp and (one.counts or one.proposed) for one in said)
    return any(one.agreed or one.ask == "correct" for one in said)


def _is_taken_back(passage: Passage, kind: str) -> bool:
    """Whether the grammar read the very word for it, and that it does not hold: 快好了 (nearly done), 不取消, sent and
    handed back; or with whom he agrees, which is not the minutes."""
    if kind == "agreed" and any(token.of("person") for token in passage.tokens):
        return True
    if any(one.rule == "negated" and _has(passage, one, _DENIED.get(kind, frozenset())) for one in passage.readings):
        return True
    if kind == "done" and (any(token.within(_UNDOES) for token in passage.tokens) or _may_be_denied(passage)):
        return True
    withholding = _TAKES_BACK | {"unknown", "talk"} if kind == "accepted" else _TAKES_BACK
    withheld = any(one.rule in withholding for one in passage.readings)
    return withheld and any(token.within(_SAYS.get(kind, frozenset())) for token in passage.tokens)


def _may_be_denied(passage: Passage) -> bool:
    """1 微完成, mot done: what is unknown and as short as a negation may be one typed wrong, before the verb."""
    return any(_may_deny(before) and token.within(HAPPENED) for before, token in pairwise(passage.tokens))


def _may_deny(before: Token) -> bool:
    text = before.text
    return text in _LIKE_DENIALS or (before.of("text") and len(text) <= (1 if is_han(text[0]) else 3))


def _has(passage: Passage, one: Reading, wanted: frozenset[str]) -> bool:
    return any(one.start <= token.start < one.end and token.within(wanted) for token in passage.tokens)


def _likely(one: Reading, likely: LikelyKind) -> Reading:
    one.propose("likely")
    one.likely, one.weighed = True, likely.weighed
    return one


def _is_settled(ref: str, kind: str, said: Iterable[Reading]) -> bool:
    """Whether something is said of an item already, beside which this cannot be; another day may be asked for of what
    is blocked, and what was taken on may be done."""
    of_item = [one for one in said if ref in one.refs and (one.counts or one.proposed)]
    if kind == "postpone":
        return any(one.ask or one.status == "done" for one in of_item)
    return any(one.status or one.ask or (one.accept and kind == "accept") for one in of_item)


def _with(said: Sequence[Reading], passage: Passage, one: Reading) -> list[Reading]:
    """In the place of the first that waits, which still says what stood in the way of reading it; a note stays one, and
    what is likely stands beside it."""
    waiting = next((before for before in passage.readings if before.waits and not before.proposed), None)
    if waiting is not None and any(before is waiting for before in said):
        one.rule = waiting.rule
        passage.readings = [one if before is waiting else before for before in passage.readings]
        return [one if before is waiting else before for before in said]
    at = next(at for at, before in enumerate(said) if before is passage.readings[-1])
    return [*said[: at + 1], one, *said[at + 1 :]]


# what is said, with its values


def _begun(passage: Passage, refs: Refs) -> Reading:
    """A reading of the whole passage, which says nothing yet."""
    first = passage.readings[0]
    return Reading(
        first.block,
        passage.start,
        passage.end,
        "unknown",
        counts=False,
        refs=refs,
        sentence=first.sentence,
        names=passage.named,
        named=passage.named,
    )


def _status(status: Status) -> Callable[[Passage, Refs, OwnItems], list[Reading]]:
    def read(passage: Passage, refs: Refs, _: OwnItems) -> list[Reading]:
        shares = [token.value for token in passage.tokens if token.of("percent")]
        if any(share < _WHOLE for share in shares) and status == "done":
            return []
        percent = _WHOLE if status == "done" else shares[0] if len(shares) == 1 and status == "in-progress" else None
        return [replace(_begun(passage, refs), status=status, percent=percent, was=_RULES[status])]

    return read


def _postpone(passage: Passage, refs: Refs, own: OwnItems) -> list[Reading]:
    """To a day that is later than the due date; without one where none is named, or none that can be meant."""
    found = []
    for ref in refs:
        asked, due = later(_piece(passage), ref, own), own.due(ref)
        day = asked.due if asked.due and asked.due > max(due or own.written, own.written) else None
        found.append(replace(_begun(passage, (ref,)), ask="postpone", due=day, was="postpone"))
    return found


def _with_day_beside(one: Reading, passage: Passage, open_ones: Sequence[Passage], own: OwnItems) -> Reading:
    """I must shift it a little. Realistic is the 12th: a postponement that names no day is to the one that stands in
    another passage of its item, where only one does."""
    if one.ask != "postpone" or one.due:
        return one
    beside = (other for other in open_ones if other is not passage and set(one.refs) & set(other.refs))
    days = {found.due for other in beside for found in _postpone(other, one.refs, own) if found.due}
    return replace(one, due=days.pop()) if len(days) == 1 else one


def _reassign(passage: Passage, refs: Refs, own: OwnItems) -> list[Reading]:
    named = [token for token in passage.tokens if token.of("person")]
    read = next((one.to for one in reassign(_piece(passage), refs, own)), None)
    alone = named[0] if len(named) == 1 else None
    to = read or (passage.marked.block.written(alone.start, alone.end) if alone else None)
    return [replace(_begun(passage, refs), ask="reassign", to=to, was="reassign")]


def _cancel(passage: Passage, refs: Refs, _: OwnItems) -> list[Reading]:
    return [replace(_begun(passage, refs), ask="cancel", was="cancel")]


def _accept(passage: Passage, refs: Refs, _: OwnItems) -> list[Reading]:
    return [replace(_begun(passage, refs), accept=True, was="accept")]


def _agreed(_: Passage, begun: Reading) -> Reading:
    return replace(begun, agreed=True, was="agree")


def _correct(passage: Passage, begun: Reading) -> Reading:
    """All of it is the correction."""
    return replace(
        begun, ask="correct", was="correct", text=ClausePlace(begun.block, passage.start, passage.end).written
    )


def _attends(partstat: Partstat) -> Callable[[Passage, Reading], Reading]:
    return lambda _, begun: replace(begun, rsvp=partstat, was="attendance")


def _risk(_: Passage, begun: Reading) -> Reading:
    return replace(begun, was="risk")


def _piece(passage: Passage) -> Piece:
    def inside(place: int) -> bool:
        return passage.start <= place < passage.end

    marked = passage.marked
    return Piece(
        marked.block,
        passage.tokens,
        passage.start,
        passage.end,
        passage.readings[0].sentence,
        mentions=[one for one in marked.mentions if inside(one.start)],
        days=[one for one in marked.days if inside(one.start)],
    )


_RULES: Mapping[Status, ClauseRule] = MappingProxyType(
    {"done": "done", "in-progress": "started", "blocked": "blocked", "not-started": "not-begun"}
)
_OF_ITEMS: Mapping[str, Callable[[Passage, Refs, OwnItems], list[Reading]]] = MappingProxyType(
    {
        "done": _status("done"),
        "in-progress": _status("in-progress"),
        "blocked": _status("blocked"),
        "not-started": _status("not-started"),
        "postpone": _postpone,
        "reassign": _reassign,
        "cancel": _cancel,
        "accept": _accept,
    }
)
_OF_MAIL: Mapping[str, Callable[[Passage, Reading], Reading]] = MappingProxyType(
    {
        "agreed": _agreed,
        "correct": _correct,
        "risk": _risk,
        "accepted": _attends("accepted"),
        "declined": _attends("declined"),
        "tentative": _attends("tentative"),
    }
)
