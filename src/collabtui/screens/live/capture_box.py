"""The capture line: one line of what is said, with what it will be taken for while it is typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from collabtui.errors import CollabError
from collabtui.language.capture.live_capture import LiveReading, reading
from collabtui.screens.dialogs.capture_completion import KnownNames, candidates
from collabtui.screens.live.capture_explained import explanation, hint
from collabtui.screens.live.earlier_lines import EarlierLines
from collabtui.widgets.line import BETWEEN, LEAST_TO_GO_ON, as_content, folded_facts
from collabtui.widgets.typed_line import TypedLine

if TYPE_CHECKING:
    from collabtui.session.draft_files import DraftFiles
    from collabtui.text.catalogue import Catalogue


@dataclass
class Offered:
    """The completions that Tab cycles through: `line` without the word, and the word's offset in it."""

    before: str
    after: str
    words: Sequence[str]
    taken: int = -1

    def next(self) -> tuple[str, int]:
        """The line with the next word in it, and where the cursor stands then."""
        self.taken = (self.taken + 1) % len(self.words)
        head = self.before + self.words[self.taken] + ("" if self.after.startswith(" ") else " ")
        return head + self.after, len(head)


class CaptureInput(TypedLine):
    """Tab completes; ↑ and ↓ bring back what was said before. Its cursor stands still: beside a running clock, blinking
    is two thirds of all that an idle screen has to draw."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "key.complete", show=False, id="capture.complete"),
        Binding("up", "recall(-1)", "key.recall", show=False, id="capture.recall"),
        Binding("down", "recall(1)", "key.recall_next", show=False, id="capture.recall_next"),
    ]

    class Asked(Message):
        """Tab, or a line from before: `what` is `complete`, `older` or `newer`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Entered(Message):
        """There are whole lines in `entered`."""

    takes_enter = True
    _rest = ""
    """What the last text of several lines left in the field."""
    entered: list[str]
    """Lines that are no longer in the field, and not yet taken from here."""

    @property
    def is_whole(self) -> bool:
        """Whether what stands in the field is a line of a paste that nobody went on with."""
        return bool(self.value) and self.value == self._rest

    async def on_key(self, event: events.Key) -> None:
        """Enter, too: what is typed behind it belongs to the next line, however busy the page is."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        self._enter()

    def _enter(self, *more: str) -> None:
        self.entered += [self.value.strip(), *(line.strip() for line in more)]
        self.value = ""
        self.post_message(self.Entered())

    def take(self, text: str) -> None:
        """Each line of several is a line; the last one may be gone on with, if no line ends behind it. Several more are
        no end of it: it is a line, too."""
        if self.is_whole and len(text.splitlines()) > 1:
            self._enter()
        *whole, last = [*text.splitlines(), ""] if text.endswith(("\n", "\r")) else text.splitlines() or [""]
        if whole:  # only the first goes on with what is in the field: of thousands each would be a change of it
            self.insert_text_at_cursor(whole[0])
            self._enter(*whole[1:])
        self.insert_text_at_cursor(last)
        self._rest = self.value if whole else ""

    def action_delete_right_all(self) -> None:
        """In an empty line the key is the page's."""
        if not self.value:
            raise SkipAction
        super().action_delete_right_all()

    def on_paste(self, event: events.Paste) -> None:
        self.take(event.text)
        event.stop()
        event.prevent_default()

    def action_complete(self) -> None:
        self.post_message(self.Asked("complete"))

    def action_recall(self, step: int) -> None:
        self.post_message(self.Asked("older" if step < 0 else "newer"))


_AROUND_HINT = 2
"""Columns beside it."""
_GONE_ON_WITH = ("pending", "_left", "_went_on", "_earlier", "unsent")
"""What the capture line in another language has of the one before: lines under way are not those of a crash, and would
be taken down twice."""


def _placeholder(words: "Catalogue", key: str, width: int) -> str:
    """Words in the empty field; with the key that leaves the page where there is room for it."""
    whole = words("capture.placeholder.leaving", key=key)
    return whole if cell_len(whole) < width - 1 else words("capture.placeholder")


