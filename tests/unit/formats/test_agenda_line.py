import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.draft import SlotDraft
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import AgendaLine, read_agenda_line, write_agenda_line


@pytest.mark.parametrize(
    ("text", "title", "minutes", "lead"),
    [
        ("10m 开场与目标 @李明", "开场与目标", 10, "李明"),
        ("20 分钟 各部门进展", "各部门进展", 20, ""),
        ("14:10-14:30 各部门进展", "各部门进展", 20, ""),
        ("1.5h Core problem @Bob", "Core problem", 90, "Bob"),
        ("开场 @李明", "开场", 10, "李明"),
        ("5分钟 散会 ＠李明", "散会", 5, "李明"),
        ("开场＠李明", "开场", 10, "李明"),
        ("议程: 5m 收尾", "收尾", 5, ""),
        ("开场 10分钟", "开场", 10, ""),
        ("Incidents (20 min) @Bob", "Incidents", 20, "Bob"),
        ("合同模板（半小时）@陈静", "合同模板", 30, "陈静"),
        ("Numbers @Bob - 1.5h", "Numbers", 90, "Bob"),
        ("Opening, 14:00-14:10", "Opening", 10, ""),
        ("How to cut the stand-up to 10 min", "How to cut the stand-up to 10 min", 10, ""),
        ("讨论如何缩短到 20分钟", "讨论如何缩短到 20分钟", 10, ""),
        ("Plan B (v2)", "Plan B (v2)", 10, ""),
        ("Budget: who pays", "Budget: who pays", 10, ""),
    ],
)
def test_a_line_without_a_mark_is_a_slot(text: str, title: str, minutes: int, lead: str) -> None:
    assert read_agenda_line(text) == AgendaLine("slot", title, SlotDraft(title=title, minutes=minutes, lead=lead))


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("? 预算谁出", "question", "预算谁出"),
        ("？预算谁出", "question", "预算谁出"),
        ("待解决问题: 预算谁出", "question", "预算谁出"),
        ("目标：定下日期", "goal", "定下日期"),
        ("Material: plan.pdf", "material", "plan.pdf"),
        ("地点: 3号会议室", "place", "3号会议室"),
        ("when: fri 14:00", "start", "fri 14:00"),
        ("title: Review", "title", "Review"),
        ("事项: 新品上线", "matter", "新品上线"),
    ],
)
def test_a_line_with_a_word_of_the_agenda_file_is_that(text: str, kind: str, said: str) -> None:
    line = read_agenda_line(text)
    assert (line.kind, line.text) == (kind, said)


def test_people_are_named_as_in_the_agenda_file() -> None:
    line = read_agenda_line("+ 张伟, 部门:研发部、chen@example.test")
    assert line.kind == "people"
    assert [(one.name, one.department, one.email) for one in line.names] == [
        ("张伟", "", ""),
        ("", "研发部", ""),
        ("", "", "chen@example.test"),
    ]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Bob, Carol and Dave O'Neil", ["Bob", "Carol", "Dave O'Neil"]),
        ("Bob & Carol", ["Bob", "Carol"]),
        ("王芳、赵强和李明", ["王芳", "赵强", "李明"]),
        ("王芳 赵强", ["王芳", "赵强"]),
        ("王和平，欧阳与时", ["王和平", "欧阳与时"]),
        ("张 伟", ["张 伟"]),
        ("Anders Andersen", ["Anders Andersen"]),
        ('"Smith and Sons"', ["Smith and Sons"]),
    ],
)
def test_names_are_joined_as_people_join_them(typed: str, names: list[str]) -> None:
    assert [one.name for one in read_agenda_line(f"+ {typed}").names] == names


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("?", "agenda.line_empty"),
        ("10m", "agenda.no_title"),
        ("时区: Asia/Shanghai", "agenda.line_elsewhere"),
        ("0m x", "agenda.bad_length"),
        ("25:70 开场 @王五", "agenda.bad_length"),
        ("25：70 开场", "agenda.bad_length"),
        ("1:75 Opening", "agenda.bad_length"),
    ],
)
def test_what_cannot_be_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_agenda_line(text)
    assert refused.value.key == key


@given(st.sampled_from(["question", "goal", "material"]), st.text("预算ab :?@", min_size=1).map(str.strip).filter(bool))
def test_what_was_written_reads_the_same(kind: str, text: str) -> None:
    line = AgendaLine(kind, " ".join(text.split()))  # type: ignore[arg-type]  # one of the kinds
    for locale in ("zh", "en"):
        assert read_agenda_line(write_agenda_line(line, locale)) == line
