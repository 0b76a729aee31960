"""All scenarios. One more is a module in `faults/` and a line here."""

from chaos.faults import (
    bad_disks,
    clock_jumps,
    held_locks,
    imap_servers,
    kills_at_work,
    kills_of_commands,
    kills_of_copies,
    kills_of_migrations,
    kills_of_screens,
    many_mails,
    outage,
    real_servers,
    smtp_servers,
    torn_log,
    two_workers,
)

SCENARIOS = (
    *kills_at_work.SCENARIOS,
    *kills_of_commands.SCENARIOS,
    *kills_of_copies.SCENARIOS,
    *kills_of_migrations.SCENARIOS,
    *kills_of_screens.SCENARIOS,
    *torn_log.SCENARIOS,
    *bad_disks.SCENARIOS,
    *held_locks.SCENARIOS,
    *clock_jumps.SCENARIOS,
    *two_workers.SCENARIOS,
    *smtp_servers.SCENARIOS,
    *imap_servers.SCENARIOS,
    *outage.SCENARIOS,
    *many_mails.SCENARIOS,
)
REAL = real_servers.SCENARIOS
"""Where Dovecot and Postfix are installed, and asked for."""
BY_NAME = {scenario.name: scenario for scenario in (*SCENARIOS, *REAL)}
