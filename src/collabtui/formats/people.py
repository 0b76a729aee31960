"""People out of the files that they are kept in: CSV, vCard, mutt aliases. What a file is, its content says."""

from collabtui.domain.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.formats.decoding import decode_text
from collabtui.formats.mutt_aliases import read_aliases
from collabtui.formats.people_csv import read_table
from collabtui.formats.person_row import PersonRow
from collabtui.formats.vcard import read_cards


def read_people(path_name: str, data: bytes) -> list[PersonDraft]:
    """Everybody in a file, in its order; addresses in small letters.

    `path_name` names the file in errors. Raises `Refused` with a key `people.*` or file.not_text: one row that cannot
    be read, or two with the same address, and none is taken."""
    text = decode_text(data)
    rows = _rows(text)
    if not rows:
        raise Refused("people.none", file=path_name)
    _refuse_missing(rows)
    seen: dict[str, PersonRow] = {}
    for row in rows:
        first = seen.setdefault(row.draft.email, row)
        if first is not row:
            raise Refused("people.twice", line=row.line, value=row.draft.email, first=first.line)
    return [row.draft for row in rows]


def _rows(text: str) -> list[PersonRow]:
    begins = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    if begins.strip().casefold().startswith("begin:vcard"):
        return read_cards(text)
    if begins.split()[:1] == ["alias"]:
        return read_aliases(text)
    return read_table(text)


def _refuse_missing(rows: list[PersonRow]) -> None:
    without = [row for row in rows if not row.draft.email]
    if without:
        raise Refused("people.no_email", line=without[0].line, names=[row.draft.name or "?" for row in without])
    for row in rows:
        if not row.draft.name:
            raise Refused("people.no_name", line=row.line, value=row.draft.email)
