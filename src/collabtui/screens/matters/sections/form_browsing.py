"""Looking at the forms of a matter, one after the other, and saving them. Brings what fills and draws documents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Markdown, Static

from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.matters.forms.filling import Listed, filled_form, forms_of
from collabtui.screens.dialogs.fitted_document import fitted
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.matters.sections.matter_acceptance import Acceptance
from collabtui.screens.matters.sections.save_as import FolderSaving
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Document
    from collabtui.lifecycle.forms.form_names import FormName
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.matters.sections.section_kind import MatterData
    from collabtui.session.services import Services


_WIDEST, _FRAME = 160, 12
"""Columns of a large dialog, and what of them its frame takes."""


Answer = Literal["save", "send"]
LETTERS: frozenset["FormName"] = frozenset({"completion"})
"""They are sent, too."""


class Preview(Dialog[Answer | None]):
    """A form as it reads; the answer is what shall be done with it, None for nothing."""

    CSS = """
    Preview #preview { height: 1fr; }
    Preview Markdown { margin: 0; padding: 0; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('save')", "key.save_form", id="preview.save"),
        Binding("S", "answer('send')", "key.send", id="preview.send"),
        Binding("escape,q", "dismiss(None)", "key.back", id="preview.back"),
    ]

    def __init__(self, services: "Services", document: "Document", form: "FormName") -> None:
        super().__init__(services)
        self.document = document
        self._is_letter = form in LETTERS

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            with VerticalScroll(id="preview"):
                shown = write_markdown(fitted(self.document, min(self.app.size.width, _WIDEST) - _FRAME))
                # a cell of a table in a terminal is one line
                yield Markdown(shown.replace("<br>", " · "), open_links=False)
            with Horizontal(classes="buttons"):
                yield Button(id="save", variant="primary", compact=True)
                if self._is_letter:
                    yield Button(id="send", compact=True)
                yield Button(id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one("#preview").focus()

    def say(self) -> None:
        self.query_one("#save", Button).label = f"{self.words('key.save_form')} (s)"
        for send in self.query("#send").results(Button):
            send.label = f"{self.words('key.send')} (S)"
        self.query_one("#no", Button).label = f"{self.words('key.back')} (esc)"

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        answers: dict[str | None, Answer] = {"save": "save", "send": "send"}
        self.dismiss(answers.get(event.button.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if (action, parameters) == ("answer", ("send",)):
            return self._is_letter
        return super().check_action(action, parameters)

    def action_answer(self, what: Answer) -> None:
        self.dismiss(what)


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

    def __init__(self, services: "Services", title: str, forms: Sequence[Listed], at: str = "") -> None:
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
        self.query_one("#forms-keys", Static).update(as_content(words("forms.keys"), MUTED))
        rows.show(list(self.forms), self._draw)
        if self._at:
            rows.point_at(self._at)

    def _draw(self, names: Sequence["FormName"], width: int) -> list[Content]:
        return [self._line(self.forms[name], width) for name in names]

    def _line(self, one: Listed, width: int) -> Content:
        words = self.words
        blank = as_content(words("form.empty"), MUTED)
        holds = as_content(words("form.entries", n=one.entries)) if one.entries else blank
        formats = as_content(" ".join(one.formats), MUTED)
        return line(width, (as_content(words(f"form.{one.form}")), 24), (holds, 12), (formats, 0))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_answer("preview")

    def action_answer(self, what: str) -> None:
        form = self.query_one(Rows).key
        if form is not None:
            self.dismiss((what, form))


class FormBrowsing:
    def __init__(self, page: "PagePort", data: "MatterData") -> None:
        self.page = page
        self.data = data
        self._saving = FolderSaving(page, data.ref)

    async def show(self) -> None:
        """The list stays until it is left: one looks at several."""
        page, ref, at = self.page, self.data.ref, ""
        while True:
            listed = await page.session.run_command(
                lambda acting: forms_of(acting.as_seen(), acting.visible, ref, page.words.locale)
            )
            chosen = await page.ask(FormList(page.services, self.data.row["title"], listed, at))
            match chosen:
                case ("preview", at):
                    await self.preview(at)
                case ("save", at):
                    await self._saving.save_form(at)
                case ("archive", at):
                    await self._saving.archive()
                case _:
                    return

    async def preview(self, form: "FormName") -> None:
        page, ref, locale = self.page, self.data.ref, self.page.words.locale
        document = await page.session.run_command(
            lambda acting: filled_form(acting.as_seen(), acting.visible, ref, form, locale)
        )
        chosen = await page.ask(Preview(page.services, document, form))
        if chosen == "save":
            await self._saving.save_form(form)
        elif chosen == "send":
            await Acceptance(page, ref).send_completion()
