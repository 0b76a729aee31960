"""A mail as its reader's program shows it: in the browser that the environment names, or in a file that is named."""

import os
import re
import shlex
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.session.store_session import Session


def kept_as_file(session: "Session", name: str, html: str) -> Path:
    """Beside the drafts, readable by nobody else; the next one of the same name takes its place."""
    folder = session.home.drafts.parent / "previews"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9@.-]', '_', name)}.html"
    path.touch(mode=0o600)
    path.write_text(html, encoding="utf-8")
    return path


def in_browser(path: Path) -> bool:
    """False where the environment names no browser, or one that does not start. It runs on by itself."""
    command = os.environ.get("BROWSER", "")
    if not command:
        return False
    arguments = shlex.split(command)
    named = [path.as_uri() if one == "%s" else one for one in arguments]
    try:
        browser = subprocess.Popen(  # noqa: S603  # the user's own choice of program
            named if "%s" in arguments else [*named, path.as_uri()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    threading.Thread(target=browser.wait, daemon=True).start()  # somebody has to hear that it has ended
    return True
