"""`collabtui template`: looked at, checked, and named by doctor."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type


@pytest.fixture
def own(home: Home) -> Path:
    folder = home.templates / "mail" / "en"
    folder.mkdir(parents=True)
    return folder


def test_the_kinds_are_listed_with_what_is_own(own: Path, typed: Type) -> None:
    (own / "notice.txt").write_text("Subject: mine\n\nhello {{ me.name }}\n")
    rows = {row["kind"]: row["own"] for row in typed("template list --json").json}
    assert rows["notice"] == ["mail/en/notice.txt"]
    assert rows["minutes"] == []
    assert "mail/en/notice.txt" in typed("template list").out


def test_one_is_shown_as_it_stands(typed: Type) -> None:
    assert "{{ meeting.title }}" in typed("template show minutes --locale en").out
    assert typed("template show mail/zh/minutes.html --json").json["source"].startswith("{%")
    refused = typed("template show ../../config.toml")
    assert (refused.code, refused.out) == (1, "")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_one_is_seen_as_its_reader_gets_it(typed: Type, locale: str) -> None:
    name = {"zh": "张伟", "en": "Alice Green"}[locale]
    assert name in typed(f"template preview minutes --locale {locale}").out
    assert "<html" in typed(f"template preview minutes --html --locale {locale}").out
    assert typed(f"template preview minutes --locale {locale} --json").json.keys() == {"subject", "text", "html"}
    assert "minutes" in typed("template preview minuets").err


def test_a_broken_one_is_named_with_its_line_by_check_and_by_doctor(configured: Home, own: Path, typed: Type) -> None:
    (own / "notice.txt").write_text("Subject: mine\n\nhello\n{{ me.nickname }}\n")
    checked = typed("template check --json")
    assert checked.code == 1
    assert [(one["name"], one["line"]) for one in checked.json] == [("mail/en/notice.txt", 4)]
    assert "mail/en/notice.txt" in typed("template check").out
    assert "mail/en/notice.txt" in typed("doctor").out
    (own / "notice.txt").unlink()
    assert typed("template check").code == 0
