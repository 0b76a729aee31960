"""A check list that nobody answers: on Today and in one mail to the facilitator, until each line has its word."""

from datetime import datetime

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions.deliverable_checks import ask_checks, describe_checks, take_check
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.checks_due import ChecksDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import send_all
from support.world import Clock

ASKED, LATE = "2026-03-02T16:00+08:00", "2026-03-05T16:00+08:00"


@pytest.fixture
def asked(published: Workspace, clock: Clock) -> Workspace:
    """张伟 has the list of A1, of two lines."""
    clock.set(ASKED)
    describe_checks(published.as_user("command"), "A1", ["有目录", "有签名"])
    ask_checks(published.as_user("command"), "A1")
    send_all(published)
    return published


def told(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    clock.set(instant)
    return queue_due(workspace.as_worker(), (ChecksDue(),))


def test_after_three_days_the_facilitator_is_told_once_what_is_open(asked: Workspace, clock: Clock) -> None:
    take_check(asked.as_user("command"), "A1", 1, ok=True)
    assert told(asked, clock, "2026-03-05T15:59+08:00") == []
    (mail,) = told(asked, clock, LATE)
    assert mail.to == "li@example.test"
    assert "2. 有签名" in mail.text
    assert "有目录" not in mail.text
    assert "已发给：张伟" in mail.text
    assert told(asked, clock, "2026-03-06T16:00+08:00") == []


def test_who_left_before_he_answered_is_named(asked: Workspace, clock: Clock) -> None:
    """Of an item that is done nothing was handed over: nobody has the list."""
    update_action(asked.as_user("key"), "A1", Update(ref="A1", status="done", percent=100))
    leave(asked.as_user("command"), "P2", "P3")
    (mail,) = told(asked, clock, LATE)
    assert "已离任：张伟" in mail.text


def test_a_working_day_later_the_head_of_who_left_hears_of_it_once(asked: Workspace, clock: Clock) -> None:
    """The facilitator was told on Thursday."""
    update_action(asked.as_user("key"), "A1", Update(ref="A1", status="done", percent=100))
    leave(asked.as_user("command"), "P2", "P4")
    told(asked, clock, LATE)
    assert told(asked, clock, "2026-03-05T17:00+08:00") == []
    (mail,) = told(asked, clock, "2026-03-06T09:05+08:00")
    assert (mail.to, mail.kind) == ("zhao@example.test", "escalation")
    assert "张伟已离任，发去的自检清单没有答复：A1 提供接口文档" in mail.text.replace("\n", "")
    assert "1. 有目录" in mail.text
    assert told(asked, clock, "2026-03-09T09:05+08:00") == []


def test_no_head_hears_of_who_is_here_or_before_the_facilitator(asked: Workspace, clock: Clock) -> None:
    told(asked, clock, LATE)
    assert told(asked, clock, "2026-03-06T09:05+08:00") == [], "张伟 is here and asked himself"
    leave(asked.as_user("command"), "P2", "P3")
    assert told(asked, clock, "2026-03-09T09:00+08:00") == [], "his head has the list himself, and is asked anew"


def test_a_list_that_is_answered_or_not_needed_is_no_duty(asked: Workspace, clock: Clock) -> None:
    for number, ok in ((1, True), (2, False)):
        take_check(asked.as_user("command"), "A1", number, ok=ok)
    describe_checks(asked.as_user("command"), "A2", ["有目录"])
    ask_checks(asked.as_user("command"), "A2")
    send_all(asked)
    (duty,) = [one for one in asked.store.open_duties() if one.kind == "checks-owed"]
    assert (duty.ref, datetime.fromisoformat(duty.counts_from)) == ("A2", datetime.fromisoformat(ASKED))
    update_action(asked.as_user("key"), "A2", Update(ref="A2", status="cancelled"))
    assert told(asked, clock, LATE) == []
