"""Mailboxes are shared out: nobody reads two more than another who could read one of them."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.errors import Unreachable
from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker.lease import SECONDS_AMONG_MANY, mailbox_lease
from collabtui.worker.mailbox_shares import LOOK, MailboxShares, ReadingEnds

BEGUN = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Office:
    """Workers of which each serves some mailboxes."""

    def __init__(self, store: Store, *served: str) -> None:
        self.store, self.now = store, BEGUN
        self.served = {f"here:{number}:1": list(mailboxes) for number, mailboxes in enumerate(served, 1)}
        self.shares = {process: MailboxShares(lambda: self.now, process) for process in self.served}

    def reader(self, mailbox: str) -> str | None:
        holder = self.store.lease_holder(mailbox_lease(mailbox))
        return holder and holder.rpartition(":")[0]

    def read(self, process: str, mailbox: str) -> None:
        seconds = SECONDS_AMONG_MANY
        assert self.store.acquire_lease(mailbox_lease(mailbox), f"{process}:0", now=self.now, seconds=seconds)

    def taken_by_the_first(self, mailboxes: str) -> None:
        for mailbox in mailboxes:
            self.read("here:1:1", mailbox)

    def looks(self, process: str, mailbox: str) -> bool:
        """Whether anything changes."""
        mine, reader = self.shares[process], self.reader(mailbox)
        if reader is None:
            self.read(process, mailbox)
            mine.was_taken(self.store, mailbox)
            return True
        if reader != process:
            mine.ask_for(self.store, mailbox)
            return False
        self.read(process, mailbox)
        if not mine.gives_up(self.store, mailbox):
            return False
        self.store.release_lease(mailbox_lease(mailbox), f"{process}:0")
        mine.was_left(mailbox)
        return True

    def round(self, random: Random) -> bool:
        """Whether anything changed."""
        looks = [(process, mailbox) for process, mailboxes in self.served.items() for mailbox in mailboxes]
        random.shuffle(looks)
        changed = [self.looks(*one) for one in looks]
        self.now += LOOK
        return any(changed)

    def levels(self) -> list[int]:
        read_by = Counter(self.reader(mailbox) for mailbox in {one for some in self.served.values() for one in some})
        return sorted(read_by[process] for process in self.served)

    def notes(self) -> list[str]:
        return [one.name for one in self.store.leases() if one.name.startswith("wanted")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "c.db")) as opened:
        yield opened


@settings(max_examples=12)
@given(workers=st.integers(1, 5), mailboxes=st.integers(1, 7), chance=st.randoms(use_true_random=False))
def test_whoever_came_first_all_read_alike_in_the_end(workers: int, mailboxes: int, chance: Random) -> None:
    names = "abcdefg"[:mailboxes]
    with TemporaryDirectory() as place, closing(open_store(Path(place) / "c.db")) as store:
        office = Office(store, *[names] * workers)
        office.taken_by_the_first(names)
        for _ in range(2 * mailboxes + 2):
            office.round(chance)
        levels = office.levels()
        assert levels[-1] - levels[0] <= 1
        assert not any(office.round(chance) for _ in range(4)), "nothing goes to and fro"
        assert office.notes() == []


def test_who_serves_one_mailbox_alone_gets_that_one(store: Store) -> None:
    office, chance = Office(store, "abcde", "c"), Random(1)  # noqa: S311  # who looks first
    office.taken_by_the_first("abcde")
    while office.round(chance) or office.reader("c") != "here:2:1":
        continue
    assert office.levels() == [1, 4]
    assert not any(office.round(chance) for _ in range(4))


def test_what_is_under_way_counts_and_is_given_up_once(store: Store) -> None:
    office = Office(store, "abcd", "abcd")
    office.taken_by_the_first("abcd")
    for name in "abcd":
        office.shares["here:2:1"].ask_for(store, name)
    mine = office.shares["here:1:1"]
    assert [mine.gives_up(store, name) for name in "abcd"] == [True, True, False, False]
    assert mine.gives_up(store, "a"), "it stays so until it is left"


def test_who_wanted_it_and_is_gone_is_waited_for_no_longer(store: Store) -> None:
    office = Office(store, "abcd", "abcd")
    office.taken_by_the_first("abcd")
    for name in "abcd":
        office.shares["here:2:1"].ask_for(store, name)
    office.now += timedelta(seconds=16)
    assert not office.shares["here:1:1"].gives_up(store, "a")


def test_a_reader_looks_now_and_then_and_not_for_each_mail(store: Store) -> None:
    office = Office(store, "abcd", "abcd")
    office.taken_by_the_first("abcd")
    stop = threading.Event()
    ends = ReadingEnds(stop, office.shares["here:1:1"], store, "a", lambda: office.now)
    office.shares["here:2:1"].ask_for(store, "a")
    assert not ends.is_set()
    office.now += LOOK
    assert ends.is_set()
    assert ends.given_up
    assert not stop.is_set()


def test_a_reader_whose_database_is_away_reads_on_until_that_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, looks = Office(store, "a"), list[datetime]()

    def away() -> None:
        looks.append(office.now)
        raise Unreachable("database.gone")

    monkeypatch.setattr(store, "leases", away)
    stop = threading.Event()
    ends = ReadingEnds(stop, office.shares["here:1:1"], store, "a", lambda: office.now)
    office.now += LOOK
    assert [ends.is_set(), ends.is_set()] == [False, False]
    assert len(looks) == 1
    stop.set()
    assert ends.is_set()
