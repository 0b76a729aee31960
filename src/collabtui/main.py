"""The entry of the program: which door a command line goes to, each imported only when it is taken; and a signal ends a
command whole."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper

WAY_OUT = 5.0
"""Seconds that the way out may take. A signal that comes later counts again: what it raises in a callback is lost."""


def run() -> None:
    """The entry point of the `collabtui` command."""
    gc.disable()  # nothing of what is imported now is ever garbage; the door that is taken turns it on when all is
    _hold_standard_streams()
    _never_fail_for_a_letter()
    _leave_nothing_behind()
    sys.exit(main(sys.argv[1:], os.environ))


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Exit codes: 0 done, 1 refused with one sentence on stderr, 2 usage."""
    from collabtui.cli.base.options import read_options

    options, rest = read_options(arguments, environ)
    if rest[:1] == ["demo"]:
        gc.enable()
        from collabtui.demo.demo_command import demo

        return demo(options, rest[1:])
    if rest[:1] == ["serve"]:
        gc.enable()
        from collabtui.serve.serve_command import serve

        return serve(options, rest[1:])
    if not rest and not options.help and not options.version and _at_a_terminal():
        from collabtui.app import run_app

        return run_app(options)
    from collabtui.cli.dispatch import dispatch

    return dispatch(options, rest)


def _at_a_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _hold_standard_streams() -> None:
    """A stream that was closed would give its number to the next file that is opened: the database, say, and whatever
    writes to standard error would write into that."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)


def _leave_nothing_behind() -> None:
    """Whoever ends the program, or closes its terminal, ends it as an error would: temporary files go, locks are given
    back, a terminal is as it was. Without this both end a process where it stands."""
    import signal  # in the interpreter already
    from time import monotonic

    from collabtui.system.ending_signals import ending_signals

    first = 0.0

    def end(number: int, _: object) -> None:
        nonlocal first
        if first and monotonic() - first < WAY_OUT:
            return  # one is enough, also of both: the way out is not cut short
        first = monotonic()
        raise SystemExit(128 + number)

    for number in ending_signals():
        signal.signal(number, end)


def _never_fail_for_a_letter() -> None:
    """A terminal that knows no Chinese gets escapes; standard error does so by itself."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
