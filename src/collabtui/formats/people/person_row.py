"""One person as a file says it, field by field, made into a draft."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from unicodedata import category

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import LOCALES, Locale
from collabtui.errors import Refused
from collabtui.formats.address_text import NamedAddress, read_mailbox
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.time_zone_names import known_zone, nearest_zone

_LONGEST = 500
"""Characters of a value: no name, address or title of anybody has as many."""
_SHOWN = 60
_CODE = 2
_BLANKS_ONLY = re.compile(r"(?P<name>[^@]*\S) (?P<address>[^\s@]+@[^\s@]+)(?: (?P<department>[^@]*))?")
"""Where only blanks stand between name, address and department."""
_FAMILY_FIRST = re.compile(r"(?P<family>[^\W\d_][^\d,，@()（）]*)[,，] ?(?P<given>[^\W\d_][^\d,，@()（）]*)")
_NO_GIVEN_NAMES = frozenset({"jr", "sr", "phd", "esq", "inc", "ltd"})
_IN_BRACKETS = re.compile(r"(?P<name>[^()（）]*[^()（）\s])\s*[(（](?P<department>[^()（）]*)[)）]")
_DEPARTMENT = re.compile(r".+(?:部|部门|处|科|室|组|中心|办)|.*\b(?:department|dept\.?|division|team)", re.IGNORECASE)


class PersonLine(NamedTuple):
    draft: PersonDraft
    line: int


def person_row(values: Mapping[str, str], line: int) -> PersonLine:
    """`values` by field: name (or given and family), email, department, title, locale, timezone, head, contact, phone,
    country, address_country (where he lives: it says his working days as far as it is known, GB, 英国), deputy.

    Raises `Refused` (people.*) for a value that is none."""
    cleaned = _cleaned(values, line)
    name, mailbox = _name_and_mailbox(cleaned, line)
    name, behind = as_addressed(name or (mailbox.name if mailbox else ""))
    draft = PersonDraft(
        name=name,
        email=mailbox.address.lower() if mailbox else "",
        department=cleaned.get("department") or behind,
        title=cleaned.get("title", ""),
        locale=_locale(cleaned.get("locale", ""), line),
        timezone=_zone(cleaned.get("timezone", ""), line),
        head=_yes(cleaned.get("head", ""), line),
        contact=_yes(cleaned.get("contact", ""), line),
        phone=cleaned.get("phone", "").lstrip("'’"),  # a spreadsheet's mark of a number that is text
        country=cleaned.get("country") or _code(cleaned.get("address_country", "")),
        deputy=cleaned.get("deputy", ""),
    )
    return PersonLine(draft, line)


def _cleaned(values: Mapping[str, str], line: int) -> dict[str, str]:
    """With single blanks, a department that stands among the addresses in its place."""
    cleaned = {field: " ".join(value.split()) for field, value in values.items()}
    for value in cleaned.values():
        if len(value) > _LONGEST:
            raise Refused("people.too_long", line=line, value=value[:_SHOWN], n=_LONGEST)
        if any(category(char) in ("Cc", "Cs") for char in value):
            shown = "".join(char if char.isprintable() else "\ufffd" for char in value)
            raise Refused("people.control_character", line=line, value=shown)
    if _is_department(cleaned):
        cleaned["department"], cleaned["email"] = cleaned["email"], ""
    return cleaned


def _name_and_mailbox(cleaned: dict[str, str], line: int) -> tuple[str, NamedAddress | None]:
    """The name may hold the address, and a department before it, which goes to its own field of `cleaned`."""
    mailbox = read_mailbox(cleaned.get("email", "").removeprefix("mailto:"))
    if mailbox is None and cleaned.get("email"):
        raise Refused("people.bad_email", line=line, value=cleaned["email"])
    name = cleaned.get("name") or whole_name(cleaned.get("family", ""), cleaned.get("given", ""))
    if "@" in name and (found := read_mailbox(name)):
        if mailbox and mailbox.address.lower() != found.address.lower():
            raise Refused("people.two_addresses", line=line, value=[found.address, mailbox.address])
        name = found.name or (mailbox.name if mailbox else "") or found.address.partition("@")[0]
        return name, mailbox or found
    if mailbox is None and (parted := _BLANKS_ONLY.fullmatch(name)) and (found := read_mailbox(parted["address"])):
        cleaned["department"] = cleaned.get("department") or parted["department"]
        return parted["name"], found
    return name, mailbox


def _code(country: str) -> str:
    """Of two letters (ISO 3166), also of what a country is called; empty for another."""
    is_code = len(country) == _CODE and country.isascii()
    return word_table("people", "countries").get(plain(country), country if is_code else "")


def _is_department(cleaned: Mapping[str, str]) -> bool:
    """`Alice <alice@example.test>, R&D`: who writes the address behind the name goes on with the department."""
    beside = cleaned.get("email", "")
    moved = bool(beside) and "@" not in beside and not cleaned.get("department")
    return moved and read_mailbox(cleaned.get("name", "")) is not None


def as_addressed(name: str, is_department: Callable[[str], bool] = lambda _: False) -> tuple[str, str]:
    """The name as one says it and the department that a mail program shows behind it: `Brown, Bob` is Bob Brown,
    `陈静（市场部）` is 陈静 of 市场部. Other words in brackets stay, they tell two people of one name apart, unless
    `is_department` knows them."""
    department = ""
    if found := _IN_BRACKETS.fullmatch(name):
        behind = found["department"].strip()
        if _DEPARTMENT.fullmatch(behind) or is_department(behind):
            name, department = found["name"], behind
    turned = _FAMILY_FIRST.fullmatch(name)
    if turned and _is_given_name(turned["given"], turned["family"]):
        name = whole_name(turned["family"].strip(), turned["given"].strip())
    return name, department


def _is_given_name(text: str, family: str) -> bool:
    """`Brown, PhD`, `Acme, Inc.` and `Sales, EMEA` are no names turned round."""
    is_short_form = len(text) > 1 and text.isupper() and not family.isupper()
    return text.strip(" .").replace(".", "").casefold() not in _NO_GIVEN_NAMES and not is_short_form


def whole_name(family: str, given: str) -> str:
    """张 and 伟 are 张伟, Smith and John are John Smith."""
    if not re.search(r"[^\W\d_a-zA-Z\u00c0-\u024f]", family + given):
        return f"{given} {family}".strip()
    return family + given


def locale_of(text: str) -> Locale | None:
    """zh or en for what a language is called, `zh-CN` and `en_GB` among it; None for another one."""
    known = word_table("people", "locales")
    word = plain(text)
    found = known.get(word) or known.get(re.split("[-_]", word)[0])
    return next((locale for locale in LOCALES if locale == found), None)


def _locale(text: str, line: int) -> Locale | None:
    locale = locale_of(text)
    if text and locale is None:
        raise Refused("people.bad_locale", line=line, value=text)
    return locale


def _zone(text: str, line: int) -> str | None:
    if not text:
        return None
    zone = known_zone(text)
    if zone is None:
        raise Refused("people.bad_zone", line=line, value=text, nearest=nearest_zone(text))
    return zone


def _yes(text: str, line: int) -> bool | None:
    """None where the cell is empty: then it is as it was."""
    if not text:
        return None
    answer = word_table("people", "yes").get(plain(text))
    if answer is None:
        raise Refused("people.bad_yes_no", line=line, value=text)
    return answer == "yes"
