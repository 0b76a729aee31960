"""Who owns an item and who supports it, said and shown."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type


def test_who_supports_an_item_is_shown_with_it(published: Home, typed: Type) -> None:
    assert typed(["action", "add", "印手册", "--owner", "Alice", "--collaborator", "Bob"]).code == 0
    shown = typed("action show A4 --lang zh")
    assert (shown.code, shown.err) == (0, "")
    assert "Bob" in shown.out
    assert typed("action show A4 --json").json["collaborators"] == ["Bob"]


def test_who_supports_it_is_said_later_and_hears_of_it(published: Home, typed: Type) -> None:
    assert typed(["action", "add", "印手册", "--owner", "Alice", "--collaborator", "Bob"]).code == 0
    changed = typed(["action", "update", "A4", "--collaborator", "Carol（审稿）", "--lang", "zh"])
    assert changed.code == 0
    assert typed("action show A4 --json").json["collaborators"] == ["Carol"], "in the place of those there were"
    assert "审稿" in typed("action show A4 --lang zh").out
    subjects = [one["subject"] for one in typed("outbox list --json").json if one["to"].startswith("carol")]
    assert any("A4" in one for one in subjects)
    assert typed(["action", "update", "A4", "--collaborator", "Alice"]).code == 1, "its owner does not support it"
    assert typed(["action", "update", "A4", "--collaborator", ""]).code == 0
    assert typed("action show A4 --json").json["collaborators"] == []


def test_what_was_noted_is_shown_with_it(published: Home, typed: Type) -> None:
    assert typed(["action", "update", "A1", "--note", "需要支持：再派2个讲师"]).code == 0
    assert "需要支持：再派2个讲师" in typed("action show A1 --lang zh").out
    assert typed("action show A1 --json").json["note"] == "需要支持：再派2个讲师"


def test_a_day_off_and_days_that_do_not_fit_are_said_at_once(published: Home, typed: Type) -> None:
    added = typed(["action", "add", "彩排", "--owner", "Alice", "--due", "2026-03-07", "--lang", "zh"])
    assert (added.code, "是休息日" in added.out + added.err) == (0, True)
    early = typed(
        ["action", "add", "开幕", "--owner", "Bob", "--due", "2026-03-05", "--depends-on", "A4", "--lang", "zh"]
    )
    assert "A5 截止" in early.out + early.err
    assert "A4 到" in early.out + early.err
    later = typed("action update A5 --due 2026-03-09 --lang zh")
    assert "截止" not in later.out + later.err
    moved = typed("action update A4 --due 2026-03-10 --lang zh")
    assert "A5 截止" in moved.out + moved.err


def test_a_cancelled_action_is_not_to_be_done_first(published: Home, typed: Type) -> None:
    assert typed("action update A2 --depends-on A1").code == 0
    assert "先要完成  A1" in typed("action show A2 --lang zh").out
    assert typed("action update A1 --status cancelled").code == 0
    assert "先要完成" not in typed("action show A2 --lang zh").out
    assert typed("action show A2 --json").json["depends_on"] == ["A1"]


@pytest.mark.parametrize("names", ["Alice、Bob", "Alice Bob", "Alice and Bob", "Alice/Bob"])
def test_two_owners_are_told_that_one_owns(published: Home, typed: Type, names: str) -> None:
    said = typed(["action", "add", "印手册", "--owner", names, "--lang", "zh"])
    assert said.code == 1
    assert "负责人只有一位" in said.err
    assert "是不是" not in said.err
    assert said.err.count("Alice") == said.err.count("Bob") == 1, "each is named once"


def test_what_it_is_a_part_of_delivers_and_waits_for_is_set_by_command(published: Home, typed: Type) -> None:
    added = typed(["action", "add", "压测", "--module", "技术准备", "--json"]).json
    assert (added["ref"], added["module"]) == ("A4", "技术准备")
    changed = typed([
        "action", "update", "A4", "--module", "上线", "--deliverable", "报告", "--depends-on", "A1", "--json",
    ]).json  # fmt: skip
    assert (changed["module"], changed["deliverable"], changed["depends_on"]) == ("上线", "报告", ["A1"])
    assert "上线" in typed("action show A4 --lang zh").out
    circle = typed("action update A1 --depends-on A4")
    assert (circle.code, "A4" in circle.err) == (1, True)
    cleared = typed(["action", "update", "A4", "--module", "", "--depends-on", "", "--json"]).json
    assert (cleared["module"], cleared["depends_on"], cleared["deliverable"]) == (None, [], "报告")


def test_that_who_is_given_it_is_away_is_said(typed: Type, configured: Home) -> None:
    typed("person add 张伟 zhang@example.test --department 研发部")
    typed("person add 陈静 chen@example.test --department 市场部")
    typed("person away 陈静 --from 2026-02-27 --to 2026-03-06")
    assert "away" not in typed("action add 写培训材料 --owner 张伟").err
    said = typed("action update A1 --owner 陈静")
    assert said.code == 0
    assert "陈静 is away until Fri 6 Mar" in said.err
    assert "away" not in typed("action update A1 --percent 20").err, "it was said when it was given"
    assert "陈静 is away until Fri 6 Mar" in typed("action add 写稿 --owner 张伟 --doer 陈静").err


def test_whom_a_name_was_read_as_is_said(typed: Type, configured: Home) -> None:
    typed("person add 王芳 wang@example.test --department 行政部")
    typed("person add 陈静 chen@example.test --department 市场部")
    typed(["matter", "new", "新品上线", "--no-mail"])
    added = typed(["action", "add", "甲", "--owner", "老王", "--collaborator", "小陈", "--no-mail"])
    assert (added.code, "“老王” was taken as 王芳" in added.err, "“小陈” was taken as 陈静" in added.err) == (
        0,
        True,
        True,
    )
    shown = typed(["action", "add", "乙", "--owner", "老王", "--no-mail", "--json"])
    assert (shown.json["owner"]["name"], shown.json["read_as"]) == ("王芳", {"老王": "王芳"})
    assert "老王" in typed(["action", "update", "A1", "--owner", "老王", "--no-mail"]).err
    risk = typed(["risk", "add", "断供", "--owner", "老王", "--matter", "X-2026-001", "--json"])
    assert (risk.json["read_as"], "“老王” was taken as 王芳" in risk.err) == ({"老王": "王芳"}, True)
    typed(["matter", "edit", "X-2026-001", "--criterion", "coverage", "--no-mail"])
    words = ["--met", "no", "--rectify", "again", "--owner", "老王", "--no-mail"]
    assert "“老王” was taken as 王芳" in typed(["matter", "criterion", "X-2026-001", "1", *words]).err


@pytest.mark.parametrize("written", ["王芳", "wang@example.test", "P1", "WANG@example.test", "@王芳"])
def test_nothing_is_said_of_whoever_is_called_so(typed: Type, configured: Home, written: str) -> None:
    typed("person add 王芳 wang@example.test --department 行政部")
    added = typed(["action", "add", "甲", "--owner", written, "--no-mail", "--json"])
    assert (added.code, added.err, "read_as" in added.json) == (0, "", False)


def test_who_does_it_and_what_it_is_accepted_by_are_captured_and_shown(
    published: Home, typed: Type, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    line = "a: 压测，负责人：Alice，执行人：Bob，截止：3月18日，交付物：压测报告，验收标准：P95<200ms；无报错"
    notes.write_text(line + "\n", encoding="utf-8")
    assert typed(["meeting", "record", "M1", "--file", str(notes)]).code == 0
    shown = typed("action show A4 --lang zh")
    assert (shown.code, shown.err) == (0, "")
    facts = {row.split("  ")[0]: row.split("  ")[-1].strip() for row in shown.out.splitlines()}
    assert (facts["标题"], facts["执行人"], facts["交付物"]) == ("压测", "Bob", "压测报告")
    assert facts["验收标准"] == "○ P95<200ms; ○ 无报错"
    assert "协作人" not in facts, "who does it stands once"
    assert [one["text"] for one in typed("action show A4 --json").json["checks"]] == ["P95<200ms", "无报错"]


@pytest.mark.parametrize(("due", "named"), [("2026-03-12", True), ("2026-03-23", False)])
def test_an_owner_who_is_away_on_the_day_it_is_due_is_named(
    published: Home, typed: Type, due: str, *, named: bool
) -> None:
    """Also where he is here today."""
    typed("person away Bob --from 2026-03-10 --to 2026-03-20")
    added = typed(["action", "add", "验收单", "--owner", "Bob", "--due", due, "--no-mail", "--lang", "zh"])
    assert ("Bob 外出到3月20日（周五）" in added.err) == named
