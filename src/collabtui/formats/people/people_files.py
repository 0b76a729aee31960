"""People out of the files that they are kept in: XLSX, ODS, CSV, vCard, LDIF, mutt aliases, recipients of a mail.
What a file is, its content says."""

import re
from typing import NamedTuple

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.unicode_normal_form import plain_addresses
from collabtui.errors import Refused
from collabtui.formats.address_text import is_of_recipients, read_mailboxes
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.people.ldif import is_ldif, read_entries
from collabtui.formats.people.mutt_aliases import read_aliases
from collabtui.formats.people.people_csv import read_table, read_workbook
from collabtui.formats.people.person_row import PersonLine, person_row
from collabtui.formats.people.vcard import read_cards
from collabtui.formats.tables.table_reading import is_old_workbook, is_workbook

_BETWEEN_PEOPLE = re.compile("[;；]")


class PeopleFile(NamedTuple):
    drafts: list[PersonDraft]
    """Who can be written to, in the file's order."""
    without: list[str]
    """Names of those who have no address."""
    line: int
    """Of the first of them; 0 where there is none."""


def read_people(path_name: str, data: bytes) -> list[PersonDraft]:
    """Everybody in a file, in its order; addresses in small letters. Raises what `people_in` does, and `Refused`
    (people.no_email) when somebody has no address."""
    found = people_in(path_name, data)
    if found.without:
        raise _without_address(found)
    return found.drafts


def people_in(path_name: str, data: bytes) -> PeopleFile:
    """The people of an address book, those who can be written to and those who cannot: address books hold people that
    are only telephoned.

    `path_name` names the file in errors. Raises `Refused` with a key `people.*`, `table.*` or file.not_text: one row
    that cannot be read, or two with the same address, and none is taken; people.no_email where nobody has one."""
    rows = read_workbook(data) if is_workbook(data) or is_old_workbook(data) else _rows(decode_text(data))
    if not rows:
        raise Refused("people.none", file=path_name)
    without = [row for row in rows if not row.draft.email]
    named = [row for row in rows if row.draft.email]
    drafts = [row.draft for row in named]
    found = PeopleFile(drafts, [row.draft.name or "?" for row in without], without[0].line if without else 0)
    if not named:
        raise _without_address(found)
    _refuse_unusable(named)
    return found


def _without_address(found: PeopleFile) -> Refused:
    return Refused("people.no_email", line=found.line, names=found.without)


def _rows(text: str) -> list[PersonLine]:
    text = plain_addresses(text)
    begins = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    if begins.strip().casefold().startswith("begin:vcard"):
        return read_cards(text)
    if is_ldif(begins):
        return read_entries(text)
    if begins.split()[:1] == ["alias"]:
        return read_aliases(text)
    several, text = several_in_a_line(text)
    named, table = named_lines(text)
    return [*(read_table(table) if table.strip() else []), *several, *named]


def several_in_a_line(text: str) -> tuple[list[PersonLine], str]:
    """The people of lines that hold more than one, with what belongs to each: `Bob <b@x.test>, Sales; Al <a@x.test>,
    Research`. And the text without these lines, as of `named_lines`. In a table whose cells a semicolon parts there are
    none."""
    lines = text.split("\n")
    head = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if "@" in lines[head] or _BETWEEN_PEOPLE.search(lines[head]):
        return [], text
    people: list[PersonLine] = []
    for number, line in enumerate(lines[head + 1 :], head + 1):
        each = [one.strip() for one in _BETWEEN_PEOPLE.split(line) if one.strip()]
        if len(each) > 1 and all(one.count("@") == 1 for one in each) and not read_mailboxes(line):
            for one in each:
                people += read_table("\n".join([*[""] * head, lines[head], *[""] * (number - head - 1), one]))
            lines[number] = ""
    return people, "\n".join(lines)


def _refuse_unusable(rows: list[PersonLine]) -> None:
    seen: dict[str, PersonLine] = {}
    for row in rows:
        if not row.draft.name:
            raise Refused("people.no_name", line=row.line, value=row.draft.email)
        first = seen.setdefault(row.draft.email, row)
        if first is not row:
            raise Refused("people.twice", line=row.line, value=row.draft.email, first=first.line)


def named_lines(text: str) -> tuple[list[PersonLine], str]:
    """The people on lines of recipients, and the text without these lines, each of them left empty so that the others
    keep their numbers. Below the head of a table `Bob, Bob Brown <bob@x.test>` is a row of two cells."""
    people: list[PersonLine] = []
    rest: list[str] = []
    is_table = False
    for number, line in enumerate(text.split("\n"), 1):
        boxes = read_mailboxes(line) if "<" in line else []
        sure = '"' in line or is_of_recipients(line) or not any("," in box.name for box in boxes)
        if not boxes or (is_table and not sure):
            rest.append(line)
            is_table = is_table or bool(line.strip())
            continue
        people += [person_row({"name": box.name, "email": box.address}, number) for box in boxes]
        rest.append("")
    return people, "\n".join(rest)
