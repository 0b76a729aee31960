"""A department that is called otherwise, or becomes a part of another: named, seen, done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.people import department_moves
from collabtui.lifecycle.people.department_moves import DepartmentMoved
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.people.plan_dialog import PlanDialog

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort


async def move_department(page: "PagePort", department: str, departments: Sequence[str]) -> None:
    """Rename it, or make it a part of the other department whose name is given."""
    services, words, found = page.services, page.words, list[DepartmentMoved]()
    if not department:
        page.warn("department.of_nobody")
        return
    others = [one for one in departments if one != department]

    async def look(values: Values) -> None:
        name = " ".join(values["department_name"].split())
        if name == department:
            raise Refused("department.other_name", name=name)
        found[:] = [await page.session.run_command(lambda acting: _plan(acting, department, name, others))]

    field = FormField("department_name", department, others, read=lambda name: _says(page, department, name, others))
    if not await page.ask(Form(services, words("department.ask", name=department), [field], look, verb="key.go_on")):
        return
    (moved,) = found
    verb = "merge" if moved.after in others else "rename"
    values = {"old": moved.before, "name": moved.after, "n": len(moved.places)}
    title, notes = words(f"department.would_{verb}", **values), [words("department.history"), words("leave.undo")]
    if await page.ask(PlanDialog(services, title, moved.places, notes, f"key.department_{verb}")):
        await page.do(lambda acting: _move(acting, moved, others), f"department.{verb}d", **values)


def _says(page: "PagePort", department: str, typed: str, others: Sequence[str]) -> str:
    name = " ".join(typed.split())
    if not name or name == department:
        return ""
    verb = "merging" if name in others else "renaming"
    return page.words(f"department.{verb}", old=department, name=name)


def _plan(acting: Acting, department: str, name: str, others: Sequence[str]) -> DepartmentMoved:
    if name in others:
        return department_moves.to_be_merged(acting.store, name, department)
    return department_moves.to_be_renamed(acting.store, department, name)


def _move(acting: Acting, moved: DepartmentMoved, others: Sequence[str]) -> DepartmentMoved:
    if moved.after in others:
        return department_moves.merge(acting, moved.after, moved.before)
    return department_moves.rename(acting, moved.before, moved.after)
