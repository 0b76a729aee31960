"""The facilitator's part in a mail that waits: as proposed, edited, refused, taken back, answered, tied."""

from datetime import date

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import update_each
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.pending_mails import open_proposals
from collabtui.lifecycle.history.undo_last import undo_about_mail, undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import outgoing, parsed, reply, send_all
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def received(workspace: Workspace, text: str, *, sender: str = "", junk: bool = False) -> Incoming:
    raw = reply(outgoing(workspace, ZHANG, "minutes"), text, sender=sender)
    mail = receive(workspace.as_worker(), raw, junk=junk)
    assert mail is not None
    return mail


def action(workspace: Workspace, ref: str) -> Action:
    return workspace.store.get(Action, ref)


def state(workspace: Workspace, mail: Incoming) -> str:
    return workspace.store.get(Incoming, mail.ref).state


def test_the_facilitator_edits_the_date_and_the_status_before_saying_yes(published: Workspace) -> None:
    mail = received(published, "1 完成，2 延期到3月18日，因为供应商晚了", junk=True)
    assert (mail.verdict, mail.state) == ("review", "waiting")
    instead = tuple(one.model_copy(update={"due": date(2026, 3, 16)}) for one in mail.requests)
    updates = (Update(ref="A1", status="in-progress", percent=90),)
    applied = review.apply_waiting(published.as_user("key"), mail.ref, instead=instead, updates=updates)
    assert (action(published, "A1").status, action(published, "A1").percent) == ("in-progress", 90)
    assert action(published, "A2").due == date(2026, 3, 16)
    assert (applied.updates, applied.requests) == (updates, instead)


def test_who_was_to_have_it_and_has_left_is_named_with_who_took_over(published: Workspace) -> None:
    """He was nobody, with the nearest name of somebody else."""
    mail = received(published, "1 不归我，转给陈静")
    leave(published.as_user("command"), "P4", "P3")
    with pytest.raises(Refused, match=r"inbox\.new_owner_left_to") as refused:
        review.apply_waiting(published.as_user("key"), mail.ref)
    assert (refused.value.values["value"], refused.value.values["successor"]) == ("陈静", "赵强")
    assert action(published, "A1").owner == "P2"


def test_what_was_not_proposed_can_be_added_to_what_was_done_already(published: Workspace) -> None:
    mail = received(published, "1 完成。2 应该快好了吧")
    assert (mail.verdict, mail.state) == ("apply", "waiting")
    added = (Update(ref="A2", status="in-progress", percent=80),)
    applied = review.apply_waiting(published.as_user("key"), mail.ref, updates=added)
    assert [update.ref for update in applied.updates] == ["A1", "A2"]
    assert [action(published, ref).percent for ref in ("A1", "A2")] == [100, 80]


@pytest.mark.parametrize(("has_left", "told"), [(False, 0), (True, 1)])
def test_what_only_a_yes_has_added_is_not_told_as_taken_back_before_its_mail_has_left(
    published: Workspace, *, has_left: bool, told: int
) -> None:
    mail = received(published, "2 延期到3月18日，因为供应商晚了")
    instead = tuple(one.model_copy(update={"due": date(2026, 3, 16)}) for one in mail.requests)
    added = (Update(ref="A1", percent=40),)
    review.apply_waiting(published.as_user("key"), mail.ref, instead=instead, updates=added)
    assert action(published, "A1").percent == 40
    if has_left:
        send_all(published)
    review.undo_mail(published.as_user("key"), mail.ref)
    assert action(published, "A1").percent == 0
    kept = published.store.find(Outgoing, person=mail.person)
    assert len([one for one in kept if one.key.startswith("taken-back:")]) == told


def test_a_likely_postponement_without_a_day_is_refused_until_one_is_given(published: Workspace) -> None:
    mail = received(published, "1 完成。2 可能要延期")
    assert [(one.ref, one.ask, one.due) for one in open_proposals(mail)] == [("A2", "postpone", None)]
    acting = published.as_user("key")
    with pytest.raises(Refused, match=r"inbox\.no_later_date.*2026"):
        review.apply_waiting(acting, mail.ref)
    assert (state(published, mail), action(published, "A2").due) == ("waiting", date(2026, 3, 13))
    applied = review.apply_waiting(acting, mail.ref, due=date(2026, 3, 18))
    assert [(one.ref, one.ask, one.due) for one in applied.requests] == [("A2", "postpone", date(2026, 3, 18))]
    assert action(published, "A2").due == date(2026, 3, 18)
    review.undo_mail(acting, mail.ref)
    assert action(published, "A2").due == date(2026, 3, 13)


