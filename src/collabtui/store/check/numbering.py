"""Check of the counters: each is past all numbers in use, so that no ref and no batch gets one given before."""

import re
from collections.abc import Iterator

from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.engine_connection import Connection
from collabtui.store.records.lease_rows import lease_counter
from collabtui.store.records.row_seal import setting_seal
from collabtui.store.records.tables import TABLES

_SECRET_BYTES = 16
_SERIES = re.compile(r"(?P<series>.*?)(?P<number>\d+)", re.ASCII)


def faults(checked: Checked) -> Iterator[DataFault]:
    reader, counted = checked.reader, checked.objects.counted()
    for series, highest in _highest(reader).items():
        if counted.get(series, 0) < highest:
            yield DataFault("counter.behind", series, value=str(highest))
    for name, number in reader.rows("SELECT name, number FROM lease"):
        counter = lease_counter(name)
        if counted.get(counter, 0) < number:
            yield DataFault("counter.behind", counter, value=str(number))
    secret = reader.row("SELECT value, seal FROM setting WHERE name = 'secret'")
    if secret is None or len(secret[0]) < _SECRET_BYTES:
        yield DataFault("setting.secret", "")
    elif secret[1] != setting_seal("secret", bytes(secret[0])):
        yield DataFault("setting.other_secret", "")


def _highest(reader: Connection) -> dict[str, int]:
    """The highest number in use of each series: `A`, `X-2026-`, `batch`."""
    last = reader.row("SELECT max(batch) FROM trail")
    found = {"batch": last[0] or 0} if last else {}
    for table in TABLES:
        if not table.kept.numbered:
            continue
        for (ref,) in reader.run(f"SELECT ref FROM {table.name}"):
            if written := _SERIES.fullmatch(ref):
                series, number = written["series"], int(written["number"])
                if number > found.get(series, 0):
                    found[series] = number
    return found
