"""What departments are asked for, what they answer by mail, and that nobody's answer changes another's."""

from datetime import date, timedelta

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.replay import replay
from collabtui.lifecycle.mail_in.review import apply_waiting, reject, undo_mail
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.people import department_moves
from collabtui.lifecycle.people.edit_absence import set_away
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, contacts, new, part, says, sent, states
from support.replies import outgoing, reply, send_all
from support.world import Clock

DATE = "Mon, 02 Mar 2026 17:00:00 +0800"


@pytest.fixture(autouse=True)
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    return workspace


@pytest.fixture
def requested(asked: Workspace, clock: Clock) -> Workspace:
    sent(asked)
    clock.set("2026-03-02T18:00+08:00")
    return asked


def test_each_department_is_asked_by_its_head_and_its_contact_for_its_own_part(asked: Workspace) -> None:
    previewed = collaboration_request.preview_request(asked.as_user("key"), MATTER)
    queued = sent(asked)
    assert [(mail.to, mail.department) for mail in queued] == [
        (ZHANG, "研发部"), (ZHAO, "研发部"), (CHEN, "市场部"), (BOB, "法务部"),
    ]  # fmt: skip
    assert [said.text for _, said in previewed] == [mail.text for mail in queued], "what is previewed is what is sent"
    assert "两名后端" in queued[0].text
    assert "推广素材" not in queued[0].text
    assert "投诉 -20 %" in queued[0].text
    assert "asks 法务部" in queued[3].text
    assert set(states(asked).values()) == {"waiting"}


def test_nothing_is_asked_twice(requested: Workspace) -> None:
    with pytest.raises(Refused) as refused:
        collaboration_request.send_request(requested.as_user("key"), MATTER)
    assert refused.value.key == "asked.nothing"
    collaboration_request.ask(requested.as_user("key"), MATTER, "市场部", "推广素材")
    assert states(requested)["市场部"] == "waiting", "the same words again are no other request"


def test_other_words_are_asked_anew_and_only_of_that_department(requested: Workspace) -> None:
    says(requested, CHEN, "同意，对接人陈静")
    collaboration_request.ask(requested.as_user("key"), MATTER, "市场部", "推广素材和预算")
    assert (states(requested)["市场部"], states(requested)["研发部"]) == ("unsent", "waiting")
    assert [mail.to for mail in sent(requested)] == [CHEN]
    assert says(requested, CHEN, "同意").state == "applied"
    assert states(requested)["市场部"] == "accepted"


def test_to_ask_a_department_takes_words(requested: Workspace) -> None:
    with pytest.raises(Refused) as refused:
        collaboration_request.ask(requested.as_user("key"), MATTER, "项目办", " ")
    assert refused.value.key == "asked.no_words"


def test_an_answer_to_an_earlier_wording_waits(requested: Workspace, clock: Clock) -> None:
    raw = reply(outgoing(requested, CHEN, "request"), "同意")
    collaboration_request.ask(requested.as_user("key"), MATTER, "市场部", "推广素材和预算")
    sent(requested)
    mail = receive(requested.as_worker(), raw)
    assert mail is not None
    assert (mail.verdict, mail.reason, mail.state) == ("review", "asked-anew", "waiting")
    assert states(requested)["市场部"] == "waiting"


def test_the_facilitator_says_himself_what_his_own_department_answers(asked: Workspace) -> None:
    acting = asked.as_user("key")
    with acting.transaction() as tx:
        tx.put(tx.get(Person, "P1").model_copy(update={"head": True}))
    collaboration_request.ask(acting, MATTER, "项目办", "主持")
    assert "li@example.test" not in {mail.to for mail in sent(asked)}
    collaboration_request.answer_for(acting, MATTER, "项目办", "for", "我们自己来")
    answer = part(asked, "项目办").answer
    assert answer is not None
    assert (answer.value, answer.via) == ("for", "key")


def test_who_cannot_be_asked_is_named(asked: Workspace) -> None:
    acting = asked.as_user("key")
    collaboration_request.ask(acting, MATTER, "项目办", "主持")
    with pytest.raises(Refused) as refused:
        collaboration_request.send_request(acting, MATTER)
    assert (refused.value.key, refused.value.values["department"]) == ("asked.nobody", "项目办")
    with pytest.raises(Unknown):
        collaboration_request.ask(acting, MATTER, "财务部", "预算")
    collaboration_request.ask(acting, MATTER, "项目办", "")
    assert "项目办" not in states(asked)


