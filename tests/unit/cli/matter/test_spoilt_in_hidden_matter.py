"""An action of a restricted matter that cannot be read: whoever has no part in the matter works on, and no error names
it to him; whoever has one is told which it is."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from collabtui.config_file import read_config
from collabtui.home import Home
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from support.command_line import Type

BOB, ALICE = "bob@example.test", "alice@example.test"
NAMES = ("A1", "collaborators", "oops")
SPOILT = {"collaborators": "{oops", "status": "oops", "created_at": "oops", "due": "oops"}
"""One that is left out, one of few, one that each record has to have, and a day."""
LINES = (
    "action list", "person list", "action export --format csv", "report week", "inbox list", "outbox list", "undo",
    "status", "doctor", "doctor --check", "remind --dry-run", "remind", "role list", "status --json", "doctor --json",
)  # fmt: skip


@pytest.fixture(params=SPOILT)
def spoilt(request: pytest.FixtureRequest, published: Home) -> Home:
    """Bob facilitates, and the matter is open to Alice and the organiser alone."""
    with open_workspace(published, read_config(published), lambda: datetime.now(UTC)) as workspace:
        acting = workspace.as_user("command")
        grant_role(acting, acting.actor, "administrator")
        grant_role(acting, BOB, "facilitator")
        make_confidential(acting, "X-2026-001", [ALICE])
    with closing(sqlite3.connect(published.database)) as raw, raw:
        raw.execute(f"UPDATE action SET {request.param} = ? WHERE ref = 'A1'", (SPOILT[request.param],))  # noqa: S608  # our own names
    return published


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_has_no_part_in_it_works_on_and_is_told_no_name(spoilt: Home, typed: Type, language: str) -> None:
    for line in LINES:
        answer = typed([*line.split(), "--as", BOB, "--lang", language])
        told = answer.out + answer.err
        assert not [one for one in NAMES if one in told], (line, told)
        assert "Traceback" not in told
    assert typed(["person", "list", "--as", BOB]).code == 0
    assert typed(["action", "list", "--as", BOB]).code == 0


def test_what_he_names_himself_is_closed_as_any_other(spoilt: Home, typed: Type) -> None:
    for line in ("action show A1", "action update A1 --note x", "trail A1", "doctor --repair A1"):
        refused = typed([*line.split(), "--as", BOB])
        assert (refused.code, refused.err) == (1, "A1 is open to Lead only; Bob is not one of them.\n"), line


def test_whoever_has_a_part_in_it_is_told_which_it_is(spoilt: Home, typed: Type) -> None:
    assert "A1" in typed("doctor --check").out
