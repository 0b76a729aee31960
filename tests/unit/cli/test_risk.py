"""`collabtui risk`: entered, listed, shown, changed; a high one goes out at once."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type

KEYS = (
    "ref", "title", "matter", "meeting", "level", "likelihood", "impact", "scope", "answer", "owner", "standby",
    "review", "state", "raised_by", "raised_at",
)  # fmt: skip


@pytest.fixture
def matter(configured: Home, typed: Type, people_file: object) -> str:
    typed("person import", str(people_file))
    typed(["matter", "new", "新品上线", "--lead", "研发部"])
    return "X-2026-001"


def test_a_risk_is_entered_listed_shown_and_changed(matter: str, typed: Type, mail_server: MailServer) -> None:
    added = typed(
        ["risk", "add", "供应商延期", "--matter", matter, "--likelihood", "medium", "--impact", "medium", "--scope",
         "全部门", "--owner", "Bob", "--standby", "备用供应商", "--review", "2026-03-20", "--json"]
    )  # fmt: skip
    assert (added.code, tuple(added.json)) == (0, KEYS)
    row = added.json
    assert (row["ref"], row["level"], row["scope"], row["owner"]["name"], row["review"], row["raised_by"]) == (
        "R1", "medium", "全部门", "Bob", "2026-03-20", "Lead",
    )  # fmt: skip
    assert mail_server.mail_for("carol@example.test") == []
    changed = typed("risk update r1 --impact high --answer 换供应商")
    assert (changed.code, changed.out) == (0, "R1 (high) was changed.\n3 mails sent.\n")
    for address, mails in (("alice@example.test", 1), ("carol@example.test", 1), ("bob@example.test", 2)):
        assert len(mail_server.mail_for(address)) == mails, f"{address}: its owner heard of it before"
    typed(["risk", "add", "小事", "--matter", matter, "--level", "low"])
    assert [one["ref"] for one in typed("risk list --json").json] == ["R1", "R2"]
    shown = typed("risk show R1").out
    assert all(part in shown for part in ("供应商延期", "high", "换供应商", "备用供应商", "Bob", "2026-03-20"))
    assert typed("risk update R1 --state closed").code == 0
    assert [one["ref"] for one in typed("risk list --matter", matter, "--json").json] == ["R2"]
    assert [one["ref"] for one in typed("risk list --all --json").json] == ["R2", "R1"]
    assert "小事" in typed("risk list").out


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("risk show R9", "R9"),
        ("risk update R1", "--answer"),
        ("risk update R1 --level low", "high"),
        ("risk update R1 --owner nobody", "nobody"),
        ("risk update R1 --review someday", "someday"),
        ("risk add x --matter X-2026-009", "X-2026-009"),
    ],
)
def test_what_cannot_be_is_refused_and_named(matter: str, typed: Type, line: str, named: str) -> None:
    typed(["risk", "add", "供应商延期", "--matter", matter, "--likelihood", "high", "--impact", "high"])
    said = typed(line)
    assert (said.code, named in said.err) == (1, True), said.err


def test_no_risk_is_a_sentence_of_its_own(matter: str, typed: Type) -> None:
    assert typed("risk list").out == "No open risks.\n"


def test_who_is_away_is_named_when_a_risk_becomes_his_and_who_stands_in(matter: str, typed: Type) -> None:
    now = "2026-03-02T10:00+08:00"
    typed("person away Bob --from 2026-03-02 --to 2026-03-06 --deputy Alice", now=now)
    for lang, told in (
        ("zh", "Bob 外出到3月6日（周五），由 Alice 代理"),
        ("en", "Bob is away until Fri 6 Mar; Alice stands in"),
    ):
        added = typed(["risk", "add", "断供", "--matter", matter, "--owner", "Bob", "--lang", lang], now=now)
        assert told in added.err
    assert "Bob" in typed("risk update R1 --owner Bob", now=now).err
    assert typed("risk update R1 --level low", now=now).err.count("Bob") == 0
    assert typed("risk update R1 --owner Alice", now=now).err.count("away") == 0