@pytest.mark.parametrize("address", [ZHANG, ZHAO])
def test_whoever_got_the_mail_speaks_for_the_department(requested: Workspace, address: str) -> None:
    mail = says(requested, address, "同意，对接人张伟")
    assert (mail.verdict, mail.state) == ("apply", "applied")
    assert states(requested) == {"研发部": "accepted", "市场部": "waiting", "法务部": "waiting"}
    assert contacts(requested) == {"研发部": "P2"}
    assert mail.answer
    assert "研发部同意参与" in mail.answer
    assert "张伟" in mail.answer
    change = requested.store.changes(MATTER, limit=1)[0]
    assert change.via == f"mail:{mail.ref}"


def test_an_objection_keeps_its_text(requested: Workspace) -> None:
    mail = says(requested, BOB, "We can't: no budget until June")
    assert mail.state == "applied"
    said = part(requested, "法务部").answer
    assert said is not None
    assert (said.value, said.text, said.person) == ("against", "no budget until June", "P5")
    assert states(requested)["研发部"] == "waiting"
    assert mail.answer
    assert "法务部 objects" in mail.answer


@pytest.mark.parametrize("text", ["同意，但要到6月", "如果预算到位我们就同意", "同意张伟的建议", "不同意，除非加人"])
def test_what_is_not_certain_waits_with_its_text(requested: Workspace, text: str) -> None:
    mail = says(requested, CHEN, text)
    assert (mail.verdict, mail.state) == ("review", "waiting")
    said = part(requested, "市场部")
    assert (said.state, said.answer and said.answer.text, said.is_unclear) == ("waiting", text, True)
    assert contacts(requested) == {}
    with pytest.raises(Refused) as refused:
        apply_waiting(requested.as_user("key"), mail.ref)
    assert refused.value.key == "inbox.say_in_matter"
    with pytest.raises(Refused):
        reject(requested.as_user("key"), mail.ref)


def test_the_facilitator_says_what_it_means_and_takes_that_back(requested: Workspace) -> None:
    mail = says(requested, CHEN, "同意，但要到6月")
    collaboration_request.answer_for(requested.as_user("key"), MATTER, "市场部", "against")
    said = part(requested, "市场部").answer
    assert said is not None
    assert (said.value, said.text, said.person) == ("against", "同意，但要到6月", "P4")
    assert requested.store.get(Incoming, mail.ref).state == "applied"
    undo_last(requested.as_user("key"))
    assert part(requested, "市场部").is_unclear
    assert requested.store.get(Incoming, mail.ref).state == "waiting"


def test_a_second_mail_that_is_clear_settles_it(requested: Workspace) -> None:
    says(requested, CHEN, "看情况吧，可能可以")
    mail = says(requested, CHEN, "同意", kind="answer")
    assert (mail.state, states(requested)["市场部"]) == ("applied", "accepted")


def test_a_vague_word_after_a_yes_takes_nothing_back(requested: Workspace) -> None:
    says(requested, CHEN, "同意")
    mail = says(requested, CHEN, "不过6月才行")
    assert (mail.state, states(requested)["市场部"]) == ("waiting", "accepted")
    assert reject(requested.as_user("key"), mail.ref).state == "rejected"
    assert states(requested)["市场部"] == "accepted"


def test_a_contact_who_is_new_comes_with_his_address(requested: Workspace) -> None:
    says(requested, BOB, "Accepted, our contact is Wang Fang <w@example.test>")
    (person,) = requested.store.find(Person, email="w@example.test")
    assert (person.name, person.department, person.locale) == ("Wang Fang", "法务部", "en")
    assert contacts(requested) == {"法务部": person.ref}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("同意，对接人王小明", "contact-unknown"),
        ("同意，对接人张伟", "contact-elsewhere"),
        ("同意，对接人：王芳 <zhang@example.test>", "contact-unknown"),
    ],
)
def test_a_contact_who_is_not_certain_waits_and_the_yes_does_not(requested: Workspace, text: str, reason: str) -> None:
    mail = says(requested, CHEN, text)
    assert (mail.verdict, mail.reason, mail.state) == ("apply", reason, "waiting")
    assert (states(requested)["市场部"], contacts(requested)) == ("accepted", {})


def test_a_contact_of_another_department_is_not_said_to_be_unknown(requested: Workspace) -> None:
    says(requested, CHEN, "同意，对接人张伟")
    told = outgoing(requested, CHEN, "answer").text
    assert "不在通讯录里" not in told
    assert "“张伟”属于研发部" in told.replace("\n", "")


