"""A command that is begun twice on a server gives the second time the numbers that it drew the first time."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Outgoing, raw_digest
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import BulkChange, change_each
from collabtui.lifecycle.actions.importing import import_table
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.mail_message import Message
from collabtui.lifecycle.base.outbox_keys import batch_of_part
from collabtui.lifecycle.base.queue_mail import queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.rendering.same_numbers import NumbersKept
from collabtui.store.interface import Store
from collabtui.text.templates import Rendered, Templates
from support.engines import new_database
from support.records import action, person, put
from support.world import CONFIG, Clock

pytestmark = pytest.mark.pgbed


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with closing(new_database("postgresql", tmp_path, request).open_store()) as store:
        put(store, person("P1", name="张伟", email="zhang@example.test"))
        yield store


def test_what_was_drawn_comes_again_and_then_what_is_new(store: Store) -> None:
    kept, acting = NumbersKept(store), Workspace(store, CONFIG, Templates(), every_day, Clock()).as_worker()
    told = {"actor": acting.actor, "via": acting.via, "now": acting.now}
    with suppress(ZeroDivisionError), kept.noting().transaction(**told) as tx:  # type: ignore[arg-type]  # by their names
        drawn = [tx.next_ref(Action) for _ in range(2)]
        raise ZeroDivisionError
    with kept.giving_again().transaction(**told) as tx:  # type: ignore[arg-type]  # by their names
        assert [tx.next_ref(Action) for _ in range(2)] == drawn
        assert tx.next_ref(Action) not in drawn


@mails_ahead
def taken_down(acting: Acting, title: str) -> Outgoing | None:
    with acting.transaction() as tx:
        made = tx.put(action(tx.next_ref(Action), title=title, owner="P1"))
        person_of_it = tx.find(type(person("P1")), name="张伟")[0]
        context = {"topic": title, "text": f"{made.ref} {title}"}
        message = Message("answer", f"x:{made.ref}", person_of_it, "letter", context)
        return queue(tx, acting, message)


def test_a_mail_that_names_what_the_command_makes_is_rendered_before_the_lock(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, locked = Workspace(store, CONFIG, Templates(), every_day, Clock()), list[bool]()
    mail = Templates.mail

    def watched(self: Templates, *arguments: object, **context: object) -> Rendered:
        locked.append(store._connection.in_transaction)  # type: ignore[attr-defined]  # of either engine
        return mail(self, *arguments, **context)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Templates, "mail", watched)
    for number in (1, 2):
        queued = taken_down(workspace.as_user("command"), "报价")
        assert queued is not None
        assert f"A{number} 报价" in queued.text, "no number is left out"
    assert locked == [False, False]


def test_the_rows_of_a_table_are_matched_before_the_lock(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of the mails that are only shown."""
    workspace, locked = Workspace(store, CONFIG, Templates(), every_day, Clock()), list[bool]()
    reading, acting = import_table._reading, workspace.as_user("command")
    rows = "title,owner,due\n备货,张伟,2026-03-20\n发货,张伟,2026-03-21\n"
    table = import_table.read_listed(acting, rows.encode(), {})

    def watched(*given: Any) -> Any:
        locked.append(store._connection.in_transaction)  # type: ignore[attr-defined]  # of either engine
        return reading(*given)

    monkeypatch.setattr(import_table, "_reading", watched)
    import_table.import_mails(acting, table)
    import_table.import_actions(acting, table)
    assert locked == [False, False]
    assert [line.kind for line in import_table.import_actions(acting, table)] == ["same", "same"]


