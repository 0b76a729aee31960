"""The items that a piece is about: those it names, else those that were spoken of, else the only one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.reason_codes import MentionProblem
from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.domain.refs import kept_ref, number_of
from collabtui.language.dates.find_days import DayReading
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.items.needed_time import days_in_reply
from collabtui.language.replies.items.titles import Titles, in_usual_words
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.vocabulary import Token

Refs = tuple[str, ...]
_REF = re.compile(r"(?<![a-z0-9])a\d{1,6}(?![a-z0-9])")
_VERB = 2
"""Characters of a Chinese verb."""
_HOW_IT_WENT = re.compile("[完好妥齐毕]+[了啦]?$")
_PLACE = re.compile(r"(?:第|\bitem |\bpoint |\baction )(\d{1,3})(?![\d%])")


class OwnItems:
    def __init__(self, situation: ReplyContext, titles: Titles, language: str) -> None:
        self._situation = situation
        self._titles = titles
        self._language = language
        self._items: dict[str, Item] = {item.ref: item for item in situation.items}

    @property
    def written(self) -> date:
        """The day the mail was written."""
        return self._situation.written

    @property
    def hour(self) -> int | None:
        """The hour of that, where it is known."""
        return self._situation.hour

    def title(self, ref: str) -> str:
        """Folded."""
        return self._titles.of(ref)

    def due(self, ref: str) -> date | None:
        return self._items[ref].due

    def have_verb(self, token: Token, refs: Refs) -> bool:
        """Whether the titles of all these items begin with the verb, or have it in them where it is Chinese."""
        if self._titles.verbs_done.forms.get(token.text, frozenset()).issuperset(refs):
            return True
        return not token.text.isascii() and all(token.text in self._titles.of(ref) for ref in refs)

    def end_with_verb(self, token: Token, refs: Refs) -> bool:
        """已归档, of 档案整理归档."""
        chinese = len(token.text) > 1 and not token.text.isascii()
        return chinese and bool(refs) and all(self._titles.of(ref).endswith(token.text) for ref in refs)

    def begin_with_short_verb(self, token: Token, refs: Refs) -> bool:
        """测完了, of 测试水压: the first character of their verb, with no more behind it than how it went."""
        verb = _HOW_IT_WENT.sub("", token.text)
        return len(verb) == 1 and bool(refs) and all(self._titles.of(ref).startswith(verb) for ref in refs)

    def have_single_verb(self, token: Token, refs: Refs) -> bool:
        """写了, of 给捐赠人写感谢信: their verb is one character."""
        return bool(refs) and all(self._titles.verbs_done.is_alone(token.text, ref) for ref in refs)

    def keep_second_verb(self, piece: Piece, refs: Refs) -> bool:
        """Signed, of `sign and return the lease`: whether a mail tells only of the first of two things to be done."""
        text = piece.block.folded.text
        in_short = any(self.begin_with_short_verb(token, refs) for token in piece.tokens)
        in_whole = any(self.title(ref)[:_VERB] in piece.written for ref in refs)
        if not (in_short or in_whole or piece.has("own-verb", "specific")):
            return False
        seconds = [second for ref in refs if (second := self._titles.verbs_done.second.get(ref))]
        return any(not any(form in text for form in second) for second in seconds)

    def of_verb(self, piece: Piece) -> Refs:
        """The one item that begins with a verb of which the piece says that it happened, 已申报 of 申报货柜, or is
        under way, washing of `wash the rollers`."""
        verbs = [token.text.removesuffix("毕").rstrip("好完妥") for token in piece.of("own-verb", "done")]
        own = self._titles.verbs_done.telling
        going_on = self._titles.verbs_done.going_on
        found = [own[verb].intersection(self._items) for verb in verbs if verb in own]
        found += [going_on[one.text].intersection(self._items) for one in piece.of("started") if one.text in going_on]
        common = frozenset.intersection(*found) if found else frozenset()
        return tuple(common) if len(common) == 1 else ()

    def are_to_be_examined(self, refs: Refs) -> bool:
        return not self._titles.examined.isdisjoint(refs)

    def are_handed_over(self, piece: Piece, refs: Refs) -> bool:
        """Whether the piece names these items by what has to be handed over."""
        text = piece.block.folded.text
        named = {in_usual_words(text[one.start : one.end]) for one in piece.mentions if one.how == "title"}
        things = {one.ref: one.text for one in self._titles.titles if one.is_thing}
        return bool(refs) and all(things.get(ref, "") in named for ref in refs)

    def day(self, piece: Piece, ref: str) -> DayReading | None:
        """The day a piece names, for one item: lengths of time count from its due date. None for two different days."""
        days = self._lengths(piece, ref) if any(is_length(day) for day in piece.days) else piece.days
        days = [day for day in days if day.target] or days
        return days[0] if len({(day.day, day.reason) for day in days}) == 1 else None

    def _counted_from(self, ref: str) -> date | None:
        """The day that a length of time counts from: the due date, today where that is over."""
        due = self.due(ref)
        return max(due, self.written) if due else None

    def _lengths(self, piece: Piece, ref: str) -> Sequence[DayReading]:
        text = list(piece.block.folded.text[piece.start : piece.end])
        for mention in (one for one in piece.mentions if one.how != "amount"):
            first, last = mention.start - piece.start, mention.end - piece.start
            text[first:last] = ";" * (last - first)
        return days_in_reply(self._situation, "".join(text), self._language, self._counted_from(ref))


def is_length(day: DayReading) -> bool:
    return day.kind == "length" or day.reason == "needs-due"


class Addressing:
    """`carried`, where it is asked for, are the items that were spoken of last in the line."""

    def __init__(self, situation: ReplyContext, marked: Sequence[Marked]) -> None:
        self._numbered = numbered_refs(situation)
        self._addressed = addressed(situation)
        self._own = frozenset(item.ref for item in situation.items)
        self._others = frozenset(item.ref for item in situation.others_items)
        self._all = sorted(self._others, key=number_of)
        """Of the minutes, in their order: what the numbers of those count who own none."""
        self._under = frozenset(block.block.item for block in marked)
        self._only = _only(situation)
        self.due_first = _just_spoken_of(situation) or _due_first(situation)
        """Of several items the one that is most likely meant: what a mail of his was about that ours confirms; of a
        reminder, the one that is due."""
        named = {ref for block in marked for one in block.mentions if not one.weak for ref in one.refs}
        self._is_addressed = bool(named) or any(self._under)
        """Whether something was said of one item, so that there are others: else these may be other people."""
        self._rest = tuple(ref for ref in self._numbered if ref not in named)

    def refs(self, piece: Piece, carried: Refs) -> Refs:
        strong = [one for one in piece.mentions if not one.weak and one.how not in ("amount", "except")]
        strong = [one for one in strong if not _leads_ref(one, strong)]
        spared = _spared(piece)
        if spared and not _means_others(piece):
            return ()
        if spared:
            return tuple(ref for ref in self._numbered if ref not in spared)
        if strong:
            named = (
                ref
                for one in strong
                for ref in (self._others_than(piece, one.of_rest) if one.how == "rest" else one.refs)
            )
            return tuple(dict.fromkeys(named))
        if piece.has("all-word") and not carried and not piece.block.item:
            return self._addressed
        if piece.has("elsewhere"):
            return ()
        if carried:
            return carried
        return self.place(piece) if piece.block.item else self._only

    def place(self, piece: Piece) -> Refs:
        """The own item that a piece stands under."""
        item = piece.block.item
        return (item,) if item and item in self._own else ()

    def spoken_of(self, piece: Piece) -> Refs:
        """The one item of the minutes, own or not, that the rest of the line names by its ref."""
        text = piece.block.folded.text[piece.start :]
        named = {kept_ref(ref) for ref in _REF.findall(text)} & (self._own | self._others)
        if not named and not self._own:
            named = {self._all[int(place) - 1] for place in _PLACE.findall(text) if 0 < int(place) <= len(self._all)}
        return tuple(named) if len(named) == 1 else ()

    def spared(self, piece: Piece) -> Refs:
        """The items that a piece leaves out of all."""
        return tuple(_spared(piece))

    def misplaced(self, piece: Piece, carried: Refs) -> MentionProblem | Literal[""]:
        """The code for a piece that names no item and stands under something that is none of the sender's."""
        item = piece.block.item
        named = any(one.how in ("number", "ref", "title") for one in piece.mentions)
        if item is None or item in self._own or named or carried:
            return ""
        return "others-item" if item in self._others else "unclear-item"

    def _others_than(self, piece: Piece, count: int) -> Refs:
        """The rest: what is named nowhere and has no answer under it, but for this one. None where they are more or
        fewer than `count`, which is 0 where it is not said: one of them was named by words that are not known."""
        if not self._is_addressed:
            return ()
        rest = tuple(ref for ref in self._rest if ref == piece.block.item or ref not in self._under)
        return rest if count in (0, len(rest)) else ()


