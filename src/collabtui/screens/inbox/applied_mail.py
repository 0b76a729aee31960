"""A mail that was said yes to, and what it leaves to be done: who comes instead has no invitation yet."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Request, Update
from collabtui.lifecycle.assignments.untold_departments import UntoldDepartment, untold_departments
from collabtui.lifecycle.history.overruled_words import with_overruled
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.answerable.deputy_comes import Deputy, deputy_of
from collabtui.lifecycle.mail_in.shown_requests import OthersAction, others_actions

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


class AppliedMail(NamedTuple):
    mail: Incoming
    deputy: Deputy | None
    overruled: tuple[NewerWord, ...] = ()
    """What was newer than the mail, and holds no more."""
    others: tuple[OthersAction, ...] = ()
    """The actions that it asked for, and that are others' by now."""
    untold: tuple[UntoldDepartment, ...] = ()
    """The departments that its writer wants told."""


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

    def command() -> Incoming:
        return review.apply_waiting(acting, ref, instead=instead, updates=updates, refused=refused, proposals=proposals)

    mail, overruled = with_overruled(acting.store, ref, command)
    others = others_actions(acting.store, mail)
    untold = tuple(untold_departments(acting.store, acting, mail))
    return AppliedMail(mail, deputy_of(acting.store, acting, mail), overruled, others, untold)


def tell_what_is_left(page: "PagePort", done: AppliedMail) -> None:
    """Tell who comes instead, which meeting was moved by it, and which newer words the mail has overruled, and which
    departments are still to be told."""
    if deputy := done.deputy:
        page.tell(f"inbox.deputy.{deputy.outcome}", seconds=8, name=deputy.name, ref=deputy.ref)
    for request in done.mail.requests:
        if request.start and request.ref:
            start = request.start.astimezone(page.session.zone)
            page.tell("inbox.meeting_moved", seconds=8, ref=request.ref, start=start)
    for other in done.others:
        page.tell("inbox.now_of", seconds=8, ref=other.ref, owner=other.owner)
    for department in done.untold:
        page.tell("inbox.to_tell", seconds=8, **department._asdict())
    for one in done.overruled:
        at = one.at.astimezone(page.session.zone)
        value = page.words(f"newer.value.{one.value}")
        page.tell("inbox.overruled", seconds=8, ref=one.ref, value=value, at=at, by=one.by)
