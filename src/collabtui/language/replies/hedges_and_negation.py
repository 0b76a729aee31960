"""Words that take a statement back: negation (没完成), doubt, wish, condition, question, hearsay, quotation, somebody
else's item.

Each has its own code. Where several meet, the first of this order is the one that is told.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt, MentionProblem
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.pieces import Piece, is_example, is_quoted
from collabtui.language.replies.taking_back.only_then import waits_for_another
from collabtui.language.replies.taking_back.others_sent import is_sent_to_do_it
from collabtui.language.replies.words.hedge_kinds import HEDGE_OF_FACT
from collabtui.language.replies.words.vocabulary import HAPPENED, PROMISED, STATEMENTS, Token, foreign, kinds

CHANGES = ("postpone", "shift", "not-mine", "hand-to", "cancel")
"""What a polite question may ask for."""
_THEN = late_regex(r"了?再(?![见次度])")
"""改完再交 (it goes out when it is ready): what stands before it is still to come."""
_OWN = ("我", "我们", "我这边", "本人", "i", "my", "i've", "i'm")
_BEFORE = ("之前", "以前", "前", "后")
_WORKED = kinds("doing hand-over done own-verb started")
_ONLY_THEN = ("才能", "才可以", "才会")
_NO_SUBJECT = kinds("to hand-to and joint greeting thanks more-time polite waiting doing")
"""Behind these a person is not who did it."""


def taken_back(piece: Piece) -> ClauseDoubt | Literal[""]:
    """The code of what takes the piece back, or "" when nothing does."""
    waits = piece.role == "waiting"
    for check in CHECKS:
        if waits and not check.holds_up_waiting:
            continue
        if not (check.needs and piece.kinds.isdisjoint(check.needs)) and check.met(piece):
            return check.code
    return ""


def governs_sentence(piece: Piece) -> ClauseDoubt | Literal[""]:
    """The code of a piece that takes back what follows it: `if …,`, `according to Tom,`."""
    if _conditional(piece):
        return "condition"
    if is_example(piece):
        return "quotation"
    if piece.has("own-view"):
        return "hedged"
    spares = piece.has("except") and all(one.weak or one.how in ("amount", "except") for one in piece.mentions)
    if spares and (piece.has("negated") or foreign(piece.tokens)):
        # 除了附录没写，1 都好了 (but for the annex, 1 is ready)
        return "almost"
    if piece.tokens[0].of("person", "third") and piece.block.folded.text[piece.tokens[0].end :].lstrip().startswith(
        ":"
    ):
        # Bob: 1 done, 2 done
        return "hearsay"
    # Bob says: 1 done
    colon = piece.block.folded.text[piece.end :].lstrip().startswith(":")
    called = piece.has("person", "hand-to", "audience", "third") or _is_called(piece)
    if not piece.named and called and (colon or _is_called(piece)):
        # 转张伟：… (for Zhang Wei: …), @陈静 …: somebody else is spoken to
        return "hearsay"
    reported = not piece.named and (colon or (piece.has("says") and not piece.has(*STATEMENTS))) and _hearsay(piece)
    return "hearsay" if reported or piece.has("hearsay") else ""


def _conditional(piece: Piece) -> bool:
    """`when` begins a question as well; there it is none. 1完成之前: what has to be first."""
    if piece.kinds.isdisjoint(_OF_CONDITIONS) and piece.tokens[0].text not in _INVERTED:
        return False
    if asks_of_others(piece):
        return False
    first = piece.has(*HAPPENED) and (
        any(one.within(HAPPENED) and then.text in _BEFORE for one, then in pairwise(piece.tokens))
        or any(_THEN.match(piece.block.folded.text, one.end) for one in piece.tokens if one.within(HAPPENED))
    )
    conditions = [
        token
        for token in piece.of("condition")
        if not (_is_unsettled(piece, token) or _needs_until(piece, token) or _not_until(piece, token))
    ]
    inverted = piece.tokens[0].of("condition-first") or _is_inverted_condition(piece)
    conditional = bool(conditions) or piece.has("offer") or inverted
    return first or (conditional and not (piece.asks and piece.has("question")))


def _is_conditional(piece: Piece) -> bool:
    """改完就交 (it goes out as soon as it is corrected) takes back nothing but itself."""
    return _conditional(piece) or (not piece.kinds.isdisjoint(PROMISED) and waits_for_another(piece))


def _is_inverted_condition(piece: Piece) -> bool:
    """Should legal agree, had they signed: if they do, if they had."""
    first, *behind = piece.tokens
    if piece.asks or first.text not in _INVERTED or len(behind) < 2 or behind[0].text in ("be", "have", "been"):
        return False
    return behind[0].within(_WHO_WOULD)


def _needs_until(piece: Piece, token: Token) -> bool:
    """还要两天才能做完 (it takes two more days to finish): when it can be done, and on no condition."""
    day = next((one for one in piece.of("day") if one.end == token.start), None)
    return token.text in _ONLY_THEN and day is not None and piece.has("more-time") and not piece.has("soonest")


def _not_until(piece: Piece, token: Token) -> bool:
    """Can't finish until she sends it: it is not, and on no condition otherwise."""
    return token.text in ("until", "till") and any(one.end <= token.start for one in piece.of("negated"))


