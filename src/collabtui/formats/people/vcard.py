"""People in vCards: 4.0 (RFC 6350), 3.0 (RFC 2426), and 2.1, which phones and Outlook still write.

Of a card is read who it is and how to write to him: FN or N, EMAIL, ORG, TITLE, TZ, LANG.
"""

import quopri
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.people.person_row import PersonLine, locale_of, person_row, whole_name
from collabtui.formats.time_zone_names import known_zone

_PROPERTY = re.compile(
    r'(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:"[^"]*"|[^":;])*)*):(?P<value>.*)$', re.DOTALL
)
_LONGEST_PARAMETERS = 10_000
"""Characters: of a picture that is named by its address there are a few hundred."""
_ESCAPE = re.compile(r"\\(.)")
_NOT_PEOPLE = frozenset({"group", "org", "location"})


class Property(NamedTuple):
    name: str
    """In capitals, without its group (`item1.`)."""
    parameters: Mapping[str, str]
    """By name in capitals; what stands without a name, as in 2.1, is a TYPE."""
    value: str
    line: int


def read_cards(text: str) -> list[PersonLine]:
    """Everybody; groups and places are left out. Raises `Refused` (people.not_a_card, people.card_open)."""
    rows: list[PersonLine] = []
    card: list[Property] | None = None
    begun = 0
    for found in _properties(text):
        marks = (found.name, found.value.strip().upper())
        if marks == ("BEGIN", "VCARD") and card is None:
            card, begun = [], found.line
        elif card is None:
            raise Refused("people.not_a_card", line=found.line, value=f"{found.name}:{found.value}"[:60])
        elif marks == ("BEGIN", "VCARD"):
            raise Refused("people.card_open", line=begun)
        elif marks == ("END", "VCARD"):
            rows += _person(card, begun)
            card = None
        else:
            card.append(found)
    if card is not None:
        raise Refused("people.card_open", line=begun)
    return rows


def _person(card: list[Property], line: int) -> list[PersonLine]:
    values = {found.name: found for found in reversed(card)}
    kind = values.get("KIND") or values.get("X-ADDRESSBOOKSERVER-KIND")
    if kind and kind.value.strip().lower() in _NOT_PEOPLE:
        return []
    email = min(
        (found for found in card if found.name == "EMAIL" and found.value.strip()), key=_preference, default=None
    )
    fields = {
        "name": _text(values.get("FN")) or _name(values.get("N")),
        "email": _text(email),
        "department": _department(values.get("ORG")),
        "title": _text(values.get("TITLE")),
        "phone": _text(values.get("TEL")).removeprefix("tel:"),
        "locale": locale_of(_text(values.get("LANG"))) or "",
        "timezone": known_zone(_text(values.get("TZ"))) or "",
    }
    return [person_row(fields, email.line if email else line)]


def _preference(email: Property) -> int:
    """PREF=1 is the most preferred (RFC 6350 section 5.3); `TYPE=pref` says the same before 4.0."""
    preference = whole_number(email.parameters.get("PREF", ""))
    if preference is not None:
        return preference
    return 1 if "PREF" in email.parameters.get("TYPE", "").upper().split(",") else 101


def _text(found: Property | None) -> str:
    return _unescaped(found.value) if found else ""


def _name(found: Property | None) -> str:
    family, given = [*_parts(found), "", ""][:2]
    return whole_name(family, given)


def _department(found: Property | None) -> str:
    """ORG names the company, then ever smaller units; a single name may be either."""
    units = [unit for unit in _parts(found) if unit]
    return units[-1] if units else ""


def _parts(found: Property | None) -> list[str]:
    return [_unescaped(part).strip() for part in re.split(r"(?<!\\);", found.value)] if found else []


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], value).strip()


def _properties(text: str) -> Iterator[Property]:
    for line, whole in _unfolded(text):
        found = _PROPERTY.match(whole)
        if found is None or len(found["parameters"]) > _LONGEST_PARAMETERS:
            raise Refused("people.not_a_card", line=line, value=whole.strip()[:60])
        parameters = _parameters(found["parameters"])
        value = found["value"]
        if _is_quoted_printable(found["parameters"]):
            value = _decoded(value, parameters.get("CHARSET", "utf-8"))
        yield Property(found["name"].upper(), parameters, value, line)


def _parameters(text: str) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for part in re.findall(r';((?:"[^"]*"|[^";])*)', text):
        name, sign, value = part.partition("=")
        key, content = (name.strip().upper(), value.strip().strip('"')) if sign else ("TYPE", name.strip())
        parameters[key] = f"{parameters[key]},{content}" if key in parameters else content
    return parameters


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole properties and the line each begins on: a line that starts with a space goes on with the one above
    (RFC 6350 section 3.2); quoted-printable goes on after a `=` at the end."""
    kept, start = "", 0
    for number, line in enumerate(text.replace("\ufeff", "").split("\n"), 1):
        soft = kept.endswith("=") and _is_quoted_printable(kept.partition(":")[0])
        if soft:
            kept = kept[:-1] + line
        elif line[:1] in (" ", "\t") and kept:
            kept += line[1:]
        else:
            if kept.strip():
                yield start, kept
            kept, start = line, number
    if kept.strip():
        yield start, kept


def _is_quoted_printable(parameters: str) -> bool:
    return "QUOTED-PRINTABLE" in parameters.upper()


def _decoded(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    charset = "gb18030" if charset.lower() in ("gb2312", "gbk") else charset
    for candidate in (charset, "utf-8", "gb18030"):
        try:
            return raw.decode(candidate)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("latin-1")