@pytest.mark.parametrize("tells", [False, True])
def test_a_command_knows_the_batch_in_which_it_is_kept(store: Store, *, tells: bool) -> None:
    """Once begun or twice: what was read in a mail is kept with it, and replayed from there."""
    known = list[int]()

    @mails_ahead
    def noted(acting: Acting) -> Action:
        with acting.transaction() as tx:
            known.append(tx.batch)
            made = tx.put(action(tx.next_ref(Action), title="报价", owner="P1"))
            if tells:
                queue(
                    tx,
                    acting,
                    Message("answer", f"x:{made.ref}", tx.find(Person)[0], "letter", {"topic": "x", "text": "x"}),
                )
            return made

    made = noted(Workspace(store, CONFIG, Templates(), every_day, Clock()).as_user("command"))
    assert len(known) == 1 + tells
    assert known[-1] == store.changes(made.ref)[-1].batch


OWNERS = range(2, 9)


@pytest.mark.parametrize("others", [False, True])
def test_the_mails_of_many_whose_part_changes_are_rendered_before_the_lock(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, others: bool
) -> None:
    """Their names hold the number of the batch, which is foreseen; where somebody else has drawn it meanwhile they are
    rendered anew."""
    workspace, locked = Workspace(store, CONFIG, Templates(), every_day, Clock()), list[bool]()
    put(store, *(person(f"P{number}", name=f"Owner {number}") for number in OWNERS))
    mail, acting = Templates.mail, workspace.as_user("command")

    def watched(self: Templates, *arguments: object, **context: object) -> Rendered:
        locked.append(store._connection.in_transaction)  # type: ignore[attr-defined]  # of either engine
        if others and locked[-2:] == [True, False]:
            put(store, person("P1", version=1, name="张小伟"))
        return mail(self, *arguments, **context)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Templates, "mail", watched)
    rows = "title,owner\n" + "".join(f"Task {number},Owner {number}\n" for number in OWNERS)
    import_table.import_actions(acting, import_table.read_listed(acting, rows.encode(), {}))
    queued = store.find(Outgoing)
    assert [one.to for one in queued] == [f"p{number}@example.test" for number in OWNERS]
    assert [batch_of_part(one.key) for one in queued] == [store.changes(one.ref)[-1].batch for one in queued]
    assert all(one.raw and one.digest == raw_digest(one.raw) for one in queued)
    assert locked[4:11] == [False] * 7
    assert len(locked[11:]) == (7 if others else 0)


def test_a_few_are_rendered_as_they_are_queued(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """To begin the whole command twice would hold the lock for longer."""
    begun, begin = list[str](), type(store).transaction

    def counted(store: Any, **given: Any) -> Any:
        begun.append(given["via"])
        return begin(store, **given)

    monkeypatch.setattr(type(store), "transaction", counted)
    acting = Workspace(store, CONFIG, Templates(), every_day, Clock()).as_user("command")
    table = import_table.read_listed(acting, "title,owner\n报价,张伟\n".encode(), {})
    import_table.import_actions(acting, table)
    assert begun == ["command"]
    (queued,) = store.find(Outgoing)
    assert queued.to == "zhang@example.test"
    assert batch_of_part(queued.key) == store.changes(queued.ref)[-1].batch, "another batch gave it nothing"


def test_many_of_a_command_begun_twice_are_rendered_for_the_batch_it_has_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, locked = Workspace(store, CONFIG, Templates(), every_day, Clock()), list[bool]()
    put(store, *(person(f"P{number}", name=f"Owner {number}") for number in OWNERS))
    put(store, *(action(f"A{number}", title=f"Task {number}", owner=f"P{number}") for number in OWNERS))
    mail, acting = Templates.mail, workspace.as_user("command")

    def watched(self: Templates, *arguments: object, **context: object) -> Rendered:
        locked.append(store._connection.in_transaction)  # type: ignore[attr-defined]  # of either engine
        return mail(self, *arguments, **context)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Templates, "mail", watched)
    change_each(acting, [f"A{number}" for number in OWNERS], BulkChange(owner="张伟"))
    queued = store.find(Outgoing)
    assert {one.to for one in queued} == {"zhang@example.test", *(f"p{number}@example.test" for number in OWNERS)}
    assert {batch_of_part(one.key) for one in queued} == {store.changes(queued[0].ref)[-1].batch}
    assert locked == [True] * 4 + [False] * 8
