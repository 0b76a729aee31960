"""No mail is passed over: what a server does not hand out stays on the list, and comes in once when it does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from collabtui.domain.mail.mail_records import NumberedItem, Unfetched
from collabtui.domain.retry_pauses import LONGEST_FETCH_PAUSE
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.worker.one_pass import sync
from collabtui.worker.uid_validity import FIRST_LOOK, LOOK_BACK
from collabtui.worker.unfetched_mails import MOST_NOT_LISTED, SEEN_LATE, pause
from support.imap_script import SECRET, scripted
from support.invariants import database_of, holds
from support.lying_imap import Lie, LyingImap, always, honest
from support.mailbox_reader import Reader, ids, mail, mails, reading
from support.records import action, outgoing, put
from support.world import CONFIG

ABOUT_ONE: tuple[Lie, ...] = (
    *("no", "bad", "garbage", "nil", "missing", "empty", "atom", "quoted", "blank", "later part"),
    "short",
)
ABOUT_SERVER: tuple[Lie, ...] = ("throttled", "bye", "hang up", "torn")


@pytest.mark.parametrize("lie", ABOUT_ONE)
def test_a_mail_that_cannot_be_had_is_kept_on_the_list_and_comes_in_later(tmp_path: Path, lie: Lie) -> None:
    folder = LyingImap(mails(1, 2, 3), always({2: lie}))
    with reading(tmp_path, folder) as reader:
        assert reader.read() == 2
        (left,) = reader.waiting
        assert (left.uid, left.uidvalidity, left.tries) == (2, 7, 1)
        assert left.reason != ""
        assert reader.read() == 0  # and asked for again at once
        (left,) = reader.waiting
        assert left.tries == 2
        folder.lies = honest
        assert reader.read() == 0  # not before the pause is over
        reader.pass_by(pause(2))
        assert reader.read() == 1
        assert reader.taken_in == ids(1, 2, 3)
        assert reader.waiting == []
        reader.pass_by(timedelta(days=1))
        assert reader.read() == 0


def test_a_pause_that_began_while_the_clock_was_ahead_is_over(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2, 3), always({2: "no"}))
    with reading(tmp_path, folder) as reader:
        reader.pass_by(timedelta(days=3650))
        reader.read()
        reader.read()
        reader.pass_by(-timedelta(days=3650))
        folder.lies = honest
        assert reader.read() == 1
        assert reader.taken_in == ids(1, 2, 3)


def test_pauses_grow_up_to_a_limit() -> None:
    pauses = [pause(tries) for tries in range(1, 40)]
    assert pauses[:4] == [timedelta(), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_FETCH_PAUSE


@pytest.mark.parametrize("lie", ABOUT_ONE[:-1])
def test_a_server_that_hands_out_nothing_ends_the_pass_and_no_mail_is_blamed(tmp_path: Path, lie: Lie) -> None:
    folder = LyingImap(mails(*range(1, 8)), lambda uids: dict.fromkeys(uids, lie))
    with reading(tmp_path, folder) as reader:
        assert reader.read_or_fail() == "imap.answer"
        assert reader.waiting == []
        folder.lies = honest
        assert reader.read() == 7


@pytest.mark.parametrize(
    ("lie", "key"), [("throttled", "imap.busy"), *((lie, "imap.gone") for lie in ABOUT_SERVER[1:])]
)
def test_what_a_server_says_of_itself_ends_the_pass_and_nothing_is_lost(tmp_path: Path, lie: Lie, key: str) -> None:
    folder = LyingImap(mails(1, 2, 3), always({2: lie}))
    with reading(tmp_path, folder) as reader:
        assert reader.read_or_fail() == key
        assert reader.waiting == []
        folder.lies = honest
        reader.read()
        assert reader.taken_in == ids(1, 2, 3)


@pytest.mark.parametrize("lie", ["bye", "hang up", "torn"])
def test_a_mail_on_which_the_line_breaks_each_time_does_not_keep_the_others_back_for_ever(
    tmp_path: Path, lie: Lie
) -> None:
    folder = LyingImap(mails(*range(1, 21)), always({7: lie}))
    with reading(tmp_path, folder) as reader:
        passes = 0
        while len(reader.taken_in) < 19:
            reader.read_or_fail()
            passes += 1
            assert passes < 12
        reader.read_or_fail()
        assert [left.uid for left in reader.waiting] == [7]
        folder.lies = honest
        reader.pass_by(timedelta(hours=1))
        assert reader.read() == 1
        assert reader.cursor.at_once is None


@pytest.mark.parametrize("first", ["no", "nil", "garbage"])
@pytest.mark.parametrize("second", ["bye", "hang up", "torn"])
def test_a_mail_in_doubt_before_one_on_which_the_line_breaks_is_not_lost(
    tmp_path: Path, first: Lie, second: Lie
) -> None:
    folder = LyingImap(mails(1, 2, 3), always({1: first, 2: second}))
    with reading(tmp_path, folder) as reader:
        for _ in range(8):
            reader.read_or_fail()
        assert reader.taken_in == ids(3)
        assert [left.uid for left in reader.waiting] == [1, 2]
        folder.lies = honest
        for _ in range(3):
            reader.pass_by(LONGEST_FETCH_PAUSE)
            reader.read()
        assert reader.taken_in == ids(1, 2, 3)


def test_a_line_that_breaks_on_the_mail_compared_with_loses_none(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2, 3))
    with reading(tmp_path, folder) as reader:
        reader.read()
        folder.mails |= mails(4, 5, 6, 7)
        folder.lies = always({1: "hang up", 4: "no", 5: "no", 6: "no", 7: "no"})
        for _ in range(5):
            reader.read_or_fail()
        folder.lies = honest
        for _ in range(4):
            reader.pass_by(LONGEST_FETCH_PAUSE)
            reader.read()
        assert reader.taken_in == ids(*range(1, 8))


def test_a_whole_pass_ends_with_what_the_server_said(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2, 3), lambda uids: dict.fromkeys(uids, "no"))
    with reading(tmp_path, folder) as reader:
        imap = scripted(reader.server, junk=False)
        workspace = replace(reader.workspace, config=CONFIG.model_copy(update={"imap": imap}))
        done = sync(workspace, lambda *_: SECRET, reader.clock)
        assert [error.key for error in done.errors] == ["imap.answer"]
        folder.lies = honest
        assert sync(workspace, lambda *_: SECRET, reader.clock).read.total() == 3


def test_the_same_short_mail_twice_is_all_there_is(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2))
    folder.announced_more = 100  # as Exchange does
    with reading(tmp_path, folder) as reader:
        assert reader.read() == 0
        assert reader.read() == 2
        assert reader.waiting == []
        assert reader.taken_in == ids(1, 2)


def test_what_is_deleted_on_the_server_leaves_the_list(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2, 3), always({2: "nil"}))
    with reading(tmp_path, folder) as reader:
        reader.read()
        assert len(reader.waiting) == 1
        del folder.mails[2]
        reader.read()
        assert reader.waiting == []
        assert reader.workspace.store.find(Unfetched, state="gone") != []


def test_a_mail_that_is_seen_later_than_those_behind_it_is_not_passed_over(tmp_path: Path) -> None:
    """As where mails come in by several ways at once: its UID is given before the others', and it is there after."""
    folder = LyingImap(mails(1, 2))
    with reading(tmp_path, folder) as reader:
        reader.read()
        folder.mails |= mails(5, 6)
        assert reader.read() == 2
        assert [(left.uid, left.reason) for left in reader.waiting] == [(3, "not-listed"), (4, "not-listed")]
        folder.mails |= mails(4)
        assert reader.read() == 1
        assert reader.taken_in == ids(1, 2, 4, 5, 6)
        assert [left.uid for left in reader.waiting] == [3]
        reader.pass_by(pause(2))
        folder.mails |= mails(3)  # who watches has passed again within a second
        assert reader.read() == 1
        assert reader.waiting == []
        reader.pass_by(timedelta(days=1))
        assert reader.read() == 0


