"""The terminal UI: which screens there are, their keys, their refresh. It only wires."""

import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from collabtui.errors import CollabError
from collabtui.services import Services
from collabtui.widgets.bar import PAGES

if TYPE_CHECKING:
    from collabtui.cli.options import Options
    from collabtui.worker.sync import Ask
    from collabtui.worker.watch import Event


def _page(name: str, services: Services) -> Screen[Any]:
    """Imports a page when it is first shown: the first frame waits for one page only."""
    module = import_module(f"collabtui.screens.{name}")
    screen: Screen[Any] = getattr(module, name.title())(services)
    return screen


class CollabApp(App[None]):
    """`ask` looks passwords up; None leaves mail alone, for tests that bring no server."""

    TITLE = "collabtui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"page('{page}')", id=f"page-{page}", show=False)
            for number, page in enumerate(PAGES, 1)
        ),
        Binding("ctrl+q", "quit", id="quit", show=False),
    ]

    def __init__(self, services: Services, ask: "Ask | None") -> None:
        super().__init__()
        self.services = services
        self.mail_state = ""
        self._ask = ask
        self._stop = threading.Event()
        self._worker: threading.Thread | None = None
        for name in PAGES:
            self.add_mode(name, partial(_page, name, services))

    def on_mount(self) -> None:
        self.switch_mode("today" if self.services.configured else "setup")
        if self._ask:
            self.set_timer(0.5, self.start_worker)  # after the first frame

    def action_page(self, page: str) -> None:
        self.switch_mode(page)

    def action_show_keys(self) -> None:
        self.action_show_help_panel()

    def start_worker(self) -> None:
        """Read, remind and send beside the screens, unless another worker does."""
        if self.services.configured and (self._worker is None or not self._worker.is_alive()):
            self._stop.clear()
            self._worker = threading.Thread(target=self._work, name="collabtui-worker", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        from collabtui.home import read_config
        from collabtui.lifecycle.opening import open_office
        from collabtui.worker.clock import wall_clock
        from collabtui.worker.watch import watch

        services, ask = self.services, self._ask
        if ask is None:
            return
        try:
            config = read_config(services.home)
            watch(
                lambda: open_office(services.home, config, services.clock),
                ask,
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

    def _told(self, event: "Event") -> None:
        words = self.services.words
        if event.kind == "lost" and event.error:
            self.mail_state = "⚠ " + words("bar.lost")
            self.notify(words(event.error.key, **event.error.values), severity="warning", markup=False)
        elif event.kind in ("connected", "read", "sent"):
            self.mail_state = words("bar.connected", clock=f"{self.services.now:%H:%M}")
        if event.kind == "read" and event.incoming and event.incoming.state in ("applied", "waiting"):
            self.notify(
                words(f"sync.{event.incoming.state}", ref=event.incoming.ref, sender=event.incoming.sender,
                      subject=event.incoming.subject),
                markup=False,
            )  # fmt: skip

    def _failed(self, error: CollabError) -> None:
        key = "bar.other_worker" if error.key == "worker.busy" else "bar.lost"
        self.mail_state = self.services.words(key)
        if error.key != "worker.busy":
            self.notify(self.services.words(error.key, **error.values), severity="error", markup=False)

    async def on_unmount(self) -> None:
        self._stop.set()
        if self._worker is not None:
            self._worker.join(timeout=5)
        self.services.close()


def run_app(options: "Options") -> int:
    """Until the user quits. Errors before the first frame are a sentence on stderr."""
    import sys

    from collabtui.cli.context import Context
    from collabtui.cli.outward import passwords

    context = Context(options)
    try:
        app = CollabApp(Services(context.home, context.clock, context.words), passwords(context))
        app.run()
    except CollabError as error:
        print(context.words(error.key, **error.values), file=sys.stderr)
        return 1
    finally:
        context.close()
    return app.return_code or 0
