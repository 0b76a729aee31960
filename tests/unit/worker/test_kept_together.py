"""Mails of strangers are kept several in one transaction; one that cannot be comes by itself, and none is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.people import Person
from collabtui.errors import Conflict, Unreachable
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in import receive
from collabtui.lifecycle.mail_in.reading_budget import TooSlow
from collabtui.lifecycle.mail_in.receive import AssessedMail
from collabtui.worker.kept_together import AT_ONCE
from support.lying_imap import LyingImap
from support.mailbox_reader import Reader, ids, mails, reading

Kept = Callable[[Acting, list[AssessedMail]], list[Incoming] | None]
MANY = range(1, AT_ONCE + 4)


def batches(reader: Reader) -> list[int]:
    """How many mails each transaction kept, in the order of the mails."""
    numbers = [one.read_in for one in reader.workspace.store.find(Incoming)]
    return [numbers.count(number) for number in dict.fromkeys(numbers)]


def instead(monkeypatch: pytest.MonkeyPatch, happens: Callable[[Kept, Acting, list[AssessedMail]], None]) -> None:
    """What happens before several are kept, the first time."""
    keep, done = receive.keep_together, iter((False,))

    def kept(acting: Acting, mails: list[AssessedMail]) -> list[Incoming] | None:
        if not next(done, True):
            happens(keep, acting, mails)
        return keep(acting, mails)

    monkeypatch.setattr(receive, "keep_together", kept)


def test_mails_of_strangers_are_kept_in_few_transactions(tmp_path: Path) -> None:
    with reading(tmp_path, LyingImap(mails(*MANY))) as reader:
        assert reader.read() == len(MANY)
        assert batches(reader) == [AT_ONCE, 3]
        assert reader.taken_in == ids(*MANY)


def test_one_of_somebody_in_the_book_is_kept_by_itself(tmp_path: Path) -> None:
    with reading(tmp_path, LyingImap(mails(1, 2, 3, 4))) as reader:
        with reader.workspace.as_worker().transaction() as tx:
            tx.put(Person(ref="P1", name="Ann", email="x2@elsewhere.test"))
        assert reader.read() == 4
        (of_ann,) = reader.workspace.store.find(Incoming, person="P1")
        assert batches(reader) == [1, 3]
        assert of_ann.message_id == "<2@there>"


def test_a_mail_that_comes_twice_is_kept_once(tmp_path: Path) -> None:
    twice = mails(1, 2) | {3: mails(1)[1]}
    with reading(tmp_path, LyingImap(twice)) as reader:
        assert reader.read() == 2
        assert reader.taken_in == ids(1, 2)


def test_what_others_write_meanwhile_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def enter_her(_: Kept, acting: Acting, __: list[AssessedMail]) -> None:
        with acting.transaction() as tx:
            tx.put(Person(ref="P1", name="Ann", email="x2@elsewhere.test"))

    instead(monkeypatch, enter_her)
    with reading(tmp_path, LyingImap(mails(1, 2, 3))) as reader:
        assert reader.read() == 3
        assert [one.message_id for one in reader.workspace.store.find(Incoming, person="P1")] == ["<2@there>"]
        assert batches(reader) == [1, 1, 1]


@pytest.mark.parametrize("why", [AssertionError(), Conflict("store.conflict", ref="I1", by="李明")], ids=repr)
def test_a_mistake_with_several_leaves_each_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    def mistake(*_: object) -> None:
        raise why

    instead(monkeypatch, mistake)
    with reading(tmp_path, LyingImap(mails(1, 2, 3))) as reader:
        assert reader.read() == 3
        assert batches(reader) == [1, 1, 1]


def test_one_that_is_too_slow_when_it_is_read_anew_is_on_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = receive.receive_assessed

    def anew(acting: Acting, mail: AssessedMail, met: object) -> Incoming | None:
        if b"<1@there>" in mail.mail.raw:
            raise TooSlow("mail.too_slow", seconds=5)
        return take_in(acting, mail)

    def nothing_holds(_: Acting, mails: list[AssessedMail]) -> None:
        assert len(mails) == 3

    monkeypatch.setattr(receive, "receive_assessed", anew)
    monkeypatch.setattr(receive, "keep_together", nothing_holds)
    with reading(tmp_path, LyingImap(mails(1, 2, 3))) as reader:
        assert reader.read() == 2
        assert [one.uid for one in reader.waiting] == [1]
        assert reader.taken_in == ids(2, 3)


@pytest.mark.parametrize("last", [3, AT_ONCE, AT_ONCE + 2])
def test_what_the_store_refuses_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    """The mark in the mailbox stays before them."""

    def refuse(*_: object) -> list[Incoming] | None:
        raise Unreachable("store.busy", path="collabtui.db")

    with reading(tmp_path, LyingImap(mails(*range(1, last + 1)))) as reader:
        with monkeypatch.context() as held:
            held.setattr(receive, "keep_together", refuse)
            assert reader.read_or_fail() == "store.busy"
        assert (reader.taken_in, reader.cursor.last_uid) == ([], 0)
        assert reader.read() == last
        assert reader.taken_in == ids(*range(1, last + 1))