def test_what_is_never_seen_leaves_the_list_after_a_while(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 3))
    with reading(tmp_path, folder) as reader:
        reader.read()
        reader.read()
        assert [left.uid for left in reader.waiting] == [2]
        reader.pass_by(SEEN_LATE)
        reader.read()
        assert reader.waiting == []
        assert folder.fetched == [(1, 3)]


@pytest.mark.parametrize("change", [None, "validity"])
def test_a_mail_that_is_seen_after_the_very_first_listing_is_not_passed_over(
    tmp_path: Path, change: str | None
) -> None:
    """Between the others, below all of them, and where none is seen yet."""
    folder = LyingImap(mails(1))
    with reading(tmp_path, folder) as reader:
        now = reader.clock.now
        if change:
            reader.read()
            folder.uidvalidity = 8
        old = {2: mail(2)}  # seen, and passed by for its age: a later look does not bring it
        folder.came_in = {2: now.date() - timedelta(days=200)}
        many = range(6, 6 + FIRST_LOOK)
        folder.mails = old | mails(4, *many)
        reader.read()
        assert [(left.uid, left.reason) for left in reader.waiting] == [
            (1, "not-listed"),
            (3, "not-listed"),
            (5, "not-listed"),
        ]
        folder.mails |= mails(3, 5)
        assert reader.read() == 2
        assert set(ids(3, 4, 5, *many)) <= set(reader.taken_in)
        assert ids(2)[0] not in reader.taken_in


