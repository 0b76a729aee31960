import pytest

from collabtui.mail.quote.body_rows import rows
from collabtui.mail.quote.cut_doubts import banner_end, unflattened
from collabtui.mail.quote.quote_headers import begun_at_end, heads, is_rest_of_one

HEADS = [
    "------------------ 原始邮件 ------------------",
    "-----Original Message-----",
    "*-------- Original Message --------*",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
    "---- 回复的原邮件 ----",
    "-----Ursprüngliche Nachricht-----",
    "---- On Tue, 22 Dec 2015 14:17:36 +0530 Sam<a@b.test> wrote ----",
    "Begin forwarded message:",
    "发件人: 李明\n主题: 纪要",
    "*发件人:* 李明\n*发送时间:* 2026年3月2日",
    "发 件 人：李明\n收 件 人：张伟\n主　题：纪要",
    "发件人\t李明\n日期\t2026-03-02",
    "| From | Li |\n| Date | 08/10/2023 |",
    "Da: Sally\nData: giovedì\nA: Testy\nOggetto: Test",
    "Original\n\nFrom: Li\nSent Time: 2026-03-02",
    "________________________________\nFrom: Li\nSent: Monday\nTo: Zhang, Bob;\n  Jane\nSubject: x",
    "On Mon, Mar 2, 2026 at 2:05 PM Li <li@x.test> wrote:",
    "On Mon, Mar 2, 2026 at 2:05 PM Li <\nli@x.test> wrote:",
    "On Mon, Mar 2, 2026 at 2:05 PM Li <\n\nli@x.test> wrote:",
    "On Wed, 14 Nov 2018 08:14:43 -0200 John Doe <john@doe.test> wrote",
    "李明 <li@x.test> 于2026年3月2日周一 下午2:05写道：",
    "李明 <li@x.test>\n於 2026年3月2日 週一 下午2:05寫道：",
    "> 在 2026年3月2日，下午2:05，李明 <li@x.test> 写道：",
    "星期二, 七月 2, 2019 6:09 晚上，冯伟 <f@x.test> 来信：",
    "Max <m@x.test> schrieb am Fr., 28.\nApr. 2017 um 11:53 Uhr:",
    'Op 16 aug. 2014 05:13 schreef "co" <i@x.test> het\nvolgende geschreven:',
    'Le 4 janv. 2016 19:03, "Neil"\n<i@x.test>\na écrit :',
    "понедельник, 6 октября 2014 г. пользователь lidel написал:",
    "2016-10-24 15:36 GMT+02:00 Foo bar <i@x.test>:",
    "At 6/16/2016 08:32 PM, you wrote:",
    "2026年3月2日(月) 14:05 李明 <li@x.test>:",
    "2026/03/02 14:05、李明 <li@x.test>のメール:",
    "> 2026/03/02 14:05、李明 <li@x.test>のメッセージ：",
    "2026年3月2日(月) 14:05 李明さんは書きました:",
    "（2026/03/02 14:05）、李明 さんは書きました：",
    "差出人: 李明 <li@x.test>\n送信日時: 2026年3月2日 14:05\n宛先: 田中\n件名: 議事録",
    "________________________________\n差出人：李明\n日付：2026年3月2日\n宛先：田中\nCC：佐藤\n件名：議事録",
    "-----元のメッセージ-----",
    "---------- 転送されたメッセージ ----------",
    "転送されたメッセージ:",
    "-------- 原始消息 --------\n发件人： 李明\n日期： 2026/3/2 14:05 (GMT+08:00)\n收件人： 张伟\n主题： 纪要",
    "----- 来信全文 -----\n发件人: 李明 <li@x.test>\n收件人: 张伟\n主题: 纪要",
    "=== Letter of before ===\nFrom: Li\nSent: Monday\nTo: Zhang\nSubject: x",
    "Von: Li Ming <li@x.test>\nDatum: Montag, 2. März 2026 um 14:05\nAn: David\nBetreff: Protokoll",
    "李明 於 2026/3/2 下午 02:05 寫道:",
    "王 芳 于 2026-03-02 14:05:11 写道：",
    "在 2026年3月2日 +0800 14:05，李明 <li@x.test>，写道：",
]

