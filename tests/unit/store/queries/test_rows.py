"""The SQL of every query and the TypedDict that it names have the same keys, all the way in."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.action import Collaborator, OwnCheck
from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_records import Incoming, Reminded, Unfetched
from collabtui.domain.mail.reply import (
    Clause,
    CriterionResult,
    DepartmentStance,
    NewText,
    Proposal,
    ReplyLine,
    Request,
    TextSpan,
    Understanding,
    Update,
)
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.department_answer import DepartmentAnswer, ItemOpinion
from collabtui.domain.matters.matter import Contact, Criterion, Matter, Milestone, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Correction, Participant, Question, SignOff, Slot
from collabtui.domain.meetings.questionnaire import QuestionAnswer, VoteChoice, VoteQuestion
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote, Voter
from collabtui.domain.model import Record
from collabtui.domain.people import Department
from collabtui.domain.saved_view import SavedView
from collabtui.store import queries
from collabtui.store.engine_connection import Connection
from collabtui.store.queries import (
    absences,
    access,
    action_export,
    actions,
    columns,
    corrections,
    departments,
    lookup,
    mails,
    matters,
    meeting_list,
    meetings,
    people_list,
    reports,
    saved_views,
    search,
    status,
    today,
    trail_entries,
)
from collabtui.store.queries.access import account_list, role_list
from collabtui.store.queries.columns import week
from support.engines import ENGINES, at
from support.records import NOW, action, decision, incoming, meeting, outgoing, person, put
from support.row_shapes import misfits, modules_of, returned, shapes_in

TODAY = date(2026, 3, 5)
DAY = date(2026, 3, 10)
X = "X-2026-001"
SPAN = TextSpan(start=0, end=6)
UNDERSTOOD = Understanding(
    of_departments=(DepartmentStance(department="x", stance="for"),),
    items=(ItemOpinion(number=1, ref="A1", value="for"),),
    criteria=(CriterionResult(number=1, text="x", met=True),),
    answers=(QuestionAnswer(number=1, value="4"),),
    clauses=(Clause(span=SPAN, text="1 done", rule="done", counts=True),),
    updates=(Update(ref="A1", status="done"),),
    requests=(Request(ref="A2", ask="postpone", due=DAY),),
    stance="none",
    statement="再看看",
    proposals=(Proposal(n=1, ref="A1", ask="postpone", due=DAY, why="hedged"),),
)
UNCLEAR = {"department": "研发部", "text": "再看看", "via": "mail:I1"}
ASKED = {**UNCLEAR, "what": "两名后端", "state": "waiting", "sent_at": NOW, "by": "P1", "answered_at": NOW}
"""As records are kept, not as the domain builds them: what is compared is how they are read."""
PEOPLE: tuple[Record, ...] = (
    Department(ref="DEP1", name="研发部", contact="P1"),
    person("P1", department="研发部", aliases=("z@example.test",), head=True, bounced_at=NOW, bounce_reason="gone"),
    person("P2", name="陈静", department="市场部"),
    person("P3", name="王芳", left_at=NOW),
    person("P4", name="李明", phone="139", deputy="P1", away_from=DAY, away_until=DAY, away_deputy="P2"),
    SavedView(ref="L1", name="逾期", line="overdue"),
)
MATTERS: tuple[Record, ...] = (
    Matter.model_validate({
        "ref": X, "title": "预算", "wanted": DAY, "created_at": NOW,
        "channels": (Channel(name="新品群"),), "contacts": (Contact(department="研发部", person="P1"),),
        "asked": (ASKED, {"department": "市场部", "what": "素材", "state": "waiting", "sent_at": NOW}),
        "milestones": (Milestone(text="接口冻结", day=DAY),),
        "criteria": (Criterion(text="覆盖率", rectify_by=DAY),),
    }),
    Matter(ref="X-2026-002", title="x", created_at=NOW, accepted_at=NOW, retrospective_by=DAY),
    Risk(ref="R1", text="供应商晚了", owner="P1", matter=X, raised_at=NOW, by="李明", review=NOW.date()),
    ChangeRequest.model_validate({
        "ref": "C1", "matter": X, "kind": "date", "what": "上线改到3月10日", "departments": ("研发部", "市场部"),
        "state": "asked",
        "opinions": ({
            **UNCLEAR, "person": "P1", "stance": "none", "at": NOW,
            "items": ({"number": 1, "ref": "A1", "value": "for"},),
        },),
        "asked_at": NOW, "raised_by": "李明", "raised_at": NOW,
        "overruled": [{"department": "市场部", "reason": "已定", "by": "李明", "at": NOW}],
    }),
)  # fmt: skip
RESOURCES: tuple[Record, ...] = (
    Resource(
        ref="RES1", matter=X, kind="tools", what="测试服务器", amount="2 台", department="研发部", person="P1",
        first=DAY, state="promised", asked_at=NOW, made_at=NOW, by="李明",
        answer=DepartmentAnswer(department="研发部", person="P1", value="for", text="可以", at=NOW, via="mail:I1"),
    ),
    Resource(
        ref="RES2", matter=X, what="测试服务器", department="研发部", person="P1", first=DAY, last=DAY, state="asked",
        made_at=NOW, by="李明",
    ),
    Resource(
        ref="RES3", matter="X-2026-002", what="测试服务器", department="研发部", person="P1", first=DAY, last=DAY,
        state="asked", made_at=NOW, by="李明",
    ),
)  # fmt: skip
MEETINGS: tuple[Record, ...] = (
    meeting("M1", matter=X, state="recorded", series="SER1",
            occurrence=NOW, ended_at=NOW, minutes_version=1, questions=("?",), slots=(Slot(title="开场", minutes=10),),
            participants=(Participant(person="P1"),)),
    meeting("M2", state="running", slots=(Slot(title="开场", minutes=10),), participants=(Participant(person="P1"),)),
    meeting("M3", matter=X, series="SER1",
            occurrence=NOW, slots=(Slot(title="开场", minutes=10, material=("plan.pdf",)),), material=("a.pdf",),
            participants=(Participant(person="P2"),)),
    decision(matter=X, slot=0),
    Series(ref="SER1", title="周例会", rule=Rule(every="week"), start=NOW, minutes=30, timezone="Asia/Shanghai",
           uid="s1", called_off=(NOW,)),
    Question(ref="Q1", text="谁出预算", meeting="M1", matter=X, at=NOW, by="李明"),
    Vote(ref="VOTE1", text="哪天搬", meeting="M1",
         choices=(VoteChoice(key="A", text="五月"),), voters=(Voter(person="P1"),),
         until=DAY, asked_at=NOW, by="李明", questions=(VoteQuestion(kind="scale", text="满意吗"),)),
    SignOff(ref="S1", meeting="M1", minutes_version=1, person="P1", state="corrected", at=NOW, deadline=NOW,
            corrections=(Correction(text="更正", mail="I1"), Correction(text="3月5日", outcome="accepted"))),
    SignOff(ref="S2", meeting="M1", minutes_version=1, person="P2", deadline=NOW),
)  # fmt: skip
ACTIONS_AND_MAILS: tuple[Record, ...] = (
    action("A1", owner="P1", depends_on=("A2",), matter=X, collaborators=(Collaborator(person="P2", support="素材"),)),
    action("A2", owner="P2", due=DAY, planned_start=DAY, deliverable="文档", meeting="M1"),
    action("A3", owner="P1", status="done", percent=100),
    outgoing(state="failed", last_error="550", not_before=NOW, sent_at=NOW, automatic=True),
    incoming(
        "I1", person="P1", answers="O1", verdict="review", state="waiting", understanding=UNDERSTOOD,
        new_text=NewText(shown="1 done", lines=(ReplyLine(text="1 done", span=SPAN),)),
        updates=(Update(ref="A1", status="done"),), requests=(Request(ref="A2", ask="postpone", due=DAY),),
        newer=(NewerWord(ref="A1", value="status", at=NOW, by="李明", via="key"),),
    ),
    incoming("I2", person="P2", kind="auto-reply", understanding=UNDERSTOOD),
    Reminded(ref="A1/2026-03-10/reminder", at=NOW, outgoing="O1"),
)  # fmt: skip

CALLS: dict[Callable[..., object], Callable[[Connection], object]] = {
    account_list.accounts: account_list.accounts,
    role_list.roles: role_list.roles,
    absences.absences: lambda reader: absences.absences(reader, since=NOW - timedelta(days=1)),
    action_export.exported_actions: lambda reader: action_export.exported_actions(reader, today=TODAY),
    actions.action: lambda reader: actions.action(reader, "A1", today=TODAY),
    actions.actions: lambda reader: actions.actions(reader, today=TODAY),
    actions.actions_by_id: lambda reader: actions.actions_by_id(reader, [1, 2], today=TODAY),
    actions.checks_of: lambda reader: actions.checks_of(reader, "A901"),
    actions.dependents: lambda reader: actions.dependents(reader, "A2", today=TODAY),
    corrections.correction_of_mail: lambda reader: corrections.correction_of_mail(reader, "I1"),
    corrections.open_corrections: corrections.open_corrections,
    corrections.unsent_corrections: corrections.unsent_corrections,
    departments.answer_brought_by: lambda reader: departments.answer_brought_by(reader, "I1"),
    departments.asked_departments: lambda reader: departments.asked_departments(reader, X),
    departments.change: lambda reader: departments.change(reader, "C1"),
    departments.changes_of: lambda reader: departments.changes_of(reader, X),
    departments.waiting_changes: departments.waiting_changes,
    departments.waiting_departments: departments.waiting_departments,
    lookup.named: lambda reader: lookup.named(reader, ["P1", "P2"]),
    mails.inbox: mails.inbox,
    mails.inbox_by_number: lambda reader: mails.inbox_by_number(reader, [1]),
    mails.inbox_lines: mails.inbox_lines,
    meetings.votes: meetings.votes,
    meetings.one_vote: lambda reader: meetings.one_vote(reader, "VOTE1"),
    mails.inbox_mail: lambda reader: mails.inbox_mail(reader, 1),
    mails.outbox: mails.outbox,
    mails.outbox_by_ref: lambda reader: mails.outbox_by_ref(reader, ["O1"]),
    mails.outbox_mail: lambda reader: mails.outbox_mail(reader, 1),
    matters.decisions_in: lambda reader: matters.decisions_in(reader, X, 9),
    matters.matter: lambda reader: matters.matter(reader, X, today=TODAY),
    matters.matters: lambda reader: matters.matters(reader, today=TODAY),
    matters.risks: matters.risks,
    matters.reported_milestones: lambda reader: matters.reported_milestones(reader, today=TODAY),
    departments.resources: departments.resources,
    departments.shared_resources: departments.shared_resources,
    departments.one_resource: lambda reader: departments.one_resource(reader, "RES1"),
    matters.all_risks: matters.all_risks,
    matters.one_risk: lambda reader: matters.one_risk(reader, "R1"),
    matters.matters_in_step: lambda reader: matters.matters_in_step(reader, "request", today=TODAY, limit=9),
    week.away_between: lambda reader: week.away_between(reader, date(2026, 1, 1), date(2026, 12, 31)),
    week.meetings_between: lambda reader: week.meetings_between(
        reader, NOW - timedelta(days=99), NOW + timedelta(days=99)
    ),
    meeting_list.coming_meetings: lambda reader: meeting_list.coming_meetings(reader, 9),
    meeting_list.meeting_summary: lambda reader: meeting_list.meeting_summary(reader, "M1"),
    meeting_list.meeting_under_way: lambda reader: meeting_list.meeting_under_way(reader, "M1"),
    meeting_list.past_meetings: lambda reader: meeting_list.past_meetings(reader, 9),
    meetings.decisions: lambda reader: meetings.decisions(reader, "M1"),
    meetings.meeting: lambda reader: meetings.meeting(reader, "M1"),
    meetings.meeting_rows: lambda reader: meetings.meeting_rows(reader, "FROM meeting", ()),
    meetings.meetings: meetings.meetings,
    meetings.meetings_of: lambda reader: meetings.meetings_of(reader, X),
    meetings.questions: meetings.questions,
    meetings.sign_offs: lambda reader: meetings.sign_offs(reader, "M1"),
    meeting_list.meetings_of: lambda reader: meeting_list.meetings_of(reader, "P1", 9),
    people_list.departments: lambda reader: people_list.departments(reader, today=TODAY),
    people_list.known_people: people_list.known_people,
    people_list.people_who_left: lambda reader: people_list.people_who_left(reader, today=TODAY),
    people_list.people: lambda reader: people_list.people(reader, today=TODAY),
    reports.answer_times: lambda reader: reports.answer_times(reader, since=NOW - timedelta(days=9)),
    reports.promises: lambda reader: reports.promises(reader, now=NOW, since=TODAY - timedelta(days=9)),
    reports.answers_owed: reports.answers_owed,
    reports.decided_between: lambda reader: reports.decided_between(
        reader, NOW - timedelta(days=99), NOW + timedelta(days=99)
    ),
    reports.done_between: lambda reader: reports.done_between(reader, NOW, NOW + timedelta(days=1), today=TODAY),
    reports.owner_loads: lambda reader: reports.owner_loads(reader, today=TODAY),
    reports.waits: lambda reader: reports.waits(reader, today=TODAY),
    saved_views.saved_views: saved_views.saved_views,
    status.lease: lambda reader: status.lease(reader, "worker"),
    status.mail_status: status.mail_status,
    search.search_hits: lambda reader: search.search_hits(reader, "预算"),
    search.latest_hits: lambda reader: search.latest_hits(reader),
    search.thing_of: lambda reader: search.thing_of(reader, "A1"),
    today.action_counts: lambda reader: today.action_counts(reader, today=TODAY),
    today.today: lambda reader: today.today(reader, now=NOW, today=TODAY),
    today.unled_departments: lambda reader: today.unled_departments(reader, today=TODAY),
    trail_entries.mails_about: lambda reader: trail_entries.mails_about(reader, "A1"),
    trail_entries.trail: trail_entries.trail,
    status.unfetched_mails: lambda reader: status.unfetched_mails(reader, NOW),
    status.set_aside_mails: status.set_aside_mails,
}

NOT_FETCHED = Unfetched(
    ref="li@host/INBOX/1/8", folder="li@host/INBOX", uidvalidity=1, uid=8, reason="NIL",
    first_tried=NOW - timedelta(days=2), next_try=NOW,
)  # fmt: skip


SET_ASIDE = Incoming(
    ref="I900", message_id="<slow@x>", digest="d900", raw=b"x", received_at=NOW, written_at=NOW, sender="a@b.test",
    subject="", trust="unknown", kind="reply", verdict="review", reason="too-slow", state="waiting",
)  # fmt: skip


ACCOUNT = MailAccount(
    ref="ACC1", name="pmo", person="P1", email="pmo@example.test",
    smtp=ServerLogin(host="smtp.example.test", port=465, security="tls", username="pmo"),
    imap=ServerLogin(host="imap.example.test", port=993, security="tls", username="pmo"),
)  # fmt: skip


SCRIBE = RoleGrant(ref="ROLE1", person="P1", role="scribe", at=NOW, by="李明")
UNLED = (
    person("P900", name="无人", email="p900@example.test", department="行政部"),
    action("A900", owner="P900", due=TODAY - timedelta(days=3)),
    action("A901", checks=(OwnCheck(text="complete", ok=True, person="P900", at=NOW), OwnCheck(text="spelling"))),
)


@pytest.fixture(scope="module", params=ENGINES)
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    # one that no other test empties
    own = request.param == "postgresql" and request.getfixturevalue("postgresql_server").own_database()
    database = at(own or str(tmp_path_factory.mktemp("rows") / "collabtui.db"))
    with closing(database.open_store()) as store:
        put(
            store,
            *PEOPLE,
            ACCOUNT,
            RoleGrant(ref="ROLE1", person="P1", role="scribe", at=NOW, by="李明"),
            *MATTERS,
            *RESOURCES,
            *MEETINGS,
            *ACTIONS_AND_MAILS,
            NOT_FETCHED,
            SET_ASIDE,
            *UNLED,
        )
        assert store.acquire_lease("worker", "host:1:2", now=NOW, seconds=60)
        with closing(database.open_reader()) as reader:
            yield reader


@pytest.mark.parametrize("query", CALLS, ids=lambda query: query.__name__)
def test_a_query_returns_the_rows_that_it_names(query: Callable[..., object], full: Connection) -> None:
    met: set[type] = set()
    hint = returned(query)
    assert list(misfits(CALLS[query](full), hint, met)) == []
    # each of the shapes was there to be compared; of a union one is enough
    missed = shapes_in(hint) - met
    assert not missed or query is departments.answer_brought_by


def test_every_query_that_returns_rows_is_compared() -> None:
    found = {
        function
        for module in (*modules_of(queries), *modules_of(columns), *modules_of(access))
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and shapes_in(returned(function))
    }
    assert found == set(CALLS)
