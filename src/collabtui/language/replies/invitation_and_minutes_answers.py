"""Answers to an invitation and to minutes, which are about no item: I'll come, agreed."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile
from unicodedata import normalize

from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.own_grammars.invitations.sent_instead import sent_instead
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import reading, take_back, waiting
from collabtui.language.replies.words.hedge_kinds import DOUBT_OF_ATTENDANCE, HEDGE
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import (
    COURTESY,
    STATEMENTS,
    STATUS,
    WORK,
    Token,
    Vocabulary,
    foreign,
    kinds,
)
from collabtui.language.word_patterns import whole_words

_MAYBE = kinds("tentative filler mark greeting thanks")
_AGREES = kinds("agree minutes")
_BESIDES = STATEMENTS - kinds("agree accept")


_BESIDE_AGREE = kinds("minutes looked")
_BESIDE_MINUTES = kinds("minutes looked amount month-name")
_COMES = ("到", "来", "去")
_COMES_MAYBE = (" make", " make it", " attend", " join", " come", " pop in", " drop in", " dial in")
_ARRIVES = late_regex(
    r"(?:我|会前|提前|早|晚|会)*(?:\d{1,2}|[一二三四五六七八九十两半几]+)(?:分钟|刻钟|个?小时)(?:左右)?到(?:场|会场)?"
)


_CLOCK = late_regex(r"\d\s*[:：]\s*\d|[\d一二三四五六七八九十两半][点时]")


def _moves_time(piece: Piece) -> bool:
    """换成下午三点, 改成周三, 调到4点: to another time. Not `come to Monday's meeting`."""
    tokens = [token for token in piece.tokens if not token.of("filler") or token.of("to")]
    return any(
        one.of("hand-to", "to", "measure")
        and not one.text.isascii()
        and (then.of("day") or (then.of("amount") and _CLOCK.search(then.text)))
        for one, then in pairwise(tokens)
    )


def attendance(piece: Piece, words: Vocabulary) -> list[Reading]:
    if any(word in piece.written.lower() for word in words.of_kind("other-time")):
        # 去年这个会我请假了 (last year I was on leave)
        return []
    partstat = None if piece.has("person") else _partstat(piece, words)
    if meets_then(piece):
        # 周一见 (see you on Monday): it may be no more than a greeting
        found = reading(piece, "attendance")
        found.rsvp, found.excuse = "accepted", True
        found.propose("open-words")
        return [found]
    if partstat == "accepted" and piece.has("negated"):
        return _denied(piece)
    moved = piece.has("either-way") or any(day.target for day in piece.days) or _moves_time(piece)
    if partstat == "accepted" and moved:
        # 改到下午三点可以参加 (moved to three I can come): to the time that was asked it is no yes
        return [waiting(piece, "condition")]
    if partstat is None and piece.has("hindered") and not piece.has("person", "third", "perfect", "formerly"):
        # I'm on leave that day
        found = reading(piece, "attendance")
        found.rsvp, found.excuse = "declined", True
        found.propose("open-words")
        return [found]
    if ends_undecided(piece):
        found = reading(piece, "attendance")
        found.rsvp = "tentative"
        found.propose("hedged")
        return [found]
    if partstat is None and _may_come(piece):
        # might make the second half
        found = reading(piece, "attendance")
        found.rsvp = "tentative"
        found.propose("hedged")
        return [found]
    arrives = _ARRIVES.fullmatch(piece.block.folded.text[piece.start : piece.end])
    if partstat is None and not arrives:
        return []
    found = reading(piece, "attendance")
    if arrives:
        # 会前十分钟到 (there ten minutes before it)
        found.rsvp = "accepted"
        found.propose("open-words")
        return [found]
    found.rsvp, found.mere_no = partstat, not piece.has("decline")
    if partstat == "declined" and _is_in_doubt(piece, words):
        found.propose("hedged")
    return [found]


def _is_in_doubt(piece: Piece, words: Vocabulary) -> bool:
    """可能去不成, probably can't come; 恐怕去不成 (I'm afraid I can't) is no more than polite."""
    return any(token.text not in words.of_kind("regrets") for token in piece.of(*HEDGE))


