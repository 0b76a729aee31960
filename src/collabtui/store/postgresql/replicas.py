"""The replicas that follow a server, and how far each is behind."""

from typing import NamedTuple

from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection


class Replica(NamedTuple):
    """One that is connected; None where our role may not see it (pg_monitor may)."""

    name: str
    state: str | None
    """`streaming`, or `catchup` after it was away."""
    behind_bytes: int | None
    """Of the log, not replayed there yet."""
    behind_seconds: float | None
    """Between a commit here and there, as last measured; None also while nothing is written."""
    waits: bool
    """A commit waits for it (synchronous replication)."""


def replicas(reader: PostgresqlConnection) -> list[Replica]:
    """By name; none of a server that is a replica itself."""
    sql = """SELECT coalesce(application_name, ''), state,
                    pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint,
                    extract(epoch FROM replay_lag)::float, coalesce(sync_state IN ('sync', 'quorum'), FALSE)
             FROM pg_stat_replication WHERE NOT pg_is_in_recovery() ORDER BY 1, pid"""
    rows = reader.rows(sql)
    return [Replica(name, state, behind, seconds, bool(waits)) for name, state, behind, seconds, waits in rows]
