"""`person edit`, `person leave` and `department`: what is typed, what is shown, what it is for programs."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type

pytestmark = pytest.mark.usefixtures("configured")


def test_an_edit_says_whom_it_changed(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test --department 研发部 --head")
    typed("person add 赵强 zhao@example.test --department 研发部")
    assert "P1 张大伟 <zw@example.test>" in typed("person edit 张伟 --name 张大伟 --email zw@example.test").out
    row = typed("person edit 赵强 --head yes --json").json
    assert (row["ref"], row["head"]) == ("P2", True)
    assert [one["head"] for one in typed("person list --json").json] == [False, True]


def test_an_edit_without_a_field_names_them(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test")
    result = typed("person edit 张伟")
    assert result.code == 1
    assert "--email" in result.err


def test_a_leave_is_shown_first(typed: Type) -> None:
    for name in ("张伟 zhang@example.test", "赵强 zhao@example.test"):
        typed(f"person add {name} --department 研发部")
    typed("action add 写文档 --owner 张伟 --due 2026-03-10 --deliverable 文档")
    assert "A1" in typed("person leave 张伟 --to 赵强 --dry-run").out
    assert typed("action list --json").json[0]["owner"]["name"] == "张伟"
    typed("person leave 张伟 --to 赵强")
    assert typed("action list --json").json[0]["owner"]["name"] == "赵强"
    assert "张伟" not in {one["name"] for one in typed("person list --json").json}
    assert [one["name"] for one in typed("person list --left --json").json] == ["张伟"]
    assert "张伟" in typed("person list --left").out
    assert typed("person list --left --json").json[0]["successor"] == "赵强"
    assert "离任，由赵强接手" in typed("person list --left --lang zh").out
    assert {one["to"] for one in typed("outbox list --json").json} == {"zhang@example.test", "zhao@example.test"}


def test_a_leave_counts_the_headship_and_names_it(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test --department 研发部 --head")
    typed("person add 赵强 zhao@example.test --department 研发部")
    line = "person leave 张伟 --to 赵强 --dry-run"
    for lang, said in (
        ("zh", ("移交给赵强", "1 项", "赵强接任研发部的负责人")),
        ("en", ("1 thing", "赵强 then heads 研发部")),
    ):
        shown = typed(f"{line} --lang {lang}").out
        assert all(part in shown for part in said), shown
    assert typed(f"{line} --json").json["led"] == "研发部"


def test_a_leave_names_the_confidential_matters_that_the_successor_may_not_read(typed: Type) -> None:
    for name in ("张伟 zhang@example.test", "赵强 zhao@example.test"):
        typed(f"person add {name} --department 研发部")
    typed("matter new 并购 --owner 张伟 --no-mail")
    typed("matter confidential X-2026-001 --readers 张伟")
    line = "person leave 张伟 --to 赵强 --dry-run"
    assert typed(f"{line} --json").json["closed"] == ["X-2026-001"]
    shown = typed(line)
    assert "X-2026-001 is confidential and 赵强 may not read it" in shown.out + shown.err
    assert "collabtui matter confidential X-2026-001 --readers" in shown.out + shown.err
    assert "不在可读名单里" in typed(f"{line} --lang zh").err
    typed("matter confidential X-2026-001 --readers 张伟 --readers 赵强")
    assert "confidential" not in typed(line).err
    assert typed(f"{line} --json").json["closed"] == []


def test_who_left_is_shown_as_a_reader_no_more(typed: Type) -> None:
    for name in ("张伟 zhang@example.test", "赵强 zhao@example.test"):
        typed(f"person add {name} --department 研发部")
    typed("matter new 并购 --no-mail")
    typed("matter confidential X-2026-001 --readers 张伟 --readers 赵强")
    line = "person leave 张伟 --to 赵强"
    assert typed(f"{line} --dry-run --json").json["unread"] == ["X-2026-001"]
    assert "X-2026-001 is confidential, and 张伟 is no longer one of its readers" in typed(f"{line} --dry-run").out
    assert "张伟不再在可读名单里" in typed(f"{line} --dry-run --lang zh").out
    typed(line)
    assert typed("matter confidential X-2026-001 --json").json["readers"] == ["赵强"]
    assert [one["name"] for one in typed("matter show X-2026-001 --json").json["readers"]] == ["赵强"]
    typed("undo")
    assert typed("matter confidential X-2026-001 --json").json["readers"] == ["张伟", "赵强"]


def test_a_list_that_still_has_somebody_who_left_says_so(typed: Type, tmp_path: Path) -> None:
    for name in ("张伟 zhang@example.test", "赵强 zhao@example.test"):
        typed(f"person add {name} --department 研发部")
    typed("person leave 张伟 --to 赵强")
    (tmp_path / "old.csv").write_text("name,email\n张伟,zhang@example.test\n赵强,zhao@example.test\n", "utf-8")
    line = ["person", "import", str(tmp_path / "old.csv")]
    assert typed(line, "--dry-run", "--json").json["left"] == ["P1 张伟"]
    assert "collabtui person edit REF --back" in typed(line, "--dry-run").out
    assert typed(line, "--json").json["left"] == ["P1 张伟"]
    assert "张伟" not in {one["name"] for one in typed("person list --json").json}
    typed("person edit P1 --back")
    assert typed(line, "--json").json["left"] == []


def test_departments_are_listed_renamed_and_merged(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test --department 研发部 --head")
    typed("person add 陈静 chen@example.test --department 市场部")
    assert "张伟" in typed("department list").out
    would = typed("department rename 研发部 产品部 --dry-run").out
    assert ("产品部" in would, "张伟" in would, "陈静" in would) == (True, True, False), "each place is named"
    typed("department rename 研发部 产品部")
    typed("department merge 市场部 研发部")
    rows = typed("department list --json").json
    assert [(row["name"], row["heads"], row["people"]) for row in rows] == [("市场部", ["张伟"], 2)]
    assert typed("action list --department 产品部 --json").json == []


def test_an_absence_is_noted_shown_and_ended(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test --phone 139-0000")
    typed("person add 赵强 zhao@example.test")
    typed("person edit 张伟 --deputy 赵强")
    assert "张伟" in typed("person away 张伟 --from 2099-03-02 --to 2099-03-06 --deputy 赵强").out
    row = typed("person list --json").json[0]
    assert (row["phone"], row["deputy"], row["away_deputy"]) == ("139-0000", "赵强", "赵强")
    assert (row["away_from"], row["away_until"]) == ("2099-03-02", "2099-03-06")
    assert "--to" in typed("person away 张伟").err
    assert typed("person away 张伟 --back --json").json["away_from"] is None


@pytest.mark.parametrize("days", ["9-13 March", "March 9 to 13", "3月9日至13日", "9日-13日"])
def test_days_away_are_typed_as_one_range(typed: Type, days: str) -> None:
    typed("person add 张伟 zhang@example.test")
    row = typed(["person", "away", "张伟", "--from", days, "--json"], now="2026-03-06T10:00+08:00").json
    assert (row["away_from"], row["away_until"]) == ("2026-03-09", "2026-03-13")
    assert "--to" in typed(["person", "away", "张伟", "--from", "9 March"], now="2026-03-06T10:00+08:00").err


def test_a_deputy_alone_is_for_the_days_that_are_recorded(typed: Type) -> None:
    typed("person add 张伟 zhang@example.test")
    typed("person add 陈静 chen@example.test")
    now = "2026-03-06T10:00+08:00"
    assert "No days are recorded" in typed("person away 张伟 --deputy 陈静", now=now).err
    typed(["person", "away", "张伟", "--from", "9-13 March"], now=now)
    row = typed("person away 张伟 --deputy 陈静 --json", now=now).json
    assert (row["away_from"], row["away_until"], row["away_deputy"]) == ("2026-03-09", "2026-03-13", "P2")
    assert "No days are recorded" in typed("person away 张伟 --deputy 陈静", now="2026-03-16T10:00+08:00").err


def test_what_a_directory_would_change_is_shown_first(typed: Type, tmp_path: Path) -> None:
    typed("person add 张伟 zhang@example.test --department 研发部 --phone 1")
    file = tmp_path / "people.ldif"
    file.write_text(
        "dn: uid=zhang,dc=x\nobjectClass: person\ncn: 张伟\nmail: zhang@example.test\nou: 平台部\n\n"
        "dn: uid=new,dc=x\nobjectClass: person\ncn: New One\nmail: new@example.test\n",
        encoding="utf-8",
    )
    shown = typed(["person", "import", str(file), "--dry-run"]).out
    assert all(part in shown for part in ("New One", "研发部 → 平台部", "After the import: 1 added, 1 changed"))
    found = typed(["person", "import", str(file), "--dry-run", "--json"]).json
    assert found["changed"] == [{"name": "张伟", "field": "department", "before": "研发部", "after": "平台部"}]
    assert [one["department"] for one in typed("person list --json").json] == ["研发部"]
    assert typed(["person", "import", str(file)]).code == 0
    assert sorted(one["name"] for one in typed("person list --json").json) == ["New One", "张伟"]


def test_who_takes_over_nothing_is_not_said_to_get_a_mail(typed: Type, configured: Home) -> None:
    for name in ("Ann", "Ben", "Cid"):
        typed(f"person add {name} {name.lower()}@example.test --department Sales")
    assert "Ben gets none" in typed("person leave Ann --to Ben").out
    typed("action add Order --owner Ben --no-mail")
    assert "Ben and Cid are told by mail" in typed("person leave Ben --to Cid").out


def test_an_absence_says_on_which_days_nobody_stands_in(typed: Type) -> None:
    """Bob stands in for Ann; then he is away himself, and Cy for him; then Cy is, with Ann as his deputy."""
    for name in ("Ann", "Bob", "Cy"):
        typed(f"person add {name} {name.lower()}@example.test")

    def away(line: str) -> list[str]:
        return typed(f"person away {line}", now="2026-03-02T10:00+08:00").out.splitlines()[1:]

    assert away("Ann --from 2026-03-03 --to 2026-03-12 --deputy Bob") == []
    assert away("Bob --from 2026-03-04 --to 2026-03-06 --deputy Cy") == []
    assert away("Ann --from 2026-03-03 --to 2026-03-12 --deputy Bob") == [
        "Tue 3 Mar: Bob stands in.",
        "Wed 4 Mar to Fri 6 Mar: Cy stands in.",
        "Sat 7 Mar to Thu 12 Mar: Bob stands in.",
    ]
    circle = away("Cy --from 2026-03-05 --to 2026-03-06 --deputy Ann")
    assert all("stand in for each other" in line for line in circle)
    assert [line.partition(": ")[0] for line in circle] == [
        f"Nobody stands in for {name} (Thu 5 Mar to Fri 6 Mar)" for name in ("Cy", "Ann", "Bob")
    ]
    typed("person away Cy --back")
    way_out = "Name a deputy with: collabtui person away NAME --to DAY --deputy PERSON"
    assert away("Bob --from 2026-03-09 --to 2026-03-09") == [
        f"Nobody stands in for Bob (Mon 9 Mar): nobody is reminded of what is due then. {way_out}",
        "Nobody stands in for Ann (Mon 9 Mar), the deputies are away too: Bob (until Mon 9 Mar).",
    ]
