"""From the mail server's notice of a reply to the changed row, on Dovecot.

Eight people answer in turn: to one of them the product gives no more than ten automatic answers an hour, and lets what
comes beyond that wait."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from imapclient import IMAPClient
from start import SOURCE
from terminal import Terminal

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.domain.meetings.draft import ActionDraft, AgendaDraft, NameInAgenda, PersonDraft
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.rate_limit import MAILS_AN_HOUR
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from mailbed.bed import Mailbed
from support.replies import outgoing, reply

BETWEEN = 1.5
"""Seconds between two replies: notices that pile up would cover the row."""
LEAD = "facilitator@example.test"
OWNERS = {f"owner{number}@example.test": f"张伟{letter}" for number, letter in enumerate("甲乙丙丁戊己庚辛")}
"""Address and name."""
MOST = MAILS_AN_HOUR * len(OWNERS)
"""Replies in one run."""


def reply_to_row(count: int) -> Iterator[float]:
    """Seconds, one reply after the other; each sets a percentage that no other has set."""
    if count > MOST:
        raise ValueError(f"{count} replies in an hour are more than the {MOST} that are answered")
    with tempfile.TemporaryDirectory() as folder, Mailbed([LEAD, *OWNERS]) as bed:
        home = _home(Path(folder), bed)
        passwords = {"COLLABTUI_SMTP_PASSWORD": bed.password, "COLLABTUI_IMAP_PASSWORD": bed.password}
        environ = {**os.environ, **passwords, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}
        command = (sys.executable, "-m", "collabtui", "--home", str(home.root))
        with Terminal(command, environ) as terminal, open_workspace(home, _config(bed), _now) as workspace:
            asked = [outgoing(workspace, owner, "minutes") for owner in OWNERS]
            for owner in OWNERS:
                bed.wait_for(owner, 1)
            terminal.type("3")
            terminal.wait_for("%")
            time.sleep(1.0)
            for number in range(1, count + 1):
                # digits of a row that stay are not drawn again: eight replies later both are others
                percent = 11 + (number * 37) % 88
                noticed = Notice(bed)
                started = time.perf_counter()
                mail = asked[number % len(asked)]
                date = format_datetime(_now() + timedelta(seconds=number))
                bed.submit(mail.to, [LEAD], reply(mail, f"1 进度{percent}%", date=date))
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
    with open_workspace(home, _config(bed), _now) as workspace:
        acting = workspace.as_user("command")
        edit_people.import_people(
            acting, [PersonDraft(name=name, email=owner, department="研发部") for owner, name in OWNERS.items()]
        )
        start = (_now() - timedelta(hours=3)).replace(tzinfo=None, second=0, microsecond=0)
        draft = AgendaDraft(
            title="周会", start=start, participants=tuple(NameInAgenda(name=name) for name in OWNERS.values())
        )
        meeting = plan.new_meeting(acting, draft).meeting
        run.record(acting, meeting.ref, [f"a: 提供接口文档 @{name} 截止下周五 交付:文档" for name in OWNERS.values()])
        publish.publish(workspace.as_user("command"), meeting.ref)
        add_action(acting, ActionDraft(title="另一项", owner=OWNERS["owner0@example.test"]))
    return home
