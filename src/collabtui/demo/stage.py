"""The demo's stage: a home of its own, the embedded servers, the cast, and a clock that can be moved."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collabtui.config import Config, Imap, Organiser, Server, Smtp
from collabtui.config_file import write_config
from collabtui.demo.cast import Cast
from collabtui.demo.server import MailServer
from collabtui.demo.story import Story
from collabtui.domain.people import Locale
from collabtui.domain.via import COMMAND
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.people.edit_people import import_people
from collabtui.mail.transport.secrets import Secret, Which


class Clock:
    """Gives the instant it was set to, plus what `running` says has passed since."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Stage:
    story: Story
    home: Home
    workspace: Workspace
    server: MailServer
    cast: Cast
    password: str

    def ask(self, _server: Server, _which: Which) -> Secret:
        """Both servers know one password."""
        return Secret(self.password)


@contextmanager
def staged(
    story: Story, locale: Locale, clock: Callable[[], datetime], pause: Callable[[int], None]
) -> Iterator[Stage]:
    """Everything is gone at the end: nothing outside a temporary folder was touched."""
    password = secrets.token_urlsafe(12)
    cast = Cast(story, clock, pause)
    with tempfile.TemporaryDirectory(prefix="collabtui-demo-") as folder:
        home = Home(Path(folder))
        with MailServer(story.addresses, password, on_mail=cast.on_mail, clock=clock) as server:
            cast.where, cast.password = (server.host, server.smtp_port), password
            config = _config(story, locale, server)
            write_config(home, config)
            with open_workspace(home, config, clock) as workspace:
                import_people(workspace.as_user(COMMAND), story.people)
                try:
                    yield Stage(story, home, workspace, server, cast, password)
                finally:
                    cast.quiet.set()


def _config(story: Story, locale: Locale, server: MailServer) -> Config:
    lead = story.organiser
    login = {"host": server.host, "security": "none", "username": lead.email}
    return Config(
        organiser=Organiser(name=lead.name, email=lead.email, locale=locale, timezone=lead.timezone),
        smtp=Smtp.model_validate({**login, "port": server.smtp_port}),
        imap=Imap.model_validate({**login, "port": server.imap_port}),
    )
