"""The next thing to do in a matter: a sentence for what its step lacks, and the key that does it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.matters.steps import STEPS
from collabtui.domain.place import step_part
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.widgets.colours import ACCENT, MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.domain.model import Finding
    from collabtui.text.catalogue import Catalogue

BY_PERSONS = ("silent", "unsaid", "objected", "same_deliverable", "resources_open", "resources_refused",
              "resources_needless", "changes_waiting", "unassigned", "rectified_late", "approval_against",
              "approval_silent", "approval_open", "approval_changed", "approval_unasked", "approval_unspoken",
              "risks_open", "questions_open", "votes_open", "corrections_open", "away")  # fmt: skip
"""Lacks of which the step has no form: people answer, or a line further below has the key that its sentence names."""
OWN_KEYS = {
    "lacks.request.unread": "matters.readers",
    "lacks.kick-off.meeting": "matters.step_meeting",
    "lacks.kick-off.contacts": "matters.contact",
    "lacks.kick-off.phones": "page.people",
    "lacks.acceptance.open": "matters.actions",
    "lacks.acceptance.letters": "matters.completion",
    "lacks.retrospective.owed": "matters.look_back",
    "lacks.retrospective.late": "matters.look_back",
    "lacks.archive.open": "matters.actions",
}
"""Ids of the keys of lacks that a key of the page settles, and not Enter on the step."""
ADVICE = frozenset({"lacks.request.goal_figure", "lacks.kick-off.criteria_vague"})
"""Advice, which waits for all that is really missing: Enter leads to that first."""


def next_lack(data: MatterData) -> "Finding | None":
    lacks = sorted(lacking(data.facts, data.row["step"]), key=lambda one: one.key in ADVICE)
    return lacks[0] if lacks else None


def next_line(data: MatterData, words: "Catalogue", at: str, key_of: Callable[[str], str]) -> Content:
    """`at`: the line that the cursor stands on, empty while it is in the list of matters; `key_of` has the user's key
    by the id of a binding. Enter is named where the cursor is so that it does it, else the key that opens the step from
    anywhere."""
    step = data.row["step"]
    if step == "archive" and data.facts.matter.archive_head:
        return as_content(words("matters.next_over"), MUTED)
    lack = next_lack(data)
    if lack is None:
        following = STEPS.index(step) + 1
        sentence = "matters.next_step" if following < len(STEPS) else "matters.next_none"
        return as_content(words(sentence, step=words(f"step.{STEPS[min(following, len(STEPS) - 1)]}")), MUTED)
    key = _key(lack.key, step_part(step), at, key_of)
    what = words(f"to_do.{lack.key.removeprefix('lacks.')}", **lack.values)
    return as_content(f"{key} " if key else "", ACCENT) + as_content(words("matters.next", what=what))


def _key(lack: str, step: str, at: str, key_of: Callable[[str], str]) -> str:
    if lack in OWN_KEYS:
        return key_of(OWN_KEYS[lack])
    if lack.endswith(("approval_refused", "approval_changed")):
        return key_of("matters.approval")
    if lack.rpartition(".")[2] in BY_PERSONS:
        return ""
    return "⏎" if at in ("", step) else key_of("matters.step_form")
