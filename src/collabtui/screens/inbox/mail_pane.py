"""The mail beside the list: what it says, what it would change, and which key comes next."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.errors import CollabError
from collabtui.screens.inbox.inbox_mail import MailData, body, heading
from collabtui.screens.inbox.inbox_proposals import made_lines, next_keys, proposals, title
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.hanging_lines import HangingLines
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.lifecycle.assignments.untold_departments import UntoldDepartment
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.history.yes_to_mail import MadeOfMail
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

REST = 0.1
"""Seconds."""
LOW = 20
"""Lines of the terminal below which the heading and the proposals would leave the mail none."""


def _of_a_yes(
    acting: "Acting", words: "Catalogue", data: MailData
) -> "tuple[MadeOfMail | None, list[UntoldDepartment]]":
    from collabtui.domain.mail.mail_records import Incoming  # the mail is seen before these
    from collabtui.lifecycle.assignments.untold_departments import untold_departments
    from collabtui.lifecycle.history.yes_to_mail import would_make

    untold = untold_departments(acting.store, acting, acting.store.get(Incoming, data.ref))
    return would_make(acting, words, data.ref) if data.proposes else None, untold


class MailPane(Vertical):
    """Two cards: the mail, and below it what it proposes, where it proposes anything."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "key.go_on", show=False, id="inbox.go_on"),
    ]

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="mail-side")
        self.session, self.words = session, words
        self._data: MailData | None = None

    async def action_go_on(self) -> None:
        """Go to where a correction that waits is decided, and of what is settled back to those that wait."""
        settled = self._data is not None and not self._data.waits
        await self.screen.run_action("back" if settled else "to_correction")

    def compose(self) -> ComposeResult:
        with Vertical(id="mail", classes="card"):
            yield Static(id="mail-head")
            with VerticalScroll(id="mail-body"):
                yield Static(id="mail-text")
        with VerticalScroll(id="mail-proposals", classes="card", can_focus=False):
            yield HangingLines(id="mail-changes")
            yield Static(id="mail-made")
            yield Static(id="mail-next")

    def show(self, data: MailData | None) -> None:
        """None: there is no mail to show."""
        self._data = data
        self._show_mail()
        title_of_mail = f"{data.ref} {self.words('state.' + data.mail['state'])}" if data else ""
        self.query_one("#mail").border_title = title_of_mail
        self._show_proposals(data)
        self._load_made(data)

    @work(exclusive=True)
    async def _load_made(self, data: MailData | None) -> None:
        """What a yes makes of it is worked out once the cursor rests on a mail, and only where there may be one."""
        if data is None or data.mail["state"] != "waiting" or not (data.proposes or data.mail["position"]):
            return
        await asyncio.sleep(REST)
        with suppress(CollabError):
            found = await self.session.run_command(lambda acting: _of_a_yes(acting, self.words, data))
            if self._data is data:
                self._show_made(*found)

    def _show_mail(self) -> None:
        """In a low terminal the sender alone stands above the text, and the rest of the heading below it: nobody says
        yes to words that he has not seen."""
        data = self._data
        first, *rest = heading(data, self.session, self.words) if data else [Content("")]
        text = body(data) if data else Content("")
        is_low = self.app.size.height < LOW
        self.set_class(is_low, "-low")
        above, below = ([first], [text, Content(""), *rest]) if is_low else ([first, *rest], [text])
        self._fill("mail-head", Content("\n").join(above))
        self._fill("mail-text", Content("\n").join(below))

    def on_resize(self) -> None:
        if self.has_class("-low") != (self.app.size.height < LOW):
            self._show_mail()

    def _show_made(self, made: "MadeOfMail | None", untold: "Sequence[UntoldDepartment]" = ()) -> None:
        """What a yes makes of it, in the words in which it is told afterwards; None where that is not known. And what
        it leaves to be done: a department that its writer wants told."""
        lines = list(made_lines(self._data, made, self.words)) if self._data and made else []
        lines += [as_content(self.words("inbox.to_tell", **one._asdict()), WARNING) for one in untold]
        self._fill("mail-made", Content("\n").join(lines))
        self.query_one("#mail-made").display = bool(lines)

    def _show_proposals(self, data: MailData | None) -> None:
        lines = list(proposals(data, self.session, self.words)) if data else []
        following = [as_content(text, MUTED) for text in next_keys(data, self.words)] if data else []
        changes = self.query_one("#mail-changes", HangingLines)
        changes.show(lines)
        changes.display = bool(lines)
        self._show_made(None)
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
