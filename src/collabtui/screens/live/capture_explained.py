"""The explanation of a line of the capture field: the entry it is read as, in words."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.language.capture.captured_risk_fields import risk_fields
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.language.capture.live_capture import LiveReading
    from collabtui.language.capture.unclear_parts import UnclearPart
    from collabtui.screens.dialogs.capture_completion import KnownNames
    from collabtui.text.catalogue import Catalogue

PREFIXES = ("decision", "action", "consensus", "view", "risk", "question")
UNCLEAR = "bold $text-warning"
SEPARATOR = as_content(" · ", "$foreground-muted")


def hint(words: "Catalogue", width: int) -> Content:
    """For an empty line: nothing has to be remembered. A milestone, which says itself what it is, has no letter, and
    stands there where it has room."""
    marked = [as_content(words(f"capture.prefix.{kind}"), "bold") + " " + words(f"entry.{kind}") for kind in PREFIXES]
    whole = SEPARATOR.join([*marked, as_content(words("capture.prefix.milestone"), "bold")])
    return whole if whole.cell_length <= width else SEPARATOR.join(marked)


def explanation(read: "LiveReading", known: "KnownNames", words: "Catalogue", today: date) -> Content:
    """`action · owner 张伟（研发部） · due ? · deliverable ?`: as Enter takes it down, `?` where it is not clear."""
    whole = next((part for part in read.unclear if part.what == "line"), None)
    if whole is not None:
        why = words(whole.problem.key, **whole.problem.values) if whole.problem else ""
        return _kind(words, "note") + as_content(f" ? {why}", UNCLEAR)
    return SEPARATOR.join(_parts(read, known, words, today))


def unclear_value(part: "UnclearPart", words: "Catalogue") -> Content:
    """`? 张伟`: the nearest of what may be meant, else what was written."""
    is_near = part.offers and part.written and not part.offers_anybody
    nearest = offer_in_words(part, part.offers[0], words) if is_near else part.written
    return as_content(f"? {nearest}".rstrip(), UNCLEAR)


def offer_in_words(part: "UnclearPart", offer: str, words: "Catalogue") -> str:
    match part.what:
        case "due":
            return words.day(date.fromisoformat(offer))
        case "level":
            return words(f"level.{offer}")
    others = part.others(offer)
    return words("unclear.with_others", name=offer, others=list(others)) if others else offer


def _kind(words: "Catalogue", kind: str) -> Content:
    return as_content(words(f"entry.{kind}"), "bold $text-accent")


def _parts(read: "LiveReading", known: "KnownNames", words: "Catalogue", today: date) -> Iterator[Content]:
    line, unclear = read.captured, {part.what: unclear_value(part, words) for part in read.unclear}
    if line.kind == "command":
        yield as_content(words(f"command.{line.command}"), "bold") + as_content(
            f" {line.argument}" if line.argument else ""
        )
        return
    yield _kind(words, line.kind)
    if line.kind == "action" and line.action is not None:
        yield _named(words, line.action.owner, known, unclear.get("owner"))
        if line.action.collaborators or "collaborator" in unclear:
            helping = [known.named(one, words) for one in line.action.collaborators]
            named = as_content(words("list.separator").join(helping))
            parts = [one for one in (named, unclear.get("collaborator")) if one]
            yield _label(words("field.collaborators")) + Content(" ").join(parts)
        if line.action.doer:
            yield _part(words("field.doer"), line.action.doer)
        yield _due(line.action.due, unclear.get("due"), today, words)
        yield _part(words("field.deliverable"), line.action.deliverable)
        if line.action.module:
            yield _part(words("field.module"), line.action.module)
        for standard in line.action.checks or ():
            yield _part(words("field.checks"), standard)
    elif line.kind == "risk":
        yield _part(words("field.level"), words(f"level.{line.level or 'medium'}"), unclear.get("level"))
        yield _named(words, line.who, known, unclear.get("owner"))
        stated = risk_fields(line.text)
        fields = {"impact": stated.scope, "answer": stated.answer, "standby": stated.standby}
        yield from (_part(words(f"risk.{name}"), value) for name, value in fields.items() if value)
        if line.level == "high":
            yield as_content(words("capture.mailed_at_end"), "$text-warning")
    elif line.kind == "view":
        yield _part(words("field.who"), line.who)
    elif line.command:
        yield as_content(words(f"command.{line.command}"), "bold") + as_content(f" {line.argument}")
    text = risk_fields(line.text).text if line.kind == "risk" else line.text
    yield as_content(text) if text else as_content("?", "$text-warning")
    if known.missing and line.kind in ("decision", "consensus"):
        yield as_content(words("live.departments_missing", departments=list(known.missing)), "$text-warning")


def _label(text: str) -> Content:
    return as_content(f"{text} ", "$foreground-muted")


def _part(label: str, value: str, unclear: Content | None = None) -> Content:
    return _label(label) + (unclear or (as_content(value) if value else as_content("?", UNCLEAR)))


def _named(words: "Catalogue", owner: str, known: "KnownNames", unclear: Content | None) -> Content:
    return _part(words("field.owner"), known.named(owner, words), unclear)


def _due(day: date | None, unclear: Content | None, today: date, words: "Catalogue") -> Content:
    """Today in amber: who says a weekday in a meeting seldom means the one that it is."""
    if day is not None and day == today and unclear is None:
        unclear = as_content(f"{words('capture.today')} {words.day(day)}", UNCLEAR)
    return _part(words("field.due"), words.day(day) if day else "", unclear)