NO_HEADS = [
    "日志里写道:",
    "田中さんが書きました。",
    "佐藤さんは「完了」と書きました:",
    "件名: 新製品",
    "日時: 3月5日 14:00\n場所: 会議室",
    "在会议上李明写道:",
    "On Monday Bob wrote:",
    "From: Bob",
    "主题: 新品\n时间: 周五",
    "2026-03-10 发给 <bob@x.test>",
    "This is not a ---------- delimiter.",
    "----------",
    "On this day\n\nI wrote something",
    "转给 Bob <bob@x.test>",
    "公司于2026年3月1日发布的通知中写道：",
    "张伟于2026年3月2日14:05在群里对大家写道：",
    "--- first part ---\nthe second part follows",
    "* Bob <bob@x.test> [2026-03-02 14:05]:",
]


@pytest.mark.parametrize("head", HEADS)
def test_every_client_s_words_above_a_quote_are_one_head(head: str) -> None:
    above = "1 完成\n\n"
    found = heads(rows(f"{above}{head}\n\nHello"))
    assert [(one.first, one.last) for one in found] == [(2, 2 + head.count("\n"))]


@pytest.mark.parametrize("text", NO_HEADS)
def test_a_person_s_words_are_no_head(text: str) -> None:
    assert heads(rows(f"1 完成\n\n{text}\n\nHello")) == []


def test_a_name_with_address_and_day_is_a_head_where_a_quote_follows() -> None:
    assert [one.first for one in heads(rows("* Bob <bob@x.test> [2026-03-02 14:05]:\n> hello"))] == [0]


@pytest.mark.parametrize(
    ("text", "is_rest"),
    [
        ("On Mon, 02 Mar 2026 14:05:00 +0800", True),
        ("Am Mon, 02 Mar 2026 14:05:00 +0800", True),
        ("On Mon, Mar 2, 2026 at 2:05 PM GMT+08:00 Li Ming", True),
        ("From: Li <li@x.test>", True),
        ("On 2 March 2026 at 14:05 it was done", False),
        ("the server stopped at 2026-03-02 14:05:00 +0800", False),
        ("2 March 2026, 10:00-11:30", False),
        ("On 2 March 2026, 10:00 - 11:30", False),
    ],
)
def test_what_only_a_program_writes_is_the_rest_of_a_header(text: str, is_rest: bool) -> None:
    assert is_rest_of_one(text) is is_rest


def test_words_without_a_date_are_a_head_where_a_quote_follows() -> None:
    assert [one.first for one in heads(rows("On Monday Bob wrote:\n> hello"))] == [0]


@pytest.mark.parametrize(
    "joint",
    [
        "---- 回复的原邮件 ---- 发件人 李明 日期 2026-03-02 主题 纪要",
        "发件人: 李明 发送时间: 2026年3月2日 收件人: 张伟 主题: 纪要",
        "-----------------------发件人:李明<li@x.test>日　期:2026年03月02日 14:05:11收件人:张伟<z@x.test>主　题:纪要",
        "From: Li Sent: Monday, March 2, 2026 To: Zhang Subject: Minutes",
        "On Mon, Mar 2, 2026 at 2:05 PM Li <li@x.test> wrote:",
        '在 2026-03-02 14:05:31,"李明" <li@x.test> 写道:',
        "李明 <li@x.test> 于2026年3月2日周一 下午2:05写道：",
    ],
)
@pytest.mark.parametrize("device", ["", "发自我的iPhone ", "Sent from my iPhone "])
def test_a_body_joined_into_one_line_is_broken_where_the_quote_begins(joint: str, device: str) -> None:
    lines = unflattened(f"1 完成 {device}{joint} 张伟,你好。你有 3 项行动: 1. 提供接口文档 3月10日 A12").split("\n")
    assert lines[0] == "1 完成"
    assert not device or lines[1] == device.strip()


def test_long_lines_of_prose_stay_whole() -> None:
    text = "我在 2026-03-02 的会上说过,发件人写错了也没关系,2 延期到3月9日,收件人那边已经通知过了: 大家都知道。" * 2
    assert unflattened(text) == text


@pytest.mark.parametrize(
    ("banner", "rest"),
    [
        ("CAUTION: This email originated from outside of the organization. Do not click links.", "\n1 done"),
        ("[EXTERNAL]", " 1 done"),
        ("【外部邮件】", "1 完成"),
        ("", "Caution: 1 is late"),
    ],
)
def test_a_gateway_s_banner_is_known(banner: str, rest: str) -> None:
    assert banner_end(banner + rest) == len(banner)


@pytest.mark.parametrize("text", ["A1941: 15%", "A2026: 40% done", "A1999：10%"])
def test_the_number_of_an_item_is_no_year_of_a_head_that_was_cut_off(text: str) -> None:
    assert begun_at_end(rows(text)) is None
