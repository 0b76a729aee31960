"""The open risks of a matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from collabtui.lifecycle.risks import close_risk
from collabtui.screens.matter_kind import LATE, MUTED, WARNING, Kind, Line, Sheet
from collabtui.screens.risk_form import risk_form
from collabtui.store.views.matters import risks
from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.screens.page import Page
    from collabtui.services import Services


def _lines(sheet: Sheet, services: "Services") -> Iterator[Line]:
    for row in sheet.of["risks"]:
        level = services.words(f"level.{row['level']}")
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        standby = f"  {services.words('matters.standby', text=row['standby'])}" if row["standby"] else ""
        shown = said("! ", LATE if row["level"] == "high" else WARNING) + said(f"{row['ref']} {level} ", MUTED)
        yield Line(row["ref"], shown + said(row["text"]) + said(owner + standby, MUTED))


async def _edit(page: "Page", sheet: Sheet, key: str) -> None:
    await risk_form(page, sheet.ref, sheet.one("risks", key))


async def _over(page: "Page", _: Sheet, key: str) -> None:
    await page.do(lambda desk: close_risk(desk, key), "matters.closed", ref=key)


async def _new(page: "Page", sheet: Sheet) -> None:
    await risk_form(page, sheet.ref)


RISKS = Kind(
    "risks",
    lambda reader, row, _: risks(reader, matter=row["ref"]),
    _lines,
    deeds={"open": _edit, "edit": _edit, "done": _over},
    adding={"risk": _new},
    keys=(Binding("R", "add('risk')", "key.new_risk", id="matters.new_risk"),),
)
