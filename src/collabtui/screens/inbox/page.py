"""Inbox: the mails that came in, what waits first; beside the list what a mail says and what it would change. Keys are
`Inbox.BINDINGS`, Enter is `Inbox.read_on_enter`, and what a key does to a mail stands in `commands_on_inbox`."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from collabtui.domain.place import Place
from collabtui.domain.refs import INCOMING, is_ref, number_of, ref_of
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.screens.inbox.inbox_mail import MailData, body
from collabtui.screens.inbox.mail_list import MailListing
from collabtui.screens.inbox.mail_pane import MailPane
from collabtui.screens.shell.aside_page import ASIDE_KEYS, AsidePage, AsideThing
from collabtui.session.put_aside import mail_key
from collabtui.store.queries.corrections import correction_place
from collabtui.store.queries.departments import answer_place
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection

SAYS_YES = ("apply", "edit")
"""Commands of which a phrase may be learnt."""
DECIDING = ("apply", "edit", "refuse")
"""Commands after which the next mail that waits is looked at."""


ROOMY = 150
"""Columns from which the list has room for all that a mail wants, and the mail beside it for whole sentences."""

WHAT_WAITS = "waiting"
"""Wanted in place of a mail: the first that waits, unless the cursor stands on one."""


class Inbox(AsidePage, TwoPanePage):
    CSS_PATH = "inbox.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "command('apply')", "key.apply", id="inbox.apply"),
        Binding("e", "command('edit')", "key.edit", id="inbox.edit"),
        Binding("x", "command('refuse')", "key.refuse", id="inbox.refuse"),
        Binding("r", "command('reply')", "key.answer", id="inbox.answer"),
        Binding("u", "command('undo')", "key.undo", id="inbox.undo"),
        Binding("a", "actions_of_sender", "key.actions_of_sender", id="inbox.actions"),
        Binding("m", "command('teach')", "key.teach", id="inbox.teach"),
        Binding("l", "learn", "key.learn", id="inbox.learn"),
        Binding("t", "command('link')", "key.link_address", id="inbox.link"),
        Binding("b", "command('trust')", "key.trust_or_distrust", id="inbox.trust"),
        Binding("c", "to_correction", "key.to_correction", id="inbox.correction"),
        Binding("i", "command('take')", "key.take_table", id="inbox.take"),
        Binding("w", "only_waiting", "key.only_waiting", id="inbox.waiting"),
        *ASIDE_KEYS,
        Binding("j", "turn(1)", "key.next_mail", show=False, id="inbox.next"),
        Binding("k", "turn(-1)", "key.previous_mail", show=False, id="inbox.previous"),
        Binding("escape", "back", "key.back", show=False, id="inbox.back"),
    ]
    page = "inbox"
    panes = Panes("#mails", "#mail-side", roomy_from=ROOMY)
    of_a_line = "actions_of_sender"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.listing = MailListing(self.session, self.words, self.services.aside, lambda: self.is_zoomed)
        self._data: MailData | None = None
        """The mail under the cursor, once it is read."""
        self._offered = ""
        """Ref of the mail on which the last decision suggests a phrase."""
        self._left_at: str | None = None
        """Ref of the mail that the last command left the cursor on: while it stays there, `u` takes that back."""

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="mails", classes="card -opened", empty=self.words("inbox.nothing"))
            yield MailPane(self.session, self.words)

    def on_mount(self) -> None:
        self.mails.window.heads_of = lambda width: self.listing.columns(width).heads(self.words)
        self.mails.focus()

    @property
    def mails(self) -> Rows:
        return self.query_one("#mails", Rows)

    @property
    def pane(self) -> MailPane:
        return self.query_one(MailPane)

    def refresh_rows(self) -> None:
        self.mails.draw_again()
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        numbers = await self.listing.read(self.wanted)
        self.mails.empty = self.listing.empty
        self.mails.show(numbers, self.listing.draw)
        self.mails.border_title = self.listing.title
        if self.wanted == WHAT_WAITS:
            if first := self.listing.first_waiting(numbers, self.mails.key):
                self.mails.point_at(first)
                self.action_back()
        elif self.wanted:
            self.mails.point_at(number_of(self.wanted))
        self.wanted = ""
        self.signal_ready()
        self._load_mail()

    @on(Rows.Moved, "#mails")
    def _moved(self) -> None:
        self._load_mail()
        self.pane.scroll_to_top()

    @work(exclusive=True, group="mail")
    async def _load_mail(self) -> None:
        self._data = None
        self._data = await self._read_mail()
        self.pane.show(self._data)
        self.refresh_bindings()

    async def _read_mail(self) -> MailData | None:
        """The mail under the cursor, also while it is still being read for the pane."""
        number, today = self.mails.key, self.session.today
        if number is None:
            return None

        def read(reader: "Connection") -> MailData:
            from collabtui.screens.inbox.mail_reading import read_mail  # off the loop: it takes a tenth of a second

            return read_mail(reader, number, today)

        return await self.session.query(read)

    def come_back(self) -> None:
        self.wanted = WHAT_WAITS  # where the mail that was left is settled
        self.refresh_now()

    def point_at(self, place: Place) -> None:
        self.wanted = place.ref if is_ref(place.ref, INCOMING) else ""
        if self.wanted:
            self.listing.waiting_only = False
            self.set_class(True, "-detail")
        self.refresh_now()

    @on(Rows.Chosen, "#mails")
    def read_on_enter(self) -> None:  # in a narrow window the text takes the place of the list
        self.set_class(True, "-detail")
        self.pane.read_on()

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.mails.focus()

    def action_turn(self, step: int) -> None:
        self.mails.action_move(step)  # where the list has the focus it takes these keys itself

    async def open_text(self) -> str:
        return body(self._data).plain if self._data else ""

    def action_only_waiting(self) -> None:
        self.listing.waiting_only = not self.listing.waiting_only
        self.refresh_now()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that this mail has no use for are dimmed."""
        if action == "learn" and self.is_composed:
            return bool(self._offered)
        if action not in ("command", "to_correction") or not self.is_composed:
            return super().check_action(action, parameters)
        if self._data is None:
            return None if self.mails.key is None else True
        if parameters == ("undo",) and self._left_at == self._data.ref:
            return True
        if action == "to_correction":
            return True if self._data.correction or self._data.unclear_answer else None
        return self._data.allows(str(parameters[0])) or None

    def on_key(self, event: events.Key) -> None:
        """A key that this mail has no use for says so."""
        for binding in keys_bound(self, self.app).get(event.key, ()):
            _, action, parameters = parse(binding.action)
            useless = action in ("command", "to_correction") and self.check_action(action, parameters) is None
            if useless and self.mails.key:
                what, key = self.words(binding.description), self.app.get_key_display(binding)
                self.tell(_why_not(self._data, parameters), key=key, what=what)

    @work
    async def action_command(self, name: str) -> None:
        """On the mail under the cursor; a yes to one that only corrects minutes opens these."""
        from collabtui.screens.inbox.commands_on_inbox import InboxCommands
        from collabtui.screens.inbox.phrase_learning import PhraseLearning

        data = await self._read_mail()
        if data is None:
            return
        if name == "apply" and data.correction and data.only_corrects:
            self.go(*correction_place(data.correction))
            return
        if name == "undo" and self._left_at == data.ref:
            self._left_at = None
            await self.run_action("app.undo('last')")
            return
        following = self.listing.next_waiting(self.mails.keys, self.mails.key)
        if await InboxCommands(self).run(name, data):
            goes_on = following and name in DECIDING and data.mail["state"] == "waiting"
            self.wanted = ref_of(INCOMING, following) if goes_on else ""
            done = name in DECIDING or name in ("reply", "trust")
            self._left_at = (self.wanted or data.ref) if done else None
            self._offered = data.ref if name in SAYS_YES and await PhraseLearning(self).offer(data.ref) else ""
            self.refresh_now()

    @work
    async def action_learn(self) -> None:
        """Keep the phrase that the last decision suggests."""
        from collabtui.screens.inbox.phrase_learning import PhraseLearning

        offered, self._offered = self._offered, ""
        if offered:
            await PhraseLearning(self).keep(offered)
            self.refresh_bindings()

    @work
    async def action_to_correction(self) -> None:
        """Open where a correction of minutes, or what a department means, is decided."""
        data = await self._read_mail()
        if data and data.correction:
            self.go(*correction_place(data.correction))
        elif data and data.unclear_answer:
            self.go(*answer_place(data.unclear_answer))

    def thing_to_put_aside(self) -> AsideThing | None:
        return AsideThing(mail_key(self._data.ref), self._data.in_short) if self._data and self._data.waits else None

    def action_actions_of_sender(self) -> None:
        if self._data and self._data.mail["person"]:
            self.go(*Place.actions("owner", self._data.mail["person"]["email"]))


def _why_not(data: "MailData | None", parameters: tuple[object, ...]) -> str:
    if parameters == ("apply",) and data is not None and data.mail["state"] == "applied":
        return "inbox.applied_already"
    if parameters == ("edit",) and data is not None and data.mail["state"] == "applied":
        return "inbox.edit_applied"
    return "inbox.no_verifier" if parameters == ("trust",) else "inbox.not_here"
