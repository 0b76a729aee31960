"""Acceptance: criterion by criterion what was measured; then the result is accepted, and all hear of it."""

from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.matters.steps import unmeasured, unmet
from collabtui.lifecycle.base.queue import rendered
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters.acceptance import accept, completion_letters, recipients, send_completion
from collabtui.lifecycle.matters.edit_matters import judge
from collabtui.screens.dialogs.field_parsers import day_of, says_day
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import MailPreview, SendDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services

MET = {None: "open", True: "met", False: "unmet"}


async def lead_through_acceptance(page: "Page", ref: str) -> None:
    """From the first criterion that nobody has judged to the letter; leaving a form ends it. What is not met is opened
    again: until all are, nothing is accepted."""
    matter = await page.do(lambda acting: acting.store.get(Matter, ref))
    while matter and (open_ones := unmeasured(matter.criteria)):
        if not await judge_criterion(page, matter, open_ones[0]):
            return
        matter = await page.do(lambda acting: acting.store.get(Matter, ref))
    if matter is None:
        return
    if failed := unmet(matter.criteria):
        if not matter.accepted_at:
            await judge_criterion(page, matter, failed[0])
    elif matter.accepted_at or await _accept(page, matter):
        await send_letters(page, ref)


async def judge_criterion(page: "Page", matter: Matter, number: int) -> bool:
    """True when it was saved."""
    services, words, before = page.services, page.words, matter.criteria[number - 1]

    async def save(values: Values) -> None:
        assessment = before.model_copy(update=_assessment(services, values))
        await services.session.run_command(lambda acting: judge(acting, matter.ref, number, assessment))

    title = words("steps.criterion", number=number, n=len(matter.criteria), text=before.text)
    return await page.app.push_screen_wait(Form(services, title, _fields(services, before), save))


def _fields(services: "Services", before: Criterion) -> list[FormField]:
    words, by = services.words, before.rectify_by
    options = [(name, words(f"criterion.{name}")) for name in MET.values()]
    return [
        FormField("measured", before.measured),
        FormField("met", MET[before.met], options=options),
        FormField("opinion", before.opinion),
        FormField("rectify", before.rectify),
        FormField("rectify_by", by.isoformat() if by else "", read=says_day(services, by)),
    ]


def _assessment(services: "Services", values: Values) -> dict[str, str | bool | date | None]:
    said = {name: met for met, name in MET.items()}
    texts = {name: values[name] for name in ("measured", "opinion", "rectify")}
    return {**texts, "met": said[values["met"]], "rectify_by": day_of(services, values["rectify_by"])}


async def _accept(page: "Page", matter: Matter) -> bool:
    """All criteria are met: with a word on what came of it, which the letter says."""
    services = page.services

    async def save(values: Values) -> None:
        await services.session.run_command(lambda acting: accept(acting, matter.ref, values["result"]))

    field = FormField(
        "result", matter.result, read=lambda _: page.words("steps.goal_was", goal=matter.goal), several=True
    )
    if not matter.goal:
        field = FormField("result", matter.result, several=True)
    title = page.words("steps.accept", ref=matter.ref, title=matter.title, n=len(matter.criteria))
    accepted = await page.app.push_screen_wait(Form(services, title, [field], save))
    if accepted:
        page.notify(page.words("steps.accepted", ref=matter.ref), timeout=4, markup=False)
    return accepted


async def send_letters(page: "Page", ref: str) -> None:
    """Who gets the completion letter is named before anything leaves."""
    letters = await page.do(lambda acting: _letters(acting, ref))
    if letters is None:
        return
    if not letters:
        page.notify(page.words("steps.letters_are_out", ref=ref), timeout=5, markup=False)
        return
    if await page.app.push_screen_wait(
        SendDialog(page.services, page.words("steps.who_gets_letters", ref=ref), letters)
    ):
        await page.do(
            lambda acting: send_completion(acting, ref, leaving_in=UNDO_WINDOW), "steps.letters_go", n=len(letters)
        )


def _letters(acting: "Acting", ref: str) -> list[MailPreview]:
    told = recipients(acting.store, acting, acting.store.get(Matter, ref))
    groups = {"outward.contact": told.contacts, "outward.head": told.heads, "outward.owner": told.owners}
    what = {person.ref: name for name, people in groups.items() for person in people}
    letters = []
    for message in completion_letters(acting.store, acting, ref):
        said, person = rendered(acting, message), message.person
        letters.append(MailPreview(person.name, person.email, what[person.ref], said.subject, said.text, said.html))
    return letters
