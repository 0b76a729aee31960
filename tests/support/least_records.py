"""One record of each kind that a rule of the domain needs, with nothing in it but what it must have."""

from datetime import UTC, datetime, timedelta

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MEETING = Meeting(ref="M1", title="t", start=NOW, end=NOW + timedelta(hours=1), timezone="UTC", uid="m")
SERIES = Series(ref="SER1", title="t", rule=Rule(every="week"), start=NOW, minutes=30, timezone="UTC", uid="s")
ACTION = Action(ref="A1", title="t", created_at=NOW, updated_at=NOW, updated_by="x", via="key")
MAIL = Outgoing(
    ref="O1", kind="reminder", key="k", person="P1", to="p@example.test", subject="t", message_id="<o@h>", token="t",
    code="c", text="x", raw=b"x", queued_at=NOW,
)  # fmt: skip
RECEIVED = Incoming(
    ref="I1", message_id="<i@h>", digest="d", raw=b"x", received_at=NOW, written_at=NOW, sender="p@example.test",
    subject="t", trust="token", kind="reply", verdict="ignore", reason="auto-submitted",
)  # fmt: skip
