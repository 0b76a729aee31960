"""`inbox apply` says what it changed, and where there was nothing to change."""

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ALICE = "alice@example.test"


def test_a_yes_to_what_nobody_could_read_says_that_nothing_was_done(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    later = "2026-03-02T17:00+08:00"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "这事见面再聊"))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    assert (waits["sign_off"], waits["requests"], waits["proposals"]) == (None, [], [])
    said = typed(f"inbox apply {waits['id']} --lang zh", now=later)
    assert (said.code, "什么也没有改动" in said.out) == (0, True)
    states = {one["person"]["email"]: one["state"] for one in typed("meeting sign-offs M1 --json", now=later).json}
    assert states[ALICE] == "waiting"


def test_a_yes_to_what_was_asked_says_that_it_was_done(published: Home, typed: Type, mail_server: MailServer) -> None:
    later = "2026-03-02T17:00+08:00"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "2 延期到3月18日，因为供应商晚了"))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    assert "已采纳" in typed(f"inbox apply {waits['id']} --lang zh", now=later).out
