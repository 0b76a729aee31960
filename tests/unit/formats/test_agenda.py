from datetime import date, datetime
from typing import Any

import pytest

from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_file import decode_text, read_agenda
from collabtui.formats.agenda.agenda_names import read_names
from collabtui.formats.file_words import nearest, word_table
from collabtui.text.catalogue import Catalogue

TODAY = date(2026, 2, 20)

AGENDA = """---
title: 新品上线协作会
start: 2026-03-02 14:00
place: 3号会议室
matter: 新品上线
facilitator: 李明
scribe: 王芳
计时人: 刘洋
participants: [张伟, 陈静 <chen@example.test>, 部门:研发部]
---
## 目标 Goal
定下一阶段的日期
## 待解决问题 Questions
- 研发部能否在3月底前完成?
## 议程 Agenda
- 10m 开场与目标 @李明
- 14:10-14:30 各部门进展
- 20m 核心问题 @李明
- 10 分钟 共识与行动项
## 材料 Material
- plan.pdf
"""
READ = AgendaDraft(
    title="新品上线协作会",
    start=datetime(2026, 3, 2, 14, 0),  # noqa: DTZ001 - wall-clock time of the agenda's zone
    place="3号会议室",
    matter="新品上线",
    facilitator=NameInAgenda(name="李明", line=6),
    scribe=NameInAgenda(name="王芳", line=7),
    timekeeper=NameInAgenda(name="刘洋", line=8),
    participants=(
        NameInAgenda(name="张伟", line=9),
        NameInAgenda(name="陈静", email="chen@example.test", line=9),
        NameInAgenda(department="研发部", line=9),
    ),
    goal="定下一阶段的日期",
    questions=("研发部能否在3月底前完成?",),
    slots=(
        SlotDraft(title="开场与目标", minutes=10, lead="李明", line=16),
        SlotDraft(title="各部门进展", minutes=20, line=17),
        SlotDraft(title="核心问题", minutes=20, lead="李明", line=18),
        SlotDraft(title="共识与行动项", minutes=10, line=19),
    ),
    material=("plan.pdf",),
)


def read(text: str) -> AgendaDraft:
    return read_agenda(text, today=TODAY, timezone="Asia/Shanghai")


def agenda(front: str = "title: t\nstart: 2026-03-02 14:00", body: str = "") -> str:
    return f"---\n{front}\n---\n{body}"


def slots(*lines: str) -> AgendaDraft:
    return read(agenda(body="\n".join(["## Agenda", *lines])))


def test_the_agenda_of_the_product_page_is_read() -> None:
    assert read(AGENDA) == READ


@pytest.mark.parametrize(
    "data",
    [
        AGENDA.encode(),
        AGENDA.encode("utf-8-sig"),
        AGENDA.encode("gb18030"),
        AGENDA.encode("utf-16"),
        AGENDA.replace("\n", "\r\n").encode(),
        AGENDA.replace("\n", "\r\n").encode("utf-8-sig"),
        AGENDA.replace("\n", "\r").encode(),
        AGENDA.replace(":", "：", 7).replace("[", "[\n").replace(", ", "，").replace("\n张", "张").encode(),
    ],
)
def test_encodings_line_ends_and_wide_punctuation_make_no_difference(data: bytes) -> None:
    assert without_lines(read(decode_text(data))) == without_lines(READ)


def without_lines(draft: AgendaDraft) -> Any:
    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(one) for key, one in value.items() if key != "line"}
        return [cut(one) for one in value] if isinstance(value, (list, tuple)) else value

    return cut(draft.model_dump())


def test_chinese_keys_and_headings_in_any_order_mean_the_same() -> None:
    chinese = """
---
# 会议通知
参会人：
  - 张伟
  - "陈静 <chen@example.test>"

  - 部门：研发部
记录人: 王芳
计时员: 刘洋
主持人: 李明
事项: 新品上线
地点: '3号会议室'
时间: 2026年3月2日（周一） 下午2点
主题: 新品上线协作会
---
# 新品上线协作会

## 一、材料
* plan.pdf
<!-- 以下按时间顺序
## 不算 -->
### 议程
1. 10分钟：开场与目标 @李明
2. 14：10～14：30 各部门进展
3. 20 分钟 核心问题（@李明）
4. 0:10 共识与行动项
## 待解决的问题
研发部能否在3月底前完成?
## 目的

定下一阶段的日期

"""
    assert without_lines(read(chinese)) == without_lines(READ)


