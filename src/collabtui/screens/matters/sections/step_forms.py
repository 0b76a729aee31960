"""What each step of a matter is led through by: a form of its own, or the first thing that it lacks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast, get_args

from collabtui.domain.matters.matter import Matter, Rhythm, Step
from collabtui.domain.place import Place
from collabtui.lifecycle.matters.edit_matters import MatterFields, criteria_of, describe_matter
from collabtui.lifecycle.matters.milestones import read_milestones
from collabtui.screens.actions.action_form import action_form, new_action_form
from collabtui.screens.dialogs.field_parsers import departments, known
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.matters.matter_form import matter_form
from collabtui.screens.matters.sections.matter_acceptance import lead_through_acceptance
from collabtui.screens.matters.sections.matter_changes import CHANGES
from collabtui.screens.matters.sections.matter_departments import ASKED, send_request
from collabtui.screens.matters.sections.matter_risks import risk_form
from collabtui.screens.matters.sections.save_as import archive_in_folder
from collabtui.screens.matters.sections.section_kind import Adding, MatterData, Row

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.services import Services

HOLES = ("owner", "due", "deliverable")
"""Of a task, in the order in which they are asked for."""
LEARNED = ("result", "went_well", "to_improve", "to_standardise")


async def request(page: "Page", sheet: MatterData) -> None:
    """What it is about; then what is asked of the departments, and sending that."""
    matter = sheet.standing.matter
    if not all((matter.goal, matter.background, matter.lead, matter.wanted)):
        await matter_form(page, sheet.row)
    elif not matter.asked:
        await ASKED.adding["asked"](page, sheet)
    elif any(one.state == "unsent" for one in matter.asked):
        await send_request(page, sheet)
    else:
        await matter_form(page, sheet.row)


async def kick_off(page: "Page", sheet: MatterData, begins_in: str = "") -> None:
    services = page.services

    async def save(values: Values) -> None:
        said: MatterFields = {
            "scope_in": values["scope_in"],
            "scope_out": values["scope_out"],
            "rules": values["rules"],
            "rhythm": cast("Rhythm", values["rhythm"]),
            "supervising": values["supervising"],
            "milestones": read_milestones(values["milestones"], locale=services.words.locale, today=services.today),
        }
        await services.do(lambda acting: _kicked_off(acting, sheet.ref, said, values["criteria"].splitlines()))

    people = await services.look(known)
    form = Form(services, _title(page, sheet, "kick-off"), _agreed(sheet.row, services, departments(people)), save,
                begins_in=begins_in)  # fmt: skip
    await page.app.push_screen_wait(form)


def _kicked_off(acting: "Acting", ref: str, said: MatterFields, criteria: Sequence[str]) -> Matter:
    """What was measured already stays with its criterion."""
    return describe_matter(
        acting, ref, {**said, "criteria": criteria_of(acting.store.get(Matter, ref).criteria, criteria)}
    )


def _agreed(row: Row, services: "Services", departments: Sequence[str]) -> list[FormField]:
    words = services.words
    milestones = "\n".join(f"{one['day']} {one['text']}" for one in row["milestones"])
    criteria = "\n".join(one["text"] for one in row["criteria"])
    return [
        FormField("scope_in", row["scope_in"] or "", several=True),
        FormField("scope_out", row["scope_out"] or "", several=True),
        FormField("supervising", row["supervising"] or "", suggest=departments),
        FormField("milestones", milestones, read=lambda text: _says_milestones(services, text), several=True),
        FormField("criteria", criteria, read=lambda text: "" if text else words("steps.hint.criteria"), several=True),
        FormField(
            "rules", row["rules"] or "", read=lambda text: "" if text else words("steps.hint.rules"), several=True
        ),
        FormField(
            "rhythm",
            row["rhythm"] or "none",
            options=[(one, words(f"rhythm.{one}")) for one in get_args(Rhythm)],
        ),
    ]


def _says_milestones(services: "Services", text: str) -> str:
    """The days, in their order."""
    if not text:
        return services.words("steps.hint.milestones")
    found = read_milestones(text, locale=services.words.locale, today=services.today)
    return " · ".join(services.words.day(one.day) for one in found)


async def breakdown(page: "Page", sheet: MatterData) -> None:
    """The first task that lacks something; where none does, another one."""
    tasks = [row for row in sheet.of["actions"] if row["status"] not in ("done", "cancelled")]
    hole = next((row for row in tasks if not all(row[name] for name in HOLES)), None)
    if hole is None:
        await new_action_form(page, sheet.ref)
    else:
        await action_form(page, hole["ref"], wanted=HOLES)


async def tracking(page: "Page", sheet: MatterData) -> None:
    page.post_message(page.Go(*Place.actions("matter", sheet.ref)))


async def risk(page: "Page", sheet: MatterData) -> None:
    """The first risk without an answer, or a high one without a stand-by; where there is none, another one."""
    open_ones = sheet.of["risks"]
    bare = [row for row in open_ones if not row["answer"]]
    bare += [row for row in open_ones if row["level"] == "high" and not row["standby"]]
    await risk_form(page, sheet.ref, next(iter(bare), None))


async def retrospective(page: "Page", sheet: MatterData) -> None:
    services, row = page.services, sheet.row

    async def save(values: Values) -> None:
        said: MatterFields = {
            "result": values["result"],
            "went_well": values["went_well"],
            "to_improve": values["to_improve"],
            "to_standardise": values["to_standardise"],
        }
        await services.do(lambda acting: describe_matter(acting, sheet.ref, said))

    goal = row["goal"] or ""
    fields = [
        FormField(name, row[name] or "", several=True, read=_beside_goal(services, goal) if name == "result" else None)
        for name in LEARNED
    ]
    await page.app.push_screen_wait(Form(services, _title(page, sheet, "retrospective"), fields, save))


def _beside_goal(services: "Services", goal: str) -> Any:
    return lambda _text: services.words("steps.goal_was", goal=goal) if goal else ""


async def archive(page: "Page", sheet: MatterData) -> None:
    await archive_in_folder(page, sheet.ref)


def _title(page: "Page", sheet: MatterData, step: Step) -> str:
    return f"{sheet.ref} {sheet.row['title']} · {page.words('step.' + step)}"


async def acceptance(page: "Page", sheet: MatterData) -> None:
    if sheet.row["criteria"]:
        await lead_through_acceptance(page, sheet.ref)
    else:
        await kick_off(page, sheet, begins_in="criteria")


async def change(page: "Page", sheet: MatterData) -> None:
    """The first draft; where there is none, another request."""
    draft = next((row["ref"] for row in sheet.of["changes"] if row["state"] == "draft"), None)
    if draft is None:
        await CHANGES.adding["change"](page, sheet)
    else:
        await CHANGES.deeds["edit"](page, sheet, draft)


FORMS: dict[Step, Adding] = {
    "request": request,
    "kick-off": kick_off,
    "breakdown": breakdown,
    "tracking": tracking,
    "risk": risk,
    "change": change,
    "acceptance": acceptance,
    "retrospective": retrospective,
    "archive": archive,
}
