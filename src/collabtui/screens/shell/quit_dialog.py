"""The question before the screens end while mails have not left: send them first, quit, or stay."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.errors import CollabError
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.store.queries.today import leaving_before
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.session.mail_health import MailHealth
    from collabtui.session.services import Services
    from collabtui.session.store_session import Session

SOON = timedelta(minutes=1)
"""Mails that leave later wait for their hour, and nobody waits for them, unless a server has kept them."""
LOOK = 0.2
"""Seconds between two looks at what is still to leave."""
ANSWERS = {"send": "key.send_and_quit", "quit": "key.quit_now", "stay": "key.stay"}
"""By the name of the button, the first the one that Enter presses."""


class QuitDialog(Dialog[bool]):
    """True where the screens are to end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "send", "key.send_and_quit", id="quit.send"),
        Binding("q", "dismiss(True)", "key.quit_now", id="quit.now"),
        Binding("escape", "dismiss(False)", "key.stay", id="quit.stay"),
    ]

    def __init__(self, services: "Services", count: int) -> None:
        super().__init__(services)
        self._count, self._sends = count, False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -small"):
            yield Static(id="quit-what")
            with Horizontal(classes="buttons"):
                for name in ANSWERS:
                    yield Button(id=name, variant="primary" if name == "send" else "default", compact=True)

    def say(self) -> None:
        words, mail = self.words, self.services.mail
        lines = [words("quit.leaving" if self._sends else "quit.queued", n=self._count)]
        if mail.trouble:
            lines.append(words("quit.trouble", why=mail.trouble))
        elif mail.forgets_password and not self._sends:
            lines.append(words("quit.password"))
        self.query_one("#quit-what", Static).update(Content("\n").join(map(as_content, lines)))
        for (name, key), typed in zip(ANSWERS.items(), ("s", "q", "esc"), strict=True):
            self.query_one(f"#{name}", Button).label = f"{words(key)} ({typed})"

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "send":
            self.action_send()
        else:
            self.dismiss(event.button.id == "quit")

    def action_send(self) -> None:
        if not self._sends:
            self._sends = True
            self.say()
            self.set_interval(LOOK, self._look)

    @work(exclusive=True)
    async def _look(self) -> None:
        try:
            self._count = await unsent(self.session, self.services.mail)
        except CollabError as error:
            self.app.notify(self.words(error.key, **error.values), severity="warning", markup=False)
        if self._count:
            self.say()
        else:
            self.dismiss(True)


async def unsent(session: "Session", mail: "MailHealth") -> int:
    """The number of mails that leave within a minute, or could not leave yet, where these screens send them."""
    if not session.configured or mail.is_done_elsewhere:
        return 0
    until = session.now + SOON
    return await session.query(lambda reader: leaving_before(reader, until))


async def asked_to_quit(app: "App[Any]") -> None:
    """Nothing is asked where nothing waits, or for the second time."""
    services = app.services  # type: ignore[attr-defined]  # the one app there is
    try:
        count = 0 if isinstance(app.screen, QuitDialog) else await unsent(services.session, services.mail)
    except CollabError:  # a database that is gone keeps nobody here
        count = 0
    if count:
        app.push_screen(QuitDialog(services, count), lambda ends: _leave(app) if ends else None)
    else:
        _leave(app)


def _leave(app: "App[Any]") -> None:
    """At once: a command is done, and what still waits for its result would find no page."""
    app.workers.cancel_all()
    app.exit()
