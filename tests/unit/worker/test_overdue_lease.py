"""A lease that ran out while the database was away from all is its holder's still: whoever comes back first waits."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.domain.count_working_days import every_day
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.store.interface import Store
from collabtui.text.templates import Templates
from collabtui.worker import lease
from collabtui.worker.among_many import pass_time_in_turn
from collabtui.worker.lease import GRACE, NAME, Lease, end_leases_over, holding, joining
from support.engines import ENGINES, Database, new_database
from support.records import outgoing, person, put
from support.world import CONFIG

ELSEWHERE = "another.host:12:77:1"
OUTAGE = 300
"""Seconds; longer than any lease lasts."""


class RealTime:
    """Time of the processes, which is the database's, too; moves when a test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def real_time() -> RealTime:
    return RealTime()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    return new_database(request.param, tmp_path, request)


@pytest.fixture
def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    with closing(database.open_store()) as opened:
        monkeypatch.setattr(type(opened), "clocks_apart", lambda *_: 0.0)
        monkeypatch.setattr(lease, "RENEWED_EVERY", 3600.0)  # a test renews by itself
        yield opened


@pytest.fixture
def shared(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """As where many may work at once, whatever the engine."""
    monkeypatch.setattr(type(store), "many_at_once", True)
    monkeypatch.setattr(lease, "RENEWED_EVERY", 20.0)
    monkeypatch.setattr(Lease, "renew_until", lambda *_: None)
    return store


def renewed_for(seconds: float, real_time: RealTime, *held: Lease) -> None:
    """As its thread does."""
    for _ in range(round(seconds / 5)):
        real_time.pass_by(5)
        for one in held:
            one.renew()


def office(store: Store, real_time: RealTime) -> Workspace:
    return Workspace(store, CONFIG, Templates(), every_day, real_time)


def of_workers(store: Store) -> set[str]:
    return {held.name for held in store.leases() if held.name.split(" ")[0] == NAME}


def test_who_sees_the_database_come_back_leaves_the_others_the_time_to_renew(
    shared: Store, real_time: RealTime
) -> None:
    with joining(shared, real_time) as first, joining(shared, real_time) as other:
        renewed_for(60, real_time, first, other)
        real_time.pass_by(OUTAGE)
        first.renew()
        end_leases_over(shared, first, real_time)
        assert of_workers(shared) == {first.fence.name, other.fence.name}
        other.renew()
        renewed_for(120, real_time, first, other)
        end_leases_over(shared, first, real_time)
        assert of_workers(shared) == {first.fence.name, other.fence.name}


def test_a_mail_that_was_in_hand_meanwhile_is_noted_by_who_has_it_and_not_sent_by_another(
    database: Database, shared: Store, real_time: RealTime
) -> None:
    with closing(database.open_store()) as again:
        one, two = (office(each, real_time) for each in (shared, again))
        put(shared, person(), outgoing(queued_at=real_time.now))
        with joining(shared, real_time) as own, joining(again, real_time) as other:
            renewed_for(60, real_time, own, other)
            mine = one.under(own.fence).as_worker()
            (mail,) = outbox.take_batch(mine, 1)
            real_time.pass_by(OUTAGE)
            other.renew()
            pass_time_in_turn(two.under(other.fence), other, real_time)
            assert own.fence.name in of_workers(again)
            own.renew()
            assert outbox.settle(mine, mail, Outcome("sent")).state == "sent"


def test_one_that_does_not_come_back_is_over_after_that_time(shared: Store, real_time: RealTime) -> None:
    with joining(shared, real_time) as first:
        shared.acquire_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE, now=real_time.now, seconds=45)
        real_time.pass_by(OUTAGE)
        first.renew()
        renewed_for(40, real_time, first)
        end_leases_over(shared, first, real_time)
        assert f"{NAME} {ELSEWHERE}" in of_workers(shared)
        renewed_for(5, real_time, first)
        end_leases_over(shared, first, real_time)
        assert of_workers(shared) == {first.fence.name}


def test_a_second_outage_begins_that_time_anew(shared: Store, real_time: RealTime) -> None:
    with joining(shared, real_time) as first:
        renewed_for(40, real_time, first)
        shared.acquire_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE, now=real_time.now, seconds=45)
        real_time.pass_by(OUTAGE)
        first.renew()
        renewed_for(40, real_time, first)
        end_leases_over(shared, first, real_time)
        assert f"{NAME} {ELSEWHERE}" in of_workers(shared)


def test_where_the_database_was_there_all_the_time_one_that_ran_out_is_over_at_once(
    shared: Store, real_time: RealTime
) -> None:
    with joining(shared, real_time) as first:
        shared.acquire_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE, now=real_time.now, seconds=45)
        renewed_for(45, real_time, first)
        end_leases_over(shared, first, real_time)
        assert of_workers(shared) == {first.fence.name}


def test_who_comes_for_one_pass_waits_from_when_the_first_one_saw_it(store: Store, real_time: RealTime) -> None:
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    real_time.pass_by(OUTAGE)
    for seconds in (0, 30, 14):
        real_time.pass_by(seconds)
        with pytest.raises(Refused, match=r"worker\.busy") as refused, holding(store, real_time):
            pass
        assert refused.value.values["holder"] == ELSEWHERE
    real_time.pass_by(1)
    with holding(store, real_time, real_time.pass_by) as held:
        assert held.after_crash
        assert [one.name for one in store.leases()] == [NAME]


