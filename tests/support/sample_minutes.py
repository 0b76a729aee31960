"""Minutes mails of ours, zh and en, text and HTML, to quote from.

They show all that makes the cut hard: the sender's own items, rows of other people's actions, example answers, link
labels that are words of an answer (完成, done), a short code in the footer.
"""

from html import escape
from typing import NamedTuple

from collabtui.mail.parse.body import AnsweredMail, SentItem


class Minutes(NamedTuple):
    """A mail that left us, and what the cut knows of it."""

    subject: str
    sender: str
    """As it stands in a quote: `name <address>`; the address is the reply address of this one recipient."""
    recipient: str
    text: str
    html: str
    items: tuple[SentItem, ...]

    @property
    def sent(self) -> AnsweredMail:
        return AnsweredMail(text=self.text, html=self.html, items=self.items)


class _Row(NamedTuple):
    number: str
    title: str
    due: str
    deliverable: str
    ref: str


_STYLE = "border-bottom:1px solid #d0d7de;padding:6px 10px 6px 0;text-align:left;vertical-align:top"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f'<th style="{_STYLE}">{escape(cell)}</th>' for cell in heads)
    lines = [f"<tr>{head}</tr>"]
    lines += ["<tr>" + "".join(f'<td style="{_STYLE}">{cell}</td>' for cell in row) + "</tr>" for row in rows]
    return '<table role="presentation" cellspacing="0" width="100%">\n' + "\n".join(lines) + "\n</table>"


def _ready(number: str, words: tuple[str, ...]) -> str:
    links = (f'<a href="mailto:li+k7c2@example.test?body={number}%20{word}">{word}</a>' for word in words)
    return " · ".join(links)


def _own_cells(row: _Row, words: tuple[str, ...]) -> tuple[str, ...]:
    return row.number, f"<b>{row.title}</b>", row.due, row.deliverable, row.ref, _ready(row.number, words)


