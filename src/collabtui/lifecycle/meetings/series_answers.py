"""An answer to a whole series: it holds for all that is still to come."""

from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting, Participant, Partstat
from collabtui.domain.meetings.series import Series
from collabtui.store.interface import Transaction


def answer_series(
    tx: Transaction, series_ref: str, person: str, partstat: Partstat, comment: str, written: datetime
) -> None:
    """Meetings that began before it was written stay as they are, and so does one that the person has answered since
    by itself."""
    series = tx.get(Series, series_ref)
    answer = {"partstat": partstat, "comment": comment, "answered_at": written}

    def answered(there: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(
            one.model_copy(update=answer)
            if one.person == person and (one.answered_at is None or one.answered_at <= written)
            else one
            for one in there
        )

    tx.put(series.model_copy(update={"participants": answered(series.participants)}))
    for meeting in tx.find(Meeting, series=series.ref, state=["planned", "invited"]):
        if meeting.start > written:
            tx.put(meeting.model_copy(update={"participants": answered(meeting.participants)}))