STARTS = [
    ("start: 2026-03-02 14:00", "2026-03-02T14:00", None),
    ("start: 2026-03-02T14:00", "2026-03-02T14:00", None),
    ("start: 2026-03-02T14:00:00", "2026-03-02T14:00", None),
    ("start: 2026/3/2 14:00", "2026-03-02T14:00", None),
    ("start: 2026-03-02 14：00", "2026-03-02T14:00", None),
    ("start: 3月2日 14:00", "2026-03-02T14:00", None),
    ("start: 2 March 2026 14:00", "2026-03-02T14:00", None),
    ("start: 2nd Mar 14:00-15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: March 2, 2026 2 pm", "2026-03-02T14:00", None),
    ("start: 1月5日 9:30", "2027-01-05T09:30", None),
    ("start: 2026年3月2日 周一 下午2:30", "2026-03-02T14:30", None),
    ("start: 2026-03-02 (Mon) 2:00 pm", "2026-03-02T14:00", None),
    ("start: 2026-03-02 14点半", "2026-03-02T14:30", None),
    ("start: 2026-03-02 14:00-15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 3月2日14:00到15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02 14:00 – 15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02 23:00 to 2026-03-03 01:00", "2026-03-02T23:00", "2026-03-03T01:00"),
    ("start: 2026-03-02 14:00\nend: 15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02 14:00\n结束: 2026-03-03 09:00", "2026-03-02T14:00", "2026-03-03T09:00"),
    ("start: 2026-03-02 14:00-15:30\nend: 15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02 14:00\n时长: 一个小时", "2026-03-02T14:00", "2026-03-02T15:00"),
    ("start: 2026-03-02 14:00-15:30\nduration: 1.5h", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("日期: 3月2日\n时间: 14:00-15:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02T14:00+01:00", "2026-03-02T21:00", None),
    ("start: 2026-03-02T06:00Z\nend: 07:30", "2026-03-02T14:00", "2026-03-02T15:30"),
    ("start: 2026-03-02T14:00-05:00\ntimezone: Europe/Berlin", "2026-03-02T20:00", None),
    ("start: 2026-03-02 14:00+08:00\ntimezone: America/New_York", "2026-03-02T01:00", None),
]


@pytest.mark.parametrize(("front", "start", "end"), STARTS)
def test_start_and_end_are_read_as_people_write_them(front: str, start: str, end: str | None) -> None:
    draft = read(agenda(f"title: t\n{front}"))
    assert draft.start.isoformat(timespec="minutes") == start
    assert (draft.end and draft.end.isoformat(timespec="minutes")) == end


def test_the_zone_of_the_agenda_is_kept() -> None:
    assert read(agenda("title: t\nstart: 2026-03-02 14:00\n时区: Europe/Berlin")).timezone == "Europe/Berlin"
    assert read(agenda()).timezone is None


@pytest.mark.parametrize(
    ("line", "title", "minutes", "lead"),
    [
        ("- 10m opening", "opening", 10, ""),
        ("- 1.5h workshop @Bob", "workshop", 90, "Bob"),
        ("- 1:30 workshop", "workshop", 90, ""),
        ("- 20 分钟 核心问题", "核心问题", 20, ""),
        ("- 20分钟核心问题@李明", "核心问题", 20, "李明"),
        ("- 20分 核心问题", "核心问题", 20, ""),
        ("- 20min: core", "core", 20, ""),
        ("- core (20 min) @Bob", "core", 20, "Bob"),
        ("- 核心问题 半小时", "核心问题", 30, ""),
        ("- 1 hour 15 minutes core", "core", 75, ""),
        ("- 1h30 core", "core", 90, ""),
        ("- 1h 30 slides", "30 slides", 60, ""),
        ("- 1小时30分 core", "core", 90, ""),
        ("- 半小时 核心问题", "核心问题", 30, ""),
        ("- ２０ｍ core", "core", 20, ""),
        ("- 14:00-14:20 core @Bob", "core", 20, "Bob"),
        ("- 14:00–14:20 core", "core", 20, ""),
        ("- 14：00 到 14：20 核心", "核心", 20, ""),
        ("- 下午2:00-2:20 pm core", "core", 20, ""),
        ("* 10m @Bob opening", "opening", 10, "Bob"),
        ("10m opening @Alice Smith", "opening", 10, "Alice Smith"),
        ("10m opening @Alice Smith => a date", "opening", 10, "Alice Smith"),
        ("10m opening => a date @Alice Smith", "opening", 10, "Alice Smith"),
        ("- 10m @Alice Opening", "Opening", 10, "Alice"),
        ('- 10m opening @"van der Berg"', "opening", 10, "van der Berg"),
        ("- 10m mail to bob@example.test", "mail to bob@example.test", 10, ""),
        (r"- 10m the \@ sign and \@home", "the @ sign and @home", 10, ""),
        ("- 10m 3 @ 5 dollars", "3 @ 5 dollars", 10, ""),
        ("- 10m opening\n  and goal", "opening and goal", 10, ""),
    ],
)
def test_a_slot_has_length_title_and_lead(line: str, title: str, minutes: int, lead: str) -> None:
    (slot,) = slots(*line.split("\n")).slots
    assert (slot.title, slot.minutes, slot.lead) == (title, minutes, lead)


def test_what_stands_below_a_slot_is_its_material() -> None:
    first, second = slots("- 10m one", "  - plan.pdf", "  - figures.xlsx", "- 10m two").slots
    assert (first.material, second.material) == (("plan.pdf", "figures.xlsx"), ())


def test_a_meeting_may_run_past_midnight() -> None:
    text = agenda("title: t\nstart: 2026-03-02 23:30", "## Agenda\n- 23:30-00:15 one\n- 00:15-00:30 two")
    assert [slot.minutes for slot in read(text).slots] == [45, 15]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("张伟, 陈静", ["张伟", "陈静"]),
        ("[张伟，陈静、王芳]", ["张伟", "陈静", "王芳"]),
        ('["Smith, John" <j@x.test>, Bob]', ["Smith, John <j@x.test>", "Bob"]),
        ("chen@example.test, @张伟", [" <chen@example.test>", "张伟"]),
        ("Chen Jing chen@example.test", ["Chen Jing <chen@example.test>"]),
        ("[dept: R&D, Department：市场部]", ["部门 R&D", "部门 市场部"]),
        ("[\n 张伟,\n 陈静\n]", ["张伟", "陈静"]),
        ("\n- 张伟\n- 陈静", ["张伟", "陈静"]),
        ("", []),
    ],
)
def test_participants_are_listed_in_any_of_the_usual_ways(written: str, names: list[str]) -> None:
    draft = read(agenda(f"title: t\nstart: 2026-03-02 14:00\nparticipants: {written}"))
    shown = [
        f"部门 {one.department}" if one.department else f"{one.name}{f' <{one.email}>' if one.email else ''}"
        for one in draft.participants
    ]
    assert shown == names


