from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.draft import CaptureLine
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_line import parse, read_line
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.language.capture.parse_slash_command import read_command
from collabtui.language.dates.find_days import find_days
from collabtui.text.catalogue import Catalogue

TODAY = date(2026, 3, 2)  # a Monday
NAMES = ("Alice Smith", "张伟", "陈静", "R&D")


def read(line: str, *, names: tuple[str, ...] = ()) -> CaptureLine:
    return read_line(line, locale="zh", today=TODAY, names=names)


def action(title: str, **values: Any) -> dict[str, Any]:
    return {"title": title, **values}


KINDS = [
    ("d: freeze the interface", "decision", "freeze the interface"),
    ("决定:接口冻结日为3月4日", "decision", "接口冻结日为3月4日"),
    ("决定： 接口冻结", "decision", "接口冻结"),
    ("D：接口冻结", "decision", "接口冻结"),
    ("decision: freeze", "decision", "freeze"),
    ("c: all agree", "consensus", "all agree"),
    ("共识：先做联调", "consensus", "先做联调"),
    ("q: who pays @bob", "question", "who pays @bob"),
    ("待跟进：预算谁出", "question", "预算谁出"),
    ("问题：接口什么时候好", "question", "接口什么时候好"),
    ("遗留问题: 谁来验收", "question", "谁来验收"),
    ("问题不大", "note", "问题不大"),
    ("痛点：登记慢", "view", "痛点：登记慢"),
    ("pain: the form is long", "view", "痛点：the form is long"),  # it is called so in the language of the home
    ("里程碑：接口冻结 3月10日", "milestone", "2026-03-10 接口冻结"),
    ("milestone: launch by 27 March => notes", "milestone", "2026-03-27 launch => notes"),
    ("关键产出：用户手册 3月20日", "milestone", "2026-03-20 用户手册 => 用户手册"),
    ("milestone reached, well done", "note", "milestone reached, well done"),
    ("里程碑 3月10日到了", "note", "里程碑 3月10日到了"),
    ("just talking, @bob says", "note", "just talking, @bob says"),
    ("anything: else", "note", "anything: else"),
    ("14:02 started late", "note", "14:02 started late"),
    (r"d:\plans\plan.docx is the file", "note", r"d:\plans\plan.docx is the file"),
    ("https://x.test/a", "note", "https://x.test/a"),
    ("/etc/hosts is wrong", "note", "/etc/hosts is wrong"),
    ("#3 in the list", "note", "#3 in the list"),
    ("  a  note   with\tspaces ", "note", "a note with spaces"),
    ("#agreed we go", "consensus", "we go"),
    ("#info the venue is booked", "note", "the venue is booked"),
    ("#idea a second day", "note", "a second day"),
    ("#decision go", "decision", "go"),
    ("#topic budget", "topic", "budget"),
    ("议题：预算", "topic", "预算"),
    ("RESOLUTION: publish on Monday", "decision", "publish on Monday"),
    ("d 预算砍一半", "decision", "预算砍一半"),
    ("q who pays for the cloud?", "question", "who pays for the cloud?"),
    ("c 15 min standup", "consensus", "15 min standup"),
    ("d　接口冻结", "decision", "接口冻结"),
    ("行动 写接口文档", "action", "写接口文档"),
    ("a 写接口文档", "action", "写接口文档"),
    ("a @张伟 draft the note", "action", "draft the note"),
    ("风险 交期不稳 @张伟 !高", "risk", "交期不稳"),
    ("risk supplier may slip !high", "risk", "supplier may slip"),
    ("观点 先别承诺日期", "view", "先别承诺日期"),
    ("decision on the budget is put off", "note", "decision on the budget is put off"),
    ("risk is low", "note", "risk is low"),
    ("a friend of 张伟 called", "note", "a friend of 张伟 called"),
    ("C compiler is done", "note", "C compiler is done"),
    ("v 2.0 is out", "note", "v 2.0 is out"),
    ("问题", "note", "问题"),
]


