"""Commands that give somebody a part send him a mail at once, unless they are told not to."""

from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

BOB, CAROL = "bob@example.test", "carol@example.test"


@pytest.fixture
def office(configured: Home, typed: Type, people_file: Path) -> Home:
    typed("person import", str(people_file))
    return configured


def test_an_owner_hears_of_what_is_added_and_changed(office: Home, typed: Type, mail_server: MailServer) -> None:
    added = typed(["action", "add", "写方案", "--owner", "Bob", "--due", "2026-03-10"])
    assert (added.code, added.out.splitlines()[-1]) == (0, "1 mail sent.")
    assert len(mail_server.mail_for(BOB)) == 1
    typed(["action", "add", "第二个", "--owner", "Carol", "--depends-on", "A1"])
    assert (len(mail_server.mail_for(BOB)), len(mail_server.mail_for(CAROL))) == (2, 1), "he is waited for"
    typed("action update A1 --due 2026-03-12")
    assert (len(mail_server.mail_for(BOB)), len(mail_server.mail_for(CAROL))) == (3, 2)
    typed("action update A1 --percent 30")
    assert len(mail_server.mail_for(BOB)) == 3


def test_with_no_mail_nobody_is_written_to(office: Home, typed: Type, mail_server: MailServer, tmp_path: Path) -> None:
    table = tmp_path / "tasks.csv"
    table.write_text("任务,负责人,截止日期\n写方案,Bob,2026-03-10\n", encoding="utf-8")
    typed(["action", "import", str(table), "--yes", "--no-mail"])
    typed(["action", "add", "第二个", "--owner", "Bob", "--no-mail"])
    typed("action update A1 --due 2026-03-12 --no-mail")
    assert mail_server.mail_for(BOB) == []
    table.write_text("任务,负责人,截止日期\n第三个,Bob,2026-03-10\n第四个,Bob,2026-03-10\n", encoding="utf-8")
    assert typed(["action", "import", str(table), "--yes"]).code == 0
    assert len(mail_server.mail_for(BOB)) == 1


def test_a_server_that_is_away_stops_no_command(office: Home, typed: Type, mail_server: MailServer) -> None:
    with mail_server.outage():
        added = typed(["action", "add", "写方案", "--owner", "Bob"])
    assert (added.code, "A1" in added.out, added.err != "") == (0, True, True)
    assert len(typed("outbox list --json").json) == 1
