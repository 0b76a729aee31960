"""A line that the minutes lacked, as a correction says: taken down after the meeting, and no mere note."""

from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live.run import captured_in
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.version_history import lines_of


@mails_ahead
def put_in(acting: Acting, ref: str, line: str) -> None:
    """Take it down for the corrected minutes of the sign-off with this ref. Raises `Refused` (correction.only_a_note)
    for one that no mail of the minutes would have, and as `live.run.capture`."""
    with acting.transaction() as tx:
        meeting = tx.get(Meeting, tx.get(SignOff, ref).meeting)
        before = lines_of(minutes_of(tx, meeting))
        captured_in(tx, acting, meeting, line)
        if lines_of(minutes_of(tx, tx.get(Meeting, meeting.ref))) == before:
            raise Refused("correction.only_a_note")
