"""What was done is the item only where it is that very deed: handed to who does the next step, signed on one side, a
draft of it, or what comes only once another thing is over, is at most a step."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "print": ("印刷宣传册", "宣传册"),
    "list": ("确定客户名单", "客户名单"),
    "sign": ("签订场地合同", "场地合同"),
    "order": ("订购胸牌", "胸牌"),
    "quote": ("提交报价单给客户", "报价单"),
    "report": ("起草测试报告", "测试报告"),
    "invitations": ("Send the invitations to key customers", "invitations"),
    "speaker": ("Book the keynote speaker", "speaker confirmation"),
    "stream": ("Set up the live stream", "test recording"),
    "budget": ("Submit the budget to finance", "budget"),
    "badges": ("Order the badges", "badges"),
    "test": ("Draft the test report", "test report"),
}


def read(item: str, text: str, *, listed: bool = True, minutes: bool = False) -> Understanding:
    title, thing = TITLES[item]
    own = Item(ref="A1", title=title, number=1 if listed else None, due=date(2026, 3, 13), deliverable=thing)
    context = ReplyContext(
        items=(own,),
        locale="en" if title.isascii() else "zh",
        written=date(2026, 3, 9),
        minutes="M1" if minutes or not listed else None,
        only_minutes=not listed,
        people=("林涛", "Nina Patel"),
    )
    return understand(new_text(text), context)


def applied(found: Understanding) -> list[object]:
    return [one.status for one in found.updates if one.status]


def proposed(found: Understanding) -> set[object]:
    return {one.status for one in found.proposals if one.status}


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("list", "改完就交。"),
        ("list", "核完就发。"),
        ("list", "1 弄完就发"),
        ("list", "汇总完就提交"),
        ("list", "改完我就交"),
        ("list", "改完我再交"),
        ("list", "名单定下来我就发给你"),
        ("list", "核对完毕即提交"),
        ("list", "改完后提交"),
        ("list", "一改完就发"),
        ("list", "明天改完就交"),
        ("print", "印完就送过去"),
        ("print", "改完就送印刷厂"),
        ("print", "设计稿一过就送印"),
        ("sign", "盖完章就签。"),
        ("sign", "审完就签"),
        ("sign", "付完款就签"),
        ("sign", "价格谈妥就签"),
        ("sign", "领导签了字就签"),
        ("sign", "法务过了我就签"),
        ("sign", "老板点头就签"),
        ("quote", "报价单审完才能提交"),
    ],
)
def test_what_comes_only_once_another_thing_is_over_is_still_to_come(item: str, text: str) -> None:
    found = read(item, text)
    assert applied(found) == []
    assert "done" not in proposed(found)
    assert found.doubt == "condition"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("list", "改完就交了"),
        ("list", "昨天改完就交了"),
        ("list", "上周五核完就发出去了"),
        ("list", "改完就发给你了"),
        ("list", "早就完成了"),
        ("list", "上周就已经提交"),
        ("list", "修改后已提交"),
        ("sign", "昨天就签了"),
        ("sign", "早就签了"),
    ],
)
def test_what_has_happened_as_well_is_done(item: str, text: str) -> None:
    assert applied(read(item, text)) == ["done"]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("print", "宣传册已送印刷厂。"),
        ("print", "昨天送印刷厂了。"),
        ("print", "宣传册已经交给印刷厂了。"),
        ("print", "宣传册已下单"),
        ("print", "1 已送印"),
        ("print", "已付款给印刷厂"),
        ("print", "宣传册开印了"),
        ("sign", "合同已经交给法务了。"),
        ("sign", "合同发给对方了。"),
        ("sign", "已提交法务"),
        ("sign", "1 已送法务"),
        ("sign", "定稿了。"),
        ("sign", "谈妥了。"),
        ("sign", "合同已经打印好了"),
        ("sign", "我们这边已经签了"),
        ("sign", "合同电子版已签"),
        ("sign", "合同已签一份"),
        ("sign", "1、合同已提交，等盖章"),
        ("quote", "报价单已交给法务"),
        ("quote", "1 已发给领导"),
        ("list", "名单初稿已发"),
        ("list", "名单交给销售核对了。"),
        ("list", "名单已发各部门征求意见"),
        ("order", "胸牌已打样"),
        ("order", "胸牌首批已订"),
        ("report", "测试报告初稿写完了"),
        ("invitations", "1. Sent to the printers"),
        ("invitations", "1 - sent to Nina"),
        ("invitations", "1. Submitted to legal"),
        ("invitations", "Sent to the vendor."),
        ("invitations", "Invitations are with the printer."),
        ("invitations", "Invitations printed and ready to post."),
        ("invitations", "1 half sent"),
        ("speaker", "1 sent to the agency"),
        ("badges", "1 sent to the vendor"),
        ("badges", "Badges half ordered"),
        ("stream", "Half set up."),
        ("stream", "First test done."),
        ("stream", "Equipment delivered this morning."),
        ("budget", "Sent to Nina"),
    ],
)
def test_a_step_towards_an_item_is_offered_as_in_progress(item: str, text: str) -> None:
    found = read(item, text)
    assert applied(found) == []
    assert proposed(found) == {"in-progress"}


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("list", "1 已发给客户"),
        ("list", "1 名单已交给林涛"),
        ("list", "名单已提交给销售部"),
        ("report", "1 已提交评审组"),
        ("sign", "1 合同已寄出"),
        ("test", "1 sent to Nina"),
        ("test", "1 submitted to QA"),
        ("stream", "1 signed"),
    ],
)
def test_another_deed_is_asked_back(item: str, text: str) -> None:
    found = read(item, text)
    assert applied(found) == []
    assert found.proposals != ()


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("list", "1 已提交"),
        ("list", "1 已发给你"),
        ("list", "1 名单已经发你邮箱了"),
        ("list", "名单已上传网盘"),
        ("list", "名单已发群里"),
        ("list", "名单已完成，已交给销售部"),
        ("list", "名单已经做完发给销售了"),
        ("quote", "报价单已提交给客户"),
        ("quote", "1 已发客户"),
        ("sign", "1 已提交"),
        ("sign", "合同已签"),
        ("sign", "双方已签"),
        ("order", "胸牌已下单"),
        ("report", "测试报告定稿了"),
        ("invitations", "Sent to all key customers."),
        ("invitations", "Sent them yesterday."),
        ("invitations", "1 sent"),
        ("budget", "1 submitted to finance"),
        ("badges", "Badges ordered"),
        ("speaker", "1 booked"),
        ("test", "1 sent to you"),
        ("test", "1 done, sent to the printer"),
        ("stream", "Done, the recording is in the shared folder."),
    ],
)
def test_the_very_deed_or_a_plain_word_for_it_is_done(item: str, text: str) -> None:
    assert applied(read(item, text)) == ["done"]


@pytest.mark.parametrize("text", ["已签。", "我签了。", "没问题，签了。", "已签署"])
def test_signed_says_of_minutes_that_list_no_action_that_they_are_agreed_to(text: str) -> None:
    found = read("sign", text, listed=False)
    assert applied(found) == []
    assert [one.ask for one in found.proposals] == ["agreed"]


def test_signed_beside_an_agreement_moves_no_action() -> None:
    found = read("sign", "同意，已签", listed=False)
    assert (found.updates, [one.ask for one in found.proposals]) == ((), ["agreed"])


@pytest.mark.parametrize(("item", "text"), [("stream", "Done."), ("stream", "50%"), ("sign", "完成了")])
def test_what_names_no_action_there_moves_none(item: str, text: str) -> None:
    found = read(item, text, listed=False)
    assert found.updates == ()
    assert [one.ref for one in found.proposals if one.ref] == []


@pytest.mark.parametrize(("item", "text"), [("sign", "合同已签"), ("sign", "A1 已签"), ("stream", "A1 done")])
def test_what_names_its_action_there_is_read(item: str, text: str) -> None:
    assert applied(read(item, text, listed=False)) == ["done"]


def test_minutes_that_are_talked_about_again_postpone_no_action() -> None:
    found = read("sign", "同意下次再讨论。", listed=False)
    assert (found.requests, found.sign_off) == ((), None)


@pytest.mark.parametrize("text", ["1 handed to marketing", "1 handed to the vendor", "Handed over to the vendor."])
def test_a_thing_handed_to_somebody_unknown_is_no_other_owner(text: str) -> None:
    found = read("stream", text)
    assert found.requests == ()
    assert "reassign" not in [one.ask for one in found.proposals]


def test_a_thing_handed_to_a_person_of_the_mail_may_be_his_from_now_on() -> None:
    assert [one.to for one in read("stream", "1 handed over to Nina Patel").requests] == ["Nina Patel"]
