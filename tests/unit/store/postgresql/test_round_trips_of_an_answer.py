"""How often a server is asked for one answer that is applied and confirmed, and that it counts once, whatever becomes
of the line, and wherever the database is moved meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Incoming, NumberedItem, Outgoing
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import receive as receiving
from collabtui.lifecycle.mail_in.answer_mail import answer_message
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.organisation.move import move, source_at, target_at
from collabtui.store.interface import Store
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from pgbed.bed import Pgbed
from support.engines import ENGINES, at, new_database
from support.records import NOW, action, person, put
from support.world import CONFIG, Clock

MOST = 15
EACH = range(1, 21)
"""Round trips before which the line is ended, one in each test; the last ones come after the answer is in."""
TOKEN, CODE = "a" * 16, "a" * 8


def asked(number: int) -> Outgoing:
    return Outgoing(
        ref=f"O{number}", kind="reminder", key=f"k{number}", person="P1", to="zhang@example.test", subject="x",
        message_id=f"<ct.{TOKEN}.aaaaaaa{number}@example.test>", token=TOKEN, code=CODE, queued_at=NOW, state="sent",
        raw=b"x", sent_at=NOW, text=f"A{number} part {number}",
        items=(NumberedItem(number=1, ref=f"A{number}", title=f"part {number}"),),
    )  # fmt: skip


def answer(number: int, text: str) -> bytes:
    return (
        f"From: zhang@example.test\r\nTo: li@example.test\r\nSubject: Re: x #{CODE}\r\n"
        "Date: Mon, 02 Mar 2026 14:00:00 +0800\r\n"
        f"In-Reply-To: <ct.{TOKEN}.aaaaaaa{number}@example.test>\r\nMessage-ID: <{number}@there>\r\n\r\n{text}\r\n"
    ).encode()


def filled(store: Store) -> None:
    put(store, person("P1", name="张伟", email="zhang@example.test"))
    for number in (1, 2):
        put(store, action(f"A{number}", title=f"part {number}", owner="P1"), asked(number))
    put(store, action("A3", title="after", owner="P1", depends_on=("A1",)))


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Workspace]:
    with closing(new_database(request.param, tmp_path, request).open_store()) as store:
        filled(store)
        yield Workspace(store, CONFIG, Templates(), every_day, Clock())


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made = list[str]()
    one, several = PostgresqlConnection.round_trip, PostgresqlConnection.rows_of_each

    def of_one(self: PostgresqlConnection, worded: str, parameters: Any) -> Any:
        made.append(worded)
        return one(self, worded, parameters)

    def of_several(self: PostgresqlConnection, questions: Any) -> Any:
        made.append(f"{len(questions)} questions")
        return several(self, questions)

    monkeypatch.setattr(PostgresqlConnection, "round_trip", of_one)
    monkeypatch.setattr(PostgresqlConnection, "rows_of_each", of_several)
    return made


def test_an_answer_is_applied_and_confirmed_in_few(office: Workspace, trips: list[str]) -> None:
    receive(office.as_worker(), answer(2, "A2: 50%"))
    trips.clear()
    done = receive(office.as_worker(), answer(1, "A1 done"))
    assert done is not None
    assert done.state == "applied", done.reason
    taken = list(trips)
    assert office.store.get(Action, "A1").status == "done"
    assert [one.key for one in office.store.find(Outgoing, state="queued")][-1].startswith("answer:")
    assert len(taken) <= MOST, "\n".join(taken)


def test_an_answer_is_composed_and_rendered_once_before_anybody_has_to_wait(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened = list[str]()
    transaction, composed, rendered = type(office.store).transaction, answer_message, Templates.mail

    def noted(name: str, then: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            happened.append(name)
            return then(*given, **named)

        return called

    monkeypatch.setattr(receiving, "answer_message", noted("composed", composed))
    monkeypatch.setattr(Templates, "mail", noted("rendered", rendered))
    monkeypatch.setattr(type(office.store), "transaction", noted("locked", transaction))
    done = receive(office.as_worker(), answer(1, "A1 done, A9 y3?"))
    assert done is not None
    assert happened == ["composed", "rendered", "locked"]
    (queued,) = office.store.find(Outgoing, state="queued")
    assert queued.text == done.answer


def test_the_same_mail_again_is_taken_in_once(office: Workspace) -> None:
    assert receive(office.as_worker(), answer(1, "A1: 50%")) is not None
    assert receive(office.as_worker(), answer(1, "A1: 50%")) is None
    assert len(office.store.find(Outgoing, state="queued")) == 1


@pytest.mark.pgbed
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_line_that_is_lost_before_any_of_them_leaves_it_taken_in_once(
    office: Workspace, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a replica is promoted while an answer is read: it is fetched again, until it is in."""
    round_trip, percents = PostgresqlConnection.round_trip, list[int]()
    for number in EACH:
        left = [number]

        def cut(self: PostgresqlConnection, worded: str, parameters: Any, left: list[int] = left) -> Any:
            left[0] -= 1
            if left[0] == 0:
                postgresql_server.end_sessions()
            return round_trip(self, worded, parameters)

        percent = 2 * number
        mail = answer(1, f"A1: {percent}%").replace(b"<1@there>", f"<{number}@there>".encode())
        with monkeypatch.context() as patched, suppress(Unreachable):
            patched.setattr(PostgresqlConnection, "round_trip", cut)
            receive(office.as_worker(), mail)
        receive(office.as_worker(), mail)
        percents.append(office.store.get(Action, "A1").percent)
    taken_in = office.store.find(Incoming)
    assert len(taken_in) == len(EACH)
    assert len(office.store.find(Outgoing, state="queued")) == len([one for one in taken_in if one.answer])
    applied = [2 * number for number, one in zip(EACH, taken_in, strict=True) if one.state == "applied"]
    assert sorted(set(percents) - {0}) == applied


@pytest.mark.pgbed
def test_an_answer_to_what_left_before_a_move_back_is_applied_in_the_file(
    postgresql_server: Pgbed, tmp_path: Path
) -> None:
    url, back = postgresql_server.own_database(), tmp_path / "back.db"
    with closing(at(url).open_store()) as store:
        filled(store)
    with closing(source_at(tmp_path / "none.db", url, "")) as source, closing(target_at(str(back), "")) as target:
        move(source, target)
    with closing(open_store(back)) as store:
        office = Workspace(store, CONFIG, Templates(), every_day, Clock())
        done = receive(office.as_worker(), answer(1, "A1 done"))
        assert done is not None
        assert (done.trust, done.state) == ("token", "applied")
        assert store.get(Action, "A1").status == "done"
        assert [one.to for one in store.find(Outgoing, state="queued")] == ["zhang@example.test"]
