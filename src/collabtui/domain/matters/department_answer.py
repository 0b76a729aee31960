"""The questions that a department is asked, by a matter or about a change of it, and its answers."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from collabtui.domain.model import Instant, OtherRef, Value

Stance = Literal["for", "against", "none"]
"""What a reply says for its sender's department. `none`: neither a certain yes nor a certain no."""
AnswerValue = Literal["for", "against", "unclear"]
AskedState = Literal["unsent", "waiting", "accepted", "objected"]
_ANSWERED: dict[AnswerValue, AskedState] = {"for": "accepted", "against": "objected", "unclear": "waiting"}
_KEPT_ANSWER = ("state", "text", "answered_at", "by", "via", "in_place_of", "promised")
"""How the columns and the JSON of a request spell its answer."""
_SELDOM = ("in_place_of", "promised")
"""Of these the ones that are kept only where there is something to keep."""
_OF_ITEMS = ("items", "rest_agreed")
"""As `_SELDOM`, of an answer on a plan."""


def _from_kept(value: object) -> object:
    return "unclear" if value == "none" else value


def _as_kept(value: AnswerValue) -> Stance:
    return "none" if value == "unclear" else value


class ItemOpinion(Value):
    """The word of a department on one item of a plan."""

    number: int
    """In the mail that asked."""
    ref: str
    """Of the action."""
    value: Literal["for", "against"]
    text: str = ""
    """What it has against it, in the sender's words."""