def test_the_mails_of_a_folder_that_shows_none_yet_are_not_passed_over(tmp_path: Path) -> None:
    folder = LyingImap({})
    folder.uidnext = 4
    with reading(tmp_path, folder) as reader:
        reader.read()
        assert [left.uid for left in reader.waiting] == [1, 2, 3]
        folder.mails = mails(2, 4)
        folder.uidnext = None
        assert reader.read() == 2


def test_of_those_that_are_not_seen_at_first_the_newest_are_looked_for(tmp_path: Path) -> None:
    folder = LyingImap(mails(5000))
    with reading(tmp_path, folder) as reader:
        reader.read()
        assert [left.uid for left in reader.waiting] == [*range(5000 - MOST_NOT_LISTED, 5000)]


def test_the_only_mail_left_in_the_folder_goes_on_being_tried(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2), always({2: "no"}))
    with reading(tmp_path, folder) as reader:
        reader.read()
        del folder.mails[1]
        for tries in (2, 3):
            assert reader.read() == 0
            assert [left.tries for left in reader.waiting] == [tries]
            reader.pass_by(pause(tries))


# UIDs that mean other mails than before


def renumbered(folder: LyingImap) -> None:
    folder.uidvalidity = 8


def begun_below(folder: LyingImap) -> None:
    """The same UIDVALIDITY, and UIDs from 1: as some servers restore a mailbox."""


def begun_beyond(folder: LyingImap) -> None:
    """The same, and so many mails that UIDNEXT has passed the cursor."""
    folder.mails |= {uid: mail(900 + uid) for uid in range(6, 30)}


@pytest.mark.parametrize("change", [renumbered, begun_below, begun_beyond])
def test_uids_that_begin_anew_are_noticed_and_nothing_is_taken_in_twice(
    tmp_path: Path, change: Callable[[LyingImap], None]
) -> None:
    folder = LyingImap({10 + number: mail(number) for number in range(1, 6)}, always({12: "nil"}))
    with reading(tmp_path, folder) as reader:
        reader.read()
        assert reader.taken_in == ids(1, 3, 4, 5)
        folder.lies = honest
        folder.mails = {number: mail(number) for number in range(1, 6)}
        folder.mails[6] = mail(6)
        change(folder)
        if change is begun_beyond:
            folder.mails |= {14: mail(99), 15: mail(98)}
        reader.read()
        there = [raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode() for raw in folder.mails.values()]
        assert reader.taken_in == sorted(there)
        assert reader.waiting == []


def test_a_mailbox_that_only_lost_mails_is_read_on(tmp_path: Path) -> None:
    folder = LyingImap(mails(1, 2, 3))
    folder.uidnext = 4
    with reading(tmp_path, folder) as reader:
        reader.read()
        folder.mails = mails(4)
        folder.uidnext = 5
        assert reader.read() == 1
        assert "UID 4:*" in folder.searched


