"""Departments asked, and changes decided, by commands: shown first, then sent, and answered by mail."""

from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer, newest

X = "X-2026-001"
FACILITATOR, ALICE, CAROL = "facilitator@example.test", "alice@example.test", "carol@example.test"


@pytest.fixture
def matter(configured: Home, typed: Type, people_file: object) -> str:
    typed("person import", str(people_file))
    typed(["matter", "new", "新品上线", "--goal", "投诉 -20 %", "--initiator", "项目办"])
    said = typed(["matter", "ask", X, "研发部", "两名后端"])
    assert (said.code, "matter request X-2026-001 --send" in said.out) == (0, True)
    return X


def reads(typed: Type, server: MailServer, address: str, text: str) -> None:
    server.deliver(FACILITATOR, answer(server, address, text))
    assert typed("sync", now="2026-03-02T17:00+08:00").code == 0


def test_a_request_is_shown_sent_and_answered(matter: str, typed: Type, mail_server: MailServer) -> None:
    shown = typed("matter request", X, "--json").json
    assert [(mail["to"], mail["department"]) for mail in shown] == [(ALICE, "研发部"), (CAROL, "研发部")]
    assert "─── 研发部 · Alice <alice@example.test>" in typed("matter request", X).out
    sent = typed("matter request", X, "--send", "--json").json
    assert sent == {"ref": X, "queued": 2, "sent": 2}
    assert str(newest(mail_server, CAROL)["Subject"]).startswith("[X-2026-001] 协作需求")
    reads(typed, mail_server, CAROL, "同意，对接人Alice")
    (part,) = typed("matter show", X, "--json").json["asked"]
    assert (part["state"], part["by"]["name"], part["via"]) == ("accepted", "Carol", "mail:I1")
    assert typed("matter show", X, "--json").json["contacts"][0]["name"] == "Alice"
    assert "研发部 · 两名后端 · accepted" in typed("matter show", X).out
    assert "研发部同意参与" in newest(mail_server, CAROL).get_body(("plain",)).get_content()  # type: ignore[union-attr]  # every mail of ours has a text part
    told = typed("trail", X).out
    assert "mail I1" in told
    assert "requests to departments: 研发部 waiting → 研发部 accepted 同意，对接人Alice" in told


def test_who_answered_is_named_and_of_a_deputy_for_whom(matter: str, typed: Type, mail_server: MailServer) -> None:
    typed("person edit Carol --head yes")
    away = typed("person away Carol --from 2026-03-01 --to 2026-03-13 --deputy Alice")
    assert away.code == 0, away.err
    typed("matter request", X, "--send")
    reads(typed, mail_server, ALICE, "同意，对接人Alice")
    assert "研发部 · 两名后端 · accepted · 同意，对接人Alice · Alice (for Carol)" in typed("matter show", X).out


