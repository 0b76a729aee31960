"""Every labelled reply, written in a real client under the very mail that we sent, means what its label says."""

from collections.abc import Callable, Iterator

import pytest

from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.assess import assess_mail
from support.labelled_replies import Reply, replies, situations
from support.mail_clients import Answer, Placement
from support.placed import client_above, client_below, clients_between, lines_by_item, without_numbers
from support.reply_differences import differences
from support.worlds import World, world

BETWEEN: tuple[Placement, ...] = ("interleaved", "cells")
Worlds = Callable[[str], World]
BY_ITEM = [example for example in replies() if lines_by_item(example) and example.theme != "numbers"]
"""A number that counts something is no number of an item; under an item such a line is a note on it."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """One for each situation, made when it is asked for."""
    folder, made = tmp_path_factory.mktemp("worlds"), dict[str, World]()

    def of(situation: str) -> World:
        if situation not in made:
            made[situation] = world(situation, folder)
        return made[situation]

    yield of
    for one in made.values():
        one.close()


def assessment(world: World, client: str, answer: Answer, placement: Placement = "above") -> Assessment:
    return assess_mail(world.acting.store, world.acting, world.reply(client, answer, placement=placement))


def wrong(found: Assessment, example: Reply, *doubts: str) -> list[str]:
    """What differs from the label, and what the way to it got wrong."""
    met = [*differences(found.understanding, example.expect)]
    if (found.kind, found.origin.trust) != ("reply", "token"):
        met.append(f"{found.kind} of trust {found.origin.trust}: {found.reason}")
    if found.new_text is None or found.new_text.doubt not in ("", *doubts):
        met.append(f"the cut: {found.new_text}")
    return met


@pytest.mark.parametrize("name", situations())
def test_the_office_gives_the_situation_of_the_table(worlds: Worlds, name: str) -> None:
    expected = situations()[name]
    found = assessment(worlds(name), "gmail-en", f"1 {', '.join(expected.people)}").reply_context
    nameless = tuple(item.model_copy(update={"owner_names": ()}) for item in expected.others_items)
    asks = any(item.number for item in expected.items) or expected.minutes is not None or expected.invitation
    assert found is not None
    assert found.hour is not None, "of a mail that says when it was written"
    known = {"others_items": nameless, "hour": found.hour, "answers_ours": asks}
    assert found == expected.model_copy(update=known)


@pytest.mark.parametrize("example", replies(), ids=lambda example: example.id)
def test_an_answer_above_or_below_the_quote_is_exact(worlds: Worlds, example: Reply) -> None:
    workspace = worlds(example.situation)
    client = client_above(example)
    assert not wrong(assessment(workspace, client, example.text), example), (client, example.text)
    client = client_below(example)
    assert not wrong(assessment(workspace, client, example.text, "below"), example, "below-quote"), (
        client,
        example.text,
    )


@pytest.mark.parametrize("example", BY_ITEM, ids=lambda example: example.id)
def test_answers_under_their_items_and_in_cells_are_exact_with_or_without_a_number(
    worlds: Worlds, example: Reply
) -> None:
    workspace, clients = worlds(example.situation), clients_between(example)
    lines = lines_by_item(example)
    for answers in filter(None, (lines, without_numbers(lines))):
        for placement in BETWEEN:
            client = next(clients)
            found = assessment(workspace, client, answers, placement)
            assert not wrong(found, example), (client, placement, answers)
