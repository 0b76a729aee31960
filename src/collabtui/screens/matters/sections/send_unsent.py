"""Sending what a matter has not sent yet, wherever the cursor stands: its request, else a change that waits."""

from typing import TYPE_CHECKING

from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.matters.sections.matter_changes import CHANGES, ChangeCommands
from collabtui.screens.matters.sections.matter_departments import ASKED, DepartmentCommands

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.matters.sections.section_kind import MatterData
    from collabtui.store.queries.rows.matter_rows import ChangeRow


async def send_unsent(page: "PagePort", data: "MatterData") -> None:
    """The request as long as a department waits for it, or where there is nothing else."""
    drafts = [change for change in data.rows(CHANGES) if change["state"] == "draft"]
    if not drafts or any(part["state"] == "unsent" for part in data.rows(ASKED)):
        await DepartmentCommands(page, data).send_request()
    elif ref := await _which(page, drafts):
        await ChangeCommands(page, data).send(ref)


async def _which(page: "PagePort", drafts: "list[ChangeRow]") -> str | None:
    if len(drafts) == 1:
        return drafts[0]["ref"]
    options = [(one["ref"], f"{one['ref']} {one['what']}", page.words(f"change.of.{one['kind']}")) for one in drafts]
    return await page.ask(Pick(page.services, page.words("matters.which_change"), options))
