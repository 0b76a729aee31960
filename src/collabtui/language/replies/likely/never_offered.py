"""Words beside which a reading is not even offered: one yes to it would make something false.

Approved but for a typo is no sign-off; 加班完成 (to be done by working late) is not done; 差20% (20 % are missing)
is not where it stands; `don't move it to 20 March` asks for no other day; who has to leave at three comes. The
words are data, `words/never.*.json`.
"""

import re
from datetime import date
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.item_statements.asked_for import is_asked_for
from collabtui.language.replies.item_statements.cancelled_by_others import is_cancelled_by_others, is_given_up
from collabtui.language.replies.item_statements.on_its_way import is_on_its_way
from collabtui.language.replies.item_statements.parts_of_day import is_later_today
from collabtui.language.replies.item_statements.past_days import tells_what_was
from collabtui.language.replies.item_statements.requests import is_of_a_meeting
from collabtui.language.replies.item_statements.still_to_do import tells_only_of_work_ahead
from collabtui.language.replies.item_statements.things_examined import tells_of_thing_examined
from collabtui.language.replies.likely.passages import Passage
from collabtui.language.replies.likely.promised_in_time import comes_only_then, is_assured_by_day, promises_by_day
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.taking_back.confirmed_items import confirms_other_words
from collabtui.language.replies.taking_back.only_then import waits_for_another
from collabtui.language.replies.taking_back.pending import is_pending
from collabtui.language.replies.taking_back.unable_to_confirm import cannot_confirm
from collabtui.language.replies.words.loose_values import loose_days
from collabtui.language.replies.words.vocabulary import HAPPENED, kinds
from collabtui.language.word_patterns import one_whole, whole_words

_RESERVES = kinds("except contrast")
_OVER = kinds("perfect perfect-mood")
_TAKES = kinds("hand-to takes-on took-over not-mine agree accept")
_ASKS_LATER = kinds("gives-up postpone")
_UNSAID = " ,.;!了的啦，。；！"
_FRACTION = late_regex(
    r"(?<![\d/.])[1-9]/[2-9](?![\d/])(?:\s*(?:of it )?(?:is )?(?:done|finished|complete|ready|through|full|完|好)"
    r"|\s*of (?:the|my|our) )"
)
"""3/4 done: three quarters, or a day."""
_SHARE = r" ?\d{1,3} ?[%％]"
_PART_OF_IT = late_regex(r"(?<!\d)\d{1,2} ?[%％]? ?(?:-|~|–|to|至|到) ?\d{1,2} ?[%％]")
_NEEDS_DOING = late_regex(r"还(?:得|需要?|须|需得)(?!了)[^,;。]{0,4}$|还需要?[\u4e00-\u9fff]{2}$")
_SHARE_LEFT = late_regex(
    r"(?:只剩|就剩|还剩|剩下?|还差|只差|差)[^,;。]{0,6}\d{1,3} ?[%％]|\d{1,3} ?[%％] (?:left|to go|remaining|missing)"
)
_MOVES_ON = late_regex(
    r"\bmov(?:e|es|ed|ing) (?:(?:along|ahead|forward|on|slowly|quickly|fast|well|nicely|steadily)\b"
    r"|(?:in)?to (?:its |the |a )?(?:next|new|final|last|second|third|test|pilot)[a-z]*"
    r" (?:stage|phase|step|level|round)\b)"
)
"""The work itself does, and to nobody else."""
_HEADING_END = late_regex(r":\s*$")
"""会议记录： announces what follows, and agrees to nothing."""


