"""An address as it may be repeated: without the login before the host, and without what stands behind it."""

import re

_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
_BEHIND = re.compile(r"^([a-z][a-z0-9+.-]*://[^/?#]*)[/?#].+\Z", re.IGNORECASE | re.DOTALL)
HIDDEN = "•••"


def without_login(address: str) -> str:
    """As it was typed, but for who logs in with which password."""
    return _LOGIN.sub(f"{HIDDEN}@", address)


def without_secrets(address: str) -> str:
    """Nor with what stands behind the host: a token may be any part of it. A text that is no address stays as it is."""
    return _BEHIND.sub(rf"\1/{HIDDEN}", without_login(address))
