"""Today names a department of which nobody may read the confidential matter that asks it."""

from collabtui.lifecycle.matters.collaboration_request import ask, send_request
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from support.player import Stage
from support.replies import send_all

X = "X-2026-001"


async def test_it_stands_there_until_somebody_may_read(published: Stage) -> None:
    ask(published.acting, X, "研发部", "接口")
    make_confidential(published.acting, X, ["陈静"])
    send_request(published.acting, X)
    send_all(published.workspace)
    async with published.play() as player:
        await player.see(f"{X}：研发部没有人可以读，等于没有问到")
    make_confidential(published.acting, X, ["陈静", "赵强"])
    async with published.play() as player:
        await player.see("今天")
        await player.settle()
        assert "没有人可以读" not in player.screen
