"""What a list imports: start-up is a feature."""

import json
import subprocess
import sys

import pytest

from collabtui.cli.dispatch import parser_of
from collabtui.home import Home
from support.paths import SOURCE

HEAVY = ("textual", "rich", "pydantic", "sqlite_utils", "icalendar", "jinja2", "imapclient", "aiosmtplib", "email.mime")


BESIDE_THE_WAY = {"threading", "array", "glob"}
"""Small ones, which a list had to wait for all the same."""


def test_a_list_imports_neither_textual_nor_anything_of_mail(published: Home) -> None:
    shown, modules = started(published, "action", "list", "--json")
    assert "提供接口文档" in shown
    assert {name for name in modules if name.split(".")[0] in HEAVY or name.startswith("collabtui.mail")} == set()
    assert BESIDE_THE_WAY & modules == set()


@pytest.mark.parametrize("noun", ["action", "matter"])
def test_the_help_of_a_noun_imports_none_of_the_modules_of_its_verbs(published: Home, noun: str) -> None:
    shown, modules = started(published, noun, "--help")
    assert all(name in shown for name in parser_of(noun).verbs)
    assert {name for name in modules if name.startswith(f"collabtui.cli.{noun}.")} == {
        f"collabtui.cli.{noun}.{noun}_command"
    }
    assert "zoneinfo" not in modules
    assert "collabtui.store" not in modules


def test_what_a_command_leaves_behind_is_collected_and_what_was_imported_is_not_looked_through(published: Home) -> None:
    probe = "import gc\nprint(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    assert started(published, "action", "list", after=probe)[0].splitlines()[-1] == "True True"


def started(home: Home, *line: str, after: str = "") -> tuple[str, set[str]]:
    """What a process of this command line prints, and the modules that it imported."""
    probe = (
        "import json, sys\n"
        "from collabtui.main import run\n"
        f"sys.argv[1:] = {line!r}\n"
        "try:\n"
        "    run()\n"
        "except SystemExit as ended:\n"
        "    assert ended.code == 0\n"
        f"modules = sorted(sys.modules)\n{after}\n"
        "print('\\n' + json.dumps(modules), file=sys.stderr)\n"
    )
    environ = {"COLLABTUI_HOME": str(home.root), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    return done.stdout, set(json.loads(done.stderr.splitlines()[-1]))
