"""Which tests scripts/check takes for a change."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from support.paths import ROOT

REACH: dict[str, Any] = runpy.run_path(str(ROOT / "scripts/_reach.py"))


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def reached(*changes: str) -> list[str]:
    return [path.as_posix() for path in REACH["ranked"](map(Path, changes))]


def test_what_is_named_after_a_module_comes_before_what_imports_it() -> None:
    found = reached("src/collabtui/mail/parse/charset.py")
    assert found[0] == "tests/unit/mail/parse/test_charset.py"
    assert all(path.startswith("tests/unit/mail/") for path in found)


def test_a_page_leads_to_the_tests_of_its_screens() -> None:
    found = reached("src/collabtui/screens/people/page.py")
    assert found
    assert all(path.startswith("tests/screens/people/") for path in found[:2])


def test_a_test_that_was_changed_itself_comes_first() -> None:
    assert reached("tests/unit/cli/test_life.py")[0] == "tests/unit/cli/test_life.py"


def test_a_helper_of_tests_leads_to_the_tests_that_use_it() -> None:
    assert "tests/unit/cli/test_life.py" in reached("tests/support/command_line.py")


def test_data_leads_to_the_tests_that_name_it_and_to_those_of_the_house() -> None:
    assert "tests/unit/house/test_contributing.py" in reached("CHANGELOG.md")
    assert "tests/unit/house/test_catalogue.py" in reached("src/collabtui/text/words/commands.en.json")


def test_what_leads_nowhere_takes_no_tests_and_what_needs_servers_is_left_out() -> None:
    assert reached() == []
    assert reached(f"docs/{'x' * 9}.md") == []
    found = reached("src/collabtui/mail/transport/connection_check.py", "tests/mailbed/packages.py")
    assert not any(path.startswith("tests/mailbed/") for path in found)


@pytest.mark.parametrize(("processors", "load", "seconds"), [(2, 0, 60), (2, 2, 30), (2, 6, 15), (8, 0, 240)])
def test_a_machine_that_others_use_gives_the_tests_less(processors: int, load: float, seconds: float) -> None:
    assert REACH["budget"](processors, load) == seconds


def test_what_is_taken_ends_in_time(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The farthest of a change that reaches nearly everything are left out, and counted."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("os.getloadavg", lambda: (2.0, 0.0, 0.0))
    changes = [Path("src/collabtui/domain/action.py")]
    REACH["main"].__globals__["changed"] = lambda _: changes
    REACH["main"](["HEAD"])
    said = capsys.readouterr()
    taken = [Path(line) for line in said.out.splitlines()]
    assert 0 < sum(map(REACH["seconds"], taken)) <= 30 + max(map(REACH["seconds"], taken))
    assert "left to scripts/test" in said.err
