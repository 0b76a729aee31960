"""What is new in a reply, where the placement, the chain or the wording makes it hard."""

from textwrap import wrap
from typing import NamedTuple

import pytest

from collabtui.domain.mail.reply import NewText
from collabtui.mail.parse.body import AnsweredMail, Body, SentItem
from collabtui.mail.quote.html_to_lines import render_own
from collabtui.mail.quote.new_text import new_text
from support.sample_minutes import EN, ZH

Said = list[tuple[str | None, str]]
OURS = "发件人: 李明 <li+k7c2@example.test>\n发送时间: 2026年3月2日 14:05\n收件人: 张伟\n主题: 纪要\n\n" + ZH.text
HIS = "发件人: 张伟 <zhang@example.test>\n发送时间: 2026年3月3日 9:00\n收件人: 李明\n主题: 回复: 纪要\n\n"
WROTE = "在 2026/3/2 14:05, 李明 写道:\n"
ROW_1 = "1. 提供接口文档        3月10日(周二)   交付:接口文档      A12"
ROW_2 = "2. 修复登录缺陷        3月1日 ▲已逾期   交付:发布版本      A3"


def marked(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def below(text: str, line: str, answer: str) -> str:
    """`text` with an answer under the first line in which `line` stands."""
    before, found, behind = text.partition(line)
    rest, newline, others = behind.partition("\n")
    assert found
    return f"{before}{found}{rest}\n{answer}{newline}{others}"


def said(found: NewText) -> Said:
    return [(line.item, line.text) for line in found.lines]


def cut(text: str, sent: AnsweredMail | None = ZH.sent) -> NewText:
    return new_text(Body(text=text), sent)


class Example(NamedTuple):
    text: str
    said: Said
    doubt: str = ""


EXAMPLES = {
    "an older answer between the new one and our mail": Example(
        f"2 延期到3月9日\n\n{HIS}1 没完成\n\n{OURS}", [(None, "2 延期到3月9日")]
    ),
    "an older answer and nothing new": Example(f"{HIS}1 没完成\n\n{OURS}", [], "all-quoted"),
    "an older answer between the lines of ours, in a quote without marks": Example(
        f"2 延期到3月9日\n\n{HIS}见下\n\n{below(OURS, 'A12', '已完成')}", [(None, "2 延期到3月9日")]
    ),
    "an older answer between the lines of ours, in a quote of a quote": Example(
        f"2 延期到3月9日\n\n{WROTE}" + marked(below(marked(ZH.text), "A12", "已完成")), [(None, "2 延期到3月9日")]
    ),
    "an older answer in a quote with marks, itself quoted without": Example(
        f"2 延期到3月9日\n\n{HIS}{WROTE}" + below(marked(ZH.text), "A12", "已完成"), [(None, "2 延期到3月9日")]
    ),
    "the same without the line that says who wrote, which may be new as well": Example(
        f"2 延期到3月9日\n\n{HIS}" + below(marked(ZH.text), "A12", "已完成"),
        [(None, "2 延期到3月9日"), ("A12", "已完成")],
        "below-quote",
    ),
    "a mail that was forwarded": Example(
        f"转给你看\n\n---------- 转发的邮件 ----------\n{HIS}1 完成\n\n{OURS}", [(None, "转给你看")]
    ),
    "titles as headings, the status below": Example(
        f"提供接口文档\n已完成\n修复登录缺陷\n延期到3月9日\n\n{OURS}",
        [(None, "提供接口文档"), ("A12", "已完成"), (None, "修复登录缺陷"), ("A3", "延期到3月9日")],
    ),
    "a list of titles is no heading": Example(
        f"已完成:\n提供接口文档\n修复登录缺陷\n\n其余延期\n\n{OURS}",
        [(None, "已完成:"), (None, "提供接口文档"), (None, "修复登录缺陷"), (None, "其余延期")],
    ),
    "rows of ours copied, with the status behind": Example(
        f"{ROW_1}  已完成\n{ROW_2} —— 延期到3月9日\n\n{OURS}", [("A12", "已完成"), ("A3", "延期到3月9日")]
    ),
    "number and title written by hand": Example(
        f"1. 提供接口文档 已完成\n\n{OURS}", [(None, "1. 提供接口文档 已完成")]
    ),
    "a status behind a row in a quote without marks": Example(
        "见下\n\n" + OURS.replace(ROW_1, f"{ROW_1} 已完成"), [(None, "见下"), ("A12", "已完成")]
    ),
    "a status in front of a row": Example(
        "见下\n\n" + OURS.replace(ROW_1, f"【完成】{ROW_1}"), [(None, "见下"), ("A12", "【完成】")]
    ),
    "a status behind a row in a quote with marks": Example(
        WROTE + marked(ZH.text.replace(ROW_1, f"{ROW_1} 已完成")), [("A12", "已完成")]
    ),
    "a status in the middle of a row, the due date is not his": Example(
        "\n" + OURS.replace("提供接口文档  ", "提供接口文档 已完成 ", 1), [("A12", "已完成")]
    ),
    "an answer that is a word of ours": Example(WROTE + below(marked(ZH.text), "A12", "完成"), [("A12", "完成")]),
    "answers that follow our examples": Example(
        f"1 完成\n2 延期到3月9日\n\n{OURS}", [(None, "1 完成"), (None, "2 延期到3月9日")]
    ),
    "our line of examples, sent back": Example(
        f"1 完成        2 延期到3月9日,因为…        1 进度60%\n\n{OURS}",
        [(None, "1 完成        2 延期到3月9日,因为…        1 进度60%")],
        "own-text-left",
    ),
    "an answer under somebody else's action": Example(
        WROTE + below(marked(ZH.text), "A9 ", "完成"), [("A9", "完成")], "below-quote"
    ),
    "a remark under a decision": Example(
        "\n" + below(OURS, "D4", "这个日期不对"), [("D4", "这个日期不对")], "below-quote"
    ),
    "a remark under a line that is about nothing": Example(
        "\n" + below(OURS, "出席", "王芳也参加了"), [(None, "王芳也参加了")], "below-quote"
    ),
    "the same where marks set it apart": Example(WROTE + below(marked(ZH.text), "对纪要", "同意"), [(None, "同意")]),
    "only the answered rows are quoted": Example(
        f"> {ROW_2}\n延期到3月9日\n> {ROW_1}\n完成", [("A3", "延期到3月9日"), ("A12", "完成")]
    ),
    "only the answered rows are there, without marks": Example(
        f"{ROW_2}\n延期到3月9日\n{ROW_1}\n完成", [("A3", "延期到3月9日"), ("A12", "完成")]
    ),
    "a quote without any mark": Example(f"1 完成\n\n{ZH.text}", [(None, "1 完成")]),
    "answers between the lines of a quote without any mark": Example(
        below(below(ZH.text, "A12", "已完成"), "A3", "延期"), [("A12", "已完成"), ("A3", "延期")]
    ),
    "an answer below a quote without any mark": Example(f"{ZH.text}\n1 完成", [(None, "1 完成")], "below-quote"),
    "an answer of two lines under a row": Example(
        WROTE + below(marked(ZH.text), "A12", "\n已完成\n文档发您邮箱了\n"),
        [("A12", "已完成"), ("A12", "文档发您邮箱了")],
    ),
    "a footer that some gateway set below the quote": Example(
        f"1 完成\n\n{OURS}\n本邮件及其附件含有保密信息,仅限于收件人阅读。", [(None, "1 完成")]
    ),
    "an answer between the head of the quote and our first line": Example(
        OURS.replace(ZH.text, f"1 完成\n{ZH.text}"), [(None, "1 完成")], "below-quote"
    ),
    "a gateway's warning there": Example(
        "1 完成\n\n" + OURS.replace(ZH.text, f"【外部邮件】请谨慎点击链接。\n{ZH.text}"), [(None, "1 完成")]
    ),
    "an answer in a place that a client marks as quoted, and no quote": Example(
        "> 1 完成", [(None, "1 完成")], "below-quote"
    ),
    "the end of our examples, broken off in a quote": Example(
        "2 延期到3月9日\n\n" + WROTE + marked(ZH.text).replace("因为…        1", "因为…\n1"), [(None, "2 延期到3月9日")]
    ),
    "words about someone writing": Example(
        f"日志里写道:\n服务正常\n1 完成\n\n{OURS}", [(None, "日志里写道:"), (None, "服务正常"), (None, "1 完成")]
    ),
    "a table made by hand": Example("| 1 | 完成 |\n| 2 | 延期 |", [(None, "| 1 | 完成 |"), (None, "| 2 | 延期 |")]),
    "a name that stands in our mail": Example("1 完成\n\n谢谢!\n张伟", [(None, "1 完成")]),
    "an answer below a delimiter": Example(
        "1 完成\n\n-- \n2 延期到3月9日", [(None, "1 完成"), (None, "--"), (None, "2 延期到3月9日")]
    ),
    "device words in a sentence": Example(
        "文件是从我的手机发送的,请查收\n\n发自我的iPhone", [(None, "文件是从我的手机发送的,请查收")]
    ),
    "nothing but a device line": Example("发自我的iPhone", [], "all-quoted"),
    "a sign for yes": Example("👍", [(None, "👍")]),
    "a body without words": Example(" \n\n", []),
}


def broken(text: str, columns: int) -> str:
    """As a program does that breaks the lines it has quoted."""
    return "\n".join(part for line in marked(text).split("\n") for part in wrap(line, columns) or [line])


@pytest.mark.parametrize("columns", [50, 55, 60, 66, 72, 76])
def test_the_ends_of_our_quoted_lines_that_were_broken_are_ours(columns: int) -> None:
    text = f"1 done\n2 postpone to 9 March\n\nOn 3/2/2026 2:05 PM, Li Ming wrote:\n{broken(EN.text, columns)}"
    found = cut(text, EN.sent)
    assert (said(found), found.doubt) == ([(None, "1 done"), (None, "2 postpone to 9 March")], "")


@pytest.mark.parametrize("columns", [60, 64, 84, 86])
def test_the_last_cells_of_our_rows_that_were_broken_off_are_ours(columns: int) -> None:
    text = f"1 done\n\nOn 3/2/2026 2:05 PM, Li Ming wrote:\n{broken(render_own(EN.html), columns)}"
    assert said(cut(text, EN.sent)) == [(None, "1 done")]


def test_a_day_below_a_row_that_its_writer_cut_short_is_an_answer() -> None:
    found = cut("> 1. 提供接口文档\n3月10日", ZH.sent)
    assert said(found) == [("A12", "3月10日")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_new_text_of_an_example(name: str) -> None:
    example = EXAMPLES[name]
    found = cut(example.text)
    assert said(found) == example.said
    assert found.doubt == example.doubt


@pytest.mark.parametrize("name", EXAMPLES)
def test_line_ends_make_no_difference(name: str) -> None:
    text = EXAMPLES[name].text
    assert cut(text.replace("\n", "\r\n")) == cut(text)
    assert cut(text.replace("\n", "\r")) == cut(text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_invisible_characters_and_other_spaces_make_no_difference(name: str) -> None:
    text = EXAMPLES[name].text
    assert said(cut("\ufeff" + text.replace("A12", "A1\u200b2").replace(": ", ":\u00a0"))) == said(cut(text))


def test_a_mail_that_is_joined_into_one_line_without_a_mark_is_doubtful() -> None:
    assert cut("1 完成 " + " ".join(ZH.text.split())).doubt == "own-text-left"


def test_parts_that_say_different_things_are_doubtful() -> None:
    found = new_text(Body(text="1 完成", html="<p>1 没完成</p>"), ZH.sent)
    assert found.doubt == "parts-differ"


@pytest.mark.parametrize("text", [None, "", " \n", "\ufeff"])
def test_an_empty_text_part_leaves_the_word_to_the_html(text: str | None) -> None:
    found = new_text(Body(text=text, html="<p>1 完成</p>"), ZH.sent)
    assert (said(found), found.doubt) == ([(None, "1 完成")], "")


def test_html_without_words_leaves_the_word_to_the_text() -> None:
    found = new_text(Body(text="1 完成", html="<html><body><img src='cid:1'></body></html>"), ZH.sent)
    assert (said(found), found.doubt) == ([(None, "1 完成")], "")


def test_a_signature_that_only_the_html_knows_is_cut_from_the_text_too() -> None:
    html = '<div>1 done</div><div class="gmail_signature">Jan Kowalski<br>Dział Rozwoju</div>'
    found = new_text(Body(text="1 done\n\nJan Kowalski\nDział Rozwoju\n", html=html), EN.sent)
    assert (said(found), found.doubt) == ([(None, "1 done")], "")


def test_the_text_part_has_the_word_where_the_html_lost_its_lines_but_not_where_it_wrapped_them() -> None:
    found = new_text(Body(text="1 完成\n2 延期", html="<p>1 完成\n2 延期</p>"), ZH.sent)
    assert [line.text for line in found.lines] == ["1 完成", "2 延期"]
    long = "2 postpone to 9 March because the supplier is late and the parts have not\narrived yet"
    found = new_text(Body(text=long, html=f"<p>{long}</p>"), EN.sent)
    assert [line.text for line in found.lines] == [long.replace("\n", " ")]


def test_an_answer_inside_the_element_of_the_signature_is_new() -> None:
    signature = '<div id="ms-outlook-mobile-signature">{}<br>获取 Outlook for iOS</div>'
    for answer in ("1 完成", "同意"):
        found = new_text(Body(html=signature.format(answer)), ZH.sent)
        assert (said(found), found.doubt) == ([(None, answer)], "")
    assert said(new_text(Body(html=f"<div>1 完成</div>{signature.format('张伟')}"), ZH.sent)) == [(None, "1 完成")]


def test_flowed_text_is_put_together_with_or_without_its_spaces() -> None:
    assert said(new_text(Body(text="1 done, the \nrest follows\n", flowed=True), None)) == [
        (None, "1 done, the rest follows")
    ]
    assert said(new_text(Body(text="1 已完 \n成\n", flowed=True, delsp=True), None)) == [(None, "1 已完成")]


def test_what_the_sender_struck_out_he_does_not_say() -> None:
    assert said(new_text(Body(html="<div><s>1 完成</s></div><div>2 完成</div>"), ZH.sent)) == [(None, "2 完成")]


@pytest.mark.parametrize(
    "html",
    [
        "<s>1 完成<br>3 完成</s><div>2 完成</div>",
        "<s><strike>1 完成</strike></s><div>2 完成</div>",
        '<div style="text-decoration: line-through">1 完成</div><div>2 完成</div>',
        "<del><div>1 完成</div><div>3 完成</div></del>2 完成",
    ],
)
def test_nor_what_he_struck_out_over_several_lines_twice_or_by_a_style(html: str) -> None:
    assert said(new_text(Body(html=html), ZH.sent)) == [(None, "2 完成")]


def test_nor_what_bears_a_stroke() -> None:
    text = "1 d\u0336o\u0336n\u0336e\u0336\n2 完\u0338成\u0338 延期\n"
    assert said(new_text(Body(text=text), ZH.sent)) == [(None, "1"), (None, "2"), (None, "延期")]


def test_a_line_of_which_words_are_struck_out_points_to_what_is_left() -> None:
    found = new_text(Body(html="<div>2 <s>下周</s>\t周五 给</div>"), ZH.sent)
    assert [found.shown[line.span.start : line.span.end] for line in found.lines] == ["2", "周五 给"]


def test_what_he_cannot_see_he_does_not_say() -> None:
    html = "<div>2 延期</div><div style='display:none'>1 完成</div>"
    assert said(new_text(Body(html=html), ZH.sent)) == [(None, "2 延期")]


def test_the_numbers_of_a_list_are_written_out() -> None:
    html = "<ol><li>已完成</li><li value=3>延期</li></ol>"
    assert said(new_text(Body(html=html), ZH.sent)) == [(None, "1. 已完成"), (None, "3. 延期")]


def test_answers_between_the_quotes_of_one_gmail_container_are_new() -> None:
    row = '<blockquote class="gmail_quote">{}</blockquote><div>{}</div>'
    wrote = '<div class="gmail_attr">On Mon, Mar 2, 2026 at 2:05 PM 李明 &lt;l@x.test&gt; wrote:</div>'
    html = f'<div class="gmail_quote">{wrote}{row.format(ROW_1, "已完成")}{row.format(ROW_2, "延期")}</div>'
    assert said(new_text(Body(html=html), ZH.sent)) == [("A12", "已完成"), ("A3", "延期")]


def test_two_items_of_one_title_are_not_told_apart_by_it() -> None:
    items = (
        SentItem(number=1, ref="A1", title="提交部门周报材料"),
        SentItem(number=2, ref="A2", title="提交部门周报材料"),
    )
    sent = AnsweredMail(text="1. 提交部门周报材料 (A1)\n2. 提交部门周报材料 (A2)\n", items=items)
    assert [line.item for line in cut("提交部门周报材料\n完成", sent).lines] == [None, None]
    assert said(cut("> 2. 提交部门周报材料 (A2)\n完成", sent)) == [("A2", "完成")]


def test_without_the_sent_mail_a_forwarded_mail_is_not_new() -> None:
    found = cut(f"---------- Forwarded message ----------\n{HIS}1 完成", None)
    assert (said(found), found.doubt) == ([], "all-quoted")


def test_without_the_sent_mail_words_under_an_attribution_alone_may_be_new() -> None:
    found = cut('On 8 May 2017 17:34, "Andy" <andy@x.test> wrote:\n\nIt should be 3.', None)
    assert (said(found), found.doubt) == ([(None, "It should be 3.")], "below-quote")


WRAPPED = (
    "Agreed.\n\nOn Mon, 2 March 2026 at 10:00, Li <li@example.test> wrote:\n> {quoted}\n{between}\n>\n> more of it\n"
)
FULL = "In efficitur augue ac tristique ullamcorper. Aenean tincidunt ornare diam,"


@pytest.mark.parametrize(
    ("quoted", "between", "stays"),
    [
        (FULL, 'eget accumsan est viverra quis, pellentesque"', False),
        ("Aenean tincidunt ornare diam,", "eget accumsan est viverra quis, pellentesque", True),
        (FULL, "Eget accumsan est viverra quis, pellentesque", True),
        (FULL, "will be done by Friday, the vendor is late", True),
    ],
)
def test_the_end_of_a_full_quoted_line_that_was_broken_is_quoted(quoted: str, between: str, stays: bool) -> None:
    found = new_text(Body(text=WRAPPED.format(quoted=quoted, between=between)), None)
    assert (between in found.text) is stays


@pytest.mark.parametrize("sign", ["✔", "✅", "☑", "√", "×", "👍"])
def test_a_tick_alone_below_a_row_is_an_answer_to_it(sign: str) -> None:
    quoted = [f"> {line}" for line in ZH.text.split("\n")]
    at = next(number for number, line in enumerate(quoted) if "A12" in line)
    text = "\n".join([*quoted[: at + 1], "", sign, "", *quoted[at + 1 :]])
    assert said(cut(WROTE + text)) == [("A12", sign)]


def test_a_rule_below_a_row_is_no_answer() -> None:
    quoted = [f"> {line}" for line in ZH.text.split("\n")]
    at = next(number for number, line in enumerate(quoted) if "A12" in line)
    text = "\n".join([*quoted[: at + 1], "", "-----", "", *quoted[at + 1 :], "", "1 完成"])
    assert ("A12", "-----") not in said(cut(WROTE + text))


CRITERIA = """周敏，你好。
请法务部逐条验收：

  1. 覆盖率 ≥ 95 %

怎么回复：直接回复这封邮件即可：
  1 达标 97%
  1 不达标 因为抽样不足；整改：补测一周
你的结论会连同姓名和时间写进验收确认表。
"""
AS_SHOWN = "1 不达标 因为抽样不足；整改：补测一周"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (f"{AS_SHOWN}\n\n{WROTE}{marked(CRITERIA)}", ""),
        (AS_SHOWN, ""),
        (f"{AS_SHOWN}\n\n{WROTE}{marked(CRITERIA.replace(AS_SHOWN, ''))}", "own-text-left"),
        (f"{AS_SHOWN}\n你的结论会连同姓名和时间写进验收确认表。\n\n{WROTE}{marked(CRITERIA)}", "all-quoted"),
    ],
)
def test_an_example_that_is_taken_as_it_is_shown_is_an_answer(text: str, doubt: str) -> None:
    """It stands in the quote as well, or nothing is quoted: else it may be a rest of the quote."""
    assert cut(text, AnsweredMail(text=CRITERIA)).doubt == doubt
