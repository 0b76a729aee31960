"""Long text in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from collabtui.errors import Refused


def edited(text: str, environ: Mapping[str, str], *, suffix: str) -> str:
    """`text` as it is after $VISUAL or $EDITOR. What was typed stays in a file that the error names, should the
    caller refuse it. Raises `Refused` (editor.none, editor.failed)."""
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    if not editor:
        raise Refused("editor.none")
    handle, name = tempfile.mkstemp(prefix="collabtui-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    # the command is the user's own, as every program that honours $EDITOR runs it
    done = subprocess.run([*shlex.split(editor), name], check=False)  # noqa: S603
    if done.returncode:
        raise Refused("editor.failed", editor=editor, code=done.returncode, path=name)
    return Path(name).read_text(encoding="utf-8")
