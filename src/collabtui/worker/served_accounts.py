"""The accounts that a worker sends for, and the mailboxes that it reads: the configuration's, and those it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from collabtui.config import Imap
from collabtui.domain.access.mail_account import EVERY, MailAccount
from collabtui.errors import Unknown
from collabtui.lifecycle.base.access.account_config import accounts_in_use, config_of, is_own
from collabtui.lifecycle.base.acting import Workspace
from collabtui.worker.uid_validity import mailbox_of


class Served(NamedTuple):
    senders: tuple[Workspace, ...]
    """Each sends the mails of its account."""
    mailboxes: tuple[Imap, ...]
    """Each once, whoever shares it."""


def served(workspace: Workspace, names: Sequence[str]) -> Served:
    """Those that `names` say, `all` for every one; without any the account of the configuration, and those that it
    names besides. Raises `Unknown` (account.unknown: ref, known)."""
    known = accounts_in_use(workspace.store)
    own = [workspace, *(replace(workspace, account=one.ref) for one in known if is_own(workspace.config, one))]
    besides = [
        replace(
            workspace,
            account=one.ref,
            config=config_of(workspace.store, workspace.config, one),
            own_address=workspace.config.organiser.email,
        )
        for one in _wanted(known, names or workspace.config.accounts.names)
        if not is_own(workspace.config, one)
    ]
    senders = [*own, *besides] if _is_own_wanted(workspace, known, names) else besides
    mailboxes = {mailbox_of(one.config.imap): one.config.imap for one in senders}
    return Served(tuple(senders), tuple(mailboxes.values()))


def _wanted(known: list[MailAccount], names: Sequence[str]) -> Iterator[MailAccount]:
    if EVERY in names:
        yield from known
        return
    by_name = {one.name: one for one in known}
    for name in names:
        if name not in by_name:
            raise Unknown("account.unknown", ref=name, known=sorted(by_name))
        yield by_name[name]


def _is_own_wanted(workspace: Workspace, known: list[MailAccount], names: Sequence[str]) -> bool:
    own = {one.name for one in known if is_own(workspace.config, one)}
    return not names or EVERY in names or not own.isdisjoint(names)
