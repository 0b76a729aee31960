"""The forms of a matter: what each holds, how it reads, where it is saved; and the archive of all of it."""

from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.lifecycle.forms.form_names import FORMS as ALL_FORMS
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands

if TYPE_CHECKING:
    from collabtui.lifecycle.forms.form_names import FormName
    from collabtui.screens.frame.page_port import PagePort


class DocumentCommands(SectionCommands):
    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        one_form = {f"form-{name}": partial(self.show_form, name) for name in ALL_FORMS}
        self.in_matter = {"forms": self.show_forms, "template": self.save_as_template, **one_form}
        self.in_matter["archive"] = self.archive

    async def show_forms(self) -> None:
        from collabtui.screens.matters.sections.form_browsing import FormBrowsing

        await FormBrowsing(self.page, self.data).show()

    async def show_form(self, name: "FormName") -> None:
        from collabtui.screens.matters.sections.form_browsing import FormBrowsing

        await FormBrowsing(self.page, self.data).preview(name)

    async def archive(self) -> None:
        from collabtui.screens.matters.sections.save_as import FolderSaving

        await FolderSaving(self.page, self.data.ref).archive()

    async def save_as_template(self) -> None:
        from collabtui.screens.matters.matter_templates import save_as_template

        await save_as_template(self.page, self.data.ref, self.data.row["title"])


FORMS: Section[object] = Section(
    "forms",
    lambda *_: (),
    lambda *_: (),
    DocumentCommands,
    keys=(
        Binding("f", "add('forms')", "key.forms", id="matters.forms"),
        Binding("m+b", "add('template')", "key.save_template", key_display="m b", show=False, id="matters.save_as"),
    ),
)
"""They are documents: none of them stands among the lines."""
