"""Today: the next meeting and what it still lacks, what needs the facilitator, what is due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from collabtui.screens.frame.page import Page
from collabtui.screens.meetings.meeting_page import MODULES
from collabtui.screens.today.absence_notes import FRESH, away_needs
from collabtui.screens.today.needs import Need, needs, typed_for_mail
from collabtui.store.queries.absences import absences
from collabtui.store.queries.actions import actions
from collabtui.store.queries.lookup import due_dates, reminded_of
from collabtui.store.queries.mails import inbox_lines
from collabtui.store.queries.people_list import departments
from collabtui.store.queries.today import set_up_counts, today
from collabtui.widgets.charts import load_line
from collabtui.widgets.line import WIDEST, Cell, as_content, between, gauge, line, shares
from collabtui.widgets.rows import Rows
from collabtui.widgets.when import MINUTE, due, until

MOST_DUE = 100
"""Actions that are listed here; the page of actions has them all."""
MOST_ASKING = 20
"""Replies whose wishes are shown beside their actions."""
DETAILS = ("place", "people", "agenda", "lacks")
"""Lines below the next meeting's title."""
BAR = 6
"""Columns of the longest bar of the departments' load."""
ROOM_FOR_GAUGE, ROOM_FOR_REMARKS = 90, 110
"""Columns from which a line of what is due says how far it is, and what was said of it."""
MOST_TITLES = 28
"""Columns in which most titles of actions are whole."""
DUE_SIZES = ((12, 18), (8, 18), (11, 18), (12, 26))
"""From how many to how many columns due date, owner, department and remark take."""
STATUS_MARK = {"blocked": "▌", "in-progress": "◐", "not-started": " "}


