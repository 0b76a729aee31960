"""A mail that was said yes to, and what it leaves to be done: who comes instead has no invitation yet."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Request, Update
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.answerable.deputy_comes import Deputy, deputy_of

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


class AppliedMail(NamedTuple):
    mail: Incoming
    deputy: Deputy | None


def applied(
    acting: "Acting",
    ref: str,
    *,
    instead: tuple[Request, ...] | None = None,
    updates: tuple[Update, ...] | None = None,
    refused: tuple[Request, ...] = (),
    proposals: tuple[int, ...] | None = None,
) -> AppliedMail:
    """Do what it says, as `review.apply_waiting` does, and raises."""
    mail = review.apply_waiting(acting, ref, instead=instead, updates=updates, refused=refused, proposals=proposals)
    return AppliedMail(mail, deputy_of(acting.store, acting, mail))


def tell_deputy(page: "PagePort", deputy: Deputy) -> None:
    page.tell(f"inbox.deputy.{deputy.outcome}", seconds=8, name=deputy.name, ref=deputy.ref)
