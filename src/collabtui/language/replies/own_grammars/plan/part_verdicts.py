"""The verdict of a part of a plan's answer on its items: a yes, a no with its reason, a courtesy, or nothing certain.

A yes is only what the grammar of a department's answer takes for one. Of an item also what is wanted otherwise is a no,
in the sender's words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.beside_yes.no_objection import makes_no_difference
from collabtui.language.replies.own_grammars.beside_yes.room_to_spare import has_no_room
from collabtui.language.replies.own_grammars.objections_in_own_words import is_denied, objects
from collabtui.language.replies.own_grammars.plan.plan_parts import EDGES, PlanPart
from collabtui.language.replies.own_grammars.plan.plan_patterns import speech_patterns

ReadsDepartment = Callable[[NewText, ReplyContext], Understanding]
"""The grammar of a department's answer."""
_NEAR = 3
"""Characters between a number and what its item is wanted to be."""


@dataclass(frozen=True)
class ReadPart:
    """The reading of a part, with the lines that go on in it."""

    part: PlanPart
    text: str
    stance: Literal["for", "against", "none", "harmless"] = "none"
    statement: str = ""
    doubt: ClauseDoubt | Literal[""] = ""
    below: tuple[TextSpan, ...] = ()
    """Of the lines that go on in it."""
    is_mostly: bool = False
    """A yes that is one to what is not objected to: it needs an objection beside it."""

    @property
    def tells_of_items(self) -> bool:
        """Whether it is a yes or a no to items, or to the rest of them."""
        return self.part.kind in ("item", "rest") and self.stance in ("for", "against")


@dataclass(frozen=True)
class PartReader:
    """Reads the parts of one mail."""

    new_text: NewText
    situation: ReplyContext
    reads: ReadsDepartment

    def read(self, part: PlanPart) -> ReadPart:
        """The first rule that knows what is said decides."""
        text = _without_indifference(_plain(part))
        return (
            _by_its_place(part, text)
            or self._as_address(part, text)
            or _by_few_words(part, text)
            or self._by_the_department(part, text)
        )

    def as_department(self, parts: Sequence[ReadPart]) -> Understanding:
        """The texts of the parts as one answer of a department, whose words name no item any more."""
        lines = tuple(ReplyLine(text=one.text, span=one.part.span) for one in parts)
        alone = self.situation.model_copy(update={"plan": (), "items": (), "others_items": ()})
        return self.reads(self.new_text.model_copy(update={"lines": lines}), alone)

    def _as_address(self, part: PlanPart, text: str) -> ReadPart | None:
        """Before the items the name of the department, or somebody who is called, says nothing."""
        asking = self.situation.asking
        is_named = asking is not None and text.casefold() in (asking.department.casefold(), "")
        if part.kind == "head" and (is_named or speech_patterns().called.fullmatch(text)):
            return ReadPart(part, text, "harmless")
        return None

    def _by_the_department(self, part: PlanPart, text: str) -> ReadPart:
        whole = self.as_department([ReadPart(part, text)])
        if part.verdict == "for":
            is_yes = whole.stance in (None, "for") and not whole.doubt
            return ReadPart(part, text, "for") if is_yes else ReadPart(part, text, doubt="no-stance")
        says_more = whole.doubt or whole.contact or whole.updates or whole.requests
        if whole.stance == "for" and not says_more:
            if part.excepted and part.kind == "item":
                return ReadPart(part, text, doubt="contradiction")
            return ReadPart(part, text, "for")
        if whole.stance == "against" and not says_more:
            return ReadPart(part, text, "against", _reason(text))
        if whole.stance is None and not whole.doubt and part.kind != "item":
            return ReadPart(part, text, "harmless")
        if part.kind == "item" and (_refuses(text) or wants_otherwise(text, part, weak=part.weak)):
            return ReadPart(part, text, "against", _reason(text))
        return ReadPart(part, text, doubt=_doubt_of(whole))


