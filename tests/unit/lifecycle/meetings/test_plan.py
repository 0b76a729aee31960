import dataclasses
from datetime import datetime

import pytest
from icalendar import Calendar

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, PersonDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters.collaboration_request import ask
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.agenda_text import draft_of
from collabtui.lifecycle.people.edit_people import add_person
from support.replies import outgoing, parsed
from support.world import AGENDA, CONFIG, Clock


def calendar_of(mail: Outgoing) -> Calendar:
    part = next(one for one in parsed(mail).walk() if one.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_content())


def test_an_agenda_becomes_a_meeting_with_its_people_and_its_matter(planned: Workspace) -> None:
    meeting = planned.store.get(Meeting, "m1")
    people = {one.ref: one.name for one in planned.store.find(Person)}
    assert [(people[one.person], one.role) for one in meeting.participants] == [
        ("李明", "facilitator"), ("张伟", "participant"), ("陈静", "participant"), ("Bob Brown", "participant"),
    ]  # fmt: skip
    assert meeting.start == datetime.fromisoformat("2026-03-02T14:00+08:00")
    assert meeting.end == datetime.fromisoformat("2026-03-02T14:50+08:00")
    assert planned.store.get(Matter, str(meeting.matter)).title == "新品上线"
    assert meeting.matter == "X-2026-001"


def test_who_is_unknown_stops_it_and_nothing_is_written(workspace: Workspace) -> None:
    wrong = AGENDA.model_copy(update={"participants": (NameInAgenda(name="张炜"),)})
    with pytest.raises(Unknown, match=r"name\.unknown.*张炜.*张伟"):
        plan.new_meeting(workspace.as_user("command"), wrong)
    assert workspace.store.find(Meeting, state="planned") == []
    assert workspace.store.find(Matter, title="新品上线") == []


def test_a_department_in_the_place_of_people_is_not_taken_for_a_slip(workspace: Workspace) -> None:
    wrong = AGENDA.model_copy(update={"participants": (NameInAgenda(name="市场部"),)})
    with pytest.raises(Unknown, match=r"name\.is_department.*陈静"):
        plan.new_meeting(workspace.as_user("command"), wrong)


def test_a_stranger_with_an_address_is_added(workspace: Workspace) -> None:
    draft = AGENDA.model_copy(update={"participants": (NameInAgenda(name="周敏", email="Zhou@example.test"),)})
    plan.new_meeting(workspace.as_user("command"), draft)
    assert directory.find_person(workspace.store, "周敏").email == "zhou@example.test"


def test_slots_past_the_limit_are_a_finding_and_not_a_refusal(workspace: Workspace) -> None:
    draft = AGENDA.model_copy(
        update={"slots": (SlotDraft(title="长", minutes=80), SlotDraft(title="更长", minutes=20))}
    )
    (finding,) = plan.new_meeting(workspace.as_user("command"), draft).findings
    assert (finding.key, finding.values["over"], finding.values["title"]) == ("agenda.over_limit", 10, "更长")


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (("目标", "各方资源", "风险"), None),
        (("上线的风险", "开场与目标", "资源"), ("上线的风险", "开场与目标")),
        (("Budget", "Goal of phase one"), ("Budget", "Goal of phase one")),
        (("Risks and resources", "Goal"), None),
        (("风险", "其他"), None),
    ],
)
def test_an_agenda_begins_with_the_goal_and_ends_with_risks(
    workspace: Workspace, titles: tuple[str, ...], told: tuple[str, str] | None
) -> None:
    draft = AGENDA.model_copy(update={"slots": tuple(SlotDraft(title=one, minutes=10) for one in titles)})
    found = plan.new_meeting(workspace.as_user("command"), draft).findings
    said = [(one.values["title"], one.values["other"]) for one in found if one.key == "agenda.out_of_order"]
    assert said == ([told] if told else [])


def test_who_leads_an_item_and_is_not_invited_is_named(planned: Workspace) -> None:
    acting = planned.as_user("command")
    add_person(acting, PersonDraft(name="外援", email="extern@example.test"))
    slots = tuple(SlotDraft(title="进展", minutes=5, lead=one) for one in ("外援", "李明"))
    found = plan.new_meeting(acting, AGENDA.model_copy(update={"slots": slots})).findings
    assert [one.values["names"] for one in found if one.key == "agenda.lead_uninvited"] == [("外援",)]


