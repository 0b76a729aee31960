"""Records to put into a store, with only what a test is about said, and putting them."""

import base64
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from email.header import Header
from typing import Any, Protocol, TypeVar

from collabtui.domain.access.mail_account import MailAccount, ServerLogin
from collabtui.domain.access.role_grant import MatterReading, RoleGrant
from collabtui.domain.action import Action, Collaborator, OwnCheck
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.last_word import NewerWord, Statement
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase, PhraseMeaning, PhraseSource
from collabtui.domain.mail.mail_about import MinutesOf
from collabtui.domain.mail.mail_records import (
    AskedBack,
    Cursor,
    Incoming,
    NumberedItem,
    Outgoing,
    OwnWords,
    Reminded,
    UidMark,
    Unfetched,
    raw_digest,
)
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
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest, Overruling
from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest, ItemOpinion
from collabtui.domain.matters.matter import Contact, Criterion, Matter, Milestone, NamedReader, Risk
from collabtui.domain.matters.process_step import ProcessStep
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Correction, Decision, Entry, Meeting, Participant, Question, SignOff, Slot
from collabtui.domain.meetings.minutes_versions import MinutesLine, MinutesVersion
from collabtui.domain.meetings.questionnaire import VoteChoice, VoteQuestion, WrittenAnswer
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import DateAnswer, Series
from collabtui.domain.meetings.vote import Answerer, Counted, Vote, Voter
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.saved_view import SavedView
from collabtui.store.interface import Store

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
DAY = date(2026, 3, 10)
BEIJING = timezone(timedelta(hours=8))
R = TypeVar("R", bound=Record)


def action(ref: str = "A1", **fields: Any) -> Action:
    made: dict[str, Any] = {
        "title": "提供接口文档",
        "created_at": NOW,
        "updated_at": NOW,
        "updated_by": "李明",
        "via": "key",
    }
    return Action(ref=ref, **(made | fields))


def person(ref: str = "P1", **fields: Any) -> Person:
    return Person(ref=ref, **({"name": "张伟", "email": f"{ref.lower()}@example.test"} | fields))


def meeting(ref: str = "M1", **fields: Any) -> Meeting:
    made: dict[str, Any] = {"title": "新品上线协作会", "start": NOW, "end": NOW.replace(hour=7), "uid": f"{ref}@here"}
    return Meeting(ref=ref, **(made | {"timezone": "Asia/Shanghai"} | fields))


def decision(ref: str = "D1", **fields: Any) -> Decision:
    made: dict[str, Any] = {"text": "接口冻结日为3月4日", "meeting": "M1", "at": NOW, "by": "李明"}
    return Decision(ref=ref, **(made | fields))


def outgoing(ref: str = "O1", **fields: Any) -> Outgoing:
    made: dict[str, Any] = {
        "kind": "minutes",
        "key": f"minutes:M1:1:{ref}",
        "person": "P1",
        "to": "p1@example.test",
        "subject": "[M1] 纪要",
        "message_id": f"<{ref}@here>",
        "token": f"token-{ref}",
        "code": f"code-{ref}",
        "text": "张伟,你好",
        "queued_at": NOW,
    }
    made |= fields
    made.setdefault("raw", _raw(made))
    return Outgoing(ref=ref, **({"digest": raw_digest(made["raw"])} | made))


def _raw(made: dict[str, Any]) -> bytes:
    """The mail that the other values are of. A text of ASCII is in it as it is."""
    text, encoding = made["text"], "7bit"
    if not text.isascii():
        text, encoding = base64.b64encode(text.encode()).decode(), "base64"
    return (
        f"X-Collabtui: {made['kind']}\r\nMessage-ID: {made['message_id']}\r\nReply-To: li+{made['token']}@here\r\n"
        f"Subject: {Header(made['subject'], 'utf-8', maxlinelen=900).encode()}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n"
    ).encode()


def incoming(ref: str = "I1", **fields: Any) -> Incoming:
    made: dict[str, Any] = {
        "message_id": f"<{ref}@there>",
        "digest": f"digest-{ref}",
        "raw": b"From: x\r\n\r\n1 done\r\n",
        "received_at": NOW,
        "written_at": NOW,
        "sender": "p1@example.test",
        "subject": "Re: [M1] 纪要",
        "trust": "token",
        "kind": "reply",
        "verdict": "apply",
        "reason": "token",
    }
    return Incoming(ref=ref, **(made | fields))


