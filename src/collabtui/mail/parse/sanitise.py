"""Words of a server or a program, made fit to be shown (passwords blacked out, no control characters): they may hold
anything, and a terminal believes them."""

import base64
import html
import json
import re
from collections import OrderedDict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, quote_plus

LONGEST = 200
HIDDEN = "•••"
_KEPT = 64
"""Secrets that are looked for, the last ones given: access tokens are asked for anew at every connection."""
_SHORT = 4
"""Letters below which a secret is looked for as a whole word alone: it would be found in any text."""
_BASE64 = re.compile(r"[A-Za-z0-9+/=_-]+")


class _Secret(NamedTuple):
    written: re.Pattern[str]
    """As it is, quoted, URL-encoded or in hexadecimal."""
    in_base64: re.Pattern[str] | None


_secrets: "OrderedDict[str, _Secret]" = OrderedDict()


def sanitised(text: str | bytes | None) -> str:
    """One line of printable text of at most `LONGEST` characters, without a full stop: it goes into a sentence. No
    secret of `hide` is in it."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    text = redacted(text or "")
    if not text.isprintable():
        text = "".join(character if character.isprintable() else " " for character in text)
    line = redacted(" ".join(text.split())).rstrip(".。")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def hide(secret: str) -> None:
    """From now on no text that goes through here shows it. For this process: whoever says it again may do so long after
    the login, and not know that it is one."""
    if secret.strip():
        if secret not in _secrets:
            coded = "|".join(_in_base64(secret.encode()))
            written = re.compile("|".join(_forms(secret)), re.IGNORECASE)
            _secrets[secret] = _Secret(written, re.compile(coded, re.IGNORECASE) if coded else None)
        _secrets.move_to_end(secret)
        while len(_secrets) > _KEPT:
            _secrets.popitem(last=False)


def redacted(text: str) -> str:
    """With `HIDDEN` in place of each secret: as it is, quoted, URL-encoded, in hexadecimal, and anywhere in Base64, so
    also in what SASL makes of it (PLAIN, LOGIN, XOAUTH2)."""
    for secret in reversed(_secrets.values()):
        if secret.in_base64:
            text = _BASE64.sub(partial(_hidden_run, secret.in_base64), text)
        text = secret.written.sub(HIDDEN, text)
    return text


def _hidden_run(coded: re.Pattern[str], run: re.Match[str]) -> str:
    """Each run is looked through once: a server may say a million digits, and to try the run anew from each letter of
    it takes the square of that."""
    return HIDDEN if coded.search(run[0]) else run[0]


def _forms(secret: str) -> Iterator[str]:
    """As regular expressions; the longest first, since the first one that fits is taken."""
    raw = secret.encode()
    if len(secret) < _SHORT:
        yield rf"(?<!\w){re.escape(secret)}(?!\w)"
        return
    plain = {
        secret, " ".join(secret.split()), quote(secret), quote(secret, safe=""), quote_plus(secret), raw.hex(),
        raw.hex(" "), html.escape(secret), json.dumps(secret)[1:-1], repr(secret)[1:-1], repr(raw)[2:-1],
        secret.replace("\\", "\\\\").replace('"', '\\"'),
    }  # fmt: skip
    yield from map(re.escape, sorted(filter(None, plain), key=len, reverse=True))


def _in_base64(raw: bytes) -> Iterator[str]:
    """Three, since Base64 writes three bytes in four letters, and the secret begins anywhere in three. Its first and
    last letter may be made of neighbours too; so the whole run of letters goes."""
    for before in range(3):
        known = base64.b64encode(bytes(before) + raw).decode().rstrip("=")
        core = known[-(-before * 8 // 6) : len(known) - ((before + len(raw)) % 3 > 0)]
        if len(core) >= _SHORT:
            letters = (re.escape(letter) if letter.isalnum() else "[+/_-]" for letter in core)
            yield "".join(letters)
