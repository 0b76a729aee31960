"""`inbox show` names the files that came with a mail, and writes them where it is told to."""

from pathlib import Path

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from support.replies import with_files
from unit.cli.test_life import answer

LATER = "2026-03-02T17:00+08:00"


def test_its_files_are_named_and_saved_beside_what_is_there(
    published: Home, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    raw = with_files(
        answer(mail_server, "alice@example.test", "1 完成"), ("联调报告.pdf", b"%PDF one"), ("../../evil.pdf", b"two")
    )
    mail_server.deliver("facilitator@example.test", raw)
    typed("sync", now=LATER)
    newest = max(one["id"] for one in typed("inbox list --json", now=LATER).json)
    assert "attached: 联调报告.pdf (8 bytes)" in typed(f"inbox show {newest}", now=LATER).out
    assert not list(tmp_path.glob("**/*.pdf"))
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "联调报告.pdf").write_bytes(b"mine")
    shown = typed(f"inbox show {newest} --save {folder} --json", now=LATER).json
    assert [(one["bytes"], Path(one["saved"]).parent) for one in shown["files"]] == [(8, folder), (3, folder)]
    assert (folder / "联调报告.pdf").read_bytes() == b"mine"
    assert (folder / "联调报告 (2).pdf").read_bytes() == b"%PDF one"
    assert sorted(path.name for path in tmp_path.rglob("*.pdf") if path.parent != folder) == []


def test_of_a_mail_without_files_none_is_named(published: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "1 完成"))
    typed("sync", now=LATER)
    newest = max(one["id"] for one in typed("inbox list --json", now=LATER).json)
    assert "attached" not in typed(f"inbox show {newest}", now=LATER).out
    assert typed(f"inbox show {newest} --json", now=LATER).json["files"] == []
