"""What a list imports: start-up is a feature."""

import json
import subprocess
import sys

from collabtui.home import Home
from support.command_line import Type
from support.paths import SOURCE

HEAVY = ("textual", "rich", "pydantic", "sqlite_utils", "icalendar", "jinja2", "imapclient", "aiosmtplib", "email.mime")


def test_a_list_imports_neither_textual_nor_anything_of_mail(published: Home, typed: Type) -> None:
    probe = (
        "import json, os, sys\n"
        "from collabtui.main import main\n"
        "code = main(['action', 'list', '--json'], os.environ)\n"
        "print('\\n' + json.dumps([code, sorted(sys.modules)]))\n"
    )
    environ = {"COLLABTUI_HOME": str(published.root), "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    assert "提供接口文档" in done.stdout
    heavy = {name for name in modules if name.split(".")[0] in HEAVY or name.startswith("collabtui.mail")}
    assert heavy == set()
