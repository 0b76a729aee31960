"""Files that came with a mail: named by `inbox show`, and written into a folder by its `--save`."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TypedDict

from collabtui.cli.base.context import Context
from collabtui.errors import Refused
from collabtui.lifecycle.attachments.handed_in_files import MOST_BYTES
from collabtui.lifecycle.attachments.returned_tables import is_table
from collabtui.mail.parse.attached_files import attached_files
from collabtui.system.atomic_file import make_folder, write_new


class FileOfMail(TypedDict):
    name: str
    bytes: int
    saved: str | None
    """Where it was written."""


def files_of_mail(raw: bytes, folder: Path | None) -> list[FileOfMail]:
    """Each in its order, written into the folder where one is given; a name that is taken there gets a number.

    Raises `Refused` (inbox.file_too_large: name) before anything is written, and `Unreachable` (file.unwritable)."""
    found = list(attached_files(raw, MOST_BYTES))
    if folder is not None:
        if cut := next((file.name for file, whole in found if not whole), None):
            raise Refused("inbox.file_too_large", name=cut, n=MOST_BYTES // 2**20)
        make_folder(folder)
    return [
        {
            "name": file.name,
            "bytes": len(file.content),
            "saved": str(_saved(folder, file.name, file.content)) if folder else None,
        }
        for file, _ in found
    ]


def show_files(context: Context, files: list[FileOfMail]) -> None:
    for one in files:
        context.say("inbox.file", name=one["name"], bytes=one["bytes"])
        if one["saved"]:
            context.say("inbox.file_saved", path=one["saved"])


def offer_tables(context: Context, ref: str, files: list[FileOfMail]) -> None:
    """Says of each table with what command it is taken over as a plan."""
    for one in files:
        if is_table(one["name"]):
            context.say("inbox.offers_table", ref=ref, name=one["name"])


def _saved(folder: Path, name: str, content: bytes) -> Path:
    return next(path for path in _places(folder, name) if write_new(path, content))


def _places(folder: Path, name: str) -> Iterator[Path]:
    stem, suffix = Path(name).stem, Path(name).suffix
    yield folder / name
    yield from (folder / f"{stem} ({number}){suffix}" for number in count(2))
