"""A fault that the check of the data has found."""

from typing import NamedTuple


class DataFault(NamedTuple):
    """One thing that is not as it has to be. `fault.<key>` is its sentence in the catalogue: what it is, and the way
    out."""

    key: str
    ref: str
    """Of the record, or what else has a name: a counter, an index; empty where the database as a whole is meant."""
    field: str = ""
    value: str = ""
    """What stands there, where that can be shown."""
    table: str = ""
    """In which the record is kept, where its value has to be put right there."""
