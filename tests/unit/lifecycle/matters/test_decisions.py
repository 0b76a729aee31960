"""Those concerned decide by reply: an objection blocks until it is settled or overruled by name, and answers sign."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ApprovalKind, ChangeRequest
from collabtui.domain.matters.matter import Criterion
from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.documents.document import DocumentTable, Signatures
from collabtui.lifecycle.actions.edit_actions import add_action, edit_action, update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import add
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.acceptance import accept
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts, decide_change
from collabtui.lifecycle.matters.change_requests.record_opinion import record_opinion
from collabtui.lifecycle.matters.collaboration_request import ask as ask_department
from collabtui.lifecycle.matters.collaboration_request import preview_request
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.matters.forms.beginning import kick_off, request
from collabtui.lifecycle.matters.forms.closing import acceptance
from collabtui.lifecycle.matters.forms.talking import change as change_form
from collabtui.lifecycle.matters.forms.working import breakdown
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_absence import end_absence, set_away
from collabtui.lifecycle.people.edit_people import import_people
from collabtui.lifecycle.people.merge_people import merge
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.step_facts import matter_facts
from collabtui.text.catalogue import Catalogue
from support.departments import BOB, CHEN, MATTER, ZHAO, new, says, sent
from support.replies import reply, send_all

FORMS = {"plan": breakdown, "kick-off": kick_off, "acceptance": acceptance}


@pytest.fixture
def matter(workspace: Workspace) -> Workspace:
    new(workspace)
    criterion = Criterion(text="覆盖率 ≥ 95 %", measured="96 %", met=True)
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": (criterion,), "scope_in": "华东"})
    draft = ActionDraft(title="接口文档", owner="陈静", due=date(2026, 3, 6), deliverable="文档")
    add_action(workspace.as_user("command").quiet(), draft, MATTER)
    return workspace


def ask(workspace: Workspace, kind: ApprovalKind) -> list[Outgoing]:
    queued = ask_about_change.ask_approval(workspace.as_user("key"), MATTER, kind).queued
    send_all(workspace)
    return list(queued)


def change(workspace: Workspace, ref: str = "C1") -> ChangeRequest:
    return workspace.store.get(ChangeRequest, ref)


def signed(workspace: Workspace, kind: str) -> list[str]:
    """The signature lines of the form."""
    case = case_of(workspace.as_user("key"), workspace.store, MATTER, Catalogue("zh"))
    (block,) = [one for one in FORMS[kind](case).blocks if isinstance(one, Signatures)]
    return [f"{line.who}: {line.said}".strip(": ") for line in block.lines]


@pytest.mark.parametrize(
    ("kind", "said", "noted"),
    [
        ("plan", "同意", "市场部同意任务计划“新品上线 v1”"),
        ("kick-off", "同意", "市场部同意启动内容“新品上线 v1”"),
        ("acceptance", "同意", "市场部同意验收结果“新品上线 v1”"),
        ("acceptance", "不同意：没有培训", "市场部对验收结果“新品上线 v1”（C1）有异议"),
    ],
)
def test_what_was_asked_is_named_in_the_answer(matter: Workspace, kind: ApprovalKind, said: str, noted: str) -> None:
    ask(matter, kind)
    assert noted in (says(matter, CHEN, said, kind="change").answer or "").replace("\n", "")


@pytest.mark.parametrize(
    ("said", "noted"),
    [("agreed", "agrees to the plan “新品上线 v1”"), ("We object: too late", "objects to the plan “新品上线 v1”")],
)
def test_what_was_asked_is_named_in_the_answer_in_english(matter: Workspace, said: str, noted: str) -> None:
    ask(matter, "plan")
    assert noted in (says(matter, BOB, said, kind="change").answer or "").replace("\n", " ")


def test_what_is_in_scope_and_what_is_not_stay_apart_in_the_mail(matter: Workspace) -> None:
    describe_matter(matter.as_user("key"), MATTER, {"scope_in": "官网\n小程序", "rules": "每周五例会\n急事打电话"})
    by_address = {mail.to: mail.text for mail in ask(matter, "kick-off")}
    assert "范围：官网；小程序\n" in by_address[CHEN]
    assert "沟通规则：每周五例会；急事打电话\n" in by_address[CHEN]
    assert "in scope: 官网; 小程序\n" in by_address[BOB]


def test_the_plan_is_for_the_heads_and_for_who_speaks_where_there_is_none(matter: Workspace) -> None:
    mails = ask(matter, "plan")
    assert {mail.to for mail in mails} == {ZHAO, CHEN, BOB}
    text = next(mail.text for mail in mails if mail.to == ZHAO)
    assert ("接口文档 (A1)" in text, "陈静（市场部）" in text, change(matter).asked_digest[:12] in text) == (True,) * 3
    assert change(matter).departments == ("研发部", "市场部", "法务部")


@pytest.mark.parametrize(("kind", "shown"), [("kick-off", "范围：华东"), ("acceptance", "覆盖率 ≥ 95 %：96 %，达标")])
def test_each_kind_shows_what_is_decided_on(matter: Workspace, kind: ApprovalKind, shown: str) -> None:
    assert all(shown in mail.text for mail in ask(matter, kind) if mail.to == ZHAO)


def test_the_supervising_department_and_the_facilitators_own_head_decide_too(matter: Workspace) -> None:
    describe_matter(matter.as_user("key"), MATTER, {"supervising": "质控部"})
    people = [
        PersonDraft(name="周敏", email="zhou@example.test", department="质控部", head=True),
        PersonDraft(name="吴总", email="wu@example.test", department="项目办", head=True),
    ]
    import_people(matter.as_user("command"), people)
    assert {"zhou@example.test", "wu@example.test"} < {mail.to for mail in ask(matter, "acceptance")}


def answer(workspace: Workspace, address: str, text: str) -> None:
    says(workspace, address, text, kind="change")


def test_an_objection_and_a_silence_block_until_they_are_settled_or_overruled_by_name(matter: Workspace) -> None:
    ask(matter, "plan")
    answer(matter, ZHAO, "同意")
    answer(matter, CHEN, "不同意：时间来不及")
    with pytest.raises(Refused, match=r"change\.stands_against") as refused:
        decide_change.decide(matter.as_user("key"), "C1", "granted")
    assert refused.value.values["departments"] == ["市场部", "法务部"]
    assert change(matter).state == "asked"
    decided = decide_change.decide(matter.as_user("key"), "C1", "granted", "按计划走", "总经理已定")
    overruled = decided.change.overruled
    assert [(one.department, one.reason, one.by) for one in overruled] == [
        ("市场部", "总经理已定", "李明"), ("法务部", "总经理已定", "李明"),
    ]  # fmt: skip
    assert all("总经理已定" in mail.text for mail in decided.queued)
    undo_last(matter.as_user("key"))
    assert (change(matter).state, change(matter).overruled) == ("asked", ())


def test_each_department_that_stands_against_it_can_have_a_reason_of_its_own(matter: Workspace) -> None:
    ask(matter, "plan")
    answer(matter, ZHAO, "同意")
    answer(matter, CHEN, "不同意：时间来不及")
    key = matter.as_user("key")
    with pytest.raises(Refused, match=r"change\.stands_against") as refused:
        decide_change.decide(key, "C1", "granted", "", {"市场部": "人手已加"})
    assert refused.value.values["departments"] == ["法务部"]
    with pytest.raises(Refused, match=r"change\.not_against"):
        decide_change.decide(key, "C1", "granted", "", {"研发部": "x", "": "y"})
    decided = decide_change.decide(key, "C1", "granted", "", {"市场部": "人手已加", "": "总经理已定"})
    reasons = {one.department: one.reason for one in decided.change.overruled}
    assert reasons == {"市场部": "人手已加", "法务部": "总经理已定"}
    assert all("人手已加" in mail.text and "总经理已定" in mail.text for mail in decided.queued)
    rename(key, "法务部", "合规部")
    assert [one.department for one in change(matter).overruled] == ["市场部", "合规部"]


def test_the_answer_to_a_request_signs_the_request_form(workspace: Workspace) -> None:
    new(workspace)
    sent(workspace)
    says(workspace, ZHAO, "同意，对接人张伟")
    says(workspace, BOB, "We can't: no budget until June")
    case = case_of(workspace.as_user("key"), workspace.store, MATTER, Catalogue("zh"))
    (block,) = [one for one in request(case).blocks if isinstance(one, Signatures)]
    lines = {line.who: line.said for line in block.lines}
    assert lines["研发部 赵强"].startswith("同意 2026-")
    assert lines["法务部 Bob Brown"].startswith("不同意：no budget until June 2026-")
    assert lines["市场部 陈静"] == ""


def test_steps_name_what_is_still_to_come_of_an_approval(matter: Workspace, tmp_path: Path) -> None:
    def lacks() -> list[str]:
        with closing(open_reader(tmp_path / "collabtui.db")) as reader:
            stands = matter_facts(reader, MATTER, today=date(2026, 3, 4))
        assert stands.counts.changes_waiting == 0, "an approval is no change"
        found = lacking(stands, "breakdown")
        return [Catalogue("zh")(one.key, **one.values) for one in found if "approval" in one.key]

    assert lacks() == []
    ask(matter, "plan")
    assert lacks() == ["计划待研发部、市场部、法务部确认"]
    answer(matter, ZHAO, "同意")
    answer(matter, CHEN, "不同意：时间来不及")
    assert lacks() == ["计划未获市场部同意", "计划待法务部确认"]
    answer(matter, CHEN, "同意")
    answer(matter, BOB, "agree")
    assert lacks() == ["计划各方已同意，C1 待批准"]
    decide_change.decide(matter.as_user("key"), "C1", "refused")
    assert lacks() == ["计划确认未通过（C1）"]
    ask(matter, "plan")
    decide_change.decide(matter.as_user("key"), "C2", "granted", "", "总经理已定")
    assert lacks() == []


def test_what_all_agree_to_is_granted_without_a_reason_and_what_is_refused_needs_none(matter: Workspace) -> None:
    ask(matter, "plan")
    for address in (ZHAO, CHEN):
        answer(matter, address, "同意")
    answer(matter, BOB, "agree")
    assert decide_change.decide(matter.as_user("key"), "C1", "granted").change.overruled == ()
    ask(matter, "kick-off")
    assert decide_change.decide(matter.as_user("key"), "C2", "refused").change.state == "refused"


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        ("acceptance", "同意验收", "验收不通过，货架没到齐"),
        ("acceptance", "验收合格，同意结项", "不合格"),
        ("kick-off", "同意启动", "不能启动：预算没批"),
    ],
)
def test_each_kind_is_answered_in_words_of_its_own(matter: Workspace, kind: ApprovalKind, yes: str, no: str) -> None:
    ask(matter, kind)
    answer(matter, ZHAO, yes)
    answer(matter, CHEN, no)
    assert [(one.department, one.value) for one in change(matter).opinions] == [
        ("研发部", "for"),
        ("市场部", "against"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("同意发起", "for"),
        ("同意，请按此执行", "for"),
        ("Approved, please go ahead.", "for"),
        ("不同意发起，时机不对", "against"),
        ("先不要发起", "unclear"),
    ],
)
def test_a_request_is_signed_in_words_of_its_own(matter: Workspace, text: str, value: str) -> None:
    describe_matter(matter.as_user("key"), MATTER, {"initiator": "市场部"})
    ask(matter, "request")
    answer(matter, CHEN, text)
    assert [one.value for one in change(matter).opinions] == [value]


@pytest.mark.parametrize("kind", ["plan", "kick-off", "acceptance"])
def test_answers_sign_the_form_with_name_instant_version_and_hash(matter: Workspace, kind: ApprovalKind) -> None:
    ask(matter, kind)
    answer(matter, ZHAO, "同意")
    answer(matter, CHEN, "不同意：时间来不及")
    digest = change(matter).asked_digest[:12]
    lines = signed(matter, kind)
    assert lines[0].startswith("研发部 赵强: 同意 2026-")
    assert lines[0].endswith(f"第 1 版 {digest}")
    assert lines[1].startswith("市场部 陈静: 不同意")
    assert lines[2] == "法务部"
    decide_change.decide(matter.as_user("key"), "C1", "granted", "", "总经理已定")
    assert "李明" in signed(matter, kind)[1]
    assert "总经理已定" in signed(matter, kind)[2]


def test_a_plan_that_changed_since_says_so_and_progress_is_no_change(matter: Workspace) -> None:
    ask(matter, "plan")
    answer(matter, ZHAO, "同意")
    update_action(matter.as_user("command").quiet(), "A1", Update(ref="A1", status="in-progress", percent=30))
    assert "改动" not in signed(matter, "plan")[0]
    add_action(matter.as_user("command").quiet(), ActionDraft(title="又一项", owner="陈静"), MATTER)
    assert "此后内容有改动" in signed(matter, "plan")[0]


def test_a_date_that_was_moved_after_somebody_agreed_is_another_plan(matter: Workspace, tmp_path: Path) -> None:
    ask(matter, "plan")
    answer(matter, ZHAO, "同意")
    draft = ActionDraft(title="接口文档", owner="陈静", due=date(2026, 4, 27), deliverable="文档")
    edit_action(matter.as_user("command").quiet(), "A1", draft)
    assert "此后内容有改动" in signed(matter, "plan")[0]
    for address in (CHEN, BOB):
        answer(matter, address, "同意")
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        found = lacking(matter_facts(reader, MATTER, today=date(2026, 3, 4)), "breakdown")
    assert [one.key for one in found if "approval" in one.key] == ["lacks.breakdown.approval_changed"]


def test_a_plan_that_changed_is_put_to_all_anew_and_the_old_one_is_withdrawn(matter: Workspace) -> None:
    ask(matter, "plan")
    answer(matter, ZHAO, "同意")
    add_action(matter.as_user("command").quiet(), ActionDraft(title="联调", owner="陈静"), MATTER)
    key = matter.as_user("key")
    previewed = [text.text for _, text in ask_about_change.preview_approval(key, MATTER, "plan")]
    decided = ask_about_change.ask_approval(key, MATTER, "plan")
    send_all(matter)
    assert (change(matter).state, decided.replaced and decided.replaced.ref) == ("withdrawn", "C1")
    assert (decided.change.ref, decided.change.asked_version, decided.change.opinions) == ("C2", 2, ())
    assert {mail.to for mail in decided.queued} == {ZHAO, CHEN, BOB}
    for text in (*previewed, *(mail.text for mail in decided.queued)):
        assert "取代 C1（第 1 版）" in text or "replaces C1 (version 1)" in text
    assert signed(matter, "plan")[0] == "研发部 赵强"
    with pytest.raises(Refused, match=r"approval\.open"):
        ask_about_change.ask_approval(key, MATTER, "plan")
    undo_last(key)
    assert change(matter).state == "asked"


def test_who_is_asked_about_the_changed_plan_no_more_reads_so(matter: Workspace) -> None:
    draft = PersonDraft(name="周敏", email="zhou@example.test", department="质控部", head=True)
    import_people(matter.as_user("command"), [draft])
    add_action(matter.as_user("command").quiet(), ActionDraft(title="复测", owner="周敏"), MATTER)
    ask(matter, "plan")
    update_action(matter.as_user("command").quiet(), "A2", Update(ref="A2", status="cancelled"))
    told = [mail for mail in ask(matter, "plan") if mail.to == "zhou@example.test"]
    assert [(mail.kind, "不用再答复" in mail.text) for mail in told] == [("notice", True)]


def test_the_acceptance_form_has_what_each_department_said(matter: Workspace) -> None:
    def rows() -> list[tuple[object, ...]]:
        blocks = acceptance(case_of(matter.as_user("key"), matter.store, MATTER, Catalogue("zh"))).blocks
        tables = [one for one in blocks if isinstance(one, DocumentTable)]
        return [row for one in tables if one.title == "各部门验收意见" for row in one.rows]

    assert rows() == []
    ask(matter, "acceptance")
    answer(matter, ZHAO, "同意")
    answer(matter, CHEN, "不同意：覆盖率没有复测")
    assert [row[:4] for row in rows()] == [
        ("研发部", "同意", "同意", "赵强"),
        ("市场部", "不同意", "覆盖率没有复测", "陈静"), ("法务部", "未答复", "", ""),
    ]  # fmt: skip


def test_a_second_asking_is_the_second_version(matter: Workspace) -> None:
    ask(matter, "plan")
    with pytest.raises(Refused, match=r"approval\.open"):
        ask(matter, "plan")
    decide_change.decide(matter.as_user("key"), "C1", "refused")
    ask(matter, "plan")
    assert (change(matter, "C2").asked_version, change(matter, "C2").what) == (2, "新品上线 v2")


def test_nothing_is_asked_where_there_is_nothing(workspace: Workspace) -> None:
    new(workspace)
    for kind in ("plan", "acceptance"):
        with pytest.raises(Refused, match=r"approval\.nothing"):
            ask_about_change.ask_approval(workspace.as_user("key"), MATTER, kind)


def test_nothing_is_accepted_while_those_concerned_are_asked(matter: Workspace) -> None:
    ask(matter, "acceptance")
    with pytest.raises(Refused, match=r"acceptance\.undecided"):
        accept(matter.as_user("key"), MATTER)
    decide_change.decide(matter.as_user("key"), "C1", "granted", "", "已口头同意")
    assert accept(matter.as_user("key"), MATTER).accepted_at is not None


def test_a_change_is_signed_by_its_answers_too(matter: Workspace) -> None:
    draft = change_drafts.ChangeDraft("scope", "加上华南")
    change_drafts.new_change(matter.as_user("key"), MATTER, draft)
    ask_about_change.ask_opinions(matter.as_user("key"), "C1")
    send_all(matter)
    answer(matter, ZHAO, "同意")
    case = case_of(matter.as_user("key"), matter.store, MATTER, Catalogue("en"))
    (block,) = [one for one in change_form(case).blocks if isinstance(one, Signatures)]
    assert block.lines[0].who == "C1 研发部 赵强"
    assert f"version 1 {change(matter).asked_digest[:12]}" in block.lines[0].said


def test_a_deputy_signs_with_the_name_of_whom_he_stands_in_for(matter: Workspace) -> None:
    """Also once that one is back, and under the name that he is known by after a merge."""
    key = matter.as_user("key")
    zhao = matter.store.find(Person, email=ZHAO)[0]
    set_away(key, zhao.ref, date(2026, 2, 27), date(2026, 3, 6), CHEN)
    ask(matter, "plan")
    (mail,) = matter.store.find(Outgoing, kind="change", to=CHEN)
    receive(matter.as_worker(), reply(mail, "研发部同意"))
    end_absence(key, zhao.ref)
    assert signed(matter, "plan")[0].startswith("研发部 陈静（代赵强）: 同意 ")
    with key.transaction() as tx:
        again = add(tx, key, PersonDraft(name="赵强强", email="zhao2@example.test", department="研发部"))
    merge(key, again.ref, zhao.ref)
    assert signed(matter, "plan")[0].startswith("研发部 陈静（代赵强强）: ")
    says(matter, CHEN, "同意", kind="change")
    assert "市场部 陈静: 同意" in signed(matter, "plan")[1]


def test_the_head_who_asks_for_a_matter_signs_the_request_before_it_goes_out(matter: Workspace) -> None:
    """He alone is asked; who gets the request reads who signed it, as long as it is what was signed."""
    key = matter.as_user("key")
    describe_matter(key, MATTER, {"initiator": "市场部"})
    (mail,) = ask(matter, "request")
    assert (mail.to, "确认“新品上线”的协作需求" in mail.text, "请研发部：两名后端" in mail.text) == (CHEN, True, True)
    form = request(case_of(key, matter.store, MATTER, Catalogue("zh")))
    (lines,) = [one for one in form.blocks if isinstance(one, Signatures)]
    assert (lines.lines[0].who, lines.lines[0].said) == ("市场部 陈静", "")
    says(matter, CHEN, "同意", kind="change")
    form = request(case_of(key, matter.store, MATTER, Catalogue("zh")))
    (lines,) = [one for one in form.blocks if isinstance(one, Signatures)]
    assert lines.lines[0].said.startswith("同意 2026-02-27 10:00 第 1 版 ")
    decide_change.decide(key, "C1", "granted")
    texts = [one.text for _, one in preview_request(key, MATTER)]
    assert all("市场部已由陈静于2月27日" in text or "Signed for 市场部 by 陈静 on Fri 27 Feb" in text for text in texts)
    ask_department(key, MATTER, "研发部", "三名后端")
    assert not any("签字" in one.text or "Signed" in one.text for _, one in preview_request(key, MATTER))


def test_a_request_of_nobody_is_signed_by_nobody(matter: Workspace) -> None:
    describe_matter(matter.as_user("key"), MATTER, {"initiator": ""})
    with pytest.raises(Refused, match=r"approval\.nothing"):
        ask_about_change.ask_approval(matter.as_user("key"), MATTER, "request")


def test_nothing_is_decided_in_an_archived_matter_until_it_is_taken_out(matter: Workspace) -> None:
    key = matter.as_user("key")
    change = ask_about_change.ask_approval(key, MATTER, "plan").change.ref
    move_to_step(key, MATTER, "archive")
    for refused in (
        lambda: decide_change.decide(key, change, "granted", overruling="x"),
        lambda: record_opinion(key, change, "研发部", "for"),
        lambda: ask_about_change.ask_approval(key, MATTER, "kick-off"),
        lambda: change_drafts.new_change(key, MATTER, change_drafts.ChangeDraft("scope", "加语音")),
    ):
        with pytest.raises(Refused, match=r"matter\.archived"):
            refused()
    move_to_step(key, MATTER, "tracking")
    assert decide_change.decide(key, change, "granted", overruling="x").change.state == "granted"


def test_a_preview_names_the_number_that_the_asking_gets(matter: Workspace) -> None:
    key = matter.as_user("key")
    for number in (1, 2):
        kind: ApprovalKind = "plan" if number == 1 else "kick-off"
        shown = {one.subject.partition("]")[0] for _, one in ask_about_change.preview_approval(key, MATTER, kind)}
        assert shown == {f"[C{number}"}
        assert ask_about_change.ask_approval(key, MATTER, kind).change.ref == f"C{number}"


def test_a_department_of_which_nobody_can_be_asked_is_named(matter: Workspace) -> None:
    acting = matter.as_user("key")
    import_people(acting, [PersonDraft(name="韩梅", email="han@example.test", department="采购部")])
    add_action(acting.quiet(), ActionDraft(title="采购样品", owner="韩梅", due=date(2026, 3, 9)), MATTER)
    asked = ask_about_change.ask_approval(acting, MATTER, "plan")
    assert asked.unspoken == ("采购部",)
    assert "采购部" not in asked.change.departments
    assert ask_about_change.ask_approval(acting, MATTER, "kick-off").unspoken == ()
