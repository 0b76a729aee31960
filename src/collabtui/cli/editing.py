"""Long text in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from collabtui.cli.files import read_bytes
from collabtui.errors import CollabError, Refused


@contextmanager
def edited(text: str, environ: Mapping[str, str], *, suffix: str) -> Iterator[bytes]:
    """`text` as it is after $VISUAL or $EDITOR. What was typed is kept in a file, which the error names, when the
    block refuses it. Raises `Refused` (editor.none, editor.unusable, editor.failed, editor.refused, file.missing)."""
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    if not editor:
        raise Refused("editor.none")
    handle, name = tempfile.mkstemp(prefix="collabtui-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    _run(editor, name)
    typed = read_bytes(name)
    try:
        yield typed
    except CollabError as error:
        raise Refused("editor.refused", why=error, path=name) from error
    Path(name).unlink()


def _run(editor: str, name: str) -> None:
    try:
        # the command is the user's own, as every program that honours $EDITOR runs it
        done = subprocess.run([*shlex.split(editor), name], check=False)  # noqa: S603
    except (OSError, ValueError) as error:
        Path(name).unlink()
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused("editor.unusable", editor=editor, why=why) from error
    if done.returncode:
        raise Refused("editor.failed", editor=editor, code=done.returncode, path=name)
