"""The passages of a reply that the grammar did not settle: what it says of one item in one sentence, or of none;
and what each may say at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.addressing import Refs, numbered_refs
from collabtui.language.replies.likely.item_words import PAIR, ItemWords, speaks_of_none
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Token, kinds

_NEVER = frozenset({"foreign-language"})
"""Rules of readings beside which nothing is likely: they are not his words."""
_OF_NO_ITEM = frozenset({"out-of-range", "unclear-item"})
"""Rules of readings beside which nothing is likely of an item: nobody knows of which."""
_UNSETTLED = frozenset({"unknown", "negated", "hedged", "almost", "wish", "hearsay", "condition", "future", "plan",
                        "several-open", "vague", "open-words", "note", "talk", "past-date", "no-date",
                        "ambiguous-date", "contradiction", "question", "others-item", "quotation", "out-of-range",
                        "unclear-item"})  # fmt: skip
STATED = frozenset({"done", "in-progress", "blocked", "not-started", "accept"})
REQUESTED = frozenset({"postpone", "reassign", "cancel"})
"""What may be asked for in a question, too."""
OF_MINUTES = frozenset({"agreed", "correct"})
ATTENDANCE = frozenset({"accepted", "declined", "tentative"})
_ALL = kinds("all-word all both")


@dataclass
class Passage:
    """`start` and `end` are places in the folded text of the block that it stands in."""

    marked: Marked
    readings: list[Reading]
    refs: Refs
    named: bool
    """Whether its items are named in it."""
    situation: ReplyContext
    identified: bool = False
    """Whether its words tell its item from the others, by name or otherwise."""
    may_say: frozenset[str] = frozenset()
    """The kinds of statement that it may be."""

    @cached_property
    def start(self) -> int:
        """Its place never changes, whatever takes the place of its readings."""
        return min([one.start for one in self.readings])

    @cached_property
    def end(self) -> int:
        return max([one.end for one in self.readings])

    @cached_property
    def text(self) -> str:
        """Folded."""
        return self.marked.text[self.start : self.end]

    @cached_property
    def tokens(self) -> list[Token]:
        start, end = self.start, self.end
        return [one for one in self.marked.tokens if start <= one.start < end]


class Together(NamedTuple):
    """The unsettled passages of a mail, where there are several: what they say in common."""

    passages: Sequence[Passage]

    @property
    def may_say(self) -> frozenset[str]:
        """Of the mail; of the items only where all that name any are of the same."""
        of_items = STATED | REQUESTED if len({one.refs for one in self.passages if one.refs}) == 1 else frozenset()
        common: frozenset[str] = frozenset().union(*(one.may_say for one in self.passages))
        return common & (OF_MINUTES | ATTENDANCE | {"risk"} | of_items)


def passages(readings: Sequence[Reading], blocks: Sequence[Marked], situation: ReplyContext) -> list[Passage]:
    """The unsettled parts of sentences, in the order of the mail."""
    if not any(_is_open(one) for one in readings) or any(one.rule == "repaired" for one in readings):
        # what was taken back reaches further than its own words
        return []
    return [one for one in parts(readings, blocks, situation) if is_unsettled(one)]


def parts(readings: Sequence[Reading], blocks: Sequence[Marked], situation: ReplyContext) -> Iterator[Passage]:
    """The part of each sentence that is about one item, settled or not."""
    by_block = {id(one.block.source): one for one in blocks}
    words = ItemWords(situation)
    names = {id(one): _named_by(one, words) for one in readings}
    own = (one for one in readings if not _is_quoted_line(one.block.folded.text))
    everywhere = {ref for one in own for ref in names[id(one)]}
    carried: Refs = ()
    for run in _runs(readings, names):
        marked = by_block.get(id(run[0].block.source))
        if marked is None or marked.unread:
            continue
        named = next((found for one in run if (found := names[id(one)])), ())
        passage = Passage(marked, run, named, any(one.names and one.refs for one in run), situation, bool(named))
        passage.refs = named or _refs_of_unnamed(passage, carried, situation) or words.left_over(everywhere)
        carried = carried if _is_quoted_line(marked.text) else named or carried
        passage.may_say = _may_say(passage, situation)
        yield passage


def _may_say(passage: Passage, situation: ReplyContext) -> frozenset[str]:
    """A question tells no state, and what is about an item of somebody else is at most about the minutes."""
    asks = _asks(passage)
    if situation.invitation:
        return frozenset() if asks else ATTENDANCE
    of_minutes = OF_MINUTES if situation.minutes else frozenset()
    of_others = not passage.named and any(one.rule == "others-item" for one in passage.readings)
    unclear = _OF_NO_ITEM if len(passage.refs) != 1 else _OF_NO_ITEM - {"unclear-item"}
    of_none = (
        len(situation.items) > 1 and not passage.identified and any(one.rule in unclear for one in passage.readings)
    )
    requested = REQUESTED if passage.refs and not (of_others or of_none) else frozenset()
    if asks:
        return requested | (of_minutes - {"agreed"})
    return requested | (STATED if requested else frozenset()) | of_minutes | {"risk"}


def _asks(passage: Passage) -> bool:
    asked = "?" in passage.marked.text[passage.start : passage.end + 2]
    return asked or all(one.idle or one.rule == "question" for one in passage.readings)


def _named_by(one: Reading, words: ItemWords) -> Refs:
    """What it names for certain, else what its words may mean."""
    if one.names and one.refs:
        return one.refs
    if one.idle or _is_quoted_line(one.block.folded.text):
        return ()
    text = one.block.folded.text[one.start : one.end]
    found = words.named_in(text) or words.by_initials(one.block.written(one.start, one.end))
    if one.refs and found not in ((), one.refs) and not words.named_in(text, PAIR):
        # 由她接手 (she takes over): one character of another title is less than what was spoken of before
        return one.refs
    return found


def _runs(readings: Sequence[Reading], names: Mapping[int, Refs]) -> Iterator[list[Reading]]:
    """Readings of one sentence, and in it of one item; `names` has by the `id` of each the items that it names."""
    run: list[Reading] = []
    refs: Refs = ()
    for one in readings:
        other = run and (one.block is not run[0].block or one.sentence != run[0].sentence)
        named = names[id(one)]
        another = named and refs and named != refs
        if run and (other or another):
            yield run
            run, refs = [], ()
        refs = named or refs
        run.append(one)
    if run:
        yield run


def _refs_of_unnamed(passage: Passage, carried: Refs, situation: ReplyContext) -> Refs:
    """The items of a passage that names none: those read of it, all where it says so, what was named last, or the only
    open one."""
    read = next((one.refs for one in passage.readings if one.refs), ())
    if read:
        return read
    numbered = numbered_refs(situation)
    if numbered and (any(token.within(_ALL) for token in passage.tokens) or speaks_of_none(passage.text)):
        return numbered
    if passage.marked.block.item:
        return ()
    if carried:
        return carried
    found = situation.unnamed_candidates
    open_ones = [one.ref for one in found if one.status in OPEN] or [one.ref for one in found]
    return (open_ones[0],) if len(open_ones) == 1 else ()


def is_unsettled(passage: Passage) -> bool:
    """Whether something was said in it of which nothing was read that moves anything."""
    if any(one.rule in _NEVER for one in passage.readings) or _is_cited(passage):
        return False
    if any(_states(one) or _is_marked_note(one, passage) for one in passage.readings):
        return False
    denied = [one for one in passage.readings if one.rule == "contradiction"]
    if denied and (len(passage.readings) == 1 or sum(one.names for one in denied) > 1):
        # 1 is done. 1 was not done yesterday: another statement denies it
        return False
    return any(_is_open(one) for one in passage.readings)


def _is_cited(passage: Passage) -> bool:
    """Whether it stands in a line of others; words in quotation marks are masked, and his own are around them."""
    if _is_quoted_line(passage.marked.text):
        return True
    quoted = any(one.rule == "quotation" for one in passage.readings)
    return quoted and not any(token.of("quote") for token in passage.tokens)


def _is_quoted_line(text: str) -> bool:
    return text.lstrip().startswith(">")


def _is_marked_note(one: Reading, passage: Passage) -> bool:
    """备注：… (note: …): he says himself that it is no more than that."""
    return one.rule == "note" and one.counts and any(token.of("note") for token in passage.tokens)


def _is_open(one: Reading) -> bool:
    return not one.idle and one.rule in _UNSETTLED


def _states(one: Reading) -> bool:
    """It moves something, or was proposed."""
    return (one.counts or one.proposed) and bool(one.status or one.ask or one.agreed or one.rsvp or one.accept)
