"""The front of the house: which door a command line goes to. Each door is imported only when it is taken."""

import os
import sys
from collections.abc import Mapping, Sequence


def run() -> None:
    """The entry point of the `collabtui` command."""
    sys.exit(main(sys.argv[1:], os.environ))


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Exit codes: 0 done, 1 refused with one sentence on stderr, 2 usage (PRODUCT 2)."""
    from collabtui.cli.options import read_options

    options, rest = read_options(arguments, environ)
    if rest[:1] == ["demo"]:
        from collabtui.demo.command import demo

        return demo(options, rest[1:])
    from collabtui.cli.dispatch import dispatch

    if not rest and not options.help and not options.version and sys.stdin.isatty() and sys.stdout.isatty():
        from collabtui.app import run_app

        return run_app(options)

    return dispatch(options, rest)
