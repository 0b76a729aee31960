"""The other looks at the list: what hangs on an action, the weeks, the numbers."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Locale
from collabtui.domain.place import Place
from collabtui.lifecycle.actions.edit_actions import add_action, postpone, update_action
from collabtui.lifecycle.actions.nudge import nudge
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.people import edit_people
from collabtui.screens.actions.page import Actions
from support.player import Stage


@pytest.fixture
def several(published: Stage) -> Stage:
    """A1 and A2 are 张伟's, A3 is Bob's; A4 is late, A5 waits for it, A6 for A5. 2026-03-02 16:00."""
    add_action(published.acting, ActionDraft(title="修复登录缺陷", owner="张伟", due=date(2026, 2, 27)), "新品上线")
    add_action(
        published.acting, ActionDraft(title="Book the venue", owner="Bob", depends_on=("A4",), due=date(2026, 3, 9))
    )
    add_action(published.acting, ActionDraft(title="Send the plan", depends_on=("A5",), due=date(2026, 3, 6)))
    return published


async def test_what_hangs_on_a_late_action_is_seen_and_warned_of(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("6 open")
        await player.press("f")
        await player.see("Nothing has to be done first", "Waits for it", "waits for A4, which is overdue", "2 held up")
        await player.see("   └─   A6 Send the plan", "A5 is due after this one")
        await player.press("down", "enter")
        await player.see("Depends on", "└─ ▲ A4 修复登录缺陷", "3 days overdue")
        await player.press("up", "s")
        await player.see("Ask for progress")
        await player.press("s")
        await player.see("Asked: 张伟")
        await player.press("u")
        await player.see("Taken back: ")
        await player.press("d")
        await player.until(lambda: several.workspace.store.get(Action, "A4").status == "done")
        await player.see("└─ ✓ A4")
        await player.press("escape")
        await player.see("Dependencies · A4")
        await player.press("escape")
        await player.until(lambda: isinstance(player.app.screen, Actions))


async def test_a_circle_is_refused_and_its_way_is_named(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 6")
        await player.press("home", "e")
        await player.see("A4 修复登录缺陷")
        await player.press(*["shift+tab"] * 8)
        await player.until(lambda: getattr(player.app.focused, "id", "") == "field-depends_on")
        await player.type("A6")
        await player.press("enter")
        await player.see("A4 → A6 → A5 → A4")


async def test_the_weeks_show_slips_and_scroll_both_ways(several: Stage) -> None:
    asked = Request(ref="A1", ask="postpone", due=date(2026, 3, 12), reason="供应商晚了")
    postpone(several.acting, "A1", asked)
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 6")
        await player.press("l")
        await player.see("2月16日", "3月2日", "◇ 延期前的截止")
        line = next(each for each in player.screen.splitlines() if "提供接口文档" in each)
        assert "┃━━━◇━━━━━◆" in line
        late = next(each for each in player.screen.splitlines() if "修复登录缺陷" in each)
        assert "▲" in late
        assert "◆╌╌┃" in late
        await player.press("right", "right", "right")
        await player.see("3月9日")
        assert "2月16日" not in player.screen
        await player.press("full_stop", "minus")
        await player.see("2月2日")
        await player.press("down", "enter")
        await player.until(lambda: isinstance(player.app.screen, Actions))


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (160, 48)])
async def test_the_time_line_survives_a_window_in_which_nothing_is(several: Stage, size: tuple[int, int]) -> None:
    async with several.play("zh", size) as player:
        await player.press("3")
        await player.see("未完成 6")
        await player.press("l")
        await player.see("┃")
        await player.press(*["shift+right"] * 20)
        await player.until(lambda: not any("◆" in line for line in player.screen.splitlines()[3:-6]))
        assert "提供接口" in player.screen, "whose bars they would be"
        await player.press(*["minus"] * 3, *["plus"] * 6, "down", "up", "full_stop")
        await player.see("┃")


async def test_the_time_line_of_a_filter_that_nothing_fits_says_so(several: Stage) -> None:
    async with several.play("en") as player:
        await player.press("3")
        await player.see("6 open")
        await player.press("slash", *"zzz", "enter")
        await player.see("No match")
        await player.press("l")
        await player.see("Time line", "No match")
        await player.press("right", "minus", "escape")
        await player.until(lambda: isinstance(player.app.screen, Actions))


async def test_long_names_of_departments_are_whole_in_the_charts(several: Stage) -> None:
    acting = several.acting
    department = "Human Resources & Organisational Development"
    edit_people.add_person(acting, PersonDraft(name="Ann Li", email="ann@example.test", department=department))
    add_action(acting, ActionDraft(title="Plan the training", owner="Ann Li", due=date(2026, 3, 20)))
    async with several.play("en", (160, 48)) as player:
        await player.press("3", "c")
        await player.see("Human Resources", "Development")


async def test_the_charts_count_per_owner_and_department_and_lead_to_the_list(several: Stage) -> None:
    update_action(several.acting, "A2", Update(ref="A2", status="done"))
    async with several.play("en", (120, 40)) as player:
        await player.press("3")
        await player.see("5 open")
        await player.press("c")
        await player.see("Burn-down · all open", "5 open", "2 Mar", "Load per owner", "Load per department")
        line = next(each for each in player.screen.splitlines() if "张伟" in each)
        assert "█" in line
        assert "▒" in line
        assert "2  1 overdue" in " ".join(line.split()).replace("2 1", "2  1")
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, Actions) and player.app.screen.listing.how.line != "")
        await player.see("2 found")


@pytest.mark.parametrize(
    ("locale", "key", "head"),
    [
        ("en", "c", "Burn-down · all open"),
        ("zh", "c", "各人负荷 · 全部未完成"),
        ("en", "l", "Time line · all open"),
        ("zh", "l", "时间线 · 全部未完成"),
        ("en", "f", "Dependencies · A"),
    ],
)
async def test_heads_of_all_pictures_say_what_it_is_and_of_what(
    several: Stage, locale: Locale, key: str, head: str
) -> None:
    async with several.play(locale, (120, 40)) as player:
        await player.press("3")
        await player.see("6")
        await player.press(key)
        await player.see(head)


async def test_on_a_narrow_screen_tab_turns_to_the_departments(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 6")
        await player.press("c")
        await player.see("各人负荷")
        await player.press("tab")
        await player.see("各部门负荷", "研发部")


async def test_the_detail_tells_how_the_date_went_slip_by_slip(several: Stage) -> None:
    for day, reason in ((12, "供应商晚了"), (18, "联调没完成")):
        asked = Request(ref="A1", ask="postpone", due=date(2026, 3, day), reason=reason)
        postpone(several.acting, "A1", asked)
    async with several.play("zh", (120, 30)) as player:
        await player.press("3")
        await player.see("未完成 6")
        page = player.app.screen
        assert isinstance(page, Actions)
        page.point_at(Place("actions", "A1"))
        await player.see("日期的变化", "1 3月6日 → 3月12日  供应商晚了  李明", "2 3月12日 → 3月18日  联调没完成  李明")


async def test_a_move_that_was_taken_back_is_no_slip(several: Stage) -> None:
    postpone(several.acting, "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 12), reason="供应商晚了"))
    several.clock.set("2026-03-02T16:05+08:00")
    postpone(several.acting, "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 13)))
    undo_last(several.acting)
    async with several.play("zh", (120, 30)) as player:
        await player.press("3")
        await player.see("未完成 6")
        page = player.app.screen
        assert isinstance(page, Actions)
        page.point_at(Place("actions", "A1"))
        await player.see("已延 1 次，最初", "1 3月6日 → 3月12日  供应商晚了  李明")
        assert "→ 3月13日  李明" not in player.screen
        assert "已撤销：截止" in player.screen


async def test_a_note_is_written_in_an_editor_and_the_history_tells_of_reminders(several: Stage) -> None:
    several.clock.set("2026-03-03T10:00+08:00")  # on the day before a mail named it to its owner
    queue_due(several.workspace.as_worker())
    nudge(several.acting, ["A4"])
    async with several.play("en", (120, 30)) as player:
        await player.press("3")
        await player.see("6 open", "question to the owner: not sent yet")
        await player.press("i")
        await player.see("Note on A4 修复登录缺陷")
        await player.type("first line\nsecond line")
        await player.press("f2")
        await player.see("note first line", "second line")
        assert several.workspace.store.get(Action, "A4").note == "first line\nsecond line"


async def test_on_a_narrow_screen_the_history_follows_the_facts_without_a_gap(several: Stage) -> None:
    async with several.play("zh") as player:
        await player.press("3")
        await player.see("未完成 6")
        await player.press("home", "down", "enter")
        await player.see("A1 提供接口文档", "交付", "新建：提供接口文档")
        lines = [line.strip("│ ") for line in player.screen.splitlines()]
        facts = next(at for at, line in enumerate(lines) if line.startswith("交付"))
        assert "新建：提供接口文档" in " ".join(lines[facts : facts + 5])


async def test_the_burn_down_goes_on_to_the_last_due_date_and_fills_the_days_to_come(several: Stage) -> None:
    async with several.play("en", (160, 48)) as player:
        await player.press("3", "c")
        await player.see("Burn-down", "▒ if each is done when due", "ideal line")
        axis = next(line for line in player.screen.splitlines() if line.startswith("│ 0 "))
        last = max(one.due for one in several.workspace.store.find(Action) if one.due)
        assert f"{last.day} Mar" in axis.split("   ")[-1]
        above = player.screen.splitlines()[player.screen.splitlines().index(axis) - 1]
        assert above.count("▒") > above.count("█")


async def test_titles_of_the_time_line_are_whole_on_a_second_line(recorded: Stage) -> None:
    title = "Review the third draft of the supplier contract and mark what we cannot accept"
    add_action(recorded.acting, ActionDraft(title=title, owner="Bob Brown", due=date(2026, 3, 10)))
    async with recorded.play("en", (160, 40)) as player:
        await player.press("3", "l")
        await player.see("Review the third draft", "cannot accept")
        assert "…" not in player.screen


async def test_a_time_line_of_nothing_says_where_its_escape_leads(recorded: Stage) -> None:
    async with recorded.play("en") as player:
        await player.press("3", "slash")
        await player.type("nosuchthing")
        await player.press("enter", "l")
        await player.see("Time line", "goes back to the list")
        await player.press("escape")
        await player.see("No match. Esc shows all open ones again")
        await player.press("escape")
        await player.see("A3")
