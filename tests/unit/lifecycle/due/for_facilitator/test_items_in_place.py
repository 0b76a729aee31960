"""An owner is away: what of his is due soon or late stands in the one mail a day of who stands in for him, who may
answer it."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import Outcome, settle, take_batch
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import list_due, queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import end_absence, set_away
from support.departments import MATTER
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG, ZHAO, CHEN = "zhang@example.test", "zhao@example.test", "chen@example.test"


@pytest.fixture
def away(published: Workspace, clock: Clock) -> Workspace:
    """张伟 owns A1, due on Friday, 6 March, and is away from Tuesday to Friday; 赵强 stands in."""
    set_away(published.as_user("command"), str(published.store.get(Action, "A1").owner), march(3), march(6), "赵强")
    send_all(published)
    clock.set("2026-03-04T09:00+08:00")
    return published


def march(day: int) -> date:
    return date(2026, 3, day)


def queued(workspace: Workspace) -> list[Outgoing]:
    return queue_due(workspace.as_worker(), (ActionsDue(),))


def test_his_deputy_is_reminded_in_his_place_once(away: Workspace) -> None:
    acting = away.as_worker()
    assert [mail.message.person.email for mail in list_due(acting.store, acting) if mail.lines] == [ZHAO]
    (mail,) = queued(away)
    assert (mail.to, [item.ref for item in mail.items]) == (ZHAO, ["A1"])
    assert "代张伟处理，外出到3月6日（周五）" in mail.text
    assert queued(away) == []


def test_it_stands_with_his_own_in_one_mail(away: Workspace) -> None:
    draft = ActionDraft(title="订会议室", owner="赵强", due=march(5), deliverable="房间")
    own = add_action(away.as_user("command").quiet(), draft)
    with away.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, own.ref).model_copy(update={"created_at": away.store.get(Action, "A1").created_at}))
    (mail,) = queued(away)
    assert {item.ref for item in mail.items} == {"A1", own.ref}
    assert mail.text.count("代张伟处理") == 1


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_is_late_is_told_even_where_the_owner_knew_and_he_hears_when_he_is_back(
    away: Workspace, clock: Clock, locale: str
) -> None:
    end_absence(away.as_user("command"), str(away.store.get(Action, "A1").owner))
    clock.set("2026-03-09T09:00+08:00")
    assert ZHANG in [mail.to for mail in queued(away)]
    send_all(away)
    with away.as_user("command").transaction() as tx:
        tx.put(tx.find(Person, email=ZHAO)[0].model_copy(update={"locale": locale}))
    set_away(away.as_user("command"), str(away.store.get(Action, "A1").owner), march(10), march(11), "赵强")
    clock.set("2026-03-10T09:00+08:00")
    (mail,) = [mail for mail in queued(away) if mail.kind == "overdue"]
    assert mail.to == ZHAO
    assert {"zh": "代张伟处理", "en": "in place of 张伟, away until Wed 11 Mar"}[locale] in mail.text
    clock.set("2026-03-11T09:00+08:00")
    assert "A1" not in {item.ref for mail in queued(away) if mail.to == ZHAO for item in mail.items}


def test_the_deputy_s_answer_counts(away: Workspace, clock: Clock) -> None:
    queued(away)
    send_all(away)
    clock.set("2026-03-04T11:00+08:00")
    asked = outgoing(away, ZHAO, "reminder")
    receive(away.as_worker(), reply(asked, "1 完成 60%", date="Wed, 04 Mar 2026 10:00:00 +0800"))
    action = away.store.get(Action, "A1")
    assert (action.percent, action.updated_by) == (60, "赵强")


def test_once_the_owner_is_back_his_deputy_reads_that_he_is_and_nothing_was_passed_on(
    away: Workspace, clock: Clock
) -> None:
    queued(away)
    send_all(away)
    asked = outgoing(away, ZHAO, "reminder")
    clock.set("2026-03-05T10:00+08:00")
    end_absence(away.as_user("command"), str(away.store.get(Action, "A1").owner))
    mail = receive(away.as_worker(), reply(asked, "1 完成 60%", date="Thu, 05 Mar 2026 11:00:00 +0800"))
    assert mail
    assert (mail.verdict, away.store.get(Action, "A1").percent) == ("review", 0)
    told = outgoing(away, ZHAO, "answer").text
    assert ("张伟已经回来，由本人答复" in told, "转交" in told) == (True, False)


def test_of_what_no_mail_asked_him_he_has_no_say(away: Workspace, clock: Clock) -> None:
    queued(away)
    send_all(away)
    draft = ActionDraft(title="写接口文档", owner="张伟", due=march(20), deliverable="文档")
    other = add_action(away.as_user("command").quiet(), draft)
    clock.set("2026-03-04T11:00+08:00")
    asked = outgoing(away, ZHAO, "reminder")
    receive(away.as_worker(), reply(asked, f"{other.ref} 完成", date="Wed, 04 Mar 2026 10:00:00 +0800"))
    assert away.store.get(Action, other.ref).status == "not-started"


def test_the_deputy_of_who_does_it_in_its_owner_s_place_is_reminded_and_may_answer(
    away: Workspace, clock: Clock
) -> None:
    with away.as_user("command").transaction() as tx:
        zhang, bob = (tx.find(Person, email=one)[0].ref for one in (ZHANG, "bob@example.test"))
        helper = (Collaborator(person=zhang, does=True),)
        tx.put(tx.get(Action, "A1").model_copy(update={"owner": bob, "collaborators": helper}))
    (mail,) = [mail for mail in queued(away) if mail.to == ZHAO]
    assert "代张伟处理" in mail.text
    send_all(away)
    clock.set("2026-03-04T11:00+08:00")
    receive(away.as_worker(), reply(mail, "1 60%", date="Wed, 04 Mar 2026 10:00:00 +0800"))
    assert away.store.get(Action, "A1").percent == 60


def _nobody(workspace: Workspace) -> None:
    zhao = workspace.store.find(Person, email=ZHAO)[0]
    set_away(workspace.as_user("command"), zhao.ref, march(3), march(6))


def _closed_matter(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"matter": MATTER}))
    make_confidential(acting, MATTER, ["张伟"])


@pytest.mark.parametrize("spoil", [_nobody, _closed_matter])
def test_who_is_away_himself_or_may_not_read_it_hears_nothing(
    away: Workspace, spoil: Callable[[Workspace], None]
) -> None:
    spoil(away)
    assert "A1" not in {item.ref for mail in queued(away) for item in mail.items}


def test_the_mail_leaves_as_it_is_while_he_is_away_and_not_once_the_item_is_done(away: Workspace) -> None:
    queued(away)
    worker = away.as_worker()
    (mail,) = take_batch(worker, 2, true_as_it_leaves)
    assert settle(worker, mail, Outcome("sent")).state == "sent"
    assert "代张伟处理" in mail.text
