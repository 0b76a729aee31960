"""Statements that are spelled out to their last word: 这块结束了, we have reached 80 %, 算我一个, count on me.

They are data, `words/spelled_statements.*.json`, as patterns of whole clauses in which `§` stands for what names the
item, `√` for the verb of its title in the perfect, `¤` for the day of the mail or one before it, `¥` for one to come,
`%` for a share, and in English `^` for an adverb. What is so spelled is certain by itself; the rest of the sentence and
of the mail has its say all the same.
"""

import re
from datetime import date
from functools import cache

from collabtui.domain.action_status import Status
from collabtui.domain.mail.reason_codes import Statement
from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.item_statements.past_days import tells_what_was
from collabtui.language.replies.items.title_verbs import obtains_another
from collabtui.language.replies.marking.own_verb_turns import counts_another
from collabtui.language.replies.pieces import Piece, is_quoted
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.words.spelled_clauses import ENDS, LONGEST_SPELLED, SPELLED, pattern_of
from collabtui.language.replies.words.vocabulary import Token, foreign, kinds
from collabtui.language.replies.words.written_in import language_of
from collabtui.language.word_patterns import one_whole

_ITEM, _OWN_VERB, _PAST_DAY, _COMING_DAY, _SHARE = "§", "√", "¤", "¥", "%"
_ADVERB = "^"
_SHARE_KIND = "share"
"""Its words of time are told apart: 60 % last week is no share of now."""
_VALUES = _PAST_DAY + _COMING_DAY + _SHARE
_SIGNS = _ITEM + _OWN_VERB + _VALUES
_WHOLE = 100
_BOUNDS = ("前", "之前", "以前", "内", "之内")
"""Behind a day: until then."""
_LEADS_OR_LATER = late_regex(
    r"^(?:for|by|before|until|till|through|next) |afternoon|evening|tonight|noon|first thing"
    r"|下午|晚|中午|\byears?\b|\bmonths?\b|this week|去年|前年|上年|上个?月|本周|这周"
)
_REPEATED = late_regex(r"§(?: ?§)*(?: (?=[\u4e00-\u9fff]))?")
_STATUSES: dict[str, tuple[Statement, Status, int | None]] = {
    "done": ("done", "done", 100),
    "started": ("started", "in-progress", None),
    _SHARE_KIND: ("percent", "in-progress", None),
    "blocked": ("blocked", "blocked", None),
    "not-begun": ("not-begun", "not-started", None),
}
_TURNED = kinds(
    "negated future hedged almost condition hearsay says third may wish question particle idiom own-verb more-time day"
    " percent hand-over executive perfect-mood overcome greeting looked minutes accept thanks attend decline tentative"
)
"""Of words by which a clause of known words may be no statement."""
_ATTENDANCE: dict[str, Partstat] = {"attend": "accepted", "decline": "declined", "tentative": "tentative"}
_AGREEMENT = "agree"


def is_spelled_statement(reply: ReplyState, piece: Piece) -> bool:
    if piece.asks or piece.role or is_quoted(piece) or piece.has("translated"):
        return False
    if reply.sentence.governed or (not piece.named and (_goes_on_without_a_mark(piece) or reply.is_named_loosely)):
        return False
    if piece.block.folded.text.startswith(":", piece.end):
        return False  # attending: Tom, Ann
    if piece.kinds.isdisjoint(_TURNED) and not foreign(piece.tokens):
        return False  # 1 done: read as it is, and the patterns need not be compiled
    kind = _kind(reply, piece)
    if kind == "done" and (reply.setting.own.keep_second_verb(piece, reply.refs(piece)) or _is_of_others(reply, piece)):
        return False
    if kind == _AGREEMENT:
        return piece.block.item is None and not reply.carried
    if kind in _STATUSES and not piece.has("slip", "loose"):
        refs = reply.refs(piece)
        return bool(refs) and (piece.named or len(refs) == 1) and not _is_elsewhere(reply, piece)
    return kind in _ATTENDANCE


def _is_of_others(reply: ReplyState, piece: Piece) -> bool:
    text = piece.block.folded.text[piece.start : piece.end]
    return obtains_another(text) or any(counts_another(text, reply.setting.own.title(ref)) for ref in reply.refs(piece))


def _goes_on_without_a_mark(piece: Piece) -> bool:
    """签完1就|完成: the clause before it has the rest."""
    text = piece.block.folded.text
    return piece.lead == "run-on" or (piece.start > 0 and text[piece.start - 1].isalnum())


def read_spelled_statement(reply: ReplyState, piece: Piece) -> None:
    kind = _kind(reply, piece)
    say(reply, _of_item(reply, piece, kind) if kind in _STATUSES else _answer(piece, kind))


def _of_item(reply: ReplyState, piece: Piece, kind: str) -> Reading:
    rule, status, percent = _STATUSES[kind]
    refs = reply.refs(piece)
    found = reading(piece, rule, refs)
    found.status, found.percent, found.spelled = status, percent, True
    if kind == _SHARE_KIND:
        found.percent = piece.of("percent")[0].value
    found.named = piece.named or bool(reply.carried) or piece.block.item is not None
    if piece.named:
        reply.carried, reply.sentence.of_another = refs, False
    return found


