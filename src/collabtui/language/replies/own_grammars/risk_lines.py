"""Risks that somebody tells of beside his answer to a question that has a grammar of its own: 同意。有个风险：…"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from collabtui.language.replies.line_marks import risk_mark
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.own_grammars.risk_fields import is_field

_ENDS = frozenset(".。!;!；,，…")
"""Marks behind which somebody begins anew."""


class Parted(NamedTuple):
    """The lines of a reply, and what of them tells of risks: from the mark of the risk on."""

    lines: Sequence[Marked]
    risks: Sequence[Marked]


def parted(marked: Iterable[Marked]) -> Parted:
    lines = list(marked)
    risks: list[Marked] = []
    is_risk = False
    for one in lines:
        start = 0 if is_risk and is_field(one) else _risk_at(one)
        is_risk = start is not None
        risks += [_from(one, start)] if start is not None else []
    return Parted(lines, risks)


def answering(lines: Iterable[Marked], parts: Parted) -> Iterator[Marked]:
    """The lines, marked with the words of answers, as far as they answer: up to the risk, unless what is told of it
    holds a yes or a no itself (有风险：…，所以不同意)."""
    starts = {id(one.block.shown): one.tokens[0].start for one in parts.risks}
    for one in lines:
        start = starts.get(id(one.block.shown), len(one.text))
        of_risk = [token for token in one.tokens if token.start >= start]
        if any(token.of("assent", "dissent") for token in of_risk):
            of_risk = []
        if not of_risk or len(of_risk) < len(one.tokens):
            yield one._replace(tokens=one.tokens[: len(one.tokens) - len(of_risk)])


def _risk_at(marked: Marked) -> int | None:
    """Where the line begins to tell of a risk: at its begin, behind the end of a sentence, or behind `but`."""
    for place, token in enumerate(marked.tokens):
        before = marked.tokens[place - 1] if place else None
        begins = before is None or before.of("contrast") or (before.of("mark") and before.text in _ENDS)
        if begins and token.of("risk-mark") and risk_mark(marked.tokens[place:], marked.text):
            return token.start
    return None


def _from(marked: Marked, start: int) -> Marked:
    return marked._replace(
        tokens=[token for token in marked.tokens if token.start >= start],
        mentions=[one for one in marked.mentions if one.start >= start],
        days=[one for one in marked.days if one.start >= start],
    )
