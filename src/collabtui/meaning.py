"""What a mail means, in short lines."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabtui.catalogue import Catalogue
    from collabtui.domain.reply import Understanding


def update_line(words: "Catalogue", update: dict[str, Any]) -> str:
    status = words(f"status.{update['status']}") if update["status"] else ""
    percent = f"{update['percent']} %" if update["percent"] is not None else ""
    return " ".join(filter(None, ("✓", update["ref"], status, percent, update["note"])))


def request_line(words: "Catalogue", request: dict[str, Any]) -> str:
    ask = words(f"ask.{request['ask']}")
    said = ("?", request["ref"], ask, request["due"], request["to"], request["reason"], request["text"])
    return " ".join(filter(None, said))


def as_json(understood: "Understanding") -> dict[str, Any]:
    """Keys as in `inbox`."""
    said = {"updates", "requests", "sign_off", "rsvp", "doubt"}
    return understood.model_dump(mode="json", include=said, exclude={"requests": {"__all__": {"start", "end"}}})


def in_short(words: "Catalogue", understood: "Understanding") -> str:
    """All of it on one line; a dash where nothing comes of it."""
    said = as_json(understood)
    parts = [update_line(words, one) for one in said["updates"]]
    parts += [request_line(words, one) for one in said["requests"]]
    parts += [str(said[name]) for name in ("sign_off", "rsvp") if said[name]]
    if said["doubt"]:
        parts.append(f"({said['doubt']})")
    return "; ".join(parts) or "–"
