"""One mail counts once, by whatever way it comes and whatever its way has added."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import explain_words, receive
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.mail.identity.same_mail import mail_identity
from support import departments
from support.mails import received
from support.replies import outgoing, reply

ZHANG = "zhang@example.test"
ZH_BANNER = "【外部邮件】此邮件来自外部，请勿点击链接。"


def _with(field: bytes, value: bytes) -> Callable[[bytes], bytes]:
    """The mail with another value in that field, or with the field when it has none."""

    def changed(raw: bytes) -> bytes:
        head, gap, body = raw.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(field.lower() + b":")]
        return b"\r\n".join([*lines, field + b": " + value]) + gap + body

    return changed


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "one more Received": lambda raw: b"Received: from mx2.test by mx1.test; Mon, 2 Mar 2026 17:00:05 +0800\r\n" + raw,
    "a line of an mbox": lambda raw: b"From zhang@example.test Mon Mar  2 17:00:00 2026\r\n" + raw,
    "line ends of Unix": lambda raw: raw.replace(b"\r\n", b"\n"),
    "line ends of the Mac": lambda raw: raw.replace(b"\r\n", b"\r"),
    "spaces at the ends": lambda raw: raw.rstrip() + b"  \r\n\r\n\r\n",
    "delivered elsewhere": _with(b"Delivered-To", b"li+other@example.test"),
    "another date": _with(b"Date", b"Tue, 03 Mar 2026 09:00:00 +0800"),
    "another subject": _with(b"Subject", b"[list] Re: minutes"),
    "a server's verdict": _with(b"Authentication-Results", b"mx.example.test; none"),
}


@pytest.mark.parametrize("said", ["1 done", "Thanks for lunch"])
@pytest.mark.parametrize("way", WAYS)
def test_it_is_the_same_by_another_way(published: Workspace, way: str, said: str) -> None:
    """Also where it says nothing by which it would be known again."""
    raw = reply(outgoing(published, ZHANG, "minutes"), said)
    assert receive(published.as_worker(), raw) is not None
    assert receive(published.as_worker(), WAYS[way](raw)) is None


@pytest.mark.parametrize("way", WAYS)
def test_one_that_comes_again_after_a_reopening_changes_nothing(published: Workspace, way: str) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "1 done")
    receive(published.as_worker(), raw)
    update_action(published.as_user("key"), "A1", Update(ref="A1", status="in-progress", percent=50))
    receive(published.as_worker(), WAYS[way](raw))
    assert published.store.get(Action, "A1").status == "in-progress"


LINES_AROUND: dict[str, Callable[[bytes], bytes]] = {
    "a footer of a list": lambda raw: (
        raw + b"\r\n" + b"_" * 47 + b"\r\nteam list\r\nhttps://lists.example.test/team\r\n"
    ),
    "a line of a gateway": lambda raw: raw + b"\r\n--\r\nThis mail was scanned by Gateway.\r\n",
    "a bare sentence": lambda raw: raw + b"\r\nThis mail came through the team forum.\r\n",
    "a banner above": lambda raw: raw.replace(
        b"\r\n\r\n", b"\r\n\r\n[EXTERNAL] This message came from outside. Do not click links.\r\n\r\n", 1
    ),
    "a banner in Chinese": lambda raw: raw.replace(b"\r\n\r\n", f"\r\n\r\n{ZH_BANNER}\r\n\r\n".encode(), 1),
    "a footer, on another day": lambda raw: _with(b"Date", b"Tue, 03 Mar 2026 09:00:00 +0800")(
        raw + b"\r\n--\r\nThis mail was scanned by Gateway.\r\n"
    ),
}
SAID = {"an update": "1 done", "a request": "1 delay to Friday", "a note": "1 50%, the samples are here"}


def _plain(asked: Outgoing, text: str) -> bytes:
    """The reply with its words as they are, so that lines can be put around them."""
    message = message_from_bytes(reply(asked, text), policy=SMTP)
    body = message.get_content()
    message.set_content(body, cte="8bit")
    return message.as_bytes()


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("way", LINES_AROUND)
def test_lines_that_its_way_puts_around_it_make_no_other_mail(published: Workspace, way: str, said: str) -> None:
    raw = _plain(outgoing(published, ZHANG, "minutes"), SAID[said])
    assert receive(published.as_worker(), raw) is not None
    copy = LINES_AROUND[way](raw)
    assert explain_words(published.as_worker(), copy).taken_in_before
    assert receive(published.as_worker(), copy) is None
    assert len(published.store.find(Outgoing, to=ZHANG, kind="answer")) == 1


@pytest.mark.parametrize("way", LINES_AROUND)
def test_what_was_taken_back_is_not_done_again_by_such_a_copy(published: Workspace, way: str) -> None:
    raw = _plain(outgoing(published, ZHANG, "minutes"), "1 done")
    first = receive(published.as_worker(), raw)
    assert first is not None
    undo_mail(published.as_user("key"), first.ref)
    assert receive(published.as_worker(), LINES_AROUND[way](raw)) is None
    assert published.store.get(Action, "A1").status == "not-started"


def test_what_a_copy_says_more_counts(published: Workspace) -> None:
    raw = _plain(outgoing(published, ZHANG, "minutes"), "1 done")
    receive(published.as_worker(), raw)
    assert receive(published.as_worker(), raw.replace(b"1 done", b"1 done\r\n2 done", 1)) is not None
    assert published.store.get(Action, "A2").status == "done"


def test_what_says_nothing_is_a_copy_of_nothing(published: Workspace) -> None:
    raw = _plain(outgoing(published, ZHANG, "minutes"), "Thanks")
    assert receive(published.as_worker(), raw) is not None
    assert receive(published.as_worker(), raw.replace(b"Thanks", b"Hello", 1)) is not None


def test_a_forged_mail_that_says_the_same_does_not_keep_the_true_one_out(published: Workspace) -> None:
    true = reply(outgoing(published, ZHANG, "minutes"), "A1 done", quote=False)
    forged = _with(b"To", b"li@example.test")(_with(b"In-Reply-To", b"<none@x.test>")(_with(b"Subject", b"x")(true)))
    first = receive(published.as_worker(), forged)
    assert first is not None
    assert first.trust == "known"
    assert receive(published.as_worker(), true.replace(b"A1 done", b"A1 done\r\n\r\n-- \r\nZhang Wei", 1)) is not None
    assert published.store.get(Action, "A1").status == "done"


def test_a_gateway_that_writes_the_tags_anew_makes_no_other_mail() -> None:
    one, again, other = (
        mail_identity(received(f"<p>1 done</p>{rest}", content_type="text/html", message_id="<h1@client.test>"))
        for rest in ("<br>2 blocked", "<BR/>\r\n<span style='x'>2 blocked</span>", "<br>2 done")
    )
    assert one == again != other


@pytest.mark.parametrize(("field", "value"), [(b"Message-ID", b"<other@client.test>"), (b"From", b"chen@example.test")])
def test_another_id_or_author_is_another_mail(published: Workspace, field: bytes, value: bytes) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "1 done")
    receive(published.as_worker(), raw)
    assert receive(published.as_worker(), _with(field, value)(raw)) is not None


def test_other_words_under_the_same_id_are_another_mail(published: Workspace) -> None:
    same_id = _with(b"Message-ID", b"<same@client.test>")
    asked = outgoing(published, ZHANG, "minutes")
    assert receive(published.as_worker(), same_id(reply(asked, "1 done"))) is not None
    assert receive(published.as_worker(), same_id(reply(asked, "2 done"))) is not None
    assert published.store.get(Action, "A2").status == "done"


def test_a_forged_copy_that_comes_first_does_not_keep_the_true_one_out(published: Workspace) -> None:
    true = reply(outgoing(published, ZHANG, "minutes"), "1 done", quote=False)
    forged = _with(b"To", b"li@example.test")(_with(b"In-Reply-To", b"<none@x.test>")(_with(b"Subject", b"x")(true)))
    first = receive(published.as_worker(), forged)
    assert first is not None
    assert first.trust == "known"
    assert receive(published.as_worker(), true) is not None
    assert published.store.get(Action, "A1").status == "done"
    assert receive(published.as_worker(), b"Received: by mx.test\r\n" + forged) is None


def test_without_an_id_its_date_and_subject_tell_it_apart(published: Workspace) -> None:
    raw = _with(b"X-Nothing", b"x")(reply(outgoing(published, ZHANG, "minutes"), "1 done"))
    anonymous = raw.replace(b"Message-ID", b"X-Was-ID")
    assert receive(published.as_worker(), anonymous) is not None
    assert receive(published.as_worker(), b"Received: by mx.test\r\n" + anonymous) is None
    assert receive(published.as_worker(), _with(b"Date", b"Tue, 03 Mar 2026 09:00:00 +0800")(anonymous)) is not None


def test_half_a_character_has_an_identity_and_is_not_the_whole_one() -> None:
    """Escapes of HTML and broken charsets leave lone surrogates, which UTF-8 does not have."""
    half, other = (
        mail_identity(replace(received("1 done", message_id="<s1@client.test>"), sender=sender))
        for sender in ("a\ud800@example.test", "a\udc00@example.test")
    )
    assert half != other


FOOTERS = sorted(LINES_AROUND.keys() - {"a bare sentence"})
"""A bare sentence below a statement may be a part of it, and waits for the facilitator."""


@pytest.mark.parametrize("said", ["同意，但要到三月底", "不同意，没有人手"])
def test_a_statement_of_a_department_counts_once(workspace: Workspace, said: str) -> None:
    departments.new(workspace)
    departments.sent(workspace)
    raw = _plain(outgoing(workspace, ZHANG, "request"), said)
    assert receive(workspace.as_worker(), raw) is not None
    assert [way for way in FOOTERS if receive(workspace.as_worker(), LINES_AROUND[way](raw))] == []
