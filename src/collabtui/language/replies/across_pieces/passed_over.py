"""Nothing that may say something is passed over: what a mail leaves as courtesy, signature or reason although it names
an item, a day, a share or a status, or is within a slip of one, waits for a person.

The rules that find a clause harmless judge it by how it begins. This is the last look, over the whole of a mail, and
does not ask which of them it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.plan_headings import stands_at_the_head
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reply_state import IDLE
from collabtui.language.replies.words.mistyped_words import is_near_status
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, Vocabulary, kinds

_SAYS = (STATEMENTS - kinds("accept agree base")) | kinds("percent more-time shift takes-on took-over")
_NO_EVIDENCE = kinds("thanked tag weak filler")
"""Thanks for sending these: what one is thankful for, and small words of many uses."""
_NAMED = ("number", "ref")
_LIST_MARKS = frozenset(".,;:()-、。")
_ROW = ("|", "\t")
_ENDS = " .:!,;。：，"


def with_passed_over_waiting(readings: Sequence[Reading], blocks: Sequence[Marked], marker: Marker) -> list[Reading]:
    """The readings, of which those that say nothing, but may, wait."""
    by_block = {id(marked.block.source): marked for marked in blocks}
    return [*_with_silent_waiting(readings, by_block, marker), *_not_taken_on(readings, by_block)]


def _not_taken_on(readings: Sequence[Reading], by_block: Mapping[int, Marked]) -> Iterator[Reading]:
    """All fine except 1: of what nobody takes on somebody has to hear, unless the mail says how it is."""
    spoken_of = {ref for one in readings for ref in one.refs}
    for one in readings:
        marked = by_block.get(id(one.block.source))
        if marked is None or not (one.accept and one.counts and one.refs):
            continue
        clause = _Clause(one, marked)
        if spared := tuple(ref for ref in clause.spares() if ref not in spoken_of):
            yield replace(one, rule="unknown", counts=False, accept=False, waits=True, refs=spared)


def _with_silent_waiting(readings: Sequence[Reading], by_block: Mapping[int, Marked], marker: Marker) -> list[Reading]:
    silent = [(one, by_block.get(id(one.block.source))) for one in readings if _is_silent(one)]
    if not silent:
        return list(readings)
    came = len(silent) < len(readings)
    if not came and not all(one.idle for one in readings):
        return list(readings)  # talk that is no courtesy waits anyway
    handled = {ref for one in readings if not _is_silent(one) for ref in one.refs}
    found = {}
    for one, marked in silent:
        if marked is None or any(token.of("boilerplate") and not token.of("device") for token in marked.tokens):
            continue
        text = one.block.folded.text
        if came and stands_at_the_head(text, one.start, one.end, marker.words):
            continue
        clause = _Clause(one, marked)
        refs = clause.names_in_vain(handled, readings) if came else ()
        if refs or (clause.gives_value(marker.situation, readings) if came else clause.may_say(marker)):
            found[id(one)] = replace(one, rule="unknown", idle=False, waits=True, refs=refs or one.refs)
    if not came and not found:
        looked_for = readings[0] if _is_only_a_sign(silent, marker) else _announcement(silent, marker.words)
        if looked_for is not None:
            found[id(looked_for)] = replace(looked_for, rule="unknown", idle=False, waits=True)
    return [found.get(id(one), one) for one in readings]


def _is_silent(one: Reading) -> bool:
    return one.rule in IDLE and not (one.counts or one.waits or one.proposed)


class _Clause:
    """A clause that says nothing, with what stands in it."""

    def __init__(self, one: Reading, marked: Marked) -> None:
        self._one = one
        self._marked = marked
        self._tokens = [token for token in marked.tokens if one.start <= token.start < one.end]

    def names_in_vain(self, handled: set[str], readings: Sequence[Reading]) -> tuple[str, ...]:
        """The items that it names by their numbers, of which nothing came anywhere; none where it says nothing of them
        and ends no line, or is why something else is so, which is kept with that."""
        more = [token for token in self._tokens if not token.of("mention") and token.text not in _LIST_MARKS]
        if self._one.rule == "reason" or not (more or self._breaks_off(readings)):
            return ()
        return tuple(
            ref for named in self._mentions() if named.how in _NAMED for ref in named.refs if ref not in handled
        )

    def _breaks_off(self, readings: Sequence[Reading]) -> bool:
        """1 done but 2: the last words of a line in which something was said; not the empty row of a list, `3)`."""
        text = self._one.block.folded.text[self._one.start : self._one.end]
        if not text.strip()[-1:].isalnum():
            return False
        beside = [other for other in readings if other.block is self._one.block and other is not self._one]
        return any(other.counts for other in beside) and all(other.start < self._one.start for other in beside)

    def spares(self) -> tuple[str, ...]:
        """The items that it names beside a word for `except`."""
        if not any(token.of("except", "beyond") for token in self._tokens):
            return ()
        named = [one for one in self._mentions() if one.how in (*_NAMED, "title")]
        return tuple(dict.fromkeys(ref for one in named for ref in one.refs))

    def _mentions(self) -> list[Mention]:
        return [named for named in self._marked.mentions if self._one.start <= named.start < self._one.end]

    def gives_value(self, situation: ReplyContext, readings: Sequence[Reading]) -> bool:
        """Beside what was read: a day to come or a share that nothing in its line took up."""
        if self._one.rule == "reason" or any(mark in self._one.block.source for mark in _ROW):
            return False
        if any(one.rsvp or one.waits for one in readings):
            return False
        beside = [other for other in readings if other.block is self._one.block and other.counts]
        gives_day = self._names_day(situation) and not any(other.due for other in beside)
        shares = [token for token in self._tokens if token.of("percent")]
        return gives_day or (bool(shares) and not any(other.percent for other in beside))

    def may_say(self, marker: Marker) -> bool:
        """In a mail of which nothing came."""
        situation = marker.situation
        if self._names_day(situation) or any(named.refs and named.how != "amount" for named in self._mentions()):
            return True
        if any(token.within(_SAYS) and not token.within(_NO_EVIDENCE) for token in self._tokens):
            return True
        return any(_is_near(token, marker.words) for token in self._tokens)

    def _names_day(self, situation: ReplyContext) -> bool:
        """Another day than the one that is asked for: the thanks may be for the reminder of that."""
        dues = {item.due for item in situation.items}
        days = (found.day for found in self._marked.days if self._one.start <= found.start < self._one.end)
        return any(day and day > situation.written and day not in dues for day in days)


def _is_near(token: Token, words: Vocabulary) -> bool:
    return token.of("text") and is_near_status(words, token.text)


def _announcement(silent: Sequence[tuple[Reading, Marked | None]], words: Vocabulary) -> Reading | None:
    """See below, 回复如下: where nothing was read below, it stands where nobody looked, in a line that is quoted."""
    listed = words.of_kind("announces")
    return next((one for one, _ in silent if one.block.folded.text[one.start : one.end].strip(_ENDS) in listed), None)


def _is_only_a_sign(silent: Sequence[tuple[Reading, Marked | None]], marker: Marker) -> bool:
    """One word that may be a name, one picture; not the writer's own name."""
    (one, marked), *more = silent
    if more or marked is None:
        return False
    tokens = [token for token in marked.tokens if one.start <= token.start < one.end]
    signs = set(marker.words.of_kind("sign"))
    if any(token.text in signs for token in tokens):
        return True
    folding = marker.words.folding
    own = {folding.fold(name).text.strip() for item in marker.situation.items for name in item.owner_names}
    is_named = bool(tokens) and all(token.of("text", "person", "name") for token in tokens)
    written = marked.text.strip(" .!~")
    return is_named and not any(name.startswith(written) for name in own)
