"""The sample meeting, offered as long as there is none."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def plan_sample(page: "PagePort") -> None:
    """Opens its agenda; `u` takes it back."""
    from collabtui.lifecycle.meetings.sample_meeting import sample_meeting

    agenda = page.words("agendas.sample.text", start="")
    planned = await page.do(lambda acting: sample_meeting(acting, agenda))
    if planned is not None:
        page.tell("sample.planned", seconds=8, ref=planned.meeting.ref)
        page.go("meetings", planned.meeting.ref)
