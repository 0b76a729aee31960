"""Today: the next meeting and what it still lacks, what needs the facilitator, what is due."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from collabtui.screens.frame.page import WIDE
from collabtui.screens.frame.plain_ground import Ground
from collabtui.screens.shell.aside_page import ASIDE_KEYS, AsidePage, AsideThing
from collabtui.screens.today.aside_things import due_not_aside, mails_not_aside, show_needs, thing_under
from collabtui.screens.today.due_list import DueRows, counts_in_words, show_loads
from collabtui.screens.today.needs import Need, WaitingRows, needs
from collabtui.screens.today.next_meeting import show_next
from collabtui.store.queries.absences import FRESH, absences
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import due_dates
from collabtui.store.queries.today import action_counts, set_up_counts, today, unled_departments
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from collabtui.lifecycle.due.for_facilitator.owed_invitations import OwedInvitation
    from collabtui.session.put_aside import Aside
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import InboxPageRow
    from collabtui.store.queries.rows.today_rows import UnledDepartmentRow

MOST_DUE = 100
"""Actions that are listed here; the page of actions has them all."""
MOST_ASKING = 20
"""Replies whose wishes are shown beside their actions."""
HEIGHT, NARROW_HEIGHT = 28, 34
"""From which height on there is room for the days ahead below what is due: beside the mails, and alone."""
LEAST_WIDTH = 60
"""Columns without which a line of a day says nothing."""
BESIDE = 190
"""Columns from which, in a lower terminal, the days alone stand beside what is due: it keeps its bars and remarks."""
AFTER_FRAME = 0.25
"""Seconds: the first frame waits for nothing of the days ahead."""
AFTER_START = 2.0
"""Seconds until own templates are looked at: what is asked for first does not wait for it."""


def _waiting_replies(reader: "Connection", aside: "Mapping[str, Aside]") -> "tuple[list[InboxPageRow], int]":
    """The first of those that are not put aside, and how many there are."""
    from collabtui.store.queries.mails import inbox_by_number, inbox_numbers  # most days begin with none

    numbers = mails_not_aside(inbox_numbers(reader, waiting=True), aside)
    return inbox_by_number(reader, numbers[:MOST_ASKING]), len(numbers)


class Today(AsidePage):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_meeting", "key.new_meeting", id="today.new"),
        Binding("m", "sample", "key.sample", id="today.sample"),
        Binding("r", "replies", "key.replies", id="today.replies"),
        *ASIDE_KEYS,
        Binding("p", "password", "key.password", id="today.password"),
        Binding("backslash", "zoom", "key.zoom_pane", key_display="\\", show=False, id="panes.zoom"),
    ]
    AUTO_FOCUS = "#needs"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-tall")]  # noqa: RUF012  # Textual declares it so
    page = "today"
    _minute = -1
    _wanted = ""
    _offers_sample = False
    _counts, _overdue = "", 0
    _looks_ahead = False
    """Whether the first frame is over: from then on the days ahead follow what is written."""
    _found: WaitingRows
    _loads: "Sequence[tuple[str, int, int]]" = ()
    _later: "tuple[Sequence[UnledDepartmentRow], Sequence[OwedInvitation]]" = ((), ())

    def content(self) -> ComposeResult:
        with Ground(id="today-top"):
            yield Rows(id="next", classes="card", empty=self.words("today.no_meeting"))
            yield Rows(id="needs", classes="card", empty=self.words("today.nothing_needed"))
        with Ground(id="today-rest"):
            yield Rows(id="due", classes="card", empty=self.words("today.nothing_due"))
            self._room_for_days()  # before the first frame: what is due would jump

    def _room_for_days(self) -> bool:
        """Says it to the page's sheet, too."""
        width, height = self.app.size
        below = height >= (HEIGHT if width >= WIDE else NARROW_HEIGHT) and width >= LEAST_WIDTH
        beside = not below and width >= BESIDE
        for shown, name in ((below, "-broad"), (beside, "-broad-low")):
            self.set_class(shown, name, update=self.is_composed)  # all of a page is styled once it is shown
        return below or beside

    def on_resize(self) -> None:
        if self._room_for_days() and self._looks_ahead:
            self._look_ahead()

    def on_mount(self) -> None:
        self._head()
        self.set_timer(AFTER_FRAME, self._look_ahead)
        if (self.session.home.templates / "mail").is_dir():
            self.set_timer(AFTER_START, self._check_templates)

    @work(group="templates")
    async def _check_templates(self) -> None:
        from collabtui.screens.today.template_check import check_templates  # most have no templates of their own

        await check_templates(self)

    @work(group="ahead")
    async def _look_ahead(self) -> None:
        """Nothing where it is not seen; brings it to a terminal that has grown."""
        self._looks_ahead = True
        if not self._room_for_days() or not self.session.configured:
            return
        from collabtui.screens.today.days_ahead import DaysAhead  # most terminals have no room for it

        if self.query("#ahead"):
            await self.query_one(DaysAhead).ask()
        else:
            await self.query_one("#today-rest").mount(DaysAhead(self))

    def tick(self) -> None:
        """Refresh, since sentences on time and mail change without anybody writing."""
        super().tick()
        if (self._minute, self._wanted) != (self.session.now.minute, self.services.mail.wants):
            self.refresh_now()
            self.refresh_bindings()

    def _head(self) -> None:
        for name in ("next", "needs", "due"):
            self.query_one(f"#{name}").border_title = self.words(f"today.{name}")

    async def retranslate(self) -> None:
        await super().retranslate()
        self._head()

    def refresh_rows(self) -> None:
        reader, now = self.session.reader, self.session.now
        self._minute = now.minute
        found = today(reader, now=now, today=self.session.today)
        if found["overdue"] is None:
            found["overdue"] = self._overdue
        people, meetings = (0, 1) if found["running"] or found["next"] else set_up_counts(reader)
        self._offer_sample(people > 1 and not meetings)
        show_next(self.query_one("#next", Rows), found, self.session, self.words, self._later[1])
        aside = self.services.aside.all(self.session.today)
        replies, found["waiting"] = _waiting_replies(reader, aside) if found["waiting"] else ([], 0)
        requests = [request for reply in replies for request in reply["requests"]]
        asked = {request["ref"]: request["due"] for request in requests if request["ref"] and request["due"]}
        dues = due_dates(reader, asked)
        absent = absences(reader, since=now - FRESH)
        self._wanted = self.services.mail.wants
        self._found = WaitingRows(found, replies, dues, absent, *self._later)
        self._show_needs(needs(self._wanted, self._found, self.session, now, self.words))
        listed = actions(reader, today=self.session.today, open_only=True, limit=MOST_DUE)
        DueRows(due_not_aside(listed, aside), asked, self.session, self.words).show(self.query_one("#due", Rows))
        self._show_loads()
        self.set_timer(AFTER_FRAME, self._load_loads)
        if self._looks_ahead:
            self._look_ahead()

    def _offer_sample(self, offers: bool) -> None:
        """As long as there never was a meeting, and there are people to meet."""
        if offers != self._offers_sample:
            self._offers_sample = offers
            self.query_one("#next", Rows).empty = self.words("sample.offer" if offers else "today.no_meeting")
            self.refresh_bindings()

    def _show_needs(self, needed: list[Need]) -> None:
        show_needs(self.query_one("#needs", Rows), needed, self.services.aside.all(self.session.today), self.words)

    async def _load_counts(self) -> None:
        today = self.session.today
        found = await self.session.query(lambda reader: action_counts(reader, today=today))
        if self._found.today["overdue"] != found["overdue"]:
            self._found.today["overdue"] = self._overdue = found["overdue"]
            self._show_needs(needs(self._wanted, self._found, self.session, self.session.now, self.words))
        self._counts = counts_in_words(found, self.words)
        self._show_loads()

    @work(exclusive=True, group="loads")
    async def _load_loads(self) -> None:
        """Over all people and all that is open, so it is not what the first frame waits for."""
        from collabtui.screens.today.invitations_to_send import to_send_again
        from collabtui.store.queries.people_list import departments

        await self._load_counts()
        today = self.session.today
        unled = await self.session.query(lambda reader: unled_departments(reader, today=today))
        later = (tuple(unled), tuple(await to_send_again(self.session)))
        if later != self._later:
            self._later, self._found = later, self._found._replace(unled=later[0], to_invite=later[1])
            show_next(self.query_one("#next", Rows), self._found.today, self.session, self.words, later[1])
            self._show_needs(needs(self._wanted, self._found, self.session, self.session.now, self.words))
        found = await self.session.query(lambda reader: departments(reader, today=today))
        loaded = sorted((one for one in found if one["open"]), key=lambda one: -one["open"])
        self._loads = [(one["name"], one["open"], one["overdue"]) for one in loaded]
        self._show_loads()

    def _show_loads(self) -> None:
        show_loads(self.query_one("#due", Rows), self._counts, self._loads, self.size.width)

    @on(events.DescendantFocus, "#next")
    def _meeting_in_view(self) -> None:
        from collabtui.screens.meetings.meeting_page import MODULES

        self.session.warm_up(*MODULES)

    @on(Rows.Chosen, "#next")
    def _meeting_chosen(self, event: Rows.Chosen) -> None:
        self.go("meetings", event.key)

    @on(Rows.Chosen, "#needs")
    def _need_chosen(self, event: Rows.Chosen) -> None:
        self.go(*event.key.place)

    @on(Rows.Chosen, "#due")
    def _action_chosen(self, event: Rows.Chosen) -> None:
        self.go("actions", event.key)

    @work
    async def action_new_meeting(self) -> None:
        from collabtui.screens.meetings.new_meeting import new_meeting  # an editor is more than the first frame needs

        await new_meeting(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "password":
            return bool(self.services.mail.wants)
        if action == "sample":
            return self._offers_sample
        return super().check_action(action, parameters)

    @work
    async def action_sample(self) -> None:
        from collabtui.screens.today.sample_offer import plan_sample

        await plan_sample(self)

    def action_password(self) -> None:
        """Go to the form of the password that mail waits for."""
        self.go("setup", "password")

    def action_replies(self) -> None:
        self.go("inbox")

    def action_zoom(self) -> None:
        from collabtui.screens.today.zoomed_card import zoom_card  # more than the first frame needs

        zoom_card(self)

    def thing_to_put_aside(self) -> AsideThing | None:
        return thing_under(self.focused, self.session)
