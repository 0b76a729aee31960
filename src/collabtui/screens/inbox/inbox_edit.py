"""Otherwise than the mail says: another day, time, person or status, some of it and not the rest; then yes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from collabtui.domain.action_status import STATUSES
from collabtui.domain.mail.reply import Ask, Request, Update
from collabtui.errors import Refused
from collabtui.screens.dialogs.field_parsers import (
    KnownPerson,
    day_of,
    known,
    percent_of,
    says_day,
    says_owners,
    suggestions,
)
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.inbox.applied_mail import applied, tell_what_is_left
from collabtui.screens.inbox.inbox_mail import MailData, clauses_of, refs_in
from collabtui.screens.inbox.inbox_proposals import proposal_text
from collabtui.store.queries.actions import actions

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import ProposalRow, TimedRequestRow
    from collabtui.text.catalogue import Catalogue

UNSAID = ""
"""A choice of status that changes none."""
GRANT, REFUSE = "yes", "no"
PROPOSED_FOR_EDIT = ("postpone", "reassign")
"""What a mail may only be likely to ask for, and has a value that can be said otherwise."""


async def edit(page: "PagePort", data: MailData) -> bool:
    """Show what the mail proposes as a form; what it says afterwards is applied. True when it was."""
    services = page.services
    people = await page.session.query(known)
    own = await page.session.query(lambda reader: _own_actions(reader, data, page.session.today))
    reply = ReplyEdit(page.session, page.words, data, people, own)

    async def save(values: Values) -> None:
        updates, wanted = tuple(reply.updates(values)), tuple(reply.requests(values))
        refused, left_out = reply.not_granted(values, wanted)
        instead = tuple(request for request in wanted if request not in (*refused, *left_out))
        readings = tuple(reply.readings(values))
        if not (updates or instead or refused or readings):
            raise Refused("inbox.nothing_given", ref=data.ref)
        done = await page.session.run_command(
            lambda acting: applied(
                acting, data.ref, instead=instead, updates=updates, refused=tuple(refused), proposals=readings
            )
        )
        tell_what_is_left(page, done)

    form = Form(services, page.words("inbox.ask.edit", ref=data.ref), reply.fields(), save)
    return await page.ask(form) is True


def _own_actions(reader: "Connection", data: MailData, today: date) -> dict[str, str]:
    """Titles of what the sender has to do, by ref."""
    person = data.mail["person"]
    if person is None:
        return {}
    return {row["ref"]: row["title"] for row in actions(reader, today=today, open_only=True, owner=person["email"])}


@dataclass(frozen=True)
class ReplyEdit:
    """A mail as fields of a form, and what the filled form means."""

    session: "Session"
    words: "Catalogue"
    data: MailData
    people: Sequence[KnownPerson]
    own: Mapping[str, str]
    """Titles of what the sender has to do, by ref."""

    def fields(self) -> list[FormField]:
        """Fields for the proposals of the mail; blank ones where nothing was read in it that can be said otherwise.
        Behind these what is only likely, and is so or not."""
        known = [*self._update_fields(), *self._request_fields()]
        return [*(known or self._blank_fields()), *self._reading_fields(named=bool(known))]

    def _readings(self) -> "list[ProposalRow]":
        return [one for one in self.data.uncertain if one["ask"] not in PROPOSED_FOR_EDIT]

    def _reading_fields(self, *, named: bool) -> Iterator[FormField]:
        """Taken as it reads, unless other fields or another reading are about the same item."""
        found = self._readings()
        updated = [update["ref"] for update in self.data.mail["updates"]]
        subjects = [*updated, *(one["ref"] or one["ask"] for one in found)]
        for one in found:
            is_open = one["ref"] is None or named
            choice = GRANT if is_open and subjects.count(one["ref"] or one["ask"]) == 1 else REFUSE
            options = [(GRANT, proposal_text(one, self.words)), (REFUSE, self.words("inbox.not_meant"))]
            label = one["ref"] or self.words("inbox.reading")
            yield FormField(f"reading-{one['n']}", choice, label=label, options=options)

    def readings(self, values: Values) -> Iterator[int]:
        """The numbers of those that are taken as they read."""
        return (one["n"] for one in self._readings() if values.get(f"reading-{one['n']}") == GRANT)

    def _update_fields(self) -> Iterator[FormField]:
        """Only of what is not carried out yet."""
        for update in self.data.mail["updates"] if self.data.proposes_updates else ():
            ref, percent = update["ref"], update["percent"]
            label = self._label(ref, "status")
            yield FormField(f"status-{ref}", update["status"] or UNSAID, label=label, options=self._statuses())
            shown = "" if percent is None else str(percent)
            yield FormField(f"percent-{ref}", shown, label=self._label(ref, "percent"))

    def _asked(self) -> "list[TimedRequestRow]":
        """Its requests, and what it most likely asks for."""
        likely = (one for one in self.data.uncertain if one["ask"] in PROPOSED_FOR_EDIT)
        return [*self.data.requests, *map(_as_request, likely)]

    def _is_only_likely(self, place: int) -> bool:
        return place >= len(self.data.mail["requests"])

    def _request_fields(self) -> Iterator[FormField]:
        words, requests = self.words, self._asked()
        for place, request in enumerate(requests):
            if len(requests) > 1 or self._is_only_likely(place):
                label = self._label(request["ref"] or "", "grant")
                options = [(GRANT, words("inbox.grant")), (REFUSE, words("inbox.refuse"))]
                yield FormField(f"grant-{place}", GRANT, label=label, options=options)
            yield from self._fields_of_request(place, request)

    def _fields_of_request(self, place: int, request: "TimedRequestRow") -> Iterator[FormField]:
        ref = request["ref"] or ""
        if request["start"]:
            start = datetime.fromisoformat(request["start"]).astimezone(self.session.zone)
            label, shown = self._label(ref, "start"), f"{start:%Y-%m-%d %H:%M}"
            yield FormField(f"start-{place}", shown, label=label, read=self._says_instant)
        elif request["ask"] == "postpone":
            label, read = self._label(ref, "due"), says_day(self.session, self.words, self._due(ref))
            yield FormField(f"due-{place}", request["due"] or "", label=label, read=read)
            yield FormField(f"reason-{place}", request["reason"] or "", label=self._label(ref, "reason"))
        elif request["ask"] in ("reassign", "rectify"):
            names, says = suggestions(self.people), says_owners(self.session, self.words, self.people)
            yield FormField(f"to-{place}", request["to"] or "", names, self._label(ref, "owner"), read=says)

    def _blank_fields(self) -> list[FormField]:
        def says_title(text: str) -> str:
            every = " · ".join(f"{ref} {title}" for ref, title in self.own.items())
            return self.own.get(text.upper(), "") if text else every

        return [
            FormField("ref", self._only_action(), suggest=list(self.own), read=says_title),
            FormField("status", UNSAID, options=self._statuses()),
            FormField("percent"),
            FormField("due", read=says_day(self.session, self.words)),
            FormField("reason"),
        ]

    def _only_action(self) -> str:
        """The one action that can be meant: named in the mail, else the only one that the sender has."""
        named = list(dict.fromkeys(ref for clause in clauses_of(self.data.mail) for ref in refs_in(clause)))
        return next((refs[0] for refs in (named, list(self.own)) if len(refs) == 1), "")

    def _label(self, ref: str, name: str) -> str:
        return f"{ref} {self.words('field.' + name)}".strip()

    def _statuses(self) -> list[tuple[str, str]]:
        words = self.words
        return [(UNSAID, words("inbox.as_it_is")), *((status, words(f"status.{status}")) for status in STATUSES)]

    def _due(self, ref: str) -> date | None:
        """When the action is due now."""
        row = self.data.actions.get(ref)
        return date.fromisoformat(row["due"]) if row and row["due"] else None

    def _says_instant(self, text: str) -> str:
        return self.words.instant(self._instant(text))

    def _instant(self, text: str) -> datetime:
        """`2026-03-10 14:00`, in the organiser's zone."""
        try:
            return datetime.fromisoformat(text).replace(tzinfo=self.session.zone)
        except ValueError:
            raise Refused("inbox.bad_time", value=text) from None

    def updates(self, values: Values) -> Iterator[Update]:
        """Updates of the filled form; raises `Refused` for an impossible value."""
        if "ref" in values:
            yield from _new_update(values)
            return
        for update in self.data.mail["updates"] if self.data.proposes_updates else ():
            ref = update["ref"]
            fields = {"status": values[f"status-{ref}"] or None, "percent": percent_of(values[f"percent-{ref}"])}
            yield Update.model_validate({**update, **fields})

    def requests(self, values: Values) -> Iterator[Request]:
        """Requests of the filled form; raises `Refused` for an impossible value."""
        if "ref" in values:
            due = day_of(self.session, self.words, values["due"])
            if due:
                yield Request(ref=values["ref"].upper(), ask="postpone", due=due, reason=values["reason"] or None)
        for place, row in enumerate(self._asked()):
            yield self._edited(values, place, Request.model_validate(row))

    def not_granted(self, values: Values, wanted: Sequence[Request]) -> tuple[list[Request], list[Request]]:
        """Of these requests those that get a no, and those that nobody is answered: they were only likely."""
        places = [place for place in range(len(wanted)) if values.get(f"grant-{place}") == REFUSE]
        refused = [wanted[place] for place in places if not self._is_only_likely(place)]
        return refused, [wanted[place] for place in places if self._is_only_likely(place)]

    def _edited(self, values: Values, place: int, request: Request) -> Request:
        if request.start and request.end:
            start = self._instant(values[f"start-{place}"])
            return request.model_copy(update={"start": start, "end": start + (request.end - request.start)})
        if request.ask == "postpone":
            due = day_of(self.session, self.words, values[f"due-{place}"], self._due(request.ref or ""))
            return request.model_copy(update={"due": due, "reason": values[f"reason-{place}"] or None})
        if request.ask in ("reassign", "rectify"):
            return request.model_copy(update={"to": values[f"to-{place}"] or None})
        return request


def _as_request(likely: "ProposalRow") -> "TimedRequestRow":
    ask: Ask = "reassign" if likely["ask"] == "reassign" else "postpone"
    return {
        "ref": likely["ref"], "ask": ask, "due": likely["due"], "reason": None, "to": likely["to"], "text": None,
        "start": None, "end": None,
    }  # fmt: skip


def _new_update(values: Values) -> Iterator[Update]:
    if not values["ref"]:
        raise Refused("inbox.which_action")
    percent, status = percent_of(values["percent"]), values["status"] or None
    note = values["reason"] if status == "blocked" else None
    if status or percent is not None:
        yield Update.model_validate({"ref": values["ref"].upper(), "status": status, "percent": percent, "note": note})
