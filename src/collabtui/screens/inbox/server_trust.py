"""Trust in mail servers: those whose word on a sender's identity counts."""

from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.mail_in import trusted_server_decision
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from collabtui.screens.dialogs.confirm import Confirm, ConfirmTrust

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


class ServerTrust:
    """Each asks before it does anything, and returns whether it was done."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def trust(self, server: str) -> bool:
        page, services = self.page, self.page.services
        servers = await page.session.run_command(trusted_server_decision.seen_servers)
        seen = next((each for each in servers if each.server == server), None)
        if seen is None:
            page.show_error(Refused("trust.not_seen", server=server))
            return False
        question = page.words("trust.ask", server=seen.server, n=seen.mails, of=seen.of)
        if not await page.ask(ConfirmTrust(services, question, "key.trust_server")):
            return False
        read = await page.do(lambda acting: trusted_server_decision.trust_server(acting, seen.server))
        if read is None:
            return False
        page.tell("trust.trusted", seconds=5, server=seen.server, n=read)
        return True

    async def distrust(self) -> bool:
        """Whichever is trusted now; mails that were verified before keep what came of them."""
        page = self.page
        server = await page.do(lambda acting: trusted_server_name(acting.store, acting.config))
        if not server:
            page.show_error(Refused("trust.nobody_trusted"))
            return False
        question = page.words("trust.ask_back", server=server)
        if not await page.ask(Confirm(page.services, question, "key.distrust_server")):
            return False
        read = await page.do(lambda acting: trusted_server_decision.distrust_server(acting, server))
        if read is None:
            return False
        page.tell("trust.distrusted", seconds=5, server=server, n=read)
        return True
