"""A person who changes: another address, another department, another head; a department that is called otherwise."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Department, Person
from collabtui.errors import CollabError, Conflict, Refused, Unknown
from collabtui.lifecycle.base import directory, outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.correspondence.present_address import not_arrived
from collabtui.lifecycle.base.department_people import known_department
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.history.undo_last import undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite
from collabtui.lifecycle.people.department_moves import merge, rename
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.edit_people import (
    PersonChange,
    add_person,
    change_person,
    edit_person,
    import_people,
    link_address,
)
from collabtui.text.catalogue import Catalogue
from support.departments import MATTER, ask_three, sent
from support.replies import outgoing, reply, send_all
from support.world import PEOPLE, Clock

NEW = "zw@example.test"
NOBODY = Outcome("permanent", "550 5.1.1 unknown", speaks_against_address=True)


def edit(workspace: Workspace, ref: str, **fields: object) -> Person:
    return edit_person(workspace.as_user("command"), ref, PersonChange(**fields))  # type: ignore[arg-type]  # as typed


def person(workspace: Workspace, ref: str) -> Person:
    return workspace.store.get(Person, ref)


def heads(workspace: Workspace, department: str) -> list[str]:
    return [one.name for one in workspace.store.find(Person, department=department, head=True)]


def test_only_what_is_named_changes(workspace: Workspace) -> None:
    before = person(workspace, "P2")
    after = edit(workspace, "P2", name="张大伟", title="架构师")
    assert after == before.model_copy(update={"name": "张大伟", "title": "架构师", "version": after.version})


def test_a_full_stop_of_the_input_method_in_a_typed_address_is_a_dot(workspace: Workspace) -> None:
    assert edit(workspace, "P2", email="zhang2@example。test").email == "zhang2@example.test"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({}, "person.no_change"),
        ({"name": " "}, "person.no_name"),
        ({"timezone": "Mars/Base"}, "agenda.zone"),
        ({"email": "none"}, "name.no_address"),
        ({"email": "bob brown@example.test"}, "name.no_address"),
        ({"email": f"{'b' * 242}@example.test"}, "name.no_address"),
        ({"unlink": ("zhang@example.test",)}, "person.own_address"),
        ({"unlink": ("no@example.test",)}, "person.no_such_address"),
        ({"link": ("chen@example.test",)}, "link_address.taken"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    workspace: Workspace, fields: dict[str, object], key: str
) -> None:
    before = person(workspace, "P2")
    with pytest.raises(Refused) as error:
        edit(workspace, "P2", **fields)
    assert error.value.key == key
    assert person(workspace, "P2") == before


def test_an_address_that_is_somebodys_is_linked_to_nobody_else(workspace: Workspace) -> None:
    with pytest.raises(Refused, match=r"link_address\.taken"):
        link_address(workspace.as_user("command"), "P2", "Chen@Example.test")
    with pytest.raises(Conflict, match=r"person\.taken.*陈静"):
        edit(workspace, "P2", email="chen@example.test")


def test_where_nobody_has_a_department_it_is_said_how_one_gets_one(workspace: Workspace) -> None:
    with pytest.raises(Unknown, match=r"name\.no_department\b"):
        known_department(workspace.store, "Sales")
    with workspace.as_user("key").transaction() as tx:
        for one in tx.find(Person):
            tx.put(one.model_copy(update={"department": "", "head": False}))
    with pytest.raises(Unknown, match=r"name\.no_departments") as error:
        known_department(workspace.store, "Sales")
    assert "People (6)" in Catalogue("en", "screens")(error.value.key, **error.value.values)


def test_an_own_address_is_no_further_one_of_somebody_else(workspace: Workspace) -> None:
    acting, shared = workspace.as_user("command"), "office@example.test"
    link_address(acting, "P2", shared)
    with pytest.raises(Refused, match=r"person\.others_address"):
        add_person(acting, PersonDraft(name="王芳", email=shared))
    with pytest.raises(Refused, match=r"person\.others_address"):
        edit(workspace, "P4", email=shared)
    with pytest.raises(Refused, match=r"person\.others_address"):
        change_person(acting, "P4", PersonDraft(name="陈静", email=shared))
    assert edit(workspace, "P2", email=shared).email == shared, "one's own further address becomes the first"


def test_an_imported_colleague_has_the_address_alone(workspace: Workspace) -> None:
    """A file names who has a mailbox today: what was linked to somebody before is his no more."""
    acting, office = workspace.as_user("command"), "office@example.test"
    link_address(acting, "P2", office)
    import_people(acting, [PersonDraft(name="王芳", email=office)])
    assert workspace.store.find(Person, aliases=office) == []
    assert [one.name for one in workspace.store.find(Person, email=office)] == ["王芳"]


def test_two_who_share_a_mailbox_both_say_so(workspace: Workspace) -> None:
    for ref in ("P2", "P4"):
        link_address(workspace.as_user("command"), ref, "office@example.test")
    assert [one.ref for one in workspace.store.find(Person, aliases="office@example.test")] == ["P2", "P4"]


def test_a_mail_that_waits_goes_to_the_new_address_calendar_and_all(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    before = outgoing(planned, "zhang@example.test", "invitation")
    edit(planned, "P2", email=NEW)
    leaving = {mail.ref: mail for mail in outbox.take_batch(planned.as_worker(), 20)}[before.ref]
    mail = message_from_bytes(leaving.raw, policy=default)
    assert (leaving.to, mail["To"].addresses[0].addr_spec) == (NEW, NEW)
    assert (mail["Message-ID"], leaving.message_id, leaving.text) == (before.message_id, before.message_id, before.text)
    calendars = [part.get_payload(decode=True) for part in mail.walk() if "calendar" in part.get_content_type()]
    calendars += [part.get_payload(decode=True) for part in mail.walk() if part.get_filename() == "invite.ics"]
    assert len(calendars) == 2
    for calendar in calendars:
        assert isinstance(calendar, bytes)
        text = calendar.replace(b"\r\n ", b"").decode()
        assert f"mailto:{NEW}" in text
        assert "zhang@example.test" not in text


def test_what_bounced_is_sent_again_to_the_repaired_address(published: Workspace) -> None:
    acting = published.as_worker()
    for mail in outbox.take_batch(acting, 50):
        outbox.settle(acting, mail, NOBODY if mail.person == "P2" else Outcome("sent"))
    failed = published.store.find(Outgoing, person="P2", state="failed")
    assert failed
    assert person(published, "P2").bounced_at
    edit(published, "P2", email=NEW)
    assert not_arrived(published.store, person(published, "P2")) == failed
    again = outbox.send_again(published.as_user("command"), "P2")
    assert [(mail.ref, mail.to, mail.state) for mail in again] == [(mail.ref, NEW, "queued") for mail in failed]
    assert not_arrived(published.store, person(published, "P2")) == []


def test_retry_goes_to_the_present_address(published: Workspace) -> None:
    acting = published.as_worker()
    (mail,) = [one for one in outbox.take_batch(acting, 50) if one.person == "P2"]
    outbox.settle(acting, mail, NOBODY)
    edit(published, "P2", email=NEW)
    assert outbox.retry(published.as_user("command"), mail.ref).to == NEW


def test_an_address_put_right_while_its_mail_is_refused_gets_it(published: Workspace) -> None:
    acting = published.as_worker()
    (mail,) = [one for one in outbox.take_batch(acting, 50) if one.person == "P2"]
    edit(published, "P2", email=NEW)
    after = outbox.settle(acting, mail, NOBODY)
    assert (after.state, after.to, after.last_error) == ("queued", NEW, NOBODY.text)
    assert person(published, "P2").bounced_at is None


def test_an_answer_from_either_address_is_his(published: Workspace, clock: Clock) -> None:
    mail = outgoing(published, "zhang@example.test", "minutes")
    send_all(published)
    edit(published, "P2", email=NEW)
    clock.set("2026-03-02T17:30+08:00")
    receive(published.as_worker(), reply(mail, "1 完成"))
    receive(published.as_worker(), reply(mail, "2 60%", sender=NEW))
    statuses = [(one.status, one.percent) for one in published.store.find(Action, owner="P2")]
    assert statuses == [("done", 100), ("in-progress", 60)]


def test_a_department_has_one_head(workspace: Workspace) -> None:
    edit(workspace, "P2", head=True)
    assert heads(workspace, "研发部") == ["张伟"]
    undo_last(workspace.as_user("command"))
    assert heads(workspace, "研发部") == ["赵强"], "one undo gives the other his mark back"


def test_whoever_goes_to_another_department_heads_it_only_where_that_is_said(workspace: Workspace) -> None:
    assert not edit(workspace, "P3", department="市场部").head
    assert edit(workspace, "P3", department="法务部", head=True).head


def test_the_contact_who_goes_is_the_contact_no_more(workspace: Workspace) -> None:
    edit(workspace, "P2", department="市场部")
    assert workspace.store.find(Department, name="研发部")[0].contact is None


@pytest.mark.parametrize(("mark", "left"), [(None, ["赵强"]), (False, []), (True, ["赵强"])])
def test_an_import_can_take_the_mark_of_a_head_away(workspace: Workspace, mark: bool | None, left: list[str]) -> None:
    import_people(workspace.as_user("command"), [PEOPLE[2].model_copy(update={"head": mark})])
    assert heads(workspace, "研发部") == left


def test_an_import_hands_the_head_over(workspace: Workspace) -> None:
    import_people(workspace.as_user("command"), [PEOPLE[1].model_copy(update={"head": True})])
    assert heads(workspace, "研发部") == ["张伟"]


@pytest.fixture
def escalated(published: Workspace, clock: Clock) -> Workspace:
    """A1 of 张伟 is late, and the head of his department was queued a mail about it."""
    send_all(published)
    for day in ("09", "10", "11", "12"):
        clock.set(f"2026-03-{day}T10:00+08:00")
        queue_due(published.as_worker())
    return published


def test_open_escalations_follow_the_new_head(escalated: Workspace) -> None:
    send_all(escalated)
    add_person(
        escalated.as_user("command"),
        PersonDraft(name="孙丽", email="sun@example.test", department="研发部", head=True),
    )
    mail = outgoing(escalated, "sun@example.test", "escalation")
    assert mail.state == "queued"
    assert "提供接口文档" in mail.text
    assert not [due for due in list_due(escalated.store, escalated.as_worker()) if due.message.kind == "escalation"]


def test_what_waited_for_the_head_before_stays_in_the_outbox(escalated: Workspace) -> None:
    waiting = outgoing(escalated, "zhao@example.test", "escalation")
    assert waiting.state == "queued"
    edit(escalated, "P3", head=False)
    sun = PersonDraft(name="孙丽", email="sun@example.test", department="研发部", head=True)
    add_person(escalated.as_user("command"), sun)
    assert escalated.store.get(Outgoing, waiting.ref).state == "held"
    assert outgoing(escalated, "sun@example.test", "escalation").state == "queued"


def test_who_heads_it_again_after_an_undo_hears_what_waits(escalated: Workspace) -> None:
    """What had waited for him was held as it was handed over, and no reminder of it comes a second time."""
    acting = escalated.as_user("command")
    ref = add_person(acting, PersonDraft(name="孙丽", email="sun@example.test", department="研发部")).ref
    edit_person(acting, ref, PersonChange(head=True))
    undo_last(acting)
    mails = [one for one in escalated.store.find(Outgoing, person=["P3", ref]) if one.kind == "escalation"]
    assert [(one.person, one.state) for one in mails] == [("P3", "queued"), (ref, "held")]


def test_who_heads_it_again_hears_what_was_escalated_meanwhile(escalated: Workspace, clock: Clock) -> None:
    acting = escalated.as_user("command")
    ref = add_person(acting, PersonDraft(name="孙丽", email="sun@example.test", department="研发部")).ref
    edit_person(acting, ref, PersonChange(head=True))
    first = next(iter(plans(acting)))
    for day in ("16", "17", "18"):
        clock.set(f"2026-03-{day}T10:00+08:00")
        queue_due(escalated.as_worker())
    later = [one for one in escalated.store.find(Outgoing, person=ref) if one.kind == "escalation"][1:]
    assert later
    undo_batch(acting, first.batch)
    send_all(escalated)
    mails = [one for one in escalated.store.find(Outgoing, person="P3") if one.kind == "escalation"]
    heard = {item.ref for one in mails if one.state == "sent" for item in one.items}
    assert {item.ref for one in later for item in one.items} <= heard


def test_a_department_that_has_its_name_back_hears_nothing_twice(escalated: Workspace) -> None:
    acting = escalated.as_user("command")
    before = {one.ref for one in escalated.store.find(Outgoing)}
    rename(acting, "研发部", "研发中心")
    undo_last(acting)
    assert {one.state for one in escalated.store.find(Outgoing) if one.ref not in before} == {"held"}


def test_while_the_new_head_is_away_the_stand_in_hears_of_it(escalated: Workspace) -> None:
    send_all(escalated)
    acting = escalated.as_user("command")
    ref = add_person(acting, PersonDraft(name="孙丽", email="sun@example.test", department="研发部")).ref
    set_away(acting, ref, date(2026, 3, 12), date(2026, 3, 20), "陈静")
    edit_person(acting, ref, PersonChange(head=True))
    assert "提供接口文档" in outgoing(escalated, "chen@example.test", "escalation").text
    assert not escalated.store.find(Outgoing, person=ref)


def test_nobody_is_told_on_himself_when_he_becomes_head(escalated: Workspace) -> None:
    edit(escalated, "P2", head=True)
    assert not [one for one in escalated.store.find(Outgoing, person="P2") if one.kind == "escalation"]


@pytest.fixture
def asked(planned: Workspace) -> Workspace:
    """X-2026-001 asks three departments."""
    ask_three(planned)
    sent(planned)
    return planned


def test_a_department_that_is_renamed_keeps_what_was_asked_of_it_and_what_it_answers(
    asked: Workspace, clock: Clock
) -> None:
    mail = outgoing(asked, "zhang@example.test", "request")
    rename(asked.as_user("command"), "研发部", "产品研发部")
    clock.now = clock.now.replace(hour=clock.now.hour + 1)
    receive(asked.as_worker(), reply(mail, "同意", date=f"{clock.now:%a, %d %b %Y %H:%M:%S %z}"))
    (part,) = [one for one in asked.store.get(Matter, MATTER).asked if one.department == "产品研发部"]
    assert part.state == "accepted"
    assert {one.department for one in asked.store.find(Person)} >= {"产品研发部"}
    assert directory.contact_of(asked.store, "研发部").name == "张伟", "its former name is understood"
    assert not asked.store.find(Person, department="研发部")


def test_a_renamed_department_is_reminded_no_second_time(asked: Workspace, clock: Clock) -> None:
    clock.set("2026-03-05T10:00+08:00")
    queue_due(asked.as_worker())
    rename(asked.as_user("command"), "研发部", "产品研发部")
    assert list_due(asked.store, asked.as_worker()) == []


def test_a_rename_is_undone_as_one(asked: Workspace) -> None:
    before = {one.ref: one.model_dump(exclude={"version"}) for one in asked.store.find(Outgoing)}
    matter = asked.store.get(Matter, MATTER).asked
    rename(asked.as_user("command"), "研发部", "产品研发部")
    assert asked.store.get(Matter, MATTER).asked != matter
    undo_last(asked.as_user("command"))
    after = {one.ref: one.model_dump(exclude={"version"}) for one in asked.store.find(Outgoing)}
    assert {ref: mail for ref, mail in after.items() if ref in before} == before
    assert {mail["state"] for ref, mail in after.items() if ref not in before} == {"held"}
    assert asked.store.get(Matter, MATTER).asked == matter
    assert heads(asked, "研发部") == ["赵强"]


def test_two_departments_become_one_and_an_undo_parts_them(asked: Workspace) -> None:
    matter = asked.store.get(Matter, MATTER).asked
    merge(asked.as_user("command"), "市场部", "研发部")
    parts = [one for one in asked.store.get(Matter, MATTER).asked if one.department == "市场部"]
    assert len(parts) == 1
    assert all(one.what in parts[0].what for one in matter if one.department in ("市场部", "研发部"))
    assert heads(asked, "市场部") == ["陈静"], "the one that stays keeps its head"
    undo_last(asked.as_user("command"))
    assert asked.store.get(Matter, MATTER).asked == matter
    assert heads(asked, "研发部") == ["赵强"]


def test_a_file_with_the_old_name_brings_no_department_back(workspace: Workspace) -> None:
    rename(workspace.as_user("command"), "研发部", "产品研发部")
    import_people(workspace.as_user("command"), PEOPLE)
    assert person(workspace, "P2").department == "产品研发部"


@pytest.mark.parametrize(("old", "new"), [("研发部", "市场部"), ("没有部", "新部"), ("研发部", " ")])
def test_a_rename_that_cannot_be_is_refused(workspace: Workspace, old: str, new: str) -> None:
    with pytest.raises(CollabError):
        rename(workspace.as_user("command"), old, new)


def test_the_form_takes_the_contact_away(workspace: Workspace) -> None:
    draft = PEOPLE[1].model_copy(update={"contact": False, "locale": "zh", "timezone": "Asia/Shanghai"})
    change_person(workspace.as_user("key"), "P2", draft)
    assert workspace.store.find(Department, name="研发部")[0].contact is None


def test_undo_of_an_import_takes_back_who_is_new_and_what_was_changed(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    chen = workspace.store.find(Person, email="chen@example.test")[0]
    import_people(
        acting,
        [
            PersonDraft(name="王芳", email="fang@example.test", department="销售部"),
            PersonDraft(name="陈静", email="chen@example.test", department="销售部", title="经理"),
        ],
    )
    undo_last(acting)
    after = person(workspace, chen.ref)
    assert (after.department, after.title) == (chen.department, chen.title)
    assert workspace.store.find(Person, email="fang@example.test") == []
    assert not any(one.is_here for one in workspace.store.find(Person, name="王芳"))
