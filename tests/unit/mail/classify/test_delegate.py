"""Whom an absence note names is shown to the facilitator."""

import pytest

from collabtui.mail.classify.automatic_mail import delegate
from support.mails import received


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("您好，我正在休假，3月10日返回。紧急事项请联系王芳（wang@example.test）。", "王芳", "wang@example.test"),
        ("我出差了，期间工作由财务部王芳代为处理，邮箱 wang@example.test", "财务部王芳", "wang@example.test"),
        ("如有急事请与我的同事李雷联系，电话 123", "李雷", ""),
        ("请联系我的代理人：王芳 wang@example.test", "王芳", "wang@example.test"),
        ("我正在休假，請聯絡陳靜 chen@example.test", "陳靜", "chen@example.test"),
        (
            "I am out until 9 March. In urgent cases please contact my colleague Ana Silva (Ana@example.test).",
            "Ana Silva",
            "ana@example.test",
        ),
        ("For urgent matters, please contact:\nAna Silva\nana@example.test", "Ana Silva", "ana@example.test"),
        ("Please contact ana@example.test instead.", "", "ana@example.test"),
        ("您好，我正在休假，3月16日回来上班，急事找吴刚。", "吴刚", ""),
        ("下周休假，有事找吴刚", "吴刚", ""),
        ("I am away until Friday. Carol is covering for me.", "Carol", ""),
        ("I will be away next week. Carol Diaz will deputise.", "Carol Diaz", ""),
        ("On holiday till Friday. Please ask carol@x.test.", "", "carol@x.test"),
        ("No mail today; my colleague Bob Li (bob@x.test) is covering for me.", "Bob Li", "bob@x.test"),
    ],
)
def test_a_delegate_is_found(text: str, name: str, address: str) -> None:
    found = delegate(received(text, subject="自动回复: x"))
    assert found is not None
    assert (found.name, found.address) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "我正在休假，尽快回复您。",
        "I'm on leave. See you soon.",
        "> please contact Ana Silva",
        "please contact zhang@example.test",
        "",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert delegate(received(text)) is None


def test_the_sentence_that_names_him_is_kept() -> None:
    found = delegate(received("我正在休假。紧急事项请联系王芳（wang@example.test）。谢谢"))
    assert found is not None
    assert found.text == "紧急事项请联系王芳（wang@example.test）"
