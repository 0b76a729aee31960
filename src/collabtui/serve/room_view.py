"""The screens for the wall of a room: one may look and go from page to page, and nothing that is done there changes
anything."""

from typing import TYPE_CHECKING

from textual import events

from collabtui.app import CollabApp
from collabtui.screens.frame.page import Page
from collabtui.screens.live.projector import Big
from collabtui.session.draft_files import DraftFiles
from collabtui.session.services import Services
from collabtui.store.queries.today import running_since
from collabtui.widgets.page_bar import PAGES

if TYPE_CHECKING:
    from collabtui.worker.one_pass import AskSecret

SHOWN = ("today", "meetings", "actions", "matters")
"""Pages that everybody in a room may see. What people write to each other, their addresses and how one logs in stay
where the facilitator is."""
LOOKING = frozenset({
    *(str(number) for number, page in enumerate(PAGES, 1) if page in SHOWN),
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "enter", "escape",
    "f8", "f10", "ctrl+l", "ctrl+q",
})  # fmt: skip
"""Keys that go somewhere. Should one of them do more on some page, the store refuses that."""


LOOKS_APART = 1.0
"""Seconds between two looks at whether a meeting runs."""
WALL = ".wall"
"""Under which name its own choices are kept; nobody is called so."""


class RoomView(CollabApp):
    CSS = "KeyLine { display: none; }"

    def __init__(self, services: Services, _: "AskSecret | None") -> None:
        """Without passwords: mail is read and sent elsewhere."""
        services.words.place = "wall"
        services.session.only_look(str(services.words("confidential.label")))
        services.mail.is_done_elsewhere = True
        services.drafts.close()
        services.drafts = DraftFiles(services.session.home.drafts, WALL)  # whoever types elsewhere keeps what he typed
        self._seen_large: set[str] = set()
        super().__init__(services, None)

    def on_mount(self) -> None:
        self.set_interval(LOOKS_APART, self._show_running)

    def _show_running(self) -> None:
        """The meeting that runs, as large as can be, in front of the page that is there; once, so that who leaves it
        with Esc may look at something else."""
        session = self.services.session
        running = running_since(session.reader) if session.configured and isinstance(self.screen, Page) else None
        if running and running[0] not in self._seen_large:
            self._seen_large.add(running[0])
            self.push_screen(Big(self.services, running[0]))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste | events.MouseDown | events.MouseUp | events.Click):
            return
        if isinstance(event, events.Key) and event.key not in LOOKING:
            self.notify(self.services.words("serve.only_looks"), timeout=3, markup=False)
            return
        await super().on_event(event)
