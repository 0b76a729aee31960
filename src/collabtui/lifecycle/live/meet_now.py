"""A meeting that nobody planned: it is there and runs at once, and its people can be named while it does."""

from collections.abc import Sequence

from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live.run import start
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.meetings.plan_rules import Planned

MINUTES = 30
"""Its length, until it is lengthened."""


def meet_now(acting: Acting, title: str, people: Sequence[NameInAgenda] = ()) -> Planned:
    """Plan it for this minute with one slot, and start it. An undo takes the start back, one more the meeting. Raises
    as `new_meeting` does for names that are nobody's."""
    begins = acting.now.astimezone(acting.zone).replace(second=0, microsecond=0, tzinfo=None)
    slots = (SlotDraft(title=title, minutes=MINUTES),)
    planned = new_meeting(acting, AgendaDraft(title=title, start=begins, participants=tuple(people), slots=slots))
    return Planned(start(acting, planned.meeting.ref), planned.findings)
