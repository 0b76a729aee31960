"""The base of all pages: the bar above, the keys below, and keeping the contents up to date."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from collabtui.domain.place import Place
from collabtui.errors import CollabError, Unreachable
from collabtui.screens.frame.outside import show_title, title_of
from collabtui.screens.frame.page_readiness import PageReadiness, while_alive
from collabtui.screens.frame.page_refresh import PageRefresh
from collabtui.screens.frame.plain_ground import PlainGround
from collabtui.store.queries.today import leaving_at, mail_counts, running_since, waiting_among
from collabtui.widgets.key_bar import KeyLine
from collabtui.widgets.listing import CursorMoved, Listing
from collabtui.widgets.notice_line import NoticeLine
from collabtui.widgets.page_bar import PageBar
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from contextlib import AbstractContextManager

    from collabtui.lifecycle.base.acting import Acting
    from collabtui.session.services import Services
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
WIDE = 100
"""Columns from which there is room for two panes."""
EVERYWHERE: list[BindingType] = [
    Binding("u", "app.undo('last')", "key.undo", show=False, id="undo"),
    Binding("U", "app.undo('picked')", "key.undo_list", show=False, id="undo.list"),
    Binding("ctrl+r", "app.undo('again')", "key.redo", show=False, id="redo"),
    Binding("y", "copy_line", "key.copy", show=False, id="copy"),
    Binding("vertical_line", "app.pipe", "key.pipe", key_display="|", show=False, id="pipe"),
    Binding("slash", "app.find", "key.find", key_display="/", show=False, id="find"),
    Binding("ctrl+f", "app.find", "key.find", show=False, id="find.typing"),
    Binding("ctrl+l,f10", "running_meeting", "key.running", show=False, id="running"),
    Binding("colon", "app.command_palette", "key.palette", key_display=":", show=False, id="palette.open"),
    Binding("question_mark", "app.show_keys", "key.keys", key_display="?", id="keys"),
    Binding("f1", "app.show_keys", "key.keys", id="keys.typing"),
]
"""Keys that every page has."""


class PlaceWanted(Message):
    """A message with the fields of a `Place`."""

    def __init__(self, page: str, ref: str = "", part: str = "") -> None:
        super().__init__()
        self.place = Place(page, ref, part)


def show_counts(bar: PageBar, reader: "Connection", aside: "Collection[str]" = ()) -> None:
    """Put the state of mail, and the meeting that runs, into the bar. `aside`: refs of mails that are put aside."""
    waiting, queued = mail_counts(reader)
    bar.show_mail(waiting - waiting_among(reader, aside) if waiting and aside else waiting, queued)
    bar.show_running(running_since(reader))
    bar.show_leaving(leaving_at(reader))


class SetUpLead:
    """Before there is a configuration nothing can be listed, and nothing kept: every page, known by its name, leads to
    Set-up."""

    def __init__(self, page: str, session: "Session", words: "Catalogue") -> None:
        self._page, self._session, self._words = page, session, words
        self._leads = False

    def show(self, screen: "Screen[None]") -> None:
        """In place of rows, if there is no configuration, and until they are read; on a page that was just composed.
        Of several lists the one that begins with the focus leads: said in each, and cut there, it is a riddle."""
        self._leads = self._page != "setup" and not self._session.configured
        leading = next(iter(screen.query(screen.AUTO_FOCUS or "*")), None)
        for listing in (one for one in screen.query("*") if isinstance(one, Listing)):
            listing.unread = self._words("screen.loading")
            if self._leads:
                listing.empty = listing.unread = self._words("page.set_up_first") if listing is leading else ""
            listing.draw_again()

    @property
    def is_over(self) -> bool:
        """True when the page still leads to Set-up although that was done since."""
        return self._leads and self._session.configured


class ReadsOnLoop(MessagePump):
    """Reads from the database in its handlers. While that is out of reach Textual would end the program: the page in
    front says so instead, be it below dialogs, and what was asked for is not done."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Unreachable as error:
            page = next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Page)), None)
            if page is None:
                raise
            page.show_error(error)


class CoveringScreen(Screen[None]):
    """A screen that leaves nothing to be seen of the page below it. Textual takes the screen right below any other for
    one that may shine through: its clock would go on ticking, and have the one in front painted whole each second."""

    @property
    def is_current(self) -> bool:
        stack = self.app.screen_stack if self.is_attached else []
        above = stack[stack.index(self) + 1 :] if self in stack else []
        return super().is_current and not any(isinstance(screen, CoveringScreen) for screen in above)


