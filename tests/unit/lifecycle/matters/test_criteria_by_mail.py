"""Criteria are answered by reply of who supervises them: results, silence, contradiction, undo, forms, attachments."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.documents.document import DocumentTable, Signatures
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.attachments import handed_in_files as handed_in
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters.acceptance import accept, completion_letters
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change
from collabtui.lifecycle.matters.edit_matters import describe_matter, evaluate_criterion, name_contact
from collabtui.lifecycle.matters.forms.closing import acceptance, completion
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_people import import_people
from collabtui.lifecycle.people.merge_people import merge as merge_people
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.text.catalogue import Catalogue
from support.departments import CHEN, MATTER, new
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHOU, SUN = "zhou@example.test", "sun@example.test"
"""质控部's head; 客服部's, who supervises one criterion."""


@pytest.fixture
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    """C1 asks 质控部 for criteria 1 and 2, and 客服部 for 3."""
    clock.set("2026-03-02T14:00+08:00")
    new(workspace)
    people = [
        PersonDraft(name="周敏", email=ZHOU, department="质控部", head=True),
        PersonDraft(name="孙丽", email=SUN, department="客服部", head=True),
    ]
    import_people(workspace.as_user("command"), people)
    criteria = (
        Criterion(text="覆盖率 ≥ 95 %"),
        Criterion(text="满意度 ≥ 90"),
        Criterion(text="退货 -5 %", department="客服部"),
    )
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": criteria, "supervising": "质控部"})
    ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria")
    send_all(workspace)
    clock.set("2026-03-02T20:00+08:00")
    return workspace


def criteria(workspace: Workspace) -> tuple[Criterion, ...]:
    return workspace.store.get(Matter, MATTER).criteria


def change(workspace: Workspace) -> ChangeRequest:
    return workspace.store.get(ChangeRequest, "C1")


def opinions(workspace: Workspace) -> dict[str, str]:
    return {one.department: one.value for one in change(workspace).opinions}


def says(workspace: Workspace, address: str, text: str, **how: str) -> Incoming:
    found = receive(workspace.as_worker(), reply(outgoing(workspace, address, "change"), text, **how))  # type: ignore[arg-type]  # the keywords differ by case
    assert found is not None
    return found


def questions_to(workspace: Workspace, address: str) -> list[Outgoing]:
    return [mail for mail in workspace.store.find(Outgoing, to=address) if mail.kind == "change"]


def met(workspace: Workspace) -> list[bool | None]:
    return [one.met for one in criteria(workspace)]


def test_each_department_is_asked_for_its_own_criteria_alone(asked: Workspace) -> None:
    one, other = outgoing(asked, ZHOU, "change"), outgoing(asked, SUN, "change")
    assert ("1. 覆盖率 ≥ 95 %" in one.text, "2. 满意度 ≥ 90" in one.text, "退货" in one.text) == (
        True,
        True,
        False,
    )
    assert [(item.number, item.title) for item in other.items] == [(3, "退货 -5 %")]
    assert change(asked).departments == ("质控部", "客服部")


def test_certain_results_are_that_persons_and_of_that_time_and_complete_ones_are_the_departments_word(
    asked: Workspace,
) -> None:
    mail = says(asked, ZHOU, "1 达标 97%")
    assert (mail.verdict, mail.state, met(asked)) == ("apply", "applied", [True, None, None])
    first = criteria(asked)[0]
    zhou = asked.store.find(Person, email=ZHOU)[0].ref
    assert (first.measured, first.person, first.at, first.via) == ("97%", zhou, mail.written_at, f"mail:{mail.ref}")
    assert opinions(asked) == {}, "one is still to come"
    assert mail.answer is not None
    assert ("1. 覆盖率 ≥ 95 %：97%，达标" in mail.answer, "还缺第 2 条" in mail.answer) == (True, True)
    says(asked, ZHOU, "2 不达标 因为漏了两个门店；整改：再测一周，3月20日前", date="Mon, 02 Mar 2026 18:00:00 +0800")
    second = criteria(asked)[1]
    assert (second.met, second.opinion, second.rectify_by) == (False, "漏了两个门店", date(2026, 3, 20))
    assert opinions(asked) == {"质控部": "against"}
    says(asked, ZHOU, "2 达标 92", date="Mon, 02 Mar 2026 19:00:00 +0800")
    assert (criteria(asked)[1].met, opinions(asked)) == (True, {"质控部": "for"})


def test_whoever_calls_a_figure_met_without_one_is_asked_for_it(asked: Workspace) -> None:
    says(asked, ZHOU, "1 达标 97%\n2 达标")
    assert "第 2 条没有写实测值" in outgoing(asked, ZHOU, "answer").text
    says(asked, ZHOU, "2 达标 92分", date="Mon, 02 Mar 2026 19:00:00 +0800")
    assert criteria(asked)[1].measured == "92分"


def test_an_answer_never_reaches_what_another_department_supervises(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "3 达标")
    assert (mail.verdict, mail.reason, met(asked)) == ("review", "out-of-range", [None, None, None])
    with pytest.raises(Refused, match="no_result"):
        apply_waiting(asked.as_user("key"), mail.ref)
    assert met(asked) == [None, None, None]
    says(asked, ZHOU, "全部达标", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert (met(asked), opinions(asked)) == ([True, True, None], {"质控部": "for"})


def test_a_criterion_that_changed_hands_or_words_since_is_not_touched(asked: Workspace) -> None:
    evaluate_criterion(asked.as_user("key"), MATTER, 1, criteria(asked)[0].model_copy(update={"department": "客服部"}))
    moved = says(asked, ZHOU, "1 达标")
    assert (moved.verdict, moved.reason, met(asked)) == ("review", "criterion-changed", [None, None, None])
    with pytest.raises(Refused, match=r"inbox\.criterion_gone"):
        apply_waiting(asked.as_user("key"), moved.ref)
    assert met(asked) == [None, None, None], "not by a yes either"
    assert asked.store.get(Incoming, moved.ref).state == "waiting", "nothing that is not so is said to be applied"
    texts = ("覆盖率 ≥ 95 %", "满意度 ≥ 95", "退货 -5 %")
    kept = [known.model_copy(update={"text": text}) for known, text in zip(criteria(asked), texts, strict=True)]
    describe_matter(asked.as_user("key"), MATTER, {"criteria": tuple(kept)})
    assert says(asked, ZHOU, "2 met").reason == "criterion-changed"


def test_beside_a_criterion_that_changed_hands_the_others_count(asked: Workspace) -> None:
    evaluate_criterion(asked.as_user("key"), MATTER, 1, criteria(asked)[0].model_copy(update={"department": "客服部"}))
    mail = says(asked, ZHOU, "1 达标 97 %\n2 达标 91")
    assert (mail.verdict, mail.state, mail.reason) == ("apply", "waiting", "criterion-changed")
    assert met(asked) == [None, True, None]
    answer = outgoing(asked, ZHOU, "answer").text
    assert "第1条在你答复前已改动或改由别的部门确认，没有记录" in answer.replace(" ", "").replace("\n", "")
    with pytest.raises(Refused) as refused:
        apply_waiting(asked.as_user("key"), mail.ref)
    assert (refused.value.key, refused.value.values["criteria"]) == ("inbox.criterion_gone", ["覆盖率 ≥ 95 %"])
    assert met(asked) == [None, True, None]


def test_a_yes_to_an_older_mail_overwrites_nothing_that_was_answered_since(asked: Workspace) -> None:
    waiting = says(asked, ZHOU, "1 达标 93%\n2 不达标 85", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert waiting.state == "waiting"
    says(asked, ZHOU, "1 达标 96%\n2 达标 92", date="Mon, 02 Mar 2026 19:00:00 +0800")
    with pytest.raises(Refused) as refused:
        apply_waiting(asked.as_user("key"), waiting.ref)
    assert refused.value.key == "inbox.criterion_answered"
    assert refused.value.values["criteria"] == ["满意度 ≥ 90", "覆盖率 ≥ 95 %"]
    assert [one.measured for one in criteria(asked)][:2] == ["96%", "92"]
    assert met(asked)[:2] == [True, True]


def test_beside_one_that_changed_hands_a_yes_records_what_was_not_clear(asked: Workspace) -> None:
    evaluate_criterion(asked.as_user("key"), MATTER, 1, criteria(asked)[0].model_copy(update={"department": "客服部"}))
    mail = says(asked, ZHOU, "1 达标 97 %\n2 基本达标")
    apply_waiting(asked.as_user("key"), mail.ref)
    assert met(asked) == [None, True, None]


def test_what_is_not_clear_waits_and_the_facilitators_yes_applies_it(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "1 达标 97%\n2 基本达标")
    assert (mail.verdict, mail.state, met(asked)) == ("apply", "waiting", [True, None, None])
    assert opinions(asked) == {"质控部": "unclear"}, "not silent: it is not reminded"
    apply_waiting(asked.as_user("key"), mail.ref)
    assert (met(asked), opinions(asked)) == ([True, True, None], {"质控部": "for"})
    undo_mail(asked.as_user("key"), mail.ref)
    assert (met(asked), opinions(asked)) == ([None, None, None], {})


def test_a_mail_that_names_no_result_is_not_called_recorded(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "这周都在出差，回头再看")
    assert mail.state == "waiting"
    with pytest.raises(Refused) as refused:
        apply_waiting(asked.as_user("key"), mail.ref)
    assert refused.value.key == "inbox.no_result"
    assert asked.store.get(Incoming, mail.ref).state == "waiting"


def test_undo_of_a_reply_leaves_what_others_have_answered_since(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "1 达标")
    says(asked, SUN, "3 达标 -23%")
    undo_mail(asked.as_user("key"), mail.ref)
    assert met(asked) == [None, None, True]
    taken = outgoing(asked, ZHOU, "notice")
    assert "撤销了质控部" in taken.text


def test_the_newest_word_counts_whatever_way_it_came(asked: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T18:00+08:00")
    evaluate_criterion(
        asked.as_user("key"), MATTER, 1, criteria(asked)[0].model_copy(update={"met": False, "measured": "80%"})
    )
    old = says(asked, ZHOU, "1 达标 97%\n2 达标", date="Mon, 02 Mar 2026 17:00:00 +0800")
    assert (met(asked), old.state, old.reason) == ([False, True, None], "waiting", "older-in-part")
    says(asked, ZHOU, "1 达标 97%", date="Mon, 02 Mar 2026 18:30:00 +0800")
    assert met(asked) == [True, True, None]


def test_a_colleague_who_says_the_opposite_waits_and_the_head_counts(asked: Workspace) -> None:
    colleague = PersonDraft(name="何工", email="he@example.test", department="质控部")
    import_people(asked.as_user("command"), [colleague])
    says(asked, ZHOU, "1 达标")
    mail = outgoing(asked, ZHOU, "change")
    forwarded = receive(asked.as_worker(), reply(mail, "1 不达标 因为漏测", sender="he@example.test"))
    assert forwarded is not None
    assert (forwarded.verdict, forwarded.reason) == ("review", "token-of-another")
    assert met(asked)[0] is True
    stranger = receive(asked.as_worker(), reply(mail, "1 不达标", sender="mallory@example.test"))
    assert stranger is not None
    assert (stranger.verdict, met(asked)[0]) == ("review", True)


def test_what_comes_after_the_decision_changes_nothing(asked: Workspace) -> None:
    decide_change.decide(asked.as_user("key"), "C1", "granted", overruling="总经理已定")
    mail = says(asked, ZHOU, "全部达标")
    assert (mail.verdict, mail.reason, met(asked)) == ("review", "change-decided", [None, None, None])


def test_nothing_is_accepted_over_an_open_question(asked: Workspace) -> None:
    says(asked, ZHOU, "全部达标")
    by_hand = criteria(asked)[2].model_copy(update={"met": True, "measured": "-23%"})
    evaluate_criterion(asked.as_user("key"), MATTER, 3, by_hand)
    with pytest.raises(Refused, match=r"acceptance\.undecided"):
        accept(asked.as_user("key"), MATTER)
    decide_change.decide(asked.as_user("key"), "C1", "granted", overruling="总经理已定")
    assert accept(asked.as_user("key"), MATTER).accepted_at


def test_criteria_that_all_found_met_need_no_further_decision(asked: Workspace) -> None:
    says(asked, ZHOU, "全部达标")
    says(asked, SUN, "达标 -23%")
    accept(asked.as_user("key"), MATTER)
    decided = change(asked)
    assert (decided.state, decided.decided_by) == ("granted", "李明")
    letters = completion_letters(asked.store, asked.as_user("key"), MATTER)
    assert all(letter.context["names"] for letter in letters)


def test_silence_is_reminded_once_without_the_files(asked: Workspace, clock: Clock) -> None:
    asked = replace(asked, is_working=lambda day: day.weekday() < 5)
    says(asked, ZHOU, "1 达标")
    clock.set("2026-03-04T16:00+08:00")
    mails = queue_due(asked.as_worker(), (DepartmentsDue(),))
    assert {mail.to for mail in mails} == {ZHOU, SUN}
    again = next(mail for mail in mails if mail.to == ZHOU)
    assert ("1. 覆盖率 ≥ 95 %，达标" in again.text, again.about.about) == (True, "criteria")
    answer = receive(asked.as_worker(), reply(again, "2 达标", date="Wed, 04 Mar 2026 17:00:00 +0800"))
    assert answer is not None
    assert opinions(asked) == {"质控部": "for"}
    assert queue_due(asked.as_worker(), (DepartmentsDue(),)) == []


def test_the_forms_name_who_said_it_and_when(asked: Workspace) -> None:
    says(asked, ZHOU, "1 达标 97%\n2 不达标 因为抽样不足")
    case = case_of(asked.as_user("key"), asked.store, MATTER, Catalogue("zh"))
    tables = [block for block in acceptance(case).blocks if isinstance(block, DocumentTable)]
    assert tables[0].rows[0][-2:] == ("周敏", "2026-03-02 17:00")
    assert tables[0].rows[2][-2:] == ("", "")
    assert (tables[1].title, tables[1].rows[0][0]) == ("对验收标准的意见", "质控部")
    (signed,) = (block.lines for block in acceptance(case).blocks if isinstance(block, Signatures))
    assert "1 达标 97% / 2 不达标 因为抽样不足" in signed[0].said, "a line to sign on is one line"
    (results,) = [block for block in completion(case).blocks if isinstance(block, DocumentTable)]
    assert [row[3] for row in results.rows] == ["周敏", "周敏"]


def test_a_renamed_department_and_a_merged_person_keep_their_answers(asked: Workspace) -> None:
    rename(asked.as_user("key"), "质控部", "质量部")
    says(asked, ZHOU, "全部达标")
    assert opinions(asked) == {"质量部": "for"}
    import_people(asked.as_user("command"), [PersonDraft(name="周敏敏", email="zmm@example.test", department="质量部")])
    zhou, other = (asked.store.find(Person, email=one)[0].ref for one in (ZHOU, "zmm@example.test"))
    merge_people(asked.as_user("key"), other, zhou)
    assert {one.person for one in criteria(asked)[:2]} == {other}


def test_criteria_that_nobody_supervises_are_named(workspace: Workspace) -> None:
    new(workspace)
    describe_matter(
        workspace.as_user("key"), MATTER, {"criteria": (Criterion(text="x"),), "initiator": "", "supervising": ""}
    )
    with pytest.raises(Refused, match=r"approval\.nobody_supervises"):
        ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria")


def test_a_department_that_nobody_speaks_for_is_named(workspace: Workspace) -> None:
    new(workspace)
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": (Criterion(text="x"),), "supervising": "审计部"})
    with pytest.raises(Refused) as refused:
        ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria")
    assert refused.value.values == {"ref": MATTER, "departments": ["审计部"]}
    assert "审计部没有负责人或对接人" in Catalogue("zh")(refused.value.key, **refused.value.values)


def test_explain_says_what_would_be_done(asked: Workspace) -> None:
    found = explain(asked.as_worker(), reply(outgoing(asked, ZHOU, "change"), "1 达标 97%"))
    assert (found.verdict, met(asked)) == ("apply", [None, None, None])
    assert [clause.rule for clause in found.understanding.clauses] == ["met"] if found.understanding else False


def with_file(raw: bytes, name: str, content: bytes) -> bytes:
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def test_what_was_handed_in_goes_along_and_what_is_too_large_is_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    new(workspace)
    monkeypatch.setattr(handed_in, "MOST_BYTES", 2000)
    draft = ActionDraft(title="接口文档", owner="陈静", due=date(2026, 3, 6), deliverable="文档")
    action = add_action(workspace.as_user("command").quiet(), draft, MATTER)
    nudge(workspace.as_user("key"), [action.ref])
    send_all(workspace)
    mail = outgoing(workspace, CHEN, "reminder")
    for minute, (name, size) in enumerate((("../接口.pdf", 500), ("视频.mp4", 5000))):
        raw = reply(mail, f"{action.ref} {50 + minute}%", date=f"Mon, 02 Mar 2026 17:0{minute}:00 +0800")
        assert receive(workspace.as_worker(), with_file(raw, name, b"x" * size)) is not None
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": (Criterion(text="x"),), "supervising": "研发部"})
    queued = ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "criteria").queued
    assert queued
    for one in queued:
        attached = [part.get_filename() for part in message_from_bytes(one.raw, policy=SMTP).iter_attachments()]
        assert attached == ["A1 _接口.pdf"]
        assert ("A1 _接口.pdf" in one.text, "太大没有附上" in one.text, "A1 视频.mp4" in one.text) == (True,) * 3


def test_the_mail_that_was_asked_with_is_found_again_by_its_reader(asked: Workspace) -> None:
    assert {mail.person for mail in asked.store.find(Outgoing, change="C1")} == {
        asked.store.find(Person, email=one)[0].ref for one in (ZHOU, SUN)
    }


def test_an_asking_that_was_taken_back_is_answered_in_vain(asked: Workspace) -> None:
    undo_last(asked.as_user("key"))
    assert change(asked).state == "withdrawn"
    mail = says(asked, ZHOU, "全部达标")
    assert (mail.verdict, mail.reason, met(asked)) == ("review", "change-decided", [None, None, None])


def test_what_was_met_before_is_not_asked_for_once_more(asked: Workspace, clock: Clock) -> None:
    says(asked, ZHOU, "1 达标 97%\n2 不达标，因为样本少，整改：再测一周，3月10日前")
    second = criteria(asked)[1]
    assert (second.rectify, second.rectify_by) == ("再测一周", date(2026, 3, 10))
    decide_change.decide(asked.as_user("key"), "C1", "refused")
    ask_about_change.ask_approval(asked.as_user("key"), MATTER, "criteria")
    send_all(asked)
    clock.set("2026-03-10T20:00+08:00")
    says(asked, ZHOU, "2 达标 92", date="Tue, 10 Mar 2026 17:00:00 +0800")
    assert met(asked)[:2] == [True, True]
    assert "还缺" not in outgoing(asked, ZHOU, "answer").text, outgoing(asked, ZHOU, "answer").text


def test_the_decision_goes_to_who_speaks_in_the_place_of_one_who_left(asked: Workspace) -> None:
    people = [PersonDraft(name="吴刚", email="wu@example.test", department="质控部", head=True)]
    zhou, sun = (asked.store.find(Person, email=one)[0].ref for one in (ZHOU, SUN))
    leave(asked.as_user("key"), zhou, sun)
    import_people(asked.as_user("command"), people)
    told = decide_change.decide(asked.as_user("key"), "C1", "refused").queued
    assert ZHOU not in {mail.to for mail in told}
    assert "wu@example.test" in {mail.to for mail in told}


def test_who_heads_the_department_no_more_does_not_speak_for_it(asked: Workspace) -> None:
    with asked.as_user("key").transaction() as tx:
        zhou = tx.find(Person, email=ZHOU)[0]
        tx.put(Person(ref="P99", name="王小明", email="wang@example.test", department="质控部", head=True))
        tx.put(zhou.model_copy(update={"head": False, "department": "项目办"}))
    mail = says(asked, ZHOU, "全部达标")
    assert (mail.reason, mail.state, met(asked)) == ("speaks-no-more", "waiting", [None, None, None])


@pytest.mark.parametrize(
    ("text", "owner", "day"),
    [
        ("2 不达标 因为只有87分；整改：3月20日前补训，由孙丽负责", SUN, date(2026, 3, 20)),
        ("2 不达标 因为只有87分，请孙丽3月20日前整改", SUN, date(2026, 3, 20)),
        ("2 不达标 因为只有87分；整改：补训，负责人孙丽（孙丽 A2）", SUN, None),
        ("2 不达标 因为只有87分；整改：3月20日前补训", None, None),
        ("2 不达标 因为只有87分；整改：孙丽、周敏3月20日前补训", None, None),
        ("2 达标 92分，孙丽辛苦了", None, None),
    ],
)
def test_what_a_named_person_is_to_put_right_is_his_action(
    asked: Workspace, text: str, owner: str | None, day: date | None
) -> None:
    """Without a name, or with two, it is the facilitator's to give to somebody."""
    mail = says(asked, ZHOU, text)
    made = asked.store.find(Action, matter=MATTER)
    assert [(one.due, one.deliverable, one.via) for one in made] == (
        [(day, "满意度 ≥ 90", f"mail:{mail.ref}")] if owner else []
    )
    if owner:
        assert made[0].owner == asked.store.find(Person, email=owner)[0].ref
        told = outgoing(asked, owner, "notice")
        assert made[0].title in told.text.replace("\n", "")
        says(asked, ZHOU, f"{text}。")
        assert len(asked.store.find(Action, matter=MATTER)) == 1, "said again it is the same"
        undo_mail(asked.as_user("key"), mail.ref)
        assert asked.store.find(Action, matter=MATTER)[0].status == "cancelled"