def test_the_time_keeper_has_a_part_of_his_own_in_invitation_calendar_and_agenda(planned: Workspace) -> None:
    acting = planned.as_user("command")
    plan.edit_meeting(acting, "M1", AGENDA.model_copy(update={"timekeeper": NameInAgenda(name="陈静")}))
    meeting = planned.store.get(Meeting, "M1")
    assert meeting.timekeeper == planned.store.find(Person, name="陈静")[0].ref
    assert draft_of(planned.store, meeting).timekeeper == NameInAgenda(name="陈静", email="chen@example.test")
    invite.invite(acting, "M1")
    assert "陈静（计时）" in outgoing(planned, "zhang@example.test", "invitation").text
    assert "陈静 (time-keeper)" in outgoing(planned, "bob@example.test", "invitation").text


def test_who_leads_or_writes_does_not_keep_the_time(planned: Workspace) -> None:
    name = NameInAgenda(name="陈静")
    for busy, key in (("facilitator", "timekeeper_leads"), ("scribe", "timekeeper_writes")):
        draft = AGENDA.model_copy(update={busy: name, "timekeeper": name})
        with pytest.raises(Refused, match=key):
            plan.edit_meeting(planned.as_user("command"), "M1", draft)


def test_the_rules_of_talking_stand_in_the_invitation_ones_own_or_the_usual_ones(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    assert "对事不对人" in outgoing(planned, "zhang@example.test", "invitation").text
    assert "the matter, not the person" in outgoing(planned, "bob@example.test", "invitation").text
    rules = CONFIG.meeting.model_copy(update={"ground_rules": "手机静音"})
    own = dataclasses.replace(planned, config=CONFIG.model_copy(update={"meeting": rules}))
    plan.new_meeting(own.as_user("command"), AGENDA)
    invite.invite(own.as_user("command"), "M2")
    (mail,) = (one for one in planned.store.find(Outgoing, to="bob@example.test") if "M2" in one.subject)
    assert "手机静音" in mail.text
    assert "the matter, not" not in mail.text


def test_a_facilitator_who_speaks_for_a_side_is_named_softly(planned: Workspace) -> None:
    acting = planned.as_user("command")

    def found(draft: AgendaDraft) -> list[str]:
        return [one.key for one in plan.edit_meeting(acting, "M1", draft).findings if "facilitator" in one.key]

    head = AGENDA.model_copy(update={"facilitator": NameInAgenda(name="赵强")})
    assert found(head) == []
    for department in ("研发部", "市场部"):
        ask(acting, "X-2026-001", department, "支持")
    assert found(head) == ["agenda.facilitator_heads"]
    assert found(AGENDA) == []


def test_everybody_is_invited_in_his_language_with_a_request(planned: Workspace) -> None:
    done = invite.invite(planned.as_user("command"), "M1")
    assert [mail.to for mail in done.queued] == [
        "li@example.test", "zhang@example.test", "chen@example.test", "bob@example.test",
    ]  # fmt: skip
    assert "会议邀请" in outgoing(planned, "zhang@example.test", "invitation").subject
    assert "Invitation" in outgoing(planned, "bob@example.test", "invitation").subject
    calendar = calendar_of(done.queued[1])
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], event["SEQUENCE"]) == ("REQUEST", 0)
    assert str(event["ORGANIZER"]).removeprefix("mailto:") == parsed(done.queued[1])["Reply-To"].addresses[0].addr_spec


def test_only_a_part_of_ones_own_stands_behind_a_name(planned: Workspace) -> None:
    """Nobody has answered yet: 参加 behind a name would look like it."""
    invite.invite(planned.as_user("command"), "M1")
    assert "李明（主持）、张伟、陈静、Bob Brown" in outgoing(planned, "zhang@example.test", "invitation").text
    assert "张伟, 陈静, Bob Brown" in outgoing(planned, "bob@example.test", "invitation").text