def wants_otherwise(text: str, part: PlanPart, *, weak: bool) -> bool:
    """Whether an item is wanted to be other than it is. Where it is named by a weak number, that number may count
    something: 2 more weeks. There what is wanted follows at once, with a day."""
    patterns, folded = speech_patterns(), text.casefold()
    if part.excepted and patterns.asks.search(folded):
        # 就是第4项能不能改到24号，其他的都同意 (only, could the fourth move to the 24th; the others are agreed)
        folded = patterns.asks.sub(" ", folded).rstrip("?？ ")
        return not is_open(folded) and _wanted(folded) is not None
    is_unsure = not part.excepted and patterns.unsure.fullmatch(folded.strip(EDGES))
    if (
        is_unsure or is_open(text) or has_no_room(folded) or patterns.assent.match(folded)
    ):  # agreed, but please add a test
        return False
    wanted = _wanted(folded)
    if weak and not part.excepted:
        return bool(wanted and wanted.start() <= _NEAR and patterns.day.search(folded))
    return bool(wanted) or objects(folded) or part.excepted


def _wanted(text: str) -> re.Match[str] | None:
    """The first word of what is wanted otherwise that is not denied: no change needed, 不缺人."""
    found = speech_patterns().wants.finditer(text)
    return next((one for one in found if not is_denied(text[: one.start()])), None)


def _by_its_place(part: PlanPart, text: str) -> ReadPart | None:
    """By a yes or a no before the items, or by a word that takes them out of a yes to the others."""
    if part.kind == "item" and speech_patterns().out.fullmatch(text):  # 同意，第5项除外 (agreed, the fifth excepted)
        return ReadPart(part, text, "against")
    if part.verdict == "against" or (part.kind == "item" and part.excepted and not text):
        if is_open(text):
            return ReadPart(part, text, doubt="question")
        return ReadPart(part, text, "against", _reason(text))
    return None


def _by_few_words(part: PlanPart, text: str) -> ReadPart | None:
    """Nothing at all, and words that are a yes only beside items."""
    if not text:
        return ReadPart(part, text, "for") if part.verdict == "for" else ReadPart(part, text, doubt="no-stance")
    if part.kind != "loose" and speech_patterns().good.fullmatch(text) and not part.excepted:
        return ReadPart(part, text, "for")
    if part.kind == "head" and speech_patterns().mostly.fullmatch(text):
        return ReadPart(part, text, "for", is_mostly=True)
    return None


_FIRST_CLAUSE = late_regex(r"[,;，；。]\s*")


def _without_indifference(text: str) -> str:
    """第2项没我们的事，可以 (the second does not concern us, fine): the verdict behind that."""
    first = _FIRST_CLAUSE.search(text)
    behind = text[first.end() :].strip(EDGES) if first else ""
    return behind if first and behind and makes_no_difference(text[: first.start()].casefold()) else text


def _plain(part: PlanPart) -> str:
    """The words of a part without those that only say how many of the items it is said of."""
    if part.kind == "loose":
        return part.text.strip()
    text = part.text.strip(EDGES)
    counted = speech_patterns().counted.match(text) if part.kind in ("item", "rest") else None
    behind = speech_patterns().of_all.search(text) if part.kind != "item" else None
    if counted and counted.end() < len(text):
        return text[counted.end() :].strip(EDGES)
    return text[: behind.start()] if behind else text


def _refuses(text: str) -> bool:
    patterns = speech_patterns()
    return bool(patterns.refusal.match(text)) and not patterns.no_of_something.match(text) and not is_open(text)


def _reason(text: str) -> str:
    """Without the no that it begins with; no people, where people are what is missing, is the reason itself."""
    if speech_patterns().no_of_something.match(text.strip(EDGES)):
        return text.strip(f"{EDGES}/|")
    return speech_patterns().refusal.sub("", text.strip(EDGES)).strip(f"{EDGES}/|")


def is_open(text: str) -> bool:
    """A question, or a hedge."""
    return "?" in text or "？" in text or speech_patterns().hedges.search(text.casefold()) is not None


def _doubt_of(whole: Understanding) -> ClauseDoubt:
    return "question" if whole.doubt == "question" else "hedged" if whole.doubt == "hedged" else "no-stance"
