"""The mails of a matter in short, for its record of communication: what went to whom on which day, and what was
answered in the writer's own words."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from textwrap import shorten

from collabtui.domain.mail.mail_records import Incoming, Outgoing, OutgoingKind
from collabtui.lifecycle.forms.form_data import Case

MANY = 20
"""Mails that a form names, the latest; the others are counted."""
_SHORT = 60
_LEFT_OUT: frozenset[OutgoingKind] = frozenset({"answer", "reminder", "overdue", "escalation"})
"""What repeats what is told elsewhere: reminders, and our answers to answers."""
_MARKS = re.compile(r"^\[[^\]]*\]\s*|\s*#[a-z2-7]{8}$")


def mail_lines(case: Case) -> list[tuple[datetime, str]]:
    """By time; each with when it was."""
    meetings = {one.ref for one in case.meetings}
    sent = list(case.reader.find(Outgoing, matter=case.matter.ref))
    for meeting in meetings:
        sent += [one for one in case.reader.find(Outgoing, meeting=meeting) if one.matter != case.matter.ref]
    lines = [*_sent(case, sent), *_answers(case, {one.ref for one in sent})]
    lines.sort(key=lambda one: one[0])
    left = len(lines) - MANY
    if left > 0:
        lines = [(lines[left][0], case.words("form.more_mails", n=left)), *lines[left:]]
    return lines


def _sent(case: Case, mails: list[Outgoing]) -> Iterator[tuple[datetime, str]]:
    """One line of what went to several people."""
    mails_sent = [one for one in mails if one.state == "sent" and one.kind not in _LEFT_OUT]
    mails_sent.sort(key=_same)
    for _, group in groupby(mails_sent, key=_same):
        several = list(group)
        own = [one for one in several if _locale(case, one) == case.words.locale]
        subject = _MARKS.sub("", (own or several)[0].subject)
        names = case.listed(dict.fromkeys(case.name(one.person) or one.to for one in several))
        yield several[0].queued_at, f"→ {names}{case.words('form.colon')}{subject}"


def _same(mail: Outgoing) -> tuple[str, ...]:
    return str(mail.queued_at), mail.kind, mail.meeting or "", mail.change or "", mail.department or "", _what(mail)


def _what(mail: Outgoing) -> str:
    """A notice says in its key what it is about; its last part is the reader."""
    return mail.key.rpartition(":")[0] if mail.kind == "notice" else ""


def _locale(case: Case, mail: Outgoing) -> str:
    person = case.everybody.get(mail.person)
    return person.locale if person else ""


def _answers(case: Case, sent: set[str]) -> Iterator[tuple[datetime, str]]:
    for mail in case.reader.find(Incoming, answers=sorted(sent)) if sent else ():
        text = shorten(mail.new_text.text, _SHORT, placeholder="…") if mail.new_text else ""
        if text and mail.kind == "reply":
            yield mail.written_at, f"← {case.name(mail.person) or mail.sender}{case.words('form.colon')}{text}"
