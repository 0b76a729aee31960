"""`person merge`: seen before, done once, known afterwards at both addresses."""

from collabtui.home import Home
from support.command_line import Type


def test_what_would_move_is_said_and_nothing_moves(published: Home, typed: Type) -> None:
    said = typed("person merge bob alice@example.test --dry-run")
    assert said.code == 0
    assert "A1" in said.out
    assert typed("action list --owner alice@example.test --json").json


def test_all_of_the_one_is_the_others(published: Home, typed: Type) -> None:
    before = {one["name"]: one["ref"] for one in typed("person list --json").json}
    bob, alice = before["Bob"], before["Alice"]
    said = typed(f"person merge {bob} {alice} --json").json
    assert (said["stays"], said["goes"]) == (bob, alice)
    assert said["addresses"] == ["bob@example.test", "alice@example.test"]
    assert alice not in {one["ref"] for one in typed("person list --json").json}
    assert {one["owner"]["name"] for one in typed("action list --json").json} == {"Bob"}
    assert typed("action list --owner alice@example.test --json").json
    assert "merged into" in typed(f"trail {alice}").out
    assert "Bob" in typed(f"person merge {bob} bob").err
    again = typed(f"person merge {bob} {alice}")
    assert again.code == 1
