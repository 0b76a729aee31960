"""A name and an address as somebody types them, each in its place or both in one."""

from collections.abc import Callable
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


def typed_person(name: str, address: str, is_department: Callable[[str], bool]) -> TypedPerson:
    """Also where both were pasted into one field, as a mail program gives them. `is_department`: whether what stands in
    brackets is called as a department of this office, Eve (Engineering). Raises `Refused` (people.one_at_a_time: field,
    n; people.address_twice: field, value)."""
    department = ""
    name, address = plain_addresses(name), plain_addresses(address)
    for field, text in (("name", name), ("email", address)):
        boxes = read_mailboxes(text) if "@" in text else []
        if len(boxes) > 1:
            raise Refused("people.one_at_a_time", field=field, n=len(boxes))
        if boxes and (boxes[0].name or field == "email"):  # an address alone is no name
            called, department = as_addressed(boxes[0].name, is_department)
            name = (name if field == "email" else "") or called
            address = _one_address(boxes[0].address, boxes[0].address if field == "email" else address)
    if "@" not in name:
        name, behind = as_addressed(name, is_department)
        department = department or behind
    return TypedPerson(name, address, department)


def _one_address(beside_name: str, address: str) -> str:
    here = read_mailboxes(address) if "@" in address else []
    if here and here[0].address.casefold() != beside_name.casefold():
        raise Refused("people.address_twice", field="email", value=[beside_name, here[0].address])
    return address or beside_name
