"""A name and an address as somebody types them, each in its place or both in one."""

from typing import NamedTuple

from collabtui.domain.unicode_normal_form import plain_addresses
from collabtui.errors import Refused
from collabtui.formats.address_text import read_mailboxes
from collabtui.formats.people.person_row import as_addressed


class TypedPerson(NamedTuple):
    name: str
    address: str
    department: str
    """That stands in brackets behind the name, 赵六（市场部）; else empty."""


def typed_person(name: str, address: str) -> TypedPerson:
    """Also where both were pasted into one field, as a mail program gives them. Raises `Refused`
    (people.one_at_a_time: field, n)."""
    department = ""
    name, address = plain_addresses(name), plain_addresses(address)
    for field, text in (("name", name), ("email", address)):
        boxes = read_mailboxes(text) if "@" in text else []
        if len(boxes) > 1:
            raise Refused("people.one_at_a_time", field=field, n=len(boxes))
        if boxes and (boxes[0].name or field == "email"):  # an address alone is no name
            called, department = as_addressed(boxes[0].name)
            name = (name if field == "email" else "") or called
            address = boxes[0].address if field == "email" else address or boxes[0].address
    if "@" not in name:
        name, behind = as_addressed(name)
        department = department or behind
    return TypedPerson(name, address, department)
