"""A change of a matter: the departments' opinions by mail, and the decision."""

from datetime import date, timedelta

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import Change, opinion_of
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Office
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters import changes
from collabtui.lifecycle.matters.changes import ChangeDraft
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says
from support.replies import outgoing, send_all
from support.world import Clock

LATER = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def matter(office: Office, clock: Clock) -> Office:
    clock.set("2026-03-02T10:00+08:00")
    new(office)
    return office


@pytest.fixture
def asked(office: Office, clock: Clock) -> Office:
    change_asked(office, wanted=LATER)
    clock.set("2026-03-02T18:00+08:00")
    return office


def change(office: Office) -> Change:
    return office.store.get(Change, "C1")


def stances(office: Office) -> dict[str, str]:
    return {one.department: one.stance for one in change(office).opinions}


def test_every_department_of_the_matter_is_asked_and_the_facilitator_is_not(asked: Office) -> None:
    mails = list(asked.store.find(Outgoing, change="C1"))
    assert [(mail.to, mail.department) for mail in mails] == [
        (ZHANG, "研发部"), (ZHAO, "研发部"), (CHEN, "市场部"), (BOB, "法务部"),
    ]  # fmt: skip
    assert "上线推迟两周" in mails[0].text
    assert "供应商晚了" in mails[0].text
    assert "4月14日" in mails[0].text
    assert change(asked).departments == ("研发部", "市场部", "法务部")
    assert change(asked).silent == ("研发部", "市场部", "法务部")


def test_opinions_come_by_mail_and_each_is_its_own_departments(asked: Office) -> None:
    says(asked, ZHANG, "同意", kind="change")
    mail = says(asked, CHEN, "不同意：活动已经排期", kind="change")
    says(asked, BOB, "we agree, but only after June", kind="change")
    assert stances(asked) == {"研发部": "for", "市场部": "against", "法务部": "none"}
    against = opinion_of(change(asked).opinions, "市场部")
    assert against is not None
    assert (against.text, against.person, against.via) == ("活动已经排期", "P4", f"mail:{mail.ref}")
    assert mail.answer
    assert "市场部对“上线推迟两周”（C1）有异议" in mail.answer
    assert change(asked).silent == ()


def test_what_is_not_clear_waits_until_the_facilitator_says_which(asked: Office) -> None:
    mail = says(asked, BOB, "we agree, but only after June", kind="change")
    assert mail.state == "waiting"
    with pytest.raises(Refused) as refused:
        apply_waiting(asked.own_desk("key"), mail.ref)
    assert (refused.value.key, refused.value.values["place"]) == ("inbox.say_in_matter", f"{MATTER}/C1#法务部")
    changes.say_opinion(asked.own_desk("key"), "C1", "法务部", "against")
    kept = opinion_of(change(asked).opinions, "法务部")
    assert kept is not None
    assert (kept.stance, kept.text) == ("against", "we agree, but only after June")
    assert asked.store.get(Incoming, mail.ref).state == "applied"
    undo_last(asked.own_desk("key"))
    assert stances(asked) == {"法务部": "none"}
    assert asked.store.get(Incoming, mail.ref).state == "waiting"


def test_an_opinion_given_by_telephone_is_taken_down(asked: Office) -> None:
    changes.say_opinion(asked.own_desk("key"), "C1", "法务部", "for", "电话里说没问题")
    said = opinion_of(change(asked).opinions, "法务部")
    assert said is not None
    assert (said.person, said.text, said.via) == (None, "电话里说没问题", "key")
    with pytest.raises(Refused) as refused:
        changes.say_opinion(asked.own_desk("key"), "C1", "项目办", "for")
    assert refused.value.key == "change.not_asked"