@pytest.mark.parametrize(("line", "kind", "text"), KINDS)
def test_the_prefix_says_what_a_line_is(line: str, kind: str, text: str) -> None:
    said = read(line)
    assert (said.kind, said.text) == (kind, text)


FRIDAY = date(2026, 3, 6)
FULL = action("接口文档", owner="张伟", collaborators=("陈静",), due=date(2026, 3, 10), deliverable="文档V1")
ACTIONS = [
    ("a: report", action("report")),
    (
        "a: report @bob +alice +carol due friday => figures",
        action("report", owner="bob", collaborators=("alice", "carol"), due=date(2026, 3, 6), deliverable="figures"),
    ),
    ("行动: 接口文档 @张伟 +陈静 截止3月10日 交付:文档V1", FULL),
    ("行动：接口文档，@张伟，+陈静，截止3月10日，交付：文档V1", FULL),
    ("行动:接口文档@张伟+陈静截止3月10日交付:文档V1", FULL),
    ("行动：＠张伟＋陈静 接口文档 ＝＞ 文档V1 截止 2026-03-10", FULL),
    ("a: due 2026-03-10 => 文档V1 +陈静 @张伟 接口文档", FULL),
    ("a: 交付:文档V1 @张伟 接口文档 截止3月10日 +陈静", FULL),
    ("A: 接口文档（截止3月10日） @张伟、+陈静 ⇒ 文档V1", FULL),
    ("a: report - due 2026-03-10", action("report", due=date(2026, 3, 10))),
    ("a: report due: tomorrow", action("report", due=date(2026, 3, 3))),
    ("a: report due by Friday 5pm @bob", action("report 5pm", owner="bob", due=date(2026, 3, 6))),
    ("a: report @bob by friday", action("report", owner="bob", due=date(2026, 3, 6))),
    ("a: read May's book by Chen, sorted by week @bob", action("read May's book by Chen, sorted by week", owner="bob")),
    ("a: ask @Bobby by the end of the month", action("ask", owner="Bobby", due=date(2026, 3, 31))),
    ("a: 提交材料 截止周五下班前 @张伟", action("提交材料", owner="张伟", due=date(2026, 3, 6))),
    ("行动：3月10日前提供接口文档 @张伟", action("提供接口文档", owner="张伟", due=date(2026, 3, 10))),
    ("行动：接口文档 @张伟 周五之前", action("接口文档", owner="张伟", due=date(2026, 3, 6))),
    ("行动：接口文档 10号以前 @张伟", action("接口文档", owner="张伟", due=date(2026, 3, 10))),
    ("行动：接口文档 @张伟 3/10前", action("接口文档", owner="张伟", due=date(2026, 3, 10))),
    ("行动：接口文档 @张伟 月底前", action("接口文档", owner="张伟", due=date(2026, 3, 31))),
    ("行动：接口文档 @张伟 周五下班前", action("接口文档", owner="张伟", due=date(2026, 3, 6))),
    ("行动：接口文档 @张伟 截止3月10日前", action("接口文档", owner="张伟", due=date(2026, 3, 10))),
    ("行动：订会议室 @王芳 明天", action("订会议室", owner="王芳", due=date(2026, 3, 3))),
    ("行动：订会议室 @王芳，明天。", action("订会议室", owner="王芳", due=date(2026, 3, 3))),
    ("行动：准备 @张伟 明天的会议", action("准备 明天的会议", owner="张伟")),
    ("行动：订会议室 @王芳 明天 截止周五", action("订会议室 明天", owner="王芳", due=date(2026, 3, 6))),
    ("a: book a room +carol @bob Friday", action("book a room", owner="bob", collaborators=("carol",), due=FRIDAY)),
    ("a: ask @bob about Friday", action("ask about Friday", owner="bob")),
    ("行动：整理3月10日前的数据 @张伟", action("整理3月10日前的数据", owner="张伟")),
    ("行动：周五前端评审 @张伟", action("周五前端评审", owner="张伟")),
    ("行动：清理三天前数据，目前问题 @张伟", action("清理三天前数据，目前问题", owner="张伟")),
    ("行动：会前发材料 @张伟", action("会前发材料", owner="张伟")),
    ("a: report @bob before Friday", action("report", owner="bob", due=date(2026, 3, 6))),
    ("a: report no later than 10 March @bob", action("report", owner="bob", due=date(2026, 3, 10))),
    ("a: tell finance due 4 Mar => mail", action("tell finance", due=date(2026, 3, 4), deliverable="mail")),
    ("a: tell finance due 3/9 @bob", action("tell finance", owner="bob", due=date(2026, 3, 9))),
    ("a: read what came before Friday's meeting @bob", action("read what came before Friday's meeting", owner="bob")),
    ("a: delete mails from before 1 March 2025 @bob", action("delete mails from before 1 March 2025", owner="bob")),
    ("a: agree on the deadline @bob", action("agree on the deadline", owner="bob")),
    ("a: agree on a venue, deadline friday", action("agree on a venue", due=date(2026, 3, 6))),
    ("a: 确认截止日期 @张伟", action("确认截止日期", owner="张伟")),
    ("a: 更换截止阀 @张伟", action("更换截止阀", owner="张伟")),
    ("a: pay what is due to suppliers @bob", action("pay what is due to suppliers", owner="bob")),
    ("a: chase overdue friday forms @bob", action("chase overdue friday forms", owner="bob")),
    ("a: write to chen@example.test @bob", action("write to chen@example.test", owner="bob")),
    ("a: 写信给chen@example.test，@张伟", action("写信给chen@example.test", owner="张伟")),
    (
        "a: ask @chen@example.test +li@example.test",
        action("ask", owner="chen@example.test", collaborators=("li@example.test",)),
    ),
    ("a: C++ A+B +3 and + alone @bob", action("C++ A+B +3 and + alone", owner="bob")),
    ("a: see https://x.test/@u/+v=>w @bob", action("see https://x.test/@u/+v=>w", owner="bob")),
    ("a: see https://x.test/@陈静 @bob", action("see https://x.test/@陈静", owner="bob")),
    ("a: see https://x.test/a-due:friday @bob", action("see https://x.test/a-due:friday", owner="bob")),
    (
        "a: fix `x => x + 1 @y due friday` @bob => a patch",
        action("fix `x => x + 1 @y due friday`", owner="bob", deliverable="a patch"),
    ),
    ("a: if a >= b or a <=> b @bob", action("if a >= b or a <=> b", owner="bob")),
    ("a: f=>g is a function @bob", action("f=>g is a function", owner="bob")),
    ("a: 完成API@张伟", action("完成API", owner="张伟")),
    ("a: meet @ 3 pm", action("meet @ 3 pm")),
    ("a: 完成客户交付:验收 @张伟", action("完成客户交付:验收", owner="张伟")),
    ('a: report @"Alice Smith" due friday', action("report", owner="Alice Smith", due=date(2026, 3, 6))),
    ("a: report @Alice_Smith", action("report", owner="Alice Smith")),
    ("a: report @bob. @Bob", action("report .", owner="bob")),
    ("a: report +陈静、王芳 @张伟", action("report", owner="张伟", collaborators=("陈静", "王芳"))),
    ("#action alice report - due 2026-03-10", action("report", owner="alice", due=date(2026, 3, 10))),
    ("#action alice will send it", action("send it", owner="alice")),
    ("#action: @alice send it", action("send it", owner="alice")),
    ("#action 张伟 接口文档 截止3月10日", action("接口文档", owner="张伟", due=date(2026, 3, 10))),
    ("ACTION: alice to draft it - due 2026-03-10", action("draft it", owner="alice", due=date(2026, 3, 10))),
    ("ACTION: alice: draft it", action("draft it", owner="alice")),
    ("action: draft it @alice", action("draft it", owner="alice")),
    ("Action: draft a plan", action("draft a plan")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), ACTIONS)
