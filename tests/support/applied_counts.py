"""How many of the facts that the labelled tables want are applied, for each table: a plain answer that slides into a
proposal is understood all the same, and only here seen.

`reply_differences` takes a proposal with the right value for no difference, and so does the measure of whole answers.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from collabtui.language.replies.understand import understand
from support.families import (
    BLIND,
    FREE_VOICES,
    HARD_VOICES,
    LATER_HARD_VOICES,
    LATER_VOICES,
    OFFICE_ANSWERS,
    SIBLINGS,
    THIRD,
    VOICES,
    results,
)
from support.labelled_replies import DATA, REPLIES, Reply, situations
from support.written_replies import new_text

KEPT = DATA / "applied.json"
ANSWERS = (
    OFFICE_ANSWERS,
    VOICES,
    THIRD,
    SIBLINGS,
    *BLIND,
    FREE_VOICES,
    HARD_VOICES,
    LATER_VOICES,
    LATER_HARD_VOICES,
)


class Count(NamedTuple):
    wanted: int
    applied: int


def counts() -> dict[str, Count]:
    """By the name of the table: statuses of single replies, all facts of whole answers."""
    return dict([*((table.__name__, _of_replies(table())) for table in REPLIES), *_of_answers()])


def _of_replies(examples: Iterable[Reply]) -> Count:
    wanted = applied = 0
    for example in examples:
        said = understand(new_text(example.text), situations()[example.situation])
        found = {(one.ref, one.status, one.percent) for one in said.updates}
        labelled = [(one.ref, one.status, one.percent) for one in example.expect.updates if one.status]
        wanted += len(labelled)
        applied += sum(one in found for one in labelled)
    return Count(wanted, applied)


def _of_answers() -> Iterator[tuple[str, Count]]:
    for path in ANSWERS:
        found = list(results(path))
        yield (
            path.stem,
            Count(sum(len(one.wanted) for one in found), sum(len(one.wanted & one.applied) for one in found)),
        )


def kept_counts() -> dict[str, Count]:
    return {name: Count(*found) for name, found in json.loads(KEPT.read_text(encoding="utf-8")).items()}


def keep(found: dict[str, Count]) -> None:
    lines = (f"  {json.dumps(name)}: {json.dumps(count)}" for name, count in found.items())
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
