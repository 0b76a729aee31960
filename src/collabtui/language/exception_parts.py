"""The parts of a word on a block or a risk: the reason, what it affects (影响…), what would help (建议…), whom or what
that needs (需要…), what is done (应对：…), who does it (负责人：…) and by when (期限：…)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words, words_of_both

Part = Literal["reason", "impact", "way-out", "need", "answer", "solver", "until"]
_CLAUSES = late_regex(r"[,，;；.。!！\n]+\s*")
_REST = " \t\n,，;；.。、"
_SPOKEN: tuple[Part, ...] = ("impact", "way-out", "need")
"""Parts that a verb may begin, and not a label before a colon alone."""


class ExceptionParts(NamedTuple):
    reason: str
    impact: str = ""
    way_out: str = ""
    need: str = ""
    answer: str = ""
    solver: str = ""
    """Who is named for it, as written."""
    until: str = ""
    """By when, as written."""

    @property
    def help(self) -> str:
        """The people or things that it needs besides time."""
        return "" if needs_time(self.need) else self.need

    @property
    def is_parted(self) -> bool:
        """Whether it tells more than a reason."""
        return any(self[1:])


class PartFound(NamedTuple):
    part: Part
    label_end: int | None
    """Where what it is called ends, in the text; None where its words tell more than that (导致三天延误)."""
    is_labelled: bool
    """Whether a colon stands behind the name, so that all that follows belongs to it."""


def part_at(text: str, at: int = 0) -> PartFound | None:
    """The part that the clause at this place of a text begins; None where it is one of the reason."""
    found = _beginnings().match(text, at)
    if found is None:
        return None
    part = next(one for one in get_args(Part) if found[one.replace("-", "_")] is not None)
    is_labelled = found.group().endswith((":", "：")) or text[found.end() :].lstrip().startswith((":", "："))
    tells_more = found["telling"] or found["asking"] or found["charging"]
    return PartFound(part, None if tells_more else found.end(), is_labelled)


def part_that_begins(text: str, at: int = 0) -> Part | None:
    """As `part_at`, the part alone."""
    found = part_at(text, at)
    return found.part if found else None


def begins_field(text: str) -> bool:
    """Whether a line begins with the name of a field of a risk, and a colon: 等级：高, Owner: Dave."""
    found = part_at(text)
    return (found is not None and found.is_labelled) or bool(_fields().match(text))


def labelled(text: str, kind: Literal["text", "standby", "rating"]) -> str | None:
    """The words behind the name of this field of a risk; None where the text does not begin with one."""
    found = _fields().match(text)
    return text[found.end() :].strip() if found and found[kind] is not None else None


@lru_cache(maxsize=16)
def empty_parts(text: str) -> tuple[tuple[int, int], ...]:
    """The places in a line of parts of which there is nothing: 需要支持：无, support needed: none.

    Each reading of the line asks for them."""
    return tuple(one.span() for one in _empty(labelled=":" in text or "：" in text).finditer(text))


def exception_parts(text: str) -> ExceptionParts:
    """Its parts as they were written, without what they are called (影响：, suggest)."""
    starts: list[tuple[int, Part | None]] = [(0, part_that_begins(text))]
    for mark in _CLAUSES.finditer(text):
        part = part_that_begins(text, mark.end())
        if part is not None and part != starts[-1][1]:
            starts.append((mark.end(), part))
    ends = [*(start for start, _ in starts[1:]), len(text)]
    written: dict[Part, list[str]] = {}
    for (start, part), end in zip(starts, ends, strict=True):
        clauses = text[start:end].strip(_REST)
        written.setdefault(part or "reason", []).append(_without_name(clauses) if part else clauses)
    return ExceptionParts(*("\n".join(filter(None, written.get(one, ()))) for one in get_args(Part)))


def needs_time(text: str) -> bool:
    """Whether what is needed is time alone, which is no help: 需要两天, needs a bit more time."""
    return bool(_time().search(text.rstrip(_REST)))


def without_way_out_label(text: str) -> str:
    """The way out or the answer, without the name of it before a colon (应对：, mitigation:)."""
    found = part_at(text.lstrip())
    if found is None or found.part not in ("way-out", "answer") or not found.is_labelled:
        return text
    return text.lstrip()[found.label_end :].lstrip() or text


def without_answer(text: str) -> str:
    """The text without its clauses that tell the answer."""
    return _clauses(text, of_answer=False)


def with_further(before: str, remark: str) -> str:
    """A further word on the same block: a new reason takes the place of what was told before, but for its answer;
    what only adds to it stands below."""
    parts = exception_parts(remark)
    kept = before if not parts.reason else "" if parts.answer else _clauses(before, of_answer=True)
    return "\n".join(filter(None, (remark, kept) if parts.reason else (kept, remark)))


def _clauses(text: str, *, of_answer: bool) -> str:
    """Those that tell the answer, or all others, as written."""
    kept: list[str] = []
    part: Part | None = None
    place = 0
    for end in (*(mark.end() for mark in _CLAUSES.finditer(text)), len(text)):
        part = part_that_begins(text, place) or part
        kept += [text[place:end]] if (part == "answer") is of_answer else []
        place = end
    return "".join(kept).strip(_REST)


def _without_name(clauses: str) -> str:
    """Without the words that only name the part; what tells more stays (导致三天延误: leads to three days)."""
    found = part_at(clauses)
    bare = clauses if found is None or found.label_end is None else clauses[found.label_end :].lstrip(":： ")
    return bare or clauses


@cache
def _beginnings() -> re.Pattern[str]:
    """`words/exceptions.*.json`: what may stand first, and the words of each part; a `-label` goes before a colon."""
    of_kinds: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("exceptions", language).items():
            of_kinds.setdefault(kind, []).extend(words)
    telling, lead = _any_of(of_kinds["impact-telling"]), _any_of(of_kinds["lead"])
    # 希望采购部出面催一下: who asks for help names it with a verb of his own
    # 由孙丽负责解决, to be solved by Laura: who solves it, in a clause of its own
    name = r"[^,，;；:：.。!！\n]{1,24}?"
    by, solves = _any_of(of_kinds["charged-by"]), _any_of(of_kinds["charged-with"])
    named_by, will = _any_of(of_kinds["solved-by"]), _any_of(of_kinds["will-solve"])
    ends = r"(?=\s*(?:[,，;；.。!！\n]|$|(?:by|before|until|on) ))"
    called = r"(?:[A-Z][\w'-]*\s+){1,3}"
    charging = rf"(?:{by})(?!于){name}(?:{solves}){ends}|(?:{named_by})\s+\w|{called}(?:{will}){ends}"
    asking = rf"(?:{_any_of(of_kinds['help-asked'])})[^,，;；.。!！\n]{{0,16}}?(?:{_any_of(of_kinds['help-given'])})"
    parts = []
    for part in get_args(Part):
        ways = [f"(?:{_any_of(of_kinds[f'{part}-label'])}) ?[:：]"]
        ways += [_any_of(of_kinds[part])] if part in _SPOKEN else []
        ways += [f"(?P<telling>{telling})"] if part == "impact" else []
        ways += [f"(?P<asking>{asking})"] if part == "need" else []
        ways += [f"(?P<charging>{charging})"] if part == "solver" else []
        parts.append(f"(?P<{part.replace('-', '_')}>{'|'.join(ways)})")
    return re.compile(rf"(?:(?:{lead}) ?)*(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _empty(*, labelled: bool) -> re.Pattern[str]:
    """Without a colon there is no label, and all of a clause has to say so."""
    kinds = [read_words("exceptions", language) for language in LANGUAGES]
    names = [word for one in kinds for part in ("need", "impact", "way-out", "answer") for word in one[f"{part}-label"]]
    names += [word for one in kinds for part in (*_SPOKEN, "risk-called") for word in one[part]]
    nothing, whole = (_any_of([word for one in kinds for word in one[kind]]) for kind in ("nothing", "nothing-of-it"))
    ends = r"(?=\s*(?:[,，;；.。!！\n]|$))"
    named = rf"(?:{_any_of(names)})\s*[:：]\s*(?:{nothing}){ends}"
    unnamed = rf"(?<![^\s,，;；.。!！])(?:{whole}){ends}"
    return re.compile(f"{named}|{unnamed}" if labelled else unnamed, re.IGNORECASE)


@cache
def _time() -> re.Pattern[str]:
    units = _any_of(words_of_both("exceptions", "time-unit"))
    return re.compile(rf"(?:{units})$", re.IGNORECASE)


@cache
def _fields() -> re.Pattern[str]:
    of_kinds: dict[str, list[str]] = {kind: [] for kind in ("text", "standby", "rating")}
    for language in LANGUAGES:
        for kind, words in of_kinds.items():
            words.extend(read_words("exceptions", language)[f"{kind}-label"])
    named = "|".join(f"(?P<{kind}>{_any_of(words)})" for kind, words in of_kinds.items())
    return re.compile(rf"\s*(?:{named})\s*[:：]\s*", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word ends where the word of the text does."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(one) + (r"\b" if one.isascii() else "") for one in longest_first)
