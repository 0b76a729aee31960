"""Long text in the user's own editor."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from collabtui.cli.base.input_files import read_text_bytes
from collabtui.errors import CollabError, Refused
from collabtui.system.external_editor import edit_file


@contextmanager
def edited(text: str, environ: Mapping[str, str], *, suffix: str) -> Iterator[bytes]:
    """`text` as it is after $VISUAL or $EDITOR. What was typed is kept in a file, which the error names, when the
    block refuses it. Raises `Refused` (editor.none, editor.unusable, editor.failed, editor.refused, file.missing)."""
    handle, name = tempfile.mkstemp(prefix="collabtui-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        edit_file(environ, Path(name))
    except Refused as error:
        if error.key != "editor.failed":  # nobody has written anything
            Path(name).unlink()
        raise
    typed = read_text_bytes(name)
    try:
        yield typed
    except CollabError as error:
        raise Refused("editor.refused", why=error, path=name) from error
    Path(name).unlink()
