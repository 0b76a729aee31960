"""What was agreed at kick-off: the milestones, and the criteria with what was measured."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content

from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.matters.edit_matters import criterion_of, judge
from collabtui.screens.actions.action_form import new_action_form
from collabtui.screens.matters.sections.matter_acceptance import MET, judge_criterion
from collabtui.screens.matters.sections.section_kind import Deed, Kind, MatterData, Row, SectionLine
from collabtui.screens.matters.sections.step_forms import kick_off
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.when import due

if TYPE_CHECKING:
    from collabtui.domain.matters.matter import Criterion
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page import Page
    from collabtui.session.services import Services


def _milestones(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    for number, row in enumerate(sheet.of["milestones"], 1):
        day = date.fromisoformat(row["day"])
        shown, away = services.words.day(day), due(services.words, day, services.session.today)
        past = day < services.session.today
        line = as_content("  ▼ ", MUTED if past else ACCENT) + as_content(row["text"], MUTED if past else "")
        yield SectionLine(
            f"milestone/{number}",
            line + as_content(f"  {shown}" if past or away == shown else f"  {shown} · {away}", MUTED),
        )


def _criteria(sheet: MatterData, services: "Services") -> Iterator[SectionLine]:
    for number, row in enumerate(sheet.of["criteria"], 1):
        yield SectionLine(f"criterion/{number}", _criterion(row, services))


def _criterion(row: Row, services: "Services") -> Content:
    mark, style = {None: ("○", MUTED), True: ("✓", MUTED), False: ("✗", WARNING)}[row["met"]]
    shown = as_content(f"  {mark} ", style) + as_content(row["text"])
    verdict = services.words(f"criterion.{MET[row['met']]}")
    shown += as_content(f"  {row['measured']} · {verdict}" if row["measured"] else f"  {verdict}", style)
    if row["rectify"] and not row["met"]:
        by = date.fromisoformat(row["rectify_by"]) if row["rectify_by"] else None
        late = by is not None and by < services.session.today
        until = services.words("steps.rectify", text=row["rectify"])
        shown += as_content(f"  → {until}", MUTED) + as_content(
            f" · {due(services.words, by, services.session.today)}", LATE if late else MUTED
        )
    return shown


def _number(key: str) -> int:
    return int(key.partition("/")[2])


def _kick_off_in(field: str) -> Deed:
    async def open_it(page: "Page", sheet: MatterData, _: str) -> None:
        await kick_off(page, sheet, begins_in=field)

    return open_it


async def _judge(page: "Page", sheet: MatterData, key: str) -> None:
    matter = await page.do(lambda acting: acting.store.get(Matter, sheet.ref))
    if matter:
        await judge_criterion(page, matter, _number(key))


async def _met(page: "Page", sheet: MatterData, key: str) -> None:
    number = _number(key)
    await page.do(lambda acting: _judged_met(acting, sheet.ref, number), "steps.met", number=number)


def _judged_met(acting: "Acting", ref: str, number: int) -> Matter:
    criterion: Criterion = criterion_of(acting.store.get(Matter, ref), number)
    return judge(acting, ref, number, criterion.model_copy(update={"met": True}))


async def _act(page: "Page", sheet: MatterData, key: str) -> None:
    """What is to be put right becomes an action."""
    row = sheet.of["criteria"][_number(key) - 1]
    instead = {"title": row["rectify"] or row["text"], "due": row["rectify_by"] or "", "deliverable": row["text"]}
    await new_action_form(page, sheet.ref, instead)


MILESTONES = Kind(
    "milestones",
    lambda _reader, row, _today: row["milestones"],
    _milestones,
    deeds={"open": _kick_off_in("milestones"), "edit": _kick_off_in("milestones")},
)
CRITERIA = Kind(
    "criteria",
    lambda _reader, row, _today: row["criteria"],
    _criteria,
    deeds={"open": _judge, "edit": _judge, "done": _met, "act": _act},
    keys=(Binding("A", "deed('act')", "key.criterion_action", id="matters.criterion_action"),),
)
