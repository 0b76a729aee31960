"""Believing the mail server's verdict on senders: offered on a mail where it would matter, taken after a yes."""

from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.believing import believe as believe_server
from collabtui.lifecycle.believing import seen_servers
from collabtui.screens.confirm import Confirm
from collabtui.screens.inbox_mail import Sheet
from collabtui.screens.setup import Setup

if TYPE_CHECKING:
    from collabtui.screens.page import Page


async def believe(page: "Page", sheet: Sheet) -> bool:
    words, services = page.words, page.services
    seen = await services.do(seen_servers)
    found = next((one for one in seen if one.server == sheet.server), None)
    if found is None:
        page.say_no(Refused("trust.not_seen", server=sheet.server))
        return False
    question = words("trust.ask", server=found.server, n=found.mails, of=found.of)
    if not await page.app.push_screen_wait(Confirm(services, question, "key.believe")):
        return False
    read = await page.do(lambda desk: believe_server(desk, services.home, found.server))
    if read is None:
        return False
    services.forget()
    page.post_message(Setup.Configured())
    page.notify(words("trust.believed", server=found.server, n=read), timeout=5, markup=False)
    return True
