"""Believing the mail server's verdict on senders: offered on a mail where it would matter, and taken back where it is
shown, each after a yes."""

from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle import believing
from collabtui.lifecycle.believed_server import believed_server
from collabtui.screens.confirm import Confirm
from collabtui.screens.inbox_mail import Sheet

if TYPE_CHECKING:
    from collabtui.screens.page import Page


async def believe(page: "Page", sheet: Sheet) -> bool:
    """On a mail that it has verified, the other way round."""
    if sheet.verifier:
        return await disbelieve(page)
    words, services = page.words, page.services
    seen = await services.do(believing.seen_servers)
    found = next((one for one in seen if one.server == sheet.server), None)
    if found is None:
        page.say_no(Refused("trust.not_seen", server=sheet.server))
        return False
    question = words("trust.ask", server=found.server, n=found.mails, of=found.of)
    if not await page.app.push_screen_wait(Confirm(services, question, "key.believe")):
        return False
    read = await page.do(lambda desk: believing.believe(desk, found.server))
    if read is None:
        return False
    page.notify(words("trust.believed", server=found.server, n=read), timeout=5, markup=False)
    return True


async def disbelieve(page: "Page") -> bool:
    """Whichever counts now; mails that were verified before keep what came of them."""
    server = await page.do(lambda desk: believed_server(desk.store, desk.config))
    if not server:
        page.say_no(Refused("trust.nobody_believed"))
        return False
    question = page.words("trust.ask_back", server=server)
    if not await page.app.push_screen_wait(Confirm(page.services, question, "key.disbelieve")):
        return False
    read = await page.do(lambda desk: believing.disbelieve(desk, server))
    if read is None:
        return False
    page.notify(page.words("trust.disbelieved", server=server, n=read), timeout=5, markup=False)
    return True
