"""What is done by its result: the verb of the title again, the state that it was to come to, whom it was to go to."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text


def _read(title: str, text: str) -> Understanding:
    """Of three items, of which the first has the title."""
    others = ("Clean the drains", "Order filters") if text.isascii() else ("清理管道", "订购滤芯")
    listed = tuple(
        Item(ref=f"A{number}", title=each, number=number, due=date(2026, 3, 18))
        for number, each in enumerate((title, *others), 1)
    )
    locale = "en" if text.isascii() else "zh"
    situation = {"items": listed, "locale": locale, "written": date(2026, 3, 4), "minutes": "M1", "people": ("Bob",)}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Publish the newsletter", "Newsletter is online"),
        ("Update the website", "Website is now live"),
        ("Install the card readers", "Card readers are up and running"),
        ("Install the card readers", "Card readers in place"),
        ("Send the customs papers to the forwarder", "Customs papers sent to the forwarder"),
        ("Confirm the keynote speaker", "Keynote speaker confirmed"),
        ("Confirm the keynote speaker", "Keynote speaker has been confirmed"),
        ("Re-record the announcement", "Announcement re-recorded"),
        ("检查灭火器", "灭火器检查过了"),
        ("重新录制欢迎广播", "欢迎广播已重新录制"),
        ("起草招标文件", "招标文件拟好了"),
        ("发布招标公告", "招标公告已挂网"),
        ("签订租赁合同", "租赁合同已签字盖章"),
        ("安装读卡器", "读卡器安装调试完毕"),
        ("采购候诊区座椅", "候诊区座椅已入库"),
        ("采购候诊区座椅", "候诊区座椅已到货"),
    ],
)
def test_the_result_of_an_item_is_applied(title: str, text: str) -> None:
    assert applied(_read(title, text)) == frozenset({"A1 done 100"})


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Fix the login bug", "Login bug is live"),
        ("Review the newsletter", "Newsletter is online"),
        ("Order the card readers", "Card readers are up and running"),
        ("Send the customs papers to the forwarder", "Customs papers sent to the printer"),
        ("Send the customs papers to the forwarder", "Customs papers sent to hell"),
        ("Invite the keynote speaker", "Keynote speaker confirmed"),
        ("Update the pricing sheet", "The pricing sheet gets updated on Friday"),
        ("Update the pricing sheet", "The pricing sheet is updated on Friday"),
        ("Clean the storm drains", "Storm drains done on Monday"),
        ("Update the website", "Website live from Monday"),
        ("Update the website", "Website is online next week"),
        ("Update the website", "Website is not online"),
        ("安装读卡器", "读卡器已到货"),
        ("安装读卡器", "读卡器已入库"),
        ("起草招标文件", "招标文件拟周五完成"),
        ("检查灭火器", "灭火器没检查过"),
        ("审核招标公告", "招标公告已挂网"),
    ],
)
def test_another_result_is_not(title: str, text: str) -> None:
    assert "A1 done 100" not in applied(_read(title, text))


@pytest.mark.parametrize("text", ["读卡器已到货", "读卡器已入库"])
def test_what_came_is_a_step_to_its_installation(text: str) -> None:
    assert proposed(_read("安装读卡器", text)) == frozenset({"A1 in-progress"})


@pytest.mark.parametrize("text", ["All done.\nExcept 2", "All done.\nExcept for 2.", "全部完成。\n除了2"])
def test_what_the_next_line_leaves_out_is_not_done(text: str) -> None:
    found = _read("Print the labels" if text.isascii() else "打印展签", text)
    assert applied(found) == frozenset({"A1 done 100", "A3 done 100"})
    assert not proposed(found)


@pytest.mark.parametrize("text", ["All done.\nExcept 2 is late", "All done.\nExcept 2, which needs two days more"])
def test_nor_is_what_it_tells_more_of(text: str) -> None:
    assert "A2 done 100" not in applied(_read("Print the labels", text))


@pytest.mark.parametrize("text", ["Licences: killed", "1: killed", "Licences killed", "许可证：砍掉了"])
def test_what_was_killed_is_not_offered_as_done(text: str) -> None:
    found = _read("Renew the licences" if text.isascii() else "更新许可证", text)
    assert not {one for one in applied(found) | proposed(found) if "done" in one}


@pytest.mark.parametrize("text", ["1 is now with Bob to sign", "1 is with Bob for approval"])
def test_whoever_has_to_sign_takes_nothing_over(text: str) -> None:
    assert not [one for one in proposed(_read("Prepare the contract", text)) if "reassign" in one]


@pytest.mark.parametrize("text", ["麻烦张伟看下第2项，1、3都已完成"])
def test_another_list_begins_behind_a_comma(text: str) -> None:
    found = _read("打印展签", text)
    assert not {one for one in applied(found) | proposed(found) if one.startswith("A2")}


@pytest.mark.parametrize("text", ["周校好，1完成", "周校好！1完成", "王局您好，1完成"])
def test_who_heads_an_office_is_greeted(text: str) -> None:
    assert applied(_read("打印展签", text)) == frozenset({"A1 done 100"})


@pytest.mark.parametrize(
    "text", ["Labels printed. Provisionally", "Labels printed.\nTheoretically", "Labels printed. Partly"]
)
def test_a_word_that_weakens_it_is_nobodys_name(text: str) -> None:
    assert not applied(_read("Print the labels", text))


def test_what_is_still_wanted_of_it_leaves_it_open() -> None:
    assert "A1 done 100" not in applied(_read("审批年度预算", "年度预算批了，还要领导审批"))


@pytest.mark.parametrize(
    ("title", "text", "offered"),
    [
        ("Print the labels", "Labels: realistic is 26 March", "A1 postpone 2026-03-26"),
        ("Print the labels", "Labels will be there by 26 March", "A1 postpone 2026-03-26"),
        ("Print the labels", "Hope to have labels done by 26 March", "A1 postpone 2026-03-26"),
        ("打印展签", "展签争取3月26日完成", "A1 postpone 2026-03-26"),
        ("打印展签", "展签力争3月26日前完成", "A1 postpone 2026-03-26"),
        ("Print the labels", "Labels 7/10 done", "A1 in-progress 70"),
        ("打印展签", "展签完成7/10", "A1 in-progress 70"),
        ("打印展签", "展签7/10完成", "A1 in-progress 70"),
    ],
)
def test_what_is_hoped_for_or_counted_is_offered(title: str, text: str, offered: str) -> None:
    found = _read(title, text)
    assert proposed(found) == frozenset({offered})
    assert not applied(found) - {"A1 note"}


@pytest.mark.parametrize("text", ["展签争取3月9日完成", "Hope to have labels done by 9 March", "展签过半了"])
def test_what_is_hoped_for_in_time_asks_for_no_day(text: str) -> None:
    title = "Print the labels" if text.isascii() else "打印展签"
    assert not {one for one in proposed(_read(title, text)) if "postpone" in one or "done" in one}
