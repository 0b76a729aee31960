"""Output of a command to the terminal: nothing from a mail or a file moves its cursor, and a reader who hangs up or a
disk that is full never stops a command half way."""

import errno
import os
from collections.abc import Callable, Sequence
from typing import Any, TextIO


def printable(text: object) -> str:
    """One line without control characters: escape sequences, line breaks, marks that turn the direction of writing."""
    plain = str(text if text is not None else "")
    return plain if plain.isprintable() else "".join(letter if letter.isprintable() else " " for letter in plain)


def printable_lines(text: str) -> str:
    """The same for a text of several lines."""
    if text.replace("\n", "").isprintable():
        return text
    return "\n".join(map(printable, text.expandtabs().split("\n")))


def as_json(data: Any, *, indent: int | None = 2) -> str:
    """JSON that a terminal may show too: what does not print is escaped."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=indent, default=str)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)


class Output:
    """Standard output or standard error. Writing never raises; once it has failed nothing more is written, and
    `failure` says why: also that it was closed before anything could be said, or that nobody reads further, as of
    `head`."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        """None where the program was started with the stream closed."""
        self.failure: OSError | None = None
        self.shown: Callable[[str], str] | None = None
        """What makes of each text the one that may be shown; None: as it is."""
        self.terminal = stream is not None and stream.isatty()
        self._unicode = (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")

    def line(self, text: str) -> None:
        """A text for people, and a line break."""
        self._write(printable_lines(text) + "\n")

    def sentence(self, text: str) -> None:
        """A text for people that is one line, whatever the names in it hold: a line break of theirs begins no line that
        reads as ours."""
        self._write(printable(text) + "\n")

    def lines(self, texts: Sequence[str]) -> None:
        """A long list at once: a write for each line would take longer than making it."""
        if texts:
            self.line("\n".join(texts))

    def coloured(self, text: str) -> None:
        """A text with escape sequences of ours; the caller has made the rest of it printable."""
        self._write(text + "\n")

    def data(self, data: Any, *, indent: int | None = 2) -> None:
        """JSON for programs, in letters that the stream can hold."""
        text = as_json(data, indent=indent)
        self._write((text if self._unicode else as_ascii(text)) + "\n")

    def file(self, content: bytes) -> None:
        """A file in UTF-8 or ASCII, byte by byte where it goes into a file or a pipe."""
        binary = getattr(self._stream, "buffer", None)
        if self.terminal or binary is None:
            self._write(printable_lines(content.decode(errors="replace").replace("\r\n", "\n")))
            return
        self.flush()
        self._tried(lambda: binary.write(content))

    def flush(self) -> None:
        if self._stream is not None:
            self._tried(self._stream.flush)

    def _write(self, text: str) -> None:
        stream, shown_text = self._stream, self.shown(text) if self.shown else text
        if stream is not None:
            self._tried(lambda: stream.write(shown_text))
        elif self.failure is None:
            self.failure = OSError(errno.EBADF, os.strerror(errno.EBADF))

    def _tried(self, write: Callable[[], object]) -> None:
        if self._stream is None:
            return
        try:
            write()
        except OSError as error:
            self.failure = error
            from collabtui.lost_stream import discard  # needed once at most

            discard(self._stream)
            self._stream = None


def as_ascii(text: str) -> str:
    """JSON text with an escape for each letter beyond ASCII."""
    import json

    return "".join(one if one.isascii() else json.dumps(one)[1:-1] for one in text)
