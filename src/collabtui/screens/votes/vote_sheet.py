"""The dialog of one vote: what is asked, how it stands, who has voted, and what can be done with it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.via import mail_of
from collabtui.lifecycle.votes.vote_lines import anonymous_line, choice_in_words, count_lines
from collabtui.screens.frame.base_dialog import Dialog
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.services import Services
    from collabtui.store.queries.rows.meeting_rows import VoteRow

Wanted = Literal["close", "record", "withdraw", "undo"]
NAME = 20
"""Columns of who votes."""


class VoteSheet(Dialog[Wanted | None]):
    """The answer is what shall be done with it; None where it was only looked at."""

    DEFAULT_CSS = "VoteSheet #vote-lines { height: auto; max-height: 16; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "answer('close')", "key.close_vote", id="vote.close"),
        Binding("r", "answer('record')", "key.record_vote", id="vote.record"),
        Binding("x", "answer('withdraw')", "key.withdraw_vote", id="vote.withdraw"),
        Binding("u", "answer('undo')", "key.undo", id="vote.undo"),
        Binding("escape,q", "dismiss(None)", "key.back", id="vote.back"),
    ]

    def __init__(self, services: "Services", vote: "VoteRow") -> None:
        super().__init__(services)
        self.vote = vote

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="vote-title")
            with VerticalScroll(id="vote-lines"):
                yield Static(id="vote-counts")
            yield Static(id="vote-keys")

    def on_mount(self) -> None:
        self.query_one("#vote-lines").focus()

    def say(self) -> None:
        vote, words = self.vote, self.words
        state = words(f"vote.state.{vote['state']}")
        until = words("votes.until", day=date.fromisoformat(vote["until"]))
        about = " · ".join(filter(None, (state, until, vote["decision"])))
        below = as_content(f"{vote['meeting']} · {about}", MUTED)
        title = Content("\n").join([as_content(vote["text"], "bold"), below])
        self.query_one("#vote-title", Static).update(title)
        lines = [as_content(one) for one in count_lines(vote, words)]
        self.query_one("#vote-counts", Static).update(Content("\n").join([*lines, Content(""), *self._voters()]))
        offered = [name for name in ("close", "record", "withdraw") if self._offers(name)]
        keys = [words(f"votes.keys.{name}") for name in (*offered, "undo", "back")]
        self.query_one("#vote-keys", Static).update(as_content(" · ".join(keys), MUTED))

    def _voters(self) -> list[Content]:
        vote, words = self.vote, self.words
        if vote["anonymous"]:
            return [as_content(anonymous_line(vote, words))]
        lines = []
        for one in vote["voters"]:
            name = one["person"]["name"] if one["person"] else "?"
            at = datetime.fromisoformat(one["at"]).astimezone(self.session.zone) if one["at"] else None
            chosen = as_content(choice_in_words(one["choice"], words), "" if one["choice"] else MUTED)
            shown = as_content(name).truncate(NAME, ellipsis=True, pad=True) + Content("  ") + chosen
            lines.append(shown + as_content(f"  {words.instant(at)} {self._brought(one['via'])}" if at else "", MUTED))
        return lines

    def _brought(self, via: str | None) -> str:
        """The mail that it came by; that it was taken down where it came by none."""
        return mail_of(via) or self.words("votes.taken_down")

    def _offers(self, wanted: str) -> bool:
        """Of a questionnaire nobody else writes an answer down: it would have a name."""
        if wanted == "undo":
            return True
        return self.vote["state"] == "open" and not (wanted == "record" and self.vote["questions"])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer":
            return self._offers(str(parameters[0]))
        return super().check_action(action, parameters)

    def action_answer(self, wanted: Wanted) -> None:
        self.dismiss(wanted)
