"""Delivery of what a command makes: into the file that is named, or to standard output."""

from pathlib import Path

from collabtui.cli.base.context import Context
from collabtui.errors import Refused

BINARY = ("docx", "xlsx", "pdf")


def deliver(context: Context, data: bytes, kind: str, out: str | None) -> None:
    """Into the file that is named, else to standard output. Raises `Refused` as `needs_file` does."""
    if out:
        from collabtui.system.atomic_file import write_whole

        write_whole(Path(out), data)
        if context.options.json:
            context.show({"path": out, "format": kind, "bytes": len(data)})
        context.say("form.written", path=out)
        return
    needs_file(context, kind, out)
    context.out.file(data)


def needs_file(context: Context, kind: str, out: str | None) -> None:
    """For what takes long to make, before it is made. Raises `Refused` (form.needs_file) for what no terminal can
    show."""
    if kind in BINARY and not out and context.out.terminal:
        raise Refused("form.needs_file", format=kind)
