"""Dependencies of an action: a tree each way, with the late ones and whom these hold up."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from collabtui.domain.action_status import CLOSED
from collabtui.screens.actions.action_lines import mark_of
from collabtui.screens.actions.commands_on_actions import ActionCommands
from collabtui.screens.frame.page import Page
from collabtui.store.queries.dependencies import DependencyBranch, Tree, dependency_tree
from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.line import as_content, between
from collabtui.widgets.rows import Rows
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.session.services import Services

Key = tuple[str, int, str]
"""`needs`, `self` or `waiting`; the place there; the ref. Headings have no ref."""
HEADINGS = tuple((part, -1, "") for part in ("needs", "waiting"))


class Dependencies(Page):
    """Enter puts another action into the middle; Esc goes the way back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "command('done')", "key.done", id="dependencies.done"),
        Binding("t", "command('postpone')", "key.postpone", id="dependencies.postpone"),
        Binding("s", "command('nudge')", "key.nudge", id="dependencies.nudge"),
        Binding("e", "command('edit')", "key.edit", id="dependencies.edit"),
        Binding("escape,f", "back", "key.back", key_display="esc", id="dependencies.back"),
    ]
    page = "actions"

    def __init__(self, services: "Services", ref: str) -> None:
        super().__init__(services)
        self._way = [ref]
        self._centre = ""
        self._tree: Tree | None = None

    def content(self) -> ComposeResult:
        yield Rows(id="tree", classes="card")

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#tree", Rows)

    def refresh_rows(self) -> None:
        self._load()

    @work(exclusive=True, group="list")
    async def _load(self) -> None:
        ref, today = self._way[-1], self.session.today
        fresh = self._tree is None or ref not in self._tree.rows or self._centre != ref
        self._tree = tree = await self.session.query(lambda reader: dependency_tree(reader, ref, today=today))
        keys = [
            HEADINGS[0],
            *(("needs", place, branch.ref) for place, branch in enumerate(tree.needs)),
            ("self", 0, ref),
            HEADINGS[1],
            *(("waiting", place, branch.ref) for place, branch in enumerate(tree.waiting)),
        ]
        self.rows.show(keys, self._draw, skip=HEADINGS)
        self._centre = ref
        self.rows.border_title = self.words("charts.dependencies", what=ref)
        held = sum(bool(list(self._warnings(tree, branch.ref))) for branch in tree.waiting if not branch.again)
        self.rows.border_subtitle = self.words("dependencies.held_up", n=held) if held else ""
        if fresh:
            self.rows.point_at(("self", 0, ref))

    def _draw(self, keys: Sequence[Key], width: int) -> list[Content]:
        return [self._line(key, width) for key in keys]

    def _line(self, key: Key, width: int) -> Content:
        tree, (part, place, ref) = self._tree, key
        if tree is None:
            return Content("")
        if not ref:
            some = getattr(tree, part)
            return as_content(self.words(f"dependencies.{part}" if some else f"dependencies.no_{part}"), MUTED)
        if part == "self":
            return self._drawn(tree, ref, "", width, "bold")
        branch: DependencyBranch = getattr(tree, part)[place]
        return self._drawn(tree, ref, "   " * (branch.depth - 1) + "└─ ", width, again=branch.again)

    def _drawn(self, tree: Tree, ref: str, before: str, width: int, style: str = "", *, again: bool = False) -> Content:
        """`└─ ▲ A3 修复登录缺陷  张伟` and at the right when it is due, or what holds it up."""
        row = tree.rows[ref]
        mark, mark_style = mark_of(row, None)
        owner = f"  {row['owner']['name']}" if row["owner"] else ""
        faded = MUTED if row["status"] in CLOSED else style
        left = (
            as_content(before, MUTED) + as_content(f"{mark} ", mark_style) + as_content(f"{ref} {row['title']}", faded)
        )
        left += as_content(owner, MUTED) + as_content(" …" if again else "", MUTED)
        day = date.fromisoformat(row["due"]) if row["due"] else None
        when = (
            self.words(f"status.{row['status']}")
            if row["status"] in CLOSED
            else due(self.words, day, self.session.today)
        )
        right = as_content(when, LATE if row["overdue"] else MUTED)
        warnings = self.words("list.separator").join(self._warnings(tree, ref))
        if warnings:
            right = as_content(f"⚠ {warnings}", WARNING) + as_content("  ") + right
        return between(width, left, right)

    def _warnings(self, tree: Tree, ref: str) -> Iterator[str]:
        """What it waits for is late, or promised for a day after its own."""
        row = tree.rows[ref]
        if row["status"] in CLOSED:
            return
        for need in (tree.rows[one] for one in row["depends_on"] if one in tree.rows):
            if need["status"] in CLOSED:
                continue
            if need["overdue"] or need["status"] == "blocked":
                yield self.words(f"dependencies.{'late' if need['overdue'] else 'blocked'}", ref=need["ref"])
            elif need["due"] and row["due"] and need["due"] > row["due"]:
                yield self.words("dependencies.after", ref=need["ref"])

    @on(Rows.Chosen, "#tree")
    def _chosen(self, event: Rows.Chosen) -> None:
        ref = event.key[2]
        if ref != self._way[-1]:
            self._way.append(ref)
            self.refresh_now()

    def action_back(self) -> None:
        if len(self._way) > 1:
            self._way.pop()
            self.refresh_now()
        else:
            self.app.pop_screen()

    @work
    async def action_command(self, name: str) -> None:
        key = self.rows.key
        if self._tree is not None and key and key[2]:
            await ActionCommands(self).run(name, [self._tree.rows[key[2]]])
