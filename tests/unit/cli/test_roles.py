"""Who may change what, and who may read what, on the command line."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ALICE, BOB, CAROL = "alice@example.test", "bob@example.test", "carol@example.test"
X = "X-2026-001"


@pytest.fixture
def ruled(published: Home, typed: Type) -> Home:
    """The organiser is administrator, Alice a scribe, Bob a reader, Carol the head of her department."""
    for who, role in (("Lead", "administrator"), (ALICE, "scribe"), (BOB, "reader"), (CAROL, "head")):
        assert typed(["role", "grant", who, role]).code == 0
    return published


def test_roles_are_given_listed_revoked_and_taken_back(published: Home, typed: Type) -> None:
    assert "everybody may do everything" in typed("role list").out
    refused = typed(["role", "grant", BOB, "reader"])
    assert (refused.code, "administrator first" in refused.err) == (1, True)
    assert "From now on" in typed("role grant Lead administrator").out
    typed(["role", "grant", BOB, "reader"])
    rows = typed("role list --json").json
    assert [(one["person"]["name"], one["role"], one["by"]) for one in rows] == [
        ("Lead", "administrator", "Lead"), ("Bob", "reader", "Lead"),
    ]  # fmt: skip
    assert "department head" in typed(["role", "grant", CAROL, "head"]).out
    last = typed("role revoke Lead administrator")
    assert (last.code, "nobody could give roles" in last.err) == (1, True)
    assert "Carol is no longer department head" in typed("role revoke Carol head").out
    assert typed("role revoke Carol head").code == 1
    assert "Carol as department head" in typed("undo --list").out
    typed("undo")
    assert len(typed("role list --json").json) == 3
    for who, role in ((CAROL, "head"), (BOB, "reader"), ("Lead", "administrator")):
        assert typed(["role", "revoke", who, role]).code == 0
    assert typed(["action", "add", "x", "--as", BOB]).code == 0, "roles do not count any more"


def test_a_refusal_names_who_could_in_both_languages(ruled: Home, typed: Type) -> None:
    refused = typed(["matter", "edit", X, "--goal", "less", "--as", ALICE])
    assert (refused.code, refused.err) == (1, "Alice may not change matters here. Ask: Lead.\n")
    assert (
        "Alice 在这里不能修改事项。请找：Lead。"
        in typed(["matter", "edit", X, "--goal", "x", "--as", ALICE, "--lang", "zh"]).err
    )
    assert typed(["role", "grant", ALICE, "administrator", "--as", ALICE]).code == 1, "nobody helps himself"
    assert typed(["action", "update", "A1", "--percent", "10", "--as", BOB]).code == 1
    assert typed(["action", "list", "--as", BOB]).code == 0
    assert typed(["action", "update", "A1", "--percent", "10", "--as", ALICE]).code == 0
    assert typed(["undo", "--as", ALICE]).code == 0
    assert typed(["action", "update", "A3", "--percent", "10", "--as", CAROL]).code == 1, "of another department"
    assert typed(["action", "update", "A1", "--percent", "20", "--as", CAROL]).code == 0


def test_who_lost_his_role_does_not_take_back_what_he_did_with_it(ruled: Home, typed: Type) -> None:
    typed(["action", "update", "A1", "--percent", "10", "--as", ALICE])
    typed(["role", "revoke", ALICE, "scribe"])
    assert "may not change" in typed(["undo", "--as", ALICE]).err


def test_who_answers_by_mail_and_the_clock_need_no_role(ruled: Home, typed: Type, mail_server: MailServer) -> None:
    typed(["role", "revoke", ALICE, "scribe"])
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "1 完成"))
    assert typed("sync --json", now="2026-03-05T09:30+08:00").json["read"]["apply"] == 1
    assert typed("action show A1 --json").json["status"] == "done"


def test_a_scribe_records_a_meeting_and_sends_its_minutes(ruled: Home, typed: Type, agenda_file: object) -> None:
    notes = ["meeting", "record", "M2", "--as", ALICE]
    assert typed(["meeting", "new", "--file", str(agenda_file), "--as", ALICE]).code == 1
    assert typed(["meeting", "new", "--file", str(agenda_file)]).code == 0
    file = f"{agenda_file}.txt"
    with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123  # a name beside a path
        out.write("d: so\na: Review it @Bob due 2026-03-10 => a note\nr: too late\n")
    said = typed([*notes, "--file", file], now="2026-03-02T15:00+08:00")
    assert said.code == 0, said.err
    sent = typed(["meeting", "minutes", "M2", "--send", "--as", ALICE], now="2026-03-02T16:00+08:00")
    assert sent.code == 0, sent.err


def test_a_restricted_matter_is_opened_by_its_people_alone_and_the_trail_says_by_whom(ruled: Home, typed: Type) -> None:
    assert typed(["matter", "show", X, "--as", BOB]).code == 0
    typed(["matter", "confidential", X, "--readers", "Alice"])
    closed = typed(["matter", "show", X, "--as", BOB])
    assert (closed.code, closed.out) == (1, "")
    assert closed.err == f"{X} is open to Lead, Alice only; Bob is not one of them.\n"
    assert typed(["matter", "form", X, "--as", BOB]).code == 1
    assert typed(["matter", "show", X, "--as", ALICE]).code == 0
    lines = typed("trail --json").json
    assert [one["actor"] for one in lines if one["ref"].startswith("READ")] == ["Alice"]
    assert typed(["undo", "--as", ALICE]).code == 1, "a reading is nobody's change"
    assert typed(["action", "update", "A1", "--percent", "30", "--as", CAROL]).code == 1
    assert typed(["action", "update", "A1", "--percent", "30", "--as", ALICE]).code == 0
    assert typed("doctor --check").code == 0


def test_lists_show_nothing_of_a_restricted_matter_to_who_has_no_part_in_it(ruled: Home, typed: Type) -> None:
    typed(["matter", "confidential", X, "--readers", "Alice"])
    title = "提供接口文档"
    for line in ("action list", "action show A1", "decision list", "trail A1", "matter list", "meeting show M1"):
        assert "接口" not in typed([*line.split(), "--as", BOB]).out, line
    for who in (ALICE, "Lead"):
        assert title in typed(["action", "list", "--as", who]).out
    assert title in typed("action list").out


def test_the_last_administrator_cannot_leave_and_who_left_is_not_named(ruled: Home, typed: Type) -> None:
    typed(["role", "grant", CAROL, "administrator"])
    typed(["role", "revoke", "Lead", "administrator"])
    gone = typed(["person", "leave", CAROL, "--to", ALICE, "--as", CAROL])
    assert (gone.code, "nobody could give roles" in gone.err) == (1, True)
    typed(["role", "grant", "Lead", "administrator", "--as", CAROL])
    assert typed(["person", "leave", CAROL, "--to", ALICE]).code == 0
    refused = typed(["role", "grant", BOB, "administrator", "--as", BOB])
    assert refused.err.endswith("Ask: Lead.\n")
    left = [one for one in typed(["role", "list"]).out.splitlines() if "left on" in one]
    assert left
    assert all("Carol" in one for one in left)


def test_the_organiser_can_be_the_first_in_a_home_where_nothing_was_sent_yet(configured: Home, typed: Type) -> None:
    assert typed("role grant Lead administrator").code == 0
    assert [one["person"]["name"] for one in typed("role list --json").json] == ["Lead"]