def ends_unsettled(piece: Piece) -> bool:
    """Signature pending, 待盖章: what is named last is not there yet."""
    return any(_is_unsettled(piece, token) for token in piece.of("unsettled"))


def _is_unsettled(piece: Piece, token: Token) -> bool:
    tokens = [one for one in piece.tokens if not one.of("mark")]
    return token.of("unsettled") and tokens[-1].start == token.start and bool(foreign(tokens[:-1]))


_OF_CONDITIONS = HAPPENED | kinds("condition offer condition-first")
_INVERTED = ("should", "had")
_WHO_WOULD = kinds("text person subject the third team mention neutral all-word item-noun")
_ASKED = kinds("question particle condition may tag hedged")


def asks_of_others(piece: Piece) -> bool:
    """People keep asking when it will be ready: their question, which doubts nothing of what is said behind it."""
    asked = next((token.start for token in piece.of("asked")), None)
    return asked is not None and any(token.start > asked and token.within(_ASKED) for token in piece.tokens)


def _asks(piece: Piece) -> bool:
    if asks_of_others(piece):
        return True
    if not (piece.asks or piece.has("question", "particle") or _inverted(piece.tokens)):
        return False
    return not polite(piece)


def polite(piece: Piece) -> bool:
    """Whether a question asks for leave to change something: 能延期吗, could we have another week, Tuesday ok?"""
    changes = piece.has(*CHANGES, "takes-on") or (piece.has("more-time") and bool(piece.days))
    changes = changes or (bool(piece.days) and not piece.has("done"))
    leave = piece.has("may") or (piece.asks and piece.tokens[-1].of("tag"))
    return changes and leave and not piece.has("question")


def _inverted(tokens: Sequence[Token]) -> bool:
    """Is 2 done, did Bob finish: a question, even without its mark."""
    first = next((at for at, token in enumerate(tokens) if not token.of("greeting", "thanks", "mark")), None)
    if first is None or not tokens[first].of("aux-first"):
        return False
    behind = tokens[first + 1 : first + 2]
    if tokens[first].text == "did" and _tells_that_he_did(tokens[first + 1 :]):
        return False
    if any(token.of("mention", "person", "subject", "all-word", "the") for token in behind):
        return True
    # `will look into it` leaves its subject out
    return not tokens[first].of("future", "may") and any(token.of("text") for token in behind)


_ALREADY = ("already", "ago", "earlier", "ages", "now", "too", "all", "one", "ones")


