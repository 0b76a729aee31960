"""Commands that send while the mail server is away: what is queued is kept, and they have done what was asked."""

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import plan
from support.command_line import Type
from support.world import AGENDA

QUEUED = (
    "meeting invite M1",
    "meeting cancel M1",
    "action add 备货 --owner 张伟 --due 2026-03-09",
    "meeting move M1 2026-03-05T14:00",
)


@pytest.mark.parametrize("command", QUEUED)
def test_a_command_that_queues_is_done_and_its_mails_wait(office: Workspace, typed: Type, command: str) -> None:
    plan.new_meeting(office.as_user("command"), AGENDA)
    if not command.startswith(("action", "meeting invite")):
        typed("meeting invite M1")
    said = typed(command)
    assert said.code == 0, said.err
    assert said.err
    assert {mail["state"] for mail in typed("outbox list --json").json} <= {"queued", "held"}
    assert typed("outbox list --json").json


def test_who_asks_for_sending_alone_is_refused(office: Workspace, typed: Type) -> None:
    plan.new_meeting(office.as_user("command"), AGENDA)
    typed("meeting invite M1")
    said = typed("outbox flush")
    assert said.code == 1
    assert said.err
