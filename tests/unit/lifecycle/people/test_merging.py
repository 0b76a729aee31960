"""The same colleague twice in the book: what named the one names the other, and an undo gives all of it back."""

from datetime import datetime
from typing import Any

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.domain.meetings.draft import NameInAgenda, PersonDraft
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Department, Person
from collabtui.domain.records import RECORDS
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.correspondence import present_address
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live.run import capture
from collabtui.lifecycle.mail_in.custom_words import teach, would_change
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.lifecycle.meetings import invitation_fingerprint, invite, plan, plan_series
from collabtui.lifecycle.meetings.invitation_fingerprint import series_update_owed
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.publish import publish, sign_offs
from collabtui.lifecycle.minutes.version_history import unchanged
from collabtui.lifecycle.people import edit_people
from collabtui.lifecycle.people.merge_people import merge, to_be_merged
from support.calendar_replay import LineCalendar, calendar_part
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, PEOPLE, Clock

ZHANG, CHEN = "zhang@example.test", "chen@example.test"
STAMPS = {"version", "updated_at", "updated_by", "via"}
"""An undo is a change of its own: it leaves these, and a stamp in the trail."""


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    """张伟 (P2) owns A1 and A2, 陈静 (P4) supports A2; both are invited, and both have the minutes."""
    clock.set("2026-03-02T17:30+08:00")


def everything(workspace: Workspace) -> dict[str, Any]:
    """All that is kept, as it would be shown."""
    records = (record for model in RECORDS if model.kept.numbered for record in workspace.store.find(model))
    return {record.ref: record.model_dump(exclude=STAMPS) for record in records}


def merged(workspace: Workspace, stays: str = "P4", goes: str = "P2") -> None:
    merge(workspace.as_user("key"), stays, goes)


def actions_of(workspace: Workspace, ref: str) -> set[str]:
    return {action.ref for action in workspace.store.find(Action, owner=ref)}


def test_what_he_owns_and_where_he_takes_part_is_the_others(published: Workspace) -> None:
    merged(published)
    action = published.store.get(Action, "A2")
    assert actions_of(published, "P4") == {"A1", "A2"}
    assert actions_of(published, "P2") == set()
    assert action.collaborators == (), "nobody supports himself"
    assert [one.person for one in published.store.get(Meeting, "M1").participants].count("P4") == 1
    assert published.store.get(Meeting, "M1").participant("P2") is None
    assert published.store.find(Department, name="研发部")[0].contact == "P4"


def test_addresses_of_both_are_kept_and_what_the_one_lacked(published: Workspace) -> None:
    edit_people.change_person(published.as_user("key"), "P4", PersonDraft(name="陈静", email=CHEN))
    edit_people.link_address(published.as_user("key"), "P2", "zw@example.test")
    merged(published)
    stays, goes = published.store.get(Person, "P4"), published.store.get(Person, "P2")
    assert stays.addresses == (CHEN, ZHANG, "zw@example.test")
    assert (stays.name, stays.department) == ("陈静", "研发部")
    assert (goes.name, goes.addresses, goes.merged_into) == ("张伟", ("p2",), "P4")


def test_what_he_said_for_his_department_is_the_others(published: Workspace) -> None:
    opinion = DepartmentAnswer(department="研发部", person="P2", value="for", at=published.clock(), via="mail:I1")
    with published.as_user("key").transaction() as tx:
        matter = tx.find(Matter)[0]
        part = DepartmentRequest(department="研发部", what="x", answer=opinion)
        tx.put(matter.model_copy(update={"asked": (part,)}))
        change = {"ref": "C1", "matter": matter.ref, "kind": "scope", "what": "x", "raised_by": "李明"}
        tx.put(ChangeRequest.model_validate({**change, "raised_at": published.clock(), "opinions": (opinion,)}))
    before = everything(published)
    merged(published)
    assert [part.answer and part.answer.person for part in published.store.find(Matter)[0].asked] == ["P4"]
    assert [one.person for one in published.store.get(ChangeRequest, "C1").opinions] == ["P4"]
    undo_last(published.as_user("key"))
    assert everything(published) == before


def test_undo_gives_back_exactly_what_was_there(published: Workspace) -> None:
    acting = published.as_user("key")
    mail = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 30%\n2 延期到3月18日"))
    assert mail is not None
    before = everything(published)
    merged(published)
    assert everything(published) != before
    undone = undo_last(acting)
    assert (undone.refs[0], undone.title) == ("P4", "陈静")
    assert {"P2", "A1", "A2"} <= set(undone.refs)
    assert everything(published) == before
    merged(published)
    undo_last(acting)
    assert everything(published) == before


def test_what_was_sent_stays_as_it_was_sent(published: Workspace) -> None:
    def kept() -> list[tuple[str, bytes, str]]:
        return [(mail.to, mail.raw, mail.key) for mail in published.store.find(Outgoing)]

    before = kept()
    merged(published)
    assert kept() == before


