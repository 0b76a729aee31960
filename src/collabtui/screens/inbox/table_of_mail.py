"""A table that came with a mail, taken over as a plan: shown first, then done, and its sender is told."""

from typing import TYPE_CHECKING

from collabtui.domain.via import Via
from collabtui.lifecycle.actions.importing.import_words import counts_by_kind
from collabtui.lifecycle.attachments.returned_tables import ReturnedTable, is_table, returned_table, settle_taken
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.screens.actions.import_preview import TableImport
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.screens.inbox.inbox_mail import MailData


async def take_table_of_mail(page: "PagePort", importing: "TableImport", data: "MailData") -> bool:
    """Of several tables it is asked which one. Whether one was taken over."""
    names = [name for name in data.files if is_table(name)]
    chosen = names[0] if len(names) == 1 else await _chosen(page, data, names)
    if not chosen:
        return False
    table: ReturnedTable | None = await page.do(lambda acting: returned_table(acting.store, data.ref, chosen))
    if table is None:
        return False
    done = await importing.run_on(table.file.content, table.matter, Via.mail(data.ref))
    if done is None:
        return False
    return (
        await page.do(lambda acting: settle_taken(acting, table, lambda words: counts_by_kind(done, words))) is not None
    )


async def _chosen(page: "PagePort", data: "MailData", names: list[str]) -> str:
    found: list[str] = []

    async def save(values: Values) -> None:
        found.append(values["file"])

    options = [(name, name) for name in names]
    field = FormField("file", names[0], options=options)
    await page.ask(Form(page.services, page.words("inbox.which_table", ref=data.ref, names=names), [field], save))
    return found[-1] if found else ""
