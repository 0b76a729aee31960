"""The rule of certainty, what may be changed without asking: only what a closed clause says, in a mail that says
nothing against it.

A clause is closed when every word of it, on both sides of its verb, is accounted for. What else was read is proposed:
it keeps its value, and a person decides.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from collabtui.language.replies.certainty.closed_mails import says_when_ready
from collabtui.language.replies.certainty.free_remarks import is_free_beside
from collabtui.language.replies.certainty.halted_at_offices import is_halted_at_an_office
from collabtui.language.replies.certainty.left_open import explains_delay, is_left_open, leads_to
from collabtui.language.replies.certainty.other_sentences import is_in_report
from collabtui.language.replies.certainty.plain_tails import tells_where_or_with_what
from collabtui.language.replies.certainty.reading_places import comes_before, follows_apart, sentence_of, stands_apart
from collabtui.language.replies.certainty.why_absent import is_with_household
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.spelled_clauses import is_place
from collabtui.language.replies.words.vocabulary import HAPPENED, Token, Vocabulary, foreign, kinds
from collabtui.language.word_patterns import whole_words

_AGREES = kinds("agree minutes accept praise mark greeting thanks yes emphasis executive all-word closing")
_ATTENDS = kinds(
    "attend decline tentative yes no accept agree mark greeting thanks praise emphasis closing perfect reason on-time"
    " hedged may particle"
)
_ADDRESSED = kinds("person team address amount name minutes measure")
_HANDED = kinds("hand-over specific")
_GOES_ON = HAPPENED | kinds("looked")
_WRITER = ("i ", "i'm ", "we ", "we're ", "我")
_HEADS_A_NUMBER = re.compile(r"(?:一下|看看|试试)? ?: ?\d{1,2}(?![\d%])(?! ?%)")
_HEADS = re.compile(r" ?: ?\w")
_LONGEST_RECEIVER = 4
"""Characters of a Chinese name of whom something was sent to; twice as many letters count as one word."""


def with_open_words_proposed(piece: Piece, found: Sequence[Reading], words: Vocabulary) -> None:
    for one in found:
        if one.counts and one.ask in _OF_ITEMS and _runs_into_another(piece):
            one.propose("open-words")
        if one.nearer and one.proposed and _may_be_given_away(piece):
            one.proposed = False
            take_back(one, "hearsay")
        if not one.moves or _is_closed(piece, one, words):
            continue
        if code := _of_something_else(piece, one, words):
            take_back(one, code)
        else:
            one.propose("open-words")


_OF_ITEMS = ("postpone", "reassign", "cancel")


def _runs_into_another(piece: Piece) -> bool:
    """The discs I ordered Monday the tester I can't do till the 19th: without a mark what is asked for may be of the
    item whose name stands behind the first one's."""
    return piece.written.isascii() and any(token.of("of-another-title") for token in piece.tokens)


def _of_something_else(piece: Piece, one: Reading, words: Vocabulary) -> Literal["", "unknown", "hearsay"]:
    """Why an open clause is not even proposed: it is said of another meeting, thing, time or person."""
    if one.rsvp and _is_of_somebody_else(piece):
        return "hearsay"
    if one.status == "done" and _may_be_given_away(piece):
        return "hearsay"
    other = (
        (one.rsvp == "accepted" and _is_of_another_thing(piece, words))
        or (one.rsvp == "declined" and (_has_no_time_for_another(piece) or _lacks_a_thing(piece)))
        or (one.status == "done" and (_is_of_another_time(piece, words) or _is_done_with(piece)))
    )
    return "unknown" if other else ""


