"""Each cell of `support.permission_matrix`: by the rule alone, by a command on a real database, and by raw SQL. By key:
`tests/screens/access/test_role_keys.py`."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collabtui.domain.access.permission import CHANGE_KINDS, ChangeKind, may_change, may_open
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Entry, Slot
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.actions import edit_actions, saved_lists
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.live import edit_entry
from collabtui.lifecycle.mail_in import trusted_server_decision
from collabtui.lifecycle.matters import confidential_matters, resources
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people import edit_people
from collabtui.text.templates import Templates
from support.engines import ENGINES, at
from support.permission_matrix import OUTSIDE, ROLES, ROWS, expected, relation_in, roles_in, rows
from support.records import NOW, action, meeting, outgoing, person, put
from support.world import CONFIG, Clock

if TYPE_CHECKING:
    from pgbed.bed import Pgbed

X, NAME = "X-2026-001", "王芳"
COMMANDS: dict[ChangeKind, Callable[[Acting], object]] = {
    "matter": lambda acting: resources.answer_for_giver(acting, "RES1", "for", "yes"),
    "plan": lambda acting: plan.change_slots(acting, "M1", lambda slots: slots[:1]),
    "record": lambda acting: edit_entry.reword(acting, "E1", "otherwise"),
    "action": lambda acting: edit_actions.update_action(acting, "A1", Update(ref="A1", percent=40)),
    "mail": lambda acting: outbox.hold(acting, "O1"),
    "people": lambda acting: edit_people.edit_person(acting, "P2", edit_people.PersonChange(title="x")),
    "settings": lambda acting: trusted_server_decision.trust_server(acting, "mx.example.test"),
    "lists": lambda acting: saved_lists.save_view(acting, "late", line="overdue", order="due", group=""),
    "access": lambda acting: confidential_matters.make_confidential(acting, X, ["李雷", "韩梅梅"]),
}


def test_the_table_has_a_row_for_each_role_and_a_column_for_each_kind() -> None:
    assert {row[0] for row in ROWS} == {*ROLES, "nobody"}
    assert {len(row) for row in ROWS} == {2 + len(CHANGE_KINDS)}
    assert set(COMMANDS) == set(CHANGE_KINDS)


@rows
def test_each_cell_by_the_rule(row: list[str]) -> None:
    found = {kind: may_change(roles_in(row), kind, relation_in(row)) for kind in CHANGE_KINDS}
    assert found == {kind: expected(row, kind) for kind in CHANGE_KINDS}
    assert may_open(roles_in(row), relation_in(row)) == is_seen(row)


def is_seen(row: list[str]) -> bool:
    return bool(roles_in(row)) and not row[1].startswith("other")


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    own = request.param == "postgresql" and request.getfixturevalue("postgresql_server").own_database()
    store = at(own or str(tmp_path / "collabtui.db")).open_store()
    yield Workspace(store, CONFIG, Templates(), every_day, Clock())
    store.close()


def furnished(office: Workspace, row: list[str]) -> Acting:
    """Everything is of the department 研发部; 王芳, who has the role, is of it where the row says so."""
    relation = relation_in(row)
    own = "研发部" if relation.is_of_own_department else "市场部"
    readers = (NamedReader(person="P9"), *([NamedReader(person="P1")] if relation.is_named else []))
    matter = Matter(ref=X, title="机密的事", created_at=NOW)
    if relation.is_restricted:
        matter = matter.model_copy(update={"confidential": True, "readers": readers})
    put(
        office.store,
        person("P1", name=NAME, email="wang@example.test", department=own),
        person("P2", name="李雷", email="lei@example.test", department="研发部"),
        person("P9", name="韩梅梅", email="han@example.test", department="行政部"),
        matter,
        Resource(ref="RES1", matter=X, what="t", department="研发部", made_at=NOW, by="x"),
        meeting("M1", matter=X, slots=(Slot(title="a", minutes=5), Slot(title="b", minutes=5))),
        meeting("M2", matter=X, state="running", uid="m2@here", slots=(Slot(title="a", minutes=5),)),
        Entry(ref="E1", meeting="M2", slot=0, at=NOW, kind="note", line="so", text="so", by=NAME),
        action("A1", matter=X, owner="P2"),
        outgoing("O1", matter=X, person="P2", to="lei@example.test"),
    )
    boss = office.as_user("command")
    grant_role(boss, "韩梅梅", "administrator")
    for role in roles_in(row):
        grant_role(office.acting("韩梅梅", "command"), NAME, role)
    return office.acting(NAME, "key")


@rows
def test_each_cell_by_a_command(office: Workspace, row: list[str]) -> None:
    acting, is_open = furnished(office, row), row[1].startswith("open")
    for kind, command in COMMANDS.items():
        if kind in OUTSIDE and not is_open:
            continue
        before = office.store.change_counter()
        refused = refusal_of(command, acting)
        assert (refused is None) == expected(row, kind), (kind, refused)
        assert (office.store.change_counter() > before) == expected(row, kind)
        if refused is not None:
            assert refused.key in ("permission.refused", "permission.nobody")
            assert refused.values["change_kind"] == kind
            assert refused.values["names"] == ["韩梅梅"], "who could"


SQL: dict[ChangeKind, str] = {
    "matter": "UPDATE resource SET state = 'granted' WHERE ref = 'RES1'",
    "plan": "UPDATE meeting SET goal = 'otherwise' WHERE ref = 'M1'",
    "record": "UPDATE entry SET text = 'otherwise' WHERE ref = 'E1'",
    "action": "UPDATE action SET percent = 40 WHERE ref = 'A1'",
    "mail": "UPDATE outgoing SET state = 'held' WHERE ref = 'O1'",
    "people": "UPDATE person SET title = 'x' WHERE ref = 'P2'",
    "settings": """INSERT INTO believed (ref, version, server, at, "by", withdrawn)
                   VALUES ('B1', 1, 'mx.example.test', '', '', FALSE)""",
    "lists": """INSERT INTO saved_view (ref, version, name, line, "order", "group", withdrawn)
                VALUES ('L1', 1, 'late', 'overdue', 'due', '', FALSE)""",
    "access": f"""UPDATE matter SET confidential = TRUE, readers = '[{{"person":"P2"}},{{"person":"P1"}}]'
                  WHERE ref = '{X}'""",
}


@pytest.mark.pgbed
@rows
def test_each_cell_by_raw_sql_under_his_own_login(postgresql_server: "Pgbed", row: list[str]) -> None:
    from psycopg import connect
    from psycopg.errors import InsufficientPrivilege

    url = postgresql_server.database()
    with closing(at(url).open_store()) as store:
        furnished(Workspace(store, CONFIG, Templates(), every_day, Clock()), row)
    found = {}
    with closing(connect(postgresql_server.own_login(url, "wang", "wang@example.test"), autocommit=True)) as connection:
        for kind, sql in SQL.items():
            try:
                with connection.transaction():
                    found[kind] = connection.execute(sql.encode()).rowcount == 1
            except InsufficientPrivilege:
                found[kind] = False
    is_open = row[1].startswith("open")
    asked = [kind for kind in CHANGE_KINDS if is_open or kind not in OUTSIDE]
    by_row = {kind: row[2 + CHANGE_KINDS.index(kind)] == "+" for kind in asked}
    assert {kind: found[kind] for kind in asked} == by_row


@pytest.mark.pgbed
def test_a_mail_and_a_person_may_follow_from_what_a_role_allows(postgresql_server: "Pgbed") -> None:
    """A scribe's change of an action holds a mail of it and names somebody new; alone he does neither."""
    from psycopg import connect
    from psycopg.errors import InsufficientPrivilege

    url = postgresql_server.database()
    with closing(at(url).open_store()) as store:
        furnished(Workspace(store, CONFIG, Templates(), every_day, Clock()), ["scribe", "open"])
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    with closing(connect(own, autocommit=True)) as connection:
        with connection.transaction():
            connection.execute(SQL["action"].encode())
            connection.execute(SQL["mail"].encode())
        with pytest.raises(InsufficientPrivilege, match="what it follows from"):
            connection.execute(SQL["mail"].replace("held", "queued").encode())
        # a cause that is written and taken back is none; nor is one that changes nothing
        taken_back = f"SAVEPOINT s; {SQL['action']}; ROLLBACK TO s"
        for before in (taken_back, "UPDATE action SET percent = 1 WHERE FALSE"):
            connection.execute(f"BEGIN; {before}; {SQL['mail'].replace('held', 'queued')}".encode())
            with pytest.raises(InsufficientPrivilege):
                connection.execute(b"COMMIT")


@pytest.mark.pgbed
@rows
def test_the_commands_themselves_work_under_a_login_of_his_own(postgresql_server: "Pgbed", row: list[str]) -> None:
    """What the rule allows the database lets through, with all that follows: mails, words, trail; and what it refuses
    is refused in a sentence."""
    url = postgresql_server.database()
    with closing(at(url).open_store()) as store:
        furnished(Workspace(store, CONFIG, Templates(), every_day, Clock()), row)
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    is_open = row[1].startswith("open")
    with closing(at(own).open_store()) as store:
        acting = Workspace(store, CONFIG, Templates(), every_day, Clock()).acting(NAME, "key")
        for kind, command in COMMANDS.items():
            if kind in OUTSIDE and not is_open:
                continue
            if is_seen(row):
                assert (refusal_of(command, acting) is None) == expected(row, kind), kind
            else:
                with pytest.raises((Unknown, Refused)):
                    command(acting)


def refusal_of(command: Callable[[Acting], object], acting: Acting) -> Refused | None:
    try:
        command(acting)
    except Refused as error:
        return error
    return None
