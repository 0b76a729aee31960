"""Mails that pretend: each row is one as an impostor could send it, written from the promises and not from the code.

Whoever is believed is proved by a secret that came back from its own recipient, or by our own mail server. So none of
these changes a record, and none has an answer sent, to the one whose name it bears or to anybody else.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import explain, receive
from support.replies import outgoing, parsed
from support.world import CONFIG, Clock

OUR_SERVER = "mx.example.test"
ZHANG, BOB, CHEN, EVE = "zhang@example.test", "bob@example.test", "chen@example.test", "eve@evil.test"


class Known(NamedTuple):
    """What somebody may have seen of one mail of ours."""

    message_id: str
    reply_to: str
    code: str
    subject: str
    quoted: str


class Seen(NamedTuple):
    """What an impostor may know: the minutes to Zhang, whose name he bears, and his own, if he is Bob."""

    zhang: Known
    bob: Known


def known(mail: Outgoing) -> Known:
    message = parsed(mail)
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    return Known(mail.message_id, str(message["Reply-To"]), mail.code, str(message["Subject"]), quoted)


def mail(*head: str, text: str = "A1 done\nA2 50%", to: str = "li@example.test", subject: str = "Re: [M1]") -> str:
    """`head` is what this one is about; what it leaves out is usual, so that it bears Zhang's name."""
    usual = {
        "From": f"Zhang Wei <{ZHANG}>",
        "Date": "Mon, 02 Mar 2026 17:00:00 +0800",
        "Content-Type": "text/plain; charset=utf-8",
        "To": to,
        "Subject": subject,
        "Message-ID": "<attack@evil.test>",
    }
    given = {field.partition(":")[0].lower() for field in head}
    fields = [*head, *(f"{name}: {value}" for name, value in usual.items() if name.lower() not in given)]
    return "\n".join([*fields, "MIME-Version: 1.0", "", text, ""])


def calendar(attendee: str, uid: str = "UID", partstat: str = "DECLINED", more: str = "") -> str:
    return "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}", "SEQUENCE:9",
        "DTSTAMP:20260302T090000Z", f"ATTENDEE;PARTSTAT={partstat}{more}:mailto:{attendee}",
        "ORGANIZER:mailto:li@example.test",
        "END:VEVENT", "END:VCALENDAR", "",
    ])  # fmt: skip


