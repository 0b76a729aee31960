"""A phrase by command: offered after `inbox apply`, kept, named by `explain`, exported, forgotten, imported."""

import json
from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

LATER = "2026-03-02T16:00+08:00"


@pytest.fixture
def head(published: Home, mail_server: MailServer) -> bytes:
    sent = [raw for raw in mail_server.mail_for("alice@example.test") if b"Minutes" in raw or b"[M1]" in raw][-1]
    token = next(line for line in sent.splitlines() if line.lower().startswith(b"message-id:")).partition(b":")[2]
    return b"From: alice@example.test\r\nTo: facilitator@example.test\r\nSubject: Re: [M1]\r\nIn-Reply-To:" + token


def mail(head: bytes, number: int, text: str) -> bytes:
    lines = head + b"\r\nMessage-ID: <%d@a.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" % number
    return lines + f"{text}\r\n".encode()


def test_a_phrase_is_offered_kept_explained_and_forgotten(
    published: Home, head: bytes, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    for number, text in ((1, "1 完成收"), (2, "1 完成收。")):
        mail_server.deliver("facilitator@example.test", mail(head, number, text))
    assert typed("sync", now=LATER).code == 0
    first, second = (one["id"] for one in sorted(typed("inbox list --waiting --json").json, key=lambda one: one["id"]))
    assert "words learn" not in typed(f"inbox apply {first}", now=LATER).out
    assert typed(f"words learn {first}", now=LATER).code == 1
    said = typed(f"inbox apply {second}", now=LATER).out
    assert f"collabtui words learn I{second}" in said
    assert "完成收" in said
    assert "Alice" in typed(f"words learn {second}", now=LATER).out
    listed = typed("words list --json", now=LATER).json
    assert listed["words"] == []
    (phrase,) = listed["phrases"]
    assert (phrase["words"], phrase["status"], phrase["ask"], phrase["imported"]) == ("完成收", "done", None, False)
    assert [one["mail"] for one in phrase["sources"]] == [f"I{first}", f"I{second}"]
    assert f"I{first} I{second}" in typed("words list", now=LATER).out
    third = tmp_path / "third.eml"
    third.write_bytes(mail(head, 3, "1 完成收！"))
    assert phrase["ref"] in typed(["explain", str(third)], now=LATER).out
    (clause,) = typed(["explain", str(third), "--json"], now=LATER).json["clauses"]
    assert (clause["phrase"], clause["rule"], clause["strength"]) == (phrase["ref"], "done", "apply")
    kept = tmp_path / "words.json"
    kept.write_text(typed("words export", now=LATER).out, encoding="utf-8")
    assert typed("words forget 完成收", now=LATER).code == 0
    assert typed("words list --json", now=LATER).json["phrases"] == []
    assert typed(["words", "import", str(kept), "--json"], now=LATER).json == {"words": 0, "phrases": 1}
    assert typed("words list --json", now=LATER).json["phrases"][0]["imported"] is True


def test_words_go_with_them(published: Home, typed: Type, tmp_path: Path) -> None:
    assert "inbox teach" in typed("words list", now=LATER).out
    typed("inbox teach 收摊 done", now=LATER)
    own, built_in = typed("words list --lang en", now=LATER).out.split("Built in, ")
    assert "收摊" in own
    assert "收摊" not in built_in
    assert "完成" in built_in
    listed = typed("words list --json", now=LATER).json
    assert "收摊" not in str(listed["built_in"])
    assert set(listed["built_in"]) >= {"done", "postpone", "agree"}
    kept = tmp_path / "words.json"
    kept.write_text(typed("words export", now=LATER).out, encoding="utf-8")
    assert json.loads(kept.read_text("utf-8"))["words"][0]["word"] == "收摊"
    assert typed("words forget 收摊", now=LATER).code == 0
    assert typed(["words", "import", str(kept)], now=LATER).code == 0
    assert typed("words list --json", now=LATER).json["words"][0]["kind"] == "done"
    assert typed("words forget 从未", now=LATER).code == 1
    kept.write_text("[]")
    assert typed(["words", "import", str(kept)], now=LATER).code == 1
