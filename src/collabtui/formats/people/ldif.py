"""People of a directory, in LDIF (RFC 2849), as `ldapsearch` prints it and every directory can export it.

Of an entry is read who it is and how to write to him: displayName or cn, mail, department or ou, title, telephoneNumber
or mobile, c, preferredLanguage, and of all together by `manager` who leads a department. Groups, machines, units and
accounts that are switched off are left out.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.file_words import plain
from collabtui.formats.people.manager_lines import Placed, leading, same_dn
from collabtui.formats.people.person_row import PersonLine, locale_of, person_row, whole_name

_ATTRIBUTE = re.compile(r"(?P<name>[A-Za-z0-9.-]+)(?:;[A-Za-z0-9;-]+)?:(?P<kind>[:<]?) *(?P<value>.*)$", re.DOTALL)
_PEOPLE = frozenset({"person", "inetorgperson", "organizationalperson", "user", "posixaccount", "contact"})
_NO_PEOPLE = frozenset({"group", "groupofnames", "computer", "organizationalunit", "posixgroup"})
_DISABLED = 2
"""In userAccountControl of Active Directory: the account is switched off."""
_FOR_EVER = "000001010000Z"
"""In pwdAccountLockedTime: no end."""
_SHOWN = 60
"""Characters of a line that an error names."""

Entry = Mapping[str, Sequence[str]]
"""Values by attribute, in small letters."""


def is_ldif(first: str) -> bool:
    """Whether a file begins so: its first line that is no comment."""
    return bool(re.match(r"(?:version|dn)::? ", first.strip() + " ", re.IGNORECASE))


def read_entries(text: str) -> list[PersonLine]:
    """Everybody, in the file's order; who has no name but an address is called by it. Raises `Refused`
    (people.not_ldif: line, value) where a line is no attribute, or changes a directory instead of listing it."""
    found = [
        (entry, row)
        for line, entry in _entries(text)
        if "dn" in entry and _is_person(entry)
        for row in _row(entry, line)
    ]
    leads = leading(Placed(_first(one, "dn"), _first(one, "manager"), row.draft.department) for one, row in found)
    return [
        row._replace(draft=row.draft.model_copy(update={"leads": same_dn(_first(entry, "dn")) in leads}))
        for entry, row in found
    ]


def _row(entry: Entry, line: int) -> Iterator[PersonLine]:
    surname, given = _first(entry, "sn"), _first(entry, "givenname")
    name = _spoken(_first(entry, "displayname", "cn"), surname, given) or whole_name(surname, given)
    email = _first(entry, "mail", "emailaddress") or _primary(entry.get("proxyaddresses", ()))
    if not name and not email:
        return
    fields = {
        "name": name or email,
        "email": email,
        "department": _first(entry, "department", "ou", "departmentnumber"),
        "title": _first(entry, "title"),
        "phone": _first(entry, "telephonenumber", "mobile"),
        "address_country": _first(entry, "c"),
        "locale": locale_of(_first(entry, "preferredlanguage").partition(",")[0]) or "",
    }
    yield person_row(fields, line)


def _is_person(entry: Entry) -> bool:
    """Of an entry that does not say what it is, its address does."""
    classes = {value.casefold() for value in entry.get("objectclass", ())}
    control = whole_number(_first(entry, "useraccountcontrol")) or 0
    if classes & _NO_PEOPLE or control & _DISABLED or _is_locked(entry):
        return False
    return bool(classes & _PEOPLE) if classes else bool(_first(entry, "mail", "displayname", "cn"))


def _spoken(shown: str, surname: str, given: str) -> str:
    """Alice Brown of `Brown, Alice (Engineering)`: as directories sort their people nobody is written to."""
    first, comma, rest = shown.partition(",")
    sorted_by_surname = comma and surname and given and plain(first) == plain(surname)
    return whole_name(surname, given) if sorted_by_surname and plain(rest).startswith(plain(given)) else shown


def _is_locked(entry: Entry) -> bool:
    """Switched off for good: as OpenLDAP and 389 Directory Server say it."""
    return _first(entry, "pwdaccountlockedtime") == _FOR_EVER or plain(_first(entry, "nsaccountlock")) == "true"


def _first(entry: Entry, *names: str) -> str:
    return next((value for name in names for value in entry.get(name, ()) if value), "")


def _primary(addresses: Sequence[str]) -> str:
    """`SMTP:` in capitals marks the one that is written to."""
    return next((one[5:] for one in addresses if one.startswith("SMTP:")), "")


def _entries(text: str) -> Iterator[tuple[int, Entry]]:
    entry: dict[str, list[str]] = {}
    begun = 0
    for number, line in [*_unfolded(text), (0, "")]:
        if not line.strip():
            if entry:
                yield begun, entry
            entry = {}
            continue
        found = _ATTRIBUTE.match(line)
        if found is None or found["name"].casefold() == "changetype":
            raise Refused("people.not_ldif", line=number, value=line.strip()[:_SHOWN])
        begun = begun if entry else number
        if found["kind"] != "<":  # a file that only the directory's machine has
            value = _decoded(found["value"], number) if found["kind"] else found["value"].strip()
            entry.setdefault(found["name"].casefold(), []).append(value)


def _decoded(value: str, line: int) -> str:
    try:
        raw = base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("people.not_ldif", line=line, value=value[:_SHOWN]) from error
    return raw.decode("utf-8", "replace").strip()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number that each begins at, without comments: a line that begins with a space goes on with
    the one above (RFC 2849, note 2)."""
    kept, start = "", 0
    for number, line in enumerate(text.replace("\ufeff", "").replace("\r\n", "\n").split("\n"), 1):
        if line[:1] == " " and kept:
            kept += line[1:]
            continue
        if start and not kept.startswith("#"):
            yield start, kept
        kept, start = line, number
    if start and not kept.startswith("#"):
        yield start, kept
