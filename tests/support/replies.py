"""Replies to mails in the outbox, as their recipients would send them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from hashlib import sha256

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.base.acting import Workspace


def outgoing(workspace: Workspace, address: str, kind: str) -> Outgoing:
    """The newest mail of that kind to that address."""
    found = workspace.store.find(Outgoing, to=address, newest_first=True)
    return next(mail for mail in found if mail.kind == kind)


def parsed(mail: Outgoing) -> EmailMessage:
    message = message_from_bytes(mail.raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def reply(
    mail: Outgoing, text: str, *, sender: str = "", date: str = "", quote: bool = True, token: bool = True
) -> bytes:
    """`token=False`: the answer goes to the bare address and names no mail of ours, as a forger would write it."""
    asked = parsed(mail)
    answer = EmailMessage(policy=SMTP)
    answer["From"] = sender or mail.to
    answer["To"] = str(asked["Reply-To"]) if token else "li@example.test"
    answer["Subject"] = f"Re: {asked['Subject']}" if token else "Re: [M1]"
    answer["Date"] = date or "Mon, 02 Mar 2026 17:00:00 +0800"
    said = f"{text}\n{sender}\n{mail.to}\n{date}"
    answer["Message-ID"] = f"<{sha256(said.encode()).hexdigest()[:20]}@client.test>"
    if token:
        answer["In-Reply-To"] = mail.message_id
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines()) if quote else ""
    answer.set_content(f"{text}\n\n在 2026-03-02 16:00:00，李明 写道：\n{quoted}\n" if quote else text)
    return answer.as_bytes()


def with_files(mail: bytes, *files: tuple[str, bytes]) -> bytes:
    """The mail, and files by their names."""
    message = message_from_bytes(mail, policy=SMTP)
    assert isinstance(message, EmailMessage)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def send_all(workspace: Workspace) -> None:
    """As if the server had taken everything."""
    acting = workspace.as_worker()
    with acting.transaction() as tx:
        for mail in tx.find(Outgoing, state="queued"):
            tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))
