"""What kind of mail it is: each row a mail as such programs write it, in words of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.domain.mail.mail_records import PRODUCT_HEADER
from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.parse.message import Received, read
from support.mails import OURS, OWN, kind, multipart, part, raw, received

REPORT = (
    "Reporting-MTA: dns; mx.example.test\r\n\r\n"
    "Final-Recipient: rfc822; chen@example.test\r\nAction: {}\r\nStatus: {}\r\n"
)


def report(action: str, status: str, **fields: str) -> Received:
    made = multipart(
        "report",
        part("What happened to your message.", "text/plain"),
        part(REPORT.format(action, status), "message/delivery-status"),
        parameters="; report-type=delivery-status",
    )
    return received(made.body, content_type=made.content_type, **{"from": "Mail <x@mx.example.test>", **fields})


def calendar(method: str, **fields: str) -> Received:
    made = multipart(
        "alternative",
        part("Zhang has accepted.", "text/plain"),
        part(f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n", f"text/calendar; method={method}"),
    )
    return received(made.body, content_type=made.content_type, **fields)


class TestBounce:
    @pytest.mark.parametrize(("action", "status"), [("failed", "5.1.1"), ("Failed", "4.4.7"), ("delayed", "4.4.1")])
    def test_a_delivery_report_of_failure(self, action: str, status: str) -> None:
        assert kind(report(action, status)) == ("bounce", "delivery-report")

    @pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
    def test_a_delivery_report_of_success_is_none(self, action: str) -> None:
        assert kind(report(action, "2.0.0"))[0] == "auto-reply"

    def test_a_report_without_recipients_is_known_by_its_words(self) -> None:
        made = multipart(
            "report",
            part("Your message could not be delivered.\r\nchen@example.test", "text/plain"),
            part("Reporting-MTA: dns; mx\r\n", "message/delivery-status"),
        )
        one = received(made.body, content_type=made.content_type, **{"from": "Mail Delivery System <>"})
        assert kind(one) == ("bounce", "mail-daemon")

    @pytest.mark.parametrize(
        ("sender", "subject", "text"),
        [
            ("MAILER-DAEMON@mx.example.test", "failure notice", "I could not deliver it, sorry.\n<chen@example.test>:"),
            ("MAILER-DAEMON@mx.example.test", "", "gone"),
            ("MAILER-DAEMON@mx.example.test (Mail Delivery System)", "Undelivered Mail Returned to Sender", "x"),
            (
                "Mail Delivery Subsystem <mailer-daemon@googlemail.example.test>",
                "Delivery Status Notification (Delay)",
                "x",
            ),
            (
                "postmaster@example.test",
                "Undeliverable: Re: [M1] Minutes",
                "Your message did not reach some recipients",
            ),
            ("Postmaster <>", "Undeliverable: chen@example.test", "Your message did not reach the recipient."),
            ("System Administrator <admin@example.test>", "Undeliverable: [M1]", "x"),
            ("PostMaster@qq.com", "来自qq.com的退信", "很抱歉，邮件无法发送到 chen@example.test"),
            ("PostMaster@qq.com", "[Qmail] 来自qq.com的退信", "退信原因 收件人不存在"),
            ("Postmaster@163.com", "系统退信", "抱歉，信件没有送到。退信原因：对方不收"),
            ("postmaster@corp.example.test", "系统退信/The email is returned", "您发送的邮件被系统退回"),
            ("postmaster@corp.example.test", "未送达: [M1] 会议纪要", "无法传递给以下收件人"),
            ("postmaster@corp.example.test", "無法傳遞的郵件：會議紀要", "郵件無法傳遞"),
            ("postmaster@corp.example.test", "Unzustellbar: [M1]", "konnte nicht zugestellt werden"),
            ("scanner@gw.example.test", "Mail could not be delivered", "The following mail could not be delivered."),
            ("gateway@corp.example.test", "邮件投递失败", "您的邮件投递失败，退信原因：邮箱已满"),
        ],
    )
    def test_one_in_a_servers_own_words(self, sender: str, subject: str, text: str) -> None:
        assert kind(received(text, **{"from": sender}, subject=subject))[0] == "bounce"

    def test_one_in_html_only(self) -> None:
        page = "<html><style>p{color:#fff}</style><h1>抱歉</h1><td>退信原因：</td><td>收件人不存在</td></html>"
        one = received(page, content_type="text/html", subject="系统退信", **{"from": "Postmaster@163.com"})
        assert kind(one) == ("bounce", "mail-daemon")

    @pytest.mark.parametrize("subject", ["FW: Undeliverable: [M1]", "转发: 未送达: [M1]"])
    def test_a_person_who_forwards_a_report_with_its_parts_is_a_person(self, subject: str) -> None:
        made = multipart(
            "mixed",
            part("Please look, 1 is done.", "text/plain"),
            part(REPORT.format("failed", "5.1.1"), "message/delivery-status"),
        )
        one = received(made.body, content_type=made.content_type, subject=subject, in_reply_to=OURS)
        assert kind(one) == ("reply", "answers-ours")

    def test_a_report_that_is_not_called_one(self) -> None:
        made = multipart("mixed", part(REPORT.format("failed", "5.1.1"), "message/delivery-status"))
        one = received(made.body, content_type=made.content_type, subject="Delivery problem")
        assert kind(one) == ("bounce", "delivery-report")

    def test_the_header_that_exim_writes_is_enough(self) -> None:
        one = received("x", x_failed_recipients="chen@example.test", subject="Mail failed")
        assert kind(one) == ("bounce", "failed-recipients")

    @pytest.mark.parametrize(
        ("sender", "subject", "text"),
        [
            (
                "Zhang <zhang@example.test>",
                "Fwd: Undelivered Mail Returned to Sender",
                "Please look: could not be delivered",
            ),
            ("Zhang <zhang@example.test>", "转发: 系统退信", "我收到了退信原因这封，怎么办"),
            ("Zhang <zhang@example.test>", "Re: [M1]", "1 done, but my mail to Bob could not be delivered"),
            ("Zhang <zhang@example.test>", "Delivery failed", "The supplier was late, 2 needs a week more"),
            ("postmaster@example.test", "Re: [M1] Minutes", "1 done, greetings from the mail team"),
            ("Zhang <zhang@example.test>", "Re: [M1]", "> could not be delivered\n> user unknown\n1 done"),
        ],
    )
    def test_a_person_who_writes_about_one_is_a_person(self, sender: str, subject: str, text: str) -> None:
        one = received(text, **{"from": sender}, subject=subject, in_reply_to=OURS)
        assert kind(one) == ("reply", "answers-ours")


class TestAutomaticReply:
    @pytest.mark.parametrize(
        "fields",
        [
            {"auto_submitted": "auto-replied"},
            {"auto_submitted": "Auto-Replied; owner-email=x@y"},
            {"auto_submitted": "auto-generated (rejected)"},
            {"auto_submitted": "auto-notified"},
            {"auto_submitted": "(vacation) auto-replied"},
            {"auto_submitted": "no\r\nAuto-Submitted: auto-replied"},
            {"x_auto_reply_from": "chen@example.test"},
            {"precedence": "auto_reply"},
            {"precedence": "bulk"},
            {"precedence": "junk"},
            {"x_precedence": "auto_reply"},
            {"x_auto_response_suppress": "All"},
            {"x_auto_response_suppress": "DR, OOF, AutoReply"},
            {"x_autoreply": "yes"},
            {"x_autorespond": "Re: x"},
            {"x_autoresponder": "1"},
            {"x_autoreply_from": "chen@example.test"},
            {"x_mail_autoreply": "1"},
            {"x_autogenerated": "Reply"},
            {"x_apple_action": "VACATION"},
            {"x_post_messageclass": "9; Autoresponder"},
            {"x_fc_machinegenerated": "true"},
            {"delivered_to": "Autoresponder"},
            {"return_path": "<>"},
            {"return_path": "<MAILER-DAEMON>"},
            {"from": "no-reply@tickets.example.test"},
            {"from": "Ticket <donotreply+7@tickets.example.test>"},
        ],
    )
    def test_by_a_header_field(self, fields: dict[str, str]) -> None:
        assert kind(received("Your mail has arrived.", in_reply_to=OURS, **fields))[0] == "auto-reply"

    @pytest.mark.parametrize(
        "fields",
        [
            {"auto_submitted": "no"},
            {"auto_submitted": "No (a person)"},
            {"auto_submitted": "(a person) no; x=auto-replied"},
            {"x_auto_response_suppress": "DR, RN, NRN"},
            {"x_autoreply": "no"},
            {"precedence": "first-class"},
            {"return_path": "<zhang@example.test>"},
            {"return_path": "<>", "user_agent": "Thunderbird 140.1"},
            {"precedence": "list", "list_id": "<team.example.test>"},
            {"precedence": "bulk", "list_post": "<mailto:team@example.test>"},
            {"precedence": "bulk", "sender": "owner-team@example.test"},
            {"list_unsubscribe": "<mailto:x@example.test>"},
            {"from": "noreen.reply@example.test"},
        ],
    )
    def test_a_header_field_that_people_have_too_is_not_enough(self, fields: dict[str, str]) -> None:
        assert kind(received(in_reply_to=OURS, **fields)) == ("reply", "answers-ours")

    @pytest.mark.parametrize(
        "subject",
        [
            "自动回复: [M1] 会议纪要",
            "自动回复：Re: [M1]",
            "自动回复 Re: [M1]",
            "自动回复",
            "[自动回复] 会议纪要",
            "【自动回复】会议纪要",
            "网易邮箱自动回复: Re: 会议纪要",
            "自动答复:  回复:  会议纪要",
            "自動回覆：會議紀要",
            "外出提示: 会议纪要",
            "Automatic reply: [M1] Minutes",
            "Auto reply: Minutes",
            "Autoreply: Minutes",
            "AutoResponse :Minutes",
            "Out of Office: Re: Minutes",
            "Out of Office AutoReply: Minutes",
            "Automatische Antwort: Minutes",
            "Réponse automatique : Minutes",
            "自動応答: Re: [M1] Minutes",
            "자동 응답: Minutes",
            "부재중: Minutes",
            "Odpowiedź automatyczna: Minutes",
            "Automatická odpověď: Minutes",
            "Otomatik yanıt: Minutes",
            "Auto: Minutes",
        ],
    )
    def test_by_the_start_of_the_subject(self, subject: str) -> None:
        one = received("您的邮件我已收到，会尽快回复。", subject=subject, in_reply_to=OURS)
        assert kind(one) == ("auto-reply", "automatic-subject")

    @pytest.mark.parametrize(
        "subject",
        [
            "Re: 自动回复: [M1] 会议纪要",
            "回复：自动回复",
            "自动回复功能的会议纪要",
            "Automatic replies, who builds them?",
            "Out of office next week",
            "Re: Automatic reply: Minutes",
            "Auto",
            "Automation: status",
        ],
    )
    def test_a_subject_that_only_speaks_of_it_is_a_persons(self, subject: str) -> None:
        assert kind(received(subject=subject, in_reply_to=OURS))[0] == "reply"

    @pytest.mark.parametrize(
        "text",
        [
            "这是来自QQ邮箱的假期自动回复邮件。\n您好，我最近正在休假中。",
            "您好！此邮件由系统自动发出，请勿回复。",
            "This is an automated response. We have received your message.",
            "Hello,\nthis message was automatically generated.",
        ],
    )
    def test_by_the_opening_words(self, text: str) -> None:
        assert kind(received(text, in_reply_to=OURS)) == ("auto-reply", "automatic-opening")

    def test_by_the_opening_words_in_html_only(self) -> None:
        page = '<div style="x">这是来自QQ邮箱的假期自动回复邮件。<br>&nbsp;</div><div>收到</div>'
        assert kind(received(page, content_type="text/html", in_reply_to=OURS))[0] == "auto-reply"

    @pytest.mark.parametrize(
        "text",
        [
            "1 done\n\n> This is an automated response.",
            f"1 done, {'and more to say about it ' * 8}\nThis is an automated response.",
            "> 此邮件由系统自动发出\n1 完成",
        ],
    )
    def test_such_words_in_a_quote_or_far_below_are_not_the_senders(self, text: str) -> None:
        assert kind(received(text, in_reply_to=OURS))[0] == "reply"

    @pytest.mark.parametrize("subject", ["转发: 通知", "Fwd: notice"])
    def test_a_person_who_forwards_an_automatic_mail_is_a_person(self, subject: str) -> None:
        one = received("请看：\n此邮件由系统自动发出", subject=subject, in_reply_to=OURS)
        assert kind(one)[0] == "reply"

    def test_a_read_receipt(self) -> None:
        made = multipart(
            "report",
            part("Your message was read.", "text/plain"),
            part("Disposition: manual-action/MDN-sent-manually; displayed\r\n", "message/disposition-notification"),
        )
        one = received(made.body, content_type=made.content_type, subject="Read: [M1]")
        assert kind(one) == ("auto-reply", "read-receipt")

    @pytest.mark.parametrize(
        ("subject", "text"),
        [
            ("已读回执: 会议纪要", "您的邮件已被打开"),
            ("已读: 会议纪要", "您的邮件 已于 2026-03-02 被阅读的时间 15:04"),
            ("Read: [M1] Minutes", "Your message\n  To: Zhang\nwas read on 2 March 2026"),
        ],
    )
    def test_a_read_receipt_in_words(self, subject: str, text: str) -> None:
        assert kind(received(text, subject=subject)) == ("auto-reply", "read-receipt")

    @pytest.mark.parametrize("subject", ["已读：同意", "Read: and agreed"])
    def test_a_person_who_has_read_it_says_something(self, subject: str) -> None:
        assert kind(received("1 完成", subject=subject, in_reply_to=OURS))[0] == "reply"


class TestCalendarReply:
    @pytest.mark.parametrize("method", ["REPLY", "COUNTER", "reply"])
    def test_an_answer_to_an_invitation(self, method: str) -> None:
        assert kind(calendar(method)) == ("calendar-reply", f"calendar-{method.lower()}")

    def test_a_room_that_answers_by_itself_is_still_an_answer(self) -> None:
        assert kind(calendar("REPLY", auto_submitted="auto-replied"))[0] == "calendar-reply"

    @pytest.mark.parametrize("method", ["REQUEST", "PUBLISH", "CANCEL"])
    def test_other_methods_are_no_answer(self, method: str) -> None:
        assert kind(calendar(method, in_reply_to=OURS))[0] == "reply"


class TestOwn:
    def test_our_own_mail_that_comes_back(self) -> None:
        one = received(**{"from": f"Li <{OWN}>", PRODUCT_HEADER.lower(): "minutes"}, message_id=OURS)
        assert kind(one) == ("own", "our-mail")

    def test_by_its_message_id_when_a_list_has_rewritten_from(self) -> None:
        assert kind(received(**{"from": "Li via Team <team@example.test>"}, message_id=OURS)) == ("own", "our-mail")

    def test_by_the_shape_of_its_message_id_and_our_address(self) -> None:
        one = received(**{"from": "li+tag@example.test"}, message_id=OURS.replace("aaaa", "zzzz"))
        assert kind(one) == ("own", "our-mail")

    def test_the_facilitators_own_answer_is_an_answer(self) -> None:
        assert kind(received(**{"from": OWN}, in_reply_to=OURS)) == ("reply", "answers-ours")

    def test_another_facilitators_mail_is_not_ours(self) -> None:
        one = received(**{"from": "wang@example.test", PRODUCT_HEADER.lower(): "minutes"})
        assert kind(one) == ("unrelated", "other-collabtui")


class TestReply:
    @pytest.mark.parametrize(
        "fields",
        [
            {"in_reply_to": OURS},
            {"references": f"<x@y> {OURS} <z@y>"},
            {"in_reply_to": "<ct.zzzzzzzzzzzzzzzz.22222222@example.test>"},
            {"to": "li+aaaabbbbccccdddd@example.test"},
            {"delivered_to": "li+aaaabbbbccccdddd@example.test", "list_id": "<team.example.test>"},
            {"subject": "Minutes #k7f3q2xp"},
        ],
    )
    def test_it_refers_to_one_of_our_mails(self, fields: dict[str, str]) -> None:
        known = {OURS, "k7f3q2xp"}
        assert kind_of(received(**fields), own_address=OWN, known_ids=known) == ("reply", "answers-ours")

    def test_known_ids_may_be_a_function(self) -> None:
        one = received(in_reply_to="<b@x>")
        assert kind_of(one, own_address=OWN, known_ids="<b@x>".__eq__) == ("reply", "answers-ours")

    def test_a_hashtag_is_no_code(self) -> None:
        assert kind(received("see #followup", subject="hello")) == ("reply", "no-reference")

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"list_id": "<team.example.test>"}, "mailing-list"),
            ({"precedence": "list"}, "mailing-list"),
            ({"list_unsubscribe": "<https://shop.example.test>"}, "bulk"),
        ],
    )
    def test_mail_to_many_that_does_not_refer_to_us_has_nothing_to_do_with_us(
        self, fields: dict[str, str], reason: str
    ) -> None:
        assert kind(received(**fields)) == ("unrelated", reason)


SAMPLES = (
    raw("1 完成", in_reply_to=OURS),
    raw("gone", subject="Automatic reply: x", auto_submitted="auto-replied", return_path="<>"),
    raw("<p>退信原因</p>", content_type="text/html", subject="系统退信", **{"from": "Postmaster@163.com"}),
)


@settings(max_examples=300)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=5), st.integers(0, 9)), max_size=5),
)
def test_any_damage_leaves_some_kind(mail: bytes, damage: list[tuple[int, bytes, int]]) -> None:
    for at, added, removed in damage:
        mail = mail[:at] + added + mail[at + removed :]
    found, reason = kind(read(mail))
    assert found in ("reply", "calendar-reply", "auto-reply", "bounce", "own", "unrelated")
    assert reason