def test_the_answer_names_the_action_with_owner_and_day(asked: Workspace) -> None:
    """The owner's name is no part of its title."""
    mail = says(asked, ZHOU, "2 不达标 因为只有87分；整改：3月20日前每店补训，孙丽负责")
    assert [one.title for one in asked.store.find(Action, matter=MATTER)] == ["每店补训"]
    assert "整改：每店补训，由孙丽负责，截止 3月20日" in (mail.answer or "").replace("\n      ", "")
    again = says(asked, ZHOU, "2 不达标 因为只有87分；整改：3月20日前每店补训，孙丽负责。")
    assert "每店补训 (A1)，由孙丽负责" in (again.answer or "").replace("\n      ", "")
    assert len(asked.store.find(Action, matter=MATTER)) == 1


def test_a_name_that_stands_there_twice_is_no_part_of_the_title(asked: Workspace) -> None:
    says(asked, ZHOU, "2 不达标 因为只有87分；整改：补训，负责人孙丽（孙丽 A2）")
    assert [one.title for one in asked.store.find(Action, matter=MATTER)] == ["补训"]
    assert asked.store.get(Matter, MATTER).criteria[1].rectify == "补训，负责人孙丽（孙丽 A2）"


def test_who_names_himself_gets_the_mail_of_his_action(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "2 不达标 因为只有87分；整改：3月20日前每店补训，周敏负责")
    assert "由你负责" in (mail.answer or "")
    told = [one for one in asked.store.find(Outgoing) if one.to == ZHOU and one.key.startswith("part:")]
    assert [[item.ref for item in one.items] for one in told] == [["A1"]]


