"""Saving a form or an archive: the folder is typed, or chosen from what is on the disk."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.domain.matters.step_requirements import unfinished
from collabtui.errors import Refused
from collabtui.lifecycle.matters.archive import Archived, archive, tell_those_asked
from collabtui.lifecycle.matters.forms.filling import formats_of, saved_form
from collabtui.lifecycle.matters.whole_facts import whole_facts
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.store.queries.archive_mails import mails_of
from collabtui.store.queries.step_facts import matter_facts
from collabtui.system.real_path import expanded_path

if TYPE_CHECKING:
    from collabtui.domain.model import Finding
    from collabtui.formats.documents.document import Locale
    from collabtui.lifecycle.forms.form_names import FormName
    from collabtui.screens.frame.page_port import PagePort

LANGUAGES = (("zh", "中文"), ("en", "English"))


class FolderSaving:
    """Saving what is kept of the matter with this ref."""

    def __init__(self, page: "PagePort", ref: str) -> None:
        self.page = page
        self.ref = ref

    async def save_form(self, form: "FormName") -> None:
        """As one of the formats that it has; what is there already is replaced only after a question."""
        page, ref = self.page, self.ref
        places = list[Path]()

        async def save(values: Values) -> None:
            kind = next(each for each in formats_of(form) if each == values["format"])
            locale: Locale = "zh" if values["language"] == "zh" else "en"
            place = _typed(values["into"]) / f"{ref}-{page.words(f'form.{form}')}.{kind}"
            if await asyncio.to_thread(place.exists) and not await self._may_replace(place):
                raise Refused("forms.left", name=place.name)
            await page.session.run_command(lambda acting: saved_form(acting, ref, form, kind, locale, place))
            places.append(place)

        fields = [
            FormField("into", str(page.session.home.written("forms")), path="folder"),
            FormField("format", "docx", options=[(each, each) for each in formats_of(form)]),
            FormField("language", page.words.locale, options=LANGUAGES),
        ]
        title = page.words("forms.ask.save", form=page.words(f"form.{form}"))
        if await page.ask(Form(page.services, title, fields, save)) and places:
            page.tell("form.written", seconds=8, path=str(places[-1]))

    async def archive(self) -> None:
        """All of the matter into a new folder; its step is the archive afterwards."""
        page, ref = self.page, self.ref
        done, lacks = list[tuple[Path, Archived]](), await self._lacks()

        async def save(values: Values) -> None:
            place = _typed(values["into"])
            mails = await page.session.query(lambda reader: mails_of(reader, ref))
            done.append((place, await page.session.run_command(lambda acting: archive(acting, ref, place, mails))))

        folder = f"{page.session.home.written('archives')}/{ref}-{page.session.today.isoformat()}"
        fields = [FormField("into", folder, path="folder")]
        title = page.words("archive.ask", ref=ref)
        if await page.ask(Form(page.services, title, fields, save, verb="key.archive")) and done:
            place, written = done[-1]
            page.tell("archive.written", seconds=10, ref=ref, path=str(place), n=written.files, head=written.head)
            if lacks:
                page.warn("archive.unfinished", ref=ref, lacks=lacks)
            if notices := await page.do(lambda acting: tell_those_asked(acting, ref)):
                page.warn("archive.told", ref=ref, names=[mail.to for mail in notices])
            page.refresh_now()

    async def _lacks(self) -> "tuple[Finding, ...]":
        """What acceptance and looking back lack before it is archived."""
        session, ref = self.page.session, self.ref
        facts = await session.query(lambda reader: matter_facts(reader, ref, today=session.today))
        return unfinished(await session.run_command(lambda acting: whole_facts(acting, facts)))

    async def _may_replace(self, place: Path) -> bool:
        question = self.page.words("forms.ask.replace", name=place.name)
        return await self.page.ask(Confirm(self.page.services, question, "key.save")) is True


def _typed(text: str) -> Path:
    """`~` is the home of who sits here."""
    return expanded_path(text)
