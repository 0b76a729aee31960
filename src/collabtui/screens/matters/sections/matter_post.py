"""The last mails of a matter, what left and what came in, and what its days are: milestones, meetings, due dates."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.place import Place
from collabtui.domain.refs import INCOMING, number_of
from collabtui.screens.matters.sections.matter_meetings import MEETINGS
from collabtui.screens.matters.sections.matter_tasks import TASKS
from collabtui.screens.matters.sections.section_kind import MatterData, Section, SectionCommands, SectionLine
from collabtui.store.queries.archive_mails import last_mails_of
from collabtui.store.queries.mails import inbox_by_number, outbox_by_ref
from collabtui.widgets.colours import ACCENT, LATE, MUTED
from collabtui.widgets.line import as_content, line

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow
    from collabtui.store.queries.rows.people_rows import NamedPerson
    from collabtui.text.catalogue import Catalogue

LAST = 30
"""Mails of each way."""
FOR_DAY, FOR_NAME, WIDTH = 11, 18, 120


class MatterMail(NamedTuple):
    ref: str
    way: str
    """← or →."""
    at: str
    """ISO 8601."""
    person: "NamedPerson | None"
    """The one at the other end."""
    subject: str
    state: str


def _read(reader: "Connection", row: "DescribedMatterRow", _: date) -> list[MatterMail]:
    found = last_mails_of(reader, row["ref"], LAST)
    mails = [
        MatterMail(f"{INCOMING}{one['id']}", "←", one["received_at"], one["person"], one["subject"], one["state"])
        for one in inbox_by_number(reader, [number_of(ref) for ref in found.incoming])
    ]
    for one in outbox_by_ref(reader, found.outgoing):
        at = one["sent_at"] or one["queued_at"]
        mails.append(MatterMail(one["ref"], "→", at, one["person"], one["subject"], one["state"]))
    return sorted(mails, key=lambda mail: datetime.fromisoformat(mail.at), reverse=True)


def _mails(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for mail in data.rows(MAILS):
        at = datetime.fromisoformat(mail.at).astimezone(data.now.tzinfo)
        day = words.short_day_within(at.date(), FOR_DAY - 2)
        yield SectionLine(
            mail.ref,
            line(
                WIDTH,
                (as_content(f"{mail.way} {day}", MUTED), FOR_DAY),
                (as_content(words(f"state.{mail.state}"), MUTED), FOR_DAY),
                (as_content(mail.person["name"] if mail.person else ""), FOR_NAME),
                (as_content(mail.subject), 0),
            ),
        )


def _days(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    """In their order, with a line where today is."""
    today = data.today
    days = [(date.fromisoformat(row["day"]), "▼", "", row["text"], "") for row in data.row["milestones"]]
    for meeting in data.rows(MEETINGS):
        begins = datetime.fromisoformat(meeting["start"]).astimezone(data.now.tzinfo).date()
        days.append((begins, "●", meeting["ref"], meeting["title"], words("state." + meeting["state"])))
    days += [
        (date.fromisoformat(task["due"]), "─", task["ref"], task["title"], words(f"status.{task['status']}"))
        for task in data.rows(TASKS)
        if task["due"]
    ]
    is_before = True
    for day, mark, ref, text, state in sorted(days):
        if is_before and day >= today:
            yield SectionLine("", as_content(f"  {words('matters.today', day=words.day(today))}", ACCENT))
        is_before = day < today
        late = day < today and mark == "─" and state != words("status.done")
        style = LATE if late else ACCENT if mark == "▼" else MUTED
        shown = as_content(f"  {words.short_day(day):>6}  {mark} ", style) + as_content(f"{ref} ".lstrip(), MUTED)
        yield SectionLine(ref, shown + as_content(text) + as_content(f"  {state}", MUTED))


class OpenCommands(SectionCommands):
    """Enter opens what a line names on its own page."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {"open": self.open}

    async def open(self, key: str) -> None:
        self.page.go(*Place.parse(key))


MAILS: Section[MatterMail] = Section("mails", _read, _mails, OpenCommands)
DAYS: Section[object] = Section(
    "days",
    lambda _reader, _row, _today: (),
    _days,
    OpenCommands,
    count_all=lambda data: len(data.row["milestones"]) + len(data.rows(MEETINGS)) + len(data.rows(TASKS)),
)
