"""Templates of the kinds of matter: what is empty in a matter of a kind is filled with what is usual for it."""

from datetime import date

from collabtui.domain.matters.matter import Criterion, Matter, MatterKind, Milestone, Rhythm
from collabtui.domain.matters.matter_template import TemplateMilestone, milestones_until
from collabtui.domain.people import Locale
from collabtui.text.catalogue import Catalogue

_RHYTHMS: dict[MatterKind, Rhythm] = {
    "routine": "none", "project": "weekly", "campaign": "weekly", "process": "weekly", "cross-company": "weekly",
    "emergency": "daily",
}  # fmt: skip


def with_template(matter: Matter, locale: Locale, today: date) -> Matter:
    """With criteria, milestones, rules and rhythm of its kind where it has none of its own. Milestones are counted back
    from the wanted date: those that would be past are left out, and without a wanted date all are."""
    if matter.kind is None:
        return matter
    words, kind = Catalogue(locale), matter.kind
    criteria = tuple(Criterion(text=text) for text in words(f"kind.{kind}.criteria").splitlines())
    return matter.model_copy(
        update={
            "criteria": matter.criteria or criteria,
            "milestones": matter.milestones or _milestones(words(f"kind.{kind}.milestones"), matter.wanted, today),
            "rules": matter.rules or words(f"kind.{kind}.rules"),
            "rhythm": _RHYTHMS[kind] if matter.rhythm == "none" else matter.rhythm,
        }
    )


def _milestones(lines: str, wanted: date | None, today: date) -> tuple[Milestone, ...]:
    """Of lines such as `20 interfaces frozen`: so many days before the wanted date."""
    parted = ((text, int(days)) for days, _, text in (line.partition(" ") for line in lines.splitlines()))
    usual = [TemplateMilestone(text=text, days_before=days) for text, days in parted]
    return milestones_until(wanted, usual, today)
