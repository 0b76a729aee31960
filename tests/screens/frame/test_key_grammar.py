"""One grammar of keys: a letter does the same on every page; what else a page can do is behind a prefix."""

import pytest
from textual.binding import Binding

from collabtui.screens.frame.page import Page
from collabtui.widgets.page_bar import BY_LETTER
from support.generate_bindings import bindings_declared, classes_below
from support.player import Stage

GRAMMAR: dict[str, frozenset[str]] = {
    "j": frozenset({"key.next_mail"}),
    "k": frozenset({"key.previous_mail"}),
    "n": frozenset({"key.new_action", "key.new_matter", "key.new_meeting", "key.new_person"}),
    "e": frozenset({"key.edit"}),
    "d": frozenset({"key.done"}),
    "u": frozenset({"key.undo"}),
    "y": frozenset({"key.copy", "key.yes", "key.apply"}),
    "x": frozenset({"key.cancel_action", "key.remove", "key.refuse", "key.no", "key.take_back", "key.hold_mails"}),
    "s": frozenset({"key.send", "key.send_now", "key.nudge", "key.start"}),
    "slash": frozenset({"key.find", "key.filter"}),
    "question_mark": frozenset({"key.keys"}),
}
"""Of a letter that has a meaning everywhere: what it may be bound to on a page. Up and down are the list's own."""


def pages() -> list[type[Page]]:
    bindings_declared()  # imports them all
    return [found for found in classes_below(Page) if found.__module__.startswith("collabtui.")]


def own_bindings(page: type[Page]) -> list[Binding]:
    return [one for one in vars(page).get("BINDINGS", ()) if isinstance(one, Binding)]


def test_a_letter_means_the_same_on_every_page() -> None:
    assert len(pages()) > 10
    for page in pages():
        for binding in own_bindings(page):
            for key in binding.key.split(","):
                assert binding.description in GRAMMAR.get(key, {binding.description}), (page.__name__, key)


def test_a_capital_is_the_larger_form_of_its_small_letter() -> None:
    """`K` moves where `k` goes up, `E` edits all where `e` edits a line, `A` makes an action where `a` lists them."""
    for page in pages():
        keys = {key for binding in own_bindings(page) for key in binding.key.split(",")}
        for key in keys:
            if len(key) == 1 and key.isupper():
                assert key.lower() in keys | {"j", "k"} or page.__name__ == "Agenda", (page.__name__, key)


def test_no_page_takes_the_key_of_another_page() -> None:
    for page in pages():
        keys = {key for binding in own_bindings(page) for key in binding.key.split(",") if page is not Page}
        assert not keys & {*BY_LETTER.values(), "1", "2", "3", "4", "5", "6", "7"}, page.__name__


def test_what_does_not_fit_is_behind_the_prefix() -> None:
    (matters,) = [page for page in pages() if page.__name__ == "Matters"]
    direct = [one for one in own_bindings(matters) if len(one.key) == 1]
    assert len(direct) <= 13
    assert [one.key for one in direct if one.action == "more"] == ["m"]


@pytest.mark.parametrize(("letter", "opens"), [("r", "New risk"), ("d", "asks of a department"), ("a", "New action")])
async def test_a_strip_says_what_follows_the_prefix(published: Stage, letter: str, opens: str) -> None:
    async with published.play("en") as player:
        await player.press("5", "m")
        await player.see("r\u00a0new\u00a0risk", "a\u00a0new\u00a0action")
        await player.press("z")
        await player.see("r\u00a0new\u00a0risk")
        await player.press(letter)
        await player.see(opens)


async def test_k_goes_up_on_the_page_of_matters(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("5", "k")
        assert "department" not in player.app.screen.__class__.__name__.lower()
        assert not player.notices.told
