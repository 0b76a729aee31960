"""A file that notes why mailboxes are not read: each failure of a worker is noted there, and forgotten when reading
works again. `status` shows it, which runs beside the worker. It is only a note: one that cannot be read or written
stops nothing."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import CollabError, Unreachable
from collabtui.home import Home
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.worker.lease import BUSY, LOST


class MailboxTrouble(NamedTuple):
    mailbox: str
    since: datetime
    """The first failure after the last time that reading worked."""
    error: CollabError


class TroubleNote:
    """The note of one home; of none, nothing is noted."""

    def __init__(self, home: Home | None) -> None:
        self._file: Path | None = home.mailbox_trouble if home else None

    def read(self) -> list[MailboxTrouble]:
        """By mailbox. An absent file costs one look at the disk."""
        try:
            noted = json.loads(self._file.read_bytes()) if self._file else {}
            return [
                MailboxTrouble(name, datetime.fromisoformat(since), _error(*why))
                for name, (since, why) in sorted(noted.items())
            ]
        except (OSError, ValueError, TypeError, AttributeError):
            return []

    def failed(self, mailbox: str, error: CollabError, now: datetime) -> None:
        """But where another worker reads it: that is no trouble, and what kept this one from it is over."""
        if error.key in (LOST, BUSY):
            self.worked(mailbox)
            return
        known = {one.mailbox: one for one in self.read()}
        since = known[mailbox].since if mailbox in known else now
        self._write([*(one for name, one in known.items() if name != mailbox), MailboxTrouble(mailbox, since, error)])

    def worked(self, mailbox: str) -> None:
        known = self.read()
        if any(one.mailbox == mailbox for one in known):
            self._write([one for one in known if one.mailbox != mailbox])

    def _write(self, noted: list[MailboxTrouble]) -> None:
        if self._file is None:
            return
        rows = {one.mailbox: (one.since.isoformat(), _plain(one.error)) for one in noted}
        try:
            make_folder(self._file.parent)
            write_whole(self._file, json.dumps(rows, ensure_ascii=False).encode())
        except Unreachable:
            return  # the next failure is noted again


def _plain(error: CollabError) -> tuple[str, dict[str, object]]:
    """A value may be an error itself: the reason why."""
    values = {
        name: _plain(value) if isinstance(value, CollabError) else _as_text(value)
        for name, value in error.values.items()
    }
    return error.key, values


def _as_text(value: object) -> object:
    if isinstance(value, list | tuple):
        return {"all": [str(one) for one in value]}
    return value if isinstance(value, int) else str(value)


def _error(key: str, values: dict[str, object]) -> CollabError:
    """Raises `TypeError` and `AttributeError` for what is none."""
    read = {
        name: _error(*value) if isinstance(value, list) else value["all"] if isinstance(value, dict) else value
        for name, value in values.items()
    }
    return Unreachable(str(key), **read)
