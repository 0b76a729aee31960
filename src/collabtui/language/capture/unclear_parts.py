"""A captured line that is not clear: what of it is certain, and what is asked about the rest.

While people talk no line is refused. What can be read is taken; a name that is nobody's, a day that is none and a
second owner are left open, with whom or what may be meant, nearest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal, NamedTuple

from collabtui.domain.meetings.draft import ActionDraft, CaptureLine
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_line import Parsed, as_capture_line
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.capture.day_in_doubt import possible_days
from collabtui.language.capture.marks.capture_mark import SEPARATORS, CaptureMark, MarkKind
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.owner_without_at import is_joining
from collabtui.language.capture.people_names import Match, each_person, match_people, people_in
from collabtui.language.levelling import level

MOST = 9
"""Offers: as many as there are number keys."""
LEVELS = ("high", "medium", "low")
OF_A_PERSON = ("present", "late", "absent")
"""Commands that name somebody."""
What = Literal["line", "owner", "collaborator", "due", "level"]


class NamedSpan(NamedTuple):
    """Characters start…end of the line, end excluded, and what stands there."""

    start: int
    end: int
    value: str
    offers: tuple[str, ...] = ()
    """Who may be meant by a name here; the day."""
    kept: str = ""
    """The words that stay in the line when an offer takes the place of the rest: the time of day."""


@dataclass(frozen=True, slots=True)
class UnclearPart:
    what: What
    written: str
    """As it stands there; empty where it is missing."""
    places: tuple[NamedSpan, ...] = ()
    """Where it stands, each time it does; none where it is missing, or is the whole line."""
    offers: tuple[str, ...] = ()
    """Names, days as in ISO 8601, levels, or whole lines where the line is a command."""
    problem: CollabError | None = None
    offers_anybody: bool = False
    """Nothing is like what is written: those in the room are offered."""

    def others(self, offer: str) -> tuple[str, ...]:
        """The others who are named for owners: they were named in the room, and stay with it where one is the owner."""
        if self.what != "owner" or len(self.places) < 2:
            return ()
        chosen = self.place_of(offer)
        rest = (at.value for at in self.places if at is not chosen and at.offers != (offer,))
        return tuple(dict.fromkeys(name for name in rest if name not in (offer, chosen.value)))

    def place_of(self, offer: str) -> NamedSpan:
        """The place at which an offer is made, else the first."""
        return next((at for at in self.places if offer in at.offers), self.places[0])


def certain_line(parsed: Parsed, people: Sequence[Named]) -> CaptureLine:
    """The line without what is unclear in it; a note of all that was typed where nothing else can be made of it."""
    unclear = tuple(unclear_parts(parsed, people, today=date.min))
    if any(part.what == "line" for part in unclear):
        return CaptureLine(kind="note", text=parsed.line.strip())
    read, open_parts = as_capture_line(parsed), {part.what for part in unclear}
    if read.action is not None:
        return read.model_copy(update={"action": _certain_action(parsed, read.action, people, open_parts)})
    owner = "" if read.kind == "risk" and "owner" in open_parts else read.who
    return read.model_copy(update={"who": owner, "level": None if "level" in open_parts else read.level})


def _certain_action(parsed: Parsed, draft: ActionDraft, people: Sequence[Named], open_parts: set[What]) -> ActionDraft:
    owner = "" if "owner" in open_parts else draft.owner
    owning = match_people(owner, people).found if owner else None
    doubted = {mark.value for mark in parsed.marks if mark.kind == "collaborator" and mark.problem}
    helping = {
        found: typed
        for name, typed in parsed.helping.items()
        if (found := match_people(name, people).found) and name not in doubted
    }
    return draft.model_copy(
        update={
            "owner": owner,
            "collaborators": tuple(typed for found, typed in helping.items() if found != owning),
            "due": None if "due" in open_parts else draft.due,
            "deliverable": "; ".join(parsed.values("deliverable")),
        }
    )


def unclear_parts(
    parsed: Parsed, people: Sequence[Named], *, today: date, here: Sequence[str] = ()
) -> Iterator[UnclearPart]:
    """`here`: names that are offered where none is written, or none like what is written; those in the room first.
    Before them come the people whom a line without an owner names all the same: `Raj to renew …`."""
    if parsed.command is not None:
        yield from _of_command(parsed, people)
        return
    if parsed.kind == "note":
        return
    if not parsed.text:
        yield UnclearPart("line", parsed.line.strip(), problem=parsed.problems[-1])
        return
    if parsed.kind == "milestone" and parsed.problems:
        whole = parsed.line.strip()
        yield UnclearPart("line", whole, (), _with_a_day(whole, today), parsed.problems[0])
        return
    if parsed.kind in ("action", "risk"):
        yield from _owner(parsed, people, here)
    yield from _collaborators(parsed, people, here)
    yield from _day(parsed, today)
    yield from _level(parsed)


def line_with(line: str, part: UnclearPart, offer: str, *, helps: str = "+{}") -> str:
    """The line with an offer in the place of what was unclear; it reads as before else. `helps`: how it names those
    who were named beside the owner."""
    if part.what == "line":
        return offer
    sign = {"owner": "@", "collaborator": "+", "due": "due ", "level": "!"}[part.what]
    settled = [sign + (_quoted(offer) if part.what in ("owner", "collaborator") else offer)]
    settled += [helps.format(_quoted(other)) for other in part.others(offer)]
    if not part.places:
        return " ".join((line.rstrip(), *settled))
    pieces: list[str] = []
    at = 0
    for place in part.places:
        pieces.append(_between(line[at : place.start], joins=at > 0))
        pieces += [*settled, place.kept] if place is part.place_of(offer) else ()
        at = place.end
    return " ".join(filter(None, (*pieces, line[at:].strip())))


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _between(text: str, *, joins: bool) -> str:
    """Text before a place; nothing where it only joins two of them, as `and` does."""
    text = text.strip()
    return "" if joins and is_joining(text) else text


def _of_command(parsed: Parsed, people: Sequence[Named]) -> Iterator[UnclearPart]:
    command, whole = parsed.command, parsed.line.strip()
    assert command is not None  # noqa: S101  # asked before
    if not command.word:
        typed = parsed.line.strip().lstrip("/").split()[0] if whole.strip("/") else ""
        known = get_close_matches(level(typed), capture_words().commands, n=3, cutoff=0.5)
        near = tuple(dict.fromkeys("/" + capture_words().commands[word] for word in known))
        yield UnclearPart("line", whole, (), near, command.problem)
    elif command.problem is not None:
        yield UnclearPart("line", whole, problem=command.problem)
    elif command.word in OF_A_PERSON:
        name, _, clock = command.argument.rpartition(" ") if command.word == "late" else (command.argument, "", "")
        name, clock = (name, f" {clock}") if name and ":" in clock else (command.argument, "")
        match = match_people(name, people)
        if match.found is None and not (command.word != "late" and each_person(name, people)):
            near = tuple(f"/{command.word} {one}{clock}" for one in _offered(name, match, people))
            yield UnclearPart("line", whole, (), near, _nobody(name, match, people))


def _owner(parsed: Parsed, people: Sequence[Named], here: Sequence[str]) -> Iterator[UnclearPart]:
    marks = [mark for mark in parsed.marks if mark.kind == "owner" and mark.value]
    if not marks:
        if parsed.kind == "action":
            named = people_in(parsed.text, people) if here else ()
            yield UnclearPart("owner", "", offers=tuple(dict.fromkeys((*named, *here)))[:MOST])
        return
    written = "、".join(dict.fromkeys(mark.value for mark in marks))
    matches = [match_people(mark.value, people) for mark in marks]
    found = {match.found for match in matches}
    doubted = next((mark.problem for mark in marks if mark.problem), None)
    if len(found) == 1 and None not in found and doubted is None:
        return
    places = tuple(
        NamedSpan(mark.start, mark.end, mark.value, _offered(mark.value, match, people))
        for mark, match in zip(marks, matches, strict=True)
    )
    offers = dict.fromkeys(name for place in places for name in place.offers)
    if doubted is not None and len(found) == 1 and None not in found:
        yield UnclearPart("owner", written, places, tuple(dict.fromkeys((*offers, *here)))[:MOST], doubted)
        return
    problem = (
        Refused("capture.two_owners", names=[mark.value for mark in marks])
        if None not in found
        else _nobody(
            *next((mark.value, match) for mark, match in zip(marks, matches, strict=True) if not match.found), people
        )
    )
    yield UnclearPart("owner", written, places, tuple(offers or here)[:MOST], problem, not offers)


def _collaborators(parsed: Parsed, people: Sequence[Named], here: Sequence[str]) -> Iterator[UnclearPart]:
    for mark in parsed.marks:
        match = match_people(mark.value, people) if mark.kind == "collaborator" else Match("known")
        if match.found is None or (mark.problem and mark.kind == "collaborator"):
            near = _offered(mark.value, match, people)
            problem = mark.problem if match.found else _nobody(mark.value, match, people)
            offers = tuple(near or here)[:MOST]
            yield UnclearPart("collaborator", mark.value, _places([mark]), offers, problem, not near)


def _day(parsed: Parsed, today: date) -> Iterator[UnclearPart]:
    marks = _marks(parsed, "due")
    if not marks and parsed.kind == "action":
        yield _day_without_mark(parsed, today)
        return
    problem = next((mark.problem for mark in marks if mark.problem), None)
    days = list(dict.fromkeys(mark.day for mark in marks if mark.day))
    if problem is None and len(days) < 2:
        return
    written = "、".join(parsed.line[mark.value_start : mark.end].strip(SEPARATORS + ")）]】") for mark in marks)
    two = problem or Refused("capture.two_days", days=days)
    candidates = possible_days(written, today)
    yield UnclearPart("due", written, _places(marks), _shown((*days, *candidates, *_offered_days(today))), two)


def _day_without_mark(parsed: Parsed, today: date) -> UnclearPart:
    """What the text writes of a day is named; a date takes its place where it stands apart."""
    doubt = parsed.in_doubt
    candidates = possible_days(doubt.phrase, today) if doubt else ()
    offers = _shown(
        (*(candidates if doubt and doubt.is_apart else ()), *parsed.days, *candidates, *_offered_days(today))
    )
    if doubt is None:
        return UnclearPart("due", "", offers=offers)
    places = (NamedSpan(doubt.start, doubt.end, doubt.phrase),) if doubt.is_apart else ()
    return UnclearPart("due", doubt.phrase, places, offers, doubt.problem)


def _shown(days: Sequence[date]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(day.isoformat() for day in days))[:MOST]


def _offered_days(today: date) -> tuple[date, ...]:
    """The next Friday, a week from now, the end of the month, in their order; none where it is not said which day it
    is."""
    if today == date.min:
        return ()
    friday = today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return tuple(sorted({friday, today + timedelta(days=7), next_month - timedelta(days=1)}))


def _with_a_day(line: str, today: date) -> tuple[str, ...]:
    return tuple(f"{line} {day.isoformat()}" for day in _offered_days(today))


def _level(parsed: Parsed) -> Iterator[UnclearPart]:
    marks = _marks(parsed, "level")
    known = list(dict.fromkeys(mark.value for mark in marks if mark.value))
    problem = next((mark.problem for mark in marks if mark.problem), None)
    if problem is None and len(known) < 2:
        return
    written = " ".join(parsed.line[mark.start : mark.end] for mark in marks)
    yield UnclearPart("level", written, _places(marks), LEVELS, problem or Refused("capture.two_levels", values=known))


def _marks(parsed: Parsed, kind: MarkKind) -> list[CaptureMark]:
    return [mark for mark in parsed.marks if mark.kind == kind]


def _places(marks: Sequence[CaptureMark]) -> tuple[NamedSpan, ...]:
    has_times = any(mark.kept for mark in marks)
    days = [(mark.day.isoformat(),) if mark.day and has_times else () for mark in marks]
    return tuple(
        NamedSpan(mark.start, mark.end, mark.value, day, mark.kept) for mark, day in zip(marks, days, strict=True)
    )


def _offered(written: str, match: Match, people: Sequence[Named]) -> tuple[str, ...]:
    if match.found is not None:
        return tuple(one.name for one in people if one.ref == match.found)
    return match.candidates or each_person(written, people) or match.nearest or _sharing(written, people)


def _sharing(written: str, people: Sequence[Named]) -> tuple[str, ...]:
    """Names that have a letter of a Chinese name in them: of `张` everybody called so."""
    letters = {letter for letter in written if not letter.isascii()}
    return tuple(one.name for one in people if letters & set(one.name))[:MOST]


def _nobody(written: str, match: Match, people: Sequence[Named]) -> CollabError:
    offers = _offered(written, match, people)
    if match.candidates:
        return Refused("name.ambiguous", value=written, names=match.distinct)
    return Refused("name.unknown", value=written, near=offers) if offers else Refused("name.nobody", value=written)
