"""What is kept back by a record that cannot be read, and no more than that."""

import sqlite3
from contextlib import closing
from datetime import date
from os import mkfifo
from pathlib import Path

import pytest

from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.errors import Damaged, UnreadableRecord
from collabtui.home import Home
from collabtui.lifecycle.at_once.noted_reads import NotedReads
from collabtui.lifecycle.backup import repair_record
from collabtui.lifecycle.backup.automatic_copies import copy_when_due
from collabtui.lifecycle.backup.health_note import Health, HealthNote
from collabtui.lifecycle.backup.mails_read_again import read_what_waited
from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
from collabtui.lifecycle.backup.records_set_aside import note_set_aside
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.mails_that_waited import TrueAsTheyLeave
from collabtui.lifecycle.due.registry import list_changes, list_due, queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.store.check.check_data import check_data
from collabtui.store.interface import Fence
from collabtui.store.sqlite.sqlite_store import SqliteStore
from collabtui.store.unreadable_row import UnreadableRow
from collabtui.worker.one_pass import pass_time
from support.invariants import holds
from support.replies import outgoing, reply
from support.world import Clock
from support.world import clock as clock
from unit.lifecycle.backup.test_repair_record import spoil

SAID = "Tue, 10 Mar 2026 10:30:00 +0800"


