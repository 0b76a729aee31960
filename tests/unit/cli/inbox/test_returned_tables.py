"""`inbox take`: a department's plan that came back as a table is shown, taken over, and its sender is told."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer, newest

CAROL = "carol@example.test"
X1 = "X-2026-001"
LATER = "2026-03-02T17:00+08:00"
PLAN = "Task,Owner,Due,Deliverable\nSet up the lab,Bob,2026-03-20,lab\n"


def _back(server: MailServer, text: str, *names: str) -> bytes:
    mail = message_from_bytes(answer(server, CAROL, text), policy=SMTP)
    assert isinstance(mail, EmailMessage)
    for name in names:
        mail.add_attachment(PLAN.encode(), maintype="text", subtype="csv", filename=name)
    return mail.as_bytes()


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return " ".join(str(body.get_content()).split()) if body else ""


@pytest.fixture
def asked(published: Home, typed: Type) -> Home:
    typed(["matter", "ask", X1, "研发部", "two developers"])
    typed(["person", "edit", "Carol", "--locale", "en"])
    assert typed(["matter", "duties", X1, "--send"]).code == 0
    return published


def _waiting(typed: Type) -> dict[str, object]:
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    return dict(waits)


def test_a_changed_plan_is_shown_taken_over_and_told(asked: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", _back(mail_server, "plan attached, added a line", "plan.csv"))
    assert typed("sync", now=LATER).code == 0
    waits = _waiting(typed)
    number = str(waits["id"])
    assert waits["reason"] == "brings-table"
    told = _text(newest(mail_server, CAROL))
    assert ("Your plan has arrived (plan.csv)" in told, "Not understood" in told) == (True, False)
    shown = typed(["inbox", "show", number], now=LATER).out
    assert ("can be taken over as a plan" in shown, "inbox take" in shown) == (True, True)
    would = typed(["inbox", "take", number], now=LATER)
    assert (would.code, "Set up the lab" in would.out) == (0, True)
    assert _waiting(typed)["id"] == waits["id"], "nothing is taken in before a yes"
    taken = typed(["inbox", "take", number, "--yes"], now=LATER)
    assert (taken.code, "Carol" in taken.out or CAROL in taken.out) == (0, True)
    (made,) = [one for one in typed("action list --json", now=LATER).json if one["title"] == "Set up the lab"]
    assert (made["owner"]["name"], made["due"], made["matter"]) == ("Bob", "2026-03-20", X1)
    assert typed("inbox list --waiting --json", now=LATER).json == []
    assert typed(["action", "history", made["ref"], "--json"], now=LATER).json[0]["via"] == f"mail:I{number}"
    assert "Your plan (plan.csv) was taken over" in _text(newest(mail_server, CAROL))
    assert typed(["inbox", "undo", number], now=LATER).code == 0
    assert typed(["action", "show", made["ref"], "--json"], now=LATER).json["status"] == "cancelled"


def test_a_plan_that_comes_with_the_answer_to_a_request_is_named_and_waits(
    asked: Home, typed: Type, mail_server: MailServer
) -> None:
    assert typed(["matter", "request", X1, "--send"], now=LATER).code == 0
    mail_server.deliver("facilitator@example.test", _back(mail_server, "Please find our plan attached.", "own.csv"))
    assert typed("sync", now=LATER).code == 0
    assert _waiting(typed)["reason"] == "brings-table"
    assert "Your plan has arrived (own.csv)" in _text(newest(mail_server, CAROL))


def test_which_of_several_tables_is_said(asked: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", _back(mail_server, "see attached", "plan.csv", "other.csv"))
    assert typed("sync", now=LATER).code == 0
    number = str(_waiting(typed)["id"])
    asked_back = typed(["inbox", "take", number], now=LATER)
    assert (asked_back.code, "plan.csv, other.csv" in asked_back.err, "--file" in asked_back.err) == (1, True, True)
    assert typed(["inbox", "take", number, "--file", "other.csv"], now=LATER).code == 0
    assert typed(["inbox", "take", number, "--file", "third.csv"], now=LATER).code == 1


def test_a_column_and_a_sheet_can_be_said(asked: Home, typed: Type, mail_server: MailServer) -> None:
    global_plan = PLAN.replace("Deliverable", "Whatsit")
    mail = message_from_bytes(answer(mail_server, CAROL, "see attached"), policy=SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(global_plan.encode(), maintype="text", subtype="csv", filename="plan.csv")
    mail_server.deliver("facilitator@example.test", mail.as_bytes())
    assert typed("sync", now=LATER).code == 0
    number = str(_waiting(typed)["id"])
    words = ["inbox", "take", number, "--column", "Whatsit=deliverable"]
    assert "no sheet “2”" in typed([*words, "--sheet", "2"], now=LATER).err, "it is no workbook"
    said = typed([*words, "--yes", "--no-mail"], now=LATER)
    assert said.code == 0, said.err
    (made,) = [one for one in typed("action list --json", now=LATER).json if one["title"] == "Set up the lab"]
    assert made["deliverable"] == "lab"
