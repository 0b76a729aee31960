"""The forms of a matter: what each holds, how it reads, where it is saved; and the archive of all of it."""

from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.screens.matters.sections.form_list import FormList
from collabtui.screens.matters.sections.save_as import archive_in_folder, save_form
from collabtui.screens.matters.sections.section_kind import Kind, MatterData

if TYPE_CHECKING:
    from collabtui.lifecycle.matters.forms.form_names import FormName
    from collabtui.screens.frame.page import Page


async def show_forms(page: "Page", sheet: MatterData) -> None:
    """The list stays until it is left: one looks at several."""
    from collabtui.lifecycle.matters.forms.filling import forms_of

    at = ""
    while True:
        listed = await page.session.run_command(
            lambda acting: forms_of(acting, acting.store, sheet.ref, page.words.locale)
        )
        chosen = await page.app.push_screen_wait(FormList(page.services, sheet.row["title"], listed, at))
        match chosen:
            case ("preview", at):
                await _preview(page, sheet, at)
            case ("save", at):
                await save_form(page, sheet.ref, at)
            case ("archive", at):
                await archive_in_folder(page, sheet.ref)
            case _:
                return


async def _preview(page: "Page", sheet: MatterData, form: "FormName") -> None:
    from collabtui.lifecycle.matters.forms.filling import filled_form
    from collabtui.screens.matters.sections.form_preview import Preview

    locale = page.words.locale
    document = await page.session.run_command(lambda acting: filled_form(acting, acting.store, sheet.ref, form, locale))
    if await page.app.push_screen_wait(Preview(page.services, document)):
        await save_form(page, sheet.ref, form)


FORMS = Kind(
    name="forms",
    read=lambda *_: (),
    lines=lambda *_: (),
    adding={"forms": show_forms},
    keys=(Binding("f", "add('forms')", "key.forms", id="matters.forms"),),
)
"""They are documents: none of them stands among the lines."""
