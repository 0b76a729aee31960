"""The signers' table: recipients of the minutes, state of each mail, version signed, corrections wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.meetings.sign_off import current_answers
from collabtui.domain.people import Person
from collabtui.lifecycle.minutes.absent_signers import is_awaited_of_absent
from collabtui.lifecycle.minutes.recipients import Recipient
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import GAP, MOST_OF_A_ROW, as_content, gauge, line, shares
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

ANSWER = {
    "agreed": ("✓", DONE), "corrected": ("✗", LATE), "silent": ("✓", MUTED),
    "waiting": ("·", MUTED), "replaced": ("-", MUTED),
    "withdrawn": ("↶", MUTED),
}  # fmt: skip
OUTCOME = {"open": ("●", ACCENT), "accepted": ("✓", DONE), "refused": ("✗", MUTED)}
"""What was withdrawn is not shown."""
MOST_ANSWERS = 18
"""Columns in which most answers are whole."""
LEAST_OF_CORRECTION = 24
"""Columns from which a correction is read beside what the keys do with it; in fewer that stands below."""
ROOM_FOR_DEPARTMENTS = 46
"""Columns, besides the versions, from which each has his department."""
GAUGE = 10
"""Columns of the bar that fills while the mails leave."""
BORDER = 6
"""Columns of a border that its text does not have: corners, edges and blanks."""


@dataclass(frozen=True)
class Signing:
    """Everything the rows are drawn from."""

    recipients: tuple[Recipient, ...]
    answers: tuple[SignOff, ...]
    mails: Mapping[str, Outgoing]
    """By person, the mail with the latest version that he was sent."""

    @property
    def current(self) -> dict[str, SignOff]:
        return current_answers(self.answers)

    @property
    def leaving(self) -> list[Outgoing]:
        """The mails of the version that went out last."""
        latest = max((mail.minutes_version or 0 for mail in self.mails.values()), default=0)
        return [mail for mail in self.mails.values() if mail.minutes_version == latest]

    def keys(self) -> list[Any]:
        """Refs of the recipients, each followed by `(sign-off, number)` of his corrections."""
        found: list[Any] = []
        for recipient in self.recipients:
            found.append(recipient.person.ref)
            of_person = (answer for answer in self.answers if answer.person == recipient.person.ref)
            for answer in of_person:
                found += [(answer.ref, at) for at, one in enumerate(answer.corrections) if one.outcome in OUTCOME]
        return found


class Signers(Rows):
    """On a correction that waits, `y` takes it up and `n` does not; posts `Decided`. On somebody who is away and has
    not answered `y` signs for him; posts `SignedFor`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide(True)", "key.taken_up", id="minutes.accept"),
        Binding("n", "decide(False)", "key.not_taken_up", id="minutes.refuse"),
        Binding("y", "sign_for", "key.sign_for", id="minutes.sign_for"),
    ]

    @dataclass
    class Decided(Message):
        sign_off: str
        number: int
        accepted: bool

    @dataclass
    class SignedFor(Message):
        person: Person

    signing: Signing | None = None

    def _within(self, bar: str, progress: str, more: str) -> str:
        """As much as the border has room for: half a word is none."""
        room = (self.outer_size or self.app.size).width - BORDER
        choices = (bar + progress + more, progress + more, progress)
        return next((one for one in choices if cell_len(one) <= room), progress)

    def show_signing(self, signing: Signing, session: "Session", words: "Catalogue") -> None:
        decided, self.signing = self.correction, signing
        leaving = signing.leaving
        self.border_title = words("minutes.recipients", n=len(signing.recipients))
        sent = sum(mail.state == "sent" for mail in leaving)
        held = sum(mail.state == "held" for mail in leaving)
        self.border_subtitle = ""
        if leaving and sent < len(leaving):
            progress = words("signers.leaving", n=sent, of=len(leaving), version=leaving[0].minutes_version)
            kept_back = words("signers.held", n=held) if held else words("signers.hold")
            self.border_subtitle = self._within(f"{gauge(sent / len(leaving), GAUGE)} ", progress, f" · {kept_back}")
        elif leaving:
            self.border_subtitle = words("signers.left", n=sent, version=leaving[0].minutes_version)
        self.show(
            signing.keys(), lambda keys, width: [signing_line(key, signing, session, words, width) for key in keys]
        )
        if decided and self.has_focus and not self._waits(decided):
            self.point_at_first_waiting()  # one after the other

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "decide":
            return self.correction is not None
        if action == "sign_for":
            return self.unanswered is not None
        return super().check_action(action, parameters)

    @property
    def correction(self) -> tuple[str, int] | None:
        """Under the cursor, if it still waits."""
        return self.key if self._waits(self.key) else None

    @property
    def unanswered(self) -> Person | None:
        """Under the cursor, if he has not answered the version that he was sent last."""
        if self.signing is None or not isinstance(self.key, str):
            return None
        answer = self.signing.current.get(self.key)
        if answer is None or answer.state != "waiting":
            return None
        return next((one.person for one in self.signing.recipients if one.person.ref == self.key), None)

    def _waits(self, key: Any) -> bool:
        """Whether it is a correction about which nothing is decided yet."""
        if self.signing is None or not isinstance(key, tuple):
            return False
        ref, number = key
        return any(one.ref == ref and one.corrections[number].outcome == "open" for one in self.signing.answers)

    def point_at_first_waiting(self) -> None:
        """Put the cursor on the first undecided correction and focus the table, so that its keys work at once."""
        waiting = next((key for key in self.keys if self._waits(key)), None)
        if waiting is not None and self.point_at(waiting):
            self.focus()

    def point_at_correction(self, sign_off: str, number: int) -> None:
        if self.point_at((sign_off, number)):
            self.focus()

    def watch_cursor(self, before: int, after: int) -> None:
        super().watch_cursor(before, after)
        self.refresh_bindings()

    def action_decide(self, accepted: bool) -> None:  # an action's parameter
        if self.correction:
            self.post_message(self.Decided(*self.correction, accepted))

    def action_sign_for(self) -> None:
        if self.unanswered:
            self.post_message(self.SignedFor(self.unanswered))


