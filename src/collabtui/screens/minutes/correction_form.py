"""A correction that somebody sent: taken up by editing the line that it means, or not taken up, and answered."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.sign_off import nearest_lines
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.domain.refs import ENTRY, is_ref
from collabtui.errors import Refused
from collabtui.language.capture.live_capture import reading
from collabtui.language.dates.find_days import find_days
from collabtui.lifecycle.actions.edit_actions import correct_action
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.live import edit_entry, missing_line
from collabtui.lifecycle.minutes import decide_corrections
from collabtui.lifecycle.minutes.corrected_wording import ReadAs, named_line, proposed_text
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.version_history import lines_of
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.dialogs.choose import Option, Pick
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.form_basis import FormBasis

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort

NEW = "new"
"""Picked in place of a line that is there."""


class _Found(NamedTuple):
    correction: Correction
    person: Person
    lines: tuple[MinutesLine, ...]
    """Those that may be meant."""
    named: MinutesLine | None
    """The one that it tells."""


class CorrectionForms:
    """Deciding about the correction at place `number`, from 0, of a sign-off with this ref."""

    def __init__(self, page: "PagePort") -> None:
        self.page = page

    async def take_up(self, sign_off: str, number: int) -> None:
        """The form of the line that is meant, or of a new line; what it says afterwards is what its writer is told.

        Where the correction does not tell which one, that is asked: a new line would leave the one that is wrong."""
        page = self.page
        locale = page.words.locale
        found = await page.do(lambda acting: _found(acting, sign_off, number, locale))
        if found is None:
            return
        correction, person, lines, line = found
        title = page.words("correcting.title", name=person.name, text=correction.text, address=person.email)
        if line is None and lines:
            picked = await self._picked(correction, person, lines)
            if picked is None:
                return
            line = next((one for one in lines if one.ref == picked), None)
        if line is None:
            saved = await self._new_line(sign_off, title, correction)
        elif line.kind == "action":
            instead = await self._read(correction)
            saved = await action_form(page, line.ref, correct_action, title=title, instead=instead)
        else:
            saved = await self._reword(line, title, correction)
        if not saved:
            return
        ref = line.ref if line else None
        accepted = await page.do(
            lambda acting: decide_corrections.accept(acting, sign_off, number, ref, leaving_in=UNDO_WINDOW)
        )
        if accepted:
            page.tell("correcting.taken_up", name=person.name)

    async def _picked(self, correction: Correction, person: Person, lines: Sequence[MinutesLine]) -> str | None:
        """The ref of the line that is meant, or NEW; None when it was left."""
        words = self.page.words
        options: list[Option] = [
            (line.ref, "" if is_ref(line.ref, ENTRY) else line.ref, line.text)
            for line in nearest_lines(correction, lines)
        ]
        title = words("correcting.which", name=person.name, text=correction.text)
        return await self.page.ask(Pick(self.page.services, title, [*options, (NEW, words("correcting.new_line"), "")]))

    async def leave(self, sign_off: str, number: int) -> None:
        """Refuse it, with a reason that its writer is told."""
        page = self.page
        locale = page.words.locale
        found = await page.do(lambda acting: _found(acting, sign_off, number, locale))
        if found is None:
            return
        correction, person = found.correction, found.person

        async def save(values: Values) -> None:
            reason = values["reason"]
            await page.session.run_command(
                lambda acting: decide_corrections.refuse(acting, sign_off, number, reason, leaving_in=UNDO_WINDOW)
            )

        title = page.words("correcting.refuse", name=person.name, address=person.email, text=correction.text)
        if await page.ask(Form(page.services, title, [FormField("reason")], save)):
            page.tell("correcting.told", name=person.name)
        page.refresh_now()

    async def _read(self, correction: Correction) -> dict[str, str]:
        """Owner and deliverable that the correction names as a captured line would, and the one day that it speaks
        of."""
        locale, written = await self._read_as(correction)
        action = reading(f"a: {correction.text}", locale=locale, today=written).captured.action
        days = {found.day for found in find_days(correction.text, locale=locale, written=written) if found.day}
        values = {
            "owner": action.owner if action else "",
            "deliverable": action.deliverable if action else "",
            "due": days.pop().isoformat() if len(days) == 1 else "",
        }
        return {name: value for name, value in values.items() if value}

    async def _read_as(self, correction: Correction) -> ReadAs:
        written = await self.page.session.run_command(lambda acting: _written(acting, correction))
        return ReadAs(self.page.words.locale, written)

    async def _reword(self, line: MinutesLine, title: str, correction: Correction) -> bool:
        label = "" if is_ref(line.ref, ENTRY) else line.ref

        async def save(values: Values) -> None:
            text = values["text"] or line.text
            if text == line.text:
                raise Refused("correction.same_words")
            await basis.run(lambda acting: edit_entry.correct(acting, line.ref, text))

        async def fields_now() -> list[FormField]:
            present = await self.page.session.run_command(lambda acting: _text_of(acting, line.ref))
            return [FormField("text", present, label=label, read=self._says_before(line))]

        basis = FormBasis(self.page.session, line.ref, fields_now)
        (field,) = await basis.read()
        read = await self._read_as(correction)
        return await self._save(title, replace(field, value=proposed_text(line, correction, read)), save, basis)

    def _says_before(self, line: MinutesLine) -> Callable[[str], str]:
        """What the line says in the minutes, as long as something else stands in the field."""
        return lambda text: self.page.words("correcting.before", text=line.text) if text != line.text else ""

    async def _new_line(self, sign_off: str, title: str, correction: Correction) -> bool:
        async def save(values: Values) -> None:
            await self.page.session.run_command(lambda acting: missing_line.put_in(acting, sign_off, values["line"]))

        return await self._save(title, FormField("line", correction.text), save)

    async def _save(
        self,
        title: str,
        field: FormField,
        save: Callable[[Values], Awaitable[None]],
        basis: FormBasis | None = None,
    ) -> bool:
        saved = await self.page.ask(Form(self.page.services, title, [field], save, basis=basis))
        self.page.refresh_now()
        return saved is True


def _found(acting: "Acting", sign_off: str, number: int, locale: Literal["zh", "en"]) -> _Found:
    answer = acting.store.get(SignOff, sign_off)
    correction = answer.corrections[number]
    lines = lines_of(minutes_of(acting.visible, acting.visible.get(Meeting, answer.meeting)))
    line = named_line(correction, lines, ReadAs(locale, _written(acting, correction)))
    offered = tuple(one for one in lines if one.kind != "attendance")
    return _Found(correction, acting.store.get(Person, answer.person), offered, line)


def _text_of(acting: "Acting", ref: str) -> str:
    """What the line, or what it made, says now."""
    record = acting.store.get(model_of(ref), ref)
    return str(getattr(record, "text", "") or record.label)


def _written(acting: "Acting", correction: Correction) -> date:
    """The day that its dates count from."""
    if correction.mail is None:
        return acting.today
    return acting.store.get(Incoming, correction.mail).written_at.astimezone(acting.zone).date()
