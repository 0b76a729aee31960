"""What a line of the capture field is taken for, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.language.capture.live_capture import LiveReading
    from collabtui.screens.dialogs.capture_completion import Known
    from collabtui.text.catalogue import Catalogue

PREFIXES = ("decision", "action", "consensus", "view", "risk", "question")
SEPARATOR = said(" · ", "$foreground-muted")


def hint(words: "Catalogue") -> Content:
    """For an empty line: nothing has to be remembered."""
    return SEPARATOR.join(
        said(words(f"capture.prefix.{kind}"), "bold") + " " + words(f"entry.{kind}") for kind in PREFIXES
    )


def said_as(read: "LiveReading", known: "Known", words: "Catalogue") -> Content:
    """`action · owner 张伟 (研发部) · due ? · deliverable ?`; or why Enter would be refused."""
    if read.problem is not None:
        return said(words(read.problem.key, **read.problem.values), "$text-error")
    return SEPARATOR.join(_parts(read, known, words))


def _parts(read: "LiveReading", known: "Known", words: "Catalogue") -> Iterator[Content]:
    line = read.said
    if line.kind == "command":
        yield said(words(f"command.{line.command}"), "bold") + said(f" {line.argument}" if line.argument else "")
        return
    yield said(words(f"entry.{line.kind}"), "bold $text-accent")
    if line.kind == "action" and line.action is not None:
        yield _named(words("field.owner"), line.action.owner, known)
        if line.action.collaborators:
            yield said(words("field.collaborators") + " ", "$foreground-muted") + said(
                ", ".join(line.action.collaborators)
            )
        yield _part(words("field.due"), words.day(line.action.due) if line.action.due else "")
        yield _part(words("field.deliverable"), line.action.deliverable)
    elif line.kind == "risk":
        yield _part(words("field.level"), words(f"level.{line.level or 'medium'}"))
        yield _named(words("field.owner"), line.who, known)
    elif line.kind == "view":
        yield _part(words("field.who"), line.who)
    yield said(line.text) if line.text else said("?", "$text-warning")
    if known.missing and line.kind in ("decision", "consensus"):
        yield said(words("live.departments_missing", departments=list(known.missing)), "$text-warning")


def _part(label: str, value: str) -> Content:
    return said(f"{label} ", "$foreground-muted") + (said(value) if value else said("?", "bold $text-warning"))


def _named(label: str, name: str, known: "Known") -> Content:
    department = known.department_of(name)
    return _part(label, f"{name} ({department})" if department else name)
