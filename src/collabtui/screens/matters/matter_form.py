"""A matter as a form, new or as it is."""

from datetime import date
from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.matters.edit_matters import MatterDraft, edit_matter, new_matter
from collabtui.screens.dialogs.field_parsers import day_of, departments, known, says_day
from collabtui.screens.dialogs.form import Form, FormField, Values

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import DescribedMatterRow

_TEXTS = ("title", "initiator", "lead", "goal", "background")


async def matter_form(page: "PagePort", before: "DescribedMatterRow | None" = None) -> str:
    """Its ref; empty when the form was left. `before`: the matter that is described anew."""
    services, done = page.services, ""

    async def save(values: Values) -> None:
        nonlocal done
        if not values["title"]:
            raise Refused("matters.no_title")
        wanted = day_of(page.session, page.words, values["wanted"])
        draft = MatterDraft(**{name: values[name] for name in _TEXTS}, wanted=wanted)
        if before is None:
            done = (await page.session.run_command(lambda acting: new_matter(acting, draft))).ref
        else:
            done = (await page.session.run_command(lambda acting: edit_matter(acting, before["ref"], draft))).ref

    people = await page.session.query(known)
    texts = dict.fromkeys((*_TEXTS, "wanted"), "")
    if before is not None:
        texts = {
            "title": before["title"],
            "initiator": before["initiator"] or "",
            "lead": before["lead"] or "",
            "goal": before["goal"] or "",
            "background": before["background"] or "",
            "wanted": before["wanted"] or "",
        }
    fields = [
        FormField("title", texts["title"]),
        FormField("goal", texts["goal"]),
        FormField("initiator", texts["initiator"], suggest=departments(people)),
        FormField("lead", texts["lead"], suggest=departments(people), label=page.words("matters.lead_label")),
        FormField("background", texts["background"], several=True),
        FormField("wanted", texts["wanted"], read=says_day(page.session, page.words, _day(texts["wanted"]))),
    ]
    title = f"{before['ref']} {before['title']}" if before else page.words("matters.ask.new")
    await page.ask(Form(services, title, fields, save))
    return done


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
