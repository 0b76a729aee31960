"""The wish of a mail that waits, in a line: Today and the list of the Inbox say it alike."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import InboxPageRow
    from collabtui.text.catalogue import Catalogue


def asked_in_mail(reply: "InboxPageRow", dues: dict[str, str], words: "Catalogue") -> str:
    """The first thing it asks for, else its first line, or its subject where there is none. `dues`: the days of the
    actions that it names."""
    for request in reply["requests"]:
        asked = " ".join(filter(None, (request["text"], request["reason"]))) or request["to"] or ""
        if request["ask"] == "postpone" and request["due"]:
            day = words.short_day(date.fromisoformat(request["due"]))
            before = dues.get(request["ref"] or "")
            moved = f"{words.short_day(date.fromisoformat(before))} → {day}" if before else f"→ {day}"
            return words("today.asks_day", ref=request["ref"] or "", moved=moved, said=asked).rstrip()
        ask = words(f"actions.asks.{request['ask']}")
        return words("today.asks", ref=request["ref"] or "", ask=ask, said=asked).rstrip()
    if reply["said"]:
        return reply["said"]
    from collabtui.domain.mail.bare_subject import topic  # few mails say nothing

    return topic(reply["subject"])
