"""Reports that were kept: one whose mails were all taken back before they left goes with them."""

import hashlib
from collections.abc import Iterator
from itertools import islice

from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.domain.via import Via
from collabtui.lifecycle.base import outbox_keys
from collabtui.store.interface import Reader


def digest_of(content: str) -> str:
    """The hash of what a report says, as it stands in the keys of its mails."""
    return hashlib.sha256(content.encode()).hexdigest()


def kept_reports(reader: Reader, week: str | None = None, limit: int | None = None) -> list[KeptReport]:
    """The newest first; of one week (`2026-W10`), or of all."""
    return list(islice(_kept(reader, week), limit))


def _kept(reader: Reader, week: str | None) -> Iterator[KeptReport]:
    people = [person.ref for person in reader.find(Person)]
    sent_anew: dict[tuple[str, str, str, str], set[str]] = {}
    for report in _found(reader, week):
        about = (report.kind, report.week, report.matter or "all", digest_of(report.content))
        anew = sent_anew.setdefault(about, set())
        # nobody gets the same report twice: what went to them before was taken back
        if not report.sent_to or not (anew.issuperset(report.sent_to) or _is_taken_back(reader, about, people)):
            yield report
        anew.update(report.sent_to)


def _found(reader: Reader, week: str | None) -> list[KeptReport]:
    if week is None:
        return reader.find(KeptReport, newest_first=True)
    return reader.find(KeptReport, week=week, newest_first=True)


def _is_taken_back(reader: Reader, about: tuple[str, str, str, str], people: list[str]) -> bool:
    mails = reader.find(Outgoing, key=[outbox_keys.report(*about, ref) for ref in people])
    return bool(mails) and all(_is_held_by_undo(reader, mail) for mail in mails)


def _is_held_by_undo(reader: Reader, mail: Outgoing) -> bool:
    if mail.state != "held":
        return False
    last = next((one for one in reader.changes(mail.ref) if one.field == "state"), None)
    return last is not None and Via.parse(last.via).undone is not None