def test_the_background_goes_with_the_request(
    matter: str, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    brief, large = tmp_path / "流程现状.pdf", tmp_path / "film.mp4"
    brief.write_bytes(b"%PDF-1.4 brief")
    large.write_bytes(bytes(8 * 2**20))
    assert "附件：流程现状.pdf" in typed("matter request", X, "--attach", str(brief)).out
    refused = typed("matter request", X, "--attach", str(brief), "--attach", str(large), "--send")
    assert (refused.code, "8 MB" in refused.err, "film.mp4" in refused.err) == (1, True, True)
    assert typed("matter request", X, "--attach", str(tmp_path / "none.pdf"), "--send").code == 1
    typed("matter request", X, "--attach", str(brief), "--send")
    for address in (ALICE, CAROL):
        (file,) = newest(mail_server, address).iter_attachments()
        assert (file.get_filename(), file.get_content_type()) == ("流程现状.pdf", "application/pdf")
        assert file.get_content() == b"%PDF-1.4 brief"


def test_what_is_not_clear_waits_and_is_said_by_a_command(matter: str, typed: Type, mail_server: MailServer) -> None:
    typed("matter request", X, "--send")
    reads(typed, mail_server, ALICE, "同意，但要到6月")
    assert "no clear answer" in typed("matter show", X).out
    refused = typed("inbox apply 1")
    assert (refused.code, "collabtui matter answer" in refused.err) == (1, True)
    assert "? unclear · 同意，但要到6月" in typed("inbox show 1").out
    assert "研发部: against." in typed("matter answer", X, "研发部", "against").out
    assert typed("matter show", X, "--json").json["asked"][0]["state"] == "objected"
    assert typed("inbox list --waiting --json").json == []


def test_the_contact_in_an_answer_by_telephone_is_taken_over(matter: str, typed: Type) -> None:
    for text in ("同意，对接人Alice", "agreed. Our contact is Alice", "对接人：Alice"):
        typed("matter contact", X, "研发部", "Carol")
        said = typed(["matter", "answer", X, "研发部", "for", text])
        assert (said.code, "Alice is the contact of 研发部" in said.out) == (0, True), text
        (contact,) = typed("matter show", X, "--json").json["contacts"]
        assert (contact["department"], contact["name"]) == ("研发部", "Alice"), text


def test_a_contact_whom_nobody_knows_is_named_and_nothing_is_noted(matter: str, typed: Type) -> None:
    said = typed(["matter", "answer", X, "研发部", "for", "同意，对接人王芳"])
    assert (said.code, "王芳" in said.err, "matter contact" in said.err) == (1, True, True)
    assert typed("matter show", X, "--json").json["asked"][0]["state"] != "accepted"


def test_a_contact_is_named_replaced_and_taken_away_by_command(matter: str, typed: Type) -> None:
    assert (
        typed(["matter", "contact", X, "研发部", "alice", "--no-mail"]).out == f"{X}: Alice is the contact of 研发部.\n"
    )
    row = typed(["matter", "contact", X, "研发部", "Carol", "--json"]).json
    assert [(one["department"], one["name"]) for one in row["contacts"]] == [("研发部", "Carol")]
    assert "has no contact any more" in typed(["matter", "contact", X, "研发部", ""]).out
    refused = typed(["matter", "contact", X, "研究部", "Alice"])
    assert (refused.code, "研发部" in refused.err) == (1, True)
    assert typed(["matter", "contact", X, "研发部", "nobody"]).code == 1


def test_a_department_that_is_not_there_leads_nothing(matter: str, typed: Type) -> None:
    refused = typed(["matter", "edit", X, "--lead", "不存在部"])
    assert (refused.code, "不存在部" in refused.err, "研发部" in refused.err) == (1, True, True)
    assert typed(["matter", "edit", X, "--lead", "研发部"]).code == 0
    assert typed(["matter", "new", "搬家", "--lead", "不存在部"]).code == 1
    assert len(typed("matter list --json").json) == 1


def test_explain_says_what_a_department_would_be_taken_to_say(
    matter: str, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    typed("matter request", X, "--send")
    file = tmp_path / "answer.eml"
    file.write_bytes(answer(mail_server, ALICE, "有异议：预算不够"))
    said = typed("explain", str(file)).out
    assert "✓ against · 预算不够" in said
    assert "objects for the department" in said
    assert typed("matter show", X, "--json").json["asked"][0]["state"] == "waiting"


def test_a_change_is_raised_asked_and_granted(matter: str, typed: Type, mail_server: MailServer) -> None:
    raised = typed(["matter", "change", X, "date", "推迟两周", "--reason", "供应商晚了", "--wanted", "2026-04-14"])
    assert (raised.code, "matter change C1 --send" in raised.out) == (0, True)
    assert [mail["to"] for mail in typed("matter change C1 --json").json["mails"]] == [ALICE, CAROL]
    assert typed("matter change C1 --send --json").json == {"ref": "C1", "queued": 2, "sent": 2}
    reads(typed, mail_server, ALICE, "同意")
    (change,) = typed("matter show", X, "--json").json["changes"]
    assert (change["state"], change["silent"]) == ("asked", [])
    assert [(one["department"], one["stance"]) for one in change["opinions"]] == [("研发部", "for")]
    assert typed(["matter", "grant", "C1", "按新日期走"]).code == 0
    assert typed("matter show", X, "--json").json["wanted"] == "2026-04-14"
    assert "已批准" in str(newest(mail_server, CAROL)["Subject"])
    again = typed("matter refuse C1")
    assert (again.code, "granted" in again.err) == (1, True)


def test_a_change_is_read_by_its_ref_at_every_state(matter: str, typed: Type, mail_server: MailServer) -> None:
    typed(["matter", "change", X, "date", "推迟两周", "--reason", "供应商晚了", "--wanted", "2026-04-14"])
    draft = typed("matter change C1")
    assert ("供应商晚了" in draft.out, "not sent" in draft.out, ALICE in draft.out) == (True, True, True)
    typed("matter change C1 --send")
    reads(typed, mail_server, ALICE, "不同意，来不及")
    asked = typed("matter change C1")
    assert (asked.code, "供应商晚了" in asked.out, "with the departments" in asked.out) == (0, True, True)
    assert ("研发部 · against · 不同意，来不及 · Alice" in asked.out, ALICE in asked.out) == (True, False)
    granted = typed(["matter", "grant", "C1", "按新日期走", "--overrule", "总经理已定"])
    assert "研发部: against (不同意，来不及)" in granted.out
    decided = typed("matter change C1").out
    assert all(text in decided for text in ("granted", "按新日期走", "研发部 · 总经理已定", "供应商晚了"))
    found = typed("matter change C1 --json").json
    assert (found["state"], found["reason"], found["mails"]) == ("granted", "供应商晚了", [])
    assert (found["opinions"][0]["stance"], found["overruled"][0]["reason"]) == ("against", "总经理已定")


def test_a_change_that_nobody_can_be_asked_about_is_read_all_the_same(configured: Home, typed: Type) -> None:
    typed(["matter", "new", "新品上线"])
    typed("matter change", X, "scope", "加一个城市")
    shown = typed("matter change C1")
    assert (shown.code, "加一个城市" in shown.out, "nobody can be asked" in shown.err) == (0, True, True)
    assert typed("matter change C1 --json").json["mails"] == []


def test_a_plan_that_changed_is_said_to_have_and_is_put_to_the_heads_anew(
    matter: str, typed: Type, mail_server: MailServer
) -> None:
    typed(["action", "add", "写方案", "--owner", "Alice", "--matter", X, "--due", "2026-03-13", "--no-mail"])
    typed(f"matter approve {X} plan --send")
    typed("action update A1 --due 2026-04-27 --no-mail")
    assert "the plan was changed after C1 was asked" in typed(f"matter step {X}").out
    asked = typed(f"matter approve {X} plan --send")
    assert ("C1" in asked.out, "C2 asks anew" in asked.out) == (True, True), asked.out
    assert "changed after" not in typed(f"matter step {X}").out
    typed("action update A1 --due 2026-04-28 --no-mail")
    granted = typed(["matter", "grant", "C2", "--overrule", "总经理已定"])
    assert (granted.code, f"matter approve {X} plan --send" in granted.err) == (0, True)


def test_the_approved_plan_is_shown_to_people_without_a_department(
    matter: str, typed: Type, mail_server: MailServer
) -> None:
    typed(["action", "add", "写方案", "--owner", "Alice", "--matter", X, "--no-mail"])
    typed(f"matter approve {X} plan --send")
    typed(["matter", "grant", "C1", "--overrule", "总经理已定"])
    assert [line for line in typed(f"matter plan {X}").out.splitlines() if line.startswith("─── Carol <")]


def test_heads_confirm_the_plan_and_who_has_not_is_overruled_by_name(
    matter: str, typed: Type, mail_server: MailServer
) -> None:
    typed(["action", "add", "写方案", "--owner", "Alice", "--matter", X, "--no-mail"])
    assert [mail["to"] for mail in typed(f"matter approve {X} plan --json").json] == [CAROL]
    assert typed(f"matter approve {X} plan --send --json").json == {"ref": "C1", "queued": 1, "sent": 1}
    refused = typed(["matter", "grant", "C1"])
    assert (refused.code, "研发部" in refused.err, "--overrule" in refused.err) == (1, True, True)
    assert typed(["matter", "grant", "C1", "--overrule", "市场部=没空"]).code == 1
    assert typed(["department", "rename", "研发部", "技术中心"]).code == 0
    granted = typed(["matter", "grant", "C1", "--overrule", "研发部＝总经理已定"])
    assert granted.code == 0
    assert "技术中心: no answer\ngranted without the yes of 技术中心: 总经理已定" in granted.out
    (change,) = typed("matter show", X, "--json").json["changes"]
    by_today_s_name = [("技术中心", "总经理已定")]
    assert [(one["department"], one["reason"]) for one in change["overruled"]] == by_today_s_name
    assert "总经理已定" in typed(f"matter form {X} breakdown --format md").out


def test_each_department_is_sent_the_draft_of_its_duties(matter: str, typed: Type, mail_server: MailServer) -> None:
    typed(["action", "add", "写方案", "--owner", "Alice", "--matter", X, "--no-mail"])
    shown = typed(["matter", "duties", X]).out
    assert ("写方案" in shown, "--send" in shown) == (True, True)
    assert {one["department"] for one in typed(f"matter duties {X} --json").json} == {"研发部"}
    sent = typed(["matter", "duties", X, "--department", "研发部", "--send", "--json"]).json
    assert sent["queued"] == sent["sent"] > 0
    assert [file.get_filename() for file in newest(mail_server, CAROL).iter_attachments()] == ["X-2026-001 研发部.xlsx"]
    assert "already" in typed(["matter", "duties", X, "--department", "研发部", "--send"]).err
    assert "写方案" in typed(["matter", "form", X, "breakdown", "--department", "研发部", "--format", "csv"]).out


def test_what_cannot_be_is_refused_with_the_way_out(matter: str, typed: Type) -> None:
    assert "财务部" in typed(["matter", "ask", X, "财务部", "x"]).err
    assert "--wanted" in typed(["matter", "change", X, "date", "推迟"]).err
    assert typed(["matter", "change", X, "cost", "x"]).code == 2
    typed("matter request", X, "--send")
    assert "matter ask X-2026-001" in typed("matter request", X, "--send").err
    typed("matter change", X, "scope", "加一个城市")
    assert "Nothing" not in typed("matter opinion C1 研发部 for").out


def test_silent_departments_are_among_what_is_due_to_be_reminded(matter: str, typed: Type) -> None:
    typed("matter request", X, "--send", now="2026-03-02T10:00+08:00")
    assert typed("remind --dry-run --json", now="2026-03-04T09:59+08:00").json == []
    (due,) = typed("remind --dry-run --json", now="2026-03-04T10:00+08:00").json
    assert (due["kind"], due["to"]["email"], due["ref"]) == ("reminder", ALICE, X)
    typed("remind", now="2026-03-04T10:00+08:00")
    assert typed("remind --dry-run --json", now="2026-03-04T11:00+08:00").json == []


def test_who_asks_hears_at_once_that_nobody_of_a_department_is_there(matter: str, typed: Type) -> None:
    typed("person away Carol --to 2026-03-09 --deputy Alice")
    assert "现在没有人能答复" not in typed("matter request", X, "--send").err
    typed("matter change", X, "scope", "加一个城市")
    typed("person away Alice --to 2026-03-06")
    said = typed("matter change C1 --send").err
    assert "Nobody at 研发部 can answer now: " in said or "研发部现在没有人能答复：" in said
    assert said.count("Carol") == 1
    assert said.count("Alice") == 2
    assert "person away" in said


def test_who_is_still_asked_hears_that_the_matter_is_archived(
    matter: str, typed: Type, mail_server: MailServer, tmp_path: Path
) -> None:
    typed("matter request", X, "--send")
    typed("matter change", X, "scope", "加一个城市", "--send")
    reads(typed, mail_server, CAROL, "同意")
    said = typed("matter archive", X, "--to", str(tmp_path / "x")).err
    assert (ALICE in said, CAROL in said) == (True, True)
    told = [
        one for one in typed("outbox list --json").json if one["kind"] == "notice" and "两名后端" in shown(typed, one)
    ]
    assert sorted(one["to"] for one in told) == [ALICE, CAROL], (
        "of the request, not of the change, which Carol answered"
    )
    assert "archived" in shown(typed, told[0]) or "归档" in shown(typed, told[0])
    assert ALICE not in typed("matter archive", X, "--to", str(tmp_path / "y")).err, "once"


def shown(typed: Type, mail: dict[str, object]) -> str:
    return str(typed("outbox show", str(mail["id"])).out)