def stands_against(passage: Passage, piece: Piece, kind: str) -> bool:
    """Whether a kind of statement is not to be offered of a passage; `piece` holds its words."""
    if kind in ("agreed", "done") and is_assured_by_day(passage.text, passage.situation.written, None):
        return True
    if kind == "agreed":
        return (
            any(token.within(_RESERVES) for token in piece.tokens)
            or whole_words("never", "faults").search(passage.text) is not None
            or whole_words("never", "says-no-yes").search(passage.text) is not None
            or is_pending(piece.block.folded.text)
            or cannot_confirm(passage.text)
            or confirms_other_words(passage.text)
            or _is_of_a_thing(passage, piece)
            or _HEADING_END.search(passage.marked.text[passage.start : passage.end + 2]) is not None
        )
    if kind == "risk" and (_settles_on_a_day(passage) or whole_words("never", "decides-later").search(passage.text)):
        return True  # 如果法院没裁定就再说: what he will see then
    if kind == "correct" and (_restates_due_day(passage, piece) or _settles_on_a_day(passage)):
        return True
    if kind in ("done", "accept") and not passage.named and tells_of_thing_examined(passage.text):
        return True  # checked all the guns: which of his items it has to do with is not said
    if kind in ("accepted", "declined", "tentative") and whole_words("never", "works-at-home").search(passage.text):
        return True  # where he works that day says neither that he comes nor that he does not
    if kind == "accepted" and piece.has("object"):
        return True  # 主任不同意我去 (my boss is against my going)
    if kind == "declined":
        return whole_words("never", "comes-partly").search(passage.text) is not None
    if kind == "postpone":
        if is_of_a_meeting(piece) or _denies_the_day(piece) or tells_what_was(piece) or _is_promised_in_time(passage):
            return True
        return _comes_in_time(passage, piece)
    if kind == "reassign":
        return _hands_nothing_over(passage, piece)
    if kind == "cancel":
        # 1不用改 (1 need not be changed): it stays
        keeps = whole_words("never", "keeps").search(passage.text)
        given_up = whole_words("never", "given-up").search(passage.text)
        return keeps is not None or (given_up is not None and not is_given_up(passage.text))
    if kind in ("done", "accept") and is_given_up(passage.text):
        return True  # the table: compliance killed it
    if kind == "done" and whole_words("never", "held-up").search(passage.text):
        return True
    if kind == "done" and _PART_OF_IT.search(passage.text):
        return True  # 2 is 60-70% done: so much of it
    if kind in ("done", "accept") and any(one.lacks for one in passage.readings):
        return True
    if kind not in ("done", "in-progress"):
        return False
    if is_later_today(piece, passage.situation.hour) or tells_only_of_work_ahead(
        passage.text, passage.tokens, passage.start
    ):
        return True
    if kind == "in-progress":
        if _SHARE_LEFT.search(passage.text) or _NEEDS_DOING.search(passage.text):
            return True  # 只剩最后10%没做: no share that it has come to; 还得弄: to be done
        promised = any(one.rule == "future" for one in passage.readings)
        if whole_words("never", "far-off").search(passage.text):
            # 剩下俩还早着呢 (the two that are left: there is time)
            return True
        return _lacks().search(passage.text) is not None or (promised and piece.has("percent"))
    if any(one.undone for one in passage.readings[1:]) or _is_only_of_days_to_come(piece, passage.situation.written):
        return True
    mentions = (one for one in passage.marked.mentions if passage.start <= one.start < passage.end)
    is_of_parts = any(one.by_place and one.problem for one in mentions)  # 4: first one done
    is_promised = any(one.rule == "promise" for one in passage.readings)
    if is_on_its_way(piece, passage.text, _titles(passage), passage.situation.written):
        return True
    if is_of_parts or is_promised or is_asked_for(piece):
        return True
    return waits_for_another(piece) or _is_intended(piece) or _FRACTION.search(passage.text) is not None


def _hands_nothing_over(passage: Passage, piece: Piece) -> bool:
    if _MOVES_ON.search(passage.text):
        return not piece.has("person")
    if _talks_to_somebody(passage, piece) or _reports_work_of_another(piece) or _only_came_to_terms(passage, piece):
        return True
    if not piece.has("hand-to") and whole_words("never", "with-to-look").search(passage.text):
        return True  # 1 is now with Bob to sign: his part of it, and no more
    asked = whole_words("never", "told-others").search(passage.text)
    return asked is not None and not piece.has("person")  # 2 我已经叫人去安排了: his own way to do it


def _talks_to_somebody(passage: Passage, piece: Piece) -> bool:
    """Need to talk to Marc first, 得先问下江波: before it can go on, and nobody is said to take it."""
    takes = any(token.within(_TAKES) and not token.of("weak") for token in piece.tokens)
    last = max((found.end() for found in whole_words("never", "talks-to").finditer(passage.text)), default=0)
    people = [token.start - passage.start for token in piece.of("person")]
    return bool(last) and not takes and all(last <= at <= last + 1 for at in people)


def _reports_work_of_another(piece: Piece) -> bool:
    """李老师说她已经印了，你问问她 (she says it is printed, ask her): what another did, and no hand-over."""
    says = next((token.start for token in piece.tokens if token.of("says")), None)
    if says is None or any(token.within(_TAKES) and not token.of("weak") for token in piece.tokens):
        return False
    return any(token.within(_OVER) for token in piece.tokens if token.start > says)


def _only_came_to_terms(passage: Passage, piece: Piece) -> bool:
    """1我已经跟船公司说好了 (it is settled with the shipping company): nobody who could take it over is named."""
    last = max((found.end() for found in whole_words("never", "came-to-terms").finditer(passage.text)), default=0)
    return bool(last) and not passage.text[last:].strip(_UNSAID) and not piece.has("person")


def _is_of_a_thing(passage: Passage, piece: Piece) -> bool:
    """拧紧枪都校了一遍，没问题 (all wrenches calibrated, no problems): of what an item is about, and not of minutes."""
    titled = any(one.how == "title" and passage.start <= one.start < passage.end for one in passage.marked.mentions)
    titled = titled or tells_of_thing_examined(passage.text)
    return (
        titled and not piece.has("minutes") and whole_words("never", "nothing-wrong").search(passage.text) is not None
    )


def _restates_due_day(passage: Passage, piece: Piece) -> bool:
    """Re item 2, that was due 18 Sept: the day on which it is due, and no other."""
    due = {item.due for item in passage.situation.items if item.ref in passage.refs}
    if len(due) != 1 or piece.has("negated", "mistake", "object"):
        return False
    day = due.pop()
    return day is not None and set(loose_days(passage.text, passage.situation.written, day)) == {day}


