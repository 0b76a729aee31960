"""The terminal UI (Textual's App): which pages there are, how one gets there, and the worker behind them. It only
wires."""

import gc
import os
from collections.abc import Iterable
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from collabtui.screens.frame.outside import own_title_kept, tell_outside
from collabtui.screens.frame.page import Page, ReadsOnLoop
from collabtui.screens.frame.page_readiness import focus_first
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.frame.terminal_driver import as_terminal_sends
from collabtui.screens.frame.themes import FEW_COLOURS, INK, PAPER, ThemeTrial, begin_in, dress, readable_here
from collabtui.screens.frame.user_bindings import as_set, keys_bound, set_user_keys
from collabtui.session.services import Services
from collabtui.system.ending_signals import end_on_signals
from collabtui.widgets.line import break_as_written
from collabtui.widgets.page_bar import BY_LETTER, PAGES

if TYPE_CHECKING:
    from collabtui.cli.base.context import Context
    from collabtui.cli.base.options import Options
    from collabtui.screens.frame.key_buffer import KeyBuffer
    from collabtui.screens.frame.key_order import KeyOrder, KeyPassed
    from collabtui.screens.frame.typed_text import TypedText
    from collabtui.session.mail_worker import MailWorker
    from collabtui.session.notices import Severity
    from collabtui.worker.one_pass import AskSecret

AFTER_FIRST_FRAME = 0.25
"""Seconds."""
SECOND_THOUGHTS = 3.0
"""Seconds in which a second ctrl+c quits."""
OPENED_NEXT = (
    PAGE_TABLE["meetings"].module,
    PAGE_TABLE["actions"].module,
    "collabtui.screens.meetings.new_meeting",
    "collabtui.screens.actions.action_form",
)
"""Imported beside the first page, while its reader reads it: pages, and the forms that are opened most."""

APP_KEYS: list[BindingType] = [
    *(
        Binding(str(number), f"page('{page}')", f"page.{page}", show=False, id=f"page.{page}")
        for number, page in enumerate(PAGES, 1)
    ),
    *(
        Binding(letter, f"page('{page}')", f"page.{page}", show=False, id=f"page.{page}")
        for page, letter in BY_LETTER.items()
    ),
    Binding("ctrl+p", "command_palette", "key.palette", show=False, priority=True, id="palette"),
    Binding("ctrl+t", "show_notices", "key.notices", show=False, priority=True, id="notices"),
    Binding("ctrl+q", "quit", "key.quit", show=False, priority=True, id="quit"),
    Binding("escape", "back_to_meeting", "key.back_to_meeting", show=False, priority=True, id="meeting.back"),
    Binding("q", "how_to_quit", "key.how_to_quit", show=False, id="quit.how"),
]
"""Keys that work on every page."""
PALETTE = "collabtui.screens.shell.palette"
PAGE_TOP = "collabtui.screens.frame.page_top"
FOUND_IN_PALETTE = {
    lambda: import_module(f"{PALETTE}_search").Commands,
    lambda: import_module(f"{PALETTE}_search").NamedThings,
    lambda: import_module(f"{PALETTE}_search").WithArguments,
    lambda: import_module(f"{PALETTE}_verbs").OnThings,
    lambda: import_module(f"{PALETTE}_forms").FormsByName,
    lambda: import_module("collabtui.screens.actions.value_palette").ValuesOfActions,
}


def _notices() -> ModuleType:
    """Imported with the first notice or key."""
    return import_module("collabtui.screens.frame.notice_display")


def _key_buffer(app: App[None]) -> "KeyBuffer":
    """Imported with the first key, as `TypedText` is: the first frame waits for neither."""
    from collabtui.screens.frame.key_buffer import KeyBuffer

    return KeyBuffer({"escape", *keys_bound(app, app)})


def _typed_text(app: App[None]) -> "TypedText":
    from collabtui.screens.frame.typed_text import TypedText

    return TypedText(lambda: app.screen)


def _key_order(app: "CollabApp") -> "KeyOrder":
    from collabtui.screens.frame.key_order import KeyOrder

    top, underway = lambda: app._top, lambda: app.services.session.underway  # noqa: SLF001  # its own module
    return KeyOrder(app, top, underway, app._hand_on)  # noqa: SLF001  # its own module