def _is_closed(piece: Piece, one: Reading, words: Vocabulary) -> bool:
    if one.agreed:
        return _only(piece, _AGREES, words.of_kind("beside-agree"))
    if one.rsvp == "accepted" and _HEADS.match(piece.block.folded.text, piece.end):
        # attending: Tom, Ann
        return False
    if one.rsvp == "accepted" and (_was_attended(piece) or _is_of_a_team(piece)):
        return False
    if one.rsvp:
        clause = _behind_and(piece) if one.rsvp == "declined" else piece.tokens
        return _only(piece, _ATTENDS, words.of_kind("beside-attend"), clause)
    if piece.has("flaw") or _has_object(piece, words) or _heads_another(piece):
        return False
    if one.status == "blocked" and _RESERVES.search(piece.block.folded.text[piece.start : piece.end]):
        return False
    if one.status == "done" and (_is_infinitive(piece) or _goes_so_far(piece) or _names_a_limit(piece)):
        return False
    if one.status == "done" and _may_be_given_away(piece):
        return False
    if piece.has("restricts") or _is_shaded(piece, one) or (one.status == "done" and _is_of_another_time(piece, words)):
        return False
    if one.rule == "not-begun":
        return True  # nothing else stands in its clause
    if one.status == "blocked" and (_blocks_a_thing(piece, words) or _was_before(piece)):
        return False
    if one.status == "blocked":
        return one.named or not (foreign(piece.tokens) or (piece.has("blocked-by") and not _waits_for_office(piece)))
    if not one.named and _may_be_of_people(piece, one):
        return False
    return _is_all_read(piece, named=one.named)


def _is_shaded(piece: Piece, one: Reading) -> bool:
    """1 只能完成 (can only be done), I get 1 done; beside a share they only say how much it is."""
    if one.status != "done" or one.percent is None or "percent" in piece.kinds:
        return piece.has("yours") and "percent" in piece.kinds
    return "shading" in piece.kinds and not piece.has("perfect", "perfect-mood")


def _was_attended(piece: Piece) -> bool:
    """我参加过 (I attended)."""
    attends = [token.start for token in piece.of("attend")]
    return any(token.start > attends[0] for token in piece.of("perfect")) if attends else False


def _is_of_a_team(piece: Piece) -> bool:
    """My team will be there."""
    return any(then.of("team") and one.of("subject", "the") for one, then in pairwise(piece.tokens))


def _blocks_a_thing(piece: Piece, words: Vocabulary) -> bool:
    """1 blocked my calendar, on hold for us: a reason needs its mark or `by`, or says what there is not (no access)."""
    last = max((at for at, token in enumerate(piece.tokens) if token.of("blocked")), default=-1)
    behind = [token for token in piece.tokens[last + 1 :] if not token.of("day", "perfect", "perfect-mood")]
    if not behind or piece.tokens[last].of("blocked-by") or behind[0].of("mark", "mention", "no", "negated"):
        return False
    pronouns = words.of_kind("object-pronoun")
    if any(token.text in pronouns for token in behind):
        return True
    led = behind[0].of("filler") and not behind[0].of("subject", "the")
    apart = not behind[0].text.isascii() and behind[0].start > piece.tokens[last].end
    return bool(foreign(behind)) and not (led or apart)


def _was_before(piece: Piece) -> bool:
    """之前卡住了, it was stuck before: how it is now is not said."""
    return piece.has("formerly") or any(token.text in _THEN for token in piece.tokens)


_THEN = ("之前", "以前", "此前", "先前", "原来", "earlier", "before", "previously")


def _waits_for_office(piece: Piece) -> bool:
    held = piece.of("blocked-by")[-1]
    before = "".join(token.text for token in piece.tokens if token is not held)
    return held.end == piece.end and is_halted_at_an_office(piece.block.folded.text, held.end, before)


def _is_infinitive(piece: Piece) -> bool:
    """把接口文档做完 (to finish it): without 了 or 已 nothing has happened; not 把1标记为完成 (mark it as done)."""
    if piece.has("perfect", "perfect-mood") or piece.written.isascii():
        return False
    verbs = piece.of(*HAPPENED)
    takes = any(token.text in ("把", "将") for token in piece.tokens)
    marked = any(token.text.endswith("完成") and len(token.text) > 2 for token in verbs)
    return takes and not (marked or any(token.text.endswith("了") for token in verbs))


def _names_a_limit(piece: Piece) -> bool:
    """3月5日前完成 (by the 5th of March), written on the 9th: without 了 it may be a promise whose day is a slip."""
    if piece.has("perfect", "perfect-mood") or not any(token.of("done") for token in piece.tokens):
        return False
    # 三天前, 十分钟前: three days ago, ten minutes ago
    set_days = (day for day in piece.days if day.kind not in ("length", "relative") and day.reason != "vague")
    return any(piece.block.folded.text[day.start : day.end].endswith("前") for day in set_days)


