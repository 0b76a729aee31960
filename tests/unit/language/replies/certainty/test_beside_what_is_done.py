"""Short additions beside what is done, which leave it as certain as it is: where it went, remarks on the reply itself,
a paper still to come that is not what the item hands in, figures of the result. What may take it back leaves it
open."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_BASES = {
    "zh": (
        ("更新会议室报价", "报价单", "报价单已更新"),
        ("维修二楼空调", "维修单", "二楼空调已经修好"),
        ("编写实验室安全须知", "须知", "1 已完成"),
        ("盘点三号库", "盘点表", "三号库盘点完成"),
    ),
    "en": (
        ("Update price list", "price list", "Price list is updated"),
        ("Repair the boiler", "invoice", "Boiler is repaired"),
        ("Write safety notice", "notice", "1 is done"),
        ("Recount warehouse 3", "count sheet", "Warehouse 3 recount is finished"),
    ),
}
_SECOND = {"zh": ("联系供应商开会", "纪要"), "en": ("Call the caterer", "minutes")}


def _read(locale: str, title: str, deliverable: str, text: str) -> Understanding:
    listed = ((title, deliverable), _SECOND[locale])
    items = tuple(
        Item(ref=f"A{n}", title=one, number=n, due=date(2026, 3, 6 * n), deliverable=hands_in)
        for n, (one, hands_in) in enumerate(listed, 1)
    )
    context = ReplyContext(
        items=items,
        locale="zh" if locale == "zh" else "en",
        written=date(2026, 3, 4),
        minutes="M1",
        people=("Bob Brown", "石磊"),
        answers_ours=True,
        hour=16,
    )
    return understand(new_text(text), context)


def _found(locale: str, added: str) -> list[tuple[list[tuple[str, str | None]], int]]:
    found = [_read(locale, title, hands_in, base + added) for title, hands_in, base in _BASES[locale]]
    return [
        ([(update.ref, update.status) for update in one.updates], len(one.proposals) + len(one.requests))
        for one in found
    ]


_HARMLESS = {
    "zh": (
        # where it went
        "，发您邮箱了，请审阅",
        "，已寄回总部",
        "，链接发群里了",
        "。链接已发到工作群。",
        "，放文档里了",
        "，已共享给各班组",
        "，系统里也更新了",
        "，官网上也有了",
        "，煩請過目",
        "，也发群里了",
        # remarks on the reply
        "，昨天忘记回复了",
        "，昨天忘了跟您说",
        "，忘了及时反馈",
        "，上周就该回您的",
        "，不好意思晚回了",
        "，抱歉现在才回",
        "，不好意思昨天提前走了",
        "。周末聚餐见！",
        "，周五见",
        "，刚看到邮件",
        # a paper to come
        "，发票我让小李扫描后发您",
        "，收据稍后补给您",
        # the result
        "，共42条",
        "，合格率98.5%",
        "，不良率3.2%",
        "，比计划早了一天",
        "，提前一天完成",
        "，难得提前了",
        "，运行正常",
        "，正常生产了",
        "，已恢复使用",
        "，费用380元",
        "，花了两天",
    ),
    "en": (
        ", shared with all wards",
        " and shared with all wards",
        ". Link shared in the group.",
        " and uploaded to the portal",
        ". It's on the website too.",
        " and it's on the website too",
        ", link posted in the team chat",
        ". Sorry I forgot to answer yesterday.",
        ". Sorry for the late reply!",
        ". Sorry I had to leave early!",
        ". Thanks for the nudge.",
        ". See you at the cookout!",
        ". See you Friday!",
        ", meant to tell you yesterday",
        ", the confirmation I will forward to you",
        ", I'll send the receipt tomorrow",
        ", receipt to follow",
        ", a day early for once!",
        ", two days ahead of schedule",
        ", we were off by 14 cases",
        ", error rate 0.4%",
        " and runs without problems",
        ", works without problems",
        " and running smoothly",
        ", cost us $240",
    ),
}


@pytest.mark.parametrize(("locale", "added"), [(one, added) for one, all_of in _HARMLESS.items() for added in all_of])
def test_what_is_done_stays_certain(locale: str, added: str) -> None:
    assert _found(locale, added) == [([("A1", "done")], 0)] * len(_BASES[locale])


_OPEN = {
    "zh": (
        "，但还没发",
        "，还没签字",
        "，已发给供应商确认",
        "，发您邮箱了，等您审阅后定稿",
        "，已发群里征求意见",
        "，是初稿",
        "，初稿已发群里",
        "，发给法务审了",
        "，请审核后定稿",
        "，还差两份",
        "，合格率只有60%，要重做",
        "，被退回了",
        "，只放了一半到官网",
        "，系统里还没更新",
        "，如果没问题就发",
        "，等您确认",
        "，待领导签字",
        "，已发客户待确认",
        "，运行不正常",
        "，还差14箱",
        "，少了3件还在找",
        "，明天再测一次",
        "，说是这么说",
        "了吗？",
    ),
    "en": (
        ", but not sent yet",
        ", sent to the vendor for confirmation",
        ", shared with all wards for comments",
        ", draft shared in the group",
        " and half of it is on the website",
        ", half of it is on the website",
        ", will be final after your review",
        ", still 14 cases missing",
        ", error rate 40% so we have to redo it",
        ", runs but with problems",
        ", does not run yet",
        ", pending your approval",
        ", if finance agrees",
        "?",
        ", to be shared tomorrow for approval",
        ", not on the website yet",
        ", shared with legal for review",
        ", first version",
        " in the draft",
        " in the test system",
        ", except the last page",
    ),
}


@pytest.mark.parametrize(("locale", "added"), [(one, added) for one, all_of in _OPEN.items() for added in all_of])
def test_what_may_take_it_back_leaves_it_open(locale: str, added: str) -> None:
    assert [update for updates, _ in _found(locale, added) for update in updates if update[1] == "done"] == []


@pytest.mark.parametrize(
    ("locale", "title", "hands_in", "text"),
    [
        (
            "en",
            "Service DG set",
            "service report",
            "DG set servicing is completed, report will be submitted by evening.",
        ),
        ("en", "Service DG set", "service report", "DG set servicing is completed, I will forward the report to you."),
        ("zh", "检修教学楼消防栓", "检修记录", "消防栓昨天检修完了，记录明天发您。"),
        ("zh", "盘点三号库", "盘点表", "三号库盘点完成，盘点表明天发您"),
    ],
)
def test_a_paper_to_come_that_is_handed_in_leaves_it_open(locale: str, title: str, hands_in: str, text: str) -> None:
    found = _read(locale, title, hands_in, text)
    assert [one for one in found.updates if one.status == "done"] == []
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]


def test_a_farewell_is_no_note_on_an_item() -> None:
    found = _read(
        "en", "Train forklift drivers", "certificates", "Forklift training is on Friday. See you at the cookout!"
    )
    assert [one.note for one in found.updates if one.note and "cookout" in one.note] == []


@pytest.mark.parametrize(
    ("locale", "title", "hands_in", "text"),
    [
        ("zh", "确认借展合约", "合約", "合約已簽妥，已寄回借方。"),
        ("zh", "核定老人津贴名册", "名册", "名冊上週五已核定並送出。"),
        ("zh", "编排期中考试日程", "考试安排表", "期中考试安排表已经排好，发您邮箱了，请审阅。"),
        ("zh", "整理用户反馈", "反馈清单", "反馈清单已整理好，放文档里了，共42条。"),
        ("zh", "校准心电图机", "校准报告", "心电图机校准了。"),
        ("zh", "抢修2号注塑机", "维修记录", "2号机周二晚上已经修好，正常生产了。"),
        ("zh", "回复破损索赔", "赔付单", "1已处理完。"),
        ("zh", "检修教学楼消防栓", "检修记录", "消防栓昨天检修完了，记录我让小李扫描后发您。"),
        ("en", "Resurface Mill Lane", "completion photos", "Resurfacing is done, photos to follow."),
        ("en", "Prepare April duty roster", "roster", "Roster is ready and shared with all wards."),
        ("en", "Update group rates", "rate sheet", "Rates are updated in the system."),
        ("en", "Replace conveyor belt", "report", "The new belt was installed on Tuesday and runs without problems."),
        (
            "en",
            "Update price list",
            "list",
            "Price list is updated, a day early for once, shared with all shops. Sorry!",
        ),
    ],
)
def test_a_sure_fact_is_applied(locale: str, title: str, hands_in: str, text: str) -> None:
    found = _read(locale, title, hands_in, text)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert not found.proposals


@pytest.mark.parametrize(
    ("locale", "title", "text"),
    [
        ("zh", "抢修2号注塑机", "5号机修好了"),
        ("zh", "抢修2号注塑机", "2号机还没修好"),
        ("zh", "发送会员通讯", "通讯写好了，等着发"),
        ("en", "Send newsletter", "Newsletter is ready"),
        ("en", "Print menus", "Menus are ready"),
        ("en", "Print menus", "Menus updated on the website"),
        ("en", "Prepare roster", "Roster is almost ready"),
        ("en", "Prepare roster", "Roster is ready for review"),
        ("en", "Prepare roster", "Roster will be ready tomorrow"),
        ("en", "Update rates", "Rates are updated in the draft"),
        ("en", "Replace belt", "The new belt will be installed on Tuesday"),
        ("en", "Get offers", "1. offers received"),
    ],
)
def test_what_is_not_sure_is_not(locale: str, title: str, text: str) -> None:
    found = _read(locale, title, "", text)
    assert [one for one in found.updates if one.status == "done" or one.accept] == []


def test_one_item_stays_certain_beside_what_is_said_of_others() -> None:
    found = _read("zh", "回复破损索赔", "赔付单", "1已处理完，2需要各部门配合提供，麻烦郭总在会上提一下。")
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]


@pytest.mark.parametrize(
    ("locale", "title", "text"),
    [
        ("zh", "回复破损索赔", "昨天忘了回复，破损索赔已处理完"),
        ("zh", "回复破损索赔", "抱歉一直没来得及回您。1已完成"),
        ("en", "Repair the boiler", "Sorry I forgot to answer yesterday. Boiler is repaired."),
    ],
)
def test_what_was_forgotten_to_be_told_is_no_doubt(locale: str, title: str, text: str) -> None:
    assert [(one.ref, one.status) for one in _read(locale, title, "", text).updates] == [("A1", "done")]


@pytest.mark.parametrize(
    ("locale", "title", "text"),
    [
        ("zh", "回复破损索赔", "昨天忘了回复"),
        ("zh", "通知家长", "1 忘了通知"),
        ("en", "Reply to the claim", "Forgot to reply"),
    ],
)
def test_what_was_forgotten_may_be_the_work_itself(locale: str, title: str, text: str) -> None:
    found = _read(locale, title, "", text)
    assert found.doubt
    assert [one for one in found.updates if one.status == "done"] == []
