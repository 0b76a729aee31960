"""`inbox apply` of a mail that sends somebody else: what is left to do is said, in both languages."""

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from support.command_line import Type
from support.replies import outgoing, reply
from support.world import AGENDA

NOW = "2026-02-27T13:00+08:00"


@pytest.mark.parametrize(
    ("said", "lang", "told"),
    [
        ("不参加，由赵强代我参加", "zh", ("赵强代为参加 M1", "collabtui meeting invite M1")),
        ("不参加，由赵强代我参加", "en", ("赵强 takes part in M1", "collabtui meeting invite M1")),
        ("不参加，派小刘参加", "zh", ("“小刘”在通讯录里找不到", "collabtui person add")),
    ],
)
def test_what_is_left_to_do_for_the_deputy_is_said(
    office: Workspace, typed: Type, said: str, lang: str, told: tuple[str, ...]
) -> None:
    acting = office.as_user("command")
    plan.new_meeting(acting, AGENDA)
    invite.invite(acting, "M1")
    asked = outgoing(office, "chen@example.test", "invitation")
    receive(office.as_worker(), reply(asked, said, date="Fri, 27 Feb 2026 12:00:00 +0800"))
    shown = typed(f"inbox apply 1 --lang {lang}", now=NOW)
    assert shown.code == 0
    assert all(part in shown.out for part in told), shown.out
