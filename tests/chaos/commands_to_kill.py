"""The commands that are killed, and how many places there are in each at which it can be.

A number is drawn from these rather than from what a run counts, so that the same seed is the same fault on any machine;
`test_chaos.py` holds them against a run.
"""

from random import Random

SYNC = "sync"
WATCH = "watch"
"""Until it has nothing left to do."""
FLUSH = "outbox flush"
RECORD = "meeting record M2 --file {folder}/notes.txt"
STREAM = "meeting record M2"
"""The same notes from standard input."""
PEOPLE = "person import {folder}/people.csv"
ACTIONS = "action import {folder}/actions.csv --yes"
CANCEL = "meeting cancel M2"
ASK = "decision ask M1 先做哪个 --choice 甲 --choice 乙 --send"
MOVE = "meeting move M2 16:00"
ARCHIVE = "matter archive X-2026-001 --to {folder}/archive"
BACKUP = "backup {folder}/copy.zip"
RESTORE = "restore {folder}/copy.zip --yes"
EXPORT = "export {folder}/whole"
IMPORT = "import {folder}/whole --yes"
POINTS_OF = {
    SYNC: 2330, WATCH: 2335, FLUSH: 151, RECORD: 323, STREAM: 275, PEOPLE: 49, ACTIONS: 267, CANCEL: 194, ARCHIVE: 387,
    ASK: 277, MOVE: 360, BACKUP: 1559, RESTORE: 1770, EXPORT: 1772,
    IMPORT: 2931,
}  # fmt: skip
"""About; a number beyond the last one kills when all is done."""


def any_point(random: Random, command: str, *, after: float = 0.0, until: float = 1.0) -> int:
    """The number of one of its places; `after`, `until`: behind that part of them, and no further than that."""
    return random.randint(1 + int(after * POINTS_OF[command]), max(1, int(until * POINTS_OF[command])))


def points_in_a_row(random: Random, command: str) -> list[int]:
    """The places of some kills, one after the other: each leaves less to be done, so the next comes earlier."""
    return [any_point(random, command, until=1 / number) for number in range(1, 1 + random.choice((2, 3, 4)))]
