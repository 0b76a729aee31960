"""Mail that no person wrote: returned mail marks what came back, an absence note that its sender is away, all other
changes nothing, and none gets an answer."""

from datetime import date
from hashlib import sha256

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.people.edit_absence import set_away
from support.bounces import bounce
from support.mails import raw
from support.replies import outgoing, parsed, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def taken(workspace: Workspace, mail: bytes) -> Incoming:
    """Taken in, and before that explained: both say the same."""
    said = explain(workspace.as_worker(), mail)
    found = receive(workspace.as_worker(), mail)
    assert found is not None
    assert (said.kind, said.verdict, said.reason, said.person) == (
        found.kind,
        found.verdict,
        found.reason,
        found.person,
    )
    return found


def minutes(workspace: Workspace) -> Outgoing:
    return outgoing(workspace, ZHANG, "minutes")


def came_back(mail: Outgoing, **said: str) -> bytes:
    """A report that has the head of the mail, as servers send it."""
    return bounce(mail.message_id, subject=mail.subject, **said)


def person(workspace: Workspace) -> Person:
    (found,) = workspace.store.find(Person, email=ZHANG)
    return found


def test_a_bounce_marks_the_mail_and_the_person(published: Workspace) -> None:
    mail = taken(published, came_back(minutes(published)))
    assert (mail.kind, mail.verdict, mail.reason, mail.state) == ("bounce", "apply", "bounced", "applied")
    assert (mail.answers, mail.person) == (minutes(published).ref, person(published).ref)
    assert (minutes(published).state, minutes(published).last_error) == ("failed", "550 5.1.1 no such user")
    assert person(published).bounced_at is not None
    assert person(published).bounce_reason == "550 5.1.1 no such user"
    marked = published.store.changes(person(published).ref)[0]
    assert (marked.actor, marked.via) == ("collabtui", f"mail:{mail.ref}")


def test_a_delay_is_noted_on_the_mail_only(published: Workspace) -> None:
    state = minutes(published).state
    taken(published, came_back(minutes(published), action="delayed", status="4.4.1"))
    assert (minutes(published).state, minutes(published).last_error) == (state, "550 4.4.1 no such user")
    assert person(published).bounced_at is None


def test_a_bounce_of_a_mail_that_we_never_sent_marks_nobody(published: Workspace) -> None:
    """Who can guess no Message-ID of ours can make nobody unreachable."""
    before = person(published), minutes(published)
    unknown = "<ct.aaaabbbbccccdddd.eeeeffff@example.test>"
    mail = taken(published, bounce(unknown))
    assert (mail.kind, mail.verdict, mail.reason) == ("bounce", "review", "bounce-unproved")
    mail = taken(published, bounce(unknown, status="5.1.2", recipient="Final-Recipient: rfc822; eve@evil.test"))
    assert (mail.kind, mail.verdict, mail.state) == ("bounce", "ignore", "ignored")
    assert (person(published), minutes(published)) == before


@pytest.mark.parametrize(
    ("recipient", "proved"),
    [
        (f"Original-Recipient: rfc822;{ZHANG}\r\nFinal-Recipient: rfc822;wei@home.test", True),
        (f"Final-Recipient: RFC822; <{ZHANG.upper()}>", True),
        (f"Final-Recipient: rfc822; eve@evil.test\r\nAction: failed\r\n\r\nFinal-Recipient: rfc822; {ZHANG}", True),
        ("Final-Recipient: rfc822; chen@example.test", False),
        ("Final-Recipient: rfc822; zhang@example.test.evil.test", False),
        (f"Original-Recipient: rfc822;wei@home.test\r\nFinal-Recipient: rfc822;{ZHANG}", False),
        ("Final-Recipient: rfc822;", False),
    ],
)
def test_a_bounce_counts_for_the_recipient_of_the_mail_that_it_names_and_nobody_else(
    published: Workspace, recipient: str, proved: bool
) -> None:
    before = published.store.find(Person)
    mail = taken(published, came_back(minutes(published), recipient=recipient))
    assert (mail.verdict, mail.answers) == ("apply" if proved else "review", minutes(published).ref)
    marked = [was for was, now in zip(before, published.store.find(Person), strict=True) if was != now]
    assert [one.email for one in marked] == ([ZHANG] if proved else [])
    assert (minutes(published).state == "failed") == proved


