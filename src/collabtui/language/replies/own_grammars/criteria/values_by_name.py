"""Values behind one verdict on several criteria, each beside what was measured: 全部达标，准确率99.3%、时延1.2秒; all
met: accuracy 99.3%, latency 1.2 s.

Each is that of the one criterion whose own words stand beside it. Where one misses what was asked for, all wait.
"""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.measures.against_criterion import held_against
from collabtui.language.replies.own_grammars.asked_by_name import whole_name, words_of
from collabtui.language.replies.own_grammars.criteria.measured_words import only_names_measured
from collabtui.language.replies.own_grammars.criteria.result_patterns import EDGES, ResultPatterns
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece, criterion_of, written_part
from collabtui.language.replies.own_grammars.criteria.values_in_order import parts_of_values


def each_with_its_name(
    whole: ResultPiece, at: int, numbers: Sequence[int], patterns: ResultPatterns, situation: ReplyContext
) -> list[ResultPiece]:
    """The piece once for each of `numbers`, with the values that are told; empty where anything else is said behind it,
    from `at`."""
    if not whole.met or len(numbers) < 2:
        return []
    measured: dict[int, str] = {}
    for start, end in parts_of_values(whole, at):
        part = whole.block.folded.text[start:end]
        found = list(patterns.value.finditer(part))
        beside = f"{part[: found[0].start()]} {part[found[0].end() :]}".strip(EDGES) if len(found) == 1 else ""
        value = (
            written_part(whole.block, start + found[0].start("value"), start + found[0].end("value")) if found else ""
        )
        own = [number for number in numbers if len(found) == 1 and _is_of(number, beside, situation)]
        if len(own) != 1 or own[0] in measured:
            return []
        measured[own[0]] = value
    if not measured:
        return []
    each = [
        replace(whole, of_all=False, place=None, numbers=(number,), measured=measured.get(number, ""))
        for number in numbers
    ]
    if any(_misses(number, value, situation) for number, value in measured.items()):
        return [replace(one, doubt="misses-target") for one in each]
    return each


def _misses(number: int, value: str, situation: ReplyContext) -> bool:
    asked = criterion_of(number, situation)
    return asked is not None and held_against(asked.text, value) == "misses"


def _is_of(number: int, beside: str, situation: ReplyContext) -> bool:
    asked = criterion_of(number, situation)
    named = asked is not None and any(whole_name(word).search(beside) for word in words_of(asked.text))
    return named and asked is not None and only_names_measured(beside, asked.text)
