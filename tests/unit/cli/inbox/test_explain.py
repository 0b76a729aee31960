"""`collabtui explain` on a page: what was read, by which rule, what comes of it, and the answer. And what the answer
does not say."""

from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.mail_in.receive import receive
from support.command_line import Type
from support.mails import raw
from support.world import CONFIG, Clock
from unit.cli.test_life import answer


@pytest.fixture
def file(published: Home, mail_server: MailServer, tmp_path: Path) -> Path:
    """Alice has one action in these minutes."""
    written = tmp_path / "reply.eml"
    text = "李总好，\n1 已开始，延期到3月18日，因为供应商晚了\n3 完成了吗？\n谢谢"
    written.write_bytes(answer(mail_server, "alice@example.test", text))
    return written


def test_each_clause_stands_with_its_item_and_its_rule(file: Path, typed: Type) -> None:
    lines = [" ".join(line.split()) for line in typed(f"explain {file}").out.splitlines()]
    assert "✓ 1 已开始 A1 started" in lines
    assert "? 延期到3月18日 A1 asks for a later day" in lines
    assert "· 供应商晚了 the reason" in lines
    assert "· 李总好 small talk" in lines
    assert any(line.startswith("! 3 完成了吗") for line in lines)


def test_what_was_read_is_marked_in_the_new_text(file: Path, typed: Type) -> None:
    shown = typed(f"explain {file}").out
    assert "⟦1 已开始⟧，⟦延期到3月18日⟧，因为⟦供应商晚了⟧" in shown
    assert "⟨3 完成了吗⟩" in shown
    assert "│ 李总好，\n" in shown


def test_the_words_of_a_clause_stand_with_what_they_are_and_what_stood_in_the_way(file: Path, typed: Type) -> None:
    lines = [" ".join(line.split()) for line in typed(f"explain {file}").out.splitlines()]
    assert "✓ 1=action 已=past 开始=started" in lines
    assert "! 3=item 完成了吗=question ?=question" in lines or any(
        "!" in line and "=question" in line for line in lines
    )


def test_the_words_of_a_clause_have_their_places_in_json(file: Path, typed: Type) -> None:
    clauses = typed(f"explain {file} --json").json["clauses"]
    started = next(one for one in clauses if one["rule"] == "started")
    first = started["words"][0]
    assert (first["text"], first["role"], first["in_the_way"]) == ("1", "item", False)
    asked = next(one for one in clauses if one["rule"] in ("question", "out-of-range"))
    assert all(asked["start"] <= word["start"] < word["end"] for word in asked["words"])


def test_it_names_who_what_and_what_would_be_done(file: Path, typed: Type) -> None:
    shown = typed(f"explain {file}").out
    for expected in (
        "alice@example.test",
        "private code came back",
        "applied automatically",
        "✓ A1 in progress",
        "2026-03-18",
    ):
        assert expected in shown


def test_the_answer_is_shown_and_calls_neither_small_talk_nor_a_reason_unread(file: Path, typed: Type) -> None:
    told = typed(f"explain {file} --json").json["answer"]
    assert "3 完成了吗" in told
    assert "李总好" not in told
    assert told.count("供应商晚了") == 1
    assert all(line in typed(f"explain {file}").out for line in filter(None, told.splitlines()))


def test_a_mail_without_its_end_says_so_and_only_proposes(file: Path, typed: Type) -> None:
    file.write_bytes(file.read_bytes().rstrip()[:-2])
    shown = typed(f"explain {file}")
    assert "the end of the mail is missing" in shown.out
    assert "nothing changes before you agree" in shown.out
    assert typed(f"explain {file} --json").json["reason"] == "truncated"


def test_a_link_that_says_another_address_is_shown_with_its_target(file: Path, configured: Home, typed: Type) -> None:
    html = '<p>1 done</p><a href="https://evil.test/x">https://plan.example.test</a>'
    file.write_bytes(raw(html, content_type="text/html; charset=utf-8", **{"from": "alice@example.test"}))
    line = "a link shows https://plan.example.test but leads to https://evil.test/x"
    assert line in typed(f"explain {file}").out
    with open_workspace(configured, CONFIG, Clock()) as office:
        receive(office.as_worker(), file.read_bytes())
    assert line in typed("inbox show I1").out


def test_a_passage_that_is_quoted_by_hand_stands_above_the_words_about_it(file: Path, typed: Type) -> None:
    file.write_bytes(raw("> The hall \x1b[2Jis taken.\n\nTake the other one.", **{"from": "alice@example.test"}))
    passage, own = (line.strip() for line in typed(f"explain {file}").out.split("  │ ")[1:3])
    assert (passage.split()[0], passage.split()[-1]) == (">", "taken.")
    assert "\x1b" not in passage
    assert own.removeprefix("⟨").startswith("Take the other one")


def test_what_is_only_likely_is_proposed_with_the_words_that_weighed_most(
    published: Home, mail_server: MailServer, tmp_path: Path, typed: Type
) -> None:
    written = tmp_path / "likely.eml"
    written.write_bytes(answer(mail_server, "alice@example.test", "1 厂家一直不发货，我们这边干等着"))
    said = typed(f"explain {written}").out
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "? y1 A1 blocked · the wording makes it likely, but not certain" in lines
    assert any("; likely, because of: " in line for line in lines)
    clauses = typed(f"explain {written} --json").json["clauses"]
    assert [bool(one["weighed"]) for one in clauses].count(True) == 1


@pytest.mark.parametrize("way", [b"", b"Received: from mx2.test by mx1.test; Mon, 2 Mar 2026 17:00:05 +0800\r\n"])
def test_a_mail_that_was_taken_in_before_says_so(file: Path, configured: Home, typed: Type, way: bytes) -> None:
    line = "This mail was taken in before"
    first = typed(f"explain {file}").out
    assert line not in first
    assert "what would be done" in first
    assert typed(f"explain {file} --json").json["taken_in_before"] is False
    with open_workspace(configured, CONFIG, Clock()) as office:
        receive(office.as_worker(), file.read_bytes())
        file.write_bytes(way + file.read_bytes())
        shown = typed(f"explain {file}").out
        assert line in shown
        assert "what would be done" not in shown
        assert "the answer sent back" not in shown
        assert typed(f"explain {file} --json").json["taken_in_before"] is True
        assert receive(office.as_worker(), file.read_bytes()) is None


def test_a_forged_copy_that_came_first_leaves_the_true_one_unread(file: Path, configured: Home, typed: Type) -> None:
    """As `receive` does: who proves nothing keeps nobody out."""
    true = file.read_bytes()
    head, _, body = true.partition(b"\r\n\r\n")
    kept = [
        line for line in head.split(b"\r\n") if line.lower().startswith((b"from:", b"message-id:", b"content", b"mime"))
    ]
    with open_workspace(configured, CONFIG, Clock()) as office:
        forged = receive(office.as_worker(), b"\r\n".join([*kept, b"Subject: x", b"", body]))
        assert forged is not None
        assert forged.trust == "known"
    assert typed(f"explain {file} --json").json["taken_in_before"] is False