def _page(body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><style>a { color: #0969da }</style></head>\n'
        f'<body style="font-family:sans-serif;font-size:15px;line-height:1.5">\n{body}\n</body></html>\n'
    )


_ZH_OWN = [
    _Row("1", "提供接口文档", "3月10日(周二)", "接口文档", "A12"),
    _Row("2", "修复登录缺陷", "3月1日 ▲已逾期", "发布版本", "A3"),
    _Row("3", "完成压力测试报告并发给全体参会部门确认", "3月13日(周五)", "压力测试报告", "A15"),
]
_ZH_ALL = [
    ("A12", "提供接口文档", "张伟", "3月10日"),
    ("A9", "提供产品推广素材", "陈静", "3月5日"),
    ("A3", "修复登录缺陷", "张伟", "3月1日"),
    ("A15", "完成压力测试报告并发给全体参会部门确认", "张伟", "3月13日"),
    ("A7", "准备发布会合同", "赵强", "3月6日"),
]

_ZH_TEXT = """\
张伟,你好。你有 3 项行动:

  1. 提供接口文档        3月10日(周二)   交付:接口文档      A12
  2. 修复登录缺陷        3月1日 ▲已逾期   交付:发布版本      A3
  3. 完成压力测试报告并发给全体参会部门确认   3月13日(周五)   交付:压力测试报告   A15

怎么回复:直接回这封信,写编号和一句话就行,例如
  1 完成        2 延期到3月9日,因为…        1 进度60%
对纪要没有意见请回"同意",有错请写"更正 2: …"。3月5日前没有异议即视为确认。

决定
  D4 接口冻结日为3月4日
  D5 压力测试用新环境,旧环境3月底下线

全部行动项
  A12 提供接口文档 · 张伟 · 3月10日
  A9  提供产品推广素材 · 陈静 · 3月5日
  A3  修复登录缺陷 · 张伟 · 3月1日
  A15 完成压力测试报告并发给全体参会部门确认 · 张伟 · 3月13日
  A7  准备发布会合同 · 赵强 · 3月6日

待跟进问题
  Q2 预算由哪个部门承担?

出席:李明、张伟、陈静、赵强   请假:周敏

--
这封信由 collabtui 代李明发出。会议 M7,回信代码 k7c2-m9pd
"""

_ZH_HTML = _page(
    "<p>张伟,你好。你有 3 项行动:</p>\n"
    + _table(
        ("编号", "行动", "截止", "交付", "", "回复"),
        [_own_cells(row, ("完成", "进行中", "延期")) for row in _ZH_OWN],
    )
    + "\n<p>怎么回复:直接回这封信,写编号和一句话就行,例如<br>"
    + "1 完成 &nbsp; 2 延期到3月9日,因为… &nbsp; 1 进度60%<br>"
    + "对纪要没有意见请回&quot;同意&quot;,有错请写&quot;更正 2: …&quot;。3月5日前没有异议即视为确认。</p>\n"
    + "<h3>决定</h3>\n<ul><li>D4 接口冻结日为3月4日</li><li>D5 压力测试用新环境,旧环境3月底下线</li></ul>\n"
    + "<h3>全部行动项</h3>\n"
    + _table(("", "行动", "负责人", "截止"), list(_ZH_ALL))
    + "\n<h3>待跟进问题</h3>\n<ul><li>Q2 预算由哪个部门承担?</li></ul>\n"
    + "<p>出席:李明、张伟、陈静、赵强 &nbsp; 请假:周敏</p>\n"
    + '<p style="color:#57606a">这封信由 collabtui 代李明发出。会议 M7,回信代码 k7c2-m9pd</p>'
)

_EN_OWN = [
    _Row("1", "Deliver the interface description", "Tue 10 Mar", "interface description", "A12"),
    _Row("2", "Fix the login defect", "Sun 1 Mar ▲ overdue", "release build", "A3"),
    _Row("3", "Book the venue for the launch and confirm with all departments", "Fri 13 Mar", "booking", "A15"),
]
_EN_ALL = [
    ("A12", "Deliver the interface description", "David Zhang", "10 Mar"),
    ("A9", "Provide the launch material", "Jane Chen", "5 Mar"),
    ("A3", "Fix the login defect", "David Zhang", "1 Mar"),
    ("A15", "Book the venue for the launch and confirm with all departments", "David Zhang", "13 Mar"),
    ("A7", "Prepare the contract", "Bob Zhao", "6 Mar"),
]

_EN_TEXT = """\
Hello David. You have 3 actions:

  1. Deliver the interface description   Tue 10 Mar
     deliverable: interface description   A12
  2. Fix the login defect   Sun 1 Mar ▲ overdue
     deliverable: release build   A3
  3. Book the venue for the launch and confirm with all departments   Fri 13 Mar
     deliverable: booking   A15

How to answer: just reply to this mail with the number and a few words, such as
  1 done        2 postpone to 9 March because …        1 60%
If the minutes are right, reply "agree"; if something is wrong, write
"correction 2: …". No objection until 5 March counts as agreement.

Decisions
  D4 The interface is frozen on 4 March
  D5 Load tests run on the new machines; the old ones go at the end of March

All actions
  A12 Deliver the interface description · David Zhang · 10 Mar
  A9  Provide the launch material · Jane Chen · 5 Mar
  A3  Fix the login defect · David Zhang · 1 Mar
  A15 Book the venue for the launch and confirm with all departments · David Zhang · 13 Mar
  A7  Prepare the contract · Bob Zhao · 6 Mar

Open questions
  Q2 Which department pays?

Present: Ming Li, David Zhang, Jane Chen, Bob Zhao   Apologies: Min Zhou

--
Sent by collabtui for Ming Li. Meeting M7, reply code k7c2-m9pd
"""

_EN_HTML = _page(
    "<p>Hello David. You have 3 actions:</p>\n"
    + _table(
        ("No.", "Action", "Due", "Deliverable", "", "Reply"),
        [_own_cells(row, ("done", "in progress", "postpone")) for row in _EN_OWN],
    )
    + "\n<p>How to answer: just reply to this mail with the number and a few words, such as<br>"
    + "1 done &nbsp; 2 postpone to 9 March because … &nbsp; 1 60%<br>"
    + "If the minutes are right, reply &quot;agree&quot;; if something is wrong, write "
    + "&quot;correction 2: …&quot;. No objection until 5 March counts as agreement.</p>\n"
    + "<h3>Decisions</h3>\n<ul><li>D4 The interface is frozen on 4 March</li>"
    + "<li>D5 Load tests run on the new machines; the old ones go at the end of March</li></ul>\n"
    + "<h3>All actions</h3>\n"
    + _table(("", "Action", "Owner", "Due"), list(_EN_ALL))
    + "\n<h3>Open questions</h3>\n<ul><li>Q2 Which department pays?</li></ul>\n"
    + "<p>Present: Ming Li, David Zhang, Jane Chen, Bob Zhao &nbsp; Apologies: Min Zhou</p>\n"
    + '<p style="color:#57606a">Sent by collabtui for Ming Li. Meeting M7, reply code k7c2-m9pd</p>'
)


def _items(rows: list[_Row]) -> tuple[SentItem, ...]:
    return tuple(SentItem(number=int(row.number), ref=row.ref, title=row.title) for row in rows)


ZH = Minutes(
    "[M7] 纪要:新品上线协作会(3月2日)",
    "李明 <li+k7c2@example.test>",
    "张伟 <zhang@example.test>",
    _ZH_TEXT,
    _ZH_HTML,
    _items(_ZH_OWN),
)
EN = Minutes(
    "[M7] Minutes: launch meeting (2 March)",
    "Ming Li <li+k7c2@example.test>",
    "David Zhang <zhang@example.test>",
    _EN_TEXT,
    _EN_HTML,
    _items(_EN_OWN),
)