async def _key_passed(app: "CollabApp", mark: "KeyPassed") -> None:
    await app._key_order.passed(mark)  # noqa: SLF001  # its own module


def _say_how_to_quit(app: "CollabApp") -> None:
    app.notify(app.services.words("screen.how_to_quit"), timeout=SECOND_THOUGHTS, markup=False)


async def _go_to(app: "CollabApp", event: Page.Go) -> None:
    await import_module(PAGE_TOP).go_to(app, event.place)


async def _back_to_meeting(app: "CollabApp") -> None:
    await import_module(PAGE_TOP).go_back(app)


def _end_for_fault(app: "CollabApp") -> None:
    """What it was is shown by `run_app`, once the terminal is given back: Textual prints the values of all names, mails
    too."""
    app.bell()
    app._close_messages_no_wait()  # noqa: SLF001  # its own module, as `_fatal_error` of Textual ends


def exit_code_of(app: "CollabApp") -> int:
    """Of screens that were left. Raises the error that nobody foresaw, where one has ended them."""
    error = app._exception  # noqa: SLF001  # Textual keeps it nowhere else
    fault: BaseException | None = getattr(error, "error", error)  # of a worker that failed, what it failed for
    if fault is not None:
        raise fault
    return app.return_code or 0


def _leads_back(app: "CollabApp") -> bool:
    """Asked with each Esc: imported where a meeting led somewhere."""
    return bool(app.opened_over) and bool(import_module(PAGE_TOP).way_back(app))


async def _rest_from_mail(app: "CollabApp") -> None:
    """Nothing where no worker was started."""
    if "_worker" in app.__dict__:
        await app._worker.rest()  # noqa: SLF001  # its own module


def _help_quit(app: "CollabApp") -> None:
    """ctrl+c: once by mistake, twice for quitting, since there are terminals that keep ctrl+q to themselves."""
    if app._leaving:  # noqa: SLF001  # its own module
        app.call_later(app.action_quit)
    app._leaving = True  # noqa: SLF001  # its own module
    app.set_timer(SECOND_THOUGHTS, partial(setattr, app, "_leaving", False))
    app.action_how_to_quit()


async def _retranslate(screens: Iterable[Screen[Any]]) -> None:
    from collabtui.screens.frame.base_dialog import Dialog

    for screen in screens:
        if isinstance(screen, Page | Dialog):
            await screen.retranslate()