_NOT_IT = ("不是", "并非", "非")
"""不是我来定: not I who decides."""


def _denied(piece: Piece) -> list[Reading]:
    """不能到场, not be joining: a no where the negation stands right before it; anything else says neither."""
    content = [token for token in piece.tokens if not token.of("mark")]
    denied = (one for one, then in pairwise(content) if one.of("negated") and then.of("attend"))
    if piece.asks or not any(one.text not in _NOT_IT for one in denied):
        return []
    found = reading(piece, "attendance")
    found.rsvp = "declined"
    found.propose("open-words")
    return [found]


_SHORT_NAME = r"([小老阿][\u4e00-\u9fff]|[\u4e00-\u9fff](?:总|工|经理|主任|老师))"
_UNIT = (
    r"(?:(?:我们?|咱们?|本)?(?:小?组|部门?|科室?|团队|班组|处室?)(?:里|内)?的?)?(?:我的?)?(?:同事|组员|副手|助理|下属)?"
)
"""Before a name: 我们组的, 我同事."""
_DEPUTY = late_regex(
    rf"(?:我?[让派请叫由]|我这边)?{_UNIT}{_SHORT_NAME}"
    r"(?:会|将)?(?:代我|替我|代|代表我|帮我)?(?:去|来|到|参加|出席|到场|参会|过去)(?:吧|了|一下|就行|即可)?"
)
"""小刘去 (young Liu goes): somebody by family name alone."""
_STANDS_IN = late_regex(
    rf"(?:由|让|请|叫|派)?{_UNIT}{_SHORT_NAME}"
    r"(?:会|来|去)?(?:[替顶代]我|代替我|[替顶]一下|顶上)(?:去|来|参加|出席)?(?:吧|了|就行|即可)?"
)
_NAME = r"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
_OF_MINE = r" (?:from|in|on|of) (?:my|our) (?:team|group|department|office|side|unit)"
_COMES_ALONG = r"(?: will| can|'ll| is going to)? (?:comes?|goes|go|attends?|joins?|be there|sits? in|stands? in)"
_IN_STEAD = r"(?: instead(?: of me)?| for me| in my (?:place|stead)| on my behalf)?"
_OF_MY_TEAM = late_regex(
    rf"(?:(?:I|[Ww]e)(?:'ll| will|'m| am|'re| are) )?[Ss]end(?:ing)? {_NAME}"
    rf"(?:{_OF_MINE}{_IN_STEAD}|(?=.* instead| for me| in my | on my ){_IN_STEAD})"
    rf"|(?:[Mm]y|[Oo]ur) (?:colleague|deputy|assistant|teammate),? {_NAME.replace('name', 'mine')},?"
    rf"{_COMES_ALONG}{_IN_STEAD}"
    rf"|{_NAME.replace('name', 'of_team')}{_OF_MINE},?{_COMES_ALONG}{_IN_STEAD}"
)
"""Somebody of the writer's own people by a name in capitals: Sam from my team will come."""
_TAKES_MY_PLACE = late_regex(
    rf"{_NAME}(?: will| can|'ll| is going to)?"
    r" (?:comes?|goes|go|attends?|joins?|sits? in|stands? in|steps? in|fills? in|takes?)"
    r"(?: (?:instead(?: of me)?|for me|in my (?:place|stead)|on my behalf|my (?:place|seat|spot)))"
)
"""Somebody whom nobody knows here, by a name in capitals: Sam takes my seat."""


def _unknown_deputy(piece: Piece, *, declined: bool) -> str:
    """The name of somebody who is not known and comes in the writer's place, as written; empty where there is none."""
    written = piece.block.written(piece.start, piece.end).strip(" .!,。，！")
    latin = _TAKES_MY_PLACE.fullmatch(written.removeprefix("but ").removeprefix("and "))
    if latin:
        return latin["name"]
    if of_mine := _OF_MY_TEAM.fullmatch(written):
        return of_mine["name"] or of_mine["mine"] or of_mine["of_team"]
    text = _ASKS_LEAVE.sub("", piece.block.folded.text[piece.start : piece.end]).strip(" .!,")
    found = _DEPUTY.fullmatch(text) or _STANDS_IN.fullmatch(text)
    return found[1] if found else sent_instead(written.removeprefix("but "), text, declined=declined)


