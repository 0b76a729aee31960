"""Whom a mail did not reach, why, and which mail it was."""

import pytest

from collabtui.mail.classify.bounce import Failure, bounce_reason, failed_address, failures, original_message_id
from collabtui.mail.parse.message import Received
from support.mails import OURS, multipart, part, received


def daemon(text: str, **fields: str) -> Received:
    return received(text, **{"from": "MAILER-DAEMON@mx.example.test", "subject": "failure notice", **fields})


def report(*groups: str, returned: str = "") -> Received:
    parts = [
        part("It failed.", "text/plain"),
        part("\r\n\r\n".join(["Reporting-MTA: dns; mx", *groups]), "message/delivery-status"),
    ]
    if returned:
        parts.append(part(returned, "text/rfc822-headers"))
    made = multipart("report", *parts)
    return received(made.body, content_type=made.content_type, **{"from": "MAILER-DAEMON@mx.example.test"})


FAILED = (
    "Final-Recipient: rfc822; chen@example.test\r\nAction: failed\r\nStatus: 5.1.1 (bad)\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 no such\r\n user"
)


def test_what_says_that_it_failed_and_that_it_arrived_marks_nobody() -> None:
    assert bounce_reason(report(FAILED)) == "delivery-report"
    assert bounce_reason(report(FAILED.replace("5.1.1 (bad)", "2.1.5"))) is None
    assert bounce_reason(report(FAILED + "\r\nAction: delivered")) is None
    assert bounce_reason(report(FAILED + "\r\nStatus: 2.0.0")) is None
    assert bounce_reason(report(FAILED.replace("550 5.1.1 no such", "250 2.0.0 taken by a"))) is None


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "Delivered (to the mailbox)"])
@pytest.mark.parametrize("first", [True, False])
def test_who_failed_and_was_reached_in_one_report_is_not_marked(action: str, *, first: bool) -> None:
    arrived = f"Final-Recipient: RFC822; <Chen@Example.Test>\r\nAction: {action}\r\nStatus: 2.0.0"
    assert bounce_reason(report(*((arrived, FAILED) if first else (FAILED, arrived)))) is None
    another = arrived.replace("Chen", "Bob")
    assert failed_address(report(another, FAILED)) == "chen@example.test"


@pytest.mark.parametrize("subject", ["Undelivered Mail Returned to Sender", "failure notice", "退信", "Abuse report"])
def test_a_complaint_about_a_mail_is_no_bounce(subject: str) -> None:
    made = multipart(
        "report",
        part("This is an abuse report; the mail could not be delivered.", "text/plain"),
        part("Feedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1", "message/feedback-report"),
        part(f"Message-ID: {OURS}\r\nTo: chen@example.test\r\n", "text/rfc822-headers"),
        parameters="; report-type=feedback-report",
    )
    for sender in ("MAILER-DAEMON@mx.example.test", "fbl@provider.test"):
        fields = {"from": sender, "subject": subject, "return_path": "<>"}
        assert bounce_reason(received(made.body, content_type=made.content_type, **fields)) is None


class TestReport:
    def test_says_it_all(self) -> None:
        one = report(FAILED)
        assert failures(one) == (Failure("chen@example.test", True, "5.1.1", "550 5.1.1 no such user"),)
        assert failed_address(one) == "chen@example.test"

    def test_the_address_we_wrote_to_comes_before_where_it_was_forwarded(self) -> None:
        one = report("Original-Recipient: rfc822;team@example.test\r\n" + FAILED)
        assert failed_address(one) == "team@example.test"

    def test_final_failures_come_before_delays_and_successes_do_not_come(self) -> None:
        one = report(
            "Final-Recipient: rfc822; a@x.test\r\nAction: delivered\r\nStatus: 2.0.0",
            "Final-Recipient: rfc822; b@x.test\r\nAction: delayed\r\nStatus: 4.4.1",
            FAILED,
        )
        assert [(one.address, one.permanent) for one in failures(one)] == [
            ("chen@example.test", True),
            ("b@x.test", False),
        ]

    def test_one_that_was_given_up_after_days_has_failed_for_good(self) -> None:
        one = report("Final-Recipient: rfc822; a@x.test\r\nAction: failed\r\nStatus: 4.4.7")
        assert failures(one) == (Failure("a@x.test", True, "4.4.7", ""),)

    @pytest.mark.parametrize(
        "recipient",
        [
            "rfc822; <chen@example.test>",
            "RFC822;CHEN@Example.test",
            "chen@example.test",
            "rfc822; chen@example.test (Chen)",
        ],
    )
    def test_the_address_in_all_its_forms(self, recipient: str) -> None:
        assert failed_address(report(f"Final-Recipient: {recipient}\r\nAction: failed")) == "chen@example.test"


