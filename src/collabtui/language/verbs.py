"""What a piece says of the items it is about, once nothing takes it back.

`SAYINGS` has one function for each thing that can be said, in the order in which they are tried. Each gets the piece
and the items and gives readings, or none when it does not apply. With no items the readings are empty-handed; whoever
called decides what that means.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from collabtui.domain.reply import Item, Situation
from collabtui.language.clauses import Piece
from collabtui.language.dates import DayReading, find_days
from collabtui.language.readings import Reading
from collabtui.language.titles import Titles
from collabtui.language.vocabulary import Token, kinds

Refs = tuple[str, ...]
_TRANSPARENT = kinds(
    "mention name all-word except percent day mark filler the is to and joint range perfect future may wish tag"
    " doing particle polite greeting thanks closing done hand-over own-verb base started blocked postpone shift"
    " more-time not-mine hand-to cancel accept agree"
)
_SEPARATES = frozenset(",:、-")
_ENDS_NAME = kinds(
    "mark mention day percent perfect particle tag may takes-on contrast hand-to to future agree done about"
)
_DONE = ("done", "hand-over", "own-verb")
_PROMISED = ("done", "hand-over", "base", "own-verb")


class Talk:
    """The situation, as what is said of its items needs it."""

    def __init__(self, situation: Situation, titles: Titles) -> None:
        self.situation = situation
        self._titles = titles
        self._items: dict[str, Item] = {item.ref: item for item in situation.items}

    def due(self, ref: str) -> date | None:
        return self._items[ref].due

    def is_their_verb(self, token: Token, refs: Refs) -> bool:
        """Whether the titles of all these items begin with the verb."""
        return self._titles.perfect[token.text].issuperset(refs)

    def day(self, piece: Piece, ref: str) -> DayReading | None:
        """The day a piece names, for one item: lengths of time count from its due date. None for two different days."""
        days = self._lengths(piece, ref) if any(_is_length(day) for day in piece.days) else piece.days
        return days[0] if days and all((day.day, day.reason) == (days[0].day, days[0].reason) for day in days) else None

    def _lengths(self, piece: Piece, ref: str) -> Sequence[DayReading]:
        blanked = list(piece.block.folded.text[piece.start : piece.end])
        for mention in (one for one in piece.mentions if one.how != "amount"):
            first, last = mention.start - piece.start, mention.end - piece.start
            blanked[first:last] = ";" * (last - first)
        situation, text = self.situation, "".join(blanked)
        return find_days(text, locale=situation.locale, written=situation.written, due=self.due(ref))


def _is_length(day: DayReading) -> bool:
    return day.kind == "length" or day.reason == "needs-due"


def reading(piece: Piece, rule: str, refs: Refs = ()) -> Reading:
    return Reading(piece.block, piece.start, piece.end, rule, True, refs)


def sayings(piece: Piece, refs: Refs, talk: Talk) -> list[Reading]:
    """Everything a piece says of items; a status and a request for more time may stand together."""
    piece = _with_title_verbs(piece, refs, talk)
    found = [*_blocked(piece, refs), *_percent(piece, refs), *_started(piece, refs, talk)]
    for say in _CHANGES:
        changed = say(piece, refs, talk)
        if changed:
            return [*found, *changed] if changed[0].ask == "postpone" else changed
    if found:
        return found[:1]
    for say in _STATEMENTS:
        found = say(piece, refs, talk)
        if found:
            return found
    return []


def _with_title_verbs(piece: Piece, refs: Refs, talk: Talk) -> Piece:
    """The verb of a title says something of its own item only; of another it is a word like any."""
    strange = [one for one in piece.of("own-verb") if refs and not talk.is_their_verb(one, refs)]
    if not strange:
        return piece
    tokens = [token._replace(kinds=frozenset({"text"})) if token in strange else token for token in piece.tokens]
    return replace(piece, tokens=tokens)


def foreign(tokens: Sequence[Token]) -> list[Token]:
    """Tokens of nothing the grammar knows: something else may be meant in them."""
    return [token for token in tokens if token.kinds.isdisjoint(_TRANSPARENT)]


def clean(piece: Piece, *kinds: str) -> bool:
    """Whether a statement is of the item itself: nothing foreign before its word, and behind it only where it went."""
    last = max((at for at, token in enumerate(piece.tokens) if token.of(*kinds)), default=len(piece.tokens) - 1)
    behind = piece.tokens[last + 1 :]
    gone = next((at for at, token in enumerate(behind) if token.of("to")), len(behind))
    if piece.tokens[last].of("to"):
        gone = 0
    return not foreign([*piece.tokens[: last + 1], *behind[:gone]])


# requests


def _reassign(piece: Piece, refs: Refs, _: Talk) -> list[Reading]:
    given = piece.has("perfect")
    place = next(
        (at for at, one in enumerate(piece.tokens) if one.of("hand-to") and not (given and one.of("hand-over"))), None
    )
    to = _receiver(piece, place) if place is not None else _taker(piece)
    if to is None and not piece.has("not-mine"):
        return []
    found = reading(piece, "reassign", refs)
    found.ask, found.to = "reassign", to
    return [found]


def _receiver(piece: Piece, at: int) -> str | None:
    """Who is named behind `转给`, `please ask`; a word that also asks or gives (给, take) needs a known name."""
    weak = piece.tokens[at].of("weak")
    if weak and (piece.days or piece.has("future") or any(token.of("subject") for token in piece.tokens[:at])):
        return None
    end = at + 1
    while end < len(piece.tokens) and piece.tokens[end].of("to", "filler", "mention", "hand-to", "the", "mark"):
        weak = weak and not piece.tokens[end].of("hand-to")
        end += 1
    first = end
    if first == len(piece.tokens) or not piece.tokens[first].of("text", "person", "abbreviation"):
        return None
    if weak and not piece.tokens[first].of("person"):
        return None
    while end < len(piece.tokens) and not piece.tokens[end].of(*_ENDS_NAME):
        end += 1
    while piece.tokens[end - 1].of("filler", "takes-on") and not piece.tokens[end - 1].of("text"):
        end -= 1
    return piece.block.written(piece.tokens[first].start, piece.tokens[end - 1].end)


def _taker(piece: Piece) -> str | None:
    """Could Bob take 3?"""
    for before, token in zip(piece.tokens, piece.tokens[1:], strict=False):
        if before.of("person") and token.of("takes-on"):
            return piece.block.written(before.start, before.end)
    return None


def _cancel(piece: Piece, refs: Refs, _: Talk) -> list[Reading]:
    if not piece.has("cancel") or not clean(piece, "cancel"):
        return []
    found = reading(piece, "cancel", refs)
    found.ask = "cancel"
    return [found]


def _postpone(piece: Piece, refs: Refs, talk: Talk) -> list[Reading]:
    """A later day is asked for: by a word for it, or by a length of time."""
    lengths = any(_is_length(day) for day in piece.days)
    asked = piece.has("postpone") or (piece.has("shift") and bool(piece.days)) or lengths
    asked = asked or (piece.has("more-time") and any(day.reason == "vague" for day in piece.days))
    before = next((at for at, token in enumerate(piece.tokens) if token.of("postpone", "shift", "day")), 0)
    if not asked or foreign(piece.tokens[:before]):
        return []
    return [_later(piece, ref, talk) for ref in refs] or [reading(piece, "postpone")]


def _later(piece: Piece, ref: str, talk: Talk) -> Reading:
    found = reading(piece, "postpone", (ref,))
    found.ask = "postpone"
    day, due = talk.day(piece, ref), talk.due(ref)
    if day and day.day and (due is None or day.day > due):
        found.due = day.day
    return found


# where it stands


def _blocked(piece: Piece, refs: Refs) -> list[Reading]:
    return _status(piece, refs, "blocked") if piece.has("blocked") else []


def _percent(piece: Piece, refs: Refs) -> list[Reading]:
    percents = piece.of("percent")
    if not percents or len({one.value for one in percents}) > 1 or not clean(piece, "percent"):
        return []
    found = _status(piece, refs, "percent")
    for one in found:
        one.percent = percents[0].value
        one.status = "done" if one.percent == 100 else "in-progress"
    return found


def _started(piece: Piece, refs: Refs, talk: Talk) -> list[Reading]:
    """Not what begins next week, but what is being done."""
    if not piece.has("started") and not (piece.has("progressive") and piece.has(*_DONE)):
        return []
    return [] if piece.has("future") or _day_is_to_come(piece, refs, talk) else _status(piece, refs, "started")


def _status(piece: Piece, refs: Refs, rule: str) -> list[Reading]:
    at = next((at for at, token in enumerate(piece.tokens) if token.of(rule)), len(piece.tokens))
    if foreign(piece.tokens[:at]):
        return []
    found = reading(piece, rule, refs)
    found.status = "blocked" if rule == "blocked" else "in-progress"
    return [found]


def _done(piece: Piece, refs: Refs, talk: Talk) -> list[Reading]:
    if not _has_happened(piece) or _is_to_come(piece, refs, talk) or not clean(piece, *_DONE):
        return []
    found = reading(piece, "done", refs)
    found.status, found.percent = "done", 100
    return [found]


def _has_happened(piece: Piece) -> bool:
    """完成 says so alone; 提交 and the verb of the title need the perfect."""
    done = any(
        token.of("done") and not (token.of("base") and following and following.of("mention", "the"))
        for token, following in zip(piece.tokens, [*piece.tokens[1:], None], strict=True)
    )
    if done or any(token.text.isascii() for token in piece.of("own-verb")):
        return not piece.has("progressive")
    return piece.has("hand-over", "own-verb") and piece.has("perfect")


def _is_to_come(piece: Piece, refs: Refs, talk: Talk) -> bool:
    if piece.has("future") or (piece.has("may", "polite") and not piece.has("perfect")):
        return True
    if any(not token.of("filler", "perfect") for token in piece.of("more-time")):
        # 需要完成
        return True
    return _day_is_to_come(piece, refs, talk)


def _day_is_to_come(piece: Piece, refs: Refs, talk: Talk) -> bool:
    for ref in refs or ("",):
        day = talk.day(piece, ref) if ref else (piece.days[0] if piece.days else None)
        if piece.days and not (day and _is_over(piece, day, talk.situation.written)):
            return True
    return False


def _is_over(piece: Piece, day: DayReading, written: date) -> bool:
    if day.reason == "past":
        return True
    if day.day is None or piece.block.folded.text[day.start : day.end].startswith(("by ", "before ", "until ")):
        return False
    past = any(token.text.isascii() for token in piece.of(*_DONE, "started"))
    return (piece.has("perfect") and not past) or (day.day <= written and past)


def _promise(piece: Piece, refs: Refs, talk: Talk) -> list[Reading]:
    """A day it will be done by: after the due date a request to postpone, otherwise a note."""
    if not piece.days or not clean(piece, *_PROMISED, "day"):
        return []
    if piece.has("started"):
        return _note(piece, refs, talk)
    return [_promised(piece, ref, talk) for ref in refs] or [reading(piece, "promise")]


def _promised(piece: Piece, ref: str, talk: Talk) -> Reading:
    day, due = talk.day(piece, ref), talk.due(ref)
    if day is None or day.reason in ("ambiguous", "no-such-day", "past"):
        code = {"past": "past-date", "no-such-day": "no-date"}.get(day.reason if day else "", "ambiguous-date")
        found = reading(piece, code, (ref,))
        found.counts, found.waits = False, True
        return found
    if day.day and due and day.day > due:
        return _later(piece, ref, talk)
    found = reading(piece, "promise", (ref,))
    found.note = said(piece)
    return found


def _future(piece: Piece, refs: Refs, _: Talk) -> list[Reading]:
    if not piece.has("future", "may", "more-time", "polite") or not piece.has(*_PROMISED, "started"):
        return []
    found = reading(piece, "future", refs)
    found.counts, found.waits = False, True
    return [found]


def _accept(piece: Piece, refs: Refs, _: Talk) -> list[Reading]:
    if not piece.has("accept") or foreign(piece.tokens):
        return []
    found = reading(piece, "accept", refs)
    found.accept = True
    return [found]


def _note(piece: Piece, refs: Refs, _: Talk) -> list[Reading]:
    """What is certain about an item and moves nothing.

    Where a status is told of something else, only a number or a ref makes it a note on that item: 登录页面完成了 is not
    about 修复登录缺陷.
    """
    if piece.has("agree", "object", "attend", "decline", "tentative") and not foreign(piece.tokens):
        return []
    by_title = all(one.how in ("title", "amount") or one.weak for one in piece.mentions)
    if by_title and piece.has(*_DONE, "started", "percent", "blocked"):
        return []
    found = reading(piece, "note", refs)
    found.note = said(piece)
    return [found]


def said(piece: Piece) -> tuple[int, int]:
    """Place of what is said, without the number that names the item and without courtesies around it."""
    tokens = piece.tokens
    first, last = 0, len(tokens)
    while first < last and tokens[first].of("greeting", "thanks", "mark"):
        first += 1
    named = next((at for at in range(first, last) if not tokens[at].of("filler", "the")), last)
    if named < last and tokens[named].of("mention") and not tokens[named].of("title"):
        text = piece.block.folded.text
        if (
            named == first
            or text[tokens[named].end :].lstrip()[:1] in _SEPARATES
            or text[tokens[named].end - 1] in _SEPARATES
        ):
            first = named + 1
    while first < last and tokens[first].of("mark"):
        first += 1
    while last > first and tokens[last - 1].of("greeting", "thanks", "mark"):
        last -= 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else (piece.start, piece.start)


_CHANGES: tuple[Callable[[Piece, Refs, Talk], list[Reading]], ...] = (_reassign, _cancel, _postpone)
_STATEMENTS: tuple[Callable[[Piece, Refs, Talk], list[Reading]], ...] = (_done, _promise, _future, _accept, _note)
