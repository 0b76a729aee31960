"""Planning a meeting from its agenda file, typed on the screen."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from collabtui.screens.editor import Editor
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.pick import Option, Pick

if TYPE_CHECKING:
    from collabtui.domain.people import Locale
    from collabtui.lifecycle.desk import Desk
    from collabtui.screens.page import Page
    from collabtui.services import Services

WEEK = timedelta(days=7)
KINDS = ("usual", "kick-off", "weekly", "problem", "acceptance", "retrospective")
"""Of meetings, as the handbook has them; their agendas are in `words/agendas.*.json`."""
NEW, UNFINISHED = "agenda-new", "unfinished"


async def new_meeting(page: "Page") -> None:
    """Asks for the agenda, from one of the usual ones or from what was left unfinished, and opens the meeting."""
    services = page.services
    kind = await page.app.push_screen_wait(Pick(services, services.words("planning.pick"), _kinds(services)))
    if kind is None:
        return
    if kind != UNFINISHED:
        services.drafts.keep(NEW, "")

    async def save(text: str) -> str:
        return await services.do(lambda desk: _planned(desk, text, services.today))

    start = services.today + timedelta(days=1)
    text = "" if kind == UNFINISHED else services.words(f"agendas.{kind}.text", start=f"{start:%Y-%m-%d} 14:00")
    title = services.words("planning.new")
    ref = await page.app.push_screen_wait(Editor(services, title, text, NEW, save))
    if ref:
        page.post_message(page.Go("meetings", ref))


def _kinds(services: "Services") -> list[Option]:
    words = services.words
    usual = [(kind, words(f"agendas.{kind}"), words(f"agendas.{kind}.about")) for kind in KINDS]
    unfinished = (UNFINISHED, words("planning.unfinished"), words("planning.unfinished.about"))
    return [unfinished, *usual] if services.drafts.get(NEW) else usual


async def edit_agenda(page: "Page", ref: str) -> None:
    """The whole agenda as a text: title, time, place, people, everything."""
    from collabtui.lifecycle.agenda_text import agenda_text

    services = page.services
    text = await page.do(lambda desk: agenda_text(desk.store, ref, services.words.locale))
    if text is None:
        return

    async def save(changed: str) -> str:
        return await services.do(lambda desk: _edited(desk, ref, changed, services.today))

    title = services.words("planning.edit", ref=ref)
    await page.app.push_screen_wait(Editor(services, title, text, f"agenda-{ref}", save))
    page.refresh_now()


def _planned(desk: "Desk", text: str, today: date) -> str:
    from collabtui.formats.agenda import read_agenda
    from collabtui.lifecycle.plan import new_meeting as plan

    return plan(desk, read_agenda(text, today=today, timezone=desk.zone.key)).meeting.ref


def _edited(desk: "Desk", ref: str, text: str, today: date) -> str:
    from collabtui.formats.agenda import read_agenda
    from collabtui.lifecycle.plan import edit_meeting

    return edit_meeting(desk, ref, read_agenda(text, today=today, timezone=desk.zone.key)).meeting.ref


async def add_people(page: "Page", ref: str) -> None:
    """Names, addresses or departments, with commas between them."""
    services = page.services

    async def save(values: Values) -> None:
        await services.do(lambda desk: _with_people(desk, ref, values["people"]))

    known = await page.do(_known_names) or []
    title = services.words("planning.people")
    await page.app.push_screen_wait(Form(services, title, [Field("people", suggest=known)], save))
    page.refresh_now()


def _with_people(desk: "Desk", ref: str, names: str) -> None:
    from collabtui.formats.agenda_names import read_name
    from collabtui.formats.front_matter import split_list
    from collabtui.lifecycle.plan import add_participants

    add_participants(desk, ref, [read_name(name, 1) for name in split_list(names)])


def _known_names(desk: "Desk") -> list[str]:
    from collabtui.domain.people import Person

    return [person.name for person in desk.store.find(Person)]


async def follow_up(page: "Page", ref: str) -> None:
    """The next meeting, from this one: its people, its matter, its open questions, a week later."""
    services = page.services
    text = await page.do(lambda desk: _follow_up_text(desk, ref, services.words.locale))
    if text is None:
        return

    async def save(changed: str) -> str:
        return await services.do(lambda desk: _planned(desk, changed, services.today))

    title = services.words("planning.follow_up", ref=ref)
    made = await page.app.push_screen_wait(Editor(services, title, text, f"agenda-after-{ref}", save))
    if made:
        page.post_message(page.Go("meetings", made))


def _follow_up_text(desk: "Desk", ref: str, locale: "Locale") -> str:
    from collabtui.domain.meeting import Meeting, Question
    from collabtui.formats.agenda_writing import write_agenda
    from collabtui.lifecycle.agenda_text import draft_of

    meeting = desk.store.get(Meeting, ref)
    draft = draft_of(desk.store, meeting)
    questions = tuple(one.text for one in desk.store.find(Question, meeting=ref) if one.state == "open")
    later = {"start": draft.start + WEEK, "end": draft.end and draft.end + WEEK, "questions": questions}
    return write_agenda(draft.model_copy(update=later), locale=locale)
