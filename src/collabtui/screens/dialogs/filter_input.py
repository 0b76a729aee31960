"""The line in which a filter is typed, and below it what it can go on with or what of it means nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from collabtui.errors import CollabError
from collabtui.language.filter.filter_completion import completed, completions, settled
from collabtui.language.filter.filter_line import Surroundings
from collabtui.widgets.line import as_content
from collabtui.widgets.word_filter import WordFilter

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue


class FilterLine(WordFilter):
    """`around` is what names can mean; the page gives it when it has read it. Tab takes the first offer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", "key.complete", id="filter.take")]

    def __init__(self, value: str, *, id: str, placeholder: str) -> None:  # noqa: A002  # Textual's name for it
        self.around: Surroundings | None = None
        super().__init__(value, id=id, placeholder=placeholder, compact=True, suggester=_GoesOn(self))

    @property
    def settled(self) -> str:
        """The line to filter by, without a last word that may still become one of the filter's own."""
        return (settled(self.value, self.cursor_position) if self.has_focus else self.value).strip()

    @property
    def offers(self) -> list[str]:
        """Words in the place of the one before the cursor; nothing while one is in the middle of the line."""
        if self.around is None or not self.has_focus or self.cursor_position != len(self.value):
            return []
        return completions(self.value, self.around)

    async def action_take(self) -> None:
        if offers := self.offers:
            self.value = completed(self.value, offers[0])
            self.action_end()
        else:
            await self.action_submit()


class _GoesOn(Suggester):
    """The first offer, dim behind the cursor, where it goes on from what is typed."""

    def __init__(self, line: FilterLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        if not value or value.endswith(" ") or not (offers := self._line.offers):
            return None
        whole = completed(value, offers[0]).rstrip()
        return whole if whole.startswith(value) else None


class FilterBar(Vertical):
    """Not there while nothing is filtered."""

    DEFAULT_CSS = """
    FilterBar { height: auto; }
    FilterBar.-hidden { display: none; }
    FilterBar Horizontal { height: 1; background: $panel; }
    FilterBar #filter-sign { width: 2; padding: 0 0 0 1; color: $text-accent; }
    FilterBar #filter { width: 1fr; }
    FilterBar #filter-below { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FilterBar #filter-below.-hidden { display: none; }
    """

    @dataclass
    class Changed(Message):
        """Something else is to be looked for."""

        line: str

    class Left(Message):
        """The reader goes on in the list."""

    def __init__(self, words: "Catalogue", value: str) -> None:
        super().__init__(id="action-filter", classes="" if value else "-hidden")
        self.words = words
        self._value = self._posted = value
        self._problem: CollabError | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("/", id="filter-sign")
            yield FilterLine(self._value, id="filter", placeholder=self.words("actions.filter_hint"))
        yield Static(id="filter-below", classes="-hidden")

    @property
    def line(self) -> FilterLine:
        return self.query_one(FilterLine)

    @property
    def is_typed_in(self) -> bool:
        return self.line.has_focus

    def put(self, value: str) -> None:
        """Without telling of a change."""
        with self.prevent(Input.Changed):
            self.line.value = self._posted = value
        self.set_class(not value, "-hidden")

    def open(self) -> None:
        self.remove_class("-hidden")
        self.line.focus()
        self.call_after_refresh(self._say)

    def show(self, around: Surroundings, problem: CollabError | None) -> None:
        """Show the store's answer to the line: completions, or the problem it has with it."""
        self.line.around, self._problem = around, problem
        self._say()

    def _say(self) -> None:
        below, words, offers = self.query_one("#filter-below", Static), self.words, self.line.offers
        below.set_class(not (self._problem or offers), "-hidden")
        if self._problem is not None:
            below.update(as_content(words(self._problem.key, **self._problem.values), "$text-warning"))
        elif offers:
            whole = self.line.value.strip()
            waits = whole not in (self.line.settled, self._posted)
            as_word = f"  {words('actions.filter_word', word=whole.split()[-1])}" if waits else ""
            tab = as_content(f"{words('actions.tab')} ", "$foreground-muted")
            below.update(tab + as_content("  ".join(offers)) + as_content(as_word, "$foreground-muted"))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._say()
        self._tell(self.line.settled)

    def _tell(self, line: str) -> None:
        if line != self._posted:
            self._posted = line
            self.post_message(self.Changed(line))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_class(not event.value.strip(), "-hidden")
        self._tell(event.value.strip())
        self.post_message(self.Left())

    def on_descendant_blur(self) -> None:
        """Filter by the whole line, and hide the completions: nobody types any more."""
        self._say()
        self._tell(self.line.value.strip())
