"""The Message-IDs of our mails: how one is made, and the token that it brings back in an answer.
What it is made of, `lifecycle.base.queue_mail` says."""

import base64
import hashlib
import re

_MESSAGE_ID = re.compile(r"<ct\.([a-z2-7]{16})\.[a-z2-7]{8}@[^<>\s]+>", re.IGNORECASE | re.ASCII)


def message_id(key: str, token: str, domain: str) -> str:
    """A Message-ID with angle brackets that is the same each time the same mail is made (RFC 5322 section 3.6.4)."""
    digest = base64.b32encode(hashlib.sha256(key.encode()).digest()).decode("ascii").lower()
    return f"<ct.{token}.{digest[:8]}@{domain}>"


def is_our_message_id(value: str) -> bool:
    """Whether it has the shape of `message_id`. Anyone can write one: that it is ours, only the store knows."""
    return _MESSAGE_ID.fullmatch(value.strip()) is not None


def tokens_named(header: str) -> list[str]:
    """The tokens of all Message-IDs of that shape in a header, in lower case."""
    return [token.lower() for token in _MESSAGE_ID.findall(header)]
