"""Something that a department gives to a matter: people, money, a tool, for some days, once it has said so."""

from datetime import date, datetime
from typing import ClassVar, Literal, Self

from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.matters.resource_days import BookedDays
from collabtui.domain.model import Instant, Kept, Label, OtherRef, Record

ResourceKind = Literal["people", "budget", "tools", "data", "other"]
ResourceState = Literal["draft", "asked", "promised", "refused", "withdrawn"]


class Resource(Record):
    prefix: ClassVar[str] = "RES"
    kept: ClassVar[Kept] = Kept(
        "resource",
        asked=("matter", "state", "department", "action"),
        texts=("what",),
        added=frozenset({"action"}),
    )
    names_person: ClassVar[tuple[str, ...]] = ("person", "answer.person", "answer.in_place_of")
    names_department: ClassVar[tuple[str, ...]] = ("department", "answer.department")
    matter: OtherRef
    kind: ResourceKind = "other"
    what: Label
    """`test server`, `two back-end developers`."""
    amount: Label = ""
    """How much, as people say it: `3 days`, `20 000 元`."""
    department: str
    """Who gives it."""
    action: OtherRef | None = None
    """The action (ref) that it is needed for; None: the matter as a whole."""
    person: OtherRef | None = None
    """The person (ref) who is given, or whose word it is, where one is named."""
    first: date | None = None
    last: date | None = None
    """The days on which it is needed; without a last one that day alone."""
    state: ResourceState = "draft"
    answer: DepartmentAnswer | None = None
    """The giver's word; one that is neither a yes nor a no leaves it asked."""
    asked_at: Instant | None = None
    made_at: Instant
    by: str

    @property
    def label(self) -> str:
        return self.what

    @property
    def end(self) -> date | None:
        return self.last or self.first

    @property
    def is_unclear(self) -> bool:
        """The giver has said something that is neither a yes nor a no: the facilitator says which it is."""
        return self.state == "asked" and self.answer is not None

    @property
    def is_awaited(self) -> bool:
        """Somebody was asked for it, and nobody has said a word."""
        return self.state == "asked" and self.answer is None

    @property
    def can_be_answered(self) -> bool:
        """Somebody was asked for it, and it is still wanted."""
        return self.state not in ("draft", "withdrawn")

    def is_asked_by(self, mail_of: datetime | None) -> bool:
        """Whether a mail of that instant asks for it as it is: not one from before it was asked for anew, which may
        speak of other days, of another amount, to another department."""
        return self.can_be_answered and (not mail_of or not self.asked_at or mail_of >= self.asked_at)

    @property
    def booked(self) -> BookedDays:
        days = (str(self.first or ""), str(self.end or ""))
        of = (self.department, self.person or "", self.what, self.state)
        return BookedDays(self.ref, *of, *days, matter=self.matter)

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})

    def answered(self, answer: DepartmentAnswer, since: date | None = None) -> Self:
        """With the giver's word: `promised` by a yes, `refused` by a no, else as it was. A yes from a later day on
        (`since`) books it from that day, where it is needed then."""
        state = {"for": "promised", "against": "refused"}.get(answer.value, self.state)
        begins = answer.value == "for" and since and self.first and self.end and self.first < since <= self.end
        return self.model_copy(update={"answer": answer, "state": state, **({"first": since} if begins else {})})
