"""A line of a megabyte that somebody pasted into the minutes: it is kept whole, and keeps nobody's mail back."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live.run import record
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes.publish import publish
from collabtui.text.templates import LONGEST_IN_MAIL
from support.command_line import Type
from support.replies import send_all
from support.world import AGENDA, NOTES, Clock

PASTED = "paint it red " * 90_000


@pytest.mark.parametrize(
    "line", [f"d: {PASTED}", f"a: {PASTED} @bob due 2026-03-10 => paint"], ids=["decision", "action"]
)
def test_minutes_and_reminders_reach_everybody(office: Workspace, clock: Clock, typed: Type, line: str) -> None:
    plan.new_meeting(office.as_user("command"), AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    record(office.as_user("command"), "M1", (*NOTES, line))
    publish(office.as_user("command"), "M1")
    send_all(office)
    clock.set("2026-03-06T10:00+08:00")
    typed("remind", now="2026-03-08T10:00+08:00")  # no server is there: the mails are queued
    mails = list(office.store.find(Outgoing))
    after = {mail.to for mail in mails if mail.minutes_version is None and mail.items}
    assert {"zhang@example.test", "bob@example.test"} <= after
    minutes = next(mail for mail in mails if mail.kind == "minutes" and mail.to == "bob@example.test")
    assert len(minutes.text) < 10 * LONGEST_IN_MAIL


def test_the_record_has_the_whole_of_it(office: Workspace, clock: Clock) -> None:
    plan.new_meeting(office.as_user("command"), AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    record(office.as_user("command"), "M1", (*NOTES, f"a: {PASTED} @bob due 2026-03-10 => paint"))
    assert max(len(one.title) for one in office.store.find(Action)) == len(PASTED.strip())
