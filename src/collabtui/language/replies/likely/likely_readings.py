"""Readings that are only likely: proposed beside what the grammar read, with the values that its readers find.

Nothing that was read for certain is touched, and nothing is applied.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.item_statements.requests import later, reassign
from collabtui.language.replies.likely.features import Features, features, features_together
from collabtui.language.replies.likely.never_offered import (
    has_only_a_day_to_come,
    is_lost,
    is_not_to_be_done,
    stands_against,
)
from collabtui.language.replies.likely.passages import ATTENDANCE, OF_MINUTES, STATED, Passage, Together, passages
from collabtui.language.replies.likely.weights import LikelyKind, weights
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.others_words import is_of_others
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.taking_back.unable_to_confirm import is_unable_to_confirm
from collabtui.language.replies.words.loose_values import loose_day, loose_days, loose_share
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, kinds

_IS_OTHERS = late_regex(r"(?:是|归|属于?)(?!我|本人|咱)[\u4e00-\u9fff]{1,6}(?:负责|在管|管|跟进|在做|的活|的事)(?!我)")
"""我记得是运营负责的吧 (I believe that is what operations do): not his."""
_AGREES_TO_MORE = late_regex(
    r"\bagree[sd]? to (?!(?:the|this|these|those|that|all|your|it|them|both|everything|what|minutes)\b)[a-z]"
    r"|\bagree[sd]? (?:that )?(?:we|they|you|it) (?:should|need|must|have to|can|could|will)\b"
    r"|同意(?!纪要)[^,;。]{0,4}(?:再|下次|下回|改天|以后|之后|继续|另行|推迟|延期|改期|讨论|商量|商议|碰头|碰一下|见面)"
)
"""Agree to meet again, 同意下次再讨论: to what is to be done, which the minutes are not."""
_AS_IT_WAS = late_regex(r"[跟和同与][^,;。]{1,6}?(?:一样|相同|一致)|\bsame as\b")
"""Before a day that is over: how it stood then is how it stands, and nothing is put off."""
_WHOLE = 100
_DAY_OF_REQUEST = 0.08
"""The share from which a day belongs to a request to postpone that is read beside it."""
_SURE = 0.62
"""The share from which a word that may take something back is one of those that stand beside it anyway (it came back
signed, not a single one missing): across the parts that are learnt from, nine of ten are."""
_TAKES_BACK = frozenset({"negated", "almost", "future", "condition", "wish", "plan", "hearsay"})
_NOT_YET = frozenset({"condition", "wish", "plan"})
_SHARE = kinds("percent")
_OF_KIND_TOO: Mapping[str, frozenset[str]] = MappingProxyType({"accepted": frozenset({"unknown", "talk"})})
_NOT_OF_KIND: Mapping[str, frozenset[str]] = MappingProxyType({"accept": frozenset({"future", "hearsay"})})
"""I'll take them: who takes something on says what he will do, and of others what they are."""
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
_LIKE_DENIALS = frozenset("末味木微为位胃维围伟尾喂卫每美妹梅煤眉媒布步")
"""Characters that 未, 没 and 不 are mistaken for."""
_DENIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {"blocked": kinds("blocked"), "reassign": kinds("hand-to not-mine"), "postpone": kinds("postpone")}
)
"""The same of kinds that stand beside other negations as a rule (I can't make it: hand it to Ann): what counts is a
negation of the very word."""


def with_likely_proposed(readings: Sequence[Reading], blocks: Sequence[Marked], marker: Marker) -> list[Reading]:
    """The readings of a mail in order, with what those that are unsettled most likely say; the likeliest of an item
    first, and no other of it."""
    situation = marker.situation
    own = OwnItems(situation, marker.titles, marker.words.language)
    certain = list(readings)
    if is_of_others(blocks, marker.words):
        return certain
    weighed = [_weighed(one) for one in passages(certain, blocks, situation)]
    open_ones = [one.passage for one in weighed]
    likely = [(one.passage, kind) for one in weighed if (kind := _likeliest(one))]
    likely.sort(key=lambda pair: -pair[1].share)
    likely += _likely_together(weighed)
    undated = frozenset(_undated(certain))
    if not likely and not (undated and open_ones):
        return certain
    for passage, kind in likely:
        for one in _proposed(passage, kind, certain, own):
            valued = _with_value_beside(one, passage, open_ones, own)
            certain = _with(certain, passage, _without_day_left(valued, passage))
    for each in weighed:
        for one in _days_of_requests(each, undated & frozenset(_undated(certain)), own):
            certain = _with(certain, each.passage, one)
    return certain