def test_text_may_begin_with_what_marks_a_heading() -> None:
    draft = read(agenda(body="## Goal\n\\# 1 in the market\n\n#1 priority\n  \\\\<!-- kept\n"))
    assert draft.goal == "# 1 in the market\n\n#1 priority\n  \\<!-- kept"


START = "title: t\nstart: 2026-03-02 14:00"
REFUSED = [
    ("", "agenda.no_front_matter", 1, ""),
    ("\n\n# Agenda\n", "agenda.no_front_matter", 3, "# Agenda"),
    ("---\ntitle: t\n", "agenda.front_matter_open", 1, "---"),
    (agenda("title: t\nwhat is this"), "agenda.not_a_field", 3, "what is this"),
    (agenda("title: |\n  t"), "agenda.not_a_field", 2, "title: |"),
    (agenda('title: "t'), "agenda.quote", 2, '"t'),
    (agenda(r'title: "\q"'), "agenda.quote", 2, r'"\q"'),
    (agenda(f"{START}\nparticipants: [张伟,"), "agenda.list_open", 4, "[张伟,"),
    (agenda("title: [a, b]\nstart: 2026-03-02 14:00"), "agenda.one_value", 2, "title"),
    (agenda(f"{START}\nlocatoin: here"), "agenda.unknown_key", 4, "locatoin"),
    (agenda(f"{START}\n主题: 又一个"), "agenda.twice", 4, "主题"),
    (agenda("start: 2026-03-02 14:00"), "agenda.missing_title", 3, "---"),
    (agenda("title: ''\nstart: 2026-03-02 14:00"), "agenda.missing_title", 4, "---"),
    (agenda("title: t\nplace: here"), "agenda.missing_start", 4, "---"),
    (agenda("title: t\nstart:"), "agenda.missing_start", 4, "---"),
    (agenda("title: \x1b[31mt"), "agenda.control_character", 2, "title: \ufffd[31mt"),
    (agenda("title: t\nstart: tomorrow"), "agenda.bad_time", 3, "tomorrow"),
    (agenda("title: t\nstart: 2026-03-02"), "agenda.bad_time", 3, "2026-03-02"),
    (agenda("title: t\nstart: 14:00"), "agenda.bad_time", 3, "14:00"),
    (agenda("title: t\nstart: 2026-03-02 25:00"), "agenda.bad_time", 3, "2026-03-02 25:00"),
    (agenda("title: t\nstart: 2026-02-30 14:00"), "agenda.no_such_day", 3, "2026-02-30 14:00"),
    (agenda("title: t\nstart: 2月30日 14:00"), "agenda.no_such_day", 3, "2月30日 14:00"),
    (agenda("title: t\nstart: 9999-12-31 14:00"), "agenda.no_such_day", 3, "9999-12-31 14:00"),
    (agenda("title: t\nstart: 3月2日（周二） 14:00"), "agenda.weekday", 3, "3月2日（周二） 14:00"),
    (agenda("title: t\ndate: 3月3日\nstart: 3月2日 14:00"), "agenda.two_days", 3, "3月3日"),
    (agenda("title: t\nstart: 3月2日 14:00-15:00\nend: 16:00"), "agenda.two_ends", 4, "16:00"),
    (agenda(f"{START}\nend: 13:00"), "agenda.ends_before_start", 4, "13:00"),
    (agenda("title: t\nstart: 2026-03-02 14:00-14:00"), "agenda.ends_before_start", 3, "2026-03-02 14:00-14:00"),
    (agenda(f"{START}\nend: later"), "agenda.bad_time", 4, "later"),
    (agenda(f"{START}\nduration: a while"), "agenda.bad_length", 4, "a while"),
    (agenda(f"{START}\nend: 15:00\nduration: 90m"), "agenda.two_ends", 5, "90m"),
    (agenda(f"{START}\ntimezone: Asia/Shangai"), "agenda.bad_zone", 4, "Asia/Shangai"),
    (agenda(f"{START}\ntimezone: {'R/A ' * 30}"), "agenda.bad_zone", 4, ("R/A " * 30).strip()),
    (agenda(f"{START}\ntimezone: ../../etc/passwd"), "agenda.bad_zone", 4, "../../etc/passwd"),
    (agenda(f"{START}\nparticipants: [张伟, <>]"), "agenda.bad_name", 4, "<>"),
    (agenda(f"{START}\nparticipants:\n- 张伟\n- name: 陈静"), "agenda.bad_name", 6, "name: 陈静"),
    (agenda(f"{START}\nscribe: 王芳 <not an address>"), "agenda.bad_name", 4, "王芳 <not an address>"),
    (agenda(body="\nhello\n## Goal"), "agenda.text_outside", 6, "hello"),
    (agenda(body="## Goal\nx\n## Golas and more\n"), "agenda.unknown_heading", 7, "Golas and more"),
    (agenda(body="## 目标与议程\n"), "agenda.unknown_heading", 5, "目标与议程"),
    (agenda(body="## Goal Agenda\n"), "agenda.unknown_heading", 5, "Goal Agenda"),
    (agenda(body="## 目标\n## Goal\n"), "agenda.twice", 6, "Goal"),
    (agenda(body="## Goal\n<!-- open\n"), "agenda.comment_open", 6, "<!-- open"),
    (agenda(body="## Agenda\n- opening"), "agenda.no_length", 6, "opening"),
    (agenda(body="## Agenda\n- 10 meetings"), "agenda.no_length", 6, "10 meetings"),
    (agenda(body="## Agenda\n- 10分析"), "agenda.no_length", 6, "10分析"),
    (agenda(body="## Agenda\n- 10m @Bob"), "agenda.no_title", 6, "10m @Bob"),
    (agenda(body="## Agenda\n- 0m nothing"), "agenda.bad_length", 6, "0m nothing"),
    (agenda(body="## Agenda\n- 1.33h odd"), "agenda.bad_length", 6, "1.33h odd"),
    (agenda(body="## Agenda\n- 99h long"), "agenda.bad_length", 6, "99h long"),
    (agenda(body="## Agenda\n- 14:10 progress"), "agenda.clock_alone", 6, "14:10 progress"),
    (agenda(body="## Agenda\n- 14:30-14:10 progress"), "agenda.clock_backwards", 6, "14:30-14:10 progress"),
    (agenda(body="## Agenda\n- 14:00-25:10 progress"), "agenda.bad_time", 6, "14:00-25:10 progress"),
    (agenda(body="## Agenda\n- 10m x @Bob @Al"), "agenda.two_leads", 6, "10m x @Bob @Al"),
    (agenda(body="## Agenda\n- 10m x\n  - 5m y"), "agenda.nested_slot", 7, "5m y"),
    (agenda(body="## Agenda\n- 14:10-14:20 late"), "agenda.gap", 6, "late"),
    (agenda(body="## Agenda\n- 20m x\n- 14:10-14:30 early"), "agenda.overlap", 7, "early"),
]