class CollabApp(ReadsOnLoop, App[None]):
    """`ask` looks passwords up; None leaves mail alone, for tests that bring no server."""

    TITLE = "collabtui"
    CSS_PATH: ClassVar[Any] = [Path(__file__).parent / sheet for sheet in ("app.tcss", "screens/today/today.tcss")]
    """The first page's with it: a sheet that a page brings later has everything parsed again. Whole paths: Textual
    looks for others beside the class that runs, which may be a child of this one."""
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = APP_KEYS
    COMMANDS: ClassVar[Any] = FOUND_IN_PALETTE
    _typed_ahead = cached_property(_key_buffer)
    _typed_text = cached_property(_typed_text)
    _key_order = cached_property(_key_order)
    on_key_passed = _key_passed
    action_how_to_quit = _say_how_to_quit
    action_help_quit = _help_quit
    on_page_go = _go_to
    action_back_to_meeting = _back_to_meeting
    _fatal_error = _end_for_fault

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) if action != "back_to_meeting" else _leads_back(self)

    def __init__(self, services: Services, ask: "AskSecret | None") -> None:
        # with a theme's colours Textual would turn them grey; the terminal's own it leaves out
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.services = services
        self.services.mail.ask_secret, self.services.mail.rest = ask, partial(_rest_from_mail, self)
        self._ask = ask
        self._leaving = False
        self.opened_over: dict[str, str] = {}
        for theme in (INK, PAPER, FEW_COLOURS):
            self.register_theme(theme)
        self._theme_trial = ThemeTrial()
        break_as_written()
        begin_in(self, INK)
        self._key_faults = set_user_keys(self, services.session)
        for name in (*PAGES, *BY_LETTER):
            if name != self.DEFAULT_MODE:
                self.add_mode(name, partial(self._page, name))

    def get_default_screen(self) -> Screen[Any]:
        """The first page. Were it a mode before now, Textual would show it a frame of 16 ms later."""
        self.add_mode(self.DEFAULT_MODE, partial(self._page, self.DEFAULT_MODE))
        return self._page(self.DEFAULT_MODE)

    def _page(self, name: str) -> Screen[Any]:
        """Imports a page when it is first shown: the first frame waits for one page only."""
        screen: Screen[Any] = PAGE_TABLE[name].load()(self.services)
        # new, so it wears what the app wears now: Textual would think it missed a theme, and parse every sheet again
        self.stylesheet.apply(self)
        screen._css_update_count = self._css_update_count  # noqa: SLF001  # Textual's own count of sheets
        return screen

    def on_mount(self) -> None:
        if not self.is_headless:
            end_on_signals(self._end_from_outside)
        dress(self, self.services.session, self.services.words, self.services.drafts, self._theme_trial)
        for fault in self._key_faults:
            self.notify(self.services.words(fault.key, **fault.values), severity="warning", timeout=10, markup=False)
        if not self.services.session.configured:
            self.switch_mode("setup")
        self.set_timer(AFTER_FIRST_FRAME, self._framed)
        self.watch(self, "app_focus", lambda focus: focus_first(self._top if focus else None), init=False)
        if self._ask:
            self.set_timer(2 * AFTER_FIRST_FRAME, lambda: self._worker.start())

    @cached_property
    def _worker(self) -> "MailWorker":
        return _reporting_worker(self, self.services)

    def _framed(self) -> None:
        """The first frame is there: what could wait for it begins."""
        from collabtui.screens.frame.kept_stylesheet import KeptStylesheet
        from collabtui.system.malloc_tuning import share_one_heap

        share_one_heap()
        self.stylesheet = KeptStylesheet.of(self.stylesheet)
        imported = self.services.session.warm_up(*OPENED_NEXT)
        if imported is None:
            _collect_from_now_on()
        else:
            imported.add_done_callback(lambda _: _collect_from_now_on())

    def get_css_variables(self) -> dict[str, str]:
        if INK.name not in self.available_themes:
            return {}  # of Textual's own theme: nothing is parsed before `begin_in`
        return readable_here(self, super().get_css_variables(), os.environ)

    def get_key_display(self, binding: Binding) -> str:
        return super().get_key_display(as_set(self, binding))

    async def action_page(self, page: str) -> None:
        await import_module(PAGE_TOP).show_page(self, page)

    def notify(
        self, message: str, *, severity: "Severity" = "information", timeout: float | None = None, **_: Any
    ) -> None:
        """In a line of its own, which covers nothing, in place of Textual's boxes over the page."""
        _notices().show_notice(self, self.services.notices, message, severity, timeout)

    def action_show_notices(self) -> None:
        from collabtui.screens.shell.notice_list import NoticeList

        if not isinstance(self.screen, NoticeList):
            self.push_screen(NoticeList(self.services), lambda _: _notices().mark_read(self, self.services.notices))

    def post_message(self, message: Message) -> bool:
        if isinstance(message, events.Key) and not message.is_forwarded:  # else it bubbles up, and was asked for
            self._typed_text.arrived(message)
        return super().post_message(message)

    async def on_event(self, event: events.Event) -> None:
        if not (isinstance(event, events.Key | events.Paste) and self._key_order.holds(event)):
            await self._hand_on(event)

    async def _hand_on(self, event: events.Event) -> None:
        top = self._top
        if isinstance(event, events.Key):
            self.app_focus = True  # as Textual has it with a key; ours may wait before it sees them
            if await self._typed_text.holds(event, top):
                return
            _notices().dismiss_error(self, self.services.notices, event.key)
        if top is None or not (isinstance(event, events.Key | events.Paste) and self._typed_ahead.keeps(event, top)):
            await super().on_event(event)

    @property
    def _top(self) -> Screen[Any] | None:
        """None before the first page and after the last."""
        stack = self._screen_stacks.get(self._current_mode)
        return stack[-1] if stack else None

    def on_page_ready(self) -> None:
        if (top := self._top) is not None and "_typed_ahead" in self.__dict__:
            self._typed_ahead.release(top, self.post_message)

    @work
    async def action_find(self) -> None:
        """Looks for anything by its words, over whichever page is shown."""
        from collabtui.screens.shell.search_dialog import Find

        if place := await self.push_screen_wait(Find(self.services)):
            self.screen.post_message(Page.Go(*place))

    @work
    async def action_undo(self, which: str) -> None:
        from collabtui.screens.shell.undo_keys import undo_on

        if isinstance(self.screen, Page):
            await undo_on(self.screen, which)

    @work
    async def action_pipe(self) -> None:
        await import_module("collabtui.screens.shell.pipe_text").pipe_from(self.screen)

    @work
    async def action_show_keys(self) -> None:
        from collabtui.screens.shell.key_help import Keys, keys_of

        if key := await self.push_screen_wait(Keys(self.services, keys_of(self.screen, self.services.words))):
            self.simulate_key(key.key)

    def action_command_palette(self) -> None:
        import_module(PALETTE).open_palette(self, self.services.words)

    def search_themes(self) -> None:
        from collabtui.screens.shell.theme_picker import open_themes

        open_themes(self, self.services.words, self._theme_trial)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        yield from import_module(PALETTE).commands(screen, self.services.words, self.speak)

    async def speak(self, locale: str) -> None:
        """Say everything in another language, from now on until the end."""
        self.services.words.speak(locale)
        await _retranslate(self.screen_stack)

    async def on_setup_spoken(self, event: Any) -> None:
        await self.speak(event.locale)

    @work(exclusive=True, group="restart")
    async def on_setup_configured(self) -> None:
        self.services.mail.clear_trouble()
        if self._ask:
            await self._worker.restart()

    async def action_quit(self) -> None:
        """Leave; while mails have not left, it is asked first."""
        await import_module("collabtui.screens.shell.quit_dialog").asked_to_quit(self)

    def _end_from_outside(self, number: int) -> None:
        self.workers.cancel_all()
        self.exit(return_code=128 + number)

    async def on_unmount(self) -> None:
        if "_worker" in self.__dict__:
            self._worker.stop(patience=5)
        self.services.close()


