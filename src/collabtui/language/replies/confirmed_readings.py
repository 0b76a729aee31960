"""A sender's yes or no to what a mail of ours asked back: `y2`, 确认2, "2 yes, 1 no", n1.

A line is one only as a whole; what stands in it besides leaves it to the grammar of replies, which knows of no
proposals, so that it waits.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from collabtui.domain.mail.adopted_proposals import adopted, exclude_each_other
from collabtui.domain.mail.reason_codes import ClauseDoubt, ReplyDoubt
from collabtui.domain.mail.reply import Clause, NewText, Proposal, ReplyContext, ReplyLine, Understanding
from collabtui.language.replies.words.blocks import Block, blocks
from collabtui.language.replies.words.vocabulary import Vocabulary

_Rule = Literal["confirmed", "dropped"]
CONFIRMED: Final = "confirmed"
DROPPED: Final = "dropped"


class Confirmations(NamedTuple):
    clauses: tuple[Clause, ...] = ()
    doubt: ClauseDoubt | None = None
    rest: tuple[Block, ...] = ()
    """The lines that are none."""

    def of(self, rule: _Rule, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
        numbers = {n for clause in self.clauses if clause.rule == rule for n in clause.proposals}
        return tuple(one for one in proposals if one.n in numbers)


class _Decision(NamedTuple):
    """What one word says of these numbers."""

    rule: _Rule
    numbers: tuple[int, ...]


def confirmations(lines: Sequence[Block], proposals: Sequence[Proposal], words: Vocabulary) -> Confirmations:
    """The proposals that the lines confirm and drop; nothing where the mail asked nothing back."""
    if not proposals:
        return Confirmations(rest=tuple(lines))
    known = {one.n: one for one in proposals}
    pattern = _pattern(words, _yes_kinds(proposals))
    clauses: list[Clause] = []
    rest: list[Block] = []
    doubt: ClauseDoubt | None = None
    for line in lines:
        decisions = _decisions(line.folded.text, tuple(known), pattern)
        if decisions is None:
            rest.append(line)
            continue
        for decision in decisions:
            missing = any(n not in known for n in decision.numbers)
            doubt = "out-of-range" if missing else doubt
            clauses.append(_clause(line, decision, known, counts=not missing))
    return Confirmations(tuple(clauses), doubt or _contradiction(clauses), tuple(rest))


def with_confirmations(found: Understanding, decisions: Confirmations, proposals: Sequence[Proposal]) -> Understanding:
    """`found` is what the rest of the mail says. What is confirmed joins it as if it had been said for certain, unless
    something in the mail is not accounted for, or speaks of the same item."""
    if not decisions.clauses:
        return _to_what(found) if proposals else found
    confirmed, dropped = decisions.of(CONFIRMED, proposals), decisions.of(DROPPED, proposals)
    doubt = decisions.doubt or _disturbed(found, confirmed)
    clauses = sorted((*found.clauses, *decisions.clauses), key=lambda clause: clause.span.start)
    if doubt:
        waiting = tuple(_withheld(one, doubt) if one in decisions.clauses else one for one in clauses)
        return found.model_copy(update={"clauses": waiting, "doubt": doubt})
    meaning = adopted(confirmed)
    return found.model_copy(
        update={
            "clauses": tuple(clauses),
            "updates": (*found.updates, *meaning.updates),
            "requests": (*found.requests, *meaning.requests),
            "sign_off": found.sign_off or meaning.sign_off,
            "rsvp": found.rsvp or meaning.rsvp,
            "rsvp_remark": found.rsvp_remark or meaning.rsvp_remark,
            "deputy": meaning.deputy,
            "stance": found.stance or meaning.stance,
            "statement": found.statement or meaning.statement,
            "contact": found.contact or meaning.contact,
            "contact_phone": found.contact_phone or meaning.contact_phone,
            "promised": found.promised or meaning.promised,
            "confirmed": tuple(one.n for one in confirmed),
            "dropped": tuple(one.n for one in dropped),
            "needs_date": found.needs_date or any(one.ask == "postpone" and not one.due for one in confirmed),
        }
    )


def _to_what(found: Understanding) -> Understanding:
    """A bare OK to a mail that asks something back may be a yes to that, or mean that the items were taken on."""
    if any(clause.rule not in ("accept", "talk") for clause in found.clauses) or not found.updates:
        return found
    waiting = tuple(_withheld(one, "unknown") if one.counts else one for one in found.clauses)
    return found.model_copy(update={"clauses": waiting, "updates": (), "doubt": "unknown"})


def _disturbed(found: Understanding, confirmed: Sequence[Proposal]) -> ReplyDoubt | None:
    """Why a confirmation is not certain: what else the mail says may take it back."""
    refs = {one.ref for one in confirmed if one.ref}
    touched = {ref for clause in found.clauses if clause.rule not in ("talk", "reason") for ref in clause.refs}
    if refs & touched or exclude_each_other(confirmed):
        return "contradiction"
    loose = any(clause.strength in ("wait", "propose") and not clause.refs for clause in found.clauses)
    return (found.doubt or "unknown") if loose else None


def _contradiction(clauses: Sequence[Clause]) -> ClauseDoubt | None:
    yes, no = ({n for one in clauses if one.rule == rule for n in one.proposals} for rule in (CONFIRMED, DROPPED))
    return "contradiction" if yes & no else None


def _withheld(clause: Clause, doubt: ReplyDoubt) -> Clause:
    return clause.model_copy(update={"counts": False, "rule": doubt})


def _clause(line: Block, decision: _Decision, known: dict[int, Proposal], *, counts: bool) -> Clause:
    text = line.folded.text
    refs = (known[n].ref for n in decision.numbers if n in known)
    return Clause(
        span=line.span(0, len(text)),
        text=line.written(0, len(text)),
        refs=tuple(dict.fromkeys(ref for ref in refs if ref)),
        rule=decision.rule,
        counts=counts,
        proposals=decision.numbers,
    )


def beside_assents(
    new_text: NewText, situation: ReplyContext, words: Vocabulary, read: Callable[[NewText], Understanding]
) -> Understanding:
    """Yes that's right, thanks, to a mail of ours that said what was read and asked nothing: a line of no more than
    that says nothing new."""
    if not _only_tells(situation):
        return read(new_text)
    pattern = _pattern(words, ("confirms",))
    assents: list[Clause] = []
    rest: list[ReplyLine] = []
    for line in new_text.lines:
        found = list(blocks(new_text.model_copy(update={"lines": (line,)}), words.folding))
        if len(found) == 1 and _is_assent(found[0].folded.text, pattern):
            whole = len(found[0].folded.text)
            span, text = found[0].span(0, whole), found[0].written(0, whole)
            assents.append(Clause(span=span, text=text, rule="talk", counts=False))
        else:
            rest.append(line)
    if not assents:
        return read(new_text)
    understood = read(new_text.model_copy(update={"lines": tuple(rest)})) if rest else Understanding()
    clauses = sorted((*understood.clauses, *assents), key=lambda clause: clause.span.start)
    return understood.model_copy(update={"clauses": tuple(clauses)})


def _only_tells(situation: ReplyContext) -> bool:
    """Whether our answer said what was read, and asked nothing: neither a yes nor a day."""
    asks_day = any(one.ask == "postpone" and one.due is None for one in situation.just_asked)
    others = situation.minutes or situation.invitation or situation.asking or situation.answers_ours
    read = situation.just_updated or situation.just_asked
    return bool(read) and not (situation.asked_back or asks_day or others)


def _is_assent(text: str, pattern: re.Pattern[str]) -> bool:
    parts = list(_parts(text, pattern))
    return bool(parts) and all(part.kind == CONFIRMED for part in parts) and "?" not in text


class _Part(NamedTuple):
    kind: Literal["confirmed", "dropped", "number", "all", "other"]
    number: int = 0


_PARTS: Mapping[str, _Part] = MappingProxyType({
    "yes": _Part(CONFIRMED), "no": _Part(DROPPED), "all": _Part("all"),
})  # fmt: skip


def _yes_kinds(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Where nothing is asked but whether he agrees, that he agrees is a yes; of an item it may be about the minutes."""
    return ("confirms", "agree") if [one.ask for one in proposals] == ["agreed"] else ("confirms",)


