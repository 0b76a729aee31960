"""The user's own editor, as $VISUAL or $EDITOR names it: run on a file, in the terminal."""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from collabtui.errors import Refused


def edit_file(environ: Mapping[str, str], path: Path) -> None:
    """Returns when the editor has ended. Raises `Refused`: editor.none, editor.unusable (editor, why),
    editor.failed (editor, code, path)."""
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    if not editor:
        raise Refused("editor.none")
    try:
        # the command is the user's own, as every program that honours $EDITOR runs it
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603  # the user's own editor
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused("editor.unusable", editor=editor, why=why) from error
    if done.returncode:
        raise Refused("editor.failed", editor=editor, code=done.returncode, path=str(path))