def _may_be_given_away(piece: Piece) -> bool:
    """1 已交给王芳, I handed over 1 to Tom Smith: handed in, or somebody else's now. By its title it is a thing."""
    if any(one.how == "title" for one in piece.mentions):
        return False
    at = next((at for at, token in enumerate(piece.tokens) if token.of("changes-hands")), len(piece.tokens))
    behind = piece.tokens[at + 1 :]
    receiver = next((token for token in behind if not token.of("to", "mention", "it", "the", "hand-to", "mark")), None)
    if receiver is None or not receiver.of("person"):
        return False
    return not any(token.within(_GOES_ON) for token in behind if token.start > receiver.start)


def _goes_so_far(piece: Piece) -> bool:
    """完成到第三章 (done up to chapter three), 已提交申请 (the application is handed in): a part, or something else."""
    for verb, then, *behind in (piece.tokens[at : at + 3] for at in range(len(piece.tokens) - 1)):
        if verb.within(HAPPENED) and not then.text.isascii():
            is_counted = bool(behind) and behind[0].of("amount", "counter", "ordinal", "numeral", "number")
            if (then.of("range") and is_counted) or (then.start == verb.end and then.of("polite", "must")):
                return True
    return False


def _is_of_another_time(piece: Piece, words: Vocabulary) -> bool:
    """1 was done last year."""
    text = piece.block.folded.text[piece.start : piece.end] if piece.days else ""
    return "other-time" in piece.kinds or any(word in text for word in words.of_kind("other-time"))


def _heads_another(piece: Piece) -> bool:
    """整理报告：1 已完成 (the report: 1 done): the name of one item before the number of another."""
    titles = [token.end for token in piece.tokens if token.of("title")]
    return any(_HEADS_A_NUMBER.match(piece.block.folded.text, end) for end in titles)


def is_of_a_part(piece: Piece) -> bool:
    """接口文档的目录写完了 (the table of contents of the document is written): more than that is not said."""
    for at, token in enumerate(piece.tokens):
        behind = piece.tokens[at + 1 : at + 3]
        if token.of("title") and len(behind) == 2 and behind[0].text == "的" and foreign(behind[1:]):
            return True
    return False


def _is_of_another_thing(piece: Piece, words: Vocabulary) -> bool:
    """参加人员名单 (the list of who attends), 上次我参加了 (I attended the last one), accepted your other invite."""
    if piece.has("perfect", "flaw") or _is_of_another_meeting(piece, words):
        return True
    at = next((at for at, token in enumerate(piece.tokens) if token.of("attend", "yes", "agree")), len(piece.tokens))
    behind = piece.tokens[at + 1 : at + 2]
    closed = words.of_kind("beside-attend")
    answered = piece.tokens[at : at + 1]
    if answered and answered[0].of("attend-closed") and foreign(piece.tokens[at + 1 :]):
        # I'm in court
        return True
    if not behind:
        return False
    if behind[0].text in ("的", "that") and foreign(piece.tokens[at + 2 :]):
        # 参加的人 (who attends), I accept that meetings are long
        return True
    noun = behind[0].of("text", "team", "measure", "neutral") and not behind[0].text.isascii()
    granted = answered[0].of("yes") and not answered[0].of("attend") and behind[0].text not in closed
    return noun or granted or (answered[0].of("yes") and behind[0].text in ("to", "the", "your"))


def _is_of_somebody_else(piece: Piece) -> bool:
    """Tom can't make it: who is unknown, and not he who writes; not sadly can't make it."""
    first, *behind = [token for token in piece.tokens if not token.of("mark", "greeting")]
    if not behind or not first.of("text") or not first.text.isascii() or first.text.endswith("ly"):
        return False
    if behind[0].of("decline") and behind[0].text.startswith(_SOMEBODY_DOES):
        return True
    # Regina has declined the biscuits, Carol will attend
    capital = piece.block.written(first.start, first.end)[:1].isupper()
    helped = behind[0].text in _HELPING and len(behind) > 1 and behind[1].of("decline", "attend")
    return capital and (helped or (behind[0].of("attend") and behind[0].text.startswith("will")))


