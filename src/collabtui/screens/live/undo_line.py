"""Taking back what was done last in a running meeting: a line, or a command that moved the meeting itself."""

from typing import TYPE_CHECKING

from collabtui.language.capture.capture_line import command_line

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


def is_undo(line: str) -> bool:
    command = command_line(line)
    return command is not None and command.word == "undo"


async def undo_line(page: "PagePort", ref: str) -> None:
    """One's own last line or command of this meeting, whichever came later; it is named."""
    from collabtui.lifecycle.history.undo_last import undo_in_meeting  # not with the page: it knows all that mail does
    from collabtui.screens.shell.undo_keys import tell_undone

    if undone := await page.do(lambda acting: undo_in_meeting(acting, ref)):
        await tell_undone(page, undone)
