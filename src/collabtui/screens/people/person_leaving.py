"""One who leaves: who takes over is named, what goes to whom is seen, and then it is theirs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collabtui.errors import Refused
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.lifecycle.people.person_leaves import Leaving, as_seen, leave, to_be_handed_over
from collabtui.screens.dialogs.confirm import Confirm
from collabtui.screens.dialogs.field_parsers import person_of, says_owners, suggestions
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.people.person_merging import as_known
from collabtui.screens.people.plan_dialog import PlanDialog

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.store.queries.rows.people_rows import PersonRow


async def hand_over(page: "PagePort", row: "PersonRow", people: "Sequence[PersonRow]") -> None:
    """Ask who takes over, show the plan, and carry it out once it was agreed to."""
    services, words, found = page.services, page.words, list[Leaving]()
    others = [as_known(one) for one in people if one["ref"] != row["ref"]]

    async def look(values: Values) -> None:
        to = person_of(others, values["successor"])
        if to is None:
            raise Refused("leave.nobody", name=row["name"])
        found[:] = [await page.session.run_command(lambda acting: _as_seen(acting, row["ref"], to.ref))]

    field = FormField("successor", "", suggestions(others), read=says_owners(page.session, words, others))
    if not await page.ask(Form(services, words("leave.who", name=row["name"]), [field], look, verb="key.go_on")):
        return
    (leaving,) = found
    names = {"name": leaving.leaver.name, "to": leaving.successor.name}
    title = words("leave.would", n=leaving.n, **names)
    if await page.ask(PlanDialog(services, title, leaving.handed_over, _notes(page, leaving), "key.hand_over")):
        goes, stays = leaving.leaver.ref, leaving.successor.ref
        done = "leave.done" if leaving.is_heard_by_successor else "leave.done_alone"
        await page.do(lambda acting: leave(acting, goes, stays), done, **names)


def _as_seen(acting: "Acting", leaver: str, successor: str) -> Leaving:
    found = to_be_handed_over(acting.store, acting, leaver, successor)
    return as_seen(acting, found)


def _notes(page: "PagePort", leaving: Leaving) -> list[str]:
    words = page.words
    notes = [words("leave.mails" if leaving.is_heard_by_successor else "leave.mails_alone", to=leaving.successor.name)]
    if leaving.led:
        notes.append(words("leave.led", to=leaving.successor.name, department=leaving.led))
    if leaving.objections:
        refs = [one.ref for one in leaving.objections]
        notes.append(words("leave.objections", to=leaving.successor.name, refs=refs))
    if leaving.votes:
        notes.append(words("leave.votes", name=leaving.leaver.name, refs=[vote.ref for vote in leaving.votes]))
    if leaving.unled:
        notes.append(words("leave.unled", department=leaving.unled))
    if leaving.without_standby:
        notes.append(words("leave.without_standby", refs=leaving.without_standby))
    notes += [words("leave.unread", name=leaving.leaver.name, matter=one.ref) for one in leaving.unread]
    notes += [words("leave.closed", to=leaving.successor.name, matter=matter.ref) for matter in leaving.closed]
    if leaving.to_invite:
        notes.append(words("leave.invite", refs=leaving.to_invite))
    return [*notes, words("leave.undo")]


async def come_back(page: "PagePort", row: "PersonRow") -> None:
    """Take the mark of having left away; what was handed over stays with who has it now."""
    if await page.ask(Confirm(page.services, page.words("leave.ask.back", name=row["name"]))):
        ref = row["ref"]
        await page.do(
            lambda acting: edit_person(acting, ref, PersonChange(back=True)), "leave.is_back", name=row["name"]
        )
