"""What a demanding newcomer found wrong in the screens has a test for each, which fails where it comes back."""

import json
import re

import pytest

from collabtui.cli.dispatch import DOORS, NOUNS
from support.paths import ROOT

MISTAKES = json.loads((ROOT / "tests/data/newcomer_mistakes.json").read_text("utf-8"))


def test_all_of_them_are_listed() -> None:
    assert [one["nr"] for one in MISTAKES] == list(range(1, 48))


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
