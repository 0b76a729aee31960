"""Whose Authentication-Results are believed: learnt from kept mail, and only after the facilitator has said yes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from collabtui.domain.letters import Incoming
from collabtui.errors import Refused
from collabtui.home import Home, write_config
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.rereading import read_again
from collabtui.mail.read import read
from collabtui.mail.trust import is_server_name, named_server

LOOKED_AT = 300
"""Newest mails in which servers are looked for."""
UNSET = "authserv-id-unset"


@dataclass(frozen=True)
class Seen:
    """A server whose header stands topmost on mails that really came through our provider."""

    server: str
    mails: int
    of: int
    """How many such mails there are."""


def seen_servers(desk: Desk) -> list[Seen]:
    """Those that may be offered, the most frequent first. Counted only on mails that brought back their secret: anybody
    can write any name on his own mail, where a provider adds no header above it."""
    mails = list(_our_own_way(desk))
    named = Counter(filter(None, (named_server(read(mail.raw)) for mail in mails)))
    return [Seen(server, count, len(mails)) for server, count in named.most_common()]


def _our_own_way(desk: Desk) -> Iterator[Incoming]:
    newest = desk.store.find(Incoming, newest_first=True, limit=LOOKED_AT)
    return (mail for mail in newest if mail.trust == "token")


def believe(desk: Desk, home: Home, server: str) -> int:
    """From now on that server's verdict counts. What waits because nobody's did is read again, and goes on waiting; how
    many mails that were. Raises `Refused` (trust.no_server) for what is no server's name."""
    if not is_server_name(server):
        raise Refused("trust.no_server", value=server)
    reply = desk.config.reply.model_copy(update={"authserv_id": server.strip().lower()})
    config = desk.config.model_copy(update={"reply": reply})
    write_config(home, config)
    knowing = replace(desk, config=config)
    with knowing.transaction() as tx:
        waiting = [mail for mail in tx.find(Incoming, state="waiting") if _would_have_mattered(mail)]
        for mail in waiting:
            read_again(tx, knowing, mail)
        return len(waiting)


def _would_have_mattered(mail: Incoming) -> bool:
    return mail.reason == UNSET and mail.person is not None and bool(named_server(read(mail.raw)))
