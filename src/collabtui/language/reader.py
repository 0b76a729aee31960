"""Reads pieces one after the other: which items each is about, what it says, and what it is the reason of."""

from collections.abc import Sequence

from collabtui.domain.meeting import Partstat
from collabtui.domain.reply import Situation
from collabtui.language.clauses import STATEMENTS, Piece, pieces
from collabtui.language.combine import addressed
from collabtui.language.marking import Marked, Marker
from collabtui.language.readings import Reading
from collabtui.language.scope import governs_sentence, taken_back
from collabtui.language.talk import closes, is_harmless, is_substantial
from collabtui.language.verbs import Refs, Talk, foreign, reading, sayings

_QUALIFIES = ("negated", "almost", "hedged", "wish", "hearsay", "condition")
_STOPS_NOTHING = ("talk", "reason")
_WANT_REASONS = ("blocked", "postpone", "cancel", "reassign")


class Reader:
    """Reads block after block; keeps what a later piece may go on about."""

    def __init__(self, marker: Marker, situation: Situation, marked: Sequence[Marked]) -> None:
        self.readings: list[Reading] = []
        self._marker = marker
        self._situation = situation
        self._talk = Talk(situation, marker.titles)
        self._only = _only(situation)
        self._rest = _rest(situation, marked)
        self._closing = False
        self._heading: Refs = ()
        self._carried: Refs = ()
        self._governed = ""
        self._pending: Piece | None = None
        self._sentence: list[Reading] = []

    def read(self, marked: Marked) -> None:
        block = marked.block
        if any(token.of("boilerplate") for token in marked.tokens):
            self._closing = True
            self._say(Reading(block, 0, len(block.folded.text), "talk", counts=False))
            return
        self._carried, self._heading = self._heading, ()
        found = pieces(marked)
        sentence = -1
        for piece in found:
            if piece.sentence != sentence:
                self._end_sentence()
                sentence = piece.sentence
            if self._takes_line(piece):
                return
            self._piece(piece)
        self._end_sentence()
        if len(found) == 1 and found[0].bare:
            self._heading = self._carried

    # whole lines

    def _takes_line(self, piece: Piece) -> bool:
        """A correction or a marked note runs to the end of its line, whatever stands in it."""
        tokens = [token for token in piece.tokens if not token.of("greeting", "thanks", "mark")]
        mark = next((token for token in tokens if not token.of("mention", "filler")), None)
        if mark and mark.of("correct") and not piece.asks:
            return self._correction(piece, mark.end)
        if piece.has("object") and not piece.asks and not piece.has("person"):
            return self._correction(piece, piece.start)
        if mark and mark.of("note"):
            return self._marked_note(piece, mark.end)
        return False

    def _correction(self, piece: Piece, start: int) -> bool:
        text = piece.block.folded.text
        named = [one for one in piece.mentions if not one.weak and one.how in ("number", "ref")]
        if named and ":" in text[start : named[0].start]:
            named = []
        refs = named[0].refs if named else ()
        if named and start > piece.start:
            start = max(start, named[0].end)
        end = len(text.rstrip(" .。!；;"))
        while start < end and text[start] in " :,、-.)":
            start += 1
        if start >= end:
            start = piece.start
        found = Reading(piece.block, piece.start, end, "correct", True, refs)
        found.ask, found.text = "correct", piece.block.written(start, end)
        self._say(found)
        return True

    def _marked_note(self, piece: Piece, start: int) -> bool:
        text = piece.block.folded.text
        if piece.mentions and piece.mentions[0].start >= start:
            start = piece.mentions[0].end
        elif text[start : start + 1] != ":":
            return False
        refs = self._refs(piece)
        end = len(text.rstrip(" .。!；;"))
        while start < end and text[start] in " :,、-.)":
            start += 1
        found = Reading(piece.block, piece.start, end, "note", bool(refs), refs, waits=not refs)
        found.note = (start, end) if refs else None
        self._say(found)
        return True

    # pieces

    def _piece(self, piece: Piece) -> None:
        """Reads one piece; a remark beside an agreement may qualify it, so then it is none."""
        before = len(self.readings)
        self._read_piece(piece)
        courtesy = piece.has("greeting", "thanks", "closing") or not foreign(piece.tokens)
        if piece.role or piece.named or courtesy or any(one.agreed for one in self.readings[before:]):
            return
        for one in self._sentence:
            if one.agreed:
                one.agreed = False
                _take_back(one, "unknown")

    def _read_piece(self, piece: Piece) -> None:
        if piece.role == "reason" or self._explains(piece):
            self._reason(piece)
        elif is_harmless(piece, self._marker.words, after_closing=self._closing):
            self._closing = self._closing or closes(piece, self._marker.words)
            self._say(_talk(piece))
        elif piece.bare and not piece.mentions[0].problem:
            self._carried = self._refs(piece)
            self._say(_talk(piece))
        elif self._asks_about_before(piece):
            self._say(_talk(piece))
        else:
            self._statement(piece)

    def _asks_about_before(self, piece: Piece) -> bool:
        """`1 done, right?`; behind a wish for a change it is politeness: 延期一周，可以吗？"""
        if not piece.asks or not all(token.of("tag", "filler", "mark") for token in piece.tokens):
            return False
        before = [one for one in self._sentence if one.rule != "talk"]
        for one in before[-1:]:
            if one.ask not in ("postpone", "cancel", "reassign"):
                _take_back(one, "question")
        return bool(before)

    def _statement(self, piece: Piece) -> None:
        refs = self._refs(piece)
        code = self._governed or taken_back(piece)
        if (
            self._situation.invitation
            and code in ("negated", "hedged", "wish", "almost", "question")
            and not piece.asks
        ):
            asks = piece.has("question", "person") or (piece.has("particle") and not piece.has("hedged"))
            code = "" if attendance(piece) and not asks else code
        governs = governs_sentence(piece)
        if governs:
            self._governed = governs
            if not piece.named:
                for one in self._sentence:
                    if one.counts:
                        _take_back(one, governs)
        found = [] if code else self._said(piece, refs)
        if (piece.asks or piece.has("particle")) and not any(one.ask or one.rsvp for one in found):
            code = code or "question"
        if code or not found:
            found = [self._unsaid(piece, refs, code or "unknown")]
            if (code in _QUALIFIES or piece.has("idiom")) and self._goes_on(piece, refs):
                # 完成，但还没测试: then it is not done either
                found[0].denies = "done"
        elif piece.lead == "contrast" and found[0].rule == "note" and self._goes_on(piece, refs):
            # done but needs review
            found = [self._unsaid(piece, refs, "almost")]
            found[0].denies = "done"
        for one in found:
            self._say(one)
        if piece.named and refs:
            self._carried = refs

    def _goes_on(self, piece: Piece, refs: Refs) -> bool:
        """Whether it is about what was spoken of just before, in the same sentence."""
        return not piece.named and any(set(one.refs) & set(refs) for one in self._sentence)

    def _said(self, piece: Piece, refs: Refs) -> list[Reading]:
        special = self._attendance(piece) or self._agreement(piece)
        if special:
            return special
        if piece.has("idiom"):
            return []
        found = sayings(piece, refs, self._talk)
        if not found:
            return []
        named = piece.named or piece.block.item or piece.has("all-word")
        if found[0].rule == "accept" and not named:
            # whether of all, or only a courtesy, is seen at the end
            found[0].refs = ()
            return found
        if found[0].rule == "note" and not named and not is_substantial(piece):
            return [] if piece.has(*STATEMENTS) else [_talk(piece)]
        return found if refs else self._unaddressed(piece, found)

    def _unaddressed(self, piece: Piece, found: list[Reading]) -> list[Reading]:
        """What is said of no item in particular: an acceptance may be of all, a status waits, talk is talk."""
        if found[0].rule == "note":
            return [] if piece.has(*STATEMENTS, "amount", "figure", "percent", "day", "minutes") else [_talk(piece)]
        return [self._unsaid(piece, (), "several-open" if len(self._situation.items) > 1 else "unknown")]

    def _attendance(self, piece: Piece) -> list[Reading]:
        if not self._situation.invitation or piece.has("person"):
            return []
        partstat = attendance(piece)
        if not partstat:
            return []
        found = reading(piece, "attendance")
        found.rsvp = partstat
        return [found]

    def _agreement(self, piece: Piece) -> list[Reading]:
        agrees = piece.has("agree") or (piece.has("accept") and piece.has("minutes"))
        if not agrees or piece.named or piece.has("done", "percent", "day", "started", "blocked"):
            return []
        if not self._situation.minutes or foreign([token for token in piece.tokens if not token.of("minutes")]):
            return []
        if any(
            token.of(*(STATEMENTS - {"agree", "accept"})) and not token.of("agree", "minutes") for token in piece.tokens
        ):
            return []
        found = reading(piece, "agree")
        found.agreed = True
        return [found]

    def _unsaid(self, piece: Piece, refs: Refs, code: str) -> Reading:
        found = Reading(piece.block, piece.start, piece.end, code, counts=False, refs=refs, waits=True)
        if code in ("negated", "question", "hedged", "almost", "future"):
            found.denies = "done" if piece.has("done", "hand-over") or not piece.has(*STATEMENTS) else ""
        return found

    # which items

    def _refs(self, piece: Piece) -> Refs:
        """The items a piece is about: those it names, else those that were spoken of, else the only one."""
        strong = [one for one in piece.mentions if not one.weak and one.how not in ("amount", "except")]
        spared = _spared(piece)
        if spared:
            return tuple(ref for ref in self._marker.numbered.refs if ref not in spared)
        if strong:
            named = (ref for one in strong for ref in (self._rest if one.how == "rest" else one.refs))
            return tuple(dict.fromkeys(named))
        if piece.has("all-word") and not self._carried and not piece.block.item:
            return addressed(self._situation)
        if piece.block.item:
            return (piece.block.item,)
        return self._carried or self._only

    # reasons

    def _explains(self, piece: Piece) -> bool:
        """Behind blocked, or a request, what states nothing of an item itself is the reason."""
        before = [one for one in self._sentence if one.rule not in _STOPS_NOTHING]
        if not before or not before[-1].counts or before[-1].rule not in _WANT_REASONS or piece.named or piece.asks:
            return False
        if piece.role == "waiting":
            return True
        if before[-1].note or before[-1].reason or not foreign(piece.tokens):
            return False
        return not any(one.ask or one.status for one in sayings(piece, before[-1].refs, self._talk))

    def _reason(self, piece: Piece) -> None:
        before = [one for one in self._sentence if one.rule != "talk"]
        if before:
            _give(before[-1], (piece.start, piece.end))
            self._say(_talk(piece, "reason"))
        else:
            self._pending = piece

    def _end_sentence(self) -> None:
        if self._pending:
            piece, self._pending = self._pending, None
            before = [one for one in self.readings if one.rule not in _STOPS_NOTHING]
            if before:
                _give(before[-1], (piece.start, piece.end))
                self.readings.append(_talk(piece, "reason"))
            elif self._only:
                found = reading(piece, "note", self._only)
                found.note = (piece.start, piece.end)
                self.readings.append(found)
            else:
                self.readings.append(self._unsaid(piece, (), "unknown"))
        self._sentence, self._governed = [], ""

    def _say(self, one: Reading) -> None:
        self.readings.append(one)
        self._sentence.append(one)
        if self._pending and one.rule not in _STOPS_NOTHING:
            piece, self._pending = self._pending, None
            _give(one, (piece.start, piece.end))
            self.readings.append(_talk(piece, "reason"))