@pytest.mark.parametrize(
    "sent",
    [
        {"sender": "陈静 <chen@example.test>", "return_path": "<chen@example.test>"},
        {"sender": "陈静 <chen@example.test>"},
        {"return_path": "<chen@example.test>"},
        {"return_path": "Chen@Example.test"},
        {"authentication_results": "mx.li.test; dmarc=fail header.from=mx.example.test"},
    ],
    ids=["from-and-path", "from", "path", "path-in-capitals", "forged-from"],
)
def test_a_bounce_that_a_colleague_wrote_marks_nobody(published: Workspace, sent: dict[str, str]) -> None:
    """He has the Message-ID from the answer that was sent to him too."""
    with published.as_user("key").transaction() as tx:
        tx.put(TrustedServer(ref="B1", server="mx.li.test", at=published.clock(), by="李明"))
    before = person(published), minutes(published)
    report = bounce(before[1].message_id, subject=f"x #{before[1].code}", **sent)
    mail = taken(published, report)
    assert (mail.kind, mail.verdict, mail.reason) == ("bounce", "review", "bounce-by-person")
    assert (person(published), minutes(published)) == before
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert person(published).bounced_at is not None


@pytest.mark.parametrize("subject", ["x", "[M1] 纪要", "#{token}", "{code}"])
def test_a_bounce_by_who_has_seen_no_more_than_a_message_id_waits(published: Workspace, subject: str) -> None:
    """It stands in the References of each answer; the code does not."""
    before, sent = person(published), minutes(published)
    known = subject.format(token=sent.token[:8], code=sent.code[:7])
    mail = taken(published, bounce(sent.message_id, subject=known))
    assert (mail.verdict, mail.reason, mail.state) == ("review", "bounce-unproved", "waiting")
    assert (person(published), minutes(published)) == (before, sent)
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert person(published).bounced_at is not None


def test_a_bounce_that_proves_nothing_counts_when_the_facilitator_believes_it(published: Workspace) -> None:
    mail = taken(published, bounce("<x@mx.example.test>"))
    assert (mail.state, person(published).bounced_at) == ("waiting", None)
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert person(published).bounced_at is not None
    review.undo_mail(published.as_user("key"), mail.ref)
    assert person(published).bounced_at is None
    assert published.store.find(Outgoing, to=ZHANG, kind="notice") == []


def test_a_report_of_success_marks_nobody(published: Workspace) -> None:
    before = person(published), minutes(published)
    mail = taken(published, came_back(minutes(published), action="delivered", status="2.0.0"))
    assert mail.verdict == "ignore"
    assert (person(published), minutes(published)) == before


def test_who_writes_again_can_be_reached_again(published: Workspace) -> None:
    taken(published, came_back(minutes(published)))
    taken(published, reply(minutes(published), "1 完成", quote=False, token=False))
    assert person(published).bounced_at is not None
    taken(published, reply(minutes(published), "谢谢"))
    assert (person(published).bounced_at, person(published).bounce_reason) == (None, "")


@pytest.mark.parametrize(
    "fields",
    [
        {"auto_submitted": "auto-replied"},
        {"precedence": "auto_reply"},
        {"x_auto_response_suppress": "All"},
        {"x_autoreply": "yes"},
        {"return_path": "<>"},
        {"subject": "自动回复: [M1] 纪要"},
        {"subject": "Out of Office: [M1] Minutes"},
    ],
)
def test_what_a_machine_sends_is_never_an_answer_and_never_answered(
    published: Workspace, fields: dict[str, str]
) -> None:
    asked = parsed(minutes(published))
    headers = {"from": ZHANG, "to": str(asked["Reply-To"]), "in_reply_to": minutes(published).message_id} | fields
    before = published.store.find(Action, meeting="M1")
    mail = taken(published, raw("1 完成\r\n", **headers))
    assert (mail.kind, mail.verdict, mail.updates, mail.state) == ("auto-reply", "ignore", (), "ignored")
    assert published.store.find(Action, meeting="M1") == before
    assert published.store.find(Outgoing, to=ZHANG, kind="answer") == []


def test_whom_an_absence_note_names_is_shown_and_nothing_changes(published: Workspace) -> None:
    text = "您好，我正在休假。\r\n1 完成\r\n紧急事项请联系王芳（wang@example.test）。\r\n"
    mail = taken(published, raw(text, auto_submitted="auto-replied", in_reply_to=minutes(published).message_id))
    assert mail.understanding is not None
    assert mail.new_text is not None
    (clause,) = mail.understanding.clauses
    assert (clause.rule, clause.counts, clause.text) == ("delegate", False, "紧急事项请联系王芳（wang@example.test）")
    assert mail.new_text.shown[clause.span.start : clause.span.end] == clause.text
    assert (mail.verdict, mail.updates, mail.requests) == ("ignore", (), ())
    assert published.store.get(Action, "A1").status == "not-started"


