"""Every kind of mail in both languages: renders, stays in its width, and says the same in text and HTML."""

import re
from datetime import date
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.matters.matter import Milestone
from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts
from collabtui.text.template_sandbox import TemplateSandbox
from collabtui.text.templates import Templates, mailto
from collabtui.text.width import cells, wrapped

ZONE = ZoneInfo("Asia/Shanghai")
SAMPLES = Samples("zh")
ZHANG = SAMPLES.reader
ORGANISER = SAMPLES.organiser
MEETING = SAMPLES.meeting
KINDS = contexts(SAMPLES)
FACTS = {
    "minutes": ("提供接口文档", "A12", "D4", "预算谁出", "供应商延期", "需要两周联调", "张伟", "3号会议室"),
    "invitation": ("新品上线协作会", "开场", "核心问题", "16:00", "16:10", "plan.pdf", "3号会议室", "3月底前"),
    "cancellation": ("新品上线协作会", "16:00"),
    "reminder": ("提供接口文档", "A12", "接口文档"),
    "deputy-left": ("张伟",),
    "handed-over": ("张伟", "提供接口文档", "A12", "供应商延期", "R3", "新品上线", "新品上线协作会"),
    "nudge": ("提供接口文档", "A12", "接口文档"),
    "part": ("提供接口文档", "A12", "新品上线", "供应商延期", "R3", "张伟", "两名后端", "快了"),
    "progress": ("新品上线", "提供接口文档", "A12", "16:00"),
    "daily": ("提供接口文档", "A12", "1.", "17:00"),
    "escalation": ("提供接口文档", "A12", "张伟"),
    "decision": ("提供接口文档", "A12", "18"),
    "taken-back": ("提供接口文档", "A12", "李明"),
    "withdrawn": ("供应商延期", "R3", "16:00", "李明"),
    "correction": ("新品上线协作会", "截止是3月12日", "A12", "提供接口文档", "张伟"),
    "request": ("研发部", "两名后端", "去年投诉多", "投诉下降20%", "接口冻结", "市场部"),
    "change": ("研发部", "上线推迟两周", "供应商晚了", "市场活动顺延", "新品上线"),
    "duties": ("新品上线", "提供接口文档", "A12", "研发部.xlsx"),
    "item-objected": ("新品上线", "提供接口文档", "A12", SAMPLES.texts.question),
    "plan": ("新品上线", "提供接口文档", "A12", "接口冻结", SAMPLES.texts.note),
    "approval": ("研发部", "新品上线", "覆盖率 ≥ 95 %", "96 %", "投诉降了 23 %", "5a5b5c5d5e5f"),
    "criteria": ("研发部", "新品上线", "覆盖率 ≥ 95 %", "96 %", "A12 接口文档.pdf", "A14.mp4", "投诉下降20%"),
    "confidential": ("X-2026-001", "A12", "李明", "10"),
    "own-checks": ("提供接口文档", "A12", "接口文档", "新品上线", SAMPLES.texts.view, SAMPLES.texts.note),
    "resource": ("两名后端", "20", "新品上线", "研发部", "RES2"),
    "resources": ("两名后端", "20", "新品上线", "X-2026-001", "研发部", "RES1"),
    "priority": ("两名后端", "X-2026-002", "新品上线", "研发部"),
    "resource-taken": ("两名后端", "新品上线"),
    "resource-over": ("两名后端", "20", "新品上线", "研发部"),
    "resource-person": ("两名后端", "20", "新品上线", "研发部"),
    "material": ("新品上线协作会", "M7", "16:00", "plan.pdf", SAMPLES.texts.topic),
    "vote": ("预算谁出", "上线推迟两周", "新品上线协作会", "A", "B"),
    "vote-over": ("预算谁出", "新品上线协作会", "D1"),
    "milestone-look-back": ("新品上线", "collabtui matter retrospective X-2026-001"),
    "material-owed": ("新品上线协作会",),
    "material-missing": ("新品上线协作会", "张伟"),
    "checks-owed": ("collabtui action check A12 --send",),
    "checks-escalated": ("张伟", "A12", "先做接口"),
    "deputy-answered": ("新品上线", "X-2026-001", "上线推迟两周", "研发部", SAMPLES.texts.note),
    "absent-owner": ("collabtui person away P", "--deputy", "collabtui action update A12 --owner"),
    "absent-signer": ("新品上线协作会", "collabtui meeting sign-offs M7 --for"),
    "department-unread": ("新品上线", "研发部", "张伟", "collabtui matter confidential X-2026-001 --readers"),
    "grant-owed": ("新品上线", "上线推迟两周", "collabtui matter grant C"),
    "in-place": ("张伟", "R3", "供应商延期"),
    "passed-on": ("张伟", "接口冻结日为3月4日", "预算谁出"),
    "signed-for": ("新品上线协作会", "2", "李明", "预算谁出"),
    "renamed": ("研发部", "新品上线", "X-2026-001"),
    "criterion-overruled": ("覆盖率 ≥ 95 %", "1", "李明"),
    "vote-owed": ("预算谁出", "上线推迟两周", "collabtui decision close VOTE1"),
    "change-decision": ("上线推迟两周", "按新日期走", "测试来不及", "研发部"),
    "department-news": ("研发部", "新品上线", "13800000000"),
    "contact-owed": ("研发部", "新品上线", "2"),
    "dates-missed": ("新品上线协作会", "collabtui meeting record", "collabtui meeting cancel"),
    "notice": ("新品上线协作会", "24", "collabtui meeting minutes M7 --send"),
    "completion": (
        "新品上线",
        "X-2026-001",
        "投诉下降20%",
        "投诉降了 23 %",
        "一周提前",
        "覆盖率 ≥ 95 %",
        "96 %",
        "李明",
    ),
    "answers-waiting": ("I7", "zhang@example.test", SAMPLES.texts.topic, "2"),
    "unproved": ("I7", "zhang@example.test", SAMPLES.texts.topic, "2"),
    "risk": ("供应商延期", "R3", "新品上线", "X-2026-001", "张伟"),
    "risk-warning": ("供应商延期", "新品上线", "X-2026-001", "张伟", "collabtui inbox apply 7"),
    "trouble": ("提供接口文档", "A12", "新品上线", "张伟"),
    "risk-review": ("供应商延期", "R3", "新品上线", "collabtui risk update R3 --state closed"),
    "risk-owed": ("供应商延期", "R3", "新品上线", "24", "张伟", "collabtui risk update R3 --answer"),
    "sign-off-owed": ("新品上线协作会", "2", "16:00"),
    "silence": ("研发部", "新品上线", "X-2026-001", "collabtui matter answer X-2026-001"),
    "both-heads": ("提供接口文档", "A12", "A15", "研发部", "新品上线", "3", "张伟"),
    "escalations": ("提供接口文档", "A12", "A15", "张伟", "研发部 张伟", "新品上线", "X-2026-001", "4"),
    "owners-silent": ("研发部 张伟", "新品上线", "X-2026-001"),
    "report": ("新品上线", "X-2026-001", "提供接口文档", "A12", "供应商延期"),
    "retrospective": ("新品上线", "collabtui matter edit X-2026-001"),
    "milestone": ("新品上线", "collabtui matter milestone X-2026-001"),
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
    assert [fact for fact in FACTS[kind] if fact not in re.sub(r"</?span[^>]*>", "", html)] == []
    assert subject.endswith("#abcd2345")
    assert "#abcd2345" in text
    assert "#abcd2345" in html


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_day_in_a_subject_is_said_as_the_reader_says_it(kind: str, locale: str) -> None:
    assert not re.search(r"\d{4}-\d\d-\d\d", rendered(kind, locale)[0])


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_sample_lacks_a_value_that_its_mail_says(kind: str, locale: str) -> None:
    assert [part for part in rendered(kind, locale) if re.search(r"\bNone\b", part)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_english_samples_fit_in_72_columns(kind: str) -> None:
    samples = Samples("en")
    text = Templates().mail(kind, "en", ZONE, **samples.common(), **contexts(samples)[kind]).text
    assert [line for line in text.splitlines() if cells(line) > 72] == []


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


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_mail_that_takes_another_back_names_that_one_in_both_parts(locale: str) -> None:
    subject, text, html = rendered("withdrawn", locale)
    assert f"“{KINDS['withdrawn']['subject']}”" in text.replace("\n", " ")
    assert f"“{KINDS['withdrawn']['subject']}”" in html
    assert f"<title>{subject}</title>" in html


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


def test_words_that_both_parts_share_are_escaped_in_html_alone(tmp_path: Path) -> None:
    (tmp_path / "words.jinja").write_text(
        "{% macro line(x) %}<i>{{ x }}</i>{{ inner(x) }}{% endmacro %}{% macro inner(x) %}<u>{{ x }}</u>{% endmacro %}"
    )
    for name in ("mail.html", "mail.txt"):
        (tmp_path / name).write_text('{% import "words.jinja" as w with context %}{{ w.line(title) }}')
    shown = {name: TemplateSandbox((tmp_path,)).fill(name, {"title": "<b>&"}) for name in ("mail.html", "mail.txt")}
    assert shown == {"mail.html": "<i>&lt;b&gt;&amp;</i><u>&lt;b&gt;&amp;</u>", "mail.txt": "<i><b>&</i><u><b>&</u>"}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_contact_reads_milestones_with_the_day_on_which_each_was_reached(locale: str) -> None:
    days = (
        Milestone(text="<b>冻结", day=date(2026, 3, 3), reached=date(2026, 3, 2)),
        Milestone(text="试点", day=date(2026, 3, 13)),
    )
    (contact,) = cast("list[dict[str, Any]]", KINDS["part"]["contacts"])
    matter = contact["matter"].model_copy(update={"milestones": days})
    _, text, html = rendered("part", locale, contacts=[{**contact, "matter": matter}])
    reached = {"zh": "3月3日（周二） {}冻结，3月2日（周一）达成", "en": "Tue 3 Mar {}冻结, reached Mon 2 Mar"}[locale]
    assert reached.format("<b>") in text
    assert reached.format("&lt;b&gt;") in html
    assert "试点" in text


def test_wrapping_counts_wide_characters_twice_and_keeps_punctuation_with_its_word() -> None:
    assert wrapped("接口文档，已经发出。", 8) == "接口文\n档，已经\n发出。"
    assert wrapped("one two three", 7, 2) == "one two\n  three"


def test_a_text_of_several_lines_stays_within_its_entry() -> None:
    """Its lines are indented as those at which it is broken, and no empty one ends the entry."""
    assert wrapped("one two\n\nthree four", 9, 2) == "one two\n  three\n  four"
    assert wrapped("one two\n\nthree four", 9) == "one two\n\nthree\nfour"


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
    title = "提供接口文档"
    for kind in ("nudge", "correction", "progress", "reminder", "escalation"):
        lines = rendered(kind, locale)[1].splitlines()
        at = next(number for number, line in enumerate(lines) if title in line and line.startswith("  "))
        assert lines[at + 1].startswith("     "), lines[at : at + 2]
    invited = rendered("invitation", locale)[1].splitlines()
    assert any(line.startswith(f"  {ZHANG.name}") for line in invited), invited


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("kind", ["nudge", "progress", "reminder", "escalation"])
def test_however_long_an_item_is_its_lines_stand_below_its_number(kind: str, locale: str) -> None:
    said = {"title": "与供应商确认接口文档的最终版本并且归档 " * 4, "deliverable": "双方签字的接口文档 " * 8}
    context = with_actions(KINDS[kind], said)
    text = rendered(kind, locale, **context)[1]
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if "供应商" in line and line.startswith("  "))
    item = lines[first : lines.index("", first)]
    assert len(item) > 3
    assert all(line.startswith("     ") for line in item[1:]), item
    assert all(cells(line) <= 72 for line in item)


def with_actions(context: Any, said: dict[str, str]) -> dict[str, Any]:
    """The lists of a mail, with other words for each action."""

    def other(line: dict[str, Any]) -> dict[str, Any]:
        if "owed" in line:
            return {**line, "owed": other(line["owed"])}
        return {**line, "action": line["action"].model_copy(update=said)}

    return {
        name: [other(line) for line in context[name]] for name in ("lines", "overdue", "upcoming") if name in context
    }


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_takes_several_lines_keeps_them_each_in_its_place(locale: str) -> None:
    _, text, _ = rendered("request", locale)
    assert "\n  两名后端，三月全月\n  预算：5万\n" in text


@pytest.mark.parametrize("kind", ["request", "change"])
@pytest.mark.parametrize(
    ("locale", "days", "within"),
    [("zh", 5, "请在 5 个工作日内答复"), ("en", 5, "within 5 working days."), ("en", 1, "within 1 working day.")],
)
def test_the_days_for_an_answer_are_the_ones_that_are_counted(kind: str, locale: str, days: int, within: str) -> None:
    _, text, html = rendered(kind, locale, days=days)
    assert within in text
    assert within in html


_DAY = re.compile(
    r"\d+ ?月 ?\d+ ?[日号]|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November)\b"
)


def test_no_template_brings_a_day_of_its_own() -> None:
    """An example names days to come, from the reader's own items, or none."""
    folder = Path(__file__).parents[3] / "templates" / "mail"
    found = {file.name: days for file in folder.rglob("*.*") if (days := _DAY.findall(file.read_text("utf-8")))}
    assert found == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_greeting_stands_alone_and_quotes_stand_outside_of_links(kind: str, locale: str) -> None:
    _, _, html = rendered(kind, locale)
    greeting = f"<p>{ZHANG.name}，你好。" if locale == "zh" else f"<p>Hello {ZHANG.name},"
    greeted = [line for line in html.splitlines() if line.startswith(greeting) and kind != "answer"]
    assert set(greeted) <= {f"{greeting}</p>"}
    assert not re.search(r"<a [^>]*>“", html)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Etc/UTC", "(UTC)"),
        ("Asia/Shanghai", "(Beijing time)"),
        ("Pacific/Auckland", "(Auckland time)"),
        ("America/Sao_Paulo", "(Sao Paulo time)"),
    ],
)
def test_a_zone_is_called_as_people_call_it(zone: str, shown: str) -> None:
    samples = Samples("en")
    known = {**samples.common(), **contexts(samples)["invitation"]}
    assert shown in Templates().mail("invitation", "en", ZoneInfo(zone), **known).text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_hyphen_of_a_command_ends_a_line(kind: str, locale: str) -> None:
    """On a narrow screen a browser breaks a line behind each: `X-2026-`, `--`."""
    commands = re.findall(r"<code>(.*?)</code>", rendered(kind, locale)[2])
    assert [line for line in commands if "-" in re.sub(r'<span class="whole">.*?</span>', "", line)] == []


