"""The versions of the minutes against each other, and the last one against what has not been sent yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.minutes_versions import MinutesLine, paired
from collabtui.domain.people import Person
from collabtui.domain.text_diff import DiffPiece
from collabtui.lifecycle.base.directory import everybody
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.redlines import RedLine, redline
from collabtui.lifecycle.minutes.version_history import lines_of
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import MUTED
from collabtui.widgets.diff import Diff, DiffLine
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.session.services import Services


@dataclass(frozen=True)
class Text:
    """One version; the draft of the next one has no `at`."""

    number: int
    at: datetime | None
    lines: Sequence[MinutesLine]


async def show_versions(page: "PagePort", ref: str) -> None:
    found = await page.do(lambda acting: _texts(acting, ref))
    if found is None:
        return
    texts, people = found
    if len(texts) < 2:
        page.tell("versions.one" if texts else "versions.none", seconds=5)
        return
    await page.ask(Versions(page.services, ref, texts, people))


def _texts(acting: "Acting", ref: str) -> tuple[list[Text], dict[str, Person]]:
    meeting = acting.visible.get(Meeting, ref)
    kept = versions_of(acting.visible, meeting.ref).items()
    out = [version for number, version in kept if number <= meeting.minutes_version]  # a later one was taken back
    texts = [Text(version.number, version.at, version.lines) for version in out]
    now = lines_of(minutes_of(acting.visible, meeting))
    if texts and tuple(texts[-1].lines) != now:
        texts.append(Text(meeting.minutes_version + 1, None, now))
    return texts, {person.ref: person for person in everybody(acting.store)}


class Versions(Dialog[None]):
    """← and → go through the versions; each is compared with the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "key.version_before", id="versions.before"),
        Binding("right", "step(1)", "key.version_after", id="versions.after"),
        Binding("escape,r,q", "dismiss", "key.back", id="versions.back"),
    ]

    def __init__(self, services: "Services", ref: str, texts: Sequence[Text], people: Mapping[str, Person]) -> None:
        super().__init__(services)
        self.ref = ref
        self.texts = texts
        self.people = people
        self.at = len(texts) - 1

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(id="versions-title")
            yield Diff(id="versions")
            yield Static(id="versions-keys")

    def on_mount(self) -> None:
        self.query_one(Diff).focus()

    def say(self) -> None:
        self.query_one(Diff).empty = self.words("versions.same")
        self.query_one("#versions-keys", Static).update(as_content(self.words("versions.keys"), MUTED))
        self._show()

    def action_step(self, step: int) -> None:
        self.at = max(1, min(self.at + step, len(self.texts) - 1))
        self._show()

    def _show(self) -> None:
        old, new = self.texts[self.at - 1], self.texts[self.at]
        title = self.words("versions.title", ref=self.ref, old=self._called(old), new=self._called(new))
        self.query_one("#versions-title", Static).update(as_content(title, "bold"))
        shown = redline(paired(old.lines, new.lines), self.people)
        self.query_one(Diff).compare([self._line(one) for one in shown])

    def _called(self, text: Text) -> str:
        words = self.words
        if text.at is None:
            return words("versions.draft", number=text.number)
        return words("versions.sent", number=text.number, at=words.instant(text.at.astimezone(self.session.zone)))

    def _line(self, one: RedLine) -> DiffLine:
        words = self.words
        head = one["ref"] or words("versions.attendance" if one["kind"] == "attendance" else f"entry.{one['kind']}")
        notes = [
            (self._label(each["name"]), self._value(each["name"], each["old"]), self._value(each["name"], each["new"]))
            for each in one["fields"]
        ]
        if one["way"] != "changed":
            notes = [(label, value, value) for label, _, value in notes]
        return DiffLine(one["way"], head, one["pieces"] or (DiffPiece("same", one["text"]),), notes)

    def _label(self, field: str) -> str:
        return self.words({"person": "field.owner", "attendance": "versions.was"}.get(field, f"field.{field}"))

    def _value(self, field: str, value: object) -> str:
        words = self.words
        if isinstance(value, date):
            return words.day(value)
        if value and field in ("level", "attendance"):
            return words(f"{field}.{value}")
        return str(value or "")