def test_an_action_has_its_marked_parts_in_any_order(line: str, expected: dict[str, Any]) -> None:
    said = read(line)
    assert said.kind == "action"
    assert said.action is not None
    assert said.action.model_dump(exclude_defaults=True) == expected
    assert said.text == expected["title"]


@pytest.mark.parametrize(
    ("line", "title", "owner"),
    [
        ("a: report @Alice Smith due friday", "report", "Alice Smith"),
        ("a: report @alice smith", "report", "alice smith"),
        ("a: @张伟提供文档", "提供文档", "张伟"),
        ("ACTION: Alice Smith to draft it", "draft it", "Alice Smith"),
        ("ACTION: Alice Smith report", "Alice Smith report", ""),
        ("#action alice draft it", "draft it", "alice"),
        ("#action draft it", "draft it", ""),
        ("ACTION: reply to Bob", "reply to Bob", ""),
    ],
)
def test_known_names_are_recognised_whole(line: str, title: str, owner: str) -> None:
    draft = read(line, names=NAMES).action
    assert draft is not None
    assert (draft.title, draft.owner) == (title, owner)


@pytest.mark.parametrize(
    ("line", "who", "text"),
    [
        ("v: @研发部 需要两周", "研发部", "需要两周"),
        ("观点：@研发部：需要两周，@市场部 同意", "研发部", "需要两周，@市场部 同意"),
        ("v: too long @R&D", "R&D", "too long"),
        ("v: @a or @b is right", "a", "or @b is right"),
        ("v: either @a or @b", "", "either @a or @b"),
        ("v: nobody's", "", "nobody's"),
    ],
)
def test_a_view_is_whose_it_is(line: str, who: str, text: str) -> None:
    said = read(line)
    assert (said.kind, said.who, said.text) == ("view", who, text)