def test_what_lay_in_the_junk_folder_waits(published: Workspace) -> None:
    mail = receive(published.as_worker(), reply(minutes(published), "1 完成"), junk=True)
    assert mail is not None
    assert (mail.verdict, mail.reason, mail.state) == ("review", "junk", "waiting")
    assert published.store.get(Action, "A1").status == "not-started"


def away_note(workspace: Workspace, text: str, date: str = "Mon, 02 Mar 2026 17:00:00 +0800") -> bytes:
    asked = parsed(minutes(workspace))
    headers = {"from": ZHANG, "to": str(asked["Reply-To"]), "in_reply_to": minutes(workspace).message_id}
    headers |= {"message_id": f"<{sha256((text + date).encode()).hexdigest()[:20]}@client.test>", "date": date}
    return raw(f"{text}\r\n", auto_submitted="auto-replied", subject="自动回复: [M1] 纪要", **headers)


def test_an_absence_that_is_certain_is_entered_at_once_with_its_deputy_and_taken_back(published: Workspace) -> None:
    before = len(published.store.find(Outgoing)), published.store.find(Action)
    found = taken(published, away_note(published, "您好，我3月9日至3月13日休假。急事请联系陈静。"))
    assert (found.kind, found.state, found.verdict, found.reason) == ("auto-reply", "applied", "apply", "away")
    entered = person(published)
    chen = published.store.find(Person, email="chen@example.test")[0]
    assert (entered.away_from, entered.away_until) == (date(2026, 3, 9), date(2026, 3, 13))
    assert entered.away_deputy == chen.ref
    said = published.store.changes(entered.ref)[0]
    assert (said.actor, said.via) == (entered.name, f"mail:{found.ref}")
    assert review.undo_mail(published.as_user("key"), found.ref).state == "undone"
    assert (person(published).away_until, person(published).away_deputy) == (None, None)
    review.apply_waiting(published.as_user("key"), found.ref)
    assert person(published).away_until == date(2026, 3, 13), "a yes can be said to it still"
    assert (len(published.store.find(Outgoing)), published.store.find(Action)) == before, "no answer, and no action"


def test_a_note_that_comes_again_says_nothing_new_whatever_became_of_it(published: Workspace) -> None:
    """An out-of-office note answers each mail; the facilitator decides on it once."""
    first = taken(published, away_note(published, "我3月9日至3月13日休假。"))
    assert taken(published, away_note(published, "我3月9日至3月13日休假。\r\n谢谢！")).state == "ignored"
    review.undo_mail(published.as_user("key"), first.ref)
    assert taken(published, away_note(published, "我3月9日至3月13日休假。\r\n此致")).state == "ignored"
    assert person(published).away_until is None
    assert taken(published, away_note(published, "我3月9日至3月20日休假。")).state == "applied", "other days are news"
    assert taken(published, away_note(published, "我3月9日至3月17日休假。")).state == "applied"
    assert person(published).away_until == date(2026, 3, 17)


def test_days_that_a_person_has_entered_are_not_changed_by_a_program(published: Workspace) -> None:
    set_away(published.as_user("command"), person(published).ref, date(2026, 3, 9), date(2026, 3, 11))
    assert taken(published, away_note(published, "我3月9日至3月11日休假。")).state == "ignored", "it is known"
    found = taken(published, away_note(published, "我3月9日至3月13日休假。"))
    assert (found.state, found.verdict) == ("waiting", "review")
    assert person(published).away_until == date(2026, 3, 11)
    review.apply_waiting(published.as_user("key"), found.ref)
    assert person(published).away_until == date(2026, 3, 13)
    review.undo_mail(published.as_user("key"), found.ref)
    assert person(published).away_until == date(2026, 3, 11)


