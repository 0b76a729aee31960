"""The screens of somebody who enters the organisation's database by a login of his own: the database hides, and each
page comes up all the same."""

import pytest

from collabtui.config_file import write_config
from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.people import Person
from collabtui.lifecycle.access.role_grants import grant_role
from pgbed.bed import Pgbed
from support.player import Stage
from support.world import CONFIG

ON_POSTGRESQL = pytest.mark.parametrize("stage", ["postgresql"], indirect=True)


def entered(stage: Stage, bed: Pgbed, name: str, role: str) -> None:
    """From now on the screens are his, by his login."""
    person = stage.workspace.store.find(Person, name=name)[0]
    grant_role(stage.acting, CONFIG.organiser.name, "administrator")
    grant_role(stage.acting, name, role)  # type: ignore[arg-type]  # a role
    shared = stage.workspace.config.database.url.replace("//collabtui@", f"//collabtui:{bed.password}@")
    url = bed.own_login(shared, "screens", person.email).replace(f":{bed.password}@", "@")
    database = stage.workspace.config.database.model_copy(update={"url": url})
    organiser = CONFIG.organiser.model_copy(update={"name": name, "email": person.email})
    write_config(stage.home, CONFIG.model_copy(update={"database": database, "organiser": organiser}))


def restricted(stage: Stage) -> Matter:
    store = stage.workspace.store
    matter = store.find(Matter)[0]
    boss = store.find(Person, name=CONFIG.organiser.name)[0]
    with store.transaction(actor="x", via="test", now=stage.clock()) as tx:
        tx.put(matter.model_copy(update={"confidential": True, "readers": (NamedReader(person=boss.ref),)}))
    return matter


@pytest.mark.pgbed
@ON_POSTGRESQL
async def test_each_page_comes_up_and_shows_what_he_may_see(published: Stage, postgresql_server: Pgbed) -> None:
    entered(published, postgresql_server, "张伟", "facilitator")
    async with published.play("en", size=(120, 40)) as player:
        await player.press("3")
        await player.see("提供接口文档")
        await player.press("home", "d")
        await player.until(lambda: any(one.percent == 100 for one in published.workspace.store.find(Action)))
    matter = restricted(published)
    async with published.play("en", size=(120, 40)) as player:
        for page in "1234567OWBR":
            await player.press(page)
            assert matter.title not in player.screen
            assert "提供接口文档" not in player.screen