def attendance(piece: Piece) -> Partstat | None:
    """Yes, no or maybe."""
    if piece.has("decline", "no"):
        return "declined"
    maybe = piece.has("tentative") and all(
        token.of("tentative", "filler", "mark", "greeting", "thanks") for token in piece.tokens
    )
    if maybe or (piece.has("tentative", "hedged", "wish", "almost") and piece.has("attend")):
        return "tentative"
    return "accepted" if piece.has("attend", "yes") else None


def _only(situation: Situation) -> Refs:
    """The one item that is meant where none is named: the only open one of the mail, or of all."""
    numbered = [item for item in situation.items if item.number is not None]
    candidates = numbered or situation.items
    still = [item.ref for item in candidates if item.status in ("not-started", "in-progress", "blocked")]
    if len(still) == 1:
        return (still[0],)
    return (candidates[0].ref,) if len(candidates) == 1 else ()


def _rest(situation: Situation, marked: Sequence[Marked]) -> Refs:
    """The numbered items that are named nowhere in the mail."""
    named = {ref for block in marked for one in block.mentions if not one.weak for ref in one.refs}
    return tuple(item.ref for item in situation.items if item.number is not None and item.ref not in named)


def _spared(piece: Piece) -> frozenset[str]:
    """The items that `all except` leaves out."""
    found: set[str] = set()
    after = False
    for one in sorted(piece.mentions):
        if one.how == "except":
            after = True
        elif after and not one.weak:
            found.update(one.refs)
    return frozenset(found)


def _talk(piece: Piece, rule: str = "talk") -> Reading:
    return Reading(piece.block, piece.start, piece.end, rule, counts=False)


def _take_back(one: Reading, code: str) -> None:
    one.denies, one.rule, one.counts, one.waits = one.rule, code, False, True


def _give(one: Reading, place: tuple[int, int]) -> None:
    """Hands a reason to what it is the reason of: a request keeps it as such, a status as its note."""
    if one.ask:
        one.reason = one.reason or place
    elif one.counts and not one.note:
        one.note = place