@pytest.mark.parametrize(
    ("line", "level", "who", "text"),
    [
        ("r: supplier late !high @bob", "high", "bob", "supplier late"),
        ("风险：!中 供应商延迟 @张伟", "medium", "张伟", "供应商延迟"),
        ("R: late !LOW", "low", "", "late"),
        ("r: 注意！高温 @张伟", None, "张伟", "注意！高温"),
        ("r: late!", None, "", "late!"),
    ],
)
def test_a_risk_has_level_and_owner(line: str, level: str | None, who: str, text: str) -> None:
    said = read(line)
    assert (said.kind, said.level, said.who, said.text) == ("risk", level, who, text)


@pytest.mark.parametrize("line", ["/park 供应商名单", " /PARK  供应商名单", "/park: 供应商名单", "／park 供应商名单"])
def test_words_behind_park_are_kept_for_next_time_and_park_no_item(line: str) -> None:
    assert (read(line).kind, read(line).text) == ("question", "供应商名单")
    assert read_command(line.strip()) is None


COMMANDS = [
    ("/next", "next", ""),
    (" /NEXT ", "next", ""),
    ("/slot 2", "slot", "2"),
    ("/slot ２", "slot", "2"),
    ("/extend 5", "extend", "5"),
    ("/extend +5 分钟", "extend", "5"),
    ("/extend 5m", "extend", "5"),
    ("/park", "park", ""),
    ("/undo", "undo", ""),
    ("#undo", "undo", ""),
    ("/present 张伟", "present", "张伟"),
    ("/present@张伟", "present", "张伟"),
    ("/absent @Alice Smith", "absent", "Alice Smith"),
    ("/start", "start", ""),
    ("/start 14:02", "start", "14:02"),
    ("/start 9：05", "start", "09:05"),
    ("/start 2:02 pm", "start", "14:02"),
    ("/start 14点半", "start", "14:30"),
    ("/end", "end", ""),
    ("/end 15:20", "end", "15:20"),
    ("/结束 15点20", "end", "15:20"),
    ("#endmeeting", "end", ""),
    ("/撤销", "undo", ""),
]


@pytest.mark.parametrize(("line", "command", "argument"), COMMANDS)
def test_a_command_has_its_argument_in_plain_form(line: str, command: str, argument: str) -> None:
    said = read(line)
    assert (said.kind, said.command, said.argument) == ("command", command, argument)


