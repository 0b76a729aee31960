"""Everything that the page of the minutes shows, read in one deed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.minutes.content import Minutes, minutes_of
from collabtui.lifecycle.minutes.recipients import recipients_of
from collabtui.lifecycle.minutes.version_history import latest_mails, unchanged
from collabtui.screens.minutes.signers import Signing

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Desk


@dataclass(frozen=True)
class Sheet:
    meeting: Meeting
    contents: Minutes
    holes: dict[str, tuple[Finding, ...]]
    """What each action lacks, by its ref."""
    signing: Signing
    changed: bool
    """Whether they say anything that has not been sent."""
    owed_in: timedelta
    """Until they should be out; negative when late."""


def sheet_of(desk: "Desk", ref: str) -> Sheet:
    meeting = desk.store.get(Meeting, ref)
    contents = minutes_of(desk.store, meeting)
    found = publish.incomplete(desk.store, ref)
    return Sheet(
        meeting=meeting,
        contents=contents,
        holes={
            action.ref: tuple(one for one in found if one.values.get("ref") == action.ref)
            for action in contents.actions
        },
        signing=Signing(
            tuple(recipients_of(desk.store, contents)),
            tuple(publish.sign_offs(desk.store, ref)),
            latest_mails(desk.store, meeting),
        ),
        changed=not unchanged(desk.store, contents),
        owed_in=(meeting.ended_at or meeting.end) + timedelta(hours=desk.config.meeting.minutes_hours) - desk.now,
    )
