"""Of a share that is taken back in the same line the last number counts, and is asked about."""

import pytest

from support.moving_office import read

RESTATED = (
    ("2: almost there, 90% I'd say. Oh wait, the attic is missing as well so rather 80.", 80),
    ("2 at 70%. Hmm, actually more like 60 given the attic.", 60),
    ("2 is at 80%, wait, two rooms were added, so 50.", 50),
    ("2 at 40%, no wait, 30.", 30),
    ("2 is at 70%... hmm, call it 65", 65),
    ("2 is 60% done. Actually make that 50%.", 50),
    ("2做了80%，等等，有两间没盘，只有60", 60),
    ("2完成70%，呃，其实也就60%吧", 60),
    ("2 80%。不对，应该是75。", 75),
    ("2完成八成，等一下，今天加了两间，只有60", 60),
    ("2做到90%，哦不，阁楼还没算，最多80", 80),
    ("2 60%，其实是55%", 55),
)
KEPT = (
    "2 is at 70%, actually only 2 are missing",
    "2 is 70% done. Sorry, room 12 is closed.",
    "2 is at 70%, actually 30 of the rooms are locked",
    "2完成70%，其实就差10间了",
    "2完成70%，等等12号再看",
)


def _shares(text: str) -> set[tuple[str | None, int]]:
    found = read(text)
    applied = {(one.ref, one.percent) for one in found.updates if one.percent is not None}
    return {*applied, *((one.ref, one.percent) for one in found.proposals if one.percent is not None)}


@pytest.mark.parametrize(("text", "share"), RESTATED)
def test_the_last_number_counts(text: str, share: int) -> None:
    assert _shares(text) == {("A2", share)}


@pytest.mark.parametrize("text", KEPT)
def test_another_number_is_no_share(text: str) -> None:
    assert _shares(text) <= {("A2", 70)}


def test_the_share_of_another_item_is_its_own() -> None:
    assert ("A3", 70) not in _shares("2 is at 70%, sorry, 3 is at 60%")


@pytest.mark.parametrize(
    "text", ["1 完成40%，不是90%", "1 做到40%，并非90%", "1 完成40%，而不是90", "1 is 40% done, not 90%"]
)
def test_a_share_that_is_denied_takes_nothing_back(text: str) -> None:
    assert _shares(text) == {("A1", 40)}
