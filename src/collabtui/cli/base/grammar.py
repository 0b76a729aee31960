"""The words of a command line after the noun: verbs, arguments, their help and what is wrong with them.

Not argparse: its help and its errors are in one language, and importing it takes longer than reading a thousand
actions from the disk.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from collabtui.domain.whole_number import whole_number
from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.cli.base.context import Context
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
Kind = Literal["text", "number", "switch", "list", "path", "paths", "output", "place"]
"""A switch is there or not; a list option may be repeated; `paths` takes all that is left. Everything but a path has to
be text: a file may have any name. Of an `output`, `-` is the same as to leave it out; a `place` is never `-`."""

_OF_FILES: tuple[Kind, ...] = ("path", "output", "place")
_NEAR = {
    "usage.noun": "usage.noun_near", "usage.verb": "usage.verb_near", "usage.option": "usage.option_near",
}  # fmt: skip
"""Sentences for a word that is none, and for one that is like another."""
Positional = Annotated[T, "positional"]
"""An argument that has its place on the line although it may be left out."""
_KEYWORDS = frozenset({"for", "from", "with"})
"""Names of options that Python has for itself: their fields end with an underscore."""
Option = Annotated[T, "option"]
"""An option, with two dashes, that may not be left out."""
FilePath = Annotated[str, "path"]
"""The name of a file; `-` is standard input where a command says so."""
OutputPath = Annotated[str, "output"]
"""The file that what is made goes into; `-` and None are standard output."""
PlacePath = Annotated[str, "place"]
"""The file or folder that is written, of which no stream can take the place."""


class Usage(CollabError):
    """The line cannot be read: exit code 2."""


class Argument(NamedTuple):
    name: str
    """`ref`, or an option with its two dashes."""
    kind: Kind
    required: bool
    choices: tuple[str, ...]

    @property
    def option(self) -> bool:
        return self.name.startswith("--")

    @property
    def field(self) -> str:
        """Its name in Python."""
        plain = self.name.lstrip("-").replace("-", "_")
        return f"{plain}_" if plain in _KEYWORDS else plain

    @property
    def shown(self) -> str:
        """As it is typed: `REF`, `FILE …`, `--due …`, `--locale zh|en`, `--open`."""
        if self.kind == "switch":
            return self.name
        if self.option:
            return f"{self.name} {'|'.join(self.choices) or '…'}"
        return self.name.upper() + (" …" if self.kind == "paths" else "")


class NoArgs(NamedTuple):
    """A command that takes no arguments."""


Command = Callable[["Context", Any], int | None]
"""What a verb does with its tuple of arguments: returns the exit code, None for 0. `Parser.verb` holds the two types
together."""


def arguments_of(line: type) -> Iterator[Argument]:
    """The arguments that a NamedTuple of a command stands for, in the order of its fields.

    A field without a default has its place on the line, one with a default is an option; `Positional[…]` and
    `Option[…]` say otherwise. The kind is the type's: `str`, `int`, `bool` (a switch), `FilePath` and its like,
    `Literal[…]` (its choices), `tuple[…, ...]` (an option that may be repeated; all that is left where it has its
    place). A NamedTuple stands for its own options, each behind the field's name: `smtp` with `host` is `--smtp-host`.
    Raises `TypeError` for a type that is none of these.
    """
    defaults: dict[str, object] = getattr(line, "_field_defaults", {})
    for field, annotation in line.__annotations__.items():
        if _is_group(annotation):
            yield from (one._replace(name=f"--{field}{one.name[1:]}") for one in arguments_of(annotation))
            continue
        marks, plain = _marks_and_type(annotation)
        option = "option" in marks or (field in defaults and "positional" not in marks)
        kind, choices = _kind(plain, marks, option)
        name = f"--{field.rstrip('_').replace('_', '-')}" if option else field
        yield Argument(name, kind, field not in defaults, choices)


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "_fields")


def _filled(line: type, values: Mapping[str, object], before: str = "") -> object:
    """The tuple with what was typed, by `Argument.field`."""
    own: dict[str, object] = {}
    for field, annotation in line.__annotations__.items():
        if _is_group(annotation):
            own[field] = _filled(annotation, values, f"{before}{field}_")
        elif before + field in values:
            own[field] = values[before + field]
    return line(**own)


def _marks_and_type(annotation: Any) -> tuple[tuple[str, ...], Any]:
    """What `Annotated` says, at any depth, and the type itself without None."""
    if get_origin(annotation) is Annotated:
        marks, plain = _marks_and_type(annotation.__origin__)
        return annotation.__metadata__ + marks, plain
    parts = get_args(annotation)
    if type(None) in parts:
        (present,) = (part for part in parts if part is not type(None))
        return _marks_and_type(present)
    return (), annotation


def _kind(plain: Any, marks: tuple[str, ...], option: bool) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(plain) is Literal:
        return "text", get_args(plain)
    if get_origin(plain) is tuple:
        return ("list" if option else "paths"), ()
    if named := next((one for one in _OF_FILES if one in marks), None):
        return named, ()
    kinds: dict[object, Kind] = {str: "text", int: "number", bool: "switch"}
    if plain not in kinds:
        raise TypeError(f"no argument of a command line: {plain!r}")
    return kinds[plain], ()


class Parser:
    """A noun, or a verb of it. `key` finds its sentences: `help.<key>`, `help.<key>.<argument>`."""

    def __init__(self, key: str, prog: str) -> None:
        self.key = key
        self.prog = prog
        self._verbs: dict[str, Parser | str] = {}
        """By name; the name of a module where that one has it and was not imported yet."""
        self.command: Command | None = None
        self.line: type = NoArgs

    def verb(self, name: str, command: "Callable[[Context, T], int | None]", line: type[T]) -> None:
        """Another word that may follow: what it does, and the NamedTuple of what it takes."""
        parser = Parser(f"{self.key}.{name}", f"{self.prog} {name}")
        parser.does(command, line)
        self._verbs[name] = parser

    def verbs_in(self, module: str, *names: str) -> None:
        """Words that `register` of another module gives their meaning: it is imported when one of them is typed."""
        self._verbs.update(dict.fromkeys(names, module))

    @property
    def verbs(self) -> "Mapping[str, Parser]":
        """All of them, with their arguments."""
        return {name: self._verb(name) for name in tuple(self._verbs)}  # each may import others

    def _verb(self, name: str) -> "Parser":
        found = self._verbs[name]
        if isinstance(found, str):
            importlib.import_module(found).register(self)
            return self._verb(name)
        return found

    def does(self, command: "Callable[[Context, T], int | None]", line: type[T]) -> None:
        """Registers the function of a noun without verbs, and the NamedTuple of what it takes."""
        self.command = command
        self.line = line

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        return tuple(arguments_of(self.line))

    def parse(self, words: Sequence[str]) -> tuple[Command, Any]:
        """The command, and its arguments as the tuple it takes. Raises `Usage`."""
        chosen, rest = self.chosen(words)
        if chosen.command is None:
            raise Usage("usage.verb_missing", prog=chosen.prog, verbs=list(chosen._verbs))  # noqa: SLF001  # a parser like this one
        return chosen.command, chosen._tuple(rest)  # noqa: SLF001  # a parser like this one

    def chosen(self, words: Sequence[str]) -> "tuple[Parser, Sequence[str]]":
        """The verb's parser, and the words behind the verb. Raises `Usage` for a verb that is none."""
        if not self._verbs or not words or words[0].startswith("-"):
            return self, words
        if words[0] not in self._verbs:
            raise unknown("usage.verb", words[0], list(self._verbs), prog=self.prog)
        return self._verb(words[0]), words[1:]

    def _tuple(self, words: Sequence[str]) -> object:
        values: dict[str, object] = {}
        loose: list[str] = []
        waiting = iter(words)
        for word in waiting:
            if word == "--":
                loose.extend(waiting)
            elif word.startswith("--"):
                self._take_option(word, waiting, values)
            else:
                loose.append(word)
        self._take_loose(loose, values)
        missing = [one.shown for one in self.arguments if one.required and one.field not in values]
        if missing:
            raise Usage("usage.missing", prog=self.prog, names=missing)
        return _filled(self.line, values)

    def _take_option(self, word: str, waiting: Iterator[str], values: dict[str, object]) -> None:
        name, equals, value = word.partition("=")
        option = next((one for one in self.arguments if one.name == name), None)
        if option is None:
            known = [one.name for one in self.arguments if one.option]
            raise unknown("usage.option", name, known or ["--help"], prog=self.prog)
        if option.kind == "switch":
            if equals:
                raise Usage("usage.no_value_wanted", prog=self.prog, option=name, value=value)
            values[option.field] = True
            return
        text = value if equals else next(waiting, None)
        if text is None:
            raise Usage("usage.no_value", prog=self.prog, option=option.shown)
        self._keep(option, text, values)

    def _take_loose(self, loose: Sequence[str], values: dict[str, object]) -> None:
        left = list(loose)
        for argument in self.arguments:
            if argument.option or not left:
                continue
            if argument.kind == "paths":
                values[argument.field], left = tuple(left), []
            else:
                self._keep(argument, left.pop(0), values)
        if left:
            raise Usage("usage.too_many", prog=self.prog, value=left[0])

    def _keep(self, argument: Argument, text: str, values: dict[str, object]) -> None:
        value = self._read(argument, text)
        if argument.kind == "output" and text == "-":
            return
        if argument.kind == "list":
            before = values.get(argument.field, ())
            values[argument.field] = (*before, value) if isinstance(before, tuple) else (value,)
        elif values.setdefault(argument.field, value) != value:
            raise Usage("usage.twice", prog=self.prog, option=argument.name)  # which of the two is meant nobody knows

    def _read(self, argument: Argument, text: str) -> str | int:
        if argument.kind == "place" and text == "-":
            raise Usage("usage.no_stream", prog=self.prog, option=argument.shown)
        if argument.kind not in _OF_FILES and not _is_text(text):
            raise Usage("usage.not_text", prog=self.prog, option=argument.shown)
        if argument.choices and text not in argument.choices:
            choices = list(argument.choices)
            raise Usage("usage.choice", prog=self.prog, option=argument.name, value=text, choices=choices)
        if argument.kind != "number":
            return text
        number = whole_number(text.removeprefix("-"))
        if number is None:
            raise Usage("usage.number", prog=self.prog, option=argument.name, value=text)
        return -number if text.startswith("-") else number

    def usage(self) -> str:
        """One line: what may stand on the command line."""
        if self._verbs:
            return f"{self.prog} {'|'.join(self._verbs)} …"
        ordered = sorted(self.arguments, key=lambda one: (one.option, not one.required))
        shown = (one.shown if one.required else f"[{one.shown}]" for one in ordered)
        return " ".join([self.prog, *shown, "[--json]"])

    def help(self, words: "Catalogue") -> str:
        """The text that `--help` prints."""
        from collabtui.cli.base.text_table import table

        lines = [words("help.usage", line=self.usage()), "", words(f"help.{self.key}")]
        rows = [(f"  {name}", words(f"help.{self.key}.{name}")) for name in self._verbs]
        rows += [(f"  {one.shown}", self._help(words, one)) for one in self.arguments]
        rows += [] if self._verbs else [("  --json", words("help.option.json"))]
        return "\n".join([*lines, *([""] if rows else []), *table(rows, longest=60)])

    def _help(self, words: "Catalogue", argument: Argument) -> str:
        """`help.<noun>.<verb>.<name>`, else `help.option.<name>`."""
        name = argument.name.lstrip("-")
        own = f"help.{self.key}.{name}"
        return words(own if own in words else f"help.option.{name}")


def unknown(key: str, word: str, known: Sequence[str], **values: object) -> Usage:
    """The error for a word that is none of those that are known: it names all of them, and those that are near."""
    from difflib import get_close_matches

    close = get_close_matches(word, known)
    return Usage(_NEAR[key] if close else key, value=word, near=close, known=list(known), **values)


def _is_text(word: str) -> bool:
    """Bytes of the command line that are no text in its encoding come as lone surrogates."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True
