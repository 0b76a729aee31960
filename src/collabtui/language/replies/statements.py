"""Statements of a piece on the items it is about, once nothing takes it back.

Each thing that can be said has one function; they are tried in order. Each gets the piece and the items and gives
readings, or none when it does not apply. With no items the readings are empty-handed; whoever called decides what that
means.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.language.dates.find_days import DayReading
from collabtui.language.dates.parts_of_months import first_day
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.item_statements.asked_for import is_asked_for
from collabtui.language.replies.item_statements.carried_out import carried_out
from collabtui.language.replies.item_statements.likely_done import likely_done
from collabtui.language.replies.item_statements.listed_as_done import listed_as_done
from collabtui.language.replies.item_statements.past_days import is_last_of_its_number, tells_what_was
from collabtui.language.replies.item_statements.requests import cancel, later, postpone, reassign
from collabtui.language.replies.item_statements.statuses import blocked, done, percent, started
from collabtui.language.replies.item_statements.still_to_do import is_only_needed
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import is_clean, reading, stated_place, waiting
from collabtui.language.replies.words.vocabulary import HAPPENED, PROMISED, STATEMENTS, foreign, kinds

_DAY = kinds("day")
_FINE = ("ok", "okay", "ok的", "okey")
_ARRIVED = ("received", "收到", "收到了", "已收到", "已收到了")
_ELSEWHERE = HAPPENED | kinds("started percent blocked")
_TELLING = STATEMENTS | kinds("day percent future may more-time shift wish perfect")
_UNCLEAR_DAYS: dict[str, ClauseDoubt] = {"past": "past-date", "no-such-day": "no-date", "ambiguous": "ambiguous-date"}


def read_statements(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """Everything a piece says of items; a status and a request for more time may stand together."""
    if whole := listed_as_done(piece, refs) or carried_out(piece, refs):
        return whole
    piece = _with_title_verbs(piece, refs, own)
    found = [stands for rule in STANDS if rule.may_read(piece) for stands in rule.read(piece, refs, own)]
    for rule in ASKS:
        asked = rule.read(piece, refs, own) if rule.may_read(piece) else []
        if asked:
            return [*found, *asked] if rule.code == "postpone" else asked
    if found:
        return _with_share(found)
    return next((readings for rule in TELLS if rule.may_read(piece) and (readings := rule.read(piece, refs, own))), [])


def _with_share(found: list[Reading]) -> list[Reading]:
    """第2项做到40%卡住了 (stuck at 40 %): the first, with the share that it had come to."""
    first, *behind = found
    if first.rule == "blocked" and behind and behind[0].rule == "percent" and behind[0].counts:
        first.percent = behind[0].percent
    return [first]


def _with_title_verbs(piece: Piece, refs: Refs, own: OwnItems) -> Piece:
    """The verb of a title says something of its own item only; of another it is a word like any."""
    strange = [one for one in piece.of("own-verb") if refs and not own.have_verb(one, refs)]
    if not strange:
        return piece
    tokens = [token._replace(kinds=kinds("text")) if token in strange else token for token in piece.tokens]
    return replace(piece, tokens=tokens)


# what will be, and what else is the case


def _promise(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """A day it will be done by: after the due date a request to postpone, otherwise a note."""
    if not piece.days or not is_clean(piece, PROMISED | _DAY):
        return []
    if piece.has("started"):
        return _note(piece, refs, own)
    if _was_lately(piece, own.written):
        return [_over(piece, refs)]
    if _is_of_a_day_to_come(piece):
        return [waiting(piece, "future", refs) if not _was_on_a_weekday(piece) else _over(piece, refs)]
    over = (_was_sent_by_then, _was_done_by_then, _was_so_then, _is_in_learners_order, _tells_of_weekday)
    if any(tells(piece) for tells in over) or (refs and _was_over_then(piece, refs, own)):
        return [_over(piece, refs)]
    if tells_what_was(piece):
        return _of_then(piece, refs)
    if _lasts_since(piece):
        return [waiting(piece, "unknown", refs)]
    return [_promised(piece, ref, own) for ref in refs] or [reading(piece, "promise")]


def _was_lately(piece: Piece, written: date) -> bool:
    """4号完成, written on the 10th."""
    text = piece.block.folded.text
    days = [(text[day.start : day.end], day.day) for day in piece.days]
    lately = all(day is not None and is_last_of_its_number(phrase, day, written) for phrase, day in days)
    return lately and piece.has(*HAPPENED) and not piece.has("future", "may", "more-time", "wish")


def _is_of_a_day_to_come(piece: Piece) -> bool:
    """3月17日完成了, written before it: neither a promise nor done."""
    happened = any(not token.text.isascii() for token in piece.of("perfect")) and piece.has(*HAPPENED)
    # 周五完成的 (it was done on Friday)
    ends = [token for token in piece.tokens if not token.of("mark")][-2:]
    happened = happened or (len(ends) > 1 and ends[0].within(HAPPENED) and ends[1].text == "的")
    return happened and not piece.has("future", "may", "more-time", "then")


def _was_on_a_weekday(piece: Piece) -> bool:
    """周二发出去的 (it was on Tuesday that it went out): the last one, most likely."""
    last = next(token for token in reversed(piece.tokens) if not token.of("mark"))
    return last.text == "的" and all(day.kind == "weekday" for day in piece.days)


def _was_sent_by_then(piece: Piece) -> bool:
    """周六就发给市场部了 (by Saturday it had gone to marketing): who got it is told of what has been, most likely."""
    ends = [token for token in piece.tokens if not token.of("mark", "filler") or token.of("perfect")]
    weekdays = bool(piece.days) and all(day.kind == "weekday" for day in piece.days)
    handed = [token for token in piece.of("hand-over") if not token.text.isascii()]
    to_whom = bool(handed) and any(token.of("to", "text", "team") for token in ends if token.start >= handed[-1].end)
    return weekdays and to_whom and piece.has("then") and ends[-1].text == "了" and not piece.has("future", "may")


def _was_done_by_then(piece: Piece) -> bool:
    """周一下班前就传好了 (by Monday evening it was uploaded): 就 and 了 tell of what has been, most likely."""
    ends = [token for token in piece.tokens if not token.of("mark", "filler") or token.of("perfect")]
    text = piece.block.folded.text[: ends[-1].end]
    before_then = bool(piece.days) and all(day.kind == "weekday" for day in piece.days)
    narrated = piece.has("then") and text.endswith("了") and piece.has("done", "hand-over")
    return before_then and narrated and not piece.has("future", "may", "more-time", "wish")


def _was_so_then(piece: Piece) -> bool:
    """测试报告周四就发了呀 (but it went out on Thursday): whose words end so contradicts a reminder."""
    ends = [token for token in piece.tokens if not token.of("mark")]
    last = piece.block.folded.text[: ends[-1].end]
    weekdays = bool(piece.days) and all(day.kind == "weekday" for day in piece.days)
    return weekdays and last.endswith(_PROTESTS) and piece.has(*HAPPENED) and not piece.has("future", "may")


def _is_in_learners_order(piece: Piece) -> bool:
    """The list have I on Monday finished: as in German."""
    inverted = any(one.text == "have" and then.of("subject") for one, then in pairwise(piece.tokens[1:]))
    weekdays = all(day.kind == "weekday" for day in piece.days)
    return inverted and weekdays and piece.tokens[-1].within(HAPPENED) and not piece.has("future", "may", "wish")


def _tells_of_weekday(piece: Piece) -> bool:
    """Signs ordered (on) Friday: the verb of the title in its past form, which may be short for `to be ordered`."""
    verbs = [token for token in piece.of("own-verb") if token.text.isascii() and not token.of("base")]
    text = piece.block.folded.text
    weekdays = all(day.kind == "weekday" and not text.startswith(_LEADS_PLAN, day.start) for day in piece.days)
    planned = piece.has("future", "may", "more-time", "wish", "to", "must", "negated")
    planned = planned or any(token.text in _GET for token in piece.tokens)
    return bool(verbs) and weekdays and not planned and not foreign(piece.tokens)


_GET = ("get", "gets", "getting")


_PROTESTS = ("了呀", "了啊", "了呢", "了嘛", "的呀", "的啊", "的嘛")
_LEADS_PLAN = ("by ", "before ", "until ", "till ", "next ", "for ")


def _lasts_since(piece: Piece) -> bool:
    """Both have been with you since Friday: what is so, in words that nobody read."""
    text = piece.block.folded.text
    return any(text.startswith("since ", day.start) or text.endswith("since ", 0, day.start) for day in piece.days)


def _was_over_then(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """Finished on Monday: of a weekday that lies behind the due date, no postponement."""
    past = any(token.of("done") and not token.of("base") and token.text.isascii() for token in piece.tokens)
    if not past or piece.has("future", "may", "more-time", "wish", "base"):
        return False
    text = piece.block.folded.text
    if any(day.kind != "weekday" or text.startswith(_LEADS_PLAN, day.start) for day in piece.days):
        return False
    days = [(own.day(piece, ref), own.due(ref)) for ref in refs]
    return all(day and day.day and due and day.day > due for day, due in days)


def _of_then(piece: Piece, refs: Refs) -> list[Reading]:
    """Got the quote on Friday, of `get the quote`: by the verb of its title it is done; else it is a remark."""
    if not refs or piece.has("own-verb"):
        return [_over(piece, refs)]
    return [replace(reading(piece, "note", refs), note=stated_place(piece))]


def _over(piece: Piece, refs: Refs) -> Reading:
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    found.propose("future")
    return found


def _promised(piece: Piece, ref: str, own: OwnItems) -> Reading:
    day, due = own.day(piece, ref), own.due(ref)
    if day is None or day.reason in _UNCLEAR_DAYS:
        return waiting(piece, _UNCLEAR_DAYS[day.reason] if day else "ambiguous-date", (ref,))
    if day.day and (due is None or day.day > due):  # who names the first date asks for it, as for a later one
        return later(piece, ref, own)
    if day.reason == "vague" and due is not None and _is_of_a_later_month(piece, day, due, own):
        return later(piece, ref, own)
    found = reading(piece, "promise", (ref,))
    found.note = stated_place(piece)
    found.to_finish = piece.has("done", "base")
    return found


def _is_of_a_later_month(piece: Piece, day: DayReading, due: date, own: OwnItems) -> bool:
    """4下月初给 (early next month), of what is due before: another day is asked for, and which is asked back."""
    first = first_day(piece.block.folded.text[day.start : day.end], own.written)
    return first is not None and first > due


def _future(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """A promise with no word of time; that something will be there when it is due takes it on."""
    if piece.named and refs and _keeps_its_day(piece, refs, own):
        found = reading(piece, "accept", refs)
        found.accept = True
        return [found]
    if piece.role == "waiting":
        # 要等张伟给字段: what others will do
        return []
    wanted = any(not (token.of("perfect") and piece.has("done")) for token in piece.of("more-time"))
    wanted = wanted or is_asked_for(piece)
    text = piece.block.folded.text
    promised = piece.has(*PROMISED) or any(not is_only_needed(text, token) for token in piece.of("started"))
    if not (wanted or piece.has("future", "may", "polite", "on-time")) or not promised:
        return []
    return [_over(piece, refs)] if refs and _tells_of_all(piece) else [waiting(piece, "future", refs)]


def _tells_of_all(piece: Piece) -> bool:
    """1、2 均按时完成 (1 and 2 both done on time): as reports tell what is so, though a promise would look the same."""
    if not piece.has("on-time") or piece.has("future", "may", "asks", "more-time", "wish") or piece.days:
        return False
    words = [token.text for token in piece.tokens]
    return "均" in words and piece.tokens[-1].within(HAPPENED)


_AS_PLANNED = kinds("as-planned on-time mention mark filler is the item-unit item-noun greeting thanks")
_TAKES = kinds("accept yes list subject the likewise mark minutes perfect")
"""Of all that is taken on at once."""


def _accept(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    if piece.named and refs and _goes_as_planned(piece):
        found = reading(piece, "accept", refs)
        found.accept = True
        return [found]
    praised = piece.has("minutes") and piece.has("praise")
    known = ("minutes", "list") if _takes_all(piece) else ("minutes",)
    if praised or not piece.has("accept") or foreign(token for token in piece.tokens if not token.of(*known)):
        return []
    if refs and _has_arrived(piece, refs, own):
        return [_fine(piece, refs)]
    found = reading(piece, "accept", refs)
    found.accept = True
    return [found, _fine(piece, refs)] if _is_fine(piece) and refs else [found]


def _goes_as_planned(piece: Piece) -> bool:
    """第三项按原计划 (the third one is on schedule)."""
    return "as-planned" in piece.kinds and all(token.within(_AS_PLANNED) for token in piece.tokens)


_IN_TIME = _AS_PLANNED | PROMISED | kinds("future all-word subject")


def _keeps_its_day(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """2、3按时完成; 2 and 3 will be done on time: nothing but that what is not due yet will be there then."""
    if "as-planned" not in piece.kinds or not all(token.within(_IN_TIME) for token in piece.tokens):
        return False
    to_come = piece.has("future") or any(not token.text.isascii() for token in piece.of(*PROMISED))
    dues = [due for ref in refs if (due := own.due(ref))]
    reported = any(token.text == "均" for token in piece.tokens)  # both done on time, as reports have it
    return to_come and not (piece.has("perfect") or reported) and all(due >= own.written for due in dues)


def _has_arrived(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """报价收到了, `1. brochures received`: of what a thing is called it says that it came; of a number alone, or of a
    title that is whole, that the task did."""
    parts = [one for one in piece.mentions if one.how != "amount"]
    called = [token.text for token in piece.of("title", "name")]
    is_title = any(own.title(ref) in called for ref in refs)
    by_words = bool(parts) and bool(called) and not is_title
    is_task = piece.has("item-noun", "list")
    return by_words and not is_task and any(token.of("accept") and token.text in _ARRIVED for token in piece.tokens)


def _takes_all(piece: Piece) -> bool:
    """I accept my items, 我的任务收到 (my tasks received), and no other word: not please accept them, nor noted, they
    are late."""
    return piece.has("list") and not piece.has("asks") and all(token.within(_TAKES) for token in piece.tokens)


def _is_fine(piece: Piece) -> bool:
    """素材ok (the material is OK): of what a thing is called it says that it is there."""
    content = [token for token in piece.tokens if not token.of("mark", "filler")]
    return len(content) == 2 and content[0].of("title") and content[1].text in _FINE


def _fine(piece: Piece, refs: Refs) -> Reading:
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    found.propose("open-words")
    return found


def _note(piece: Piece, refs: Refs, _: OwnItems) -> list[Reading]:
    """What is certain about an item and moves nothing.

    Where a status is told of something else, only a number or a ref makes it a note on that item: 登录页面完成了 is not
    about 修复登录缺陷.
    """
    answers = piece.has("agree", "object", "attend", "decline", "tentative")
    if answers and (not foreign(piece.tokens) or (piece.has("agree", "object") and piece.has("person"))):
        # I agree with Tom on the venue
        return []
    numbered = any(one.how not in ("title", "amount") and not one.weak for one in piece.mentions)
    unclear = (
        _is_unclear_share(piece)
        or _is_unclear_day(piece)
        or _is_bare_length(piece)
        or _shifts_by_length(piece)
        or _is_labelled(piece)
        or _may_hold_next_item(piece)
        or _ends_in_a_slip(piece)
        or (not numbered and _POINTS_AT_MINUTES.search(piece.block.folded.text, piece.start, piece.end))
        or (numbered and _is_one_strange_word(piece))
        or any(one.of("slip") and one.within(HAPPENED) for one in piece.tokens)
    )
    if (not numbered and piece.has(*_ELSEWHERE)) or unclear or not _tells(piece) or piece.has("asks"):
        return []
    found = reading(piece, "note", refs)
    found.note = stated_place(piece)
    return [found]


def _tells(piece: Piece) -> bool:
    """Whether anything is said: not in `1 yes`, 1 完成度."""
    return bool(foreign(piece.tokens)) or piece.has(*_TELLING)


def _ends_in_a_slip(piece: Piece) -> bool:
    """搞定乐 for 搞定了: one unknown character right behind a status, and nothing else that is unknown."""
    unread, last = foreign(piece.tokens), piece.tokens[-1]
    if len(unread) != 1 or unread[0] != last or len(last.text) != 1 or last.text.isascii() or len(piece.tokens) < 2:
        return False
    return last.of("text") and piece.tokens[-2].within(HAPPENED)


def _is_one_strange_word(piece: Piece) -> bool:
    """1 don, 2 okk: all that is said of it is a short Latin word that nobody knows; it may be a status, mistyped."""
    content = [token for token in piece.tokens if not token.of("mention", "mark")]
    return len(content) == 1 and content[0].of("text") and _SHORT_LATIN.fullmatch(content[0].text) is not None


_POINTS_AT_MINUTES = re.compile(
    r"\b(?:see|comments?|remarks?|notes?) (?:[a-z]+ )*(?:on |under |in |at |to )?[dqr]\d{1,3}\b"
    r"|[见在对]我?[dqr]\d{1,3}(?![a-z0-9])"
)
"""See my comment on D5: a line of the minutes, which is no action."""
_SHORT_LATIN = re.compile(r"[a-z]{2,5}")


def _is_unclear_day(piece: Piece) -> bool:
    """2 must shift to the 20: a number that may be a day."""
    last = next((token for token in reversed(piece.tokens) if not token.of("mark")), piece.tokens[-1])
    return piece.has("shift", "postpone") and last.of("amount", "figure") and not piece.days


def _shifts_by_length(piece: Piece) -> bool:
    """Pushing the draft back two days: a verb of shifting, and a length of time of which nothing says from where."""
    beside = zip(piece.tokens, piece.tokens[1:], strict=False)
    return piece.has("shift", "postpone") and any(
        one.of("cardinal", "amount") and other.of("length") for one, other in beside
    )


def _is_labelled(piece: Piece) -> bool:
    """Mine: 1 done: what the label means for it is not known."""
    colon = next((at for at, token in enumerate(piece.tokens) if token.text == ":"), 0)
    behind = piece.tokens[colon + 1 :]
    numbered = any(token.of("mention") for token in behind[:1]) and any(token.within(HAPPENED) for token in behind)
    return bool(colon) and numbered


def _may_hold_next_item(piece: Piece) -> bool:
    """2 still printing 3 arriving, 2还在等3在剪: the words behind the second number may be said of another item."""
    if any(one.next_item for one in piece.mentions):
        return True
    numbers = [one for one in piece.mentions if one.how == "number"]
    if numbers and _stands_behind_words(piece, numbers[0].start):
        return True
    for before, behind in pairwise(numbers):
        between = [token for token in piece.tokens if before.end <= token.start < behind.start]
        if foreign(between) or any(token.within(HAPPENED) for token in between):
            return True
    return False


def _stands_behind_words(piece: Piece, number: int) -> bool:
    """3 ordered, confirmation attached 4 next week: a bare number behind words, where the one before it began what
    was said before."""
    text = piece.block.folded.text
    before = [token for token in piece.tokens if token.end <= number]
    bare = _BARE_NUMBER.match(text, number)
    if not before or bare is None or not text[number - 1].isspace() or not before[-1].of("text", "enclosed"):
        return False
    counted_on = re.search(rf"(?<!\d){int(bare[0]) - 1}(?!\d)", text[: piece.start])
    return bool(foreign(before)) and counted_on is not None


_BARE_NUMBER = re.compile(r"\d{1,2}(?=\s)")


def _is_bare_length(piece: Piece) -> bool:
    """The draft hops two days: one verb that nobody knows, and a length of time behind it."""
    tokens = [token for token in piece.tokens if not token.of("mark")]
    before, length = tokens[:-2], tokens[-2:]
    if not before or not length[1].of("length") or not length[0].of("cardinal", "amount"):
        return False
    unread = [token for token in foreign(before) if token.of("text")]
    return unread == [before[-1]] and not before[-1].text.endswith("ed")


def _is_unclear_share(piece: Piece) -> bool:
    """30-40%, three of them done two: it may be a status."""
    text = piece.block.folded.text
    ranges = any(text[token.end : token.end + 1] == "%" for token in piece.of("figure"))
    counted = any(one.how == "group" and not one.weak for one in piece.mentions) and piece.has("amount")
    return ranges or counted or _FRACTION.search(piece.written) is not None


_FRACTION = re.compile("[½¼¾⅓⅔⁄]")


class StatementRule(NamedTuple):
    """Something that can be said of items; `zh` and `en` are examples that are read with its code."""

    code: ClauseRule
    read: Callable[[Piece, Refs, OwnItems], list[Reading]]
    zh: str
    en: str
    needs: frozenset[str] = frozenset()
    """Without a word of these kinds it reads nothing; asking for them first is cheaper."""

    def may_read(self, piece: Piece) -> bool:
        return not (self.needs and piece.kinds.isdisjoint(self.needs))


STANDS = (
    StatementRule("blocked", blocked, "1 受阻于审批", "1 is blocked by legal", kinds("blocked")),
    StatementRule("percent", percent, "1（60%）", "1 (60%)", kinds("percent")),
    StatementRule("started", started, "1 进行中", "1 under construction", kinds("started progressive")),
)
"""Of these the first counts; a later day may be asked for beside them."""
_MOVES = kinds("hand-to lies-with not-mine person")
_LATER = kinds("postpone gives-up shift day more-time")
ASKS = (
    StatementRule("reassign", reassign, "1 转给李明", "reassign 1 to Peter", _MOVES),
    StatementRule("cancel", cancel, "1 取消", "cancel 1", kinds("cancel")),
    StatementRule("postpone", postpone, "1 来不及了", "1 needs an extension", _LATER),
)
TELLS = (
    StatementRule("done", done, "1 已提交", "1 is submitted"),
    StatementRule("open-words", likely_done, "1 已挂到知识库", "1 went to legal"),
    StatementRule("promise", _promise, "1 明天给", "1 will be done tomorrow", kinds("day")),
    StatementRule("future", _future, "1 会完成的", "1 will be done"),
    StatementRule("accept", _accept, "1 收到", "1 ok", kinds("accept as-planned")),
    StatementRule("note", _note, "1 供应商换了两家", "1 the vendor changed two fields"),
)
"""A request comes before what is told, since 延期完成 (to be done later) tells nothing; what is done before what will
be; a note is what nothing else is."""
