"""Content-Transfer-Encoding (RFC 2045 section 6), undone as far as damaged data allows."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_GOES_ON = re.compile(rb"=[A-Za-z0-9+/]")
"""Behind the padding, which ends what is encoded (RFC 2045 section 6.8): some programs read on, others do not."""
_PADDED_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")


def transfer_decoded(data: bytes, encoding: str) -> bytes:
    """`data` as it was before it was encoded for transfer; an unknown encoding leaves it as it is. Never raises."""
    match encoding.strip(" \t\"'").lower():
        case "base64":
            return from_base64(data)
        case "quoted-printable":
            # gateways pad lines with spaces, which turns a soft line break into an equals sign
            return binascii.a2b_qp(_PADDED_BREAK.sub(b"=", data))
        case _:
            return data


def stops_inside(data: bytes, encoding: str, *, closed: bool) -> bool:
    """Whether the encoding says that `data` goes on, or it does behind its end. `closed` is False where nothing else
    says that it does not: then lines of base64 that are all full are in doubt, too, if they do not end a line of what
    is encoded."""
    match encoding.strip(" \t\"'").lower():
        case "base64":
            letters, lines = data.translate(None, b" \t\r\n"), data.split()
            if _GOES_ON.search(letters):
                return True
            if len(letters) % 4 or letters.endswith(b"="):
                return not letters.endswith(b"=")
            full = not closed and len(lines) > 1 and len(lines[-1]) == len(lines[0])
            return full and not from_base64(letters[-4:]).endswith(b"\n")
        case "quoted-printable":
            return not closed and data.rstrip(b" \t\r\n").endswith(b"=")
        case _:
            return False


def from_base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        # cut off or with foreign characters: what is left of whole groups of four, and of the last one what is there
        data = _NOT_BASE64.sub(b"", data)
        data = data[: len(data) - (len(data) % 4 == 1)]
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
