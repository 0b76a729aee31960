"""Taking down that somebody agrees to the minutes: who heard it, or why he need not be asked."""

from typing import TYPE_CHECKING

from collabtui.domain.people import Person
from collabtui.lifecycle.minutes.sign_for_somebody import sign_for
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def open_sign_for(page: "PagePort", meeting: str, person: Person) -> None:
    async def save(values: Values) -> None:
        await page.session.run_command(lambda acting: sign_for(acting, meeting, person.ref, values["reason"]))

    title = page.words("sign_off.sign_for", name=person.name, ref=meeting)
    if await page.ask(Form(page.services, title, [FormField("reason")], save)):
        page.tell("sign_off.signed_for", name=person.name, ref=meeting)
    page.refresh_now()
