"""Mails that cannot be had, and servers that hand out none: which of the two it is."""

import pytest

from collabtui.errors import Unreachable
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.mail_fetch import Fetched, Unreadable
from support.imap_script import SECRET, scripted
from support.lying_imap import Lie, LyingImap, always
from support.scripted_server import Scripted

ABOUT_ONE: tuple[Lie, ...] = ("no", "bad", "garbage", "nil", "missing", "empty")


def mail(number: int) -> bytes:
    return b"Message-ID: <%d@there>\r\nSubject: mail %d\r\n\r\nHello number %d.\r\n" % (number, number, number)


def mails(count: int) -> dict[int, bytes]:
    return {number: mail(number) for number in range(1, count + 1)}


def fetched(folder: LyingImap, at_once: int = 200) -> list[Fetched | Unreadable]:
    with Scripted(folder) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        return list(mailbox.fetch(mailbox.new_uids(0), at_once))


@pytest.mark.parametrize("lie", ABOUT_ONE)
@pytest.mark.parametrize("bad", [1, 5, 9])
def test_one_mail_that_cannot_be_had_keeps_no_other_back(lie: Lie, bad: int) -> None:
    found = fetched(LyingImap(mails(9), always({bad: lie})))
    assert [one.uid for one in found] == list(range(1, 10))
    assert [one.uid for one in found if isinstance(one, Unreadable)] == [bad]
    assert [one.raw for one in found if isinstance(one, Fetched)] == [mail(n) for n in range(1, 10) if n != bad]


@pytest.mark.parametrize("lie", ABOUT_ONE)
def test_a_server_that_hands_out_nothing_is_the_one_to_blame_and_is_asked_a_few_times_only(lie: Lie) -> None:
    folder = LyingImap(mails(200), lambda uids: dict.fromkeys(uids, lie))
    with pytest.raises(Unreachable, match=r"imap\.answer"):
        fetched(folder)
    assert len(folder.fetched) < 20


@pytest.mark.parametrize("lie", ABOUT_ONE)
def test_a_server_that_stops_handing_out_is_to_blame_for_the_rest(lie: Lie) -> None:
    folder = LyingImap(mails(30))
    folder.lies = lambda uids: dict.fromkeys(uids, lie) if len(folder.fetched) >= 2 else {}
    with Scripted(folder) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        found = mailbox.fetch(mailbox.new_uids(0), 10)
        assert all(isinstance(next(found), Fetched) for _ in range(20))
        with pytest.raises(Unreachable, match=r"imap\.answer"):
            next(found)


@pytest.mark.parametrize("lie", ABOUT_ONE)
def test_of_the_only_mail_nobody_can_tell_so_the_server_is_asked_again(lie: Lie) -> None:
    with pytest.raises(Unreachable, match=r"imap\.answer"):
        fetched(LyingImap(mails(1), always({1: lie})))


def test_many_bad_mails_among_good_ones_are_all_named() -> None:
    bad: dict[int, Lie] = dict.fromkeys((2, 3, 4, 5, 6, 11), "no")
    found = fetched(LyingImap(mails(11), always(bad)))
    assert {one.uid for one in found if isinstance(one, Unreadable)} == set(bad)
    assert len(found) == 11


def test_a_server_that_asks_for_a_pause_gets_it_at_once() -> None:
    folder = LyingImap(mails(9), always({5: "throttled"}))
    with pytest.raises(Unreachable, match=r"imap\.busy"):
        fetched(folder)
    assert len(folder.fetched) == 1


@pytest.mark.parametrize("lie", ["bye", "hang up", "torn"])
def test_it_is_known_on_which_mails_the_line_broke(lie: Lie) -> None:
    folder = LyingImap(mails(9), always({5: lie}))
    with Scripted(folder) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        found = mailbox.fetch(mailbox.new_uids(0), 3)
        assert [next(found).uid for _ in range(3)] == [1, 2, 3]
        with pytest.raises(Unreachable, match=r"imap\.gone"):
            next(found)
        assert mailbox.asked == (4, 5, 6)


def test_a_mail_whose_date_cannot_be_read_is_had_without_it() -> None:
    found = fetched(LyingImap(mails(3), always({2: "bad date"})))
    assert [one.raw for one in found if isinstance(one, Fetched)] == list(mails(3).values())


def test_a_mail_that_came_short_is_said_to_be() -> None:
    found = fetched(LyingImap(mails(3), always({2: "short"})))
    assert [one.is_short for one in found if isinstance(one, Fetched)] == [False, True, False]


def test_a_deleted_mail_is_left_out() -> None:
    folder = LyingImap(mails(3))
    with Scripted(folder) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        assert [one.uid for one in mailbox.fetch([1, 2, 3, 8, 9])] == [1, 2, 3]


def test_the_message_ids_of_what_is_there_are_known() -> None:
    with Scripted(LyingImap(mails(3))) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        assert mailbox.message_ids([2, 3, 7]) == {2: "<2@there>", 3: "<3@there>"}
