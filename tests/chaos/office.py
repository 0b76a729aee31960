"""The office in which a fault is put: a home with mail to send, a mailbox with replies to read, and both servers.

M1 has run and its minutes are out; A1 and A2 are 张伟's, A3 is Bob's. The invitations to M2 wait in the outbox. In the
mailbox lie the answers of three people, one of them twice, one later than another on the same item, and mail that is
none of ours. `WANTED` is what has to
become of that, whatever happens meanwhile.
"""

import os
import shutil
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from chaos.commands import PATIENCE, Ended, Forker, Running
from collabtui.config import Config, Imap, Smtp
from collabtui.config_file import write_config
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Unfetched
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store
from support.lying_imap import LyingImap
from support.patience import Patience
from support.replies import outgoing, reply, send_all
from support.scripted_server import Scripted
from support.smtp_script import LyingSmtp, message_id
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

NOW = datetime.fromisoformat("2026-03-02T18:00+08:00")
"""When the first pass is made: after the replies were written, a day before anything is to be reminded of."""
LATER = datetime.fromisoformat("2026-03-11T10:00+08:00")
"""Two days before A2 is due: its owner is reminded, and who was silent on the minutes has agreed to them."""
NEXT = AgendaDraft(
    title="二次会议",
    start=datetime(2026, 3, 20, 14),  # noqa: DTZ001  # wall-clock time in the organiser's zone
    matter="新品上线",
    facilitator=NameInAgenda(name="李明"),
    participants=(NameInAgenda(department="研发部"), NameInAgenda(name="陈静"), NameInAgenda(name="bob")),
    slots=(SlotDraft(title="进展", minutes=30),),
)
FILES = {
    "notes.txt": "d: 先做接口\na: 写文档 @张伟 截止3月25日 交付:文档\nq: 预算由谁出\nr: 供应商晚 !high @bob\n一句话\n",
    "people.csv": "name,email,department\nDan,dan@example.test,IT\n张伟,zhang@example.test,研发部\n",
    "actions.csv": "任务,负责人,截止日期\n写手册,陈静,2026-03-25\n做演示,Bob Brown,2026-03-26\n",
}
"""What commands read, beside the home."""
WANTED = {"A1": ("done", 100), "A2": ("in-progress", 80), "A3": ("done", 100)}
"""Status and percent of each action, once all is read."""
SIGNED = {"陈静"}
"""Who has agreed to the minutes."""
PASSES = 30
"""Each an hour after the one before, in which everything has to be through; far more than any pause needs."""


class Mailbox:
    """The mails that wait to be read, by UID, and the Message-IDs of those that are answers."""

    def __init__(self, workspace: Workspace) -> None:
        zhang, bob, chen = (outgoing(workspace, f"{name}@example.test", "minutes") for name in ("zhang", "bob", "chen"))
        done = reply(bob, "done", date="Mon, 02 Mar 2026 16:20:00 +0800")
        self.replies = (
            reply(zhang, "1 完成", date="Mon, 02 Mar 2026 16:30:00 +0800"),
            done,
            reply(zhang, "2 进度60%", date="Mon, 02 Mar 2026 16:40:00 +0800"),
            reply(chen, "同意", date="Mon, 02 Mar 2026 16:50:00 +0800"),
            reply(zhang, "2 进度80%", date="Mon, 02 Mar 2026 17:10:00 +0800"),
        )
        copy = b"Received: from elsewhere by example.test; Mon, 02 Mar 2026 17:00:00 +0800\r\n" + done
        self.mails = dict(enumerate((unrelated(1), *self.replies[:2], unrelated(2), copy, *self.replies[2:]), 1))


def unrelated(number: int) -> bytes:
    return (
        f"From: news{number}@elsewhere.test\r\nTo: li@example.test\r\nDate: Mon, 02 Mar 2026 14:00:00 +0800\r\n"
        f"Message-ID: <news{number}@elsewhere.test>\r\nSubject: News {number}\r\n\r\nNothing about us.\r\n"
    ).encode()


