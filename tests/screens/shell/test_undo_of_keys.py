"""What a key has changed, the key for undo takes back, on each page: all records are again as they were."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.model import Record
from collabtui.domain.people import Locale
from collabtui.domain.records import RECORDS
from support import departments
from support.player import Stage

WHEN_AND_HOW = frozenset({"version", "updated_at", "via"})
"""Fields of every change, the undo's, too."""
OF_THE_PROGRAM = frozenset({"Outgoing", "Reminded", "KeptReport"})
"""Mails that did not leave stay, held; and what the program keeps in mind of them."""
KINDS = tuple(model for model in RECORDS if model.__name__ not in OF_THE_PROGRAM)
Everything = Mapping[str, Mapping[str, object]]


class Deed(NamedTuple):
    """A key that begins with a blank is typed as text."""

    locale: Locale
    page: tuple[str, ...]
    keys: tuple[str, ...]
    undo: str


LIST, MATTER, MINUTES = ("3", "home"), ("5", "enter"), ("2", "end", "enter")
DEEDS = (
    Deed("zh", LIST, ("d",), "已撤销：A1 提供接口文档：状态 已完成 → 未开始、完成度 100 % → 0 %"),
    Deed("zh", LIST, ("p", " ４０％", "f2"), "已撤销：A1 提供接口文档：状态 进行中 → 未开始、完成度 40 % → 0 %"),
    Deed("zh", LIST, ("b", " 等供应商", "f2"), "已撤销：A1 提供接口文档：状态 受阻 → 未开始、原因 等供应商 → 无"),
    Deed("zh", LIST, ("x", "s"), "已撤销：A1 提供接口文档：状态 已取消 → 未开始 · 1 封邮件不再发出：张伟"),
    Deed("zh", LIST, ("i", " 记一笔", "ctrl+s"), "已撤销：A1 提供接口文档：备注 记一笔 → 无"),
    Deed("zh", LIST, ("e", "end", " 改", "f2"), "标题 提供接口文档改 → 提供接口文档"),
    Deed("zh", LIST, ("n", " 新的一项", "f2"), "已撤销：A4 新的一项 已移除"),
    Deed("zh", ("B",), ("L", "enter"), "已撤销：A1 提供接口文档：状态 进行中 → 未开始"),
    Deed("zh", ("B",), ("t", " 2026-03-20", "tab", " 供应商晚了", "f2", "s"), "已撤销：A1 提供接口文档"),
    Deed("zh", MATTER, ("e", "end", " 上线", "f2"), "已撤销：X-2026-001 新品上线"),
    Deed("zh", MATTER, ("right_square_bracket", "y"), "已撤销：X-2026-001 新品上线：步骤 启动会 → 需求申请"),
    Deed("zh", MATTER, ("m", "a", " 新任务", "f2"), "已撤销：A4 新任务 已移除"),
    Deed("zh", MATTER, ("m", "c", " 改目标", "f2"), "已撤销：C1 改目标 已移除"),
    Deed("zh", MATTER, ("m", "d", " 项目办", "tab", " 两人", "f2"), "项目办"),
    Deed("zh", MATTER, ("m", "r", " 人手不够", "f2"), "已撤销：R1 人手不够 已移除"),
    Deed("zh", ("5",), ("n", " 新事项", "f2"), "已撤销：X-2026-002 新事项 已移除"),
    Deed("zh", MINUTES, ("a", " d: 补一条", "f2"), "已撤销：D2 补一条 已移除"),
    Deed("zh", MINUTES, ("e", "end", " 前", "f2"), "已撤销：D1"),
    Deed("zh", ("6", "end"), ("w", " 3月20日", "tab", " 3月22日", "f2"), "外出自 3月20日 → 无、外出至 3月22日 → 无"),
    Deed("zh", ("6", "end"), ("n", " 新人", "tab", " new@x.test", "f2"), "已撤销：P6 新人 已移除"),
    Deed("zh", ("6", "end"), ("e", "end", "!", "f2"), "已撤销：P"),
    Deed("zh", ("W",), ("n", "enter", " 周会议", "f2"), "已撤销：M2 周会议 已移除"),
    Deed("en", LIST, ("x", "s"), "Taken back: A1 提供接口文档: status cancelled → not started"),
    Deed("en", MATTER, ("m", "r", " Late parts", "f2"), "Taken back: R1 Late parts removed"),
    Deed("en", MINUTES, ("e", "end", " now", "f2"), "Taken back: D1"),
)
AGENDA = ("2", "home", "down", "enter")
BEFORE_THE_MEETING = (
    Deed("zh", AGENDA, ("a", " 10m 补充议题", "enter", "escape"), "新品上线协作会：议程项 补充议题 10m → 无"),
    Deed("zh", AGENDA, ("plus",), "已撤销：M1 新品上线协作会：议程项 开场 15m → 开场 10m"),
    Deed("zh", AGENDA, ("J",), "已撤销：M1 新品上线协作会：议程项的顺序"),
    Deed("zh", AGENDA, ("x",), "已撤销：M1 新品上线协作会：议程项 无 → 开场 10m"),
    Deed("zh", AGENDA, ("v",), "已撤销：M1 新品上线协作会：议程项"),
    Deed("zh", AGENDA, ("m", " 计划.pdf", "enter", "escape"), "议程项 开场 10m · 计划.pdf → 开场 10m"),
    Deed("zh", AGENDA, ("p", " 赵强", "enter", "escape"), "新品上线协作会：人员 赵强 → 无"),
    Deed("zh", AGENDA, ("c", "y"), "已撤销：M1 新品上线协作会：状态 已取消 → 计划中"),
    Deed("zh", ("2", "home", "down"), ("m", "ctrl+u", " 3月9日 15:00", "f2"), "已撤销：M1 新品上线协作会"),
)


