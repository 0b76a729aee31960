"""What was typed and not yet said: kept beside the database, so that neither Esc nor `kill -9` loses it."""

import contextlib
import getpass
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote


class Drafts:
    """One small file a text, each user's own; written in a thread, the newest text wins.

    A disk that refuses costs the copy on the disk, never a key: the text is still where it is typed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}
        self._waiting: set[str] = set()
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

    def _path(self, name: str) -> Path:
        user = re.sub(r"\W", "_", getpass.getuser())
        return self._folder / f"{user}-{quote(name, safe='')}.txt"

    def _write(self, name: str) -> None:
        self._waiting.discard(name)  # before the text is read: what comes after is written again
        text, path = self._texts[name], self._path(name)
        with contextlib.suppress(OSError):
            if not text:
                path.unlink(missing_ok=True)
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
