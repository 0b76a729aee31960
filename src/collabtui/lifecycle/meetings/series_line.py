"""A series with those it goes on from and those that go on from it: one line of meetings, whatever their UIDs."""

from collabtui.domain.meetings.series import Series
from collabtui.store.interface import Reader


def line_of(reader: Reader, ref: str) -> list[str]:
    """Refs of all series of the line, the first one first."""
    first = (predecessors(reader, reader.get(Series, ref)) or [reader.get(Series, ref)])[0]
    line, new = [], [first.ref]
    while new:
        line += new
        new = [one.ref for one in reader.find(Series, follows=new)]
    return line


def predecessors(reader: Reader, series: Series) -> list[Series]:
    """Those that it goes on from, the first one first."""
    found: list[Series] = []
    while series.follows is not None:
        series = reader.get(Series, series.follows)
        found.insert(0, series)
    return found
