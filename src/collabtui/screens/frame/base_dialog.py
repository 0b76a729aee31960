"""The base of all dialogs: each renders its words anew when another language is chosen."""

from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.scalar import Scalar
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from collabtui.screens.frame.notice_display import show_latest
from collabtui.screens.frame.text_not_run import take_pasted
from collabtui.text.width import cells
from collabtui.widgets.notice_line import NoticeLine
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
LEAST_LINES = 2
"""Of what scrolls, however low the terminal is."""
BUTTON_EDGES = 2
"""Columns of a button beside its label."""
BESIDE = 32
"""Columns of the terminal from which what is typed has room beside its name."""


class Dialog(ModalScreen[T]):
    """Its parts: `compose` builds, `say` writes into what was built all that is read. So another language is one more
    `say`, and nothing that was typed is touched. What a dialog was given to say may be in the language of before:
    `words.again`."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }

    .dialog {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        border: round $frame-primary;
        background: $surface;
        padding: 0 1;
    }

    .dialog.-small { width: 60; }
    .dialog.-large { width: 100%; height: 100%; max-width: 160; }
    .dialog > VerticalScroll { height: auto; max-height: 100%; }

    .buttons { height: 1; margin-top: 1; }
    .buttons Button { margin-right: 2; }
    .buttons.-close Button { min-width: 0; margin-right: 1; }
    .buttons.-stacked { layout: vertical; height: auto; }

    .refused { height: auto; }
    /* In front of a page its own line of notices is covered. */
    Dialog > NoticeLine { dock: bottom; background: $surface; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (BESIDE, "-beside")]  # noqa: RUF012  # Textual declares it so
    is_step = False
    """Whether it asks on from one that is a step, too, and is not asked between."""
    wide_button = 16
    """Columns of a button at least, where there is room."""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (10, "-high")]  # noqa: RUF012  # Textual declares it so

    def __init__(self, services: "Services") -> None:
        super().__init__()
        self.services = services

    @property
    def words(self) -> "Catalogue":
        return self.services.words

    @property
    def session(self) -> "Session":
        return self.services.session

    def say(self) -> None:
        raise NotImplementedError

    def on_compose(self) -> None:
        """Before its parts are there: each class that is set later has all of them styled anew."""
        self._set_size_classes()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """At first its parts were styled one by one as they were mounted."""
        if self.stack_updates == 0:
            event.refresh_styles = False
        elif self.is_step:
            self.query_one(".dialog").visible = True

    def on_screen_suspend(self) -> None:
        """The next step is read alone: the edge of this one would look out below it."""
        above = self.app.screen
        if self.is_step and isinstance(above, Dialog) and above.is_step:
            self.query_one(".dialog").visible = False

    def on_mount(self) -> None:
        """Textual calls this one after that of the dialog itself."""
        self.mount(NoticeLine(self.services.notices))
        self.call_after_refresh(show_latest, self.app)  # what the page's line says is said here from now on
        self.say()
        self.call_after_refresh(self.fit_what_scrolls)  # labels are wider now than the first layout knew

    def _set_size_classes(self) -> None:
        """Those of the breakpoints, as Textual sets them with the first change of size."""
        size = self.app.size
        for breakpoints, many in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            reached = [name for least, name in breakpoints or () if least <= many]
            for _, name in breakpoints or ():
                self.set_class(name == reached[-1], name)

    def on_resize(self) -> None:
        self.call_after_refresh(self.fit_what_scrolls)

    def fit_what_scrolls(self) -> None:
        """It gets the lines that are left beside what stands above and below it: Textual would give it all that there
        are, and the buttons and what is refused would lie below the frame."""
        self._show_whole_buttons()
        for scrolled in (*self.query(VerticalScroll), *self.query(Rows)):
            frame = scrolled.parent
            if not isinstance(frame, Widget) or not frame.has_class("dialog"):
                continue
            taken = frame.gutter.height + _lines_of(self, frame) + _lines_of(frame, scrolled)
            most = max(LEAST_LINES, self.size.height - taken)
            if isinstance(scrolled, Rows) and self._declared(scrolled) <= most:
                scrolled.styles.clear_rule("max_height")  # that of its style has room
                continue
            if scrolled.styles.max_height == Scalar.from_number(most):
                continue
            if scrolled.virtual_size.height <= min(most, scrolled.size.height):
                scrolled.styles.inline.set_rule("max_height", Scalar.from_number(most))  # for more; nothing moves now
            else:
                scrolled.styles.max_height = most
                if self.focused is not None:
                    self.focused.call_after_refresh(self.focused.scroll_visible, animate=False)

    def _declared(self, scrolled: Widget) -> float:
        """The most lines that its style gives it; all there are where it says nothing."""
        most = scrolled.styles.base.max_height
        return self.size.height if most is None else float(most.resolve(self.size, self.size))

    def _show_whole_buttons(self) -> None:
        """Closer to each other where they have no room, and one below the other where that does not do."""
        for row in self.query(".buttons"):
            sizes = [cells(str(one.label)) + BUTTON_EDGES for one in row.query(Button) if one.display]
            row.set_class(sum(max(size, self.wide_button) + 2 for size in sizes) - 2 > row.size.width, "-close")
            row.set_class(sum(size + 1 for size in sizes) - 1 > row.size.width, "-stacked")

    def show_text(self, selector: str, content: Content) -> None:
        """In a Static whose lines vary while the dialog is open; what scrolls gets the lines that it leaves."""
        self.query_one(selector, Static).update(content)
        self.call_after_refresh(self.fit_what_scrolls)

    async def retranslate(self) -> None:
        self.say()
        self.call_after_refresh(self.fit_what_scrolls)

    def on_paste(self, event: events.Paste) -> None:
        take_pasted(self, self.words, event.text)


def _lines_of(around: Widget, but: Widget) -> int:
    """That its parts take, but for one of them."""
    parts = (one for one in around.children if one is not but and one.display)
    return sum(one.outer_size.height + one.styles.margin.height for one in parts)
