"""Today names minutes that hold a correction which no version has carried to their readers yet."""

import pytest

from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.place import Place
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import edit_entry
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import decide_corrections, publish
from collabtui.screens.today.needs import Need, WaitingRows, needs_of_records
from collabtui.session.services import Services
from collabtui.store.queries.today import today
from collabtui.text.catalogue import Catalogue
from support.player import Stage
from support.replies import outgoing, reply

PUT_IN = "接口冻结日为3月5日"


def shown(stage: Stage, locale: str = "zh") -> list[Need]:
    """The needs that lead to the minutes, without those who have not signed."""
    services = Services(stage.home, stage.clock, Catalogue(locale))
    session = services.session
    found = today(session.reader, now=session.now, today=session.today)
    rows = WaitingRows(found, [], {}, {})
    needs = needs_of_records(rows, session.now, session.zone, session.deadlines, services.words)
    services.close()
    return [need for need in needs if need.place == Place("meetings", "M1") and need.urgency != "open"]


def take_up(stage: Stage, *texts: str) -> None:
    mail = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), reply(mail, "\n".join(texts)))
    edit_entry.reword(stage.acting, "D1", PUT_IN)
    (answer,) = stage.workspace.store.find(SignOff, meeting="M1", person="P2")
    for number in range(len(answer.corrections)):
        decide_corrections.accept(stage.acting, answer.ref, number, "D1")


@pytest.mark.parametrize(
    ("locale", "corrections", "said"),
    [
        ("zh", ("更正: 接口冻结日是3月5日",), "M1：第 1 版之后采纳了 1 条更正，新版还没有发出"),
        (
            "en",
            ("更正: 接口冻结日是3月5日",),
            "M1: a correction taken up since version 1, the new version is not sent yet",
        ),
        (
            "en",
            ("更正 D1: 接口冻结日是3月5日", "更正: 接口冻结日不是3月4日"),
            "M1: 2 corrections taken up since version 1, the new version is not sent yet",
        ),
    ],
)
def test_what_was_taken_up_has_to_be_sent(
    published: Stage, locale: str, corrections: tuple[str, ...], said: str
) -> None:
    assert shown(published) == []
    take_up(published, *corrections)
    assert [(need.urgency, need.text) for need in shown(published, locale)] == [("waiting", said)]


def test_it_is_over_when_the_new_version_goes_out_and_back_when_that_is_taken_back(published: Stage) -> None:
    take_up(published, "更正: 接口冻结日是3月5日")
    publish.publish(published.acting, "M1")
    assert shown(published) == []
    undo_last(published.acting)
    assert [need.urgency for need in shown(published)] == ["waiting"]


async def test_enter_leads_to_the_minutes_that_are_to_be_sent(published: Stage) -> None:
    take_up(published, "更正: 接口冻结日是3月5日")
    async with published.play() as player:
        await player.see("新版还没有发出")
        await player.press("enter")
        await player.see("第 1 版之后有改动")
