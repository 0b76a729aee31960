"""Every sentence that `--help` shows is held: what it claims by a test, what it lists by what may be typed."""

import re
from collections.abc import Iterator

import pytest

from collabtui.cli.base.grammar import Argument, Parser
from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.text.catalogue import parse_sentences
from support.help_claims import CLAIMS, NAMES_ONLY, TYPED
from support.paths import ROOT

HELP = {key.removeprefix("help."): said for key, said in parse_sentences("en").items() if key.startswith("help.")}


def leaves() -> Iterator[Parser]:
    for noun in NOUNS:
        top = parser_of(noun)
        yield from top.verbs.values() if top.verbs else (top,)


def shown(parser: Parser, argument: Argument) -> str:
    """The key of its sentence."""
    own = f"{parser.key}.{argument.name.lstrip('-')}"
    return own if own in HELP else f"option.{argument.name.lstrip('-')}"


def test_every_sentence_is_held_or_only_names_something() -> None:
    assert set(HELP) == {*CLAIMS, *TYPED, *NAMES_ONLY}
    assert not set(CLAIMS) & set(NAMES_ONLY)


@pytest.mark.parametrize("key", [*CLAIMS, *TYPED])
def test_a_claim_stands_as_it_was_tested(key: str) -> None:
    """Whoever changes the sentence looks at its test."""
    assert HELP[key] == (CLAIMS[key] if key in CLAIMS else TYPED[key]).says


@pytest.mark.parametrize("key", NAMES_ONLY)
def test_what_only_names_something_is_short_and_promises_nothing(key: str) -> None:
    promises = r"\b(never|always|everybody|nothing|only|also|at once|again|changes|takes the place|kept|without)\b"
    assert not re.search(promises, HELP[key]), HELP[key]


@pytest.mark.parametrize("key", CLAIMS)
def test_the_test_of_a_claim_is_there(key: str) -> None:
    path, _, name = CLAIMS[key].test.partition("::")
    assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), CLAIMS[key].test


def test_each_sentence_is_shown_somewhere() -> None:
    seen = {"overview", "common", "usage", "option.json", "demo", "serve", *NOUNS}
    for parser in leaves():
        seen |= {parser.key, *(shown(parser, one) for one in parser.arguments)}
    assert {key for key in HELP if not key.startswith(("demo.", "serve."))} <= seen


def test_a_sentence_that_lists_what_may_be_typed_lists_all_of_it() -> None:
    """`--scope one|following|all` is not explained by a sentence on something else."""
    wrong = []
    for parser in leaves():
        for argument in parser.arguments:
            said = HELP[shown(parser, argument)]
            named = [one for one in argument.choices if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", said)]
            if len(argument.choices) > 2 and named != list(argument.choices):
                wrong.append((parser.prog, argument.name, said, argument.choices))
    assert wrong == []


@pytest.mark.parametrize("key", TYPED)
def test_a_list_of_values_is_that_of_the_program(key: str) -> None:
    said, values = TYPED[key]
    listed = re.split(r", | or | and ", re.sub(r"^[A-Z]+: ", "", said))
    assert [one.strip() for one in listed] == list(values)
    offered = [
        argument.choices
        for parser in leaves()
        for argument in parser.arguments
        if shown(parser, argument) == key and argument.choices
    ]
    assert all(set(choices) == set(values) for choices in offered), offered
