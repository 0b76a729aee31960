"""What no person writes, and stands in a body whose headers or encoding were damaged on their way."""

import binascii
import re

_REPLACEMENT = "\ufffd"
_PART_FIELD = re.compile(r"^\s*Content-(?:Type|Transfer-Encoding|Disposition|ID)\s*:", re.IGNORECASE | re.MULTILINE)
_LETTER = re.compile(r"mailto:\S*\?", re.IGNORECASE)
"""The begun letters that our links hold. A program has made text of them."""
_MISREAD = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]")
"""UTF-8 that was read as Latin-1."""
_NO_COINCIDENCE = 2
_BASE64 = re.compile(r"(?<!\S)[A-Za-z0-9+/]{12,}={0,2}(?!\S)")
_MIXED = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]")))
_FULL_LINE = 56
"""Letters of base64 in a row from which on they are no word, whatever they decode to."""
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2}){3}")


def is_damaged(text: str) -> bool:
    """Whether `text`, in lines, has what a wrong charset or a lost header leaves: replaced characters, the headers of
    a part, encoded text, the insides of links."""
    if _REPLACEMENT in text or any(sign.search(text) for sign in (_QUOTED_PRINTABLE, _PART_FIELD, _LETTER)):
        return True
    if not text.isascii() and len(_MISREAD.findall(text)) >= _NO_COINCIDENCE:
        return True
    return any(_is_encoded(run) for run in _BASE64.findall(text))


def _is_encoded(run: str) -> bool:
    """A long run of mixed letters, or a shorter one that decodes to something readable."""
    if not all(kind.search(run) for kind in _MIXED):
        return False
    if len(run) >= _FULL_LINE:
        return True
    try:
        decoded = binascii.a2b_base64(run).decode("utf-8")
    except ValueError:
        return False
    return "".join(decoded.split()).isprintable()