class _Weighed(NamedTuple):
    passage: Passage
    features: Features
    shares: Mapping[str, float]


def _weighed(passage: Passage) -> _Weighed:
    found = features(passage)
    return _Weighed(passage, found, weights().shares(found, passage.may_say))


def _likeliest(one: _Weighed) -> LikelyKind | None:
    kind = weights().likeliest(one.shares)
    return LikelyKind(kind, one.shares[kind], weights().weighed(one.features, kind)) if kind else None


def _undated(certain: Iterable[Reading]) -> Iterator[str]:
    """Items that were asked to be postponed, and nowhere to a day."""
    asked = [one for one in certain if one.ask == "postpone" and (one.counts or one.proposed)]
    dated = {ref for one in asked if one.due for ref in one.refs}
    return (ref for one in asked for ref in one.refs if ref not in dated)


def _days_of_requests(weighed: _Weighed, refs: Collection[str], own: OwnItems) -> Iterator[Reading]:
    """两个都想晚几天：素材给到13号: a later day that is named apart from the request."""
    passage, share = weighed.passage, weighed.shares.get("postpone", 0.0)
    may_be = tuple(ref for ref in passage.refs if ref in refs) if share >= _DAY_OF_REQUEST else ()
    for one in _postpone(passage, may_be, own):
        if one.due:
            yield _likely(one, LikelyKind("postpone", share, ()))


def _likely_together(found: Sequence[_Weighed]) -> list[tuple[Passage, LikelyKind]]:
    """What several passages say in common, as said by the one that speaks for it most."""
    if len(found) <= 1:
        return []
    both = Together([one.passage for one in found])
    together = features_together(one.features for one in found)
    shares = weights().shares(together, both.may_say)
    kind = weights().likeliest(shares)
    if kind is None:
        return []
    best = max((one for one in found if kind in one.passage.may_say), key=lambda one: one.shares[kind])
    return [(best.passage, LikelyKind(kind, shares[kind], weights().weighed(best.features, kind)))]


def _proposed(passage: Passage, likely: LikelyKind, certain: Sequence[Reading], own: OwnItems) -> Iterator[Reading]:
    if likely.kind in ("done", "cancel") and is_lost(passage):
        likely = likely._replace(kind="blocked")
    if likely.kind == "blocked" and is_not_to_be_done(passage):
        likely = likely._replace(kind="cancel")
    if _is_taken_back(passage, likely.kind) or (likely.share < _SURE and _may_be_taken_back(passage, likely.kind)):
        return
    of_mail = _OF_MAIL.get(likely.kind)
    if of_mail:
        if not _is_answered(likely.kind, certain):
            yield _likely(of_mail(passage, _begun(passage, ())), likely)
        return
    refs = tuple(ref for ref in passage.refs if not _is_settled(ref, likely.kind, certain))
    if likely.kind == "done":
        refs = tuple(ref for ref in refs if not has_only_a_day_to_come(passage, ref))
    if refs:
        yield from (_likely(one, likely) for one in _OF_ITEMS[likely.kind](passage, refs, own))


def _is_answered(kind: str, certain: Iterable[Reading]) -> bool:
    """Whether what is said of the mail as a whole stands in it already, or what it cannot stand beside."""
    if kind == "risk":
        return any(one.was == "risk" for one in certain)
    if kind in ATTENDANCE:
        return any(one.rsvp and (one.counts or one.proposed) for one in certain)
    return any(one.agreed or one.ask == "correct" for one in certain)


def _is_taken_back(passage: Passage, kind: str) -> bool:
    """Whether the grammar read the very word for it, and that it does not hold: 不取消, a share that is planned; or
    with whom he agrees, which is not the minutes; or who else comes."""
    if stands_against(passage, _piece(passage), kind):
        return True
    if kind in STATED and passage.situation.asking and is_conditional(passage.text):
        # 要是设计院不给图我们也没办法 (if they send no drawings): to a plan that he was asked about
        return True
    if kind == "agreed" and all(token.of("no", "negated", "mark") for token in passage.tokens):
        return True
    if kind == "agreed" and _AGREES_TO_MORE.search(passage.text):
        return True
    if kind in OF_MINUTES and is_unable_to_confirm(passage.marked.text):
        return True
    if kind == "correct" and _only_agrees(passage):
        return True
    if kind == "reassign" and _was_handed_to_nobody_known(passage):
        return True
    if kind == "accept" and _IS_OTHERS.search(passage.text):
        return True
    if kind == "postpone" and _AS_IT_WAS.search(passage.text):
        return True
    if kind == "agreed" and (_is_to_come(passage) or any(token.of("person") for token in passage.tokens)):
        return True
    if kind in ATTENDANCE and any(one.rule == "hearsay" for one in passage.readings):
        return True
    if any(one.rule == "negated" and _has(passage, one, _DENIED.get(kind, frozenset())) for one in passage.readings):
        return True
    if kind in _DENIED_BEFORE and _is_denied_right_before(passage, _DENIED_BEFORE[kind]):
        return True
    planned = (one for one in passage.readings if one.rule in _NOT_YET)
    if kind in ("done", "in-progress") and any(_has(passage, one, _SHARE) for one in planned):
        return True
    if any(one.rule in _NOT_YET and _has(passage, one, _SAYS.get(kind, frozenset())) for one in passage.readings):
        return True
    if kind in ("done", "cancel") and _is_denied(passage, _SAYS[kind]):
        return True
    return kind == "done" and (_may_be_denied(passage) or _is_ahead(passage) or _is_undone(passage))


