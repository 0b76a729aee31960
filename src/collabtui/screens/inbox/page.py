"""Inbox: the mails that came in, what waits first; beside the list what a mail says and what it would change."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.domain.refs import INCOMING, is_ref, number_of
from collabtui.screens.frame.page import Page
from collabtui.screens.inbox.inbox_mail import MUTED, STATE, MailData, body, heading, sheet_of
from collabtui.screens.inbox.inbox_proposals import next_keys, proposals, title
from collabtui.store.queries.corrections import correction_place
from collabtui.store.queries.departments import answer_place
from collabtui.store.queries.mails import inbox_by_number, inbox_numbers
from collabtui.store.queries.today import mail_counts
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from array import array

    from collabtui.store.sqlite.connection import Connection

Row = dict[str, Any]
DEEDS = ("apply", "edit", "refuse", "reply", "undo", "tie", "teach", "believe")
ROOM_FOR_TIME = 60
"""Columns of the list from which it says when a mail came."""
DOUBTED = ("known", "unknown", "forged")
"""Senders that stand out in the list."""


class Inbox(Page):
    CSS_PATH = "inbox.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "deed('apply')", "key.apply", id="inbox.apply"),
        Binding("e", "deed('edit')", "key.edit", id="inbox.edit"),
        Binding("n", "deed('refuse')", "key.refuse", id="inbox.refuse"),
        Binding("r", "deed('reply')", "key.answer", id="inbox.answer"),
        Binding("u", "deed('undo')", "key.undo", id="inbox.undo"),
        Binding("a", "actions_of_sender", "key.actions_of_sender", id="inbox.actions"),
        Binding("m", "deed('teach')", "key.teach", id="inbox.teach"),
        Binding("t", "deed('tie')", "key.tie", id="inbox.tie"),
        Binding("b", "deed('believe')", "key.belief", id="inbox.believe"),
        Binding("c", "to_correction", "key.to_correction", id="inbox.correction"),
        Binding("w", "only_waiting", "key.only_waiting", id="inbox.waiting"),
        Binding("j", "turn(1)", "key.next_mail", show=False, id="inbox.next"),
        Binding("k", "turn(-1)", "key.previous_mail", show=False, id="inbox.previous"),
        Binding("escape", "back", "key.back", show=False, id="inbox.back"),
    ]
    page = "inbox"
    of_a_line = "actions_of_sender"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._waiting_only = False
        self._sheet: MailData | None = None
        self._wanted = 0
        self._waiting = 0
        self._of_no_mail = False
        """Whether the last deed here was of a mail server, and not of a mail: then `u` takes that back."""

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="mails", classes="card", empty=self.words("inbox.nothing"))
            with Vertical(id="mail-side"):
                with Vertical(id="mail", classes="card"):
                    yield Static(id="mail-head")
                    with VerticalScroll(id="mail-body"):
                        yield Static(id="mail-text")
                with VerticalScroll(id="mail-proposals", classes="card", can_focus=False):
                    yield Static(id="mail-changes")
                    yield Static(id="mail-next")

    def on_mount(self) -> None:
        self.mails.focus()

    @property
    def mails(self) -> Rows:
        return self.query_one("#mails", Rows)

    def refresh_rows(self) -> None:
        self.mails.draw_again()
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        waiting_only = self._waiting_only
        numbers = await self.services.look(lambda reader: inbox_numbers(reader, waiting=waiting_only))
        self.mails.empty = self.words("inbox.nothing_waits_now" if waiting_only else "inbox.nothing")
        self._waiting = len(numbers) if waiting_only else await self.services.look(_count_waiting)
        self.mails.show(numbers, self._draw)
        self.mails.border_title = self.words("inbox.to_review", n=self._waiting)
        self._point(numbers)
        self._load_mail()

    def _point(self, numbers: "array[int]") -> None:
        if self._wanted in numbers:
            self.mails.point_at(self._wanted)
        self._wanted = 0
        self.signal_ready()

    @property
    def is_pointing(self) -> bool:
        return bool(self._wanted)

    def _draw(self, numbers: Sequence[int], width: int) -> list[Content]:
        return [self._line(row, width) for row in inbox_by_number(self.services.reader, numbers)]

    def _line(self, row: Row, width: int) -> Content:
        mark, style = STATE[row["state"]]
        waits = row["state"] == "waiting"
        who = row["person"]["name"] if row["person"] else row["sender"] or "?"
        what = row["said"] or row["subject"]
        muted = "" if waits else MUTED
        cells = [(as_content(mark, style), 1), (as_content(who, muted), 9), (as_content(what, muted), 0)]
        if waits and row["trust"] in DOUBTED:
            doubt = as_content(self.words(f"inbox.doubt.{row['trust']}"), "$text-warning")
            cells.append((doubt, doubt.cell_length))
        if width >= ROOM_FOR_TIME:
            cells.append((as_content(self._came(row), MUTED), 8))
        return line(width, *cells)

    def _came(self, row: Row) -> str:
        """The hour, or the day where that was not today."""
        at = datetime.fromisoformat(row["received_at"]).astimezone(self.services.zone)
        return f"{at:%H:%M}" if at.date() == self.services.today else self.words.short_day(at.date())

    @on(Rows.Moved, "#mails")
    def _moved(self) -> None:
        self._load_mail()
        self.query_one("#mail-body").scroll_home(animate=False)

    @work(exclusive=True, group="mail")
    async def _load_mail(self) -> None:
        self._sheet = None
        self._sheet = await self._read_sheet()
        self._show_mail(self._sheet)
        self.refresh_bindings()

    async def _read_sheet(self) -> MailData | None:
        """Of the mail under the cursor."""
        number, today = self.mails.key, self.services.today
        if number is None:
            return None
        return await self.services.look(lambda reader: sheet_of(reader, number, today))

    def _show_mail(self, sheet: MailData | None) -> None:
        head, text = (self.query_one(f"#mail-{name}", Static) for name in ("head", "text"))
        head.update(Content("\n").join(heading(sheet, self.services)) if sheet else "")
        text.update(body(sheet) if sheet else "")
        mail = self.query_one("#mail")
        mail.border_title = f"I{sheet.mail['id']} {self.words('state.' + sheet.mail['state'])}" if sheet else ""
        self._show_proposals(sheet)

    def _show_proposals(self, sheet: MailData | None) -> None:
        lines = list(proposals(sheet, self.services)) if sheet else []
        following = [as_content(text, MUTED) for text in next_keys(sheet, self.services)] if sheet else []
        self.query_one("#mail-changes", Static).update(Content("\n").join(lines))
        self.query_one("#mail-changes").display = bool(lines)
        self.query_one("#mail-next", Static).update(Content("\n").join(following))
        card = self.query_one("#mail-proposals")
        card.border_title = title(sheet, self.services) if sheet else ""
        card.set_class(bool(sheet and sheet.proposes), "-proposed")
        card.display = bool(lines or following)
        card.scroll_home(animate=False)

    def point_at(self, place: Place) -> None:
        self._wanted = number_of(place.ref) if is_ref(place.ref, INCOMING) else 0
        if self._wanted:
            self._waiting_only = False
            self.set_class(True, "-detail")
        self.refresh_now()

    @on(Rows.Chosen, "#mails")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#mail-body").focus()

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.mails.focus()

    def action_turn(self, step: int) -> None:
        """To another mail while one is read: where the list has the focus it takes these keys itself."""
        self.mails.action_move(step)

    def action_only_waiting(self) -> None:
        self._waiting_only = not self._waiting_only
        self.refresh_now()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that this mail has no use for are dimmed."""
        if action not in ("deed", "to_correction") or not self._composed:
            return super().check_action(action, parameters)
        if self._sheet is None:
            return None if self.mails.key is None else True
        if parameters == ("undo",) and self._of_no_mail:
            return True
        if action == "to_correction":
            return True if self._sheet.correction or self._sheet.unsaid else None
        return _able(self._sheet, str(parameters[0])) or None

    @work
    async def action_deed(self, name: str) -> None:
        """On the mail under the cursor, also while it is still being read."""
        from collabtui.screens.inbox import inbox_keys

        sheet = await self._read_sheet()
        if sheet is None or name not in DEEDS:
            return
        if name == "undo" and self._of_no_mail:
            self._of_no_mail = False
            await self.undo()
            return
        following = self._following()
        if await getattr(inbox_keys, name)(self, sheet):
            self._wanted = following if name in ("apply", "edit", "refuse") and sheet.mail["state"] == "waiting" else 0
            self._of_no_mail = name == "believe"
            self.refresh_now()

    def _following(self) -> int:
        """The next mail that waits: below, or above where this was the last one."""
        waiting = list(self.mails.keys[: self._waiting])
        if self.mails.key not in waiting:
            return 0
        at = waiting.index(self.mails.key)
        others = waiting[at + 1 :] + waiting[:at][::-1]
        return others[0] if others else 0

    @work
    async def action_to_correction(self) -> None:
        """A correction of minutes is decided where they are; what a department means, on the page of its matter."""
        sheet = await self._read_sheet()
        if sheet and sheet.correction:
            self.post_message(self.Go(*correction_place(sheet.correction)))
        elif sheet and sheet.unsaid:
            self.post_message(self.Go(*answer_place(sheet.unsaid)))

    def action_actions_of_sender(self) -> None:
        if self._sheet and self._sheet.mail["person"]:
            self.post_message(self.Go(*Place.actions("owner", self._sheet.mail["person"]["email"])))


def _able(sheet: MailData, deed: str) -> bool:
    """Whether a key is of any use on this mail."""
    mail = sheet.mail
    able: dict[str, bool] = {
        "apply": sheet.proposes,
        "edit": sheet.meant,
        "refuse": mail["state"] == "waiting" and sheet.unsaid is None,
        "reply": mail["person"] is not None,
        "undo": sheet.did,
        "tie": bool(mail["sender"]) and mail["kind"] != "bounce" and not sheet.own_address,
        "believe": bool(sheet.server or sheet.verifier),
    }
    return able.get(deed, True)


def _count_waiting(reader: "Connection") -> int:
    return mail_counts(reader)[0]
