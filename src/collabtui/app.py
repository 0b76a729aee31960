"""The terminal UI: which pages there are, how one gets there, and the worker behind them. It only wires."""

import asyncio
import gc
import os
import threading
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from collabtui.errors import CollabError, Wanted
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.key_buffer import KeyBuffer
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.frame.themes import FEW_COLOURS, INK, PAPER, begin_in, dress
from collabtui.screens.frame.user_bindings import as_set, keys_bound, set_user_keys
from collabtui.services import Services
from collabtui.store.queries.lookup import named
from collabtui.widgets.page_bar import PAGES

if TYPE_CHECKING:
    from collabtui.cli.base.options import Options
    from collabtui.worker.one_pass import AskSecret
    from collabtui.worker.watch_loop import WatchEvent

AFTER_FIRST_FRAME = 0.25
"""Seconds."""
MOST_NOTICES = 3
"""At a time, of mails that were read: more would cover what they speak of."""
TAKE_OVER = 20.0
"""Seconds between two looks at whether another worker still does the mail: who quits leaves it to those who stay."""
SECOND_THOUGHTS = 3.0
"""Seconds in which a second ctrl+c quits."""
OPENED_NEXT = (PAGE_TABLE["meetings"].module, PAGE_TABLE["actions"].module)
"""Imported beside the first page, while its reader reads it."""


