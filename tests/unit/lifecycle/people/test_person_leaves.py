"""One who leaves: all that he holds is another's, both hear of it, and one undo takes all of it back."""

from datetime import date

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Contact, Matter, NamedReader, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Meeting, Participant, Role, SignOff
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Department, Locale, Person
from collabtui.domain.records import RECORDS
from collabtui.errors import CollabError, Refused, Unknown
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.action_updates import put_action, updated
from collabtui.lifecycle.base.left_people import successor_of
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.sign_offs_due import SignOffsDue
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.history.undo_last import undo_batch, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import confidentiality, make_confidential
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.meetings import edit_agenda_lines, invite, plan
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.recipients import recipients_of
from collabtui.lifecycle.people.edit_people import PersonChange, add_person, edit_person, import_people
from collabtui.lifecycle.people.person_leaves import leave, to_be_handed_over
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, cast_vote
from collabtui.text.catalogue import Catalogue
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, PEOPLE, Clock

STAMPS = {"version", "updated_at", "updated_by", "via"}


@pytest.fixture
def office(published: Workspace, clock: Clock) -> Workspace:
    """张伟 owns A1 and A2, is a contact of the matter and its department, owns R1, and is invited to M2 next week."""
    send_all(published)
    acting = published.as_user("command")
    with acting.transaction() as tx:
        matter = tx.get(Matter, "X-2026-001")
        tx.put(matter.model_copy(update={"contacts": (Contact(department="研发部", person="P2"),)}))
        tx.put(
            Risk(
                ref="R1",
                text="供应商延期",
                owner="P2",
                matter=matter.ref,
                standby="张伟",
                raised_at=acting.now,
                by="李明",
            )
        )
    plan.new_meeting(acting, AGENDA.model_copy(update={"title": "下周例会", "start": AGENDA.start.replace(day=9)}))
    invite.invite(published.as_user("command"), "M2")
    send_all(published)
    clock.set("2026-03-03T10:00+08:00")
    return published


def everything(workspace: Workspace) -> dict[str, object]:
    records = (
        one for model in RECORDS if model.kept.numbered and model is not Outgoing for one in workspace.store.find(model)
    )
    return {one.ref: one.model_dump(exclude=STAMPS) for one in records}


