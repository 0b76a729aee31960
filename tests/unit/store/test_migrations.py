"""The steps of the tables are data: numbered scripts whose names databases remember."""

from collabtui.store.sqlite.migrations import STEPS

RELEASED = (
    "first_tables", "minutes_by_version", "series_and_views", "merged_people", "sign_offs_withdrawn",
    "believed_servers", "asked_departments", "matter_steps", "breakdown_columns", "matter_archives", "matter_rhythm",
    "fenced_leases", "unfetched_mails", "asked_back",
)  # fmt: skip
"""As databases know them: none is ever renamed, left out, or done in another order."""


def test_a_released_step_stays_what_and_where_it_is() -> None:
    assert tuple(step.name for step in STEPS)[: len(RELEASED)] == RELEASED


def test_numbers_leave_no_gap_and_no_name_comes_twice() -> None:
    assert [int(step.script.stem.partition("_")[0]) for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert len({step.name for step in STEPS}) == len(STEPS)
