"""A change that a reply names by its ref, `C1 同意`, `C1 approve`, below a mail of ours that asks nothing itself, as
the one to who takes over: it is said to the mail that asked about the change."""

import re

from collabtui.domain.mail.mail_about import ChangeTo, ListedItems
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import NewText
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.department_people import speaks_for
from collabtui.store.interface import Reader

_NAMED = re.compile(r"(?a:\b(C\d{1,9})\b)", re.IGNORECASE)
_ITEM = re.compile(r"(?a:\s*\(?\d{1,3}[.)、 ]|.*\bA\d+\b)", re.IGNORECASE)
"""A line that speaks of an item of the mail, too: that one is answered then."""


def mail_on_named_change(
    reader: Reader, answered: Outgoing | None, person: Person | None, text: NewText
) -> Outgoing | None:
    """The mail that asked about the one change with which the text begins: his own, else that to whoever spoke for his
    department before. None where there is none, where he speaks for no department that was asked, or where the mail
    that is answered asks something itself."""
    lines = [line.text for line in text.lines if line.text.strip()]
    refs = {ref.upper() for line in lines for ref in _NAMED.findall(line)}
    if answered is None or person is None or not isinstance(answered.about, ListedItems) or len(refs) != 1:
        return None
    if not _NAMED.match(lines[0].lstrip()) or any(_ITEM.match(line) for line in lines):
        return None
    found = reader.find(ChangeRequest, ref=refs.pop(), limit=1)
    if not found or found[0].state == "draft":
        return None
    matter = reader.get(Matter, found[0].matter)
    mails = [
        mail
        for mail in reader.find(Outgoing, change=found[0].ref)
        if isinstance(mail.about, ChangeTo) and mail.state != "held"
        if mail.person == person.ref or _speaks(reader, matter, mail.about, person)
    ]
    return max(mails, key=lambda mail: (mail.person == person.ref, mail.queued_at), default=None)


def _speaks(reader: Reader, matter: Matter, about: ChangeTo, person: Person) -> bool:
    own = person.department if person.department in about.departments else ""
    return bool(own) and speaks_for(reader, matter, own, person)
