"""The palette: commands by their names in both languages, with what is typed behind them, those that are used first."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from textual.command import CommandList

from collabtui.domain.action import Action
from collabtui.domain.people import Locale, Person
from collabtui.language.pinyin import initials
from collabtui.screens.actions.value_palette import given_value
from collabtui.screens.shell.palette_arguments import WithArgument, typed_command
from collabtui.screens.shell.palette_search import people_by_pinyin
from collabtui.screens.shell.palette_use import PaletteUse, worth
from collabtui.screens.shell.palette_verbs import named_thing
from collabtui.screens.shell.theme_picker import ThemePicker
from collabtui.screens.shell.word_beginnings import begins_words
from collabtui.store.interface import Store
from collabtui.text.width import cells
from support.player import Player, Stage


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("纪要", "jy"),
        ("发送纪要", "fsjy"),
        ("会议", "hy"),
        ("行动项", "xdx"),
        ("Set-up", "su"),
        ("M1 议程", "myc"),
        ("囍", ""),
    ],
)
def test_initials_of_pinyin(text: str, letters: str) -> None:
    assert initials(text) == letters


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("a12", [("go", "A12")]),
        ("x-2026-001", [("go", "X-2026-001")]),
        ("backup /srv/copy.zip", [("backup", "/srv/copy.zip")]),
        ("备份 /srv/copy.zip", [("backup", "/srv/copy.zip")]),
        ("backup", [("backup", "")]),
        ("备份", [("backup", "")]),
        ("report prom", [("report", "promises")]),
        ("报告 周报", [("report", "week")]),
        ("export ~/out", [("export", "~/out")]),
        ("theme no", [("theme", "nord")]),
        ("语言 英", [("language", "en")]),
        ("language", [("language", "zh"), ("language", "en")]),
        ("themes", []),
        ("done A12", [("go", "A12")]),
        ("export xlsx", [("table", "~/actions.xlsx")]),
        ("导出 todo.txt", [("table", "~/actions.txt")]),
        ("export ~/list.csv", [("table", "~/list.csv")]),
        ("归档", [("archive", ""), ("verify", "")]),
        ("the", []),
        ("lang", []),
        ("archive x-2026-001", [("go", "X-2026-001", True), ("archive", "X-2026-001")]),
    ],
)
def test_what_a_text_means(typed: str, found: list[tuple[str, str]]) -> None:
    assert list(typed_command(typed, ["ink", "nord", "paper"])) == [WithArgument(*one) for one in found]


@pytest.mark.parametrize("typed", ["done a12", "新品上线 v1"])
def test_a_small_ref_beside_words_may_be_one_of_them(typed: str) -> None:
    ref = typed.split()[-1].upper()
    assert list(typed_command(typed, ["nord"])) == [WithArgument("go", ref, bare=True)]


@pytest.mark.parametrize(("typed", "found"), [("nor", ["nord"]), ("latte", ["catppuccin-latte"]), ("no", [])])
def test_a_theme_needs_no_verb(typed: str, found: list[str]) -> None:
    assert list(typed_command(typed, ["catppuccin-latte", "ink", "nord"])) == [
        WithArgument("theme", name, bare=True) for name in found
    ]


def test_people_are_found_by_the_initials_of_their_names() -> None:
    people = [("P1", "张伟"), ("P2", "赵文"), ("P3", "Zoe West"), ("P4", "王芳")]
    assert list(people_by_pinyin(people, "ZW")) == [("P1", "张伟"), ("P2", "赵文")]
    assert list(people_by_pinyin(people, "z")) == []


def options(player: Player) -> list[str]:
    shown = player.app.screen.query_one(CommandList)
    return [str(shown.get_option_at_index(at).prompt) for at in range(shown.option_count)]


async def asked(player: Player, text: str) -> None:
    await player.press("ctrl+p")
    await player.type(text)


@pytest.mark.parametrize(("locale", "said"), [("en", "Nothing is called “qqqq”"), ("zh", "没有叫“qqqq”的")])
async def test_it_says_that_nothing_fits(planned: Stage, locale: Locale, said: str) -> None:
    async with planned.play(locale) as player:
        await asked(player, "qqqq")
        await player.see(said)


async def test_over_a_form_what_would_close_it_is_not_said_to_be_unknown(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("6", "n")
        await player.type("Zoe")
        await asked(player, "M1")
        await player.see("Nothing here is called “M1”")
        await player.press("ctrl+u")
        await player.type("language 中文")
        await player.see("Language 中文")
        await player.press("enter")
        await player.see("添加人员", "Zoe")


@pytest.mark.parametrize(
    ("locale", "typed", "name"), [("zh", "Inbox", "收件箱"), ("en", "收件", "Inbox"), ("zh", "sj", "收件箱")]
)
async def test_a_command_is_found_in_either_language_and_by_initials(
    planned: Stage, locale: Locale, typed: str, name: str
) -> None:
    async with planned.play(locale) as player:
        await asked(player, typed)
        await player.until(lambda: any(one.startswith(name) for one in options(player)))


async def test_a_ref_leads_to_its_place(published: Stage) -> None:
    async with published.play("en") as player:
        await asked(player, "a2")
        await player.see("Go to A2")
        await player.press("enter")
        await player.see("─ A2 ─", "完成压力测试")


async def test_a_ref_that_nothing_has_is_said_before_enter(published: Stage) -> None:
    async with published.play("en") as player:
        await asked(player, "A9999")
        await player.see("Nothing is called “A9999”")


async def test_a_ref_of_a_decision_leads_to_where_it_was_taken(published: Stage) -> None:
    async with published.play("en") as player:
        await asked(player, "d1")
        await player.see("Go to D1")
        await player.press("enter")
        await player.until(lambda: type(player.app.screen).__name__ == "Minutes")


@pytest.mark.parametrize(
    ("locale", "typed", "what"),
    [("en", "a2 done", "A2 完成压力测试: done"), ("zh", "A2 完成", "A2 完成压力测试：完成")],
)
async def test_a_verb_behind_a_ref_is_done_to_that_action_whatever_is_marked(
    published: Stage, locale: Locale, typed: str, what: str
) -> None:
    async with published.play(locale, (120, 30)) as player:
        await player.press("3", "space")
        await asked(player, typed)
        await player.see(what, "0 %")
        await player.press("enter")
        await player.until(lambda: published.workspace.store.get(Action, "A2").status == "done")
    assert [one.ref for one in published.workspace.store.find(Action) if one.status == "done"] == ["A2"]


async def test_a_verb_behind_another_ref_says_its_key(published: Stage) -> None:
    async with published.play("en", (120, 30)) as player:
        await asked(player, "P2 away")
        await player.see("P2 张伟: away")
        await player.press("enter")
        await player.see("Here w does it: away.", "zhang@example.test")


@pytest.mark.parametrize(
    ("name", "typed", "fits"),
    [
        ("Outbox: send now", "undo", False),
        ("Outbox: send now", "osn", True),
        ("Outbox: send now", "send", True),
        ("Outbox: send now", "out now", True),
        ("saved lists", "vedli", False),
        ("保存的列表", "列表", True),
        ("保存的列表", "保列", True),
        ("undo", "undo", True),
        ("undo", "undoing", False),
    ],
)
def test_letters_find_a_name_where_each_piece_begins_a_word(name: str, typed: str, fits: bool) -> None:
    assert begins_words(name, typed) is fits


async def test_what_only_says_a_word_is_not_called_so(published: Stage) -> None:
    """A1 is found by `/`: its deliverable has the word."""
    async with published.play("zh", (120, 30)) as player:
        await asked(player, "测试报告")
        await player.see("没有叫“测试报告”的")


async def test_everything_is_backed_up_and_exported_from_here(published: Stage, tmp_path: Path) -> None:
    async with published.play("en", (120, 30)) as player:
        await asked(player, f"backup {tmp_path / 'copy.zip'}")
        await player.see("Back up everything to")
        await player.press("enter")
        await player.see("Backed up to")
        await asked(player, f"export {tmp_path / 'out'}")
        await player.see("Export everything to")
        await player.press("enter")
        await player.see("Exported to")
    assert (tmp_path / "copy.zip").stat().st_size > 0
    assert any((tmp_path / "out").iterdir())


async def test_a_theme_is_put_on_by_its_name(planned: Stage) -> None:
    async with planned.play("en") as player:
        await asked(player, "theme paper")
        await player.see("Theme paper")
        await player.press("enter")
        await player.until(lambda: player.app.theme == "paper")


@pytest.mark.parametrize(("locale", "typed"), [("zh", "主题"), ("zh", "theme"), ("en", "theme")])
async def test_a_whole_name_comes_before_what_can_stand_behind_it(planned: Stage, locale: Locale, typed: str) -> None:
    async with planned.play(locale) as player:
        before = player.app.theme
        await player.press("ctrl+p")
        await player.type(typed)
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count > 2)
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, ThemePicker))
        assert player.app.theme == before


async def test_a_person_is_opened_by_initials(published: Stage) -> None:
    async with published.play("en") as player:
        await asked(player, "zw")
        await player.until(lambda: any("张伟" in one for one in options(player)))


async def test_the_actions_are_written_as_the_file_that_is_named(published: Stage, tmp_path: Path) -> None:
    async with published.play("en", (120, 30)) as player:
        await asked(player, f"export {tmp_path / 'list.csv'}")
        await player.see("Write all actions to")
        await player.press("enter")
        await player.see("3 actions written to")
        assert "完成压力测试" in (tmp_path / "list.csv").read_text("utf-8-sig")
        await asked(player, f"export {tmp_path / 'list.csv'}")
        await player.press("enter")
        await player.see("list.csv already exists")


async def test_what_is_used_is_found_first(planned: Stage) -> None:
    async with planned.play("en") as player:
        use = PaletteUse(player.app.services.drafts)
        await asked(player, "inbox")
        await player.until(lambda: any(one.startswith("Inbox") for one in options(player)))
        await player.press("enter")
        await player.until(lambda: use.times()["Inbox"] == 1)
    assert worth(3) > worth(0)


async def test_a_path_that_is_missing_is_asked_for(published: Stage) -> None:
    async with published.play("zh") as player:
        await asked(player, "备份")
        await player.until(lambda: "备份全部数据到 …" in options(player))
        await player.press("enter")
        await player.see("~/collabtui-2026-03-02.zip")


@pytest.mark.parametrize(
    ("typed", "offered"), [("backup", "collabtui-2026-03-02.zip"), ("export", "collabtui-2026-03-02")]
)
async def test_what_is_offered_as_a_path_is_taken_by_enter(
    published: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with published.play("en") as player:
        await asked(player, typed)
        await player.see("everything to …")
        await player.press("enter")
        await player.see(offered)
        await player.press("enter")
        await player.until((tmp_path / offered).exists)


CHANGES = [
    ("en", "a2 due 20 March", "due → Fri 20 Mar", {"due": date(2026, 3, 20)}),
    ("zh", "A2 延期到3月20日", "截止 → 3月20日", {"due": date(2026, 3, 20)}),
    ("zh", "截止 3月20日 A2", "截止 → 3月20日", {"due": date(2026, 3, 20)}),
    ("en", "A2 50%", "percent → 50 %", {"percent": 50, "status": "in-progress"}),
    ("zh", "A2 进度 40", "完成度 → 40 %", {"percent": 40}),
    ("en", "A2 100%", "percent → 100 %", {"status": "done"}),
    ("en", "A2 @赵强", "owner → 赵强", {"owner": "赵强"}),
    ("zh", "A2 转给赵强", "负责人 → 赵强", {"owner": "赵强"}),
    ("en", "A2 blocked by the test server", "the test server", {"status": "blocked", "reason": "the test server"}),
    ("zh", "A2 受阻 等测试环境", "等测试环境", {"status": "blocked", "reason": "等测试环境"}),
]


def of_action(store: Store, names: Iterable[str]) -> dict[str, object]:
    """These values of A2; its owner by name."""
    action = store.get(Action, "A2")
    values = {name: getattr(action, name) for name in names}
    if values.get("owner"):
        values["owner"] = store.get(Person, action.owner or "").name
    return values


@pytest.mark.parametrize(("locale", "typed", "shown", "values"), CHANGES, ids=[one[1] for one in CHANGES])
async def test_a_value_behind_a_ref_is_set_and_taken_back(
    published: Stage, locale: Locale, typed: str, shown: str, values: dict[str, object]
) -> None:
    store = published.workspace.store
    then = of_action(store, values)
    async with published.play(locale, (120, 30)) as player:
        await asked(player, typed)
        await player.see(shown)
        await player.press("enter")
        await player.until(lambda: of_action(store, values) == values)
        await player.press("u")
        await player.until(lambda: of_action(store, values) == then)


@pytest.mark.parametrize(
    ("locale", "typed", "shown"),
    [("en", "50%", "2 actions: percent → 50 %"), ("zh", "进度 50", "2 个行动项：完成度 → 50 %")],
)
async def test_a_value_without_a_ref_is_for_what_is_marked_and_one_undo_takes_it_back(
    published: Stage, locale: Locale, typed: str, shown: str
) -> None:
    store = published.workspace.store
    async with published.play(locale, (120, 30)) as player:
        await player.press("3", "space", "down", "space")
        await asked(player, typed)
        await player.see(shown)
        await player.press("enter")
        await player.until(lambda: [one.percent for one in store.find(Action)].count(50) == 2)
        await player.press("u")
        await player.until(lambda: 50 not in [one.percent for one in store.find(Action)])


async def test_on_the_board_it_is_for_the_card_under_the_cursor(published: Stage) -> None:
    store = published.workspace.store
    async with published.play("en", (120, 30)) as player:
        await player.press("B")
        await asked(player, "due 20 March")
        await player.see("due → Fri 20 Mar")
        await player.press("enter")
        await player.until(lambda: date(2026, 3, 20) in [one.due for one in store.find(Action)])


@pytest.mark.parametrize(("page", "typed"), [("3", "by mail"), ("2", "50%")])
async def test_words_that_are_no_value_or_on_a_page_without_actions_are_for_none(
    published: Stage, page: str, typed: str
) -> None:
    async with published.play("en", (120, 30)) as player:
        await player.press(page)
        await asked(player, typed)
        assert "→" not in player.screen


@pytest.mark.parametrize(("locale", "typed"), [("en", "A2 due 31 Feb"), ("zh", "A2 250%"), ("en", "A2 @Nobody Known")])
async def test_a_value_that_is_none_changes_nothing(published: Stage, locale: Locale, typed: str) -> None:
    before = published.workspace.store.get(Action, "A2")
    async with published.play(locale, (120, 30)) as player:
        await asked(player, typed)
        await player.press("enter")
    assert published.workspace.store.get(Action, "A2") == before


@pytest.mark.parametrize("typed", ["A2 done", "A2 due", "A2 byebye", "完成 A2", "A2 截止", "A2 @"])
def test_a_verb_alone_gives_no_value(typed: str) -> None:
    assert given_value(named_thing(typed)[1]) is None


@pytest.mark.parametrize(
    "typed",
    [
        "outbox",
        "export",
        "report",
        "week",
        "backup",
        "language",
        "help",
        "person",
        "theme",
        "doctor",
        "exit",
        "calendar",
        "contacts",
        "history",
        "remind",
        "快捷键",
        "日历",
        "发件",
        "导出",
        "备份",
        "语言",
    ],
)
async def test_what_newcomers_looked_for_is_found(published: Stage, typed: str) -> None:
    async with published.play("en") as player:
        await player.press("ctrl+p")
        await player.type(typed)
        await player.until(
            lambda: any(not one.startswith("Nothing is called") for one in options(player)),
            lambda: f"{options(player)}\n{player.screen}",
        )


@pytest.mark.parametrize(("locale", "typed"), [("en", "accept"), ("zh", "验收")])
async def test_what_closes_a_matter_is_found_by_its_name(published: Stage, locale: Locale, typed: str) -> None:
    async with published.play(locale) as player:
        await player.press("5", "enter", "ctrl+p")
        await player.type(typed)
        await player.until(lambda: player.app.screen.query_one(CommandList).option_count > 0)
        await player.see("m s")


async def test_the_archive_of_a_meeting_is_that_of_its_matter(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("2", "enter")
        await player.see("D1 接口冻结日为3月4日")
        await player.press("ctrl+p")
        await player.type("归档")
        await player.see("归档事项")
        await player.press("enter")
        await player.see("X-2026-001 新品上线", "把 X-2026-001 整理到一个新文件夹存档")


async def test_the_matter_under_the_cursor_is_archived(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("5")
        await player.see("X-2026-001")
        await player.press("ctrl+p")
        await player.type("归档")
        await player.see("归档事项")
        await player.press("enter")
        await player.see("把 X-2026-001 整理到一个新文件夹存档")


@pytest.mark.parametrize(
    ("locale", "headings"), [("en", ["On this page", "Pages", "Everywhere"]), ("zh", ["本页", "页面", "全局"])]
)
async def test_while_nothing_is_typed_commands_stand_in_groups_with_their_keys_below_each_other(
    published: Stage, locale: Locale, headings: list[str]
) -> None:
    async with published.play(locale, (100, 48)) as player:
        await player.press("3", "ctrl+p")
        hits = player.app.screen.query_one(CommandList)
        await player.until(lambda: hits.option_count > 10, lambda: player.screen)
        assert [str(one.prompt) for one in hits.options if one.disabled] == headings
        assert hits.highlighted == 1, "the cursor begins on a command"
        with_keys = [str(one.prompt) for one in hits.options if not one.disabled and "  " in str(one.prompt).strip()]
        ends = {cells(line.rstrip()) for line in with_keys}
        assert len(ends) == 1, ends
        await player.press("up", "up", "down", "down")
        assert not hits.get_option_at_index(hits.highlighted or 0).disabled
        await player.type("x")
        await player.until(lambda: not any(str(one.prompt) in headings for one in hits.options))


async def test_keys_stand_at_the_end_of_their_lines_near_the_names(published: Stage) -> None:
    async with published.play("en", (160, 48)) as player:
        await player.press("ctrl+p")
        await player.see("On this page")
        (line,) = [one for one in player.screen.splitlines() if "zoom/unzoom pane" in one]
        assert 38 < line.index("zoom/unzoom pane") < line.index(" \\ ") < 120, line
