"""Teaching a word by command, judging the inbox again, and believing a server."""

from pathlib import Path

import pytest

from collabtui.config_file import read_config
from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.language.replies.words.teachable import KINDS
from support.command_line import Type

LATER = "2026-03-02T16:00+08:00"


@pytest.fixture
def answered(published: Home, typed: Type, mail_server: MailServer, tmp_path: Path) -> Home:
    """Alice has written something that nobody understands."""
    sent = [raw for raw in mail_server.mail_for("alice@example.test") if b"Minutes" in raw or b"[M1]" in raw][-1]
    token = next(line for line in sent.splitlines() if line.lower().startswith(b"message-id:")).partition(b":")[2]
    head = b"From: alice@example.test\r\nTo: facilitator@example.test\r\nSubject: Re: [M1]\r\nIn-Reply-To:" + token
    raw = head + b"\r\nMessage-ID: <1@a.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    mail_server.deliver("facilitator@example.test", raw + "1 收摊\r\n".encode())
    assert typed("sync", now=LATER).code == 0
    return published


def test_a_word_is_shown_taught_and_forgotten(answered: Home, typed: Type) -> None:
    shown = typed(["inbox", "teach", "收摊", "done", "--dry-run", "--json"], now=LATER).json
    assert (shown["taught"], [one["after"]["updates"][0]["status"] for one in shown["changes"]]) == (False, ["done"])
    assert typed(["inbox", "teach", "--json"], now=LATER).json == []
    said = typed(["inbox", "teach", "收摊", "done"], now=LATER)
    assert "A1 done" in said.out
    assert "收摊" in said.out
    (taught,) = typed(["inbox", "teach", "--json"], now=LATER).json
    assert (taught["word"], taught["kind"], taught["by"]) == ("收摊", "done", "Lead")
    assert "done" in typed(["inbox", "teach"], now=LATER).out
    assert typed(["inbox", "teach", "收摊", "--forget"], now=LATER).code == 0
    assert typed(["inbox", "teach", "--json"], now=LATER).json == []


@pytest.mark.parametrize("line", [["收摊", "fertig"], ["收摊"], ["完成", "done"]])
def test_what_cannot_be_taught_is_refused_in_one_sentence(published: Home, typed: Type, line: list[str]) -> None:
    said = typed(["inbox", "teach", *line], now=LATER)
    assert (said.code, said.out) == (1, "")
    assert said.err.strip().count("\n") == 0


def test_each_meaning_has_words(published: Home, typed: Type) -> None:
    for lang in ("zh", "en"):
        words = typed(["inbox", "teach", "--help", "--lang", lang]).out
        assert all(kind in words for kind in KINDS)


def test_the_inbox_is_mails_reread(answered: Home, typed: Type) -> None:
    said = typed("inbox replay --check --json", now=LATER)
    assert (said.code, said.json) == (0, {"mails": 3, "differs": []})
    assert "3 kept mails" in typed("inbox replay --check", now=LATER).out


def test_the_server_that_writes_authentication_results_is_believed_from_then_on(
    configured: Home, typed: Type, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = typed("doctor --trust")
    assert said.code == 1
    smtp = mail_server._smtp
    deliver = smtp._deliver
    header = b"Authentication-Results: mx.example.test; dkim=pass\r\n"
    monkeypatch.setattr(smtp, "_deliver", lambda recipient, raw: deliver(recipient, header + raw))
    assert "doctor --trust" in typed("doctor").out
    said = typed("doctor --trust")
    assert "mx.example.test" in said.out
    assert "doctor --trust" not in typed("doctor").out
    assert read_config(configured).reply.authserv_id == "", "the file is the user's own"
