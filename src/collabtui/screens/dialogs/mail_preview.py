"""Before mail leaves: who gets what, each mail as it will be read, and the last word."""

import asyncio
import os
import re
import shlex
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.domain.people import Person
    from collabtui.session.services import Services
    from collabtui.session.store_session import Session
    from collabtui.text.templates import Rendered


@dataclass(frozen=True)
class MailPreview:
    """One mail that would go out."""

    name: str
    address: str
    what: str
    """A key of the catalogue: an invitation, a copy, …"""
    subject: str
    text: str
    html: str = ""
    """The same as its reader's program shows it; empty where there is none to show."""
    bounced: bool = False
    """The last mail to this address came back."""

    @classmethod
    def of(cls, person: "Person", what: str, mail: "Rendered", department: str = "") -> "MailPreview":
        """`department`: where he is asked for it and not for himself."""
        name = f"{person.name} · {department}" if department else person.name
        return cls(name, person.email, what, mail.subject, mail.text, mail.html, bounced=person.bounced_at is not None)


class SendDialog(Dialog[bool]):
    """True when the facilitator says that they shall go. Beside a mail as wide as its lines whole names have room from
    120 columns on; in less the list stands above it."""

    DEFAULT_CSS = """
    SendDialog #outward-body { height: 1fr; }
    SendDialog #outward-letters { width: 1fr; height: 1fr; }
    /* As wide as the lines of a mail, that each stays one. */
    SendDialog #outward-preview { width: 78; height: 1fr; }
    SendDialog.-narrow #outward-body { layout: vertical; }
    SendDialog.-narrow #outward-letters { width: 100%; height: auto; max-height: 7; }
    SendDialog.-narrow #outward-preview { width: 100%; }
    /* All five beside each other on 80 columns. */
    SendDialog .buttons Button { min-width: 8; }
    SendDialog #outward-warning { height: auto; max-height: 6; }
    /* Nothing leaves unseen: in a low terminal the list and the mail have the lines, and `?` the other commands. */
    SendDialog.-low #outward-warning { max-height: 2; }
    SendDialog.-low.-narrow #outward-letters { max-height: 4; }
    SendDialog.-low .buttons { margin-top: 0; }
    SendDialog.-low #rendered, SendDialog.-low #browse, SendDialog.-low #keys { display: none; }
    SendDialog #outward-rendered { height: auto; display: none; }
    SendDialog #outward-rendered Markdown { margin: 0; padding: 0; background: transparent; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer(True)", "key.send", id="outward.send"),
        Binding("t", "rendered", "key.rendered", id="outward.rendered"),
        Binding("b", "browse", "key.browse", id="outward.browse"),
        Binding("escape,n", "answer(False)", "key.back", id="outward.back"),
        Binding("question_mark,f1", "app.show_keys", "key.keys", key_display="?", id="outward.keys"),
    ]
    wide_button = 8
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  # Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  # Textual declares it so

    def __init__(
        self, services: "Services", title: str, letters: Sequence[MailPreview], warning: str = "", *, sends: bool = True
    ) -> None:
        super().__init__(services)
        self.sends = sends
        """False: they are only to be read."""
        self.title_text = title
        shown = services.session.as_shown
        self.letters = [replace(one, subject=shown(one.subject), text=shown(one.text)) for one in letters]
        self.warning = warning
        """What should be known before they go; sentences of ours, filled, in lines."""
        self._rendered = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="outward-title")
            if self.warning:
                yield Static(id="outward-warning")
            with Horizontal(id="outward-body"):
                yield Rows(id="outward-letters", classes="card")
                with VerticalScroll(id="outward-preview", classes="card"):
                    yield Static(id="outward-text")
                    yield Vertical(id="outward-rendered")
            with Horizontal(classes="buttons"):
                if self.sends:
                    yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="no", compact=True)
                if any(letter.html for letter in self.letters):
                    yield Button(id="rendered", compact=True)
                    yield Button(id="browse", compact=True)
                yield Button(id="keys", compact=True)

    def on_mount(self) -> None:
        self.query_one("#outward-letters").focus()

    def say(self) -> None:
        words = self.words
        self.query_one("#outward-title", Static).update(as_content(words.again(self.title_text), "bold"))
        for warning in self.query("#outward-warning").results(Static):
            lines = words.again(self.warning).splitlines()
            warning.update(Content("\n").join(as_content(each, "$text-warning") for each in lines))
        self.query_one("#outward-letters", Rows).show(range(len(self.letters)), self._draw)
        labels = {"yes": f"{words('outward.send', n=len(self.letters))} (s)", "no": f"{words('key.back')} (esc)"}
        labels |= {"rendered": f"{words('key.rendered')} (t)", "browse": f"{words('key.browse')} (b)"}
        labels["keys"] = f"{words('key.keys')} (?)"
        for button in self.query(Button):
            button.label = labels[button.id or ""]

    def _draw(self, numbers: Sequence[int], width: int) -> list[Content]:
        what = [self._what(letter) for letter in self.letters]
        room = max((text.cell_length for text in what), default=0)
        return [line(width, (as_content(self.letters[number].name), 0), (what[number], room)) for number in numbers]

    def _what(self, letter: MailPreview) -> Content:
        """What he gets; of an address that no mail reaches, that."""
        if letter.bounced:
            return as_content(f"✗ {self.words('agenda.bounced')}", "$text-error")
        return as_content(self.words(letter.what), "$foreground-muted")

    @on(Rows.Moved, "#outward-letters")
    def _moved(self, event: Rows.Moved) -> None:
        letter = self.letters[event.key]
        text = Content("\n").join(as_content(each) for each in letter.text.splitlines())
        address = f" <{letter.address}>" if letter.address else ""
        head = as_content(f"{letter.name}{address}", "$foreground-muted")
        self.query_one("#outward-text", Static).update(
            Content("\n").join([head, as_content(letter.subject, "bold"), Content(""), text])
        )
        self.query_one("#outward-preview").scroll_home(animate=False)
        if self._rendered:
            self._render_html()

    @property
    def letter(self) -> MailPreview:
        return self.letters[self.query_one("#outward-letters", Rows).key or 0]

    def action_rendered(self) -> None:
        """The text part and the HTML part take turns."""
        self._rendered = not self._rendered and bool(self.letter.html)
        self.query_one("#outward-text").display = not self._rendered
        self.query_one("#outward-rendered").display = self._rendered
        if self._rendered:
            self._render_html()

    @work(exclusive=True, group="rendered")
    async def _render_html(self) -> None:
        from textual.widgets import Markdown

        from collabtui.widgets.html_markdown import to_markdown

        place = self.query_one("#outward-rendered", Vertical)
        await place.remove_children()
        await place.mount(Markdown(to_markdown(self.letter.html), open_links=False))

    @work
    async def action_browse(self) -> None:
        letter = self.letter
        if not letter.html:
            return
        path = await asyncio.to_thread(kept_as_file, self.session, f"{self.title_text}-{letter.address}", letter.html)
        opened = await asyncio.to_thread(in_browser, path)
        key = "outward.opened" if opened else "outward.no_browser"
        self.notify(self.words(key, path=path), timeout=10, markup=False)

    @on(Rows.Chosen, "#outward-letters")
    def _chosen(self) -> None:
        self.query_one("#outward-preview").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id in ("rendered", "browse"):
            self._begin(event.button.id)
        elif event.button.id == "keys":
            self._begin("app.show_keys")
        else:
            self.dismiss(event.button.id == "yes")

    @work
    async def _begin(self, action: str) -> None:
        await self.run_action(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.sends if action == "answer" and parameters == (True,) else True

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(answer)


def kept_as_file(session: "Session", name: str, html: str) -> Path:
    """Beside the drafts, readable by nobody else; the next one of the same name takes its place."""
    folder = session.home.drafts.parent / "previews"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9@.-]', '_', name)}.html"
    path.touch(mode=0o600)
    path.write_text(html, encoding="utf-8")
    return path


def in_browser(path: Path) -> bool:
    """False where the environment names no browser, or one that does not start. It runs on by itself."""
    command = os.environ.get("BROWSER", "")
    if not command:
        return False
    arguments = shlex.split(command)
    named = [path.as_uri() if one == "%s" else one for one in arguments]
    try:
        browser = subprocess.Popen(  # noqa: S603  # the user's own choice of program
            named if "%s" in arguments else [*named, path.as_uri()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    threading.Thread(target=browser.wait, daemon=True).start()  # somebody has to hear that it has ended
    return True