@pytest.mark.parametrize("above", [(), (25,), (25, 26, 27)])
@pytest.mark.parametrize("kept", [(), (11,)])
def test_another_server_without_any_of_the_marked_mails_is_noticed(
    tmp_path: Path, above: tuple[int, ...], kept: tuple[int, ...]
) -> None:
    """The same UIDVALIDITY, a higher UIDNEXT, and nothing where the marked mails stood."""
    folder = LyingImap(mails(*range(1, 21)))
    with reading(tmp_path, folder) as reader:
        reader.read()
        folder.mails = {uid: mail(50 + uid) for uid in (*range(1, 11), *above)} | {uid: mail(1) for uid in kept}
        folder.uidnext = 30
        reader.read()
        new = [50 + uid for uid in (*range(1, 11), *above)]
        assert reader.taken_in == ids(*range(1, 21), *new)
        assert reader.read() == 0


def test_a_mailbox_whose_newest_mails_were_put_away_is_read_on(tmp_path: Path) -> None:
    folder = LyingImap(mails(*range(1, 21)))
    with reading(tmp_path, folder) as reader:
        reader.read()
        folder.mails = {uid: raw for uid, raw in folder.mails.items() if uid < 9} | mails(21)
        folder.uidnext = 22
        assert reader.read() == 1
        assert "UID 21:*" in folder.searched


def test_a_folder_is_read_back_to_when_it_was_read_to_its_end(tmp_path: Path) -> None:
    folder = LyingImap(mails(1))
    with reading(tmp_path, folder) as reader:
        reader.read()
        reader.pass_by(timedelta(days=40))
        folder.uidvalidity = 8
        reader.read()
    assert [asked for asked in folder.searched if "SINCE" in asked][-3] == "SINCE 25-Feb-2026 BEFORE 11-Mar-2026"
    assert FIRST_LOOK >= 1


def test_a_folder_that_is_read_for_the_first_time_is_read_back_to_the_oldest_open_question(tmp_path: Path) -> None:
    folder = LyingImap(mails(1))
    with reading(tmp_path, folder) as reader:
        now = reader.clock.now
        asks = {"kind": "reminder", "items": (NumberedItem(number=1, ref="A1", title="接口文档"),)}
        put(reader.workspace.store, action("A1"), outgoing("O1", queued_at=now - timedelta(days=90), **asks))
        reader.read()
        reached = now - timedelta(days=90) - LOOK_BACK
    first = next(asked for asked in folder.searched if "SINCE" in asked)
    assert first.startswith(f"SINCE {reached:%d-%b-%Y} ")


def another_validity(reader: Reader, folder: LyingImap) -> None:
    folder.uidvalidity = 8


def another_host(reader: Reader, folder: LyingImap) -> None:
    reader.host = "127.0.0.1"


def another_user(reader: Reader, folder: LyingImap) -> None:
    reader.username = "li.ming"


@pytest.mark.parametrize("change", [another_validity, another_host, another_user])
def test_whatever_makes_the_uids_new_it_is_read_back_to_the_oldest_open_question(
    tmp_path: Path, change: Callable[[Reader, LyingImap], None]
) -> None:
    """The answer came in weeks ago, and more mails after it than are looked at in any case. What came in before the
    question is left alone."""
    folder = LyingImap({1: mail(1)})
    with reading(tmp_path, folder) as reader:
        now = reader.clock.now
        asks = {"kind": "reminder", "items": (NumberedItem(number=1, ref="A1", title="接口文档"),)}
        put(reader.workspace.store, action("A1"), outgoing("O1", queued_at=now - timedelta(days=90), **asks))
        reader.read()
        before, answer, later = 2, 3, range(4, 4 + FIRST_LOOK)
        folder.mails = {40 + number: mail(number) for number in (before, answer, *later)}
        folder.came_in = {40 + number: now.date() for number in later}
        folder.came_in |= {42: (now - timedelta(days=200)).date(), 43: (now - timedelta(days=60)).date()}
        change(reader, folder)
        reader.read()
        assert reader.taken_in == ids(1, answer, *later)


