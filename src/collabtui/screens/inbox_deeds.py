"""What the facilitator does with a mail: yes, an edited yes, no, an answer, taking back, tying its address."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from collabtui.domain.reply import Request, Update
from collabtui.errors import Refused
from collabtui.lifecycle import review
from collabtui.lifecycle.answering import answer
from collabtui.lifecycle.tying import tie_sender
from collabtui.screens.editor import Editor
from collabtui.screens.form import Field, Form, Values
from collabtui.screens.inbox_mail import Sheet
from collabtui.screens.typed import day_of, known, person_of, says_day, says_people, suggestions

if TYPE_CHECKING:
    from collabtui.screens.page import Page

Row = dict[str, Any]
STATUSES = ("not-started", "in-progress", "blocked", "done", "cancelled")
UNSAID = ""
"""A choice of status that changes none."""


async def apply(page: "Page", sheet: Sheet) -> bool:
    ref = ref_of(sheet)
    return await page.do(lambda desk: review.apply_waiting(desk, ref), "inbox.did.applied", ref=ref) is not None


async def refuse(page: "Page", sheet: Sheet) -> bool:
    ref = ref_of(sheet)
    return await page.do(lambda desk: review.reject(desk, ref), "inbox.did.refused", ref=ref) is not None


async def undo(page: "Page", sheet: Sheet) -> bool:
    ref = ref_of(sheet)
    return await page.do(lambda desk: review.undo_mail(desk, ref), "inbox.did.undone", ref=ref) is not None


async def reply(page: "Page", sheet: Sheet) -> bool:
    """In words of one's own. What was typed is kept until it is sent."""
    ref, services = ref_of(sheet), page.services

    async def send(text: str) -> str:
        return (await services.do(lambda desk: answer(desk, ref, text))).ref

    to = (sheet.mail["person"] or {}).get("name") or sheet.mail["sender"] or "?"
    title = services.words("inbox.ask.answer", name=to, subject=sheet.mail["subject"])
    sent = await page.app.push_screen_wait(Editor(services, title, "", f"answer-{ref}", send))
    if sent:
        page.notify(services.words("inbox.did.answered", name=to), timeout=3, markup=False)
    return bool(sent)


async def tie(page: "Page", sheet: Sheet) -> bool:
    ref, services = ref_of(sheet), page.services
    people = await services.look(known)

    async def save(values: Values) -> None:
        person = person_of(people, values["person"])
        if person is None:
            raise Refused("inbox.tie_to_whom", sender=sheet.mail["sender"])
        await services.do(lambda desk: tie_sender(desk, ref, person.ref))

    fields = [Field("person", suggest=suggestions(people), read=says_people(people))]
    title = services.words("inbox.ask.tie", sender=sheet.mail["sender"] or "?")
    return await page.app.push_screen_wait(Form(services, title, fields, save))


async def edit(page: "Page", sheet: Sheet) -> bool:
    """Another date, person or status than the mail says, then yes."""
    ref, services = ref_of(sheet), page.services
    people = await services.look(known)

    async def save(values: Values) -> None:
        updates = tuple(_updates(sheet, values))
        instead = tuple(_requests(page, sheet, values))
        if not updates and not instead:
            raise Refused("inbox.nothing_given", ref=ref)
        await services.do(lambda desk: review.apply_waiting(desk, ref, instead=instead, updates=updates))

    fields = [*_update_fields(page, sheet), *_request_fields(page, sheet, suggestions(people), says_people(people))]
    fields = fields or _blank_fields(page)
    return await page.app.push_screen_wait(Form(services, services.words("inbox.ask.edit", ref=ref), fields, save))


def ref_of(sheet: Sheet) -> str:
    return f"I{sheet.mail['id']}"


def _label(page: "Page", ref: str, name: str) -> str:
    return f"{ref} {page.words('field.' + name)}"


def _statuses(page: "Page") -> list[tuple[str, str]]:
    return [(UNSAID, page.words("inbox.as_it_is")), *((one, page.words(f"status.{one}")) for one in STATUSES)]


def _update_fields(page: "Page", sheet: Sheet) -> Iterator[Field]:
    """Only of what is not carried out yet."""
    for update in sheet.mail["updates"] if sheet.proposes_updates else ():
        ref, percent = update["ref"], update["percent"]
        options = _statuses(page)
        yield Field(f"status-{ref}", update["status"] or UNSAID, label=_label(page, ref, "status"), options=options)
        shown = "" if percent is None else str(percent)
        yield Field(f"percent-{ref}", shown, label=_label(page, ref, "percent"))


def _request_fields(page: "Page", sheet: Sheet, names: list[str], says: Any) -> Iterator[Field]:
    for place, request in enumerate(sheet.mail["requests"]):
        ref = request["ref"] or ""
        if request["ask"] == "postpone":
            now = sheet.actions.get(ref, {}).get("due")
            read = says_day(page.services, date.fromisoformat(now) if now else None)
            yield Field(f"due-{place}", request["due"] or "", label=_label(page, ref, "due"), read=read)
            yield Field(f"reason-{place}", request["reason"] or "", label=_label(page, ref, "reason"))
        elif request["ask"] == "reassign":
            yield Field(f"to-{place}", request["to"] or "", names, _label(page, ref, "owner"), read=says)


def _blank_fields(page: "Page") -> list[Field]:
    """For a mail in which nothing was read: what it means after all."""
    return [
        Field("ref"),
        Field("status", UNSAID, options=_statuses(page)),
        Field("percent"),
        Field("due", read=says_day(page.services)),
        Field("reason"),
    ]


def _percent(text: str) -> int | None:
    digits = text.removesuffix("%").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and int(digits) <= 100):
        raise Refused("action.bad_percent", value=text)
    return int(digits)


def _updates(sheet: Sheet, values: Values) -> Iterator[Update]:
    if "ref" in values:
        yield from _new_update(values)
        return
    for update in sheet.mail["updates"] if sheet.proposes_updates else ():
        ref = update["ref"]
        fields = {"status": values[f"status-{ref}"] or None, "percent": _percent(values[f"percent-{ref}"])}
        yield Update.model_validate({**update, **fields})


def _new_update(values: Values) -> Iterator[Update]:
    if not values["ref"]:
        raise Refused("inbox.which_action")
    percent, status = _percent(values["percent"]), values["status"] or None
    note = values["reason"] if status == "blocked" else None
    if status or percent is not None:
        yield Update.model_validate({"ref": values["ref"].upper(), "status": status, "percent": percent, "note": note})


def _requests(page: "Page", sheet: Sheet, values: Values) -> Iterator[Request]:
    if "ref" in values:
        due = day_of(page.services, values["due"])
        if due:
            yield Request(ref=values["ref"].upper(), ask="postpone", due=due, reason=values["reason"] or None)
    for place, row in enumerate(sheet.mail["requests"]):
        request = Request.model_validate(row)
        if request.ask == "postpone":
            now = sheet.actions.get(request.ref or "", {}).get("due")
            due = day_of(page.services, values[f"due-{place}"], date.fromisoformat(now) if now else None)
            request = request.model_copy(update={"due": due, "reason": values[f"reason-{place}"] or None})
        elif request.ask == "reassign":
            request = request.model_copy(update={"to": values[f"to-{place}"] or None})
        yield request
