"""A change of a matter: the departments' opinions by mail, and the decision."""

from datetime import date, timedelta
from typing import Literal

import pytest

from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ChangeKind, ChangeRequest
from collabtui.domain.matters.department_answer import AnswerValue, answer_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.directory import add
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters.change_requests import ask_about_change, change_drafts, decide_change, record_opinion
from collabtui.lifecycle.matters.change_requests.change_drafts import ChangeDraft
from collabtui.lifecycle.matters.collaboration_request import preview_request, send_request
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, new_matter
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says
from support.replies import outgoing, parsed, send_all
from support.world import Clock

LATER = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def matter(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    return workspace


@pytest.fixture
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    change_asked(workspace, wanted=LATER)
    clock.set("2026-03-02T18:00+08:00")
    return workspace


def change(workspace: Workspace) -> ChangeRequest:
    return workspace.store.get(ChangeRequest, "C1")


def values(workspace: Workspace) -> dict[str, str]:
    return {one.department: one.value for one in change(workspace).opinions}


def test_every_department_of_the_matter_is_asked_and_the_facilitator_is_not(asked: Workspace) -> None:
    mails = list(asked.store.find(Outgoing, change="C1"))
    assert [(mail.to, mail.department) for mail in mails] == [
        (ZHANG, "研发部"), (ZHAO, "研发部"), (CHEN, "市场部"), (BOB, "法务部"),
    ]  # fmt: skip
    assert "上线推迟两周" in mails[0].text
    assert "供应商晚了" in mails[0].text
    assert "4月14日" in mails[0].text
    assert f"请在 {ANSWER_DAYS} 个工作日内答复" in mails[0].text
    assert change(asked).departments == ("研发部", "市场部", "法务部")
    assert change(asked).silent == ("研发部", "市场部", "法务部")


def test_opinions_come_by_mail_and_each_is_its_own_departments(asked: Workspace) -> None:
    says(asked, ZHANG, "同意", kind="change")
    mail = says(asked, CHEN, "不同意：活动已经排期", kind="change")
    says(asked, BOB, "we agree, but only after June", kind="change")
    assert values(asked) == {"研发部": "for", "市场部": "against", "法务部": "unclear"}
    against = answer_of(change(asked).opinions, "市场部")
    assert against is not None
    assert (against.text, against.person, against.via) == ("活动已经排期", "P4", f"mail:{mail.ref}")
    assert mail.answer
    assert "市场部对“上线推迟两周”（C1）有异议" in mail.answer
    assert change(asked).silent == ()


def test_what_is_not_clear_waits_until_the_facilitator_says_which(asked: Workspace) -> None:
    mail = says(asked, BOB, "we agree, but only after June", kind="change")
    assert mail.state == "waiting"
    with pytest.raises(Refused) as refused:
        apply_waiting(asked.as_user("key"), mail.ref)
    assert (refused.value.key, refused.value.values["place"]) == ("inbox.say_in_matter", f"{MATTER}/C1#法务部")
    record_opinion.record_opinion(asked.as_user("key"), "C1", "法务部", "against")
    kept = answer_of(change(asked).opinions, "法务部")
    assert kept is not None
    assert (kept.value, kept.text) == ("against", "we agree, but only after June")
    assert asked.store.get(Incoming, mail.ref).state == "applied"
    undo_last(asked.as_user("key"))
    assert values(asked) == {"法务部": "unclear"}
    assert asked.store.get(Incoming, mail.ref).state == "waiting"


@pytest.mark.parametrize("text", ["时间太赶，市场部不建议改", "That date doesn't work for us, half the team is away."])
def test_an_ordinary_no_is_asked_back_and_confirmed_by_its_sender(asked: Workspace, text: str) -> None:
    unclear = says(asked, CHEN, text, kind="change")
    assert (unclear.verdict, values(asked)) == ("review", {"市场部": "unclear"})
    assert unclear.answer
    assert "y1" in unclear.answer
    send_all(asked)
    mail = says(asked, CHEN, "y1", kind="answer")
    against = answer_of(change(asked).opinions, "市场部")
    assert against is not None
    assert (mail.state, against.value, against.text) == ("applied", "against", text.rstrip("."))
    assert asked.store.get(Incoming, unclear.ref).state == "applied"


def test_an_ordinary_no_is_taken_by_one_yes_of_the_facilitator(asked: Workspace) -> None:
    mail = says(asked, CHEN, "11号不行，场地订不到", kind="change")
    apply_waiting(asked.as_user("key"), mail.ref)
    assert values(asked) == {"市场部": "against"}
    undo_mail(asked.as_user("key"), mail.ref)
    assert "against" not in values(asked).values()


def test_an_opinion_given_by_telephone_is_taken_down(asked: Workspace) -> None:
    record_opinion.record_opinion(asked.as_user("key"), "C1", "法务部", "for", "电话里说没问题")
    said = answer_of(change(asked).opinions, "法务部")
    assert said is not None
    assert (said.person, said.text, said.via) == (None, "电话里说没问题", "key")
    with pytest.raises(Refused) as refused:
        record_opinion.record_opinion(asked.as_user("key"), "C1", "项目办", "for")
    assert refused.value.key == "change.not_asked"


@pytest.mark.parametrize(
    ("written", "value", "text", "kept"),
    [
        ("不同意：活动已经排期", "for", "电话里说可以了", ("for", "电话里说可以了", False, "key")),
        ("不同意：活动已经排期", "for", "", ("for", "", False, "key")),
        ("同意", "against", "电话里改口了", ("against", "电话里改口了", False, "key")),
        ("不同意：活动已经排期", "against", "", ("against", "活动已经排期", True, "mail")),
        ("时间太赶，法务部不建议改", "against", "", ("against", "时间太赶，法务部不建议改", True, "mail")),
    ],
)
def test_a_word_by_telephone_is_never_signed_with_the_name_of_who_wrote_another(
    asked: Workspace, written: str, value: AnswerValue, text: str, kept: tuple[str, str, bool, str]
) -> None:
    mail = says(asked, BOB, written, kind="change")
    record_opinion.record_opinion(asked.as_user("key"), "C1", "法务部", value, text)
    said = answer_of(change(asked).opinions, "法务部")
    assert said is not None
    assert (said.value, said.text, said.person == mail.person, said.via.split(":")[0]) == kept


def test_another_date_that_is_granted_is_the_matters_and_all_are_told(asked: Workspace) -> None:
    says(asked, CHEN, "不同意：活动已经排期", kind="change")
    previewed = decide_change.preview_decision(asked.as_user("key"), "C1", "granted", "按新日期走", "口头说过")
    decided = decide_change.decide(asked.as_user("key"), "C1", "granted", "按新日期走", "口头说过")
    assert asked.store.get(Matter, MATTER).wanted == LATER
    assert [mail.to for mail in decided.queued] == [ZHANG, ZHAO, CHEN, BOB]
    assert [said.text for _, said in previewed] == [mail.text for mail in decided.queued]
    assert "已批准" in decided.queued[0].subject
    assert "按新日期走" in decided.queued[0].text
    assert "granted" in decided.queued[3].subject
    found = change(asked)
    assert (found.state, found.decision, found.decided_by) == ("granted", "按新日期走", "李明")
    with pytest.raises(Refused):
        decide_change.decide(asked.as_user("key"), "C1", "refused")


def test_what_is_refused_changes_nothing_else(asked: Workspace) -> None:
    decided = decide_change.decide(asked.as_user("key"), "C1", "refused", "日期不动")
    assert asked.store.get(Matter, MATTER).wanted is None
    assert "未批准" in decided.queued[0].subject


def test_undo_of_the_decision_holds_its_mails_and_gives_the_date_back(asked: Workspace) -> None:
    acting = asked.as_user("key")
    decide_change.decide(acting, "C1", "granted", "", "口头说过", leaving_in=timedelta(seconds=5))
    assert undo_last(acting).held == 4
    assert (change(asked).state, asked.store.get(Matter, MATTER).wanted) == ("asked", None)
    assert len(decide_change.decide(acting, "C1", "refused").queued) == 4


@pytest.mark.parametrize("kind", ["scope", "goal"])
def test_a_change_of_any_kind_that_names_a_day_moves_the_matter_to_it(workspace: Workspace, kind: ChangeKind) -> None:
    """What the mail says, the matter has; a change that names none leaves the date."""
    acting = workspace.as_user("key")
    change_asked(workspace, kind=kind, wanted=LATER)
    decided = decide_change.decide(acting, "C1", "granted", "", "口头说过", leaving_in=timedelta(seconds=5))
    assert "现在期望完成：4月14日" in decided.queued[0].text
    assert workspace.store.get(Matter, MATTER).wanted == LATER
    undo_last(acting)
    assert workspace.store.get(Matter, MATTER).wanted is None
    decide_change.decide(acting, "C1", "refused")
    change_drafts.new_change(acting, MATTER, ChangeDraft("scope", "加一个城市"))
    ask_about_change.ask_opinions(acting, "C2")
    decide_change.decide(acting, "C2", "granted", "", "口头说过")
    assert workspace.store.get(Matter, MATTER).wanted is None


@pytest.mark.parametrize(
    ("wanted", "outcome", "told"),
    [(LATER, "granted", ["王芳", "周杰"]), (LATER, "refused", []), (None, "granted", [])],
)
def test_who_asked_for_the_matter_and_owners_hear_of_its_new_date(
    workspace: Workspace, wanted: date | None, outcome: Literal["granted", "refused"], told: list[str]
) -> None:
    """Each once, whoever was asked already; the owner of what is done need not know."""
    acting = workspace.as_user("command").quiet()
    with acting.transaction() as tx:
        for name, address in (("王芳", "wang"), ("周杰", "zhou"), ("吴敏", "wu")):
            add(tx, acting, PersonDraft(name=name, email=f"{address}@example.test"))
    describe_matter(acting, MATTER, {"initiator": "王芳"})
    for owner in ("周杰", "张伟", "吴敏"):
        add_action(acting, ActionDraft(title=f"{owner}的事", owner=owner, due=date(2026, 3, 20)), MATTER)
    update_action(acting, "A3", Update(ref="A3", status="done"))
    change_asked(workspace, kind="date" if wanted else "scope", wanted=wanted)
    decided = decide_change.decide(workspace.as_user("key"), "C1", outcome, "", "口头说过")
    asked, others = decided.queued[:4], decided.queued[4:]
    assert [mail.to for mail in asked] == [ZHANG, ZHAO, CHEN, BOB]
    assert [workspace.store.get(Person, mail.person).name for mail in others] == told
    assert all("现在期望完成：4月14日" in mail.text for mail in others)


def test_a_change_is_decided_once_and_a_refusal_names_the_way_on(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    change_drafts.new_change(acting, MATTER, ChangeDraft("scope", "加一个城市"))
    with pytest.raises(Refused, match=r"change\.unsent"):
        decide_change.to_decide(workspace.store, "C1")
    ask_about_change.ask_opinions(acting, "C1")
    assert decide_change.to_decide(workspace.store, "C1").ref == "C1"
    with pytest.raises(Refused, match=r"change\.asked"):
        ask_about_change.preview_change(acting, "C1")
    decide_change.decide(acting, "C1", "granted", "", "口头说过")
    with pytest.raises(Refused, match=r"change\.settled"):
        decide_change.to_decide(workspace.store, "C1")
    with pytest.raises(Refused, match=r"change\.decided"):
        ask_about_change.preview_change(acting, "C1")


def test_the_request_that_is_out_names_the_change_that_is_not(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    send_request(acting, MATTER)
    with pytest.raises(Refused, match=r"asked\.nothing"):
        preview_request(acting, MATTER)
    change_drafts.new_change(acting, MATTER, ChangeDraft("scope", "加一个城市"))
    with pytest.raises(Refused, match=r"asked\.change_unsent.*C1"):
        preview_request(acting, MATTER)


def test_an_opinion_that_comes_after_the_decision_waits(asked: Workspace) -> None:
    decide_change.decide(asked.as_user("key"), "C1", "refused")
    mail = says(asked, ZHANG, "同意", kind="change")
    assert (mail.verdict, mail.reason, values(asked)) == ("review", "change-decided", {})


@pytest.mark.parametrize(("address", "text"), [(CHEN, "不同意：5月已有安排"), (BOB, "We object: no budget")])
def test_what_is_said_to_the_word_of_its_decision_is_a_late_opinion(asked: Workspace, address: str, text: str) -> None:
    decide_change.decide(asked.as_user("key"), "C1", "granted", overruling="不影响验收")
    send_all(asked)
    mail = says(asked, address, text, kind="notice")
    assert (mail.verdict, mail.reason, mail.state, mail.requests) == ("review", "change-decided", "waiting", ())
    assert mail.understanding is not None
    assert mail.understanding.stance == "against"
    assert mail.answer
    assert ("在你答复前已有决定" in mail.answer) or (
        "was decided before you answered" in mail.answer.replace("\n", " ")
    )


def test_silence_is_called_no_opinion_where_it_is_overruled(asked: Workspace) -> None:
    says(asked, CHEN, "不同意：5月已有安排", kind="change")
    decide_change.decide(asked.as_user("key"), "C1", "granted", overruling="不影响验收")
    text = outgoing(asked, ZHANG, "notice").text
    assert "市场部的意见没有采纳" in text
    assert "研发部没有答复，由李明决定：不影响验收" in text
    assert "市场部：不同意（5月已有安排）" in text
    assert "法务部：没有答复" in text
    english = outgoing(asked, BOB, "notice").text
    assert "Decided without 市场部's consent by" in english
    assert "Decided without 法务部's answer by" in english
    assert "法务部: no answer" in english


def test_a_bare_yes_is_said_once_in_the_word_of_the_decision(asked: Workspace) -> None:
    says(asked, CHEN, "同意", kind="change")
    says(asked, BOB, "No problem, go ahead. Agreed.", kind="change")
    decide_change.decide(asked.as_user("key"), "C1", "granted", overruling="不影响验收")
    notice = outgoing(asked, ZHANG, "notice")
    assert "市场部：同意\n" in notice.text
    assert "同意（同意" not in notice.text
    assert "同意（同意" not in (parsed(notice).get_body(("html",)) or parsed(notice)).get_content()


def test_undo_before_the_mails_leave_asks_nobody(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    made = change_drafts.new_change(acting, MATTER, ChangeDraft("scope", "加一个城市"))
    ask_about_change.ask_opinions(acting, made.ref, leaving_in=timedelta(seconds=5))
    assert undo_last(acting).held == 4
    assert (change(workspace).state, change(workspace).departments) == ("draft", ())
    assert undo_last(acting).refs == ("C1",)
    assert change(workspace).state == "withdrawn"


def test_undo_of_one_opinion_leaves_the_others(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "同意", kind="change")
    says(asked, CHEN, "不同意：活动已经排期", kind="change")
    undo_mail(asked.as_user("key"), mail.ref)
    assert values(asked) == {"市场部": "against"}


def test_what_was_not_thought_through_is_refused(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    for draft, key in (
        (ChangeDraft("scope", " "), "change.no_what"),
        (ChangeDraft("date", "推迟"), "change.no_date"),
        (ChangeDraft("cost", "x"), "change.kind"),  # type: ignore[arg-type]  # a kind that is none
    ):
        with pytest.raises(Refused) as refused:
            change_drafts.new_change(acting, MATTER, draft)
        assert refused.value.key == key
    empty = new_matter(acting, MatterDraft("年会"))
    made = change_drafts.new_change(acting, empty.ref, ChangeDraft("goal", "满意度90"))
    with pytest.raises(Refused) as refused:
        ask_about_change.ask_opinions(acting, made.ref)
    assert refused.value.key == "change.no_department"
    assert refused.value.values["ref"] == empty.ref, "a change that was never kept has no number"
    describe_matter(acting, empty.ref, {"supervising": "没有人的部门"})
    with pytest.raises(Refused, match=r"change\.nobody"):
        ask_about_change.ask_opinions(acting, made.ref)


def test_a_draft_can_be_described_anew_and_what_was_asked_cannot(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    made = change_drafts.new_change(acting, MATTER, ChangeDraft("scope", "加一个城市"))
    change_drafts.edit_change(acting, made.ref, ChangeDraft("scope", "加两个城市", impact="多两个人"))
    assert change(workspace).what == "加两个城市"
    ask_about_change.ask_opinions(acting, made.ref)
    with pytest.raises(Refused) as refused:
        change_drafts.edit_change(acting, made.ref, ChangeDraft("scope", "x"))
    assert refused.value.key == "change.asked"


def test_an_answer_to_the_decision_is_no_opinion(asked: Workspace) -> None:
    decide_change.decide(asked.as_user("key"), "C1", "refused")
    send_all(asked)
    mail = says(asked, ZHANG, "同意", kind="notice")
    assert (mail.state, values(asked)) == ("waiting", {})
