"""Everything that the page of the minutes shows, read in one command."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.domain.meeting_deadlines import minutes_due
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.quorum import attendance_taken
from collabtui.domain.model import Finding
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.live.unclear_lines import frame_of, open_questions
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
    open_wording: dict[str, dict[str, str]]
    """What was said in the meeting in the place of what an action lacks, as it was typed, by its ref and the field."""
    signing: Signing
    changed: bool
    """Whether they say anything that has not been sent."""
    owed_in: timedelta
    """Until they should be out; late from nothing on."""

    @property
    def lacks_attendance(self) -> bool:
        """Whether they are to go out and nobody has said who was there."""
        meeting = self.meeting
        return meeting.state == "recorded" and bool(meeting.participants) and not attendance_taken(meeting)


def minutes_text(acting: "Acting", ref: str) -> str:
    """The minutes as their plain text file has them."""
    from collabtui.lifecycle.export.meeting_export import export_meeting  # the page is there without it

    return export_meeting(acting, ref, "txt").decode()


def _open_wording(acting: "Acting", meeting: Meeting, contents: MinutesContent) -> dict[str, dict[str, str]]:
    """Of lines that nobody cleared up while the meeting ran."""
    people = everybody(acting.store)
    frame = frame_of(meeting, people, acting.config.organiser.locale)
    open_wording: dict[str, dict[str, str]] = {}
    for question in open_questions(contents.log, {one.ref: one for one in contents.actions}, people, frame):
        if question.entry.thing and question.part.written:
            open_wording.setdefault(question.entry.thing, {})[question.part.what] = question.part.written
    return open_wording


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
        open_wording=_open_wording(acting, meeting, contents) if any(f.values.get("ref") for f in found) else {},
        signing=Signing(
            tuple(recipients_of(acting.store, contents)),
            tuple(publish.sign_offs(acting.store, ref)),
            latest_mails(acting.store, meeting),
        ),
        changed=not unchanged(acting.store, whole),
        owed_in=minutes_due(meeting.ended_at or meeting.end, acting.config.meeting.minutes_hours) - acting.now,
    )
