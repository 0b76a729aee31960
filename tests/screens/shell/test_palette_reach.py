"""Every command of the command line is reached by the palette, or has a reason why it is not."""

import json
from collections.abc import Iterator

import pytest
from textual.binding import Binding

from collabtui.cli.dispatch import DOORS, NOUNS, parser_of
from collabtui.screens.frame.page import EVERYWHERE
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.shell.palette import OF_MEETINGS
from collabtui.screens.shell.palette_arguments import typed_command
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.widgets.page_bar import BY_LETTER, PAGES
from support.paths import ROOT

REACH: dict[str, dict[str, str]] = json.loads((ROOT / "tests/data/palette_commands.json").read_text("utf-8"))
"""Of each command the key that does it, whose command the palette lists; what is typed there; or why none."""


def commands_of_the_shell() -> Iterator[str]:
    yield from DOORS
    for noun in NOUNS:
        top = parser_of(noun)
        yield from (f"{noun} {verb}" for verb in top.verbs) if top.verbs else (noun,)


def listed() -> dict[str, str]:
    """The id of each key whose command the palette lists on some page, with its name in the catalogue."""
    pages = [vars(PAGE_TABLE[name].load()).get("BINDINGS", ()) for name in (*PAGES, *BY_LETTER, *OF_MEETINGS)]
    bindings = (one for some in (EVERYWHERE, *pages) for one in some if isinstance(one, Binding))
    return {one.id: one.description for one in bindings if one.id and one.description != "key.back"}


def test_each_command_is_reached_once_or_says_why_not() -> None:
    named = [command for some in REACH.values() for command in some]
    assert sorted(named) == sorted(commands_of_the_shell())


def test_each_key_is_in_the_palette_under_a_name_of_both_languages() -> None:
    found = listed()
    assert {key for key in REACH["keys"].values() if key not in found} == set()
    catalogues = [Catalogue(locale) for locale in LOCALES]
    assert [key for key in REACH["keys"].values() if any(found[key] not in words for words in catalogues)] == []


@pytest.mark.parametrize("text", REACH["typed"].values())
def test_what_is_typed_is_a_command(text: str) -> None:
    assert [command for command in typed_command(text, []) if not command.bare]


@pytest.mark.parametrize("reason", REACH["elsewhere"].values())
def test_a_reason_is_a_sentence(reason: str) -> None:
    assert len(reason.split()) > 4