def test_a_contact_who_became_known_is_named_by_the_yes_to_the_mail(requested: Workspace) -> None:
    mail = says(requested, CHEN, "同意，对接人王小明")
    with pytest.raises(Refused) as refused:
        apply_waiting(requested.as_user("key"), mail.ref)
    assert refused.value.key == "inbox.no_contact"
    with requested.as_user("key").transaction() as tx:
        tx.put(Person(ref="P9", name="王小明", email="wang@example.test", department="市场部"))
    apply_waiting(requested.as_user("key"), mail.ref)
    assert contacts(requested) == {"市场部": "P9"}


def test_the_number_of_a_contact_is_kept_where_the_directory_has_none(requested: Workspace) -> None:
    says(requested, CHEN, "同意，对接人陈静，电话13800001111")
    assert requested.store.get(Person, "P4").phone == "13800001111"
    says(requested, CHEN, "同意，对接人陈静，电话13900002222")
    assert requested.store.get(Person, "P4").phone == "13800001111", "his own to change"


def test_the_number_of_a_contact_stays_with_a_yes_that_waits(requested: Workspace) -> None:
    mail = says(requested, CHEN, "素材这周给，没问题。对接人陈静，电话13800001111")
    apply_waiting(requested.as_user("key"), mail.ref)
    assert requested.store.get(Person, "P4").phone == "13800001111"
    undo_mail(requested.as_user("key"), mail.ref)
    assert requested.store.get(Person, "P4").phone == ""


def test_the_number_of_a_contact_who_is_not_known_yet_waits_with_him(requested: Workspace) -> None:
    mail = says(requested, CHEN, "同意，对接人王小明，手机13800001111")
    with requested.as_user("key").transaction() as tx:
        tx.put(Person(ref="P9", name="王小明", email="wang@example.test", department="市场部"))
    apply_waiting(requested.as_user("key"), mail.ref)
    assert requested.store.get(Person, "P9").phone == "13800001111"


def test_the_sender_himself_may_be_the_contact(requested: Workspace) -> None:
    says(requested, BOB, "OK, I'll be the contact")
    assert contacts(requested) == {"法务部": "P5"}


def test_a_colleague_does_not_overrule_and_the_head_does(requested: Workspace) -> None:
    says(requested, ZHAO, "不同意：人手不足")
    mail = says(requested, ZHANG, "同意")
    assert (mail.reason, mail.state) == ("department-disagrees", "waiting")
    assert states(requested)["研发部"] == "objected"
    says(requested, ZHAO, "同意", date="Mon, 02 Mar 2026 17:30:00 +0800")
    assert states(requested)["研发部"] == "accepted"


def test_an_older_mail_does_not_override_a_later_one(requested: Workspace) -> None:
    says(requested, ZHAO, "不同意：人手不足", date="Mon, 02 Mar 2026 17:30:00 +0800")
    mail = says(requested, ZHAO, "同意", date=DATE)
    assert (mail.reason, states(requested)["研发部"]) == ("older-than-known", "objected")


def test_who_only_says_that_he_is_it_changes_nothing(requested: Workspace) -> None:
    raw = reply(outgoing(requested, CHEN, "request"), "同意，对接人陈静", sender="someone@evil.test")
    mail = receive(requested.as_worker(), raw)
    assert mail is not None
    assert mail.verdict == "review"
    assert part(requested, "市场部").silent
    raw = reply(outgoing(requested, CHEN, "request"), "同意", token=False, quote=False)
    mail = receive(requested.as_worker(), raw)
    assert mail is not None
    assert mail.verdict != "apply"
    assert part(requested, "市场部").silent


def test_a_forwarded_mail_that_the_facilitator_vouches_for_counts(requested: Workspace) -> None:
    raw = reply(outgoing(requested, CHEN, "request"), "同意", sender=ZHANG)
    mail = receive(requested.as_worker(), raw)
    assert mail is not None
    assert (mail.verdict, mail.reason) == ("review", "token-of-another")
    assert part(requested, "市场部").silent
    apply_waiting(requested.as_user("key"), mail.ref)
    assert states(requested)["市场部"] == "accepted"


def test_a_receipt_is_no_answer(requested: Workspace) -> None:
    mail = says(requested, CHEN, "收到，谢谢")
    assert mail.state == "ignored"
    assert part(requested, "市场部").silent


