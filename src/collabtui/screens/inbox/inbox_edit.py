"""Otherwise than the mail says: another day, time, person or status, some of it and not the rest; then yes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.refs import INCOMING, ref_of
from collabtui.errors import Refused
from collabtui.lifecycle.mail_in import review
from collabtui.screens.dialogs.field_parsers import KnownPerson, day_of, known, says_day, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.inbox.inbox_mail import MailData, Row, clauses_of, refs_in
from collabtui.store.queries.actions import actions

if TYPE_CHECKING:
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services
    from collabtui.store.sqlite.connection import Connection

STATUSES = ("not-started", "in-progress", "blocked", "done", "cancelled")
UNSAID = ""
"""A choice of status that changes none."""
GRANT, REFUSE = "yes", "no"


async def edit(page: "Page", sheet: MailData) -> bool:
    ref, services = ref_of(INCOMING, sheet.mail["id"]), page.services
    people = await services.look(known)
    own = await services.look(lambda reader: _own_actions(reader, sheet, services.today))

    async def save(values: Values) -> None:
        updates = tuple(_updates(sheet, values))
        wanted = tuple(_requests(services, sheet, values))
        refused = tuple(one for place, one in enumerate(wanted) if values.get(f"grant-{place}") == REFUSE)
        instead = tuple(one for one in wanted if one not in refused)
        if not updates and not wanted:
            raise Refused("inbox.nothing_given", ref=ref)
        await services.do(
            lambda acting: review.apply_waiting(acting, ref, instead=instead, updates=updates, refused=refused)
        )

    fields = [*_update_fields(services, sheet), *_request_fields(services, sheet, people)]
    fields = fields or _blank_fields(services, own, _only_named(sheet, own))
    return await page.app.push_screen_wait(Form(services, services.words("inbox.ask.edit", ref=ref), fields, save))


def _own_actions(reader: "Connection", sheet: MailData, today: date) -> dict[str, str]:
    """Titles of what the sender has to do, by ref."""
    person = sheet.mail["person"]
    if person is None:
        return {}
    return {row["ref"]: row["title"] for row in actions(reader, today=today, open_only=True, owner=person["email"])}


def _update_fields(services: "Services", sheet: MailData) -> Iterator[FormField]:
    """Only of what is not carried out yet."""
    for update in sheet.mail["updates"] if sheet.proposes_updates else ():
        ref, percent = update["ref"], update["percent"]
        label = _label(services, ref, "status")
        yield FormField(f"status-{ref}", update["status"] or UNSAID, label=label, options=_statuses(services))
        shown = "" if percent is None else str(percent)
        yield FormField(f"percent-{ref}", shown, label=_label(services, ref, "percent"))


def _request_fields(services: "Services", sheet: MailData, people: Sequence[KnownPerson]) -> Iterator[FormField]:
    several = len(sheet.mail["requests"]) > 1
    for place, request in enumerate(sheet.mail["requests"]):
        ref = request["ref"] or ""
        if several:
            label = _label(services, ref, "grant")
            options = [(GRANT, services.words("inbox.grant")), (REFUSE, services.words("inbox.refuse"))]
            yield FormField(f"grant-{place}", GRANT, label=label, options=options)
        if request["start"]:
            start = datetime.fromisoformat(request["start"]).astimezone(services.zone)
            read = _says_instant(services)
            yield FormField(
                f"start-{place}", f"{start:%Y-%m-%d %H:%M}", label=_label(services, ref, "start"), read=read
            )
        elif request["ask"] == "postpone":
            now = sheet.actions.get(ref, {}).get("due")
            read = says_day(services, date.fromisoformat(now) if now else None)
            yield FormField(f"due-{place}", request["due"] or "", label=_label(services, ref, "due"), read=read)
            yield FormField(f"reason-{place}", request["reason"] or "", label=_label(services, ref, "reason"))
        elif request["ask"] == "reassign":
            names, says = suggestions(people), says_people(people)
            yield FormField(f"to-{place}", request["to"] or "", names, _label(services, ref, "owner"), read=says)


def _only_named(sheet: MailData, own: dict[str, str]) -> str:
    """The one action that can be meant: named in the mail, else the only one that the sender has."""
    named = list(dict.fromkeys(ref for clause in clauses_of(sheet.mail) for ref in refs_in(clause)))
    return next((refs[0] for refs in (named, list(own)) if len(refs) == 1), "")


def _blank_fields(services: "Services", own: dict[str, str], only: str) -> list[FormField]:
    """For a mail in which nothing was read: what it means after all."""

    def says_title(text: str) -> str:
        return own.get(text.upper(), "") if text else " · ".join(f"{ref} {title}" for ref, title in own.items())

    return [
        FormField("ref", only, suggest=list(own), read=says_title),
        FormField("status", UNSAID, options=_statuses(services)),
        FormField("percent"),
        FormField("due", read=says_day(services)),
        FormField("reason"),
    ]


def _label(services: "Services", ref: str, name: str) -> str:
    return f"{ref} {services.words('field.' + name)}".strip()


def _statuses(services: "Services") -> list[tuple[str, str]]:
    words = services.words
    return [(UNSAID, words("inbox.as_it_is")), *((one, words(f"status.{one}")) for one in STATUSES)]


def _instant_of(services: "Services", text: str) -> datetime:
    """`2026-03-10 14:00`, in the organiser's zone."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=services.zone)
    except ValueError:
        raise Refused("inbox.bad_time", value=text) from None


def _says_instant(services: "Services") -> Callable[[str], str]:
    def read(text: str) -> str:
        return services.words.instant(_instant_of(services, text))

    return read


def _percent(text: str) -> int | None:
    digits = text.removesuffix("%").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and int(digits) <= 100):
        raise Refused("action.bad_percent", value=text)
    return int(digits)


def _updates(sheet: MailData, values: Values) -> Iterator[Update]:
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


def _requests(services: "Services", sheet: MailData, values: Values) -> Iterator[Request]:
    if "ref" in values:
        due = day_of(services, values["due"])
        if due:
            yield Request(ref=values["ref"].upper(), ask="postpone", due=due, reason=values["reason"] or None)
    for place, row in enumerate(sheet.mail["requests"]):
        yield _edited(services, sheet, values, place, row)


def _edited(services: "Services", sheet: MailData, values: Values, place: int, row: Row) -> Request:
    request = Request.model_validate(row)
    if request.start and request.end:
        start = _instant_of(services, values[f"start-{place}"])
        return request.model_copy(update={"start": start, "end": start + (request.end - request.start)})
    if request.ask == "postpone":
        now = sheet.actions.get(request.ref or "", {}).get("due")
        due = day_of(services, values[f"due-{place}"], date.fromisoformat(now) if now else None)
        return request.model_copy(update={"due": due, "reason": values[f"reason-{place}"] or None})
    if request.ask == "reassign":
        return request.model_copy(update={"to": values[f"to-{place}"] or None})
    return request