@pytest.fixture
def late(lived_in: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-10T11:00+08:00")
    return lived_in


def at_work(workspace: Workspace) -> Acting:
    lease = workspace.store.acquire_lease("worker", "x", now=workspace.clock(), seconds=60)
    assert lease is not None
    return workspace.under(Fence(name="worker", number=lease)).as_worker()


def test_a_reply_that_waited_is_read_again_once_the_record_is_put_right(late: Workspace, home: Home) -> None:
    asked = outgoing(late, "zhang@example.test", "minutes")
    assert copy_when_due(late.store, home, late.config.backup, late.clock())
    spoil(home.database, "outgoing", "items", asked.ref)
    met = receive(late.as_worker(), reply(asked, "2 60%", date=SAID))
    assert met is not None
    assert met.reason == "unreadable"
    repair_record.put_back(late.as_user("command"), home.automatic_copies(""), asked.ref)
    assert read_what_waited(late.as_user("command")) == 1
    read = late.store.get(Incoming, met.ref)
    assert (read.state, read.reason, read.trust) == ("waiting", "read-again", "token")
    assert [(one.ref, one.percent) for one in read.updates] == [(asked.items[1].ref, 60)]
    apply_waiting(late.as_user("command"), read.ref)
    assert late.store.get(Action, asked.items[1].ref).percent == 60
    assert read_what_waited(late.as_user("command")) == 0
    holds(home)


@pytest.mark.parametrize(("table", "field"), [("meeting", "slots"), ("meeting", "questions")])
def test_a_reply_whose_answer_alone_meets_it_waits_and_names_it(
    late: Workspace, home: Home, table: str, field: str, caplog: pytest.LogCaptureFixture
) -> None:
    asked = outgoing(late, "zhang@example.test", "minutes")
    assert asked.meeting
    spoil(home.database, table, field, asked.meeting)
    named = list[UnreadableRow]()
    met = receive(late.as_worker(), reply(asked, "2 60%", date=SAID), met=named.append)
    assert met is not None
    assert (met.state, met.reason) == ("waiting", "unreadable")
    assert [(row.ref, row.field) for row in named] == [(asked.meeting, field)]
    assert late.store.get(Action, asked.items[1].ref).percent != 60
    assert not caplog.records, "it is no mistake of ours"


def test_unreadable_mails_at_the_head_of_the_queue_keep_none_behind_them_back(late: Workspace, home: Home) -> None:
    queue_due(late.as_worker())
    acting = at_work(late)
    due = outbox.due(late.store, acting.now, 500)
    assert len(due) > 4
    for ref in due[:4]:
        spoil(home.database, "outgoing", "items", ref)
    met: list[UnreadableRecord] = []
    left = list[str]()
    while taken := outbox.take_batch(acting, 2, unreadable=met.append):
        left += [mail.ref for mail in taken]
        for mail in taken:
            outbox.settle(acting, mail, outbox.Outcome("sent", "250"))
    assert left == list(due[4:])
    assert {error.values["ref"] for error in met} == set(due[:4])


def confidential(workspace: Workspace) -> Matter:
    with workspace.as_worker().transaction() as tx:
        matter = tx.find(Matter)[0]
        return tx.put(matter.model_copy(update={"confidential": True}))


def spoilt(path: Path, ref: str, field: str) -> None:
    """A value that is none, whatever the column is of."""
    with closing(sqlite3.connect(path)) as connection, connection:
        value = {"title": b"\xffA", "confidential": 7}.get(field, "{oops")
        place = "CAST(? AS TEXT)" if field == "title" else "?"
        connection.execute(f"UPDATE matter SET {field} = {place} WHERE ref = ?", (value, ref))  # noqa: S608  # our own


SPOILT = ("criteria", "confidential")


@pytest.mark.parametrize("field", SPOILT)
def test_of_a_confidential_matter_that_cannot_be_read_nothing_leaves_and_all_else_does(
    late: Workspace, home: Home, field: str
) -> None:
    matter = confidential(late)
    queue_due(late.as_worker())
    acting = at_work(late)
    due = set(outbox.due(late.store, acting.now, 500))
    tells = {
        mail.ref
        for mail in late.store.find(Outgoing, state="queued")
        if mail.matter == matter.ref or matter.title in mail.text
    }
    spoilt(home.database, matter.ref, field)
    met: list[UnreadableRecord] = []
    taken = {mail.ref for mail in outbox.take_batch(acting, 500, TrueAsTheyLeave(), met.append)}
    assert taken
    assert due & tells
    assert due - taken >= due & tells, "nobody knows who may read them"
    assert {error.values["ref"] for error in met} <= {matter.ref}
    assert all(matter.title not in late.store.get(Outgoing, ref).text for ref in taken)


def test_a_reply_beside_an_action_that_cannot_be_read_is_applied_and_one_about_it_waits(
    late: Workspace, home: Home
) -> None:
    asked = outgoing(late, "zhang@example.test", "minutes")
    spoilt_one, sound = (item.ref for item in asked.items[:2])
    spoil(home.database, "action", "collaborators", spoilt_one)
    of_bob = outgoing(late, "bob@example.test", "minutes")
    said = ((of_bob, "1 30%"), (asked, "2 60%"), (asked, "1 还要5天"))
    taken = [receive(late.as_worker(), reply(mail, text, date=SAID)) for mail, text in said]
    assert [one and one.state for one in taken] == ["applied", "applied", "waiting"]
    assert late.store.get(Action, sound).percent == 60
    repair_record.clear(late.as_user("command"), spoilt_one)
    assert read_what_waited(late.as_user("command")) == 1
    holds(home)


def test_what_was_read_beside_it_still_holds_after_another_has_written(late: Workspace, home: Home) -> None:
    spoil(home.database, "action", "collaborators", "A2")
    with late.store.passing_over([UnreadableRow("action", "A2", "collaborators")]):
        reads = NotedReads(late.store, {"A2"})
        reads.get(Action, "A2")
        with late.as_user("command").transaction() as tx:
            tx.put(tx.get(Action, "A3").model_copy(update={"title": "another"}))
        with late.as_user("command").transaction() as tx:
            assert reads.still_hold(tx)


@pytest.mark.parametrize("field", SPOILT)
def test_a_reply_about_another_matter_is_applied_and_answered(late: Workspace, home: Home, field: str) -> None:
    with late.as_worker().transaction() as tx:
        another = {"ref": "X-2026-099", "version": 0, "title": "收购星海", "confidential": True}
        tx.put(tx.find(Matter)[0].model_copy(update=another))
    spoilt(home.database, "X-2026-099", field)
    asked = outgoing(late, "bob@example.test", "minutes")
    done = receive(late.as_worker(), reply(asked, "1 30%", date=SAID))
    assert done is not None
    assert done.state == "applied", done.reason
    assert done.answer


def test_only_the_matters_are_read_again_while_one_is_spoilt(
    late: Workspace, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with late.as_worker().transaction() as tx:
        another = {"ref": "X-2026-099", "version": 0, "title": "收购星海", "confidential": True}
        tx.put(tx.find(Matter)[0].model_copy(update=another))
    spoilt(home.database, "X-2026-099", "criteria")
    asked = list[tuple[type[Record], ...]]()
    looked = SqliteStore.unreadable_rows

    def noted(store: SqliteStore, *models: type[Record]) -> list[UnreadableRow]:
        asked.append(models)
        return looked(store, *models)

    monkeypatch.setattr(SqliteStore, "unreadable_rows", noted)
    receive(late.as_worker(), reply(outgoing(late, "bob@example.test", "minutes"), "1 30%", date=SAID))
    assert set(asked) == {(Matter,)}


@pytest.mark.parametrize("field", SPOILT)
def test_the_record_is_named_and_put_right(late: Workspace, home: Home, field: str) -> None:
    matter = confidential(late)
    assert copy_when_due(late.store, home, late.config.backup, late.clock())
    spoilt(home.database, matter.ref, field)
    assert [(row.ref, row.field) for row in late.store.unreadable_rows()] == [(matter.ref, field)]
    repair_record.put_back(late.as_user("command"), home.automatic_copies(""), matter.ref)
    assert late.store.get(Matter, matter.ref).confidential
    assert late.store.get(Matter, matter.ref).title == matter.title
    holds(home)


def test_a_title_that_is_no_text_is_damage_of_the_file(late: Workspace, home: Home) -> None:
    """Any text is a title: these bytes are no work of ours, and what else they have hit nobody knows."""
    matter = confidential(late)
    spoilt(home.database, matter.ref, "title")
    with pytest.raises(Damaged):
        outbox.take_batch(at_work(late), 500, TrueAsTheyLeave())
    assert [one.key for one in check_data(home.database)] == ["file.damaged"]


def test_of_a_value_that_the_trail_does_not_keep_it_says_that_it_was_put_right(late: Workspace, home: Home) -> None:
    mail = outgoing(late, "zhang@example.test", "minutes")
    assert copy_when_due(late.store, home, late.config.backup, late.clock())
    for _ in range(2):
        spoil(home.database, "outgoing", "items", mail.ref)
        repair_record.put_back(late.as_user("command"), home.automatic_copies(""), mail.ref)
    found = [one for one in late.store.changes(mail.ref) if one.field == "items"]
    assert [(one.actor, one.via, one.old == one.new) for one in found] == [("李明", "command", True)] * 2
    assert late.store.get(Outgoing, mail.ref).items == mail.items
    with late.as_user("command").transaction() as tx:
        tx.put(tx.get(Outgoing, mail.ref).model_copy(update={"items": ()}))
    holds(home)


def test_a_role_that_cannot_be_read_stops_no_pass_that_meets_another_record(late: Workspace, home: Home) -> None:
    with late.as_worker().transaction() as tx:
        role = RoleGrant(ref="ROLE1", person="P1", role="administrator", at=late.clock(), by="x")
        tx.put(role)
    spoil(home.database, "role_grant", "role", "ROLE1", "{oops")
    spoil(home.database, "action", "depends_on", "A3")
    found = past_unreadable([late.store], lambda: queue_due(late.as_worker()))
    assert found.result
    assert {row.ref for row in found.set_aside} == {"ROLE1", "A3"}
    with pytest.raises(UnreadableRecord):
        late.as_worker().store.find(RoleGrant, withdrawn=False)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("owner", "P999", "2 60%"), ("matter", "X-2099-001", "2 60%"), ("meeting", "M999", "2 受阻 因为忙"),
     ("depends_on", '["A999"]', "2 done")],
)  # fmt: skip
def test_a_reply_about_an_action_that_names_what_is_not_there_waits_and_names_it(
    late: Workspace, home: Home, field: str, value: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    asked = outgoing(late, "zhang@example.test", "minutes")
    of_bob = outgoing(late, "bob@example.test", "minutes")
    spoilt_one = asked.items[1].ref
    before = late.store.get(Action, spoilt_one)
    spoil(home.database, "action", field, spoilt_one, value)
    met = receive(late.as_worker(), reply(asked, said, date=SAID), met=lambda row: note_set_aside(late, [row]))
    assert met is not None
    assert (met.state, met.reason) == ("waiting", "unreadable")
    stored = late.store.get(Action, spoilt_one)
    assert (stored.status, stored.percent) == (before.status, before.percent)
    beside = receive(late.as_worker(), reply(of_bob, "1 30%", date=SAID))
    assert beside is not None
    assert beside.state == "applied"
    errors = [row.error() for row in pass_time(late).set_aside]
    assert [(one.key, one.values["ref"], one.values["field"]) for one in errors] == [
        ("unreadable.reference", spoilt_one, field)
    ]
    assert not caplog.records, "it is no mistake of ours"
    spoil(home.database, "action", field, spoilt_one, {"depends_on": "[]"}.get(field, getattr(before, field)))
    assert not pass_time(late).set_aside
    assert read_what_waited(late.as_user("command")) == 1


@pytest.mark.parametrize(("field", "value"), [("owner", "P999"), ("matter", "X-2099-001")])
def test_an_action_that_names_what_is_not_there_is_named_and_all_others_are_reminded_of(
    late: Workspace, home: Home, field: str, value: str
) -> None:
    acting = late.as_worker()
    spoilt_one = outgoing(late, "zhang@example.test", "minutes").items[1].ref
    with late.store.passing_over([UnreadableRow("action", spoilt_one, "title")]):
        others = {mail.message.person.ref for mail in list_due(late.store, acting) if mail.message.items}
    assert len(others) > 1
    spoil(home.database, "action", field, spoilt_one, value)
    named = [(spoilt_one, field, value)]
    listed = past_unreadable([late.store], lambda: (list_due(late.store, acting), list_changes(late.store, acting)))
    assert {mail.message.person.ref for mail in listed.result[0] if mail.message.items} == others
    before = len(late.store.find(Outgoing))
    passed = pass_time(late)
    assert len(late.store.find(Outgoing)) - before == len(listed.result[0])
    assert not passed.failed
    for met in (listed, passed):
        assert [(row.ref, row.field, row.names) for row in met.set_aside] == named


@pytest.fixture
def absent(late: Workspace) -> Action:
    """One of an owner who is away, with nobody in his place."""
    with late.as_worker().transaction() as tx:
        found = next(one for one in tx.find(Action, status=OPEN) if one.owner and one.due)
        owner = tx.get(Person, found.owner or "")
        tx.put(owner.model_copy(update={"away_from": date(2026, 3, 1), "away_until": date(2026, 3, 30)}))
    assert "absent-owner" in {duty.kind for duty in late.store.open_duties()}
    return found


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [("person", "away_from", "{oops"), ("person", "away_until", "2026-13-77"), ("person", "timezone", "No/Where"),
     ("person", "timezone", ""), ("person", "left_at", "x"), ("action", "due", "2026-13-77"), ("action", "due", "")],
)  # fmt: skip
def test_a_spoilt_day_or_zone_is_named_and_all_others_are_reminded_of(
    late: Workspace, home: Home, absent: Action, table: str, field: str, value: str
) -> None:
    due = (mail.message for mail in list_due(late.store, late.as_worker()))
    department = late.store.get(Person, absent.owner or "").department  # where nobody knows who is in whose place
    others = {one.person.ref for one in due if one.items and one.person.department != department}
    assert others
    ref = absent.owner if table == "person" else absent.ref
    assert ref
    before = {mail.ref for mail in late.store.find(Outgoing)}
    spoil(home.database, table, field, ref, value)
    passed = pass_time(late)
    assert [(row.ref, row.field) for row in passed.set_aside] == [(ref, field)]
    new = (mail for mail in late.store.find(Outgoing) if mail.ref not in before)
    assert others <= {mail.person for mail in new if mail.items}


