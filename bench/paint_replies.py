"""From the mail server's notice of a reply to the changed row, on Dovecot."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imapclient import IMAPClient
from start import SOURCE
from terminals import Terminal

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.domain.draft import ActionDraft, AgendaDraft, NameInAgenda, PersonDraft
from collabtui.home import Home, write_config
from collabtui.lifecycle import people, plan, publish, run
from collabtui.lifecycle.actions import add_action
from collabtui.lifecycle.opening import open_office
from lifecycle.replies import outgoing, reply
from mailbed.bed import Mailbed

BETWEEN = 1.5
"""Seconds between two replies: notices that pile up would cover the row."""
LEAD, OWNER = "facilitator@example.test", "zhang@example.test"


def reply_to_row(count: int) -> Iterator[float]:
    """Seconds, one reply after the other; each sets another percentage."""
    with tempfile.TemporaryDirectory() as folder, Mailbed([LEAD, OWNER]) as bed:
        home = _home(Path(folder), bed)
        passwords = {"COLLABTUI_SMTP_PASSWORD": bed.password, "COLLABTUI_IMAP_PASSWORD": bed.password}
        environ = {**os.environ, **passwords, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}
        command = (sys.executable, "-m", "collabtui", "--home", str(home.root))
        with Terminal(command, environ) as terminal, open_office(home, _config(bed), _now) as office:
            asked = outgoing(office, OWNER, "minutes")
            bed.wait_for(OWNER, 1)
            terminal.type("3")
            terminal.wait_for("%")
            time.sleep(1.0)
            for number in range(1, count + 1):
                # digits that follow each other in the row are drawn one by one: a new tens and ones each time
                percent = 11 + (number * 37) % 88
                noticed = Notice(bed)
                started = time.perf_counter()
                text = f"1 进度{percent}%"
                bed.submit(OWNER, [LEAD], reply(asked, text, date=f"Mon, 02 Mar 2026 17:00:{number:02} +0800"))
                at = noticed.wait()
                yield terminal.wait_for(f"{percent}%", since=started) - at
                time.sleep(BETWEEN)


class Notice:
    """Another client of the same mailbox, which waits beside ours."""

    def __init__(self, bed: Mailbed) -> None:
        self._at = 0.0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(bed,), daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def _watch(self, bed: Mailbed) -> None:
        with bed.inbox(LEAD) as client:
            watched: IMAPClient = client
            watched.idle()
            self._ready.set()
            while not any(len(line) > 1 and line[1] == b"EXISTS" for line in watched.idle_check(timeout=20)):
                pass
            self._at = time.perf_counter()
            watched.idle_done()

    def wait(self) -> float:
        self._thread.join(20)
        return self._at


def _now() -> datetime:
    return datetime.now(UTC)


def _config(bed: Mailbed) -> Config:
    login = {"host": "127.0.0.1", "username": LEAD, "ca_file": str(bed.ca_file)}
    return Config(
        organiser=Organiser(name="李明", email=LEAD, locale="zh"),
        smtp=Smtp.model_validate({**login, "port": bed.ports["submission"], "security": "starttls"}),
        imap=Imap.model_validate({**login, "port": bed.ports["imaps"], "security": "tls"}),
    )


def _home(folder: Path, bed: Mailbed) -> Home:
    home = Home(folder)
    write_config(home, _config(bed))
    with open_office(home, _config(bed), _now) as office:
        desk = office.own_desk("command")
        people.import_people(desk, [PersonDraft(name="张伟", email=OWNER, department="研发部")])
        start = (_now() - timedelta(hours=3)).replace(tzinfo=None, second=0, microsecond=0)
        draft = AgendaDraft(title="周会", start=start, participants=(NameInAgenda(name="张伟"),))
        meeting = plan.new_meeting(desk, draft).meeting
        run.record(desk, meeting.ref, ["a: 提供接口文档 @张伟 截止下周五 交付:文档"])
        publish.publish(office.own_desk("command"), meeting.ref)
        add_action(desk, ActionDraft(title="另一项", owner="张伟"))
    return home