def numbered_refs(situation: ReplyContext) -> Refs:
    """The items that the mail shows by their numbers."""
    return tuple(item.ref for item in situation.listed)


def addressed(situation: ReplyContext) -> Refs:
    """The items of a statement that names none, if it may mean all: the numbered items, else the only open one."""
    return numbered_refs(situation) or _single(item.ref for item in situation.unnamed_candidates if item.status in OPEN)


def _single(refs: Iterable[str]) -> Refs:
    found = tuple(refs)
    return found if len(found) == 1 else ()


def _only(situation: ReplyContext) -> Refs:
    """The one item that is meant where none is named: the only open one of the mail, or of all. None where the mail
    has one that somebody took over: it may be meant."""
    if any(item.number is not None for item in situation.others_items):
        return ()
    candidates = situation.unnamed_candidates
    return _single(item.ref for item in candidates if item.status in OPEN) or _single(item.ref for item in candidates)


_BEFORE_TITLE = ("", "the", "-", ":", ")")


def names_two_in_one(piece: Piece) -> bool:
    """2 floor plan done, where the floor plan is 3: a number, and right behind it the title of another item; contract
    number two, where the contract is 1. Or numbers that are written together (123都完成)."""
    if any(one.together for one in piece.mentions):
        return True
    named = [one for one in piece.mentions if not one.weak and one.how in ("number", "title") and one.refs]
    return any(
        {one.how, then.how} == {"number", "title"}
        and set(one.refs).isdisjoint(then.refs)
        and piece.block.folded.text[one.end : then.start].strip() in (_BEFORE_TITLE if one.how == "number" else ("",))
        for one, then in pairwise(named)
    )


