"""The words of a command line: what they mean, and what is said of those that mean nothing."""

from typing import Any

import pytest

from collabtui.cli.base.grammar import Given, Parser, Usage
from collabtui.cli.dispatch import NOUNS, overview, parser_of
from collabtui.text.catalogue import LOCALES, Catalogue


def parser() -> Parser:
    one = Parser("action", "collabtui action")
    adding = one.verb("add", lambda _, __: 0)
    adding.takes("title")
    adding.takes("note", required=False)
    adding.takes("--owner")
    adding.takes("--due", required=True)
    adding.takes("--status", choices=("open", "done"), default="open")
    adding.takes("--percent", "number")
    adding.takes("--collaborator", "list")
    adding.takes("--force", "switch")
    one.verb("show", lambda _, __: 0).takes("ref")
    one.verb("explain", lambda _, __: 0).takes("file", "paths")
    return one


def given(*words: str) -> Given:
    return parser().parse(words)[1]


def test_options_stand_anywhere_and_may_be_repeated_where_that_has_a_meaning() -> None:
    said = given(
        "add", "--collaborator", "Bob", "写方案", "--percent=-5", "--due", "--x", "--collaborator=Eve", "--force"
    )
    assert (said.title, said.note, said.percent, said.due) == ("写方案", None, -5, "--x")
    assert (said.collaborator, said.force, said.status, said.owner) == (["Bob", "Eve"], True, "open", None)


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert given("add", "--due", "x", "--", "--force").title == "--force"


def test_the_last_argument_takes_the_rest_where_it_says_so() -> None:
    assert given("explain", "a.eml", "b.eml", "-").file == ["a.eml", "b.eml", "-"]


@pytest.mark.parametrize(
    ("line", "key", "values"),
    [
        ("", "usage.verb_missing", {"verbs": ["add", "show", "explain"]}),
        ("ad", "usage.verb", {"value": "ad", "verbs": ["add"]}),
        ("add", "usage.missing", {"names": ["TITLE", "--due …"]}),
        ("add a --du x", "usage.option", {"value": "--du", "known": ["--due"]}),
        ("add a --due", "usage.no_value", {"option": "--due …"}),
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
    assert given("explain", "\udcff.eml").file == ["\udcff.eml"]


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
            "en": "--percent takes a whole number, and many is none.",
        }[locale]
    )
