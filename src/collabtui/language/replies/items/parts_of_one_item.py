"""Ordinals in a line that is about one item: `4: first one done, second one next week` tells of parts of the fourth, or
of other items; nobody knows."""

from collections.abc import Sequence
from itertools import pairwise

from collabtui.language.replies.items.item_numbers import LIST_MARKS, Mention

_HEADS = (*LIST_MARKS, "-")


def with_parts(found: Sequence[Mention], text: str, under: str | None) -> list[Mention]:
    """The mentions, those that may name parts of the item of the line without their refs.

    `under` is the item that the line stands below. A line that begins with a number is about that item unless it goes
    on with further numbers and something said of each: `1: done, 2: done, the last one next week`.
    """
    head = _head(found, text)
    if head is None and under is None:
        return list(found)
    kept: list[Mention] = []
    in_parts = False
    for at, one in enumerate(found):
        begins = at == 0 and head is not None
        numbers_parts = at == 1 and head is not None and _is_right_behind(head, one, text)
        if not begins and (one.by_place or numbers_parts or (in_parts and one.how in ("number", "rest"))):
            in_parts = True
            kept.append(one._replace(refs=(), problem="unclear-item", by_place=True))
        else:
            kept.append(one)
    return kept


def _head(found: Sequence[Mention], text: str) -> Mention | None:
    """The number that a line begins with, where it is the only one with a mark of a list behind it."""
    numbers = [one for one in found if one.how in ("number", "ref") and not one.by_place]
    if not numbers or text[: numbers[0].start].strip() or len(numbers[0].refs) != 1:
        return None
    first, *others = numbers
    if any(_is_marked(one, text) for one in others):
        return None
    adjoins = any(one is first and _is_right_behind(one, then, text) and then.by_place for one, then in pairwise(found))
    return first if _is_marked(first, text) or adjoins else None


def _is_marked(mention: Mention, text: str) -> bool:
    return text[mention.start : mention.end].endswith(_HEADS) or text[mention.end :].lstrip().startswith((":", "- "))


def _is_right_behind(mention: Mention, following: Mention, text: str) -> bool:
    return following.how == "number" and not text[mention.end : following.start].strip(" :-.)")
