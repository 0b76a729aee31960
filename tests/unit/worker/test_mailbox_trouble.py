"""What keeps a mailbox from being read is said by `status`, which runs beside the worker, until it is read again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.worker.mailbox_trouble import TroubleNote
from collabtui.worker.one_pass import sync
from support.imap_script import SECRET, scripted
from support.lying_imap import LyingImap, always, honest
from support.mailbox_reader import mails
from support.scripted_server import Scripted
from support.world import CONFIG, Clock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_fetch_that_the_server_refuses_is_noted_until_it_works(tmp_path: Path) -> None:
    home, folder = Home(tmp_path), LyingImap(mails(1), always({1: "throttled"}))
    with Scripted(folder) as server:
        config = CONFIG.model_copy(update={"imap": scripted(server, junk=False)})
        with open_workspace(home, config, Clock()) as workspace:
            assert [one.key for one in sync(workspace, lambda *_: SECRET, lambda: NOW).errors] == ["imap.busy"]
            assert [one.error.key for one in TroubleNote(home).read()] == ["imap.busy"]
            folder.lies = honest
            assert sync(workspace, lambda *_: SECRET, lambda: NOW).errors == []
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
