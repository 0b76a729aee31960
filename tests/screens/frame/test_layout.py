"""No name and no title is cut on any page of an ordinary terminal of 100 columns; nor at others where it has room."""

import re
from datetime import date

import pytest
from textual.widgets import Static

from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Locale
from collabtui.lifecycle.actions.edit_actions import add_action, postpone
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.widgets.page_bar import BY_LETTER
from collabtui.widgets.page_bar import PAGES as PAGES_IN_BAR
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.replies import outgoing, reply
from support.world import AGENDA

PAGES: dict[str, tuple[str, ...]] = {
    "today": ("1",),
    "meetings": ("2",),
    "agenda": ("2", "home", "down", "enter"),
    "minutes": ("2", "end", "enter"),
    "actions": ("3",),
    "an action": ("3", "home", "enter"),
    "inbox": ("4",),
    "a mail": ("4", "enter"),
    "matters": ("5",),
    "people": ("6",),
    "a person": ("6", "down", "enter"),
    "settings": ("7",),
    "outbox": ("O",),
    "week": ("W",),
    "month": ("W", "m"),
    "board": ("B",),
    "board by person": ("B", "w"),
    "reports": ("R",),
    "live": ("f10",),
    "projector": ("f8",),
}
"""The keys that lead there from the page before; letters are no keys in a meeting, so it comes last."""
PAGES_BY_KEY = {key: page for page, key in BY_LETTER.items()}
NAMES = ("张伟", "陈静", "赵强", "李明", "Bob Brown", "Carol Chen")
TITLES = (
    "新品上线协作会",
    "提供接口文档",
    "完成压力测试",
    "Review the contract",
    "Plan the launch day",
    "Write the description of the interface",
    "开场",
)
_CUT = re.compile(r"([^│┃║╭╰─]*?)…")


@pytest.fixture
def office(stage: Stage) -> Stage:
    """M1's minutes are out and answered, M2 runs, M3 comes: Monday 2026-03-09, 14:05."""
    known = PersonDraft(name="Carol Chen", email="carol@example.test", department="Marketing")
    edit_people.add_person(stage.acting, known)
    plan.new_meeting(stage.acting, AGENDA)
    stage.clock.set("2026-03-02T15:00+08:00")
    notes = ["d: 接口冻结日为3月4日", "a: 提供接口文档 @张伟 截止3月6日", "a: Review the contract @Bob due 2026-03-10"]
    run.record(
        stage.acting, "M1", [*notes, "a: 完成压力测试 @张伟 截止3月13日 => 测试报告", "r: 供应商延期 !high @张伟"]
    )
    publish.publish(stage.acting, "M1")
    title = "Plan the launch day"
    add_action(stage.acting, ActionDraft(title=title, owner="Carol Chen", due=date(2026, 3, 16)))
    longer = "Write the description of the interface"
    add_action(stage.acting, ActionDraft(title=longer, owner="Carol Chen", due=date(2026, 3, 17)))
    stage.clock.set("2026-03-02T17:30+08:00")
    asked = outgoing(stage.workspace, "zhang@example.test", "minutes")
    receive(stage.workspace.as_worker(), reply(asked, "1 已完成。\n2 延期到3月18日，因为测试环境晚到。"))
    for day in (9, 10):
        coming = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=day)})
        invite.invite(stage.acting, plan.new_meeting(stage.acting, coming).meeting.ref)
    stage.clock.set("2026-03-09T14:00+08:00")
    run.start(stage.acting, "M2")
    stage.clock.set("2026-03-09T14:05+08:00")
    run.capture(stage.acting, "M2", "a: 提供接口文档 @张伟 截止3月20日")
    return stage


def cut_words(screen: str) -> list[str]:
    """What ends in "…" where a name or a title should go on."""
    found = []
    for line in screen.splitlines():
        for cut in _CUT.finditer(line):
            before = cut[1].rsplit("  ", 1)[-1].strip()
            found += [
                f"{before}…"
                for whole in (*NAMES, *TITLES)
                if any(_ends_in(before, whole[:length]) for length in range(1, len(whole)))
            ]
    return sorted(set(found))


def _ends_in(text: str, start: str) -> bool:
    """As a word of its own; one Latin letter alone tells nothing."""
    if start.isascii() and len(start) < 3:
        return False
    return text.endswith(start) and (len(text) == len(start) or not text[-len(start) - 1].isalnum())


def test_a_cut_name_is_found_and_a_cut_sentence_is_not() -> None:
    assert cut_words("│ A1  提供接口…  张伟 │") == [["A1", "提供接口…"][1]]
    assert cut_words("│ Carol Ch…  Marketing │") == ["Carol Ch…"]
    assert not cut_words("│ the test environment is la… │ 张伟 … ")