@pytest.mark.parametrize(
    ("table", "field"),
    [("person", "away_from"), ("person", "away_until"), ("person", "timezone"), ("sign_off", "deadline")],
)
def test_a_duty_that_meets_a_spoilt_day_or_zone_names_it(
    late: Workspace, home: Home, absent: Action, table: str, field: str
) -> None:
    waiting = late.store.find(SignOff, state="waiting", person=absent.owner)
    ref = absent.owner if table == "person" else waiting[0].ref
    assert ref
    spoil(home.database, table, field, ref, "x")
    with pytest.raises(UnreadableRecord) as error:
        late.store.open_duties()
    assert (error.value.values["ref"], error.value.values["field"]) == (ref, field)


def test_a_meeting_without_a_time_stops_no_pass_where_an_answer_to_it_waits(late: Workspace, home: Home) -> None:
    asked = outgoing(late, "zhang@example.test", "minutes")
    assert asked.meeting
    spoil(home.database, "meeting", "start", asked.meeting)
    passed = pass_time(late)
    assert [(row.ref, row.field) for row in passed.set_aside] == [(asked.meeting, "start")]
    assert not passed.failed
    with pytest.raises(UnreadableRecord):
        list_due(late.store, late.as_worker())


def test_who_cannot_be_read_agrees_to_nothing_by_silence_and_all_others_do(
    late: Workspace, home: Home, clock: Clock
) -> None:
    asked = late.store.find(SignOff, state="waiting")
    assert len({one.person for one in asked}) > 1
    spoil(home.database, "person", "left_at", asked[0].person)
    clock.set("2026-04-20T11:00+08:00")
    pass_time(late)
    found = {one.ref: one.state for one in late.store.find(SignOff)}
    assert found[asked[0].ref] == "waiting"
    assert "silent" in [found[one.ref] for one in asked]


