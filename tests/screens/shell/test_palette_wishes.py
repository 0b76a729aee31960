"""What people wish for in their own words, and what the palette finds first: English, Chinese, pinyin typed out and its
initials, words in any order, and a verb beside a ref."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.command import CommandList

from collabtui.domain.count_working_days import week_named
from collabtui.domain.people import Locale
from collabtui.language.pinyin import Read, read_as
from collabtui.screens.shell.palette_arguments import typed_command
from collabtui.screens.shell.palette_verbs import named_thing
from collabtui.screens.shell.report_request import ReportRequest, report_request
from support.player import Player, Stage

WISHES: dict[str, tuple[str, str]] = {
    # what is typed: what stands first in Chinese, and in English
    "fasong": ("事项：发送", "Matters: send"),
    "fasongjiyao": ("纪要：发送", "Minutes: send"),
    "xinhuiyi": ("新会议", "new meeting"),
    "xjhy": ("新会议", "new meeting"),
    "xhy": ("新会议", "new meeting"),
    "huiyi": ("会议", "Meetings"),
    "beifen": ("备份全部数据到", "Back up everything to"),
    "back": ("备份全部数据到", "Back up everything to"),
    "tc": ("退出", "quit"),
    "chen jing": ("P4 陈静", "P4 陈静"),
    "send mail": ("发件箱：立即发送", "Outbox: send now"),
    "daochu": ("导出全部数据到", "Export everything to"),
    "zhuti": ("主题", "Theme"),
    "baogao": ("报告", "Reports"),
    "baobiao": ("报告", "Reports"),
    "报表": ("报告", "Reports"),
    "zhoubao": ("报告：本周", "Report: This week"),
    "renyuan": ("人员", "People"),
    "shoujianxiang": ("收件箱", "Inbox"),
    "chexiao": ("撤销", "undo"),
    "bangzhu": ("按键", "keys"),
    "rili": ("周历", "Week"),
    "tuichu": ("退出", "quit"),
    "yanqi": ("行动项：延期", "Actions: postpone"),
    "qingjia": ("人员：外出", "People: away"),
    "请假": ("人员：外出", "People: away"),
    "导入人员": ("人员：导入文件", "People: import file"),
    "发送纪要": ("纪要：发送", "Minutes: send"),
    "改期": ("会议：改期", "Meetings: move"),
    "zhangwei": ("P2 张伟", "P2 张伟"),
    "A2 wancheng": ("A2 完成压力测试：完成", "A2 完成压力测试: done"),
    "postpone A2": ("A2 完成压力测试：延期", "A2 完成压力测试: postpone"),
    "A2 finish": ("A2 完成压力测试：完成", "A2 完成压力测试: done"),
    "add person": ("人员：添加", "People: add"),
    "import people": ("人员：导入文件", "People: import file"),
    "send minutes": ("纪要：发送", "Minutes: send"),
    "send the minutes": ("纪要：发送", "Minutes: send"),
    "delete meeting": ("会议：取消会议", "Meetings: cancel meeting"),
    "who is away": ("人员：外出", "People: away"),
    "dark mode": ("主题", "Theme"),
    "reschedule": ("会议：改期", "Meetings: move"),
    "late actions": ("行动项", "Actions"),
}


def first(player: Player) -> str:
    shown = player.app.screen.query_one(CommandList)
    return str(shown.get_option_at_index(0).prompt) if shown.option_count else ""


def stands_first(player: Player, wanted: str) -> bool:
    return first(player).startswith(wanted)


def shown_for(player: Player, typed: str) -> str:
    return f"{typed}: {player.screen}"


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_what_is_wished_for_stands_first(published: Stage, locale: Locale) -> None:
    async with published.play(locale, (120, 30)) as player:
        await player.press("ctrl+p")
        for typed, (zh, en) in WISHES.items():
            wanted = zh if locale == "zh" else en
            await player.press("ctrl+u")
            await player.type(typed)
            await player.until(partial(stands_first, player, wanted), partial(shown_for, player, typed))


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("纪要", "jiyao", Read.WHOLE),
        ("纪要", "JI YAO", Read.WHOLE),
        ("发送纪要", "fasong", Read.BEGUN),
        ("发送纪要", "fasongj", Read.BEGUN),
        ("发送纪要", "jiyao", Read.INSIDE),
        ("发送纪要", "fasjy", Read.INITIALS),
        ("行动项", "hangdong", Read.BEGUN),
        ("行动项", "xingdongxiang", Read.WHOLE),
        ("张伟", "zhwei", Read.INITIALS),
        ("张伟", "wei", Read.INSIDE),
        ("M1 议程", "m1yicheng", Read.WHOLE),
        ("撤销", "undo", Read.NOT),
        ("undo", "undo", Read.NOT),
        ("撤销", "xiaoche", Read.NOT),
        ("撤销", "che销", Read.NOT),
        ("撤销", "", Read.NOT),
        ("囍", "xi", Read.NOT),
    ],
)
def test_how_much_of_a_name_letters_are(name: str, typed: str, read: Read) -> None:
    assert read_as(name, typed) is read


@pytest.mark.parametrize(
    ("typed", "verbs"),
    [
        ("beifen ~/copy.zip", [("backup", "~/copy.zip")]),
        ("yuyan", [("language", "zh"), ("language", "en")]),
        ("expo", [("export", "")]),
        ("expo ~/x", []),
        ("dc", [("export", "")]),
        ("dc xlsx", [("table", "~/actions.xlsx")]),
        ("bf ~/copy.zip", [("backup", "~/copy.zip")]),
        ("hf ~/copy.zip", [("restore", "~/copy.zip")]),
        ("hf A3", [("go", "A3")]),
        ("hf", [("restore", ""), ("report", "answers")]),
        ("bg zb", [("report", "week")]),
        ("yy en", [("language", "en")]),
        ("zb", [("report", "week")]),
        ("恢复 ~/copy.zip", [("restore", "~/copy.zip")]),
        ("import ~/export", [("restore", "~/export")]),
        ("import table", []),
        ("验证 ~/archive", [("verify", "~/archive")]),
        ("check an arch", [("verify", "")]),
        ("检查归档", [("verify", "")]),
        ("验证存档", [("verify", "")]),
        ("核对存档", [("verify", "")]),
        ("archive", [("archive", ""), ("verify", "")]),
        ("周报", [("report", "week")]),
        ("leader", [("report", "leadership")]),
        ("export X-2026-001", [("archive", "X-2026-001"), ("go", "X-2026-001")]),
        ("report nonsense", []),
        ("report week nonsense", []),
    ],
)
def test_a_verb_is_meant_by_its_letters(typed: str, verbs: list[tuple[str, str]]) -> None:
    assert [(one.verb, one.argument) for one in typed_command(typed, [])] == verbs


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("A2 done", ("A2", "done")),
        ("mark a2", ("A2", "mark")),
        ("A2", ("", "")),
        ("done", ("", "")),
        (" A2 ", ("", "")),
    ],
)
def test_a_verb_stands_on_either_side_of_its_ref(typed: str, named: tuple[str, str]) -> None:
    assert named_thing(typed) == named


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        ("export M2 docx", ["docx"]),
        ("docx export m2", ["docx"]),
        ("M2 export html", ["html"]),
        ("导出 M2 日历", ["ics"]),
        ("export minutes of M2 as word", ["docx"]),
        ("export the minutes of M2 html", ["html"]),
        ("export M2 ~/my minutes.txt", ["txt ~/my minutes.txt"]),
        ("export M2 ics ~/a b", ["ics ~/a b"]),
        ("export M2", ["docx", "html", "txt", "md", "ics", "json"]),
        ("export M2 h", ["html"]),
        ("export M2 nonsense", []),
    ],
)
def test_a_meeting_is_exported_in_the_format_that_is_named(typed: str, more: list[str]) -> None:
    assert [one.more for one in typed_command(typed, []) if one.verb == "meeting"] == more


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", ReportRequest()),
        ("X-2026-001 pdf", ReportRequest("X-2026-001", file="pdf")),
        ("41 ~/my week.pdf", ReportRequest(week=week_named("2025-W41"), file="~/my week.pdf")),
        ("第8周", ReportRequest(week=week_named("2026-W08"))),
        ("2025-W52", ReportRequest(week=week_named("2025-W52"))),
        ("54", ReportRequest()),
    ],
)
def test_matter_week_and_file_of_a_report(text: str, asked: ReportRequest) -> None:
    assert report_request(text, date(2026, 2, 27)) == asked


async def test_a_meeting_is_written_from_the_palette(published: Stage, tmp_path: Path) -> None:
    place = tmp_path / "minutes of the meeting.txt"
    async with published.play("en", (120, 30)) as player:
        await player.press("ctrl+p")
        await player.type(f"export M1 {place}")
        await player.see("Export M1: minutes as text (txt)")
        await player.press("enter")
        await player.see("M1 exported to")
        assert "接口冻结日为3月4日" in place.read_text()
        await player.press("ctrl+p")
        await player.type(f"export M1 {place}")
        await player.press("enter")
        await player.see("already exists")
        await player.press("ctrl+p")
        await player.type("export M9 docx")
        await player.see("Nothing is called")


async def test_a_report_of_a_matter_and_a_week_is_written_from_the_palette(published: Stage) -> None:
    async with published.play("en", (120, 30)) as player:
        await player.press("ctrl+p")
        await player.type("report week X-2026-001 html")
        await player.see("Report: This week · X-2026-001 html")
        await player.press("enter")
        await player.see("report-week-X-2026-001-2026-03-02.html")