class DepartmentAnswer(Value):
    """One department's answer to a question: the one value for requests and changes.

    Columns, the trail and JSON say `stance` for `value`, and `none` for `unclear`."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    department: str
    person: OtherRef | None
    """The person (ref) who said it; None where the facilitator took it down."""
    value: Annotated[AnswerValue, BeforeValidator(_from_kept), PlainSerializer(_as_kept)] = Field(alias="stance")
    text: str = ""
    """In that person's words."""
    at: Instant
    """When it was written; when the facilitator took it down, or said what it means."""
    via: str
    """`mail:I7`, or the facilitator's `key` or `command`."""
    in_place_of: OtherRef | None = None
    """The person (ref), away that day, whose deputy said it."""
    promised: date | None = None
    """The day by which a yes says that what was asked is there."""
    items: tuple[ItemOpinion, ...] = ()
    """What was said of single items, where it is a plan that was asked about."""
    rest_agreed: bool = False
    """Whether a yes was said to all the others."""

    @model_serializer(mode="wrap")
    def _without_blank(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What says neither a deputy nor a day is kept as answers were before these were noted."""
        kept: dict[str, Any] = handler(self)
        return {name: value for name, value in kept.items() if value or name not in (*_SELDOM, *_OF_ITEMS)}

    @property
    def objected(self) -> tuple[ItemOpinion, ...]:
        """The items that it objects to."""
        return tuple(one for one in self.items if one.value == "against")

    @property
    def stance(self) -> Stance:
        """`value` as a user's own template of `change-decision` knows it."""
        return _as_kept(self.value)


class DepartmentRequest(Value):
    """One department's part: exactly one per department and matter.

    Columns, the trail and JSON have the fields of the answer beside the others: `state text answered_at by via`."""

    department: str
    what: str
    """People, data, budget, approvals: in the facilitator's words."""
    sent_at: Instant | None = None
    """When it was asked; a new wording is asked anew."""
    answer: DepartmentAnswer | None = None

    @property
    def state(self) -> AskedState:
        if self.answer:
            return _ANSWERED[self.answer.value]
        return "waiting" if self.sent_at else "unsent"

    @property
    def answered_at(self) -> Instant | None:
        """The instant at which the answer was written; None before there is one."""
        return self.answer.at if self.answer else None

    @property
    def silent(self) -> bool:
        """It was asked and has said nothing at all."""
        return self.sent_at is not None and self.answer is None

    @property
    def owed_since(self) -> datetime | None:
        """The instant since which it owes a yes or a no: when it was asked, or when it said something that is neither;
        None where it owes none."""
        if self.answer is None:
            return self.sent_at
        return self.answer.at if self.is_unclear else None

    @property
    def is_unclear(self) -> bool:
        """It has said something that is neither a yes nor a no: the facilitator says which it is."""
        return self.answer is not None and self.answer.value == "unclear"

    @model_validator(mode="before")
    @classmethod
    def _read_kept(cls, data: Any) -> Any:
        """As it is kept: the answer's fields beside the others."""
        if not isinstance(data, dict) or not data.keys() & set(_KEPT_ANSWER):
            return data
        own = {name: value for name, value in data.items() if name not in _KEPT_ANSWER}
        values: dict[object, AnswerValue] = {state: value for value, state in _ANSWERED.items()}
        state, at = data.get("state"), data.get("answered_at")
        if at is None and state not in ("accepted", "objected"):
            return own
        answer = {"department": data.get("department"), "person": data.get("by"), "value": values.get(state, state)}
        fields = {"text": data.get("text", ""), "at": at or data.get("sent_at"), "via": data.get("via", "")}
        return own | {"answer": answer | fields | {name: data.get(name) for name in _SELDOM}}

    @model_serializer
    def _kept(self) -> dict[str, Any]:
        answer = self.answer
        return {
            "department": self.department,
            "what": self.what,
            "state": self.state,
            "text": answer.text if answer else "",
            "sent_at": self.sent_at,
            "answered_at": answer.at if answer else None,
            "by": answer.person if answer else None,
            "via": answer.via if answer else "",
            **({name: value for name in _SELDOM if answer and (value := getattr(answer, name))}),
        }


def value_of_items(items: Iterable[ItemOpinion], *, rest_agreed: bool, asked: Iterable[str]) -> AnswerValue:
    """The word on a whole plan: a no to one item is one, a yes is one to every item. `asked`: refs of all items."""
    values = {one.ref: one.value for one in items}
    if "against" in values.values():
        return "against"
    return "for" if rest_agreed or all(ref in values for ref in asked) else "unclear"


def answer_of(answers: Iterable[DepartmentAnswer], department: str) -> DepartmentAnswer | None:
    return next((answer for answer in answers if answer.department == department), None)


def silent_departments(asked: Iterable[str], answers: Iterable[DepartmentAnswer]) -> tuple[str, ...]:
    """Of those that were asked, the ones that have said nothing."""
    spoken = {answer.department for answer in answers}
    return tuple(department for department in asked if department not in spoken)


def not_agreed(asked: Iterable[str], answers: Iterable[DepartmentAnswer]) -> tuple[str, ...]:
    """Of those that were asked, the ones that object, are silent, or said nothing clear."""
    agreed = {answer.department for answer in answers if answer.value == "for"}
    return tuple(department for department in asked if department not in agreed)


def with_answer(answers: Iterable[DepartmentAnswer], new: DepartmentAnswer) -> tuple[DepartmentAnswer, ...]:
    """With this one in the place of what the department said before."""
    return (*(answer for answer in answers if answer.department != new.department), new)


def asked_of(asked: Iterable[DepartmentRequest], department: str) -> DepartmentRequest | None:
    return next((part for part in asked if part.department == department), None)


def with_asked(asked: Iterable[DepartmentRequest], new: DepartmentRequest) -> tuple[DepartmentRequest, ...]:
    """With this department's part in the place of what it was; a new one stands last."""
    known = tuple(asked)
    if asked_of(known, new.department) is None:
        return (*known, new)
    return tuple(new if part.department == new.department else part for part in known)


def reworded(asked: DepartmentRequest | None, department: str, what: str) -> DepartmentRequest:
    """The request in other words: it has not been asked yet, and no answer holds for it."""
    if asked is not None and asked.what == what:
        return asked
    return DepartmentRequest(department=department, what=what)
