"""No mail keeps the others back: one that takes too long, or kills its reader, is tried again and then set aside."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.lifecycle.mail_in import assess
from collabtui.mail.parse.message import Received, read
from support.lying_imap import LyingImap
from support.mailbox_reader import Reader, ids, mail, mails, reading

BAD = b"<2@there>"


class Killed(BaseException):
    """As far as the database can tell, SIGKILL: nothing that is written catches it."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with reading(tmp_path, LyingImap(mails(1, 2, 3))) as found:
        yield found


def on_the_bad_one(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    def reads(raw: bytes) -> Received:
        if BAD in raw and len(raw.split(b"\r\n\r\n", 1)[1]) > 0:
            happens()
        return read(raw)

    monkeypatch.setattr(assess, "read", reads)


def killed(reader: Reader) -> bool:
    """Whether the pass was."""
    try:
        reader.read()
    except Killed:
        return True
    return False


def set_aside(reader: Reader) -> Incoming:
    (found,) = (kept for kept in reader.workspace.store.find(Incoming) if kept.message_id == BAD.decode())
    assert (found.raw, found.verdict, found.state) == (mail(2), "review", "waiting")
    assert reader.waiting == []
    return found


def test_a_mail_that_kills_its_reader_is_set_aside_and_the_others_come_in(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        raise Killed

    on_the_bad_one(monkeypatch, die)
    deaths = 0
    for _ in range(20):
        deaths += killed(reader)
        if deaths == 2:
            assert reader.waiting != []
        reader.pass_by(timedelta(minutes=2))
    assert deaths == reader.workspace.config.reply.reading_tries
    assert reader.taken_in == ids(1, 2, 3)
    assert set_aside(reader).reason == "reader-died"


def test_a_worker_that_was_killed_for_another_reason_reads_all_the_same(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    died: list[int] = []

    def die_once() -> None:
        if not died:
            died.append(1)
            raise Killed

    on_the_bad_one(monkeypatch, die_once)
    assert killed(reader)
    assert reader.cursor.reading
    assert reader.read() == 3  # the first had been read, and was not kept yet
    assert not reader.cursor.reading
    assert reader.waiting == []
    assert reader.taken_in == ids(1, 2, 3)
    kept = reader.workspace.store.find(Incoming)
    assert {one.reason for one in kept} == {"stranger"}


def test_a_mail_that_takes_too_long_waits_on_the_list_and_is_set_aside(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]

    def take_long() -> None:
        seconds[0] += 11

    on_the_bad_one(monkeypatch, take_long)
    reader.workspace = replace(reader.workspace, timer=lambda: seconds[0])
    assert reader.read() == 2
    for tries in (1, 2):
        (left,) = reader.waiting
        assert (left.reason, left.tries) == ("too-slow", tries)
        assert reader.read() == 0
        reader.pass_by(timedelta(minutes=2))
    reader.pass_by(timedelta(minutes=2))
    assert reader.read() == 1
    assert set_aside(reader).reason == "too-slow"
    assert seconds[0] == 3 * 11  # and not read once more to be set aside


def test_a_mail_that_was_slow_once_comes_in_as_any_other(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0] * 8 + [99.0] * 1000)
    slow = replace(reader.workspace, timer=lambda: next(seconds))
    reader.workspace, usual = slow, reader.workspace
    reader.read()
    assert reader.waiting != []
    reader.workspace = usual
    for _ in range(3):
        reader.read()
        reader.pass_by(timedelta(minutes=5))
    assert reader.waiting == []
    assert {one.reason for one in reader.workspace.store.find(Incoming)} == {"stranger"}
    assert reader.taken_in == ids(1, 2, 3)
