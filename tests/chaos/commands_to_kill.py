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
    SYNC: 1778, WATCH: 1780, FLUSH: 170, RECORD: 187, STREAM: 200, PEOPLE: 45, ACTIONS: 278, CANCEL: 217, ARCHIVE: 295,
    ASK: 315, MOVE: 366, BACKUP: 968, RESTORE: 1315, EXPORT: 1000,
    IMPORT: 2180,
}  # fmt: skip
"""About; a number beyond the last one kills when all is done."""


def any_point(random: Random, command: str, *, after: float = 0.0) -> int:
    """The number of one of its places; `after`: behind that part of them."""
    return random.randint(1 + int(after * POINTS_OF[command]), POINTS_OF[command])