class Template:
    """The home and the mailbox as they are before a fault; made once, copied for each point."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder / "home")
        clock = Clock()
        with open_workspace(self.home, CONFIG, clock) as workspace:
            edit_people.import_people(workspace.as_user("command"), PEOPLE)
            plan.new_meeting(workspace.as_user("command"), AGENDA)
            clock.set("2026-03-02T15:00+08:00")
            run.record(workspace.as_user("command"), "M1", NOTES)
            clock.set("2026-03-02T16:00+08:00")
            publish.publish(workspace.as_user("command"), "M1")
            send_all(workspace)
            self.sent = frozenset(mail.message_id for mail in workspace.store.find(Outgoing, state="sent"))
            """Message-IDs of the mails that no server of the office has seen."""
            clock.set("2026-03-02T17:30+08:00")
            plan.new_meeting(workspace.as_user("command"), NEXT)
            invite.invite(workspace.as_user("command"), "M2")
            self.mails = Mailbox(workspace).mails


class Office:
    """One point's. Give it to `with`."""

    def __init__(self, template: Template, folder: Path, forkers: Sequence[Forker]) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self._forkers = forkers
        shutil.copytree(template.home.root, self.home.root)
        for name, text in FILES.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.smtp = LyingSmtp()
        self.imap = LyingImap(dict(template.mails))
        self.sent_before = template.sent
        self._to_read = len({message_id(raw) for raw in template.mails.values()})
        self.interrupted = 0
        """How often a program died, or its line broke, while it may have been sending: so many mails may come once
        more."""
        self.patience = PATIENCE
        """Seconds of its own after which a command of its own that does not end is a fault."""
        self.kills = 0
        """How often a program was killed."""
        self._servers = ExitStack()
        self._commands = 0

    def __enter__(self) -> Self:
        with self._servers:
            smtp = self._servers.enter_context(Scripted(self.smtp))
            imap = self._servers.enter_context(Scripted(self.imap))
            self.configure(
                Smtp(host=smtp.host, port=smtp.port, security="none"),
                Imap(host=imap.host, port=imap.port, security="none", username="li", junk=False),
            )
            self._servers = self._servers.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._servers.close()

    def configure(self, smtp: Smtp, imap: Imap) -> None:
        self.config: Config = CONFIG.model_copy(update={"smtp": smtp, "imap": imap})
        write_config(self.home, self.config)

    def start(
        self,
        line: str | Sequence[str],
        *,
        now: datetime = NOW,
        second: bool = False,
        stdin: Path | None = None,
        kill_at: int | None = None,
        file_limit: int | None = None,
        bound_by_modes: bool = False,
        terminal: str = "",
    ) -> Running:
        """`second`: beside another one that is under way."""
        self._commands += 1
        words = line.format(folder=self.folder).split() if isinstance(line, str) else list(line)
        return self._forkers[second].start(
            [*words, "--now", now.isoformat()], self._environ(), self.folder / f"said-{self._commands}.txt",
            stdin=stdin, kill_at=kill_at, file_limit=file_limit, bound_by_modes=bound_by_modes, terminal=terminal,
        )  # fmt: skip

    def run(self, line: str | Sequence[str], *, now: datetime = NOW) -> Ended:
        return self.start(line, now=now).wait(self.patience)

    def killed(self, line: str | Sequence[str], kill_at: int | None, *, stdin: Path | None = None) -> Ended:
        """Before its point of that number, unless it is over before; None: it comes to its end."""
        ended = self.start(line, kill_at=kill_at, stdin=stdin).wait()
        self.note_kill(ended)
        return ended

    def note_kill(self, ended: Ended) -> None:
        """Where it was one, and the command was not over before."""
        self.interrupted += ended.was_killed
        self.kills += ended.was_killed

    def go_on(self, *, since: datetime = NOW) -> list[Ended]:
        """Passes, as cron makes them, until one finds nothing left to do; then so again, days later."""
        return [*self._passes(since), *self._passes(LATER), self.run("sync", now=LATER + timedelta(hours=PASSES))]

    def _passes(self, since: datetime) -> list[Ended]:
        passes = []
        for hours in range(PASSES):
            passes.append(self.run("sync", now=since + timedelta(hours=hours)))
            if passes[-1].code == 0 and not self.waits():
                break
        return passes

    def wait_until_still(self, running: Running, *, taken_in: int | None = None) -> None:
        """Until it is over, or has nothing left to do; `taken_in`: once so many mails are read, else all."""
        wanted = self._to_read if taken_in is None else taken_in
        left = Patience(running.pid, PATIENCE)
        while running.lives() and not left.is_over():
            time.sleep(0.05)
            with closing(self.store()) as store:
                known = len(store.find(Incoming))
            if known >= wanted and not self.waits():
                return

    def waits(self) -> bool:
        """Whether a mail waits to be sent or to be handed out."""
        with closing(self.store()) as store:
            return bool(
                store.find(Outgoing, state=["queued", "sending"], limit=1)
                or store.find(Unfetched, state="waiting", limit=1)
            )

    def store(self) -> SqliteStore:
        return open_store(self.home.database)

    def _environ(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", "TZ": "UTC",
            "TERM": "xterm-256color", "COLLABTUI_HOME": str(self.home.root), "COLLABTUI_LANG": "en",
            "COLLABTUI_IMAP_PASSWORD": "secret", "COLLABTUI_SMTP_PASSWORD": "secret",
        }  # fmt: skip
