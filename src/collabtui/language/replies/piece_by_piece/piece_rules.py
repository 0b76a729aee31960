"""The ways to read a piece, in the order in which they are tried: the first that fits reads it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.across_pieces.asides import (
    is_adverbial,
    is_assurance,
    is_irony,
    is_reservation,
    is_staying_away,
    read_adverbial,
    read_assurance,
    read_irony,
    read_reservation,
    read_staying_away,
)
from collabtui.language.replies.across_pieces.companions import is_companion, read_companion
from collabtui.language.replies.across_pieces.denied_values import (
    is_denied_value,
    read_denied_value,
)
from collabtui.language.replies.across_pieces.overcome import is_overcome, read_overcome
from collabtui.language.replies.across_pieces.own_mail import (
    ends_in_slip,
    is_own_correction,
    read_own_correction,
    read_taken_back,
)
from collabtui.language.replies.across_pieces.pointed_at import is_pointed_at, read_pointed_at
from collabtui.language.replies.across_pieces.taken_back_whole import (
    is_aim,
    is_void,
    read_aim,
    read_void,
)
from collabtui.language.replies.across_pieces.what_would_help import (
    is_help_with_block,
    read_help_with_block,
    read_nothing,
    says_of_nothing,
)
from collabtui.language.replies.announced_items import is_announced, read_announced
from collabtui.language.replies.certainty.apart_from_work import is_apart_from_work, read_apart_from_work
from collabtui.language.replies.invitation_and_minutes_answers import (
    asks_about_before,
    closes,
    deputy,
    is_harmless,
    names_taker,
    offers,
    qualify_agreement,
    question_before,
    spares_a_part,
)
from collabtui.language.replies.item_statements.still_open import is_reported_open
from collabtui.language.replies.other_languages import is_in_another_language
from collabtui.language.replies.phrases.spelled_statements import is_spelled_statement, read_spelled_statement
from collabtui.language.replies.piece_statement import read_statement
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.plan_headings import heads_what_follows
from collabtui.language.replies.reasons import is_reason, read_reason, say
from collabtui.language.replies.reply_doubts import (
    is_afterthought,
    read_afterthought,
)
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import reading, stated_place, talk, waiting
from collabtui.language.replies.words.hedge_kinds import DOUBT
from collabtui.language.replies.words.vocabulary import foreign, kinds


class PieceRule(NamedTuple):
    """A way to read a piece; `zh` and `en` are examples, which mean something else without the rule."""

    code: str
    fits: Callable[[ReplyState, Piece], bool]
    read: Callable[[ReplyState, Piece], None]
    zh: str
    en: str
    needs: frozenset[str] = frozenset()
    """Without a word of these kinds it never fits; asking for them first is cheaper."""


def _is_taker(reply: ReplyState, piece: Piece) -> bool:
    return not piece.role and names_taker(reply.sentence.readings, piece)


def _read_taker(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, "reason"))


def _spares_a_part(reply: ReplyState, piece: Piece) -> bool:
    return bool(spares_a_part(reply.readings, piece))


def _read_spared(reply: ReplyState, piece: Piece) -> None:
    spared = waiting(piece, "almost", spares_a_part(reply.readings, piece))
    say(reply, replace(spared, denies="done"))


def _is_offer(reply: ReplyState, piece: Piece) -> bool:
    return offers(piece, offered=reply.sentence.offered)


def _read_offer(reply: ReplyState, piece: Piece) -> None:
    reply.sentence.offered, reply.sentence.governed = True, "condition"
    say(reply, talk(piece, idle=True))


_WISHES = ("祝", "预祝", "敬祝", "恭祝")
_LONGEST_ALONE = 32
"""Characters."""
_ANSWERED_ALONE: dict[str, Partstat] = {
    "attend-alone": "accepted",
    "decline-alone": "declined",
    "tentative-alone": "tentative",
}


def _alone(reply: ReplyState, piece: Piece) -> str:
    """The kind of the one word that is the whole clause: 准 (granted), 来 (coming), can't."""
    situation, plain = reply.setting.situation, piece.written.strip(" .!。！").lower()
    asked = tuple(_ANSWERED_ALONE) if situation.invitation else ("agree-alone",) if situation.minutes else ()
    folded = piece.block.folded.text[piece.start : piece.end].strip(" .!")
    return next((kind for kind in asked if reply.setting.words.is_of_kind(kind, plain, folded)), "")


