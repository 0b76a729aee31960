"""Everything that the page of the minutes shows, read in one command."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.domain.meeting_deadlines import minutes_due
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.minutes.minutes_content import MinutesContent, minutes_of
from collabtui.lifecycle.minutes.recipients import recipients_of
from collabtui.lifecycle.minutes.version_history import latest_mails, unchanged
from collabtui.screens.minutes.signers import Signing

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting


@dataclass(frozen=True)
class MinutesData:
    meeting: Meeting
    contents: MinutesContent
    holes: dict[str, tuple[Finding, ...]]
    """What each action lacks, by its ref."""
    signing: Signing
    changed: bool
    """Whether they say anything that has not been sent."""
    owed_in: timedelta
    """Until they should be out; late from nothing on."""

    @property
    def lacks_attendance(self) -> bool:
        """Whether they are to go out and nobody has said who was there."""
        unknown = all(one.attendance == "unknown" for one in self.meeting.participants)
        return self.meeting.state == "recorded" and bool(self.meeting.participants) and unknown


def minutes_text(acting: "Acting", ref: str) -> str:
    """The minutes as their plain text file has them."""
    from collabtui.lifecycle.export.meeting_export import export_meeting  # the page is there without it

    return export_meeting(acting, ref, "txt").decode()


def read_minutes(acting: "Acting", ref: str) -> MinutesData:
    meeting = acting.visible.get(Meeting, ref)
    contents = minutes_of(acting.visible, meeting)
    whole = minutes_of(acting.store, meeting) if acting.visible_store else contents
    found = publish.incomplete(acting.visible, ref)
    return MinutesData(
        meeting=meeting,
        contents=contents,
        holes={
            action.ref: tuple(one for one in found if one.values.get("ref") == action.ref)
            for action in contents.actions
        },
        signing=Signing(
            tuple(recipients_of(acting.store, contents)),
            tuple(publish.sign_offs(acting.store, ref)),
            latest_mails(acting.store, meeting),
        ),
        changed=not unchanged(acting.store, whole),
        owed_in=minutes_due(meeting.ended_at or meeting.end, acting.config.meeting.minutes_hours) - acting.now,
    )
