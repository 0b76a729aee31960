"""Reports of the mail worker, as they are kept and as people read them."""

from typing import TYPE_CHECKING

from collabtui.store.queries.lookup import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.errors import CollabError
    from collabtui.session.mail_health import MailHealth
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue
    from collabtui.worker.watch_loop import WatchEvent

OF_ANOTHER = ("worker.busy", "worker.lost", "worker.restored", "worker.own_login")
"""Errors that say that another worker does the work, or that a copy takes the place of the database: that is no
trouble, and looked at again."""


def keep_event(session: "Session", mail: "MailHealth", event: "WatchEvent") -> None:
    if event.kind in ("connected", "lost", "stopped"):
        mail.is_listening = event.kind == "connected"
    if event.kind in ("connected", "read", "sent"):
        mail.heard_at(session.now)


def report_event(
    session: "Session",
    mail: "MailHealth",
    words: "Catalogue",
    event: "WatchEvent",
    notify: "Callable[[str], object]",
) -> None:
    """Keeps when the server was heard of; a mail that somebody has to know of is a notice."""
    keep_event(session, mail, event)
    if notice := notice_of(session, words, event):
        notify(notice)


def keep_trouble(mail: "MailHealth", words: "Catalogue", error: "CollabError") -> str:
    """The sentence to be shown; empty where it was shown before."""
    trouble = words(error.key, **error.values)
    is_new = trouble != mail.trouble
    mail.trouble, mail.wants = trouble, error.wants
    return trouble if is_new else ""


def notice_of(session: "Session", words: "Catalogue", event: "WatchEvent") -> str:
    """Of a mail that changed something or waits for somebody; empty for all others."""
    mail = event.incoming
    if event.kind != "read" or mail is None or mail.state not in ("applied", "waiting"):
        return ""
    sender = named(session.reader, [mail.person or ""]).get(mail.person or "")
    about = mail.requests or mail.updates if mail.state == "waiting" else mail.updates
    refs = list(dict.fromkeys(one.ref for one in about if one.ref))
    return words(f"screen.{mail.state}", who=sender["name"] if sender else mail.sender, refs=refs)
