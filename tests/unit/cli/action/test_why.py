"""Five whys of what is held up: on the command line, in the form, and taken back."""

from collabtui.home import Home
from support.command_line import Type


def test_a_chain_is_written_on_until_the_cause_and_stands_in_the_form(published: Home, typed: Type) -> None:
    assert "--because" in typed("action why A1").out
    typed("action update A1 --status blocked --reason machine")
    typed(["action", "why", "A1", "--because", "no test machine", "--because", "the order was late"])
    said = typed(["action", "why", "A1", "--because", "nobody owns orders"])
    assert [line.strip() for line in said.out.splitlines()[1:4]] == [
        "1. because no test machine", "2. because the order was late", "3. because nobody owns orders",
    ]  # fmt: skip
    assert "Why “nobody owns orders”?" in said.out
    form = typed("matter form X-2026-001 exceptions").out
    assert "Chain of whys" in form
    assert "3. nobody owns orders" in form
    typed("undo --yes")
    assert typed("action why A1 --json").json["whys"] == ["no test machine", "the order was late"]


def test_one_that_nobody_called_blocked_is_in_the_form_too(published: Home, typed: Type) -> None:
    typed(["action", "why", "A2", "--because", "two forms ask the same"])
    rows = [line for line in typed("matter form X-2026-001 exceptions").out.splitlines() if "two forms" in line]
    assert len(rows) == 1
    assert "A2" in rows[0]


def test_a_reason_is_not_its_own_and_a_chain_has_an_end(published: Home, typed: Type) -> None:
    typed(["action", "why", "A1", "--because", "late"])
    assert typed(["action", "why", "A1", "--because", "Late"]).code == 1
    many = [word for number in range(9) for word in ("--because", f"reason {number}")]
    assert typed(["action", "why", "A1", *many]).code == 1
    assert typed(["action", "why", "A1", "--anew", *many]).code == 0
    assert typed(["action", "why", "A1", "--anew", "--json"]).json["whys"] == []
