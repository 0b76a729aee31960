"""Corrections of minutes that a mail asks for, decided by its number: `inbox apply 5 --line D1 --text …`."""

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live import edit_entry, missing_line
from collabtui.lifecycle.minutes import decide_corrections
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.version_history import lines_of
from collabtui.store.interface import Reader


def take_up_of_mail(
    acting: Acting, ref: str, line: str | None = None, text: str = "", number: int | None = None
) -> SignOff:
    """The correction that this mail asks for, or of several the one with this number, from 1: `line` says `text` from
    now on, or says already what it asks for; without a line, `text` is one more line of the minutes. Raises `Refused`:
    inbox.no_correction (ref), inbox.which_proposal (ref, numbers), correction.no_line
    (value), and as `decide_corrections.accept`,
    `edit_entry.correct` and `missing_line.put_in`."""
    sign_off, place = _of_mail(acting.store, ref, number)
    lines = _lines_of(acting.store, sign_off)
    named = next((one for one in lines if line and one.ref.casefold() == line.casefold()), None)
    if line and named is None:
        raise Refused("correction.no_line", value=line, lines=[one.ref for one in lines if one.kind != "attendance"])
    if text and named is not None:
        edit_entry.correct(acting, named.ref, text)
    elif text:
        missing_line.put_in(acting, sign_off, text)
    return decide_corrections.accept(acting, sign_off, place, named.ref if named else None)


def refuse_of_mail(acting: Acting, ref: str, reason: str = "") -> list[SignOff]:
    """Every correction that this mail asks for and that is open; none of them is taken up."""
    return [
        decide_corrections.refuse(acting, sign_off, number, reason)
        for sign_off, number in _corrections_of(acting.store, ref)
    ]


def _of_mail(reader: Reader, ref: str, number: int | None) -> tuple[str, int]:
    found = _corrections_of(reader, ref)
    if not found:
        raise Refused("inbox.no_correction", ref=ref)
    numbers = list(range(1, len(found) + 1))
    if (number is None and len(found) > 1) or (number is not None and number not in numbers):
        raise Refused("inbox.which_proposal", ref=ref, numbers=numbers)
    return found[(number or 1) - 1]


def _corrections_of(reader: Reader, ref: str) -> list[tuple[str, int]]:
    return decide_corrections.open_of_mail(reader, reader.get(Incoming, ref))


def _lines_of(reader: Reader, sign_off: str) -> tuple[MinutesLine, ...]:
    meeting = reader.get(Meeting, reader.get(SignOff, sign_off).meeting)
    return tuple(lines_of(minutes_of(reader, meeting)))