@pytest.mark.parametrize("size", [(80, 24), (90, 27), (100, 30), (110, 33), (120, 36), (160, 48), (200, 60)])
@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_no_name_and_no_title_is_cut(office: Stage, locale: Locale, size: tuple[int, int]) -> None:
    found: dict[str, list[str]] = {}
    async with office.play(locale, size) as player:
        await player.settle()
        for name, keys in PAGES.items():
            await player.press("escape", "escape", *keys)
            if words := cut_words(player.screen):
                found[name] = words
        assert player.app.screen.query("#big-clock"), "the keys led as far as the last page"
    assert not found


LONG = "Book the venue for the launch of the new product and sign the contract for the equipment"


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_what_is_cut_under_the_cursor_is_read_above_the_keys(office: Stage, locale: Locale) -> None:
    for day in (30,) * 6 + (31,):
        add_action(office.acting, ActionDraft(title=LONG, owner="Carol Chen", due=date(2026, 3, day)))
    async with office.play(locale, (80, 24)) as player:
        for keys in (("B", "end"), ("W", "pagedown", "pagedown", "pagedown", "down"), ("m",)):
            await player.press(*keys)
            assert _letters(LONG) in _letters("".join(player.screen.splitlines()[-3:-1])), keys
    async with office.play(locale, (100, 30)) as player:
        await player.press("3", "end")
        assert not player.screen.splitlines()[-2].strip(), "the pane beside says it"
        await player.press("l", "end")
        assert _letters(LONG) in _letters("".join(player.screen.splitlines()[-3:-1]))


async def test_what_is_seen_whole_is_not_read_twice(office: Stage) -> None:
    async with office.play("en", (100, 30)) as player:
        for keys in (("B",), ("W", "right"), ("3", "l"), ("3",)):
            await player.press(*keys)
            assert not player.screen.splitlines()[-2].strip()


TELEPHONE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "meetings": (("2",), ("新品上线",)),
    "agenda": (("2", "home", "down", "enter"), ("开场", "核心问题")),
    "minutes": (("2", "end", "enter"), ("M1 新品上线协作会", "接口冻结")),
    "actions": (("3",), ("提供接口文档", "Review the contract")),
    "people": (("6",), ("Carol Chen", "陈静")),
    "outbox": (("O",), ("[M3] 会议邀请",)),
    "settings": (("7",), ("李明",)),
}
"""The keys that lead to a page, and what its list says there."""


@pytest.mark.parametrize("page", TELEPHONE)
@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_on_a_telephone_a_list_still_says_what_it_is_about(office: Stage, locale: Locale, page: str) -> None:
    keys, shown = TELEPHONE[page]
    async with office.play(locale, (40, 15)) as player:
        await player.settle()
        await player.press(*keys)
        await player.see(*shown)
        assert player.screen.splitlines()[0].startswith(" 1 "), "the bar stays where it is"


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_on_a_telephone_the_bar_says_which_page_it_is_and_cuts_nothing(office: Stage, locale: Locale) -> None:
    named = {**{str(number): page for number, page in enumerate(PAGES_IN_BAR, 1)}, **PAGES_BY_KEY}
    async with office.play(locale, (40, 15)) as player:
        await player.settle()
        for key, page in named.items():
            await player.press(key)
            bar = player.screen.splitlines()[0]
            assert f" {key} {player.app.services.words(f'page.{page}')}" in f"{bar} ", bar
            assert all(f" {number}" in bar for number in range(1, 8)), bar
            assert re.search(r" ▶ M2 5:00$|  14:05$|  ✉ \d+$", bar), bar


@pytest.mark.parametrize("size", [(40, 15), (60, 20)], ids=str)
async def test_of_a_low_terminal_each_card_of_today_has_its_lower_border(office: Stage, size: tuple[int, int]) -> None:
    async with office.play("en", size) as player:
        await player.see("Needs you", "Due")
        await player.settle()
        assert player.screen.count("╰") == player.screen.count("╭") == 3


def _answered_without_a_word(office: Stage) -> None:
    asked = outgoing(office.workspace, "bob@example.test", "invitation")
    receive(office.workspace.as_worker(), reply(asked, ""))


@pytest.mark.parametrize("page", ["4", "O"], ids=["inbox", "outbox"])
async def test_on_a_telephone_the_subject_of_a_mail_of_ours_is_whole(office: Stage, page: str) -> None:
    _answered_without_a_word(office)
    async with office.play("en", (40, 15)) as player:
        await player.settle()
        await player.press(page)
        await player.see("[M")
        assert "…" not in player.screen


