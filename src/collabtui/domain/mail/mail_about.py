"""The kinds of things that a mail of ours is about, and so what an answer to it can be an answer to: minutes, an
invitation, a request, a change, items.

The outbox keeps it in columns (`Outgoing.meeting`, `.minutes_version`, `.matter`, …); `Outgoing.about` makes one of
these values of them, and nothing else reads the columns to find out what was asked.
"""

from typing import Annotated, Literal

from pydantic import Field

from collabtui.domain.model import Instant, Value


class ListedItems(Value):
    """Actions, by number, title or ref: what a reply to any mail may speak of, and to no mail at all."""

    about: Literal["items"] = "items"
    meeting: str | None = None
    """The meeting whose actions the recipient has seen in it."""


class MinutesOf(Value):
    """One version of a meeting's minutes: to be agreed with or corrected."""

    about: Literal["minutes"] = "minutes"
    meeting: str
    version: int


class InvitationTo(Value):
    """A meeting, or all that is to come of its series: one comes or does not."""

    about: Literal["invitation"] = "invitation"
    meeting: str
    series: str | None = None
    """The series, where all of it is meant; `meeting` is then the next of it."""
    date: Instant | None = None
    """The start of the one date of the series that is meant, where that is no meeting yet."""


class RequestTo(Value):
    """A matter's request to a department."""

    about: Literal["request"] = "request"
    matter: str
    department: str


class ChangeTo(Value):
    """A change of a matter, on which a department is asked for its opinion."""

    about: Literal["change"] = "change"
    change: str
    matter: str
    department: str
    beside: tuple[str, ...] = ()
    """The other departments that its reader is asked for in the same mail: a deputy of two heads."""

    @property
    def departments(self) -> tuple[str, ...]:
        return (self.department, *self.beside)


class CriteriaOf(Value):
    """The criteria of a matter that a department supervises: of each it says whether it is met."""

    about: Literal["criteria"] = "criteria"
    change: str
    """The asking."""
    matter: str
    department: str


class CompletionOf(Value):
    """That a matter was accepted: "done" is said of the matter then, and of no action that the mail does not list."""

    about: Literal["completion"] = "completion"
    matter: str


class ResourcesOf(Value):
    """Several things that a giver is asked for, each by its number in the mail."""

    about: Literal["resources"] = "resources"
    resources: tuple[str, ...]
    """Refs, in the order of the mail."""


class QuestionOn(Value):
    """A question about one record, for the kinds of question that need no more than its ref."""

    about: Literal["question"] = "question"
    subject: str
    """Any ref: a decision, an open question, a matter."""


About = Annotated[
    ListedItems
    | MinutesOf
    | InvitationTo
    | RequestTo
    | ChangeTo
    | CriteriaOf
    | CompletionOf
    | ResourcesOf
    | QuestionOn,
    Field(discriminator="about"),
]