def test_a_value_that_misses_its_criterion_is_asked_about_and_never_met_by_itself(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "1 达标 93%\n2 达标 92")
    assert (mail.verdict, mail.state, mail.reason, met(asked)) == (
        "apply",
        "waiting",
        "misses-target",
        [None, True, None],
    )
    assert mail.answer is not None
    assert ("93% 没有达到标准，没有记为达标" in mail.answer, "还缺第 1 条" in mail.answer) == (True, False)
    apply_waiting(asked.as_user("key"), mail.ref)
    assert (met(asked), criteria(asked)[0].measured) == ([True, True, None], "93%"), "by the facilitator's yes alone"


def test_what_was_measured_before_counts_where_the_answer_brings_no_value(asked: Workspace, clock: Clock) -> None:
    measured = criteria(asked)[0].model_copy(update={"measured": "93%"})
    clock.set("2026-03-02T16:00+08:00")
    evaluate_criterion(asked.as_user("key"), MATTER, 1, measured)
    clock.set("2026-03-02T20:00+08:00")
    mail = says(asked, ZHOU, "1 达标，2 达标")
    assert (mail.reason, met(asked)) == ("misses-target", [None, True, None])
    says(asked, ZHOU, "1 达标 96%", date="Mon, 02 Mar 2026 19:00:00 +0800")
    assert (met(asked)[0], criteria(asked)[0].measured) == (True, "96%")