def put(store: Store, *records: R, now: datetime = NOW, actor: str = "李明", via: str = "key") -> list[R]:
    """One deed that puts them all."""
    with store.transaction(actor=actor, via=via, now=now) as deed:
        return [deed.put(record) for record in records]


class Referring(Protocol):
    @property
    def ref(self) -> str: ...


def refs(records: Iterable[Referring]) -> list[str]:
    return [record.ref for record in records]


def listed(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["ref"] for row in rows]


ZHANG = person("P1", name="张伟", email="zhang@example.test", department="研发部", aliases=("zw@example.test",))
CHEN = person("P2", name="陈静", email="chen@example.test")
ZHANG_SHOWN = {"name": "张伟", "email": "zhang@example.test", "department": "研发部"}
CHEN_SHOWN = {"name": "陈静", "email": "chen@example.test", "department": None}
"""As the views show them."""


class Mishap(Exception):
    """What a test breaks a deed off with."""


FILLED: tuple[Record, ...] = (
    Department(ref="DEP1", name="研发部", contact="P1", former_names=("开发部",), merged_into="DEP2"),
    Person(
        ref="P1", name="张伟", email="p1@example.test", aliases=("z@example.test",), department="研发部",
        title="工程师", locale="en", timezone="Europe/Berlin", head=True, bounced_at=NOW, bounce_reason="no such user",
        merged_into="P2", left_at=NOW, successor="P2", country="DE",
        phone="+86 10 5555 0100", deputy="P2", away_from=DAY, away_until=DAY,
        away_deputy="P2",
    ),
    Matter(
        ref="X-2026-001", title="新品上线", kind="project", owner="P1", account="ACC1",
        initiator="市场部", lead="研发部",
        background="b", goal="投诉 -20 %", wanted=DAY, contacts=(Contact(department="研发部", person="P1"),),
        asked=(
            DepartmentRequest(
                department="研发部", what="两名后端", sent_at=NOW,
                answer=DepartmentAnswer(
                    department="研发部", person="P1", value="against", text="预算不够", at=NOW, via="mail:I1",
                    in_place_of="P2",
                ),
            ),
        ),
        scope_in="新品线", scope_out="旧品线", rules="周五例会",
        channels=(
            Channel(
                name="新品群", where="https://q.example.test/1", about="进展", rhythm="每天", posted_by="张", robot="np"
            ),
        ),
        rhythm="weekly", supervising="质量部", withdrawn=False,
        milestones=(Milestone(text="接口冻结", day=DAY),),
        criteria=(
            Criterion(
                text="覆盖率 ≥ 95 %", measured="93 %", met=False, opinion="差一点", rectify="补测", rectify_by=DAY,
                department="研发部", person="P1", at=NOW, via="mail:I1",
            ),
        ),
        confidential=True, readers=(NamedReader(person="P1"),), clerk="P2", rank=1,
        old_steps=(
            ProcessStep(
                department="研发部", text="手工登记", gets="来电", gives="登记表", minutes=960, becomes=("1", "A3")
            ),
        ),
        new_steps=(ProcessStep(department="研发部", text="系统登记"),), conclusions="重复抄写",
        recommendations="上系统",
        accepted_at=NOW, retrospective_by=DAY, result="上线", went_well="联调", to_improve="排期",
        to_standardise="模板", archive_head="ab12",
        step="tracking", created_at=NOW,
    ),
    Risk(
        ref="R1", text="供应商晚了", level="high", likelihood="medium", severity="high", review=DAY,
        impact="i", answer="a", standby="B角", owner="P1", meeting="M1",
        matter="X-2026-001", slot=1, raised_at=NOW, by="李明", state="closed",
    ),
    ChangeRequest(
        ref="C1", matter="X-2026-001", kind="date", what="上线改到3月10日", reason="供应商晚了", impact="市场活动顺延",
        wanted=DAY, departments=("研发部",),
        opinions=(
            DepartmentAnswer(
                department="研发部", person="P1", value="for", text="同意", at=NOW, via="mail:I1", in_place_of="P2",
                items=(ItemOpinion(number=1, ref="A1", value="for"),), rest_agreed=True,
            ),
        ),
        state="granted", asked_at=NOW, asked_version=2, asked_digest="5a5b",
        overruled=(Overruling(department="市场部", reason="总经理已定", by="李明", at=NOW),),
        decision="可以", decided_by="李明", decided_at=NOW, raised_by="李明", raised_at=NOW,
    ),
    Resource(
        ref="RES1", matter="X-2026-001", kind="tools", what="测试服务器", amount="2 台", department="研发部",
        person="P1", action="A1", first=DAY, last=DAY, state="promised", asked_at=NOW, made_at=NOW, by="李明",
        answer=DepartmentAnswer(
            department="研发部", person="P1", value="for", text="可以", at=NOW, via="mail:I1", in_place_of="P2"
        ),
    ),
    Meeting(
        ref="M1", title="周例会", start=NOW, end=NOW + timedelta(hours=1), timezone="Asia/Shanghai", place="3号会议室",
        matter="X-2026-001", state="running", goal="g", questions=("能否完成?",), material=("plan.pdf",),
        slots=(
            Slot(title="开场", minutes=10, lead="李明", started_at=NOW.astimezone(BEIJING), parked=True, origin="M0#1"),
        ),
        participants=(Participant(person="P1", role="scribe", partstat="accepted", answered_at=NOW),),
        uid="u1", sequence=2, invited_at=NOW, invited_as="f", started_at=NOW, ended_at=NOW, running_slot=0,
        paused_at=NOW, minutes_version=3, minutes_said="m", published_at=NOW, follows="M0", carried=("A1",),
        material_there=("plan.pdf",), series="SER1", occurrence=NOW,
    ),
    Series(
        ref="SER1", title="周例会", rule=Rule(every="month", interval=2, weekdays=(0,), nth=-1, until=DAY), start=NOW,
        minutes=60, timezone="Asia/Shanghai", place="3号会议室", matter="X-2026-001", goal="g", questions=("?",),
        material=("plan.pdf",), slots=(Slot(title="开场", minutes=10),), participants=(Participant(person="P1"),),
        uid="s1", sequence=1, state="invited", invited_at=NOW, invited_as="f", called_off=(NOW,), follows="SER1",
        dates_answered=(DateAnswer(occurrence=NOW, person="P1", partstat="declined", answered_at=NOW, deputy="P2"),),
    ),
    Entry(
        ref="E1", meeting="M1", slot=0, at=NOW, kind="view", line="v: x", text="x", thing="D1", who="研发部",
        by="李明", undone=True,
    ),
    Decision(ref="D1", text="冻结", meeting="M1", matter="X-2026-001", slot=0, at=NOW, by="李明", withdrawn=True),
    Question(ref="Q1", text="谁出预算", meeting="M1", matter="X-2026-001", slot=0, at=NOW, by="李明", state="settled",
             answer="市场部", answered_at=NOW),
    Vote(ref="VOTE1", text="哪天搬", meeting="M1", matter="X-2026-001", choices=(VoteChoice(key="A", text="五月"),),
         voters=(Voter(person="P1", choice="A", at=NOW, via="mail:I1"),), until=DAY, state="closed", asked_at=NOW,
         by="李明", decision="D1", anonymous=True, answered=(Answerer(person="P1"),), tally=(Counted(key="A", n=1),),
         questions=(VoteQuestion(kind="scale", text="满意吗", least=0, most=9),),
         texts=(WrittenAnswer(number=1, text="慢"),)),
    SignOff(
        ref="S1", meeting="M1", minutes_version=1, person="P1", state="corrected", text="更正",
        corrections=(Correction(text="更正", line="D1", mail="I1", outcome="accepted"),), at=NOW, deadline=NOW,
    ),
    MinutesVersion(
        ref="V1", meeting="M1", number=1, at=NOW, by="李明",
        lines=(MinutesLine(ref="A1", kind="action", text="接口文档", person="P1", due=DAY),),
    ),
    Action(
        ref="A1", title="接口文档", owner="P1", collaborators=(Collaborator(person="P2", support="素材", does=True),),
        due=DAY, original_due=DAY, planned_start=DAY, status="blocked", percent=30, deliverable="文档",
        whys=("没有测试机",),
        checks=(OwnCheck(text="目录齐全", ok=True, remark="齐", person="P2", at=NOW, via="mail:I1"),),
        task="接口", risk="没人", matter="X-2026-001",
        meeting="M1", slot=0, depends_on=("A2",), reason="r", note="n", slips=2, accepted_at=NOW, created_at=NOW,
        updated_at=NOW, updated_by="张伟", via="mail:I1",
        stated=(Statement(value="status", at=NOW, by="张伟", via="mail:I1"),),
    ),
    outgoing(meeting="M1", series="SER1", minutes_version=1, matter="X-2026-001", department="研发部", change="C1",
             calendar_uid="s1", calendar_date=NOW, left_out=(NOW,), attempts=2,
             items=(NumberedItem(number=1, ref="A1", title="接口文档", due=DAY),),
             asked_back=AskedBack(
                 mail="I1", about=MinutesOf(meeting="M1", version=1),
                 proposals=(Proposal(n=1, ref="A1", status="done", why="slip"),),
             ),
             state="failed", last_error="550", not_before=NOW, sent_at=NOW, lease=3, automatic=True,
             progress_of=("X-2026-001",), account="ACC1",
             own_words=OwnWords(subject="[M1] 纪要", text="改过的话", at=NOW)),
    incoming(
        person="P1", answers="O1",
        new_text=NewText(shown="1 done", lines=(ReplyLine(text="1 done", span=TextSpan(start=0, end=6)),)),
        understanding=Understanding(
            clauses=(Clause(span=TextSpan(start=0, end=6), text="1 done", rule="done", counts=True),),
            of_departments=(DepartmentStance(department="x", stance="for"),),
            items=(ItemOpinion(number=1, ref="A1", value="for"),),
            criteria=(CriterionResult(number=1, text="x", met=True),),
        ),
        updates=(Update(ref="A1", status="done"),), requests=(Request(ref="A2", ask="postpone", due=DAY),),
        sign_off="agreed", rsvp="declined", settled=(1,), answer="好", state="applied",
        junk=True, read_in=7, arrived_at=NOW,
        newer=(NewerWord(ref="A1", value="status", at=NOW, by="李明", via="key"),),
    ),
    CustomWord(ref="W1", word="搞掂", kind="done", at=NOW, by="李明", withdrawn=True),
    LearnedPhrase(ref="F1", words="收摊了", meaning=PhraseMeaning(status="done"), person="P1",
                  sources=(PhraseSource(mail="I1", by="李明", at=NOW),), imported=True, at=NOW, by="李明",
                  withdrawn=True),
    TrustedServer(ref="B1", server="mx.example.test", at=NOW, by="李明", withdrawn=True),
    ColumnMeaning(ref="K1", name="验收人", field="note", at=NOW, by="李明", withdrawn=True),
    KeptReport(ref="REP1", kind="week", week="2026-W10", matter="X-2026-001", content="{}", at=NOW, by="李明",
               sent_to=("张伟",)),
    SavedView(ref="L1", name="逾期", line="overdue", order="owner", group="week", withdrawn=True),
    MailAccount(
        ref="ACC1", name="pmo", person="P1", sender="项目办", email="pmo@example.test",
        smtp=ServerLogin(host="smtp.example.test", port=465, security="tls", username="pmo", auth="xoauth2"),
        imap=ServerLogin(host="imap.example.test", port=993, security="tls", username="pmo"), folder="Pmo", junk=False,
        withdrawn=True,
    ),
    RoleGrant(ref="ROLE1", person="P1", role="scribe", at=NOW, by="李明", withdrawn=True),
    MatterReading(ref="READ1", matter="X-2026-001", person="P1", by="张伟", at=NOW),
    Cursor(ref="li@host/INBOX", uidvalidity=1, last_uid=9, marks=(UidMark(uid=9, message_id="<9@there>"),),
           read_at=NOW, at_once=100, reading=True),
    Unfetched(ref="li@host/INBOX/1/8", folder="li@host/INBOX", uidvalidity=1, uid=8, state="gone", reason="NIL",
              tries=2, first_tried=NOW, next_try=NOW, came_after=NOW, came_short="abc"),
    Reminded(ref="A1/2026-03-10/reminder", at=NOW, outgoing="O1"),
)  # fmt: skip
"""One of each model, with no field left at its default."""