def test_who_wrote_the_note_later_is_believed_though_it_came_first(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-04T09:00+08:00")
    later = away_note(published, "我3月9日至3月20日休假。", date="Wed, 04 Mar 2026 08:00:00 +0800")
    assert taken(published, later).state == "applied"
    earlier = away_note(published, "我3月9日至3月13日休假。", date="Tue, 03 Mar 2026 08:00:00 +0800")
    assert taken(published, earlier).state == "waiting"
    assert person(published).away_until == date(2026, 3, 20)


def test_a_deputy_whom_nobody_knows_is_left_out_and_a_no_changes_nothing(published: Workspace) -> None:
    taken(published, away_note(published, "我休假到3月13日。急事请联系王小明。"))
    assert (person(published).away_until, person(published).away_deputy) == (date(2026, 3, 13), None)
    other = taken(published, away_note(published, "我大概休假到3月20日。预计3月23日返岗。"))
    assert other.state == "waiting"
    review.reject(published.as_user("key"), other.ref)
    assert person(published).away_until == date(2026, 3, 13)


@pytest.mark.parametrize(
    "text", ["3月9日至13日休假。", "I am out of office 9–13 March, back on 16 March.", "9日-13日出差"]
)
def test_a_range_of_days_is_entered_as_it_is_written(published: Workspace, text: str) -> None:
    assert taken(published, away_note(published, text)).state == "applied"
    entered = person(published)
    assert (entered.away_from, entered.away_until) == (date(2026, 3, 9), date(2026, 3, 13))


@pytest.mark.parametrize(
    "text",
    [
        "我预计3月9日至3月13日休假。",
        "我3月9日至3月13日休假。时间可能延长。",
        "我3月9日至3月13日每天下午外出。",
        "我3月9日至3月13日外出（16:00回来）。",
        "我3月9日至3月13日的休假取消。",
        "我3月9日至3月13日休假。4月6日至10日出差。",
        "陈静3月9日至3月13日休假，请找我。",
        "Bob is away 9-13 March.",
        "I plan to be away 9-13 March.",
        "I am away 9-13 March. It might be extended.",
        "> 我3月9日至3月13日休假。",
    ],
)
def test_an_absence_that_is_in_doubt_waits_for_a_yes(published: Workspace, text: str) -> None:
    assert taken(published, away_note(published, text)).state == "waiting"
    assert person(published).away_until is None


@pytest.mark.parametrize("text", ["我休假到2月20日。", "我在外出。", "如果休假到3月13日，请告知。"])
def test_an_absence_of_which_the_days_are_not_certain_waits_for_nobody(published: Workspace, text: str) -> None:
    assert taken(published, away_note(published, text)).state == "ignored"


def test_an_absence_that_proves_no_sender_is_not_proposed(published: Workspace) -> None:
    note = raw("我3月9日至3月13日休假。", **{"from": ZHANG, "subject": "自动回复", "auto_submitted": "auto-replied"})
    assert taken(published, note).state == "ignored"


@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("我3月9日至13日休假，急事找陈静。", "陈静"),
        ("我3月9日至13日不在，陈静替我", "陈静"),
        ("I am away 9-13 March. Bob will deputise.", "Bob Brown"),
        ("I am away 9-13 March. 陈静 or Bob can help.", None),
        ("I am away 9-13 March.\n张伟", None),
        ("我3月9日至13日休假，急事请联系陈静，合同请联系Bob Brown。", None),
        ("我和陈静3月9日至13日休假。", None),
        ("我3月9日至13日休假，请不要联系陈静。", None),
        ("我3月9日至13日休假。陈静也不在。", None),
        ("While I am away 9-13 March, please do not contact Bob.", None),
        ("Bob Brown will deputise while I am away 9-13 March.", "Bob Brown"),
    ],
)
def test_the_one_whom_the_note_names_is_the_deputy_in_whatever_words(
    published: Workspace, text: str, deputy: str | None
) -> None:
    mail = taken(published, away_note(published, text))
    assert mail.understanding is not None
    assert [one.to for one in mail.understanding.proposals] == [deputy]


@pytest.mark.parametrize(
    "above",
    [
        "\n\nOn Mon, 2 Mar 2026 at 16:00, 李明 <li@example.test> wrote:\n> Bob Brown, hello.\n> 李明 will look at it.",
        (
            "\n\n-----Original Message-----\nFrom: 李明 <li@example.test>\nSent: Monday, 2 March 2026 16:00\n"
            "To: 张伟 <zhang@example.test>\nSubject: Minutes\n\nBob Brown, hello.\n"
            "Please contact 李明 if it is unclear."
        ),
        (
            "\n\n------------------ 原始邮件 ------------------\n发件人: 李明 <li@example.test>\n"
            "发送时间: 2026年3月2日 16:00\n收件人: 张伟 <zhang@example.test>\n主题: 纪要\n\n张伟，你好。"
            "有问题请联系李明。"
        ),
    ],
    ids=["marks", "outlook", "qq"],
)
@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("I am away 9-13 March. Please contact 陈静.", "陈静"),
        ("我3月9日至13日休假。", None),
        ("我3月9日至13日休假。\n急事找陈静", "陈静"),
    ],
)
def test_whom_the_quoted_mail_names_stands_in_for_nobody(
    published: Workspace, text: str, deputy: str | None, above: str
) -> None:
    taken(published, away_note(published, (text + above).replace("\n", "\r\n")))
    entered = person(published)
    assert entered.away_until == date(2026, 3, 13)
    found = [published.store.get(Person, entered.away_deputy).name] if entered.away_deputy else [None]
    assert found == [deputy]
