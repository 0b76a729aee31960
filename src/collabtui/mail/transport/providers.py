"""Mail providers whose settings are known by the address: the data is `providers.json`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, TypeAdapter

from collabtui.config import Imap, Smtp
from collabtui.errors import Unknown

_DATA = Path(__file__).with_name("providers.json")


class _Server(BaseModel):
    host: str
    """`{domain}` in it stands for that of the address."""
    port: int
    security: Literal["tls", "starttls"]


class _Settings(BaseModel):
    """What the data holds of one provider."""

    domains: tuple[str, ...]
    smtp: _Server
    imap: _Server
    auth: Literal["password", "xoauth2"]
    subaddress: bool
    authserv_id: str = ""
    hint: str


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
    for name, settings in _providers().items():
        if domain in settings.domains:
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
def _providers() -> dict[str, _Settings]:
    return TypeAdapter(dict[str, _Settings]).validate_json(_DATA.read_bytes())


def _provider(name: str, address: str) -> Provider:
    settings = _providers()[name]
    domain = address.rpartition("@")[2].lower()
    of_user = {"username": address, "auth": settings.auth}
    smtp, imap = (
        one.model_dump() | {"host": one.host.format(domain=domain)} | of_user for one in (settings.smtp, settings.imap)
    )
    return Provider(
        name=name,
        smtp=Smtp(**smtp),
        imap=Imap(**imap),
        subaddress=settings.subaddress,
        authserv_id=settings.authserv_id,
        hint=settings.hint,
    )
