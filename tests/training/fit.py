"""A log-linear classifier, fitted full-batch in pure Python: the same rows give the same weights to the last digit."""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_STEPS = (50, 25, 15)
"""Of descent: at first, and after each time that it was decided which passage of a mail says what."""
_RATE = 0.15
_FIRST, _SECOND = 0.9, 0.999
_NEVER = -1e9
"""The score of a kind that an example cannot be."""
_SEED = 1
"""Of what is left out at each step."""
_FEWEST = 3
"""Rows that a feature has to stand in."""


class Example(NamedTuple):
    features: tuple[str, ...]
    kinds: tuple[str, ...]
    """What may be said by it; `none` where there is nothing."""
    group: int
    """Examples of one mail: what it says is said by one of them at least."""
    weight: float
    may_say: frozenset[str]
    """The kinds that it may be, beside none."""


class Fitted(NamedTuple):
    kinds: tuple[str, ...]
    weights: Mapping[str, Sequence[float]]


def softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised)
    return [one / whole for one in raised]


def fit(examples: Sequence[Example], kinds: Sequence[str], penalty: float) -> Fitted:
    counted = Counter(feature for one in examples for feature in one.features)
    names = sorted(name for name, count in counted.items() if count >= _FEWEST)
    place = {name: at for at, name in enumerate(names)}
    rows = [[place[feature] for feature in one.features if feature in place] for one in examples]
    bases = [[0.0 if kind == "none" or kind in one.may_say else _NEVER for kind in kinds] for one in examples]
    state = _Descent(rows, len(names), bases, penalty)
    targets = [_even(one.kinds, kinds) for one in examples]
    for steps in _STEPS:
        state.run(targets, [one.weight for one in examples], steps)
        targets = _settled(examples, kinds, state.shares())
    return Fitted(tuple(kinds), dict(zip(names, state.weights, strict=True)))


def _even(said: Sequence[str], kinds: Sequence[str]) -> list[float]:
    return [(kind in said) / len(said) for kind in kinds]


def _settled(examples: Sequence[Example], kinds: Sequence[str], shares: Sequence[Sequence[float]]) -> list[list[float]]:
    """What a mail says is said by the passage that is the likeliest for it, and by those more likely so than not."""
    none = kinds.index("none")
    best: dict[tuple[int, str], float] = {}
    for one, share in zip(examples, shares, strict=True):
        for kind in one.kinds:
            key = (one.group, kind)
            best[key] = max(best.get(key, 0.0), share[kinds.index(kind)])
    found = []
    for one, share in zip(examples, shares, strict=True):
        said = [
            kind
            for kind in one.kinds
            if share[kinds.index(kind)] >= best[one.group, kind] or share[kinds.index(kind)] > share[none]
        ]
        found.append(_even(said or ["none"], kinds))
    return found


class _Descent:
    """Adam on the whole of it. At each step a half of what each row has is left out, another one each time: what is
    learnt then leans on no single word."""

    def __init__(
        self, rows: Sequence[Sequence[int]], features: int, bases: Sequence[Sequence[float]], penalty: float
    ) -> None:
        kinds = len(bases[0])
        self.rows, self.bases = rows, bases
        self.scales = [1 / math.sqrt(max(len(row), 1)) for row in rows]
        self.weights = [[0.0] * kinds for _ in range(features)]
        self._moments = [([0.0] * kinds, [0.0] * kinds) for _ in range(features)]
        self._penalty = penalty
        self._step = 0
        self._chance = random.Random(_SEED)  # noqa: S311  # the same each time; nothing secret hangs on it

    def shares(self) -> list[list[float]]:
        """Of the rows as they are."""
        return self._shares(self.rows, self.scales)

    def _shares(self, rows: Sequence[Sequence[int]], scales: Sequence[float]) -> list[list[float]]:
        found = []
        for row, scale, base in zip(rows, scales, self.bases, strict=True):
            columns = zip(*[self.weights[feature] for feature in row], base, strict=True)
            found.append(softmax([one * scale for one in map(sum, columns)]))
        return found

    def run(self, targets: Sequence[Sequence[float]], weights: Sequence[float], steps: int) -> None:
        for _ in range(steps):
            self._step += 1
            rows, scales = self._halves(), [2 * scale for scale in self.scales]
            errors = [
                [(one - wanted) * scale * weight for one, wanted in zip(share, target, strict=True)]
                for share, target, scale, weight in zip(
                    self._shares(rows, scales), targets, scales, weights, strict=True
                )
            ]
            self._move(rows, errors)

    def _halves(self) -> list[list[int]]:
        found = []
        for row in self.rows:
            bits = self._chance.getrandbits(len(row) + 1)
            found.append([feature for at, feature in enumerate(row) if bits >> at & 1])
        return found

    def _move(self, rows: Sequence[Sequence[int]], errors: Sequence[Sequence[float]]) -> None:
        held_by: list[list[Sequence[float]]] = [[] for _ in self.weights]
        for row, error in zip(rows, errors, strict=True):
            for feature in row:
                held_by[feature].append(error)
        first, second = 1 - _FIRST**self._step, 1 - _SECOND**self._step
        rate = _RATE / (1 + self._step / 40)
        nothing = [0.0] * len(errors[0])
        for feature, found in enumerate(held_by):
            held, (mean, spread) = self.weights[feature], self._moments[feature]
            for at, slope in enumerate(map(sum, zip(*found, strict=True)) if found else nothing):
                slope += self._penalty * held[at]
                if slope == 0.0 and mean[at] == 0.0:
                    # a kind that no row of it can be
                    continue
                mean[at] += (1 - _FIRST) * (slope - mean[at])
                spread[at] += (1 - _SECOND) * (slope * slope - spread[at])
                held[at] -= rate * (mean[at] / first) / (math.sqrt(spread[at] / second) + 1e-8)
