"""What departments give, on the command line."""

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ADD = ["resource", "add", "X-2026-001", "test server", "--department", "研发部", "--kind", "tools", "--amount", "2"]
DAYS = ["--from", "2026-03-09", "--to", "2026-03-11"]


def alices(typed: Type) -> str:
    """Her department."""
    people = typed("person list --json").json
    return str(next(one["department"] for one in people if one["email"] == "alice@example.test"))


def test_it_is_entered_asked_for_answered_and_withdrawn(published: Home, typed: Type, mail_server: MailServer) -> None:
    typed(["person", "edit", "alice@example.test", "--head", "yes"])
    department = alices(typed)
    add = [*ADD[:5], department, *ADD[6:]]
    added = typed([*add, *DAYS])
    assert (added.code, "RES1 test server" in added.out) == (0, True)
    clash = typed([*add, *DAYS])
    assert "RES1 of X-2026-001 is to ask for the same" in clash.err
    shown = typed("resource ask X-2026-001")
    assert all(part in shown.out for part in ("资源需求：2 项", "1. test server", "2. test server"))
    sent = typed("resource ask X-2026-001 --send --json").json
    assert (sent["resources"], sent["sent"]) == (["RES1", "RES2"], 1)
    assert "clashes with RES2" in typed("resource list").out
    assert "needs the same from 2026-03-09 to 2026-03-11" in typed([*add, *DAYS]).err
    row = typed(["resource", "answer", "RES1", "for", "all week", "--json"]).json
    assert (row["state"], row["text"], row["clashes"]) == ("promised", "all week", ["RES2"])
    before = len(mail_server.mail_for("alice@example.test"))
    assert "1 mail tells those who were asked" in typed("resource withdraw RES2").out
    assert len(mail_server.mail_for("alice@example.test")) == before + 1
    matter = typed("matter show X-2026-001")
    assert "promised · all week" in matter.out
    assert "1 resource is not promised yet" in typed("matter step X-2026-001").out
    assert [one["ref"] for one in typed("resource list --matter X-2026-001 --json").json] == ["RES1", "RES3"]


def test_what_two_matters_want_at_a_time_is_ranked_and_reported(published: Home, typed: Type) -> None:
    typed(["person", "edit", "alice@example.test", "--head", "yes"])
    add = [*ADD[:5], alices(typed), *ADD[6:]]
    row = typed([*add, *DAYS, "--for", "A1", "--json"]).json
    assert (row["action"], row["order_open"]) == ("A1", False)
    assert "for A1" in typed("resource list").out
    assert typed("action show A1 --json").json["resources"][0]["ref"] == "RES1"
    typed("resource ask X-2026-001 --send")
    other = typed(["matter", "new", "Fair", "--no-mail", "--json"]).json["ref"]
    again = typed(["resource", "add", other, *add[3:], *DAYS])
    assert f"whether {other} or X-2026-001 comes first" in again.err
    typed(["resource", "ask", other, "--send"])
    assert "which comes first is not decided" in typed("report load").out
    assert typed(["matter", "edit", other, "--rank", "1"]).code == 0
    assert typed(["matter", "show", other, "--json"]).json["rank"] == 1
    assert f"{other} comes first" in typed("resource list").out
    assert f"{other} comes first" in typed("report load").out
    assert typed(["matter", "edit", other, "--rank", "-1"]).code == 1


def test_the_forms_say_who_gives_what(published: Home, typed: Type) -> None:
    department = alices(typed)
    typed([*ADD[:5], department, *ADD[6:], *DAYS])
    assert "test server" in typed("matter form X-2026-001 breakdown").out
    assert "test server 2 2026-03-09" in typed("matter form X-2026-001 request").out


def test_an_empty_list_says_what_to_do(published: Home, typed: Type) -> None:
    assert "collabtui resource add" in typed("resource list").out
    assert typed("resource withdraw RES7").code == 1


def test_the_inbox_says_what_is_given_and_what_is_not(published: Home, typed: Type, mail_server: MailServer) -> None:
    typed(["person", "edit", "alice@example.test", "--head", "yes"])
    department = alices(typed)
    typed([*ADD[:5], department, *ADD[6:]])
    typed(["resource", "add", "X-2026-001", "活动预算", "--department", department])
    typed("resource ask X-2026-001 --send")
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "1 同意，2 不同意：太贵"))
    typed("sync", now="2026-03-02T17:00+08:00")
    rows = typed("inbox list --json").json
    (ref,) = (str(one["id"]) for one in rows if one["sender"] == "alice@example.test")
    shown = typed("inbox show", ref)
    parts = ("1 test server", "provides it", "2 活动预算", "does not provide it", "太贵")
    assert all(part in shown.out for part in parts)