def test_actions_that_are_named_beside_the_answer_are_updated(published: Workspace, clock: Clock) -> None:
    sent(published)
    clock.set("2026-03-02T18:00+08:00")
    mail = says(published, ZHANG, "同意，对接人张伟\nA1 完成")
    assert (mail.state, states(published)["研发部"]) == ("applied", "accepted")
    assert [(update.ref, update.status) for update in mail.updates] == [("A1", "done")]


def test_undo_of_a_mail_takes_its_answer_back_and_tells_the_sender(requested: Workspace) -> None:
    mail = says(requested, ZHANG, "同意，对接人张伟")
    says(requested, CHEN, "不同意：没有预算")
    undo_mail(requested.as_user("key"), mail.ref)
    assert states(requested) == {"研发部": "waiting", "市场部": "objected", "法务部": "waiting"}
    assert contacts(requested) == {}
    told = outgoing(requested, ZHANG, "notice")
    assert "重新等待答复" in told.text


def test_undo_holds_the_mails_back_as_long_as_they_wait(asked: Workspace) -> None:
    acting = asked.as_user("key")
    queued = collaboration_request.send_request(acting, MATTER, leaving_in=timedelta(seconds=5)).queued
    assert undo_last(acting).held == 4
    assert set(states(asked).values()) == {"unsent"}
    assert {asked.store.get(Outgoing, mail.ref).state for mail in queued} == {"held"}
    assert len(collaboration_request.send_request(acting, MATTER).queued) == 4
    send_all(asked)
    assert undo_last(acting).corrections == 4, "who has the mail is told that it holds no more"
    assert set(states(asked).values()) == {"unsent"}


def test_explain_says_the_same_and_changes_nothing(requested: Workspace) -> None:
    raw = reply(outgoing(requested, CHEN, "request"), "同意，对接人陈静")
    explained = explain(requested.as_worker(), raw)
    assert (explained.verdict, explained.understanding and explained.understanding.stance) == ("apply", "for")
    assert explained.answer
    assert "市场部同意参与" in explained.answer
    assert part(requested, "市场部").silent


def test_all_of_it_can_be_done_again(requested: Workspace) -> None:
    says(requested, ZHANG, "同意，对接人张伟")
    says(requested, BOB, "We can't: no budget until June")
    says(requested, CHEN, "同意，但要到6月")
    assert replay(requested.as_user("key")).differs == ()


def test_another_matter_is_not_touched(requested: Workspace) -> None:
    acting = requested.as_user("key")
    other = new_matter(acting, MatterDraft("年会"))
    collaboration_request.ask(acting, other.ref, "市场部", "场地")
    says(requested, CHEN, "同意")
    assert [one.state for one in requested.store.get(type(other), other.ref).asked] == ["unsent"]


def test_a_risk_beside_a_yes_waits_alone_and_is_entered_by_the_facilitators_yes(requested: Workspace) -> None:
    mail = says(requested, CHEN, "同意，对接人陈静。\n有个风险：素材可能来不及，高风险")
    assert (mail.state, states(requested)["市场部"], contacts(requested)) == ("waiting", "accepted", {"市场部": "P4"})
    assert mail.answer
    assert "素材可能来不及" in mail.answer
    assert requested.store.find(Risk) == []
    apply_waiting(requested.as_user("key"), mail.ref)
    (risk,) = requested.store.find(Risk)
    assert (risk.text, risk.level, risk.matter, risk.by) == ("素材可能来不及", "high", MATTER, "陈静")
    undo_mail(requested.as_user("key"), mail.ref)
    assert (requested.store.get(Risk, risk.ref).state, states(requested)["市场部"]) == ("withdrawn", "waiting")


def test_a_risk_waits_on_once_it_is_said_what_the_answer_meant(requested: Workspace) -> None:
    mail = says(requested, CHEN, "同意，但要到6月。风险：素材可能来不及")
    collaboration_request.answer_for(requested.as_user("key"), MATTER, "市场部", "for")
    assert requested.store.get(Incoming, mail.ref).state == "waiting"
    apply_waiting(requested.as_user("key"), mail.ref)
    assert [one.text for one in requested.store.find(Risk)] == ["素材可能来不及"]
    assert requested.store.get(Incoming, mail.ref).state == "applied"


def test_a_risk_alone_is_no_answer(requested: Workspace) -> None:
    mail = says(requested, BOB, "Risk: the contract may need a new review")
    assert (mail.state, part(requested, "法务部").silent) == ("waiting", True)
    apply_waiting(requested.as_user("key"), mail.ref)
    assert [(one.matter, one.by) for one in requested.store.find(Risk)] == [(MATTER, "Bob Brown")]


