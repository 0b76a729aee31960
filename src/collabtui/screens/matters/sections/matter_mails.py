"""The mail by which something of a matter came."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


def open_mail(page: "PagePort", via: str | None) -> bool:
    """Open the mail that something came by; False where it came by none."""
    kind, _, ref = (via or "").partition(":")
    if kind == "mail":
        page.go("inbox", ref)
    return kind == "mail"
