"""Makes `language/words/likely.json`: what the words of an unsettled passage speak for.

Four fifths of each table are learnt from; the last fifth, which a stable hash of the text picks, chooses the share from
which something is proposed.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from collabtui.language.replies.likely.weights import FILE, NONE, weights_in
from training.fit import Example, Fitted, fit
from training.labelled_passages import LEARNT_FROM, LabelledMail, Row, is_held_out, labelled_mails, rows

KINDS = (
    NONE, "done", "in-progress", "blocked", "not-started", "postpone", "reassign", "cancel", "accept", "agreed",
    "correct", "risk",
)  # fmt: skip
PENALTY = 0.1
OF_TABLES = 0.3
"""Weight of a passage of the older tables, which are mostly traps."""
LARGEST = 250
"""The largest weight in the file, in units."""
PRECISION = 0.9
ASTRAY = 0.05
"""The most that may be proposed of what is labelled nothing."""


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
    mails = list(labelled_mails())
    return Table(mails, list(rows(mails)))


def fitted(found: Table) -> Fitted:
    examples = [
        Example(row.features, tuple(kind for kind in row.kinds if kind in KINDS) or (NONE,), row.mail, _weight(mail))
        for row in found.rows
        if not is_held_out((mail := found.of(row)).text)
    ]
    return fit(examples, KINDS, PENALTY)


def _weight(mail: LabelledMail) -> float:
    return 1.0 if mail.source in {path.stem for path in LEARNT_FROM} else OF_TABLES


def held_out(found: Table) -> list[Row]:
    """Of what was written to learn from: the older tables are known to the grammar."""
    stems = {path.stem for path in LEARNT_FROM}
    kept = (row for row in found.rows if row.is_unsettled and is_held_out(found.of(row).text))
    return [row for row in kept if found.of(row).source in stems]


def measured(scored: Sequence[tuple[Row, Sequence[float]]], enough: float) -> Measured:
    good = wrong = astray = 0
    read: set[tuple[int, str]] = set()
    for row, shares in scored:
        best = max(range(1, len(KINDS)), key=shares.__getitem__)
        if shares[best] < enough:
            continue
        good += KINDS[best] in row.kinds
        wrong += not row.of_nothing and KINDS[best] not in row.right
        astray += row.of_nothing
        read |= {(row.mail, KINDS[best])} if KINDS[best] in row.kinds else set()
    facts = {(row.mail, kind) for row, _ in scored for kind in row.kinds}
    nothing = sum(row.of_nothing for row, _ in scored)
    return Measured(good / max(good + wrong, 1), len(read) / max(len(facts), 1), astray / max(nothing, 1))


def chosen(scored: Sequence[tuple[Row, Sequence[float]]]) -> float:
    """The smallest share with which as little is wrong as may be."""
    for hundredth in range(15, 100):
        found = measured(scored, hundredth / 100)
        if found.precision >= PRECISION and found.astray <= ASTRAY:
            return hundredth / 100
    return 1.0


def written(weights: Fitted, enough: float, inputs: str) -> str:
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


_LEAST = 6


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
    weights = fitted(found)
    digest, kept = inputs(found.mails), held_out(found)
    as_read = weights_in(written(weights, 1.0, digest))
    scored = [(row, [*as_read.shares(row.features).values()]) for row in kept]
    enough = chosen(scored)
    options.out.write_text(written(weights, enough, digest), encoding="utf-8")
    result = measured(scored, enough)
    for hundredth in range(25, 61, 5):
        at = measured(scored, hundredth / 100)
        print(f"    {hundredth} %: precision {at.precision:.3f}, recall {at.recall:.3f}, astray {at.astray:.3f}")
    print(f"{len(found.mails)} mails, {len(found.rows)} passages, {len(weights.weights)} features, share {enough}")
    print(f"held out: precision {result.precision:.3f}, recall {result.recall:.3f}, astray {result.astray:.3f}")


if __name__ == "__main__":
    main()
