"""The learnt weights: which kind of statement the features of a passage speak for, and how strongly.

`words/likely.json` is made by `scripts/train-proposals` from the labelled tables, and by nothing else.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple, TypedDict

from collabtui.language.lexicon import WORDS
from collabtui.language.replies.likely.features import NOWHERE, Features, Place

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
    rows: Mapping[str, Sequence[int]]
    """By feature the weight of each kind, in units."""

    def shares(self, names: Iterable[str], may_say: Collection[str]) -> dict[str, float]:
        """By kind, `none` among them, of features by their names; together 1."""
        rows = [self.rows[name] for name in names if name in self.rows]
        sums = map(sum, zip(*rows, strict=True)) if rows else repeat(0)
        able = {kind: weight for kind, weight in zip(self.kinds, sums, strict=False) if kind == NONE or kind in may_say}
        scale = self.unit / math.sqrt(len(rows) or 1)
        top = max(able.values())
        raised = {kind: math.exp((weight - top) * scale) for kind, weight in able.items()}
        whole = sum(raised.values())
        return {kind: one / whole for kind, one in raised.items()}

    def likeliest(self, shares: Mapping[str, float]) -> str | None:
        """The kind with the largest share; None where none is likely enough."""
        likely = [kind for kind in self.kinds if shares.get(kind, 0.0) >= self.enough.get(kind, 2.0)]
        return max(likely, key=shares.__getitem__) if likely else None

    def weighed(self, found: Features, kind: str) -> tuple[Place, ...]:
        """Of the features that are words, the places of those that weigh most for a kind and against none of it."""
        at, none = self.kinds.index(kind), self.kinds.index(NONE)
        known = ((place, self.rows[name]) for name, place in found.items() if place != NOWHERE and name in self.rows)
        weighed = sorted(
            ((row[at] - row[none], place) for place, row in known), key=lambda pair: (-pair[0], pair[1][0])
        )
        places: list[Place] = []
        for weight, place in weighed:
            if weight <= 0 or len(places) == _WEIGHED_MOST:
                break
            if all(place[1] <= start or place[0] >= end for start, end in places):
                places.append(place)
        return tuple(sorted(places))


@cache
def weights() -> Weights:
    """Read at the first use."""
    return weights_in(FILE.read_text(encoding="utf-8"))


def weights_in(text: str) -> Weights:
    """The weights of such a file."""
    stored: _Stored = json.loads(text)
    kinds = tuple(stored["kinds"])
    return Weights(kinds, stored["enough"], stored["unit"], _Rows(stored["weights"], len(kinds)))


class _Rows(Mapping[str, Sequence[int]]):
    """By feature; each unpacked where it is asked for, since a mail has a hundred of the many thousands."""

    def __init__(self, packed: Mapping[str, str], kinds: int) -> None:
        self._packed = packed
        self._unpacked = lru_cache(_REMEMBERED)(lambda row: unpacked(row, kinds))

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def __getitem__(self, name: str) -> Sequence[int]:
        return self._unpacked(self._packed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def unpacked(row: str, kinds: int) -> Sequence[int]:
    """`a12 c-3`: the weights of the first and the third kind; those of the others are nothing."""
    weights = [0] * kinds
    for one in row.split(" "):
        weights[ord(one[0]) - ord("a")] = int(one[1:])
    return weights