def _tells_that_he_did(behind: Sequence[Token]) -> bool:
    """Did that yesterday, did it already: who did is left out, and no verb follows; not did that help."""
    pointed = bool(behind) and behind[0].text in ("that", "this", "it", "them", "those", "both")
    return pointed and all(token.of("day", "mark", "perfect") or token.text in _ALREADY for token in behind[1:])


def _is_called(piece: Piece) -> bool:
    """@陈静: somebody else is spoken to."""
    called = piece.tokens[0].text.startswith("@") and piece.tokens[0].of("greeting")
    return called and not calls_for_own(piece)


def calls_for_own(piece: Piece) -> bool:
    """@王芳 我这边第1项已提交: he speaks to her, and of himself."""
    called = piece.tokens[0].text.startswith("@") and piece.tokens[0].of("greeting")
    return called and any(token.text in _OWN for token in piece.tokens)


def is_whose(piece: Piece, person: Token) -> bool:
    """3 应该是王芳的, 3 is now Dana's, 3 is with Dana now: it is his."""
    before, behind = piece.block.folded.text[: person.start], piece.block.folded.text[person.end : piece.end]
    if before.endswith("是"):
        return behind.strip(" 吧了") == "的"
    whose = before.endswith(("is ", "is now ", "are ", "are now ")) and behind.strip() in ("'s", "'s now")
    return whose or (before.endswith((" is with ", " are with ")) and behind.strip() == "now")


def _hearsay(piece: Piece) -> bool:
    if piece.has("hearsay") or _is_called(piece) or is_sent_to_do_it(piece.block.folded.text[piece.start : piece.end]):
        return True
    if not piece.has("person", "third", "says", "addressee"):
        return False
    asked = polite(piece) and piece.has("takes-on", "hand-to")
    words = [token for token in piece.tokens if not token.of("mark")]
    for before, token in zip([None, *words], words, strict=False):
        if token.of("person", "third") and not asked:
            did = before and before.of("with-task") and piece.has("perfect")
            whose = is_whose(piece, token) or (before is not None and before.text.endswith("是"))
            whose = whose or any(one.of("took-over") and one.start == token.end + 1 for one in words)
            whose = whose or _is_given_to(words, token)
            if did or not (whose or (before and before.within(_NO_SUBJECT))):
                return True
        if before and token.of("says") and before.of("text", "person", "third", "neutral", "subject"):
            return before.text not in ("i", "we")
        if before and token.of("says", "done", "own-verb") and before.of("addressee"):
            # you wrote
            return True
    return False


_LONGEST_BESIDE_NAME = 3
_BESIDE_NAME = kinds("text team filler the receiver measure")


def _is_given_to(words: Sequence[Token], person: Token) -> bool:
    """转给运营的周凯, hand it over to our colleague Tom: what he is stands between."""
    at = next(at for at, token in enumerate(words) if token is person)
    for token in reversed(words[max(at - _LONGEST_BESIDE_NAME - 1, 0) : at]):
        if token.of("hand-to"):
            return not token.of("weak") and not any(one.of("perfect", "says") for one in words[at + 1 :])
        if not token.within(_BESIDE_NAME):
            return False
    return False


def _negated(piece: Piece) -> bool:
    """A day that cannot be kept is a wish for another."""
    given_up = gives_up_day(piece)
    return any(not (given_up and token.of("gives-up")) for token in piece.of("negated"))


def gives_up_day(piece: Piece) -> bool:
    """can't make Friday, 赶不上3月13日: the day that is named is the one that will not be kept."""
    return piece.has("gives-up") and bool(piece.days)