def test_of_a_facilitator_who_cannot_be_read_all_others_get_their_mails(late: Workspace, home: Home) -> None:
    listed = [mail.message.person for mail in list_due(late.store, late.as_worker())]
    own = late.config.organiser.email
    others = {person.ref for person in listed if person.email != own}
    assert len(others) < len({person.ref for person in listed})
    facilitator = late.store.find(Person, email=own)[0]
    people, before = len(late.store.find(Person)), {mail.ref for mail in late.store.find(Outgoing)}
    spoil(home.database, "person", "left_at", facilitator.ref)
    dry = past_unreadable([late.store], lambda: list_due(late.store, late.as_worker())).result
    passed = pass_time(late)
    assert [(row.ref, row.field) for row in passed.set_aside] == [(facilitator.ref, "left_at")]
    assert not passed.failed
    new = [mail for mail in late.store.find(Outgoing) if mail.ref not in before]
    assert len(new) == len(dry) == passed.queued
    assert {mail.person for mail in new} == others
    spoil(home.database, "person", "left_at", facilitator.ref, "2026-03-01T00:00:00+08:00")
    assert len(late.store.find(Person)) == people


@pytest.mark.parametrize(
    ("table", "ref", "field", "value"),
    [("person", "P5", "country", "{oops"), ("person", "P5", "country", "7"), ("person", "P5", "deputy", "[7]"),
     ("person", "P5", "away_deputy", "{oops"), ("department", "DEP3", "contact", "2026-13-77")],
)  # fmt: skip
def test_what_is_no_country_or_no_ref_is_named_as_its_record_is(
    late: Workspace, home: Home, table: str, ref: str, field: str, value: str
) -> None:
    people = {mail.message.person.ref for mail in list_due(late.store, late.as_worker())}
    before = {mail.ref for mail in late.store.find(Outgoing)}
    spoil(home.database, table, field, ref, value)
    dry = past_unreadable([late.store], lambda: list_due(late.store, late.as_worker())).result
    passed = pass_time(late)
    assert [(row.ref, row.field) for row in passed.set_aside] == [(ref, field)]
    assert not passed.failed
    new = [mail for mail in late.store.find(Outgoing) if mail.ref not in before]
    assert len(new) == len(dry)
    assert {mail.person for mail in new} == people - {ref}


@pytest.mark.parametrize(("field", "value"), [("ended_at", "{oops"), ("ended_at", ""), ("end", "P999")])
def test_an_instant_that_duties_read_past_its_record_is_named(
    late: Workspace, home: Home, field: str, value: str
) -> None:
    kinds = {owed.kind for mail in list_due(late.store, late.as_worker()) for owed in mail.owed} - {"minutes-owed"}
    ref = "M2" if field == "ended_at" else "M8"
    spoil(home.database, "meeting", field, ref, value)
    listed = past_unreadable([late.store], lambda: list_due(late.store, late.as_worker()))
    assert {owed.kind for mail in listed.result for owed in mail.owed} >= kinds - {"record-owed"}
    passed = pass_time(late)
    assert [(row.ref, row.field) for row in passed.set_aside] == [(ref, field)]
    assert not passed.failed


def test_a_pipe_in_the_place_of_the_note_is_not_waited_for(tmp_path: Path) -> None:
    mkfifo(tmp_path / "health.json")
    assert HealthNote(tmp_path / "health.json").read() == Health()
