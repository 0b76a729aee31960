"""The open risks of a matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast, get_args

from textual.binding import Binding

from collabtui.domain.matters.matter import Level
from collabtui.errors import Refused
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, edit_risk, raise_risk
from collabtui.screens.dialogs.field_parsers import known, says_people, suggestions
from collabtui.screens.dialogs.form import Field, Form, Values
from collabtui.screens.matters.sections.section_kind import LATE, MUTED, WARNING, Kind, Line, Sheet
from collabtui.store.queries.matters import risks
from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services


Row = dict[str, Any]
_TEXTS = ("text", "impact", "answer", "standby")


async def risk_form(page: "Page", matter: str, before: Row | None = None) -> None:
    """`before`: the risk that is described anew."""
    services, words = page.services, page.services.words

    async def save(values: Values) -> None:
        if not values["text"]:
            raise Refused("risk.no_text")
        draft = RiskDraft(
            **{name: values[name] for name in _TEXTS}, level=cast("Level", values["level"]), owner=values["owner"]
        )
        if before is None:
            await services.do(lambda desk: raise_risk(desk, matter, draft))
        else:
            await services.do(lambda desk: edit_risk(desk, before["ref"], draft))

    people = await services.look(known)
    said = {name: (before or {}).get(name) or "" for name in _TEXTS}
    owner = ((before or {}).get("owner") or {}).get("name") or ""
    fields = [
        Field("text", said["text"], label=words("risk.text")),
        Field(
            "level",
            before["level"] if before else "medium",
            options=[(level, words(f"level.{level}")) for level in get_args(Level)],
        ),
        Field("owner", owner, suggest=suggestions(people), read=says_people(people)),
        *(Field(name, said[name], label=words(f"risk.{name}")) for name in ("impact", "answer", "standby")),
    ]
    title = f"{before['ref']} {before['text']}" if before else words("risk.ask.new")
    await page.app.push_screen_wait(Form(services, title, fields, save))


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
