"""What demanding newcomers found wrong in the screens has a test for each, which fails where it comes back."""

import json
import re

import pytest

from collabtui.cli.dispatch import DOORS, NOUNS
from support.paths import ROOT

MISTAKES = json.loads((ROOT / "tests/data/newcomer_mistakes.json").read_text("utf-8"))


def test_all_of_them_are_listed() -> None:
    assert [one["nr"] for one in MISTAKES] == list(range(1, len(MISTAKES) + 1))
    assert len(MISTAKES) > 35


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: str(mistake["nr"]))
def test_each_has_its_test(mistake: dict[str, list[str]]) -> None:
    assert mistake["was"]
    assert mistake["tests"]
    for test in mistake["tests"]:
        path, _, name = test.partition("::")
        assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), test


@pytest.mark.parametrize("command", ["serve", "export", "import", "backup"])
def test_what_was_promised_is_a_command(command: str) -> None:
    assert command in (*DOORS, *NOUNS)


PAGE_OF_THE_FIRST = (ROOT / "docs/ux-audit.md").read_text("utf-8")


def test_the_page_of_the_first_audit_says_what_holds_now_and_names_these_tests() -> None:
    cells = [
        re.split(r"(?<!\\) \| ", line.strip("| "))
        for line in PAGE_OF_THE_FIRST.splitlines()
        if re.match(r"\| \d", line)
    ]
    assert [int(number) for number, *_ in cells] == list(range(1, 36))
    for (_, was, now, tests), mistake in zip(cells, MISTAKES, strict=False):
        assert was == mistake["was"]
        assert now
        assert re.findall(r"`(\w+)`", tests) == [test.partition("::")[2] for test in mistake["tests"]]
