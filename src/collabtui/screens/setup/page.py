"""Set-up: from nothing to a first meeting, a step a line; later the same lines change what was set."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from collabtui.domain.place import Place
from collabtui.screens.frame.outside import choose_next, outside_choice
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.plain_ground import Ground
from collabtui.screens.setup.account import Account
from collabtui.screens.setup.connection_test import Trial
from collabtui.screens.setup.in_use import InUse
from collabtui.screens.setup.kept_trial import account_tested, keep_trial, kept_trial
from collabtui.screens.setup.setup_rows import CHOICES, STEPS, SetupState, step_line
from collabtui.screens.setup.trial_pane import TrialPane
from collabtui.store.queries.today import set_up_counts
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting

ACCOUNT_STEPS = ("you", "servers", "password")
"""Without which no mail goes."""
BROAD = 110
"""From so many columns on what is in use stands beside the steps."""
COPY_COMMANDS = ("restore", "verify")
"""To which the palette leads, with the path that was typed."""
AIRY = 40
"""Rows from which on there are empty lines between."""
CHECK = "check_data"
DATA = "data"
"""The part of this page to which Today leads where they do not hold."""
ROUND_IT = 6
"""Columns beside what the trial says: frame, padding, and the bar to scroll with."""


class Setup(Page):
    CSS_PATH = "setup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "try_connection", "key.try_connection", id="setup.try"),
        Binding("m", "sample", "key.sample", id="setup.sample"),
        Binding("v", "open('check_data')", "key.check_data", show=False, id="setup.check_data"),
        Binding("t", "open('mail_texts')", "key.mail_texts", show=False, id="setup.mail_texts"),
        Binding("b", "open('copies')", "key.copies", show=False, id="setup.copies"),
        Binding("a", "open('mailboxes')", "key.mailboxes", show=False, id="setup.mailboxes"),
        Binding("r", "open('roles')", "key.roles", show=False, id="setup.roles"),
        Binding("escape", "stop", "key.stop", show=False, id="setup.stop"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012  # Textual declares it so
    page = "setup"

    class Configured(Message):
        """The configuration was written: whoever works by it has to begin anew."""

    class Spoken(Message):
        """Another language was chosen."""

        def __init__(self, locale: str) -> None:
            super().__init__()
            self.locale = locale

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.account = Account(self.session, self.services.mail, self.words)
        self.trial = Trial(self.session, self.words)
        self.trial.take_up(kept_trial(self.services.drafts, account_tested(self.account.tables)))
        self._counts = (0, 0)
        self._trusted_server = ""
        self._has_password = False

    def content(self) -> ComposeResult:
        with Ground(id="setup-body"):
            with Ground(id="setup-steps"):
                yield Rows(id="steps", classes="card")
                yield TrialPane(id="trial", classes="card", can_focus=False)
            yield InUse(id="in-use", classes="card", can_focus=False)

    def on_mount(self) -> None:
        self._show()
        self._look_for_password()
        steps = self.query_one("#steps", Rows)
        steps.focus()
        steps.point_at(self.state.next_step)

    async def on_screen_resume(self) -> None:
        """The file may say something else by now; what is typed and not complete is only here."""
        if self.account.complete:
            self.account = Account(self.session, self.services.mail, self.words)

    def point_at(self, place: Place) -> None:
        """A step: it is taken; or `data`, which are checked."""
        if place.ref == DATA:
            self.action_open(CHECK)
        elif place.ref in COPY_COMMANDS:
            self.use_copies(place.ref, place.part)
        elif self.query_one("#steps", Rows).point_at(place.ref):
            self._take(place.ref)

    def speak(self, locale: str) -> None:
        self.post_message(self.Spoken(locale))

    def on_resize(self) -> None:
        if self.is_mounted:
            self._show()

    async def retranslate(self) -> None:
        await super().retranslate()
        self._show()
        self.query_one("#steps").focus()

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        before = self.state
        self._counts = await self.session.query(set_up_counts)
        _lead_on(self.query_one("#steps", Rows), before, self.state)
        self.refresh_bindings()
        self._trusted_server = await self.do(_trusted_name) or ""
        self._show()

    @work(exclusive=True, group="password")
    async def _look_for_password(self) -> None:
        """A keyring may ask a person to unlock it, so not on the loop."""
        has_password, before = await asyncio.to_thread(self.account.has_password), self.state
        self._has_password = has_password
        _lead_on(self.query_one("#steps", Rows), before, self.state)
        self._show()

    @property
    def state(self) -> SetupState:
        forgets, outside = self.services.mail.forgets_password, outside_choice(self.services.drafts)
        has, theme, trusted = self._has_password, self.app.theme, self._trusted_server
        return SetupState(self.account, self.trial, *self._counts, has, forgets, theme, trusted, outside)

    def _show(self) -> None:
        steps = self.query_one("#steps", Rows)
        steps.show([*STEPS, "", *CHOICES], self._draw, skip=("",))
        hint, steps.border_title = self.account.hint, self.words("setup.title")
        steps.border_subtitle = "" if self.account.complete else self.words("setup.begin")
        # where it is not told, the trial says no more than the footer
        self.set_class(self.trial.begun or bool(hint), "-told").set_class(_is_broad(self), "-broad")
        _show_beside(self, hint)

    def _draw(self, steps: Sequence[str], width: int) -> list[Content]:
        return [step_line(step, self.state, self.words, width) for step in steps]

    @on(Rows.Chosen, "#steps")
    def _chosen(self, event: Rows.Chosen) -> None:
        self._take(event.key)

    @work(exclusive=True, group="step")
    async def _take(self, step: str) -> None:
        if step in ACCOUNT_STEPS:
            await self._take_account(step)
        elif step == "connection":
            self.action_try_connection()
        else:
            await _take_other(self, step)
        self._show()

    async def _take_account(self, step: str) -> None:
        """One form leads to the next that is missing, and the last one to the test; Esc stays at the list."""
        from collabtui.screens.setup.setup_forms import account_step

        while step in ACCOUNT_STEPS:
            is_first = not self.state.done(step)
            if not await account_step(self, self.account, step, self.speak):
                return
            await self._written()
            if not is_first or (following := self.state.next_step) == step:
                break  # what was set before was changed: nothing is asked for but that
            step = following
        if step == "connection" or self.trial.begun:  # what is said of the servers of before says nothing of these
            self.trial.stop()
            self.action_try_connection()

    async def _written(self) -> None:
        """Go on with what is open; the worker begins anew where there is enough to begin with."""
        self._has_password = await asyncio.to_thread(self.account.has_password)
        if self.account.complete:
            self.session.forget()
            await self.do(_organiser_added)  # makes the database, too, so that lists have something to be empty
            self.refresh_now()
        if self._has_password:
            self.post_message(self.Configured())
        self.query_one("#steps", Rows).point_at(self.state.next_step)

    def action_try_connection(self) -> None:
        if self.account.complete and not self.trial.running:
            self._try()

    @work(exclusive=True, group="trial")
    async def _try(self) -> None:
        """Each step shows as soon as it is known."""
        async for _ in self.trial.run(self.account.ask):
            self.refresh_bindings()
            self._show()
            self.query_one("#trial").scroll_end(animate=False)
        self.refresh_bindings()
        self._show()
        keep_trial(self.services.drafts, account_tested(self.account.tables), self.trial.ended)
        if self.trial.passed:
            self.query_one("#steps", Rows).point_at(self.state.next_step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sample":
            return self.state.offers_sample
        if action == "open" and parameters not in (("mail_texts",), ("copies",)):  # a copy may be all there is
            return self.session.configured
        return self.trial.running if action == "stop" else super().check_action(action, parameters)

    @work
    async def action_sample(self) -> None:
        from collabtui.screens.today.sample_offer import plan_sample

        await plan_sample(self)

    @work(exclusive=True, group="open")
    async def action_open(self, name: str) -> None:
        await _open(self, name)

    @work(exclusive=True, group="copies")
    async def use_copies(self, command: str, path: str) -> None:
        await _use_copies(self, command, path)

    def action_stop(self) -> None:
        self.trial.stop()

    def on_unmount(self) -> None:
        self.trial.stop()


def _is_broad(page: Setup) -> bool:
    return page.size.width >= BROAD and page.account.complete


def _show_beside(page: Setup, hint: str) -> None:
    """The test, and where there is room what is in use."""
    beside = page.size.width * 2 // 5 if _is_broad(page) else 0
    room = page.size.width - beside - ROUND_IT
    page.query_one(TrialPane).show(page.trial, page.words, hint, max(30, room))
    if beside:
        page.query_one(InUse).show(page.account, page.words, beside - ROUND_IT, airy=page.size.height >= AIRY)


def _organiser_added(acting: "Acting") -> None:
    """Whoever sets it up takes part in his own meetings, and actions can be his from the start."""
    from collabtui.lifecycle.people.edit_people import add_organiser

    add_organiser(acting)


def _trusted_name(acting: "Acting") -> str:
    from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name

    return trusted_server_name(acting.store, acting.config)


def _lead_on(steps: Rows, before: SetupState, now: SetupState) -> None:
    """A step that was taken leads to the next one, whichever of what tells of it comes first."""
    if steps.key in STEPS and now.done(steps.key) and not before.done(steps.key):
        steps.point_at(now.next_step)


async def _use_copies(page: Setup, command: str, path: str) -> None:
    from collabtui.screens.setup.copies import use_copies

    if await use_copies(page, command, path):
        page.session.forget()
        page.account = Account(page.session, page.services.mail, page.words)
        page.refresh_now()
        page.post_message(page.Configured())


async def _take_other(page: Setup, step: str) -> None:
    """A step that is not of the account, or a choice."""
    from collabtui.screens.setup import setup_forms

    match step:
        case "people":
            await setup_forms.people(page)
        case "meeting":
            await setup_forms.meeting(page)
        case "language":
            await setup_forms.language(page, page.account, page.speak)
        case "theme":
            page.app.action_change_theme()
        case "outside":
            choose_next(page.services.drafts)
        case "trusted_server":
            await setup_forms.distrust_server(page)
        case "copies" | "mailboxes" | "roles":
            await _open(page, step)


async def _open(page: Setup, name: str) -> None:
    """What a key of the page opens."""
    match name:
        case "check_data":
            from collabtui.screens.setup.faults_dialog import check_all_data

            await check_all_data(page)
        case "mail_texts":
            from collabtui.screens.setup.sample_mails import show_mail_texts

            await show_mail_texts(page)
        case "copies":
            page.use_copies("", "")
        case "mailboxes":
            from collabtui.screens.setup.further_mailboxes import choose_mailbox

            if await choose_mailbox(page, page.account):
                page.post_message(page.Configured())
        case "roles":
            from collabtui.screens.setup.given_roles import choose_role

            await choose_role(page)
