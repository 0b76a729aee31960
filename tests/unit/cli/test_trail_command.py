"""`trail`: who changed what, in words and not in the form in which it is kept."""

import pytest

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.records import RECORDS
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import plan
from collabtui.store.records.tables import table_of
from collabtui.text.catalogue import Catalogue
from support.command_line import Type
from support.world import AGENDA

LONGEST = 200


def test_an_agenda_is_no_json_in_the_trail(office: Workspace, typed: Type) -> None:
    plan.new_meeting(office.as_user("command"), AGENDA)
    typed("meeting edit M1 --minutes 2=25", now="2026-02-27T10:00+08:00")
    lines = typed("trail M1").out.splitlines()
    assert lines
    assert [line for line in lines if '{"' in line or "[{" in line or len(line) > LONGEST] == []


def test_a_list_of_names_is_no_json_in_the_trail(office: Workspace, typed: Type) -> None:
    acting = office.as_user("command")
    plan.new_meeting(acting, AGENDA)
    with acting.transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"carried": ("A1", "A2")}))
    assert "带入的遗留项： → A1, A2" in typed("trail M1").out


@pytest.mark.parametrize(("language", "was", "becomes"), [("zh", "未达标", "达标"), ("en", "not met", "met")])
def test_what_a_verdict_became_stands_in_the_trail(
    office: Workspace, typed: Type, language: str, was: str, becomes: str
) -> None:
    typed(["matter", "new", "上线"])
    typed(["matter", "edit", "X-2026-001", "--criterion", "满意度 ≥ 90"])
    typed(["matter", "criterion", "X-2026-001", "1", "--met", "no", "--measured", "82"])
    typed(["matter", "criterion", "X-2026-001", "1", "--met", "yes", "--measured", "91"])
    lines = typed(f"trail X-2026-001 --lang {language}").out.splitlines()
    (line,) = [one for one in lines if "82" in one and "91" in one]
    before, _, after = line.partition("→")
    assert (was in before, was in after, becomes in after) == (True, False, True)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_each_field_that_the_trail_keeps_has_peoples_name(locale: str) -> None:
    words = Catalogue(locale)
    kept = {name for record in RECORDS for name in table_of(record).kept_in_trail} - {"stated"}
    assert [one for one in sorted(kept) if f"undo.of.{one}" not in words and f"trail.of.{one}" not in words] == []


@pytest.mark.parametrize(
    ("locale", "lines"),
    [
        ("zh", ("命令  截止日期：2026-03-13 → 2026-03-16", "命令  延期次数：0 → 1", "命令  状态：未开始 → 已完成")),
        ("en", ("command  due date: 2026-03-13 → 2026-03-16", "command  status: not started → done")),
    ],
)
@pytest.mark.usefixtures("published")
def test_a_change_stands_in_the_readers_words(typed: Type, locale: str, lines: tuple[str, ...]) -> None:
    typed("action update A2 --due 2026-03-16")
    typed("action update A2 --status done")
    for command in ("trail A2", "action history A2"):
        told = typed([*command.split(), "--lang", locale]).out
        assert [one for one in lines if one not in told] == []


@pytest.mark.usefixtures("published")
def test_a_taking_back_names_what_it_took_back(typed: Type) -> None:
    typed("action update A2 --due 2026-03-16")
    typed("undo --yes")
    assert "撤销 " in typed("trail A2 --lang zh").out
    assert typed("trail A2 --json").out.count('"via": "undo:') >= 1