@pytest.mark.parametrize("sender", [ZHANG, CHEN, "other@example.test"])
def test_an_answer_to_a_mail_of_before_still_finds_him(published: Workspace, sender: str) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "1 完成", sender=sender)
    merged(published)
    mail = receive(published.as_worker(), raw)
    assert mail is not None
    expected = ("P4", "apply", "done") if "other" not in sender else (mail.person, mail.verdict, "not-started")
    assert (mail.person, mail.verdict, published.store.get(Action, "A1").status) == expected
    assert (mail.trust == "token") == ("other" not in sender)


def test_mail_from_the_old_address_without_a_secret_is_his_too(published: Workspace) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "A1 完成", token=False, quote=False)
    merged(published)
    mail = receive(published.as_worker(), raw)
    assert mail is not None
    assert (mail.person, mail.trust, [one.ref for one in mail.updates]) == ("P4", "known", ["A1"])


def test_mails_that_wait_wait_as_his(published: Workspace) -> None:
    mail = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "2 延期到3月18日，因为晚到"))
    assert mail is not None
    merged(published)
    assert published.store.get(Incoming, mail.ref).person == "P4"


def test_he_is_named_by_nothing_any_more(published: Workspace) -> None:
    merged(published)
    with pytest.raises(Unknown):
        directory.find_person(published.store, "张伟")
    assert directory.find_person(published.store, ZHANG).ref == "P4"
    assert directory.find_person(published.store, "p2").ref == "P4", "as the trail calls him"
    with pytest.raises(Refused, match=r"merge\.gone"):
        merged(published, "P5", "P2")
    with pytest.raises(Refused, match=r"merge\.same"):
        merged(published, "P4", "P4")


def test_who_the_configuration_calls_the_organiser_stays(published: Workspace) -> None:
    with pytest.raises(Refused, match=r"merge\.organiser"):
        to_be_merged(published.as_user("key"), "P4", "P1")
    merged(published, "P1", "P4")
    assert published.store.get(Person, "P1").addresses == ("li@example.test", CHEN)


def test_the_same_file_again_makes_no_third(published: Workspace) -> None:
    merged(published)
    done = edit_people.import_people(published.as_user("command"), PEOPLE)
    assert (done.added, done.changed, done.unchanged) == ((), (), 5)
    assert published.store.get(Person, "P4").name == "陈静"
    named = NameInAgenda(name="张伟", email=ZHANG)
    with published.as_user("command").transaction() as tx:
        assert directory.named(tx, published.as_user("command"), named).ref == "P4"


def test_somebody_else_who_gets_the_old_address_is_new(published: Workspace) -> None:
    merged(published)
    done = edit_people.import_people(published.as_user("command"), [PersonDraft(name="周敏", email=ZHANG)])
    assert [one.name for one in done.added] == ["周敏"]


def test_nobody_is_invited_or_sent_minutes_again_because_of_it(published: Workspace) -> None:
    merged(published)
    meeting = published.store.get(Meeting, "M1")
    assert unchanged(published.store, minutes_of(published.store, meeting))


@pytest.mark.parametrize("rule", [None, Rule(every="week")])
def test_an_invitation_says_what_it_said(published: Workspace, rule: Rule | None) -> None:
    acting = published.as_user("key")
    draft = AGENDA.model_copy(update={"start": datetime(2026, 3, 9, 14), "series": rule})  # noqa: DTZ001  # as in AGENDA
    planned = (plan_series.new_series if rule else plan.new_meeting)(acting, draft).meeting
    invite.invite(acting, planned.ref)
    owed = owed_updates(published)
    merge(acting, "P5", "P2")
    assert owed_updates(published) == owed
    for meeting in published.store.find(Meeting, state="invited"):
        assert meeting.participant("P2") is None
        assert meeting.series is None or not series_update_owed(published.store.get(Series, meeting.series))


@pytest.mark.parametrize("rule", [None, Rule(every="week")])
def test_whoever_holds_an_invitation_at_any_address_hears_that_it_is_off(
    published: Workspace, rule: Rule | None
) -> None:
    acting = published.as_user("key")
    draft = AGENDA.model_copy(update={"start": datetime(2026, 3, 9, 14), "series": rule})  # noqa: DTZ001  # as in AGENDA
    planned = (plan_series.new_series if rule else plan.new_meeting)(acting, draft).meeting
    invite.invite(acting, planned.ref)
    send_all(published)
    old = acting.store.get(Person, "P2").email
    merge(acting, "P5", "P2")
    new = acting.store.get(Person, "P5").email
    moved = acting.store.get(Meeting, planned.ref)
    with acting.transaction() as tx:
        tx.put(moved.model_copy(update={"place": "5号会议室"}))
    updates = invite.invite(acting, planned.ref).queued
    assert {old, new} <= {mail.to for mail in updates}
    send_all(published)
    assert {old, new} <= {person.email for person, _, _ in invite.preview_cancellations(acting, planned.ref)}
    off = invite.cancel(acting, planned.ref, "all" if rule else "one").queued
    taken = {one.to: one for one in off if one.to in (old, new)}
    assert taken.keys() == {old, new}
    for address, mail in taken.items():
        assert f"mailto:{address}" in calendar_part(mail.raw).decode().replace("\r\n ", "")
        assert present_address.at_present_address(acting.store, mail) == mail
    send_all(published)
    held = LineCalendar()
    for mail in sorted(acting.store.find(Outgoing, to=old), key=lambda one: int(one.ref[1:])):
        if mail.calendar_uid and mail.meeting != "M1":
            held.take(mail.raw)
    assert held.entries() == []


