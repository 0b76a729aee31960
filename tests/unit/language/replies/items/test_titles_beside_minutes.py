"""Words of a title that stand in something else: in a word for the minutes, in what another item hands in, in a day."""

from datetime import date

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.listed_items import notes, offered, read_listed, states
from support.written_replies import new_text


def test_the_minutes_are_no_record_of_work() -> None:
    found = read_listed("会议记录无误，谢谢", ("整理检修记录", "制定保养计划"))
    assert (found.sign_off, notes(found)) == ("agreed", [])


def test_minutes_that_were_read_and_are_fine_take_nothing_on() -> None:
    found = read_listed("纪要我看了，可以", ("整理检修记录", "制定保养计划"))
    assert [one.accept for one in found.updates] == []
    assert [one.ask for one in found.proposals] == ["agreed"]


def test_the_photos_are_of_the_item_that_was_named_before_them() -> None:
    handed_in = (("修补路面坑洞", "完工照片"), ("更换公园座椅", "照片"))
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 9, 17), deliverable=what)
        for n, (title, what) in enumerate(handed_in, 1)
    )
    situation = ReplyContext(items=items, locale="zh", written=date(2026, 9, 16), answers_ours=True)
    found = understand(new_text("坑洞已修补完成，照片如附件。"), situation)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert found.proposals == ()


def test_a_number_of_offers_received_is_no_receipt_of_the_mail() -> None:
    found = read_listed("1. offers received", ("Get offers for packaging", "Update supplier list"))
    assert ([one.accept for one in found.updates], offered(found)) == ([], ["A1 done"])
    taken = read_listed("1 received", ("Get offers for packaging", "Update supplier list"))
    assert [one.accept for one in taken.updates] == [True]


def test_the_day_of_an_event_is_no_share_of_it() -> None:
    found = read_listed("志愿者培训9/28举办", ("办理志愿者培训", "更换座椅"))
    assert (states(found), [one.percent for one in found.proposals if one.percent]) == ([], [])


def test_who_comes_on_a_day_to_come_has_not_done_it() -> None:
    assert offered(read_listed("Door guy is coming Friday", ("Renew contract", "Fix dock door 3"))) == []
