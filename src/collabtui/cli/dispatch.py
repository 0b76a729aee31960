"""Nouns and verbs: which module a command is in. Only that module is imported."""

import argparse
import importlib
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from collabtui.catalogue import Catalogue
from collabtui.cli.context import Context, opened
from collabtui.cli.options import Options
from collabtui.errors import CollabError, Refused

NOUNS = (
    "init", "doctor", "person", "meeting", "action", "matter", "inbox", "outbox", "receive", "explain", "sync",
    "watch", "remind", "trail",
)  # fmt: skip
"""In the order of the help. Each is a module of this package with `register(parser)`; `demo` and the bare command
have doors of their own."""

Command = Callable[[Context, argparse.Namespace], int | None]
"""A verb's function: returns the exit code, None for 0."""


class Parser(argparse.ArgumentParser):
    """Help texts and errors come from the catalogue; a usage error is exit code 2."""

    def __init__(self, words: Catalogue, key: str, prog: str) -> None:
        super().__init__(prog=prog, description=words(f"help.{key}"), add_help=False, allow_abbrev=False)
        self.words = words
        self.key = key

    def verb(self, name: str, command: Command) -> "Parser":
        """Another word that may follow, with its own arguments."""
        if self._subparsers is None:
            self.verbs = self.add_subparsers(metavar=self.words("help.verb"), required=True, parser_class=Parser)
        key = f"{self.key}.{name}"
        parser = self.verbs.add_parser(
            name, words=self.words, key=key, prog=f"{self.prog} {name}", help=self.words(f"help.{key}")
        )
        parser.set_defaults(command=command, parser=parser)
        return parser

    def takes(self, *names: str, **settings: Any) -> None:
        """An argument; its help is `help.<noun>.<verb>.<name>`, else `help.option.<name>`."""
        name = names[-1].lstrip("-")
        own, common = f"help.{self.key}.{name}", f"help.option.{name}"
        self.add_argument(*names, help=self.words(own if own in self.words else common), **settings)

    def error(self, message: str) -> NoReturn:
        print(self.words("usage.wrong", message=message, prog=self.prog), file=sys.stderr)
        self.print_usage(sys.stderr)
        raise SystemExit(2)


def dispatch(options: Options, rest: list[str]) -> int:
    with opened(options) as context:
        try:
            return _dispatched(context, rest)
        except CollabError as error:
            print(context.words(error.key, **error.values), file=context.err)
            return 1
        except BrokenPipeError:
            # whoever read our output has seen enough; the interpreter must not complain of it at its end
            sys.stdout = None
            return 0
        except KeyboardInterrupt:
            return 130


def _dispatched(context: Context, rest: list[str]) -> int:
    if context.options.version:
        from importlib.metadata import version

        context.line(f"collabtui {version('collabtui')}")
        return 0
    if not rest and not context.options.help:
        raise Refused("cli.no_terminal")
    if not rest:
        context.line(overview(context.words))
        return 0
    context.clock()  # a --now that is none is refused before anything else happens
    noun = rest[0]
    if noun not in NOUNS:
        print(context.words("usage.noun", value=noun, near=_near(noun)), file=context.err)
        return 2
    module = importlib.import_module(f"collabtui.cli.{noun}")
    parser = Parser(context.words, noun, f"collabtui {noun}")
    module.register(parser)
    if context.options.help:
        (_parser_of(parser, rest[1:])).print_help(context.out)
        return 0
    arguments = parser.parse_args(rest[1:])
    command: Command = arguments.command
    return command(context, arguments) or 0


def _parser_of(parser: Parser, rest: list[str]) -> argparse.ArgumentParser:
    verbs = getattr(parser, "verbs", None)
    found = verbs.choices.get(rest[0]) if verbs and rest else None
    return found or parser


def overview(words: Catalogue) -> str:
    """All commands with what they do, a line each."""
    lines = [words("help.overview"), ""]
    lines += [f"  {noun:<9} {words(f'help.{noun}')}" for noun in (*NOUNS, "demo")]
    return "\n".join([*lines, "", words("help.common")])


def _near(noun: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(noun, NOUNS) or list(NOUNS)
