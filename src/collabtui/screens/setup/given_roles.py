"""Roles given and taken back: who may change what."""

from typing import TYPE_CHECKING

from collabtui.domain.access.role_grant import ROLES, Role
from collabtui.lifecycle.access.role_grants import grant_role, revoke_role
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.store.queries.access.role_list import roles
from collabtui.store.queries.people_list import known_people

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.account_rows import RoleRow
    from collabtui.text.catalogue import Catalogue

NEW = "+"
"""In the place of the ref of a role: one that is to be given."""


async def choose_role(page: "PagePort") -> None:
    """One of those that were given is taken back, or another one given. While there is none, everybody may do
    everything."""
    words, rows = page.words, await page.session.query(roles)
    options = [(row["ref"], _name(row), _about(row, words)) for row in rows]
    options.append((NEW, words("roles.give"), words("roles.give_about" if rows else "roles.first_about")))
    chosen = await page.ask(Pick(page.services, words("setup.roles"), options))
    if chosen == NEW:
        await _give(page, is_first=not rows)
    elif row := next((row for row in rows if row["ref"] == chosen), None):
        await _take_back(page, row)


def _name(row: "RoleRow") -> str:
    return row["person"]["name"] if row["person"] else row["ref"]


def _about(row: "RoleRow", words: "Catalogue") -> str:
    department = (row["person"]["department"] or "") if row["person"] else ""
    return " · ".join(filter(None, (words(f"given_role.{row['role']}"), department, row["by"])))


async def _give(page: "PagePort", *, is_first: bool) -> None:
    words = page.words
    known: dict[str, Role] = {one: one for one in ROLES}
    person, role = "", "administrator"

    async def save(values: Values) -> None:
        nonlocal person, role
        person, role = values["person"], values["role"]
        await page.session.run_command(lambda acting: grant_role(acting, values["person"], known[values["role"]]))

    everybody = await page.session.query(known_people)
    own = await page.session.run_command(lambda acting: acting.actor) if is_first else ""

    def says_who(text: str) -> str:
        """From the first role on who has none may do nothing, whoever gave it."""
        return words("roles.not_yourself", name=text) if is_first and text and text != own else ""

    options = [(one, words(f"given_role.{one}")) for one in known]
    fields = [
        FormField("person", own, suggest=[row["name"] for row in everybody], read=says_who),
        FormField("role", "administrator" if is_first else "facilitator", label=words("roles.role"), options=options),
    ]
    if await page.ask(Form(page.services, words("roles.give"), fields, save)):
        page.tell("role.granted", name=person, given_role=role)
        if is_first:
            page.tell("role.count_now", seconds=10)


async def _take_back(page: "PagePort", row: "RoleRow") -> None:
    name, role = _name(row), row["role"]
    question = page.words("roles.take_back", name=name, given_role=role)
    if await page.ask(Confirm(page.services, question, "roles.take_back_yes")):
        person = row["person"]["email"] if row["person"] else row["ref"]
        await page.do(lambda acting: revoke_role(acting, person, role), "role.revoked", name=name, given_role=role)
