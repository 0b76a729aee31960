"""`doctor` looks at the user's own keys."""

import pytest

from collabtui.home import Home
from support.command_line import Type


def test_keys_that_can_be_used_are_a_step_that_held(configured: Home, typed: Type) -> None:
    configured.keys.write_text('"actions.done" = "D"\n', encoding="utf-8")
    said = typed("doctor --json")
    assert said.code == 0
    assert {"step": "check.keys", "ok": True, "why": None} in said.json
    assert "check.key" not in typed("doctor --json").out.replace("check.keys", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('"actions.dome" = "D"', "line 1: no key is called actions.dome. Similar: actions.done"),
        ('\n"actions.done" = "e"', "line 2: e is already the key of actions.edit"),
        ('"actions.done" = "hyperspace"', "line 1: a terminal sends no key hyperspace"),
        ('"actions.done" = [', "line 1: "),
    ],
)
def test_each_fault_is_a_step_that_failed_and_says_why(configured: Home, typed: Type, text: str, why: str) -> None:
    configured.keys.write_text(text, encoding="utf-8")
    said = typed("doctor --json")
    assert said.code == 1
    (failed,) = [step for step in said.json if not step["ok"]]
    assert failed["step"] == "check.key"
    assert failed["why"].startswith(str(configured.keys))
    assert why in failed["why"]
    assert "✗" in typed("doctor").out


def test_all_faults_are_named_at_once(configured: Home, typed: Type) -> None:
    configured.keys.write_text('"actions.dome" = "D"\n"actions.done" = "e"\n', encoding="utf-8")
    assert [step["ok"] for step in typed("doctor --json").json].count(False) == 2


def test_without_a_file_nothing_is_said_of_keys(configured: Home, typed: Type) -> None:
    assert "check.key" not in typed("doctor --json").out
