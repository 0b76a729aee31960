"""Votes by commands: shown, sent, answered by mail, counted, closed, undone."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

FACILITATOR, ALICE, CAROL = "facilitator@example.test", "alice@example.test", "carol@example.test"
ASK = ["decision", "ask", "M1", "哪天搬", "--choice", "A=五月", "--choice", "B=六月", "--to", "Alice", "--to", "Carol"]


@pytest.fixture
def meeting(configured: Home, typed: Type, people_file: object, agenda_file: object) -> str:
    typed(f"person import {people_file}")
    assert typed(f"meeting new --file {agenda_file}").code == 0
    return "M1"


def reads(typed: Type, server: MailServer, address: str, text: str) -> None:
    server.deliver(FACILITATOR, answer(server, address, text))
    assert typed("sync", now="2026-03-02T17:00+08:00").code == 0


def test_a_vote_is_asked_counted_closed_and_taken_back(meeting: str, typed: Type, mail_server: MailServer) -> None:
    assert [one["to"] for one in typed([*ASK, "--json"]).json] == [ALICE, CAROL]
    assert typed("decision list --json").json == []
    assert "decision ask" in typed("decision list").out
    assert typed([*ASK, "--send", "--json"]).json == {"ref": "VOTE1", "queued": 2, "sent": 2}
    reads(typed, mail_server, ALICE, "B")
    shown = typed("decision show VOTE1 --json").json
    assert [(one["key"], one["votes"]) for one in shown["choices"]] == [("A", 0), ("B", 1)]
    assert [one["name"] for one in shown["silent"]] == ["Carol"]
    assert "✓ B" in typed("inbox show 1").out
    closed = typed("decision close VOTE1")
    assert (closed.code, "not voted: Carol" in closed.out) == (0, True)
    assert typed("decision close VOTE1").code == 1
    assert typed("undo").code == 1, "who was told hears of it"
    assert typed("undo --yes").code == 0
    assert typed("decision show VOTE1 --json").json["state"] == "open"
    assert "投 弃权" in typed(["--lang", "zh", "decision", "vote", "VOTE1", "Carol", "abstain"]).out
    assert typed("decision show VOTE1 --json").json["abstained"] == 1
    assert typed("decision withdraw VOTE1").code == 0
    assert typed("decision list --json").json == []


def test_programs_are_told_of_a_vote_that_is_only_offered(meeting: str, typed: Type, mail_server: MailServer) -> None:
    assert typed([*ASK, "--send"]).code == 0
    reads(typed, mail_server, ALICE, "B seems safer")
    shown = typed("inbox show 1 --json", now="2026-03-02T17:00+08:00").json
    (vote,) = shown["own_answers"]
    assert (vote["kind"], vote["what"], vote["certain"], shown["position"]) == ("vote", "B", False, None)


def test_what_cannot_be_is_refused_with_the_way_out(meeting: str, typed: Type) -> None:
    refused = typed(ASK[:6])
    assert (refused.code, "--choice" in refused.err) == (1, True)
    assert typed("decision show VOTE9").code == 1


def test_who_is_away_until_after_the_last_day_is_named(meeting: str, typed: Type) -> None:
    typed("person away Carol --from 2026-02-27 --to 2026-03-20 --deputy Alice")
    warned = typed([*ASK, "--send"]).err
    assert ("Carol is away until" in warned, "Alice" in warned) == (True, False)


def test_a_meeting_that_was_cancelled_is_shown_as_that(meeting: str, typed: Type) -> None:
    assert "cancelled" not in typed("meeting show M1").err
    typed("meeting cancel M1")
    assert "M1 is cancelled." in typed("meeting show M1").err
