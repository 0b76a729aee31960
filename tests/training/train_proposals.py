"""Makes `language/words/likely.json`: what the words of an unsettled passage speak for.

Nine tenths of each table are learnt from; the last, which a stable hash of the text picks, is only measured. The
share from which a kind is proposed is chosen on those nine: each of four parts of them by what was learnt of the rest.
"""

import argparse
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from collabtui.language.replies.likely.weights import FILE, NONE, Weights, weights_in
from training.fit import Example, Fitted, fit
from training.labelled_passages import HELD_OUT, LEARNT_FROM, READ_BLIND, LabelledMail, Row, fold, labelled_mails, rows

KINDS = (
    NONE, "done", "in-progress", "blocked", "not-started", "postpone", "reassign", "cancel", "accept", "agreed",
    "correct", "risk", "accepted", "declined", "tentative",
)  # fmt: skip
PENALTY = 0.05
OF_TABLES = 0.5
"""Weight of a passage of the older tables, which are mostly traps."""
ONE_IN = 4
"""Of those tables every so many mails are learnt from: more of them bring nothing but time."""
LARGEST = 99
"""The largest weight in the file, in units."""
PRECISION = 0.85
ASTRAY = 0.08
"""The most that may be proposed of what is labelled nothing."""
RIGHT = 0.835
"""What has to be right of each kind across the parts, where less is learnt than in the end: of those, and of what is
astray, together."""
PARTS = ((1, 2, 3), (4, 5, 6), (7, 8, 9))
"""Tenths that are judged together by what is learnt of the rest."""
LEAST, MOST = 15, 95
"""Hundredths: the shares to choose from."""
LENT = 30
"""Proposals of any kind that are counted with those of each, which are few."""


class Table(NamedTuple):
    mails: Sequence[LabelledMail]
    rows: Sequence[Row]

    def of(self, row: Row) -> LabelledMail:
        return self.mails[row.mail]


class Measured(NamedTuple):
    precision: float
    """Of what is proposed in mails that say something: of the right item, too."""
    recall: float
    """Of facts that the grammar leaves open."""
    astray: float
    """Of passages of mails that say nothing."""


def table() -> Table:
    """Of the mails that are learnt from or measured."""
    mails = [one for one in labelled_mails() if _is_to_learn_from(one) or _is_picked(one)]
    return Table(mails, list(rows(mails)))


def fitted(found: Table, without: Collection[int] = (HELD_OUT,)) -> Fitted:
    """What is learnt of all but some of the tenths."""
    examples = [
        Example(row.features, row.kinds or (NONE,), _group(row), _weight(mail), row.may_say)
        for row in found.rows
        if fold((mail := found.of(row)).text) not in without
    ]
    return fit(examples, KINDS, PENALTY)


def _is_to_learn_from(mail: LabelledMail) -> bool:
    return mail.source in {path.stem for path in (*LEARNT_FROM, *READ_BLIND)}


def _is_picked(mail: LabelledMail) -> bool:
    """By the last digits of a hash; the tenths go by its first."""
    return int(hashlib.sha256(mail.text.encode()).hexdigest()[-8:], 16) % ONE_IN == 0


def _group(row: Row) -> int:
    """Passages of a mail are one, and what they say together another."""
    return -1 - row.mail if row.is_together else row.mail


def _weight(mail: LabelledMail) -> float:
    return 1.0 if _is_to_learn_from(mail) else OF_TABLES


def measurable(found: Table) -> list[Row]:
    """Of what was written to learn from: the older tables are known to the grammar."""
    return [row for row in found.rows if row.is_unsettled and _is_to_learn_from(found.of(row))]


Scored = Sequence[tuple[Row, Mapping[str, float]]]
"""Rows with the share of each kind."""


class Proposed(NamedTuple):
    row: Row
    kind: str
    share: float

    @property
    def is_good(self) -> bool:
        return self.kind in self.row.kinds

    @property
    def is_wrong(self) -> bool:
        return not self.row.of_nothing and self.kind not in self.row.right


def scored(found: Table, as_read: Weights, kept: Collection[int]) -> Scored:
    """As the reader weighs them, of some of the tenths."""
    rows_kept = (row for row in measurable(found) if fold(found.of(row).text) in kept)
    return [(row, as_read.shares(row.features, row.may_say)) for row in rows_kept]