Attack = Callable[[Seen], str]
RESULTS = f"Authentication-Results: {OUR_SERVER}"
PASSES = f"{RESULTS}; dmarc=pass header.from="
ATTACKS: dict[str, Attack] = {
    # only a name
    "a bare From": lambda _: mail(),
    "a From in capitals": lambda _: mail(f"From: {ZHANG.upper()}"),
    "a From between comments": lambda _: mail("From: (x) zhang (y) @ (z) example.test"),
    "a From with a quoted local part": lambda _: mail('From: "zhang"@example.test'),
    "an obsolete route": lambda _: mail(f"From: <@evil.test:{ZHANG}>"),
    "his address as the display name": lambda _: mail(f'From: "{ZHANG}" <{EVE}>'),
    "his address as an encoded display name": lambda _: mail(f"From: =?utf-8?q?=22{ZHANG}=22?= <{EVE}>"),
    "his address encoded in place of the address": lambda _: mail(f"From: =?utf-8?q?Zhang_=3C{ZHANG}=3E?= <{EVE}>"),
    "his address after a line break": lambda _: mail(f"From: {EVE},\n {ZHANG}"),
    "two in one From": lambda _: mail(f"From: {ZHANG}, {EVE}"),
    "two From fields, his last": lambda _: mail(f"From: {EVE}", f"From: {ZHANG}"),
    "two From fields, his first": lambda _: mail(f"From: {ZHANG}", f"From: {EVE}"),
    "a group": lambda _: mail(f"From: Team: {ZHANG}, {EVE};"),
    "a group of one": lambda _: mail(f"From: Zhang: {EVE};"),
    "no From, his Sender": lambda _: mail("From:", f"Sender: {ZHANG}"),
    "his Sender": lambda _: mail(f"From: {EVE}", f"Sender: {ZHANG}"),
    "his Reply-To": lambda _: mail(f"From: {EVE}", f"Reply-To: {ZHANG}"),
    "his Return-Path": lambda _: mail(f"From: {EVE}", f"Return-Path: <{ZHANG}>"),
    "his Resent-From": lambda _: mail(f"From: {EVE}", f"Resent-From: {ZHANG}"),
    "X-Original-From": lambda _: mail(f"From: {EVE}", f"X-Original-From: {ZHANG}"),
    "on behalf of him": lambda _: mail(f"From: Zhang via Eve <{EVE}>", "X-On-Behalf-Of: " + ZHANG),
    # addresses that look like his
    "a plus address": lambda _: mail("From: zhang+x@example.test", PASSES + "example.test"),
    "a dot in the local part": lambda _: mail("From: z.hang@example.test", PASSES + "example.test"),
    "a domain below": lambda _: mail("From: zhang@mail.example.test", PASSES + "mail.example.test"),
    "his domain as the beginning of another": lambda _: mail(
        "From: zhang@example.test.evil.test", PASSES + "evil.test"
    ),
    "a domain that ends alike": lambda _: mail("From: zhang@notexample.test", PASSES + "notexample.test"),
    "a Cyrillic letter": lambda _: mail("From: zh\u0430ng@example.test", PASSES + "example.test"),
    "a Cyrillic domain": lambda _: mail("From: zhang@ex\u0430mple.test", PASSES + "xn--exmple-4nf.test"),
    "a letter without width": lambda _: mail("From: zhang\u200b@example.test", PASSES + "example.test"),
    "a letter of full width": lambda _: mail("From: ｚhang@example.test", PASSES + "example.test"),
    "a domain that ends in a NUL": lambda _: mail("From: zhang@example.test\0.evil.test", PASSES + "evil.test"),
    # authentication that is none
    "a pass of his own server": lambda _: mail(
        "Authentication-Results: mx.evil.test; dmarc=pass header.from=example.test"
    ),
    "a pass below our none": lambda _: mail(f"{RESULTS}; none", PASSES + "example.test"),
    "a pass for his own domain": lambda _: mail(f"From: {ZHANG}", PASSES + "evil.test"),
    "a signature of his own domain": lambda _: mail(f"{RESULTS}; dkim=pass header.d=evil.test"),
    "a return path of his own": lambda _: mail(f"{RESULTS}; spf=pass smtp.mailfrom=evil.test"),
    "an ARC chain": lambda _: mail(
        f"ARC-Authentication-Results: i=1; {OUR_SERVER}; dmarc=pass header.from=example.test",
        "ARC-Seal: i=1; cv=pass; d=evil.test",
    ),
    "a signature that nobody checked": lambda _: mail("DKIM-Signature: v=1; d=example.test; s=a; b=AAAA"),
    "a pass for two From": lambda _: mail(f"From: {ZHANG}, {EVE}", PASSES + "example.test"),
    "a pass in the body": lambda _: mail(text=PASSES + "example.test\n\nA1 done"),
    "a failure": lambda _: mail(f"{RESULTS}; dmarc=fail header.from=example.test"),
    "a failure with his secret": lambda seen: mail(
        f"{RESULTS}; dmarc=fail header.from=example.test", to=seen.zhang.reply_to
    ),
    # secrets of another
    "Bob's secret in his name": lambda seen: mail(to=seen.bob.reply_to),
    "Bob's code in his name": lambda seen: mail(subject=f"Re: [M1] #{seen.bob.code}"),
    "Bob's Message-ID in his name": lambda seen: mail(f"In-Reply-To: {seen.bob.message_id}"),
    "Zhang's secret, forwarded to Bob": lambda seen: mail(f"From: {BOB}", to=seen.zhang.reply_to),
    "Zhang's secret, forwarded to Bob, who proves himself": lambda seen: mail(
        f"From: {BOB}", PASSES + "example.test", to=seen.zhang.reply_to
    ),
    "Zhang's secret, forwarded to a stranger": lambda seen: mail(f"From: {EVE}", to=seen.zhang.reply_to),
    "Zhang's secret, forwarded to a stranger, whose server vouches for him": lambda seen: mail(
        f"From: {EVE}", PASSES + "evil.test", to=seen.zhang.reply_to
    ),
    "Zhang's Message-ID, forwarded to a stranger": lambda seen: mail(
        f"From: {EVE}", f"In-Reply-To: {seen.zhang.message_id}"
    ),
    "Zhang's code, forwarded to a stranger": lambda seen: mail(f"From: {EVE}", subject=f"Re: [M1] #{seen.zhang.code}"),
    "Zhang's secret from nobody": lambda seen: mail("From:", to=seen.zhang.reply_to),
    "Zhang's mail quoted by Bob": lambda seen: mail(
        f"From: {BOB}", f"In-Reply-To: {seen.zhang.message_id}", text="A1 done\n\n" + seen.zhang.quoted
    ),
    "Zhang's code in the text of Bob": lambda seen: mail(f"From: {BOB}", text=f"A1 done #{seen.zhang.code}"),
    "Zhang's secret of which a letter is wrong": lambda seen: mail(to=_spoiled(seen.zhang.reply_to)),
    "Zhang's Message-ID of which a letter is wrong": lambda seen: mail(
        f"In-Reply-To: {_spoiled(seen.zhang.message_id)}"
    ),
    "a code that was guessed": lambda _: mail(subject="Re: [M1] #aaaaaaaa #bbbbbbbb #22222222"),
    "the first half of the secret": lambda seen: mail(to=seen.zhang.reply_to.replace("@", "@")[:12] + "@example.test"),
    "the secret in the domain": lambda seen: mail(
        to=f"li@{seen.bob.reply_to.rpartition('@')[0].partition('+')[2]}.evil.test"
    ),
    # calendars
    "a calendar in his name": lambda _: mail("Content-Type: text/calendar; method=REPLY", text=calendar(ZHANG)),
    "a calendar of Bob's for him": lambda seen: mail(
        f"From: {BOB}", "Content-Type: text/calendar; method=REPLY", to=seen.bob.reply_to, text=calendar(ZHANG)
    ),
    "a calendar sent by him for him, says Bob": lambda seen: mail(
        f"From: {BOB}",
        "Content-Type: text/calendar; method=REPLY",
        to=seen.bob.reply_to,
        text=calendar(ZHANG, more=f';SENT-BY="mailto:{BOB}"'),
    ),
    "a calendar that he delegated to Eve": lambda _: mail(
        f"From: {EVE}",
        "Content-Type: text/calendar; method=REPLY",
        text=calendar(EVE, partstat="ACCEPTED", more=f';DELEGATED-FROM="mailto:{ZHANG}"'),
    ),
    "a calendar of another meeting": lambda seen: mail(
        "Content-Type: text/calendar; method=REPLY", to=seen.zhang.reply_to, text=calendar(ZHANG, uid="other@evil.test")
    ),
    # lists, machines, and what is said of others
    "through a list": lambda _: mail(
        f"From: {ZHANG}", "List-Id: <all.example.test>", "Sender: all-bounces@example.test"
    ),
    "through a list that writes itself": lambda _: mail("From: Zhang via All <all@example.test>", f"Reply-To: {ZHANG}"),
    "an automatic reply with his secret": lambda seen: mail("Auto-Submitted: auto-replied", to=seen.zhang.reply_to),
    "his items, done by Bob with Bob's secret": lambda seen: mail(f"From: {BOB}", to=seen.bob.reply_to),
    "his items, done by Chen as a collaborator": lambda _: mail(f"From: {CHEN}", text="A1 done"),
    "his agreement, said by Bob": lambda seen: mail(
        f"From: {BOB}", to=seen.bob.reply_to, text="on behalf of Zhang Wei: agreed"
    ),
    "ourselves": lambda seen: mail("From: li@example.test", to=seen.zhang.reply_to),
    "ourselves, with our own Message-ID": lambda seen: mail(
        "From: li@example.test", f"Message-ID: {seen.zhang.message_id}"
    ),
    "a mail within his mail": lambda seen: mail(
        f"From: {EVE}", "Content-Type: message/rfc822", text=mail(to=seen.zhang.reply_to)
    ),
    "a header in the body's first line": lambda seen: mail(text=f"From: {ZHANG}\nTo: {seen.zhang.reply_to}\n\nA1 done"),
    "a header smuggled into the subject": lambda seen: mail(
        f"From: {EVE}", subject=f"x\r\n\r\nFrom: {ZHANG}\r\nTo: {seen.zhang.reply_to}"
    ),
}
WRITTEN_BY_ZHANG = ("a calendar of another meeting", "an automatic reply with his secret")
"""With his own secret under his own address: what is wrong with them is not who wrote."""


