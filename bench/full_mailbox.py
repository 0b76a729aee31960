"""A first pass over a mailbox that has been in use for years, of a real Dovecot: `bench/full_mailbox.py [COUNT]`.

    PYTHONPATH=src:tests python bench/full_mailbox.py 100000        as root, where Dovecot is installed

The mails lie there as files. One in a hundred came in since the oldest open question; the others are not to be read.
Says seconds and peak memory of `sync`, of the pass after it, and how many mails were read.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from chaos.office import LATER, Template, unrelated
from collabtui.config import Imap, Smtp
from collabtui.config_file import write_config
from collabtui.domain.mail.mail_records import Incoming
from collabtui.store.sqlite.sqlite_store import open_store
from mailbed.bed import Mailbed
from support.paths import SOURCE
from support.world import CONFIG, PEOPLE

LI = "li@example.test"
ASKED = datetime.fromisoformat("2026-03-02T16:00+08:00")
SHARE = 100


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    recent = count // SHARE
    old = count - recent
    with tempfile.TemporaryDirectory() as place, Mailbed(tuple(person.email for person in PEOPLE)) as bed:
        office = Template(Path(place))
        ours = list(office.mails.values())
        begun = time.monotonic()
        bed.fill(LI, (
            *((unrelated(100 + n), ASKED - timedelta(days=10 + 2190 * (old - n) / old)) for n in range(old)),
            *((raw, ASKED + timedelta(minutes=1)) for raw in ours),
            *((unrelated(100 + old + n), ASKED + timedelta(minutes=2)) for n in range(recent)),
        ))  # fmt: skip
        print(f"{count + len(ours)} files written in {time.monotonic() - begun:.1f} s")
        begun = time.monotonic()
        with bed.inbox(LI) as client:
            client.search("ALL")
        print(f"Dovecot's own first look at them: {time.monotonic() - begun:.1f} s")
        login = {"host": bed.host, "username": LI, "ca_file": str(bed.ca_file)}
        smtp = Smtp.model_validate({**login, "port": bed.ports["submission"], "security": "starttls"})
        imap = Imap.model_validate({**login, "port": bed.ports["imaps"], "security": "tls", "junk": False})
        write_config(office.home, CONFIG.model_copy(update={"smtp": smtp, "imap": imap}))
        for name in ("first pass", "next pass"):
            _timed(name, office.home.root)
        store = open_store(office.home.database)
        taken = len(store.find(Incoming))
        store.close()
    print(f"read: {taken} of {count + len(ours)}; since the question: {recent + len(ours)}")


def _timed(name: str, home: Path) -> None:
    environ = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "COLLABTUI_HOME": str(home), "LANG": "C.UTF-8",
        "COLLABTUI_IMAP_PASSWORD": "secret", "COLLABTUI_SMTP_PASSWORD": "secret",
    }  # fmt: skip
    now = (LATER - timedelta(days=8)).isoformat()
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "collabtui", "sync", "--now", now], env=environ, stdout=subprocess.DEVNULL, check=True
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name}: {time.monotonic() - begun:.1f} s, at most {peak:.0f} MB so far of one process")


if __name__ == "__main__":
    main()
