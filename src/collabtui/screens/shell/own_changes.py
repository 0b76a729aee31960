"""The list of one's own last changes: what was done, and below it what taking it back restores, or why it stays."""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.history.undo_words import UndoWords
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue

LISTED = 50
"""Changes that are shown."""
WHEN = 14
"""Columns of day and time."""


class OwnChange(NamedTuple):
    batch: int
    when: str
    what: str
    """The change that was made."""
    restored: str
    """Said of what is there again after it is taken back; empty where it stays."""
    remark: str
    """The reason why it stays, or who is told."""
    possible: bool


def own_changes(acting: "Acting", words: "Catalogue") -> list[OwnChange]:
    """The newest first."""
    wording = UndoWords(words, acting.zone, acting.store)
    found = []
    for plan in islice(plans(acting), LISTED):
        what, at = wording.change_made(plan), plan.at.astimezone(acting.zone)
        if not what:  # of mails that were queued anew and have left, nothing can be taken back
            continue
        remark = words("undo.cannot", why=wording.why_not(plan)) if plan.refusal else wording.notified(plan)
        when = f"{words.short_day(at.date())} {at:%H:%M}"
        restored = "" if plan.refusal else words("undo.restores", what=wording.afterwards(plan))
        found.append(OwnChange(plan.batch, when, what, restored, remark, plan.refusal is None))
    return found


class UndoList(Dialog[int | None]):
    """The batch that is chosen; None when nothing was."""

    DEFAULT_CSS = """
    UndoList #undo-list { height: auto; max-height: 14; }
    UndoList #undo-remark { height: auto; margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key.back", id="undo_list.back")]

    def __init__(self, services: "Services") -> None:
        super().__init__(services)
        self._session = services.session
        self._changes: dict[int, OwnChange] = {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="undo-title")
            yield Rows(id="undo-list")
            yield Static(id="undo-remark")

    def say(self) -> None:
        self.query_one("#undo-title", Static).update(as_content(self.words("undo.list"), "bold"))
        self.query_one(Rows).empty = self.words("undo.list_empty")
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        words = self.words
        found = await self._session.run_command(lambda acting: own_changes(acting, words))
        shown = self._session.as_shown
        self._changes = {
            one.batch: one._replace(what=shown(one.what), restored=shown(one.restored), remark=shown(one.remark))
            for one in found
        }
        self.query_one(Rows).show(list(self._changes), self._draw)
        self._say_remark()

    def _draw(self, keys: Sequence[int], width: int) -> list[Content]:
        some = [self._changes[key] for key in keys]
        return [
            line(width, (as_content(one.when, MUTED), WHEN), (as_content(one.what, "" if one.possible else MUTED), 0))
            for one in some
        ]

    @on(Rows.Moved)
    def _say_remark(self) -> None:
        """In full, below the list: what was done, what is restored, and what speaks against it."""
        key = self.query_one(Rows).key
        one = self._changes.get(key) if isinstance(key, int) else None
        style = "" if one and one.possible else "$text-warning"
        lines = [as_content(text, style) for text in (one.what, one.restored, one.remark) if text] if one else []
        self.show_text("#undo-remark", Content("\n").join(lines))

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.key, int) and self._changes[event.key].possible:
            self.dismiss(event.key)
