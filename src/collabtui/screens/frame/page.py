"""What all pages have in common: the bar above, the keys below, and keeping what they show up to date."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from collabtui.domain.place import Place
from collabtui.errors import CollabError
from collabtui.screens.frame.change_watch import ChangeWatch
from collabtui.screens.frame.view_state import ViewState
from collabtui.store.queries.today import mail_counts
from collabtui.widgets.key_bar import KeyLine
from collabtui.widgets.page_bar import PageBar
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from collabtui.lifecycle.base.acting import Acting
    from collabtui.services import Services
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
WIDE = 100
"""Columns from which there is room for two panes."""


class Page(Screen[None]):
    """A screen with the bar. Its parts: `content` composes, `refresh_rows` shows what is in the store now.

    Deeds and questions run in workers (`@work`), so that no key waits for them. Textual calls the `on_mount` of every
    class: a page's own one does not call this one's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "key.undo", show=False, id="undo"),
        Binding("y", "copy_line", "key.copy", show=False, id="copy"),
        Binding("slash", "app.find", "key.find", key_display="/", show=False, id="find"),
        Binding("ctrl+f", "app.find", "key.find", show=False, id="find.typing"),
        Binding("colon", "app.command_palette", "key.palette", key_display=":", show=False, id="palette.open"),
        Binding("question_mark", "app.show_keys", "key.keys", key_display="?", id="keys"),
        Binding("f1", "app.show_keys", "key.keys", id="keys.typing"),
    ]
    AUTO_FOCUS = "Rows"
    """The first list: left to itself, Textual begins with a line to type in that is hidden, and Enter is lost there."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # Textual declares it so
    page: ClassVar[str]
    """Its name in the catalogue and in the bar."""
    of_a_line: ClassVar[str] = ""
    """Actions, or parameters of them, that are done to a line, with spaces between: not offered while there is none."""

    @dataclass
    class Go(Message):
        """Show another page, and on it a place; its fields are those of `Place`: `Go(*place)`."""

        page: str
        ref: str = ""
        part: str = ""

        @property
        def place(self) -> Place:
            return Place(self.page, self.ref, self.part)

    class Ready(Message):
        """There is now what keys are meant for."""

    def __init__(self, services: "Services") -> None:
        super().__init__()
        self.services = services
        self._filled = False
        self._seen = -1
        self._told_in = services.words.locale
        self._composed = False
        self._leads_to_set_up = False
        folder = services.home.database.parent
        self._looking = ChangeWatch(folder, self._somebody_wrote, lambda: self.call_later(self.refresh_if_changed))
        self._beats: Timer | None = None

    @property
    def words(self) -> "Catalogue":
        return self.services.words

    def compose(self) -> ComposeResult:
        narrow = self.app.size.width < WIDE
        self.set_class(narrow, "-narrow").set_class(not narrow, "-wide")  # before the first frame: it would flash
        yield PageBar(self.services, self.page)
        yield from self.content()
        yield KeyLine(self.services)

    def content(self) -> ComposeResult:
        raise NotImplementedError

    def refresh_rows(self) -> None:
        """Show what is in the store; keeps the cursor and what is being typed."""
        raise NotImplementedError

    def point_at(self, place: Place) -> None:
        """Put the cursor on what is there, or open it; called when another page sends its reader here."""

    def tick(self) -> None:
        """Once a second while the page is seen: what the clock alone changes."""
        self.query_one(PageBar).tick()

    def _beat(self) -> None:
        if self.stands:
            self.tick()
        self.refresh_if_changed()  # says what the looks find broken, once a second

    def on_mount(self) -> None:
        self._composed = True
        self._lead_to_set_up()
        self._beats = self.set_interval(1.0, self._beat)
        self._looking.start()
        self.refresh_if_changed()
        self._look_whether_filled()

    def on_screen_suspend(self) -> None:
        """Pages below cost nothing."""
        self.query(KeyLine).refresh()
        self._looking.stop()
        if self._beats:
            self._beats.pause()

    def on_unmount(self) -> None:
        self._looking.stop()

    async def on_screen_resume(self) -> None:
        if self._beats:
            self._beats.resume()
            self._looking.start()
        if self._told_in != self.words.locale or (self._leads_to_set_up and self.services.configured):
            await self.retranslate()
        if isinstance(self.focused, Rows):
            self.focused.sync_terminal_cursor()
        self.query(KeyLine).refresh()
        self.refresh_if_changed()

    async def retranslate(self) -> None:
        """In the language that was chosen since; its reader goes on where he was."""
        left = ViewState(self)
        self._told_in = self.words.locale
        self._composed = False
        await self.recompose()
        self._composed = True
        self._lead_to_set_up()
        left.go_on(self)
        self._seen = -1
        self.call_after_refresh(self._show_changes)  # what wraps has to know its room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self._composed or {action, *map(str, parameters)}.isdisjoint(self.of_a_line.split()):
            return True
        return any(rows.key is not None for rows in self.query(Rows))

    def _lead_to_set_up(self) -> None:
        """Before there is a configuration nothing can be listed, and nothing kept."""
        self._leads_to_set_up = self.page != "setup" and not self.services.configured
        if self._leads_to_set_up:
            for rows in self.query(Rows):
                rows.empty = self.words("page.set_up_first")
                rows.draw_again()

    @property
    def stands(self) -> bool:
        """Whether there is something to show things on: not before it is composed, nor when it goes down."""
        return self._composed and self.is_attached and not self._pruning

    def run_worker(self, work: Any, *args: Any, **options: Any) -> Any:
        """As Textual does. A worker that comes back from a deed or a look and finds that its page has gone ends."""
        return super().run_worker(partial(self._while_it_stands, work), *args, **options)

    async def _while_it_stands(self, work: "Callable[[], Awaitable[T]]") -> T | None:
        try:
            return await work()
        except NoMatches:
            if self.stands:
                raise
            return None

    def _somebody_wrote(self) -> bool:
        if not (self.stands and self.is_current):
            return False
        try:
            return self.services.configured and self.services.changes() != self._seen
        except CollabError:
            return False

    @property
    def is_pointing(self) -> bool:
        """Whether the cursor is still to be put on what another page named."""
        return False

    @property
    def awaits_rows(self) -> bool:
        """Whether a key that is pressed now would act on nothing, or on another row than the one that is meant."""
        return (not self._filled or self.is_pointing) and self.services.configured

    @on(events.DescendantFocus)
    @on(Rows.Filled)
    def _look_whether_filled(self) -> None:
        """Once, when what has the focus shows what it has to show; a page for looking at only has no focus."""
        if self._filled or not self._composed:
            return
        here = self.focused
        if here is None and any(one.focusable for one in self.query("*")):
            return
        if not isinstance(here, Rows) or here.filled:
            self._filled = True
            self.signal_ready()

    def signal_ready(self) -> None:
        """To be called by pages when they no longer point."""
        if not self.awaits_rows:
            self.post_message(self.Ready())

    def refresh_if_changed(self) -> None:
        if self.is_current:
            self._show_changes()

    def _show_changes(self) -> None:
        """Also where a dialog stands in front."""
        if not (self.stands and self.services.configured):
            return
        try:
            seen = self.services.changes()
            if seen != self._seen:
                self._seen = seen
                self.query_one(PageBar).show_mail(*mail_counts(self.services.reader))
                self.refresh_rows()
        except CollabError as error:
            self.show_error(error)

    def refresh_now(self) -> None:
        """Also when nobody wrote: the page itself wants to show something else."""
        self._seen = -1
        self.refresh_if_changed()

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Push a dialog and wait for its result; from a worker only."""
        return await self.app.push_screen_wait(dialog)

    async def do(self, command: "Callable[[Acting], T]", done_key: str = "", /, **values: Any) -> T | None:
        """Run a command in its thread; show the notice, or the error. None when it was refused."""
        try:
            result = await self.services.do(command)
        except CollabError as error:
            self.show_error(error)
            return None
        if done_key:
            self.tell(done_key, seconds=3, **values)
        self.refresh_if_changed()
        return result

    def tell(self, key: str, /, *, seconds: float = 4, **values: Any) -> None:
        self.notify(self.words(key, **values), timeout=seconds, markup=False)

    def warn(self, key: str, /, *, seconds: float = 8, **values: Any) -> None:
        self.notify(self.words(key, **values), severity="warning", timeout=seconds, markup=False)

    def go(self, page: str, ref: str = "", /) -> None:
        self.post_message(self.Go(page, ref))

    def show_error(self, error: CollabError) -> None:
        self._filled = True  # nothing will come: keys are not kept waiting for it
        self.signal_ready()
        self.notify(self.words(error.key, **error.values), severity="error", timeout=8, markup=False)

    @work
    async def action_undo(self) -> None:
        await self.undo()

    async def undo(self) -> None:
        """Of the last deed, wherever it was done; the notice says what it was."""
        from collabtui.lifecycle.history.undo_last import undo_last

        if undone := await self.do(undo_last):
            several, ref = len(undone.refs) > 1, undone.refs[0]
            what = self.words("undo.more", ref=ref, title=undone.title, n=len(undone.refs))
            parts = [what if several else f"{ref} {undone.title}".rstrip()]
            parts += [self.words(named)] if (named := f"undo.of.{undone.field}") in self.words else []
            parts += [self.words("undo.held", n=undone.held)] if undone.held else []
            self.notify(self.words("undo.done", what=" · ".join(parts)), timeout=5, markup=False)

    def action_copy_line(self) -> None:
        """Into the terminal's clipboard, also over ssh (OSC 52)."""
        if isinstance(self.focused, Rows) and (text := self.focused.whole_line()):
            self.app.copy_to_clipboard(text)
            self.notify(self.words("screen.copied", n=1), timeout=3, markup=False)

    @on(PageBar.Picked)
    def _bar_picked(self, event: PageBar.Picked) -> None:
        self.post_message(self.Go(event.page))
