"""An office to which everything is owed that time can ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.matters.matter import Criterion, Matter, Milestone
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Person
from collabtui.domain.silent_owners import silent_owners
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.owed import DueMail, OwedKind, Source
from collabtui.lifecycle.due.progress_due import ProgressDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import acceptance
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.matters.collaboration_request import ask, send_request
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, move_to_step, new_matter
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.matters.risks import RiskDraft, raise_risk
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.store.interface import Reader
from support.departments import CHEN, MATTER, ask_three, says, sent
from support.mails import raw
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, NOTES, Clock

MILESTONES = (
    Milestone(text="评审", day=date(2026, 3, 6), reached=date(2026, 3, 9)),
    Milestone(text="定稿", day=date(2026, 3, 9)),
)
ALL_OWED = "2026-03-10T10:00+08:00"
"""A Tuesday, and nothing was said since the Monday before: at this instant each source owes something."""


def let_everything_come_due(workspace: Workspace, clock: Clock) -> None:
    """People are known, and nothing else yet. Leaves the clock at `ALL_OWED`.

    M1's minutes wait for sign-offs; its matter X-2026-001 asks departments, of which 市场部 alone accepts and names no
    contact, and has daily progress; A3 is due, A1 and A4 are late, and A5 waits for A4. 张伟
    was asked about A1 and for his department's answer, so that its head is to hear of both. X-2026-002 was accepted
    and not looked back on. M2 was held and has no minutes, M3 begins tomorrow without an agenda and
    without the material that 张伟 and nobody owe, SER1 goes on weekly
    from M4. SER2 came on the 9th, and no pass had planned that. Nobody has answered R1, R2 is to be reviewed; 市场部
    says nothing to C1. A mail in 陈静's name proves
    nothing, and what she answers to the minutes of M1 waits. Nobody marked the milestone of the 9th as
    reached, nobody looked back on the one that was reached then. 孙丽,
    who is away until June, has minutes to sign. The check list of A5 has no answer. 张伟 has accepted in 陈静's
    place. All who were asked of C2 agree, and nobody has granted it. 孙丽 has an action that is due meanwhile."""
    acting = workspace.as_user("command")
    plan.new_meeting(acting, AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("command"), "M1", NOTES)
    clock.set("2026-03-02T16:00+08:00")
    acting = workspace.as_user("command")
    publish.publish(acting, "M1")
    late = ActionDraft(title="通知供应商", owner="张伟", due=date(2026, 3, 9), deliverable="邮件")
    edit_actions.add_action(acting, late)
    edit_actions.add_action(acting.quiet(), ActionDraft(title="备货", owner="赵强", depends_on=("A4",)))
    ask_three(workspace)
    sent(workspace)
    says(workspace, CHEN, "同意", date="Mon, 02 Mar 2026 15:59:00 +0800")
    describe_matter(acting, MATTER, {"rhythm": "daily", "milestones": MILESTONES})
    raise_risk(acting, MATTER, RiskDraft("测试环境不够"))
    raise_risk(acting, MATTER, RiskDraft("断供", answer="换供应商", review=date(2026, 3, 10)))
    move_to_step(acting, MATTER, "tracking")
    new_matter(acting, MatterDraft("官网改版"))
    describe_matter(acting, "X-2026-002", {"criteria": (Criterion(text="上线", measured="ok", met=True),)})
    acceptance.accept(acting, "X-2026-002")
    describe_matter(acting, "X-2026-002", {"lead": "市场部"})
    ask_about_change.ask_opinions(
        acting, change_drafts.new_change(acting, "X-2026-002", ChangeDraft("scope", "加一页")).ref
    )
    add_resource(acting, MATTER, ResourceDraft("测试服务器", "市场部"))
    ask_for_resources(acting, MATTER)
    send_all(workspace)
    for title, start in (("周会", datetime(2026, 3, 6, 9)), ("试产会", datetime(2026, 3, 11, 9))):  # noqa: DTZ001  # wall clock
        plan.new_meeting(acting, AGENDA.model_copy(update={"title": title, "start": start}))
    with acting.transaction() as tx:
        tx.put(tx.get(Meeting, "M3").model_copy(update={"material": ("样品照片 @张伟", "报价")}))
    weekly = Rule(every="week", until=date(2026, 6, 29))
    first = datetime(2026, 3, 4, 16)  # noqa: DTZ001  # wall clock
    plan.new_meeting(acting, AGENDA.model_copy(update={"title": "例会", "start": first, "series": weekly}))
    held = AGENDA.model_copy(update={"title": "评审会", "start": datetime(2026, 3, 9, 15)})  # noqa: DTZ001  # wall clock
    to_be_held = plan.new_meeting(acting, held).meeting
    with acting.transaction() as tx:
        tx.put(to_be_held.model_copy(update={"state": "invited"}))
    _let_a_date_be_missed(workspace)
    vote = VoteDraft("M1", "搬不搬", ("A=搬", "B=不搬"), ("赵强",), date(2026, 3, 9))
    for until in (date(2026, 3, 9), date(2026, 3, 10)):
        ask_vote(acting, vote._replace(until=until))
    clock.set("2026-03-06T10:00+08:00")
    run.record(workspace.as_user("command"), "M2", ("d: 不变",))
    send_all(workspace)
    receive(workspace.as_worker(), raw("A1 完成", **{"from": CHEN}))
    receive(workspace.as_worker(), reply(outgoing(workspace, CHEN, "minutes"), "再说吧", quote=False))
    for person in ("P2", "P4"):
        queue_due(workspace.as_worker(), (_To(DepartmentsDue(), person),))
    send_all(workspace)
    clock.set("2026-03-07T10:00+08:00")  # a Saturday: nothing, where days off are kept
    queue_due(workspace.as_worker(), (_To(ActionsDue(), "P2"),))
    send_all(workspace)
    clock.set("2026-03-09T10:00+08:00")
    queue_due(workspace.as_worker(), (_To(ProgressDue(), "P2"),))
    send_all(workspace)
    _let_another_department_wait(workspace)
    with acting.transaction() as tx:
        until = datetime(2026, 3, 11, 9, tzinfo=acting.zone)
        for one in silent_owners(tx.asked_progress(datetime.fromisoformat(ALL_OWED)), datetime.fromisoformat(ALL_OWED)):
            tx.put(Reminded(ref=one.noted, at=clock.now, outgoing="O1"))  # of a question before this one
        asked = tx.find(SignOff, meeting="M1", person="P4")[0]
        tx.put(asked.model_copy(update={"deadline": until}))
    _let_minutes_wait_for_who_is_away(workspace)
    _let_a_deputy_have_answered(workspace)
    clock.set("2026-03-03T10:00+08:00")
    describe_checks(acting, "A5", ("有目录",))
    ask_checks(workspace.as_user("command"), "A5")
    send_all(workspace)
    _let_a_leaver_owe_a_check_list(workspace)
    _let_a_head_come_back(workspace)
    clock.set("2026-03-09T10:00+08:00")
    _ask_a_department_that_may_not_read(workspace)
    _let_a_change_be_agreed(workspace)
    _let_an_action_come_due_meanwhile(workspace)
    clock.set(ALL_OWED)


def _let_a_deputy_have_answered(workspace: Workspace) -> None:
    with workspace.as_user("command").transaction() as tx:
        matter = tx.get(Matter, MATTER)
        asked = [
            one.model_copy(update={"answer": one.answer.model_copy(update={"person": "P2", "in_place_of": "P4"})})
            if one.answer and one.department == "市场部"
            else one
            for one in matter.asked
        ]
        tx.put(matter.model_copy(update={"asked": tuple(asked)}))


def _ask_a_department_that_may_not_read(workspace: Workspace) -> None:
    """研发部, of a confidential matter that has no readers."""
    acting = workspace.as_user("command")
    matter = new_matter(acting, MatterDraft(title="薪酬调整"))
    ask(acting, matter.ref, "研发部", "名单")
    make_confidential(acting, matter.ref, [])
    send_request(acting, matter.ref)
    send_all(workspace)


def _let_a_leaver_owe_a_check_list(workspace: Workspace) -> None:
    """周明 of 研发部 has left with that of A8; the facilitator was told on Friday."""
    acting = workspace.as_user("command")
    with acting.transaction() as tx:
        known = {"name": "周明", "email": "zhou@example.test", "department": "研发部"}
        person = tx.put(Person.model_validate({"ref": tx.next_ref(Person), **known}))
    edit_actions.add_action(acting.quiet(), ActionDraft(title="归档", owner="周明", status="done"))
    describe_checks(acting, "A8", ("有清单",))
    ask_checks(workspace.as_user("command"), "A8")
    send_all(workspace)
    with acting.transaction() as tx:
        tx.put(person.model_copy(update={"left_at": acting.now}))
        told = datetime(2026, 3, 6, 2, tzinfo=UTC)
        tx.put(Reminded(ref=outbox_keys.checks_owed("A8", told, "P1"), at=told, outgoing="O1"))


def _let_minutes_wait_for_who_is_away(workspace: Workspace) -> None:
    """Those of M1, for 孙丽, until June."""
    acting = workspace.as_user("command")
    known = {"name": "孙丽", "email": "sun@example.test", "away_from": "2026-03-03", "away_until": "2026-06-30"}
    with acting.transaction() as tx:
        person = tx.put(Person.model_validate({"ref": tx.next_ref(Person), **known}))
        asked = {"meeting": "M1", "minutes_version": 1, "person": person.ref, "deadline": "2026-03-05T16:00+08:00"}
        tx.put(SignOff.model_validate({"ref": tx.next_ref(SignOff), **asked}))


def _let_an_action_come_due_meanwhile(workspace: Workspace) -> None:
    """Of 孙丽, in whose place nobody is."""
    acting = workspace.as_user("command").quiet()
    edit_actions.add_action(acting, ActionDraft(title="盘点", owner="孙丽", due=date(2026, 3, 12)))


def _let_another_department_wait(workspace: Workspace) -> None:
    """A7 of 市场部 waits for A6 of 研发部, of which everybody but the heads of both was told in its time."""
    acting = workspace.as_user("command").quiet()
    edit_actions.add_action(acting, ActionDraft(title="报价", owner="张伟", due=date(2026, 3, 4)))
    edit_actions.add_action(acting, ActionDraft(title="比价", owner="陈静", depends_on=("A6",)))
    with acting.transaction() as tx:
        for said in ("overdue", "escalation", "late-for-A7"):
            tx.put(Reminded(ref=f"A6/2026-03-04/{said}", at=acting.now, outgoing="O1"))


@dataclass(frozen=True)
class _To:
    """What one person is owed of a source."""

    source: Source
    person: str

    @property
    def kinds(self) -> tuple[OwedKind, ...]:
        return self.source.kinds

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        return (mail for mail in self.source.find(reader, acting) if mail.message.person.ref == self.person)


def _let_a_date_be_missed(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    with acting.transaction() as tx:
        day = date(2026, 3, 9)
        start = datetime(2026, 3, 9, 9, tzinfo=acting.zone)
        kept = {"ref": tx.next_ref(Series), "uid": "missed", "state": "invited", "invited_at": acting.now}
        shaped = {"title": "早会", "rule": Rule(every="week", until=day), "start": start, "minutes": 15}
        tx.put(Series.model_validate({**kept, **shaped, "timezone": "Asia/Shanghai"}))


def _let_a_head_come_back(workspace: Workspace) -> None:
    """周敏 of 质检部 was away until yesterday, when what 吴刚 is late with went to another in her place."""
    acting = workspace.as_user("command").quiet()
    away = {"head": True, "away_from": "2026-03-02", "away_until": "2026-03-09"}
    with acting.transaction() as tx:
        for name, more in (("周敏", away), ("吴刚", {})):
            known = {"name": name, "email": f"p{len(name + str(more))}@quality.test", "department": "质检部", **more}
            tx.put(Person.model_validate({"ref": tx.next_ref(Person), **known}))
    late = edit_actions.add_action(acting, ActionDraft(title="抽检", owner="吴刚", due=date(2026, 3, 4)))
    with acting.transaction() as tx:
        for said in ("overdue", "escalation"):
            at = datetime(2026, 3, 9, 10, tzinfo=acting.zone)
            tx.put(Reminded(ref=f"{late.ref}/2026-03-04/{said}", at=at, outgoing="O1"))


def _let_a_change_be_agreed(workspace: Workspace) -> None:
    """市场部 alone was asked, and said yes the day before."""
    acting = workspace.as_user("command")
    agreed_at = datetime(2026, 3, 9, 10, tzinfo=acting.zone)
    answer = DepartmentAnswer(department="市场部", value="for", text="同意", person="P4", at=agreed_at, via="key")
    with acting.transaction() as tx:
        kept = {
            "ref": tx.next_ref(ChangeRequest),
            "matter": MATTER,
            "kind": "scope",
            "what": "加一页",
            "state": "asked",
        }
        asked = {"departments": ("市场部",), "opinions": (answer,), "asked_at": agreed_at, "asked_version": 1}
        tx.put(ChangeRequest.model_validate({**kept, **asked, "raised_by": "李明", "raised_at": agreed_at}))
