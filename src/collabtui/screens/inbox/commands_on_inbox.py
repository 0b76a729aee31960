"""Commands on a mail of the inbox: yes, no, an answer, taking back, linking its address to a person. Enter is none of
them: it only reads the mail (`page.Inbox.read_on_enter`)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.lifecycle.bookings.recipient_findings import answer_findings
from collabtui.lifecycle.history.kept_back_mails import kept_back_last
from collabtui.lifecycle.history.mails_that_gave_way import mails_that_gave_way
from collabtui.lifecycle.history.undo_last import undo_about_mail
from collabtui.lifecycle.history.undo_words import worded
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.link_address import link_to_person
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.field_parsers import known, person_of, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.text_editor import Editor
from collabtui.screens.inbox.applied_mail import applied, tell_what_is_left
from collabtui.screens.inbox.inbox_edit import edit
from collabtui.screens.inbox.inbox_mail import MailData
from collabtui.screens.inbox.inbox_proposals import adopted_lines
from collabtui.screens.inbox.server_trust import ServerTrust
from collabtui.screens.inbox.teach_word import WordTeaching

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

Command = Callable[[MailData], Awaitable[bool]]
"""Whether it was carried out."""


class InboxCommands:
    """By name, as the keys of the page call them."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page
        self.commands: Mapping[str, Command] = {
            "apply": self.apply,
            "edit": self.edit,
            "refuse": self.refuse,
            "reply": self.reply,
            "undo": self.undo,
            "link": self.link_sender,
            "teach": WordTeaching(page).teach,
            "trust": self.trust_or_distrust,
            "take": self.take_table,
        }

    async def run(self, name: str, data: MailData) -> bool:
        return await self.commands[name](data)

    async def apply(self, data: MailData) -> bool:
        if data.open and not data.proposes:
            self.page.show_error(Refused("inbox.nothing_to_apply", ref=data.ref))
            return False
        readings = adopted_lines(data, self.page.words)
        if len(readings) > 1 and not await self._is_confirmed(readings):
            return False
        done = await self.page.do(lambda acting: applied(acting, data.ref), "inbox.did.applied", ref=data.ref)
        if done:
            tell_what_is_left(self.page, done)
        return done is not None

    async def _is_confirmed(self, readings: list[str]) -> bool:
        """A yes to several readings is asked for once more, below what they are."""
        asked = self.page.words("inbox.ask.adopt", n=len(readings))
        question = "\n".join((asked, *readings))
        return await self.page.ask(Confirm(self.page.services, question, "key.apply")) is True

    async def edit(self, data: MailData) -> bool:
        return await edit(self.page, data)

    async def refuse(self, data: MailData) -> bool:
        done = "refused" if data.mail["requests"] else "put_away"
        return await self._carried_out(lambda acting: review.reject(acting, data.ref), done, data)

    async def undo(self, data: MailData) -> bool:
        words = self.page.words

        def undone(acting: "Acting") -> tuple[tuple[str, ...], tuple[str, ...]]:
            mail = worded(words, acting, lambda: undo_about_mail(acting, data.ref))
            kept = kept_back_last(acting.store, acting.actor)
            return mails_that_gave_way(acting.store, {one.ref for one in mail.updates}, acting.now), kept

        found = await self.page.do(undone)
        if found is None:
            return False
        gave_way, kept = found
        key = "inbox.did.undone_gave_way" if gave_way else "inbox.did.undone"
        held = words("undo.held", n=len(kept), names=kept) if kept else ""
        notice = " ".join(filter(None, (words(key, ref=data.ref, mails=gave_way), held)))
        self.page.tell(notice, seconds=6 if gave_way or kept else 3)
        return True

    async def _carried_out(self, command: "Callable[[Acting], object]", done: str, data: MailData) -> bool:
        return await self.page.do(command, f"inbox.did.{done}", ref=data.ref) is not None

    async def reply(self, data: MailData) -> bool:
        """In words of one's own. What was typed is kept until it is sent."""
        page, services = self.page, self.page.services

        found: list[Finding] = []

        def queued(acting: "Acting", text: str) -> str:
            mail = answer(acting, data.ref, text)
            found.extend(answer_findings(acting, data.ref, mail))
            return mail.ref

        async def send(text: str) -> str:
            return await page.session.run_command(lambda acting: queued(acting, text))

        person = data.mail["person"]
        to = (person["name"] if person else "") or data.mail["sender"] or "?"
        title = page.words("inbox.ask.answer", name=to, subject=topic(data.mail["subject"]))
        sent = await page.ask(Editor(services, title, "", f"answer-{data.ref}", send, "key.send"))
        if sent:
            page.tell("inbox.did.answered", seconds=3, name=to)
            for one in found:
                page.warn(page.words(one.key, **one.values))
        return bool(sent)

    async def link_sender(self, data: MailData) -> bool:
        """Say whose the address is that the mail came from."""
        page, services = self.page, self.page.services
        people = await page.session.query(known)
        sender = data.mail["sender"] or "?"

        async def save(values: Values) -> None:
            person = person_of(people, values["person"])
            if person is None:
                raise Refused("inbox.link_to_whom", sender=data.mail["sender"])
            await page.session.run_command(lambda acting: link_to_person(acting, data.ref, person.ref))
            page.tell("inbox.did.tied", seconds=3, sender=sender, name=person.name)

        fields = [FormField("person", suggest=suggestions(people), read=says_people(people))]
        known_as = [person.name for person in people if sender in person.addresses]
        title = page.words("inbox.ask.link_too" if known_as else "inbox.ask.link", sender=sender, name=known_as)
        return await page.ask(Form(services, title, fields, save)) is True

    async def take_table(self, data: MailData) -> bool:
        """Take the table over that came with it, after a look at what each row would do."""
        from collabtui.screens.actions.import_preview import TableImport
        from collabtui.screens.inbox.table_of_mail import take_table_of_mail

        return await take_table_of_mail(self.page, TableImport(self.page), data)

    async def trust_or_distrust(self, data: MailData) -> bool:
        """Believe the server that speaks for the sender; on a mail that was verified, no longer."""
        trust = ServerTrust(self.page)
        return await (trust.distrust() if data.verifier else trust.trust(data.server))
