"""The server ends the connection before each statement of a transaction in turn: what was to be written is there whole
and once, or nothing of it is and the sentence says so."""

from collections.abc import Collection
from contextlib import closing, suppress

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Unreachable
from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, connect
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.store.send_turn import SendTurn
from pgbed.bed import Pgbed
from support.records import NOW, action, outgoing, put

pytestmark = pytest.mark.pgbed
MOST = 40
"""Round trips of the transaction; there are fewer."""
QUESTIONS = [("SELECT ref FROM action", ())] * 40


class AnswerLost:
    """The COMMIT arrives, and its answer does not: the session is ended in between."""

    def __init__(self, bed: Pgbed) -> None:
        self.bed, self.run = bed, PostgresqlConnection.run
        self.lost = 0

    def __call__(self, connection: PostgresqlConnection, sql: str, parameters: tuple[object, ...] = ()) -> object:
        answer = self.run(connection, sql, parameters)
        if sql == "COMMIT" and not self.lost:
            self.lost += 1
            self.bed.end_sessions()
            connection.own.close()
            connection._begun = True
            raise Unreachable("database.gone", path=connection.place, reason="the answer was lost")
        return answer


class Cut:
    """Ends all sessions before the round trip of that number."""

    def __init__(self, bed: Pgbed, number: int) -> None:
        self.bed, self.left, self.round_trip = bed, number, PostgresqlConnection.round_trip

    def __call__(self, connection: PostgresqlConnection, said: str, parameters: tuple[object, ...]) -> object:
        self.left -= 1
        if self.left == 0:
            self.bed.end_sessions()
        return self.round_trip(connection, said, parameters)


def write_two(store: Store, within: Collection[str] | None) -> None:
    with store.transaction(actor="x", via="key", now=NOW, within=within) as tx:
        first = tx.put(action(tx.next_ref(Action)))
        tx.put(action(tx.next_ref(Action), depends_on=(first.ref,)))
        tx.claim_mail("digest", "<m@x>")


@pytest.mark.parametrize("within", [None, ("X-2026-001", "X-2026-002")])
def test_two_records_are_there_whole_or_not_at_all(
    postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch, within: Collection[str] | None
) -> None:
    outcomes = []
    for number in range(1, MOST):
        store = open_store(postgresql_server.database())
        cut = Cut(postgresql_server, number)
        with monkeypatch.context() as patched:
            patched.setattr(PostgresqlConnection, "round_trip", lambda *given, cut=cut: cut(*given))
            try:
                write_two(store, within)
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


@pytest.mark.parametrize("within", [None, ("X-2026-001",)])
def test_a_commit_whose_answer_was_lost_is_looked_up_and_not_told_as_a_failure(
    postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch, within: Collection[str] | None
) -> None:
    store = open_store(postgresql_server.database())
    lost = AnswerLost(postgresql_server)
    with monkeypatch.context() as patched:
        patched.setattr(PostgresqlConnection, "run", lambda *given: lost(*given))
        write_two(store, within)
    assert lost.lost == 1
    assert len(store.find(Action)) == 2
    store.close()


def test_a_claim_and_a_lease_that_are_cut_leave_nobody_without_mails(
    postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, MOST):
        store = open_store(postgresql_server.database())
        put(store, outgoing("O1"), outgoing("O2", person="P2"))
        cut = Cut(postgresql_server, number)
        with monkeypatch.context() as patched, suppress(Unreachable):
            patched.setattr(PostgresqlConnection, "round_trip", lambda *given, cut=cut: cut(*given))
            lease = store.acquire_lease("worker a", "a", now=NOW, seconds=30)
            with store.transaction(actor="x", via="worker", now=NOW, within=()) as tx:
                for ref in tx.claim_due(SendTurn(NOW, 10, lease=lease, latest=None)):
                    tx.put(tx.get(Outgoing, ref).model_copy(update={"state": "sending", "lease": lease}))
        store.release_lease("worker a", "a")
        assert store.due_outgoing(SendTurn(NOW, 10)) == ["O1", "O2"], number
        store.close()
        if cut.left > 0:
            return
    pytest.fail("it was cut each time")


def test_of_a_lost_line_nothing_is_written_beside_the_sentence(
    postgresql_server: Pgbed, caplog: pytest.LogCaptureFixture
) -> None:
    """psycopg warns on stderr of what fails once more while it leaves a line that is lost already."""
    url = postgresql_server.database()
    open_store(url).close()
    with closing(connect(url, None, only_reads=True)) as connection:
        connection.rows_of_each(QUESTIONS)
        with postgresql_server.away(), pytest.raises(Unreachable):
            connection.rows_of_each(QUESTIONS)
    assert [one.name for one in caplog.records if one.name.startswith("psycopg")] == []
