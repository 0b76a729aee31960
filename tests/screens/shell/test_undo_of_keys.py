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
Everything = Mapping[str, Mapping[str, object]]


class Deed(NamedTuple):
    """A key that begins with a blank is typed as text."""

    locale: Locale
    page: tuple[str, ...]
    keys: tuple[str, ...]
    undo: str


DEEDS = (
    Deed("zh", ("3", "home"), ("d",), "已撤销：A1 提供接口文档"),
    Deed("en", ("3", "home"), ("x", "y"), "Taken back: A1 提供接口文档: status cancelled → not started"),
    Deed("zh", ("B",), ("t", " 2026-03-20", "tab", " 供应商晚了", "f2", "s"), "已撤销：A1 提供接口文档"),
    Deed("en", ("5", "enter"), ("m", "r", " Late parts", "f2"), "Taken back: R1 Late parts no longer counts"),
    Deed("en", ("2", "end", "enter"), ("e", "end", " now", "f2"), "Taken back: D1"),
    Deed("zh", ("6", "end"), ("e", "end", "!", "f2"), "已撤销：P"),
)


def everything(stage: Stage) -> Everything:
    """Without what was made and then set aside by an undo."""

    def plain(record: Record) -> object:
        return record.model_dump(mode="json", exclude=set(WHEN_AND_HOW))

    kinds = (model for model in RECORDS if model.__name__ not in OF_THE_PROGRAM)
    return {kind.__name__: {one.ref: plain(one) for one in stage.workspace.store.find(kind)} for kind in kinds}


def leaving(stage: Stage) -> set[str]:
    return {mail.ref for mail in stage.workspace.store.find(Outgoing) if mail.state == "queued"}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: f"{''.join(deed.page)}-{deed.keys[0]}-{deed.locale}")
async def test_all_is_as_it_was_before_the_key(published: Stage, deed: Deed) -> None:
    departments.ask_three(published.workspace)
    before, mails = everything(published), leaving(published)
    async with published.play(deed.locale, (120, 36)) as player:
        await player.press(*deed.page)
        for key in deed.keys:
            await (player.type(key.strip()) if key.startswith(" ") else player.press(key))
        await player.until(lambda: everything(published) != before)
        await player.press("u")
        await player.see(deed.undo)
    after = everything(published)
    made = {ref for kind in after for ref in after[kind].keys() - before[kind].keys()}
    assert made <= {"R1"}, "nothing but what is set aside"
    assert {kind: {ref: after[kind][ref] for ref in before[kind]} for kind in before} == before
    assert leaving(published) == mails
