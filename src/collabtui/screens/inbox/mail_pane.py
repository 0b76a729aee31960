"""The mail beside the list: what it says, what it would change, and which key comes next."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.inbox.inbox_mail import MailData, body, heading
from collabtui.screens.inbox.inbox_proposals import next_keys, proposals, title
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue


class MailPane(Vertical):
    """Two cards: the mail, and below it what it proposes, where it proposes anything."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="mail-side")
        self.session, self.words = session, words

    def compose(self) -> ComposeResult:
        with Vertical(id="mail", classes="card"):
            yield Static(id="mail-head")
            with VerticalScroll(id="mail-body"):
                yield Static(id="mail-text")
        with VerticalScroll(id="mail-proposals", classes="card", can_focus=False):
            yield Static(id="mail-changes")
            yield Static(id="mail-next")

    def show(self, data: MailData | None) -> None:
        """None: there is no mail to show."""
        self._fill("mail-head", Content("\n").join(heading(data, self.session, self.words)) if data else Content(""))
        self._fill("mail-text", body(data) if data else Content(""))
        title_of_mail = f"{data.ref} {self.words('state.' + data.mail['state'])}" if data else ""
        self.query_one("#mail").border_title = title_of_mail
        self._show_proposals(data)

    def _show_proposals(self, data: MailData | None) -> None:
        lines = list(proposals(data, self.session, self.words)) if data else []
        following = [as_content(text, MUTED) for text in next_keys(data, self.words)] if data else []
        self._fill("mail-changes", Content("\n").join(lines))
        self.query_one("#mail-changes").display = bool(lines)
        self._fill("mail-next", Content("\n").join(following))
        card = self.query_one("#mail-proposals")
        card.border_title = title(data, self.words) if data else ""
        card.set_class(bool(data and data.proposes), "-proposed")
        card.display = bool(lines or following)
        card.scroll_home(animate=False)

    def _fill(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def read_on(self) -> None:
        """Give the keys to the text of the mail."""
        self.query_one("#mail-body").focus()

    def scroll_to_top(self) -> None:
        self.query_one("#mail-body").scroll_home(animate=False)
