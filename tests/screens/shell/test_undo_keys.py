"""The keys that take back: what is passed over is asked first, and any own change is picked from a list."""

import re
from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.agenda import moved, stretched
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.matters.risks import add_risk
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes.sign_for_somebody import sign_for
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.screens.shell.own_changes import own_changes
from collabtui.text.catalogue import Catalogue
from support.player import Stage
from support.replies import send_all
from support.world import AGENDA


def status(stage: Stage, ref: str) -> str:
    return stage.workspace.store.get(Action, ref).status


async def test_it_says_what_it_took_back(published: Stage) -> None:
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    async with published.play("en") as player:
        await player.press("u")
        await player.see("Taken back: A3 Review the contract", "status blocked → not started")
    assert status(published, "A3") == "not-started"


async def test_what_has_to_stay_is_named_before_an_older_change_is_taken_back(published: Stage) -> None:
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    update_action(published.acting, "A1", Update(ref="A1", percent=40))
    update_action(published.workspace.acting("王芳", "key"), "A1", Update(ref="A1", percent=60))
    async with published.play("en") as player:
        await player.press("u")
        await player.see(
            "Your last change cannot be taken back",
            "王芳 has changed percent since",
            "Take back the one before",
            "A3 Review the contract",
        )
        assert status(published, "A3") == "blocked"
        await player.press("y")
        await player.see("Taken back: A3")
    assert status(published, "A3") == "not-started"


async def test_what_was_passed_over_once_is_not_asked_about_again(published: Stage) -> None:
    update_action(published.acting, "A2", Update(ref="A2", percent=20))
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    update_action(published.acting, "A1", Update(ref="A1", percent=40))
    update_action(published.workspace.acting("王芳", "key"), "A1", Update(ref="A1", percent=60))
    async with published.play("en") as player:
        await player.press("u")
        await player.see("Your last change cannot be taken back")
        await player.press("y")
        await player.see("Taken back: A3")
        await player.press("u")
        await player.see("Taken back: A2")


async def test_of_a_moved_meeting_its_mails_are_not_named_as_a_change_of_their_own(planned: Stage) -> None:
    """To who moved it and told the others that is one thing."""
    invite.invite(planned.acting, "M1")
    send_all(planned.workspace)
    later = AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=1)})
    plan.edit_meeting(planned.acting, "M1", later)
    invite.invite(planned.acting, "M1")
    send_all(planned.workspace)
    async with planned.play("en") as player:
        await player.press("u")
        await player.see("M1", "start", "A correction goes by mail to")
        assert "cannot be taken back" not in player.screen


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en", "people 张伟 present → 张伟 ?"), ("zh", "人员 张伟 到场 → 张伟 ？")],
)
async def test_of_attendance_it_is_told_whose(running: Stage, locale: Locale, told: str) -> None:
    run.attend(running.acting, "M1", "P2", "present")
    async with running.play(locale) as player:
        await player.press("u")
        await player.see(told)


async def test_a_person_and_a_mail_are_told_in_their_own_words(published: Stage) -> None:
    edit_person(published.acting, "P2", PersonChange(title="Tester"))
    mail = published.workspace.store.find(Outgoing, state="queued")[0]
    outbox.hold(published.acting, mail.ref)
    async with published.play("zh") as player:
        await player.press("u")
        await player.see(f"已撤销：{mail.ref} [M1] 纪要")
        assert not re.search("#[a-z2-7]{8}", "".join(player.notices.told))
        await player.press("u")
        await player.see("已撤销：P2 张伟：职务 Tester →")


@pytest.mark.parametrize(
    ("locale", "asked", "done"),
    [("en", "It was done on 2 Mar 16:00", "Taken back: A3"), ("zh", "是 3月2日 16:00 做的", "已撤销：A3")],
)
async def test_a_change_of_some_time_ago_is_named_before_it_is_taken_back(
    published: Stage, locale: Locale, asked: str, done: str
) -> None:
    """A key that slipped on the next morning takes nothing back."""
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    published.clock.set("2026-03-02T16:16+08:00")
    async with published.play(locale) as player:
        await player.press("u")
        await player.see("A3 Review the contract", asked)
        await player.press("n")
        assert status(published, "A3") == "blocked"
        await player.press("u")
        await player.see(asked)
        await player.press("y")
        await player.see(done)
    assert status(published, "A3") == "not-started"