def _is_only_of_days_to_come(piece: Piece, written: date) -> bool:
    """目录下周一更新 (the list will be updated on Monday): all days are to come, and without 了 nothing is over. The
    supplier delivers on 18 March."""
    if any(token.within(_OVER) for token in piece.tokens):
        return False
    if piece.written.isascii():
        text = piece.written.lower()
        days = loose_days(text, written, written) if whole_words("never", "comes-then").search(text) else set()
        return bool(days) and min(days) > written
    return bool(piece.days) and all(day.day is not None and day.day > written for day in piece.days)


def _is_promised_in_time(passage: Passage) -> bool:
    """I will make until Thursday, maybe not until Thursday, of what is due on Friday."""
    due, written = [item.due for item in passage.situation.items if item.ref in passage.refs], passage.situation.written
    asks = any(token.within(_ASKS_LATER) for token in passage.tokens)
    in_time = (promises_by_day,) if asks else (promises_by_day, comes_only_then)
    return any(is_so(passage.text, written, day) for is_so in in_time for day in due if day)


def _settles_on_a_day(passage: Passage) -> bool:
    """If not, make it the 18th, 不行的话就18号; or no more than that condition: what is to be then, and no harm."""
    found = whole_words("never", "elliptic-if").match(passage.text.lstrip(" ,;"))
    if found is None:
        return False
    behind = passage.text.lstrip(" ,;")[found.end() :].lstrip(" ,;")
    settles = whole_words("never", "settles-on").match(behind)
    return not behind or (
        settles is not None and bool(loose_days(behind, passage.situation.written, passage.situation.written))
    )


_WANTS_ANOTHER = kinds("postpone shift more-time gives-up question particle tag polite blocked wish")


def _comes_in_time(passage: Passage, piece: Piece) -> bool:
    """Lobby: paint arrives 8 March, of what is due on the 12th: all days that are named come before that."""
    dues = {item.due for item in passage.situation.items if item.ref in passage.refs}
    due = dues.pop() if len(dues) == 1 else None
    asks = [token for token in piece.tokens if token.within(_WANTS_ANOTHER)]
    if due is None or any(not (token.of("shift") and piece.has("negated")) for token in asks):
        return False  # late asks, and not late does not
    named = loose_days(passage.text, passage.situation.written, due)
    return bool(named) and all(passage.situation.written <= day < due for day in named)


def _titles(passage: Passage) -> list[str]:
    return [item.title for item in passage.situation.items if item.ref in passage.refs]


def is_lost(passage: Passage) -> bool:
    """合同烧了, hotel cancelled on us: the thing is lost, or somebody else took it away; it is neither done nor given
    up."""
    return whole_words("never", "harm").search(passage.text) is not None or is_cancelled_by_others(passage.text)


def is_not_to_be_done(passage: Passage) -> bool:
    """3 won't do: it is given up, and not blocked; not 3 won't do before Friday."""
    found = whole_words("never", "wont-do").search(passage.text)
    if found is None or whole_words("never", "wont-do-yet").search(passage.text, found.end()):
        return False
    return not any(passage.start <= day.start < passage.end for day in passage.marked.days)


def has_only_a_day_to_come(passage: Passage, ref: str) -> bool:
    """Confirmation attached 4 next wk: what stands before the number is of the item before it, and of this one nothing
    is said but when."""
    written = passage.situation.written
    open_days = (one for one in passage.marked.days if one.reason != "past" and (one.day is None or one.day > written))
    to_come = {one.start: one.end for one in open_days}
    text = passage.marked.text
    for mention in passage.marked.mentions:
        if ref in mention.refs and passage.start < mention.start < passage.end:
            day = mention.end + len(text[mention.end :]) - len(text[mention.end :].lstrip())
            if day in to_come and not text[to_come[day] : passage.end].strip(" ,.;"):
                return True
    return False


def _denies_the_day(piece: Piece) -> bool:
    """Don't move it to 20 March, 不要改到20号: right before the day and the verb that leads to it."""
    tokens = [token for token in piece.tokens if not token.of("mark")]
    denied = {one.end for one in tokens if one.of("negated") and not one.of("gives-up")}
    text = piece.block.folded.text
    return any(
        token.of("day")
        and whole_words("never", "moves").match(token.text)
        and len(text[: token.start].rstrip()) in denied
        for token in tokens
    )


def _is_intended(piece: Piece) -> bool:
    """1 加班完成, 继续完成, 完成度低: nothing says that it is over, and a word before it that it is to be."""
    if any(token.within(_OVER) for token in piece.tokens):
        return False
    text = piece.block.folded.text
    before = (
        text[piece.start : token.start] for token in piece.tokens if token.within(HAPPENED) and not token.text.isascii()
    )
    return (
        any(_intends().search(one) for one in before)
        or whole_words("never", "low").search(text, piece.start) is not None
    )


@cache
def _intends() -> re.Pattern[str]:
    """At the end of the text before a verb."""
    return re.compile(rf"{one_whole(words_of_both('never', 'intends'))}地?$")


@cache
def _lacks() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_whole(words_of_both('never', 'lacks'))}){_SHARE}")
