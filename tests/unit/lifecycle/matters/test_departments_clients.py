"""Whatever program a department answers with: its yes, its no, and what is neither are read as what they are."""

from email.message import EmailMessage

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import explain
from support.departments import BOB, CHEN, change_asked, new, sent
from support.mail_clients import CLIENTS, wrap
from support.replies import outgoing, parsed
from support.world import Clock

SAID = {
    "同意，对接人陈静": ("for", "apply"),
    "We can't: no budget until June": ("against", "apply"),
    "同意，但要到6月": ("none", "review"),
    "if the budget comes we agree": ("none", "review"),
}


@pytest.fixture
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T10:00+08:00")
    new(workspace)
    sent(workspace)
    change_asked(workspace, kind="scope", wanted=None)
    clock.set("2026-03-02T18:00+08:00")
    return workspace


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize(("address", "kind"), [(CHEN, "request"), (BOB, "change")])
def test_every_client_brings_what_was_said(asked: Workspace, address: str, kind: str) -> None:
    mail = outgoing(asked, address, kind)
    wrong = []
    for client in CLIENTS:
        for text, expected in SAID.items():
            found = explain(asked.as_worker(), _answer(mail, client, text))
            stance = found.understanding.stance if found.understanding else None
            if (stance, found.verdict) != expected:
                wrong.append((client, text, stance, found.verdict, found.reason))
    assert wrong == []


def _answer(mail: Outgoing, client: str, text: str) -> bytes:
    message = parsed(mail)
    return wrap(
        client,
        text,
        body(message, "plain"),
        body(message, "html"),
        sender=str(message["Reply-To"]),
        recipient=f"x <{mail.to}>",
        subject=str(message["Subject"]),
        message_id="<answer@client.test>",
        in_reply_to=mail.message_id,
        date="Mon, 02 Mar 2026 17:00:00 +0800",
    )