def _was_handed_to_nobody_known(passage: Passage) -> bool:
    """1 handed to the vendor: the thing was, rather than its task."""
    return any(token.of("changes-hands") and token.text.isascii() for token in passage.tokens) and not any(
        token.of("person") for token in passage.tokens
    )


def _only_agrees(passage: Passage) -> bool:
    """Otherwise ok: beside what is said apart, it says of the rest that nothing is wrong."""
    words = [token for token in passage.tokens if not token.of("mark", "filler")]
    return any(token.of("accept", "agree") for token in words) and all(
        token.of("accept", "agree", "all-else") for token in words
    )


def _is_to_come(passage: Passage) -> bool:
    """纪要我周五前确认 (I'll confirm the minutes by Friday)."""
    days = (one.day for one in passage.marked.days if passage.start <= one.start < passage.end)
    return any(day and day > passage.situation.written for day in days)


_DENIED_BEFORE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "postpone": kinds("postpone shift"),
        "reassign": kinds("hand-to"),
        "cancel": kinds("postpone shift hand-to cancel"),
        "blocked": kinds("blocked"),
        # 1 没提交 (not handed in) may be half done
        "not-started": HAPPENED,
    }
)


def _is_denied_right_before(passage: Passage, words: frozenset[str]) -> bool:
    """Please don't move 2, 2 不延期: with nothing between."""
    tokens = [token for token in passage.tokens if not token.of("mark")]
    denied = (then for before, then in pairwise(tokens) if before.of("negated") and not before.of("gives-up"))
    return any(then.within(words) and not then.of("gives-up") for then in denied)


def _is_undone(passage: Passage) -> bool:
    """1 发了，被退回来了 (sent, handed back): undone behind the verb; 王芳：1 已完成, as another says."""
    if any(one.rule == "hearsay" and _has(passage, one, HAPPENED) for one in passage.readings):
        return True
    verb = next((at for at, token in enumerate(passage.tokens) if token.within(HAPPENED)), len(passage.tokens))
    return any(token.within(_UNDOES) for token in passage.tokens[verb + 1 :])


def _is_denied(passage: Passage, words: frozenset[str]) -> bool:
    """不取消, nearly done; all done but the annex."""
    if any(one.rule == "almost" for one in passage.readings) and any(token.within(words) for token in passage.tokens):
        return True
    return any(one.rule == "negated" and _has(passage, one, words) for one in passage.readings)


def _is_ahead(passage: Passage) -> bool:
    """1 下周已完成: what is done on a day to come."""
    days = (one for one in passage.marked.days if passage.start <= one.start < passage.end)
    return any(one.rule == "future" for one in passage.readings) and any(one.reason != "past" for one in days)


def _may_be_taken_back(passage: Passage, kind: str) -> bool:
    """The same of what may as well be said of something else: nearly done, sent and handed back; not a single one
    is missing."""
    if kind == "done" and any(token.within(_UNDOES) for token in passage.tokens):
        return True
    withholding = (_TAKES_BACK | _OF_KIND_TOO.get(kind, frozenset())) - _NOT_OF_KIND.get(kind, frozenset())
    words = _SAYS.get(kind, frozenset())
    if any(one.rule == "almost" for one in passage.readings) and any(token.within(words) for token in passage.tokens):
        return True
    return any(one.rule in withholding and _has(passage, one, words) for one in passage.readings)


def _may_be_denied(passage: Passage) -> bool:
    """1 微完成, mot done: what is unknown and as short as a negation may be one typed wrong, before the verb."""
    return any(_may_deny(before) and token.within(HAPPENED) for before, token in pairwise(passage.tokens))


def _may_deny(before: Token) -> bool:
    text = before.text
    return text in _LIKE_DENIALS or (before.of("text") and len(text) <= 3 and not is_han(text[0]))