@pytest.mark.parametrize(
    ("answer", "again", "verdict"),
    [
        ("1 达标 97%", "96%", None),
        ("1 达标 97%", "97%", True),
        ("1 达标", "96%", True),
        ("1 不达标 80% 因为漏测", "96%", False),
    ],
)
def test_a_value_that_nobody_has_judged_stands_under_no_name(
    asked: Workspace, clock: Clock, answer: str, again: str, verdict: bool | None
) -> None:
    says(asked, ZHOU, answer)
    before, said = criteria(asked)[0], len(questions_to(asked, ZHOU))
    clock.set("2026-03-02T20:00+08:00")
    evaluate_criterion(asked.as_user("key"), MATTER, 1, before.model_copy(update={"measured": again}))
    after = criteria(asked)[0]
    assert (after.met, after.measured, after.person) == (verdict, again, None if verdict is None else before.person)
    assert len(questions_to(asked, ZHOU)) - said == (verdict is None), "who judges it is asked anew"


def test_a_department_whose_yes_was_to_another_value_has_not_agreed(asked: Workspace, clock: Clock) -> None:
    says(asked, ZHOU, "1 达标 97%，2 达标 92")
    assert opinions(asked) == {"质控部": "for"}
    clock.set("2026-03-02T20:00+08:00")
    again = criteria(asked)[0].model_copy(update={"measured": "96%"})
    evaluate_criterion(asked.as_user("key"), MATTER, 1, again)
    assert (met(asked), opinions(asked)) == ([None, True, None], {})
    assert "实测 96%" in questions_to(asked, ZHOU)[-1].text
    says(asked, ZHOU, "1 达标", date="Mon, 02 Mar 2026 20:30:00 +0800")
    assert (met(asked), opinions(asked)) == ([True, True, None], {"质控部": "for"})


