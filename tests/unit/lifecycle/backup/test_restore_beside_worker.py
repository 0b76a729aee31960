"""A copy takes the place of what a worker is at: what he sends until then is known, and nothing leaves after it."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.replacement import replace, replacement_of
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.worker.lease import holding
from collabtui.worker.real_clock import wall_clock
from collabtui.worker.running_holder import nobody_else_works
from support.invariants import holds
from support.world import Clock
from support.world import clock as clock


def test_a_worker_begins_to_send_nothing_once_it_is_noted_what_has_left(
    lived_in: Workspace, home: Home, clock: Clock, tmp_path: Path
) -> None:
    write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    clock.set("2026-03-10T11:00+08:00")
    queue_due(lived_in.as_worker())
    refused = list[str]()
    with holding(lived_in.store, wall_clock) as lease:
        acting = lived_in.under(lease.fence).as_worker()
        in_hand = outbox.take_batch(acting, 1)[0]

        def at(step: str) -> None:
            if step == "place":
                with pytest.raises(Refused) as raised:
                    outbox.take_batch(acting, 1)
                refused.append(raised.value.key)

        done = restore(home, tmp_path / "all.zip", clock(), running="", yes=True, alone=nobody_else_works, progress=at)
    assert refused == ["worker.lost"]
    assert done.left == 1, "what he had in hand may have left"
    with pytest.raises(Refused), acting.transaction():
        pass
    queue_due(lived_in.as_worker())
    (again,) = lived_in.store.find(Outgoing, message_id=in_hand.message_id)
    assert again.state == "held"
    holds(home)


def test_a_copy_that_was_seen_before_keeps_him_from_sending_while_it_takes_the_place(
    lived_in: Workspace, home: Home, clock: Clock, tmp_path: Path
) -> None:
    write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    clock.set("2026-03-10T11:00+08:00")
    queue_due(lived_in.as_worker())
    lead, seen_at = lived_in.as_user("screen"), list[str]()
    seen = replacement_of(lead, home, tmp_path / "all.zip")
    with holding(lived_in.store, wall_clock) as lease:
        acting = lived_in.under(lease.fence).as_worker()

        def at(step: str) -> None:
            if step == "place":
                with pytest.raises(Refused) as raised:
                    outbox.take_batch(acting, 1)
                seen_at.append(raised.value.key)

        replace(lead, home, seen, "", nobody_else_works, at)
    assert seen_at == ["worker.lost"]


def test_a_worker_that_a_restore_ends_is_told_so(lived_in: Workspace, home: Home, clock: Clock, tmp_path: Path) -> None:
    write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    with ExitStack() as at_work:
        lease = at_work.enter_context(holding(lived_in.store, wall_clock))
        restore(home, tmp_path / "all.zip", clock(), running="", yes=True, alone=nobody_else_works)
        with pytest.raises(Refused) as raised, at_work.pop_all():
            lease.renew()
    assert raised.value.key == "worker.restored"


def test_so_is_one_before_the_copy_is_there_and_one_that_comes_meanwhile(
    lived_in: Workspace, home: Home, clock: Clock, tmp_path: Path
) -> None:
    write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    refused = list[str]()

    def at(step: str) -> None:
        if step == "place":
            with pytest.raises(Refused) as raised, at_work.pop_all():
                lease.renew()
            refused.append(raised.value.key)
            with pytest.raises(Refused) as raised, holding(lived_in.store, wall_clock):
                pass
            refused.append(raised.value.key)

    with ExitStack() as at_work:
        lease = at_work.enter_context(holding(lived_in.store, wall_clock))
        restore(home, tmp_path / "all.zip", clock(), running="", yes=True, alone=nobody_else_works, progress=at)
    assert refused == ["worker.restored", "worker.restored"]
    with holding(lived_in.store, wall_clock) as lease:
        lease.renew()


def test_who_was_taken_over_by_another_worker_is_not_told_of_a_restore_before(
    lived_in: Workspace, home: Home, clock: Clock, tmp_path: Path
) -> None:
    write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    restore(home, tmp_path / "all.zip", clock(), running="", yes=True, alone=nobody_else_works)
    with ExitStack() as at_work:
        lease = at_work.enter_context(holding(lived_in.store, wall_clock))
        (held,) = lived_in.store.leases()
        assert lived_in.store.end_lease(held)
        with pytest.raises(Refused) as raised, at_work.pop_all():
            lease.renew()
    assert raised.value.key == "worker.lost"