def test_who_heads_the_department_no_more_does_not_speak_for_it_and_his_stand_in_does(requested: Workspace) -> None:
    with requested.as_user("key").transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(Person(ref="P9", name="王小明", email="wang@example.test", department="市场部", head=True))
        tx.put(chen.model_copy(update={"head": False}))
    mail = says(requested, CHEN, "同意")
    assert (mail.reason, mail.state, states(requested)["市场部"]) == ("speaks-no-more", "waiting", "waiting")
    with requested.as_user("key").transaction() as tx:
        tx.put(tx.get(Person, "P9").model_copy(update={"deputy": tx.find(Person, email=CHEN)[0].ref}))
    says(requested, CHEN, "同意。")
    assert states(requested)["市场部"] == "accepted"


def wants(workspace: Workspace, day: date) -> None:
    with workspace.as_user("key").transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"wanted": day}))


@pytest.mark.parametrize(
    ("address", "text", "told"),
    [
        (CHEN, "可以，由陈静负责，3月10日前交付", "3月10日"),
        (BOB, "OK, Bob Brown will deliver by 10 March", "10 Mar"),
    ],
)
def test_a_yes_with_its_owner_and_its_day_is_recorded_with_both(
    requested: Workspace, address: str, text: str, told: str
) -> None:
    wants(requested, date(2026, 3, 10))
    mail = says(requested, address, text)
    assert (mail.verdict, mail.state) == ("apply", "applied")
    department = requested.store.find(Person, email=address)[0].department
    answer = part(requested, department).answer
    assert answer is not None
    assert (answer.value, answer.promised) == ("for", date(2026, 3, 10))
    assert contacts(requested) == {department: requested.store.find(Person, email=address)[0].ref}
    assert mail.answer
    assert told in mail.answer
    assert replay(requested.as_user("key")).differs == ()


def test_a_yes_for_a_later_day_than_the_one_wanted_is_the_facilitators_to_take(requested: Workspace) -> None:
    wants(requested, date(2026, 3, 9))
    mail = says(requested, CHEN, "可以，由陈静负责，3月10日前交付")
    assert (mail.verdict, mail.reason, states(requested)["市场部"]) == ("review", "later-than-wanted", "waiting")
    assert outgoing(requested, CHEN, "answer").asked_back is None, "its sender cannot grant himself a later day"
    apply_waiting(requested.as_user("key"), mail.ref)
    answer = part(requested, "市场部").answer
    assert answer is not None
    assert (answer.value, answer.promised, contacts(requested)) == ("for", date(2026, 3, 10), {"市场部": "P4"})
    undo_mail(requested.as_user("key"), mail.ref)
    assert (states(requested)["市场部"], contacts(requested)) == ("waiting", {})


def test_a_likely_yes_is_asked_back_and_confirmed_by_its_sender(requested: Workspace) -> None:
    unclear = says(requested, CHEN, "没问题，素材这周给。对接人陈静，3月10日前交付")
    assert (unclear.verdict, unclear.state, states(requested)["市场部"]) == ("review", "waiting", "waiting")
    assert unclear.answer
    assert "对接人：陈静" in unclear.answer
    assert "y1" in unclear.answer
    send_all(requested)
    mail = says(requested, CHEN, "y1", kind="answer")
    answer = part(requested, "市场部").answer
    assert answer is not None
    assert (mail.state, answer.value, answer.promised) == ("applied", "for", date(2026, 3, 10))
    assert contacts(requested) == {"市场部": "P4"}
    assert requested.store.get(Incoming, unclear.ref).state == "applied"


def test_a_likely_yes_is_taken_by_one_yes_of_the_facilitator(requested: Workspace) -> None:
    mail = says(requested, CHEN, "素材这周给，没问题。对接人陈静")
    apply_waiting(requested.as_user("key"), mail.ref)
    assert (states(requested)["市场部"], contacts(requested)) == ("accepted", {"市场部": "P4"})
    assert requested.store.get(Incoming, mail.ref).state == "applied"


def test_what_the_facilitator_says_is_a_yes_names_the_contact_that_the_words_name(requested: Workspace) -> None:
    says(requested, CHEN, "素材这周给，没问题。对接人陈静")
    collaboration_request.answer_for(requested.as_user("key"), MATTER, "市场部", "for")
    assert contacts(requested) == {"市场部": "P4"}