_IN_MY_PLACE = late_regex(
    r"(?P<sent>我?会?[让派请叫由])?我?P[会将可能]?以?(?P<stead>代替我?|代表我|帮我|[代替顶]我?)?"
    r"(?:去|来|到|参加|出席|到场|参会|过去)?(?:吧|了|一下|就行|就好|即可)?"
)
_INSTEAD = late_regex(
    r"(?P<sent>(?:please )?(?:let|ask|have|send|sending|i'?ll send|i will send|i am sending|i'?m sending) )?P"
    r"(?: to| will| can| may| is)?(?: be)?(?: comes?| coming| goes| go| going| attends?| joins?| joining| there)?"
    r"(?P<stead> for me| instead(?: of me)?| in my (?:place|stead)| on my behalf)?"
)
"""P is the one person whom the clause names."""


def _goes_instead(piece: Piece, person: Token, *, declined: bool) -> bool:
    """由王芳代替, let Gina go for me; behind a no also 王芳会来, Bob will. A name alone signs the mail."""
    text = piece.block.folded.text
    written = f"{text[piece.start : person.start]}P{_ASKS_LEAVE.sub('', text[person.end : piece.end])}".strip(" .!,")
    found = _IN_MY_PLACE.fullmatch(written) or _INSTEAD.fullmatch(written)
    return found is not None and written != "P" and (declined or bool(found["sent"] or found["stead"]))


_MEETING = "会"
_COMES_TOO = late_regex(
    r"我们?(?:自己)?(?:也|都|同样)(?:会|要|能|可以|一起|准时|都)*(?:去|来|到|参加|出席)"
    r"|\bi(?:'m|'ll| will| am)? (?:also|too) (?:come|coming|attend|attending|going|go|join|joining|be there)\b"
    r"|\bi(?:'m|'ll| will| am) (?:come|coming|attend|attending|going|go|join|joining|be there)(?:,? too| as well)\b"
    r"|\b(?:so (?:will|am|do) i|me too(?=\W*$)|both of us)(?!\w)"
)
"""小田去，我也去: whoever comes as well sends nobody in his place."""


_ASKS_LEAVE = late_regex(r"[ ,]*(?:行吗|行么|可以吗|可以么|好吗|行不行|可以不|可不可以|好不好|成吗)[ ?]*$")
"""让小赵替我去行吗 (may young Zhao go for me?): he sends him, and is polite."""
_SENDS = late_regex("[替代顶]我|代表我")


def _is_asked(piece: Piece, *, declined: bool) -> bool:
    """Whether a clause asks for more than leave to send somebody."""
    text = piece.block.folded.text[piece.start : piece.end]
    if not _ASKS_LEAVE.search(text):
        return piece.asks
    return not (declined or _SENDS.search(text))


def deputy(piece: Piece, *, declined: bool = False) -> list[Reading]:
    """派小李参加 (I send Xiao Li): he does not come himself; who does is proposed with it. `declined`: he has said so
    before."""
    people = piece.of("person")
    if (
        piece.has("negated", "decline")
        or _is_asked(piece, declined=declined)
        or _COMES_TOO.search(piece.block.folded.text, piece.end)
    ):
        return []
    other = _unknown_deputy(piece, declined=declined)
    if piece.has("says") and not other:
        return []
    if other and all(one.text.startswith(other) for one in people):
        found = reading(piece, "attendance")
        found.rsvp, found.to = "declined", other
        found.propose("deputy")
        return [found]
    if len(people) != 1:
        return []
    attends = piece.has("attend") and not _attends_something_else(piece)
    sent = (attends or piece.has("takes-on")) and piece.has("hand-to", "asks", "deputy")
    instead = sent or piece.has("represents") or _goes_instead(piece, people[0], declined=declined)
    if not instead:
        return []
    found = reading(piece, "attendance")
    found.rsvp, found.to = "declined", piece.block.written(people[0].start, people[0].end)
    found.propose("deputy")
    return [found]


