"""Words of a server or a program, made fit to be shown (passwords blacked out, no control characters): they may hold
anything, and a terminal believes them."""

import base64
import html
import json
import re
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

LONGEST = 200
HIDDEN = "•••"
_KEPT = 64
"""Secrets that are looked for, the last ones given: access tokens are asked for anew at every connection."""
_SHORT = 4
"""Letters below which a secret is looked for as a whole word alone: it would be found in any text."""
_BASE64 = re.compile(r"[A-Za-z0-9+/=_,-]+")
_FOLD = r"(?:=?\s*\n\s*|=\s+)?"
"""Between two letters, where a line ends: at a soft break of quoted-printable, or once all is on one line."""
_ASCII_WITHIN = ("utf-8", "latin-1", "gb18030")
_CHARSETS = (*_ASCII_WITHIN, "utf-16-be", "utf-16-le")
_NOT_ASCII = re.compile(r"[^ -~]+")


class _Secret(NamedTuple):
    written: re.Pattern[str]
    """As it is, or in whatever code but Base64."""
    in_base64: re.Pattern[str] | None
    """Or in Base32, whose letters Base64 has, too."""


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
            coded = "|".join((*_in_base64(secret), *_in_base32(secret)))
            written = re.compile("|".join(_forms(secret)), re.IGNORECASE)
            _secrets[secret] = _Secret(written, re.compile(coded, re.IGNORECASE) if coded else None)
        _secrets.move_to_end(secret)
        while len(_secrets) > _KEPT:
            _secrets.popitem(last=False)


def redacted(text: str) -> str:
    """With `HIDDEN` in place of each secret: as it is or with any letter of it in a code of its own (`_codes_of`), in
    UTF-7, and anywhere in Base64 or Base32, so also in what SASL makes of it (PLAIN, LOGIN, XOAUTH2)."""
    for secret in reversed(_secrets.values()):
        if secret.in_base64:
            text = _BASE64.sub(partial(_hidden_run, secret.in_base64), text)
            text = secret.in_base64.sub(HIDDEN, text)
        text = secret.written.sub(HIDDEN, text)
    return text


def _hidden_run(coded: re.Pattern[str], run: re.Match[str]) -> str:
    """Each run is looked through once: a server may say a million digits, and to try the run anew from each letter of
    it takes the square of that."""
    return HIDDEN if coded.search(run[0]) else run[0]


def _forms(secret: str) -> Iterator[str]:
    """As regular expressions; the longest first, since the first one that fits is taken."""
    if len(secret) < _SHORT:
        yield rf"(?<!\w){re.escape(secret)}(?!\w)"
        return
    plain = {
        *(raw.hex() for raw in _bytes_of(secret)),
        *(raw.hex(between) for raw in _bytes_of(secret) for between in " :-"),
        secret.encode("utf-7").decode(),
        _mailbox_utf7(secret),
    }
    yield from map(re.escape, sorted(plain - {secret}, key=len, reverse=True))
    for text in dict.fromkeys((secret, unicodedata.normalize("NFC", secret))):
        yield _FOLD.join(f"(?:{'|'.join(_codes_of(letter))})" for letter in " ".join(text.split()) or text)


def _codes_of(letter: str) -> Iterator[str]:
    """How one letter is written: as URLs, quoted-printable and its form in headers, HTML, JSON and programs have it.
    Each by itself, since whoever encodes a text leaves most letters as they are, and everybody other ones."""
    if letter == " ":
        yield from (r"\s+", r"\+", "_")
    for raw in _bytes_of(letter, _ASCII_WITHIN):
        for before in ("%(?:25)*", "=", r"\\x"):
            yield "".join(_or_as_it_is(f"{before}{byte:02x}", byte, raw) for byte in raw)
        yield "".join(_or_as_it_is(rf"\\{byte:03o}", byte, raw) for byte in raw)
    yield rf"&\#0*{ord(letter)};?"
    yield rf"&\#x0*{ord(letter):x};?"
    yield rf"\\u\{{?0*{ord(letter):x}\}}?"
    plain = {letter, html.escape(letter), json.dumps(letter)[1:-1], f"\\{letter}", repr(letter)[1:-1]}
    plain.add(unicodedata.normalize("NFD", letter))
    yield from map(re.escape, sorted(plain, key=len, reverse=True))
    if alike := "".join(_alike().get(one, "") for one in {letter.lower(), letter.upper()}):
        yield f"[{alike}]"


def _or_as_it_is(coded: str, byte: int, letter: bytes) -> str:
    """Some letters of GB18030 have bytes that are signs of ASCII, which need no code. A sign of ASCII itself is looked
    for once: each further way to read it would double the time."""
    return f"(?:{coded}|{re.escape(chr(byte))})" if len(letter) > 1 and 0x20 < byte < 0x7F else coded


@cache
def _alike() -> dict[str, str]:
    """By letter the others that are the same to people (NFKC): in full width, bold or italic, in a circle."""
    found: dict[str, str] = {}
    for code in (code for block in _OTHER_LETTERS for code in block):
        plain = unicodedata.normalize("NFKC", chr(code))
        found[plain] = found.get(plain, "") + chr(code)
    return found


_OTHER_LETTERS = tuple(
    range(first, last + 1)
    for first, last in ((0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x2100, 0x214F), (0x2460, 0x24EA), (0x2070, 0x209C))
)
"""Code points."""


def _mailbox_utf7(text: str) -> str:
    """As IMAP names its folders (RFC 3501 section 5.1.3)."""
    return _NOT_ASCII.sub(_shifted, text.replace("&", "&-"))


def _shifted(run: re.Match[str]) -> str:
    coded = base64.b64encode(run[0].encode("utf-16-be", "surrogatepass")).decode().rstrip("=")
    return f"&{coded.replace('/', ',')}-"


def _in_base64(secret: str) -> Iterator[str]:
    """Three of each, since Base64 writes three bytes in four letters, and the secret begins anywhere in three. Its
    first and last letter may be made of neighbours too; so the whole run of letters goes. Lines may break it."""
    for raw in _bytes_of(secret):
        for before in range(3):
            known = base64.b64encode(bytes(before) + raw).decode().rstrip("=")
            core = known[-(-before * 8 // 6) : len(known) - ((before + len(raw)) % 3 > 0)]
            if len(core) >= _SHORT:
                yield _FOLD.join(re.escape(letter) if letter.isalnum() else "[+/_,-]" for letter in core)


def _in_base32(secret: str) -> Iterator[str]:
    """The same in letters of five bits: the secret begins anywhere in five bytes, which eight of them hold."""
    for raw in _bytes_of(secret):
        for before in range(5):
            first, last = -(-before * 8 // 5), (before + len(raw)) * 8 // 5
            for encode in (base64.b32encode, base64.b32hexencode):
                core = encode(bytes(before) + raw).decode().rstrip("=")[first:last]
                if len(core) >= _SHORT:
                    yield _FOLD.join(core)


def _bytes_of(text: str, charsets: tuple[str, ...] = _CHARSETS) -> Iterator[bytes]:
    """In each charset that programs write a password in, where it has all of its letters; the same bytes once."""
    seen: set[bytes] = set()
    for charset in charsets:
        try:
            raw = text.encode(charset)
        except UnicodeEncodeError:
            continue
        if raw not in seen:
            seen.add(raw)
            yield raw