def _spoiled(secret: str) -> str:
    """Another letter in the middle of the secret, which is the first stretch of 16 letters."""
    found = re.search(r"[a-z2-7]{16}", secret)
    assert found is not None
    at = found.start() + 8
    return secret[:at] + ("a" if secret[at] != "a" else "b") + secret[at + 1 :]


@pytest.fixture
def seen(published: Workspace, clock: Clock) -> Seen:
    clock.set("2026-03-02T17:30+08:00")
    return Seen(known(outgoing(published, ZHANG, "minutes")), known(outgoing(published, BOB, "minutes")))


def guarded(workspace: Workspace) -> Workspace:
    """The office whose mail server is named."""
    answers = CONFIG.reply.model_copy(update={"authserv_id": OUR_SERVER})
    config = CONFIG.model_copy(update={"reply": answers})
    return Workspace(workspace.store, config, workspace.templates, workspace.is_working, workspace.clock)


def state(workspace: Workspace) -> list[object]:
    """All that a mail can change, but for what waits in the Inbox, and all that goes out."""
    store = workspace.store
    found = [store.find(model) for model in (Action, Meeting, SignOff, Person)]
    return [*found, [one.key for one in store.find(Outgoing) if one.to != BOB]]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_impostor_changes_nothing_and_nobody_is_answered(published: Workspace, seen: Seen, attack: str) -> None:
    office = guarded(published)
    uid = published.store.get(Meeting, "M1").uid
    raw = ATTACKS[attack](seen).replace("UID:UID", f"UID:{uid}").replace("\r\n", "\n").replace("\n", "\r\n").encode()
    before = state(office)
    said = explain(office.as_worker(), raw)
    taken = receive(office.as_worker(), raw)
    assert state(office) == before, (said.trust, said.verdict, said.reason)
    assert taken is not None
    assert (taken.trust, taken.verdict) == (said.trust, said.verdict)
    assert taken.answer is None or taken.person == "P5"
    # nobody is shown as proved, and left out of the day's digest, but who writes as himself
    assert taken.trust not in ("token", "verified") or taken.person == "P5" or attack in WRITTEN_BY_ZHANG