@pytest.mark.parametrize(("text", "key", "line", "offending"), REFUSED)
def test_what_cannot_be_read_names_line_and_text(text: str, key: str, line: int, offending: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert (refusal.value.key, refusal.value.values["line"], refusal.value.values["text"]) == (key, line, offending)
    for locale in ("zh", "en"):
        sentence = Catalogue(locale)(key, **refusal.value.values)
        assert str(line) in sentence


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (agenda(f"{START}\nlocatoin: here"), {"nearest": ["location", "duration"]}),
        (agenda(f"{START}\nzzz: here"), {"nearest": nearest("zzz", word_table("agenda", "keys"))}),
        (agenda(f"{START}\n参会的人: 张伟"), {"nearest": ["参会人", "参会人员"]}),
        (agenda(f"{START}\ntimezone: Asia/Shangai"), {"nearest": "Asia/Shanghai"}),
        (agenda(body="## Agenda\n- 14:10-14:20 late"), {"minutes": 10, "clock": "14:10", "at": "14:00"}),
        (agenda(body="## Agenda\n- 20m x\n- 14:10-14:30 early"), {"minutes": 10, "clock": "14:10", "at": "14:20"}),
    ],
)
def test_a_refusal_names_the_way_out(text: str, values: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert {key: refusal.value.values[key] for key in values} == values


def test_a_start_with_an_offset_needs_a_zone_to_be_shown_in() -> None:
    with pytest.raises(Refused) as refusal:
        read_agenda(agenda("title: t\nstart: 2026-03-02T14:00+08:00"), today=TODAY)
    assert refusal.value.key == "agenda.offset"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x14\x00\x06\x00", b"\xff\xfe\x00\xd8", b"\x81", "中".encode("utf-16-le") + b"\x00\x00"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode_text(data)
    assert refusal.value.key == "file.not_text"


def test_what_is_like_nothing_is_answered_with_a_few_words() -> None:
    keys = word_table("agenda", "keys")
    assert len(keys) > 20
    assert len(nearest("zzz", keys)) == 3
    assert nearest("x", ["a", "b"]) == nearest("x", ["a", "b", "a"])


BOB, JING, ZHANG = ("Bob Brown", "bob@x.test"), ("Jing Chen", "cj@x.test"), ("张伟", "zw@x.test")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("To: Bob Brown <bob@x.test>, 张伟 <zw@x.test>", [BOB, ZHANG]),
        ('Bob Brown <bob@x.test>, "Chen, Jing" <cj@x.test>; 张伟 <zw@x.test>', [BOB, JING, ZHANG]),
        ("Brown, Bob <bob@x.test>; Chen, Jing <cj@x.test>", [BOB, JING]),
        ("Brown, Bob <bob@x.test>, Chen, Jing <cj@x.test>", [BOB, JING]),
        ("收件人：张伟 <zw@x.test>；'Bob Brown' <bob@x.test>", [ZHANG, BOB]),
        ("Bob Brown <bob@x.test> 张伟 <zw@x.test>", [BOB, ZHANG]),
        ("<bob@x.test>; zw@x.test", [("", "bob@x.test"), ("", "zw@x.test")]),
        ("张伟, Bob Brown <bob@x.test>", [("张伟", ""), BOB]),
    ],
)
def test_a_pasted_line_of_recipients_names_each_of_them(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.name, one.email) for one in read_names(text)] == people
