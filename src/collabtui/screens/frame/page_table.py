"""The table of pages, name → class: a module is imported when its page is first wanted."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page


class PageSpec(NamedTuple):
    module: str
    class_name: str

    def load(self) -> "type[Page]":
        """The class of the page; imports its module."""
        found: type[Page] = getattr(import_module(self.module), self.class_name)
        return found


PAGE_TABLE = {
    "today": PageSpec("collabtui.screens.today.page", "Today"),
    "meetings": PageSpec("collabtui.screens.meetings.page", "Meetings"),
    "actions": PageSpec("collabtui.screens.actions.page", "Actions"),
    "inbox": PageSpec("collabtui.screens.inbox.page", "Inbox"),
    "matters": PageSpec("collabtui.screens.matters.page", "Matters"),
    "people": PageSpec("collabtui.screens.people.page", "People"),
    "setup": PageSpec("collabtui.screens.setup.page", "Setup"),
    "outbox": PageSpec("collabtui.screens.outbox.page", "Outbox"),
    "week": PageSpec("collabtui.screens.week.page", "CalendarWeek"),
    "board": PageSpec("collabtui.screens.board.page", "Board"),
    "reports": PageSpec("collabtui.screens.reports.page", "Reports"),
    "agenda": PageSpec("collabtui.screens.agenda.page", "Agenda"),
    "live": PageSpec("collabtui.screens.live.page", "Live"),
    "minutes": PageSpec("collabtui.screens.minutes.page", "Minutes"),
}
"""The pages with a key of their own, the last of them letters, then the three of one meeting."""
