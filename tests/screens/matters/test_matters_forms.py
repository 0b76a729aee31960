"""Forms of a matter on its page: what each holds, how it reads, where it goes; and the archive."""

from pathlib import Path

import pytest

from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.people import Locale
from collabtui.formats.archive_hash_chain import read_manifest
from collabtui.formats.documents.document import Document, DocumentTable, ItemList
from collabtui.lifecycle.matters.acceptance import accept
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.screens.dialogs.fitted_document import fitted
from support.player import Stage


async def test_each_form_says_what_it_holds(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5", "f")
        await player.see(
            "表单：新品上线", "任务拆解与分工表          3 条", "变更申请                  空白", "复盘总结表"
        )
        await player.press("escape")
        await player.see("1 个事项")
        assert "表单：" not in player.screen


async def test_a_form_is_read_before_it_is_saved(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("5", "f")
        await player.press(*["down"] * 9, "enter")
        await player.see("Items and consensus", "Review the contract", "save (s)")
        await player.press("escape")
        await player.see("Forms: 新品上线")
        await player.press("enter")
        await player.see("Items and consensus")  # the cursor stays on what was looked at


async def test_the_completion_letter_is_sent_from_where_it_is_seen(published: Stage) -> None:
    describe_matter(published.acting, "X-2026-001", {"criteria": (Criterion(text="coverage", met=True),)})
    accept(published.acting, "X-2026-001")
    async with published.play("en", (160, 48)) as player:
        await player.press("5", "f")
        await player.see("Completion letter")
        await player.press(*["down"] * 14, "enter")
        await player.see("Completion letter", "send (S)")
        await player.press("S")
        await player.see("who gets the completion letter", "Bob Brown")
        await player.press("s")
        await player.see("completion letters go out in 5 seconds")
        await player.press("up", "enter")
        await player.see("save (s)")
        assert "send (S)" not in player.screen


async def test_a_form_is_saved_where_one_says_and_what_is_there_is_asked_about(
    published: Stage, tmp_path: Path
) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("5", "f", "s")
        await player.see("Save: Collaboration request", "/forms", "‹ docx ›")
        await player.press("enter")
        await player.see("Written:")
        file = tmp_path / "forms" / "X-2026-001-Collaboration request.docx"
        before = file.read_bytes()
        assert before.startswith(b"PK")
        file.write_bytes(b"mine")
        await player.press("s", "enter")
        await player.see("already exists.", "Replace it?")
        await player.press("n")
        await player.see("was left as it is")
        await player.press("escape")
        await player.see("Forms: 新品上线")
        assert file.read_bytes() == b"mine"
        await player.press("s", "enter", "y")
        await player.until(lambda: file.read_bytes() == before)


async def test_a_form_is_saved_in_another_format_and_language(published: Stage, tmp_path: Path) -> None:
    async with published.play("zh", (100, 40)) as player:
        await player.press("5", "f", "down", "s")
        await player.see("保存部门对接人名单")
        await player.press("tab", "right", "right", "tab", "right", "enter")
        await player.see("已写入")
        (file,) = (tmp_path / "forms").iterdir()
        assert file.suffix == ".csv"
        assert "Department,Name" in file.read_text(encoding="utf-8-sig")


async def test_a_folder_that_cannot_be_is_said_beside_it(published: Stage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with published.play("zh", (100, 40)) as player:
        await player.press("5", "f", "s", "ctrl+u")
        await player.type(str(tmp_path / "file" / "below"))
        await player.press("enter")
        await player.see("无法写入")


async def test_the_archive_of_a_matter_is_written_from_its_forms(published: Stage, tmp_path: Path) -> None:
    async with published.play("zh", (100, 40)) as player:
        await player.press("5", "f", "A")
        await player.see("把 X-2026-001 整理到一个新文件夹存档")
        await player.press("enter")
        await player.see("已归档到")
        matter = published.workspace.store.get(Matter, "X-2026-001")
        (folder,) = (tmp_path / "archives").iterdir()
        assert (matter.step, matter.archive_head) == ("archive", read_manifest(folder).head)


def test_a_table_that_is_too_wide_is_read_row_by_row() -> None:
    table = DocumentTable(("Task", "Owner", "Note"), (("interface " * 9, "张伟", ""), ("test", "", "x")))
    document = Document("Breakdown", "en", (table,))
    assert fitted(document, 80).blocks == (table,)
    assert fitted(document, 20).blocks == (
        ItemList("1 / 2", ("Task: " + "interface " * 9, "Owner: 张伟")), ItemList("2 / 2", ("Task: test", "Note: x")),
    )  # fmt: skip
    blank = Document("Breakdown", "zh", (DocumentTable(("任务", "负责人"), ()),))
    assert fitted(blank, 5).blocks == (ItemList("1 / 1", ("任务：", "负责人：")),)


@pytest.mark.parametrize(("locale", "said"), [("en", "M1 is running"), ("zh", "M1 正在开会")])
async def test_while_a_meeting_of_it_runs_a_matter_is_not_archived(running: Stage, locale: Locale, said: str) -> None:
    async with running.play(locale, (100, 30)) as player:
        await player.press("5", "f", "A")
        await player.press("end", "enter")
        await player.see(said)
    assert running.workspace.store.get(Matter, "X-2026-001").step != "archive"