def test_a_collaborator_to_whom_an_action_goes_owns_it_and_collaborates_no_longer(published: Workspace) -> None:
    helper = published.store.find(Person, name="陈静")[0]
    with published.as_user("key").transaction() as tx:
        helpers = (Collaborator(person=helper.ref, support="素材"), Collaborator(person="P9"))
        tx.put(tx.get(Action, "A1").model_copy(update={"collaborators": helpers}))
    mail = received(published, "1 不归我，转给陈静")
    review.apply_waiting(published.as_user("key"), mail.ref)
    after = action(published, "A1")
    assert (after.owner, [one.person for one in after.collaborators]) == (helper.ref, ["P9"])
    undo_last(published.as_user("key"))
    assert action(published, "A1").collaborators == helpers


def test_a_refusal_can_be_taken_back_and_what_was_taken_back_applied_after_all(published: Workspace) -> None:
    mail = received(published, "1 完成，2 延期到3月18日")
    acting = published.as_user("key")
    review.reject(acting, mail.ref)
    assert state(published, mail) == "rejected"
    with pytest.raises(Refused, match=r"inbox\.nothing_waits"):
        review.reject(acting, mail.ref)
    review.undo_mail(acting, mail.ref)
    assert state(published, mail) == "waiting"
    review.apply_waiting(acting, mail.ref)
    review.undo_mail(acting, mail.ref)
    assert (state(published, mail), action(published, "A1").status) == ("undone", "not-started")
    review.apply_waiting(acting, mail.ref)
    assert (action(published, "A1").status, action(published, "A2").due) == ("done", date(2026, 3, 18))
    review.undo_mail(acting, mail.ref)
    assert (action(published, "A1").status, action(published, "A2").due) == ("not-started", date(2026, 3, 13))


def test_several_actions_change_in_one_deed_and_come_back_with_one_undo(published: Workspace) -> None:
    acting = published.as_user("key")
    before = action(published, "A3")
    update_each(acting, ["A1", "A2"], Update(ref="", status="done"))
    assert [action(published, ref).percent for ref in ("A1", "A2")] == [100, 100]
    undo_last(acting)
    assert [action(published, ref).status for ref in ("A1", "A2")] == ["not-started", "not-started"]
    update_each(acting, ["A3"], Update(ref="", status="not-started"))
    after = action(published, "A3")
    assert (after.status, after.updated_at, after.updated_by) == (before.status, before.updated_at, before.updated_by)


def test_an_answer_in_ones_own_words_goes_to_the_sender_and_carries_the_numbers_on(published: Workspace) -> None:
    mail = received(published, "2 来不及，怎么办？")
    letter = answer(published.as_user("key"), mail.ref, "测试环境周四到位。\n周五可以吗？")
    sent = parsed(letter)
    assert (letter.to, letter.kind, letter.automatic) == (ZHANG, "answer", False)
    assert (sent["In-Reply-To"], sent["Auto-Submitted"]) == (mail.message_id, None)
    assert "测试环境周四到位。\n周五可以吗？" in letter.text
    assert [item.ref for item in letter.items] == ["A1", "A2"]
    assert state(published, mail) == "waiting"
    with pytest.raises(Refused, match=r"answer\.said"):
        answer(published.as_user("key"), mail.ref, "测试环境周四到位。\n周五可以吗？ ")
    with pytest.raises(Refused, match=r"answer\.empty"):
        answer(published.as_user("key"), mail.ref, "  ")
    again = receive(published.as_worker(), reply(outgoing(published, ZHANG, "answer"), "2 延期到3月20日"))
    assert again is not None
    assert [(one.ref, one.due) for one in again.requests] == [("A2", date(2026, 3, 20))]


def test_an_unknown_address_is_tied_to_a_person_and_its_mail_read_again_as_his(published: Workspace) -> None:
    mail = received(published, "1 完成", sender="wei@private.test")
    other = received(published, "2 完成一半", sender="wei@private.test")
    assert (mail.person, mail.trust, mail.updates) == (None, "unknown", ())
    with pytest.raises(Refused, match=r"answer\.to_nobody"):
        answer(published.as_user("key"), mail.ref, "谁啊？")
    tied = link_to_person(published.as_user("key"), mail.ref, "P2")
    assert tied.aliases == ("wei@private.test",)
    again = published.store.get(Incoming, mail.ref)
    assert (again.person, again.trust, again.verdict, again.state) == ("P2", "token", "review", "waiting")
    assert [update.ref for update in published.store.get(Incoming, other.ref).updates] == ["A2"]
    assert action(published, "A1").status == "not-started"
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert action(published, "A1").status == "done"
    direct = received(published, "2 完成", sender="wei@private.test")
    assert (direct.verdict, action(published, "A2").status) == ("apply", "done")


