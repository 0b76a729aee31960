"""The questions that a meeting left open while people talked, one after the other: a number key settles one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.errors import CollabError
from collabtui.lifecycle.history.undo_last import undo_in_meeting
from collabtui.lifecycle.live.unclear_lines import clarify
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.live.capture_explained import offer_in_words
from collabtui.screens.live.edit_line import open_entry_editor
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.live.unclear_lines import OpenQuestion
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.live.live_data import LiveData
    from collabtui.session.services import Services


class ClearUnclear(Dialog["OpenQuestion | None"]):
    """Goes on to the next question by itself, and closes after the last one. Returns the question whose line somebody
    wants to put right by hand, none of the offers being what was meant."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right,tab,space", "turn(1)", "key.down", show=False, id="clear.next"),
        Binding("up,left", "turn(-1)", "key.up", show=False, id="clear.previous"),
        Binding("e", "by_hand", "key.edit", show=False, id="clear.edit"),
        Binding("u", "take_back", "key.undo", show=False, id="clear.undo"),
        Binding("escape,f5", "dismiss(None)", "key.back", id="clear.back"),
    ]

    def __init__(
        self,
        services: "Services",
        questions: "Sequence[OpenQuestion]",
        read: "Callable[[Acting], LiveData]",
        show: "Callable[[LiveData], None]",
    ) -> None:
        """`read` reads the meeting again after each answer: another question about the same line counted its
        characters before, and another scribe goes on meanwhile. `show` has the page behind show it."""
        super().__init__(services)
        self.questions, self._read, self._show = list(questions), read, show
        self.at = 0
        self._taken: list[tuple[str, str, str]] = []
        """What was chosen here: the line and the part that it was about, and the words in which it is told."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            for name in ("taken", "title", "line", "why", "offers", "keys"):
                yield Static(id=f"clear-{name}")

    def say(self) -> None:
        question, words = self.questions[self.at], self.words
        part = question.part
        title = words("unclear.title", n=self.at + 1, of=len(self.questions))
        asked = words(f"unclear.{part.what}")
        if part.problem and not part.problem.key.startswith("name."):
            why = words(part.problem.key, **part.problem.values)
        else:
            why = words("unclear.name" if part.problem else f"unclear.missing.{part.what}", value=part.written)
        offers = [
            as_content(f" {number}  ", "bold $text-accent") + as_content(offer_in_words(part, offer, words))
            for number, offer in enumerate(part.offers, 1)
        ]
        taken = words("unclear.taken", what=self._taken[-1][2]) if self._taken else ""
        texts = {
            "taken": as_content(taken, "$text-success"),
            "title": as_content(title, "bold"),
            "line": as_content(f"{thing} " if (thing := question.entry.thing) else "", "$text-muted")
            + as_content(question.entry.line),
            "why": as_content(f"{asked} ? ", "bold $text-warning") + as_content(why, "$text-warning"),
            "offers": Content("\n").join(offers or [as_content(words("unclear.no_offers"), "$text-muted")]),
            "keys": as_content(words("unclear.keys" if offers else "unclear.keys_alone"), "$text-muted"),
        }
        for name, text in texts.items():
            self.query_one(f"#clear-{name}", Static).update(text)
        self.query_one("#clear-taken").display = bool(taken)

    def action_turn(self, step: int) -> None:
        self.at = (self.at + step) % len(self.questions)
        self.say()

    def action_by_hand(self) -> None:
        self.dismiss(self.questions[self.at])

    def on_key(self, event: events.Key) -> None:
        offers = self.questions[self.at].part.offers
        if event.key.isdecimal() and 1 <= int(event.key) <= len(offers):
            event.stop()
            self._choose(offers[int(event.key) - 1])

    @work(exclusive=True)
    async def _choose(self, offer: str) -> None:
        question = self.questions[self.at]
        try:
            await self.session.run_command(lambda acting: clarify(acting, question.entry.ref, question.part, offer))
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", markup=False)
            return
        part = question.part
        shown = offer_in_words(part, offer, self.words)
        what = f"{self.words(f'unclear.{part.what}')} {shown}"
        chosen = self.words("record.view", who=what, text=question.entry.line)
        self._taken.append((question.entry.ref, part.what, chosen))
        await self._read_again()
        if not self.questions:
            self.app.notify(self.words("unclear.taken_last", what=chosen), timeout=6, markup=False)
            self.dismiss(None)
            return
        self.at = min(self.at, len(self.questions) - 1)
        self.say()

    async def _read_again(self) -> None:
        sheet = await self.session.run_command(self._read)
        self._show(sheet)
        self.questions = list(sheet.unclear)

    @work(exclusive=True)
    async def action_take_back(self) -> None:
        """The last choice that was made here: a digit may have been meant for a line."""
        if not self._taken:
            return
        entry, what, _ = self._taken[-1]
        meeting = self.questions[self.at].entry.meeting
        try:
            await self.session.run_command(lambda acting: undo_in_meeting(acting, meeting))
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", markup=False)
            return
        self._taken.pop()
        await self._read_again()
        places = [at for at, one in enumerate(self.questions) if (one.entry.ref, one.part.what) == (entry, what)]
        self.at = places[0] if places else min(self.at, len(self.questions) - 1)
        self.say()


async def clear_one_by_one(
    page: "PagePort", read: "Callable[[Acting], LiveData]", show: "Callable[[LiveData], None]"
) -> None:
    """Until nothing is unclear, or somebody goes on later; a line that is put right by hand leads to the next one."""
    while questions := (await page.session.run_command(read)).unclear:
        by_hand = await page.ask(ClearUnclear(page.services, questions, read, show))
        page.refresh_now()
        if by_hand is None:
            return
        await open_entry_editor(page, by_hand.entry.ref, by_hand.part)
    page.tell("unclear.none", seconds=3)
