"""The settings by which the program works now, beside the steps where there is room: servers, replies, dates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.config_file import checked
from collabtui.errors import CollabError
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, folded

if TYPE_CHECKING:
    from collabtui.config import Config, Server
    from collabtui.screens.setup.account import Account
    from collabtui.text.catalogue import Catalogue


class InUse(VerticalScroll):
    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, account: "Account", words: "Catalogue", room: int, *, airy: bool) -> None:
        self.border_title = words("setup.in_use")
        lines = in_use_lines(account, words, room, airy=airy)
        self.query_one(Static).update(Content("\n").join(lines))


def in_use_lines(account: "Account", words: "Catalogue", room: int, *, airy: bool) -> Iterator[Content]:
    """A name, and below it what holds, `airy` with empty lines between; nothing while the account is not complete."""
    if not account.complete:
        return
    try:
        config = checked(account.tables, str(account.session.home.config_path))
    except CollabError:
        return
    for number, (name, value) in enumerate(_rows(config, words)):
        if airy and number:
            yield Content("")
        yield as_content(words(name))
        yield from (Content("  ") + one for one in folded(as_content(value, MUTED), room - 2))


def _rows(config: "Config", words: "Catalogue") -> Iterator[tuple[str, str]]:
    person = config.organiser
    yield "setup.you", f"{words(f'language.{person.locale}')} · {person.timezone}"
    yield "setup.smtp", _server(config.smtp, words)
    yield "setup.imap", f"{_server(config.imap, words)} · {config.imap.folder}"
    yield "setup.replies", words("setup.plus_yes" if config.reply.subaddress else "setup.plus_no")
    days, at = config.reminders.days_before, config.reminders.at
    if days:
        yield "setup.reminders", words("setup.reminders_when", days=", ".join(map(str, days)), at=at)
    rules = config.meeting
    yield "setup.rules", words("setup.rules_are", most=rules.max_minutes, hours=rules.minutes_hours)
    copies = config.backup
    if copies.every != "never":
        yield "setup.copies", words(f"setup.copies_{copies.every}", n=copies.keep)


def _server(server: "Server", words: "Catalogue") -> str:
    parts = (f"{server.host}:{server.port}", words(f"setup.security.{server.security}"), server.username)
    return " · ".join(filter(None, parts))
