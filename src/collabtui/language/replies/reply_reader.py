"""Reads pieces one after the other: which items each is about, what it says, and what it is the reason of."""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.addressing import Addressing, OwnItems, Refs
from collabtui.language.replies.answers import (
    agreement,
    asks_about_before,
    attendance,
    closes,
    is_harmless,
    is_substantial,
    limits,
    may_hide_item,
    names_taker,
    offers,
    qualify_agreement,
    same_item,
)
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.line_marks import correction, marked_note
from collabtui.language.replies.marking import Marked, Marker
from collabtui.language.replies.modality import governs_sentence, taken_back
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import further, place, reading, take_back, talk, waiting
from collabtui.language.replies.statements import sayings
from collabtui.language.replies.vocabulary import COURTESY, HAPPENED, STATEMENTS, WORK, foreign, kinds

_QUALIFY = ("negated", "almost", "hedged", "wish", "hearsay", "condition")
"""What is said in passing, and makes what was said before it less than certain."""
_DENY = ("negated", "question", "hedged", "almost", "future")
_UNADDRESSED = STATEMENTS | kinds("amount figure percent minutes help list")
_IDLE = ("talk", "reason")
_HAVE_REASONS = ("blocked", "postpone", "cancel", "reassign")


class ReplyReader:
    """Reads block after block; keeps what a later piece may go on about."""

    def __init__(self, marker: Marker, situation: ReplyContext, marked: Sequence[Marked]) -> None:
        self.readings: list[Reading] = []
        self._words = marker.words
        self._situation = situation
        self._own = OwnItems(situation, marker.titles)
        self._items = Addressing(situation, marked)
        self._closing = False
        """Whether only names and the like are to be expected."""
        self._heading: Refs = ()
        """The items a line has named that said nothing else: the next line is about them."""
        self._sentence: list[Reading] = []
        self._governed = ""
        """The code of what takes back the whole sentence."""
        self._offered = False
        """Whether the sentence is a courtesy."""
        self._pending: Piece | None = None
        """A reason that what it is the reason of is still to follow."""

    def read(self, marked: Marked) -> None:
        block = marked.block
        whole = Reading(block, 0, len(block.folded.text), "talk", counts=False, idle=True)
        if marked.unread:
            self._say(replace(whole, rule="unknown", idle=False, waits=True))
            return
        if any(token.of("boilerplate") for token in marked.tokens):
            self._closing = True
            self._say(whole)
            return
        found = pieces(marked)
        if not found:
            asks = "?" in block.folded.text
            self._say(replace(whole, rule="question", idle=False, waits=True) if asks else whole)
        self._items.carried, self._heading = self._heading, ()
        self._read_pieces(found)
        self._end_sentence()
        if len(found) == 1 and found[0].bare:
            self._heading = self._items.carried

    def _read_pieces(self, found: Sequence[Piece]) -> None:
        sentence = 0
        for piece, following in zip(found, [*found[1:], None], strict=False):
            if piece.sentence != sentence:
                self._end_sentence()
                sentence = piece.sentence
            line = correction(piece) or marked_note(piece, self._items.refs(piece))
            if line:
                line.refs = line.refs or self._items.place(piece)
                self._say(line)
                return
            self._read_piece(piece)
            if piece.bare and following and following.named and following.sentence == sentence:
                # an item, and then another: nothing was said of the first
                take_back(self.readings[-1], "unknown")

    def _read_piece(self, piece: Piece) -> None:
        if not piece.role and names_taker(self._sentence, piece):
            self._say(talk(piece, "reason"))
        elif piece.role == "reason" or self._explains(piece):
            self._reason(piece)
        elif offers(piece, offered=self._offered):
            self._offered, self._governed = True, "condition"
            self._say(talk(piece, idle=True))
        elif is_harmless(piece, self._words, after_closing=self._closing):
            self._closing = self._closing or closes(piece, self._words)
            self._say(replace(talk(piece, idle=True), brings=piece.has("enclosed")))
        elif self._is_said_again(piece):
            self._say(self._again(piece))
        elif piece.bare and not any(one.problem for one in piece.mentions):
            self._items.carried = self._items.refs(piece)
            self._say(replace(talk(piece), refs=self._items.carried))
        elif asks_about_before(self._sentence, piece) or self._dates(piece):
            self._say(talk(piece))
        else:
            self._statement(piece)
            qualify_agreement(self._sentence, piece)

    def _is_said_again(self, piece: Piece) -> bool:
        """`2 too`: of another item what was said just before."""
        told = all(token.of("likewise", "mention", "filler", "the", "mark", "joint") for token in piece.tokens)
        return told and piece.has("likewise") and piece.named and self._before() is not None

    def _before(self) -> Reading | None:
        return next((one for one in reversed(self.readings) if one.rule not in _IDLE), None)

    def _again(self, piece: Piece) -> Reading:
        """Only a status: one more week is another day for another item."""
        before, refs = self._before(), self._items.refs(piece)
        self._items.carried = refs
        if before is None or not before.counts or before.ask or not (before.status or before.accept):
            return waiting(piece, "unknown", refs)
        return replace(before, block=piece.block, start=piece.start, end=piece.end, refs=refs, note=None)

    def _dates(self, piece: Piece) -> bool:
        """`done (27 Feb)`: when it was."""
        if not piece.days or not all(token.of("day", "mark", "filler", "amount") for token in piece.tokens):
            return False
        over = all(day.reason == "past" or (day.day and day.day <= self._own.written) for day in piece.days)
        return over and bool(self._sentence) and self._sentence[-1].rule == "done"

    # statements

    def _statement(self, piece: Piece) -> None:
        refs = self._items.refs(piece)
        code = self._code(piece)
        self._govern(piece)
        found = [] if code else self._said(piece, refs)
        if (piece.asks or piece.has("particle")) and not any(one.ask or one.rsvp for one in found):
            code = code or "question"
        if code or not found:
            found = [self._unsaid(piece, refs, code)]
        elif limited := limits(self._sentence, piece, found[0]):
            # done but needs review
            found = [replace(waiting(piece, "almost", limited), denies="done")]
        if found[0].ask == "reassign" and refs and found[0].to:
            same_item(self._sentence, found[0])
        for one in found:
            self._say(one)
        if piece.named and refs:
            self._items.carried = () if piece.has("except", "beyond") else refs

    def _code(self, piece: Piece) -> str:
        """What takes the piece back; maybe and no are answers to an invitation."""
        code = self._governed or taken_back(piece) or self._items.misplaced(piece)
        answers = self._situation.invitation and code in ("negated", "hedged", "wish", "almost", "question")
        if not answers or piece.asks or piece.has("question") or not attendance(piece):
            return code
        return code if piece.has("particle") and not piece.has("hedged") else ""

    def _govern(self, piece: Piece) -> None:
        """`if …,` takes back what follows in its sentence; behind a statement, what stands before it as well."""
        code = governs_sentence(piece)
        if not code:
            return
        self._governed = code
        for one in self._sentence if not piece.named else ():
            if one.counts:
                take_back(one, code)

    def _said(self, piece: Piece, refs: Refs) -> list[Reading]:
        special = attendance(piece) if self._situation.invitation else []
        whole = piece.has("minutes") or not piece.block.item
        special = special or (agreement(piece) if self._situation.minutes and whole else [])
        if special or piece.has("idiom") or (piece.lead == "run-on" and not piece.named):
            return special
        if len(piece.tokens) == 1 and piece.has("help", "list", "yes") and not piece.has("accept"):
            return [reading(piece, next(rule for rule in ("help", "list", "yes") if piece.has(rule)))]
        found = sayings(piece, refs, self._own)
        if not found and piece.has("asks") and self._sentence and self._sentence[-1].rule == "done":
            # 已提交，麻烦审核: what is asked is to look at what was done
            return [] if piece.named else [replace(reading(piece, "note", refs), note=place(piece))]
        if not found:
            return []
        named = piece.named or piece.block.item or piece.has("all-word")
        if found[0].rule == "accept" and not named:
            # whether of all, or only a courtesy, is seen at the end
            return [replace(found[0], refs=())]
        if found[0].rule == "note" and not named and self._begins_aside(piece):
            return []
        # 2. 合同——等回复
        waits = piece.role == "waiting" and self._items.carried and all(one.rule == "talk" for one in self._sentence)
        if found[0].rule == "note" and not named and not waits and not is_substantial(piece):
            return [] if piece.has(*WORK) else [replace(talk(piece), refs=refs)]
        return found if refs else self._unaddressed(piece, found)

    def _begins_aside(self, piece: Piece) -> bool:
        """1 完成。另外，打印机坏了: in a sentence of its own it is about something else."""
        return piece.lead == "aside" and not self._sentence

    def _unaddressed(self, piece: Piece, found: list[Reading]) -> list[Reading]:
        """What is said of no item in particular: a status waits, talk is talk."""
        if found[0].rule == "note":
            return [] if piece.has("elsewhere", *_UNADDRESSED) else [talk(piece)]
        if found[0].rule == "future" and piece.has(*HAPPENED) and any(one.rule == "accept" for one in self._sentence):
            # 收到，会按时完成
            return [talk(piece, idle=True)]
        unsaid = self._unsaid(piece, (), "several-open" if len(self._situation.items) > 1 else "unknown")
        unsaid.unaddressed = found[0].rule
        return [unsaid]

    def _unsaid(self, piece: Piece, refs: Refs, code: str) -> Reading:
        """A reading that waits, and what it is against: 完成，但还没测试 is not done either."""
        if code == "negated" and piece.has("except"):
            # 除了接口没更新，文档都好了: what is spared is what is not done
            refs = self._items.spared(piece)
        found = waiting(piece, code or "unknown", refs)
        qualifies = code in _QUALIFY or piece.has("idiom") or piece.lead in ("run-on", "contrast")
        denies = code in _DENY and (piece.has("done", "hand-over") or not piece.has(*STATEMENTS))
        accepted = bool(self._sentence) and self._sentence[-1].rule == "accept"
        if accepted and self._goes_on(piece, refs):
            # 3 好，再说吧
            found.denies = "accept"
        elif denies or (qualifies and self._goes_on(piece, refs)):
            found.denies = "done"
        elif any(day.day and day.day > self._own.written for day in piece.days) and self._goes_on(piece, refs):
            # 2给到法务了，周五出结果
            found.denies = "handed-over"
        return found

    def _goes_on(self, piece: Piece, refs: Refs) -> bool:
        """Whether it is about what was spoken of just before, in the same sentence."""
        named = any(one.how not in ("amount", "except") and not one.weak for one in piece.mentions)
        return not named and any(one.refs and (not refs or set(one.refs) & set(refs)) for one in self._sentence)

    # reasons

    def _explains(self, piece: Piece) -> bool:
        """Behind blocked, or a request, what states nothing of an item itself is the reason."""
        before = [one for one in self._sentence if one.rule not in _IDLE]
        if not before or not before[-1].counts or piece.asks:
            return False
        goes_on = self._sentence[-1].rule == "reason"
        if piece.role == "waiting":
            return before[-1].rule in _HAVE_REASONS and not any(one.how != "title" for one in piece.mentions)
        if piece.named or not foreign(piece.tokens) or piece.has(*COURTESY):
            return False
        begun = before[-1].note or before[-1].reason
        if not goes_on and (begun or before[-1].rule not in _HAVE_REASONS):
            return False
        return not any(one.ask or one.status for one in sayings(piece, before[-1].refs, self._own))

    def _reason(self, piece: Piece) -> None:
        """Gives a reason to the statement before it, unless another item was named in between."""
        before = [one for one in self._sentence if one.rule not in _IDLE]
        heading = bool(self._sentence) and self._sentence[-1].rule == "talk" and bool(self._sentence[-1].refs)
        if before and not heading:
            self._give(before[-1], piece)
        else:
            self._pending = piece

    def _end_sentence(self) -> None:
        if self._pending:
            piece, self._pending = self._pending, None
            before = next((one for one in reversed(self.readings) if one.rule not in _IDLE), None)
            if before and before.block.item == piece.block.item:
                self._give(before, piece)
            elif refs := self._items.refs(piece):
                self._say(replace(reading(piece, "note", refs), note=place(piece)))
            else:
                self._say(waiting(piece, "unknown"))
        self._sentence, self._governed, self._offered = [], "", False

    def _say(self, one: Reading) -> None:
        self.readings.append(one)
        self._sentence.append(one)
        if self._pending and one.rule not in _IDLE:
            piece, self._pending = self._pending, None
            self._give(one, piece)

    def _give(self, one: Reading, piece: Piece) -> None:
        """A request keeps its reason as such, a status as its note."""
        if one.ask:
            one.reason = further(one.reason, piece)
        elif one.counts:
            one.note = further(one.note, piece)
        self.readings.append(talk(piece, "reason"))
        self._sentence.append(self.readings[-1])
        if may_hide_item(piece):
            self.readings.append(waiting(piece, "unknown"))