@pytest.mark.parametrize(
    ("locale", "lines", "shown"),
    [
        ("zh", 1, "王芳：新品上线"),
        ("zh", 3, "王芳，另有 2 个部门的消息："),
        ("en", 2, "王芳, and news of 1 more department:"),
        ("en", 3, "王芳, and news of 2 more departments:"),
    ],
)
def test_news_of_more_departments_are_no_further_contacts(locale: str, lines: int, shown: str) -> None:
    line = {**dict(KINDS["department-news"]["lines"][0]), "value": "", "contact": "王芳"}  # type: ignore[index]  # a sample is of any type
    assert shown in rendered("department-news", locale, lines=[line] * lines)[0]


@pytest.mark.parametrize(
    ("locale", "subject", "said"),
    [
        ("zh", "离任：没有要移交的工作 #abcd2345", "感谢你一直以来的工作。你手上没有要移交的工作。"),
        (
            "en",
            "Leaving: nothing to hand over #abcd2345",
            "Thank you for all you did here. You have nothing to hand over.",
        ),
    ],
)
def test_who_leaves_with_nothing_to_hand_over_reads_of_nobody_who_takes_it(
    locale: str, subject: str, said: str
) -> None:
    empty: dict[str, list[str]] = {
        name: [] for name, one in KINDS["handed-over"].items() if isinstance(one, list | tuple)
    }
    mail = rendered("handed-over", locale, **empty, led="", own=False)
    assert mail[0] == subject
    assert all(said in part and SAMPLES.texts.colleague not in part for part in mail[1:])
