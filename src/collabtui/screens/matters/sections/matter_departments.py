"""What a matter asks of each department, and what the department answers."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.place import Place, request_part
from collabtui.domain.via import mail_of
from collabtui.errors import Refused
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import UNDO_WINDOW, MailPreview, SendDialog
from collabtui.screens.matters.sections.section_kind import (
    ACCENT,
    DONE,
    LATE,
    MUTED,
    WARNING,
    Deed,
    Kind,
    MatterData,
    Row,
    SectionLine,
)
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.matters.department_answer import AnswerValue
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.base.queue import Message
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services
    from collabtui.text.rendering import Rendered

_MARKS = {
    "unsent": ("○", MUTED),
    "waiting": ("…", WARNING),
    "unsaid": ("●", ACCENT),
    "accepted": ("✓", DONE),
    "objected": ("✗", LATE),
}


def letters_of(mails: "list[tuple[Message, Rendered]]", what: str) -> list[MailPreview]:
    """As they are shown before they leave; `what` is a key of the catalogue."""
    return [
        MailPreview(
            f"{message.person.name} · {message.department}" if message.department else message.person.name,
            message.person.email,
            what,
            rendered.subject,
            rendered.text,
            rendered.html,
        )
        for message, rendered in mails
    ]


async def open_mail(page: "Page", via: str | None) -> bool:
    """The mail that something came by; False where it came by none."""
    if ref := mail_of(via):
        page.post_message(page.Go("inbox", ref))
    return bool(ref)


def _lines(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    for part in sheet.of["asked"]:
        yield SectionLine(request_part(part["department"]), _line(part, services))


def _line(part: Row, services: "Services") -> Content:
    state = "unsaid" if part["unsaid"] else part["state"]
    mark, style = _MARKS[state]
    shown = (
        as_content(f"{mark} ", style)
        + as_content(f"{part['department']} ")
        + as_content(f"{' '.join(part['what'].split())}  ", MUTED)
    )
    shown += as_content(services.words(f"asked.state.{state}"), style)
    if part["text"]:
        shown += as_content(f"  {' '.join(part['text'].split())}")
    who = part["by"]["name"] if part["by"] else ""
    at = part["answered_at"] or part["sent_at"]
    when = services.words.short_day(datetime.fromisoformat(at).astimezone(services.zone).date()) if at else ""
    return shown + as_content(f"  {' '.join(filter(None, (who, when)))}", MUTED)


def _part(sheet: MatterData, key: str) -> Row:
    department = Place("matters", sheet.ref, key).department
    return next(part for part in sheet.of["asked"] if part["department"] == department)


async def _open(page: "Page", sheet: MatterData, key: str) -> None:
    """What it answered, where it has; else what it is asked."""
    if not await open_mail(page, _part(sheet, key)["via"]):
        await _edit(page, sheet, key)


async def _edit(page: "Page", sheet: MatterData, key: str) -> None:
    part = _part(sheet, key)
    await _form(page, sheet, part["department"], part["what"])


async def _new(page: "Page", sheet: MatterData) -> None:
    await _form(page, sheet)


async def _form(page: "Page", sheet: MatterData, department: str = "", what: str = "") -> None:
    """No words take the department off the list."""
    services = page.services

    async def save(values: Values) -> None:
        from collabtui.lifecycle.matters.collaboration_request import ask

        if not values["department"]:
            raise Refused("matters.no_department")
        await services.do(lambda acting: ask(acting, sheet.ref, values["department"], values["asked"]))

    people = await services.look(known)
    fields = [FormField("department", department, suggest=departments(people)), FormField("asked", what, several=True)]
    begins_in = "asked" if department else ""
    form = Form(services, services.words("matters.ask.asked", ref=sheet.ref), fields, save, begins_in=begins_in)
    await page.app.push_screen_wait(form)


async def send_request(page: "Page", sheet: MatterData) -> None:
    """Who gets what is shown before anything leaves."""

    def previews(acting: "Acting") -> list[MailPreview]:
        from collabtui.lifecycle.matters.collaboration_request import preview_request

        return letters_of(preview_request(acting, sheet.ref), "outward.request")

    def send(acting: "Acting") -> object:
        from collabtui.lifecycle.matters.collaboration_request import send_request as queue_all

        return queue_all(acting, sheet.ref, leaving_in=UNDO_WINDOW)

    letters = await page.do(previews)
    if letters is None:
        return
    title = page.words("matters.who_is_asked", ref=sheet.ref)
    if await page.app.push_screen_wait(SendDialog(page.services, title, letters)):
        await page.do(send, "matters.asked_all", n=len(letters))


async def _send(page: "Page", sheet: MatterData, _: str) -> None:
    await send_request(page, sheet)


def _say(stance: "AnswerValue") -> Deed:
    async def say(page: "Page", sheet: MatterData, key: str) -> None:
        department = _part(sheet, key)["department"]

        def deed(acting: "Acting") -> object:
            from collabtui.lifecycle.matters.collaboration_request import answer_for

            return answer_for(acting, sheet.ref, department, stance)

        told = page.words(f"asked.state.{'accepted' if stance == 'for' else 'objected'}")
        await page.do(deed, "asked.answered", department=department, said=told)

    return say


ASKED = Kind(
    "asked",
    lambda _reader, row, _today: row["asked"],
    _lines,
    deeds={"open": _open, "edit": _edit, "send": _send, "yes": _say("for"), "no": _say("against")},
    adding={"asked": _new, "request": send_request},
    keys=(
        Binding("k", "add('asked')", "key.ask_department", id="matters.ask", priority=True),  # before going up
        Binding("y", "deed('yes')", "key.yes", id="matters.yes"),
        Binding("x", "deed('no')", "key.no", id="matters.no"),
    ),
)
