"""The wanted dates that changes moved: each from which day to which, by which change, and granted when."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.lifecycle.forms.form_data import Case


class GrantedDate(NamedTuple):
    change: str
    before: str
    """The wanted date until then; empty where there was none."""
    after: str
    granted: date


def granted_dates(case: Case) -> dict[str, GrantedDate]:
    """By the ref of the change, the first one first. The day before stands in the trail alone."""
    granted = {
        entry.batch: (one.ref, case.day(entry.at))
        for one in case.reader.find(ChangeRequest, matter=case.matter.ref)
        if one.granted_day
        for entry in case.reader.changes(one.ref)
        if entry.field == "state" and entry.new == "granted"
    }
    moves = (one for one in reversed(case.reader.changes(case.matter.ref)) if one.field == "wanted" and one.new)
    return {
        ref: GrantedDate(ref, str(one.old or ""), str(one.new), day)
        for one in moves
        for ref, day in [granted.get(one.batch, ("", None))]
        if day
    }


def wanted_dates(case: Case) -> Iterator[str]:
    """The way of the wanted date to what it is; the date alone where no change moved it."""
    moved = granted_dates(case).values()
    for one in moved:
        yield moved_date(case, one)
    last = str(case.matter.wanted or "")
    if last not in {one.after for one in moved}:
        yield last


def moved_date(case: Case, one: GrantedDate) -> str:
    """`2026-04-30 → 2026-05-15 (C1, granted 2026-04-02)`."""
    grant = case.listed((one.change, f"{case.words('form.change.granted')} {one.granted}"))
    return " → ".join(filter(None, (one.before, one.after))) + case.words("form.within", text=grant)
