"""The address that a mail of ours came from. Read without the library of mails: each pass asks."""

import re

_FOLD = re.compile(rb"\r\n[ \t]+")
_FROM = re.compile(rb"^From:[^\r\n]*?([^\s<>\"]+@[^\s<>\"]+?)>?[ \t]*\r?$", re.MULTILINE)


def sender_of(raw: bytes) -> str:
    """The address in From of a mail of ours (RFC 5322), in small letters; empty where it cannot be made out."""
    found = _FROM.search(_FOLD.sub(b" ", raw.partition(b"\r\n\r\n")[0]))
    return found[1].decode("utf-8", "replace").lower() if found else ""
