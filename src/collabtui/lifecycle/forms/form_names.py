"""Names of the forms: `risks`, `Risk alert` and 风险预警表 are one."""

from typing import Literal, get_args

from collabtui.errors import Unknown
from collabtui.formats.file_words import nearest, plain
from collabtui.text.catalogue import LOCALES, Catalogue

FormName = Literal[
    "request", "contacts", "communication-plan", "kick-off", "breakdown", "tracking", "exceptions", "problems", "risks",
    "minutes", "communication", "change", "weekly", "acceptance", "completion", "retrospective", "duties", "process",
    "pain-points", "questionnaire", "diagnosis", "project-plan",
]  # fmt: skip
FORMS: tuple[FormName, ...] = get_args(FormName)
"""In the order of the handbook; the project plan, which is several of them, last."""
TABLES: frozenset[FormName] = frozenset({
    "contacts", "communication-plan", "duties", "breakdown", "tracking", "exceptions", "problems", "risks",
    "communication", "change", "acceptance", "process", "pain-points", "questionnaire", "diagnosis",
})  # fmt: skip
"""Those that a spreadsheet can hold: one table, or `OF_SEVERAL_TABLES`."""
OF_SEVERAL_TABLES: frozenset[FormName] = frozenset({"process", "pain-points", "questionnaire", "diagnosis"})
"""Those of `TABLES` of which a spreadsheet holds every table; of the others the first alone."""
OF_A_DEPARTMENT: frozenset[FormName] = frozenset({"duties", "breakdown", "tracking"})
"""Those that can be had for one department alone: its own plan."""


def form_named(typed: str, matter: str) -> FormName:
    """Raises `Unknown` (form.unknown: value, near, ref)."""
    known = {
        plain(name): form for form in FORMS for name in (form, *(Catalogue(one)(f"form.{form}") for one in LOCALES))
    }
    if found := known.get(plain(typed)):
        return found
    parts = [name for name in known if plain(typed) and plain(typed) in name]
    if len({known[name] for name in parts}) == 1:
        return known[parts[0]]
    raise Unknown("form.unknown", value=typed, near=parts or nearest(typed, known)[:_NEAR], ref=matter)


_NEAR = 15