@pytest.mark.parametrize("way", ["reply address", "code", "message-id"])
def test_his_own_answer_counts_by_each_way_that_his_secret_comes_back(
    published: Workspace, seen: Seen, way: str
) -> None:
    """Without which the rows above would prove nothing."""
    zhang = seen.zhang
    raw = {
        "reply address": mail(to=zhang.reply_to),
        "code": mail(subject=f"Re: [M1] #{zhang.code}"),
        "message-id": mail(f"In-Reply-To: {zhang.message_id}"),
    }[way]
    taken = receive(guarded(published).as_worker(), raw.replace("\n", "\r\n").encode())
    assert taken is not None
    assert (taken.trust, taken.verdict) == ("token", "apply")
    assert (published.store.get(Action, "A1").status, published.store.get(Action, "A2").percent) == ("done", 50)


POISON = {
    "a Reply-To of Eve": [f"Reply-To: {EVE}"],
    "a Return-Path of Eve": [f"Return-Path: <{EVE}>"],
    "a Disposition-Notification-To": [f"Disposition-Notification-To: {EVE}"],
    "an Errors-To": [f"Errors-To: {EVE}", f"Return-Receipt-To: {EVE}"],
    "a line break in the subject": ["Subject: =?utf-8?q?x=0D=0ABcc:_eve=40evil.test=0D=0A=0D=0Ay?="],
    "a line break in the name": [f"From: =?utf-8?q?Zhang=0D=0ABcc=3A_eve=40evil.test?= <{ZHANG}>"],
    "a line break in the Message-ID": ["Message-ID: <a@b.test>\r\n Bcc: eve@evil.test"],
    "references without end": ["References: " + " ".join(f"<{number}@x.test>" for number in range(500))],
    "a reference that is none": ["References: <a@b>\tBcc:eve@evil.test", "In-Reply-To: <x@y>\tBcc:eve@evil.test"],
}


@pytest.mark.parametrize("poison", POISON)
def test_the_answer_to_a_true_mail_goes_to_its_writer_alone(published: Workspace, seen: Seen, poison: str) -> None:
    raw = mail(*POISON[poison], to=seen.zhang.reply_to).replace("\r\n", "\n").replace("\n", "\r\n").encode()
    taken = receive(guarded(published).as_worker(), raw)
    assert taken is not None
    assert taken.trust == "token"
    (answer,) = published.store.find(Outgoing, kind="answer", to=ZHANG)
    assert len(published.store.find(Outgoing, person=answer.person)) == len(published.store.find(Outgoing, to=ZHANG))
    head = parsed(answer)
    assert {"Bcc", "Cc", "Errors-To", "Return-Receipt-To"}.isdisjoint(head.keys())
    assert str(head["To"]).endswith(f"<{ZHANG}>")
    assert EVE not in str(head["Reply-To"])
    assert b"\r\nBcc:" not in answer.raw
    assert max(map(len, answer.raw.split(b"\r\n"))) <= 998


def test_a_true_mail_that_is_sent_again_by_others_counts_once(published: Workspace, seen: Seen) -> None:
    office, first = guarded(published), mail(to=seen.zhang.reply_to)
    again = {
        "the same": first,
        "another From": first.replace(f"<{ZHANG}>", f"<{EVE}>"),
        "another From and Message-ID": first.replace(f"<{ZHANG}>", f"<{EVE}>").replace("attack@", "other@"),
        "one more Received": "Received: from evil.test by x; Mon, 02 Mar 2026 18:00:00 +0800\n" + first,
        "a Date of later": first.replace("17:00:00", "17:20:00"),
    }
    receive(office.as_worker(), first.replace("\n", "\r\n").encode())
    before = state(office)
    for raw in again.values():
        receive(office.as_worker(), raw.replace("\n", "\r\n").encode())
    assert state(office) == before
