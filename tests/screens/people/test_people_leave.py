"""One who leaves, and a department that changes, by keys: seen before, done, listed, taken back."""

from collabtui.domain.action import Action
from collabtui.domain.people import Department, Person
from collabtui.domain.place import Place
from collabtui.screens.people.page import People
from support.player import Player, Stage


def point_at(player: Player, ref: str) -> None:
    page = player.app.screen
    assert isinstance(page, People)
    page.point_at(Place("people", ref))


async def test_what_is_handed_over_is_seen_first_and_who_left_is_listed_as_left(published: Stage) -> None:
    store = published.workspace.store
    async with published.play("zh", (160, 40)) as player:
        await player.press("6")
        await player.see("5 人", "张伟")
        point_at(player, "P2")
        await player.see("zhang@example.test")
        await player.press("l")
        await player.see("张伟要离任，由谁接手", "接手人")
        await player.type("陈静")
        await player.press("enter")
        await player.see("张伟把", "A1", "提供接口文档", "移交", "按 u 可以完全撤销")
        assert store.get(Person, "P2").is_here, "nothing before the yes"
        await player.press("escape")
        await player.see("5 人")
        await player.press("l")
        await player.type("陈静")
        await player.press("enter")
        await player.see("A1")
        await player.press("y")
        await player.see("4 人", "已离任 1")
        assert store.get(Action, "A1").owner == "P4"
        await player.press("end")
        await player.see("（周一）离任")
        await player.press("l")
        await player.see("现在回来了吗")
        await player.press("y")
        await player.see("5 人")
        assert store.get(Person, "P2").is_here


async def test_nobody_takes_over_from_himself_or_by_nothing(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("6")
        await player.see("5 people")
        await player.press("l")
        await player.see("Who takes over?", "go on (⏎)")
        await player.press("enter")
        await player.see("Say who takes over from")


async def test_a_department_is_renamed_or_becomes_a_part_of_another(published: Stage) -> None:
    store = published.workspace.store
    before = store.get(Person, "P2").department
    other = next(one.department for one in store.find(Person) if one.department not in ("", before))
    async with published.play("en", (120, 40)) as player:
        await player.press("6")
        await player.see("5 people")
        point_at(player, "P2")
        await player.see("zhang@example.test")
        await player.press("o")
        await player.see("New name of")
        await player.press("enter")
        await player.see("It is already called")
        await player.press("ctrl+u")
        await player.type("平台部")
        await player.see(f"{before} is renamed 平台部")
        await player.press("enter")
        await player.see(f"{before} would be called 平台部", "P2", "person")
        assert store.get(Person, "P2").department == before
        await player.press("y")
        await player.see(f"{before} is now called 平台部")
        assert store.get(Person, "P2").department == "平台部"
        await player.press("o", "ctrl+u")
        await player.type(other)
        await player.see(f"平台部 becomes part of {other}")
        await player.press("enter")
        await player.see(f"平台部 would become part of {other}")
        await player.press("y")
        await player.see(f"平台部 is now part of {other}")
    assert store.get(Person, "P2").department == other
    (kept,) = store.find(Department, name=other)
    assert {before, "平台部"} <= set(kept.former_names)
