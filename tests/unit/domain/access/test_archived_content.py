"""Nothing of an archived matter is changed; what only follows people goes on."""

import pytest

from collabtui.domain.access.archived_content import is_of_content, moves_people
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Department
from support.records import NOW, action, meeting, person

FILED = Matter(ref="X-2026-001", title="Launch", step="archive", created_at=NOW)
GOING = FILED.model_copy(update={"step": "tracking"})
TEAM = Department(ref="DEP1", name="R&D")


@pytest.mark.parametrize(
    ("before", "after", "is_content"),
    [
        (FILED, FILED.model_copy(update={"title": "other"}), True),
        (FILED, FILED.model_copy(update={"archive_head": "x", "version": 3}), False),
        (FILED, GOING, False),
        (GOING, FILED, False),
        (None, FILED, False),
        (action(), action(title="other"), True),
        (None, action(), True),
        (None, meeting(), True),
        (meeting(), meeting(title="other"), False),
        (None, person(), False),
    ],
)
def test_content_is_what_belongs_to_the_matter(before: Record | None, after: Record, *, is_content: bool) -> None:
    assert is_of_content(before, after) is is_content


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        (person(), person(merged_into="P2"), True),
        (person(), person(left_at=NOW), True),
        (person(), person(name="other"), False),
        (None, person(), False),
        (TEAM, TEAM.model_copy(update={"former_names": ("Lab",)}), True),
        (TEAM, TEAM, False),
        (None, TEAM, False),
        (action(), action(title="other"), False),
    ],
)
def test_people_move_by_leaving_by_being_one_and_by_another_name(
    before: Record | None, after: Record, *, moves: bool
) -> None:
    assert moves_people(before, after) is moves