def headed_by_another(heading: Piece | None, piece: Piece) -> Refs:
    """2, floor plan done, where the floor plan is 3: the items of the number that stands alone before the title of
    another one."""
    if heading is None or not heading.bare or heading.sentence != piece.sentence or heading.block is not piece.block:
        return ()
    numbers = [one for one in heading.mentions if not one.weak and one.refs]
    titles = [one for one in piece.mentions if not one.weak and one.how != "amount"]
    apart = bool(titles) and all(one.how == "number" for one in numbers) and all(one.how == "title" for one in titles)
    refs = tuple(ref for one in numbers for ref in one.refs)
    return refs if apart and set(refs).isdisjoint(ref for one in titles for ref in one.refs) else ()


def _leads_ref(one: Mention, named: Sequence[Mention]) -> bool:
    """Launch A7: a word of a title right before the ref of an item is the name of the project."""
    return one.how == "title" and any(other.how == "ref" and other.start == one.end + 1 for other in named)


def _just_spoken_of(situation: ReplyContext) -> Refs:
    return (situation.just_spoken_of,) if situation.just_spoken_of else ()


def _due_first(situation: ReplyContext) -> Refs:
    """The one that a reminder is about before all others: due before them, and by now."""
    listed = [item for item in situation.listed if item.status in OPEN]
    if (
        situation.minutes
        or situation.invitation
        or len(listed) < 2
        or situation.asking
        or not all(one.due for one in listed)
    ):
        return ()
    first, second, *_ = sorted(listed, key=lambda item: item.due or situation.written)
    due = first.due is not None and first.due <= situation.written and first.due != second.due
    return (first.ref,) if due else ()


def _means_others(piece: Piece) -> bool:
    """All except 2, done except 2; not `besides 1 is done`."""
    first = next((one for one in piece.mentions if one.how != "amount"), None)
    if first is None or first.how != "except" or any(one.how in ("group", "rest") for one in piece.mentions):
        return True
    whole = any(one.text.startswith(("all", "every")) for one in piece.of("except"))
    return (
        whole
        or piece.has("all-word")
        or is_denied_of_others(piece)
        or any(one.start < first.start for one in piece.of("done"))
    )


_NONE = ("none", "nothing", "none of them", "nothing else", "none of the others")


def is_denied_of_others(piece: Piece) -> bool:
    """除1外均未开始 (but for 1 none has begun): behind the item that is left out the denial is of all others; in
    除了1没完成 it is of that item."""
    named = [one for one in piece.mentions if one.refs and not one.weak and one.how in ("number", "ref", "title")]
    spared_from = min((token.start for token in piece.of("except")), default=piece.end)
    before = [token for token in piece.tokens if named and token.start < min(named[0].start, spared_from)]
    every = any(one.of("all-word", "not-begun") or one.text in _NONE for one in before)
    if every and any(one.of("negated") for one in before):
        # none started except 1
        return True
    behind = [token for token in piece.tokens if named and token.start >= named[-1].end]
    first = next((at for at, one in enumerate(behind) if one.of("all-word") or one.text in _NONE), len(behind))
    return any(one.of("negated") for one in behind[first:]) and not any(one.of("negated") for one in behind[:first])


_EXCEPT_ENDS = "外"
"""除2外: behind anything else it is no end of what is spared."""


def _spared(piece: Piece) -> frozenset[str]:
    """The items that `all except` leaves out, 除了2 and 2以外."""
    excepts = [one.start for one in piece.mentions if one.how == "except"]
    beyond = [token.start for token in piece.tokens if token.of("beyond") or (excepts and token.text == _EXCEPT_ENDS)]
    if not excepts and not beyond:
        return frozenset()
    first, last = min(excepts, default=-1), min(beyond, default=piece.end)
    return frozenset(ref for one in piece.mentions if first < one.start < last and not one.weak for ref in one.refs)