def test_who_has_renewed_his_lease_meanwhile_is_waited_for_anew(store: Store, real_time: RealTime) -> None:
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    for _ in range(2):
        real_time.pass_by(OUTAGE)
        with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
            pass
        store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    store.release_lease(NAME, ELSEWHERE)
    with holding(store, real_time):
        assert [one.name for one in store.leases()] == [NAME]


def test_who_comes_for_one_pass_after_a_second_outage_sees_who_has_come_back(store: Store, real_time: RealTime) -> None:
    """Between the two nobody had the time to renew: that a pass was here then says nothing."""
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
        pass
    real_time.pass_by(OUTAGE)
    waited = list[float]()

    def renewed_at_last(seconds: float) -> None:
        real_time.pass_by(seconds)
        waited.append(seconds)
        if sum(waited) == GRACE.total_seconds():
            store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)

    with pytest.raises(Refused, match=r"worker\.busy") as refused, holding(store, real_time, renewed_at_last):
        pass
    assert refused.value.values["holder"] == ELSEWHERE
    assert store.lease_holder(NAME) == ELSEWHERE
    assert waited == [5.0] * 9


@pytest.mark.parametrize("look", [1, 5, 9])
def test_an_outage_within_that_wait_ends_the_pass(store: Store, real_time: RealTime, look: int) -> None:
    """Or a sleep: who looks late knows no more than who was away."""
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
        pass
    real_time.pass_by(OUTAGE)
    looks = list[float]()

    def late_once(seconds: float) -> None:
        looks.append(seconds)
        real_time.pass_by(10.5 if len(looks) == look else seconds)

    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time, late_once):
        pass
    assert len(looks) == look
    with holding(store, real_time, lambda _: real_time.pass_by(10)) as held:
        assert held.after_crash


def test_who_does_not_want_to_work_any_more_takes_nothing_away(store: Store, real_time: RealTime) -> None:
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
        pass
    real_time.pass_by(OUTAGE)
    ended = [True]
    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time, lambda _: ended.pop()):
        pass
    assert not ended
    assert store.lease_holder(NAME) == ELSEWHERE


def test_what_no_outage_concerns_is_taken_away_without_waiting(shared: Store, real_time: RealTime) -> None:
    """Notes about leases that are over, or were renewed, go with the next pass."""
    shared.acquire_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE, now=real_time.now, seconds=45)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(shared, real_time):
        pass
    assert {held.name for held in shared.leases()} == {f"{NAME} {ELSEWHERE}", f"overdue {NAME} {ELSEWHERE}"}
    shared.release_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE)
    with holding(shared, real_time):
        assert [held.name for held in shared.leases()] == [NAME]
    assert not shared.leases()


def test_who_has_renewed_since_leaves_one_note_about_his_lease_as_it_is_now(store: Store, real_time: RealTime) -> None:
    for _ in range(2):
        store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
        until = real_time.now + timedelta(seconds=120)
        real_time.pass_by(OUTAGE)
        with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
            pass
        (note,) = [held for held in store.leases() if held.name != NAME]
        assert note.holder == f"{ELSEWHERE} {until.isoformat()}"
        assert note.until == real_time.now + GRACE


def test_a_note_about_his_lease_as_it_was_that_has_not_run_out_gives_way(store: Store, real_time: RealTime) -> None:
    """As where the clocks of two machines are apart: for the new one his time of grace begins anew."""
    for _ in range(2):
        store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=10)
        until = real_time.now + timedelta(seconds=10)
        real_time.pass_by(10)
        with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
            pass
        (note,) = [held for held in store.leases() if held.name != NAME]
        assert (note.holder, note.until) == (f"{ELSEWHERE} {until.isoformat()}", real_time.now + GRACE)


def test_what_one_of_many_left_is_taken_over_by_who_comes_for_one_pass(shared: Store, real_time: RealTime) -> None:
    put(shared, person(), outgoing(queued_at=real_time.now))
    worker = office(shared, real_time)
    with joining(shared, real_time) as gone:
        outbox.take_batch(worker.under(gone.fence).as_worker(), 1)
        real_time.pass_by(OUTAGE)
        with pytest.raises(Refused, match=r"worker\.busy"), holding(shared, real_time):
            pass
        real_time.pass_by(60)
        with holding(shared, real_time, real_time.pass_by) as held:
            assert of_workers(shared) == {NAME}
            assert [mail.ref for mail in outbox.take_batch(worker.under(held.fence).as_worker(), 1)] == ["O1"]


def test_what_one_of_many_left_is_told_in_the_log_once_it_is_taken_away(
    shared: Store, real_time: RealTime, caplog: pytest.LogCaptureFixture
) -> None:
    shared.acquire_lease(f"{NAME} {ELSEWHERE}", ELSEWHERE, now=real_time.now, seconds=45)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(shared, real_time):
        pass
    real_time.pass_by(60)
    assert caplog.messages == []
    with holding(shared, real_time, real_time.pass_by):
        assert caplog.messages == [f"the lease {NAME} {ELSEWHERE} was left by {ELSEWHERE}"]


def test_the_lease_of_the_one_worker_is_found_left_and_not_told_to_be_taken_away(
    store: Store, real_time: RealTime, caplog: pytest.LogCaptureFixture
) -> None:
    store.acquire_lease(NAME, ELSEWHERE, now=real_time.now, seconds=120)
    real_time.pass_by(OUTAGE)
    with pytest.raises(Refused, match=r"worker\.busy"), holding(store, real_time):
        pass
    real_time.pass_by(60)
    with holding(store, real_time, real_time.pass_by) as held:
        assert held.after_crash
    assert caplog.messages == []
