"""An answer to a question that was asked for several departments in one mail, as of a deputy of two heads: a yes or no
that names none of them, or all, counts for each; one that names some counts for these alone.

Each part is read by the grammar of one department's answer, with what the sender calls it as its name. What is not
certain of one part is not of the whole, and waits."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import DepartmentStance, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.domain.matters.department_answer import Stance
from collabtui.language.lexicon import words_of_both

Reads = Callable[[NewText, ReplyContext], Understanding]
_BEGINS = frozenset(",，;；。.!！")


class _Part(NamedTuple):
    called: str
    """By the sender; empty before the first name."""
    departments: tuple[str, ...]
    lines: tuple[ReplyLine, ...]


def for_several(new_text: NewText, situation: ReplyContext, read: Reads) -> Understanding:
    names = _names(situation)
    parts = list(_parts(new_text.lines, names))
    if len(parts) > 1 or any(part.called for part in parts):
        return _of_parts(new_text, situation, read, parts)
    whole = _read(new_text, situation, read, new_text.lines, "")
    if not (named := _mentioned(new_text.lines, names)):
        return whole
    if len(named) == 1 and (found := _read(new_text, situation, read, new_text.lines, named[0])).stance == "for":
        return _with_stances(found, [(named, found)])
    return _waiting(whole)


def _names(situation: ReplyContext) -> tuple[str, ...]:
    asking = situation.asking
    return tuple(filter(None, (asking.department, *asking.beside))) if asking else ()


def _of_parts(new_text: NewText, situation: ReplyContext, read: Reads, parts: Iterable[_Part]) -> Understanding:
    found = _with_short_answers([(part, _read(new_text, situation, read, part.lines, part.called)) for part in parts])
    answered = [(part.departments, one) for part, one in found if part.called]
    before = [one for part, one in found if not part.called]
    named = [name for departments, _ in answered for name in departments]
    is_certain = all(one.stance in ("for", "against") and not one.doubt for _, one in answered)
    is_alone = all(one.stance is None and not one.doubt for one in before)
    does_more = any(one.updates or one.requests or one.proposals or one.contact for _, one in found)
    if not (is_certain and is_alone and len(named) == len(set(named))) or does_more:
        return _waiting(_read(new_text, situation, read, new_text.lines, ""))
    clauses = tuple(clause for _, one in found for clause in one.clauses)
    return _with_stances(Understanding(clauses=clauses), answered)


def _with_short_answers(found: Sequence[tuple[_Part, Understanding]]) -> list[tuple[_Part, Understanding]]:
    """Sales agrees, Marketing too; 研发部同意，市场部也是: what is said of one in few words by what is said of the one
    before. `Marketing is not` is a no behind a yes alone."""
    answers: list[tuple[_Part, Understanding]] = []
    for part, one in found:
        before = answers[-1][1] if answers and answers[-1][0].called and part.called else None
        text = "\n".join(line.text for line in part.lines)
        rest = text.removeprefix(part.called).strip(_ENDS)
        is_certain = before is not None and before.stance in ("for", "against") and not (before.doubt or before.items)
        if before is not None and is_certain and _short("same").fullmatch(rest):
            one = _in_short(one, before.stance, before.statement)
        elif before is not None and is_certain and before.stance == "for" and _short("opposite").match(rest):
            one = _in_short(one, "against", _short("opposite").sub("", rest, count=1).strip(_ENDS))
        answers.append((part, one))
    return answers


_ENDS = " .。!！,，;；:：-–—"


def _in_short(found: Understanding, stance: Stance | None, statement: str) -> Understanding:
    clauses = tuple(one.model_copy(update={"rule": stance or one.rule, "counts": True}) for one in found.clauses)
    fields = {"stance": stance, "statement": statement, "doubt": "", "clauses": clauses, "proposals": ()}
    return found.model_copy(update=fields)


@cache
def _short(kind: str) -> re.Pattern[str]:
    """Such words, where nothing or a reason follows."""
    return re.compile(rf"(?:{_alternatives(kind)})(?=\s*(?:[.,;:!。，；：！—–-]|$))", re.IGNORECASE)


def _with_stances(found: Understanding, answered: Sequence[tuple[Sequence[str], Understanding]]) -> Understanding:
    each = tuple(
        DepartmentStance(
            department=name,
            stance=one.stance,
            statement=one.statement,
            items=one.items,
            rest_agreed=one.rest_agreed,
        )
        for names, one in answered
        for name in names
        if one.stance
    )
    stance = "against" if any(one.stance == "against" for one in each) else "for"
    statement = "; ".join(dict.fromkeys(one.statement for _, one in answered if one.statement))
    return found.model_copy(update={"stance": stance, "statement": statement, "of_departments": each})


def _waiting(found: Understanding) -> Understanding:
    """A person says for which of them it is meant."""
    return found.model_copy(update={"stance": "none", "doubt": found.doubt or "no-stance"})


def _read(
    new_text: NewText, situation: ReplyContext, read: Reads, lines: tuple[ReplyLine, ...], called: str
) -> Understanding:
    asking = situation.asking
    if asking is None or not any(line.text.strip() for line in lines):
        return Understanding()
    alone = asking.model_copy(update={"department": called or asking.department, "beside": ()})
    return read(new_text.model_copy(update={"lines": lines}), situation.model_copy(update={"asking": alone}))


def _parts(lines: Iterable[ReplyLine], names: tuple[str, ...]) -> Iterable[_Part]:
    """The text cut before each name of a department that begins a clause."""
    called, kept = "", list[ReplyLine]()
    departments: tuple[str, ...] = ()
    for line in lines:
        cuts = [found for found in _pattern(names).finditer(line.text) if _begins_clause(line.text[: found.start()])]
        ends = [*(found.start() for found in cuts), len(line.text)]
        kept += [_cut(line, 0, ends[0])] if line.text[: ends[0]].strip() else []
        for found, end in zip(cuts, ends[1:], strict=True):
            if kept or called:
                yield _Part(called, departments, tuple(kept))
            called, departments = found[0].strip(), _of_words(found[0], names)
            kept = [_cut(line, found.start(), end)]
    if kept or called:
        yield _Part(called, departments, tuple(kept))


def _cut(line: ReplyLine, start: int, end: int) -> ReplyLine:
    text = line.text[start:end].rstrip().rstrip("".join(_BEGINS))
    at = line.span.start + start
    return line.model_copy(update={"text": text, "span": TextSpan(start=at, end=at + len(text))})


def _begins_clause(before: str) -> bool:
    left = before.rstrip()
    return not left or left[-1] in _BEGINS


def _mentioned(lines: Iterable[ReplyLine], names: tuple[str, ...]) -> tuple[str, ...]:
    text = "\n".join(line.text for line in lines)
    found = (name for hit in _pattern(names).finditer(text) for name in _of_words(hit[0], names))
    return tuple(dict.fromkeys(found))


def _of_words(called: str, names: tuple[str, ...]) -> tuple[str, ...]:
    one = re.compile("|".join(_bounded(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
    found = {hit[0].casefold() for hit in one.finditer(called)}
    return tuple(name for name in names if name.casefold() in found) or names


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """One or several of them by name, or words for all of them."""
    name = "|".join(_bounded(one) for one in sorted(names, key=len, reverse=True))
    every, joins, each = (_alternatives(kind) for kind in ("all", "joins", "each"))
    return re.compile(rf"(?:{name})(?:\s*(?:{joins})\s*(?:{name}))*(?:\s*(?:{each}))?|(?:{every})", re.IGNORECASE)


def _alternatives(kind: str) -> str:
    words = set(words_of_both("several_departments", kind))
    return "|".join(_bounded(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _bounded(word: str) -> str:
    """Not within another word, where words have spaces between them."""
    latin = [char.isascii() and char.isalnum() for char in (word[0], word[-1])]
    return rf"{'(?<![A-Za-z0-9])' if latin[0] else ''}{re.escape(word)}{'(?![A-Za-z0-9])' if latin[1] else ''}"
