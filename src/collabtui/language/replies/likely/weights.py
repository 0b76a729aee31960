"""The learnt weights: which kind of statement the features of a passage speak for, and how strongly.

`words/likely.json` is made by `scripts/train-proposals` from the labelled tables, and by nothing else.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypedDict

from collabtui.language.lexicon import WORDS
from collabtui.language.replies.likely.features import Feature

FILE = WORDS / "likely.json"
NONE = "none"
_REMEMBERED = 4096
"""Rows that stay unpacked: those of the words that most clauses have."""
_WEIGHED_MOST = 3


class LikelyKind(NamedTuple):
    kind: str
    share: float
    """From 0 to 1."""
    weighed: tuple[tuple[int, int], ...]
    """Places of the words that spoke for it most."""


class _Stored(TypedDict):
    """The file."""

    kinds: list[str]
    enough: dict[str, float]
    unit: float
    weights: dict[str, str]


class Weights(NamedTuple):
    kinds: tuple[str, ...]
    enough: Mapping[str, float]
    """The share from which each kind is proposed."""
    unit: float
    rows: Mapping[str, Mapping[str, int]]
    """By feature and kind, in units."""

    def likeliest(self, found: Sequence[Feature], may_say: Collection[str]) -> LikelyKind | None:
        """Of the kinds that a passage may be the one that it most likely is; None where none is likely enough."""
        known = [(one, self.rows[one.name]) for one in found if one.name in self.rows]
        shares = self._shares([row for _, row in known], may_say)
        likely = [kind for kind in self.kinds if shares.get(kind, 0.0) >= self.enough.get(kind, 2.0)]
        if not likely:
            return None
        best = max(likely, key=shares.__getitem__)
        return LikelyKind(best, shares[best], _most(known, best))

    def weighed(self, found: Iterable[Feature], kind: str) -> tuple[tuple[int, int], ...]:
        """Places of the words of a passage that speak for a kind most."""
        return _most([(one, self.rows[one.name]) for one in found if one.name in self.rows], kind)

    def shares(self, names: Iterable[str], may_say: Collection[str]) -> dict[str, float]:
        """By kind, `none` among them, of features by their names; together 1."""
        return self._shares([self.rows[name] for name in names if name in self.rows], may_say)

    def _shares(self, rows: Sequence[Mapping[str, int]], may_say: Collection[str]) -> dict[str, float]:
        sums = {kind: 0 for kind in self.kinds if kind == NONE or kind in may_say}
        for row in rows:
            for kind in sums.keys() & row.keys():
                sums[kind] += row[kind]
        scale = self.unit / math.sqrt(len(rows) or 1)
        top = max(sums.values())
        raised = {kind: math.exp((weight - top) * scale) for kind, weight in sums.items()}
        whole = sum(raised.values())
        return {kind: one / whole for kind, one in raised.items()}


def _most(known: Sequence[tuple[Feature, Mapping[str, int]]], kind: str) -> tuple[tuple[int, int], ...]:
    """Of the features that are words, those that weigh most for a kind and against none of it."""
    weighed = sorted(
        ((row.get(kind, 0) - row.get(NONE, 0), one) for one, row in known if one.end > one.start),
        key=lambda pair: (-pair[0], pair[1].start),
    )
    places: list[tuple[int, int]] = []
    for weight, one in weighed:
        if weight <= 0 or len(places) == _WEIGHED_MOST:
            break
        if all(one.end <= start or one.start >= end for start, end in places):
            places.append((one.start, one.end))
    return tuple(sorted(places))


@cache
def weights() -> Weights:
    """Read at the first use."""
    return weights_in(FILE.read_text(encoding="utf-8"))


def weights_in(text: str) -> Weights:
    """The weights of such a file."""
    stored: _Stored = json.loads(text)
    kinds = tuple(stored["kinds"])
    return Weights(kinds, stored["enough"], stored["unit"], _Rows(stored["weights"], kinds))


class _Rows(Mapping[str, Mapping[str, int]]):
    """By feature; each unpacked where it is asked for, since a mail has a hundred of the many thousands."""

    def __init__(self, packed: Mapping[str, str], kinds: Sequence[str]) -> None:
        self._packed = packed
        self._unpacked = lru_cache(_REMEMBERED)(lambda row: unpacked(row, kinds))

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def __getitem__(self, name: str) -> Mapping[str, int]:
        return self._unpacked(self._packed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def unpacked(row: str, kinds: Sequence[str]) -> dict[str, int]:
    """`a12 c-3`: the weights of the first and the third kind."""
    return {kinds[ord(one[0]) - ord("a")]: int(one[1:]) for one in row.split(" ")}
