"""Questions of the page of reports: for a matter, and for the file, HTML or PDF, that a report is written to."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.domain.matters.matter import Matter
from collabtui.domain.refs import is_ref
from collabtui.errors import Refused
from collabtui.lifecycle.matters.forms.filling import written
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.store.queries.lookup import titles
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.system.pdf_printer import printed, printer_found
from collabtui.system.real_path import expanded_path

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Document
    from collabtui.screens.frame.page_port import PagePort

PDF = ".pdf"


async def picked_matter(page: "PagePort") -> str | None:
    """The ref of a matter; empty for all of them, None when nothing was chosen."""
    named = await page.session.query(titles)
    matters = [(ref, ref, title) for ref, title in named.items() if is_ref(ref, Matter.prefix)]
    options = [("", page.words("reports.every_matter"), ""), *matters]
    return await page.ask(Pick(page.services, page.words("reports.pick_matter"), options))


def _typed(path: str) -> Path:
    return expanded_path(path)


async def write_report(
    page: "PagePort", document: "Document", name: str, matter: str | None, day: str, file: str = ""
) -> None:
    """As one HTML file that needs nothing else, or as PDF; a file that is there is left as it is. `day`, or a week, is
    in its name. `file` is offered in place of the usual one, or its ending."""
    places: list[Path] = []

    async def save(values: Values) -> None:
        place = _typed(values["path"])
        if await asyncio.to_thread(place.exists):
            raise Refused("reports.exists", path=str(place), field="path")
        data = await page.session.run_command(lambda acting: written(acting, document, "html"))
        if place.suffix.casefold() == PDF:
            with page.telling("reports.printing", program=printer_found()):
                data = await asyncio.to_thread(printed, data)
        await asyncio.to_thread(make_folder, place.parent)
        await asyncio.to_thread(write_whole, place, data)
        places.append(place)

    def read(path: str) -> str:
        if not path.casefold().endswith(PDF):
            return page.words("reports.pdf_too")
        return page.words("reports.as_pdf", program=printer_found())

    parts = ("report", name, matter, day)
    usual = page.session.home.database.parent / "reports" / f"{'-'.join(filter(None, parts))}.html"
    offered = file if "." in file or "/" in file else str(usual.with_suffix(f".{file}" if file else usual.suffix))
    title = page.words("reports.ask_path_all" if name == "all" else "reports.ask_path")
    field = FormField("path", offered, path="new", read=read)
    if await page.ask(Form(page.services, title, [field], save)) and places:
        page.tell("reports.written", seconds=8, path=str(places[-1]))