@pytest.mark.parametrize("by_hand_first", [True, False])
def test_a_mail_that_is_also_given_by_hand_is_taken_in_once(tmp_path: Path, *, by_hand_first: bool) -> None:
    saved = mail(2).replace(b"\r\n", b"\n")  # as a file, without what our server added
    folder = LyingImap({1: mail(1), 2: b"Received: by mx.example.test; Mon, 2 Mar 2026 14:00:09 +0800\r\n" + mail(2)})
    with reading(tmp_path, folder) as reader:
        if by_hand_first:
            assert receive(reader.workspace.as_user("command"), saved) is not None
        reader.read()
        if not by_hand_first:
            assert receive(reader.workspace.as_user("command"), saved) is None
        assert reader.taken_in == ids(1, 2)
        assert reader.read() == 0


class LyingServer(RuleBasedStateMachine):
    """Whatever it answers, in the end each mail that it ever hands out whole is taken in exactly once."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self._place = tempfile.TemporaryDirectory()
        self.folder = LyingImap({})
        self._open = reading(Path(self._place.name), self.folder)
        self.reader = self._open.__enter__()
        self.number = 0
        self.bad: dict[int, Lie] = {}

    def teardown(self) -> None:
        self.folder.lies = honest
        for _ in range(20):
            self.reader.pass_by(LONGEST_FETCH_PAUSE)
            if self.reader.read_or_fail() == "" and not self.reader.waiting:
                break
        try:
            assert self.reader.taken_in == ids(*range(1, self.number + 1))
            assert self.reader.waiting == []
            holds(database_of(self.reader.workspace))
        finally:
            self._open.__exit__(None, None, None)
            self._place.cleanup()

    @rule(count=st.integers(1, 6))
    def arrive(self, count: int) -> None:
        for _ in range(count):
            self.number += 1
            self.folder.mails[max(self.folder.mails, default=0) + 1] = mail(self.number)

    @rule(uid=st.integers(1, 12), lie=st.sampled_from(ABOUT_ONE + ABOUT_SERVER))
    def refuse(self, uid: int, lie: Lie) -> None:
        self.bad[uid] = lie
        self.folder.lies = always(dict(self.bad))

    @rule(lie=st.sampled_from(ABOUT_ONE + ABOUT_SERVER))
    def refuse_all(self, lie: Lie) -> None:
        self.folder.lies = lambda uids: dict.fromkeys(uids, lie)

    @rule()
    def relent(self) -> None:
        self.bad = {}
        self.folder.lies = honest

    @rule(validity=st.integers(7, 9))
    def renumber(self, validity: int) -> None:
        """The mails stay; their UIDs begin anew, under a new UIDVALIDITY or under the old one."""
        self.folder.uidvalidity = validity
        kept = [self.folder.mails[uid] for uid in sorted(self.folder.mails)]
        start = 1 if min(self.folder.mails, default=1) > 1 else 40
        self.folder.mails = {start + place: raw for place, raw in enumerate(kept)}
        self.bad = {}
        self.folder.lies = honest

    @rule()
    def read(self) -> None:
        self.reader.read_or_fail()

    @rule(minutes=st.sampled_from([1, 10, 600]))
    def wait(self, minutes: int) -> None:
        self.reader.pass_by(timedelta(minutes=minutes))

    @invariant()
    def nothing_is_doubled_or_invented(self) -> None:
        taken = self.reader.taken_in
        assert len(taken) == len(set(taken))
        assert set(taken) <= set(ids(*range(1, self.number + 1)))


LyingServer.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestLyingServer = LyingServer.TestCase


def test_who_is_told_to_end_reads_no_further_mail_and_passes_over_none(tmp_path: Path) -> None:
    with reading(tmp_path, LyingImap(mails(*range(1, 8)))) as reader:
        ends = iter((False, True))
        assert reader.read(stop=lambda: next(ends)) == 2
        assert not reader.cursor.reading  # nobody was killed
        assert reader.taken_in == ids(1, 2)
        assert reader.read() == 5
        assert reader.taken_in == ids(*range(1, 8))
