"""A worker that is frozen in the middle of a mail until its lease is another's: SIGSTOP and SIGCONT, real processes."""

import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from collabtui.config import Config, Smtp
from collabtui.config_file import write_config
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker.lease import NAME
from support import processes
from support.invariants import holds
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp
from support.world import AGENDA, CONFIG, PEOPLE, Clock

COMMAND = """
import sys
from datetime import timedelta
from collabtui import main
from collabtui.worker import lease
lease.SECONDS, lease.RENEWED_EVERY, lease.GRACE = 2, 0.2, timedelta(seconds=1)  # instead of minutes
sys.argv = ["collabtui", *sys.argv[1:]]
main.run()
"""
PATIENCE = 60.0


def start(home: Home, *line: str) -> subprocess.Popen[str]:
    return processes.start(COMMAND, *line, "--home", home.root, "--now", "2026-02-27T10:00+08:00")


class HeldUp:
    """Holds up the answer to the first mail that comes."""

    def __init__(self) -> None:
        self.came, self.go_on = Event(), Event()

    def __call__(self) -> None:
        if not self.came.is_set():
            self.came.set()
            self.go_on.wait(PATIENCE)


@pytest.mark.parametrize("line", [("outbox", "flush"), ("sync",)])
def test_a_worker_that_thaws_behind_a_takeover_repeats_no_more_than_what_it_had_in_hand(
    tmp_path: Path, line: tuple[str, ...]
) -> None:
    home, held_up = Home(tmp_path / "home"), HeldUp()
    smtp, elsewhere = LyingSmtp(before_answer=held_up), LyingSmtp()
    with Scripted(smtp) as server, Scripted(elsewhere) as other:
        write_config(home, sending_to(server))
        with open_workspace(home, sending_to(server), Clock()) as office:
            edit_people.import_people(office.as_user("command"), PEOPLE)
            plan.new_meeting(office.as_user("command"), AGENDA)
            invite.invite(office.as_user("command"), "M1")
            waiting = len(office.store.find(Outgoing, state="queued"))
        frozen = start(home, *line)
        try:
            assert held_up.came.wait(PATIENCE)
            frozen.send_signal(signal.SIGSTOP)
            write_config(home, sending_to(other))
            taken_over_by = sent_by_another(home, elsewhere, waiting)
        finally:
            frozen.send_signal(signal.SIGCONT)
            held_up.go_on.set()
            complaints = frozen.communicate(timeout=PATIENCE)[1]
    assert taken_over_by > 0
    assert frozen.returncode in (0, 1), complaints
    assert "Traceback" not in complaints
    assert len(smtp.taken) == 1, "what it had in hand, and nothing after it"
    assert set(smtp.taken) < set(elsewhere.taken)
    assert len(elsewhere.taken) == len(set(elsewhere.taken)) == waiting
    with closing(open_store(home.database)) as store:
        assert {mail.state for mail in store.find(Outgoing)} == {"sent"}
        assert store.lease_holder(NAME) is None
    holds(home)


def sending_to(server: Scripted) -> Config:
    return CONFIG.model_copy(update={"smtp": Smtp(host=server.host, port=server.port, security="none")})


def sent_by_another(home: Home, smtp: LyingSmtp, waiting: int) -> int:
    """How many passes it took until all had been sent."""
    end, passes = time.monotonic() + PATIENCE, 0
    while len(set(smtp.taken)) < waiting:
        assert time.monotonic() < end, smtp.taken
        processes.finish(start(home, "outbox", "flush"))
        passes += 1
    return passes
