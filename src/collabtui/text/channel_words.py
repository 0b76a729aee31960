"""A channel of a matter in a line, as it is typed and read."""

from collections.abc import Mapping

from collabtui.domain.matters.channel import Channel
from collabtui.text.catalogue import Catalogue

_PARTS = ("where", "about", "rhythm", "posted_by", "robot")
_ADDRESSES = ("://", "@", "\\")
"""What shows that a text is a link, an address or a folder, without a label."""


def channel_line(channel: Mapping[str, object], words: Catalogue) -> str:
    """`新品上市群 https://…（用途：每日进展；谁发：王敏）`."""
    texts = {name: str(channel.get(name) or "") for name in ("name", *_PARTS)}
    line = texts["name"]
    if any(sign in texts["where"] for sign in _ADDRESSES):
        line = " ".join(dict.fromkeys((line, texts.pop("where"))))
    number = texts.get("where", "")[:1] in tuple("+0123456789")
    labels = {"where": "number" if number else "where"}
    parts = [words(f"channel.{labels.get(kind, kind)}", value=texts[kind]) for kind in _PARTS if texts.get(kind)]
    return line + words("form.within", text=words("channel.between").join(parts)) if parts else line


def channel_lines(channels: tuple[Channel, ...], words: Catalogue) -> str:
    """One a line."""
    return "\n".join(channel_line(one.model_dump(), words) for one in channels)
