"""The open risks of a matter."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast, get_args

from textual.binding import Binding

from collabtui.domain.matters.matter import Level
from collabtui.errors import Refused
from collabtui.lifecycle.matters.risks import RiskDraft, close_risk, edit_risk, raise_risk
from collabtui.screens.dialogs.field_parsers import known, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.matters.sections.section_kind import Kind, MatterData, SectionLine
from collabtui.store.queries.matters import risks
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services


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
            await services.session.run_command(lambda acting: raise_risk(acting, matter, draft))
        else:
            await services.session.run_command(lambda acting: edit_risk(acting, before["ref"], draft))

    people = await services.session.query(known)
    texts = {name: (before or {}).get(name) or "" for name in _TEXTS}
    owner = ((before or {}).get("owner") or {}).get("name") or ""
    fields = [
        FormField("text", texts["text"], label=words("risk.text")),
        FormField(
            "level",
            before["level"] if before else "medium",
            options=[(level, words(f"level.{level}")) for level in get_args(Level)],
        ),
        FormField("owner", owner, suggest=suggestions(people), read=says_people(people)),
        *(FormField(name, texts[name], label=words(f"risk.{name}")) for name in ("impact", "answer", "standby")),
    ]
    title = f"{before['ref']} {before['text']}" if before else words("risk.ask.new")
    await page.app.push_screen_wait(Form(services, title, fields, save))


def _lines(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    for row in sheet.of["risks"]:
        level = services.words(f"level.{row['level']}")
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        standby = f"  {services.words('matters.standby', text=row['standby'])}" if row["standby"] else ""
        shown = as_content("! ", LATE if row["level"] == "high" else WARNING) + as_content(
            f"{row['ref']} {level} ", MUTED
        )
        yield SectionLine(row["ref"], shown + as_content(row["text"]) + as_content(owner + standby, MUTED))


async def _edit(page: "Page", sheet: MatterData, key: str) -> None:
    await risk_form(page, sheet.ref, sheet.one("risks", key))


async def _over(page: "Page", _: MatterData, key: str) -> None:
    await page.do(lambda acting: close_risk(acting, key), "matters.closed", ref=key)


async def _new(page: "Page", sheet: MatterData) -> None:
    await risk_form(page, sheet.ref)


RISKS = Kind(
    "risks",
    lambda reader, row, _: risks(reader, matter=row["ref"]),
    _lines,
    deeds={"open": _edit, "edit": _edit, "done": _over},
    adding={"risk": _new},
    keys=(Binding("R", "add('risk')", "key.new_risk", id="matters.new_risk"),),
)