def test_all_that_he_holds_is_the_others(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    store = office.store
    assert {one.ref for one in store.find(Action, owner="P3")} == {"A1", "A2"}
    assert store.get(Matter, "X-2026-001").contacts[0].person == "P3"
    assert store.find(Department, name="研发部")[0].contact == "P3"
    assert (store.get(Risk, "R1").owner, store.get(Risk, "R1").standby) == ("P3", ""), "nobody stands by for himself"
    comes = store.get(Meeting, "M2").participant("P3")
    assert comes is not None
    assert comes.partstat == "needs-action"
    assert store.get(Meeting, "M2").participant("P2") is None
    assert store.get(Meeting, "M1").participant("P2") is not None, "what is over stays as it was"


def test_a_risk_that_nobody_stands_by_for_any_more_is_named(office: Workspace) -> None:
    assert to_be_handed_over(office.store, office.as_user("command"), "P2", "P3").without_standby == ("R1",)
    with office.as_user("command").transaction() as tx:
        tx.put(tx.get(Risk, "R1").model_copy(update={"owner": "P4"}))
    assert to_be_handed_over(office.store, office.as_user("command"), "P2", "P3").without_standby == ()


def test_who_stands_by_for_another_is_the_other(office: Workspace) -> None:
    with office.as_user("command").transaction() as tx:
        tx.put(tx.get(Risk, "R1").model_copy(update={"owner": "P4"}))
    leave(office.as_user("command"), "P2", "P3")
    assert (office.store.get(Risk, "R1").owner, office.store.get(Risk, "R1").standby) == ("P4", "赵强")


def test_the_successor_hears_whose_deputy_he_is(office: Workspace) -> None:
    """Also where he gets nothing else."""
    acting = office.as_user("command")
    wang = add_person(acting, PersonDraft(name="王芳", email="wang@example.test"))
    edit_person(acting, directory.find_person(office.store, "陈静").ref, PersonChange(deputy="王芳"))
    leave(acting, wang.ref, directory.find_person(office.store, "赵强").ref)
    mail = outgoing(office, "zhao@example.test", "notice")
    assert "外出时代理：\n  - 陈静" in mail.text


def test_whose_deputy_leaves_hears_who_stands_in_from_then_on(office: Workspace) -> None:
    acting = office.as_user("command")
    wang = add_person(acting, PersonDraft(name="王芳", email="wang@example.test"))
    edit_person(acting, directory.find_person(office.store, "陈静").ref, PersonChange(deputy="王芳"))
    leave(acting, wang.ref, directory.find_person(office.store, "赵强").ref)
    mail = outgoing(office, "chen@example.test", "notice")
    assert "王芳已离任。你外出时，改由赵强代你答复和处理。" in "".join(mail.text.split())
    assert outgoing(office, "zhao@example.test", "notice").text != mail.text


def test_a_matter_that_was_taken_back_is_handed_to_nobody(office: Workspace) -> None:
    with office.as_user("command").transaction() as tx:
        tx.put(tx.get(Matter, "X-2026-001").model_copy(update={"withdrawn": True}))
    leave(office.as_user("command"), "P2", "P3")
    assert office.store.get(Matter, "X-2026-001").contacts[0].person == "P2"


@pytest.mark.parametrize("role", ["timekeeper", "scribe", "facilitator"])
def test_his_part_in_a_meeting_is_that_of_who_comes_anyway(office: Workspace, role: Role) -> None:
    parts = (Participant(person="P2", role=role), Participant(person="P3", partstat="accepted"))
    with office.as_user("command").transaction() as tx:
        tx.put(tx.get(Meeting, "M2").model_copy(update={"participants": parts}))
    leave(office.as_user("command"), "P2", "P3")
    expected = (Participant(person="P3", role=role, partstat="accepted"),)
    assert office.store.get(Meeting, "M2").participants == expected


def test_what_he_leads_of_an_agenda_to_come_is_the_others(office: Workspace) -> None:
    with office.as_user("command").transaction() as tx:
        for ref in ("M1", "M2"):
            meeting = tx.get(Meeting, ref)
            first, *rest = meeting.slots
            tx.put(meeting.model_copy(update={"slots": (first.model_copy(update={"lead": "张伟"}), *rest)}))
    leave(office.as_user("command"), "P2", "P3")
    assert [office.store.get(Meeting, ref).slots[0].lead for ref in ("M1", "M2")] == ["张伟", "赵强"]


def a_vote(*people: str, anonymous: bool = False) -> VoteDraft:
    return VoteDraft(meeting="M1", text="供应商", choices=("A=甲", "B=乙"), to=people, anonymous=anonymous)


def test_his_voice_is_waited_for_no_more_and_given_to_nobody(office: Workspace) -> None:
    ask_vote(office.as_user("command"), a_vote("张伟", "陈静"))
    leave(office.as_user("command"), "P2", "P3")
    assert [one.person for one in office.store.get(Vote, "VOTE1").voters] == ["P4"]


def test_a_vote_is_named_as_waiting_for_him_no_more_and_not_as_handed_over(office: Workspace) -> None:
    ask_vote(office.as_user("command"), a_vote("张伟", "陈静"))
    leaving = to_be_handed_over(office.store, office.as_user("command"), "P2", "P3")
    assert [vote.ref for vote in leaving.votes] == ["VOTE1"]
    assert not any(isinstance(record, Vote) for record in leaving.handed_over)
    assert len(leaving.handed_over) == len(leaving.records) - 1


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_all_that_is_handed_over_has_a_name(office: Workspace, locale: Locale) -> None:
    leaving = to_be_handed_over(office.store, office.as_user("command"), "P2", "P3")
    kinds = {type(record).__name__.lower() for record in leaving.handed_over}
    words = Catalogue(locale)
    assert [kind for kind in kinds if words(f"merge.kind.{kind}") == f"merge.kind.{kind}"] == []


def test_a_voice_is_none_of_the_things_handed_over_and_both_mails_say_so(office: Workspace) -> None:
    ask_vote(office.as_user("command"), a_vote("张伟", "陈静"))
    leaving = leave(office.as_user("command"), "P2", "P3")
    assert ("VOTE1" in {one.ref for one in leaving.handed_over}, [one.ref for one in leaving.votes]) == (
        False,
        ["VOTE1"],
    )
    told = [outgoing(office, address, "notice").text for address in ("zhang@example.test", "zhao@example.test")]
    assert all("不移交的表决（不再等这一票）：\n  - 供应商 (VOTE1)" in text for text in told)


def test_who_takes_over_reads_how_each_thing_stands(office: Workspace, clock: Clock) -> None:
    acting = office.as_user("command")
    update = Update(ref="A1", status="blocked", percent=80, note="环境没到")
    with acting.transaction() as tx:
        put_action(tx, updated(tx.get(Action, "A1"), update, acting.now), acting.provenance)
        tx.put(Risk(ref="R2", text="培训延期", owner="P4", standby="张伟", raised_at=acting.now, by="李明"))
    clock.set("2026-03-12T10:00+08:00")
    leave(office.as_user("command"), "P2", "P3")
    text = outgoing(office, "zhao@example.test", "notice").text
    due = office.store.get(Action, "A1").due
    late = (date(2026, 3, 12) - due).days if due else 0
    assert late > 0
    assert f"，▲逾期 {late} 天，受阻 80%，原因：环境没到" in text.replace("\n     ", "")
    assert "风险：\n  - 供应商延期 (R1)" in text
    assert "作为 B 角的风险：\n  - 培训延期 (R2)" in text


def test_the_voice_that_he_gave_counts(office: Workspace) -> None:
    ask_vote(office.as_user("command"), a_vote("张伟", "陈静"))
    cast_vote(office.as_user("command"), "VOTE1", "张伟", "A")
    leave(office.as_user("command"), "P2", "P3")
    assert [(one.person, one.choice) for one in office.store.get(Vote, "VOTE1").voters] == [("P2", "A"), ("P4", "")]


def test_a_poll_without_names_stays_one_of_three(office: Workspace) -> None:
    """Of fewer no count is ever shown."""
    ask_vote(office.as_user("command"), a_vote("张伟", "陈静", "Bob Brown", anonymous=True))
    leave(office.as_user("command"), "P2", "P3")
    assert len(office.store.get(Vote, "VOTE1").voters) == 3


def test_he_is_not_asked_for_his_signature_any_more(office: Workspace, clock: Clock) -> None:
    leave(office.as_user("command"), "P2", "P3")
    clock.set("2026-03-04T16:00+08:00")
    asked = {mail.to for mail in queue_due(office.as_worker(), (SignOffsDue(),))}
    assert asked
    assert "zhang@example.test" not in asked


def test_his_silence_agrees_to_no_minutes_and_later_ones_do_not_reach_him(office: Workspace, clock: Clock) -> None:
    leave(office.as_user("command"), "P2", "P3")
    clock.set("2026-03-20T10:00+08:00")
    apply_silent_consent(office.as_worker())
    states = {one.person: one.state for one in office.store.find(SignOff, meeting="M1")}
    assert (states.pop("P2"), set(states.values())) == ("replaced", {"silent"})
    assert office.store.get(Meeting, "M1").state == "signed"
    told = recipients_of(office.store, minutes_of(office.store, office.store.get(Meeting, "M1")))
    assert "P2" not in {one.person.ref for one in told}


def test_both_hear_of_it_in_one_mail_each(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    mails = office.store.find(Outgoing, state="queued")
    assert sorted(mail.to for mail in mails) == ["zhang@example.test", "zhao@example.test"]
    got = outgoing(office, "zhao@example.test", "notice")
    assert [item.ref for item in got.items] == ["A1", "A2"]
    assert "提供接口文档" in got.text
    assert "下周例会" in got.text
    assert got.subject.startswith("张伟的工作由你接手"), "a number of a person says nothing to whoever reads it"


def test_the_successor_of_one_who_held_nothing_gets_no_mail(office: Workspace) -> None:
    add_person(office.as_user("command"), PersonDraft(name="新人", email="new@example.test"))
    leave(office.as_user("command"), office.store.find(Person, email="new@example.test")[0].ref, "P4")
    assert [mail.to for mail in office.store.find(Outgoing, state="queued")] == ["new@example.test"]


def test_who_took_over_from_one_who_held_nothing_is_known(office: Workspace) -> None:
    acting = office.as_user("command")
    new = add_person(acting, PersonDraft(name="新人", email="new@example.test")).ref
    leave(acting, new, "P4")
    assert office.store.get(Person, new).successor == "P4"
    found = successor_of(office.store, new)
    assert found
    assert found.ref == "P4"
    undo_last(acting)
    assert office.store.get(Person, new).successor is None


def test_who_comes_back_has_no_successor(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    edit_person(office.as_user("command"), "P2", PersonChange(back=True))
    assert office.store.get(Person, "P2").successor is None


def test_one_undo_takes_all_of_it_back(office: Workspace) -> None:
    before = everything(office)
    leave(office.as_user("command"), "P2", "P3")
    assert everything(office) != before
    undo_last(office.as_user("command"))
    assert everything(office) == before
    assert office.store.find(Outgoing, state="queued") == []


def test_what_is_shown_first_is_what_is_done_and_writes_nothing(office: Workspace) -> None:
    before = everything(office)
    shown = to_be_handed_over(office.store, office.as_user("command"), "P2", "P3")
    assert everything(office) == before
    done = leave(office.as_user("command"), "P2", "P3")
    assert [one.ref for one in shown.records] == [one.ref for one in done.records]
    assert shown.to_invite == ["M2"]


def test_whoever_left_is_meant_by_nobody_and_can_come_back(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    for name in ("张伟", "zhang@example.test"):
        with pytest.raises(Unknown, match=r"name\.left") as said:
            directory.find_person(office.store, name)
        assert said.value.values == {"value": "张伟", "ref": "P2", "successor": "赵强"}
    edit_person(office.as_user("command"), "P2", PersonChange(back=True))
    assert directory.find_person(office.store, "张伟").ref == "P2"


def test_two_people_of_whom_one_has_left_are_both_named(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    with pytest.raises(Refused, match=r"name\.several_left") as said:
        directory.find_person(office.store, "陈静、张伟")
    assert said.value.values == {"value": "陈静、张伟", "names": ("陈静", "张伟"), "left": ["张伟"]}
    with pytest.raises(Unknown, match=r"name\.left"):
        make_confidential(office.as_user("command"), "X-2026-001", ["陈静、张伟"])
    with pytest.raises(Refused, match=r"name\.several"):
        directory.find_person(office.store, "陈静、赵强")


def test_a_list_that_still_has_him_leaves_him_as_he_is(office: Workspace) -> None:
    """A directory keeps its people for a while."""
    leave(office.as_user("command"), "P2", "P3")
    before = office.store.get(Person, "P2")
    listed = [PEOPLE[1].model_copy(update={"head": True, "title": "总监"})]
    done = import_people(office.as_user("command"), listed)
    assert ([one.ref for one in done.left], done.changed, done.unchanged) == (["P2"], (), 0)
    assert office.store.get(Person, "P2") == before
    edit_person(office.as_user("command"), "P2", PersonChange(back=True))
    assert import_people(office.as_user("command"), listed).left == ()
    assert office.store.get(Person, "P2").head


def test_a_headship_goes_to_who_is_in_the_department(office: Workspace) -> None:
    leaving = leave(office.as_user("command"), "P3", "P2")
    assert leaving.unled == ""
    assert [one.ref for one in office.store.find(Person, department="研发部", head=True)] == ["P2"]
    assert "研发部（负责人）" in outgoing(office, "zhang@example.test", "notice").text


def test_a_department_without_a_head_is_named(office: Workspace) -> None:
    assert leave(office.as_user("command"), "P3", "P4").unled == "研发部"
    assert not office.store.get(Person, "P4").head


@pytest.mark.parametrize(("goes", "stays", "key"), [("P2", "P2", "leave.same"), ("P1", "P2", "leave.organiser")])
def test_who_cannot_leave_is_refused(office: Workspace, goes: str, stays: str, key: str) -> None:
    with pytest.raises(Refused) as error:
        leave(office.as_user("command"), goes, stays)
    assert error.value.key == key


def test_whoever_left_takes_nothing_over_and_leaves_no_second_time(office: Workspace) -> None:
    leave(office.as_user("command"), "P2", "P3")
    for goes, stays in (("P2", "P3"), ("P3", "P2")):
        with pytest.raises(CollabError):
            leave(office.as_user("command"), goes, stays)


@pytest.mark.parametrize("then", ["nothing", "called off"])
def test_what_waited_for_him_waits_again_after_an_undo(office: Workspace, then: str) -> None:
    """Unless calendars were told something newer of the meeting."""
    acting = office.as_user("command")
    edit_agenda_lines.add_line(acting, "M2", read_agenda_line("地点: 5号会议室"), None)
    (update,) = (mail for mail in invite.invite(acting, "M2").queued if mail.person == "P2")
    leave(acting, "P2", "P3")
    assert office.store.get(Outgoing, update.ref).state == "held"
    gone = next(iter(plans(acting)))
    if then == "called off":
        invite.cancel(acting, "M2")
    undo_batch(acting, gone.batch)
    assert office.store.get(Outgoing, update.ref).state == ("queued" if then == "nothing" else "held")


@pytest.mark.parametrize(("readers", "is_closed"), [(("P2",), True), (("P2", "P3"), False)])
def test_a_successor_who_may_not_read_a_confidential_matter_is_named_and_reads_nothing_of_it(
    office: Workspace, readers: tuple[str, ...], is_closed: bool
) -> None:
    """Leaving lets nobody in: the list of who reads there stays as it was."""
    acting = office.as_user("command")
    named = tuple(NamedReader(person=ref) for ref in readers)
    with acting.transaction() as tx:
        matter = tx.get(Matter, "X-2026-001")
        tx.put(matter.model_copy(update={"confidential": True, "readers": named}))
    leaving = leave(acting, "P2", "P3")
    assert [matter.ref for matter in leaving.closed] == (["X-2026-001"] if is_closed else [])
    assert office.store.get(Matter, "X-2026-001").readers == named
    assert [matter.ref for matter in leaving.unread] == ["X-2026-001"]
    assert "P2" not in [one.ref for one in confidentiality(office.store, acting, "X-2026-001").readers]
    (told,) = [mail for mail in office.store.find(Outgoing, person="P3") if "handed-over" in mail.key]
    title = office.store.get(Action, "A1").title
    assert (title in f"{told.subject}{told.text}") is not is_closed


@pytest.mark.parametrize(("answered", "asked"), [("", ["zhao@example.test"]), ("1 通过\n2 通过", [])])
def test_a_check_list_that_he_left_open_is_asked_of_who_takes_over(
    published: Workspace, clock: Clock, answered: str, asked: list[str]
) -> None:
    describe_checks(published.as_user("command"), "A1", ["有目录", "有签名"])
    ask_checks(published.as_user("command"), "A1")
    send_all(published)
    clock.set("2026-03-03T10:00+08:00")
    if answered:
        receive(published.as_worker(), reply(outgoing(published, "zhang@example.test", "request"), answered))
    leave(published.as_user("command"), "P2", "P3")
    found = [mail for mail in published.store.find(Outgoing, change="A1", state="queued") if mail.kind == "request"]
    assert [mail.to for mail in found] == asked
    send_all(published)
    for mail in found:
        receive(published.as_worker(), reply(mail, "1 通过\n2 不通过，缺签名"))
        assert [one.ok for one in published.store.get(Action, "A1").checks] == [True, False]


@pytest.mark.parametrize("text", ["1 完成", "2 延期到3月18日，因为供应商晚了", "1 下周见面再说"])
def test_the_answer_to_what_he_wrote_before_he_left_goes_out(office: Workspace, text: str) -> None:
    receive(office.as_worker(), reply(outgoing(office, "zhang@example.test", "minutes"), text))
    answers = [mail.ref for mail in office.store.find(Outgoing, person="P2") if mail.kind == "answer"]
    leave(office.as_user("command"), "P2", "P3")
    assert answers
    assert {office.store.get(Outgoing, ref).state for ref in answers} == {"queued"}


def test_an_owner_hears_who_does_it_in_place_of_one_who_left(office: Workspace) -> None:
    acting = office.as_user("command")
    with acting.transaction() as tx:
        action = tx.get(Action, "A3")
        tx.put(action.model_copy(update={"collaborators": (Collaborator(person="P2", does=True),)}))
    leave(acting, "P2", "P4")
    (mail,) = [
        one for one in office.store.find(Outgoing, to="bob@example.test") if "Done by somebody else" in one.subject
    ]
    assert "done by 陈静 from now on" in " ".join(mail.text.split())


def test_who_takes_over_what_he_did_in_its_owner_s_place_has_a_number_for_it(office: Workspace) -> None:
    acting = office.as_user("command")
    with acting.transaction() as tx:
        action = tx.get(Action, "A3")
        tx.put(action.model_copy(update={"collaborators": (Collaborator(person="P2", does=True),)}))
    leave(acting, "P2", "P4")
    (mail,) = [one for one in office.store.find(Outgoing, person="P4") if "handed-over" in one.key]
    assert "3. Review the contract (A3)" in mail.text.split("由你执行的行动项：")[1]
    assert "协作的行动项" not in mail.text
    receive(office.as_worker(), reply(mail, "3 60%"))
    assert office.store.get(Action, "A3").percent == 60


@pytest.mark.parametrize("line", ["预算表 @张伟", "预算表（张伟）"])
def test_material_that_he_was_to_bring_is_brought_by_the_other(office: Workspace, line: str) -> None:
    with office.as_user("command").transaction() as tx:
        tx.put(tx.get(Meeting, "M2").model_copy(update={"material": (line, "报价单 @陈静")}))
    leave(office.as_user("command"), "P2", "P3")
    assert office.store.get(Meeting, "M2").material == ("预算表 @赵强", "报价单 @陈静")
    (mail,) = [one for one in office.store.find(Outgoing, person="P3") if "handed-over" in one.key]
    assert "预算表" in mail.text.split("要带的会议材料：")[1]


def test_who_brings_material_and_comes_not_hands_it_over_and_no_seat(office: Workspace) -> None:
    with office.as_user("command").transaction() as tx:
        meeting = tx.get(Meeting, "M2")
        others = tuple(one for one in meeting.participants if one.person not in ("P2", "P3"))
        tx.put(meeting.model_copy(update={"material": ("预算表 @张伟",), "participants": others}))
    leave(office.as_user("command"), "P2", "P3")
    after = office.store.get(Meeting, "M2")
    assert (after.material, after.participant("P3")) == (("预算表 @赵强",), None)
    (mail,) = [one for one in office.store.find(Outgoing, person="P3") if "handed-over" in one.key]
    assert "之后的会议：" not in mail.text


def test_who_is_wanted_in_his_place_reads_for_what_and_when(office: Workspace) -> None:
    add_resource(
        office.as_user("key"), "X-2026-001", ResourceDraft("拍摄", "研发部", person="赵强", first=date(2026, 3, 10))
    )
    leave(office.as_user("command"), "P3", "P4")
    (mail,) = [one for one in office.store.find(Outgoing, person="P4") if "handed-over" in one.key]
    assert "拍摄 (RES1)，研发部，3月10日" in "".join(mail.text.split("资源需求：")[1].split("\n")).replace("- ", "")


def test_the_head_hears_that_who_was_promised_leaves_though_another_promised_it(office: Workspace) -> None:
    acting = office.as_user("command")
    add_resource(acting, "X-2026-001", ResourceDraft("拍摄", "研发部", person="张伟", first=date(2026, 3, 10)))
    (asked,) = ask_for_resources(acting, "X-2026-001").queued
    send_all(office)
    receive(office.as_worker(), reply(office.store.get(Outgoing, asked.ref), "同意"))
    assert office.store.get(Resource, "RES1").state == "promised"
    head = add_person(acting, PersonDraft(name="周敏", email="zhou@example.test", department="研发部", head=True))
    leave(acting, "P2", "P4")
    told = {one.person for one in office.store.find(Outgoing) if "resource-person" in one.key}
    assert told == {"P3", head.ref}, "who gave his word, and who heads the department by now"
