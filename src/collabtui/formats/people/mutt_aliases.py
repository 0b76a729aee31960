"""People in an alias file of mutt: `alias nick Name <address>`."""

import re
from collections.abc import Iterator

from collabtui.errors import Refused
from collabtui.formats.address_text import read_mailbox
from collabtui.formats.people.person_row import PersonLine, person_row

_ALIAS = re.compile(r"\s*alias\s+(?:-group\s+\S+\s+)*(?P<nick>\S+)\s+(?P<addresses>.+)$")
_GROUP = re.compile(r"[^\"<>@,:]*:(?P<members>.*);\s*$")
_COMMENT = re.compile(r"(?:^|\s)#")


def read_aliases(text: str) -> list[PersonLine]:
    """Everybody who has an address; an alias for several people adds those that have no alias of their own.

    Raises `Refused` (people.not_an_alias, people.unknown_alias, people.bad_email)."""
    rows: list[PersonLine] = []
    groups: list[tuple[list[str], int]] = []
    nicks: set[str] = set()
    for line, alias in _logical_lines(text):
        found = _ALIAS.match(alias)
        if found is None:
            raise Refused("people.not_an_alias", line=line, value=alias.strip())
        nicks.add(found["nick"])
        members = _members(found["addresses"])
        if len(members) > 1 or (members and "@" not in members[0]):
            groups.append((members, line))
        elif members:
            rows.append(_person(members[0], found["nick"], line))
    return [*rows, *_only_in_groups(groups, nicks, {row.draft.email for row in rows})]


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines without comments, those that end in a backslash joined with the next."""
    kept, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        start = start or number
        if line.endswith("\\"):
            kept += line[:-1]
            continue
        whole = _without_comment(kept + line)
        if whole.strip():
            yield start, whole
        kept, start = "", 0
    if kept.strip():
        yield start, kept


def _members(addresses: str) -> list[str]:
    group = _GROUP.fullmatch(addresses)
    members = re.findall(r'(?:"[^"]*"|[^,"])+', group["members"] if group else addresses)
    return [member.strip() for member in members if member.strip()]


def _person(member: str, nick: str, line: int) -> PersonLine:
    """One without a name goes by the nick."""
    mailbox = read_mailbox(member)
    if mailbox is None:
        raise Refused("people.bad_email", line=line, value=member)
    return person_row({"name": mailbox.name or nick, "email": mailbox.address}, line)


def _only_in_groups(groups: list[tuple[list[str], int]], nicks: set[str], known: set[str]) -> Iterator[PersonLine]:
    for members, line in groups:
        for member in members:
            if "@" not in member:
                if member not in nicks:
                    raise Refused("people.unknown_alias", line=line, value=member)
                continue
            row = _person(member, member.partition("@")[0], line)
            if row.draft.email not in known:
                known.add(row.draft.email)
                yield row


def _without_comment(line: str) -> str:
    """A # behind the last quote or angle bracket begins one."""
    last = max(map(line.rfind, '"<>'))
    found = _COMMENT.search(line, last + 1)
    return line[: found.start()] if found else line