def is_at_standstill(piece: Piece, works: Sequence[str]) -> bool:
    """2 测不了 (cannot be tested), 没账号动不了: no less than blocked, but which day it cannot be is another thing."""
    if piece.days or piece.has("gives-up", "postpone", "decline", "condition"):
        return False
    tokens = [token for token in piece.tokens if not token.of("mark", "filler")]
    for before, token in pairwise(tokens):
        worked = before.within(_WORKED) or (before.of("text") and len(before.text) == 1)
        if token.of("incapable") and not token.text.isascii() and worked:
            return True
        if before.of("incapable") and not before.text.isascii() and token.within(_WORKED):
            return True
        if (
            before.of("incapable")
            and before.text.isascii()
            and token.text in works
            and _has_no_other_object(tokens, token)
        ):
            # I can't write it
            return True
        if token.of("blocked") and not before.of("negated"):
            # 没有测试账号动不了 (no account, at a standstill); not 没卡住 (not stuck)
            return piece.has("negated")
    return False


def _has_no_other_object(content: Sequence[Token], verb: Token) -> bool:
    """Write it, write the draft: nothing else than the item behind its verb."""
    behind = [token for token in content if token.start > verb.start]
    return all(token.of("mention", "the", "subject", "filler") for token in behind)


def _misnamed(piece: Piece) -> MentionProblem | Literal[""]:
    """The problem of an item that is named and none of the sender's. A title beside its number is only a name."""
    if not any(one.problem for one in piece.mentions):
        return ""
    counted = {ref for one in piece.mentions if one.how in ("number", "ref") and not one.problem for ref in one.refs}
    own = any(one.how in ("ref", "title") and not one.problem for one in piece.mentions)
    for one in piece.mentions:
        if own and one.how in ("ref", "title") and one.problem == "others-item" and _is_list(piece):
            # A7 and A8 done: the own one counts
            continue
        only_a_name = one.how == "title" and (counted.intersection(one.refs) or piece.role == "waiting")
        if one.problem and not one.weak and not only_a_name:
            return one.problem
    return ""


def _is_list(piece: Piece) -> bool:
    """Its items stand beside each other."""
    places = [at for at, token in enumerate(piece.tokens) if token.of("mention")]
    between = piece.tokens[places[0] : places[-1]]
    return all(token.of("mention", "joint", "mark", "the", "person", "thanked") for token in between)


def _spares_a_part(piece: Piece) -> bool:
    """`done except the annex`: not all of it; before an item it is that item that is spared."""
    spared = [
        next((one for one in piece.tokens[at + 1 :] if one.of("cardinal") or not one.of("the")), None)
        for at, token in enumerate(piece.tokens)
        if token.of("except")
    ]
    # all but one: which?
    if any(token is None or not token.of("mention") for token in spared):
        return True
    excepted = next((one.start for one in piece.mentions if one.how == "except"), 0)
    # website done except the budget
    return any(one.start < excepted and not one.weak and one.refs for one in piece.mentions)


def named_before_exception(piece: Piece) -> tuple[str, ...]:
    """The items that stand before the word for `except`: something of them is spared, and not they of the rest."""
    start = next((token.start for token in piece.tokens if token.of("except")), None)
    if start is None:
        return ()
    named = (one for one in piece.mentions if one.end <= start and not one.weak and one.how != "amount")
    return tuple(dict.fromkeys(ref for one in named for ref in one.refs))


def _calls_off_delay(piece: Piece) -> bool:
    """取消延期, cancel the extension."""
    if not {"cancel", "postpone"} <= piece.kinds:
        return False
    tokens = [token for token in piece.tokens if not token.of("the")]
    return any(one.of("cancel") and then.of("postpone") for one, then in pairwise(tokens))


def _hedged(piece: Piece) -> bool:
    """`could` asks for leave as well; then it is no doubt."""
    leave = polite(piece) and (piece.asks or piece.has("particle") or _inverted(piece.tokens))
    happened = piece.has("done", "started", "percent")
    if piece.has("presumes") and (happened or (piece.has("hand-over", "own-verb") and piece.has("perfect"))):
        return True
    for before, token in pairwise(piece.tokens) if "approx" in piece.kinds else ():
        if before.of("approx") and token.of("percent", "done"):
            return True
    # 本来要取消的: it was to be so once
    once = piece.has("formerly") and (happened or piece.has("cancel", "blocked") or _was_to_be_handed(piece))
    return once or any(not (leave and token.of("may")) for token in piece.of("hedged", "tentative"))


