"""Putting a thing aside until a day, and the list of what is put aside."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.errors import Refused
from collabtui.lifecycle.history.undo_plan import own_changes
from collabtui.screens.dialogs.field_parsers import day_of, says_day
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.session.put_aside import Aside
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services

WHEN = 16
"""Columns of a day."""


async def put_aside(page: "PagePort", key: str, text: str) -> None:
    """Ask until when; tomorrow is offered. Nothing where `key` is empty."""
    if not key:
        page.tell("aside.nothing_here")
        return
    words, session = page.words, page.session

    async def save(values: Values) -> None:
        day = day_of(session, words, values["seen_again"])
        if day is None or day <= session.today:
            raise Refused("aside.not_later", field="seen_again", value=values["seen_again"])
        batch = await session.run_command(_newest_own)
        page.services.aside.put(Aside(key, day, text), session.today, batch)

    tomorrow = words.day(session.today + timedelta(days=1))
    field = FormField("seen_again", tomorrow, read=says_day(session, words))
    title = words("aside.ask", what=text)
    if await page.ask(Form(page.services, title, [field], save, verb="key.put_aside")):
        one = page.services.aside.all(session.today)[key]
        page.tell("aside.done", seconds=6, what=text, day=words.day(one.until))
        page.refresh_now()


async def list_aside(page: "PagePort") -> None:
    """Enter brings one back."""
    key = await page.ask(AsideList(page.services))
    if key is None:
        return
    one = page.services.aside.all(page.session.today).get(key)
    page.services.aside.bring_back(key, page.session.today)
    if one:
        page.tell("aside.back", what=one.text)
    page.refresh_now()


async def undo_put_aside(page: "PagePort") -> bool:
    """Whether putting a thing aside was the last that was done here: then it is there again."""
    if not page.services.aside.can_take_back:
        return False
    batch = await page.do(_newest_own)
    one = page.services.aside.taken_back(page.session.today, -1 if batch is None else batch)
    if one is None:
        return False
    page.tell("aside.back", what=one.text)
    page.refresh_now()
    return True


def _newest_own(acting: "Acting") -> int:
    """The batch of one's own newest change; 0 without one."""
    return next((one.batch for one in own_changes(acting.store, acting.actor)), 0)


class AsideList(Dialog[str | None]):
    """The key of what is to be brought back; None where the list was left."""

    DEFAULT_CSS = "AsideList #aside { height: auto; min-height: 2; max-height: 14; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,Z", "dismiss(None)", "key.back", id="aside.back")]

    def __init__(self, services: "Services") -> None:
        super().__init__(services)
        self._things = services.aside.all(services.session.today)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="aside-title")
            yield Rows(id="aside")
            yield Static(id="aside-keys")

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#aside-title", Static).update(as_content(words("aside.title", n=len(self._things)), "bold"))
        self.query_one("#aside-keys", Static).update(as_content(words("aside.keys"), MUTED))
        rows.empty = words("aside.none")
        rows.show(list(self._things), self._draw)

    def _draw(self, keys: Sequence[str], width: int) -> list[Content]:
        some = [self._things[key] for key in keys]
        words = self.words
        return [
            line(width, (as_content(words.day(one.until), MUTED), WHEN), (as_content(one.text), 0), most=3)
            for one in some
        ]

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)
