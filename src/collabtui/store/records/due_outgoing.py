"""The outgoing mails that may be sent now."""

from collabtui.store.common_sql.dialect import is_same
from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import instant_text
from collabtui.store.send_turn import SendTurn

MAY_GO = "(not_before IS NULL OR not_before <= ? OR not_before > ?)"
ABANDONED = f"state = 'sending' AND (lease IS NULL OR NOT {is_same('lease', '?')})"
"""Condition: left by others. It binds the lease of who asks."""
_OF_CONFIGURATION = """account IS NULL
    OR NOT EXISTS (SELECT 1 FROM account WHERE account.ref = outgoing.account AND NOT account.withdrawn)"""
"""Condition: of the account of the configuration, which sends for those that are no more."""
_FIRST = f"{MAY_GO} ORDER BY id LIMIT ?"


def of_account(account: str | None) -> tuple[str, tuple[str, ...]]:
    """The condition that a mail is sent for that account (ref), None for the configuration's, and what it binds."""
    return ("account = ?", (account,)) if account else (_OF_CONFIGURATION, ())


def _due_of(account: str, abandoned: str) -> str:
    """Of each state the first ones, along the index: what waits is not sorted for each mail that leaves."""
    return f"""
    SELECT ref FROM (
        SELECT * FROM (SELECT id, ref FROM outgoing WHERE state = 'queued' AND ({account}) AND {_FIRST}) AS queued
        UNION ALL
        SELECT * FROM (SELECT id, ref FROM outgoing WHERE {abandoned} AND ({account}) AND {_FIRST}) AS abandoned
    ) AS due ORDER BY id LIMIT ?"""


def _accounts_due(abandoned: str) -> str:
    account = "SELECT account.ref FROM outgoing LEFT JOIN account ON account.ref = outgoing.account AND NOT withdrawn"
    return f"{account} WHERE state = 'queued' AND {MAY_GO} UNION {account} WHERE {abandoned} AND {MAY_GO}"


def may_go_in(turn: SendTurn) -> tuple[str, str | None]:
    """The two instants that `MAY_GO` binds."""
    return instant_text(turn.now), instant_text(turn.latest) if turn.latest else None


def due_outgoing(connection: Connection, turn: SendTurn, abandoned: str = ABANDONED) -> list[str]:
    """As `interface.Store.due_outgoing`. `abandoned` is the engine's condition of what others have left."""
    may_go = (*may_go_in(turn), turn.limit)
    condition, own = of_account(turn.account)
    bound = (*own, *may_go, turn.lease, *own, *may_go, turn.limit)
    return [ref for (ref,) in connection.rows(_due_of(condition, abandoned), bound)]


def accounts_due(connection: Connection, turn: SendTurn, abandoned: str) -> frozenset[str | None]:
    """As `interface.Store.accounts_due`, with the condition of `due_outgoing`."""
    may_go = may_go_in(turn)
    return frozenset(ref for (ref,) in connection.rows(_accounts_due(abandoned), (*may_go, turn.lease, *may_go)))
