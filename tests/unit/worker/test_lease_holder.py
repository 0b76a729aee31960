"""Who holds the lease, whether he still lives, and what becomes of it when he does not."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads
from time import sleep

import pytest

from collabtui.errors import Refused
from collabtui.store.interface import Store
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.status import lease as lease_row
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker import lease
from collabtui.worker.lease import (
    GRACE,
    NAME,
    Lease,
    end_leases_over,
    holding,
    is_running,
    joining,
    minding_the_clock,
    reading,
    this_process,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
HERE = socket.gethostname()
NO_PROCESS = 2**22 + 1
"""More than Linux ever gives (proc(5), pid_max)."""
GONE = f"{HERE}:{NO_PROCESS}:77:1"


Hold = Callable[[Store], AbstractContextManager[Lease]]
ELSEWHERE = "another.host:12:77:1"


def now() -> datetime:
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "c.db")
    yield opened
    opened.close()


def test_it_names_host_process_and_start_and_lasts_two_minutes(store: Store, tmp_path: Path) -> None:
    with holding(store, now) as held:
        assert store.lease_holder("worker") == f"{this_process()}:{str(store.lease_holder(NAME)).rpartition(':')[2]}"
        assert (held.fence.name, held.after_crash) == ("worker", False)
        reader = open_reader(tmp_path / "c.db")
        row = lease_row(reader, "worker")
        reader.close()
        assert row is not None
        assert datetime.fromisoformat(row["until"]) == NOW + timedelta(seconds=120)
    assert store.lease_holder("worker") is None


def test_who_renews_it_has_ended_when_it_is_given_back_and_keeps_no_process_alive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(_: Lease, over: Event) -> None:
        over.wait()
        sleep(0.2)

    monkeypatch.setattr(Lease, "renew_until", slowly)
    with holding(store, now):
        (renewing,) = [one for one in enumerate_threads() if one.name == "collabtui-lease"]
        assert renewing.daemon
    assert not renewing.is_alive()


def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    assert this_process() == f"{HERE}:{os.getpid()}:{fields[19]}"
    assert int(fields[19]) > 0


def test_a_process_that_was_killed_is_gone_before_anybody_asks_for_its_end() -> None:
    """In a container nobody may do so for long."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        started = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[19]
        holder, until = f"{HERE}:{process.pid}:{started}:1", (NOW + timedelta(days=1)).isoformat()
        assert is_running(holder, until, NOW)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not is_running(holder, until, NOW)


def test_a_process_that_ends_while_it_is_looked_at_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ending:
        def __enter__(self) -> "Ending":
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self) -> bytes:
            raise ProcessLookupError

    monkeypatch.setattr("builtins.open", lambda *_: Ending())
    assert not is_running(f"{HERE}:{os.getpid()}:77:1", (NOW + timedelta(days=1)).isoformat(), NOW)


def test_a_holder_whose_process_is_gone_is_not_waited_for(store: Store) -> None:
    store.acquire_lease(NAME, GONE, now=NOW, seconds=120)
    with holding(store, now) as held:
        assert held.after_crash
        assert str(store.lease_holder(NAME)).startswith(this_process())


@pytest.mark.parametrize(
    "holder",
    ["another.host:12:77:1", f"{HERE}:no-number:77:1", f"{this_process()}:99"],
    ids=["elsewhere", "no-number", "here"],
)
def test_a_holder_who_lives_or_may_live_elsewhere_is_waited_for(store: Store, holder: str) -> None:
    store.acquire_lease(NAME, holder, now=NOW, seconds=120)
    with pytest.raises(Refused, match=r"worker\.busy") as refused, holding(store, now):
        pass
    assert refused.value.values["holder"] == holder
    assert store.lease_holder(NAME) == holder