def _answer(piece: Piece, kind: str) -> Reading:
    found = reading(piece, "agree" if kind == _AGREEMENT else "attendance")
    found.agreed, found.rsvp = kind == _AGREEMENT, _ATTENDANCE.get(kind)
    return found


def _is_elsewhere(reply: ReplyState, piece: Piece) -> bool:
    """Whether it may be said of another item, or of several."""
    if reply.sentence.of_another and not piece.named:
        return True
    return bool(reply.setting.items.misplaced(piece, reply.carried)) or any(one.problem for one in piece.mentions)


def _kind(reply: ReplyState, piece: Piece) -> str:
    """One of answers, read as they are written, or of a status, read with a sign for its item; an invitation has no
    items."""
    if piece.end - piece.start > LONGEST_SPELLED:
        return ""
    situation = reply.setting.situation
    text = _with_slots(reply, piece)
    language = language_of(text)
    answers = tuple(_ATTENDANCE) if situation.invitation else (_AGREEMENT,) if situation.minutes else ()
    written = _with_slots(reply, piece, _VALUES) if answers else ""
    kind = next((kind for kind in answers if pattern_of(SPELLED, language, kind).fullmatch(written)), "")
    return kind if kind or situation.invitation else _kind_of_status(reply, piece, language, text)


def _kind_of_status(reply: ReplyState, piece: Piece, language: str, text: str) -> str:
    if language == "zh":
        text = plain = _with_any_verb(text, "".join(reply.setting.own.title(ref) for ref in reply.refs(piece)))
    else:
        plain = _adverbs().sub(_ADVERB, text)
    read = ((kind, text if kind == _SHARE_KIND else plain) for kind in _STATUSES)
    return next((kind for kind, one in read if pattern_of(SPELLED, language, kind).fullmatch(one)), "")


def _with_slots(reply: ReplyState, piece: Piece, signs: str = _SIGNS) -> str:
    """Its words, with one of the `signs` for whatever is another thing each time that it is said."""
    text, end, parts = piece.block.folded.text, piece.start, []
    for token in piece.tokens:
        if (sign := _sign(token, reply, piece)) and sign in signs:
            parts += [text[end : token.start], sign]
            end = token.end
    return _REPEATED.sub(_ITEM, "".join((*parts, text[end : piece.end])).strip(ENDS))


_DONE_BEHIND = late_regex(
    r"(?P<done>完毕|完成|完|好|妥|毕|齐|清|干净|利索|到位|妥当|上去|上来|掉|下来|回来|出来|出去|进去|走)(?=[了啦喽咯嘞哒咧]|[，。！]|$)"
    r"|(?<=[\u4e00-\u9fff])(?=了?%)|(?P<gone>(?=[到给往至]))"
)
_UNDER_WAY = late_regex(r"[在正](?P<verb>[\u4e00-\u9fff]{1,2}?)(?=[了啦呢着中]|$)")
_ANY_VERB, _ANY_DONE, _ANY_SENT = "做", "做完", "递"


def _with_any_verb(text: str, titles: str) -> str:
    """催完 for 催收, 核对完毕, 换了三成, 在扫了: a Chinese verb that stands in the titles, by one that is any."""
    under_way = _UNDER_WAY.search(text) if titles else None
    if under_way and all(char in titles for char in under_way["verb"]):
        return f"{text[: under_way.start('verb')]}{_ANY_VERB}{text[under_way.end() :]}"
    for found in _DONE_BEHIND.finditer(text) if titles else ():
        for length in (2, 1):
            verb = text[max(found.start() - length, 0) : found.start()]
            if verb and not verb.isascii() and all(char in titles for char in verb):
                any_verb = _ANY_DONE if found["done"] else _ANY_VERB if found["gone"] is None else _ANY_SENT
                return f"{text[: found.start() - len(verb)]}{any_verb}{text[found.end() :]}"
    return text


def _sign(token: Token, reply: ReplyState, piece: Piece) -> str:
    if token.of("mention", "name") and not token.of("all-word"):
        return "" if any(one.how in ("rest", "amount") for one in piece.mentions) else _ITEM
    if token.of("own-verb", "done"):
        own = piece.written.isascii() and reply.setting.own.have_verb(token, reply.refs(piece))
        return _OWN_VERB if own else ""
    if token.of("percent"):
        return _SHARE if 0 < token.value < _WHOLE else ""
    return _sign_of_day(token, piece, reply.setting.own.written) if token.of("day") else ""


def _sign_of_day(token: Token, piece: Piece, written: date) -> str:
    """None for a day that is no more than a bound, or not over at the hour at which somebody writes."""
    day = next((one for one in piece.days if one.start <= token.start < one.end), None)
    if day is None or day.target or token.text.endswith(_BOUNDS) or _LEADS_OR_LATER.search(token.text):
        return ""
    over = day.reason == "past" or (day.day is not None and day.day <= written) or tells_what_was(piece)
    return _PAST_DAY if over else _COMING_DAY if day.day else ""


@cache
def _adverbs() -> re.Pattern[str]:
    """When and in what way, in English: they may stand nearly anywhere, so that the patterns have one sign for all."""
    return re.compile(one_whole(read_words(SPELLED, "en")["parts"]["adverb"]))
