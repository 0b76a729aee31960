"""Every kind of mail in both languages: renders, stays in its width, and says the same in text and HTML."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collabtui.config import Organiser
from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Criterion, Matter, Milestone, Risk
from collabtui.domain.meetings.meeting import (
    Correction,
    Decision,
    Entry,
    Meeting,
    Participant,
    Question,
    Slot,
    slot_starts,
)
from collabtui.domain.meetings.meeting_clock import took_place
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.text.rendering import Templates, mailto
from collabtui.text.width import cells, wrapped

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ZHANG = Person(ref="P1", name="张伟", email="zhang@example.test", department="研发部")
ORGANISER = Organiser(name="李明", email="li@example.test")
ACTION = Action(
    ref="A12", title="提供接口文档", owner="P1", due=date(2026, 3, 10), deliverable="接口文档",
    created_at=NOW, updated_at=NOW, updated_by="李明", via="key",
)  # fmt: skip
MEETING = Meeting(
    ref="M7", title="新品上线协作会", start=NOW, end=NOW + timedelta(hours=1), timezone="Asia/Shanghai", uid="u",
    place="3号会议室", goal="定下一阶段的日期", questions=("研发部能否在3月底前完成?",), material=("plan.pdf",),
    slots=(Slot(title="开场", minutes=10, lead="李明"), Slot(title="核心问题", minutes=50)),
    participants=(Participant(person="P1", attendance="present"),), minutes_version=2,
)  # fmt: skip
ACCEPTED = Matter(
    ref="X-2026-001", title="新品上线", goal="投诉 -20 %", result="投诉降了 23 %\n一周提前", created_at=NOW,
    criteria=(Criterion(text="覆盖率 ≥ 95 %", measured="96 %", met=True),), accepted_at=NOW,
    retrospective_by=date(2026, 3, 5),
)  # fmt: skip


class FakeMinutes:
    """What the minutes template reads, with one of everything."""

    meeting = MEETING
    decisions = (Decision(ref="D4", text="接口冻结日为3月4日", meeting="M7", at=NOW, by="李明"),)
    questions = (Question(ref="Q2", text="预算谁出", meeting="M7", at=NOW, by="李明"),)
    risks = (Risk(ref="R3", text="供应商延期", level="high", raised_at=NOW, by="李明"),)
    log = (
        Entry(ref="E1", meeting="M7", at=NOW, kind="view", line="v", text="需要两周联调", who="研发部", by="李明"),
        Entry(ref="E2", meeting="M7", at=NOW, kind="consensus", line="c", text="先做接口", by="李明"),
    )

    late = ((ZHANG, NOW),)

    def with_attendance(self, *attendance: str) -> list[Person]:
        return [ZHANG] if "present" in attendance else []


def _line(number: int) -> dict[str, Any]:
    return {
        "number": number, "action": ACTION, "owner": "张伟", "department": "研发部", "collaborators": ["陈静"],
        "overdue": True, "due": ACTION.due, "slipped": False,
    }  # fmt: skip


def _owed(days: int) -> dict[str, Any]:
    return {"number": 1, "owed": {"action": ACTION, "owner": ZHANG, "days": days}}


REQUEST = {
    "ref": "A12", "title": "提供接口文档", "ask": "postpone", "due": date(2026, 3, 18), "reason": "供应商晚了",
    "to": None, "text": None,
}  # fmt: skip
MOVED = {
    "ref": "A12", "title": "提供接口文档", "status": "in-progress", "percent": 60, "accepted": True, "reason": "",
    "note": "快了",
}  # fmt: skip

MATTER = Matter(
    ref="X-2026-001", title="新品上线", initiator="市场部", background="去年投诉多", goal="投诉下降20%",
    wanted=date(2026, 3, 31), milestones=(Milestone(text="接口冻结", day=date(2026, 3, 4)),), created_at=NOW,
    asked=(
        DepartmentRequest(department="研发部", what="两名后端，三月全月\n\n预算：5万", sent_at=NOW),
    ),
)  # fmt: skip
CHANGE = ChangeRequest(
    ref="C1", matter="X-2026-001", kind="date", what="上线推迟两周", reason="供应商晚了", impact="市场活动顺延",
    wanted=date(2026, 4, 14), departments=("研发部",), state="granted", asked_at=NOW, decision="按新日期走",
    opinions=(
        DepartmentAnswer(department="研发部", person="P1", value="against", text="测试来不及", at=NOW, via="mail:I1"),
    ),
    decided_by="李明", decided_at=NOW, raised_by="李明", raised_at=NOW,
)  # fmt: skip
POSITION = {
    "stance": "for", "department": "研发部", "title": "新品上线", "ref": "X-2026-001", "change": False,
    "contact": "王芳", "unknown": "王小明",
}  # fmt: skip

KINDS: dict[str, dict[str, Any]] = {
    "minutes": {
        "meeting": MEETING, "held": took_place(MEETING), "minutes": FakeMinutes(), "copied": False, "own": [_line(1)],
        "actions": [_line(1)], "deadline": NOW + timedelta(days=3), "since": 0, "changes": [],
    },
    "invitation": {
        "meeting": MEETING, "slots": list(zip(slot_starts(MEETING), MEETING.slots, strict=True)), "changed": False,
        "participants": [{"person": ZHANG, "role": "facilitator"}], "minutes": 60, "max_minutes": 90,
        "questions": MEETING.questions, "carried": [{"action": ACTION, "owner": "张伟", "overdue": True}],
        "recurs": "每周，到 2026-06-29", "next_ones": [NOW + timedelta(days=7)],
    },
    "cancellation": {"meeting": MEETING, "dropped": False, "recurs": "每周"},
    "reminder": {"upcoming": [_owed(2)], "overdue": [_owed(-3)]},
    "nudge": {"lines": [{"number": 1, "action": ACTION, "days": -3}]},
    "progress": {"matter": ACCEPTED, "by": NOW, "lines": [{"number": 1, "action": ACTION, "days": -3}]},
    "escalation": {"upcoming": [], "overdue": [_owed(-3)]},
    "decision": {"granted": True, "requests": [REQUEST]},
    "taken-back": {
        "actions": [ACTION], "requests": [REQUEST], "position": {"department": "研发部", "matter": MATTER},
        "parts": ["taken-back-department"], "ref": "A12",
    },
    "request": {"matter": MATTER, "part": MATTER.asked[0], "stage": "first", "others": []},
    "change": {"matter": MATTER, "change": CHANGE, "department": "研发部", "again": False},
    "change-decision": {"matter": MATTER, "change": CHANGE},
    "contact-owed": {"matter": MATTER, "department": "研发部", "days": 2},
    "correction": {
        "meeting": MEETING, "correction": Correction(text="2: 截止是3月12日"), "accepted": True, "owner": "张伟",
        "line": MinutesLine(ref="A12", kind="action", text="提供接口文档", person="P1", due=date(2026, 3, 12)),
        "reason": "", "deadline": None,
    },
    "notice": {"kind": "minutes-owed", "meeting": MEETING, "hours": 24},
    "completion": {"matter": ACCEPTED},
    "retrospective": {"matter": ACCEPTED},
    "answer": {
        "topic": "[M7] 纪要", "moved": [MOVED], "proposed": [], "requests": [REQUEST], "needs_date": False,
        "unread": ["应该快好了"], "sign_off": "agreed", "rsvp": None, "waits": True, "why": "asks", "help": False,
        "items": [], "asks_list": False, "meeting": MEETING, "position": POSITION,
        "parts": ["answer-department", "answer-sign-off"], "covered": True,
    },
    "letter": {"topic": "[M7] 纪要", "text": "测试环境周四到位。" + "如果还是来不及，请告诉我。" * 5 + "\n<b>OK?</b>"},
}  # fmt: skip
FACTS = {
    "minutes": ("提供接口文档", "A12", "D4", "预算谁出", "供应商延期", "需要两周联调", "张伟", "3号会议室"),
    "invitation": ("新品上线协作会", "开场", "核心问题", "16:00", "16:10", "plan.pdf", "3号会议室", "3月底前"),
    "cancellation": ("新品上线协作会", "16:00"),
    "reminder": ("提供接口文档", "A12", "接口文档"),
    "nudge": ("提供接口文档", "A12", "接口文档"),
    "progress": ("新品上线", "提供接口文档", "A12", "16:00"),
    "escalation": ("提供接口文档", "A12", "张伟"),
    "decision": ("提供接口文档", "A12", "18"),
    "taken-back": ("提供接口文档", "A12", "李明"),
    "correction": ("新品上线协作会", "截止是3月12日", "A12", "提供接口文档", "张伟"),
    "request": ("研发部", "两名后端", "去年投诉多", "投诉下降20%", "接口冻结", "市场部"),
    "change": ("研发部", "上线推迟两周", "供应商晚了", "市场活动顺延", "新品上线"),
    "change-decision": ("上线推迟两周", "按新日期走", "测试来不及", "研发部"),
    "contact-owed": ("研发部", "新品上线", "2"),
    "notice": ("新品上线协作会", "24", "collabtui meeting minutes M7 --send"),
    "completion": (
        "新品上线",
        "X-2026-001",
        "投诉 -20 %",
        "投诉降了 23 %",
        "一周提前",
        "覆盖率 ≥ 95 %",
        "96 %",
        "李明",
    ),
    "retrospective": ("新品上线", "collabtui matter edit X-2026-001"),
    "answer": ("提供接口文档", "60", "供应商晚了", "应该快好了"),
    "letter": ("测试环境周四到位", "李明", "OK?"),
}


def rendered(kind: str, locale: str, **more: Any) -> tuple[str, str, str]:
    context = {
        "code": "abcd2345", "me": ZHANG, "organiser": ORGANISER, "reply_to": "li+tok@example.test", **KINDS[kind],
    }  # fmt: skip
    return Templates().mail(kind, locale, ZONE, **{**context, **more})


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_and_html_of_every_kind_say_the_same_facts(kind: str, locale: str) -> None:
    subject, text, html = rendered(kind, locale)
    assert [fact for fact in FACTS[kind] if fact not in text] == []
    assert [fact for fact in FACTS[kind] if fact not in html] == []
    assert subject.endswith("#abcd2345")
    assert "#abcd2345" in text
    assert "#abcd2345" in html


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_fits_in_72_columns_and_has_no_torn_lines(kind: str, locale: str) -> None:
    _, text, _ = rendered(kind, locale)
    assert [line for line in text.splitlines() if cells(line) > 72] == []
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_html_loads_nothing_from_outside(kind: str, locale: str) -> None:
    _, _, html = rendered(kind, locale)
    assert "http://" not in html
    assert "https://" not in html
    assert "<img" not in html


def test_no_line_of_ours_is_what_a_person_would_answer() -> None:
    """A line of a reply that equals one of ours is taken for a quotation."""
    for kind in ("minutes", "reminder"):
        lines = {line.strip() for locale in ("zh", "en") for line in rendered(kind, locale)[1].splitlines()}
        assert not lines & {"1 完成", "1 done", "同意", "agreed", "1 60%", "1 进度60%"}


def test_a_title_with_markup_in_it_stays_text_in_html() -> None:
    hostile = MEETING.model_copy(update={"title": "<script>alert(1)</script>"})
    _, _, html = rendered("cancellation", "en", meeting=hostile)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_template_in_the_home_comes_first_and_a_broken_one_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "mail" / "en"
    folder.mkdir(parents=True)
    (folder / "notice.txt").write_text("Subject: mine\n\nhello {{ me.name }}\n")
    context = {"code": "c", "me": ZHANG, "organiser": ORGANISER, "reply_to": "x@example.test", **KINDS["notice"]}
    assert Templates(tmp_path).mail("notice", "en", ZONE, **context).text == "hello 张伟\n"
    (folder / "notice.txt").write_text("Subject: mine\n\n{{ me.nickname }}\n")
    with pytest.raises(Refused, match=r"template\.broken.*notice\.txt"):
        Templates(tmp_path).mail("notice", "en", ZONE, **context)


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    folder = tmp_path / "mail" / "en"
    folder.mkdir(parents=True)
    (folder / "notice.txt").write_text("Subject: x\n\n{{ me.__class__.__mro__ }}\n")
    context = {"code": "c", "me": ZHANG, "organiser": ORGANISER, "reply_to": "x@example.test", **KINDS["notice"]}
    with pytest.raises(Refused, match=r"template\.broken"):
        Templates(tmp_path).mail("notice", "en", ZONE, **context)


def test_wrapping_counts_wide_characters_twice_and_keeps_punctuation_with_its_word() -> None:
    assert wrapped("接口文档，已经发出。", 8) == "接口文\n档，已经\n发出。"
    assert wrapped("one two three", 7, 2) == "one two\n  three"


def test_a_ready_reply_keeps_the_plus_of_its_address() -> None:
    assert mailto("li+tok@example.test", "[M7] a", "1 done").startswith("mailto:li+tok@example.test?subject=Re%3A%20")


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(("stage", "name"), [("again", "3"), ("head", "王芳")])
def test_a_request_that_comes_again_says_so_and_carries_all_of_it(stage: str, name: str, locale: str) -> None:
    subject, text, html = rendered("request", locale, stage=stage, others=["王芳"])
    assert subject != rendered("request", locale)[0]
    assert all(fact in part for fact in FACTS["request"][:4] for part in (text, html))
    assert name in text
    assert all(cells(line) <= 72 for line in text.splitlines())


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_line_that_belongs_to_the_one_above_stands_below_its_words(locale: str) -> None:
    """A block at the beginning of a line would take the room before it away."""
    below = {"nudge": "提供接口文档", "correction": "提供接口文档"}
    for kind, title in below.items():
        lines = rendered(kind, locale)[1].splitlines()
        at = next(number for number, line in enumerate(lines) if title in line and line.startswith("  "))
        assert lines[at + 1].startswith("     "), lines[at : at + 2]
    invited = rendered("invitation", locale)[1].splitlines()
    assert any(line.startswith(f"  {ZHANG.name}") for line in invited), invited


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_takes_several_lines_keeps_them_each_in_its_place(locale: str) -> None:
    _, text, _ = rendered("request", locale)
    assert "\n  两名后端，三月全月\n  预算：5万\n" in text
