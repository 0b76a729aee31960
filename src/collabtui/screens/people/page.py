"""People: everybody by department, with the open load; whose mail came back; added, changed or read from a file."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.screens.frame.page import Page
from collabtui.screens.today.absence_notes import FRESH, away_fact
from collabtui.store.queries.absences import absences
from collabtui.store.queries.actions import actions
from collabtui.store.queries.people_list import departments, people
from collabtui.widgets.line import as_content, between, gauge, line
from collabtui.widgets.rows import Rows
from collabtui.widgets.when import due

Row = dict[str, Any]
MUTED, LATE, ACCENT = "$foreground-muted", "$text-error", "$text-accent"
MOST_OWN = 200
"""Open actions of one person that are listed beside the list."""


class People(Page):
    CSS_PATH = "people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "form('new')", "key.new_person", id="people.new"),
        Binding("e", "form('edit')", "key.edit", id="people.edit"),
        Binding("i", "form('import')", "key.import", id="people.import"),
        Binding("m", "form('merge')", "key.merge", id="people.merge"),
        Binding("a", "own_actions", "key.own_actions", id="people.actions"),
        Binding("y", "copy", "key.copy", show=False, id="people.copy"),
        Binding("escape", "back", "key.back", show=False, id="people.back"),
    ]
    page = "people"
    of_a_line = "edit own_actions"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._people: dict[str, Row] = {}
        self._departments: dict[str, Row] = {}
        self._absent: dict[str, Row] = {}
        self._wanted = ""

    def content(self) -> ComposeResult:
        with Horizontal():
            yield Rows(id="people", classes="card", empty=self.words("people.nobody"))
            with Vertical(id="person", classes="card"):
                yield Static(id="person-facts")
                yield Rows(id="person-actions", empty=self.words("people.no_actions"))

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#people", Rows)

    @property
    def person(self) -> Row | None:
        """The one under the cursor."""
        return self._people.get(self.rows.key)

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        today = self.services.today
        found = await self.services.look(lambda reader: (people(reader, today=today), departments(reader, today=today)))
        since = self.services.now - FRESH
        self._absent = await self.services.look(lambda reader: absences(reader, since=since))
        self._people = {row["ref"]: row for row in found[0]}
        self._departments = {row["name"]: row for row in found[1]}
        keys: list[str] = []
        for row in found[0]:
            heading = f"department:{row['department'] or ''}"
            keys += [row["ref"]] if heading in keys else [heading, row["ref"]]
        self.rows.show(keys, self._draw, skip={key for key in keys if key.startswith("department:")})
        self.rows.border_title = self.words("people.count", n=len(self._people))
        if self._wanted:
            self.rows.point_at(self._wanted)
            self._wanted = ""
            self.signal_ready()
        self._load_person()

    @property
    def is_pointing(self) -> bool:
        return bool(self._wanted)

    def _draw(self, keys: Sequence[str], width: int) -> list[Content]:
        return [
            self._person_line(self._people[key], width) if key in self._people else self._heading(key, width)
            for key in keys
        ]

    def _heading(self, key: str, width: int) -> Content:
        name = key.removeprefix("department:")
        row = self._departments.get(name)
        left = as_content(name or self.words("people.no_department"), "bold")
        if row is None:
            return left
        parts = [self.words("people.contact_is", name=row["contact"])] if row["contact"] else []
        parts += [self.words("people.load", n=row["open"])] if row["open"] else []
        if row["overdue"]:
            parts.append(self.words("people.late", n=row["overdue"]))
        return between(width, left, as_content(" · ".join(parts), MUTED))

    def _person_line(self, row: Row, width: int) -> Content:
        mark = (
            as_content("✗", LATE) if row["bounced_at"] else as_content("▲", LATE) if row["overdue"] else as_content(" ")
        )
        role = self.words("people.head") if row["head"] else ""
        load = f"{row['open']}" + (f" ▲{row['overdue']}" if row["overdue"] else "") if row["open"] else ""
        cells: list[tuple[Content | str, int]] = [
            (mark, 1),
            (as_content(row["name"]), 14),
            (as_content(row["email"], LATE if row["bounced_at"] else MUTED), 0),
            (as_content(role, MUTED), 10),
            (as_content(load), 7),
        ]
        if width >= 90:
            cells.insert(2, (as_content(row["title"] or "", MUTED), 14))
        return line(width, *cells)

    @on(Rows.Moved, "#people")
    def _moved(self) -> None:
        self._load_person()

    @work(exclusive=True, group="person")
    async def _load_person(self) -> None:
        row, today = self.person, self.services.today
        own: list[Row] = []
        if row is not None and row["open"]:
            ref = row["ref"]
            own = await self.services.look(
                lambda reader: actions(reader, today=today, owner=ref, open_only=True, limit=MOST_OWN)
            )
        by_ref = {action["ref"]: action for action in own}
        self.query_one("#person-facts", Static).update(Content("\n").join(self._facts(row)) if row else "")
        self.query_one("#person-actions", Rows).show(
            list(by_ref), lambda refs, width: [self._action_line(by_ref[ref], width) for ref in refs]
        )

    def _facts(self, row: Row) -> list[Content]:
        words = self.words
        contact_of = [name for name, one in self._departments.items() if one["contact"] == row["name"]]
        roles = [words("people.head")] if row["head"] else []
        roles += [words("people.contact")] if row["department"] in contact_of else []
        facts = [
            as_content(row["name"], "bold"),
            as_content(" · ".join(filter(None, (row["department"], row["title"], *roles)))),
            as_content(row["email"]),
            *(as_content(address, MUTED) for address in row["aliases"]),
            *self._perhaps_twice(row),
            as_content(f"{words('language.' + row['locale'])} · {row['timezone']}", MUTED),
        ]
        if row["bounced_at"]:
            at = words.day(datetime.fromisoformat(row["bounced_at"]).astimezone(self.services.zone).date())
            facts.append(as_content(f"✗ {words('people.bounced', day=at, why=row['bounce_reason'] or '')}", LATE))
        if absent := self._absent.get(row["ref"]):
            facts.append(as_content(f"→ {away_fact(absent, words)}", "$text-warning"))
        return facts

    def _perhaps_twice(self, row: Row) -> list[Content]:
        """Somebody else of that name: he may be the same."""
        same = [one for one in self._people.values() if one["name"] == row["name"] and one is not row]
        return [as_content(self.words("merge.perhaps", email=one["email"]), "$text-warning") for one in same]

    def _action_line(self, row: Row, width: int) -> Content:
        mark = as_content("▲", LATE) if row["overdue"] else as_content(" ")
        day = date.fromisoformat(row["due"]) if row["due"] else None
        when = due(self.words, day, self.services.today)
        due_day = as_content(when, LATE if row["overdue"] else "")
        done = as_content(gauge(row["percent"] / 100, 5), MUTED)
        return line(width, (mark, 1), (as_content(row["title"]), 0), (due_day, 16), (done, 5))

    def point_at(self, place: Place) -> None:
        self._wanted = place.ref
        self.refresh_now()

    @on(Rows.Chosen, "#people")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.query_one("#person-actions").focus()

    @on(Rows.Chosen, "#person-actions")
    def _action_chosen(self, event: Rows.Chosen) -> None:
        self.post_message(self.Go("actions", event.key))

    def action_back(self) -> None:
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_own_actions(self) -> None:
        if self.person:
            self.post_message(self.Go(*Place.actions("owner", self.person["email"])))

    def action_copy(self) -> None:
        if self.person:
            self.app.copy_to_clipboard(f"{self.person['name']} <{self.person['email']}>")
            self.notify(self.words("screen.copied", n=1), timeout=3, markup=False)

    @work
    async def action_form(self, name: str) -> None:
        from collabtui.screens.people import person_forms, person_merging

        if name == "import":
            await person_forms.import_file(self)
        elif name == "new":
            self._wanted = await person_forms.person_form(self, None, self._departments) or ""
        elif name == "merge" and self.person:
            await person_merging.merge_person(self, self.person, list(self._people.values()))
        elif self.person:
            await person_forms.person_form(self, self.person, self._departments)
        self.refresh_now()
