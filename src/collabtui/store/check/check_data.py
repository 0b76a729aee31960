"""All that has to hold of a database, tried on one consistent state of it while others go on writing."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from collabtui.errors import Refused, UnreadableRecord
from collabtui.store.check import (
    derived_tables,
    mail_states,
    numbering,
    readable_records,
    references,
    sealed_rows,
    structure,
    trail_replay,
)
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.sqlite.database_objects import SqliteObjects

Rule = Callable[[Checked], Iterator[DataFault]]
RULES: tuple[tuple[str, Rule], ...] = (
    ("structure", structure.faults),
    ("records", readable_records.faults),
    ("trail", trail_replay.faults),
    ("rows", sealed_rows.faults),
    ("references", references.faults),
    ("mail", mail_states.faults),
    ("numbers", numbering.faults),
    ("derived", derived_tables.faults),
)
"""Each with what it is about: `check.about.<name>` says it to people."""
Progress = Callable[[str], None]


def check_data(path: Path, progress: Progress = lambda _: None) -> list[DataFault]:
    """Check every invariant of a file and return the faults. Raises what `open_reader` raises."""
    with closing(open_reader(path)) as reader:
        # a transaction that reads: all rules see the same state
        reader.run("BEGIN")
        return check_state(Checked(reader, SqliteObjects(reader)), progress)


def check_state(checked: Checked, progress: Progress) -> list[DataFault]:
    """The faults; none where every invariant holds. `progress` is told the part to come.

    Where pages or tables are damaged nothing else is looked at: what one would read there means nothing."""
    progress("pages")
    found: list[DataFault] = []
    try:
        if broken := list(structure.unsound(checked)):
            return broken
        for about, rule in RULES:
            progress(about)
            found += rule(checked)
    except UnreadableRecord:
        return found  # the record is named among them, and what a rule reads of it means nothing
    except Refused as error:
        return [DataFault("file.damaged", "", value=str(error.values.get("reason", "")))]
    return found
