"""The check of all data from the screens, and the list of what does not hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import LATE
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services
    from collabtui.store.check.data_fault import DataFault

MOST_LISTED = 200


class FaultsDialog(Dialog[None]):
    """A list of what does not hold, a fault a line; above them what to do first. Both are sentences of ours, filled."""

    DEFAULT_CSS = """
    #data-faults { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss", "key.back", id="data_faults.back")]

    def __init__(self, services: "Services", title: str, faults: Sequence[str]) -> None:
        super().__init__(services)
        self._title, self._faults = title, faults

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="data-faults-title")
            with VerticalScroll(id="data-faults"):
                yield Static(id="data-faults-text")

    def on_mount(self) -> None:
        self.query_one("#data-faults").focus()

    def say(self) -> None:
        again = self.words.again
        lines = [as_content("✗ ", LATE) + as_content(again(one)) for one in self._faults[:MOST_LISTED]]
        if (more := len(self._faults) - MOST_LISTED) > 0:
            lines.append(as_content(self.words("setup.faults_more", n=more)))
        self.query_one("#data-faults-title", Static).update(as_content(again(self._title), "bold"))
        self.query_one("#data-faults-text", Static).update(Content("\n").join(lines))


async def check_all_data(page: "PagePort") -> None:
    """Says that all holds, or lists what does not; nothing where it is refused."""

    def run(acting: "Acting") -> "list[DataFault]":
        from collabtui.lifecycle.backup.check_and_note import check_all

        return check_all(acting, page.session.home)

    with page.telling("setup.data_checked_now"):
        found = await page.do(run)
    if found is None:
        return
    page.refresh_now()
    if found:
        words = page.words
        lines = [words(f"fault.{one.key}", ref=one.ref, field=one.field, value=one.value) for one in found]
        await page.ask(FaultsDialog(page.services, words("today.data_faults", n=len(found)), lines))
    else:
        page.tell("fault.none")
