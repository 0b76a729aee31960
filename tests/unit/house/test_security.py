"""docs/security.md names a test for each attack that is stopped, and each is there."""

import re

import pytest

from support.paths import ROOT

MODEL = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line for line in MODEL.splitlines() if line.startswith("|") and not line.startswith(("|---", "| attack |"))]
ATTACKS = [line for line in ROWS if line.count("|") == 4 and "`tests/" in line]


def test_every_attack_has_its_test() -> None:
    below = MODEL.partition("## Whose word a mail is")[2]
    listed = [line for line in below.splitlines() if line.startswith("| ") and not line.startswith("| attack |")]
    assert listed == ATTACKS
    assert len(ATTACKS) >= 25


@pytest.mark.parametrize("row", ATTACKS)
def test_the_test_that_is_named_is_there(row: str) -> None:
    path, name = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)[0]
    assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), row


def test_who_finds_a_hole_is_led_from_the_readme() -> None:
    for document in ("README.md", "docs/security.md"):
        assert "SECURITY.md" in (ROOT / document).read_text("utf-8")
    for script in re.findall(r"`(scripts/\w+)", (ROOT / "SECURITY.md").read_text("utf-8")):
        assert (ROOT / script).stat().st_mode & 0o111
