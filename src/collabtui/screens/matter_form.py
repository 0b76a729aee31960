"""A new matter as a form."""

from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.matters import new_matter
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.typed import day_of, known, says_day

if TYPE_CHECKING:
    from collabtui.screens.page import Page


async def matter_form(page: "Page") -> str:
    """Its ref; empty when the form was left."""
    services, made = page.services, ""

    async def save(values: Values) -> None:
        nonlocal made
        if not values["title"]:
            raise Refused("matters.no_title")
        wanted = day_of(services, values["wanted"])
        fields = {name: values[name] for name in ("title", "initiator", "lead", "goal", "background")}
        made = (await services.do(lambda desk: new_matter(desk, **fields, wanted=wanted))).ref

    people = await services.look(known)
    departments = list(dict.fromkeys(person.department for person in people if person.department))
    fields = [
        Field("title"),
        Field("goal"),
        Field("initiator", suggest=departments),
        Field("lead", suggest=departments, label=services.words("matters.lead_label")),
        Field("background"),
        Field("wanted", read=says_day(services)),
    ]
    await page.app.push_screen_wait(Form(services, services.words("matters.ask.new"), fields, save))
    return made