def _has(passage: Passage, one: Reading, wanted: frozenset[str]) -> bool:
    return any(one.start <= token.start < one.end and token.within(wanted) for token in passage.tokens)


def _likely(one: Reading, likely: LikelyKind) -> Reading:
    one.propose("likely")
    one.likely, one.weighed = True, likely.weighed
    return one


def _is_settled(ref: str, kind: str, certain: Iterable[Reading]) -> bool:
    """Whether something is said of an item already, beside which this cannot be; another day may be asked for of what
    is blocked, and what was taken on may be done."""
    of_item = [one for one in certain if ref in one.refs and (one.counts or one.proposed)]
    if kind == "postpone":
        return any(one.ask or one.status == "done" for one in of_item)
    if kind == "done" and any(one.rule == "promise" for one in of_item):
        # who says by when it will be done says that it is not
        return True
    return any(one.status or one.ask or (one.accept and kind == "accept") for one in of_item)


def _with(certain: Sequence[Reading], passage: Passage, one: Reading) -> list[Reading]:
    """In the place of the first that waits, which still says what stood in the way of reading it; a note stays one, and
    what is likely stands beside it."""
    waiting = next((before for before in passage.readings if before.waits and not before.proposed), None)
    if waiting is not None and any(before is waiting for before in certain):
        one.rule = waiting.rule
        passage.readings = [one if before is waiting else before for before in passage.readings]
        return [one if before is waiting else before for before in certain]
    at = next(at for at, before in enumerate(certain) if before is passage.readings[-1])
    return [*certain[: at + 1], one, *certain[at + 1 :]]


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
        if shares == [_WHOLE] and status == "in-progress":
            return []
        percent = _WHOLE if status == "done" else _share_of(passage, shares) if status == "in-progress" else None
        begun = _begun(passage, refs)
        why = ClausePlace(begun.block, passage.start, passage.end) if status == "blocked" else None
        return [replace(begun, status=status, percent=percent, was=_RULES[status], note=why)]

    return read


def _share_of(passage: Passage, shares: Sequence[int]) -> int | None:
    if shares:
        return shares[0] if len(shares) == 1 else None
    return loose_share(passage.text)


def _postpone(passage: Passage, refs: Refs, own: OwnItems) -> list[Reading]:
    """To a day that is later than the due date; without one where none is named, or none that can be meant."""
    found = []
    for ref in refs:
        asked, after = later(_piece(passage), ref, own), max(own.due(ref) or own.written, own.written)
        day = asked.due if asked.due and asked.due > after else _last_day(passage, after)
        day = day or loose_day(passage.text, own.written, own.due(ref), after)
        found.append(replace(_begun(passage, (ref,)), ask="postpone", due=day, was="postpone"))
    return found


def _last_day(passage: Passage, after: date) -> date | None:
    """Away until the 8th, so I propose the 10th: of the days behind the due date the one that is named last."""
    days = [one for one in passage.marked.days if passage.start <= one.start < passage.end]
    later_ones = [one.day for one in days if one.day and one.day > after]
    return later_ones[-1] if later_ones else None


def _with_value_beside(one: Reading, passage: Passage, open_ones: Sequence[Passage], own: OwnItems) -> Reading:
    """I must shift it a little. Realistic is the 12th: a postponement that names no day is to the one that stands in
    another passage of its item, where only one does; so is the share of what is in progress."""
    beside = [other for other in open_ones if other is not passage and set(one.refs) & set(other.refs)]
    if one.status == "in-progress" and one.percent is None:
        shares = {token.value for other in beside for token in other.tokens if token.of("percent")}
        return replace(one, percent=shares.pop()) if len(shares) == 1 else one
    if one.ask != "postpone" or one.due:
        return one
    days = {found.due for other in beside for found in _postpone(other, one.refs, own) if found.due}
    return replace(one, due=days.pop()) if len(days) == 1 else one


def _without_day_left(one: Reading, passage: Passage) -> Reading:
    """还差50套，厂家答应25号补齐 (50 are missing, the maker promised them for the 25th), proposed as in progress: a
    last clause with a day that is no part of what is proposed is left to be shown as not read."""
    before, last = passage.readings[-2:] if len(passage.readings) > 1 else (None, passage.readings[-1])
    if before is None or one.due or one.ask or not last.waits or last.block is not one.block or last.end != one.end:
        return one
    written = passage.situation.written
    days = loose_days(passage.marked.text[last.start : last.end], written, written)
    return replace(one, end=before.end) if days and one.start < before.end <= last.start else one


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