def _was_to_be_handed(piece: Piece) -> bool:
    """本来想转给李娜 (I once wanted to hand it to Li Na): what was wished then."""
    wished = any(one.of("formerly") and then.of("wish", "must") for one, then in pairwise(piece.tokens))
    planned = any(token.text.endswith(" to") for token in piece.of("formerly"))
    return (wished or planned) and piece.has("hand-to") and not piece.has("at-present")


def _wished(piece: Piece) -> bool:
    """I'd like to have until Friday asks for more time, which is no wish alone."""
    longer = bool(piece.days) and any(token.text in ("until", "till", "another") for token in piece.of("more-time"))
    changes = piece.has(*CHANGES) and not piece.has("done")
    return piece.has("wish") and not changes and not longer


def _planned(piece: Piece) -> bool:
    """What is planned or wanted is no fact: 计划100% (100 % planned), 就该完成 (should have been done)."""
    planned = next((at for at, token in enumerate(piece.tokens) if token.of("plan")), len(piece.tokens))
    happened = any(token.of("percent") or token.within(HAPPENED) for token in piece.tokens[planned:])
    # planned for Friday: a promise
    return happened and (piece.has("percent") or not piece.days or all(day.reason == "past" for day in piece.days))


class Check(NamedTuple):
    """Something that takes a piece back; `zh` and `en` are examples that are told with its code."""

    code: ClauseDoubt
    met: Callable[[Piece], bool]
    zh: str
    en: str
    needs: frozenset[str] = frozenset()
    """Without a word of these kinds it is never met; asking for them first is cheaper."""
    holds_up_waiting: bool = False
    """Whether it also takes back a piece that waits for something (等王芳确认, waiting for her): those only that say
    that nothing is stated, or of another item."""


_NAMES = kinds("mention all-word except amount")
CHECKS = (
    Check("quotation", is_quoted, "他回“1 已完成”", 'you wrote "1 done"', holds_up_waiting=True),
    Check("condition", _is_conditional, "如果环境好了1就完成", "1 done if the server is up", holds_up_waiting=True),
    Check("question", _asks, "1 完成了吗", "is 1 done", holds_up_waiting=True),
    Check(
        "out-of-range",
        lambda piece: _misnamed(piece) == "out-of-range",
        "9 完成",
        "9 done",
        _NAMES,
        holds_up_waiting=True,
    ),
    Check(
        "others-item",
        lambda piece: _misnamed(piece) == "others-item",
        "A99 完成",
        "A99 done",
        _NAMES,
        holds_up_waiting=True,
    ),
    Check(
        "unclear-item",
        lambda piece: _misnamed(piece) == "unclear-item",
        "四项都完成了",
        "all four done",
        _NAMES,
        holds_up_waiting=True,
    ),
    Check("plan", _planned, "1 计划完成60%", "1 planned 60%", kinds("plan")),
    Check("hearsay", _hearsay, "听说1完成了", "I was told 1 is done"),
    Check(
        "negated",
        lambda piece: _negated(piece) or _calls_off_delay(piece),
        "1 没完成",
        "1 not done",
        kinds("negated cancel"),
    ),
    Check(
        "almost",
        lambda piece: piece.has("almost") or _spares_a_part(piece),
        "1 快完成了",
        "1 nearly done",
        kinds("almost except"),
    ),
    Check("wish", _wished, "1 争取完成", "hope 1 is done", kinds("wish")),
    Check("hedged", _hedged, "1 应该完成了", "1 probably done", HEDGE_OF_FACT),
)
"""In the order in which they are told."""
