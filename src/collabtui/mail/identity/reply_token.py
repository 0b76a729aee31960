"""Marks that make a mail and its answer findable: tokens, codes and reply addresses (Message-IDs: `message_id`).

Each mail to each person has a secret that only this recipient was given. It goes out three times, because providers
rewrite Message-IDs, drop +addresses or drop the quote: as `token` in the reply address and in the Message-ID, and as
the shorter `code` in subject and footer.
"""

import base64
import hmac
import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from collabtui.mail.identity.message_id import tokens_named

if TYPE_CHECKING:
    from collabtui.mail.parse.message import Received

_TOKEN = re.compile(r"[a-z2-7]{16}")
_CODE = re.compile(r"[#＃](?<![a-z0-9#&/=].)([a-z2-7]{8})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
"""What may not stand before the sign is looked at behind it: so a text without one is passed over at once."""
_MOST = 64
"""Candidates looked at: a mail that quotes more of our mails than that is no answer to one."""


Signing: TypeAlias = Callable[[bytes], bytes]
"""HMAC with SHA-256 of what is given, by a secret that only the store has."""


def token(signing: Signing, key: str) -> str:
    """16 characters (80 bits) that nobody can guess without the secret; `key` says which mail to whom."""
    return _secret(signing, "token", key, 16)


def code(signing: Signing, key: str) -> str:
    """8 characters (40 bits), no prefix of the token: knowing one does not help with the other."""
    return _secret(signing, "code", key, 8)


def _secret(signing: Signing, label: str, key: str, length: int) -> str:
    digest = signing(f"collabtui {label} {key}".encode())
    return base64.b32encode(digest).decode("ascii").lower()[:length]


def reply_address(own: str, token: str, subaddress: bool) -> str:
    """The address that the answer should go to: `li+TOKEN@…` (RFC 5233), or `own` where the provider knows no
    +addresses."""
    local, at, domain = own.rpartition("@")
    return f"{local}+{token}{at}{domain}" if subaddress and local else own


def without_tag(address: str) -> str:
    """The mailbox that `li+anything@…` is delivered to; other addresses come back as they are."""
    local, at, domain = address.rpartition("@")
    return f"{local.split('+', 1)[0]}{at}{domain}" if "+" in local.strip("+") else address


def tokens_in(received: "Received") -> tuple[str, ...]:
    """Candidates for a token (16 characters) or a code (8), the strongest place first: recipients, Message-IDs that
    are answered, those of a returned mail, subject, body. Whether one is valid, only the store knows."""
    ids = [received.in_reply_to, *reversed(received.references)]
    returned = received.returned
    if returned is not None:
        ids.append(returned.raw("message-id"))
    texts = (received.subject, received.body.text or "", received.body.html or "")
    found = chain(
        chain.from_iterable(map(_tags, received.recipients)),
        chain.from_iterable(map(tokens_named, ids)),
        () if returned is None else _tags(returned.raw("reply-to").strip(" <>\t").lower()),
        (code.group(1).lower() for text in texts for code in _CODE.finditer(text)),
    )
    return tuple(islice(dict.fromkeys(found), _MOST))


def _tags(address: str) -> Iterator[str]:
    local = address.rpartition("@")[0]
    return (tag for tag in local.split("+")[1:] if _TOKEN.fullmatch(tag))


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(one.encode(), other.encode())
