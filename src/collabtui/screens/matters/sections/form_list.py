"""The fifteen forms with what each holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.lifecycle.matters.forms.filling import Listed
    from collabtui.lifecycle.matters.forms.form_names import FormName
    from collabtui.session.services import Services

Choice = tuple[str, "FormName"]
"""`preview`, `save` or `archive`, and the form under the cursor."""


class FormList(Dialog[Choice | None]):
    """None when it is left."""

    CSS = "FormList #forms { height: auto; max-height: 17; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('save')", "key.save_form", id="forms.save"),
        Binding("A", "answer('archive')", "key.archive", id="forms.archive"),
        Binding("escape,f", "dismiss(None)", "key.back", id="forms.back"),
    ]

    def __init__(self, services: "Services", title: str, forms: "Sequence[Listed]", at: str = "") -> None:
        """`at` is where the cursor begins."""
        super().__init__(services)
        self.title_text = title
        self.forms = {one.form: one for one in forms}
        self._at = at

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="forms-title")
            yield Rows(id="forms")
            yield Static(id="forms-keys")

    def say(self) -> None:
        words, rows = self.words, self.query_one(Rows)
        self.query_one("#forms-title", Static).update(as_content(words("forms.title", title=self.title_text), "bold"))
        self.query_one("#forms-keys", Static).update(as_content(words("forms.keys"), "$foreground-muted"))
        rows.show(list(self.forms), self._draw)
        if self._at:
            rows.point_at(self._at)

    def _draw(self, names: Sequence["FormName"], width: int) -> list[Content]:
        return [self._line(self.forms[name], width) for name in names]

    def _line(self, one: "Listed", width: int) -> Content:
        words = self.words
        blank = as_content(words("form.empty"), "$foreground-muted")
        holds = as_content(words("form.entries", n=one.entries)) if one.entries else blank
        formats = as_content(" ".join(one.formats), "$foreground-muted")
        return line(width, (as_content(words(f"form.{one.form}")), 24), (holds, 12), (formats, 0))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_answer("preview")

    def action_answer(self, what: str) -> None:
        form = self.query_one(Rows).key
        if form is not None:
            self.dismiss((what, form))
