"""`inbox apply` gives what a supervising department wants put right to the owner that it offers, or to another."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

CAROL = "carol@example.test"
X1 = "X-2026-001"
LATER = "2026-03-02T17:00+08:00"


@pytest.mark.parametrize(("words", "owner"), [((), "Alice"), (("--owner", "Bob"), "Bob")])
def test_the_offered_owner_is_taken_or_another_one(
    published: Home, typed: Type, mail_server: MailServer, words: tuple[str, ...], owner: str
) -> None:
    typed(["matter", "edit", X1, "--supervising", "研发部", "--owner", "Alice", "--criterion", "coverage ≥ 95 %"])
    sent = typed(["matter", "approve", X1, "criteria", "--send"])
    assert sent.code == 0, sent
    said = "1 not met because the sample is too small; to rectify: measure again, by 10 March"
    mail_server.deliver("facilitator@example.test", answer(mail_server, CAROL, said))
    assert typed("sync", now=LATER).code == 0
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    (wanted,) = waits["requests"]
    assert (wanted["ask"], wanted["to"], wanted["due"], wanted["text"]) == (
        "rectify", "Alice", "2026-03-10", "measure again",
    )  # fmt: skip
    shown = typed(["inbox", "show", str(waits["id"])], now=LATER).out
    assert "to rectify 2026-03-10 Alice" in shown
    assert typed(["inbox", "apply", str(waits["id"]), *words], now=LATER).code == 0
    (made,) = [one for one in typed("action list --json", now=LATER).json if one["title"] == "measure again"]
    assert (made["owner"]["name"], made["due"], made["deliverable"]) == (owner, "2026-03-10", "coverage ≥ 95 %")
