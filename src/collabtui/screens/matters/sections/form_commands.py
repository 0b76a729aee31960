"""Looking at the forms of a matter, one after the other, and saving them. Brings what fills and draws documents."""

from typing import TYPE_CHECKING

from collabtui.lifecycle.matters.forms.filling import filled_form, forms_of
from collabtui.screens.matters.sections.form_list import FormList
from collabtui.screens.matters.sections.form_preview import Preview
from collabtui.screens.matters.sections.save_as import FolderSaving

if TYPE_CHECKING:
    from collabtui.lifecycle.matters.forms.form_names import FormName
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.matters.sections.section_kind import MatterData


class FormCommands:
    def __init__(self, page: "PagePort", data: "MatterData") -> None:
        self.page = page
        self.data = data
        self._saving = FolderSaving(page, data.ref)

    async def show(self) -> None:
        """The list stays until it is left: one looks at several."""
        page, ref, at = self.page, self.data.ref, ""
        while True:
            listed = await page.session.run_command(
                lambda acting: forms_of(acting, acting.store, ref, page.words.locale)
            )
            chosen = await page.ask(FormList(page.services, self.data.row["title"], listed, at))
            match chosen:
                case ("preview", at):
                    await self._preview(at)
                case ("save", at):
                    await self._saving.save_form(at)
                case ("archive", at):
                    await self._saving.archive()
                case _:
                    return

    async def _preview(self, form: "FormName") -> None:
        page, ref, locale = self.page, self.data.ref, self.page.words.locale
        document = await page.session.run_command(lambda acting: filled_form(acting, acting.store, ref, form, locale))
        if await page.ask(Preview(page.services, document)):
            await self._saving.save_form(form)