def test_an_address_of_somebody_else_is_not_given_away(published: Workspace) -> None:
    mail = received(published, "1 完成", sender="chen@example.test")
    with pytest.raises(Refused, match=r"link_address\.taken"):
        link_to_person(published.as_user("key"), mail.ref, "P2")
    assert published.store.get(Person, "P2").aliases == ()


@pytest.mark.parametrize("text", ["1 完成\n发票开给哪个公司？", "1 done. Who approves the budget?"])
def test_a_question_beside_what_was_adopted_waits_on(published: Workspace, text: str) -> None:
    mail = received(published, text)
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert (action(published, "A1").status, state(published, mail)) == ("done", "waiting")
    assert open_proposals(published.store.get(Incoming, mail.ref)) == ()
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert state(published, mail) == "applied", "he has seen it"


def test_a_question_beside_what_its_sender_confirms_waits_on(published: Workspace) -> None:
    mail = received(published, "1 完成\n发票开给哪个公司？")
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, ZHANG, "answer"), "y1"))
    assert (action(published, "A1").status, state(published, mail)) == ("done", "waiting")


@pytest.mark.parametrize("text", ["1 完成。2 的预算谁批？", "1 done\n2 who approves the budget?"])
def test_a_question_beside_a_fact_keeps_its_mail_waiting(published: Workspace, text: str) -> None:
    mail = received(published, text)
    assert (action(published, "A1").status, state(published, mail)) == ("done", "waiting")


@pytest.mark.parametrize(
    "text",
    [
        "1 完成，2 延期到3月18日，更正 1：应为先做文档",
        "2 可能延期到3月18日",
        "1 完成\n更正 1：应为先做文档",
        "1 应该已完成\n什么时候开会？",
    ],
)
def test_a_yes_that_is_taken_back_leaves_the_mail_as_it_waited(published: Workspace, text: str) -> None:
    mail = received(published, text)
    acting, signed = published.as_user("key"), sign_offs(published)
    for _ in range(2):
        review.apply_waiting(acting, mail.ref)
        undo_last(acting)
        again = published.store.get(Incoming, mail.ref)
        assert (again.state, again.verdict) == ("waiting", mail.verdict)
        assert (again.settled, open_proposals(again)) == ((), open_proposals(mail))
        assert (again.updates, again.requests, again.sign_off) == (mail.updates, mail.requests, mail.sign_off)
        assert sign_offs(published) == signed, "what the mail had done by itself stays"


def sign_offs(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.person, one.state) for one in workspace.store.find(SignOff, meeting="M1")]


def test_what_a_yes_has_adopted_is_no_longer_offered_while_a_correction_waits(published: Workspace) -> None:
    mail = received(published, "1 完成，2 可能延期到3月18日\n更正 1：应为先做文档")
    assert open_proposals(mail)
    review.apply_waiting(published.as_user("key"), mail.ref)
    waits = published.store.get(Incoming, mail.ref)
    assert (waits.state, open_proposals(waits)) == ("waiting", ())


def test_an_older_wish_of_the_same_sender_waits_no_longer_beside_the_newer_one(
    published: Workspace, clock: Clock
) -> None:
    def wishes(text: str, hour: int) -> Incoming:
        clock.set(f"2026-03-02T{hour}:30+08:00")
        raw = reply(outgoing(published, ZHANG, "minutes"), text, date=f"Mon, 02 Mar 2026 {hour}:20:00 +0800")
        mail = receive(published.as_worker(), raw)
        assert mail is not None
        return mail

    older = wishes("1 延期到3月18日，因为供应商晚了", 17)
    also = wishes("1 延期到3月19日，2 延期到3月20日", 18)
    newer = wishes("1 延期到3月12日", 19)
    latest = wishes("1 延期到3月25日", 20)
    review.apply_waiting(published.as_user("key"), newer.ref)
    assert action(published, "A1").due == date(2026, 3, 12)
    assert [state(published, mail) for mail in (older, also, newer, latest)] == [
        "rejected", "waiting", "applied", "waiting",
    ]  # fmt: skip
    assert [one.ref for one in published.store.get(Incoming, also.ref).requests] == ["A2"]


def test_a_yes_after_a_no_is_taken_back_without_what_the_mail_had_done_by_itself(published: Workspace) -> None:
    mail = received(published, "1 完成，2 延期到3月18日，因为供应商晚了")
    due = action(published, "A2").due
    keys = published.as_user("key")
    assert action(published, "A1").status == "done"
    review.reject(keys, mail.ref)
    review.apply_waiting(keys, mail.ref)
    assert action(published, "A2").due == date(2026, 3, 18)
    undo_about_mail(keys, mail.ref)
    assert (action(published, "A1").status, action(published, "A2").due) == ("done", due)
    assert state(published, mail) == "waiting"
