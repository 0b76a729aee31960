"""The next occurrences of each series are meetings before their time."""

from collections.abc import Iterator

from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.series_ahead import plan_ahead, series_without_meetings
from collabtui.store.interface import Reader


class SeriesDue:
    """Plans what is missing."""

    kind = "series-ahead"

    def find(self, reader: Reader, acting: Acting) -> Iterator[str]:
        return (series.ref for series in series_without_meetings(reader, acting))

    def apply(self, acting: Acting) -> None:
        plan_ahead(acting)