def _is_alone(reply: ReplyState, piece: Piece) -> bool:
    short = piece.end - piece.start <= _LONGEST_ALONE
    return short and piece.block.item is None and not piece.asks and bool(_alone(reply, piece))


def _read_alone(reply: ReplyState, piece: Piece) -> None:
    kind = _alone(reply, piece)
    statement = reading(piece, "agree" if kind == "agree-alone" else "attendance")
    statement.agreed = kind == "agree-alone"
    statement.rsvp = _ANSWERED_ALONE.get(kind)
    statement.mere_no = statement.rsvp == "declined"
    if statement.agreed and piece.written.strip().startswith("+"):
        # +1: of the minutes, most likely, and not of item 1
        statement.propose("open-words")
    elif statement.rsvp == "tentative":
        # 尽量 (I'll try)
        statement.propose("hedged")
    elif piece.has("thanks"):
        # apologies: as the English send them who do not come
        statement.propose("open-words")
    say(reply, statement)


def _is_harmless(reply: ReplyState, piece: Piece) -> bool:
    if reply.setting.situation.invitation and deputy(piece):  # 老田替我 (old Tian for me) is no signature
        return False
    return is_harmless(piece, reply.setting.words, after_closing=reply.closing)


def _read_harmless(reply: ReplyState, piece: Piece) -> None:
    reply.closing = reply.closing or closes(piece, reply.setting.words)
    if piece.tokens[0].text.startswith(_WISHES):
        # 祝您工作顺利，一切圆满完成: what goes on is wished, too
        reply.sentence.governed = "wish"
    found = talk(piece, idle=not _tells_of_something(piece))
    found.brings = piece.has("enclosed")
    say(reply, found)


def _tells_of_something(piece: Piece) -> bool:
    """Dogs are welcome: said of something that nothing is known of, the words of a courtesy are none."""
    subject = list(takewhile(lambda token: not token.of("is"), piece.tokens))
    spoken = [token for token in subject if not token.of("mark")]
    predicate = piece.tokens[len(subject) + 1 :]
    courteous = any(token.of("thanks") for token in piece.tokens)
    return bool(spoken and predicate) and bool(foreign(spoken)) and not courteous


_REPEATING = kinds("likewise mention filler the mark joint")


def _is_repeated(reply: ReplyState, piece: Piece) -> bool:
    """`2 too`: of another item what was said just before."""
    if not piece.named or "likewise" not in piece.kinds:
        return False
    repeated = all(token.within(_REPEATING) for token in piece.tokens)
    return repeated and reply.statement_before() is not None


def _read_again(reply: ReplyState, piece: Piece) -> None:
    """Only a status: one more week is another day for another item."""
    before, refs = reply.statement_before(), reply.refs(piece)
    reply.carried = refs
    if before is None or not before.counts or before.ask or not (before.status or before.accept):
        say(reply, waiting(piece, "unknown", refs))
    else:
        again = replace(before, block=piece.block, start=piece.start, end=piece.end, refs=refs, note=None)
        if piece.has("translated"):
            again.propose("open-words")
        say(reply, again)


_THUMBS = ("👍", "👌", "💪")


def _is_thumbed(reply: ReplyState, piece: Piece) -> bool:
    """1 done 👍 2 👍: a thumb behind an item, where the one before it stood behind what is done."""
    if not piece.named or not all(token.within(_REPEATING) for token in piece.tokens):
        return False
    before = next((one for one in reversed(reply.readings) if one.refs), None)
    thumbed = any(token.text in _THUMBS for token in piece.tokens)
    return thumbed and before is not None and before.status == "done" and before.block is piece.block


