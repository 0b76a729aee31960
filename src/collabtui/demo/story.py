"""The demo's story as data: who there is, what they meet about, and what they answer."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Locale

FOLDER = Path(__file__).parent / "stories"


class StoryPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoryAnswer(StoryPart):
    """An answer in the story: in words, by the calendar, or through an automaton."""

    text: str = ""
    client: str = ""
    """How the answer quotes: a name of `clients.QUOTING`."""
    calendar: Literal["", "ACCEPTED", "DECLINED", "TENTATIVE"] = ""
    automatic: str = ""
    """The prefix an automaton puts before the subject."""


class Lead(StoryPart):
    name: str
    email: str
    timezone: str


class TheMeeting(StoryPart):
    agenda: str
    changed_place: str
    notes: str


class Story(StoryPart):
    organiser: Lead
    people: tuple[PersonDraft, ...]
    meeting: TheMeeting
    answers: dict[str, dict[str, StoryAnswer]]
    """By kind of mail, then by address."""

    def answer(self, kind: str, address: str) -> StoryAnswer | None:
        return self.answers.get(kind, {}).get(address)

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.organiser.email, *(person.email for person in self.people))


def load_story(locale: Locale) -> Story:
    return Story.model_validate(tomllib.loads((FOLDER / f"{locale}.toml").read_text(encoding="utf-8")))