@pytest.mark.parametrize("text", ["1 不达标 97%", "1 not met 97%"])
def test_a_no_to_a_value_that_is_enough_needs_its_reason(asked: Workspace, text: str) -> None:
    assert (says(asked, ZHOU, text).state, met(asked)) == ("waiting", [None, None, None])
    says(asked, ZHOU, f"{text} 因为只测了一天", date="Mon, 02 Mar 2026 19:00:00 +0800")
    assert (met(asked)[0], criteria(asked)[0].opinion) == (False, "只测了一天")


def _titled(workspace: Workspace, title: str) -> list[Action]:
    return [one for one in workspace.store.find(Action, matter=MATTER) if one.title == title]


def test_what_is_to_be_put_right_waits_for_an_owner_and_offers_one(asked: Workspace) -> None:
    """Whoever delivers what the criterion is about."""
    add_action(asked.as_user("key"), ActionDraft(title="门店清单", owner=CHEN, deliverable="覆盖率"), MATTER)
    mail = says(asked, ZHOU, "1 不达标 因为抽样不足；整改：3月25日前补测")
    (wanted,) = mail.requests
    chen = asked.store.find(Person, email=CHEN)[0]
    assert (mail.verdict, mail.state, met(asked)[0]) == ("apply", "waiting", False)
    assert (wanted.ask, wanted.text, wanted.due, wanted.to) == ("rectify", "补测", date(2026, 3, 25), chen.name)
    assert _titled(asked, "补测") == [], "nobody has said who"
    apply_waiting(asked.as_user("key"), mail.ref)
    (made,) = _titled(asked, "补测")
    assert (made.owner, made.due, made.deliverable, made.matter) == (
        chen.ref, date(2026, 3, 25), "覆盖率 ≥ 95 %", MATTER,
    )  # fmt: skip
    assert "由陈静负责" in outgoing(asked, ZHOU, "notice").text
    undo_mail(asked.as_user("key"), mail.ref)
    assert [one.status for one in _titled(asked, "补测")] == ["cancelled"]


def test_who_is_named_beside_the_yes_puts_it_right_and_without_anybody_it_is_refused(asked: Workspace) -> None:
    mail = says(asked, ZHOU, "1 不达标 因为抽样不足；整改：补测一周")
    assert [one.to for one in mail.requests] == [None]
    with pytest.raises(Refused, match=r"inbox\.nobody_to_rectify"):
        apply_waiting(asked.as_user("key"), mail.ref)
    apply_waiting(asked.as_user("key"), mail.ref, owner="孙丽")
    (made,) = _titled(asked, "补测一周")
    assert (made.owner, made.due) == (asked.store.find(Person, email=SUN)[0].ref, None)


def test_who_is_asked_by_name_of_a_department_is_offered_its_contact(asked: Workspace) -> None:
    name_contact(asked.as_user("key"), MATTER, "市场部", "陈静")
    mail = says(asked, ZHOU, "1 not met, two shops were missing, 市场部 please add them by 20 March")
    (wanted,) = mail.requests
    assert (wanted.ask, wanted.due, wanted.to) == ("rectify", date(2026, 3, 20), "陈静")
