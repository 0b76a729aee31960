"""A colleague who is in the book twice: the other is named, what moves is seen, and then they are one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.people.merge_people import Merging, merge, to_be_merged
from collabtui.screens.dialogs.field_parsers import KnownPerson, away_of, person_of, says_people, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content, line
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services
    from collabtui.store.queries.rows.people_rows import PersonRow

KINDS: dict[type[Record], str] = {
    Action: "action", Meeting: "meeting", Series: "series", Matter: "matter", Risk: "risk", Department: "department",
}  # fmt: skip
"""What is listed one by one, in this order; mails and signatures are counted."""


def likely_same(row: "PersonRow", people: "Sequence[PersonRow]") -> "PersonRow | None":
    """The row of a person who may be the same one: of the same name, or of the same local part of the address."""
    others = [one for one in people if one["ref"] != row["ref"]]
    named = (one for one in others if one["name"].casefold() == row["name"].casefold())
    logins = (one for one in others if _login(one) == _login(row))
    return next(named, None) or next(logins, None)


def _login(row: "PersonRow") -> str:
    return row["email"].partition("@")[0]


async def merge_person(page: "PagePort", row: "PersonRow", people: "Sequence[PersonRow]") -> None:
    """`row` stays, unless it is turned round before the last word."""
    services, found = page.services, list[Merging]()
    others = [as_known(one) for one in people if one["ref"] != row["ref"]]

    async def look(values: Values) -> None:
        other = person_of(others, values["same_person"])
        if other is None:
            raise Refused("merge.nobody", name=row["name"])
        found[:] = [await page.session.run_command(lambda acting: to_be_merged(acting, row["ref"], other.ref))]

    likely = likely_same(row, people)
    offered = suggestions(others)
    value = likely["email"] if likely else ""
    field = FormField("same_person", value, offered, read=says_people(others))
    title = page.words("merge.who", name=row["name"], email=row["email"])
    if not await page.ask(Form(services, title, [field], look, verb="key.go_on")):
        return
    if (agreed := await page.ask(Merge(services, found[0]))) is None:
        return
    stays, goes = agreed.stays, agreed.goes
    await page.do(
        lambda acting: merge(acting, stays.ref, goes.ref),
        "merge.done",
        name=stays.name,
        email=stays.email,
        ref=goes.ref,
    )


def as_known(row: "PersonRow") -> KnownPerson:
    """A row, as fields of a form tell people by."""
    return KnownPerson(row["ref"], row["name"], (row["email"], *row["aliases"]), row["department"] or "", away_of(row))


class Merge(Dialog[Merging | None]):
    """The merge that the facilitator confirmed; None if it was declined."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "key.merge", id="merge.yes"),
        Binding("x", "turn", "key.turn_round", id="merge.turn"),
        Binding("escape,n", "answer(False)", "key.back", id="merge.no"),
    ]

    def __init__(self, services: "Services", merging: Merging) -> None:
        super().__init__(services)
        self.merging = merging

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="merge-who")
            yield Rows(id="merge-moves", classes="card")
            yield Static(id="merge-notes")
            with Horizontal(classes="buttons"):
                yield Button(id="yes", variant="primary", compact=True)
                yield Button(id="turn", compact=True)
                yield Button(id="no", compact=True)

    def say(self) -> None:
        words, merging = self.words, self.merging
        who = [
            as_content(words("merge.title"), "bold"),
            self._person("merge.stays", merging.stays),
            self._person("merge.goes", merging.goes),
        ]
        self.show_text("#merge-who", Content("\n").join(who))
        moves = [record for kind in KINDS for record in merging.of(kind)]
        rows = self.query_one(Rows)
        rows.border_title = words("merge.moves", n=len(moves))
        rows.empty = words("merge.moves_nothing")
        rows.show(moves, self._draw)
        self.show_text("#merge-notes", Content("\n").join(self._notes()))
        for button, key, letter in (("yes", "merge", "y"), ("turn", "turn_round", "x"), ("no", "back", "esc")):
            self.query_one(f"#{button}", Button).label = f"{words(f'key.{key}')} ({letter})"

    def _person(self, key: str, person: Person) -> Content:
        what = " · ".join(filter(None, (person.department, person.title)))
        name = as_content(f"{person.ref} {person.name} <{person.email}> {what}")
        return as_content(self.words(key) + "  ", MUTED) + name

    def _draw(self, records: Sequence[Any], width: int) -> list[Content]:
        return [
            line(
                width,
                (as_content(self.words(f"merge.kind.{KINDS[type(record)]}"), MUTED), 8),
                (as_content(record.ref, MUTED), 10),
                (as_content(record.label), 0),
            )
            for record in records
        ]

    def _notes(self) -> list[Content]:
        words, stays = self.words, self.merging.stays
        notes = [words("merge.addresses", name=stays.name, addresses=list(stays.addresses))]
        sent, heard = self.merging.of(Outgoing), self.merging.of(Incoming)
        if sent or heard:
            notes.append(words("merge.mails", sent=len(sent), heard=len(heard), name=stays.name))
        if waiting := sum(isinstance(one, Outgoing) and one.state in ("queued", "failed", "held") for one in sent):
            notes.append(words("merge.waiting", n=waiting))
        return [as_content(note, MUTED) for note in (*notes, words("merge.undo"))]

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "turn":
            self.action_turn()
        else:
            self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # an action's parameter
        self.dismiss(self.merging if answer else None)

    @work(exclusive=True)
    async def action_turn(self) -> None:
        """The other one stays."""
        stays, goes = self.merging.goes.ref, self.merging.stays.ref
        try:
            self.merging = await self.session.run_command(lambda acting: to_be_merged(acting, stays, goes))
        except CollabError as error:
            self.notify(self.words(error.key, **error.values), severity="error", timeout=8, markup=False)
        self.say()