@on(events.DescendantFocus)
@on(CursorMoved)
def _show_cut_line(page: "Page") -> None:
    page.query_one(NoticeLine).show_cut_line(page.cut_line())


def _copy_line(page: "Page") -> None:
    """Into the terminal's clipboard, also over ssh (OSC 52)."""
    if isinstance(page.focused, Listing) and (text := page.focused.whole_line()):
        page.app.copy_to_clipboard(text)
        page.tell("screen.copied", seconds=3, n=1)


@on(PageBar.Picked)
def _go_to_picked(page: "Page", event: PageBar.Picked) -> None:
    page.go(event.page)


class Page(ReadsOnLoop, PlainGround, CoveringScreen):
    """A screen with the bar. Its parts: `content` composes, `refresh_rows` shows what is in the store now.

    Commands run in workers, so no key waits for them. Textual calls each class's `on_mount`: call no other."""

    BINDINGS: ClassVar[list[BindingType]] = EVERYWHERE
    AUTO_FOCUS = "Rows"
    """The first list: left to itself, Textual begins with a line to type in that is hidden, and Enter is lost there."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # Textual declares it so
    page: ClassVar[str]
    """Its name in the catalogue and in the bar."""
    of_a_line: ClassVar[str] = ""
    """Actions, or parameters of them, that are done to a line, with spaces between: not offered while there is none."""

    ref = wanted = ""
    """Refs: of what the page is about, if of one thing; and what another page named, until the cursor is there."""

    show_cut_line = _show_cut_line
    action_copy_line, go_to_picked = _copy_line, _go_to_picked

    class Go(PlaceWanted):
        """Show another page, and on it a place: `Go(*place)`."""

    class Ready(Message):
        """Posted once rows are loaded; queued keys may run."""

    def __init__(self, services: "Services") -> None:
        super().__init__()
        self.services = services
        self._follows = PageRefresh(self, partial(_tell_back, self))
        self._readiness = PageReadiness(self.session, lambda: self.wanted, lambda: self.post_message(self.Ready()))
        self._locale = services.words.locale  # in which it is composed
        self._set_up_lead = SetUpLead(self.page, self.session, self.words)
        self.is_composed = False

    @property
    def words(self) -> "Catalogue":
        return self.services.words

    @property
    def session(self) -> "Session":
        return self.services.session

    def compose(self) -> ComposeResult:
        narrow = self.app.size.width < WIDE
        self.add_class("-narrow" if narrow else "-wide", update=False)  # else it would flash; all is styled once shown
        self.remove_class("-wide" if narrow else "-narrow", update=False)
        yield PageBar(self.session, self.services.mail, self.words, self.page)
        yield from self.content()
        yield NoticeLine(self.services.notices)
        yield KeyLine(self.words)

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def refresh_rows(self) -> None:
        """Show what is in the store; keeps the cursor and what is being typed."""
        raise NotImplementedError

    def read_again(self) -> None:
        """All that comes from the store; called when anybody wrote."""
        bar = self.query_one(PageBar)
        show_counts(bar, self.session.reader, self.services.aside.mails(self.session.today))
        show_title(self.app, title_of(bar.waiting, bar.running))
        self.refresh_rows()

    def point_at(self, place: Place) -> None:
        """Put the cursor on what is there, or open it; called when another page sends its reader here."""

    def come_back(self) -> None:
        """Called when its key was pressed on another page. What was left open stays so unless the page knows better."""

    def tick(self) -> None:
        """Once a second while the page is seen: what the clock alone changes."""
        self.query_one(PageBar).tick()
        self.show_cut_line()

    def cut_line(self) -> str:
        """All of the line at the cursor, where its list has no room for it and nothing beside the list says so."""
        pointed: object = self.focused
        return pointed.cut_line() if isinstance(pointed, Listing) else ""

    def on_mount(self) -> None:
        self.is_composed = True
        self._set_up_lead.show(self)
        self._follows.start()
        self._check_readiness()

    def on_screen_suspend(self) -> None:
        self.query(KeyLine).refresh()
        self._follows.pause()

    def on_unmount(self) -> None:
        self._follows.stop()

    async def on_screen_resume(self) -> None:
        self._follows.resume()
        if self._locale != self.words.locale or self._set_up_lead.is_over:
            await self.retranslate()
        if isinstance(self.focused, Listing):
            self.focused.sync_terminal_cursor()
        self.query(KeyLine).refresh()
        self.query_one(NoticeLine).show_latest()
        self.refresh_if_changed()

    async def retranslate(self) -> None:
        """In the language that was chosen since; its reader goes on where he was."""
        from collabtui.screens.frame.view_state import ViewState  # hardly anybody changes it

        left, self._locale = ViewState(self), self.words.locale
        self.is_composed = False
        await self.recompose()
        self.is_composed = True
        self._set_up_lead.show(self)
        left.go_on(self)
        self._follows.forget()
        self.call_after_refresh(self._follows.behind_dialogs)  # what wraps has to know its room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_composed or {action, *map(str, parameters)}.isdisjoint(self.of_a_line.split()):
            return True
        return any(rows.key is not None for rows in self.query(Rows))

    @property
    def is_alive(self) -> bool:
        """True while the page is composed, mounted and not going down."""
        return self.is_composed and self.is_attached and not self._pruning

    def run_worker(self, work: Any, *args: Any, **options: Any) -> Any:
        """As Textual does. A worker that finds its page gone ends, and so does one that is refused, which is shown."""
        return super().run_worker(partial(while_alive, lambda: self.is_alive, self.show_error, work), *args, **options)

    @property
    def awaits_rows(self) -> bool:
        return self._readiness.awaits_rows

    @on(events.DescendantFocus)
    @on(Rows.Filled)
    def _check_readiness(self) -> None:
        if self.is_composed:
            self._readiness.check(self)

    def signal_ready(self) -> None:
        """To be called by pages when they no longer point."""
        self._readiness.signal()

    def refresh_if_changed(self) -> None:
        self._follows.if_changed()

    def refresh_now(self) -> None:
        """Also when nobody wrote: the page itself wants to show something else."""
        self._follows.forget()
        self._follows.if_changed()

    async def ask(self, dialog: Screen[T]) -> T:  # from a worker only
        return await self.app.push_screen_wait(dialog)

    async def do(self, command: "Callable[[Acting], T]", done_key: str = "", /, **values: Any) -> T | None:
        """Run a command in its thread; show the notice, or the error. None when it was refused."""
        try:
            result = await self.session.run_command(command)
        except CollabError as error:
            self.show_error(error)
            return None
        if done_key:
            self.tell(done_key, seconds=3, **values)
        self.refresh_if_changed()
        return result

    def tell(self, key: str, /, *, seconds: float = 4, **values: Any) -> None:
        self.notify(self.words(key, **values), timeout=seconds, markup=False)

    def telling(self, key: str, /, **values: Any) -> "AbstractContextManager[None]":
        from collabtui.screens.frame.notice_display import notice_while  # hardly anything takes so long

        return notice_while(self.app, self.services.notices, self.words(key, **values))

    def warn(self, key: str, /, *, seconds: float = 8, **values: Any) -> None:
        self.notify(self.words(key, **values), severity="warning", timeout=seconds, markup=False)

    def go(self, page: str, ref: str = "", part: str = "", /) -> None:
        self.post_message(self.Go(page, ref, part))

    def show_error(self, error: CollabError) -> None:
        self._readiness.wait_no_more()
        self._follows.note_lost(error)
        self.notify(_in_words(self, error), severity="error", timeout=8, markup=False)

    def action_running_meeting(self) -> None:
        ref = self.query_one(PageBar).running
        return self.go("meetings", ref) if ref else self.tell("live.none_runs")

    def on_paste(self, event: events.Paste) -> None:
        from collabtui.screens.frame.text_not_run import take_pasted

        take_pasted(self, self.words, event.text)

    async def open_text(self) -> str:
        """The long text that is open: what a pager would show. Empty where there is none."""
        return ""


def _tell_back(page: Page, error: CollabError) -> None:
    """The database can be reached again: what was said of it goes."""
    from collabtui.screens.frame.notice_display import take_away

    take_away(page.app, page.services.notices, _in_words(page, error))
    page.tell("database.back")


def _in_words(page: Page, error: CollabError) -> str:
    from collabtui.screens.frame.error_in_words import error_in_words

    return error_in_words(page.words, page.session.home, error)
