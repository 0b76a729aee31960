"""Trust in a mail server, decided: its Authentication-Results count only after the facilitator has said yes.

Which one may be offered is learnt from kept mail. Who reads mail asks `trusted_server_lookup`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.reread_kept_mail import read_again
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from collabtui.mail.identity.trusted_auth_results import is_server_name, named_server
from collabtui.mail.parse.message import read
from collabtui.store.interface import Transaction

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


def seen_servers(acting: Acting) -> list[Seen]:
    """Those that may be offered, the most frequent first. Counted only on mails that brought back their secret: anybody
    can write any name on his own mail, where a provider adds no header above it."""
    mails = list(_our_own_way(acting))
    named = Counter(filter(None, (named_server(read(mail.raw)) for mail in mails)))
    return [Seen(server, count, len(mails)) for server, count in named.most_common()]


def _our_own_way(acting: Acting) -> Iterator[Incoming]:
    newest = acting.store.find(Incoming, newest_first=True, limit=LOOKED_AT)
    return (mail for mail in newest if mail.trust == "token")


def trust_server(acting: Acting, server: str) -> int:
    """From now on that server's verdict counts, and no other's. What waits because nobody's did is read again, and goes
    on waiting; how many mails that were. Raises `Refused` (trust.no_server) for what is no server's name."""
    if not is_server_name(server):
        raise Refused("trust.no_server", value=server)
    named = server.strip().lower()
    with acting.transaction() as tx:
        before = trusted_server_name(tx, acting.config)
        if before and before != named:
            _set_trust(tx, acting, before, withdrawn=True)
        _set_trust(tx, acting, named, withdrawn=False)
        return read_as_trusted(tx, acting)


def distrust_server(acting: Acting, server: str) -> int:
    """From now on its verdict counts no longer. What waits with it is read again; how many mails that were. Raises
    `Refused` (trust.not_trusted) where it does not count now."""
    with acting.transaction() as tx:
        if not server or trusted_server_name(tx, acting.config) != server:
            raise Refused("trust.not_trusted", server=server)
        _set_trust(tx, acting, server, withdrawn=True)
        return read_as_trusted(tx, acting)


def read_as_trusted(tx: Transaction, acting: Acting) -> int:
    """Mails that wait, and on whose sender a server has an opinion, are read again; they go on waiting."""
    waiting = [mail for mail in tx.find(Incoming, state="waiting") if _depends_on_it(mail)]
    for mail in waiting:
        read_again(tx, acting, mail)
    return len(waiting)


def _depends_on_it(mail: Incoming) -> bool:
    return (
        (mail.reason == UNSET or mail.trust in ("verified", "forged"))
        and mail.person is not None
        and bool(named_server(read(mail.raw)))
    )


def _set_trust(tx: Transaction, acting: Acting, server: str, *, withdrawn: bool) -> None:
    """One record a server, however often it is trusted and not."""
    decided = {"at": acting.now, "by": acting.actor, "withdrawn": withdrawn}
    before = tx.find(TrustedServer, server=server, limit=1)
    if before:
        tx.put(before[0].model_copy(update=decided))
    else:
        tx.put(TrustedServer.model_validate({"ref": tx.next_ref(TrustedServer), "server": server, **decided}))
