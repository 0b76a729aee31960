"""The forms of a matter: the columns of the handbook, filled from what is kept."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Criterion, Level, Matter, Milestone
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting, Question, Slot
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.documents.document import (
    Document,
    DocumentTable,
    Fields,
    ItemList,
    PercentCell,
    Prose,
    Signatures,
    shown,
)
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.actions.answer_to_block import answer_block
from collabtui.lifecycle.actions.chain_of_whys import write_whys
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.forms.form_names import FORMS, FormName, form_named
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts, decide_change
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.matters.edit_matters import (
    MatterDraft,
    MatterFields,
    criterion_of,
    describe_matter,
    edit_matter,
    evaluate_criterion,
    name_contact,
    new_matter,
)
from collabtui.lifecycle.matters.forms.filling import filled_form, formats_of, forms_of, written_form
from collabtui.lifecycle.matters.reached_milestones import learn_from_milestone, reach_milestone
from collabtui.lifecycle.matters.risks import RiskDraft, raise_risk
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.text.catalogue import Catalogue
from support.replies import outgoing, reply, send_all
from support.world import Clock

X1 = "X-2026-001"
COLUMNS: dict[FormName, str] = {
    "contacts": "Department, Name, Title, Contact details, Responsibility",
    "communication-plan": "Topic, Goal, Departments and people, Time / place, Agenda outline, Material needed, "
    "Expected result",
    "breakdown": "Task, Subtask, Department, Owner, Collaborators (and what they support), Planned start, "
    "Planned finish, Deliverable, Depends on, Risk, Note",
    "tracking": "Subtask, Status, Actual finish, Percent, Updated by, Updated at, Exception",
    "exceptions": (
        "What, When raised, By whom, Impact, Chain of whys, Suggested way out, Answer, Who sees to it, By when,"
        " Resolved when"
    ),
    "problems": (
        "Problem, Where, How bad, Root cause, Suggested way out, Answer, Who sees to it, By when, Status"
    ),
    "risks": "Risk, Level, Scope of impact, Proposed answer, Owner, Raised at",
    "communication": "Number, Initiating department, Matter, Contacts, Background and goal, Key dates, "
    "Record of communication (minutes / mail digest), Current progress, Feedback, Owner, Note",
    "duties": "Department, Role, Asked for, Contact, Task, First responsible, Post, Supporting departments, Due, "
    "Deliverable, Open points",
    "acceptance": "Criterion, Measured, Met or not, Opinion, To rectify, By when",
    "change": "What changes, Reason, Impact, Opinions by department, Decision",
    "questionnaire": "No., Question, Answered with, Answered by, Result",
    "pain-points": "No., Pain point, At step, Department, Told by, How bad, How often, Cause, What would help, "
    "Told in",
}  # fmt: skip
"""The columns that each form is known by."""


def form(workspace: Workspace, name: FormName, locale: Any = "en") -> Document:
    return filled_form(workspace.as_user("command"), workspace.store, X1, name, locale)


def rows(document: Document) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in document.tables[0].rows]


def block(document: Document, kind: type[Any], place: int = 0) -> Any:
    return [one for one in document.blocks if isinstance(one, kind)][place]


@pytest.fixture
def matter(published: Workspace, clock: Clock) -> Workspace:
    """M1 is over; now it is Thursday of the week after, and the work goes on."""
    acting = published.as_user("key")
    draft = MatterDraft(
        "新品上线", initiator="市场部", lead="研发部", background="投诉多", goal="投诉 −20 %", wanted=date(2026, 4, 30)
    )
    edit_matter(acting, X1, draft)
    name_contact(acting, X1, "研发部", "张伟")
    clock.set("2026-03-12T10:00+08:00")
    return published


LABELS: dict[FormName, tuple[str, ...]] = {
    "request": (
        "Number", "Initiating department", "Matter", "Background", "Goal", "Asked of each department", "Target date",
        "Key dates", "Resources", "Sign-off of the head",
    ),
    "kick-off": (
        "Background", "Goal", "Scope: in", "Scope: out", "Departments and roles", "Milestones", "Communication rules",
        "Signatures",
    ),
    "minutes": ("Topic", "Time", "Present", "Items and consensus", "Action items", "Open questions", "Signatures"),
    "weekly": ("Done this week", "Risks", "Plan for next week"),
    "completion": ("Matter", "Result", "Date"),
    "project-plan": (
        "Goal", "Target date", "Scope: in", "Departments and roles", "Milestones", "Planned finish", "Proposed answer",
        "Sign-off of the head",
    ),
    "diagnosis": ("List of problems", "Root cause", "Old process", "Conclusions", "Recommendations", "Measures"),
    "process": ("Old process", "New process", "Old and new compared", "Duties at each node", "Done by"),
    "retrospective": ("Goal vs result", "Went well", "To improve", "To standardise"),
}  # fmt: skip
"""Of the forms that are no tables: what each asks for."""


@pytest.mark.parametrize("name", FORMS)
def test_each_form_asks_for_what_the_handbook_says(published: Workspace, name: FormName) -> None:
    assert (name in COLUMNS) != (name in LABELS)
    text = write_markdown(form(published, name))
    assert [label for label in LABELS.get(name, ()) if label not in text] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_those_of_the_handbook(published: Workspace, name: FormName) -> None:
    assert ", ".join(form(published, name).tables[0].columns) == COLUMNS[name]
    assert len(form(published, name, "zh").tables[0].columns) == COLUMNS[name].count(",") + 1


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_matter_without_anything_gives_blank_forms(workspace: Workspace, locale: Any) -> None:
    acting = workspace.as_user("key")
    new_matter(acting, MatterDraft("搬家"))
    listing = forms_of(acting, workspace.store, X1, locale)
    assert [listed.form for listed in listing] == list(FORMS)
    for listed in listing:
        document = form(workspace, listed.form, locale)
        assert document.title == Catalogue(locale)(f"form.{listed.form}")
        assert document.blocks
        for kind in formats_of(listed.form):
            assert written_form(acting, document, listed.form, kind)


def test_contacts_have_one_row_a_department_with_what_it_is_there(matter: Workspace) -> None:
    assert rows(form(matter, "contacts"))[:2] == [
        ("市场部", "", "", "", "initiates"),
        ("研发部", "张伟", "", "– · zhang@example.test", "leads"),
    ]


def test_a_contact_who_is_away_says_until_when_and_who_is_asked_instead(matter: Workspace, clock: Clock) -> None:
    set_away(matter.as_user("key"), "P2", clock.now.date(), date(2026, 3, 20), "赵强")
    assert rows(form(matter, "contacts"))[1][3] == "– · zhang@example.test · away until Fri 20 Mar · deputy 赵强"
    clock.set("2026-03-23T10:00+08:00")
    assert rows(form(matter, "contacts"))[1][3] == "– · zhang@example.test"


def test_who_accepts_is_known_by_name_where_nobody_stands_for_it(matter: Workspace) -> None:
    with matter.as_user("key").transaction() as tx:
        tx.put(tx.get(Matter, X1).model_copy(update={"contacts": (), "lead": "", "supervising": "研发部"}))
        tx.put(tx.find(Person, name="赵强")[0].model_copy(update={"phone": "8021"}))
    found = {row[0]: row[1:] for row in rows(form(matter, "contacts"))}
    assert found["研发部"] == ("赵强", "", "8021 · zhao@example.test", "supervises")
    assert found["市场部"] == ("", "", "", "initiates")


def test_a_date_that_was_granted_stands_beside_the_one_before_it(matter: Workspace, clock: Clock) -> None:
    acting = matter.as_user("key")
    wanted = ChangeDraft("date", "上线改期", reason="联调晚", wanted=date(2026, 5, 8))
    ref = change_drafts.new_change(acting, X1, wanted).ref
    ask_about_change.ask_opinions(acting, ref)
    (asked,) = rows(form(matter, "change"))
    assert asked[0] == "C1 [date] 上线改期 2026-04-30 → 2026-05-08"
    clock.set("2026-03-14T10:00+08:00")
    decide_change.decide(matter.as_user("key"), ref, "granted", "", "口头说过")
    (row,) = rows(form(matter, "change"))
    assert row[0] == asked[0]
    assert "2026-03-14" in row[4]
    said = dict(block(form(matter, "request", "zh"), Fields).rows)
    assert said["期望完成日期"] == "2026-04-30 → 2026-05-08（C1、批准变更 2026-03-14）"
    undo_last(matter.as_user("key"))
    assert dict(block(form(matter, "request", "zh"), Fields).rows)["期望完成日期"] == "2026-04-30"


def test_what_was_to_be_rectified_is_shown_as_put_right_once_it_is_met(ended: Workspace, clock: Clock) -> None:
    clock.set("2026-05-11T09:00+08:00")
    acting = ended.as_user("command")
    unmet = criterion_of(ended.store.get(Matter, X1), 2)
    evaluate_criterion(acting, X1, 2, unmet.model_copy(update={"met": True, "measured": "93"}))
    assert rows(form(ended, "acceptance", "zh"))[1][:6] == (
        "满意度 ≥ 90", "93", "达标", "", "补培训，已整改 2026-05-11", "2026-05-09",
    )  # fmt: skip


def test_scope_rules_and_who_supervises_have_headings_of_their_own(matter: Workspace) -> None:
    """In the project plan, too, where they stood as loose lines between tables."""
    fields: MatterFields = {"scope_in": "门店", "scope_out": "仓库", "supervising": "质量部"}
    fields["rules"] = "周三例会\n紧急打电话"
    describe_matter(matter.as_user("key"), X1, fields)
    text = write_markdown(form(matter, "project-plan", "zh"))
    assert "## 范围\n\n| 范围：包括 | 范围：不包括 |" in text
    assert "## 沟通规则\n\n- 周三例会\n- 紧急打电话" in text
    assert text.index("**监督部门**：质量部") < text.index("## "), "facts of the matter stand together"


def test_the_plan_of_communication_has_the_agenda(matter: Workspace) -> None:
    (row,) = rows(form(matter, "communication-plan", "zh"))
    assert row[0] == "M1 新品上线协作会"
    assert "研发部：张伟" in row[2]
    assert row[3:5] == ("2026-03-02 14:00\n3号会议室", "14:00 开场\n14:10 核心问题")


@pytest.mark.parametrize(
    ("slots", "results"),
    [
        (
            ("开场与目标", "各部门进展", "共识与行动项"),
            ["目标与范围一致", "各项进展、偏差和完成日期明确", "行动项清单：负责人、期限、交付物"],
        ),
        (("核心问题", "闲谈"), ["每个异常有对策、负责人和期限"]),
        (("闲谈",), ["决定，以及有负责人和期限的行动项"]),
        (("Budget and risks",), ["投入的人员和资源有部门认领", "风险有等级、应对和负责人"]),
    ],
)
def test_the_plan_of_communication_says_what_is_to_come_out(
    matter: Workspace, slots: tuple[str, ...], results: list[str]
) -> None:
    """Of what names nothing itself."""
    with matter.as_user("key").transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        made = tuple(Slot(title=one, minutes=10) for one in slots)
        tx.put(meeting.model_copy(update={"slots": made, "questions": ("预算谁出",)}))
    (row,) = rows(form(matter, "communication-plan", "zh"))
    assert str(row[6]).splitlines() == results
    named = Slot(title="核心问题", minutes=10, outcome="上线日期")
    with matter.as_user("key").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"slots": (named,)}))
    (row,) = rows(form(matter, "communication-plan", "en"))
    assert row[6] == "上线日期"


def test_what_was_learned_on_the_way_to_a_milestone_stands_with_it(matter: Workspace) -> None:
    acting = matter.as_user("key")
    describe_matter(acting, X1, {"milestones": (Milestone(text="试产", day=date(2026, 4, 1)),)})
    learn_from_milestone(acting, X1, "试产", {"went_well": "提前评审", "to_improve": "样品晚到"})
    reach_milestone(acting, X1, "试产", acting.today)
    table = form(matter, "retrospective", "zh").blocks[-1]
    assert isinstance(table, DocumentTable)
    assert [row[3:] for row in table.rows] == [("提前评审", "样品晚到", "")]
    describe_matter(acting, X1, {"milestones": (Milestone(text="试产", day=date(2026, 4, 2)),)})
    (kept,) = matter.store.get(Matter, X1).milestones
    assert (kept.went_well, kept.reached) == ("提前评审", acting.today), "also with another day"


def test_the_record_of_communication_has_the_mails_and_what_was_done(matter: Workspace, clock: Clock) -> None:
    send_all(matter)
    (row,) = rows(form(matter, "communication", "zh"))
    assert any("→" in line and "纪要：新品上线协作会" in line for line in str(row[6]).splitlines())
    assert not any("#" in line for line in str(row[6]).splitlines()), "no marks of ours"


def test_the_breakdown_says_who_supports_with_what_and_what_waits_for_what(matter: Workspace) -> None:
    acting = matter.as_user("key")
    edit_actions.add_action(acting, ActionDraft(title="验收", owner="陈静", depends_on=("A2",)), X1)
    with acting.transaction() as tx:
        a2 = tx.get(Action, "A2")
        helped = (Collaborator(person=a2.collaborators[0].person, support="两台手机"),)
        tx.put(
            a2.model_copy(
                update={"collaborators": helped, "task": "测试", "risk": "设备不够", "planned_start": date(2026, 3, 9)}
            )
        )
    found = {row[1]: row for row in rows(form(matter, "breakdown", "zh"))}
    assert found["A2 完成压力测试"] == (
        "测试", "A2 完成压力测试", "研发部", "张伟", "陈静（两台手机）", "2026-03-09", "2026-03-13", "测试报告",
        "", "设备不够", "",
    )  # fmt: skip
    assert found["A4 验收"][8] == "A2 完成压力测试"
    assert found["A4 验收"][0] == "", "the matter's title heads the form, and stands in no row"
    resources = dict(block(form(matter, "request", "zh"), Fields).rows)["资源需求"]
    assert resources == "市场部 陈静：两台手机"


def test_tracking_and_exceptions_come_out_of_the_trail(matter: Workspace, clock: Clock) -> None:
    acting = matter.as_user("key")
    edit_actions.update_action(
        acting, "A1", Update(ref="A1", status="blocked", note="供应商没给协议，影响联调，建议换一家")
    )
    clock.set("2026-03-13T10:00+08:00")
    acting = matter.as_user("key")
    edit_actions.update_action(acting, "A1", Update(ref="A1", status="done", percent=100))
    edit_actions.postpone(acting, "A2", Request(ref="A2", ask="postpone", due=date(2026, 3, 18), reason="联调晚了"))
    tracked = {row[0]: row for row in rows(form(matter, "tracking"))}
    assert tracked["A1 提供接口文档"][1:4] == ("done", "2026-03-13", "100%")
    assert tracked["A2 完成压力测试"][6] == "first due 2026-03-13\n联调晚了"
    assert tracked["A3 Review the contract"][6] == "3 days overdue"
    blocked, slipped = rows(form(matter, "exceptions"))
    assert (blocked[0], blocked[1], *blocked[7:]) == (
        "A1 提供接口文档 is blocked: 供应商没给协议", "2026-03-12 10:00", "张伟", "2026-03-06", "2026-03-13 10:00",
    )  # fmt: skip
    assert slipped[:3] == ("A2 完成压力测试 was postponed: 联调晚了", "2026-03-13 10:00", "李明")
    assert (blocked[3], blocked[5]) == ("联调", "换一家")
    assert slipped[6] == "moved: 2026-03-13 → 2026-03-18"


def test_further_words_on_a_block_are_lines_of_its_row_with_who_sees_to_it(matter: Workspace, clock: Clock) -> None:
    edit_actions.update_action(
        matter.as_user("key"), "A1", Update(ref="A1", status="blocked", note="没机器，影响上线，建议租用")
    )
    clock.set("2026-03-13T10:00+08:00")
    change_action(matter.as_user("key"), "A1", ActionChange(reason="机器坏了，影响培训，建议换"))
    answer_block(matter.as_user("key"), "A1", "先租云主机", owner="陈静", by=date(2026, 3, 16))
    (row, *_) = rows(form(matter, "exceptions", "zh"))
    assert row[0] == "A1 提供接口文档 受阻：没机器\n2026-03-13 10:00 机器坏了"
    assert (row[3].split("\n")[:2], row[5], row[7], row[8]) == (
        ["上线", "培训"], "租用\n换", "陈静", "2026-03-16",
    )  # fmt: skip
    assert row[6].startswith("先租云主机（A")
    edit_actions.update_action(
        matter.as_user("key"), "A1", Update(ref="A1", status="blocked", note="环境没到；负责人：赵强；期限：3月18日")
    )
    (row, *_) = rows(form(matter, "exceptions", "zh"))
    assert (row[7], row[8]) == ("赵强", "2026-03-18"), "what was said last"
    answer_block(matter.as_user("key"), "A1", "借旧环境", owner="Bob", by=date(2026, 3, 17))
    (row, *_) = rows(form(matter, "exceptions", "zh"))
    assert (row[7], row[8]) == ("Bob Brown", "2026-03-17"), "whom the reason names stands there still, and is no news"


def test_a_call_for_help_is_an_exception_and_stands_in_the_tracking_form(matter: Workspace) -> None:
    edit_actions.update_action(
        matter.as_user("key"), "A2", Update(ref="A2", status="in-progress", percent=60, note="需要支持：再派2人")
    )
    (row,) = rows(form(matter, "exceptions", "zh"))
    assert (row[0], row[5], row[6]) == ("A2 完成压力测试 请求支持", "需要：再派2人", "")
    tracked = {one[0]: one for one in rows(form(matter, "tracking", "zh"))}
    assert "需要：再派2人" in tracked["A2 完成压力测试"][6]


def test_the_problems_stand_with_where_how_bad_and_their_root(matter: Workspace) -> None:
    edit_actions.update_action(
        matter.as_user("key"), "A1", Update(ref="A1", status="blocked", note="没机器，影响上线，建议租用")
    )
    write_whys(matter.as_user("key"), "A1", ["没机器", "没人下单"])
    with matter.as_user("key").transaction() as tx:
        (asked,) = tx.find(Question)
        tx.put(asked.model_copy(update={"text": "审批要三天，影响大，建议合并两级，负责人：赵强"}))
    found = {row[0][:2]: row for row in rows(form(matter, "problems", "zh"))}
    first = found["A1"]
    assert (first[0], first[1]) == ("A1 提供接口文档：没机器", "研发部")
    assert first[2].startswith("高")
    assert (first[3].split("\n")[0], first[4], first[6]) == ("没人下单", "租用", "张伟")
    question = found["Q1"]
    assert (question[0], question[2].split("\n")[0], question[4], question[6]) == (
        "Q1 审批要三天", "高", "合并两级", "赵强",
    )  # fmt: skip
    assert found["A3"][2].startswith("中"), "late, without a word"


def test_a_move_that_was_taken_back_is_no_exception(matter: Workspace) -> None:
    edit_actions.postpone(matter.as_user("key"), "A2", Request(ref="A2", ask="postpone", due=date(2026, 3, 18)))
    undo_last(matter.as_user("key"))
    assert rows(form(matter, "exceptions")) == []


def test_the_exceptions_name_who_asked_not_who_said_yes(matter: Workspace) -> None:
    mail = outgoing(matter, "zhang@example.test", "minutes")
    receive(matter.as_worker(), reply(mail, "1 延期到3月18日，因为协议晚到"))
    (waiting,) = matter.store.find(Incoming, state="waiting")
    review.apply_waiting(matter.as_user("key"), waiting.ref)
    (slipped,) = rows(form(matter, "exceptions"))
    assert slipped[2] == "张伟"


def test_percent_is_a_number_for_spreadsheets(matter: Workspace) -> None:
    assert all(isinstance(row[3], PercentCell) for row in form(matter, "tracking").tables[0].rows)


def test_risks_are_in_the_order_of_their_level_with_the_standby_plan(matter: Workspace) -> None:
    acting = matter.as_user("key")
    raise_risk(acting, X1, RiskDraft("供应商延期", "medium"))
    raise_risk(acting, X1, RiskDraft("接口不稳", "high", "张伟", "全部门", "加测", "备用接口"))
    assert [row[:5] for row in rows(form(matter, "risks"))] == [
        ("R2 接口不稳", "high", "全部门", "加测\nstand-by: 备用接口", "张伟"),
        ("R1 供应商延期", "medium", "", "", ""),
    ]


def test_rated_risks_stand_in_a_matrix_below(matter: Workspace) -> None:
    acting = matter.as_user("key")
    raise_risk(acting, X1, RiskDraft("接口不稳", "high"))
    assert len(form(matter, "risks").tables) == 1, "nothing is rated"
    rated: tuple[tuple[str, Level, Level], ...] = (("供应商延期", "high", "high"), ("下雨", "low", "medium"))
    for text, likelihood, severity in rated:
        raise_risk(acting, X1, RiskDraft(text, likelihood=likelihood, severity=severity))
    matrix = form(matter, "risks").tables[1]
    assert matrix.columns[1:] == ("low", "medium", "high")
    assert matrix.rows == (("high", "", "", "R2"), ("medium", "", "", ""), ("low", "", "R3", ""))


def test_minutes_are_those_of_the_last_meeting_with_who_signed(matter: Workspace) -> None:
    document = form(matter, "minutes")
    assert (document.number, document.subject) == ("M1", "新品上线协作会")
    items, taken = document.tables
    assert "D1 接口冻结日为3月4日" in "".join(str(row[2]) for row in items.rows)
    assert [row[0] for row in taken.rows] == ["A1 提供接口文档", "A3 Review the contract", "A2 完成压力测试"]
    assert block(document, ItemList, 1).items == ("Q1 预算由谁出",)
    assert [line.who for line in block(document, Signatures).lines] == [
        "项目办 李明", "研发部 张伟", "市场部 陈静", "法务部 Bob Brown",
    ]  # fmt: skip


def test_the_request_names_what_is_asked_and_what_was_answered(matter: Workspace) -> None:
    with matter.as_user("key").transaction() as tx:
        answer = DepartmentAnswer(
            department="法务部", person="P5", value="against", text="下周才行", at=matter.clock(), via="key"
        )
        asked = (DepartmentRequest(department="法务部", what="审合同", answer=answer),)
        tx.put(tx.get(Matter, X1).model_copy(update={"asked": asked}))
    assert rows(form(matter, "request"))[0][:4] == ("法务部", "审合同", "objects\n下周才行", "Bob Brown")
    heads = block(form(matter, "request"), Signatures).lines
    assert "研发部 赵强" in [line.who for line in heads]
    assert "法务部: objects 下周才行" in rows(form(matter, "communication"))[0][8]


def test_a_change_has_the_opinion_of_each_department_and_the_decision(matter: Workspace) -> None:
    now = matter.clock()
    with matter.as_user("key").transaction() as tx:
        opinion = DepartmentAnswer(department="研发部", person="P2", value="for", text="可以", at=now, via="key")
        tx.put(
            ChangeRequest(
                ref="C1", matter=X1, kind="date", what="上线改期", reason="联调晚", wanted=date(2026, 5, 8),
                departments=("研发部", "法务部"), opinions=(opinion,), state="granted", decision="同意",
                decided_by="李明", decided_at=now, raised_by="李明", raised_at=now,
            )
        )  # fmt: skip
    (row,) = rows(form(matter, "change"))
    assert row == (
        "C1 [date] 上线改期 → 2026-05-08", "联调晚", "", "研发部 (张伟): agrees 可以\n法务部: no answer yet",
        "granted\n同意\n李明 2026-03-12",
    )  # fmt: skip


def test_the_week_has_what_was_done_in_it_and_what_is_due_until_the_end_of_the_next(matter: Workspace) -> None:
    acting = matter.as_user("key")
    edit_actions.update_action(acting, "A1", Update(ref="A1", status="done", percent=100))
    edit_actions.add_action(acting, ActionDraft(title="以后", owner="陈静", due=date(2026, 4, 1)), X1)
    document = form(matter, "weekly")
    done, _, coming = (block(document, ItemList, place).items for place in range(3))
    assert dict(block(document, Fields).rows)["Week"] == "9 Mar 2026 – 15 Mar 2026"
    assert [line.split()[0] for line in done] == ["A1"]
    assert [line.split()[0] for line in coming] == ["A3", "A2"]
    assert "▲" in coming[0]


@pytest.fixture
def ended(matter: Workspace) -> Workspace:
    """The matter was accepted, with one criterion that is not met."""
    fields: dict[str, Any] = {
        "scope_in": "上线", "scope_out": "预算", "rules": "每周五例会", "supervising": "质量部",
        "milestones": (Milestone(text="联调", day=date(2026, 3, 31)),),
        "criteria": (
            Criterion(text="覆盖率 ≥ 95 %", measured="96 %", met=True),
            Criterion(text="满意度 ≥ 90", measured="88", met=False, rectify="补培训", rectify_by=date(2026, 5, 9)),
        ),
        "accepted_at": matter.clock(), "result": "投诉 −22 %", "went_well": "早同步\n接口先行", "to_improve": "供应商",
        "to_standardise": "",
    }  # fmt: skip
    with matter.as_user("key").transaction() as tx:
        tx.put(tx.get(Matter, X1).model_copy(update=fields))
    return matter


def test_the_acceptance_names_who_puts_right_what_is_not_met(ended: Workspace) -> None:
    draft = ActionDraft(title="补培训", owner="张伟", due=date(2026, 5, 9))
    edit_actions.add_action(ended.as_user("command").quiet(), draft, X1)
    (made,) = (one.ref for one in ended.store.find(Action, matter=X1) if one.title == "补培训")
    rows = form(ended, "acceptance").tables[0].rows
    assert shown(rows[1][4]) == f"补培训 (张伟 {made})"


def test_each_line_and_each_part_of_the_scope_has_a_row(ended: Workspace) -> None:
    describe_matter(ended.as_user("key"), X1, {"scope_in": "国内市场；官网首页\n小程序", "scope_out": "海外市场"})
    scope = form(ended, "kick-off").tables[0]
    assert scope.rows == (("国内市场", "海外市场"), ("官网首页", ""), ("小程序", ""))


def test_the_kick_off_has_the_roles_and_what_is_to_stand_by_when(ended: Workspace) -> None:
    document = form(ended, "kick-off")
    said = {label: value for one in document.blocks if isinstance(one, Fields) for label, value in one.rows}
    assert said["Supervising department"] == "质量部"
    scope, roles, milestones, criteria = document.tables
    assert (scope.columns, scope.rows) == (("Scope: in", "Scope: out"), (("上线", "预算"),))
    assert ItemList("Communication rules", ("每周五例会",)) in document.blocks
    assert [tuple(map(shown, row)) for row in roles.rows] == [
        ("市场部", "initiates", ""), ("研发部", "leads", "张伟"), ("质量部", "supervises", ""),
        ("法务部", "supports", ""),
    ]  # fmt: skip
    assert [tuple(map(shown, row)) for row in milestones.rows] == [("联调", "2026-03-31", "")]
    assert len(criteria.rows) == 2


def test_acceptance_says_of_each_criterion_whether_it_is_met(ended: Workspace) -> None:
    document = form(ended, "acceptance", "zh")
    assert rows(document) == [
        ("覆盖率 ≥ 95 %", "96 %", "达标", "", "", ""), ("满意度 ≥ 90", "88", "未达标", "", "补培训", "2026-05-09"),
    ]  # fmt: skip
    assert dict(block(document, Fields).rows) == {"验收日期": "2026-03-12", "结果": "投诉 −22 %"}
    assert block(document, Signatures).lines[0].who == "质量部"


def test_the_letter_thanks_all_departments(ended: Workspace) -> None:
    letter = "\n".join(block(form(ended, "completion", "zh"), Prose).paragraphs)
    assert "致 市场部、研发部、质量部、法务部：" in letter
    assert "2026-03-12" in letter


def test_the_look_back_has_the_goal_beside_the_result(ended: Workspace) -> None:
    document = form(ended, "retrospective")
    assert rows(document) == [("投诉 −20 %", "投诉 −22 %\n覆盖率 ≥ 95 %: 96 % met\n满意度 ≥ 90: 88 not met")]
    assert block(document, ItemList).items == ("早同步", "接口先行")
    assert block(document, ItemList, 2).items == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("risks", "risks"),
        ("RISKS", "risks"),
        ("风险预警表", "risks"),
        ("Risk alert", "risks"),
        ("周报", "weekly"),
        ("变更", "change"),
    ],
)
def test_a_form_has_its_name_in_both_languages(typed: str, name: str) -> None:
    assert form_named(typed, X1) == name


def test_another_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(Unknown, match=r"form\.unknown.*riks.*'risks'"):
        form_named("riks", X1)


def test_every_form_has_its_names() -> None:
    for locale in ("zh", "en"):
        assert all(f"form.{name}" in Catalogue(locale) for name in FORMS)


def test_what_is_no_table_is_no_spreadsheet(matter: Workspace) -> None:
    with pytest.raises(Refused, match=r"form\.no_table"):
        written_form(matter.as_user("key"), form(matter, "weekly"), "weekly", "xlsx")
    assert isinstance(form(matter, "risks").blocks[0], DocumentTable)