def _attends_something_else(piece: Piece) -> bool:
    """我让小李参加人员统计 (the headcount, and no meeting)."""
    at = next(at for at, one in enumerate(piece.tokens) if one.of("attend"))
    behind = [one.text for one in piece.tokens[at + 1 :] if one.of("text")]
    return bool(behind) and not behind[0].isascii() and _MEETING not in behind[0]


def ends_undecided(piece: Piece) -> bool:
    """能否出席待定 (whether I come is open): a question that its own end answers."""
    content = [token for token in piece.tokens if not token.of("mark", "filler")]
    comes = piece.has("attend") or any(
        one.of("particle") and then.text in _COMES for one, then in pairwise(piece.tokens)
    )
    asked = piece.has("particle", "question") and comes
    return asked and not piece.asks and bool(content) and content[-1].of("tentative")


def _may_come(piece: Piece) -> bool:
    first = next((token for token in piece.tokens if not token.of("filler", "greeting", "mark")), None)
    return first is not None and first.of("tentative") and first.text.endswith(_COMES_MAYBE) and not piece.asks


def meets_then(piece: Piece) -> bool:
    """周一见, see you on Monday: it names a day and asks for none."""
    content = [token for token in piece.tokens if not token.of("mark", "filler")]
    days = [token for token in content if token.of("day")]
    others = [token.text for token in content if not token.of("day")]
    return bool(days) and len(others) == 1 and others[0] in ("见", "see you")


def _partstat(piece: Piece, words: Vocabulary) -> Partstat | None:
    """Yes, no or maybe; not yes and no."""
    if piece.has("no") and piece.has("yes", "attend"):
        return None
    if piece.has("decline", "no"):
        return "declined"
    goes = words.of_kind("attend-go")
    maybe = piece.has("tentative") and all(token.within(_MAYBE) or token.text in goes for token in piece.tokens)
    if maybe or (piece.has(*DOUBT_OF_ATTENDANCE) and piece.has("attend", "yes")):
        return "tentative"
    return "accepted" if piece.has("attend", "yes") else None


def agreement(piece: Piece) -> list[Reading]:
    """Agreeing is all it says, or it names the minutes."""
    fine = any(not token.of("receipt", "praise") for token in piece.of("accept"))
    agrees = piece.has("agree") or (fine and piece.has("minutes"))
    emphasised = piece.has("percent") and all(token.value == 100 for token in piece.of("percent"))
    of_day = piece.has("minutes") and all(day.reason == "past" for day in piece.days)
    besides = (
        piece.has("done", "started", "blocked")
        or (piece.has("day") and not of_day)
        or (piece.has("percent") and not emphasised)
    )
    if not agrees or piece.named or besides:
        return []
    # the minutes of 2 March
    beside = _BESIDE_MINUTES if piece.has("minutes") and piece.has("month-name") else _BESIDE_AGREE
    if foreign(token for token in piece.tokens if not token.within(beside)):
        return []
    if any(token.within(_BESIDES) and not token.within(_AGREES) for token in piece.tokens if not token.of("percent")):
        return []
    found = reading(piece, "agree")
    found.agreed = True
    if emphasised or piece.days:
        # I approve 100%: wholly, or something else that is
        found.propose("open-words")
    elif piece.has("team") and not piece.has("subject"):
        # the team confirmed: who writes has not said so himself
        found.propose("hearsay")
    return [found]


def same_item(sentence: Sequence[Reading], one: Reading) -> None:
    """Not mine, please ask Bob about 2: the item of the second is that of the first."""
    before = sentence[-1] if sentence else None
    if before and before.rule == "several-open" and before.unaddressed == "reassign":
        before.rule, before.waits, before.refs = "talk", False, one.refs


