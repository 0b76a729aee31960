"""People: everybody by department, with the open load; whose mail came back; added, changed or read from a file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.people.people_columns import all_columns, usual_columns
from collabtui.screens.people.people_data import PeopleData, facts, is_heading, list_line, read_people
from collabtui.screens.people.person_record import PersonRecord, read_record, record_facts, record_line
from collabtui.widgets.columns import ColumnLayout
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import PersonRow


class People(TwoPanePage):
    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "key.new_person", id="people.new"),
        Binding("e", "edit", "key.edit", id="people.edit"),
        Binding("i", "import", "key.import", id="people.import"),
        Binding("m", "merge", "key.merge", id="people.merge"),
        Binding("a", "own_actions", "key.own_actions", id="people.actions"),
        Binding("l", "leave", "key.leave", id="people.leave"),
        Binding("w", "away", "key.away", id="people.away"),
        Binding("o", "department", "key.department", id="people.department"),
        Binding("y", "copy", "key.copy", show=False, id="people.copy"),
        Binding("escape", "back", "key.back", show=False, id="people.back"),
    ]
    page = "people"
    panes = Panes("#people", "#person")
    of_the_list = "people.new people.import"
    of_a_line = "edit leave department own_actions"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._data = PeopleData()

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="people", classes="card -opened", empty=self.words("people.nobody"))
            with Vertical(id="person", classes="card"):
                yield Static(id="person-facts")
                yield Rows(id="person-actions", empty=self.words("person.nothing"))

    def on_mount(self) -> None:
        self.rows.window.heads_of = lambda width: self._columns(width).heads(self.words)
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#people", Rows)

    @property
    def person(self) -> "PersonRow | None":
        """The one under the cursor."""
        return self._data.row(self.rows.key)

    @property
    def _everybody(self) -> "list[PersonRow]":
        return [*self._data.people.values(), *self._data.left.values()]

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        today, now = self.session.today, self.session.now
        self._data = data = await self.session.query(lambda reader: read_people(reader, today, now))
        keys = data.keys()
        self.rows.show(keys, self._draw, skip=set(filter(is_heading, keys)))
        self.rows.border_title = self.words("people.count", n=len(data.people))
        if self.wanted:
            self.rows.point_at(self.wanted)
            self.wanted = ""
            self.signal_ready()
        self._load_person()

    def _draw(self, keys: Sequence[str], width: int) -> list[Content]:
        columns, today = self._columns(width), self.session.today
        return [list_line(key, self._data, self.words, columns, today) for key in keys]

    def _columns(self, width: int) -> ColumnLayout:
        """All there are where the list has the whole page."""
        return (all_columns if self.is_zoomed else usual_columns)(width, self.words, self._everybody)

    @on(Rows.Moved, "#people")
    def _moved(self) -> None:
        self._load_person()

    @work(exclusive=True, group="person")
    async def _load_person(self) -> None:
        row, now, record = self.person, self.session.now, PersonRecord()
        if row is not None:
            ref = row["ref"]
            record = await self.session.query(lambda reader: read_record(reader, ref, now))
        shown = [*facts(row, self._data, self.session, self.words), *record_facts(record, self.words)] if row else []
        self.query_one("#person-facts", Static).update(Content("\n").join(shown))
        keys = record.keys()
        self.query_one("#person-actions", Rows).show(
            keys,
            lambda some, width: [record_line(key, record, self.session, self.words, width) for key in some],
            skip={key for key in keys if key.startswith("#")},
        )

    def point_at(self, place: Place) -> None:
        self.wanted = place.ref
        if place.ref and self.shows_one_pane:  # who is named is meant, and not the list
            self._chosen()
        self.refresh_now()

    @on(Rows.Chosen, "#people")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#person-actions").focus()

    @on(Rows.Chosen, "#person-actions")
    def _thing_chosen(self, event: Rows.Chosen) -> None:
        self.go(*Place.parse(event.key))

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_own_actions(self) -> None:
        if self.person:
            self.go(*Place.actions("owner", self.person["email"]))

    def action_copy(self) -> None:
        if self.person:
            self.app.copy_to_clipboard(f"{self.person['name']} <{self.person['email']}>")
            self.tell("screen.copied", seconds=3, n=1)

    @work
    async def action_new(self) -> None:
        from collabtui.screens.people.person_forms import PersonForm

        self.wanted = await PersonForm(self, self._data).add()
        self.refresh_now()

    @work
    async def action_edit(self) -> None:
        from collabtui.screens.people.person_forms import PersonForm

        if self.person:
            await PersonForm(self, self._data).edit(self.person)
        self.refresh_now()

    @work
    async def action_import(self) -> None:
        from collabtui.screens.people.people_import import PeopleImport

        people = PeopleImport(self)
        await people.ask()
        self.wanted = people.first_added
        self.refresh_now()

    @work
    async def action_merge(self) -> None:
        from collabtui.screens.people.person_merging import merge_person

        if self.person:
            await merge_person(self, self.person, list(self._data.people.values()))
        self.refresh_now()

    @work
    async def action_leave(self) -> None:
        from collabtui.screens.people.person_leaving import come_back, hand_over

        if self.person and self.person["left_at"]:
            await come_back(self, self.person)
        elif self.person:
            await hand_over(self, self.person, list(self._data.people.values()))
        self.refresh_now()

    @work
    async def action_away(self) -> None:
        """Of the one under the cursor: from when until when, and who stands in."""
        from collabtui.screens.people.absence_form import note_absence

        if self.person:
            await note_absence(self, self.person, list(self._data.people.values()))
        self.refresh_now()

    @work
    async def action_department(self) -> None:
        """Of the one under the cursor."""
        from collabtui.screens.people.department_forms import move_department

        if self.person:
            await move_department(self, self.person["department"] or "", list(self._data.departments))
        self.refresh_now()
