"""`inbox tie` and `inbox answer`."""

from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

LATER = "2026-03-02T16:00+08:00"
ALICE = "alice@example.test"


@pytest.fixture
def asked(published: Home, typed: Type, mail_server: MailServer) -> Home:
    """I3 is from an address that nobody knows, with Alice's secret."""
    sent = [raw for raw in mail_server.mail_for(ALICE) if b"[M1]" in raw][-1]
    ours = next(line for line in sent.splitlines() if line.lower().startswith(b"message-id:")).partition(b":")[2]
    head = b"From: al@home.test\r\nTo: facilitator@example.test\r\nSubject: Re: [M1]\r\nIn-Reply-To:" + ours
    raw = head + b"\r\nMessage-ID: <1@a.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nA1 done\r\n"
    mail_server.deliver("facilitator@example.test", raw)
    assert typed("sync", now=LATER).code == 0
    return published


def test_an_address_is_tied_and_its_mail_read_again(asked: Home, typed: Type) -> None:
    (before,) = typed("inbox list --waiting --json", now=LATER).json
    assert (before["trust"], before["updates"]) == ("unknown", [])
    said = typed(f"inbox tie {before['id']} {ALICE} --json", now=LATER)
    assert (said.code, said.json["address"]) == (0, "al@home.test")
    (after,) = typed("inbox list --waiting --json", now=LATER).json
    assert (after["trust"], [one["ref"] for one in after["updates"]]) == ("token", ["A1"])
    assert typed("inbox tie 3 nobody-at-all", now=LATER).code == 1


def test_an_answer_goes_to_the_outbox(asked: Home, typed: Type, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("\ufeffWill Friday do?\n", encoding="utf-8")
    refused = typed(f"inbox answer 3 --file {letter}", now=LATER)
    assert (refused.code, "al@home.test" in refused.err) == (1, True)
    typed(f"inbox tie 3 {ALICE}", now=LATER)
    said = typed(f"inbox answer 3 --file {letter} --json", now=LATER)
    assert (said.code, said.json["to"]) == (0, ALICE)
    mail = typed(f"outbox show {said.json['outbox']} --json", now=LATER).json
    assert mail["state"] == "queued"
    assert "Will Friday do?" in typed(f"outbox show {said.json['outbox']}", now=LATER).out
    letter.write_bytes(b"\xff\xfe")
    assert typed(f"inbox answer 3 --file {letter}", now=LATER).code == 1
