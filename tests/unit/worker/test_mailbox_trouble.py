"""What keeps a mailbox from being read is said by `status`, which runs beside the worker, until it is read again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.config import Database
from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.worker.mailbox_trouble import TroubleNote
from collabtui.worker.one_pass import sync
from collabtui.worker.real_clock import wall_clock
from support.engines import ENGINES
from support.imap_script import SECRET, scripted
from support.lying_imap import LyingImap, always, honest
from support.mailbox_reader import mails
from support.scripted_server import Scripted
from support.world import CONFIG, Clock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fetch_that_the_server_refuses_is_noted_until_it_works(
    tmp_path: Path, engine: str, request: pytest.FixtureRequest
) -> None:
    """Of a database on a server the note is in the home of who works on it."""
    home, folder = Home(tmp_path), LyingImap(mails(1), always({1: "throttled"}))
    url = "" if engine == "sqlite" else request.getfixturevalue("postgresql_server").database()
    with Scripted(folder) as server:
        settings = {"imap": scripted(server, junk=False), "database": Database(url=url)}
        config = CONFIG.model_copy(update=settings)
        with open_workspace(home, config, Clock()) as workspace:
            assert [one.key for one in sync(workspace, lambda *_: SECRET, wall_clock).errors] == ["imap.busy"]
            assert [one.error.key for one in TroubleNote(home).read()] == ["imap.busy"]
            folder.lies = honest
            assert sync(workspace, lambda *_: SECRET, wall_clock).errors == []
    assert TroubleNote(home).read() == []


def test_it_is_kept_by_mailbox_with_when_it_began(tmp_path: Path) -> None:
    note = TroubleNote(Home(tmp_path))
    why = Refused("imap.too_large")
    note.failed("li@a", Unreachable("imap.gone", host="a", port=993, why=why), NOW)
    note.failed("li@b", Unreachable("imap.folder", host="b", folder="x", folders=["INBOX"]), NOW)
    note.failed("li@a", Unreachable("imap.gone", host="a", port=993, why=why), NOW + timedelta(hours=1))
    a, b = TroubleNote(Home(tmp_path)).read()
    assert (a.mailbox, a.since, a.error.key) == ("li@a", NOW, "imap.gone")
    assert str(a.error.values["why"]) == str(why)
    assert (b.error.values["folders"], b.error.values["folder"]) == (["INBOX"], "x")
    note.worked("li@a")
    assert [one.mailbox for one in note.read()] == ["li@b"]


@pytest.mark.parametrize("key", ["worker.lost", "worker.busy"])
def test_another_reader_is_no_trouble(tmp_path: Path, key: str) -> None:
    TroubleNote(Home(tmp_path)).failed("li@a", Refused(key), NOW)
    assert TroubleNote(Home(tmp_path)).read() == []


@pytest.mark.parametrize("key", ["worker.lost", "worker.busy"])
def test_what_kept_one_from_it_is_over_once_another_reads_it(tmp_path: Path, key: str) -> None:
    note = TroubleNote(Home(tmp_path))
    note.failed("li@a", Unreachable("imap.busy", host="a", text="x"), NOW)
    note.failed("li@b", Unreachable("imap.busy", host="b", text="x"), NOW)
    note.failed("li@a", Refused(key, holder="x"), NOW)
    assert [one.mailbox for one in note.read()] == ["li@b"]


NO_NOTES = ["", "[]", "{}x", '{"a": 1}', '{"a": ["x", ["k", {}]]}', '{"a": ["2026-03-02", [1]]}', "\0"]


@pytest.mark.parametrize("text", NO_NOTES)
def test_a_note_of_another_form_is_none(tmp_path: Path, text: str) -> None:
    home = Home(tmp_path)
    home.mailbox_trouble.write_text(text)
    assert TroubleNote(home).read() == []
    TroubleNote(home).failed("li@a", CollabError("imap.busy", host="a", text="x"), NOW)
    assert [one.mailbox for one in TroubleNote(home).read()] == ["li@a"]


def test_without_a_home_nothing_is_noted() -> None:
    TroubleNote(None).failed("li@a", Unreachable("imap.busy"), NOW)
    assert TroubleNote(None).read() == []