class CollabApp(App[None]):
    """`ask` looks passwords up; None leaves mail alone, for tests that bring no server."""

    TITLE = "collabtui"
    CSS_PATH: ClassVar[Any] = ["app.tcss", "screens/today/today.tcss"]
    """The first page's with it: a sheet that a page brings later has everything parsed again."""
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"page('{page}')", f"page.{page}", show=False, id=f"page.{page}")
            for number, page in enumerate(PAGES, 1)
        ),
        Binding("ctrl+p", "command_palette", "key.palette", show=False, priority=True, id="palette"),
        Binding("ctrl+q", "quit", "key.quit", show=False, priority=True, id="quit"),
    ]

    def __init__(self, services: Services, ask: "AskSecret | None") -> None:
        # with a theme's colours Textual would turn them grey; the terminal's own it leaves out
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.services = services
        self.services.ask = ask
        self._ask = ask
        self._leaving = False
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None
        for theme in (INK, PAPER, FEW_COLOURS):
            self.register_theme(theme)
        begin_in(self, INK)
        self._key_faults = set_user_keys(self, services)
        self._typed_ahead = KeyBuffer({"escape", *keys_bound(self, self)})
        for name in PAGES:
            if name != self.DEFAULT_MODE:
                self._add_page(name)

    def _add_page(self, name: str) -> None:
        self.add_mode(name, partial(self._page, name))

    def get_default_screen(self) -> Screen[Any]:
        """The first page. Were it a mode before now, Textual would draw it while it still holds back what is drawn, and
        show it a frame of 16 ms later."""
        self._add_page(self.DEFAULT_MODE)
        return self._page(self.DEFAULT_MODE)

    def _page(self, name: str) -> Screen[Any]:
        """Imports a page when it is first shown: the first frame waits for one page only."""
        screen: Screen[Any] = PAGE_TABLE[name].load()(self.services)
        # new, so it wears what the app wears now: Textual would think it missed a theme, and parse every sheet again
        self.stylesheet.apply(self)
        screen._css_update_count = self._css_update_count  # noqa: SLF001
        return screen

    def on_mount(self) -> None:
        dress(self, self.services)
        for fault in self._key_faults:
            self.notify(self.services.words(fault.key, **fault.values), severity="warning", timeout=10, markup=False)
        if not self.services.configured:
            self.switch_mode("setup")
        self.set_timer(AFTER_FIRST_FRAME, self._framed)
        if self._ask:
            self.set_timer(2 * AFTER_FIRST_FRAME, self.start_worker)

    def _framed(self) -> None:
        """The first frame is there: what could wait for it begins."""
        imported = self.services.warm_up(*OPENED_NEXT)
        if imported is None:
            _collect_from_now_on()
        else:
            imported.add_done_callback(lambda _: _collect_from_now_on())

    def get_key_display(self, binding: Binding) -> str:
        return super().get_key_display(as_set(self, binding))

    def action_page(self, page: str) -> None:
        self.switch_mode(page)

    async def on_event(self, event: events.Event) -> None:
        top = self._top
        if top is None or not self._typed_ahead.keeps(event, top):
            await super().on_event(event)

    @property
    def _top(self) -> Screen[Any] | None:
        """None before the first page and after the last."""
        stack = self._screen_stacks.get(self._current_mode)
        return stack[-1] if stack else None

    def on_page_ready(self) -> None:
        if (top := self._top) is not None:
            self._typed_ahead.release(top, self.post_message)

    async def on_page_go(self, event: Page.Go) -> None:
        await self.switch_mode(event.page)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if event.ref and isinstance(self.screen, Page):
            self.screen.point_at(event.place)

    @work
    async def action_find(self) -> None:
        """Looks for anything by its words, over whichever page is shown."""
        from collabtui.screens.shell.search_dialog import Find

        if place := await self.push_screen_wait(Find(self.services)):
            self.screen.post_message(Page.Go(*place))

    def action_show_keys(self) -> None:
        from collabtui.screens.shell.key_help import Keys, keys_of

        self.push_screen(Keys(self.services, keys_of(self.screen, self.services)))

    def action_command_palette(self) -> None:
        from collabtui.screens.shell.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=self.services.words("palette.placeholder")))

    def search_themes(self) -> None:
        from textual.theme import ThemeProvider

        from collabtui.screens.shell.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder=self.services.words("palette.themes")))

    COMMANDS: ClassVar[Any] = {
        lambda: import_module("collabtui.screens.shell.palette").Commands,
        lambda: import_module("collabtui.screens.shell.palette").Things,
    }

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        from collabtui.screens.shell.palette import commands

        yield from commands(screen, self.services, self.speak)

    async def speak(self, locale: str) -> None:
        """Say everything in another language, from now on until the end."""
        from collabtui.text.catalogue import Catalogue

        self.services.words = Catalogue(locale)
        for screen in self.screen_stack:
            if isinstance(screen, Page | Dialog):
                await screen.retranslate()

    async def on_setup_spoken(self, event: Any) -> None:
        await self.speak(event.locale)

    def on_setup_configured(self) -> None:
        self._in_trouble("", "")
        self.run_worker(self._restart_worker(), exclusive=True, group="restart")

    async def _restart_worker(self) -> None:
        """With the new configuration; the old one's worker may be in the middle of a mail."""
        self._stop.set()
        if self._worker is not None:
            await asyncio.to_thread(self._worker.join)
        if self._ask:
            self.start_worker()

    async def action_quit(self) -> None:
        """Whoever still waits for what a deed returns would find no page to show it on. The deed itself is done."""
        self.workers.cancel_all()
        self.exit()

    def action_help_quit(self) -> None:
        """ctrl+c: once by mistake, twice for quitting, since there are terminals that keep ctrl+q to themselves."""
        if self._leaving:
            self.call_later(self.action_quit)
        self._leaving = True
        self.set_timer(SECOND_THOUGHTS, self._stays)
        self.notify(self.services.words("screen.how_to_quit"), timeout=SECOND_THOUGHTS, markup=False)

    def _stays(self) -> None:
        self._leaving = False

    def start_worker(self) -> None:
        """Read, remind and send beside the screens, unless another worker does."""
        if self.services.configured and (self._worker is None or not self._worker.is_alive()):
            self._stop.clear()
            self._worker = threading.Thread(target=self._work, name="collabtui-worker", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        from collabtui.home import read_config
        from collabtui.lifecycle.base.workspace import open_workspace
        from collabtui.worker.real_clock import wall_clock
        from collabtui.worker.watch_loop import watch

        services = self.services
        try:
            config = read_config(services.home)
            watch(
                lambda: open_workspace(services.home, config, services.clock),
                services.password,
                wall_clock,
                self._stop,
                lambda event: self._tell(self._told, event),
            )
        except CollabError as error:
            self._tell(self._failed, error)

    def _tell(self, receiver: Callable[..., None], *values: object) -> None:
        """From the worker's threads; once the app is going down there is nobody to tell."""
        if not self._stop.is_set():
            self.call_later(receiver, *values)

    def _told(self, event: "WatchEvent") -> None:
        """What the worker did is on the page at once, and need not wait for its next look."""
        words = self.services.words
        if isinstance(self.screen, Page):
            self.screen.refresh_if_changed()
        if event.kind == "lost" and event.error:
            self._failed(event.error)
        elif event.kind in ("connected", "read", "sent"):
            self.services.mail_heard = self.services.now
            self._in_trouble("", "")
        if (
            event.kind == "read"
            and event.incoming
            and event.incoming.state in ("applied", "waiting")
            and len(self._notifications) < MOST_NOTICES
        ):
            who = named(self.services.reader, [event.incoming.person or ""]).get(event.incoming.person or "")
            refs = [update.ref for update in event.incoming.updates]
            self.notify(
                words(f"screen.{event.incoming.state}", who=who["name"] if who else event.incoming.sender, refs=refs),
                markup=False,
            )

    def _failed(self, error: CollabError) -> None:
        """Another worker does the work: that is no trouble, as long as it does."""
        if error.key in ("worker.busy", "worker.lost"):
            self.set_timer(TAKE_OVER, self.start_worker)
            return
        trouble = self.services.words(error.key, **error.values)
        if trouble != self.services.mail_trouble:
            self.notify(trouble, severity="warning", markup=False)
        self._in_trouble(trouble, error.wants)

    def _in_trouble(self, trouble: str, wants: Wanted) -> None:
        self.services.mail_trouble, self.services.mail_wants = trouble, wants

    async def on_unmount(self) -> None:
        self._stop.set()
        if self._worker is not None:
            self._worker.join(timeout=5)
        self.services.close()


def _collect_from_now_on() -> None:
    """What was imported is never looked through: full collections would cost up to 100 ms, and a key would wait."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_app(options: "Options") -> int:
    """Until the user quits. Errors before the first frame are a sentence on stderr."""
    import sys

    from collabtui.cli.base.context import Context
    from collabtui.cli.base.send_queued import passwords

    context = Context(options)
    try:
        app = CollabApp(Services(context.home, context.clock, context.words, context.acting_name), passwords(context))
        app.run()
    except CollabError as error:
        print(context.words(error.key, **error.values), file=sys.stderr)
        return 1
    finally:
        context.close()
    return app.return_code or 0
