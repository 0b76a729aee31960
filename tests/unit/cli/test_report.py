"""`collabtui report`: Markdown on the terminal, JSON for programs, a file where one is named."""

import email
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from support.command_line import Type
from support.departments import MATTER, new
from support.world import Clock

FRIDAY = "2026-03-06T17:00+08:00"
X = "X-2026-001"


@pytest.fixture
def working(published: Home, typed: Type) -> Home:
    """A1 is done on Thursday; A2 of 研发部 waits for A3 of 法务部; A4 belongs to no matter."""
    for line, now in (
        ("action update A1 --status done", "2026-03-05T10:00+08:00"),
        ("action add 签合同 --owner Alice --depends-on A3", FRIDAY),
        ("action add 打包 --due 2026-04-20", FRIDAY),
    ):
        assert typed(line, now=now).code == 0
    return published


def test_the_week_says_what_is_done_and_what_comes(working: Home, typed: Type) -> None:
    said = typed("report week --locale zh", now=FRIDAY).out
    assert "2026年3月2日 – 2026年3月8日" in said
    done, coming = said.split("## 风险")
    assert "A1 提供接口文档（Alice、截止 3月6日、新品上线）：接口文档" in done
    assert "本周完成 1 项，未完成 4 项，其中逾期 0 项" in done
    assert "A2 完成压力测试" in coming
    assert "A5 打包" not in coming, "it is due later than next week"
    assert "- none" in typed("report week", now="2026-03-20T10:00+08:00").out


def test_the_week_as_json_and_of_one_matter(working: Home, typed: Type) -> None:
    found = typed("report week --matter 新品上线 --json", now=FRIDAY).json
    assert (found["from"], found["to"], found["matter"], found["open"]) == ("2026-03-02", "2026-03-08", X, 2)
    assert [(row["ref"], row["done_at"]) for row in found["done"]] == [("A1", "2026-03-05T02:00:00+00:00")]
    assert [row["ref"] for row in found["next"]] == ["A3", "A2"]
    assert typed("report week --json", now="2026-03-09T00:00+08:00").json["done"] == [], "a new week has begun"
    assert typed("report week --json", now="2026-03-08T23:59+08:00").json["done"] != []


def test_the_departments_say_who_waits_for_whom(working: Home, typed: Type) -> None:
    said = typed("report department", now=FRIDAY).out
    assert "| 法务部 Bob | A3 Review the contract | 10 Mar | 研发部 Alice | A4 签合同 |  |" in said
    assert "No answers are missing." in said
    (pair,) = typed("report department --json", now=FRIDAY).json["waits"]
    assert (pair["waiting"]["ref"], pair["awaited"]["ref"]) == ("A4", "A3")
    assert typed(f"report department --matter {X} --json", now=FRIDAY).json["waits"] == [pair], "one end is its own"
    typed("action update A3 --status done", now=FRIDAY)
    assert "没有任务在等其他部门。" in typed("report department --locale zh", now=FRIDAY).out


def test_the_load_of_each_owner(working: Home, typed: Type) -> None:
    said = typed("report load", now=FRIDAY).out
    assert "| Alice | 研发部 | 2 | 0 | 1 | 0 |" in said
    assert "| nobody |  | 1 | 0 | 0 | 0 |" in said
    rows = typed("report load --department 法务部 --json", now=FRIDAY).json
    assert [(row["name"], row["open"], row["due_in_week"]) for row in rows] == [("Bob", 1, 1)]
    typed("action update A3 --status done", now=FRIDAY)
    assert "No open actions." in typed("report load --department 法务部", now=FRIDAY).out


def test_kept_promises_are_those_of_the_last_three_months(working: Home, typed: Type) -> None:
    rows = {row["name"]: row for row in typed("report promises --json", now="2026-03-12T10:00+08:00").json}
    assert [rows["Alice"][name] for name in ("kept", "broken", "open")] == [1, 0, 1]
    assert [rows["Bob"][name] for name in ("kept", "broken", "open")] == [0, 1, 1]
    said = typed("report promises --matter 新品上线 --lang zh", now="2026-03-12T10:00+08:00").out
    assert "| Alice | 研发部 | 1 | 0 | 1 | 100%" in said
    assert typed("report promises --json", now="2026-08-12T10:00+08:00").json == []


