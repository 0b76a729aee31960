"""A correction that somebody sent: taken up by mending the line that it means, or not taken up, and answered."""

from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.sign_off import corrected_line, instead_of
from collabtui.domain.people import Person
from collabtui.domain.refs import ENTRY, is_ref
from collabtui.lifecycle.actions.edit_actions import correct_action
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.minutes import decide_corrections
from collabtui.lifecycle.minutes.content import minutes_of
from collabtui.lifecycle.minutes.version_history import lines_of
from collabtui.screens.actions.action_form import action_form
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.dialogs.mail_preview import UNDO_WINDOW

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page

Found = tuple[Correction, Person, MinutesLine | None]


async def take_up(page: "Page", sign_off: str, number: int) -> None:
    """The form of the line that is meant, or of a new line; what it says afterwards is what its writer is told."""
    found = await page.do(lambda acting: _found(acting, sign_off, number))
    if found is None:
        return
    correction, person, line = found
    title = page.words("correcting.title", name=person.name, text=correction.text, address=person.email)
    if line is None:
        saved = await _new_line(page, sign_off, title, correction)
    elif line.kind == "action":
        saved = await action_form(page, line.ref, correct_action, title=title, instead=await _read(page, correction))
    else:
        saved = await _reworded(page, line, title, correction)
    if saved:
        ref = line.ref if line else None
        told = page.words("correcting.told", name=person.name)
        if await page.do(
            lambda acting: decide_corrections.accept(acting, sign_off, number, ref, leaving_in=UNDO_WINDOW)
        ):
            page.notify(told, timeout=4, markup=False)


async def leave(page: "Page", sign_off: str, number: int) -> None:
    found = await page.do(lambda acting: _found(acting, sign_off, number))
    if found is None:
        return
    correction, person, _ = found

    async def save(values: Values) -> None:
        reason = values["reason"]
        await page.services.do(
            lambda acting: decide_corrections.refuse(acting, sign_off, number, reason, leaving_in=UNDO_WINDOW)
        )

    title = page.words("correcting.refuse", name=person.name, address=person.email, text=correction.text)
    if await page.app.push_screen_wait(Form(page.services, title, [FormField("reason")], save)):
        page.notify(page.words("correcting.told", name=person.name), timeout=4, markup=False)
    page.refresh_now()


def _found(acting: "Acting", sign_off: str, number: int) -> Found:
    answer = acting.store.get(SignOff, sign_off)
    correction = answer.corrections[number]
    lines = lines_of(minutes_of(acting.store, acting.store.get(Meeting, answer.meeting)))
    return correction, acting.store.get(Person, answer.person), corrected_line(correction, lines)


async def _read(page: "Page", correction: Correction) -> dict[str, str]:
    """Owner and deliverable that the correction names as a captured line would, and the one day that it speaks of."""
    from collabtui.language.capture.live_capture import reading
    from collabtui.language.dates.reading import find_days

    written = await page.services.do(lambda acting: _written(acting, correction))
    locale = page.words.locale
    said = reading(f"a: {correction.text}", locale=locale, today=written).said.action
    days = {one.day for one in find_days(correction.text, locale=locale, written=written) if one.day}
    found = {
        "owner": said.owner if said else "",
        "deliverable": said.deliverable if said else "",
        "due": days.pop().isoformat() if len(days) == 1 else "",
    }
    return {name: value for name, value in found.items() if value}


def _written(acting: "Acting", correction: Correction) -> date:
    """The day that its dates count from."""
    if correction.mail is None:
        return acting.today
    return acting.store.get(Incoming, correction.mail).written_at.astimezone(acting.zone).date()


async def _reworded(page: "Page", line: MinutesLine, title: str, correction: Correction) -> bool:
    async def save(values: Values) -> None:
        await page.services.do(lambda acting: edit_entry.reword(acting, line.ref, values["text"] or line.text))

    fields = [FormField("text", instead_of(line, correction), label="" if is_ref(line.ref, ENTRY) else line.ref)]
    saved = await page.app.push_screen_wait(Form(page.services, title, fields, save))
    page.refresh_now()
    return saved


async def _new_line(page: "Page", sign_off: str, title: str, correction: Correction) -> bool:
    async def save(values: Values) -> None:
        def capture(acting: "Acting") -> None:
            run.capture(acting, acting.store.get(SignOff, sign_off).meeting, values["line"])

        await page.services.do(capture)

    saved = await page.app.push_screen_wait(Form(page.services, title, [FormField("line", correction.text)], save))
    page.refresh_now()
    return saved
