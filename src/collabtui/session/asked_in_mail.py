"""The wish of a mail that waits, or what one has settled, in a line: Today and the list of the Inbox say it alike."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import InboxPageRow
    from collabtui.text.catalogue import Catalogue


MOST_SETTLED = 3
"""Changes of one mail that a line names."""


def asked_in_mail(reply: "InboxPageRow", dues: dict[str, str], words: "Catalogue") -> str:
    """The first thing it asks for, else its first line, or its subject where there is none. `dues`: the days of the
    actions that it names."""
    for request in reply["requests"]:
        asked = " ".join(filter(None, (request["text"], request["reason"]))) or request["to"] or ""
        if request["ask"] == "postpone" and request["due"]:
            day = words.short_day(date.fromisoformat(request["due"]))
            before = dues.get(request["ref"] or "")
            moved = f"{words.short_day(date.fromisoformat(before))} → {day}" if before else f"→ {day}"
            return words("today.asks_day", ref=request["ref"] or "", moved=moved, said=asked).strip()
        ask = words(f"actions.asks.{request['ask']}")
        return words("today.asks", ref=request["ref"] or "", ask=ask, said=asked).strip()
    if reply["said"]:
        return reply["said"]
    from collabtui.domain.mail.bare_subject import topic  # few mails say nothing

    return topic(reply["subject"])


def settled_in_mail(mail: "InboxPageRow", words: "Catalogue") -> str:
    """The thing that it speaks of and what became of it, with the words of its sender; where it did nothing, or
    answered something else than an action, minutes or an invitation, its words and the topic of what it answers."""
    from collabtui.domain.mail.bare_subject import topic  # the first frame has no settled mail

    did = list(_done(mail, words)) if mail["state"] == "applied" else []
    more = [f"+{len(did) - MOST_SETTLED}"] if len(did) > MOST_SETTLED else []
    about = " · ".join([*did[:MOST_SETTLED], *more]) or topic(mail["subject"])
    if not mail["said"]:
        return about
    return words("inbox.settled" if did else "inbox.said_of", about=about, said=mail["said"])


def _done(mail: "InboxPageRow", words: "Catalogue") -> Iterator[str]:
    from collabtui.domain.mail.bare_subject import refs_in_subject

    for update in mail["updates"]:
        status = words(f"status.{update['status']}") if update["status"] else ""
        percent = f"{update['percent']} %" if update["percent"] is not None and update["status"] != "done" else ""
        yield f"{update['ref']} {percent or status or words('inbox.has_remark')}"
    ref = "".join(refs_in_subject(mail["subject"])[:1])
    for kind, value in (("inbox.sign_off", mail["sign_off"]), ("partstat", mail["rsvp"])):
        if value:
            yield f"{ref} {words(f'{kind}.{value}')}".strip()
