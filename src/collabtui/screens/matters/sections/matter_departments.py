"""The section of departments: the request to each, and its answer."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.department_answer import asked_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.place import Place, request_part
from collabtui.domain.three_way_merge import LINES
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.attachments.handed_in_files import refuse_too_large
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.confidential_matters import confidentiality
from collabtui.lifecycle.matters.duty_letters import send_duties, unsent_duties
from collabtui.mail.parse.attached_files import AttachedFile, file_to_attach
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis
from collabtui.screens.dialogs.send_after_preview import letter_previews, mail_previews, send_after_preview
from collabtui.screens.matters.sections.ask_departments import ask_departments
from collabtui.screens.matters.sections.matter_mails import open_mail
from collabtui.screens.matters.sections.matter_readers import say_unread
from collabtui.screens.matters.sections.section_kind import (
    MatterData,
    Section,
    SectionCommands,
    SectionLine,
    answered_by,
)
from collabtui.system.bounded_file import read_file
from collabtui.system.real_path import expanded_path
from collabtui.text.stated_answer import states_itself
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.matters.department_answer import AnswerValue
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.matter_rows import AskedDepartmentRow
    from collabtui.text.catalogue import Catalogue

_MARKS = {
    "unsent": ("○", MUTED),
    "waiting": ("…", WARNING),
    "unsaid": ("●", ACCENT),
    "accepted": ("✓", DONE),
    "objected": ("✗", LATE),
}


def _lines(data: MatterData, words: "Catalogue") -> Iterator[SectionLine]:
    for part in data.rows(ASKED):
        yield SectionLine(request_part(part["department"]), _line(data, part, words))


def _line(data: MatterData, part: "AskedDepartmentRow", words: "Catalogue") -> Content:
    state = "unsaid" if part["unsaid"] else part["state"]
    mark, style = _MARKS[state]
    shown = (
        as_content(f"{mark} ", style)
        + as_content(f"{part['department']} ")
        + as_content(f"{' '.join(part['what'].split())}  ", MUTED)
    )
    text = " ".join((part["text"] or "").split())
    if not states_itself(words.locale, state, text):
        shown += as_content(words(f"asked.state.{state}") + ("  " if text else ""), style)
    shown += as_content(text)
    who = answered_by(part["by"], part["in_place_of"], words)
    at = part["answered_at"] or part["sent_at"]
    when = words.short_day(datetime.fromisoformat(at).astimezone(data.now.tzinfo).date()) if at else ""
    return shown + as_content(f"  {' '.join(filter(None, (who, when)))}", MUTED)


class DepartmentCommands(SectionCommands):
    """Asking departments, and answering for them."""

    def __init__(self, page: "PagePort", data: MatterData) -> None:
        super().__init__(page, data)
        self.on_line = {
            "open": self.open,
            "edit": self.edit,
            "send": self.send,
            "yes": partial(self.answer, "for"),
            "no": partial(self.answer, "against"),
        }
        self.in_matter = {
            "asked": self.new,
            "request": self.send_request,
            "attached": self.send_with_files,
            "duties": self.send_duties,
        }

    def _asked(self, key: str) -> "AskedDepartmentRow":
        department = Place("matters", self.data.ref, key).department
        return next(part for part in self.data.rows(ASKED) if part["department"] == department)

    async def open(self, key: str) -> None:
        """The mail that it answered by, where it has; else what it is asked."""
        if not open_mail(self.page, self._asked(key)["via"]):
            await self.edit(key)

    async def edit(self, key: str) -> None:
        asked = self._asked(key)
        await self._form(asked["department"])

    async def new(self) -> None:
        await self._form("")

    async def _form(self, department: str) -> None:
        """No words take the department off the list."""
        page, ref = self.page, self.data.ref

        async def save(values: Values) -> None:
            if not values["department"]:
                raise Refused("matters.no_department")
            await basis.run(
                lambda acting: collaboration_request.ask(
                    acting, ref, values["department"], values["asked"], leaving_in=UNDO_WINDOW
                )
            )

        async def fields_now() -> list[FormField]:
            now = await page.session.run_command(lambda acting: _what_is_asked(acting, ref, department))
            people = await page.session.query(known)
            return [
                FormField("department", department, suggest=departments(people), needed=True),
                FormField("asked", now, several=True, separator=LINES),
            ]

        basis = FormBasis(page.session, ref, fields_now)
        fields = await basis.read()
        title, begins_in = page.words("matters.ask.asked", ref=ref), "asked" if department else ""
        await page.ask(Form(page.services, title, fields, save, begins_in=begins_in, basis=basis))

    async def send(self, _: str) -> None:
        await self.send_request()

    async def send_request(self, files: tuple[AttachedFile, ...] = ()) -> None:
        ref = self.data.ref
        await ask_departments(
            self.page,
            self.page.words("matters.who_is_asked", ref=ref),
            lambda acting: mail_previews(collaboration_request.preview_request(acting, ref, files), "outward.request"),
            lambda acting: collaboration_request.send_request(acting, ref, files, leaving_in=UNDO_WINDOW),
        )
        session = self.page.session
        unread = await session.run_command(lambda acting: confidentiality(acting.visible, acting, ref).unread)
        say_unread(self.page, ref, unread)

    async def send_with_files(self) -> None:
        """The request with the files of the background, whose paths are asked for first, a line each."""
        found: list[AttachedFile] = []

        async def take(values: Values) -> None:
            names = [line.strip() for line in values["paths"].splitlines() if line.strip()]
            found[:] = await asyncio.to_thread(lambda: [_file(name) for name in names])
            refuse_too_large(found)

        title = self.page.words("matters.ask.files", ref=self.data.ref)
        fields = [FormField("paths", "", several=True, separator=LINES)]
        if await self.page.ask(Form(self.page.services, title, fields, take)):
            await self.send_request(tuple(found))

    async def send_duties(self) -> None:
        """Send each department its part of the draft of duties, with its plan as a table to fill in."""
        ref = self.data.ref
        await send_after_preview(
            self.page,
            self.page.words("duties.who_gets_it", ref=ref),
            lambda acting: letter_previews(acting, unsent_duties(acting.store, acting, ref), "outward.duties"),
            lambda acting: send_duties(acting, ref, leaving_in=UNDO_WINDOW),
            "mails.go_out",
            all_have_it="duties.is_out",
            ref=ref,
        )

    async def answer(self, stance: "AnswerValue", key: str) -> None:
        """Say yes or no for a department."""
        ref, department = self.data.ref, self._asked(key)["department"]
        text = self.page.words(f"asked.state.{'accepted' if stance == 'for' else 'objected'}")
        await self.page.do(
            lambda acting: collaboration_request.answer_for(acting, ref, department, stance),
            "asked.answered",
            department=department,
            said=text,
        )


def _file(name: str) -> AttachedFile:
    """Raises `Unknown` (file.missing) and `Refused` (file.unreadable)."""
    try:
        return file_to_attach(name, read_file(expanded_path(name)))
    except FileNotFoundError:
        raise Unknown("file.missing", path=name) from None
    except OSError as error:
        raise Refused("file.unreadable", path=name, why=error.strerror or "") from error


def _what_is_asked(acting: "Acting", ref: str, department: str) -> str:
    part = asked_of(acting.store.get(Matter, ref).asked, department)
    return part.what if part else ""


ASKED: "Section[AskedDepartmentRow]" = Section(
    "asked",
    lambda _reader, row, _today: row["asked"],
    _lines,
    DepartmentCommands,
    keys=(
        Binding("m+d", "add('asked')", "key.ask_department", key_display="m d", show=False, id="matters.ask"),
        Binding("m+h", "add('attached')", "key.send_with_files", key_display="m h", show=False, id="matters.attach"),
        Binding("m+t", "add('duties')", "key.send_duties", key_display="m t", show=False, id="matters.send_duties"),
        Binding("y", "command('yes')", "key.yes", id="matters.yes"),
        Binding("x", "command('no')", "key.no", id="matters.no"),
    ),
)
