"""`inbox apply` and `inbox reject` decide on what a mail wants the minutes to say otherwise."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ALICE = "alice@example.test"
LATER = "2026-03-02T17:00+08:00"


@pytest.fixture(params=["更正: 决定应当是三个页面", "correction: the decision should say three pages"])
def corrected(published: Home, typed: Type, mail_server: MailServer, request: pytest.FixtureRequest) -> int:
    """Number of the mail that corrects the minutes."""
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, request.param))
    assert typed("sync", now=LATER).code == 0
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    assert [one["ask"] for one in waits["requests"]] == ["correct"]
    return int(waits["id"])


def _outcomes(typed: Type) -> list[str]:
    answers = typed("meeting sign-offs M1 --json", now=LATER).json
    return [one["outcome"] for person in answers for one in person["corrections"]]


def _newest(typed: Type) -> str:
    mail = next(one for one in typed("outbox list --json", now=LATER).json if one["to"] == ALICE)
    return typed(f"outbox show {mail['id']}", now=LATER).out


def _minutes(typed: Type) -> str:
    return typed("meeting minutes M1", now=LATER).out


def test_a_line_is_reworded_and_its_writer_hears(corrected: int, typed: Type) -> None:
    said = typed(["inbox", "apply", str(corrected), "--line", "d1", "--text", "Three pages in May"], now=LATER)
    assert (said.code, "meeting minutes M1 --send" in said.out) == (0, True), said.err
    assert _outcomes(typed) == ["accepted"]
    assert "Three pages in May" in _newest(typed)
    assert typed("inbox list --waiting --json", now=LATER).json == []


@pytest.mark.parametrize(
    ("line", "written", "kept"),
    [
        ("A1", "a: Three pages", "Three pages"),
        ("A1", "action: Three pages", "Three pages"),
        ("A1", "Three pages to bob@x.example", "Three pages to bob@x.example"),
        ("A1", "Three pages by 5 March", "Three pages by 5 March"),
        ("D1", "d: Three pages", "Three pages"),
        ("D1", "Three pages => and a picture", "Three pages => and a picture"),
    ],
)
def test_of_a_text_that_is_typed_as_such_a_line_the_words_count(
    corrected: int, typed: Type, line: str, written: str, kept: str
) -> None:
    said = typed(["inbox", "apply", str(corrected), "--line", line, "--text", written], now=LATER)
    assert said.code == 0, said.err
    assert (_outcomes(typed), f"{kept}" in _minutes(typed)) == (["accepted"], True)
    assert written == kept or written not in _minutes(typed)


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ("a: Three pages @alice 5 March => two copies", ("@alice", "5 March", "=> two copies")),
        ("a: Three pages, 5 March", ("5 March",)),
        ("Three pages @alice => two copies", ("@alice", "=> two copies")),
    ],
)
def test_owner_day_and_deliverable_are_no_words_of_a_line(
    corrected: int, typed: Type, written: str, more: tuple[str, ...]
) -> None:
    before = _minutes(typed)
    said = typed(["inbox", "apply", str(corrected), "--line", "A1", "--text", written], now=LATER)
    assert (said.code, _outcomes(typed), _minutes(typed)) == (1, ["open"], before)
    for named in ("A1", *more, '--text "Three pages"', "collabtui action update A1 --owner"):
        assert named in said.err


def test_a_line_that_was_missing_is_put_in(corrected: int, typed: Type) -> None:
    assert typed(["inbox", "apply", str(corrected), "--text", "d: Three pages"], now=LATER).code == 0
    assert (_outcomes(typed), "Three pages" in _minutes(typed)) == (["accepted"], True)


def test_it_is_refused_with_a_reason(corrected: int, typed: Type) -> None:
    assert typed(["inbox", "reject", str(corrected), "--reason", "We agreed on two"], now=LATER).code == 0
    assert _outcomes(typed) == ["refused"]
    assert "We agreed on two" in _newest(typed)


@pytest.mark.parametrize(
    ("typed_line", "names"),
    [
        ((), "--line"),
        (("--line", "D9", "--text", "x"), "D9"),
        (("--line", "D1"), "M1"),
        (("--line", "D1", "--text", "a: Three pages"), "action. Give the new words of D1 alone"),
        (("--line", "A1", "--text", "d: Three pages"), "decision. Give the new words of A1 alone"),
        (("--line", "A1", "--text", "a: "), "a:"),
        (("--text", "a mere remark"), "note"),
        (("--text", "d: Three pages", "--proposal", "2"), "1"),
    ],
)
def test_what_cannot_be_taken_up_is_refused_with_the_way_out(
    corrected: int, typed: Type, typed_line: tuple[str, ...], names: str
) -> None:
    said = typed(["inbox", "apply", str(corrected), *typed_line], now=LATER)
    assert (said.code, names in said.err) == (1, True), said.err
    assert _outcomes(typed) == ["open"]


def test_a_mail_that_corrects_nothing_has_no_line(published: Home, typed: Type, mail_server: MailServer) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "2 延期到3月18日，因为供应商晚了"))
    typed("sync", now=LATER)
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    assert typed(["inbox", "apply", str(waits["id"]), "--line", "D1"], now=LATER).code == 1
