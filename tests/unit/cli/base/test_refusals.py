"""Bad input: one clear sentence, exit code 1, nothing lost, nothing half written."""

import errno
import re
import shlex
from pathlib import Path

import pytest

from collabtui.cli import dispatch
from collabtui.cli.action import edit_action_command
from collabtui.demo.server import MailServer
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.mail.transport.secrets import Secret
from support.command_line import AGENDA, Type


def refused(typed: Type, line: str | list[str], *wanted: str, now: str = "2026-03-02T10:00+08:00") -> None:
    said = typed(line, now=now)
    assert said.code == 1, said
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert [word for word in wanted if word not in said.err] == []
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (("title: 新品上线协作会\n", ""), ("title",)),
        (("2026-03-02 14:00", "2026-02-30 14:00"), ("2026-02-30",)),
        (("participants: [部门:研发部, Bob]", "participants: [Alise]"), ("Alise", "Alice")),
        (("部门:研发部", "部门:研发"), ("研发",)),
        (("- 10m 开场与目标 @Lead", "- 开场与目标"), ("开场与目标",)),
        (("place:", "plaec:"), ("plaec", "place")),
    ],
)
def test_an_agenda_that_cannot_be(
    configured: Home, typed: Type, people_file: Path, tmp_path: Path, change: tuple[str, str], wanted: tuple[str, ...]
) -> None:
    typed(f"person import {people_file}")
    file = tmp_path / "wrong.md"
    file.write_text(AGENDA.replace(*change), encoding="utf-8")
    refused(typed, f"meeting new --file {file}", *wanted)
    assert typed("meeting list --json").json == []
    assert typed("matter list --json").json == []


