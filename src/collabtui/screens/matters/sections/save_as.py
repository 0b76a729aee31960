"""Where a form or an archive goes: a folder that is typed, with what is on the disk offered."""

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from collabtui.errors import Refused
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Locale
    from collabtui.lifecycle.matters.forms.form_names import FormName
    from collabtui.screens.frame.page import Page

LANGUAGES = (("zh", "中文"), ("en", "English"))


class SuggestFolder(Suggester):
    """Offers the first folder on the disk that goes on from what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(_folder_like, value)


def _folder_like(typed: str) -> str | None:
    above, _, begun = typed.rpartition("/")
    if "/" not in typed:
        return None
    try:
        with os.scandir(Path(above or "/").expanduser()) as entries:
            names = sorted(one.name for one in entries if one.is_dir() and one.name.startswith(begun))
    except OSError:
        return None
    shown = [name for name in names if name != begun and not (name.startswith(".") and not begun)]
    return f"{above}/{shown[0]}" if shown else None


async def save_form(page: "Page", ref: str, form: "FormName") -> None:
    """As one of the formats that it has; what is there already is replaced only after a question."""
    from collabtui.lifecycle.matters.forms.filling import formats_of, saved_form

    places = list[Path]()

    async def save(values: Values) -> None:
        kind = next(one for one in formats_of(form) if one == values["format"])
        locale: Locale = "zh" if values["language"] == "zh" else "en"
        place = _typed(values["into"]) / f"{ref}-{page.words(f'form.{form}')}.{kind}"
        if await asyncio.to_thread(place.exists) and not await _replaces(page, place):
            raise Refused("forms.left", name=place.name)
        await page.session.run_command(lambda acting: saved_form(acting, ref, form, kind, locale, place))
        places.append(place)

    fields = [
        FormField("into", _usual(page, "forms"), suggester=SuggestFolder()),
        FormField("format", "docx", options=[(one, one) for one in formats_of(form)]),
        FormField("language", page.words.locale, options=LANGUAGES),
    ]
    title = page.words("forms.ask.save", form=page.words(f"form.{form}"))
    if await page.app.push_screen_wait(Form(page.services, title, fields, save)) and places:
        page.notify(page.words("form.written", path=str(places[-1])), timeout=8, markup=False)


async def archive_in_folder(page: "Page", ref: str) -> None:
    """All of the matter into a new folder; its step is the archive afterwards."""
    from collabtui.lifecycle.matters.archive import Archived, archive
    from collabtui.store.queries.archive_mails import mails_of

    done = list[tuple[Path, Archived]]()

    async def save(values: Values) -> None:
        place = _typed(values["into"])
        mails = await page.session.query(lambda reader: mails_of(reader, ref))
        done.append((place, await page.session.run_command(lambda acting: archive(acting, ref, place, mails))))

    day = page.session.today.isoformat()
    fields = [FormField("into", f"{_usual(page, 'archives')}/{ref}-{day}", suggester=SuggestFolder())]
    title = page.words("archive.ask", ref=ref)
    if await page.app.push_screen_wait(Form(page.services, title, fields, save)) and done:
        place, written = done[-1]
        said = page.words("archive.written", ref=ref, path=str(place), n=written.files, head=written.head)
        page.notify(said, timeout=10, markup=False)
        page.refresh_now()


async def _replaces(page: "Page", place: Path) -> bool:
    question = page.words("forms.ask.replace", name=place.name)
    return await page.app.push_screen_wait(Confirm(page.services, question, "key.save"))


def _typed(text: str) -> Path:
    """`~` is the home of who sits here."""
    return Path(text).expanduser()


def _usual(page: "Page", name: str) -> str:
    """A folder of ours beside the database."""
    return str(page.session.home.database.parent / name)
