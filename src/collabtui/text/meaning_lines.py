"""What a mail means, in short lines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabtui.domain.mail.reply import Understanding
    from collabtui.text.catalogue import Catalogue


def update_line(words: "Catalogue", update: Mapping[str, Any]) -> str:
    status = words(f"status.{update['status']}") if update["status"] else ""
    percent = f"{update['percent']} %" if update["percent"] is not None else ""
    return " ".join(filter(None, ("✓", update["ref"], status, percent, update["note"])))


def request_line(words: "Catalogue", request: Mapping[str, Any]) -> str:
    ask = words(f"ask.{request['ask']}")
    said = ("?", request["ref"], ask, request["due"], request["to"], request["reason"], request["text"])
    return " ".join(filter(None, said))


def position_line(words: "Catalogue", position: Mapping[str, Any]) -> str:
    """`✓ for · contact: Wang Fang · no budget until June`."""
    mark = "?" if position["stance"] == "none" else "✓"
    contact = position["contact"]
    named = words("stance.contact", name=words("stance.self") if contact == "@me" else contact) if contact else ""
    said = filter(None, (words(f"stance.{position['stance']}"), named, " ".join((position["text"] or "").split())))
    return f"{mark} {' · '.join(said)}"


def as_json(understood: "Understanding") -> dict[str, Any]:
    """Keys as in `inbox`."""
    said = {"updates", "requests", "sign_off", "rsvp", "stance", "contact", "doubt"}
    return understood.model_dump(mode="json", include=said, exclude={"requests": {"__all__": {"start", "end"}}})


def in_short(words: "Catalogue", understood: "Understanding") -> str:
    """All of it on one line; a dash where nothing comes of it."""
    said = as_json(understood)
    parts = [update_line(words, one) for one in said["updates"]]
    parts += [request_line(words, one) for one in said["requests"]]
    parts += [str(said[name]) for name in ("sign_off", "rsvp", "stance", "contact") if said[name]]
    if said["doubt"]:
        parts.append(f"({said['doubt']})")
    return "; ".join(parts) or "–"