class CaptureBox(Vertical):
    """Posts `Entered` at Enter and gives the lines away. Text that is not yet recorded is kept as a draft, so that a
    crash loses nothing: a line break behind it says that nobody goes on typing there."""

    class Entered(Message):
        def __init__(self, lines: Sequence[str]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, words: "Catalogue", drafts: "DraftFiles", draft: str) -> None:
        super().__init__()
        self.words, self.drafts = words, drafts
        self.draft = draft
        self.known = KnownNames()
        """Who and what can be named; set it whenever that changes."""
        self.today: date | None = None
        """What day dates count from; None until the meeting is known."""
        self.pending: list[str] = []
        """Lines that are being taken down."""
        self._went_on = False
        self._left: list[str] = []
        """Lines that a crash left between the field and the log."""
        self._earlier = EarlierLines()
        self._offered: Offered | None = None
        self._shown_offer = ""
        self.unsent: list[str] = []
        """Lines that the store could not take: they stay pending, and are given again with the next one."""

    def compose(self) -> ComposeResult:
        line = CaptureInput(id="capture", select_on_focus=False, compact=True)
        line.cursor_blink = False
        line.entered = []
        yield line
        yield Static(id="capture-reading")
        yield Static(id="capture-hint")

    def on_resize(self, event: events.Resize) -> None:
        self.input.placeholder = _placeholder(
            self.words, self.app.get_key_display(Binding("f10", "")), event.size.width
        )
        self._read()

    def left(self) -> "CaptureBox":
        return self

    def resume(self, left: "CaptureBox") -> None:
        vars(self).update({name: vars(left)[name] for name in _GONE_ON_WITH})

    def on_mount(self) -> None:
        *earlier, last = self.drafts.get(self.draft).split("\n")
        self._left = list(earlier)
        self._earlier.add(earlier)
        self.put(last)
        self._read()

    @property
    def input(self) -> CaptureInput:
        return self.query_one(CaptureInput)

    @property
    def line(self) -> str:
        return self.input.value

    def put(self, line: str, cursor: int | None = None) -> None:
        self.input.value = line
        self.input.cursor_position = len(line) if cursor is None else cursor

    def know(self, known: KnownNames, today: date) -> None:
        if (known, today) != (self.known, self.today):
            self.known, self.today = known, today
            self._read()

    def go_on(self, taken: Collection[str], own: Sequence[str]) -> None:
        """After a crash: what was sent with Enter and is not in the log is sent once more. Not so a command, which the
        log does not show: ↑ brings it. So it does `own`, what was taken down before this page was opened."""
        if not self._went_on:
            self._went_on = True
            self._earlier.begin_with(own)
        left, self._left = self._left, []
        again = [line for line in left if line not in taken and not line.startswith(("/", "#"))]
        self.pending += again
        if again:
            self.post_message(self.Entered(again))
        if left:
            self._keep()

    def accepted(self, lines: Sequence[str], remark: str = "") -> None:
        for line in lines:
            self.pending.remove(line)
        self._keep()
        if remark:
            self.query_one("#capture-hint", Static).update(as_content(remark, "$text-warning"), layout=False)

    def failed(self, line: str, error: CollabError) -> None:
        """A command that cannot be carried out now is brought back with ↑; any other line waits for the store."""
        self.notify(f"{line} · {self.words(error.key, **error.values)}", severity="error", markup=False)
        if line.startswith("/"):
            self.pending.remove(line)
        else:
            self.unsent.append(line)
        self._keep()

    def ask_to_clear(self, n: int) -> None:
        """So many questions wait for a pause."""
        key = self.app.get_key_display(Binding("f5", ""))
        self.border_title = (
            Content.styled(f" {self.words('capture.to_clear', n=n, key=key)} ", "$text-warning") if n else None
        )

    def _keep(self) -> None:
        entered = [line for line in (*self._left, *self.pending, *self.input.entered) if line]
        last = [self.line, ""] if self.input.is_whole else [self.line]
        self.drafts.keep(self.draft, "\n".join([*entered, *last]))

    @on(Input.Changed)
    def _changed(self) -> None:
        self._keep()
        if self._offered is None or self.line != self._shown_offer:
            self._offered = None
        self._read()

    @on(CaptureInput.Entered)
    def _entered(self, event: CaptureInput.Entered) -> None:
        event.stop()
        lines, self.input.entered = [line for line in self.input.entered if line], []
        if not lines:
            return
        again, self.unsent = self.unsent, []
        self.pending += lines
        self._earlier.add(lines)  # at once: ↑ brings what was entered last, also while it is being taken down
        self._keep()
        self.post_message(self.Entered([*again, *lines]))

    @on(CaptureInput.Asked)
    def _asked(self, event: CaptureInput.Asked) -> None:
        event.stop()
        if event.what == "complete":
            self._complete()
        else:
            self._recall(-1 if event.what == "older" else 1)

    def _complete(self) -> None:
        if self._offered is None:
            read = self._reading()
            words = candidates(read, self.known, self.words) if read else ()
            if not words or read is None or read.completion is None:
                if not self.line:  # in the middle of a line Tab must not lead away from it
                    self.screen.focus_next()
                return
            self._offered = Offered(self.line[: read.completion.start], self.line[read.completion.end :], words)
        line, cursor = self._offered.next()
        self._shown_offer = line
        self.put(line, cursor)

    def _recall(self, step: int) -> None:
        """What was being typed waits below the last line."""
        line = self._earlier.step(step, self.line)
        if line is not None:
            self.put(line)

    def leave_earlier_line(self) -> bool:
        """Back to what was being typed, if one that was entered before stands unchanged in the field."""
        begun = self._earlier.leave(self.line)
        if begun is not None:
            self.put(begun)
        return begun is not None

    def _reading(self) -> LiveReading | None:
        if self.today is None:
            return None
        return reading(
            self.line,
            locale=self.words.locale,
            today=self.today,
            names=self.known.names,
            cursor=self.input.cursor_position,
            people=self.known.directory,
        )

    def _read(self) -> None:
        read, words = self._reading(), self.words
        shown, help_line = Content(""), hint(words, self.size.width - _AROUND_HINT)
        if read is not None and self.line.strip():
            shown = explanation(read, self.known, words, self.today or date.max)
            offered = self._offered.words if self._offered else candidates(read, self.known, words)
            help_line = (
                as_content("Tab ", "$foreground-muted") + as_content(" · ".join(offered)) if offered else Content("")
            )
        below = self.query_one("#capture-hint", Static)
        if not help_line.plain and below.display:  # a long reading goes on there
            room = max(LEAST_TO_GO_ON, self.size.width - _AROUND_HINT)
            shown, *more = folded_facts(shown, room, BETWEEN)
            help_line = Content(" ").join(more).stylize_before("$foreground")
        self.query_one("#capture-reading", Static).update(shown, layout=False)
        below.update(help_line, layout=False)
