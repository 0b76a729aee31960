"""What the worker and the screens that stand ready do without, until there is mail to read or to write."""

import subprocess
import sys

from support.paths import SOURCE

LATER = (
    "jinja2",
    "selectolax",
    "aiosmtplib",
    "email.headerregistry",
    "collabtui.lifecycle.mail_in.receive",
    "holidays",
    "collabtui.lifecycle.backup.copy_file",
    "collabtui.store.check.check_data",
)
"""Each takes megabytes, and is there with the first mail that needs it."""


def test_who_waits_for_mail_has_nothing_in_memory_that_reads_or_writes_it() -> None:
    code = (
        "import importlib, sys\n"
        "from collabtui.app import OPENED_NEXT\n"
        "from collabtui.screens.meetings.meeting_page import MODULES\n"
        "pages = (*OPENED_NEXT, *MODULES, 'collabtui.screens.today.page')\n"
        "for name in (*pages, 'collabtui.worker.watch_loop'): importlib.import_module(name)\n"
        f"print({set(LATER)!r} & set(sys.modules))"
    )
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
