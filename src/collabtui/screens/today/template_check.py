"""Own templates, filled once with sample data when the screens open: a broken one is said before a mail needs it."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.home import Home
    from collabtui.screens.frame.page import Page


async def check_templates(page: "Page") -> None:
    """In a thread; then the page shows what was found."""
    if await asyncio.to_thread(_noted, page.session.home):
        page.refresh_now()


def _noted(home: "Home") -> int:
    from collabtui.lifecycle.template_check.fill_all import note_broken
    from collabtui.text.template_faults import TemplateFaults
    from collabtui.text.templates import Templates

    return note_broken(Templates(home.templates), TemplateFaults(home.template_faults, home.templates))
