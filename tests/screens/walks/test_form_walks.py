"""Each form of the screens is filled in wrong, left and filled in right, by keys."""

import pytest

from support.player import Stage
from support.walks.every_walk import FORM_WALKS
from support.walks.form_walk import FormWalk
from support.walks.walkers import origins_kept


@pytest.mark.parametrize("walk", FORM_WALKS, ids=lambda walk: walk.site)
async def test_a_form_refuses_beside_its_field_asks_before_it_is_left_and_is_taken(
    walk: FormWalk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage: Stage = request.getfixturevalue(walk.office)
    walk.prepare(stage)
    with origins_kept(monkeypatch) as origins:
        async with stage.play(walk.locale, (110, 40)) as player:
            await walk.take(player, origins)