def signing_line(key: Any, signing: Signing, session: "Session", words: "Catalogue", width: int) -> Content:
    if isinstance(key, tuple):
        return _correction_line(key, signing.answers, words, width)
    recipient = next(one for one in signing.recipients if one.person.ref == key)
    person, answer = recipient.person, signing.current.get(key)
    mark, style, what = _answer_mark(recipient, answer, signing.mails.get(key), session, words)
    versions = [one for one in signing.answers if one.person == key]
    sent = len({one.minutes_version for one in signing.answers})
    for_versions = 4 * sent - 1 if sent > 1 else 0  # of one alone the mark before the name says the same
    room = width - 3 - (for_versions + GAP if for_versions else 0)
    for_name, for_department = shares(room, MOST_ANSWERS, (11, 18), (11, 16))
    cells = [(as_content(mark, style), 1), (as_content(person.name), for_name)]
    if room >= ROOM_FOR_DEPARTMENTS:
        cells.append((as_content(person.department, MUTED), for_department))
    if for_versions:
        cells.append((_versions(versions), for_versions))
    return line(width, *cells, (as_content(what, style), 0))


def _versions(answers: Sequence[SignOff]) -> Content:
    """`v1✗ v2·`: each version that he was sent, and what he said to it."""
    return Content(" ").join(
        as_content(f"v{one.minutes_version}", MUTED) + as_content(*ANSWER[one.state])
        for one in sorted(answers, key=lambda one: one.minutes_version)
    )


def _answer_mark(
    recipient: Recipient, answer: SignOff | None, mail: Outgoing | None, session: "Session", words: "Catalogue"
) -> tuple[str, str, str]:
    if recipient.person.bounced_at:
        return "✗", LATE, words("agenda.bounced")
    answered = answer and answer.state != "waiting"
    if mail and mail.state == "failed":
        return "✗", LATE, words("signers.failed", why=mail.last_error)
    if mail and mail.state != "sent" and not answered:
        return ("▌" if mail.state == "held" else "✉"), WARNING, words(f"state.{mail.state}")
    if answer is None:
        return " ", "", words("outward.copy" if recipient.copied else "outward.minutes")
    mark, style = ANSWER[answer.state]
    away_until = recipient.person.away_until
    if away_until and is_awaited_of_absent(answer, recipient.person, session.today):
        return mark, WARNING, words("signers.away", day=words.short_day(away_until))
    if answer.state == "waiting":
        return (
            mark,
            style,
            words("minutes.until", day=words.short_day(answer.deadline.astimezone(session.zone).date())),
        )
    if answer.state == "replaced" and recipient.person.left_at:
        return mark, style, words("sign_off.left")
    return mark, style, words("signers.recorded" if answer.recorded_because else f"sign_off.{answer.state}")


def _correction_line(key: tuple[str, int], answers: Sequence[SignOff], words: "Catalogue", width: int) -> Content:
    answer = next(one for one in answers if one.ref == key[0])
    one = answer.corrections[key[1]]
    mark, style = OUTCOME[one.outcome]
    state = words("signers.decide" if one.outcome == "open" else f"state.{one.outcome}")
    named = f"{one.line} " if one.line and one.line not in one.text else ""
    text = as_content(f"{named}{one.text}", "" if one.outcome == "open" else MUTED)
    marked, decide = [(Content(" "), 1), (as_content(mark, style), 1)], as_content(state, style)
    beside = width - 2 * (1 + GAP) - GAP - decide.cell_length
    if text.cell_length <= beside or beside >= LEAST_OF_CORRECTION:
        return line(width, *marked, (text, 0), (decide, decide.cell_length), most=MOST_OF_A_ROW)
    below = line(width, (Content(""), 1), (Content(""), 1), (decide, 0))
    return Content("\n").join([line(width, *marked, (text, 0), most=MOST_OF_A_ROW), below])
