"""What the facilitator does with a mail: yes, no, an answer, taking back, tying its address."""

from typing import TYPE_CHECKING

from collabtui.domain.refs import INCOMING, ref_of
from collabtui.errors import Refused
from collabtui.lifecycle.mail_in import review, trusted_servers
from collabtui.lifecycle.mail_in.answer_mail import topic
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.server_in_use import trusted_server_name
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.field_parsers import known, person_of, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.text_editor import Editor
from collabtui.screens.inbox.inbox_edit import edit
from collabtui.screens.inbox.inbox_mail import MailData
from collabtui.screens.inbox.teach_word import teach

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page


async def believe(page: "Page", sheet: MailData) -> bool:
    """On a mail that it has verified, the other way round."""
    if sheet.verifier:
        return await disbelieve(page)
    words, services = page.words, page.services
    seen = await services.do(trusted_servers.seen_servers)
    found = next((one for one in seen if one.server == sheet.server), None)
    if found is None:
        page.show_error(Refused("trust.not_seen", server=sheet.server))
        return False
    question = words("trust.ask", server=found.server, n=found.mails, of=found.of)
    if not await page.app.push_screen_wait(Confirm(services, question, "key.believe")):
        return False
    read = await page.do(lambda acting: trusted_servers.trust_server(acting, found.server))
    if read is None:
        return False
    page.notify(words("trust.believed", server=found.server, n=read), timeout=5, markup=False)
    return True


async def disbelieve(page: "Page") -> bool:
    """Whichever counts now; mails that were verified before keep what came of them."""
    server = await page.do(lambda acting: trusted_server_name(acting.store, acting.config))
    if not server:
        page.show_error(Refused("trust.nobody_believed"))
        return False
    question = page.words("trust.ask_back", server=server)
    if not await page.app.push_screen_wait(Confirm(page.services, question, "key.disbelieve")):
        return False
    read = await page.do(lambda acting: trusted_servers.distrust_server(acting, server))
    if read is None:
        return False
    page.notify(page.words("trust.disbelieved", server=server, n=read), timeout=5, markup=False)
    return True


__all__ = ["apply", "believe", "edit", "refuse", "reply", "teach", "tie", "undo"]


async def apply(page: "Page", sheet: MailData) -> bool:
    ref = _mail_ref(sheet)
    if sheet.open and not sheet.proposes:
        page.show_error(Refused("inbox.nothing_to_apply", ref=ref))
        return False
    return await page.do(lambda acting: review.apply_waiting(acting, ref), "inbox.did.applied", ref=ref) is not None


async def refuse(page: "Page", sheet: MailData) -> bool:
    ref = _mail_ref(sheet)
    done = "inbox.did.refused" if sheet.mail["requests"] else "inbox.did.put_away"
    return await page.do(lambda acting: review.reject(acting, ref), done, ref=ref) is not None


async def undo(page: "Page", sheet: MailData) -> bool:
    ref = _mail_ref(sheet)
    return await page.do(lambda acting: review.undo_mail(acting, ref), "inbox.did.undone", ref=ref) is not None


async def reply(page: "Page", sheet: MailData) -> bool:
    """In words of one's own. What was typed is kept until it is sent."""
    ref, services = _mail_ref(sheet), page.services

    async def send(text: str) -> str:
        return (await services.do(lambda acting: answer(acting, ref, text))).ref

    to = (sheet.mail["person"] or {}).get("name") or sheet.mail["sender"] or "?"
    title = services.words("inbox.ask.answer", name=to, subject=topic(sheet.mail["subject"]))
    sent = await page.app.push_screen_wait(Editor(services, title, "", f"answer-{ref}", send))
    if sent:
        page.notify(services.words("inbox.did.answered", name=to), timeout=3, markup=False)
    return bool(sent)


async def tie(page: "Page", sheet: MailData) -> bool:
    ref, services = _mail_ref(sheet), page.services
    people = await services.look(known)

    async def save(values: Values) -> None:
        person = person_of(people, values["person"])
        if person is None:
            raise Refused("inbox.tie_to_whom", sender=sheet.mail["sender"])
        await services.do(lambda acting: link_to_person(acting, ref, person.ref))
        page.notify(services.words("inbox.did.tied", sender=sender, name=person.name), timeout=3, markup=False)

    fields = [FormField("person", suggest=suggestions(people), read=says_people(people))]
    sender = sheet.mail["sender"] or "?"
    known_as = [person.name for person in people if sender in person.addresses]
    title = services.words("inbox.ask.tie_too" if known_as else "inbox.ask.tie", sender=sender, name=known_as)
    return await page.app.push_screen_wait(Form(services, title, fields, save))


def _mail_ref(sheet: MailData) -> str:
    return ref_of(INCOMING, sheet.mail["id"])
