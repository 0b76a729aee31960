"""Reports are read on a page of their own, and written as one HTML file that needs nothing else."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.content import Content

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_people import add_person
from collabtui.screens.actions.page import Actions
from collabtui.screens.reports import report_file
from collabtui.screens.reports.page import Reports
from collabtui.screens.reports.report_view import ReportView
from collabtui.text.width import cells
from collabtui.widgets.rows import Rows
from support.player import Player, Stage
from support.replies import outgoing, reply


def sent_to(stage: Stage, address: str) -> list[Outgoing]:
    return stage.workspace.store.find(Outgoing, to=address)


def reports(player: Player) -> Rows:
    return player.app.screen.query_one("#reports", Rows)


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("zh", ("本周", "部门", "负荷", "承诺兑现", "回复用时", "提供接口文档")),
        ("en", ("This week", "Departments", "Load", "Kept promises", "Response times", "提供接口文档")),
    ],
)
async def test_the_week_is_there_first(published: Stage, locale: Locale, shown: tuple[str, ...]) -> None:
    async with published.play(locale, (100, 30)) as player:
        await player.press("R")
        await player.see(*shown)


@pytest.mark.parametrize(
    ("locale", "downs", "subject", "line"),
    [
        ("en", 0, "周报", "总体进展：本周完成 0 项"),
        ("en", 2, "部门等待情况", "研发部 · 未完成：2 · 逾期：0"),
        ("zh", 3, "人员负荷", "张伟 · 部门：研发部 · 未完成：2"),
        ("zh", 4, "承诺兑现（近三个月）", "还没有到期的，未完成 3 项。"),
        ("en", 5, "回复用时（近三个月）", "还没有人回复过邮件。"),
    ],
)
async def test_each_report_is_a_mail_too(published: Stage, locale: Locale, downs: int, subject: str, line: str) -> None:
    """In the language of who gets it, each number with its heading."""
    async with published.play(locale, (120, 40)) as player:
        await player.press("R", *("down",) * downs, "s")
        await player.until(lambda: bool(player.app.screen.query("#field-report_to")))
        await player.type("赵强")
        await player.press("enter")
        await player.see("赵强", "(s)")
        before = len(sent_to(published, "zhao@example.test"))
        await player.press("s")
        await player.until(lambda: len(sent_to(published, "zhao@example.test")) > before)
    mail = sent_to(published, "zhao@example.test")[-1]
    assert subject in mail.subject
    assert line in mail.text


@pytest.mark.parametrize(
    ("locale", "leads"),
    [
        ("zh", ("3 项未完成", "最多：", "还没有到期的，未完成 3 项。")),
        ("en", ("3 open in 2 departments", "3 open with 2 people", "None of them has come due yet; 3 still open.")),
    ],
)
async def test_each_report_begins_with_what_its_numbers_come_to(
    published: Stage, locale: Locale, leads: tuple[str, ...]
) -> None:
    async with published.play(locale, (80, 24)) as player:
        await player.press("R", "down", "down")
        await player.see(leads[0])
        await player.press("down")
        await player.see(leads[1])
        await player.press("down")
        await player.see(leads[2])


@pytest.mark.parametrize(
    ("locale", "nexts"),
    [
        ("zh", ("从开会", "先建一个事项", "有了带负责人", "有了带负责人", "统计的是有负责人", "统计的是对你邮件")),
        (
            "en",
            ("A meeting (2", "A matter (5", "It begins with", "It begins with", "What counts: act", "What counts: rep"),
        ),
    ],
)
async def test_where_nothing_is_reported_the_next_step_is_said(
    stage: Stage, locale: Locale, nexts: tuple[str, ...]
) -> None:
    async with stage.play(locale, (80, 24)) as player:
        await player.press("R")
        for words in nexts:
            await player.see(words)
            await player.press("down")


async def test_on_a_telephone_enter_gives_the_report_the_room(published: Stage) -> None:
    async with published.play("en", (40, 15)) as player:
        await player.press("R", "down", "down")
        await player.see("For leadership", "Who waits for whom")
        await player.press("enter")
        await player.see("研发部")
        assert "For leadership" not in player.screen
        await player.press("escape")
        await player.see("For leadership")


async def test_a_table_without_room_is_read_row_by_row(published: Stage) -> None:
    async with published.play("en", (40, 30)) as player:
        await player.press("R", "down", "down", "down", "enter")
        await player.see("• Bob Brown", "Due in 7 days:")
        assert not any(width > 40 for width in map(cells, player.screen.splitlines()))


async def test_each_report_is_read_under_the_cursor(published: Stage) -> None:
    update_action(published.acting, "A1", Update(ref="A1", status="done", percent=100))
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "down", "down")
        await player.see("Open actions of each department")
        await player.press("down")
        await player.see("Due in 7 days", "Bob Brown")
        await player.press("down")
        await player.see("Kept promises, last 3 months", "100%")
        await player.press("down")
        await player.see("Nobody has answered a mail yet")


async def test_the_page_for_leadership_is_read_and_sent(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "down")
        await player.see("For leadership", "新品上线")
        before = len(sent_to(published, "zhao@example.test"))
        await player.press("s")
        await player.until(lambda: bool(player.app.screen.query("#field-report_to")))
        await player.type("赵强")
        await player.press("enter")
        await player.see("赵强", "(s)")
        await player.press("s")
        await player.until(lambda: len(sent_to(published, "zhao@example.test")) > before)


@pytest.mark.parametrize(("locale", "more"), [("en", "… and 33 more; w writes all"), ("zh", "……另有 33 项，按 w")])
async def test_of_a_long_report_the_begin_is_drawn_and_all_of_it_is_handed_on(
    published: Stage, locale: Locale, more: str
) -> None:
    for number in range(80):
        draft = ActionDraft(title=f"Task {number}", owner="Bob Brown", due=date(2026, 3, 10))
        add_action(published.acting, draft)
    async with published.play(locale, (100, 200)) as player:
        await player.press("R")
        await player.see(more)
        page = player.app.screen
        assert isinstance(page, Reports)
        text = await page.open_text()
        assert set(map(int, re.findall(r"Task (\d+)", text))) == set(range(80))


async def test_all_of_them_are_one_file(published: Stage, tmp_path: Path) -> None:
    place = tmp_path / "up" / "all.html"
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "f")
        await player.see("Write all reports to one HTML file", "report-all-2026-03-02.html")
        await player.press("ctrl+u")
        await player.type(str(place))
        await player.press("enter")
        await player.see("Written")
        html = place.read_text(encoding="utf-8")
        assert all(
            title in html
            for title in ("Load per owner", "Kept promises", "Who waits for whom", "Matters in red, amber, green")
        )
        assert not any(one in html for one in ("http://", "https://", "<script"))
        await player.press("w", "ctrl+u")
        await player.type(str(place))
        await player.press("enter")
        await player.see("already exists")


async def test_while_a_pdf_is_printed_it_is_said(
    published: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Event()

    def printed(html: bytes) -> bytes:
        assert seen.wait(60)
        return b"%PDF" + html[:9]

    monkeypatch.setattr(report_file, "printer_found", lambda: "browser")
    monkeypatch.setattr(report_file, "printed", printed)
    place = tmp_path / "week.pdf"
    async with published.play("en", (80, 24)) as player:
        await player.press("R", "w", "ctrl+u")
        await player.type(str(place))
        await player.press("enter")
        await player.see("browser prints the PDF")
        seen.set()
        await player.see("Written")
    assert place.read_bytes().startswith(b"%PDF")


async def test_one_matter_alone_can_be_reported(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("R")
        await player.see("Matter: all matters")
        await player.press("a")
        await player.see("Report on which matter?", "X-2026-001")
        assert "M1 " not in player.screen.partition("Report on which matter?")[2], "a meeting is no matter"
        await player.press("down", "enter")
        await player.see("Matter: X-2026-001")


async def test_the_palette_leads_to_a_report(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("ctrl+p")
        await player.type("report load")
        await player.see("Report: Load")
        await player.press("enter")
        await player.see("Load per owner")
        assert reports(player).key == "load"


async def test_a_narrow_terminal_reads_it_beside_the_list(published: Stage) -> None:
    async with published.play("zh", (80, 24)) as player:
        await player.press("R")
        await player.see("回复用时", "周报", "本周完成 0 项")


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("zh", ("第 9 周", "周期：2026年2月23日 – 2026年3月1日", "按当时的记录重新算出")),
        ("en", ("Week 9", "Week: 23 Feb 2026 – 1 Mar 2026", "Worked out from the records of that time")),
    ],
)
async def test_a_past_week_is_one_key_away_and_says_where_it_comes_from(
    published: Stage, locale: Locale, shown: tuple[str, ...]
) -> None:
    async with published.play(locale, (100, 30)) as player:
        await player.press("R")
        await player.see("← →")
        await player.press("left")
        await player.see(*shown)
        await player.press("right")
        await player.see({"zh": "本周 ", "en": "This week "}[locale], {"zh": "3月8日", "en": "8 Mar 2026"}[locale])
        await player.press("right")
        await player.settle()
        assert "Week 11" not in player.screen
        assert "第 11 周" not in player.screen


async def test_a_past_week_is_the_one_that_is_sent_and_written(published: Stage, tmp_path: Path) -> None:
    published.clock.set("2026-03-10T10:00+08:00")
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "left")
        await player.see("Week 10")
        await player.press("w")
        await player.see("Write it to one file", "report-week-2026-W10.html")
        await player.press("ctrl+u")
        await player.type(str(tmp_path / "past.html"))
        await player.press("enter")
        await player.see("Written")
        await player.press("s")
        await player.until(lambda: bool(player.app.screen.query("#field-report_to")))
        await player.type("赵强")
        await player.press("enter")
        await player.see("赵强", "(s)")
        before = len(sent_to(published, "zhao@example.test"))
        await player.press("s")
        await player.until(lambda: len(sent_to(published, "zhao@example.test")) > before)
    assert "2 Mar 2026 – 8 Mar 2026" in (tmp_path / "past.html").read_text(encoding="utf-8")
    assert "2026年3月2日 – 2026年3月8日" in sent_to(published, "zhao@example.test")[-1].text


async def test_enter_opens_what_a_line_is_about(published: Stage) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("R")
        await player.see("A1 提供接口文档")
        await player.press("enter", *["down"] * 2, "enter")
        await player.until(lambda: isinstance(player.app.screen, Actions))
        await player.see("deliverable signed contract")


@pytest.mark.parametrize(("downs", "query"), [(1, "X-2026-001"), (2, 'department:"研发部"'), (3, "owner:zhang@")])
async def test_and_what_a_number_is_made_of(published: Stage, downs: int, query: str) -> None:
    async with published.play("en", (120, 40)) as player:
        await player.press("R", *["down"] * downs)
        await player.until(lambda: bool(player.app.screen.query_one(ReportView).can_open))
        await player.press("enter", "enter")
        await player.see(query)
        assert not isinstance(player.app.screen, Reports)


async def test_what_stands_above_the_first_line_that_opens_is_scrolled_to(published: Stage) -> None:
    async with published.play("en", (60, 14)) as player:
        await player.press("R", "enter", *["down"] * 8)
        await player.until(lambda: player.app.screen.query_one(ReportView).scroll_offset.y > 0)
        await player.press(*["up"] * 20)
        await player.until(lambda: player.app.screen.query_one(ReportView).scroll_offset.y == 0)
        await player.see("Weekly report")


async def test_of_a_past_week_all_that_there_are_of_it_are_one_file(published: Stage, tmp_path: Path) -> None:
    published.clock.set("2026-03-10T10:00+08:00")
    place = tmp_path / "all.html"
    async with published.play("en", (120, 40)) as player:
        await player.press("R", "left")
        await player.see("Week 10")
        await player.press("f")
        await player.see("Write all reports to one HTML file", "report-all-2026-W10.html")
        await player.press("ctrl+u")
        await player.type(str(place))
        await player.press("enter")
        await player.see("Written")
    html = place.read_text(encoding="utf-8")
    assert all(one in html for one in ("Reports of week 10", "2 Mar 2026 – 8 Mar 2026", "Matters in red, amber, green"))
    assert "Load per owner" not in html, "numbers are those of today"


@pytest.mark.parametrize(
    ("locale", "names", "not_so"),
    [
        ("en", ("Week 10: 1 done, 2 open", "Done in week 10", "Plan for week 11"), "this week,"),
        ("zh", ("第 10 周：完成 1 项，未完成 2 项", "第 10 周完成", "第 11 周计划"), "本周完成"),
    ],
)
async def test_a_past_week_is_not_called_this_week(
    published: Stage, locale: Locale, names: tuple[str, ...], not_so: str
) -> None:
    update_action(published.acting, "A1", Update(ref="A1", status="done", percent=100))
    published.clock.set("2026-03-10T10:00+08:00")
    async with published.play(locale, (120, 40)) as player:
        await player.press("R", "left")
        await player.see(*names)
        assert not_so not in player.screen


@pytest.mark.parametrize("in_report", [False, True], ids=["list", "report"])
async def test_the_keys_to_other_weeks_stand_in_the_foot(published: Stage, in_report: bool) -> None:
    published.clock.set("2026-03-10T10:00+08:00")
    async with published.play("en", (120, 40)) as player:
        await player.press("R", *(["enter"] if in_report else []))
        await player.until(lambda: "← earlier report" in player.screen.splitlines()[-1])
        assert "later report" not in player.screen.splitlines()[-1]
        await player.press("left")
        await player.until(lambda: "→ later report" in player.screen.splitlines()[-1])


@pytest.mark.parametrize("downs", [4, 5], ids=["promises", "answers"])
async def test_a_line_of_a_person_opens_his_though_two_have_that_name(published: Stage, downs: int) -> None:
    add_person(published.acting, PersonDraft(name="张伟", email="other@example.test"))
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    with published.acting.transaction() as tx:
        tx.put(minutes.model_copy(update={"sent_at": published.clock()}))
    receive(published.workspace.as_worker(), reply(minutes, "收到"))
    async with published.play("en", (120, 40)) as player:
        await player.press("R", *["down"] * downs)
        await player.until(lambda: bool(player.app.screen.query_one(ReportView).can_open))
        await player.see("张伟")
        await player.press("enter", *["down"] * (downs == 4), "enter")
        await player.see("owner:zhang@example.test")


@pytest.mark.parametrize(
    ("locale", "leads"),
    [
        (
            "en",
            ("0 done this week, 3 open", "3 open in 2 departments", "3 open with 2 people", "None of them"),
        ),
        ("zh", ("本周完成 0 项", "3 项未完成", "最多：", "还没有到期的")),
    ],
)
async def test_a_wide_terminal_says_beside_the_report_how_each_stands(
    published: Stage, locale: Locale, leads: tuple[str, ...]
) -> None:
    async with published.play(locale, (160, 48)) as player:
        await player.press("R")
        await player.until(lambda: all(lead in "".join(row.plain for row in drawn(player)) for lead in leads))
        update_action(published.acting, "A1", Update(ref="A1", status="done", percent=100))
        done = {"en": "1 done this week", "zh": "本周完成 1 项"}[locale]
        await player.until(lambda: done in drawn(player)[0].plain)
    async with published.play(locale, (120, 48)) as player:
        await player.press("R")
        await player.settle()
        assert "\n" not in drawn(player)[0].plain


def drawn(player: Player) -> Sequence[Content]:
    """The rows of the list."""
    rows = reports(player)
    return rows.window.draw(rows.keys, 200)


async def test_a_report_that_scrolls_is_not_broken_a_second_time(published: Stage) -> None:
    for number in range(9):
        title = f"提供第{number}版接口文档和说明"
        add_action(published.acting, ActionDraft(title=title, owner="张伟", due=date(2026, 3, 9)))
    async with published.play("zh", (80, 24)) as player:
        await player.press("R")
        await player.see("提供第0版")
        view = player.app.screen.query_one(ReportView)
        assert view.max_scroll_y, "it has to scroll"
        assert all(cells(line.shown.plain) <= view.scrollable_content_region.width for line in view._lines)


async def test_on_a_telephone_the_report_has_more_room_than_its_list(published: Stage) -> None:
    async with published.play("zh", (40, 15)) as player:
        await player.press("R")
        await player.see("周报")
        assert player.app.screen.query_one(ReportView).size.height > reports(player).size.height