class Today(Page):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_meeting", "key.new_meeting", id="today.new"),
        Binding("m", "sample", "key.sample", id="today.sample"),
        Binding("r", "replies", "key.replies", id="today.replies"),
        Binding("p", "password", "key.password", id="today.password"),
    ]
    AUTO_FOCUS = "#needs"
    page = "today"
    _minute = -1
    _wanted = ""
    _offers_sample = False
    _counts = ""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._asked: dict[str, str] = {}
        self._loads: list[tuple[str, int, int]] = []

    def content(self) -> ComposeResult:
        with Horizontal(id="today-top"):
            yield Rows(id="next", classes="card", empty=self.words("today.no_meeting"))
            yield Rows(id="needs", classes="card", empty=self.words("today.nothing_needed"))
        yield Rows(id="due", classes="card", empty=self.words("today.nothing_due"))

    def on_mount(self) -> None:
        self._head()

    def tick(self) -> None:
        """What is said of time, and of mail, goes on without anybody writing."""
        super().tick()
        if (self._minute, self._wanted) != (self.services.now.minute, self.services.mail_wants):
            self.refresh_now()
            self.refresh_bindings()

    def _head(self) -> None:
        for name in ("next", "needs", "due"):
            self.query_one(f"#{name}").border_title = self.words(f"today.{name}")

    async def retranslate(self) -> None:
        await super().retranslate()
        self._head()

    def refresh_rows(self) -> None:
        reader, now = self.services.reader, self.services.now
        self._minute = now.minute
        found = today(reader, now=now, today=self.services.today)
        coming = found["running"][:1] or found["next"]
        people, meetings = (0, 1) if coming else set_up_counts(reader)
        self._offer_sample(people > 1 and not meetings)
        self._show_next(coming, now)
        replies = inbox_lines(reader, waiting=True, limit=MOST_ASKING) if found["waiting"] else []
        asked = [one for reply in replies for one in reply["requests"] if one["ref"] and one["due"]]
        self._asked = {one["ref"]: one["due"] for one in asked}
        dues = due_dates(reader, self._asked)
        absent = absences(reader, since=now - FRESH)
        self._wanted = self.services.mail_wants
        wanted = typed_for_mail(self._wanted, self.words)
        self._show_needs(
            [
                *wanted,
                *needs(found, replies, dues, now, self.services.deadlines, self.words),
                *away_needs(absent, self.words),
            ]
        )
        self._show_due(actions(reader, today=self.services.today, open_only=True, limit=MOST_DUE))
        self._show_counts(found)
        self.call_after_refresh(self._load_loads)

    def _offer_sample(self, offers: bool) -> None:
        """As long as there never was a meeting, and there are people to meet."""
        if offers != self._offers_sample:
            self._offers_sample = offers
            self.query_one("#next", Rows).empty = self.words("sample.offer" if offers else "today.no_meeting")
            self.refresh_bindings()

    def _show_next(self, meetings: list[dict[str, Any]], now: datetime) -> None:
        """One row that opens it, and what is to be known of it below."""
        keys = [meetings[0]["ref"], *DETAILS] if meetings else []
        if meetings and meetings[0]["state"] == "running":
            keys = keys[:1]  # who comes and when was a question before it began
        elif meetings and not self._lacks(meetings[0]):
            keys.pop()
        self.query_one("#next", Rows).show(
            keys, lambda some, width: [self._next_line(meetings[0], key, now, width) for key in some], skip=DETAILS
        )

    def _next_line(self, meeting: dict[str, Any], key: str, now: datetime, width: int) -> Content:
        start, end = (datetime.fromisoformat(meeting[key]).astimezone(self.services.zone) for key in ("start", "end"))
        match key:
            case "place":
                day = "" if start.date() == now.date() else self.words.day(start.date()) + " "
                place = f" · {meeting['place']}" if meeting["place"] else ""
                return as_content(f"{day}{start:%H:%M}–{end:%H:%M}{place}")
            case "people":
                return self._coming(meeting)
            case "agenda":
                return self._agenda_out(meeting, now)
            case "lacks":
                return self._lacks(meeting)
        when = self.words("today.now") if meeting["state"] == "running" else until(self.words, start - now)
        title = as_content(f"{meeting['ref']} ", "$foreground-muted") + as_content(meeting["title"], "bold")
        return between(width, title, as_content(when, "$text-accent"))

    def _agenda_out(self, meeting: dict[str, Any], now: datetime) -> Content:
        if meeting["state"] == "planned":
            return as_content(self.words("today.agenda_not_out"), "$text-warning")
        at = meeting.get("invited_at")
        since = datetime.fromisoformat(at) - now if at else timedelta()
        ago = until(self.words, since) if since <= -MINUTE else ""
        return as_content(self.words("today.agenda_out", ago=ago).replace("  ", " "))

    def _lacks(self, meeting: dict[str, Any]) -> Content:
        """Material that is not there, and what is open from before."""
        missing = meeting.get("material_missing") or []
        parts = []
        if missing:
            names = [one["name"] for one in missing]
            slots = sorted({one["slot"] for one in missing if one["slot"]})
            key = "today.material_missing_for" if slots else "today.material_missing"
            parts.append(
                as_content("▲ " + self.words(key, names=names, slots=[str(slot) for slot in slots]), "$text-warning")
            )
        if meeting.get("open_of_matter"):
            parts.append(
                as_content(self.words("today.open_of_matter", n=meeting["open_of_matter"]), "$foreground-muted")
            )
        return Content(" · ").join(parts)

    def _coming(self, meeting: dict[str, Any]) -> Content:
        """Without the facilitator, who knows."""
        asked = [one for one in meeting["participants"] if one["role"] != "facilitator"]
        by = {
            state: [one["name"] or "?" for one in asked if one["partstat"] == state]
            for state in ("accepted", "declined", "needs-action")
        }
        parts = [self.words("today.coming", n=len(by["accepted"]), of=len(asked))]
        if by["declined"]:
            parts.append(self.words("today.declined", names=by["declined"]))
        if meeting["state"] != "planned" and by["needs-action"]:
            parts.append(self.words("today.silent", names=by["needs-action"]))
        return as_content(" · ".join(parts))

    def _show_needs(self, found: list[Need]) -> None:
        self.query_one("#needs", Rows).show(
            found, lambda keys, _: [as_content(f"{need.mark} ", need.style) + as_content(need.text) for need in keys]
        )

    def _show_due(self, rows: list[dict[str, Any]]) -> None:
        by_ref = {row["ref"]: row for row in rows}

        def draw(refs: Sequence[str], width: int) -> list[Content]:
            told = reminded_of(self.services.reader, refs) if width >= ROOM_FOR_REMARKS else {}
            return [self._due_line(by_ref[ref], told.get(ref, []), width) for ref in refs]

        self.query_one("#due", Rows).show(list(by_ref), draw)

    def _due_line(self, row: dict[str, Any], told: list[str], width: int) -> Content:
        day = date.fromisoformat(row["due"]) if row["due"] else None
        slipped = bool(row["original_due"]) and row["due"] != row["original_due"]
        mark = as_content("▲", "$text-error") if row["overdue"] else as_content(STATUS_MARK.get(row["status"], " "))
        when = due(self.words, day, self.services.today) + (" ↷" if slipped else "")
        owner = row["owner"]["name"] if row["owner"] else "?"
        width = min(width, WIDEST)
        wide = width >= ROOM_FOR_GAUGE
        sizes = DUE_SIZES[: 4 if width >= ROOM_FOR_REMARKS else 3 if wide else 2]
        for_due, for_owner, *others = shares(width - (25 if wide else 9), MOST_TITLES, *sizes)
        cells: list[Cell] = [
            (mark, 1),
            (as_content(row["ref"], "$foreground-muted"), 4),
            (as_content(row["title"]), 0),
            (as_content(owner), for_owner),
            (as_content(when, "$text-error" if row["overdue"] else ""), for_due),
        ]
        if wide:
            cells.insert(4, (as_content((row["owner"] or {}).get("department") or "", "$foreground-muted"), others[0]))
            cells.append(
                (as_content(f"{gauge(row['percent'] / 100, 8)} {row['percent']:3} %", "$foreground-muted"), 14)
            )
        if width >= ROOM_FOR_REMARKS:
            cells.append((as_content(self._remark(row["ref"], told), "$foreground-muted"), others[1]))
        return line(width, *cells)

    def _remark(self, ref: str, told: list[str]) -> str:
        """What its owner asks, and what he was told already."""
        parts = []
        if asked := self._asked.get(ref):
            parts.append(self.words("actions.asks_day", day=self.words.short_day(date.fromisoformat(asked))))
        if times := sum(kind != "escalation" for kind in told):
            parts.append(self.words("today.reminded", n=times))
        if "escalation" in told:
            parts.append(self.words("today.head_told"))
        return " · ".join(parts)

    def _show_counts(self, found: dict[str, Any]) -> None:
        self._counts = self.words(
            "today.counts", open=found["open"], overdue=found["overdue"], week=found["due_today"] + found["due_in_week"]
        )
        self._show_loads()

    @work(exclusive=True, group="loads")
    async def _load_loads(self) -> None:
        """Over all people, so it is not what the first frame waits for."""
        today = self.services.today
        found = await self.services.look(lambda reader: departments(reader, today=today))
        loaded = sorted((one for one in found if one["open"]), key=lambda one: -one["open"])
        self._loads = [(one["name"], one["open"], one["overdue"]) for one in loaded]
        self._show_loads()

    def _show_loads(self) -> None:
        card, counts = self.query_one("#due"), as_content(self._counts)
        room = self.size.width - counts.cell_length - 16
        loads = load_line(self._loads, room, BAR)
        card.border_subtitle = (loads + as_content("   ") + counts if loads else counts).markup

    @on(events.DescendantFocus, "#next")
    def _meeting_in_view(self) -> None:
        self.services.warm_up(*MODULES)

    @on(Rows.Chosen, "#next")
    def _meeting_chosen(self, event: Rows.Chosen) -> None:
        self.post_message(self.Go("meetings", event.key))

    @on(Rows.Chosen, "#needs")
    def _need_chosen(self, event: Rows.Chosen) -> None:
        self.post_message(self.Go(*event.key.place))

    @on(Rows.Chosen, "#due")
    def _action_chosen(self, event: Rows.Chosen) -> None:
        self.post_message(self.Go("actions", event.key))

    @work
    async def action_new_meeting(self) -> None:
        from collabtui.screens.meetings.new_meeting import new_meeting  # an editor is more than the first frame needs

        await new_meeting(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "password":
            return bool(self.services.mail_wants)
        if action == "sample":
            return self._offers_sample
        return super().check_action(action, parameters)

    @work
    async def action_sample(self) -> None:
        from collabtui.screens.today.sample_offer import plan_sample

        await plan_sample(self)

    def action_password(self) -> None:
        """Where mail waits for one."""
        self.post_message(self.Go("setup", "password"))

    def action_replies(self) -> None:
        self.post_message(self.Go("inbox"))
