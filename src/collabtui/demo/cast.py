"""The demo's people: each reads the mail that comes for him and answers by mail, over SMTP, as himself, and quotes as
the mail client does that he uses."""

import smtplib
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import make_msgid

from collabtui.demo.story import Story, StoryAnswer

Quoted = Callable[[EmailMessage, datetime, str], str]
"""Of the mail that is answered, when it came and its text: what the client puts below the answer."""


def _qq(mail: EmailMessage, came: datetime, text: str) -> str:
    when = f"{came:%Y年%m月%d日} {came:%H:%M}"
    head = f"发件人: {mail['From']};\n发送时间: {when}\n收件人: {mail['To']};\n主题: {mail['Subject']}"
    return f"\n\n------------------ 原始邮件 ------------------\n{head}\n\n{text}"


def _163(mail: EmailMessage, came: datetime, text: str) -> str:
    quoted = "\n".join(f">{line}" for line in text.splitlines())
    return f"\n\n在 {came:%Y-%m-%d %H:%M:%S}，{mail['From']} 写道：\n{quoted}"


def _outlook(mail: EmailMessage, came: datetime, text: str) -> str:
    head = f"From: {mail['From']}\nSent: {came:%A, %B %d, %Y %I:%M %p}\nTo: {mail['To']}\nSubject: {mail['Subject']}"
    return f"\n\n________________________________\n{head}\n\n{text}"


def _apple(wrote: str) -> Quoted:
    def quoted(mail: EmailMessage, came: datetime, text: str) -> str:
        quoted = "\n".join(f"> {line}" for line in text.splitlines())
        return f"\n\n> {wrote.format(came=came, sender=mail['From'])}\n> \n{quoted}"

    return quoted


def _gmail(mail: EmailMessage, came: datetime, text: str) -> str:
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    return f"\n\nOn {came:%a, %b %d, %Y at %I:%M %p} {mail['From']} wrote:\n\n{quoted}"


QUOTING: dict[str, Quoted] = {
    "qq": _qq,
    "163": _163,
    "outlook-en": _outlook,
    "apple-zh": _apple("在 {came:%Y年%m月%d日}，{came:%H:%M}，{sender} 写道："),
    "apple-en": _apple("On {came:%d %b %Y}, at {came:%H:%M}, {sender} wrote:"),
    "gmail-en": _gmail,
}


ANSWER_TO = {"invitation": "invitation", "update": "", "minutes": "minutes", "overdue": "overdue"}
"""To which of the story's answers a kind of mail leads."""


class Cast:
    """Give `on_mail` to the mail server. Each kind of mail is answered once by each person who has an answer.

    `pause(n)` is called before the nth answer: the headless play does not wait, on the screens people take a while."""

    def __init__(self, story: Story, clock: Callable[[], datetime], pause: Callable[[int], None]) -> None:
        self._story = story
        self._clock = clock
        self._pause = pause
        self._answered: Counter[tuple[str, str]] = Counter()
        self._count = 0
        self.where: tuple[str, int] = ("", 0)
        """The submission server; set when it listens."""
        self.password = ""
        self.quiet = threading.Event()
        """Set to make everybody stop answering."""

    def on_mail(self, address: str, raw: bytes) -> None:
        mail = message_from_bytes(raw, policy=default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  # what this policy makes
        kind = ANSWER_TO.get(str(mail.get("X-Collabtui", "")), "")
        answer = self._story.answer(kind, address) if kind else None
        if answer is None or self.quiet.is_set() or self._answered[kind, address]:
            return
        self._answered[kind, address] += 1
        self._count += 1
        self._pause(self._count)
        if not self.quiet.is_set():
            self._send(address, self._composed(address, mail, answer))

    def _composed(self, address: str, mail: EmailMessage, answer: StoryAnswer) -> EmailMessage:
        reply = EmailMessage(policy=SMTP)
        name = next(person.name for person in self._story.people if person.email == address)
        reply["From"] = f"{name} <{address}>"
        reply["To"] = str(mail["Reply-To"] or mail["From"])
        reply["Subject"] = f"{answer.automatic or 'Re: '}{mail['Subject']}"
        reply["Date"] = self._clock()
        reply["Message-ID"] = make_msgid(domain="demo.test")
        reply["In-Reply-To"] = str(mail["Message-ID"])
        reply["References"] = str(mail["Message-ID"])
        if answer.calendar:
            _answer_by_calendar(reply, mail, address, answer.calendar)
        elif answer.automatic:
            reply["Auto-Submitted"] = "auto-replied"
            reply.set_content(answer.text)
        else:
            reply.set_content(answer.text + self._quoted(mail, answer))
        return reply

    def _quoted(self, mail: EmailMessage, answer: StoryAnswer) -> str:
        body = mail.get_body(("plain",))
        text = body.get_content() if body else ""
        return QUOTING[answer.client](mail, self._clock(), str(text))

    def _send(self, address: str, reply: EmailMessage) -> None:
        host, port = self.where
        with smtplib.SMTP(host, port) as session:
            session.login(address, self.password)
            session.send_message(reply, address, [reply["To"].addresses[0].addr_spec])


def _answer_by_calendar(reply: EmailMessage, mail: EmailMessage, address: str, partstat: str) -> None:
    """As a calendar does it: the event back with one ATTENDEE, himself (RFC 5546 section 3.2.3)."""
    from icalendar import Calendar, vCalAddress

    part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
    asked = Calendar.from_ical(part.get_content())
    event = asked.walk("VEVENT")[0]
    del event["ATTENDEE"]
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = partstat
    event.add("attendee", attendee, encode=False)
    asked["METHOD"] = "REPLY"
    reply.set_content(asked.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
