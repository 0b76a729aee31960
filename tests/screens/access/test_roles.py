"""At the keys: what a role does not allow is refused in a sentence, and nothing that was typed is lost."""

from collabtui.domain.access.role_grant import MatterReading, Role
from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.access.role_grants import grant_role
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from support.player import Stage

READER, SCRIBE = "陈静", "张伟"


def ruled(stage: Stage) -> None:
    roles: tuple[tuple[str, Role], ...] = (("李明", "administrator"), (READER, "reader"), (SCRIBE, "scribe"))
    for name, role in roles:
        grant_role(stage.acting, name, role)


def titles(stage: Stage) -> list[str]:
    return [one.title for one in stage.workspace.store.find(Action)]


async def test_a_form_that_is_refused_says_who_could_and_stays_as_it_was_typed(published: Stage) -> None:
    ruled(published)
    before = titles(published)
    async with published.play("en", acting_name=READER) as player:
        await player.press("3", "n")
        await player.see("New action")
        await player.type("Check the licences")
        await player.press("enter")
        await player.see(f"{READER} may not change actions and risks here. Ask: 李明, {SCRIBE}.")
        await player.see("New action", "Check the licences")
    assert titles(published) == before
    async with published.play("en", acting_name=SCRIBE) as player:
        await player.press("3", "n")
        await player.see("New action")
        await player.type("Check the licences")
        await player.press("enter")
        await player.until(lambda: "Check the licences" in titles(published))


async def test_the_page_of_a_restricted_matter_shows_it_to_its_people_and_notes_who_read_it(published: Stage) -> None:
    ruled(published)
    matter = published.workspace.store.find(Matter)[0]
    make_confidential(published.acting, matter.ref, [SCRIBE])
    async with published.play("en", acting_name=READER) as player:
        await player.press("5")
        await player.see("No matters yet")
        assert matter.ref not in player.screen
    assert published.workspace.store.find(MatterReading, matter=matter.ref) == []
    async with published.play("en", acting_name=SCRIBE) as player:
        await player.press("5")
        await player.see(matter.title)
        await player.until(lambda: bool(published.workspace.store.find(MatterReading, matter=matter.ref)))
    readings = published.workspace.store.find(MatterReading, matter=matter.ref)
    assert [one.by for one in readings] == [SCRIBE]
