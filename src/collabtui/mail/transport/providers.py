"""Mail providers whose settings are known by the address: the data is `providers.json`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from collabtui.config import Imap, Smtp
from collabtui.errors import Unknown

_DATA = Path(__file__).with_name("providers.json")


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    smtp: Smtp
    imap: Imap
    """Both with the address as username."""
    subaddress: bool
    """Whether mail to `user+anything@` reaches the user. False also where nobody could say."""
    authserv_id: str
    """Whose Authentication-Results header its own servers write; empty where that is not known."""
    hint: str
    """Catalogue key: what stands in for the password here, and where it is to be had."""


def settings_for(address: str) -> Provider | None:
    """None for a domain of one's own: who carries its mail is to be asked (`provider_named`)."""
    domain = address.rpartition("@")[2].lower()
    for name, data in _providers().items():
        if domain in data["domains"]:
            return _provider(name, address)
    return None


def provider_named(name: str, address: str) -> Provider:
    """For a company's domain with one of them, such as `exmail`. Raises Unknown `provider.unknown` (name, known)."""
    if name.lower() not in _providers():
        raise Unknown("provider.unknown", name=name, known=names())
    return _provider(name.lower(), address)


def names() -> list[str]:
    return sorted(_providers())


@cache
def _providers() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_DATA.read_bytes())
    return found


def _provider(name: str, address: str) -> Provider:
    data = _providers()[name]
    auth: Literal["password", "xoauth2"] = data["auth"]
    ends = {}
    for end in ("smtp", "imap"):
        host = data[end]["host"].format(domain=address.rpartition("@")[2].lower())
        ends[end] = {**data[end], "host": host, "username": address, "auth": auth}
    return Provider(
        name=name,
        smtp=Smtp(**ends["smtp"]),
        imap=Imap(**ends["imap"]),
        subaddress=data["subaddress"],
        authserv_id=data.get("authserv_id", ""),
        hint=data["hint"],
    )
