"""Requests to the facilitator in a piece: somebody else, no more of it, another day."""

from datetime import date, timedelta
from itertools import pairwise

from collabtui.language.dates.find_days import DayReading
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import OwnItems, Refs, is_length
from collabtui.language.replies.hedges_and_negation import gives_up_day, is_whose
from collabtui.language.replies.item_statements.cancelled_by_others import is_cancelled_by_others
from collabtui.language.replies.item_statements.likely_done import is_dropped_somewhere
from collabtui.language.replies.item_statements.operations import is_to_be_given
from collabtui.language.replies.item_statements.told_before import is_account
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import is_clean, reading, waiting
from collabtui.language.replies.words.vocabulary import foreign, kinds
from collabtui.language.word_patterns import whole_words

_CANCEL = kinds("cancel")
_ASKS_LATER = kinds("postpone shift day gives-up")
_ENDS_NAME = kinds(
    "mark mention day percent perfect particle presumes tag may takes-on contrast hand-to to future agree done"
    " ends-name"
)


def is_of_a_meeting(piece: Piece) -> bool:
    """下次会能不能挪到下午 (could we move the next meeting): no later day for the item that was spoken of before."""
    if piece.named:
        return False
    return whole_words("never", "a-meeting").search(piece.block.folded.text, piece.start, piece.end) is not None