def names_taker(sentence: Sequence[Reading], piece: Piece) -> bool:
    """3 不归我管，是王芳: takes over whose it is, where the piece says no more than that."""
    if not sentence:
        return False
    before = next((one for one in reversed(sentence) if one.rule not in ("talk", "reason")), None)
    if before is None or before.ask != "reassign" or before.to or not before.counts or piece.asks:
        return False
    people = piece.of("person")
    content = [token for token in piece.tokens if not token.of("team")]
    if len(people) != 1 or not all(
        token.of("person", "is", "filler", "mark", "hedged", "took-over") for token in content
    ):
        return False
    before.to = piece.block.written(people[0].start, people[0].end)
    return True


def asks_about_before(sentence: Sequence[Reading], piece: Piece) -> bool:
    """`1 done, right?`; behind a wish for a change it is politeness: 延期一周，可以吗？"""
    if not piece.asks or not all(token.of("tag", "filler", "mark") for token in piece.tokens):
        return False
    return any(one.rule != "talk" for one in sentence)


def question_before(sentence: Sequence[Reading]) -> None:
    """Take back what was said before a question tag: it is no statement, but for a request."""
    before = [one for one in sentence if one.rule != "talk"]
    if before[-1].ask not in ("postpone", "cancel", "reassign"):
        take_back(before[-1], "question")


def qualify_agreement(sentence: Sequence[Reading], piece: Piece) -> None:
    """`I agree, but the date is wrong`: a remark beside an agreement may take it back."""
    spares = piece.has("except")
    if not spares and sentence and sentence[-1].agreed and sentence[-1].start == piece.start:
        # looks good, I agree with the minutes: it agrees itself
        return
    if piece.lead == "contrast" and any(one.ask in _OF_OWNER for one in sentence if one.start >= piece.start):
        # agreed, but action 2 is Laura's: the minutes say that it is his; a later day is asked for beside them
        for one in (before for before in sentence if before.agreed):
            one.propose("open-words")
        return
    if not spares and (piece.named or piece.has(*COURTESY) or not foreign(piece.tokens)):
        return
    withdraw_agreement([one for one in sentence if one.start != piece.start])


_OF_OWNER = ("reassign", "cancel")


def withdraw_agreement(readings: Sequence[Reading]) -> None:
    for one in readings:
        if one.agreed:
            one.agreed = False
            take_back(one, "unknown")


def reserves(piece: Piece, details: Sequence[str]) -> bool:
    """`Agreed, but see below`; `Agreed. Please check the date`: a courtesy behind `but`, and one that asks to look at
    a detail, are none beside an agreement."""
    if piece.has("thanks", "executive") or not piece.has("greeting", "closing", "offer"):
        return False
    if piece.lead == "contrast":
        return True
    spoken = piece.block.folded.text[piece.start : piece.end].split()
    return spoken[0] in _PLEASE and not set(details).isdisjoint(spoken)


_PLEASE = ("please", "pls", "kindly")


def limits(sentence: Sequence[Reading], piece: Piece, one: Reading) -> Refs:
    """The items of which a remark behind `but` says that something is left of them.

    A single word of another title names no other item there: `1 done but there is a bug left`.
    """
    if one.rule not in ("note", "talk") or not foreign(piece.tokens):
        return ()
    if piece.tokens[0].of("except"):
        # website: done, except the budget page
        return next((before.refs for before in reversed(sentence) if before.counts and before.refs), ())
    if piece.lead != "contrast":
        return ()
    if any(named.how != "title" and not named.weak for named in piece.mentions if named.how != "amount"):
        return ()
    return next((before.refs for before in reversed(sentence) if before.refs), ())


def spares_a_part(before: Sequence[Reading], piece: Piece) -> Refs:
    """The items said to be done of which a part is spared in a word of a title: 1 完成，除了文档; `1 done. Except the
    document.` The word may be one of that very item's title, and names no other."""
    if not before or before[-1].status != "done" or not before[-1].counts:
        return ()
    if not piece.has("except") or piece.has("done", "percent", "started", "blocked", "all-word"):
        return ()
    named = [one for one in piece.mentions if one.how not in ("amount", "except")]
    return before[-1].refs if all(one.how == "title" for one in named) else ()