async def test_any_change_is_picked_from_the_list(published: Stage) -> None:
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    update_action(published.acting, "A1", Update(ref="A1", status="done"))
    async with published.play("en") as player:
        await player.press("U")
        await player.see("Your last changes", "A1 提供接口文档: status not started → done", "A3 Review the contract")
        await player.press("down", "enter")
        await player.see("Taken back: A3")
    assert (status(published, "A1"), status(published, "A3")) == ("done", "not-started")


@pytest.mark.parametrize(
    ("locale", "undone", "redone"), [("en", "Taken back", "Done again"), ("zh", "已撤销", "已重做")]
)
async def test_what_was_taken_back_is_done_again(published: Stage, locale: Locale, undone: str, redone: str) -> None:
    update_action(published.acting, "A3", Update(ref="A3", status="done"))
    async with published.play(locale) as player:
        await player.press("3", "u")
        await player.see(undone)
        await player.press("ctrl+r")
        await player.see(redone, "A3")
        assert status(published, "A3") == "done"
        await player.press("ctrl+r")
        await player.see(Catalogue(locale)("redo.nothing"))
        await player.press("u")
        await player.see(undone)
    assert status(published, "A3") == "not-started"


async def test_mails_that_would_leave_again_are_said_first(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    undo_last(planned.acting)
    async with planned.play("en") as player:
        await player.press("ctrl+r")
        await player.see("Do this again?", "4 mails go out")
        await player.press("n")
        assert planned.workspace.store.find(Outgoing, state="queued") == []
        await player.press("ctrl+r", "y")
        await player.see("Done again: M1")
    assert len(planned.workspace.store.find(Outgoing, state="queued")) == 4


async def test_who_is_told_is_named_first(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    send_all(planned.workspace)
    async with planned.play("en") as player:
        await player.press("u")
        await player.see("A correction goes by mail to", "张伟")
        await player.press("n")
        assert planned.workspace.store.find(Outgoing, state="queued") == []
        await player.press("u")
        await player.see("A correction goes by mail to")
        await player.press("y")
        await player.see("4 corrections go out")
    assert len(planned.workspace.store.find(Outgoing, state="queued")) == 4


async def test_a_step_of_a_meeting_is_taken_back_by_its_name(planned: Stage) -> None:
    run.start(planned.acting, "M1")
    run.move_on(planned.acting, "M1", 0)
    async with planned.play("en", (100, 30)) as player:
        await player.press("u")
        await player.see("Taken back: next item of M1")
        await player.press("u")
        await player.see("Taken back: start of M1")


async def test_what_changed_in_an_agenda_is_said_in_minutes(planned: Stage) -> None:
    plan.change_slots(planned.acting, "M1", lambda slots: stretched(slots, 0, 5))
    plan.change_slots(planned.acting, "M1", lambda slots: moved(slots, 0, 1))
    async with planned.play("en", (120, 30)) as player:
        await player.press("u")
        await player.see("order of the agenda items")
        await player.press("u")
        await player.see("agenda items 开场 15m → 开场 10m")


def test_what_there_is_no_taking_back_of_has_no_empty_row(published: Stage) -> None:
    """Mails that did not arrive were queued anew, and have left."""
    send_all(published.workspace)
    failed = published.workspace.store.find(Outgoing, person="P2")[-1]
    with published.workspace.as_worker().transaction() as tx:
        tx.put(failed.model_copy(update={"state": "failed"}))
    edit_person(published.acting, "P2", PersonChange(email="wei@example.test"))
    assert outbox.send_again(published.acting, "P2")
    send_all(published.workspace)
    found = own_changes(published.acting, Catalogue("zh"))
    assert all(one.what for one in found)
    assert found[0].what.startswith("P2 张伟：邮箱")
    assert found[0].when == "3月2日 16:00"


@pytest.mark.parametrize(
    ("locale", "deed", "after"),
    [
        ("en", "A3 Review the contract: status not started → blocked", "After that: A3 Review the"),
        ("zh", "A3 Review the contract：状态 未开始 → 受阻", "撤销后：A3 Review the"),
    ],
)
async def test_the_list_says_what_was_done_and_below_it_what_undoing_restores(
    published: Stage, locale: Locale, deed: str, after: str
) -> None:
    update_action(published.acting, "A3", Update(ref="A3", status="blocked", note="x"))
    async with published.play(locale, (160, 40)) as player:
        await player.press("U")
        await player.see(deed, after)


def test_what_was_planned_is_new_in_the_list_and_not_withdrawn(planned: Stage) -> None:
    (change, *_) = own_changes(planned.acting, Catalogue("en"))
    assert change.what.startswith("M1 ")
    assert "is new" in change.what
    assert "removed" in change.restored


@pytest.mark.parametrize(
    ("locale", "ended", "started"),
    [
        ("en", "After that: M1 新品上线协作会 is running again", "After that: M1 新品上线协作会 has not started"),
        ("zh", "撤销后：M1 新品上线协作会 恢复为进行中", "撤销后：M1 新品上线协作会 恢复为未开始"),
    ],
)
def test_after_a_step_of_a_meeting_is_taken_back_the_one_before_holds(
    planned: Stage, locale: Locale, ended: str, started: str
) -> None:
    run.start(planned.acting, "M1")
    assert own_changes(planned.acting, Catalogue(locale))[0].restored == started
    run.end(planned.acting, "M1")
    assert own_changes(planned.acting, Catalogue(locale))[0].restored == ended


def test_an_answer_to_minutes_has_the_word_of_its_form(published: Stage) -> None:
    """The form asks for a reason."""
    send_all(published.workspace)
    sign_for(published.acting, "M1", "P4", "周二当面同意")
    change, *_ = own_changes(published.acting, Catalogue("en"))
    assert "reason" in change.what
    assert "text" not in change.what


def test_of_a_series_the_first_meeting_is_named(stage: Stage) -> None:
    weekly = Rule(every="week", until=date(2026, 6, 29))
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"series": weekly}))
    change, *_ = own_changes(stage.acting, Catalogue("en"))
    assert change.what.startswith("M1 ")
    assert change.restored.startswith("After that: M1 ")


