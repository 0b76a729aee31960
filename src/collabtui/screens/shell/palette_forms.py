"""Commands of the palette that open a form of the matter under the cursor by its name: `痛点清单`, `risk alert`."""

from functools import partial
from typing import TYPE_CHECKING

from textual.command import Hit, Hits, Provider

from collabtui.lifecycle.forms.form_names import FORMS
from collabtui.screens.frame.page import Page
from collabtui.screens.shell.palette import AFTER_CLOSING
from collabtui.screens.shell.palette_match import command_worth
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.forms.form_names import FormName

LEAST = 2
"""Signs of a name that are typed."""
BEHIND_COMMANDS = 0.001
"""What a match is worth beside one of a command, whatever that is found by: `minutes` is the page, 周报 the report."""


class FormsByName(Provider):
    """A form that is chosen is shown as it reads; there it can be saved."""

    async def search(self, query: str) -> Hits:
        page = self.screen
        if len(query.strip()) < LEAST or not (isinstance(page, Page) and page.session.configured):
            return
        match = self.matcher(query).match
        for form in FORMS:
            name = page.words(f"form.{form}")
            if worth := command_worth(name, query, match):
                text = page.words("palette.form", form=name)
                yield Hit(BEHIND_COMMANDS * worth, as_content(text), partial(self._open, form), text=text)

    async def _open(self, form: "FormName") -> None:
        app = self.app
        await app.switch_mode("matters")
        matters = app.screen
        app.set_timer(AFTER_CLOSING, lambda: app.run_action(f"add('form-{form}')", matters))