def _decisions(text: str, numbers: tuple[int, ...], pattern: re.Pattern[str]) -> list[_Decision] | None:
    """None where the line is something else."""
    parts = list(_parts(text, pattern))
    if not parts or any(part.kind == "other" for part in parts):
        return None
    kinds = {part.kind for part in parts}
    if not kinds & {CONFIRMED, DROPPED}:
        return None
    if kinds <= {CONFIRMED, DROPPED, "all"}:
        if {CONFIRMED, DROPPED} <= kinds or (len(numbers) > 1 and "all" not in kinds):
            return None
        return [_Decision(CONFIRMED if CONFIRMED in kinds else DROPPED, numbers)]
    if "all" in kinds:
        return None
    return _paired(parts, backwards=parts[0].kind == "number")


def _paired(parts: Sequence[_Part], *, backwards: bool) -> list[_Decision] | None:
    """Word and numbers in turn, the same way through the whole line: `y1 2 n3`, `1 2 yes 3 no`."""
    found: list[_Decision] = []
    numbers: list[int] = []
    for part in reversed(parts) if backwards else parts:
        if part.kind not in (CONFIRMED, DROPPED):
            if not found:
                return None
            numbers.append(part.number)
            found[-1] = found[-1]._replace(numbers=tuple(sorted(numbers)))
            continue
        if found and not numbers:
            return None
        numbers = []
        found.append(_Decision(CONFIRMED if part.kind == CONFIRMED else DROPPED, ()))
    return found if found and found[-1].numbers else None


def _parts(text: str, pattern: re.Pattern[str]) -> Iterator[_Part]:
    """Yes, no, all and the numbers in it; marks, thanks and measure words say nothing."""
    at = 0
    while at < len(text):
        piece = pattern.match(text, at)
        if piece is None:
            yield _Part("other")
            return
        at = piece.end()
        if piece.lastgroup == "number":
            yield _Part("number", int(piece.group("number")))
        elif piece.lastgroup and piece.lastgroup != "beside":
            yield _PARTS[piece.lastgroup]


@lru_cache(maxsize=8)
def _pattern(words: Vocabulary, yes: tuple[str, ...]) -> re.Pattern[str]:
    kinds = {"yes": yes, "no": ("drops",), "all": ("confirms-all",), "beside": ("beside-confirms", "thanks")}
    found = sorted(
        ((word, name) for name, of in kinds.items() for kind in of for word in words.of_kind(kind)),
        key=lambda one: -len(one[0]),
    )
    groups = (rf"(?P<{name}>(?:{'|'.join(_bounded(word) for word, of in found if of == name)}))" for name in kinds)
    # of each kind the longest word first
    return re.compile(rf"(?P<number>\d{{1,2}})(?!\d)|{'|'.join(groups)}|[\s,;:.!。、，；：！+&/()-]+")


def _bounded(word: str) -> str:
    """A Latin word ends where no letter follows: y2 is y and 2."""
    literal = re.escape(word)
    return rf"{literal}(?![a-z'])" if word[-1].isascii() else literal
