"""The next occurrences of each series as meetings, before their time."""

from collections.abc import Iterable
from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import AHEAD, Series, missed_starts, next_starts, occurrence, with_deputies
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.forms.handouts import with_handouts_there
from collabtui.lifecycle.meetings.invitation_fingerprint import as_the_series_has_it
from collabtui.lifecycle.meetings.plan_rules import new_uid
from collabtui.store.interface import Reader, Transaction


def plan_ahead(acting: Acting) -> list[Meeting]:
    """See to it that the next occurrences of every series are there, and those that were missed; what was added."""
    running = series_without_meetings(acting.store, acting)
    if not running:
        return []
    with acting.transaction() as tx:
        found = (tx.get(Series, one.ref) for one in running)
        starts = ((series, _starts(series, _there(tx, series), acting.now)) for series in found)
        return [meeting for series, dates in starts for meeting in planned(tx, acting, series, dates)]


def series_without_meetings(reader: Reader, acting: Acting) -> list[Series]:
    """Those whose next occurrences are not all there; of an archived matter none begins any more."""
    running = reader.find(Series, state=["planned", "invited"])
    lacking = (series for series in running if _lacks_meetings(reader, acting, series))
    return [series for series in lacking if not is_filed(reader, series.matter)]


def _lacks_meetings(reader: Reader, acting: Acting, series: Series) -> bool:
    there = _there(reader, series)
    return any(start not in there for start in _starts(series, there, acting.now))


def missed_dates(reader: Reader, acting: Acting, series: Series) -> list[datetime]:
    """Those that have come while nobody's pass had planned them; the next pass does. None of an archived matter."""
    if is_filed(reader, series.matter):
        return []
    return missed_starts(series, _there(reader, series), acting.now)


def _there(reader: Reader, series: Series) -> set[datetime | None]:
    return {one.occurrence for one in reader.find(Meeting, series=series.ref)}


def _starts(series: Series, there: set[datetime | None], now: datetime) -> list[datetime]:
    """What was missed, and what comes next."""
    return [*missed_starts(series, there, now), *next_starts(series, now)]


def planned_ahead(tx: Transaction, acting: Acting, series: Series, after: datetime, most: int = AHEAD) -> list[Meeting]:
    """Those of the next occurrences that are added."""
    return planned(tx, acting, series, next_starts(series, after, most))


def planned(tx: Transaction, acting: Acting, series: Series, starts: Iterable[datetime]) -> list[Meeting]:
    """The dates as meetings; those that are added. A series that people have in their calendars needs no further
    invitation for them, but for a deputy who comes to one."""
    there, added = _there(tx, series), []
    for start in starts:
        if start in there:
            continue
        ref = tx.next_ref(Meeting)
        meeting = with_handouts_there(occurrence(series, start, ref=ref, uid=new_uid(acting, ref)))
        if series.state == "invited":
            meeting = _as_invited(series, meeting)
        added.append(tx.put(with_deputies(series, meeting)))
    return added


def _as_invited(series: Series, meeting: Meeting) -> Meeting:
    invited = {"state": "invited", "sequence": series.sequence, "invited_at": series.invited_at}
    return meeting.model_copy(update={**invited, "invited_as": as_the_series_has_it(series, meeting)})
