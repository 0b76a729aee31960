"""What the mail worker reports, as it is kept and as people read it."""

from typing import TYPE_CHECKING

from collabtui.store.queries.lookup import named

if TYPE_CHECKING:
    from collabtui.errors import CollabError
    from collabtui.session.services import Services
    from collabtui.worker.watch_loop import WatchEvent

OF_ANOTHER = ("worker.busy", "worker.lost")
"""Errors that say that another worker does the work: that is no trouble, as long as it does."""


def keep_event(services: "Services", event: "WatchEvent") -> None:
    if event.kind in ("connected", "read", "sent"):
        services.mail.heard_at(services.session.now)


def keep_trouble(services: "Services", error: "CollabError") -> str:
    """The sentence to be shown; empty where it was shown before."""
    trouble = services.words(error.key, **error.values)
    is_new = trouble != services.mail.trouble
    services.mail.trouble, services.mail.wants = trouble, error.wants
    return trouble if is_new else ""


def notice_of(services: "Services", event: "WatchEvent") -> str:
    """Of a mail that changed something or waits for somebody; empty for all others."""
    mail = event.incoming
    if event.kind != "read" or mail is None or mail.state not in ("applied", "waiting"):
        return ""
    sender = named(services.session.reader, [mail.person or ""]).get(mail.person or "")
    refs = [update.ref for update in mail.updates]
    return services.words(f"screen.{mail.state}", who=sender["name"] if sender else mail.sender, refs=refs)