def _reporting_worker(app: App[None], services: Services) -> "MailWorker":
    """The mail worker of the app, whose reports reach it in its own thread. Imported when it starts: the first frame
    waits for no mail."""
    from collabtui.screens.shell.worker_reports import WorkerReports
    from collabtui.session.mail_worker import MailWorker

    reports = WorkerReports(
        app, services.session, services.mail, services.words, services.notices, lambda: worker.start()
    )
    reports.outside = partial(tell_outside, app, services.drafts)
    worker = MailWorker(services, partial(app.call_later, reports.reported), partial(app.call_later, reports.failed))
    return worker


def _collect_from_now_on() -> None:
    """What was imported is never looked through: full collections would cost up to 100 ms, and a key would wait."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_app(options: "Options", screens: type[CollabApp] = CollabApp) -> int:
    """Until the user quits. Errors before the first frame are a sentence on stderr, and so is a database that cannot be
    read, whatever page met it. Where one record of it cannot, the screens begin again without it."""
    from collabtui.cli.base.context import Context

    while True:
        context = Context(options)
        try:
            return _run_until_left(context, screens)
        except Exception as error:
            from collabtui.cli.dispatch import say_refusal

            if _begins_again(context, error):
                continue
            if (refused := say_refusal(context, error)) is None:
                raise
            return refused
        finally:
            context.close()


def _run_until_left(context: "Context", screens: type[CollabApp]) -> int:
    import sys

    from collabtui.cli.base.context import passwords

    _ = context.database_place  # which one is meant is known, or nothing is shown
    app = screens(Services(context.home, context.clock, context.words, context.acting_name), passwords(context))
    app.driver_class = as_terminal_sends(app.driver_class)
    with own_title_kept(sys.__stdout__):
        app.run()
    return exit_code_of(app)


def _begins_again(context: "Context", error: Exception) -> bool:
    """Where one record cannot be read, or as many as Today can name."""
    from collabtui.errors import CollabError
    from collabtui.lifecycle.backup.records_set_aside import is_past_them
    from collabtui.store.unreadable_row import MOST_PASSED_OVER

    try:
        return is_past_them(context.workspace, error, MOST_PASSED_OVER)
    except CollabError:
        return False