def test_the_same_invitation_is_not_sent_twice(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(planned.as_user("command"), "M1")


def test_a_change_is_sent_with_the_next_sequence_and_the_same_uid(planned: Workspace) -> None:
    first = invite.invite(planned.as_user("command"), "M1").queued[1]
    plan.edit_meeting(planned.as_user("command"), "M1", AGENDA.model_copy(update={"place": "5号会议室"}))
    second = invite.invite(planned.as_user("command"), "M1").queued[1]
    old, new = (calendar_of(mail).walk("VEVENT")[0] for mail in (first, second))
    assert (second.kind, new["SEQUENCE"], new["UID"]) == ("update", 1, old["UID"])
    assert new["ORGANIZER"] == old["ORGANIZER"]
    assert first.message_id != second.message_id


def test_who_is_dropped_is_told_that_he_need_not_come(planned: Workspace) -> None:
    invite.invite(planned.as_user("command"), "M1")
    plan.edit_meeting(planned.as_user("command"), "M1", AGENDA.model_copy(update={"participants": ()}))
    done = invite.invite(planned.as_user("command"), "M1")
    gone = {mail.to: mail for mail in done.queued if mail.kind == "cancellation"}
    assert set(gone) == {"zhang@example.test", "chen@example.test", "bob@example.test"}
    assert calendar_of(gone["zhang@example.test"])["METHOD"] == "CANCEL"


def test_another_time_asks_everybody_again(planned: Workspace) -> None:
    meeting = planned.store.get(Meeting, "M1")
    coming = tuple(one.model_copy(update={"partstat": "accepted"}) for one in meeting.participants)
    with planned.as_user("command").transaction() as tx:
        tx.put(meeting.model_copy(update={"participants": coming}))
    same = plan.edit_meeting(planned.as_user("command"), "M1", AGENDA.model_copy(update={"place": "x"})).meeting
    assert {one.partstat for one in same.participants} == {"accepted"}
    later = AGENDA.model_copy(update={"start": AGENDA.start.replace(hour=16)})
    moved = plan.edit_meeting(planned.as_user("command"), "M1", later).meeting
    assert {one.partstat for one in moved.participants} == {"needs-action"}


def test_a_cancelled_meeting_is_over(planned: Workspace, clock: Clock) -> None:
    invite.invite(planned.as_user("command"), "M1")
    done = invite.cancel(planned.as_user("command"), "M1")
    assert [mail.kind for mail in done.queued] == ["cancellation"] * 4
    assert calendar_of(done.queued[0]).walk("VEVENT")[0]["SEQUENCE"] == 1
    with pytest.raises(Refused, match=r"meeting\.over"):
        invite.cancel(planned.as_user("command"), "M1")


def test_a_preview_is_what_is_sent(planned: Workspace) -> None:
    previews = {person.email: said for person, said, _ in invite.preview_invitations(planned.as_user("key"), "M1")}
    sent = {mail.to: mail for mail in invite.invite(planned.as_user("key"), "M1").queued}
    assert {to: said.text for to, said in previews.items()} == {to: mail.text for to, mail in sent.items()}


def test_a_preview_of_a_change_names_who_is_dropped_and_one_of_calling_off_everybody(planned: Workspace) -> None:
    assert invite.preview_cancellations(planned.as_user("key"), "M1") == []
    invite.invite(planned.as_user("key"), "M1")
    called_off = invite.preview_cancellations(planned.as_user("key"), "M1")
    assert len(called_off) == 4
    plan.edit_meeting(planned.as_user("key"), "M1", AGENDA.model_copy(update={"participants": ()}))
    previews = [
        (person.email, said.text) for person, said, _ in invite.preview_invitations(planned.as_user("key"), "M1")
    ]
    assert previews == [(mail.to, mail.text) for mail in invite.invite(planned.as_user("key"), "M1").queued]


def test_people_go_without_touching_the_rest_of_the_agenda(planned: Workspace) -> None:
    slots = planned.store.get(Meeting, "M1").slots
    fewer = plan.change_participants(planned.as_user("key"), "M1", lambda there: there[:2])
    assert (len(fewer.participants), fewer.slots) == (2, slots)
