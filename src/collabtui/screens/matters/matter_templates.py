"""Templates of matters: a new matter from one, and a matter kept as one for the next of its kind."""

from typing import TYPE_CHECKING

from collabtui.domain.matters.matter_template import MatterTemplate
from collabtui.errors import Refused
from collabtui.formats.template_files import keep_template, read_template, templates_of
from collabtui.lifecycle.actions.matter_from_template import template_from
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.matters.matter_form import matter_form

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort


async def new_from_template(page: "PagePort") -> str:
    """The ref of the matter; empty when nothing was chosen, or the form was left."""
    words, own = page.words, page.session.home.templates
    there = await page.do(lambda _: templates_of(own, words.locale)) or []
    whose = {True: words("matter_template.own"), False: words("matter_template.shipped")}
    options = [(one.name, one.name, whose[one.is_own]) for one in there]
    name = await page.ask(Pick(page.services, words("matters.pick_template"), options))
    template = await page.do(lambda _: read_template(own, words.locale, name)) if name else None
    return await matter_form(page, template=template) if template else ""


async def save_as_template(page: "PagePort", ref: str, title: str) -> None:
    """Ask what it shall be called, and keep it with the user's own."""
    own, saved = page.session.home.templates, list[tuple[str, str, MatterTemplate]]()

    def keep(acting: "Acting", name: str) -> None:
        template = template_from(acting.visible, ref)
        path = keep_template(own, name, template)
        saved.append((path.stem, str(path), template))

    async def save(values: Values) -> None:
        if not values["template_name"]:
            raise Refused("matter_template.no_name")
        await page.session.run_command(lambda acting: keep(acting, values["template_name"]))

    form = Form(page.services, page.words("matters.save_template", ref=ref), [FormField("template_name", title)], save)
    if await page.ask(form):
        name, path, template = saved[-1]
        page.tell("matter_template.saved", seconds=8, name=name, path=path, n=len(template.tasks))
