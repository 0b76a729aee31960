"""All that fuzzing ever found is read, or refused with a sentence."""

from collections.abc import Iterator
from random import Random
from typing import get_args

import pytest

from fuzz.fuzz_input import FuzzInput, Grammar, kept_inputs
from fuzz.grammars import draw
from fuzz.subjects import Subjects, subjects


@pytest.fixture(scope="module")
def readers() -> Iterator[Subjects]:
    with subjects() as found:
        yield found


@pytest.mark.parametrize("found", kept_inputs(), ids=FuzzInput.name)
def test_what_was_found_is_found_no_more(readers: Subjects, found: FuzzInput) -> None:
    readers.read(found)


@pytest.mark.parametrize("grammar", get_args(Grammar))
def test_a_few_new_ones(readers: Subjects, grammar: Grammar) -> None:
    random = Random(grammar)  # noqa: S311  # the same each time
    for _ in range(20):
        readers.read(draw(grammar, random))


@pytest.mark.parametrize("grammar", get_args(Grammar))
def test_a_seed_gives_the_same_input_and_it_grows_with_its_scale(grammar: Grammar) -> None:
    one, same = (draw(grammar, Random("7")) for _ in range(2))  # noqa: S311  # a seed, no secret
    assert one == same
    assert len(one.bytes(2)) > 1.8 * len(one.bytes())
