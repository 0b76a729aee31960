"""The server ends the connection before each statement of a transaction in turn: what was to be written is there whole
and once, or nothing of it is and the sentence says so."""

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Unreachable
from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.records import NOW, action

pytestmark = pytest.mark.pgbed
MOST = 40
"""Statements of the transaction; there are fewer."""


class Cut:
    """Ends all sessions before the statement of that number."""

    def __init__(self, bed: Pgbed, number: int) -> None:
        self.bed, self.left, self.run = bed, number, PostgresqlConnection.run

    def __call__(self, connection: PostgresqlConnection, sql: str, parameters: tuple[object, ...] = ()) -> object:
        self.left -= 1
        if self.left == 0:
            self.bed.end_sessions()
        return self.run(connection, sql, parameters)


def write_two(store: Store) -> None:
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        first = tx.put(action(tx.next_ref(Action)))
        tx.put(action(tx.next_ref(Action), depends_on=(first.ref,)))
        tx.claim_mail("digest", "<m@x>")


def test_two_records_are_there_whole_or_not_at_all(postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for number in range(1, MOST):
        store = open_store(postgresql_server.database())
        cut = Cut(postgresql_server, number)
        with monkeypatch.context() as patched:
            patched.setattr(PostgresqlConnection, "run", lambda *given, cut=cut: cut(*given))
            try:
                write_two(store)
                was_told = True
            except Unreachable:
                was_told = False
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            there = len(tx.find(Action))
            assert tx.is_claimed("digest") is was_told
        assert there == (2 if was_told else 0), number
        store.close()
        outcomes.append(was_told)
        if cut.left > 0:
            break
    assert outcomes[0], "before it began it is begun anew"
    assert not all(outcomes)
    assert outcomes[-1], "nothing was cut any more"
