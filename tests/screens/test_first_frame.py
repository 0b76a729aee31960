import json
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src"
HEAVY = ("pydantic", "jinja2", "sqlite_utils", "icalendar")
ROOMS = tuple(f"collabtui.{room}" for room in ("domain", "language", "mail", "formats", "lifecycle", "worker"))


def test_the_first_frame_waits_for_no_model_and_no_mail() -> None:
    probe = (
        "import json, sys, collabtui.app, collabtui.screens.today, collabtui.screens.meetings\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    command, environ = [sys.executable, "-c", probe], {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    modules = json.loads(done.stdout)
    assert [name for name in modules if name.split(".")[0] in HEAVY or name.startswith(ROOMS)] == []
