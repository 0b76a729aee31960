"""The channels of a matter as they are typed, one a line: `新品上市群 https://…（用途：每日进展；节奏：每天17:00；谁发：王敏）`,
`launch@lists.example.com | for: decisions | robot: launch`, `紧急电话13800138000`."""

import re

from pydantic import ValidationError

from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.shown_link import other_link
from collabtui.errors import Refused
from collabtui.language.channel_parts import channel_parts, clauses_of_channels, purpose_of
from collabtui.language.labelled_parts import labelled_parts

KINDS = ("where", "about", "rhythm", "posted_by", "robot")
MOST_CHANNELS = 12
_LEADING = re.compile(r"^\s*(?:\d{1,2}\s*[.)、．]\s+|[-*•·]\s+)")
_WHERE = re.compile(
    r"https?://[^\s，。；（）【】“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\\\\|[A-Z]:\\)[^\s，。；（）]+", re.ASCII
)
_BETWEEN = " \t:：,，;；|｜-—()（）"


def read_channels(text: str) -> tuple[Channel, ...]:
    """In order; numbers and bullets before a line are left out. Raises `Refused`: channel.no_name, channel.twice,
    channel.other_link and channel.bad_robot (value), channel.too_many (n)."""
    lines = [_LEADING.sub("", line).strip() for line in text.splitlines()]
    found = tuple(_read(clause) for line in lines if line for clause in _clauses(line))
    if len(found) > MOST_CHANNELS:
        raise Refused("channel.too_many", n=MOST_CHANNELS)
    names = [one.name.casefold() for one in found]
    if twice := next((one.name for one in found if names.count(one.name.casefold()) > 1), ""):
        raise Refused("channel.twice", value=twice)
    return found


def _clauses(line: str) -> tuple[str, ...]:
    """Labels belong to what stands before them: such a line is one channel."""
    return (line,) if labelled_parts(line, "channels", KINDS).parts else clauses_of_channels(line)


def _read(line: str) -> Channel:
    """An address alone is the name as well; what stands behind it, without a label, is what is posted there."""
    head, parts = labelled_parts(line, "channels", KINDS)
    fields = {kind: " ".join(part.split()) for kind, part in parts.items()}
    if "where" not in fields and (address := _WHERE.search(head)):
        fields["where"] = address[0]
        name, behind = (part.strip(_BETWEEN) for part in (head[: address.start()], head[address.end() :]))
        if name and behind:
            fields["about"] = " ".join(filter(None, (purpose_of(behind), fields.get("about"))))
        head = name or behind or address[0]
    elif parts_of_head := channel_parts(head):
        head = parts_of_head.name
        if parts_of_head.where:
            fields.setdefault("where", parts_of_head.where)
        if about := " ".join(filter(None, (parts_of_head.about, fields.get("about")))):
            fields["about"] = about
    if not head:
        raise Refused("channel.no_name", value=line)
    if link := next(filter(None, map(other_link, (head, *fields.values()))), ""):
        raise Refused("channel.other_link", value=link)
    try:
        return Channel(name=head, **fields)
    except ValidationError:
        raise Refused("channel.bad_robot", value=fields.get("robot", "")) from None
