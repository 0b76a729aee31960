"""One mailbox as people write it: `陈静 <chen@x.test>`, `"Smith, John" <j@x.test>`, `j@x.test (John)`."""

import re
from typing import NamedTuple

_ADDRESS = r"[^\s@<>()（）,，、;；:\"]+@[^\s@<>()（）,，、;；:\"]+"
_BARE = re.compile(rf"<?\s*({_ADDRESS})\s*>?")
_NAMED = re.compile(
    rf"(?:\"(?P<quoted>[^\"]*)\"|(?P<name>[^<>\"@]*?))\s*(?:<\s*(?P<email>{_ADDRESS})\s*>|(?<=\s)(?P<bare>{_ADDRESS}))"
)
_COMMENTED = re.compile(rf"({_ADDRESS})\s*\(([^()]*)\)")


class NamedAddress(NamedTuple):
    name: str
    """Empty when only the address is written."""
    address: str


def read_mailbox(text: str) -> NamedAddress | None:
    """None when there is no address in it, or more than one."""
    text = text.strip()
    if found := _BARE.fullmatch(text):
        return NamedAddress("", found[1])
    if found := _COMMENTED.fullmatch(text):
        return NamedAddress(" ".join(found[2].split()), found[1])
    if found := _NAMED.fullmatch(text):
        return NamedAddress(" ".join((found["quoted"] or found["name"] or "").split()), found["email"] or found["bare"])
    return None
