"""A configuration that other accounts may write to is named: commands for passwords stand in it, which run."""

import pytest

from collabtui.home import Home
from support.command_line import Type


@pytest.mark.parametrize("place", ["config.toml", "."])
def test_who_else_may_write_it_is_said_by_doctor_and_by_what_reads_it(
    configured: Home, typed: Type, place: str
) -> None:
    path = configured.root / place
    mode = path.stat().st_mode & 0o777
    path.chmod(mode | 0o002)
    said = typed("doctor --json")
    assert said.code == 1
    (failed,) = [step for step in said.json if not step["ok"]]
    assert failed["step"] == "check.config"
    assert str(path) in failed["why"]
    assert str(path) in typed("matter new Launch").err
    path.chmod(mode)
    assert "check.config" not in typed("doctor --json").out
    assert typed("matter new Fair").err == ""


def test_a_folder_of_all_in_which_nobody_replaces_what_is_anothers_is_none(configured: Home, typed: Type) -> None:
    configured.root.chmod(0o1777)
    assert "check.config" not in typed("doctor --json").out


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o666])
def test_a_database_that_others_may_open_is_named(configured: Home, typed: Type, mode: int) -> None:
    typed("matter new Launch")
    configured.root.chmod(0o755)
    configured.database.chmod(mode)
    (failed,) = [step for step in typed("doctor --json").json if not step["ok"]]
    assert str(configured.database) in failed["why"]
    configured.root.chmod(0o700)  # nobody else gets there
    assert "check.config" not in typed("doctor --json").out
