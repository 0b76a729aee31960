"""What may say something waits, however harmless the rule found it that read it; a courtesy is left alone."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text


def _reads(person: str, text: str, answers: str = "reminder") -> Understanding:
    return understand(new_text(text), context(person, date(2026, 3, 10), answers))


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for waiting, all yours",
        "Cheers, Thursday",
        "thx dne",
        "Thanks for moving it to the 20th",
        "Thanks for giving me until the 20th",
        "Thanks for the extension to 18 March",
        "Thanks for cancelling it",
        "Thanks\n\nAlice\n\nPS needs until Friday",
        "Sent from my iPhone, and the draft as well",
        "🔴",
        "⏳",
        "Bob Smith",
        "Please see my answers below:",
        "Hi Fang,\nhere is my status.\nThanks\nAlice",
    ],
)
def test_what_may_say_something_waits(text: str) -> None:
    assert _reads("alice", text).doubt


@pytest.mark.parametrize(
    "text", ["谢谢提醒 明天给", "谢谢张伟接手", "如有问题请联系，延到15号", "张伟", "您好，回复如下：\n谢谢"]
)
def test_so_it_does_in_chinese(text: str) -> None:
    assert _reads("chen", text).doubt


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the reminder.",
        "Thanks for the reminder for 11 March",
        "Cheers Fang, much appreciated",
        "Alice",
        "🙏",
        "Thanks\n\nAlice\n+44 20 7946 0182",
        "Thanks.\n\n--\nThis message is confidential. If you have received it in error, please cancel and delete it.",
        "Thank you! Lovely to finally meet the whole team.",
    ],
)
def test_a_courtesy_does_not(text: str) -> None:
    assert not _reads("alice", text).doubt


@pytest.mark.parametrize("text", ["谢谢王芳姐整理🙏爱你", "辛苦了，周末愉快！", "大家辛苦了", "谢谢提醒！辛苦了~"])
def test_nor_does_one_in_chinese(text: str) -> None:
    assert not _reads("chen", text).doubt


def test_an_item_of_which_nothing_came_waits_beside_one_that_is_done() -> None:
    found = _reads("bob", "1 done, then 2", "minutes")
    assert applied(found) == {"A6 done 100"}
    assert [one.refs for one in found.clauses if one.rule == "unknown"] == [("A7",)]
    assert _reads("bob", "1 ✅ 2 🚧", "minutes").doubt


@pytest.mark.parametrize("text", ["1 done\n2", "1 done\n2 -", "1 done, 2 delay to 20 March because 1 took long"])
def test_a_number_beside_which_nothing_stands_says_nothing(text: str) -> None:
    assert not _reads("bob", text, "minutes").doubt


def test_a_day_beside_a_status_that_nothing_took_up_waits() -> None:
    assert _reads("bob", "1 done. Thanks for the extension to 20 March", "minutes").doubt
    assert not _reads("bob", "1 done, thanks for the minutes of 2 March", "minutes").doubt


@pytest.mark.parametrize(
    ("person", "text"),
    [("alice", "Will do! Rushing to Croydon, speak later x"), ("alice", "Noted, packing the van")],
)
def test_beside_talk_an_acceptance_is_proposed(person: str, text: str) -> None:
    found = _reads(person, text)
    assert not applied(found)
    assert proposed(found) == {"A8 accept"}


def test_of_two_days_that_are_asked_for_the_last_is_proposed() -> None:
    found = _reads("alice", "Draft won't make it today, you'll have it on Friday. So sorry!")
    assert not applied(found)
    assert proposed(found) == {"A8 postpone 2026-03-13"}


def test_words_of_a_batch() -> None:
    asked = understand(new_text("接口文档来不及了，推到下周三可以不？"), context("zhang", date(2026, 3, 5), "minutes"))
    assert applied(asked) == {"A1 postpone 2026-03-11"}
    assert proposed(_reads("chen", "补充一个风险：摄影师下周开始休产假")) == {"risk"}
    repaired = _reads("alice", "Can we push the draft to 17 March? Actually no, make that the 19th.")
    assert not applied(repaired)
    assert proposed(repaired) == {"A8 postpone 2026-03-19"}


def test_words_of_another_batch() -> None:
    def read(person: str, text: str) -> tuple[list[str], list[str]]:
        found = _reads(person, text, "minutes")
        return sorted(applied(found)), sorted(proposed(found))

    assert read("zhang", "接口文档上午已提交OA，莫再催了") == (["A1 done 100"], [])
    assert read("chen", "素材包 OK 了") == (["A4 done 100"], [])
    assert read("chen", "第2项本人无法按期完成，特申请延期至3月20日。") == (["A5 postpone 2026-03-20"], [])
    assert read("bob", "checklst is done") == ([], ["A6 done 100"])
    assert read("bob", "1 0%") == ([], ["A6 not-started"])
    # what only ends sooner is another word
    assert read("bob", "We need a checklis") == ([], [])
    _, both = read("bob", "About No. 1, it is in progress, 60%. The owner of the hall is absent")
    assert both == ["A6 in-progress 60"]


@pytest.mark.parametrize("ending", ["which I accept with pleasure.", "which I am pleased to accept."])
def test_thanks_for_an_invitation_that_is_accepted_accept(ending: str) -> None:
    found = understand(
        new_text(f"Thank you for the invitation, {ending}"), context("alice", date(2026, 2, 27), "invitation")
    )
    assert found.rsvp == "accepted"


def test_thanks_for_minutes_that_are_approved_approve() -> None:
    assert _reads("zhao", "Thank you for the minutes, which I approve.", "minutes").sign_off == "agreed"
    assert not _reads("zhao", "Thank you, which I approve once item 2 is corrected.", "minutes").sign_off


@pytest.mark.parametrize(
    "text", ["checklst: finished and sent", "checklst: finished. Sent too.", "checklst\ndone", "2 done, checklst too"]
)
def test_what_goes_on_about_a_title_with_a_letter_wrong_is_proposed(text: str) -> None:
    found = _reads("bob", text, "minutes")
    assert "A6 done 100" in proposed(found)
    assert "A6 done 100" not in applied(found)