@pytest.mark.parametrize(
    ("notes", "wanted"),
    [
        ("d: 好\na: 一件事 @Nobody 截止3月6日", ("2", "Nobody")),
        ("a: 一件事 @Alice @Bob 截止3月6日", ("1",)),
        ("a: 一件事 @Alice 截止2月30日", ("2月30日",)),
        ("/dance", ("dance",)),
    ],
)
def test_notes_that_cannot_be(
    configured: Home,
    typed: Type,
    people_file: Path,
    agenda_file: Path,
    tmp_path: Path,
    notes: str,
    wanted: tuple[str, ...],
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    file = tmp_path / "notes.txt"
    file.write_text(notes, encoding="utf-8")
    refused(typed, f"meeting record M1 --file {file}", *wanted)
    assert typed("action list --json").json == []
    assert typed("meeting show M1 --json").json["state"] == "planned"


def test_notes_are_taken_with_what_is_unclear_in_them_where_that_is_said(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    file = tmp_path / "notes.txt"
    lines = ("d: 好", "a: 一件事 @Nobody 截止3月6日", "a: 另一件 @Alice 截止2月30日", "/dance", "/present Nobody")
    file.write_text("\n".join(lines), encoding="utf-8")
    refused(typed, f"meeting record M1 --file {file}", "--allow-unclear")
    shown = typed(f"meeting record M1 --file {file} --allow-unclear", now="2026-03-02T15:00+08:00")
    assert shown.code == 0
    assert all(word in shown.err for word in ("Nobody", "2月30日", "/dance", "/present Nobody"))
    first, second = typed("action list --json").json
    assert (first["owner"], first["due"]) == (None, "2026-03-06")
    assert (second["owner"]["name"], second["due"]) == ("Alice", None)
    assert typed("meeting show M1 --json").json["state"] == "recorded"


def test_a_sentence_repeats_no_line_that_is_as_long_as_a_file(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    file = tmp_path / "notes.txt"
    file.write_text("a: x " + "+somebody " * 1000, encoding="utf-8")
    shown = typed(f"meeting record M1 --file {file} --allow-unclear", now="2026-03-02T15:00+08:00")
    assert shown.code == 0
    assert "+somebody" in shown.err
    assert len(shown.err.splitlines()[0]) < 1000


def test_a_command_that_cannot_be_carried_out_stops_notes_with_what_is_unclear_too(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    file = tmp_path / "notes.txt"
    file.write_text("a: 一件事 @Nobody\n/slot 99\n", encoding="utf-8")
    refused(typed, f"meeting record M1 --file {file} --allow-unclear", "2", "99")
    assert typed("action list --json").json == []
    assert typed("meeting show M1 --json").json["state"] == "planned"


def test_minutes_with_an_action_that_nobody_owns(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    (tmp_path / "notes.txt").write_text("a: 一件事 截止3月6日 交付:方案", encoding="utf-8")
    typed(f"meeting record M1 --file {tmp_path / 'notes.txt'}", now="2026-03-02T15:00+08:00")
    refused(typed, "meeting minutes M1 --send", "A1", "--allow-incomplete", now="2026-03-02T15:00+08:00")
    assert typed("outbox list --json").json == []


def test_refs_and_files_that_are_not_there(configured: Home, typed: Type) -> None:
    typed("person list")
    refused(typed, "meeting show M9", "M9")
    refused(typed, "action show A9", "A9")
    refused(typed, "meeting new --file /nowhere/agenda.md", "/nowhere/agenda.md")
    refused(typed, "person import /nowhere/people.csv", "/nowhere/people.csv")


CARDS = """BEGIN:VCARD
FN:张伟
EMAIL:zhang@example.test
END:VCARD
BEGIN:VCARD
FN:前台
TEL:110
END:VCARD
"""


def test_people_without_an_address_are_named_and_left_out_when_that_is_said(
    configured: Home, typed: Type, tmp_path: Path
) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_text(CARDS, encoding="utf-8")
    refused(typed, f"person import {cards}", "1 person can be imported", "前台", "line 5", "--skip")
    assert typed("person list --json").json == []
    done = typed(f"person import {cards} --skip")
    assert "1 added" in done.out
    assert "Left out because there is no address: 前台." in done.out
    assert [one["email"] for one in typed("person list --json").json] == ["zhang@example.test"]
    assert typed(f"person import {cards} --skip --json").json == {
        "added": 0, "changed": 0, "unchanged": 1, "left": [], "skipped": ["前台"],
    }  # fmt: skip


def test_without_a_configuration_the_way_out_is_named(home: Home, typed: Type) -> None:
    refused(typed, "meeting invite M1", "collabtui init")
    refused(typed, "action list", "collabtui init")


def test_a_key_that_nobody_knows(configured: Home, typed: Type) -> None:
    text = configured.config_path.read_text(encoding="utf-8")
    configured.config_path.write_text(text.replace("max_minutes", "max_minuets"), encoding="utf-8")
    refused(typed, "sync", "max_minuets", "max_minutes")


def test_a_dead_server_loses_nothing(
    configured: Home, typed: Type, mail_server: MailServer, people_file: Path, agenda_file: Path
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    with mail_server.outage():
        said = typed("meeting invite M1")
        assert said.code == 0
        assert "127.0.0.1" in said.err
    assert {mail["state"] for mail in typed("outbox list --json").json} == {"queued"}
    assert typed("sync").code == 0
    assert {mail["state"] for mail in typed("outbox list --json").json} == {"sent"}


def test_a_wrong_password_is_said_and_loses_nothing(
    configured: Home,
    typed: Type,
    mail_server: MailServer,
    people_file: Path,
    agenda_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    monkeypatch.setattr(Secret, "reveal", lambda _: "wrong")
    said = typed("meeting invite M1")
    assert said.code == 0
    assert "facilitator@example.test" in said.err
    assert mail_server.password not in said.err
    assert {mail["state"] for mail in typed("outbox list --json").json} == {"queued"}


@pytest.mark.parametrize(
    "line", ["meeting", "meeting dance", "dance", "action update A1 --percent many", "meeting new"]
)
def test_wrong_usage_is_exit_code_2(configured: Home, typed: Type, line: str) -> None:
    said = typed(line)
    assert said.code == 2
    assert said.err


def test_now_has_to_be_an_instant(configured: Home, typed: Type) -> None:
    said = typed("action list", now="tomorrow")
    assert said.code == 1
    assert "2026-03-02T14:00:00+08:00" in said.err


def test_without_a_terminal_the_screens_point_to_the_commands(configured: Home, typed: Type) -> None:
    said = typed([])
    assert said.code == 1
    assert "collabtui --help" in said.err
    assert "meeting" in typed(["--help"]).out


def test_wrong_usage_is_said_in_one_sentence_of_the_readers_language(configured: Home, typed: Type) -> None:
    for lang, wanted in (("zh", "没有参数 --ownr"), ("en", "has no option --ownr")):
        said = typed(f"--lang {lang} action list --ownr x")
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert wanted in said.err
        assert "--owner" in said.err


@pytest.mark.parametrize("now", ["2026-03-02", "0001-01-01T00:00+08:00", "9999-12-31T23:00-08:00", ""])
def test_now_is_refused_where_no_zone_can_be_applied_to_it(configured: Home, typed: Type, now: str) -> None:
    said = typed("action list", now=now or "x")
    assert (said.code, said.err.count("\n")) == (1, 1)


@pytest.mark.parametrize("now", ["1970-01-01T00:00+00:00", "2099-12-31T23:59+14:00", "2026-03-02T14:00:00.123456Z"])
def test_now_may_be_long_ago_or_far_ahead(published: Home, typed: Type, now: str) -> None:
    for line in ("action list", "remind --dry-run", "sync", "action update A1 --note x", "meeting list"):
        said = typed(line, now=now)
        assert (said.code, said.err) == (0, ""), line


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["action", "add", ""], "title"),
        (["action", "add", " \x1b \n"], "title"),
        (["action", "add", "x", "--owner", "Nobody"], "Nobody"),
        (["action", "add", "x", "--due", "2026-02-30"], "2026-02-30"),
        (["action", "add", "x", "--owner", "Bob", "--collaborator", "Bob"], "Bob"),
        (["action", "add", "x", "--depends-on", "A9"], "A9"),
        (["action", "add", "x", "--depends-on", "X-2026-001"], "X-2026-001"),
        (["action", "update", "A9", "--status", "done"], "A9"),
        (["action", "update", "A1"], "--status"),
        (["action", "update", "A1", "--percent", "101"], "101"),
        (["action", "update", "A1", "--status", "done", "--percent", "30"], "30"),
        (["action", "update", "A1", "--due", "never"], "never"),
        (["person", "add", "", "x@example.test"], "x@example.test"),
        (["person", "add", "Zed", "nonsense"], "nonsense"),
        (["person", "add", "Zed", "z@example.test", "--timezone", "Mars"], "Mars"),
        (["person", "add", "Zed", "bob@example.test"], "bob@example.test"),
        (["matter", "new", "  "], "title"),
        (["matter", "show", "nope"], "nope"),
        (["inbox", "show", "99"], "I99"),
        (["inbox", "show", "x", "--json"], "IX"),
        (["inbox", "apply", "99"], "I99"),
        (["outbox", "show", "x", "--eml"], "OX"),
        (["outbox", "hold", "1"], "O1"),
        (["trail", "A77"], "A77"),
        (["action", "list", "--owner", "Nobody"], "Nobody"),
        (["action", "list", "--department", "Nobody"], "Nobody"),
        (["meeting", "edit", "M1"], "$EDITOR"),
        (["explain", "/nowhere.eml"], "/nowhere.eml"),
    ],
)
def test_every_command_refuses_in_one_sentence(published: Home, typed: Type, words: list[str], wanted: str) -> None:
    before = typed("trail --json").json
    said = typed(words, EDITOR="", VISUAL="")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), said
    assert wanted in said.err
    assert typed("trail --json").json == before


@pytest.mark.parametrize(
    ("editor", "wanted"),
    [
        ("/nowhere/vi", "/nowhere/vi"),
        ("'unclosed", "unclosed"),
        ("false", "code 1"),
        ("sed -i s/title/titel/", "titel"),
        ("sed -i d", "---"),
        ("cp /bin/true", "text"),
    ],
)
def test_an_editor_that_does_not_end_well_changes_nothing_and_loses_nothing(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, editor: str, wanted: str
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    before = typed("meeting show M1").out
    said = typed("meeting edit M1", EDITOR=editor, VISUAL="")
    assert (said.code, said.out) == (1, "")
    assert wanted in said.err
    if kept := re.search(r"/\S+\.md", said.err):
        Path(kept[0].rstrip(".")).unlink()
    else:
        assert "cannot be run" in said.err
    assert typed("meeting show M1").out == before


def test_a_configuration_that_is_no_table_is_refused_by_deeds_and_does_not_stop_a_list(home: Home, typed: Type) -> None:
    home.root.mkdir()
    for content in ("organiser = 7", "organiser = []", "", "[organiser]\nlocale = 7\ntimezone = 7"):
        home.config_path.write_text(content)
        said = typed("sync")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert "organiser" in said.err


@pytest.mark.parametrize(
    "line",
    [
        ["action", "show", "A1\nA2 is done"],
        ["action", "list", "--owner", "Bob\r\nA2 is done"],
        ["person", "import", "/nowhere\nA2 is done"],
        ["template", "show", "minutes\nA2 is done"],
    ],
)
def test_a_line_break_in_what_was_typed_makes_no_line_of_ours(configured: Home, typed: Type, line: list[str]) -> None:
    refused(typed, line, "A2 is done")


@pytest.mark.parametrize("number", ["-1", "1_0", "+1", "٣", "１", " 1", "9" * 19, "9" * 5000])
def test_a_number_is_digits_and_not_too_many(configured: Home, typed: Type, number: str) -> None:
    said = typed(["undo", "--list", f"--limit={number}"])
    assert (said.code, said.out) == (2, "")
    assert "--limit" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "line",
    [["backup", "FAR"], ["template", "show", "FAR"], ["move", "--to", "FAR"], ["--home", "FAR", "doctor", "--check"]],
)
def test_a_name_that_no_file_can_have_is_a_sentence(configured: Home, typed: Type, line: list[str]) -> None:
    assert typed("action list").code == 0  # makes the database
    said = typed(["a" * 5000 if word == "FAR" else word for word in line])
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "aaa" in said.err


@pytest.mark.parametrize("url", ["postgresql://li:top-secret@[x/y", "postgresql://li:top%zzsecret@h/y"])
@pytest.mark.parametrize("line", ["action list", "doctor", "sync"])
def test_a_url_that_cannot_be_read_is_not_repeated(configured: Home, typed: Type, url: str, line: str) -> None:
    """A password may stand in it."""
    with configured.config_path.open("a") as file:
        file.write(f'[database]\nurl = "{url}"\n')
    said = typed(line)
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
    assert "secret" not in said.out + said.err


@pytest.mark.parametrize("damage", [b"\0", b"[organiser", b"\xff\xfe"])
@pytest.mark.parametrize(
    "line", ["action list", "status", "doctor --check", "backup {tmp}/x.zip", "export {tmp}/x", "report week", "trail"]
)
def test_where_the_configuration_cannot_be_read_the_database_that_lies_here_is_not_taken_for_the_one_it_names(
    published: Home, typed: Type, tmp_path: Path, damage: bytes, line: str
) -> None:
    """It may have named the organisation's: a backup of what lies here would be said to hold everything."""
    published.config_path.write_bytes(damage)
    refused(typed, line.format(tmp=tmp_path), str(published.config_path))
    assert not (tmp_path / "x.zip").exists()
    assert not (tmp_path / "x").exists()


def test_a_copy_repairs_a_configuration_that_cannot_be_read(published: Home, typed: Type, tmp_path: Path) -> None:
    typed(f"backup {tmp_path}/x.zip")
    published.config_path.write_bytes(b"\0")
    assert typed(f"restore {tmp_path}/x.zip").code == 0
    assert typed("action list").code == 0


@pytest.mark.parametrize("name", ["--home", "--now", "--as", "--lang"])
@pytest.mark.parametrize("line", ["{}= action list", "action list {}=", "{} '' action list", "{}="])
def test_a_common_option_without_a_value_is_refused(configured: Home, typed: Type, name: str, line: str) -> None:
    """A variable that is not set would have led to the home of whoever types it."""
    said = typed(shlex.split(line.format(name)))
    assert (said.code, said.out) == (2, "")
    assert f"{name} " in said.err


@pytest.mark.parametrize("error", [MemoryError(), OSError(errno.EMFILE, "Too many open files")])
def test_a_system_that_gives_no_more_is_told(
    configured: Home, typed: Type, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(dispatch, "_dispatched", fail)
    refused(typed, "action list", "limit")


def test_what_was_changed_before_the_database_was_away_is_said_to_be_kept(
    configured: Home, typed: Type, people_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else who reads that it cannot be reached does it again."""
    typed(f"person import {people_file}")

    def away(*_: object) -> None:
        raise Unreachable("database.unreachable", path="db.example.test", why="refused")

    monkeypatch.setattr(edit_action_command, "_warn", away)
    said = typed("action add task --owner Bob --no-mail")
    assert (said.code, len(said.err.strip().splitlines())) == (1, 2)
    assert "is kept" in said.err
    assert [one["title"] for one in typed("action list --json").json] == ["task"]
    monkeypatch.setattr(edit_action_command, "_acting", away)
    assert "is kept" not in typed("action add another --owner Bob --no-mail").err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("action add x --department 研发部 --lang zh", "、collabtui person add。"),
        ("action add x --start-tls --lang en", "Known: --owner"),
    ],
)
def test_an_option_of_another_command_is_refused_with_that_commands_name(typed: Type, line: str, words: str) -> None:
    refused = typed(line)
    assert (refused.code, words in refused.err) == (2, True), refused.err
