"""docs/handbook.md: each requirement of the field has its row, and what a row names is there."""

import re
from collections.abc import Iterator

import pytest

from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.lifecycle.matters.forms.form_names import FORMS
from collabtui.text.catalogue import Catalogue
from support.paths import ROOT

PAGE = ROOT / "docs" / "handbook.md"
LAST = 117
"""The number of the last requirement."""


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