def owed_updates(workspace: Workspace) -> dict[str, bool]:
    """Of what was invited; what is carried over may be owed to the first of a series."""
    return {
        one.ref: invitation_fingerprint.update_owed(workspace.store, one, workspace.clock())
        for one in workspace.store.find(Meeting, state="invited")
    }


def answers(workspace: Workspace) -> dict[str, str]:
    return {one.person: one.state for one in sign_offs(workspace.store, "M1")}


def test_who_was_asked_twice_has_signed_with_one_yes(published: Workspace) -> None:
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "同意"))
    assert (answers(published)["P2"], answers(published)["P4"]) == ("agreed", "waiting")
    merged(published)
    assert (answers(published)["P2"], answers(published)["P4"]) == ("replaced", "agreed")
    receive(published.as_worker(), reply(outgoing(published, "bob@example.test", "minutes"), "agreed"))
    receive(published.as_worker(), reply(outgoing(published, "zhao@example.test", "minutes"), "同意"))
    assert published.store.get(Meeting, "M1").state == "signed"


def test_an_objection_of_either_stands(published: Workspace) -> None:
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "更正 1: 3月8日才对"))
    receive(published.as_worker(), reply(outgoing(published, CHEN, "minutes"), "同意"))
    merged(published)
    answer = published.store.find(SignOff, meeting="M1", person="P4")[0]
    assert answer.state == "corrected"
    assert [one.text for one in answer.corrections if one.outcome == "open"]


def test_silence_of_one_who_got_it_at_either_address_is_consent(published: Workspace, clock: Clock) -> None:
    send_all(published)
    with published.as_user("key").transaction() as tx:
        mail = tx.get(Outgoing, outgoing(published, CHEN, "minutes").ref)
        tx.put(mail.model_copy(update={"state": "failed"}))
    merged(published)
    clock.set("2026-03-06T17:30+08:00")
    apply_silent_consent(published.as_worker())
    assert answers(published)["P4"] == "silent"


def test_the_next_version_goes_to_him_once_and_says_nothing_of_it(published: Workspace, clock: Clock) -> None:
    send_all(published)
    merged(published)
    capture(published.as_user("key"), "M1", "d: 每周五同步")
    clock.set("2026-03-02T18:00+08:00")
    queued = publish(published.as_user("key"), "M1").queued
    assert [mail.to for mail in queued].count(CHEN) == 1
    assert ZHANG not in {mail.to for mail in queued}
    text = next(mail.text for mail in queued if mail.to == CHEN)
    assert "每周五同步" in text
    assert "张伟 → 陈静" not in text


def test_contacts_of_matters_and_mails_of_earlier_merges_move_on(published: Workspace) -> None:
    acting = published.as_user("key")
    with acting.transaction() as tx:
        matter = tx.find(Matter)[0]
        tx.put(matter.model_copy(update={"contacts": (Contact(department="研发部", person="P2"),)}))
        action = tx.get(Action, "A3")
        both = (Collaborator(person="P2", support="接口"), Collaborator(person="P4", support="素材"))
        tx.put(action.model_copy(update={"collaborators": both}))
    merged(published)
    merged(published, "P3", "P4")
    assert published.store.find(Matter)[0].contacts[0].person == "P3"
    assert published.store.get(Action, "A3").collaborators == (Collaborator(person="P3", support="接口; 素材"),)
    assert published.store.get(Person, "P2").merged_into == "P3"


def test_kept_mail_is_mails_reread_the_same(published: Workspace) -> None:
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "1 完成"))
    merged(published)
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "2 收摊", sender=CHEN))
    assert replay(published.as_user("command")).differs == ()
    changed = would_change(published.as_user("key"), {"done": ["收摊"]})
    assert len(changed) == 1
    teach(published.as_user("key"), {"done": ["收摊"]})
    assert replay(published.as_user("command")).differs == ()


def test_the_deed_before_it_can_be_taken_back_too(published: Workspace) -> None:
    acting = published.as_user("key")
    update_action(acting, "A1", Update(ref="A1", status="done"))
    merged(published)
    undo_last(acting)
    undo_last(acting)
    assert published.store.get(Action, "A1").status == "not-started"


def test_what_would_move_is_known_before(published: Workspace) -> None:
    before = everything(published)
    found = to_be_merged(published.as_user("key"), "P4", "P2")
    assert {one.ref for one in found.of(Action)} == {"A1", "A2"}
    assert {one.ref for one in found.of(Meeting)} == {"M1"}
    assert everything(published) == before


def test_minutes_that_were_taken_back_are_nobody_s_whoever_he_is(published: Workspace) -> None:
    """Nothing has left yet, so both were asked by minutes that are none any more."""
    undo_last(published.as_user("command"))
    assert set(answers(published).values()) == {"withdrawn"}
    merged(published)
    assert set(answers(published).values()) <= {"withdrawn", "replaced"}