class TestWords:
    @pytest.mark.parametrize(
        "text",
        [
            "I could not deliver it.\n\n<chen@example.test>:\nSorry, no mailbox here.\n",
            "The following address failed:\n\n  chen@example.test\n    550 unknown user\n",
            "did not reach:\n\nchen@example.test on Mon, 2 Mar 2026\n",
            "   ----- had permanent errors -----\n<chen@example.test>\n    (reason: 550 no such user)\n",
            "Unknown user: chen@example.test\n\nRCPT TO generated a response\n",
            "很抱歉，信件无法发送到 chen@example.test，退信原因：用户不存在",
            "c=US;a= ;p=X;dda:SMTP=chen@example.test; on Mon\n",
            "<chen@example.test>:\ngone\n--- Below this line is a copy of the message.\n\nwang@example.test\n",
            "postmaster@mx.example.test says:\nchen@example.test is unknown\n",
        ],
    )
    def test_the_address_is_where_servers_write_it(self, text: str) -> None:
        assert failed_address(daemon(text)) == "chen@example.test"

    def test_a_list_of_addresses_is_read_to_its_end(self) -> None:
        one = daemon("These failed:\n\n<chen@example.test>:\nfull\n\n<wang@example.test>:\nfull\n")
        assert [found.address for found in failures(one)] == ["chen@example.test", "wang@example.test"]

    def test_our_own_address_is_never_the_failed_one(self) -> None:
        assert failed_address(daemon("The mail of li@example.test failed.\nzhang is unknown here")) == ""

    def test_the_header_that_exim_writes_comes_first(self) -> None:
        one = daemon("wang@example.test said no", x_failed_recipients="chen@example.test, a@x.test")
        assert [found.address for found in failures(one)] == ["chen@example.test", "a@x.test"]

    def test_the_returned_mail_tells_where_the_words_do_not(self) -> None:
        made = multipart(
            "mixed", part("No luck.", "text/plain"), part("To: chen@example.test\r\n", "text/rfc822-headers")
        )
        one = received(made.body, content_type=made.content_type, **{"from": "MAILER-DAEMON@mx.example.test"})
        assert failed_address(one) == "chen@example.test"

    def test_an_address_in_html(self) -> None:
        page = "<td>收件人：</td><td>chen@example.test</td></tr><tr><td>退信原因：</td><td>550 User not found</td>"
        one = daemon(page, content_type="text/html")
        assert failures(one) == (Failure("chen@example.test", True, "", "550 User not found"),)

    def test_what_the_server_said_is_kept(self) -> None:
        found = failures(daemon("<chen@example.test>:\n192.0.2.1 said: 550 5.2.2 mailbox full\n"))[0]
        assert (found.status, found.diagnostic) == ("5.2.2", "550 5.2.2 mailbox full")

    @pytest.mark.parametrize(
        ("subject", "text", "permanent"),
        [
            ("failure notice", "<chen@example.test>: gone", True),
            ("Warning: message delayed 24 hours", "chen@example.test\nNo action is required on your part.", False),
            ("Delayed Mail", "<chen@example.test>: the server will continue to try", False),
            ("邮件延迟", "chen@example.test 尚未送达，系统会继续投递", False),
        ],
    )
    def test_a_delay_is_not_a_failure_for_good(self, subject: str, text: str, permanent: bool) -> None:
        assert [found.permanent for found in failures(daemon(text, subject=subject))] == [permanent]


class TestOriginal:
    def test_from_the_returned_header(self) -> None:
        assert original_message_id(report(FAILED, returned=f"Message-ID: {OURS}\r\n")) == OURS

    @pytest.mark.parametrize("text", [f"gone\n\nMessage-ID: {OURS}\nSubject: x", f"> message-id:  {OURS}"])
    def test_from_the_text(self, text: str) -> None:
        assert original_message_id(daemon(text)) == OURS

    def test_from_the_thread(self) -> None:
        assert original_message_id(daemon("gone", in_reply_to=OURS)) == OURS
        assert original_message_id(daemon("gone")) == ""
