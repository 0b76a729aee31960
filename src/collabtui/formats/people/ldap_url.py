"""Addresses of searches in a directory (RFC 4516): `ldap://host/base?attributes?scope?filter`."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from collabtui.errors import Refused
from collabtui.text.shown_address import without_login

SCHEMES = ("ldap", "ldaps", "ldapi")
SCOPES = ("base", "one", "sub")
WANTED = (
    "objectClass", "displayName", "cn", "sn", "givenName", "mail", "proxyAddresses", "department", "ou",
    "departmentNumber", "title", "telephoneNumber", "mobile", "c", "preferredLanguage", "userAccountControl",
    "pwdAccountLockedTime", "nsAccountLock", "manager",
)  # fmt: skip
"""What `ldif` reads; asked for where the address names no attributes."""
_URL = re.compile(r"(?P<scheme>[a-z]+)://(?P<host>[^/?]*)(?:/(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.;-]*|[*+]")
_HOST = re.compile(r"[A-Za-z0-9.%:\[\]_-]*")
_LONGEST = 8192
"""Characters: a filter that asks for hundreds of names has no more, and a program takes no argument without end."""
_SHOWN = 300
_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]", "")


class LdapSearch(NamedTuple):
    """A search as it is asked: everything decoded."""

    server: str
    """`ldaps://ldap.example.test:636`."""
    base: str
    attributes: tuple[str, ...]
    scope: str
    filter: str

    @property
    def host(self) -> str:
        """Without its port."""
        return re.sub(r":\d*$", "", self.server.partition("://")[2])

    @property
    def is_plain(self) -> bool:
        """Whether what is sent can be read on its way, unless TLS is begun on the line."""
        return self.server.startswith("ldap://") and self.host.casefold() not in _OWN_MACHINE


def is_ldap_url(text: str) -> bool:
    return text.partition("://")[0].casefold() in SCHEMES and "://" in text


def read_ldap_url(text: str) -> LdapSearch:
    """The search that an address stands for; what is left out is as the RFC says: the entry of the base alone, and
    every object. Raises `Refused`
    (ldap.bad_url: value, why) with what of it cannot be used; `why` is `form`, `base`, `attribute`, `scope`, `filter`
    or `extension`."""
    found = _URL.match(text.strip()) if len(text) <= _LONGEST else None
    if found is None or found["scheme"].casefold() not in SCHEMES or not _HOST.fullmatch(found["host"]):
        raise _bad(text, "form")
    try:
        parts = [unquote(part, errors="strict") for part in (found["rest"] or "").split("?")]
    except UnicodeDecodeError as error:
        raise _bad(text, "form") from error
    if len(parts) > 5 or any(not letter.isprintable() for part in parts for letter in part):
        raise _bad(text, "form")
    base, attributes, scope, wanted, extensions = (*parts, *[""] * (5 - len(parts)))
    if not base:
        raise _bad(text, "base")
    names = tuple(name.strip() for name in attributes.split(",") if name.strip())
    if not all(map(_ATTRIBUTE.fullmatch, names)):
        raise _bad(text, "attribute")
    if (scope := scope.casefold() or "base") not in SCOPES:
        raise _bad(text, "scope")
    if any(one.strip().startswith("!") for one in extensions.split(",")):
        raise _bad(text, "extension")
    wanted = wanted.strip() or "(objectClass=*)"
    wanted = wanted if wanted.startswith("(") else f"({wanted})"
    if wanted.count("(") != wanted.count(")"):
        raise _bad(text, "filter")
    asked = tuple(dict.fromkeys(("objectClass", *names))) if names else WANTED
    return LdapSearch(f"{found['scheme'].lower()}://{found['host']}", base, asked, scope, wanted)


def _bad(text: str, why: str) -> Refused:
    text = without_login(text)
    return Refused("ldap.bad_url", value=text[:_SHOWN] + "…" * (len(text) > _SHOWN), why=why)
