"""`inbox reject` and `inbox apply` of a mail of which a part is recorded already: said as it is."""

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ALICE = "alice@example.test"
LATER = "2026-03-02T17:00+08:00"


def _waits(typed: Type, mail_server: MailServer, text: str) -> int:
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, text))
    assert typed("sync", now=LATER).code == 0
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    return int(waits["id"])


def test_a_refusal_of_the_rest_does_not_deny_what_was_recorded(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    number = _waits(typed, mail_server, "1 done\nrisk: the hotel may cancel")
    said = typed(f"inbox reject {number}", now=LATER)
    assert (said.code, "what was recorded of it before stays" in said.out) == (0, True), said.out
    assert "nothing was changed" not in said.out


def test_a_refusal_of_all_of_it_says_that_nothing_was_changed(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    number = _waits(typed, mail_server, "hm, who pays for the second one?")
    assert "nothing was changed" in typed(f"inbox reject {number}", now=LATER).out