async def test_the_page_of_a_meeting_that_was_taken_back_elsewhere_is_left(stage: Stage) -> None:
    async with stage.play("zh") as player:
        await player.press("2", "n", "enter")
        await player.type("试开的会")
        await player.press("f2")
        await player.see("M1 试开的会")
        await player.press("1")
        await player.see("今天")
        await player.press("u")
        await player.see("已撤销：M1 试开的会 已移除")
        await player.press("2")
        await player.until(lambda: player.app.screen.__class__.__name__ == "Meetings")


@pytest.mark.parametrize(("locale", "back"), [("en", "R1 late parts is back"), ("zh", "R1 late parts 已恢复")])
async def test_what_was_new_and_taken_back_is_back(published: Stage, locale: Locale, back: str) -> None:
    add_risk(published.acting, "X-2026-001", {"text": "late parts"})
    async with published.play(locale) as player:
        await player.press("u")
        await player.see("R1 late parts removed" if locale == "en" else "R1 late parts 已移除")
        await player.press("ctrl+r")
        await player.see(back)


@pytest.mark.parametrize(
    ("locale", "named"), [("en", "sending of the minutes of M1"), ("zh", "M1 新品上线协作会：发出纪要")]
)
async def test_minutes_that_go_out_no_more_are_not_called_sent(published: Stage, locale: Locale, named: str) -> None:
    async with published.play(locale) as player:
        await player.press("u")
        await player.see(named)
