"""An option that the command at hand does not take, and others do: the refusal names them."""

from collections.abc import Iterable, Iterator

from collabtui.cli.base.grammar import Parser, Usage

_MOST = 3
"""Commands that are named."""
_OF_AN_OPTION = ("usage.option", "usage.option_near")


def with_its_commands(error: Usage, parsers: Iterable[Parser]) -> Usage:
    """The same refusal, or one that says which commands of `parsers` take the option."""
    if error.key not in _OF_AN_OPTION:
        return error
    wanted = str(error.values["value"])
    others = [one.prog for parser in parsers for one in _commands(parser) if _takes(one, wanted)][:_MOST]
    if not others:
        return error
    return Usage("usage.option_elsewhere", **error.values | {"others": others})


def _commands(parser: Parser) -> Iterator[Parser]:
    verbs = parser.verbs
    if not verbs:
        yield parser
    for verb in verbs.values():
        yield from _commands(verb)


def _takes(command: Parser, option: str) -> bool:
    return any(one.option and one.name == option for one in command.arguments)
