"""The base of the three pages of one meeting: Agenda before it, Live during it, Minutes after it."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from collabtui.domain.place import VOTES_PART, Place
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.session.services import Services

PAGE_OF_STATE = {
    "planned": "agenda", "invited": "agenda", "cancelled": "agenda", "running": "live",
    "recorded": "minutes", "published": "minutes", "signed": "minutes",
}  # fmt: skip

MODULES = tuple(PAGE_TABLE[name].module for name in sorted(set(PAGE_OF_STATE.values())))
"""To be imported where a meeting can be chosen, before it is: 3 MB, a tenth of a second."""


def page_for(services: "Services", ref: str, state: str, thing: str = "") -> Screen[Any]:
    """The page on which a meeting in this state is worked on, with the cursor on `thing`, something said in it."""
    page: type[Any] = PAGE_TABLE[PAGE_OF_STATE[state]].load()
    screen: MeetingPage = page(services, ref)
    screen.wanted = thing
    return screen


class MeetingPage(Page):
    """Give `read`, which runs in the commands' thread, and `show`, which gets what it returned.

    When the meeting moves on, by a key here or by anybody elsewhere, the page that fits takes this one's place, once no
    dialog stands in front, and unless it `stays`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "key.back", show=False, id="back")]
    page = "meetings"
    name_of_page: ClassVar[str]
    """One of `PAGE_OF_STATE`'s."""

    def __init__(self, services: "Services", ref: str) -> None:
        super().__init__(services)
        self.ref = ref
        self._opened = self.session.now
        self._moved_on = False
        """Whether the meeting did and the page is still here: a dialog stands in front, or it stays."""

    def read(self, acting: "Acting") -> Any:
        """A sheet of whatever the page shows, with the `meeting` on it."""
        raise NotImplementedError

    def show(self, sheet: Any) -> None:
        raise NotImplementedError

    def stays(self) -> bool:
        """Whether it stays although the meeting is in another state: asked each time that it is."""
        return False

    def move_on(self, state: str) -> None:
        """Give way to the page that fits."""
        self.app.switch_screen(page_for(self.services, self.ref, state, self.wanted))

    def catch_up(self) -> None:
        """To be called when nothing holds the page any more."""
        if self._moved_on:
            self.refresh_now()

    async def on_screen_resume(self) -> None:
        """Of a meeting that was taken back meanwhile, on another page, nothing is left to be looked at."""
        taken_back = self.session.taken_back.get(self.ref)
        if taken_back and self._opened <= taken_back:
            self.dismiss()
        else:
            self.catch_up()

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        sheet = await self.do(self.read)
        if sheet is None or not self.is_alive:
            self.wanted = ""
            return
        state = sheet.meeting.state
        is_elsewhere = PAGE_OF_STATE[state] != self.name_of_page
        gives_way = is_elsewhere and self.is_active and not self.stays()  # a dialog, with what is typed there, is first
        self._moved_on = is_elsewhere and not gives_way
        if gives_way:
            self.move_on(state)
            return
        self.show(sheet)
        if self.wanted:
            if self.wanted == VOTES_PART:
                self.action_votes()
            else:
                self.point_at(Place(self.page, self.ref, self.wanted))
            self.wanted = ""
            self.signal_ready()

    @work
    async def action_votes(self) -> None:
        """Look at the votes of the meeting, or ask for the first one."""
        from collabtui.screens.votes.vote_forms import VoteForms

        await VoteForms(self).of_meeting(self.ref)

    def action_back(self) -> None:
        self.dismiss()
