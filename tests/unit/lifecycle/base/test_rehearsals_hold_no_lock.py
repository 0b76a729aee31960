"""What an import would do, and whom it would write to, is seen while others write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.importing.import_table import import_actions, import_mails, planned_import, read_listed
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.people.edit_people import imported_differences
from collabtui.store.interface import NeedsWriting, Store, Transaction
from collabtui.text.templates import Templates
from support.engines import ENGINES, new_database
from support.records import action, person, put
from support.world import CONFIG, Clock

ROWS = "title,owner,due\n备货,张伟,2026-03-20\n发货,张伟,2026-03-21\n盘点,王芳,2026-03-22\n"


@pytest.fixture(params=ENGINES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    database, stores = new_database(request.param, tmp_path, request), list[Store]()

    def one_more() -> Store:
        stores.append(database.open_store())
        return stores[-1]

    put(one_more(), person("P1", name="张伟"), person("P2", name="王芳"), action("A1", title="备货", owner="P2"))
    yield one_more
    for store in stores:
        store.close()


def acting_on(store: Store) -> Acting:
    return Workspace(store, CONFIG, Templates(), every_day, Clock()).as_user("command")


@contextmanager
def written_by_another(opened: Callable[[], Store]) -> Iterator[Transaction]:
    acting = acting_on(opened())
    with acting.transaction() as tx:
        tx.put(person(tx.next_ref(Person), name="李四"))
        yield tx


def test_an_import_is_shown_while_another_writes(opened: Callable[[], Store]) -> None:
    acting = acting_on(opened())
    with written_by_another(opened):
        table = read_listed(acting, ROWS.encode(), {})
        assert [line.kind for line in planned_import(acting, table)] == ["changed", "new", "new"]
        mails = import_mails(acting, table)
    assert sorted(mail.to for mail in mails) == ["p1@example.test", "p2@example.test"]
    assert all("备货" in mail.text or "盘点" in mail.text for mail in mails)
    assert not acting.store.find(Outgoing)
    assert [one.ref for one in acting.store.find(Action)] == ["A1"]


def test_a_list_of_people_is_shown_while_another_writes(opened: Callable[[], Store]) -> None:
    acting = acting_on(opened())
    drafts = [
        PersonDraft(name="张伟", email="p1@example.test", department="研发部"),
        PersonDraft(name="赵六", email="zhao@example.test"),
    ]
    with written_by_another(opened):
        shown = imported_differences(acting, drafts)
    assert [one.name for one in shown.imported.added] == ["赵六"]
    assert [(one.name, one.after) for one in shown.changes] == [("张伟", "研发部")]


def test_what_is_imported_waits_for_the_lock_once(opened: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    store, begun = opened(), list[str]()
    begin = type(store).transaction

    def counted(store: Any, **given: Any) -> Any:
        begun.append(given["via"])
        return begin(store, **given)

    monkeypatch.setattr(type(store), "transaction", counted)
    acting = acting_on(store)
    done = import_actions(acting, read_listed(acting, ROWS.encode(), {}))
    assert [line.kind for line in done] == ["changed", "new", "new"]
    assert begun == ["command"]
    assert len(store.find(Outgoing)) == 2


def of_mail(mail: Outgoing) -> tuple[object, ...]:
    """Without its code, which is made of a number that others draw meanwhile."""
    return mail.to, mail.subject.partition(" #")[0], mail.items


def test_it_is_what_the_import_does_then(opened: Callable[[], Store]) -> None:
    acting = acting_on(opened())
    table = read_listed(acting, ROWS.encode(), {})
    shown = import_mails(acting, table)
    import_actions(acting, table)
    queued = acting.store.find(Outgoing)
    assert [of_mail(one) for one in queued] == [of_mail(one) for one in shown]


def test_a_command_that_asks_what_only_the_database_tells_is_rehearsed_under_the_lock(
    opened: Callable[[], Store],
) -> None:
    acting, refused = acting_on(opened()), list[bool]()

    def command(own: Acting) -> list[str]:
        with own.transaction() as tx:
            tx.put(tx.get(Action, "A1").model_copy(update={"owner": "P1"}))
            try:
                return tx.owed_owners("reminder", None, own.today)
            except NeedsWriting:
                refused.append(True)
                raise

    assert rehearsed(acting, command).result == []
    assert refused == [True]
    assert acting.store.get(Action, "A1").owner == "P2"
