"""Channels as people write them, one a line: the name, where it is, and what is said of it behind."""

import pytest

from collabtui.domain.matters.channel import Channel, channel_of_reports
from collabtui.errors import Refused
from collabtui.language.channel_line import read_channels
from collabtui.text.catalogue import Catalogue
from collabtui.text.channel_words import channel_lines

CASES = [
    ("新品上市群", Channel(name="新品上市群")),
    (
        "企业微信群“新品上市” https://q.example.com/gm/a（用途：每日进展；频次：每天17:00；谁发：王敏；机器人：launch）",
        Channel(
            name="企业微信群“新品上市”", where="https://q.example.com/gm/a", about="每日进展", rhythm="每天17:00",
            posted_by="王敏", robot="launch",
        ),
    ),
    (
        "1. 共享盘 \\\\files\\launch，用途：资料",
        Channel(name="共享盘", where="\\\\files\\launch", about="资料"),
    ),
    (
        "Launch list: launch@lists.example.com | for: decisions | posted by: each contact",
        Channel(name="Launch list", where="launch@lists.example.com", about="decisions", posted_by="each contact"),
    ),
    ("launch@lists.example.com", Channel(name="launch@lists.example.com", where="launch@lists.example.com")),
    (
        "- Drive folder (link: https://drive.example.com/d/1?x=2; how often: weekly)",
        Channel(name="Drive folder", where="https://drive.example.com/d/1?x=2", rhythm="weekly"),
    ),
    ("钉钉群，发布人：运营，何时：周五", Channel(name="钉钉群", posted_by="运营", rhythm="周五")),
    (
        "邮件组 expo@lists.example.test，用于正式通知",
        Channel(name="邮件组", where="expo@lists.example.test", about="用于正式通知"),
    ),
    ("共享文件夹 Z:\\展会\\2026，内容：素材", Channel(name="共享文件夹", where="Z:\\展会\\2026", about="素材")),
    (
        "Wiki https://w.example.com page 3 | for: drawings",
        Channel(name="Wiki", where="https://w.example.com", about="page 3 drawings"),
    ),
    ("2026 launch group", Channel(name="2026 launch group")),
    ("飞书群 群号：12345，发布内容：异常", Channel(name="飞书群", where="12345", about="异常")),
    ("紧急电话13800138000", Channel(name="电话", where="13800138000", about="紧急")),
    ("电话 138 0013 8000 紧急", Channel(name="电话", where="138 0013 8000", about="紧急")),
    ("紧急情况请打电话：13800138000", Channel(name="电话", where="13800138000", about="紧急情况")),
    ("微信 wx_zhang01 日常沟通", Channel(name="微信", where="wx_zhang01", about="日常沟通")),
    ("企业微信群“新品上市”：每日进展", Channel(name="企业微信群“新品上市”", about="每日进展")),
    ("正式通知：邮件", Channel(name="邮件", about="正式通知")),
    ("腾讯会议 123-456-789 每周例会", Channel(name="腾讯会议", where="123-456-789", about="每周例会")),
    ("客服热线 400-820-8820", Channel(name="客服热线", where="400-820-8820")),
    ("phone 13800138000 urgent", Channel(name="phone", where="13800138000", about="urgent")),
    ("For emergencies call +86 138 0013 8000", Channel(name="phone", where="+86 138 0013 8000", about="emergencies")),
    ("Email pm@corp.example for decisions", Channel(name="Email", where="pm@corp.example", about="decisions")),
    ("Weekly meeting: Zoom 123 4567 8901", Channel(name="Zoom", where="123 4567 8901", about="Weekly meeting")),
    ("phone 13800138000 urgent, by: Ann", Channel(name="phone", where="13800138000", about="urgent", posted_by="Ann")),
    *((name, Channel(name=name)) for name in ("Room 301", "电话会议室", "客户电话群", "Launch group")),
    ("Standup for the team, robot: stand-up", Channel(name="Standup for the team", robot="stand-up")),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "channel"), CASES)
def test_a_line_is_a_channel(typed: str, channel: Channel) -> None:
    assert read_channels(typed) == (channel,)


def test_clauses_that_are_each_a_channel_are_several() -> None:
    zh = read_channels("日常用企业微信群，正式用邮件，紧急打电话13800138000")
    assert [(one.name, one.where, one.about) for one in zh] == [
        ("企业微信群", "", "日常"), ("邮件", "", "正式"), ("电话", "13800138000", "紧急")
    ]  # fmt: skip
    en = read_channels("email for decisions, phone +44 20 7946 0958 for emergencies")
    assert [(one.name, one.about) for one in en] == [("email", "decisions"), ("phone", "emergencies")]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_is_shown_is_read_again(locale: str) -> None:
    words = Catalogue(locale)
    for _, channel in CASES:
        assert read_channels(channel_lines((channel,), words)) == (channel,)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("用途：进展", "channel.no_name"),
        ("群\n群", "channel.twice"),
        ("群，机器人：我的 机器人", "channel.bad_robot"),
        ("\n".join(f"群{n}" for n in range(13)), "channel.too_many"),
    ],
)
def test_what_is_no_channel_is_said(typed: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_channels(typed)
    assert refused.value.key == key


def test_a_report_goes_to_the_channel_with_a_robot_else_to_the_first() -> None:
    group, robot = Channel(name="群"), Channel(name="进展群", robot="np")
    assert channel_of_reports(()) is None
    assert channel_of_reports((group, Channel(name="盘"))) == group
    assert channel_of_reports((group, robot)) == robot


@pytest.mark.parametrize(
    "line",
    [
        "群 javascript:alert(1)",
        "file:///etc/passwd",
        "Launch | where: data:text/html,x",
        "群 https://x.test（用途：vbscript:x）",
    ],
)
def test_a_link_of_another_kind_than_http_or_mail_is_refused(line: str) -> None:
    with pytest.raises(Refused) as refused:
        read_channels(line)
    assert refused.value.key == "channel.other_link"