def proposed(found: Scored, enough: Mapping[str, float]) -> Iterator[Proposed]:
    """Each the likeliest of its passage; what several say together where none of them says it."""
    by_themselves: set[tuple[int, str]] = set()
    for row, shares in sorted(found, key=lambda pair: pair[0].is_together):
        able = [kind for kind in KINDS[1:] if kind in shares and shares[kind] >= enough.get(kind, 2.0)]
        best = max(able, key=lambda kind: shares[kind], default=None)
        if best and not (row.is_together and (row.mail, best) in by_themselves):
            by_themselves.add((row.mail, best))
            yield Proposed(row, best, shares[best])


def measured(found: Scored, enough: Mapping[str, float]) -> Measured:
    made = list(proposed(found, enough))
    good, wrong = sum(one.is_good for one in made), sum(one.is_wrong for one in made)
    read = {(one.row.mail, one.kind) for one in made if one.is_good}
    facts = {(row.mail, kind) for row, _ in found for kind in row.kinds}
    nothing = [row for row, _ in found if row.of_nothing and not row.is_together]
    astray = {(one.row.mail, one.row.text) for one in made if one.row.of_nothing}
    return Measured(good / max(good + wrong, 1), len(read) / max(len(facts), 1), len(astray) / max(len(nothing), 1))


def chosen(found: Scored) -> dict[str, float]:
    """Of each kind the smallest share from which enough of its proposals are right."""
    made = list(proposed(found, dict.fromkeys(KINDS, 0.0)))
    return {kind: _smallest(kind, made) for kind in KINDS[1:]}


def _smallest(kind: str, made: Sequence[Proposed]) -> float:
    for hundredth in range(LEAST, MOST):
        likely = [one for one in made if one.share >= hundredth / 100]
        good, of_any = _right([one for one in likely if one.kind == kind]), _right(likely)
        lent = LENT * of_any.good / max(of_any.all, 1)
        if good.good + lent >= RIGHT * (good.all + LENT):
            return hundredth / 100
    return MOST / 100


class _Right(NamedTuple):
    good: int
    all: int


def _right(made: Sequence[Proposed]) -> _Right:
    bad = sum(one.is_wrong or one.row.of_nothing for one in made)
    good = sum(one.is_good for one in made)
    return _Right(good, good + bad)


def learnt(found: Table) -> tuple[Fitted, Scored]:
    """What is learnt of the nine tenths, and each of their parts as scored by what is learnt without it."""
    with ProcessPoolExecutor(max_workers=2) as pool:
        whole = pool.submit(fitted, found)
        parts = pool.map(_scored_apart, [found] * len(PARTS), PARTS)
        across = [one for part in parts for one in part]
        return whole.result(), across


def _scored_apart(found: Table, kept: tuple[int, ...]) -> Scored:
    return scored(found, weights_in(written(fitted(found, (HELD_OUT, *kept)), {}, "")), kept)


def written(weights: Fitted, enough: Mapping[str, float], inputs: str) -> str:
    largest = max(abs(one) for row in weights.weights.values() for one in row)
    unit = largest / LARGEST
    packed = {name: _packed(row, unit) for name, row in sorted(weights.weights.items())}
    stored = {
        "about": "made by scripts/train-proposals; never by hand",
        "inputs": inputs,
        "kinds": KINDS,
        "enough": enough,
        "unit": round(unit, 8),
        "weights": {name: row for name, row in packed.items() if row},
    }
    return json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=False) + "\n"


def _packed(row: Sequence[float], unit: float) -> str:
    """`a12 c-3`: of the first kind and the third; what is near nothing is left out."""
    rounded = ((chr(ord("a") + at), round(one / unit)) for at, one in enumerate(row))
    return " ".join(f"{letter}{value}" for letter, value in rounded if abs(value) >= _LEAST)


_LEAST = 4


def inputs(mails: Sequence[LabelledMail]) -> str:
    """A digest of all that is learnt from: texts and labels, in their order."""
    found = hashlib.sha256()
    for one in mails:
        found.update(json.dumps([one.source, one.text, sorted(one.facts)], ensure_ascii=False).encode())
    return found.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FILE, help="where the weights are written")
    options = parser.parse_args()
    found = table()
    weights, across = learnt(found)
    enough = chosen(across)
    text = written(weights, enough, inputs(list(labelled_mails())))
    options.out.write_text(text, encoding="utf-8")
    print(f"{len(found.mails)} mails, {len(found.rows)} passages, {len(weights.weights)} features")
    print(", ".join(f"{kind} {share}" for kind, share in enough.items()))
    for name, kept in (("across", across), ("held out", scored(found, weights_in(text), (HELD_OUT,)))):
        result = measured(kept, enough)
        print(f"{name}: precision {result.precision:.3f}, recall {result.recall:.3f}, astray {result.astray:.3f}")


if __name__ == "__main__":
    main()