def test_one_who_is_quicker_keeps_what_a_dead_one_left(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    quicker = f"{HERE}:{NO_PROCESS}:78:1"
    store.acquire_lease(NAME, GONE, now=NOW, seconds=120)
    release = store.release_lease

    def taken_by_another(name: str, holder: str) -> None:
        release(name, holder)
        store.acquire_lease(NAME, quicker, now=NOW, seconds=120)

    monkeypatch.setattr(store, "release_lease", taken_by_another)
    with pytest.raises(Refused, match=r"^worker\.busy ") as refused, holding(store, now):
        pass
    assert refused.value.values["holder"] == quicker


@pytest.mark.parametrize("steps", [1, 2])
def test_one_who_let_go_before_he_could_be_named_is_refused_without_a_name(
    store: Store, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    found = iter([GONE] * steps + [None] * 3)
    store.acquire_lease(NAME, "another.host:12:77:1", now=NOW, seconds=120)
    monkeypatch.setattr(store, "lease_holder", lambda _: next(found))
    with pytest.raises(Refused, match=r"worker\.busy") as refused, holding(store, now):
        pass
    assert refused.value.values["holder"] == "?"


def test_who_finds_that_another_has_it_stops_and_leaves_it_to_him(store: Store) -> None:
    with holding(store, now) as held:
        held.renew()
        store.release_lease(NAME, str(store.lease_holder(NAME)))
        store.acquire_lease(NAME, "another.host:12:77:1", now=NOW, seconds=120)
        with pytest.raises(Refused, match=r"^worker\.lost$"):
            held.renew()
        assert store.lease_holder(NAME) == "another.host:12:77:1"


def test_who_finds_that_another_had_it_stops_and_gives_it_back(store: Store) -> None:
    with holding(store, now) as held:
        store.release_lease(NAME, str(store.lease_holder(NAME)))
        with pytest.raises(Refused, match=r"^worker\.lost$"):
            held.renew()
        assert store.lease_holder(NAME) is None


@pytest.fixture
def among_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """As on a server: what tells the two apart is said by the store."""
    monkeypatch.setattr(store, "many_at_once", True)
    return store


def _is_reading(mailbox: str) -> Hold:
    return lambda store: reading(store, mailbox, now)


@pytest.mark.parametrize(
    ("hold", "name"),
    [
        (_is_reading("a@x"), "mailbox a@x"),
        (lambda store: minding_the_clock(store, now), "clock"),
    ],
    ids=["mailbox", "clock"],
)
def test_what_is_done_in_turn_is_one_worker_s_at_a_time_and_soon_another_s(
    among_many: Store, hold: Hold, name: str
) -> None:
    with hold(among_many), pytest.raises(Refused, match=r"worker\.busy") as refused, hold(among_many):
        pass
    assert str(refused.value.values["holder"]).startswith(this_process())
    with hold(among_many) as held:
        (kept,) = among_many.leases()
        assert (kept.name, held.fence.name, kept.until) == (name, name, NOW + timedelta(seconds=45))
    assert among_many.leases() == []


def test_each_mailbox_has_a_reader_of_its_own(among_many: Store) -> None:
    with reading(among_many, "a@x", now), reading(among_many, "b@x", now):
        assert {held.name for held in among_many.leases()} == {"mailbox a@x", "mailbox b@x"}


def test_workers_that_join_have_a_lease_each_and_on_a_file_one_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with joining(store, now), pytest.raises(Refused, match=r"worker\.busy"), joining(store, now):
        pass
    monkeypatch.setattr(store, "many_at_once", True)
    with joining(store, now) as first, joining(store, now) as second:
        assert first.fence.name != second.fence.name
        assert {held.name for held in store.leases()} == {f"worker {held.holder}" for held in store.leases()}


@pytest.mark.parametrize(
    ("name", "holder", "since", "is_refused"),
    [
        (f"worker {ELSEWHERE}", ELSEWHERE, NOW, True),
        (f"worker {ELSEWHERE}", ELSEWHERE, NOW - timedelta(seconds=45), True),
        (f"worker {GONE}", GONE, NOW, False),
        ("mailbox a@x", ELSEWHERE, NOW, False),
    ],
    ids=["lives", "ran-out", "gone", "reads-only"],
)
def test_who_works_alone_waits_for_any_that_joined(
    among_many: Store, name: str, holder: str, since: datetime, is_refused: bool
) -> None:
    among_many.acquire_lease(name, holder, now=since, seconds=45)
    with ExitStack() as open_:
        if is_refused:
            refused = open_.enter_context(pytest.raises(Refused, match=r"worker\.busy"))
        open_.enter_context(holding(among_many, now))
    assert not is_refused or refused.value.values["holder"] == holder


def test_what_dead_workers_left_is_taken_away_and_nothing_of_the_living(
    among_many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, holder, since in (
        ("clock", GONE, NOW),
        ("mailbox a@x", ELSEWHERE, NOW - timedelta(seconds=45)),
        ("mailbox b@x", ELSEWHERE, NOW),
    ):
        among_many.acquire_lease(name, holder, now=since, seconds=45)
    with reading(among_many, "c@x", now) as own:
        end_leases_over(among_many, own, now)
        assert [held.name for held in among_many.leases()] == ["mailbox a@x", "mailbox b@x", "mailbox c@x"]
        monkeypatch.setattr(own, "had_reach_for", lambda: GRACE)
        end_leases_over(among_many, own, now)
        assert [held.name for held in among_many.leases()] == ["mailbox b@x", "mailbox c@x"]


class _Counted(Event):
    """Over at once; keeps what it was waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout)
        return True


def test_a_lease_is_renewed_six_times_before_it_runs_out(store: Store) -> None:
    """So a disk or a server that is busy for a while loses none."""
    counted = _Counted()
    with holding(store, now) as held:
        held.renew_until(counted)
    with reading(store, "a@x", now) as held:
        held.renew_until(counted)
    assert counted.seconds == [20.0, 7.5]


@pytest.mark.parametrize(
    ("holder", "until", "runs"),
    [
        (f"{this_process()}:1", NOW + timedelta(seconds=1), True),
        (f"{this_process()}:1", NOW, False),
        (GONE, NOW + timedelta(seconds=1), False),
        # the number of a process that began at another time
        (f"{HERE}:{os.getpid()}:0:1", NOW + timedelta(seconds=1), False),
        ("another.host:12:77:1", NOW + timedelta(seconds=1), True),
        ("another.host:12:77:1", NOW, False),
        (HERE, NOW + timedelta(seconds=1), True),
        # of a system without /proc, whose start is nothing
        (f"{HERE}:{NO_PROCESS}", NOW + timedelta(seconds=1), True),
    ],
    ids=["ours", "ours-over", "gone", "another-start", "elsewhere", "elsewhere-over", "no-process", "no-start"],
)
def test_a_holder_works_until_his_lease_or_his_process_ends(holder: str, until: datetime, runs: bool) -> None:
    assert is_running(holder, until.isoformat(), NOW) is runs


def test_what_a_dead_worker_left_is_told_in_the_log_and_nothing_of_the_living(
    among_many: Store, caplog: pytest.LogCaptureFixture
) -> None:
    among_many.acquire_lease("clock", GONE, now=NOW, seconds=45)
    among_many.acquire_lease("mailbox b@x", ELSEWHERE, now=NOW, seconds=45)
    with reading(among_many, "c@x", now) as own:
        end_leases_over(among_many, own, now)
    assert caplog.messages == [f"the lease clock was left by {GONE}"]


def test_what_another_has_taken_away_meanwhile_is_not_told(
    among_many: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    among_many.acquire_lease("clock", GONE, now=NOW, seconds=45)
    monkeypatch.setattr(among_many, "end_lease", lambda _: False)
    with reading(among_many, "c@x", now) as own:
        end_leases_over(among_many, own, now)
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("name", "passed", "had"),
    [
        # as often as it is renewed, and with one renewal that failed
        ("mailbox a@x", (7.5, 7.5), 15.0),
        ("mailbox a@x", (15.0, 15.0), 30.0),
        ("mailbox a@x", (15.1,), 0.0),
        ("mailbox a@x", (15.1, 7.5, 15.0), 22.5),
        ("worker", (40.0, 40.0), 80.0),
        ("worker", (40.1,), 0.0),
        ("worker", (40.0, 40.1, 20.0), 20.0),
    ],
)
def test_the_database_was_within_reach_while_no_two_renewals_in_a_row_were_missed(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, passed: tuple[float, ...], had: float
) -> None:
    monkeypatch.setattr(Lease, "renew_until", lambda *_: None)
    monkeypatch.setattr(store, "clocks_apart", lambda _: 0.0)
    time = [NOW]
    hold = holding(store, lambda: time[0]) if name == NAME else reading(store, "a@x", lambda: time[0])
    with hold as held:
        for seconds in passed:
            time[0] += timedelta(seconds=seconds)
            held.renew()
        assert held.had_reach_for() == timedelta(seconds=had)


def test_of_a_process_that_cannot_be_told_from_another_nobody_says_that_it_is_gone() -> None:
    """Whoever took the lease could not say when his process began; only its exit code is there by now."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert is_running(f"{HERE}:{process.pid}:", (NOW + timedelta(days=1)).isoformat(), NOW)


@pytest.mark.parametrize(
    ("pid", "started", "runs"), [(None, "alive", True), (NO_PROCESS, "alive", False), (NO_PROCESS, "", True)]
)
def test_without_proc_a_process_lives_that_a_signal_could_be_sent_to(
    monkeypatch: pytest.MonkeyPatch, pid: int | None, started: str, runs: bool
) -> None:
    def no_such_file(*_: object) -> None:
        raise FileNotFoundError

    asked: list[str] = []

    def is_no_folder(path: str) -> bool:
        asked.append(path)
        return False

    def sent(pid: int, signal: int) -> None:
        signals.append(signal)
        if pid == NO_PROCESS:
            raise ProcessLookupError

    signals: list[int] = []
    monkeypatch.setattr(lease, "open", no_such_file, raising=False)
    monkeypatch.setattr(os.path, "isdir", is_no_folder)
    monkeypatch.setattr(os, "kill", sent)
    assert is_running(f"{HERE}:{pid or os.getpid()}:{started}:1", (NOW + timedelta(1)).isoformat(), NOW) is runs
    assert (asked, signals) == (["/proc/self"], [0])  # which asks, and ends nobody


@pytest.mark.parametrize(("apart", "works"), [(10.0, True), (10.6, False)])
def test_whose_clock_is_not_the_databases_takes_no_lease(
    store: Store, monkeypatch: pytest.MonkeyPatch, apart: float, works: bool
) -> None:
    monkeypatch.setattr(store, "clocks_apart", lambda _: apart)
    if works:
        with holding(store, now):
            return
    with pytest.raises(Refused) as refused, holding(store, now):
        pass
    assert (refused.value.key, refused.value.values["seconds"]) == ("worker.clock", 11)
    assert store.lease_holder(NAME) is None