def test_the_hours_until_an_answer_are_those_of_the_last_three_months(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    asked = email.message_from_bytes(mail_server.mail_for("alice@example.test")[-1])
    lines = ("From: alice@example.test", f"To: {asked['Reply-To']}", f"Subject: Re: {asked['Subject']}",
             "Date: Mon, 02 Mar 2026 18:00:00 +0800", "Message-ID: <1@there>", "", "1 done", "")  # fmt: skip
    mail_server.deliver("facilitator@example.test", "\r\n".join(lines).encode())
    typed("sync", now="2026-03-02T18:01+08:00")
    (row,) = typed("report answers --json", now=FRIDAY).json
    assert (row["name"], row["answers"], row["median_hours"]) == ("Alice", 1, 3.0)
    assert "| Alice | 研发部 | 1 | 3 h | 3 h |" in typed("report answers", now=FRIDAY).out
    assert typed("report answers --matter 新品上线 --json", now=FRIDAY).json == [row]
    assert typed("report answers --json", now="2026-08-12T10:00+08:00").json == []


@pytest.mark.parametrize("which", ["week", "department", "load"])
@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_report_goes_into_a_file(working: Home, typed: Type, tmp_path: Path, which: str, ending: str) -> None:
    file = tmp_path / f"report.{ending}"
    assert typed(["report", which, "--out", str(file)], now=FRIDAY).code == 0
    assert file.stat().st_size > 100


def with_printer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that prints: its PDF is the page that it is given."""
    tool = folder / "weasyprint"
    tool.write_text('#!/bin/sh\nprintf "%%PDF-1.7 " | cat - "$1" >"$2"\n')
    tool.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(tool) if name == "weasyprint" else None)


@pytest.mark.parametrize("line", ["week", "leadership", f"status --matter {X}", "department", "load", "promises"])
@pytest.mark.parametrize("ending", ["pdf", "PDF"])
def test_a_report_is_printed_where_its_file_ends_in_pdf(
    working: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, ending: str
) -> None:
    with_printer(tmp_path, monkeypatch)
    file = tmp_path / f"report.{ending}"
    said = typed(["report", *line.split(), "--out", str(file)], now=FRIDAY)
    assert (said.code, str(file) in said.out) == (0, True), said.err
    assert file.read_bytes().startswith(b"%PDF-1.7 <!doctype html>")
    assert "Alice" in file.read_text(encoding="utf-8") or "新品上线" in file.read_text(encoding="utf-8")


def test_a_printed_report_goes_to_another_program_too(
    working: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_printer(tmp_path, monkeypatch)
    assert typed("report week --format pdf", now=FRIDAY).out.startswith("%PDF-1.7")
    file = tmp_path / "week.pdf"
    found = typed(["report", "week", "--json", "--out", str(file)], now=FRIDAY).json
    assert found == {"path": str(file), "format": "pdf", "bytes": file.stat().st_size}
    for other in ("html", "docx"):
        said = typed(["report", "week", "--format", other, "--out", str(file)], now=FRIDAY)
        assert (said.code, str(file) in said.err) == (1, True), "one of the two is wrong"


@pytest.mark.parametrize("ending", ["--out {0}/week.pdf", "--format pdf"])
def test_a_report_that_nothing_can_print_says_the_way_and_leaves_no_file(
    working: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    (tmp_path / "week.pdf").write_text("last week's")
    said = typed(["report", "week", *ending.format(tmp_path).split()], now=FRIDAY)
    assert (said.code, said.out) == (1, "")
    assert "chromium" in said.err
    assert "HTML" in said.err
    assert (tmp_path / "week.pdf").read_text() == "last week's"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("report week --matter 登月", 1, "登月"),
        ("report load --department 登月部", 1, "登月部"),
        ("report week --out x.xlsx", 1, "x.xlsx"),
        ("report year", 2, "week"),
    ],
)
def test_what_cannot_be_reported_is_named(working: Home, typed: Type, line: str, code: int, says: str) -> None:
    said = typed(line, now=FRIDAY)
    assert (said.code, says in said.err) == (code, True), said.err


def test_the_week_names_owners_who_do_not_say_how_they_stand(office: Workspace, typed: Type, clock: Clock) -> None:
    new(office)
    describe_matter(office.as_user("key"), MATTER, {"rhythm": "daily"})
    move_to_step(office.as_user("key"), MATTER, "tracking")
    add_action(office.as_user("command").quiet(), ActionDraft(title="接口", owner="张伟"), MATTER)
    clock.set("2026-03-03T09:30+08:00")
    queue_due(office.as_worker())
    assert typed("report week --json", now="2026-03-03T17:04+08:00").json["silent"] == []
    (row,) = typed("report week --json", now="2026-03-03T17:05+08:00").json["silent"]
    assert (row["name"], row["department"], row["matter"]) == ("张伟", "研发部", MATTER)
    shown = typed(f"report week --locale en --matter {MATTER}", now="2026-03-04T09:00+08:00").out
    assert "研发部 张伟 (asked 3 Mar)" in shown


def test_it_is_sent_kept_and_asked_for_again(working: Home, typed: Type) -> None:
    assert "no matter" not in typed("report leadership", now=FRIDAY).out
    found = typed("report leadership --json", now=FRIDAY).json
    assert [(row["ref"], row["light"], row["done"], row["open"]) for row in found["matters"]] == [(X, "green", 1, 2)]
    sent = typed("report leadership --to bob --to Alice --json", now=FRIDAY)
    assert [mail["to"] for mail in sent.json["sent"]] == ["bob@example.test", "alice@example.test"]
    assert typed("report leadership --to bob --json", now=FRIDAY).json["sent"] == [], "not the same twice"
    assert typed(f"report status --matter {X} --keep", now=FRIDAY).code == 0
    kept = typed("report kept --json", now=FRIDAY).json
    assert [(one["kind"], one["week"], one["sent_to"]) for one in kept] == [
        ("status", "2026-W10", []), ("leadership", "2026-W10", ["Bob", "Alice"])
    ]  # fmt: skip
    typed("action update A2 --status blocked", now="2026-03-12T10:00+08:00")
    again = typed("report leadership --week 2026-W10 --json", now="2026-03-12T10:00+08:00")
    assert again.json == found
    shown = typed("report leadership --week 2026-W10", now="2026-03-12T10:00+08:00")
    assert "The report as saved on" in shown.err
    now = typed("report leadership --json", now="2026-03-12T10:00+08:00").json
    assert now["matters"][0]["light"] == "amber"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("department", "研发部 · Open: 2 · Overdue: 0"),
        ("load", "Alice · Department: 研发部 · Open: 2"),
        ("promises", "1 of 1 kept on time (100%); 2 still open."),
        ("answers", "Nobody has answered a mail yet."),
    ],
)
def test_numbers_are_sent_and_kept_too(working: Home, typed: Type, kind: str, line: str) -> None:
    (sent,) = typed(f"report {kind} --send --to bob --json", now=FRIDAY).json["sent"]
    assert sent["to"] == "bob@example.test"
    assert line in typed(f"outbox show {sent['ref']}", now=FRIDAY).out
    assert [one["kind"] for one in typed("report kept --json", now=FRIDAY).json] == [kind]
    assert typed(f"report {kind} --to bob --json", now=FRIDAY).json["sent"] == [], "not the same twice"


def test_a_status_says_who_gets_it_before_it_is_sent(working: Home, typed: Type) -> None:
    for department in ("研发部", "法务部"):
        typed(["matter", "ask", X, department, "两个人"], now=FRIDAY)
    typed(["matter", "contact", X, "研发部", "Alice", "--no-mail"], now=FRIDAY)
    said = typed(f"report status --matter {X}", now=FRIDAY).err
    assert "With --send it goes to Alice." in said
    assert "No contact who would get it: 法务部." in said
    typed(["person", "away", "Alice", "--from", FRIDAY[:10], "--to", "2026-03-20", "--deputy", "Carol"], now=FRIDAY)
    assert (
        "Alice is away until Fri 20 Mar; Carol stands in" in typed(f"report status --matter {X} --send", now=FRIDAY).err
    )
    typed(["matter", "confidential", X, "--readers", "Bob"], now=FRIDAY)
    assert "Alice may not read it" in typed(f"report status --matter {X}", now=FRIDAY).err
    assert "Alice may not read it" in typed(f"report status --matter {X} --send", now=FRIDAY).err


@pytest.mark.parametrize("name", ["10", "W10", "w10"])
def test_a_week_is_named_by_its_number_alone(working: Home, typed: Type, name: str) -> None:
    found = typed(f"report week --week {name} --json", now="2026-03-12T10:00+08:00").json
    assert (found["from"], found["to"]) == ("2026-03-02", "2026-03-08")
    before = typed(f"report week --week {name} --json", now="2027-01-12T10:00+08:00").json
    assert before["from"] == "2026-03-02", "the last that has begun"


def test_a_past_week_that_nobody_kept_is_worked_out(working: Home, typed: Type) -> None:
    typed("action update A3 --status done", now="2026-03-10T10:00+08:00")
    said = typed("report week --week 2026-W10 --json", now="2026-03-12T10:00+08:00")
    assert [row["ref"] for row in said.json["done"]] == ["A1"]
    assert "A3" in [row["ref"] for row in said.json["next"]]
    assert "of that time" in typed("report week --week 2026-W10", now="2026-03-12T10:00+08:00").err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("report week --week 2026-W60", "2026-W60"),
        ("report week --week 2026-W30", "2026-W30"),
        ("report week --week 54", "54"),
        ("report week --week 0", "0"),
        ("report status", "--matter"),
        ("report leadership --send", "--to"),
        ("report week --to 阿狸", "阿狸"),
        ("report week --post", "[robot]"),
        ("report leadership --group slack", "slack"),
    ],
)
def test_what_cannot_leave_is_named(working: Home, typed: Type, line: str, says: str) -> None:
    said = typed(line, now=FRIDAY)
    assert said.code != 0
    assert says in said.err, said.err


def test_the_text_for_a_group(working: Home, typed: Type) -> None:
    said = typed(f"report status --matter {X} --group wecom --locale zh", now=FRIDAY).out
    assert said.startswith(f"【进展】 新品上线 ({X}) 3月2日–3月8日\n绿：按计划进行\n")
    assert "· A2 完成压力测试 @Alice 3月13日" in said
    found = typed("report leadership --group feishu --json", now=FRIDAY).json
    assert found["bytes"] == len(found["text"].encode())


def with_robot(config: str, lines: str) -> str:
    return f"{config.partition('[robot]')[0]}[robot]\n{lines}\n"


def test_doctor_looks_at_the_robot_without_posting(working: Home, typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    path = working.config_path
    path.write_text(with_robot(path.read_text("utf-8"), 'service = "dingtalk"'), "utf-8")
    monkeypatch.setenv("COLLABTUI_ROBOT_TOKEN", "t0ken-of-the-hook")
    monkeypatch.setattr("collabtui.mail.transport.secrets.ask_keyring", lambda *_: None)
    first = typed("doctor --json", now=FRIDAY)
    assert first.out, first.err
    steps = {row["step"]: row for row in first.json}
    assert "COLLABTUI_ROBOT_SECRET" in steps["check.robot_of"]["why"]
    monkeypatch.setenv("COLLABTUI_ROBOT_SECRET", "SECx")
    said = typed("doctor --json", now=FRIDAY)
    assert {row["step"]: row for row in said.json}["check.robot"]["ok"]
    assert "t0ken" not in said.out + said.err


def test_the_robot_posts_and_what_it_posted_is_kept(
    working: Home, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts: list[tuple[str, str]] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"errcode": 0, "errmsg": "ok"}')

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    path = working.config_path
    lines = f'service = "wecom"\nurl = "http://127.0.0.1:{server.server_port}/send"'
    path.write_text(with_robot(path.read_text("utf-8"), lines), "utf-8")
    monkeypatch.setenv("COLLABTUI_ROBOT_TOKEN", "k3y-of-the-hook")
    monkeypatch.setenv("COLLABTUI_ROBOT_TOKEN_NEW_LINE", "k3y-of-its-own")
    try:
        said = typed(f"report status --matter {X} --post --locale zh", now=FRIDAY)
        typed(["matter", "edit", X, "--channel", "新品群，机器人：new-line"])
        own = typed(f"report status --matter {X} --post --locale zh", now=FRIDAY)
        typed(["matter", "edit", X, "--channel", "新品群，机器人：other"])
        without = typed(f"report status --matter {X} --post --locale zh", now=FRIDAY)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert said.code == 0, said.err
    (target, body), (own_target, _) = posts
    assert target == "/send?key=k3y-of-the-hook"
    assert (own_target, "新品群" in own.out) == ("/send?key=k3y-of-its-own", True)
    assert (without.code, "COLLABTUI_ROBOT_TOKEN_OTHER" in without.err) == (1, True), "never to the group of another"
    assert "【进展】 新品上线" in json.loads(body)["text"]["content"]
    assert "k3y" not in said.out + said.err
    assert [one["kind"] for one in typed("report kept --json", now=FRIDAY).json] == ["status"] * 2
    log = working.config_path.parent / "log"
    assert not any(b"k3y" in file.read_bytes() for file in log.glob("*") if file.is_file())


def test_a_robot_without_tls_is_refused(working: Home, typed: Type) -> None:
    path = working.config_path
    before = path.read_text("utf-8")
    for line in ('url = "http://robots.example.test/send"', 'token = "abc"'):
        path.write_text(with_robot(before, f'service = "wecom"\n{line}'), "utf-8")
        said = typed("report week --post", now=FRIDAY)
        assert (said.code, "robot" in said.err) == (1, True), said.err


def test_a_text_for_a_group_says_where_it_belongs(working: Home, typed: Type) -> None:
    assert "发到" not in typed(f"report status --matter {X} --group wecom --lang zh", now=FRIDAY).err
    typed(["matter", "edit", X, "--channel", "资料盘 https://d.example.test", "--channel", "新品群；机器人：np"])
    said = typed(f"report status --matter {X} --group wecom --json", now=FRIDAY)
    assert said.json["channel"]["name"] == "新品群"
    assert "新品群" in typed(f"report status --matter {X} --group wecom", now=FRIDAY).err
