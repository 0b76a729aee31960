"""Commands on the database of an organisation, as a user runs them."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.config import Config, Database, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.home import Home
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.worker.lease import this_process
from collabtui.worker.real_clock import wall_clock
from pgbed.bed import Pgbed
from support.paths import SOURCE

pytestmark = pytest.mark.pgbed


class Shell:
    def __init__(self, folder: Path, bed: Pgbed) -> None:
        self.home = Home(folder / "home")
        self.url = bed.database()
        end = {"host": "127.0.0.1", "security": "none"}
        config = Config(
            organiser=Organiser(name="李明", email="li@example.test", locale="en"),
            smtp=Smtp.model_validate(end),
            imap=Imap.model_validate(end),
            database=Database(url=self.url.replace(f":{bed.password}@", "@")),
        )
        write_config(self.home, config)
        self.environ = {
            **os.environ, "PYTHONPATH": str(SOURCE), "COLLABTUI_HOME": str(self.home.root),
            "COLLABTUI_DATABASE_PASSWORD": bed.password,
        }  # fmt: skip

    def __call__(self, *words: str, code: int = 0, **environ: str) -> str:
        command = [sys.executable, "-m", "collabtui", *words, "--now", "2026-11-20T10:00+08:00"]
        done = subprocess.run(command, env=self.environ | environ, capture_output=True, text=True, check=False)  # noqa: S603  # ours
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr


@pytest.fixture
def shell(tmp_path: Path, postgresql_server: Pgbed) -> Shell:
    return Shell(tmp_path, postgresql_server)


def test_a_day_of_commands(shell: Shell) -> None:
    shell("person", "add", "张伟", "zhang@example.test", "--department", "研发部")
    shell("action", "add", "准备预算表", "--owner", "张伟", "--due", "2026-12-01", "--no-mail")
    shell("action", "add", "Book the venue", "--depends-on", "A1", "--no-mail")
    assert "准备预算表" in shell("action", "list", "--search", "预算")
    shell("action", "update", "A1", "--percent", "50", "--no-mail")
    (first, *_) = json.loads(shell("action", "list", "--owner", "张伟", "--json"))
    assert (first["ref"], first["percent"]) == ("A1", 50)
    assert "percent: 0 → 50" in shell("trail", "A1")
    shell("undo")
    assert json.loads(shell("action", "show", "A1", "--json"))["percent"] == 0
    assert not shell.home.database.exists()


@pytest.mark.parametrize(("out", "back"), [("backup", "restore"), ("export", "import")])
def test_a_copy_needs_no_server_and_becomes_one_again(
    shell: Shell, postgresql_server: Pgbed, tmp_path: Path, out: str, back: str
) -> None:
    shell("person", "add", "张伟", "zhang@example.test", "--department", "研发部")
    shell("action", "add", "准备预算表", "--owner", "张伟", "--due", "2026-12-01")  # nobody is there to send it
    copy = str(tmp_path / "copy")
    assert json.loads(shell(out, copy, "--json"))["faults"] == 0
    assert "already" in shell(back, copy, code=1), "nothing is written over"
    shell("action", "add", "later", "--no-mail")
    with_url = shell.home.config_path.read_text()
    fresh = postgresql_server.empty_database().replace(f":{postgresql_server.password}@", "@")
    shell.home.config_path.write_text(
        with_url.replace(shell.url.replace(f":{postgresql_server.password}@", "@"), fresh)
    )
    assert json.loads(shell(back, copy, "--json"))["held"] == 1, "the mail may have left since"
    assert [one["title"] for one in json.loads(shell("action", "list", "--json"))] == ["准备预算表"]
    shell("action", "add", "goes on", "--no-mail")
    assert json.loads(shell("doctor", "--check", "--json")) == {"ok": True, "faults": [], "remarks": []}
    shell.home.config_path.write_text(with_url.split("[database]")[0])
    shell(back, copy)
    assert "准备预算表" in shell("action", "list"), "as a file, too"


def test_mail_goes_through_its_outbox_and_the_data_hold(shell: Shell) -> None:
    shell("person", "add", "张伟", "zhang@example.test", "--department", "研发部")
    shell("action", "add", "准备预算表", "--owner", "张伟", "--due", "2026-12-01")  # nobody is there to send it
    (mail,) = json.loads(shell("outbox", "list", "--json"))
    assert (mail["state"], mail["to"]) == ("queued", "zhang@example.test")
    shell("outbox", "hold", f"O{mail['id']}")
    shell("matter", "new", "新品上线", "--no-mail")
    assert "X-2026-001" in shell("matter", "list")
    assert json.loads(shell("status", "--json"))["outbox"]["held"] == 1
    assert json.loads(shell("doctor", "--check", "--json")) == {"ok": True, "faults": [], "remarks": []}


@pytest.mark.parametrize("name", ["worker", "worker a"])
def test_nothing_is_moved_beside_a_worker_that_lives(
    shell: Shell, postgresql_server: Pgbed, tmp_path: Path, name: str
) -> None:
    """It may have a mail in hand, of which it could note nothing any more."""
    shell("action", "add", "准备预算表", "--no-mail")
    file = tmp_path / "moved.db"
    holder = f"{this_process()}:1"
    with closing(open_store(postgresql_server.url("shared"))) as store:
        assert store.acquire_lease(name, holder, now=wall_clock(), seconds=60)
        assert holder in shell("move", "--to", str(file), code=1)
    assert not file.exists()


def test_a_home_is_moved_there_and_says_where_it_is(shell: Shell, postgresql_server: Pgbed, tmp_path: Path) -> None:
    with_url = shell.home.config_path.read_text()
    shell.home.config_path.write_text(with_url.split("[database]")[0])
    shell("action", "add", "准备预算表", "--no-mail")
    to = postgresql_server.empty_database().replace(f":{postgresql_server.password}@", "@")
    assert f'url = "{to}"' in shell("move", "--to", to)
    assert to in shell("action", "list", code=1)
    shell.home.config_path.write_text(with_url.replace(shell.url.replace(f":{postgresql_server.password}@", "@"), to))
    assert "准备预算表" in shell("action", "list")
    file = tmp_path / "back.db"
    assert str(file) in shell("move", "--to", str(file))
    file.rename(shell.home.database.with_name("moved.db"))
    assert str(file) in shell("action", "list", code=1)


def test_no_password_is_in_any_sentence(shell: Shell) -> None:
    sentence = shell("person", "list", code=1, COLLABTUI_DATABASE_PASSWORD="wrong-one")
    assert "cannot be reached" in sentence
    assert "wrong-one" not in sentence
    path = shell.home.config_path
    path.write_text(path.read_text().replace("://collabtui@", "://collabtui:hidden@"))
    for command in ("action add x --no-mail", "action list", "status", "doctor --check", f"backup {path}.zip", "trail"):
        sentence = shell(*command.split(), code=1)
        assert "hidden" not in sentence
        assert "database.url" in sentence