REFUSED = [
    ("", "capture.empty", {}),
    (" \u3000", "capture.empty", {}),
    ("d:", "capture.no_text", {"mark": "d:"}),
    ("行动： @张伟 截止周五", "capture.no_text", {"mark": "行动："}),
    ("a: x @bob @alice", "capture.two_owners", {"names": ["bob", "alice"]}),
    ("a: x @张伟、李明", "capture.two_owners", {"names": ["张伟", "李明"]}),
    ("r: x @bob @alice", "capture.two_owners", {"names": ["bob", "alice"]}),
    ("ACTION: alice and bob to draft it", "capture.two_owners", {"names": ["alice", "bob"]}),
    ("a: x due friday, due tomorrow", "capture.two_days", {"days": [date(2026, 3, 6), date(2026, 3, 3)]}),
    ("a: x => this @bob => that", "capture.two_deliverables", {"values": ["this", "that"]}),
    ("r: x !high !low", "capture.two_levels", {"values": ["high", "low"]}),
    ("r: x !urgent", "capture.no_such_level", {"value": "!urgent"}),
    ("a: x due 2026-02-30", "capture.no_such_day", {"phrase": "2026-02-30"}),
    ("a: x 截止 4月31日 @张伟", "capture.no_such_day", {"phrase": "4月31日"}),
    ("行动：接口文档 @张伟 2月30日前", "capture.no_such_day", {"phrase": "2月30日前"}),
    ("a: x due 2026-03-01", "capture.past_day", {"phrase": "2026-03-01"}),
    ("a: x 截止昨天", "capture.past_day", {"phrase": "昨天"}),
    ("a: x due soon @bob", "capture.no_day", {"phrase": "soon"}),
    ("a: x due fryday @bob", "capture.no_day", {"phrase": "fryday"}),
    ("a: x 截止下周", "capture.no_day", {"phrase": "下周"}),
    ("a: x @bob due", "capture.empty_mark", {"mark": "due"}),
    ("a: x 交付: @bob", "capture.empty_mark", {"mark": "交付:"}),
    ("a: x =>", "capture.empty_mark", {"mark": "=>"}),
    ("/fly", "capture.unknown_command", {"value": "fly"}),
    ("/slot", "capture.no_number", {"command": "slot", "most": 999}),
    ("/slot 0", "capture.bad_number", {"command": "slot", "value": "0", "most": 999}),
    ("/extend five", "capture.bad_number", {"command": "extend", "value": "five", "most": 1440}),
    ("/extend -5", "capture.bad_number", {"command": "extend", "value": "-5", "most": 1440}),
    ("/extend 99999999999999", "capture.bad_number", {"command": "extend", "value": "99999999999999", "most": 1440}),
    ("/start 25:00", "capture.no_such_time", {"value": "25:00"}),
    ("/start 14", "capture.no_such_time", {"value": "14"}),
    ("/start 13 pm", "capture.no_such_time", {"value": "13 pm"}),
    ("/present", "capture.no_name", {"command": "present"}),
    ("/end now", "capture.no_such_time", {"value": "now"}),
    ("/next now", "capture.no_argument", {"command": "next", "value": "now"}),
    ("/park 2", "capture.no_argument", {"command": "park", "value": "2"}),
]


