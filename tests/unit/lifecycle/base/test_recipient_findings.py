"""Remarks on who gets a mail: away, with who stands in, and not a reader of a confidential matter."""

from datetime import date

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.bookings.recipient_findings import answer_findings, recipient_findings
from collabtui.lifecycle.mail_in.outcome_mails import answer
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import set_away
from support.replies import outgoing, reply

ZHANG = "zhang@example.test"


def found(workspace: Workspace, *mails: Outgoing) -> list[Finding]:
    return list(recipient_findings(workspace.as_user("command"), mails))


def zhang_is_away(workspace: Workspace) -> None:
    zhang = workspace.store.find(Person, email=ZHANG)[0]
    set_away(workspace.as_user("command"), zhang.ref, date(2026, 3, 2), date(2026, 3, 13), "赵强")


def test_who_is_here_and_may_read_is_not_remarked_on(published: Workspace) -> None:
    assert found(published, *published.store.find(Outgoing, state="queued")) == []


def test_who_is_away_is_named_once_with_his_deputy(published: Workspace) -> None:
    zhang_is_away(published)
    mail = outgoing(published, ZHANG, "minutes")
    assert [(one.key, one.values["deputy"]) for one in found(published, mail, mail)] == [
        ("meeting.away_stood_in", "赵强")
    ]


def test_who_may_not_read_is_named_of_the_meeting_of_a_matter(published: Workspace) -> None:
    make_confidential(published.as_user("command"), "X-2026-001", ["陈静"])
    assert [one.values["names"] for one in found(published, outgoing(published, ZHANG, "minutes"))] == [("张伟",)]
    assert found(published, outgoing(published, "chen@example.test", "minutes")) == []


def test_an_answer_in_own_words_is_about_what_was_answered(published: Workspace) -> None:
    mail = receive(published.as_worker(), reply(outgoing(published, ZHANG, "minutes"), "预算谁出？"))
    assert mail
    make_confidential(published.as_user("command"), "X-2026-001", ["陈静"])
    key = published.as_user("command")
    letter = answer(key, mail.ref, "市场部。")
    assert [one.values["names"] for one in answer_findings(key, mail.ref, letter)] == [("张伟",)]


def test_the_facilitator_reads_nothing_of_himself(published: Workspace) -> None:
    li = published.store.find(Person, email="li@example.test")[0]
    set_away(published.as_user("command"), li.ref, date(2026, 3, 2), date(2026, 3, 13))
    mail = outgoing(published, ZHANG, "minutes").model_copy(update={"person": li.ref})
    assert found(published, mail) == []