def _lacks_a_thing(piece: Piece) -> bool:
    """No parking there: no thing, and no refusal; 请假流程 (the form for leave)."""
    tokens = [token for token in piece.tokens if not token.of("mark", "greeting")]
    first = next((at for at, token in enumerate(tokens) if token.of("no", "decline")), len(tokens))
    behind = tokens[first + 1 : first + 2]
    if not behind or not behind[0].of("text"):
        return False
    return tokens[first].text == "no" if behind[0].text.isascii() else tokens[first].text == "请假"


def _is_done_with(piece: Piece) -> bool:
    """I'm done with the dentist: what he is through with, which is no item."""
    if piece.named or not piece.written.isascii():
        return False
    through = (then for one, then in pairwise(piece.tokens) if one.of("done") and then.text.startswith("with"))
    return any(foreign(token for token in piece.tokens if token.start >= then.end) for then in through)


_SOMEBODY_DOES = ("can", "won't", "will not", "is ", "isn't", "not ")
_HELPING = ("has", "have", "will", "would", "is", "can")
_NO_TIME = ("没空", "没时间", "没功夫")


def _has_no_time_for_another(piece: Piece) -> bool:
    """没空看议程 (no time to read the agenda): for what stands right behind it."""
    at = next((at for at, token in enumerate(piece.tokens) if token.text in _NO_TIME), len(piece.tokens))
    return any(token.of("text") for token in piece.tokens[at + 1 : at + 2])


def _is_of_another_meeting(piece: Piece, words: Vocabulary) -> bool:
    others, text = words.of_kind("other-meeting"), piece.block.folded.text[piece.start : piece.end]
    named = any(token.text in others for token in piece.tokens)
    return named or (not text.isascii() and any(word in text for word in others))


