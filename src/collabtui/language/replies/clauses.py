"""A block of text → pieces: sentences cut where something else is said, each piece with what was found in it.

A piece names items and says one thing, or is a reason, or talk. Cuts come at punctuation, at "but" and its like, before
an item once something has been said of the one before, and at the words a reason begins with.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from collabtui.language.replies.hedges_and_negation import polite
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.pieces import Piece, Role
from collabtui.language.replies.words.outcome_words import tells_how_it_runs, tells_where
from collabtui.language.replies.words.spelled_clauses import is_spelled_out
from collabtui.language.replies.words.vocabulary import SAID, STATEMENTS, STATUS, Token, foreign, kinds

_CUTS = kinds(
    "mark contrast reason reason-mark reason-behind waiting and mention blocked-by done started blocked postpone"
    " cancel holding more-time at-present all-word"
)
"""Only at these can a piece end."""
_OWN_SLIPS = kinds("own-mail misread")
_GOVERN_ITEM = kinds("to joint range and the of-month mention hand-to says number-prefix counter")
"""Behind these an item is a part of the reason: because of the delay in 2."""
_SAID_ITSELF = SAID - kinds("more-time")
"""还要等: that something is needed says nothing but that it is waited for."""
_TOLD = kinds("percent done day")
_WRITER = ("i", "we")
_JOINING = ("and", "so", "but", "along", "now")
_HAPPENED = kinds("done started blocked percent cancel")
_PREFACE = kinds("text filler the to is and mark cardinal measure examining greeting thanks item-noun counter")
"""What words before a colon may be that only say how the mail was written."""
_PREFACE_WORDS = 3
"""Fewer may be somebody's name."""
_PREFACE_HAN = 5
"""Characters."""
_ENDS = frozenset("。;!?…")
_SOFT = frozenset(",、()—|")
_DENIES = kinds("negated")
_POINTS = ("last", "yesterday", "then", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RUNS_ON = ("", "run-on", "and", "reason", "waiting")
"""How a piece is led on to where no mark stands before it."""


def pieces(marked: Marked) -> list[Piece]:
    """The pieces of a block in order."""
    cut = [piece for sentence in _sentences(marked) for piece in sentence]
    return _joined(cut)


def _sentences(marked: Marked) -> Iterator[list[Piece]]:
    tokens, number, first = marked.tokens, 0, 0
    for at, token in enumerate(tokens):
        ends = _ends(marked, token) or (at and _parts(marked, tokens[at - 1], token))
        if ends and not (at and token.text == "." and tokens[at - 1].of("abbreviation")):
            yield _cut(marked, tokens[first:at], number, asks=token.text == "?")
            number, first = number + (token.text != "?" or first < at), at + 1
    yield _cut(marked, tokens[first:], number, asks=False)


def _ends(marked: Marked, token: Token) -> bool:
    if "mark" not in token.kinds:
        return False
    following = marked.text[token.end : token.end + 1]
    if token.text in _ENDS or (following == " " and _is_picture(token.text)):
        # 周日还发邮件？👿 在做了 (mail on a Sunday 👿 working on it)
        return True
    return token.text == "." and (following in ("", " ") or not following.isascii())


def _is_picture(text: str) -> bool:
    """👿, or what a chat program makes of one: [捂脸]."""
    return (len(text) == 1 and ord(text) >= _FIRST_EMOJI) or (len(text) > 2 and text[0] == "[" and text[-1] == "]")


def _parts(marked: Marked, before: Token, token: Token) -> bool:
    """疫苗打完✅ 麻醉药要批: a tick behind what is done; not 1 ✅, which says it. 您好～: a wave behind a hello."""
    if token.text == "~":
        return before.of("greeting")
    ticked = token.text in _TICKS and marked.text[token.end : token.end + 1] == " "
    return ticked and before.of("done", "hand-over", "own-verb", "perfect")


_TICKS = ("✅", "✔", "☑", "✓")


_FIRST_EMOJI = 0x1F300


def _cut(marked: Marked, tokens: Sequence[Token], number: int, *, asks: bool) -> list[Piece]:
    cutter = _Cutter(marked, number)
    for at, token in enumerate(tokens):
        cutter.take(token, tokens[at + 1 :])
    found = cutter.close()
    if found and asks:
        found[-1].asks = True
        _ask_what_runs_on(found)
    return found


def _ask_what_runs_on(found: Sequence[Piece]) -> None:
    """1做完了2做了一半？(1 is finished 2 half done?): with no mark between, the question is about both.

    I have finished 1 and can we move 2? asks about the second only.
    """
    for piece, behind in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if behind.lead not in _RUNS_ON or (behind.lead == "and" and polite(behind)):
            return
        piece.asks = True


class _Cutter:
    """Cuts one sentence, token by token."""

    def __init__(self, marked: Marked, number: int) -> None:
        self._marked = marked
        self._number = number
        self._done: list[Piece] = []
        self._tokens: list[Token] = []
        self._kinds: frozenset[str] = frozenset()
        """Of all tokens of the piece so far."""
        self._lead = ""
        self._role: Role = ""

    def take(self, token: Token, ahead: Sequence[Token]) -> None:
        if not token.within(_CUTS):
            self._add(token)
        elif token.of("mark") and self._is_soft(token):
            self._next(token.text)
        elif self._ends_preface(token, ahead):
            self._next("preface")
        elif token.of("contrast"):
            self._next("aside" if token.of("aside") else "and" if token.of("additive") else "contrast")
        elif self._gives_reason(token, ahead):
            self._next("reason", role="reason")
        elif token.of("reason-behind") and self._tokens and not self._says_something():
            self._role = "reason"
            self._next("")
        elif not self._role and (token.of("waiting") or (token.of("holding") and "blocked" in self._kinds)):
            self._waits(token)
        elif self._turns(token, ahead):
            led = self._covering_day(token) or self._taken_from_reason() or _taken_with(self._tokens, token)
            self._next(_lead_of(token, self._role))
            for one in led:
                self._add(one)
            if not token.of("and"):
                self._add(token)
        elif token.of("mention") and token.text.endswith(":") and "blocked" in self._kinds:
            # cannot proceed with 2: no contract
            self._add(token)
            self._next(":")
        elif not (self._role == "reason" and not self._tokens and token.text in (":", ",")):
            self._add(token)
            if token.of("blocked-by") and not self._role and not (ahead and ahead[0].of("mention")):
                self._next("reason", role="reason")

    def close(self) -> list[Piece]:
        self._next("")
        return self._done

    def _add(self, token: Token) -> None:
        self._tokens.append(token)
        self._kinds |= token.kinds

    def _next(self, lead: str, role: Role = "") -> None:
        if self._tokens:
            self._done.append(self._piece())
            self._tokens, self._kinds = [], frozenset()
            self._lead, self._role = lead, role
        else:
            # 但是还有…: what takes back is not softened by what goes on
            self._lead = lead if lead and self._lead not in ("contrast", "aside") else self._lead
            self._role = role or self._role

    def _waits(self, token: Token) -> None:
        """`blocked, waiting for …` cuts; `3 在等…` is all waiting."""
        if not self._kinds.isdisjoint(_SAID_ITSELF):
            self._next("waiting", role="waiting")
        self._role = "waiting"
        self._add(token)

    def _piece(self) -> Piece:
        start, end = self._tokens[0].start, max([token.end for token in self._tokens])
        return Piece(
            self._marked.block,
            self._tokens,
            start,
            end,
            self._number,
            self._lead,
            self._role,
            mentions=[one for one in self._marked.mentions if start <= one.start < end],
            days=[day for day in self._marked.days if start <= day.start < end],
        )

    def _says_something(self) -> bool:
        return not self._kinds.isdisjoint(SAID)

    def _is_soft(self, token: Token) -> bool:
        if token.text == ":":
            return self._says_something() or not self._kinds.isdisjoint(_OWN_SLIPS)
        if token.text == "-":
            return (
                self._marked.text[token.start - 1 : token.start] == " " == self._marked.text[token.end : token.end + 1]
            )
        return token.text in _SOFT

    def _ends_preface(self, token: Token, ahead: Sequence[Token]) -> bool:
        """Quick one from the train: 2 is done. What stands before the colon, and behind it an item."""
        if token.text != ":" or self._done or self._number or not (ahead and ahead[0].of("mention")):
            return False
        written = self._marked.text[self._tokens[0].start : token.start] if self._tokens else ""
        long = len(written) >= _PREFACE_HAN if not written.isascii() else len(self._tokens) >= _PREFACE_WORDS
        if not long or not foreign(self._tokens) or not all(one.within(_PREFACE) for one in self._tokens):
            return False
        clause = takewhile(lambda one: not one.of("mark"), ahead[1:])
        return any(one.within(SAID) for one in clause)

    def _gives_reason(self, token: Token, ahead: Sequence[Token]) -> bool:
        if self._role == "reason" or not ahead:
            return False
        if token.of("reason-mark"):
            return ahead[0].text == ":" or ahead[0].of("is")
        if not token.of("reason"):
            return False
        if token.of("weak-reason") and (ahead[0].of("day", "month-name") or ahead[0].text in _POINTS):
            # since October this is Tom's
            return False
        if token.of("weak-reason"):
            return not self._tokens or self._says_something()
        return True

    def _turns(self, token: Token, ahead: Sequence[Token]) -> bool:
        """Whether something else is said from this token on."""
        if token.of("at-present"):
            return _follows_plan(self._kinds, ahead)
        if token.of("all-word"):
            return _follows_exception(self._tokens, self._kinds, ahead)
        if self._role == "reason" and token.of("blocked", "postpone", "cancel"):
            return self._reason_is_over(ahead)
        if token.of("mention") and self._marked.is_listed(token.start):
            return bool(self._role and self._tokens) or any(one.of("text") or one.within(SAID) for one in self._tokens)
        if self._role == "reason" and token.of("mention"):
            return self._reason_led(token, ahead)
        if self._role == "reason" and token.of("and"):
            return False
        if token.within(STATUS) and _is_verb_then_item(self._tokens):
            return True
        if self._tokens and self._tokens[-1].of("and") and self._tokens[-1].of("hedged"):
            return False  # 1 is done or 2 is
        if token.of("mention"):
            says_another = self._lead == "and" and self._is_over() and _says_another(ahead)
            if says_another or _day_of_item(self._tokens, token):
                return True
            if "mention" not in self._kinds or not self._says_something() or self._goes_on_to_name():
                return False
            return not (token.of("title") and self._named() & set(self._marked.refs_at(token.start)))
        if token.of("more-time"):
            return _needs_time(self._tokens, self._kinds)
        if not token.of("and") or token.of("hedged"):
            return False  # may be late or unable to attend: of two things none is sure
        if self._says_something() and _says_more(ahead):
            return True
        has_verb = self._says_something() or "own-verb" in self._kinds
        return has_verb and _adds_behind(self._marked, token, ahead)

    def _taken_from_reason(self) -> list[Token]:
        """因供应商晚了需推迟: 需 belongs to what it leads to."""
        kept = len(self._tokens)
        while self._role == "reason" and kept > 1 and self._tokens[kept - 1].of("must"):
            kept -= 1
        led, self._tokens = self._tokens[kept:], self._tokens[:kept]
        return led

    def _covering_day(self, token: Token) -> list[Token]:
        """因供应商晚到延期3天 (3 days later): the day begins before the verb that stands in it."""
        over = self._role == "reason" and len(self._tokens) > 1 and self._tokens[-1].of("day")
        if not over or self._tokens[-1].end < token.end:
            return []
        return [self._tokens.pop()]

    def _reason_is_over(self, ahead: Sequence[Token]) -> bool:
        """2 因为环境没好推迟一周: where nothing else is said of the item, the statement stands behind its reason."""
        if not self._tokens or not self._done or not self._done[-1].bare:
            return False
        marks = [at for at, token in enumerate(ahead) if token.of("mark") and token.text in _SOFT]
        behind = ahead[marks[0] + 1 :] if marks else []
        return not behind or behind[0].of("mention") or not _says_more(behind)

    def _reason_led(self, token: Token, ahead: Sequence[Token]) -> bool:
        """Since the vendor is late 2 slips to Friday: behind a reason that opens the sentence, an item begins the
        statement if another day is asked for it. Nothing that could move a status is read out of a reason."""
        if self._done or not self._tokens or token.of("title") or self._tokens[-1].within(_GOVERN_ITEM):
            return False
        clause = list(takewhile(lambda one: not (one.of("mark") and one.text in _SOFT), ahead))
        asked = any(one.of("postpone", "shift") for one in clause) and any(one.of("day") for one in clause)
        return asked and not any(one.of("mention", "reason", *_HAPPENED) for one in clause)

    def _is_over(self) -> bool:
        """1 昨天定稿并发出了 2 周五给: 了 ends what is said of the item before."""
        named = bool(self._done) and self._done[-1].named
        return named and "mention" not in self._kinds and self._says_something() and self._tokens[-1].text == "了"

    def _goes_on_to_name(self) -> bool:
        """`1 and`, `done except the`: what follows is named beside it."""
        last = next((token for token in reversed(self._tokens) if not token.of("the")), None)
        return last is not None and last.of("joint", "to", "hand-to", "except")

    def _named(self) -> set[str]:
        mentions = (token for token in self._tokens if token.of("mention"))
        return {ref for token in mentions for ref in self._marked.refs_at(token.start)}


def _is_verb_then_item(tokens: Sequence[Token]) -> bool:
    """`finished 1` is complete: another verb begins something else, `started 3`."""
    kinds = [("mention" if one.of("mention") else "verb") for one in tokens if one.of("mention", *STATUS)]
    return "mention" in kinds and kinds[0] == "verb" and kinds[-1] == "mention"


def _adds_behind(marked: Marked, token: Token, ahead: Sequence[Token]) -> bool:
    """Closed and the report is in the shared drive, installed and running smoothly, ready and shared with all wards."""
    clause = list(takewhile(lambda one: not one.of("mark"), ahead))
    if not clause:
        return False
    text = marked.text[token.end : clause[-1].end].strip()
    return tells_where(text) or tells_how_it_runs(text) or any(is_spelled_out(kind, text) for kind in _ADDED)


_ADDED = ("status", "done")


def _lead_of(token: Token, role: Role) -> str:
    if token.of("and", "more-time"):
        return "and"
    return "" if token.of("mention", "at-present") or role == "reason" else "run-on"


def _follows_exception(tokens: Sequence[Token], of_kinds: frozenset[str], ahead: Sequence[Token]) -> bool:
    """Except 2, still blocked everything is done; 除了1没完成都完成了: behind what is said of the item that is left
    out, what is said of all begins."""
    first = next((one for one in tokens if not one.of("mark", "greeting")), None)
    stated = "mention" in of_kinds and not of_kinds.isdisjoint(STATUS | _DENIES)
    if first is None or not first.of("except") or not stated:
        return False
    return any(one.within(STATUS) for one in takewhile(lambda one: not one.of("mark"), ahead))


def _follows_plan(of_kinds: frozenset[str], ahead: Sequence[Token]) -> bool:
    """目标90% 目前60%: 90 % wanted, 60 % now."""
    return {"plan", "percent"} <= of_kinds and any(one.of("percent") for one in ahead)


def _needs_time(before: Sequence[Token], of_kinds: frozenset[str]) -> bool:
    """The draft is at seventy percent i need until friday: dictated, with no mark between."""
    if of_kinds.isdisjoint(_TOLD) or before[-1].text not in _WRITER:
        return False
    led = [token for token in before[:-1] if token.text not in _JOINING]
    return bool(led) and led[-1].within(_TOLD)


def _taken_with(before: list[Token], token: Token) -> list[Token]:
    return _taken_subject(before, token) or _taken_day(before, token)


def _taken_subject(before: list[Token], token: Token) -> list[Token]:
    """I need: who needs it belongs to what is needed."""
    return [before.pop()] if token.of("more-time") and before[-1].text in _WRITER else []


_FOR = "for"
_UP_TO = ("until", "till", "to", "by")


def _taken_day(before: list[Token], token: Token) -> list[Token]:
    """Until Friday for 1 and Monday for 2: the day before a `for` is of the item behind it, as the one before is."""
    first = _day_of_item(before, token)
    taken = before[first:] if first else []
    if first:
        del before[first - before[first - 1].of("and", "joint") :]
    return taken


def _day_of_item(before: Sequence[Token], token: Token) -> int:
    """The place of the day that is given for the item of `token`, where one stands for another item before it; else
    0."""
    lead = len(before) - 1
    while lead > 0 and before[lead].of("the"):
        lead -= 1
    if not token.of("mention") or lead < 1 or before[lead].text != _FOR or not before[lead - 1].of("day"):
        return 0
    first = lead - 1
    while first > 0 and (before[first - 1].text in _UP_TO or before[first - 1].of("the")):
        first -= 1
    led = any(one.text == _FOR and item.of("mention", "the") for one, item in pairwise(before[:first]))
    return first if led and any(one.of("day") for one in before[:first]) else 0


def _says_more(ahead: Sequence[Token]) -> bool:
    """Whether a statement follows before the next cut."""
    named = False
    for token in ahead:
        if token.of("mark", "contrast"):
            return False
        if token.within(STATEMENTS) or (named and token.of("day", "negated")):
            return True
        named = named or token.of("mention")
    return False


def _says_another(ahead: Sequence[Token]) -> bool:
    clause = takewhile(lambda one: not one.of("mark"), ahead)
    return any(one.of("day", "percent", "started", "blocked", "postpone", "future", "waiting") for one in clause)


def _joined(cut: list[Piece]) -> list[Piece]:
    """Pieces put together that only together say something: `A1, A3 done`, `done: 1, 3`."""
    found: list[Piece] = []
    held: list[Piece] = []
    for piece in cut:
        before = found[-1] if found else None
        if before is None or before.sentence != piece.sentence:
            found.append(piece)
        elif _tells_of_excepted(before, piece):
            held.append(piece)
        elif _belong(before, piece) or held:
            found[-1:] = [_together(before, piece), *held]
            held = []
        else:
            found.append(piece)
    return [*found, *held]


_EXCEPTS = kinds("mention all-word all except filler the mark number-prefix joint")


def _tells_of_excepted(before: Piece, piece: Piece) -> bool:
    """All but 2 (waiting for legal) are done: what stands in the bracket is of the one that is left out."""
    if "except" not in before.kinds or not before.named or not all(one.within(_EXCEPTS) for one in before.tokens):
        return False
    between = before.block.folded.text[before.end : piece.start]
    return "(" in between and ")" not in between and not piece.bare


def _belong(before: Piece, piece: Piece) -> bool:
    if before.role or piece.role or "misread" in piece.kinds:
        return False
    if before.bare:
        return piece.bare or "except" in before.kinds or not piece.named or piece.lead == "、" or _lists(before, piece)
    if _is_state(before) and piece.lead == ":" and piece.named:
        # In progress: 2, 65 %; not stuck: legal has the contract
        first = next(token for token in piece.tokens if not token.of("the", "mark"))
        return first.of("mention")
    spared = before.has("not-begun") and piece.has("except", "beyond")  # 都没开始，除了1 (none begun but for 1)
    stated = (before.has(*STATEMENTS) or spared) and not before.named
    return stated and piece.bare and piece.lead in (":", "", "、", ",")


_STATE = kinds("started blocked not-begun filler mark the is")


_THIS = ("本周", "这周", "今天", "今日", "目前", "this week", "today")


def _is_state(piece: Piece) -> bool:
    """No more than a status that holds for what stands behind its colon."""
    closed = not piece.named and all(token.within(_STATE) or token.text in _THIS for token in piece.tokens)
    return closed and piece.has("started", "blocked", "not-begun")


def _lists(before: Piece, piece: Piece) -> bool:
    """A7, A8: completed"""
    first = next((one.how for one in piece.mentions if one.start == piece.start), "")
    return piece.lead == "," and first == "ref" and all(one.how == "ref" for one in before.mentions)


def _together(before: Piece, piece: Piece) -> Piece:
    return Piece(
        before.block,
        [*before.tokens, *piece.tokens],
        before.start,
        piece.end,
        before.sentence,
        before.lead,
        before.role,
        before.asks or piece.asks,
        [*before.mentions, *piece.mentions],
        [*before.days, *piece.days],
    )
