"""Calendar answers as the programs of our participants write them, all to the same invitation."""

UID = "m1@example.test"
SEQUENCE = 2


def reply(*lines: str, method: str = "REPLY", prodid: str = "-//x//y//EN", zones: str = "") -> str:
    head = f"BEGIN:VCALENDAR\nPRODID:{prodid}\nVERSION:2.0\nMETHOD:{method}\n{zones}BEGIN:VEVENT\nUID:{UID}\n"
    return head + "\n".join(lines) + "\nEND:VEVENT\nEND:VCALENDAR\n"


GOOGLE = reply(
    "DTSTART:20260302T060000Z",
    "DTEND:20260302T073000Z",
    "DTSTAMP:20260226T010203Z",
    "ORGANIZER;CN=Li:mailto:li@example.test",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=zhang@example.test;X-NUM-GUESTS=0;",
    ' X-RESPONSE-COMMENT="晚到十分钟":mailto:zhang@example.test',
    "SEQUENCE:2",
    "STATUS:CONFIRMED",
    prodid="-//Google Inc//Google Calendar 70.9054//EN",
)
EXCHANGE = reply(
    "ATTENDEE;PARTSTAT=DECLINED;CN=Zhang Wei:MAILTO:Zhang@Example.Test",
    "COMMENT;LANGUAGE=zh-CN:出差\\n改期?\\, 谢谢",
    "SUMMARY;LANGUAGE=zh-CN:已拒绝: 例会",
    "DTSTART;TZID=China Standard Time:20260302T140000",
    "DTEND;TZID=China Standard Time:20260302T153000",
    "DTSTAMP:20260226T010203Z",
    "SEQUENCE:2",
    "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
    prodid="Microsoft Exchange Server 2010",
    zones=(
        "BEGIN:VTIMEZONE\nTZID:China Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\n"
    ),
)
APPLE = reply(
    "ATTENDEE;CN=Zhang;CUTYPE=INDIVIDUAL;EMAIL=zhang@example.test;PARTSTAT=TENTATIVE:/aMTg2/principal/",
    "DTSTART;TZID=Asia/Shanghai:20260302T140000",
    "DURATION:PT1H30M",
    "DTSTAMP:20260226T010203Z",
    "SEQUENCE:2",
    prodid="-//Apple Inc.//macOS 15//EN",
)
THUNDERBIRD = reply(
    "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:zhang@example.test",
    "DTSTART;TZID=Asia/Shanghai:20260302T140000",
    "DTEND;TZID=Asia/Shanghai:20260302T153000",
    "DTSTAMP:20260226T010203Z",
    "SEQUENCE:2",
    prodid="-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
)
QQ = reply(
    "ORGANIZER;CN=Li:mailto:li@example.test",
    "ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;CN=Li:mailto:li@example.test",
    'ATTENDEE;PARTSTAT=ACCEPTED;CN="张伟":mailto:zhang@example.test',
    "DTSTART:20260302T060000Z",
    "DTEND:20260302T073000Z",
    "DTSTAMP:20260226T010203Z",
    "SEQUENCE:2",
    prodid="-//QQ Mail//QQMail Calendar//CN",
)
FEISHU = reply(
    "ORGANIZER:mailto:li@example.test",
    "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION:mailto:chen@example.test",
    "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED:mailto:zhang@example.test",
    "DTSTART;TZID=Asia/Shanghai:20260302T140000",
    "DTEND;TZID=Asia/Shanghai:20260302T153000",
    "DTSTAMP:20260226T010203Z",
    "SEQUENCE:2",
    "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM",
    prodid="-//Lark//Lark Calendar//EN",
)
