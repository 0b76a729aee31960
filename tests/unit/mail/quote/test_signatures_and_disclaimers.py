import pytest

from collabtui.mail.parse.clean import keys
from collabtui.mail.quote.signatures_and_disclaimers import without_tail

ZH, EN = keys("张伟,你好。你有 3 项行动:"), keys("Hello David. You have 3 actions:")

CUT = [
    ("1 完成", "发自我的iPhone", ZH),
    ("1 完成", "发自我的 iPad", ZH),
    ("1 完成", "发自我的小米手机", ZH),
    ("1 完成", "发自网易邮箱大师", ZH),
    ("1 完成", "来自QQ邮箱", ZH),
    ("1 完成", "從我的 iPhone 傳送", ZH),
    ("1 完成", "获取 Outlook for iOS<https://aka.ms/o0ukef>", ZH),
    ("1 完成", "使用Zoho Mail发送", ZH),
    ("1 完成", "张伟\n\nzhang@x.test\n\n签名由 网易邮箱大师 定制", ZH),
    ("1 完成", "\n张伟\n邮箱：zhang@x.test\n签名由网易邮箱大师定制", None),
    ("1 完成", "签名由网易邮箱大师定制", ZH),
    ("1 done", "David\n\ndavid@x.test\nSignature is customized by Netease Mail Master", EN),
    ("1 done", "Sent from my iPhone", EN),
    ("1 done", "Sent from my cell, please excuse any typos.", EN),
    ("1 done", "Sent from Mail for Windows", EN),
    ("1 done", "Get [Outlook for Android](https://aka.ms/ghei36)", EN),
    ("1 done", "Von meinem iPhone gesendet", EN),
    ("1 done", "-- \nDavid Zhang\nEngineering", EN),
    ("1 done", "Best regards,\nDavid Zhang", EN),
    ("1 done", "Thanks!\n\nDavid", EN),
    ("1 done", "Regards,\n\nDavid Zhang\nSoftware engineer", None),
    ("1 done", "David Zhang\nTel: +86 10 5550 0100\nwww.example.test", None),
    (
        "1 done",
        "This e-mail is confidential.\nIf you are not the intended recipient, delete it.",
        EN,
    ),
    ("1 完成", "张伟", ZH),
    ("1 完成", "谢谢!\n张伟\n\n发自我的iPhone", ZH),
    ("1 完成", "此致\n敬礼\n张伟", ZH),
    ("1 完成", "张伟\n研发部 | 示例科技有限公司\n电话：010-5550 0100", None),
    ("1 完成", "本邮件及其附件含有保密信息,仅限于收件人阅读。", None),
    ("1 完成", "***\n====\n~~~", None),
    ("1は完了しました", "iPhoneから送信", EN),
    ("1は完了しました", "Outlook for Android から送信されました", EN),
    ("1は完了しました", "佐藤健一\n株式会社サンプル\n〒100-0001 東京都千代田区1-1\n電話：03-5550-0100", None),
]

KEPT = [
    ("2 延期", "转给市场部", ZH),
    ("不归我", "转给市场部\n谢谢", None),
    ("谢谢", "转给市场部", ZH),
    ("1 完成", "已完成病毒查杀", ZH),
    ("Done:", "checked, all good", EN),
    ("Hi", "This is done, I sent the message and checked it", EN),
    ("1 done", "Manager approved the budget", EN),
    ("1 done", "Sent from my desk, it is easier there", EN),
    ("1 done", "the plan was sent from finance today", EN),
    ("文档放这里了", "已经发到 wang@example.test\n也发到 chen@example.test", ZH),
    ("文件是从我的手机发送的,请查收", "2 延期", ZH),
    ("已完成:", "提供接口文档\n修复登录缺陷", ZH),
    ("1 done", "-- \n2 postponed to Friday", EN),
    ("1 done", "Jane", EN),
    ("1 完成", "王芳", ZH),
    ("1 done", "Best regards,\nDavid Miller", None),
    ("1 done", "-----\nthen the second part\n2 postponed", None),
]
CUT_UNKNOWN = [
    ("1 done", "Best regards,\nDavid"),
    ("1 done", "Stavros Miller\nSent from my iPhone"),
    ("1 done", "----------------\nJohn Doe\nt. 555-931-0702\nskype: johndoe"),
]
"""Where the answered mail, and so its reader's name, is not known."""


@pytest.mark.parametrize(("answer", "tail"), CUT_UNKNOWN)
def test_who_writes_to_what_is_not_known_has_a_signature_too(answer: str, tail: str) -> None:
    assert without_tail([answer, "", *tail.split("\n")], None) == 1


@pytest.mark.parametrize(("answer", "tail", "greeting"), CUT)
def test_what_is_no_answer_is_cut_from_the_end(answer: str, tail: str, greeting: str | None) -> None:
    lines = [answer, "", *tail.split("\n")]
    assert without_tail(lines, greeting) == 1


@pytest.mark.parametrize(("answer", "tail", "greeting"), KEPT)
def test_what_may_be_an_answer_stays(answer: str, tail: str, greeting: str | None) -> None:
    lines = [answer, "", *tail.split("\n")]
    assert without_tail(lines, greeting) >= 3
    if "谢谢" not in tail:
        assert without_tail(lines, greeting) == len(lines)


@pytest.mark.parametrize("tail", ["-- \nDavid", "Best regards,\nDavid", "Tel: 010 5550 0100\nwww.example.test"])
def test_a_signature_that_is_all_there_is_stays_unless_something_is_left_elsewhere(tail: str) -> None:
    lines = tail.split("\n")
    assert without_tail(lines, EN) == len(lines)
    assert without_tail(lines, EN, alone=False) == 0


def test_an_address_above_a_device_line_may_be_the_answer() -> None:
    assert without_tail(["新地址：", "zhang@x.test", "", "发自我的华为手机"], ZH) == 2


def test_a_device_line_is_never_an_answer() -> None:
    assert without_tail(["", "Sent from my iPhone", ""], EN) == 0
    assert without_tail(["签名由网易邮箱大师定制"], ZH) == 0
