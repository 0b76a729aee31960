"""Two who are one: named, looked at, turned round, merged, taken back."""

from collabtui.domain.action import Action
from collabtui.domain.people import Person
from support.player import Stage


def twice(stage: Stage) -> None:
    """陈静 (P4) is in the book a second time, as P6, and owns A3."""
    acting = stage.acting
    with acting.transaction() as tx:
        tx.put(Person(ref=tx.next_ref(Person), name="陈静", email="jing.chen@new.test", department="市场部"))
        tx.put(tx.get(Action, "A3").model_copy(update={"owner": "P6"}))


async def test_what_moves_is_seen_before_and_u_takes_it_back(published: Stage) -> None:
    twice(published)
    async with published.play("zh") as player:
        await player.press("6")
        await player.see("6 人")
        await player.press("m")
        await player.see("和谁是同一个人", "jing.chen@new.test")
        await player.press("enter")
        await player.see("这两条是同一个人", "转过去的 1 项", "A3", "Review the contract", "按 u 可以完全撤销")
        lines = player.screen.splitlines()
        assert next(one for one in lines if "保留" in one).find("chen@example.test") > 0
        await player.press("y")
        await player.see("5 人", "P6 已并入陈静")
        assert published.workspace.store.get(Action, "A3").owner == "P4"
        await player.press("u")
        await player.see("6 人")
        assert published.workspace.store.get(Action, "A3").owner == "P6"


async def test_the_other_way_round_the_other_one_stays(published: Stage) -> None:
    twice(published)
    async with published.play("en") as player:
        await player.press("6")
        await player.see("6 people")
        await player.press("home", "m")
        await player.see("Who is the same person as 陈静")
        await player.press("enter")
        await player.see("These two are the same person")
        await player.press("x")
        await player.until(lambda: any("stays  P6" in line for line in player.screen.splitlines()))
        await player.press("y")
        await player.see("5 people", "P4 is now merged into 陈静 <jing.chen@new.test>")
    assert published.workspace.store.get(Person, "P4").merged_into == "P6"


async def test_the_organiser_cannot_go_and_nobody_is_named_by_nothing(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("6")
        await player.see("5 people")
        await player.press("home", "m")
        await player.see("Who is the same person as")
        await player.press("enter")
        await player.see("Say who is the same person as")
        await player.type("李明")
        await player.press("enter")
        await player.see("must be the one who stays")
        await player.press("escape", "escape")
        await player.see("5 people")
    assert all(one.merged_into is None for one in published.workspace.store.find(Person))
