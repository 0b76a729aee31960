"""Drafts: what was typed and not yet saved, kept beside the database, so that neither Esc nor `kill -9` loses it."""

import contextlib
import getpass
import os
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

CHOICES = frozenset(
    {"theme", "actions.order", "actions.group", "panes", "live.bell", "aside", "palette.used", "outside", "setup.trial"}
)
"""Texts that were chosen or found out, not typed: the same in all terminals of a user."""
SEATS = 9
"""Terminals of one user that keep what is typed in them apart."""


def capture_draft(meeting: str) -> str:
    """The name of the draft that holds what was typed in a meeting, until it is in its log."""
    return f"live-{meeting}"


class DraftFiles:
    """One small file a text, each user's own, and of several who share a login each his own; written in a thread, the
    newest text wins.

    Two terminals of one user would write over each other's half-typed lines, so each sits on a seat of its own while it
    lives: who starts again after a crash gets the lowest that is free, and with it what was typed there.

    A disk that refuses costs the copy on the disk, never a key: the text is still where it is typed."""

    def __init__(self, folder: Path, acting_name: str = "") -> None:
        self._folder = folder
        self._suffix = f"-{quote(acting_name, safe='')}" if acting_name else ""
        self._held: BinaryIO | None = None
        """Locked while this process lives, however it ends."""
        self._texts: dict[str, str] = {}
        self._waiting: set[str] = set()
        self._under_way: set[str] = set()
        """Being written: the file does not say yet what was kept."""
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="collabtui-drafts")

    def get(self, name: str) -> str:
        """Empty when there is none."""
        if name not in self._texts:
            try:
                self._texts[name] = self._path(name).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                self._texts[name] = ""
        return self._texts[name]

    def get_anew(self, name: str) -> str:
        """As it is by now: another terminal of the same user may have written it."""
        if name not in self._waiting and name not in self._under_way:
            self._texts.pop(name, None)
        return self.get(name)

    def keep(self, name: str, text: str) -> None:
        """Empty: it was said, or thrown away."""
        self._texts[name] = text
        if self._closed:
            self._write(name)
        elif name not in self._waiting:
            self._waiting.add(name)
            self._thread.submit(self._write, name)

    def close(self) -> None:
        """Returns when all is written. What is kept afterwards, while the screens go down, is written at once."""
        self._closed = True
        self._thread.shutdown(wait=True)
        if self._held:
            self._held.close()

    def _path(self, name: str) -> Path:
        seat = "" if name in CHOICES else self._seat
        return self._folder / f"{self._user}-{seat}{quote(name, safe='')}.txt"

    @cached_property
    def _user(self) -> str:
        return re.sub(r"\W", "_", getpass.getuser()) + self._suffix

    @cached_property
    def _seat(self) -> str:
        """Nothing for the first terminal, `2-` for one beside it; nothing as well where there are no locks."""
        with contextlib.suppress(OSError, ImportError):
            from fcntl import LOCK_EX, LOCK_NB, flock

            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for number in range(1, SEATS + 1):
                held = (self._folder / f"{self._user}.seat-{number}").open("ab")
                with contextlib.suppress(BlockingIOError):
                    flock(held, LOCK_EX | LOCK_NB)
                    self._held = held
                    return "" if number == 1 else f"{number}-"
                held.close()
        return ""

    def _write(self, name: str) -> None:
        self._under_way.add(name)
        self._waiting.discard(name)  # before the text is read: what comes after is written again
        try:
            self._put(name)
        finally:
            self._under_way.discard(name)

    def _put(self, name: str) -> None:
        text, path = self._texts[name], self._path(name)
        with contextlib.suppress(OSError):
            if not text:
                path.unlink(missing_ok=True)
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
