"""The sample meeting, offered as long as there is none."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page


async def plan_sample(page: "Page") -> None:
    """Opens its agenda; `u` takes it back."""
    from collabtui.lifecycle.meetings.sample_meeting import sample_meeting

    agenda = page.words("agendas.sample.text", start="")
    planned = await page.do(lambda acting: sample_meeting(acting, agenda))
    if planned is not None:
        page.notify(page.words("sample.planned", ref=planned.meeting.ref), timeout=8, markup=False)
        page.post_message(page.Go("meetings", planned.meeting.ref))
