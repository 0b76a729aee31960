"""`matter template`: listed, made of a matter, and used for the next one."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type

X = "X-2026-001"


@pytest.fixture
def people(configured: Home, typed: Type, people_file: Path) -> None:
    typed("person import", str(people_file))


def test_a_shipped_one_opens_a_matter_with_its_tasks(people: None, typed: Type) -> None:
    said = typed(["matter", "template", "new", "新品上线", "新耳机", "--wanted", "2026-04-30"])
    assert (said.code, "客服部" in said.err) == (0, True)
    shown = typed("matter show", X, "--json").json
    assert (shown["title"], shown["wanted"], shown["kind"]) == ("新耳机", "2026-04-30", "project")
    assert [one["department"] for one in shown["asked"]] == ["研发部", "市场部"][: len(shown["asked"])]
    actions = typed("action list --json").json
    assert len(actions) == 7
    assert {one["owner"] for one in actions} == {None}
    assert ("冻结需求并评审", "2026-03-16") in {(one["title"], one["due"]) for one in actions}
    assert "研发部" in typed("action show A1").out
    typed("undo --yes")
    assert {one["status"] for one in typed("action list --json").json} == {"cancelled"}


def test_without_a_wanted_date_there_are_no_days_and_that_is_said(people: None, typed: Type) -> None:
    said = typed(["matter", "template", "new", "客户投诉", "退货"])
    assert (said.code, "--wanted" in said.err) == (0, True)
    assert {one["due"] for one in typed("action list --json").json} == {None}
    assert typed("matter show", X, "--json").json["milestones"] == []


def test_one_of_a_matter_is_used_for_the_next(people: None, typed: Type, configured: Home) -> None:
    typed(["matter", "new", "搬家", "--goal", "一天搬完", "--wanted", "2026-03-31"])
    typed(["matter", "ask", X, "研发部", "两名后端"])
    typed(["action", "add", "打包", "--owner", "Alice", "--due", "2026-03-30", "--matter", X, "--no-mail"])
    saved = typed(["matter", "template", "save", X, "搬家", "--json"]).json
    assert (saved["tasks"], Path(saved["path"]).is_file()) == (1, True)
    assert typed("matter template list --json").json[0] == {"name": "搬家", "own": True, "path": saved["path"]}
    assert "搬家" in typed("matter template list").out
    assert typed(["matter", "template", "save", X, "搬家"]).code == 1
    typed(["matter", "template", "new", "搬家", "再搬家", "--wanted", "2026-06-30", "--initiator", "项目办"])
    shown = typed("matter show X-2026-002 --json").json
    assert (shown["goal"], shown["initiator"], shown["asked"][0]["what"]) == ("一天搬完", "项目办", "两名后端")
    (action,) = typed("action list --matter X-2026-002 --json").json
    assert (action["title"], action["due"], action["owner"]) == ("打包", "2026-06-29", None)


@pytest.mark.parametrize(
    ("words", "code"),
    [("list x", 2), ("save", 2), ("save X-2026-001", 2), ("new 新品上线", 2), ("make", 2), ("new nope x", 1)],
)
def test_what_is_missing_is_named(people: None, typed: Type, words: str, code: int) -> None:
    assert typed(f"matter template {words}").code == code
    assert typed("matter list --json").json == []


def test_decide_asks_as_approve_does(people: None, typed: Type) -> None:
    typed(["matter", "new", "新品上线", "--initiator", "项目办"])
    typed(["matter", "ask", X, "研发部", "两名后端"])
    typed(["action", "add", "写方案", "--owner", "Alice", "--matter", X, "--no-mail"])
    approve, decide = (typed(f"matter {verb} {X} plan --json").json for verb in ("approve", "decide"))
    assert decide == approve
    assert [mail["to"] for mail in decide] == ["carol@example.test"]