_BETWEEN = kinds("perfect filler is")
_OTHERS = kinds("text team person name")


def may_hide_item(piece: Piece) -> bool:
    """Whether the reason ends with a bare number and a status, right behind words of something else."""
    before_status = _without_end(piece.tokens, STATUS)
    before_link = _without_end(before_status, _BETWEEN)
    if len(before_status) == len(piece.tokens) or len(before_link) < 2:
        return False
    *_, other, number = before_link
    return number.of("amount", "mention") and number.text.isdecimal() and other.within(_OTHERS)


def _without_end(tokens: Sequence[Token], kinds: frozenset[str]) -> Sequence[Token]:
    return tokens[: len(tokens) - len(list(takewhile(lambda token: token.within(kinds), reversed(tokens))))]


_READ = kinds("minutes looked filler perfect mark the")
"""纪要我看了: what was read is not agreed to yet, and not doubted."""
_IN_OFFERS = kinds("own-verb hand-to hand-over weak tentative base")
"""请联系我 where a title wants somebody contacted; 请找王芳."""
_SAYS_NOTHING = kinds("filler mark subject")
_TAKES_NOTE = ("know", "forgive", "excuse", "bear", "convey", "pass")
"""Kindly know, please bear with me: nothing is to be done."""
_WORD = late_regex(r"[A-Za-z]+")
_LATIN_NAME = late_regex(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}")


def is_harmless(piece: Piece, words: Vocabulary, *, after_closing: bool) -> bool:
    if piece.named or piece.asks or piece.has("correct", "quote"):
        return False
    if not any(char.isalnum() for char in piece.block.written(piece.start, piece.end)):
        # smiles and rules; a tick says something
        return not piece.has("negated", *STATEMENTS)
    if _is_thankful(piece) or _has_looked(piece):
        return True
    if not piece.has("agree") and _sends_on_its_way(piece, words):
        return True
    if after_closing:
        return not piece.has(*STATEMENTS)
    if any(token.within(WORK) and not token.of("weak") for token in piece.tokens):
        return False
    if piece.tokens[0].of("hedged") and not piece.has("thanks"):
        # should things go well: a condition of what follows
        return False
    if asks_to_pass_on(piece) or (piece.has("asks") and _asks_for_something(piece)):
        return False
    return _is_courteous(piece, words) or is_name(piece, words) or _introduces(piece)


def _is_courteous(piece: Piece, words: Vocabulary) -> bool:
    """Not `done, badly I'm afraid`."""
    courtesies = piece.of(*COURTESY)
    laments = all(token.text in words.of_kind("laments") for token in courtesies)
    return bool(courtesies) and not (laments and foreign(piece.tokens))


def _asks_for_something(piece: Piece) -> bool:
    """Please change the date, please add Todd to the invite: more than to look at it, or to be called."""
    spoken = [token for token in piece.tokens if token.of("asks") or not token.within(_SAYS_NOTHING)]
    behind = list(dropwhile(lambda token: token.of("asks"), spoken))
    if len(behind) in (0, len(spoken)) or behind[0].text in _TAKES_NOTE:
        return False
    return behind[0].text.isascii() and behind[0].of("text", "shift", "hand-to", "counter")


_RECEIVERS = kinds("person team to")
_PASSED_ON = kinds("all-word subject the third")
_GIVEN_TO = ("给",)
_ASKED = kinds("asks executive")
_TAKING = ("请把", "请将")


def asks_to_pass_on(piece: Piece) -> bool:
    """Please forward everything to Todd, 麻烦都发给法务: no courtesy, as it is to say hi to Todd. It goes to
    somebody, or `everything` and `it` go to whoever stands behind `to`."""
    asked = dropwhile(lambda token: not _is_asking(token), piece.tokens)
    behind = list(takewhile(lambda token: not token.of("thanks", "closing"), dropwhile(_is_asking, asked)))
    for at, (first, then) in enumerate(pairwise(behind)):
        before = behind[: at + 1]
        passed = any(token.within(_PASSED_ON) for token in before)
        free = then.of("text") and (passed or first.text.endswith(_GIVEN_TO))
        if first.of("to") and (then.within(_RECEIVERS) or free or (passed and then.of("the"))):
            return not any(token.of("greeting") for token in before)
    return False


