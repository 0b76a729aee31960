"""Who owns an action is none of those who work on it with him."""

import pytest

from collabtui.domain.action import refuse_owner_who_collaborates
from collabtui.errors import Refused


@pytest.mark.parametrize(("owner", "collaborators"), [(None, []), (None, ["P1"]), ("P1", []), ("P1", ["P2", "P3"])])
def test_others_work_with_the_owner(owner: str | None, collaborators: list[str]) -> None:
    refuse_owner_who_collaborates("Book the venue", owner, collaborators, "Ann")


def test_an_owner_does_not_work_with_himself() -> None:
    with pytest.raises(Refused, match=r"action\.owner_collaborates") as refused:
        refuse_owner_who_collaborates("Book the venue", "P1", ["P2", "P1"], "Ann")
    assert refused.value.values == {"title": "Book the venue", "name": "Ann"}
