"""One mail counts once, by whatever way it comes and whatever its way has added."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.mail.identity.same_mail import mail_identity
from support.mails import received
from support.replies import outgoing, reply

ZHANG = "zhang@example.test"


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


@pytest.mark.parametrize("way", WAYS)
def test_it_is_the_same_by_another_way(published: Workspace, way: str) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "1 done")
    assert receive(published.as_worker(), raw) is not None
    assert receive(published.as_worker(), WAYS[way](raw)) is None


@pytest.mark.parametrize("way", WAYS)
def test_one_that_comes_again_after_a_reopening_changes_nothing(published: Workspace, way: str) -> None:
    raw = reply(outgoing(published, ZHANG, "minutes"), "1 done")
    receive(published.as_worker(), raw)
    update_action(published.as_user("key"), "A1", Update(ref="A1", status="in-progress", percent=50))
    receive(published.as_worker(), WAYS[way](raw))
    assert published.store.get(Action, "A1").status == "in-progress"


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