def everything(stage: Stage) -> Everything:
    """Without what was made and then set aside by an undo."""

    def plain(record: Record) -> object:
        return record.model_dump(mode="json", exclude=set(WHEN_AND_HOW))

    return {kind.__name__: {one.ref: plain(one) for one in stage.workspace.store.find(kind)} for kind in KINDS}


def leaving(stage: Stage) -> set[str]:
    return {mail.ref for mail in stage.workspace.store.find(Outgoing) if mail.state == "queued"}


def is_set_aside(record: Record) -> bool:
    """Nothing is erased: what is withdrawn is there, and stays as it is when it is withdrawn once more."""
    return record.withdraw() == record


async def _take_back(stage: Stage, deed: Deed) -> None:
    before, mails = everything(stage), leaving(stage)
    async with stage.play(deed.locale, (120, 36)) as player:
        await player.press(*deed.page)
        for key in deed.keys:
            await (player.type(key.removeprefix(" ")) if key.startswith(" ") else player.press(key))
        await player.until(lambda: everything(stage) != before)
        await player.press("u")
        await player.see(deed.undo)
    after = everything(stage)
    made = [(kind, ref) for kind in KINDS for ref in after[kind.__name__].keys() - before[kind.__name__].keys()]
    assert all(is_set_aside(stage.workspace.store.get(*one)) for one in made), made
    assert {kind: {ref: after[kind][ref] for ref in before[kind]} for kind in before} == before
    assert leaving(stage) == mails


def _name(deed: Deed) -> str:
    return f"{''.join(deed.page)}-{''.join(deed.keys[:2])}-{deed.locale}"


@pytest.mark.parametrize("deed", DEEDS, ids=_name)
async def test_all_is_as_it_was_before_the_key(published: Stage, deed: Deed) -> None:
    departments.ask_three(published.workspace)
    await _take_back(published, deed)


@pytest.mark.parametrize("deed", BEFORE_THE_MEETING, ids=_name)
async def test_an_agenda_is_as_it_was_before_the_key(planned: Stage, deed: Deed) -> None:
    await _take_back(planned, deed)