def test_a_promised_day_stays_with_the_answer_of_a_deputy_and_of_a_renamed_department(
    requested: Workspace, clock: Clock
) -> None:
    """The day that was promised, and who said so for whom, outlive the department's name."""
    acting = requested.as_user("key")
    with acting.transaction() as tx:
        tx.put(Person(ref="P9", name="王小明", email="wang@example.test", department="市场部"))
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(chen.model_copy(update={"deputy": "P9"}))
    set_away(acting, chen.ref, date(2026, 3, 2), date(2026, 3, 6))
    raw = reply(outgoing(requested, CHEN, "request"), "同意，王小明3月10日前交付", sender="wang@example.test")
    mail = receive(requested.as_worker(), raw)
    assert mail is not None
    if mail.state == "waiting":  # another's token: the facilitator vouches for it
        apply_waiting(acting, mail.ref)
    department_moves.rename(acting, "市场部", "营销部")
    answer = part(requested, "营销部").answer
    assert answer is not None
    assert (answer.value, answer.promised, answer.in_place_of) == ("for", date(2026, 3, 10), chen.ref)
    assert contacts(requested) == {"营销部": "P9"}


def test_a_new_wording_takes_the_promised_day_with_the_answer_away(requested: Workspace) -> None:
    says(requested, CHEN, "同意，3月10日前交付")
    collaboration_request.ask(requested.as_user("key"), MATTER, "市场部", "推广素材和预算")
    assert part(requested, "市场部").answer is None


def test_a_clear_answer_settles_all_that_were_not_clear_but_the_one_that_asks(requested: Workspace) -> None:
    vague = says(requested, CHEN, "看情况吧，可能可以")
    other = says(requested, CHEN, "原则上同意，不过预算那块要财务先看一下。")
    asks = says(requested, CHEN, "素材要几套？")
    says(requested, CHEN, "同意")
    found = [requested.store.get(Incoming, mail.ref).state for mail in (vague, other, asks)]
    assert found == ["applied", "applied", "waiting"]


def test_what_a_department_offers_with_its_yes_is_promised_until_it_objects(requested: Workspace, clock: Clock) -> None:
    waiting = says(requested, CHEN, "同意，可提供两名设计师，3月9日至3月20日", date=DATE)
    assert not requested.store.find(Resource), "until it is confirmed nothing is promised"
    apply_waiting(requested.as_user("key"), waiting.ref)
    (offered,) = requested.store.find(Resource)
    made = offered.what, offered.department, offered.state, offered.matter
    assert made == ("两名设计师", "市场部", "promised", MATTER)
    assert (offered.first, offered.last) == (date(2026, 3, 9), date(2026, 3, 20))
    clock.set("2026-03-06T10:00+08:00")
    says(requested, CHEN, "不同意：人手不够", date="Fri, 06 Mar 2026 09:50:00 +0800")
    assert requested.store.get(Resource, offered.ref).state == "refused"


def on_one_line(text: str) -> str:
    return "".join(text.split())


def test_the_answer_to_a_confirmed_yes_names_what_is_offered(requested: Workspace) -> None:
    says(requested, CHEN, "同意，可提供两名外聘设计师", date=DATE)
    assert not requested.store.find(Resource)
    says(requested, CHEN, "y1", kind="answer", date=DATE)
    assert "提供资源：两名外聘设计师" in on_one_line(outgoing(requested, CHEN, "answer").text)


@pytest.mark.parametrize(
    ("text", "what", "kind", "contact"),
    [
        ("同意，可提供两名设计师", "两名设计师", "people", ""),
        ("同意，对接人陈静，能提供预算3000元", "预算3000元", "budget", "陈静"),
        ("同意，我部出一台服务器", "一台服务器", "tools", ""),
        ("Agreed, we can give you two designers", "two designers", "people", ""),
    ],
)
def test_a_yes_that_says_what_is_given_is_one_at_once(
    requested: Workspace, text: str, what: str, kind: str, contact: str
) -> None:
    mail = says(requested, CHEN, text, date=DATE)
    assert mail.state == "applied"
    (offered,) = requested.store.find(Resource)
    assert (offered.what, offered.kind, offered.state) == (what, kind, "promised")
    answer = on_one_line(outgoing(requested, CHEN, "answer").text)
    assert f"提供资源：{what.replace(' ', '')}" in answer
    assert (f"对接人：{contact}" in answer) == bool(contact)