def test_another_date_that_is_granted_is_the_matters_and_all_are_told(asked: Office) -> None:
    says(asked, CHEN, "不同意：活动已经排期", kind="change")
    previewed = changes.preview_decision(asked.own_desk("key"), "C1", "granted", "按新日期走")
    decided = changes.decide(asked.own_desk("key"), "C1", "granted", "按新日期走")
    assert asked.store.get(Matter, MATTER).wanted == LATER
    assert [mail.to for mail in decided.queued] == [ZHANG, ZHAO, CHEN, BOB]
    assert [said.text for _, said in previewed] == [mail.text for mail in decided.queued]
    assert "已批准" in decided.queued[0].subject
    assert "按新日期走" in decided.queued[0].text
    assert "granted" in decided.queued[3].subject
    found = change(asked)
    assert (found.state, found.decision, found.decided_by) == ("granted", "按新日期走", "李明")
    with pytest.raises(Refused):
        changes.decide(asked.own_desk("key"), "C1", "refused")


def test_what_is_refused_changes_nothing_else(asked: Office) -> None:
    decided = changes.decide(asked.own_desk("key"), "C1", "refused", "日期不动")
    assert asked.store.get(Matter, MATTER).wanted is None
    assert "未批准" in decided.queued[0].subject


def test_undo_of_the_decision_holds_its_mails_and_gives_the_date_back(asked: Office) -> None:
    desk = asked.own_desk("key")
    changes.decide(desk, "C1", "granted", leaving_in=timedelta(seconds=5))
    assert undo_last(desk).held == 4
    assert (change(asked).state, asked.store.get(Matter, MATTER).wanted) == ("asked", None)
    assert len(changes.decide(desk, "C1", "refused").queued) == 4


def test_an_opinion_that_comes_after_the_decision_waits(asked: Office) -> None:
    changes.decide(asked.own_desk("key"), "C1", "refused")
    mail = says(asked, ZHANG, "同意", kind="change")
    assert (mail.verdict, mail.reason, stances(asked)) == ("review", "change-decided", {})


def test_undo_before_the_mails_leave_asks_nobody(office: Office) -> None:
    desk = office.own_desk("key")
    made = changes.new_change(desk, MATTER, ChangeDraft("scope", "加一个城市"))
    changes.ask_opinions(desk, made.ref, leaving_in=timedelta(seconds=5))
    assert undo_last(desk).held == 4
    assert (change(office).state, change(office).departments) == ("draft", ())
    assert undo_last(desk).refs == ("C1",)
    assert change(office).state == "withdrawn"


def test_undo_of_one_opinion_leaves_the_others(asked: Office) -> None:
    mail = says(asked, ZHANG, "同意", kind="change")
    says(asked, CHEN, "不同意：活动已经排期", kind="change")
    undo_mail(asked.own_desk("key"), mail.ref)
    assert stances(asked) == {"市场部": "against"}


def test_what_was_not_thought_through_is_refused(office: Office) -> None:
    desk = office.own_desk("key")
    for draft, key in (
        (ChangeDraft("scope", " "), "change.no_what"),
        (ChangeDraft("date", "推迟"), "change.no_date"),
        (ChangeDraft("cost", "x"), "change.kind"),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refused:
            changes.new_change(desk, MATTER, draft)
        assert refused.value.key == key
    empty = new_matter(desk, MatterDraft("年会"))
    made = changes.new_change(desk, empty.ref, ChangeDraft("goal", "满意度90"))
    with pytest.raises(Refused) as refused:
        changes.ask_opinions(desk, made.ref)
    assert refused.value.key == "change.nobody"


def test_a_draft_can_be_described_anew_and_what_was_asked_cannot(office: Office) -> None:
    desk = office.own_desk("key")
    made = changes.new_change(desk, MATTER, ChangeDraft("scope", "加一个城市"))
    changes.edit_change(desk, made.ref, ChangeDraft("scope", "加两个城市", impact="多两个人"))
    assert change(office).what == "加两个城市"
    changes.ask_opinions(desk, made.ref)
    with pytest.raises(Refused) as refused:
        changes.edit_change(desk, made.ref, ChangeDraft("scope", "x"))
    assert refused.value.key == "change.asked"


def test_an_answer_to_the_decision_is_no_opinion(asked: Office) -> None:
    changes.decide(asked.own_desk("key"), "C1", "refused")
    send_all(asked)
    assert outgoing(asked, ZHANG, "notice").department is None
    mail = says(asked, ZHANG, "同意", kind="notice")
    assert mail.understanding is not None
    assert mail.understanding.stance is None
