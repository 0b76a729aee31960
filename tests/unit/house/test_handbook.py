"""docs/handbook.md: each requirement of the field has its row, and what a row names is there."""

import json
import re
from collections.abc import Iterator

import pytest

from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.lifecycle.forms.form_names import FORMS
from collabtui.text.catalogue import Catalogue
from support.paths import ROOT

PAGE = ROOT / "docs" / "handbook.md"
LAST = 117
"""The number of the last requirement."""
KEYS: dict[str, dict[str, str]] = json.loads(
    (ROOT / "src/collabtui/keymap/bindings.generated.json").read_text("utf-8")
)["groups"]
"""By page, by its id the keys of each binding."""
TESTS: dict[str, list[str]] = json.loads((ROOT / "tests/data/handbook_tests.json").read_text("utf-8"))
"""By the number of a requirement what plays it: tests, and steps of the two whole matters."""


def rows() -> list[tuple[str, str]]:
    """Numbers and what is here, of each row."""
    found = re.findall(r"^\| ([0-9, ]+) \|[^|]*\|([^|]*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [(numbers, here.strip()) for numbers, here in found]


def named() -> Iterator[str]:
    for _, here in rows():
        yield from re.findall(r"`([^`]+)`", here)


def commands() -> list[str]:
    return sorted({one for one in named() if one.split()[0] in NOUNS and one.isascii()})


def test_each_requirement_has_its_row_once_and_says_something() -> None:
    numbers = [int(number) for row, _ in rows() for number in row.split(",")]
    assert sorted(numbers) == list(range(1, LAST + 1))
    assert all(here for _, here in rows())


@pytest.mark.parametrize("line", commands())
def test_each_command_is_there_with_its_options(line: str) -> None:
    noun, *rest = line.split()
    chosen, _ = parser_of(noun).chosen(rest)
    text = chosen.help(Catalogue("en"))
    assert chosen.command is not None
    assert [word for word in rest if word.startswith("--") and f"{word} " not in text.replace("]", " ")] == []


def test_commands_were_found() -> None:
    assert len(commands()) > 30


def keys() -> list[tuple[str, str]]:
    """Page and key of each that a row names: one of the page Matters unless it says another page."""
    found = set[tuple[str, str]]()
    for _, here in rows():
        for key, page in re.findall(r"`([A-Za-z]|m [a-z])`(?:(?: on its line)? on the page ([A-Z][a-z]+))?", here):
            found.add((page or "Matters", key.replace(" ", "+")))
        found |= {("", key.lower()) for key in re.findall(r"\b(F\d|ctrl\+\w)\b", here)}
    return sorted(found)


@pytest.mark.parametrize(("page", "key"), keys())
def test_each_key_is_there(page: str, key: str) -> None:
    groups = [KEYS[page]] if page else list(KEYS.values())
    assert key in {one for group in groups for bound in group.values() for one in bound.split(",")}


def test_keys_were_found() -> None:
    assert len(keys()) > 15
    assert {page for page, _ in keys()} >= {"", "Matters", "Actions"}


def test_each_form_is_there_and_named_where_it_serves() -> None:
    forms = {
        name
        for _, here in rows()
        for part in re.findall(r"forms? ((?:`[\w-]+`(?:, | and )?)+)", here)
        for name in re.findall(r"`([\w-]+)`", part)
    }
    assert forms <= set(FORMS)
    assert set(FORMS) - forms <= {"change", "risks", "minutes", "completion", "weekly", "communication-plan"}


def test_the_files_it_leads_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / target).is_file()


def test_each_requirement_is_played_by_a_test() -> None:
    assert sorted(map(int, TESTS)) == list(range(1, LAST + 1))
    gone = []
    for found in {one for tests in TESTS.values() for one in tests}:
        path, _, name = found.partition("::")
        if not re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE):
            gone.append(found)
    assert gone == []
    assert all(tests for tests in TESTS.values())


def test_each_row_names_what_does_it() -> None:
    """A command, a key, a form, a mark of a capture line or what somebody writes; else the page that does it."""
    bare = [numbers for numbers, here in rows() if "`" not in here and not re.search(r"screens|agenda|F3|ctrl", here)]
    assert bare == []
