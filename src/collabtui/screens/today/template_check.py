"""Own templates, filled once with sample data when the screens open: a broken one is said before a mail needs it."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.home import Home
    from collabtui.screens.frame.page import Page

AFTER = 2.0
"""Seconds from the first frame: what is asked for first does not wait for it."""


def has_own_templates(home: "Home") -> bool:
    return (home.templates / "mail").is_dir()


async def check_templates(page: "Page") -> None:
    """In a thread; then the page shows what was found."""
    if await asyncio.to_thread(_noted, page.session.home):
        page.refresh_now()


def _noted(home: "Home") -> int:
    from collabtui.lifecycle.template_check.fill_all import note_broken
    from collabtui.text.template_faults import TemplateFaults
    from collabtui.text.templates import Templates

    return note_broken(Templates(home.templates), TemplateFaults(home.template_faults, home.templates))
