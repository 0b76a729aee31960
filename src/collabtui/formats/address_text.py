"""Mailboxes as people write them: `陈静 <chen@x.test>`, `"Smith, John" <j@x.test>`, `j@x.test (John)`, `Bo (b@x)`, or
as a To: line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from collabtui.domain.unicode_normal_form import plain_addresses

_ADDRESS = r"[^\s@<>()（）,，、;；:\"]+@[^\s@<>()（）,，、;；:\"]+"
_BARE = re.compile(rf"<?\s*({_ADDRESS})\s*>?")
_NAMED = re.compile(
    rf"(?:\"(?P<quoted>[^\"]*)\"|(?P<name>[^<>\"@]*?))\s*(?:<\s*(?P<email>{_ADDRESS})\s*>|(?<=\s)(?P<bare>{_ADDRESS}))"
)
_COMMENTED = re.compile(rf"({_ADDRESS})\s*[(（]([^()（）]*)[)）]")
_IN_BRACKETS = re.compile(rf"(?:\"([^\"]*)\"|([^<>\"@()（）]*?))\s*[(（]\s*({_ADDRESS})\s*[)）]")
_HEADER = re.compile(r"\s*(?:To|Cc|Bcc|From|收件人|抄送|密送|发件人)\s*[:：]", re.IGNORECASE)
LONGEST_ADDRESS = 254
"""Characters that any mail server takes (RFC 5321, 4.5.3.1.3, without its brackets)."""
_PART = re.compile(r"(?:\"[^\"]*\"|<[^<>]*>|[^,，;；、\"<])+")

_BETWEEN = re.compile(r">(?=\s+[^\s,，;；、])")
"""Where one mailbox ends and, with no comma between, the next begins, as of lines that were pasted into one."""


class NamedAddress(NamedTuple):
    name: str
    """Empty when only the address is written."""
    address: str


def read_mailbox(text: str) -> NamedAddress | None:
    """None when there is no address in it, more than one, or one that no server takes; one with `=?` is read as
    something else wherever it stands in a header."""
    found = _mailbox(" ".join(plain_addresses(text).split()))
    return found if found and len(found.address) <= LONGEST_ADDRESS and "=?" not in found.address else None


def _mailbox(text: str) -> NamedAddress | None:
    if found := _BARE.fullmatch(text):
        return NamedAddress("", found[1])
    if found := _COMMENTED.fullmatch(text):
        return NamedAddress(" ".join(found[2].split()), found[1])
    if found := _IN_BRACKETS.fullmatch(text):
        return NamedAddress(" ".join((found[1] or found[2] or "").split()), found[3])
    if found := _NAMED.fullmatch(text):
        return NamedAddress(" ".join((found["quoted"] or found["name"] or "").split()), found["email"] or found["bare"])
    return None


def read_mailboxes(text: str) -> list[NamedAddress]:
    """Each of a line of recipients as it is copied from a mail: `To: Bob Brown <bob@x.test>, Chen, Jing <c@x.test>`.
    Empty where any part of it is no mailbox."""
    text = plain_addresses(text)
    found: list[NamedAddress] = []
    surname = ""
    for part in _parts(text):
        if "@" not in part:
            if surname:
                return []
            surname = part
            continue
        mailbox = read_mailbox(part)
        if mailbox is None:
            return []
        found.append(mailbox._replace(name=f"{surname}, {mailbox.name}") if surname else mailbox)
        surname = ""
    return [] if surname else found


def read_recipients(text: str) -> list[NamedAddress]:
    """Each mailbox of a line of recipients that was pasted where names are typed, their own quotes off: `To: Bob Brown
    <bob@x.test>; "Chen, Jing" <c@x.test>`. Empty where part of it may as well be somebody's name, `Carol, Bob
    <bob@x.test>`."""
    line = _BETWEEN.sub(">,", plain_addresses(text))
    found = read_mailboxes(line)
    without = sum("@" not in part for part in _parts(line))
    is_a_line = is_of_recipients(line) or {";", "；"} & set(line) or 1 < without == len(found)
    return [] if without and not is_a_line else [one._replace(name=one.name.strip("' ")) for one in found]


def _parts(line: str) -> Iterator[str]:
    """What stands between the commas, without blanks around it. Those within are one each: patterns that take any
    number of them would look at each again and again."""
    return filter(None, map(str.strip, _PART.findall(_HEADER.sub("", " ".join(line.split())))))


def is_of_recipients(text: str) -> bool:
    """Whether a line begins as that of a mail's recipients, or has semicolons between addresses: then a comma within a
    name parts nobody."""
    return _HEADER.match(text) is not None or (text.count("@") > 1 and bool({";", "；"} & set(text)))