def _is_asking(token: Token) -> bool:
    return token.within(_ASKED) or token.text in _TAKING


def _has_looked(piece: Piece) -> bool:
    """I have read the minutes of 2 March: the day is that of the minutes, and no plan."""
    if not piece.has("looked") or piece.has("agree"):
        return False
    held = piece.has("minutes") and all(day.reason == "past" for day in piece.days)
    return all(token.within(_READ) or (held and token.of("day", "to")) for token in piece.tokens)


def _introduces(piece: Piece) -> bool:
    """開発部の佐藤です (this is Sato of development), as Japanese mails begin; not 担当は佐藤です (Sato does it)."""
    if not piece.has("introduces") or piece.has("topic-marker") or len(piece.tokens) < 2:
        return False
    return piece.tokens[-1].of("introduces") and piece.tokens[-2].of("person")


def _sends_on_its_way(piece: Piece, words: Vocabulary) -> bool:
    """请执行 (go ahead), please file them."""
    beside = words.of_kind("beside-executive") if piece.has("executive") else ()
    return all(token.of("executive", "mark", "greeting", "thanks") or token.text in beside for token in piece.tokens)


def offers(piece: Piece, *, offered: bool) -> bool:
    """If you have any questions, let me know: it says nothing of any item. `offered`: its sentence has begun so."""
    if piece.named or piece.has(*(STATEMENTS - _IN_OFFERS)):
        return False
    return piece.has("offer") or offered


def closes(piece: Piece, words: Vocabulary) -> bool:
    """Whether only names and the like follow: `Best regards`, `--`, the name itself on a line of its own."""
    if piece.has("closing"):
        return True
    alone = not piece.block.source.strip(piece.block.written(piece.start, piece.end) + " .,!，。！")
    return alone and (is_name(piece, words) or piece.block.source.strip() == "--")


def _is_thankful(piece: Piece) -> bool:
    """`Thanks for your help`: whatever one is thankful for, or sorry about; not what stands behind its colon."""
    colon = next((token.end for token in piece.tokens if token.text == ":"), None)
    if colon is not None and any(token.start >= colon and token.of(*STATEMENTS) for token in piece.tokens):
        return False
    for token, behind in zip(piece.tokens, piece.tokens[1:], strict=False):
        if token.text.startswith("with "):
            # with thanks to the scribe
            return True
        if token.of("thanks"):
            # 感谢整理: the verb of some title as well
            return behind.of("thanked") or (behind.of("own-verb") and not piece.has("perfect"))
        if not token.of("filler", "greeting", "mark"):
            return False
    return False


def is_name(piece: Piece, words: Vocabulary) -> bool:
    """A name alone: the end of a mail, or whom it is for."""
    if piece.has("person") and len(piece.tokens) == 1:
        return True
    if piece.role or any(token.within(WORK) for token in piece.tokens):
        return False
    written = normalize("NFKC", piece.block.written(piece.start, piece.end)).strip(" .!~-—,")
    if _LATIN_NAME.fullmatch(written):
        if whole_words("never", "no-name").fullmatch(written.lower()):
            return False  # provisionally
        return all(token.of("text", "person") for token in piece.tokens)
    name = written.partition(" ")[0].lstrip("小老阿")
    if name.endswith(("去", "来", "到")) or piece.has("says", "filler"):
        # 小刘去 (young Liu goes), 小李的 (young Li's)
        return False
    return len(name) in (1, 2, 3) and name[0] in words.of_kind("surname") and len(written) <= 12


def is_substantial(piece: Piece) -> bool:
    """Whether it is enough of a sentence to be a note on something that it does not name."""
    written = piece.block.written(piece.start, piece.end)
    return sum(map(is_han, written)) + 1.5 * len(_WORD.findall(written)) >= 4
