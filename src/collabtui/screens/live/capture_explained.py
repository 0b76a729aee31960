"""The explanation of a line of the capture field: the entry it is read as, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.language.capture.live_capture import LiveReading
    from collabtui.screens.dialogs.capture_completion import KnownNames
    from collabtui.text.catalogue import Catalogue

PREFIXES = ("decision", "action", "consensus", "view", "risk", "question")
SEPARATOR = as_content(" · ", "$foreground-muted")


def hint(words: "Catalogue") -> Content:
    """For an empty line: nothing has to be remembered."""
    return SEPARATOR.join(
        as_content(words(f"capture.prefix.{kind}"), "bold") + " " + words(f"entry.{kind}") for kind in PREFIXES
    )


def explanation(read: "LiveReading", known: "KnownNames", words: "Catalogue") -> Content:
    """`action · owner 张伟 (研发部) · due ? · deliverable ?`; or why Enter would be refused."""
    if read.problem is not None:
        return as_content(words(read.problem.key, **read.problem.values), "$text-error")
    return SEPARATOR.join(_parts(read, known, words))


def _parts(read: "LiveReading", known: "KnownNames", words: "Catalogue") -> Iterator[Content]:
    line = read.captured
    if line.kind == "command":
        yield as_content(words(f"command.{line.command}"), "bold") + as_content(
            f" {line.argument}" if line.argument else ""
        )
        return
    yield as_content(words(f"entry.{line.kind}"), "bold $text-accent")
    if line.kind == "action" and line.action is not None:
        yield _named(words("field.owner"), line.action.owner, known)
        if line.action.collaborators:
            yield as_content(words("field.collaborators") + " ", "$foreground-muted") + as_content(
                ", ".join(line.action.collaborators)
            )
        yield _part(words("field.due"), words.day(line.action.due) if line.action.due else "")
        yield _part(words("field.deliverable"), line.action.deliverable)
    elif line.kind == "risk":
        yield _part(words("field.level"), words(f"level.{line.level or 'medium'}"))
        yield _named(words("field.owner"), line.who, known)
    elif line.kind == "view":
        yield _part(words("field.who"), line.who)
    yield as_content(line.text) if line.text else as_content("?", "$text-warning")
    if known.missing and line.kind in ("decision", "consensus"):
        yield as_content(words("live.departments_missing", departments=list(known.missing)), "$text-warning")


def _part(label: str, value: str) -> Content:
    return as_content(f"{label} ", "$foreground-muted") + (
        as_content(value) if value else as_content("?", "bold $text-warning")
    )


def _named(label: str, name: str, known: "KnownNames") -> Content:
    department = known.department_of(name)
    return _part(label, f"{name} ({department})" if department else name)
