"""A helper of the screens needs of its page no more than the port has: a test without a terminal drives it."""

from collabtui.domain.place import Place
from collabtui.lifecycle.base.acting import Workspace
from collabtui.screens.today.sample_offer import plan_sample
from support.fake_page import FakePage
from support.world import workspace as workspace


async def test_a_helper_is_driven_without_a_terminal(workspace: Workspace) -> None:
    page = FakePage(workspace.as_user("key"))
    await plan_sample(page)
    assert page.went == [Place("meetings", "M1")]
    assert page.told == [page.words("sample.planned", ref="M1")]
    assert page.errors == []
