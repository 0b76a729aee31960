"""Delivery reports on our mails, as servers send them."""

from hashlib import sha256

from support.mails import multipart, part, raw

ZHANG = "zhang@example.test"


def bounce(
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    recipient: str = f"Final-Recipient: rfc822; {ZHANG}",
    subject: str = "x",
    sender: str = "MAILER-DAEMON@mx.example.test",
    return_path: str = "<>",
    **more: str,
) -> bytes:
    """A delivery report (RFC 3464) on the mail with that Message-ID and subject."""
    report = (
        "Reporting-MTA: dns; mx.example.test\r\n\r\n"
        f"{recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} no such user\r\n"
    )
    made = multipart(
        "report",
        part("It could not be delivered.", "text/plain"),
        part(report, "message/delivery-status"),
        part(f"Message-ID: {message_id}\r\nTo: {ZHANG}\r\nSubject: {subject}\r\n", "text/rfc822-headers"),
        parameters="; report-type=delivery-status",
    )
    of_mail = sha256(message_id.encode()).hexdigest()[:8]
    fields = {"from": sender, "subject": "Undelivered Mail Returned to Sender"}
    return raw(
        made.body,
        content_type=made.content_type,
        return_path=return_path,
        message_id=f"<{status}.{of_mail}@mx>",
        **more,
        **fields,
    )
