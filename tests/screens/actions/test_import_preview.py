"""A team's table on the page of actions: asked column by column, shown, then taken in, the columns remembered."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.people import Locale
from collabtui.screens.dialogs.form import Form
from support.player import Player, Stage


async def import_file(player: Player, path: Path) -> None:
    await player.press("3")
    await player.press("r")
    await player.see("从表格导入")
    await player.type(str(path))
    await player.press("enter")


async def test_a_table_is_asked_about_shown_and_taken_in(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,心情\n买灯,张伟,高兴\n", encoding="utf-8")
    before = len(published.workspace.store.find(Action))
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("心情（高兴）")
        await player.press("f2")
        await player.see("导入后：新增 1 项")
        assert "买灯" in player.screen
        assert len(published.workspace.store.find(Action)) == before, "nothing is taken in before it was shown"
        await player.press("y")
        await player.see("新增 1 项。")
        assert published.workspace.store.find(Action)[-1].title == "买灯"
        assert [(one.name, one.field) for one in published.workspace.store.find(ColumnMeaning)] == [("心情", "-")]


@pytest.mark.parametrize(
    ("locale", "rows"),
    [
        ("zh", ("导入后：新增 2 项", "导入后将发出 1 封邮件：张伟。", "第 2 行  新增  买灯", "第 3 行  新增  挂灯")),
        ("en", ("After the import: 2 added", "1 mail follows: 张伟.", "row 2  new  买灯", "row 3  new  挂灯")),
    ],
)
async def test_each_row_of_the_preview_begins_a_line_and_mails_are_named(
    published: Stage, tmp_path: Path, locale: Locale, rows: tuple[str, ...]
) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,截止\n买灯,张伟,2026-03-20\n挂灯,张伟,2026-03-23\n", encoding="utf-8")
    async with published.play(locale, (100, 30)) as player:
        await player.press("3", "r")
        await player.type(str(file))
        await player.press("enter")
        await player.see(*rows)
        lines = [line.strip("│ ┃▌▐") for line in player.screen.splitlines()]
        assert [row for row in rows if not any(line.startswith(row) for line in lines)] == []
        assert "计划完成" not in player.screen


@pytest.mark.parametrize(("locale", "joined"), [("zh", "C2（截止）"), ("en", "C2 (截止)")])
async def test_what_cannot_be_read_is_said_where_the_file_is_named(
    published: Stage, tmp_path: Path, locale: Locale, joined: str
) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,截止\n买灯,张伟,2026-02-30\n挂灯,张伟,3月40日\n", encoding="utf-8")
    async with published.play(locale, (160, 30)) as player:
        await player.press("3", "r")
        await player.type(str(file))
        await player.press("enter")
        await player.see(joined)
        assert isinstance(player.app.screen, Form), "the file can be named anew"


async def test_what_was_shown_and_left_is_not_taken_in(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人\n买灯,张伟\n", encoding="utf-8")
    before = len(published.workspace.store.find(Action))
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("导入后：新增 1 项")
        await player.press("escape")
        await player.settle()
        assert len(published.workspace.store.find(Action)) == before


async def test_a_word_that_is_no_status_is_asked_about_and_remembered(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,状态\n买灯,张伟,看样\n", encoding="utf-8")
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("这些词表示什么", "看样（状态）", "只记入备注")
        await player.press("f2")
        await player.see("导入后：新增 1 项")
        kept = [(one.name, one.field) for one in published.workspace.store.find(ColumnMeaning)]
        assert kept == [("状态:看样", "note")]


async def test_a_day_that_may_be_two_is_asked_about_and_remembered(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,截止\n买灯,张伟,12/04/2026\n", encoding="utf-8")
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("这些日期是哪一天", "12/04/2026（截止）")
        await player.press("right", "f2")
        await player.see("导入后：新增 1 项")
        kept = [(one.name, one.field) for one in published.workspace.store.find(ColumnMeaning)]
        assert kept == [("截止:order", "month-first")]


async def test_of_several_sheets_one_or_all_are_chosen(published: Stage, tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "tasks.xlsx"
    book.remove(book.active)
    for name, head, row in (
        ("三月", ("任务", "负责人"), ("买灯", "张伟")),
        ("四月", ("事项", "承办人"), ("挂灯", "张伟")),
    ):
        sheet = book.create_sheet(name)
        sheet.append(head)
        sheet.append(row)
    book.save(file)
    async with published.play("zh") as player:
        await import_file(player, file)
        await player.see("读取哪个工作表")
        await player.press("right", "right", "f2")
        await player.see("导入后：新增 2 项", "第 三月!2 行", "第 四月!2 行")


async def test_whom_nobody_knows_is_asked_about_and_remembered(published: Stage, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("任务,负责人,截止\n买灯,老林,2026-03-20\n挂灯,老马,2026-03-23\n", encoding="utf-8")
    async with published.play("zh", (120, 30)) as player:
        await import_file(player, file)
        await player.see("这些人是谁", "老林（负责人）", "老马（负责人）")
        await player.type("张伟")
        await player.press("f2")
        await player.see("导入后：新增 2 项", "老马")
        kept = [(one.name, one.field) for one in published.workspace.store.find(ColumnMeaning)]
        assert sorted(kept) == [("@老林", "张伟"), ("@老马", "-")]


@pytest.mark.parametrize(("locale", "buttons"), [("zh", ("(y)", "返回")), ("en", ("(y)", "back"))])
async def test_of_a_long_table_the_question_is_seen_and_the_rows_scroll(
    published: Stage, tmp_path: Path, locale: Locale, buttons: tuple[str, ...]
) -> None:
    file = tmp_path / "tasks.csv"
    rows = "".join(f"买灯 {n},张伟,2026-03-20\n" for n in range(50))
    file.write_text(f"任务,负责人,截止\n{rows}", encoding="utf-8")
    async with published.play(locale) as player:
        await player.press("3", "r")
        await player.type(str(file))
        await player.press("enter")
        await player.see("买灯 0", *buttons)
        await player.press("end")
        await player.see("买灯 49", *buttons)


async def test_a_matter_that_is_begun_is_offered_whole(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("3", "r", "tab")
        await player.type("新品")
        await player.see("新品上线")


TABLES = {
    "day": ("任务,负责人,截止\n买灯,张伟,2026-03-20\n挂灯,张伟,2026-02-30\n", {"挂灯"}),
    "two": ("任务,负责人,截止\n买灯,张伟,2026-03-20\n挂灯,张伟,3月40日\n点灯,陈静,2026-13-01\n", {"挂灯", "点灯"}),
    "twice": ("任务,负责人\n买灯,张伟\n挂灯,张伟\n挂灯,陈静\n", {"挂灯"}),
    "waits": (
        "编号,任务,负责人,截止,前置任务\n1,买灯,张伟,2026-03-20,\n2,挂灯,张伟,3月40日,\n3,点灯,陈静,,2\n",
        {"挂灯", "点灯"},
    ),
    "waits-on": (
        "编号,任务,负责人,截止,前置任务\n1,买灯,张伟,2026-03-20,\n2,挂灯,张伟,3月40日,\n3,点灯,陈静,,2\n4,验灯,陈静,,3\n",
        {"挂灯", "点灯", "验灯"},
    ),
}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", TABLES)
async def test_good_rows_are_taken_in_and_the_others_kept_to_be_corrected(
    published: Stage, tmp_path: Path, name: str, locale: Locale
) -> None:
    text, refused = TABLES[name]
    file = tmp_path / "tasks.csv"
    file.write_text(text, encoding="utf-8")
    before = {one.ref for one in published.workspace.store.find(Action)}
    kept = tmp_path / "tasks-1.csv"
    async with published.play(locale, (120, 40)) as player:
        await player.press("3", "r")
        await player.type(str(file))
        await player.press("enter")
        await player.see("读不了" if locale == "zh" else "cannot be read (")
        assert not kept.exists()
        await player.press("y")
        await player.see("导入后：" if locale == "zh" else "After the import:")
        await player.press("y")
        await player.see("tasks-1.csv")
    titles = {one.title for one in published.workspace.store.find(Action) if one.ref not in before}
    assert "买灯" in titles
    rows = kept.read_text(encoding="utf-8-sig").splitlines()
    assert {one for one in refused if any(one in row for row in rows[1:])} == refused
    assert "任务" in rows[0]
    assert not any("买灯" in row for row in rows)


async def test_who_does_not_want_the_good_rows_alone_has_nothing_taken_in(published: Stage, tmp_path: Path) -> None:
    file, kept = tmp_path / "tasks.csv", tmp_path / "tasks-1.csv"
    file.write_text(TABLES["day"][0], encoding="utf-8")
    before = len(published.workspace.store.find(Action))
    async with published.play("zh", (120, 40)) as player:
        await import_file(player, file)
        await player.see("读不了")
        await player.press("n")
        await player.until(lambda: "读不了" not in player.screen)
    assert len(published.workspace.store.find(Action)) == before
    assert not kept.exists()


@pytest.mark.parametrize(
    ("locale", "day", "none", "into"),
    [
        ("zh", "3月20日", "不属于任何事项。", "所属事项：X-2026-001"),
        ("en", "20 Mar", "They belong to no matter.", "They belong to: X-2026-001"),
    ],
)
async def test_the_preview_names_the_matter_and_writes_days_as_people_do(
    published: Stage, tmp_path: Path, locale: Locale, day: str, none: str, into: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text("任务,负责人,截止日期\n盘点,张伟,2026-03-20\n", "utf-8")
    async with published.play(locale, (100, 36)) as player:
        for matter, sentence in (("", none), ("X-2026-001", into)):
            await player.press("3", "r")
            await player.type(str(file))
            await player.press("tab")
            await player.type(matter)
            await player.press("f2")
            await player.see(day, sentence)
            assert "2026-03-20" not in player.screen
            await player.press("n")
