"""The next occurrences of each series as meetings, before their time."""

from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import AHEAD, Series, next_starts, occurrence
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.meetings.invitation_fingerprint import as_the_series_has_it
from collabtui.lifecycle.meetings.plan_rules import new_uid
from collabtui.store.interface import Reader, Transaction


def plan_ahead(acting: Acting) -> list[Meeting]:
    """See to it that the next occurrences of every series are there; those that were added."""
    running = series_without_meetings(acting.store, acting)
    if not running:
        return []
    with acting.transaction() as tx:
        return [
            meeting for one in running for meeting in planned_ahead(tx, acting, tx.get(Series, one.ref), acting.now)
        ]


def series_without_meetings(reader: Reader, acting: Acting) -> list[Series]:
    """Those whose next occurrences are not all there."""
    running = reader.find(Series, state=["planned", "invited"])
    return [series for series in running if _lacks_meetings(reader, acting, series)]


def _lacks_meetings(reader: Reader, acting: Acting, series: Series) -> bool:
    there = {one.occurrence for one in reader.find(Meeting, series=series.ref)}
    return any(start not in there for start in next_starts(series, acting.now))


def planned_ahead(tx: Transaction, acting: Acting, series: Series, after: datetime, most: int = AHEAD) -> list[Meeting]:
    """Those that are added. A series that people have in their calendars needs no further invitation for them."""
    there = {one.occurrence for one in tx.find(Meeting, series=series.ref)}
    added = []
    for start in next_starts(series, after, most):
        if start in there:
            continue
        ref = tx.next_ref(Meeting)
        meeting = occurrence(series, start, ref=ref, uid=new_uid(acting, ref))
        if series.state == "invited":
            meeting = _as_told(series, meeting)
        added.append(tx.put(meeting))
    return added


def _as_told(series: Series, meeting: Meeting) -> Meeting:
    told = {"state": "invited", "sequence": series.sequence, "invited_at": series.invited_at}
    return meeting.model_copy(update={**told, "invited_as": as_the_series_has_it(series, meeting)})
