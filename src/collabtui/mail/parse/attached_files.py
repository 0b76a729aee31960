"""The files that came with a mail, within a bound."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from collabtui.mail.parse.headers import decode_words, one_line
from collabtui.mail.parse.message import is_file
from collabtui.mail.parse.mime_parts import parse

_TYPE = re.compile(r"(?:application|audio|font|image|video)/[a-z0-9][a-z0-9.+-]{0,80}")
_PLAIN = "application/octet-stream"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\\\:*?"<>|]+')
_LONGEST_NAME = 120


class AttachedFile(NamedTuple):
    name: str
    """As it can stand in a header and on a disk."""
    type: str
    """A MIME type that no mail program shows by itself."""
    content: bytes


def file_to_attach(path: str, content: bytes) -> AttachedFile:
    """A file of this machine, by its name alone; its type as its name says."""
    from mimetypes import guess_type

    found, _ = guess_type(path)
    name = _UNSAFE.sub("_", one_line(path.replace("\\", "/").rpartition("/")[2])).strip(". ")[-_LONGEST_NAME:]
    return AttachedFile(name or "file", found if found and _TYPE.fullmatch(found) else _PLAIN, content)


def attached_files(raw: bytes, most: int) -> Iterator[tuple[AttachedFile, bool]]:
    """Each file, and whether it is whole: of one that is larger than `most` bytes only the begin is there."""
    for part in parse(raw).walk():
        if not is_file(part):
            continue
        content = part.data(most + 1)
        found = part.type if _TYPE.fullmatch(part.type) else _PLAIN
        name = _UNSAFE.sub("_", one_line(decode_words(part.filename))).strip(". ")[-_LONGEST_NAME:]
        yield AttachedFile(name or "file", found, content[:most]), len(content) <= most
