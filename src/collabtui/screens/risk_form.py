"""A risk of a matter as a form."""

from typing import TYPE_CHECKING, Any, cast, get_args

from collabtui.domain.matter import Level
from collabtui.errors import Refused
from collabtui.lifecycle.risks import RiskDraft, edit_risk, raise_risk
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.typed import known, says_people, suggestions

if TYPE_CHECKING:
    from collabtui.screens.page import Page

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
