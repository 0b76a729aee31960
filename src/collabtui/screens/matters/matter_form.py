"""A matter as a form, new or as it is."""

from datetime import date
from typing import TYPE_CHECKING, Any

from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import MatterDraft, edit_matter, new_matter
from collabtui.screens.dialogs.field_parsers import day_of, departments, known, says_day
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page

Row = dict[str, Any]
_TEXTS = ("title", "initiator", "lead", "goal", "background")


async def matter_form(page: "Page", before: Row | None = None) -> str:
    """Its ref; empty when the form was left. `before`: the matter that is described anew."""
    services, done = page.services, ""

    async def save(values: Values) -> None:
        nonlocal done
        if not values["title"]:
            raise Refused("matters.no_title")
        wanted = day_of(services, values["wanted"])
        draft = MatterDraft(**{name: values[name] for name in _TEXTS}, wanted=wanted)
        if before is None:
            done = (await services.session.run_command(lambda acting: new_matter(acting, draft))).ref
        else:
            done = (await services.session.run_command(lambda acting: edit_matter(acting, before["ref"], draft))).ref

    people = await services.session.query(known)
    said = {name: (before or {}).get(name) or "" for name in (*_TEXTS, "wanted")}
    fields = [
        FormField("title", said["title"]),
        FormField("goal", said["goal"]),
        FormField("initiator", said["initiator"], suggest=departments(people)),
        FormField("lead", said["lead"], suggest=departments(people), label=services.words("matters.lead_label")),
        FormField("background", said["background"], several=True),
        FormField("wanted", said["wanted"], read=says_day(services, _day(said["wanted"]))),
    ]
    title = f"{before['ref']} {before['title']}" if before else services.words("matters.ask.new")
    await page.app.push_screen_wait(Form(services, title, fields, save))
    return done


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
