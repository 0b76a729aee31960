"""`doctor` reads the user's own usual agendas as planning does."""

import pytest

from collabtui.home import Home
from support.command_line import Type


@pytest.mark.usefixtures("configured")
def test_an_own_agenda_that_planning_would_refuse_is_named(home: Home, typed: Type) -> None:
    folder = home.templates / "agendas"
    folder.mkdir(parents=True)
    (folder / "weekly.md").write_text("---\ncolour: red\n---\n## 议程\n- 10m 开场\n", encoding="utf-8")
    said = typed("doctor --json")
    (row,) = [one for one in said.json if one["step"] == "check.agenda"]
    assert said.code == 1
    assert "colour" in row["why"]
    assert "2" in row["why"]