def _cut_lines(screen: str) -> list[str]:
    """But for what invites to type, which ends so by itself."""
    inside = screen.splitlines()[1:-2]
    return [line for line in inside if "…" in line and "……" not in line and "a note…" not in line]


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_of_clocks_headings_and_empty_lists_nothing_is_cut(
    office: Stage, locale: Locale, size: tuple[int, int]
) -> None:
    office.clock.set("2026-03-15T14:05+08:00")  # a Sunday: the week's last days are seen, with what they are
    async with office.play(locale, size) as player:
        await player.settle()
        for keys in (("W",), ("6",), ("slash",), ("escape", "f10")):
            await player.press(*keys)
            await player.until(lambda: not _cut_lines(player.screen), lambda: player.screen)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (("3", "c"), ["· ideal line ─", "· 理想进度线 ─"]),
        (("2", "home", "down", "enter"), ["longest allowed 90 ─", "单场最长 90 分钟 ─"]),
        (("f10",), ["Take a note…\n", "记一条……（f10 离开本页，会议照常进行）\n"]),
    ],
    ids=["legend", "length", "capture"],
)
@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_on_a_telephone_a_legend_the_length_of_an_agenda_and_a_hint_are_whole(
    office: Stage, locale: Locale, keys: tuple[str, ...], shown: list[str]
) -> None:
    async with office.play(locale, (40, 15)) as player:
        await player.settle()
        await player.press(*keys)
        await player.see(shown[locale == "zh"])


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_the_bar_names_all_pages_at_80_columns_also_while_a_meeting_runs_and_mail_waits(
    office: Stage, locale: Locale
) -> None:
    async with office.play(locale, (80, 24)) as player:
        await player.settle()
        bar = player.screen.splitlines()[0]
        assert "▶ M2" in bar
        assert "✉" in bar
        left = bar.partition("▶")[0].split()
        assert len([word for word in left if not word[0].isdigit() and not word.startswith("●")]) == 7, bar


async def test_a_date_that_slipped_leaves_the_titles_of_the_minutes_whole(office: Stage) -> None:
    postpone(office.acting, "A2", Request(ref="A2", ask="postpone", due=date(2026, 3, 25)))
    async with office.play("en", (100, 30)) as player:
        await player.press("2", "end", "enter")
        await player.see("10 Mar→25 Mar", "Review the contract", "提供接口文档")
        assert not cut_words(player.screen)


@pytest.mark.parametrize("pages", [("3",), ("4",)], ids=["actions", "inbox"])
async def test_the_row_of_an_open_detail_stays_marked(office: Stage, pages: tuple[str, ...]) -> None:
    async with office.play("en", (160, 48)) as player:
        await player.press(*pages, "enter")
        rows = player.app.screen.query("Rows.-opened")
        assert rows, "a list whose row is open is marked as such wherever the focus is"
        assert player.app.screen.focused is not rows.first()
        listed = rows.first(Rows)
        lines = (listed.render_line(line) for line in (listed.window.above, listed.size.height - 1))
        grounds = [{one.style.bgcolor for one in line if one.style} for line in lines]
        assert grounds[0].isdisjoint(grounds[1]), "and is seen to be"


@pytest.mark.parametrize("width", [60, 80, 100])
async def test_on_the_time_line_a_title_has_sixteen_columns_and_a_name_is_whole(office: Stage, width: int) -> None:
    async with office.play("en", (width, 30)) as player:
        await player.press("3", "l")
        await player.see("Review the contr", "提供接口文档")
        assert not {"Bob B…", "Bob…"} & set(cut_words(player.screen))


async def test_what_nobody_held_does_not_push_what_is_to_come_off_the_screen(office: Stage) -> None:
    office.clock.set("2026-03-13T09:00+08:00")
    async with office.play("en", (80, 24)) as player:
        await player.press("2")
        await player.see("Not held in time")
        below_bar = player.screen.partition("\n")[2]
        order = [below_bar.find(words) for words in ("Coming up", "M2", "Not held in time", "M3", "│ Held ")]
        assert order == sorted(order)
        assert order[0] >= 0


async def test_a_report_is_as_dense_as_a_list(office: Stage) -> None:
    async with office.play("en", (100, 30)) as player:
        await player.press("R")
        await player.see("Plan for next week")
        lines = player.screen.splitlines()
        week = next(at for at, line in enumerate(lines) if "Plan for next week" in line)
        assert "• A" in lines[week + 1], "no empty line between a heading and its list"


async def test_labels_of_a_change_request_are_whole_at_80_columns(office: Stage) -> None:
    async with office.play("en") as player:
        await player.press("5", "m", "c")
        await player.see("What is to change")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80])
async def test_the_line_of_trust_is_whole_on_a_narrow_terminal(office: Stage, locale: Locale, width: int) -> None:
    """So is all of the heading of a mail: what is long goes on below."""
    async with office.play(locale, (width, 40)) as player:
        await player.press("4", "enter")
        head = player.app.screen.query_one("#mail-head", Static)
        await player.until(lambda: head.display and _letters(str(head.content)) in _letters(player.screen))


def _letters(text: str) -> str:
    return re.sub(r"[\s│┃]", "", text)