_RESERVES = re.compile(
    r"\b(?:i|we|i've|we've|have|has) (?:just |already |also )?blocked\b(?! (?:by|on|because)\b)"
    r"|\bblocked (?:out|off)\b(?! by\b)"
    r"|^\W*blocked (?:time|half|all|an?|the|my|your|our|one|two|three|four|\d|to(?:day|morrow)|next|this"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
"""Who blocks two hours, a room or a calendar for an item works on it: I blocked Friday for 1, 1 blocked off."""


def _may_be_of_people(piece: Piece, one: Reading) -> bool:
    """What names no item may be about those who write, or be mere emphasis."""
    if one.status == "done" and (_HEADS.match(piece.block.folded.text, piece.end) or piece.has("minutes")):
        # Sent: Thursday, the head of a mail that was passed on
        return True
    if piece.has("addressee") and not piece.has("hand-over", "specific"):
        # I'm with you 100%; done with you
        return True
    if piece.has("mood", "yours"):
        # 这下完了 (that's it for us), 您的申请已提交 (your application was sent)
        return True
    if any(token.of("accept") and not before.of("mark") for before, token in pairwise(piece.tokens)):
        # the deal is done
        return True
    if piece.has("percent") and piece.has("all-word"):
        # 都完成了一半 (all half done): of each, or half of them
        return True
    return piece.has("percent") and one.percent == 100 and all(token.of("percent", "mark") for token in piece.tokens)


def _only(piece: Piece, kinds: frozenset[str], texts: Sequence[str], tokens: Sequence[Token] | None = None) -> bool:
    return all(token.within(kinds) or token.text in texts for token in (piece.tokens if tokens is None else tokens))


def _behind_and(piece: Piece) -> Sequence[Token]:
    """I'm travelling and can't make it, so I can't: why somebody does not come, or on which day, is free."""
    last = max((at for at, token in enumerate(piece.tokens) if token.of("and") or token.text in _SO), default=-1)
    behind = piece.tokens[last + 1 :]
    dated = any(word in token.text for token in piece.of("decline") for word in _COMING)
    # can't attend on Monday; not I'm out tonight
    return [token for token in behind if not token.of("day")] if dated else behind


_COMING = ("attend", "make it", "join", "come", "be there", "参加", "出席", "参会", "到场")
_SO = ("so", "so that", "therefore", "所以", "因此")


def _has_object(piece: Piece, words: Vocabulary) -> bool:
    """It has finished me; everybody is done: the verb is about somebody."""
    tokens = [token for token in piece.tokens if not token.of("mark")]
    for before, token in pairwise(tokens):
        if before.within(HAPPENED) and token.text in words.of_kind("object-pronoun"):
            return True
    spoken = (token for token in tokens if token.text[0].isalnum())  # no ✅ before them
    first = next((token for token in spoken if not token.of("greeting", "mention")), None)
    return first is not None and first.text in words.of_kind("audience-subject")


def _is_all_read(piece: Piece, *, named: bool) -> bool:
    """Behind a verb of handing over stands who got it, where an item is named: 1 已发给客户 (sent to the customer)."""
    unread = [token for token in foreign(piece.tokens) if not token.of("address")]
    if piece.kinds.isdisjoint(HAPPENED):
        unread = [token for token in unread if not token.of("state")]  # online, of what is to be published
    if not unread:
        return True
    last = max((at for at, token in enumerate(piece.tokens) if token.within(HAPPENED)), default=len(piece.tokens))
    if named and tells_where_or_with_what(piece):
        return True
    to = next((token.start for token in piece.tokens[last:] if token.of("to")), None)
    if not named or to is None or unread[0].start < to:
        return False
    if all(token.within(_ADDRESSED) for token in unread):
        return True
    if is_place(piece.block.folded.text[unread[0].start : unread[-1].end]):
        # rates are updated in the system
        return True
    length = sum(len(token.text) if is_han(token.text[0]) else 2 for token in unread if not token.within(_ADDRESSED))
    return piece.tokens[last].within(_HANDED) and length <= _LONGEST_RECEIVER


def with_doubtful_proposed(readings: Sequence[Reading]) -> None:
    """Looks at each statement beside all others of the mail."""
    corrected = any(one.counts and one.ask == "correct" for one in readings)
    answers = {one.rsvp for one in readings if one.counts and one.rsvp and not one.excuse}
    for one in [one for one in readings if one.excuse or _declines_again(one)] if answers else ():
        if one.rsvp == "accepted":
            # I'll be there. See you on Monday
            _say_no_more_than(one, "talk")
        elif "declined" in answers:
            # 那天出差，去不了 (travelling, can't come)
            _say_no_more_than(one, "reason")
    if any(one.unsure for one in readings):
        # I'd love to come, will let you know by Monday
        for one in readings:
            if one.counts and one.rsvp == "accepted":
                one.propose("hedged")
    for one in readings if corrected else ():
        if one.agreed and one.proposed:
            # they are accurate, but item 2 is wrong: nothing to confirm
            one.agreed = one.proposed = False
    _with_brackets_explaining(readings)
    for one in readings:
        if one.counts and one.note and not (one.named or one.status or one.ask) and _is_beside_talk(one, readings):
            take_back(one, "unknown")
        is_offered = one.proposed and (one.nearer or one.status == "done")
        if is_offered and any(other.undone and _qualifies(one, other) for other in readings):
            take_back(one, "contradiction")
            one.proposed = False
        if not one.moves or (one.agreed and corrected):
            continue
        if one.status == "in-progress" and one.percent is None:
            _beside_a_share(one, readings)
        why = next((other for other in readings if leads_to(other, one)), None)
        if why is not None and one.note is None:
            one.note = why.place_behind_number
        if one.status == "done" and any(other.undone and _qualifies(one, other) for other in readings):
            take_back(one, "contradiction")
        elif _is_doubtful(one, readings):
            one.propose("open-words")


def with_reasons_settled(readings: Sequence[Reading]) -> None:
    """Says of what is why somebody does not come, or is stuck, no more than that, where this is certain."""
    for one in readings:
        for other in readings if one.moves or (one.counts and one.ask == "cancel") else ():
            if leads_to(other, one) or (one.rsvp in ("declined", "tentative") and other.says_why and other.waits):
                _say_no_more_than(other, "reason")


def _declines_again(one: Reading) -> bool:
    """那天我请假了，来不了 (on leave that day, can't come): what alone would only be proposed as a no."""
    return one.proposed and one.rsvp == "declined" and one.was == "attendance" and one.to is None


def _with_brackets_explaining(readings: Sequence[Reading]) -> None:
    """1 已经发给工会了 (sent yesterday): what in brackets right behind it is done needs no second offer. 看板试过了，
    没毛病 (tried the board, works well): it agrees to no minutes."""
    for before, one in pairwise(readings):
        together = before.block is one.block and before.sentence == one.sentence
        done = one.bracketed and one.status == "done" and (one.counts or one.proposed) and before.refs == one.refs
        if together and done and before.proposed and before.status == "in-progress" and before.percent is None:
            before.rule, before.status, before.proposed, before.waits, before.idle = "talk", None, False, False, True
        if together and one.agreed and before.rule == "note" and before.refs and _works_well(one):
            _say_no_more_than(one, "talk")
            one.agreed = one.counts = False


def _works_well(one: Reading) -> bool:
    return whole_words("never", "nothing-wrong").fullmatch(one.block.folded.text[one.start : one.end]) is not None


def _beside_a_share(one: Reading, readings: Sequence[Reading]) -> None:
    """2 压到六成左右，还在跑 (down to 60 %, still running): that it goes on adds nothing to a share that waits."""
    others = [other for other in readings if other is not one and set(other.refs) & set(one.refs)]
    if any(other.proposed and other.percent for other in others):
        one.rule, one.counts, one.status, one.idle = "talk", False, None, True
    elif any(other.of_share and other.rule == "note" for other in others):
        one.propose("open-words")


def _say_no_more_than(one: Reading, rule: Literal["reason", "talk"]) -> None:
    """What alone is a likely answer stands beside a plain one as its reason or a greeting."""
    one.rule, one.was, one.rsvp, one.waits, one.proposed, one.idle = rule, "", None, False, False, True


def _is_beside_talk(one: Reading, readings: Sequence[Reading]) -> bool:
    return any(other is not one and other.waits for other in readings)


_DOUBTS_MINUTES = ("reason", "negated", "hearsay", "question", "hedged")
"""Agreed. The heating is not repaired as the minutes say."""


def _is_doubtful(one: Reading, readings: Sequence[Reading]) -> bool:
    others = [other for other in readings if other is not one and _is_unread(other)]
    others = [other for other in others if not is_free_beside(other, one, readings)]
    if one.rsvp == "declined":
        # no, I am on leave: why is free, but a no beside talk of something else may answer anything
        others = [other for other in others if not (other.says_why and (_is_of_writer(other) or not one.mere_no))]
        if not one.mere_no:  # can't make it; no. Dana asked for the list may be of that list
            others = [other for other in others if not (other.of_somebody and follows_apart(other, one))]
        return any(other.waits or (one.mere_no and not _is_of_writer(other)) for other in others)
    if one.agreed:
        if any(other.disowns or (other.of_minutes and other.rule in _DOUBTS_MINUTES) for other in readings):
            return True
        return not all(_agrees_as_well(other) or _is_of_item_alone(other, readings) for other in others)
    if one.rsvp == "tentative":
        others = [other for other in others if not other.says_why]
    if one.rsvp:
        # come as you are: what looks like a reason may be the object
        return bool(others) or any(other.rule == "reason" for other in readings)
    others = [other for other in others if not (leads_to(other, one) or (other.elsewhere and one.status))]
    others = [other for other in others if not (_turned_out(other, one) or explains_delay(other, one))]
    if not one.named:
        others = [other for other in others if not (other.names and other.refs)]
        explained = one.status != "blocked" and any(other.rule == "reason" and not other.beside for other in readings)
        unchecked = one.status == "done" and any(other.awaits_check for other in readings)
        return bool(others) or explained or unchecked
    if one.status and (is_left_open(one, readings) or any(_heads_work(other, one) for other in readings)):
        return True
    if "|" in one.block.folded.text and any(_is_cell_before(one, other) for other in others):
        return True
    if one.percent and any(other.rule == "plan" and _goes_with(one, other) for other in others):
        return True
    return one.status == "done" and any(_qualifies(one, other) for other in others)


def _turned_out(other: Reading, one: Reading) -> bool:
    """Checked, all lights work."""
    return other.of_outcome and one.status == "done" and comes_before(one, other)


def _agrees_as_well(other: Reading) -> bool:
    """Minutes look right, I agree: in words that were not all read, and of nobody else."""
    return other.agreed and other.rule == "open-words"


def _qualifies(one: Reading, other: Reading) -> bool:
    """Whether what stands behind it in its sentence takes back that it is done: 1 已提交，被驳回 (sent, rejected)."""
    if other.befalls and other.block is one.block and other.start >= one.end and set(other.refs) <= set(one.refs):
        return True
    if other.start < one.end or not (_goes_with(one, other) or (other.awaits_check and not stands_apart(other, one))):
        return False
    if other.rule == "note" and set(other.refs) == set(one.refs) and _still_wants(other):
        return True  # 预算批了，还要领导审批, of 审批预算: though it has a word of its title
    own_name = other.numbered or (other.titled and one.names and not one.numbered)
    if own_name and one.refs and set(other.refs).isdisjoint(one.refs):
        # 1 done, 2 waiting for review
        return False
    if other.awaits_check:
        # 修好了，等测试同学回归 (fixed, waiting for the testers): whichever item their work is called after
        return True
    if other.bracketed or other.flawed:
        return not other.of_outcome
    if other.names or other.of_outcome:
        return False
    # what is read as a note is said for certain; who begins with a subject of its own says something else
    return not other.counts and not other.apart


def _is_of_item_alone(other: Reading, readings: Sequence[Reading]) -> bool:
    """Whether it says nothing of the minutes."""
    if not other.refs:
        return False
    if other.names and other.proposed and other.status and not (other.of_minutes or other.opposed or other.flawed):
        return True  # minutes are correct. The quotes are attached
    if (
        other.names
        and other.rule in ("condition", "future")
        and any(stands_apart(other, each) for each in readings if each.agreed)
    ):
        return True  # I agree. The offers I compare as soon as the third one is here
    if is_in_report(other, readings):
        return True
    return other.of_work or _adds_to_work(other, readings) or _leads_statement(other, readings)


def _leads_statement(other: Reading, readings: Sequence[Reading]) -> bool:
    """第3项因法务休假，申请延期: only the name of the item of which the rest of its sentence says something."""
    stated = any(each.counts and each.refs == other.refs for each in sentence_of(other, readings))
    return other.rule == "talk" and bool(other.refs) and stated


def _still_wants(other: Reading) -> bool:
    return whole_words("never", "still-wants").search(other.block.folded.text, other.start, other.end) is not None


def _adds_to_work(other: Reading, readings: Sequence[Reading]) -> bool:
    """The training is done, certificates I will scan tomorrow; 课件我在做，做好发您: goes on with the item of its
    sentence, and says nothing of the minutes."""
    to_come = (other.rule == "condition" and other.denies == "done") or (
        other.rule == "future" and says_when_ready(other)
    )
    tells = to_come or (other.rule == "note" and other.counts)
    if not tells or other.of_minutes or other.opposed or other.undone or other.flawed:
        return False
    before = [each for each in readings if each.end <= other.start and not stands_apart(each, other)]
    return any(each.counts and each.status and each.refs == other.refs for each in before)


def _is_of_writer(one: Reading) -> bool:
    return is_with_household(one) or one.block.folded.text.startswith(_WRITER, one.start)


def _is_cell_before(one: Reading, other: Reading) -> bool:
    """In a row of a table whose first cells say something else."""
    return other.block is one.block and other.start < one.start and not other.names


_OWN_ROW = re.compile(r"\W*\d{1,2} ?[.、)] ?(?!\d)")
_BARE_ROW = re.compile(r"\W*\d{1,2} [^\W\d][\w ]* ?[-:|]")


def _heads_work(other: Reading, one: Reading) -> bool:
    """1. 春季直播脚本定稿，完成100%; 2. 客户乙培训，已完成: behind a number work of another name, as in a list of the
    writer's own."""
    heads = other.rule == "note" and other.names and not one.names
    text = one.block.folded.text
    heads = heads and any(row.match(text) for row in (_OWN_ROW, _BARE_ROW))
    return heads and other.block is one.block and other.end <= one.start and bool(set(other.refs) & set(one.refs))


def _goes_with(one: Reading, other: Reading) -> bool:
    """Whether both stand in one sentence and are about the same."""
    return not stands_apart(other, one) and (not other.refs or bool(set(other.refs) & set(one.refs)))


def _is_unread(one: Reading) -> bool:
    """Something was said that is neither a courtesy nor understood."""
    if one.idle or one.rule == "reason" or one.is_absence:
        return False
    return not one.counts or one.rule == "note"
