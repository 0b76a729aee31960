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
    ("1 is done.", "Best, David\nSales | ext. 4412\n1 Harbour Road", EN),
    ("1 is done.", "David\nHall 2, Room 14\n2 Dock Street", EN),
    ("Booth: done.", "Best, David\n4 Station Square\n80331 Munich", None),
    ("Booth is finished.", "Cheers\nDavid\n2 Abbey Road", EN),
    ("4 done", "\nDavid Hill\n3 Rue de la Paix\n75002 Paris", None),
    ("Agreed.", "Best, David\n2 Park Lane", None),
    ("4 done", "David\n3/F Tower B", EN),
    ("4 done", "Best regards, David Hill\nLevel 3, 2 George St", None),
    ("3 blocked", "David Zhang\nSuite 4, 1 High Street\nAustin, TX 78701", None),
    ("教材已完成", "张伟\n上海市浦东新区张江路1号楼", ZH),
    ("教材已完成", "张伟\n人事部 分机4412\n世纪大道 1 号 2 号楼", ZH),
    ("3 受阻", "谢谢\n张伟\n2号楼3层 分机4412", ZH),
    ("3 受阻", "张伟\n北京市海淀区中关村街道3号院2号楼", ZH),
    ("1 60%", "此致\n敬礼\n张伟\n办公地点：4号楼", ZH),
    ("1 60%", "张伟\n科技大厦 A座 4层\n4号楼401室", None),
    ("1 done", "David Zhang\nFacilities | Room 2.11 | Level 3", EN),
    ("agreed", "David Zhang | 3rd Floor | ext. 4", EN),
    ("3 ordered.", "David Zhang\nFacilities Manager, Floor 2\nISO 9001 approved | 100% renewable energy", EN),
    ("Noted.", "David Zhang\nFinance, Desk 3, Floor 2\nApproved Accountant No. 4471", EN),
    ("1 done", "Kind regards\nDavid\nFacilities\nDesk 3.14, Floor 4\nMobile: +44 7700 900 456 | Ext 2", EN),
    ("Still at 20% on 2.", "David Zhang, Contract Team, Office 2", EN),
    ("B", "David Zhang\nBlock C, Room 2", EN),
    ("1 done", "BR\nDavid Zhang | Office 2, 3rd Floor\nOn leave 23-27 March", EN),
    ("收到", "张伟\n采购中心 货架与合同组\n3楼4号工位", ZH),
    ("1 同意", "张伟\n仓储部 2号库 3楼", ZH),
    ("1 完成", "张伟｜货架采购组｜3号楼", ZH),
    ("好的", "张伟 采购一组 4楼 分机2", ZH),
    ("1 80%", "此致\n张伟\n采购部 2号楼3层 分机 4\n手机：138-0571-2233 | 微信 hj_1984", ZH),
    ("1 done", "Thanks,\nDavid\nWard Sister, 4 East", EN),
    ("1 done", "David\n3 North Wing", EN),
    ("1 done", "Thanks,\nDavid Zhang\nStage Manager, 2 West", EN),
    ("1 完成", "护理部 张伟\n内线 3021 住院楼4楼", ZH),
    ("1 完成", "检修部 张伟\n2号楼3层", ZH),
    ("1 完成", "餐饮部 张伟", ZH),
    ("1は完了しました", "iPhoneから送信", EN),
    ("1は完了しました", "Outlook for Android から送信されました", EN),
    ("1は完了しました", "佐藤健一\n株式会社サンプル\n〒100-0001 東京都千代田区1-1\n電話：03-5550-0100", None),
]

KEPT = [
    ("1 done", "David\nAway 23-27 March", EN),
    ("1 done", "David\n3 Ordered", EN),
    ("1 done", "David\n4 East stand built", EN),
    ("1 完成", "护理部 王芳\n3 完成", ZH),
    ("1 完成", "行政部 张伟\n2 已交", ZH),
    ("1 完成", "交给护理部 张伟", ZH),
    ("1 done", "David\nplease call Tom", EN),
    ("1 done", "David\nApproved 3", EN),
    ("1 完成", "张伟\n2号楼的还没好", ZH),
    ("1 完成", "张伟\n3 卡在采购部", ZH),
    ("Cheers\nDavid\n1 done", "2 Park Lane", EN),
    ("1 Harbour Road", "2 Park Lane", None),
    ("Where do we meet?", "3 Park Lane", None),
    ("1 is done.", "2 on the way\n3 in place", EN),
    ("1 is done.", "Hall 2 is booked\nRoom 4 as well", None),
    ("Thanks", "2 Print Shop closed, road blocked", EN),
    ("1完成", "2号楼", None),
    ("1完成", "2号楼已验收\n3号楼没验收", None),
    ("物资放在", "上海市浦东新区1号楼", None),
    ("谢谢", "3号楼还没装修", ZH),
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