def reassign(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    if _is_contact_meanwhile(piece):
        return [waiting(piece, "hearsay", refs)]
    if refs and _has_happened(piece) and all(map(is_to_be_given, map(own.title, refs))):
        return [_likely_given(piece, refs)]
    if is_account(piece):
        return _of_account(piece, _handed_over(piece, refs, own))
    return _handed_over(piece, refs, own)


def _likely_given(piece: Piece, refs: Refs) -> Reading:
    """The map was handed over to Inge, of `hand over the map`."""
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    found.propose("open-words")
    return found


def _has_happened(piece: Piece) -> bool:
    handed = piece.of("changes-hands", "hand-to")
    return piece.has("perfect") or any(token.text.startswith(_HANDED) for token in handed)


_HANDED = ("handed", "given", "gave", "passed", "returned", "transferred")


def _of_account(piece: Piece, found: list[Reading]) -> list[Reading]:
    """A hand-over that was told of before is offered for an item that is named, and for no other."""
    if found and not piece.named:
        return [waiting(piece, "hearsay")]
    for one in found:
        one.propose("hearsay")
    return found


def _handed_over(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    given = piece.has("perfect") and not _is_work_given_away(piece, refs, own)
    places = (
        at
        for at, token in enumerate(piece.tokens)
        if token.of("hand-to", "lies-with") and not (given and token.of("hand-over"))
    )
    named = (_receiver(piece, at) for at in places)
    to = next((name for name in named if name), None) or _taker(piece)
    if to is None and refs and piece.named and (holder := _holder(piece)):
        found = reading(piece, "reassign", refs)
        found.ask, found.to = "reassign", holder
        found.propose("open-words")
        return [found]
    if to is None and (not piece.has("not-mine") or _others_change(piece)):
        return []
    found = reading(piece, "reassign", refs)
    found.ask, found.to = "reassign", to
    return [found]


_URGENT = late_regex(
    r"(?:急事|有急|有事|紧急情况|紧急的话|要紧事|急件)[^,，。;；]{0,4}(?:找|问|联系)"
    r"|\b(?:for|in|if|with|any|any ?thing) (?:[a-z]+ )?(?:urgent|emergency|emergencies)\b"
)


def _is_contact_meanwhile(piece: Piece) -> bool:
    """这周休假，急事找周凯 (on leave, in urgent cases ask Zhou Kai): whom to turn to, and nobody's task from now on."""
    return not piece.named and bool(_URGENT.search(piece.block.folded.text, piece.start, piece.end))


def _is_work_given_away(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """登录缺陷交给刘洋了 (the login defect was given to Liu Yang): work that is called by its title, not what is handed
    in."""
    titled = [one for one in piece.mentions if one.how == "title" and not one.problem]
    return bool(titled) and piece.has("person") and not own.are_handed_over(piece, refs)


def _others_change(piece: Piece) -> bool:
    """供应商换人了 (the supplier has somebody new): whose people change is not he who writes."""
    at = next(at for at, token in enumerate(piece.tokens) if token.of("not-mine"))
    return piece.tokens[at].text[0] == "换" and bool(foreign(piece.tokens[:at]))


_LOOKS_AT_IT = late_regex(r"(?:复核|审核|核对|校对|审阅|审批|过目|把关|会签|盖章|签字|看看|审|看)(?:了|一下|一遍)?\W*$")
"""报告交给李工复核了 (with Li for a check): it comes back."""


_HAS_IT_FOR_NOW = ("'", "'s", "to", "for")
"""It sits with Bob's team, is now with Bob to sign: that is where it is, and not whose it is."""


def _receiver(piece: Piece, at: int) -> str | None:
    """Who is named behind `转给`, `please ask`; a word that also asks or gives (请, give) needs a name that is one."""
    tokens = piece.tokens
    weak = tokens[at].of("weak", "lies-with")
    if weak and (piece.days or piece.has("future") or any(token.of("subject") for token in tokens[:at])):
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].of("to", "filler", "mention", "hand-to", "the", "mark", "it"):
        weak = weak and not tokens[end].of("hand-to")
        end += 1
    if weak and tokens[at].of("with-task") and (piece.has("perfect") or not piece.has("takes-on", "done")):
        # 由王芳完成 asks, 已由王芳完成 tells
        return None
    first = end
    # handed to the printer: a thing goes to whoever does something with it, and its task to who is known
    known = weak or (tokens[at].of("changes-hands") and tokens[at].text.isascii())
    looks = piece.has("for-check") or _LOOKS_AT_IT.search(piece.block.folded.text, tokens[at].end, piece.end)
    if tokens[at].of("changes-hands") and looks:
        return None
    if first == len(tokens) or not tokens[first].of(*(("person",) if known else ("person", "text", "address"))):
        return None
    if tokens[at].of("lies-with") and tokens[first + 1 : first + 2] and tokens[first + 1].text[:3] in _HAS_IT_FOR_NOW:
        return None
    looked = [token for token in foreign(tokens[first + 1 :]) if not token.of("mark")]
    if weak and piece.has("perfect", "looked") and looked:
        # 给王芳看过了 (was shown to Wang Fang)
        return None
    if tokens[first].of("person", "address"):
        return piece.block.written(tokens[first].start, tokens[first].end)
    while end < len(tokens) and not tokens[end].within(_ENDS_NAME):
        end += 1
    while tokens[end - 1].of("filler") and not tokens[end - 1].of("text"):
        end -= 1
    if tokens[end - 1].of("person"):
        # 转给运营的周凯 (to Zhou Kai of operations)
        first = end - 1
    return piece.block.written(tokens[first].start, tokens[end - 1].end)


def _taker(piece: Piece) -> str | None:
    """Could Bob take 3?"""
    for before, token in zip(piece.tokens, piece.tokens[1:], strict=False):
        if before.of("person") and (token.of("takes-on", "took-over") or is_whose(piece, before)):
            return piece.block.written(before.start, before.end)
    return None


_IN_CHARGE = late_regex(
    r"(?:一直|都|在|来|那边|他们)*(?:负责|主责|管|跟|跟进|牵头|经手|操办|弄|做|办)(?:的|着|呢)?\W*$"
)


def _holder(piece: Piece) -> str | None:
    """宣传册一直是林涛在负责 (it has always been Lin Tao's): whose it is, most likely."""
    text = piece.block.folded.text[: piece.end]
    for token in piece.of("person"):
        if text[: token.start].endswith("是") and _IN_CHARGE.match(text, token.end) and not piece.has("negated"):
            return piece.block.written(token.start, token.end)
    return None


_UNTIL_TAKEN = kinds("future may filler is progressive")


def shall_take(piece: Piece) -> str | None:
    """Raj will pick up item 1, 第1项李明接手: who takes an item over, as its owner tells it; nothing else is said."""
    tokens = [token for token in piece.tokens if not token.of("mark", "the", "mention")]
    at = next((at for at, token in enumerate(tokens) if token.of("person")), None)
    if at is None or piece.has("perfect", "negated", "done", "hand-over", "percent", "says"):
        return None
    taken = next((token for token in tokens[at + 1 :] if not token.within(_UNTIL_TAKEN)), None)
    around = [token for token in tokens if token is not taken and not token.of("person")]
    if taken is None or not taken.of("takes-on") or foreign(around):
        return None
    return piece.block.written(tokens[at].start, tokens[at].end)


def cancel(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    if not piece.has("cancel") or not is_clean(piece, _CANCEL) or is_dropped_somewhere(piece):
        return []
    if refs and piece.days and any(own.have_verb(token, refs) for token in piece.of("cancel")):
        # 旧租约周五取消 (the old lease is cancelled on Friday), of `cancel the old lease`: it is what is planned
        return []
    if refs and any(token.text.isascii() and own.have_verb(token, refs) for token in piece.of("cancel")):
        return []  # all withdrawn, of `withdraw the expired drops`
    if is_cancelled_by_others(piece.block.folded.text[piece.start : piece.end]):
        return []
    found = reading(piece, "cancel", refs)
    found.ask = "cancel"
    return [found]


def postpone(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """A later day is asked for: by a word for it, or by a length of time."""
    if _was_put_somewhere(piece) or _was_moved(piece) or _goes_somewhere(piece):
        return []
    asked = (
        piece.has("postpone")
        or gives_up_day(piece)
        or (piece.has("shift") and bool(piece.days) and not _moves_himself(piece))
        or any(map(is_length, piece.days))
        or any(_puts_off(piece, day) for day in piece.days)
    )
    asked = asked or (piece.has("more-time") and any(_is_how_long(piece, day) for day in piece.days))
    if not asked and _needs_until(piece):
        return _until(piece, refs, own)
    before = next((at for at, token in enumerate(piece.tokens) if token.within(_ASKS_LATER)), 0)
    if not asked or foreign(piece.tokens[:before]) or _is_of_his_own(piece):
        return []
    return [later(piece, ref, own) for ref in refs] or [reading(piece, "postpone")]


_PUT_OFF = ("延", "拖", "推")


def _puts_off(piece: Piece, day: DayReading) -> bool:
    """推几天, 延个四五天 (put off by a few days): by how many is not said."""
    return day.reason == "vague" and piece.block.folded.text.startswith(_PUT_OFF, day.start)


def _was_put_somewhere(piece: Piece) -> bool:
    """我昨天放到wiki上了 (I put it into the wiki yesterday): a place and no day to come."""
    placed = piece.has("places") and piece.has("perfect") and not piece.has("postpone")
    return placed and piece.is_of_the_past


def _was_moved(piece: Piece) -> bool:
    """The handbook moved to Tom Smith last week: where it went and when, and no day to which it is moved."""
    if piece.has("postpone") or not piece.has("shift") or not piece.days:
        return False
    moved = [token.end for token in piece.tokens if token.of("shift", "to")]
    return all(day.reason == "past" and day.start not in range(moved[-1], moved[-1] + 2) for day in piece.days)


_UNTIL = ("until", "till", "til", "要到", "得到", "需要到")


def _needs_until(piece: Piece) -> bool:
    """Need until 20 March for the signature: what it is needed for stands behind the day."""
    needs = [token for token in piece.of("more-time") if token.text not in _UNTIL]
    until = next((token for token in piece.of("more-time") if token.text in _UNTIL), None)
    return bool(needs and until and piece.days and piece.days[0].start <= until.end + 1) and bool(foreign(piece.tokens))


def _until(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """Proposes it where the day is later than the due date."""
    first = next(token.start for token in piece.of("more-time"))
    if foreign(token for token in piece.tokens if token.start < first) or piece.has("person", "third"):
        return []
    found = [later(piece, ref, own) for ref in refs]
    asked = [one for one in found if one.due and one.due > (own.due(one.refs[0]) or one.due)]
    for one in asked:
        one.propose("open-words")
    return asked


def _is_how_long(piece: Piece, day: DayReading) -> bool:
    """A few days; not since Monday, 最近 (of late)."""
    return day.reason == "vague" and not piece.block.folded.text.startswith(_OF_LATE, day.start)


_OF_LATE = ("since ", "recently", "lately", "最近", "近来", "近期", "近日", "这两天", "这几天")


_WHOSE = ("my", "our", "his", "her", "their", "your")
_OF_ITEMS = (
    "deadline",
    "due",
    "date",
    "end",
    "delivery",
    "eta",
    "part",
    "item",
    "items",
    "task",
    "tasks",
    "action",
    "own",
)
_NOUN = late_regex(r" ([a-z]+)")


def _is_of_his_own(piece: Piece) -> bool:
    """I postponed my holiday: what is moved belongs to somebody, and is no item."""
    if piece.named:
        return False
    moved = (whose for before, whose in pairwise(piece.tokens) if before.of("postpone", "shift"))
    whose = next((token for token in moved if token.text in _WHOSE), None)
    noun = _NOUN.match(piece.block.folded.text, whose.end) if whose else None
    return noun is not None and noun[1] not in _OF_ITEMS


def _goes_somewhere(piece: Piece) -> bool:
    """3 goes to a new supplier on 27 March: a place, and on which day; not `3 goes to 27 March`."""
    asked = [token for token in piece.tokens if token.of("postpone", "shift")]
    leads = len(asked) == 1 and asked[0].text.endswith(" to")
    day = next((one.start for one in piece.days if leads and one.start >= asked[0].end), None)
    return day is not None and bool(foreign(one for one in piece.tokens if asked[0].end <= one.start < day))


def _moves_himself(piece: Piece) -> bool:
    """I moved to events last week: who writes has another place; not we moved to Friday, I moved it."""
    content = [token for token in piece.tokens if not token.of("the", "perfect")]
    at = next((at for at, token in enumerate(content) if token.of("shift")), 0)
    led = at and content[at - 1].of("subject") and content[at].text.isascii()
    return bool(led and len(content) > at + 2 and content[at + 1].of("to") and foreign([content[at + 2]]))


def _in_a_week(day: DayReading, due: date | None, own: OwnItems) -> date | None:
    """To Monday, said on a Monday: the next one, where that is later."""
    if day.kind != "weekday" or day.day is None or day.day != own.written:
        return None
    following = day.day + timedelta(days=7)
    return following if due and following > due else None


def later(piece: Piece, ref: str, own: OwnItems) -> Reading:
    """The request for another day; without one where none can be meant, or one that is no later."""
    found = reading(piece, "postpone", (ref,))
    found.ask = "postpone"
    day, due = own.day(piece, ref), own.due(ref)
    if day and (day.target or not gives_up_day(piece)):
        # slipped to Monday: which one, when the next is before the due date
        earlier = day.kind == "weekday" and day.day and due and day.day <= due and not piece.has("either-way")
        found.due = _in_a_week(day, due, own) or (None if earlier else day.day)
    return found
