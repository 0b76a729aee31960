"""Claiming mails that are due while other workers do the same: nobody waits, and nobody takes the same one."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.store.common_sql.dialect import is_same
from collabtui.store.engine_connection import Connection
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.sequences import SEQUENCES
from collabtui.store.records.due_outgoing import ABANDONED, MAY_GO, may_go_in, of_account
from collabtui.store.records.transaction import RecordTransaction
from collabtui.store.send_turn import SendTurn

R = TypeVar("R", bound=Record)
ABANDONED_BY_WORKERS = f"""{ABANDONED} AND NOT EXISTS (
    SELECT 1 FROM lease AS held WHERE held.number = outgoing.lease AND split_part(held.name, ' ', 1) = 'worker')"""
"""Under the lease of a worker that is over: it was released, or taken away because it had run out."""


class _Mail(NamedTuple):
    id: int
    ref: str
    person: str
    """Whom it is to."""


class ClaimingTransaction(RecordTransaction):
    """Beside it others claim mails, too. `is_bound`: rights by row hold for who writes."""

    _connection: PostgresqlConnection
    _draws = False
    is_bound = False

    def put(self, record: R) -> R:
        if self.is_bound and isinstance(record, Matter) and record.confidential:
            # whoever restricts it and is not among its people may not see it in a moment, and has its trail to write
            self._connection.row("SELECT begin_to_restrict(?)", (record.ref,))
        return super().put(record)

    def claim_mail(self, digest: str, message_id: str) -> bool:
        if not self._draws:  # whoever takes a mail in keeps it under a number; of one that was here it stays a gap
            self._draws = True
            self._connection.draw_along(SEQUENCES[Incoming.prefix])
        return super().claim_mail(digest, message_id)

    def claim_due(self, turn: SendTurn) -> Sequence[str]:
        found = _claimed(self._connection, turn)
        if not found:
            return []
        of_its_account, own = of_account(turn.account)
        people = sorted({mail.person for mail in found})
        # mails of other accounts go another way, which may be closed: nobody waits for them
        sql = f"""SELECT person, min(id) FROM outgoing
                  WHERE person IN ({", ".join("?" * len(people))}) AND id < ?
                  AND NOT id IN ({", ".join("?" * len(found))}) AND ({of_its_account})
                  AND (state = 'queued' AND {MAY_GO} OR state = 'sending' AND NOT {is_same("lease", "?")})
                  GROUP BY person"""
        ids = [mail.id for mail in found]
        bound = (*people, max(ids), *ids, *own, *may_go_in(turn), turn.lease)
        first_elsewhere = dict(self._connection.rows(sql, bound))
        return [mail.ref for mail in found if mail.id < first_elsewhere.get(mail.person, mail.id + 1)]


def _claimed(connection: Connection, turn: SendTurn) -> list[_Mail]:
    of_its_account, own = of_account(turn.account)
    first = f"SELECT id, ref, person FROM outgoing WHERE ({of_its_account})"
    rest = f"AND {MAY_GO} ORDER BY id LIMIT ? FOR UPDATE OF outgoing SKIP LOCKED"
    may_go = (*may_go_in(turn), turn.limit)
    found = connection.rows(f"{first} AND {ABANDONED_BY_WORKERS} {rest}", (*own, turn.lease, *may_go))
    if len(found) < turn.limit:
        found += connection.rows(f"{first} AND state = 'queued' {rest}", (*own, *may_go))
    return sorted(_Mail(*mail) for mail in found)[: turn.limit]
