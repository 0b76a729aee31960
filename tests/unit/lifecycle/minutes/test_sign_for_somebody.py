"""Agreement to minutes that was given aloud: taken down by name, told to whose it is, and his own word counts."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silent_consent import apply_silent_consent
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.forms.filling import filled_form, written_form
from collabtui.lifecycle.minutes.sign_for_somebody import sign_for
from collabtui.lifecycle.people.person_leaves import leave
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG, CHEN, BOB = "P2", "P4", "P5"
AFTER = "Tue, 03 Mar 2026 15:00:00 +0800"


@pytest.fixture
def sent(published: Workspace, clock: Clock) -> Workspace:
    """Monday 2 March 16:00; silence is consent on Thursday at 16:00. It is said aloud on Tuesday."""
    send_all(published)
    clock.set("2026-03-03T10:00+08:00")
    return published


def answer_of(workspace: Workspace, person: str) -> SignOff:
    (answer,) = workspace.store.find(SignOff, person=person)
    return answer


def recorded(workspace: Workspace, person: str = CHEN) -> Outgoing:
    sign_for(workspace.as_user("command"), "M1", person, "周二当面同意")
    send_all(workspace)
    return workspace.store.find(Outgoing, person=person)[-1]


def test_who_is_here_is_signed_for_and_reads_that_he_was(sent: Workspace) -> None:
    mail = recorded(sent)
    assert mail.subject.split(" #")[0] == "[M1] 已代你记下对纪要的同意：新品上线协作会"
    assert "李明代你记下：同意“新品上线协作会”的纪要（第 1 版）。\n依据：周二当面同意" in mail.text
    answer = answer_of(sent, CHEN)
    assert (answer.state, answer.recorded_because) == ("agreed", "周二当面同意")
    change = next(one for one in sent.store.changes(answer.ref) if one.field == "state")
    assert (change.actor, change.via, change.new) == ("李明", "command", "agreed")


def test_an_english_reader_reads_it_in_english(sent: Workspace) -> None:
    mail = recorded(sent, BOB)
    assert "李明 has recorded your agreement" in mail.text
    assert "Because: 周二当面同意" in mail.text


def test_the_form_names_who_took_it_down_and_why(sent: Workspace) -> None:
    recorded(sent)
    (matter,) = sent.store.find(Matter)
    acting = sent.as_user("command")
    text = written_form(acting, filled_form(acting, sent.store, matter.ref, "minutes", "zh", ""), "minutes", "md")
    assert "同意 2026-03-03 （李明代记：周二当面同意）" in text.decode()


def test_nobody_is_reminded_who_was_signed_for(sent: Workspace, clock: Clock) -> None:
    recorded(sent)
    clock.set("2026-03-05T09:05+08:00")
    assert [mail for mail in queue_due(sent.as_worker()) if mail.person == CHEN and mail.minutes_version] == []


@pytest.mark.parametrize("to", ["signed-for", "minutes"])
def test_what_he_says_himself_later_counts(sent: Workspace, clock: Clock, to: str) -> None:
    mail = recorded(sent)
    if to == "minutes":
        mail = outgoing(sent, "chen@example.test", "minutes")
    clock.set("2026-03-03T15:00+08:00")
    receive(sent.as_worker(), reply(mail, "有异议：上线日期不是这样定的", date=AFTER))
    answer = answer_of(sent, CHEN)
    assert (answer.state, answer.recorded_because) == ("corrected", "")
    assert [one.outcome for one in answer.corrections] == ["open"]


def test_that_he_agrees_himself_is_his_own_word(sent: Workspace, clock: Clock) -> None:
    mail = recorded(sent)
    clock.set("2026-03-03T15:00+08:00")
    receive(sent.as_worker(), reply(mail, "同意", date=AFTER))
    assert (answer_of(sent, CHEN).state, answer_of(sent, CHEN).recorded_because) == ("agreed", "")


def test_what_he_wrote_before_changes_nothing_and_is_answered(sent: Workspace, clock: Clock) -> None:
    """His mail of Monday comes in after it was taken down."""
    recorded(sent)
    clock.set("2026-03-03T15:00+08:00")
    late = reply(outgoing(sent, "chen@example.test", "minutes"), "有异议：日期不对")
    receive(sent.as_worker(), late)
    assert answer_of(sent, CHEN).state == "agreed"
    assert "李明" in outgoing(sent, "chen@example.test", "answer").text


def test_all_are_signed_for_and_the_meeting_is_signed(sent: Workspace) -> None:
    for answer in sent.store.find(SignOff, meeting="M1"):
        recorded(sent, answer.person)
    assert sent.store.get(Meeting, "M1").state == "signed"


def test_nobody_is_signed_for_without_need_or_reason(sent: Workspace, clock: Clock) -> None:
    def refusal(person: str, reason: str) -> str:
        with pytest.raises(Refused) as refused:
            sign_for(sent.as_user("command"), "M1", person, reason)
        return refused.value.key

    assert refusal(CHEN, " ") == "sign_off.no_reason"
    assert refusal("P1", "他说的") == "sign_off.not_asked", "the facilitator is no signer"
    recorded(sent)
    assert refusal(CHEN, "他说的") == "sign_off.answered"
    leave(sent.as_user("command"), BOB, ZHANG)
    assert refusal(BOB, "他说的") == "sign_off.answered"
    clock.set("2026-03-05T16:00+08:00")
    apply_silent_consent(sent.as_worker())
    assert refusal(ZHANG, "他说的") == "sign_off.answered"
