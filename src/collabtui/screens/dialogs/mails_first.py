"""A command whose mails are shown before it is run; where it sends none it is run at once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from collabtui.errors import Refused
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.base.edited_mail_text import words_of
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.domain.mail.mail_records import Outgoing
    from collabtui.domain.people import Person
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

T = TypeVar("T")


async def run_after_mails(
    page: "PagePort",
    title: str,
    command: "Callable[[Acting], T]",
    done_key: str = "",
    warn: Callable[[T], str] = lambda _: "",
    **values: Any,
) -> T | None:
    """None where it was refused, or left. `warn` says what should be known before it is run; where there is no mail
    to be shown with it, it is said afterwards."""
    found = await page.do(lambda acting: _rehearsed(acting, command))
    if found is None:
        return None
    result, letters = found
    warning = warn(result)
    if letters and not await page.ask(SendDialog(page.services, title, letters, warning)):
        return None
    done = await page.do(command, done_key, **values)
    if done is not None and warning and not letters:
        page.warn(warning)
    return done


async def run_confirmed(
    page: "PagePort",
    question: str,
    verb: str,
    command: "Callable[[Acting], T]",
    done_key: str,
    **values: Any,
) -> T | None:
    """For what is always asked about: above its mails, where it sends any, else with a yes, whose word is `verb`. None
    where it was refused, or left."""
    found = await page.do(lambda acting: _rehearsed(acting, command))
    if found is None:
        return None
    services, letters = page.services, found[1]
    asking = SendDialog(services, question, letters) if letters else Confirm(services, question, verb)
    return await page.do(command, done_key, **values) if await page.ask(asking) else None


async def run_in_form(
    page: "PagePort", title: str, command: "Callable[[Acting], T]", warn: Callable[[T], str] = lambda _: ""
) -> T:
    """For what a form saves: the mails are shown in front of it. Raises what the command raises, and `Refused`
    (outward.left) where they were not wanted, so that the form stays as it was typed. `warn` as above."""
    result, letters = await page.session.run_command(lambda acting: _rehearsed(acting, command))
    warning = warn(result)
    if letters and not await page.ask(SendDialog(page.services, title, letters, warning)):
        raise Refused("outward.left")
    done = await page.session.run_command(command)
    if warning and not letters:
        page.warn(warning)
    return done


def _rehearsed(acting: "Acting", command: "Callable[[Acting], T]") -> tuple[T, Sequence[MailPreview]]:
    from collabtui.domain.people import Person

    rehearsal = rehearsed(acting, command)
    people = {mail.person: acting.store.get(Person, mail.person) for mail in rehearsal.mails if mail.person}
    return rehearsal.result, [_letter(mail, people.get(mail.person or "")) for mail in rehearsal.mails]


def rehearsed_notices(acting: "Acting", command: "Callable[[Acting], object]") -> list[MailPreview]:
    """The mails that only tell something, of those that the command would queue."""
    _, letters = _rehearsed(acting, command)
    return [one for one in letters if one.what == "outward.notice"]


def _letter(mail: "Outgoing", person: "Person | None") -> MailPreview:
    subject, text = words_of(mail)
    return MailPreview(person.name if person else mail.to, mail.to, _label(mail), subject, text)


def _label(mail: "Outgoing") -> str:
    """Key of the word for what a mail is: a request by what it asks for."""
    from collabtui.domain.mail.mail_about import QuestionOn, ResourcesOf
    from collabtui.domain.refs import VOTE, is_ref

    if mail.kind == "request" and isinstance(mail.about, QuestionOn) and is_ref(mail.about.subject, VOTE):
        return "outward.vote"
    if mail.kind == "request" and isinstance(mail.about, ResourcesOf):
        return "outward.resources"
    return f"outward.{mail.kind}"
