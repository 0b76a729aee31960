"""A title's verb as a noun names its item: the training, of Train the bank staff."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.items.work_nouns import gerunds
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = ("Update the rota", "Bake the rolls", "Train the bank staff", "Ship the samples")


def _done(text: str) -> str:
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(_TITLES, 1))
    situation = ReplyContext(items=items, locale="en", written=date(2026, 3, 10), minutes="M1")
    return " ".join(one.ref for one in understand(new_text(text), situation).updates if one.status == "done")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("training done", "A3"),
        ("The training is finished, the rota too.", "A3 A1"),
        ("baking is done", "A2"),
        ("Shipping done.", "A4"),
        ("I am training the new guy", ""),
        ("still training", ""),
        ("done with shipping for today", ""),
        ("after training I am done for", ""),
    ],
)
def test_the_noun_of_a_verb_names_its_item_and_the_verb_does_not(text: str, done: str) -> None:
    assert _done(text) == done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Craft order - already ordered on Monday", "A1"),
        ("chart reviewed", "A2"),
        ("ordered lunch", ""),
    ],
)
def test_a_title_that_ends_with_a_verbs_noun_is_done_by_that_verb(text: str, done: str) -> None:
    titles = ("Easter craft order", "Allergy chart review", "Snag list")
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(titles, 1))
    situation = ReplyContext(items=items, locale="en", written=date(2026, 3, 10), minutes="M1")
    found = understand(new_text(text), situation)
    assert " ".join(one.ref for one in found.updates if one.status == "done") == done


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("train", ("training",)),
        ("bake", ("baking",)),
        ("ship", ("shiping", "shipping")),
        ("do", ()),
        ("校正", ()),
    ],
)
def test_forms_of_a_gerund(verb: str, forms: tuple[str, ...]) -> None:
    assert gerunds(verb) == forms
