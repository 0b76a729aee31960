"""The words of a command line: what they mean, and what is said of those that mean nothing."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

import pytest

from collabtui.cli.base.grammar import Argument, FilePath, Kind, NoArgs, Option, Parser, Positional, Usage, arguments_of
from collabtui.cli.dispatch import NOUNS, overview, parser_of
from collabtui.main import main
from collabtui.text.catalogue import LOCALES, Catalogue
from support.paths import SOURCE


class AddLine(NamedTuple):
    title: str
    due: Option[str]
    note: Positional[str | None] = None
    owner: str | None = None
    status: Literal["open", "done"] = "open"
    percent: int | None = None
    collaborator: tuple[str, ...] = ()
    force: bool = False


class ShowLine(NamedTuple):
    ref: str


class FilesLine(NamedTuple):
    file: tuple[FilePath, ...]
    to_folder: FilePath | None = None


def nothing(_: object, __: object) -> None:
    """A command that does nothing."""


def parser() -> Parser:
    one = Parser("action", "collabtui action")
    one.verb("add", nothing, AddLine)
    one.verb("show", nothing, ShowLine)
    one.verb("explain", nothing, FilesLine)
    return one


def given(*words: str) -> Any:
    return parser().parse(words)[1]


def test_the_arguments_of_a_line_are_the_fields_of_its_tuple() -> None:
    assert list(arguments_of(AddLine)) == [
        Argument("title", "text", True, ()),
        Argument("--due", "text", True, ()),
        Argument("note", "text", False, ()),
        Argument("--owner", "text", False, ()),
        Argument("--status", "text", False, ("open", "done")),
        Argument("--percent", "number", False, ()),
        Argument("--collaborator", "list", False, ()),
        Argument("--force", "switch", False, ()),
    ]
    assert list(arguments_of(FilesLine)) == [
        Argument("file", "paths", True, ()),
        Argument("--to-folder", "path", False, ()),
    ]
    assert not list(arguments_of(NoArgs))


class ServerLine(NamedTuple):
    host: str | None = None
    port: int | None = None


class MailboxLine(NamedTuple):
    name: str
    smtp: ServerLine = ServerLine()
    imap: ServerLine = ServerLine()


def test_a_tuple_in_a_tuple_is_options_behind_its_name() -> None:
    assert [one.name for one in arguments_of(MailboxLine)] == [
        "name", "--smtp-host", "--smtp-port", "--imap-host", "--imap-port",
    ]  # fmt: skip
    account = Parser("account", "collabtui account")
    account.does(nothing, MailboxLine)
    _, line = account.parse(["hers", "--imap-port", "993"])
    assert line == MailboxLine("hers", imap=ServerLine(port=993))


def test_a_type_that_nobody_can_type_is_refused_when_the_verb_is_asked_for_its_arguments() -> None:
    class Wrong(NamedTuple):
        size: float

    one = Parser("action", "collabtui action")
    one.verb("measure", nothing, Wrong)
    with pytest.raises(TypeError, match="float"):
        one.parse(["measure", "3"])


def test_a_line_becomes_its_tuple() -> None:
    assert given("add", "a", "--due", "x") == AddLine("a", "x")
    assert given("show", "A1") == ShowLine("A1")


def test_options_stand_anywhere_and_may_be_repeated_where_that_has_a_meaning() -> None:
    said = given(
        "add", "--collaborator", "Bob", "写方案", "--percent=-5", "--due", "--x", "--collaborator=Eve", "--force"
    )
    assert (said.title, said.note, said.percent, said.due) == ("写方案", None, -5, "--x")
    assert (said.collaborator, said.force, said.status, said.owner) == (("Bob", "Eve"), True, "open", None)


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert given("add", "--due", "x", "--", "--force").title == "--force"


def test_the_last_argument_takes_the_rest_where_it_says_so() -> None:
    assert given("explain", "a.eml", "b.eml", "-").file == ("a.eml", "b.eml", "-")


@pytest.mark.parametrize(
    ("line", "key", "values"),
    [
        ("", "usage.verb_missing", {"verbs": ["add", "show", "explain"]}),
        ("ad", "usage.verb_near", {"value": "ad", "near": ["add"], "known": ["add", "show", "explain"]}),
        ("zzz", "usage.verb", {"value": "zzz", "known": ["add", "show", "explain"]}),
        ("add", "usage.missing", {"names": ["TITLE", "--due …"]}),
        ("add a --du x", "usage.option_near", {"value": "--du", "near": ["--due"]}),
        ("add a --due", "usage.no_value", {"option": "--due …"}),
        ("add a --due x --due y", "usage.twice", {"option": "--due"}),
        ("add a --due x --force=yes", "usage.no_value_wanted", {"option": "--force", "value": "yes"}),
        ("add a b c --due x", "usage.too_many", {"value": "c"}),
        ("add a --due x --status dne", "usage.choice", {"value": "dne", "choices": ["open", "done"]}),
        ("add a --due x --percent many", "usage.number", {"value": "many"}),
        ("add \udcff --due x", "usage.not_text", {"option": "TITLE"}),
    ],
)
def test_what_cannot_be_meant_is_named(line: str, key: str, values: dict[str, Any]) -> None:
    with pytest.raises(Usage) as raised:
        given(*line.split())
    assert raised.value.key == key
    assert {name: raised.value.values[name] for name in values} == values


def test_a_file_may_have_a_name_that_is_no_text() -> None:
    assert given("explain", "\udcff.eml").file == ("\udcff.eml",)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("noun", NOUNS)
def test_every_command_has_its_help_in_every_language(noun: str, locale: str) -> None:
    words = Catalogue(locale)
    top = parser_of(noun)
    for one in (top, *top.verbs.values()):
        shown = one.help(words)
        assert f"help.{one.key}" in words
        assert "help." not in shown, shown
        assert all(argument.shown in shown for argument in one.arguments)
    assert f"  {noun}" in overview(words)


def every_parser() -> list[Parser]:
    """Each verb of each noun, and each noun without verbs."""
    return [verb for noun in map(parser_of, NOUNS) for verb in (noun.verbs.values() or (noun,))]


SAMPLES: dict[Kind, tuple[list[str], object]] = {
    "text": (["some"], "some"),
    "path": (["a.txt"], "a.txt"),
    "output": (["a.txt"], "a.txt"),
    "place": (["a.txt"], "a.txt"),
    "number": (["7"], 7),
    "list": (["one"], ("one",)),
    "paths": (["a.txt", "b.txt"], ("a.txt", "b.txt")),
    "switch": ([], True),
}


def flat(line: Any, before: str = "") -> Iterator[tuple[str, object]]:
    """Values by `Argument.field`, those of tuples within the tuple too."""
    for field, value in line._asdict().items():
        if hasattr(value, "_fields"):
            yield from flat(value, f"{before}{field}_")
        else:
            yield before + field, value


@pytest.mark.parametrize("verb", every_parser(), ids=lambda verb: verb.key)
def test_each_argument_of_each_command_arrives_in_its_field(verb: Parser) -> None:
    """Typed in full, the line gives its tuple with every field as it was typed: no field without an argument, no
    argument without a field."""
    line: list[str] = []
    wanted: dict[str, object] = {}
    for argument in verb.arguments:
        words, value = SAMPLES[argument.kind]
        if argument.choices:
            words, value = [argument.choices[-1]], argument.choices[-1]
        line += [argument.name, *words] if argument.option else words
        wanted[argument.field] = value
    _, arguments = verb.parse(line)
    assert dict(flat(arguments)) == wanted
    assert type(arguments) is verb.line


@pytest.mark.parametrize("verb", every_parser(), ids=lambda verb: verb.key)
def test_each_field_is_read_by_the_commands(verb: Parser) -> None:
    """What mypy cannot see: an argument that is taken and that nothing looks at."""
    assert set(verb.line.__annotations__) <= fields_read()


@cache
def fields_read() -> frozenset[str]:
    return frozenset(
        node.attr
        for module in (SOURCE / "collabtui/cli").rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "arguments"
    )


def test_every_verb_does_something() -> None:
    for noun in NOUNS:
        top = parser_of(noun)
        assert all(verb.command for verb in top.verbs.values())
        assert bool(top.verbs) != bool(top.command)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_wrong_is_said_in_the_language_of_the_reader(locale: str) -> None:
    with pytest.raises(Usage) as raised:
        given("add", "a", "--due", "x", "--percent", "many")
    said = Catalogue(locale)(raised.value.key, **raised.value.values)
    assert (
        said
        == {
            "zh": "--percent 要一个整数，many 不是。",
            "en": "--percent takes a whole number, not many.",
        }[locale]
    )


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("typo", "meant"), [("meting", "meeting"), ("stauts", "status"), ("xyzzy", "")])
def test_a_noun_that_is_none_is_told_with_all_that_there_are(
    locale: str, typo: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([typo, "--lang", locale], {}) == 2
    said = capsys.readouterr().err
    near, _, known = said.partition("Known: " if locale == "en" else "全部命令：")
    assert all(noun in known for noun in (*NOUNS, "demo"))
    assert (meant in near) if meant else "?" not in near
