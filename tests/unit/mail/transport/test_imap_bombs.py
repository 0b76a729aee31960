"""Answers of a server that are there to keep us busy: an error of that server, and no traceback."""

from collections.abc import Callable
from datetime import date

import pytest

from collabtui.errors import Unreachable
from collabtui.mail.transport import imap_connect
from collabtui.mail.transport.imap import ImapMailbox, connect
from support.imap_script import SECRET, Script, scripted
from support.scripted_server import Line, Scripted, commands

NESTED = "(" * 100_000


def listed(mailbox: ImapMailbox) -> object:
    return mailbox.junk_folder()


def searched(mailbox: ImapMailbox) -> object:
    return mailbox.new_uids(0)


def fetched(mailbox: ImapMailbox) -> object:
    return list(mailbox.fetch([1]))


def test_numbers_that_no_mail_has_are_left_out() -> None:
    script = Script()
    script.answers["UID SEARCH"] = ["* SEARCH 0 -3 5\r\n{tag} OK done"]
    with Scripted(script) as server, connect(scripted(server), SECRET, timeout=2) as mailbox:
        mailbox.select()
        assert mailbox.since(date(2026, 3, 2), date(2026, 3, 3)) == [5]


@pytest.mark.parametrize(
    ("verb", "answer", "ask"),
    [
        ("LIST", f"* LIST {NESTED}", listed),
        ("LIST", f'* LIST () "/" "{"x" * 2_000_000}"', listed),
        ("UID SEARCH", f"* SEARCH {NESTED}", searched),
        ("UID SEARCH", f"* SEARCH {'9' * 5000}", searched),
        ("UID SEARCH", f"* SEARCH 1 {'9' * 20}", searched),
        *(
            ("EXAMINE", f"* {exists} EXISTS\r\n* OK [UIDVALIDITY {validity}] x\r\n* OK [UIDNEXT {uidnext}] x", searched)
            for exists, validity, uidnext in (("9" * 20, 7, 1), (1, "9" * 20, 1), (1, 7, "9" * 20))
        ),
        ("UID FETCH", "* 1 FETCH (BODY[] {99999999999}\r\nabc)", fetched),
        ("UID FETCH", f"* 1 FETCH (BODY[] {{{'9' * 20}}}\r\nabc)", fetched),
        ("CAPABILITY", f"* CAPABILITY {{{'9' * 20}}}", searched),
    ],
)
def test_an_answer_without_measure_is_the_servers_fault(
    verb: str, answer: str, ask: Callable[[ImapMailbox], object]
) -> None:
    script = Script()
    script.answers[verb] = [answer + "\r\n{tag} OK done"]

    def opened_and_asked() -> None:
        with connect(scripted(server), SECRET, timeout=2) as mailbox:
            mailbox.select()
            ask(mailbox)

    with Scripted(script) as server, pytest.raises(Unreachable) as caught:
        opened_and_asked()
    assert caught.value.key in ("imap.answer", "imap.gone", "imap.timeout")


@pytest.mark.parametrize(
    ("command", "ask"), [("IDLE", lambda mailbox: mailbox.wait(5, lambda: False)), ("UID SEARCH", searched)]
)
def test_who_says_things_without_end_is_not_listened_to_for_ever(
    monkeypatch: pytest.MonkeyPatch, command: str, ask: Callable[[ImapMailbox], object]
) -> None:
    """What was said would all be kept, and nobody could leave meanwhile."""
    monkeypatch.setattr(imap_connect, "MOST_ANSWERS", 1000)

    def without_end(line: Line) -> None:
        line.say("* OK ready")
        for said in commands(line):
            tag, _, asked = said.partition(" ")
            if asked.startswith(command):
                line.say(*["+ idling"] * (command == "IDLE"))
                while True:
                    line.say(*["* 99999 EXISTS"] * 100)
            line.say(*ANSWERS.get(asked.partition(" ")[0], ()), f"{tag} OK done")

    def opened_and_asked() -> None:
        with connect(scripted(server), SECRET, timeout=2) as mailbox:
            mailbox.select()
            ask(mailbox)

    with Scripted(without_end) as server, pytest.raises(Unreachable) as caught:
        opened_and_asked()
    assert caught.value.key == "imap.gone"
    assert str(caught.value.values["why"]).endswith("more than 1000 answers")


ANSWERS = {
    "CAPABILITY": ["* CAPABILITY IMAP4rev1 IDLE"],
    "EXAMINE": ["* 1 EXISTS", "* OK [UIDVALIDITY 7] x", "* OK [UIDNEXT 2] x"],
}