def _read_thumb(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    found = reading(piece, "done", reply.carried)
    found.status, found.percent, found.named = "done", 100, True
    found.propose("open-words")
    say(reply, found)


def _is_heading(_: ReplyState, piece: Piece) -> bool:
    """Names an item and says nothing, yet."""
    return piece.bare and not any(one.problem for one in piece.mentions)


def _read_heading(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    reply.is_named_loosely = piece.has("translated")
    found = talk(piece)
    found.refs = reply.carried
    say(reply, found)


def _is_still_open(reply: ReplyState, piece: Piece) -> bool:
    return not reply.sentence.governed and is_reported_open(piece) and bool(reply.refs(piece))


def _read_still_open(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    found = reading(piece, "note", reply.carried)
    found.note, found.named = stated_place(piece), True
    say(reply, found)


_THIS_ONE_DONE = late_regex(r"才(?:是|算)?[\u4e00-\u9fff]{2,3}(?:了|的)?(?:那[个项条件])?")


def _is_only_this_done(reply: ReplyState, piece: Piece) -> bool:
    """1 才是完成的: behind what is words of another, this is the one that is. Not 盖了章，2 才算完成 (only once it is
    stamped): there no other item is named before."""
    words = [token for token in piece.tokens if not token.of("mention", "mark")]
    if not piece.named or piece.asks or not words or not piece.has("done") or not reply.refs(piece):
        return False
    before = reply.sentence.readings
    if before and not any(one.refs for one in before):
        return False
    return _THIS_ONE_DONE.fullmatch(piece.block.folded.text, words[0].start, words[-1].end) is not None


def _read_only_this_done(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    found = reading(piece, "done", reply.carried)
    found.status, found.percent, found.named = "done", 100, True
    found.propose("open-words")
    say(reply, found)


def _is_tag(reply: ReplyState, piece: Piece) -> bool:
    return asks_about_before(reply.sentence.readings, piece)


def _read_tag(reply: ReplyState, piece: Piece) -> None:
    question_before(reply.sentence.readings)
    say(reply, talk(piece))


def _is_dating(reply: ReplyState, piece: Piece) -> bool:
    """`done (27 Feb)`: when it was."""
    if not piece.days or not all(token.of("day", "mark", "filler", "amount") for token in piece.tokens):
        return False
    stated = reply.sentence.statements()
    return bool(stated) and stated[-1].rule == "done" and not reply.is_of_excepted(piece)


def _read_date(reply: ReplyState, piece: Piece) -> None:
    """A day to come is none on which it was done: the booked one, or the one by which it will be."""
    written = reply.setting.own.written
    if all(day.reason == "past" or (day.day and day.day <= written) for day in piece.days):
        say(reply, talk(piece, idle=True))
        return
    done = reply.sentence.statements()[-1]
    done.propose("open-words")
    say(reply, waiting(piece, "unknown", done.refs))


def _is_foreign(reply: ReplyState, piece: Piece) -> bool:
    return not reply.closing and is_in_another_language(piece)


def _read_foreign(reply: ReplyState, piece: Piece) -> None:
    """Nothing is said by it, nor by the rest of its sentence: what it adds is not known."""
    reply.sentence.governed = "foreign-language"
    for one in reply.sentence.readings:
        if one.moves or one.ask:
            one.propose("foreign-language")
    reply.carried = reply.refs(piece) if piece.named else reply.carried
    say(reply, waiting(piece, "foreign-language", reply.refs(piece)))


def _always(_: ReplyState, __: Piece) -> bool:
    return True


def _read_statement(reply: ReplyState, piece: Piece) -> None:
    read_statement(reply, piece)
    qualify_agreement(reply.sentence.readings, piece)


def _heads_what_follows(reply: ReplyState, piece: Piece) -> bool:
    return heads_what_follows(piece, reply.setting.words)


def _read_head_of_time(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, idle=True))


PIECE_RULES = (
    PieceRule(
        "time-at-the-head",
        _heads_what_follows,
        _read_head_of_time,
        "今日：1 完成80%；明日计划：2",
        "Today: 1 at 60%. Tomorrow: 2",
    ),
    PieceRule(
        "nothing-of-it",
        says_of_nothing,
        read_nothing,
        "1 完成，需要支持：无",
        "1 done, support needed: none",
    ),
    PieceRule(
        "apart-from-work",
        is_apart_from_work,
        read_apart_from_work,
        "1 完成，下次会什么时候开？",
        "1 done. When is the next meeting?",
    ),
    PieceRule(
        "own-correction",
        is_own_correction,
        read_own_correction,
        "刚才那封写错了",
        "My last mail was wrong",
        kinds("mistake slip flaw repair object correct mistaken"),
    ),
    PieceRule(
        "taken-back-at-once",
        ends_in_slip,
        read_taken_back,
        "1 完成 2 也完成 写错了",
        "1 done, 2 done oops",
        kinds("repair"),
    ),
    PieceRule(
        "overcome",
        is_overcome,
        read_overcome,
        "2 上周受阻，昨天已经解决",
        "2 was blocked last week, that is resolved now",
        kinds("overcome day"),
    ),
    PieceRule(
        "void", is_void, read_void, "1 完成，2 完成——以上全部作废", "1 done, 2 done. All of the above is a draft"
    ),
    PieceRule("aim", is_aim, read_aim, "把1做完，是我的目标", "1 done, that is my goal"),
    PieceRule("pointing", is_pointed_at, read_pointed_at, "还剩三成，说的是2", "60% done, I mean item 2"),
    PieceRule(
        "denied-value",
        is_denied_value,
        read_denied_value,
        "1 完成40%，不是90%",
        "1 is 40% done, not 90%",
        kinds("denies-value"),
    ),
    PieceRule(
        "stays-away",
        is_staying_away,
        read_staying_away,
        "3 已修复，没再出现",
        "3 is fixed, it has not come back",
        kinds("stays-away"),
    ),
    PieceRule("adverbial", is_adverbial, read_adverbial, "1 完成了，在我脑子里", "1 is done, in another universe"),
    PieceRule(
        "reservation",
        is_reservation,
        read_reservation,
        "在不影响我方权利的前提下，1 已完成",
        "Without prejudice to our claims, 1 is done",
        kinds("reserves-rights"),
    ),
    PieceRule(
        "assurance", is_assurance, read_assurance, "1 延期到3月20日，说到做到", "1 delayed to 20 March, cross my heart"
    ),
    PieceRule("irony", is_irony, read_irony, "对对对，1 完成了", "Oh great, 1 is done", kinds("irony")),
    PieceRule("only-this", _is_only_this_done, _read_only_this_done, "1 才是完成的", "1 才是完成的", kinds("done")),
    PieceRule("still-open", _is_still_open, _read_still_open, "1 完成，2 待定", "1 done, 2 pending"),
    PieceRule("taker", _is_taker, _read_taker, "3 不归我管，是王芳", "3 is not mine, it is Tom Baker", kinds("person")),
    PieceRule("spared", _spares_a_part, _read_spared, "1 完成，除了接口", "1 done, except the venue", kinds("except")),
    PieceRule("doubt", is_afterthought, read_afterthought, "1 完成60%，大概吧", "1 is 60% done, maybe", DOUBT),
    PieceRule(
        "help-with-block",
        is_help_with_block,
        read_help_with_block,
        "2 受阻，因为审核人请假，建议换人",
        "2 is blocked because Ann is on leave. Proposal: ask Tom Baker",
    ),
    PieceRule("reason", is_reason, read_reason, "2 受阻，因为环境没好", "2 is blocked, because the server is down"),
    PieceRule("offer", _is_offer, _read_offer, "1 完成，如有问题请联系我", "1 done, any questions please call"),
    PieceRule("alone", _is_alone, _read_alone, "准", "Granted."),
    PieceRule("foreign-language", _is_foreign, _read_foreign, "2 готово", "2 noch nicht fertig"),
    PieceRule("harmless", _is_harmless, _read_harmless, "1 完成，谢谢", "1 done, thanks"),
    PieceRule("companion", is_companion, read_companion, "1 完成，发票月底寄", "1 done, invoice follows at month end"),
    PieceRule("again", _is_repeated, _read_again, "1 完成，2 也是", "1 done, 2 as well", kinds("likewise")),
    PieceRule("thumb", _is_thumbed, _read_thumb, "1 完成 👍 2 👍", "1 done 👍 2 👍"),
    PieceRule("announced", is_announced, read_announced, "已完成：\n1、3", "Done:\n1, 3"),
    PieceRule("heading", _is_heading, _read_heading, "2\n完成", "2\ndone"),
    PieceRule("tag", _is_tag, _read_tag, "2 能延期一周，可以吗？", "1 done, right?"),
    PieceRule("date", _is_dating, _read_date, "1 完成（2月27日）", "1 done (27 Feb)", kinds("day")),
    PieceRule(
        "spelled-out",
        is_spelled_statement,
        read_spelled_statement,
        "1 这块画上句号了",
        "We have reached 80 % with item 1",
    ),
    PieceRule("statement", _always, _read_statement, "1 完成", "1 done"),
)
"""The first that fits. What only adds to a statement before it comes first: who takes over, and why; then what is no
statement whatever words it has; then what needs the one before to mean anything. The rest states something."""


def rule_for(reply: ReplyState, piece: Piece) -> PieceRule:
    """The first one that fits: the last one always does."""
    kinds = piece.kinds
    fitting = (one for one in PIECE_RULES if not (one.needs and kinds.isdisjoint(one.needs)) and one.fits(reply, piece))
    return next(fitting)
