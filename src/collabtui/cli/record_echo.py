"""The echo of `meeting record`: for each line from standard input, the kind of entry it was read as."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.errors import Refused, Unreachable, shortened
from collabtui.formats.file_encoding import decode_text
from collabtui.system.bounded_file import LARGEST_FILE, LARGEST_TEXT, within

if TYPE_CHECKING:
    from typing import BinaryIO, TypeVar

    from collabtui.domain.meetings.meeting import Entry
    from collabtui.domain.model import Finding
    from collabtui.lifecycle.live.record_stream import TakenLine
    from collabtui.lifecycle.live.run import Captured

    T = TypeVar("T")

_NOBODY_TYPES = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f]")
"""Signs that stand beside NUL where a workbook, a picture or a database begins."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def lines_of_input() -> Iterator[str | Refused]:
    """Each as soon as it is there; `record.too_long` (line, n: MB) for one that nobody types, `record.endless` (line,
    n) as the last for one that does not end.

    Raises `Refused`: file.no_input, file.unreadable; file.not_text where the first is none, file.too_large of UTF-16.
    """
    if sys.stdin is None:  # the program was started with it closed
        raise Refused("file.no_input")
    stream, is_text, number = sys.stdin.buffer, False, 1
    try:
        while raw := stream.readline(LARGEST_TEXT + 1):
            if raw.startswith(_UTF_16):  # an end of line is two bytes there: one cannot be read after the other
                raw = within(raw + stream.read(LARGEST_TEXT), "-", LARGEST_TEXT)
            if len(raw) > LARGEST_TEXT:
                ends = raw.endswith(b"\n") or _passed_over(stream)
                yield Refused("record.too_long" if ends else "record.endless", line=number, n=_most(ends) // 2**20)
                if not ends:
                    return
                number += 1
                continue
            lines = (_any_text if is_text else _text)(raw).splitlines()
            is_text, number = True, number + len(lines)
            yield from lines
    except OSError as error:
        raise Refused("file.unreadable", path="-", why=error.strerror or "") from error


def _most(ends: bool) -> int:
    return LARGEST_TEXT if ends else LARGEST_FILE


def _passed_over(stream: "BinaryIO") -> bool:
    """Whether the rest of a line that is too long ended soon enough."""
    for _ in range(LARGEST_FILE // LARGEST_TEXT):
        rest = stream.readline(LARGEST_TEXT)
        if len(rest) < LARGEST_TEXT or rest.endswith(b"\n"):
            return True
    return False


def _text(data: bytes) -> str:
    """Raises `Refused` (file.not_text) where it begins as a workbook does; a NUL alone may have been typed."""
    return decode_text(data) if b"\0" in data and _NOBODY_TYPES.search(data) else _any_text(data)


def _any_text(data: bytes) -> str:
    """U+FFFD for what is no letter in any encoding: a line that was typed is kept, and so are those after it."""
    try:
        return decode_text(data)
    except Refused as error:
        if error.key != "file.not_text":
            raise
        return decode_text(data.decode("utf-8", "replace").replace("\0", "\ufffd").encode())


def when_free(context: Context, keep: "Callable[[], T]") -> "T":
    """Does it again as long as another program holds the database, which is said once: what was typed is not lost."""
    waits = False
    while True:
        try:
            return keep()
        except Unreachable as error:  # after the time for which the store itself waits
            if error.key != "store.busy":
                raise
        if not waits:
            context.warn("record.waits")
            context.err.flush()
        waits = True


def say_taken(context: Context, taken: "TakenLine", warned: "list[Finding]") -> None:
    """At once, before the next line is read."""
    warn_unclear(context, taken)
    captured = taken.captured
    if captured is None:
        return
    if captured.entry is None:
        context.say("record.command", line=taken.line)
    elif captured.entry.undone:
        context.say("record.undone", text=captured.entry.line)
    else:
        say_entry(context, captured.entry)
    warn_once(context, captured, warned)


def say_entry(context: Context, entry: "Entry") -> None:
    """One line of the log, with what it made in full."""
    from collabtui.lifecycle.live.entry_words import entry_text

    kind, text = context.words(f"entry.{entry.kind}"), entry_text(context.words, context.workspace.store, entry)
    if entry.thing is None:
        context.say("record.entry", kind=kind, text=text)
    else:
        context.say("record.thing", ref=entry.thing, kind=kind, text=text)


def warn_unclear(context: Context, taken: "TakenLine") -> None:
    if taken.unclear:
        context.warn(_outcome(taken), line=shortened(taken.line), why=taken.unclear)
        context.err.flush()


def warn_left_out(context: Context, why: Refused) -> None:
    """At once, of a line that was not read."""
    context.warn(why.key, **why.values)
    context.err.flush()


def warn_once(context: Context, captured: "Captured", warned: "list[Finding]") -> None:
    """`warned` has what was said of the lines before: it holds of each decision, and is news of the first."""
    for finding in captured.findings:
        if finding not in warned:
            context.warn("warning", finding=finding)
            warned.append(finding)


def _outcome(taken: "TakenLine") -> str:
    """What became of a line that is unclear."""
    if taken.captured is None:
        return "record.refused"
    return "record.unclear" if taken.captured.thing is None else "record.to_clear_up"