@pytest.mark.parametrize(("line", "key", "values"), REFUSED)
def test_what_cannot_be_taken_down_names_the_phrase(line: str, key: str, values: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        read(line)
    assert (refusal.value.key, refusal.value.values) == (key, values)
    for locale in ("zh", "en"):
        assert key in Catalogue(locale)


def test_a_day_with_several_readings_is_refused_in_english_only() -> None:
    with pytest.raises(Refused) as refusal:
        read_line("a: x due 3/4", locale="en", today=TODAY)
    assert (refusal.value.key, refusal.value.values) == ("capture.ambiguous_day", {"phrase": "3/4"})
    draft = read("a: x due 3/4").action
    assert draft is not None
    assert draft.due == date(2026, 3, 4)


MARKS = [
    "a:", "行动：", "r:", "v:", "#action", "/start", " ", "@", "@bob", "+陈静", "due", " due friday", "截止", "3月10日",
    "=>", "交付:", "!high", "`", "、", "，", "14:02",
]  # fmt: skip
ODDITIES = ["https://x.test", "x@y.test", "ACTION: bob to", "\ud800", "\x00", "İ", "👩\u200d💻"]
PIECES = st.lists(st.sampled_from([*MARKS, *ODDITIES]) | st.text(max_size=6), max_size=12)


@given(PIECES, st.sampled_from(["zh", "en"]), st.booleans())
def test_any_line_is_read_or_refused(pieces: list[str], locale: Any, with_names: bool) -> None:
    try:
        key, text = "", read_line("".join(pieces), locale=locale, today=TODAY, names=NAMES if with_names else ()).text
    except CollabError as refusal:
        key, text = refusal.key, ""
    assert text or key in Catalogue("zh")


@given(
    st.permutations(["@张伟", "+陈静", "截止3月10日", "=> 文档V1"]),
    st.integers(0, 4),
    st.sampled_from(["a:", "行动：", "A："]),
    st.sampled_from([" ", "，", "  "]),
)
def test_the_order_of_the_parts_changes_nothing(parts: list[str], place: int, prefix: str, gap: str) -> None:
    if place and parts[place - 1].startswith("=>"):
        place -= 1  # a deliverable reaches to the next mark
    parts = [*parts[:place], "接口文档", *parts[place:]]
    said = read(f"{prefix}{gap.join(parts)}").action
    assert said is not None
    assert said.model_dump(exclude_defaults=True) == FULL


@pytest.mark.parametrize("unit", ["due friday ", "截止3月10日 ", "due "])
def test_a_line_of_days_is_read_once(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not the days behind a `due` once for each `due` before them."""
    looked_at: list[int] = []

    def counted(text: str, **more: Any) -> Any:
        looked_at.append(len(text))
        return find_days(text, **more)

    monkeypatch.setattr("collabtui.language.capture.marks.due_marks.find_days", counted)
    line = "a: x " + unit * 200
    parse(line, CaptureFrame("zh", TODAY, ()))
    assert 0 < sum(looked_at) <= 2 * len(line)


@pytest.mark.parametrize(
    ("line", "argument"),
    [
        ("/cut", ""),
        ("/cut 5", "5"),
        ("/late @张伟", "张伟"),
        ("/late Bob Brown 14:10", "Bob Brown 14:10"),
        ("/start", ""),
        ("/start 14:02", "14:02"),
    ],
)
def test_a_command_has_its_argument_in_one_form(line: str, argument: str) -> None:
    found = read_command(line)
    assert found is not None
    assert found.argument == argument


def test_who_came_late_has_a_name() -> None:
    found = read_command("/late @")
    assert found is not None
    assert isinstance(found.problem, Refused)
    assert found.problem.key == "capture.no_name"


@pytest.mark.parametrize(
    ("line", "title", "collaborators"),
    [
        ("a: 写接口 @张伟 +陈静（审稿） 截止3月10日 交付:文档", "写接口", ("陈静（审稿）",)),
        ("a: 写接口 @张伟 +陈静（审稿）、王芳 截止3月10日", "写接口", ("陈静（审稿）", "王芳")),
        ("a: write it @Ann +Bob (review the draft) +Cat due 10 March", "write it", ("Bob (review the draft)", "Cat")),
        ("a: write it @Ann +Bob[two days]", "write it", ("Bob[two days]",)),
        ("a: write it +Bob (due 10 March) @Ann", "write it", ("Bob",)),
        ("a: write it @Ann +Bob ()", "write it", ("Bob",)),
        ("a: write (it) @Ann (now) +Bob", "write (it) (now)", ("Bob",)),
        ("a: write it @Ann +Bob +Bob (review)", "write it", ("Bob (review)",)),
    ],
)
def test_what_stands_in_brackets_behind_a_collaborator_is_the_support(
    line: str, title: str, collaborators: tuple[str, ...]
) -> None:
    """As in the cell of a table and in `action add --collaborator`."""
    read = read_line(line, locale="zh", today=date(2026, 3, 2))
    assert read.action is not None
    assert (read.text, read.action.collaborators) == (title, collaborators)
