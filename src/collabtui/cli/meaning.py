"""What a mail means, in short lines."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabtui.domain.reply import Understanding


def update_line(update: dict[str, Any]) -> str:
    said = (
        update["ref"],
        update["status"],
        f"{update['percent']} %" if update["percent"] is not None else "",
        update["note"],
    )
    return " ".join(str(one) for one in said if one)


def request_line(request: dict[str, Any]) -> str:
    said = ("?", request["ref"], request["ask"], request["due"], request["to"], request["reason"], request["text"])
    return " ".join(str(one) for one in said if one)


def as_json(understood: "Understanding") -> dict[str, Any]:
    """Keys as in `inbox`."""
    return understood.model_dump(mode="json", include={"updates", "requests", "sign_off", "rsvp", "doubt"})


def in_short(understood: "Understanding") -> str:
    """All of it on one line; a dash where nothing comes of it."""
    said = as_json(understood)
    parts = [*map(update_line, said["updates"]), *map(request_line, said["requests"])]
    parts += [str(said[name]) for name in ("sign_off", "rsvp") if said[name]]
    if said["doubt"]:
        parts.append(f"({said['doubt']})")
    return "; ".join(parts) or "–"
