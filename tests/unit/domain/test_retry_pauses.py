"""Pauses before another try: doubled, bounded, and spread where many wait for the same server."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.retry_pauses import Pauses, doubled

LENGTHS = st.timedeltas(timedelta(milliseconds=1), timedelta(minutes=1))


@given(LENGTHS, LENGTHS, st.integers(0, 10**9))
def test_a_pause_is_the_first_doubled_up_to_the_longest(first: timedelta, more: timedelta, failures: int) -> None:
    longest = first + more
    pauses = [doubled(first, longest, failures + further) for further in range(3)]
    assert all(first <= pause <= longest for pause in pauses)
    assert all(after == min(before * 2, longest) for before, after in pairwise(pauses[failures == 0 :]))
    assert doubled(first, longest, 1) == first


@given(st.integers(0, 2**32))
def test_pauses_grow_from_seconds_to_ten_minutes_and_begin_anew_after_success(seed: int) -> None:
    pauses = Pauses(Random(seed))  # noqa: S311  # nobody guards a secret with a pause
    tries = [pauses.next() for _ in range(40)]
    assert 5 <= tries[0] <= 10
    assert all(5 <= pause <= 600 for pause in tries)
    assert all(300 <= pause <= 600 for pause in [*tries[7:], pauses.longest()])
    assert all(later >= earlier / 2 for earlier, later in pairwise(tries))
    pauses.over()
    assert 5 <= pauses.next() <= 10
