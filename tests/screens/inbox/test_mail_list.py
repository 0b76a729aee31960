"""Which mail comes next, once the one under the cursor is decided."""

from email.message import EmailMessage
from typing import TYPE_CHECKING, cast

import pytest
from rich.cells import cell_len

from collabtui.domain.people import Locale
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.screens.inbox.mail_list import MailListing
from collabtui.session.asked_in_mail import settled_in_mail
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue
from support.player import Stage
from support.replies import outgoing, reply

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import InboxPageRow


@pytest.mark.parametrize(
    ("waiting", "decided", "following"),
    [
        (3, 9, 8),  # the next one below
        (3, 7, 8),  # the last one that waits: the one above it
        (1, 9, 0),  # none is left
        (3, 6, 0),  # it did not wait
        (0, None, 0),
    ],
)
def test_the_next_mail_that_waits(waiting: int, decided: int | None, following: int) -> None:
    listing = MailListing(cast("Session", None), Catalogue("en"))
    listing.waiting = waiting
    assert listing.next_waiting([9, 8, 7, 6, 5], decided) == following


async def test_what_has_been_dealt_with_says_of_what_it_speaks(published: Stage) -> None:
    mail = reply(outgoing(published.workspace, "chen@example.test", "minutes"), "同意")
    assert receive(published.workspace.as_worker(), mail)
    async with published.play("zh", (80, 24)) as player:
        await player.press("4")
        await player.see("M1 同意纪要 · “同意”")


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Re: [M3] Invitation: Launch", "A1 60 % · A2 done · “1 60%”"),
        ("Re: [VOTE1] Please vote: Which day #abcdefgh", "“1 60%” · [VOTE1] Please vote: Which day"),
    ],
)
def test_what_a_mail_has_done_is_said_else_what_it_answers(subject: str, shown: str) -> None:
    done = [
        {"ref": "A1", "status": "in_progress", "percent": 60, "note": None},
        {"ref": "A2", "status": "done", "percent": 100, "note": None},
    ]
    updates = [] if "VOTE1" in subject else done
    row = {"state": "applied", "subject": subject, "updates": updates, "sign_off": None, "rsvp": None, "said": "1 60%"}
    assert settled_in_mail(cast("InboxPageRow", row), Catalogue("en")) == shown


@pytest.mark.parametrize(("locale", "shown"), [("en", "M3 not coming · “no”"), ("zh", "M3 不参加 · “no”")])
def test_an_answer_to_an_invitation_is_said_in_a_word(locale: Locale, shown: str) -> None:
    row: dict[str, object] = {
        "state": "applied",
        "subject": "Re: [M3] Launch",
        "updates": [],
        "sign_off": None,
        "rsvp": "declined",
    }
    assert settled_in_mail(cast("InboxPageRow", row | {"said": "no"}), Catalogue(locale)) == shown


async def test_what_nobody_has_verified_is_of_the_sender_and_not_of_his_words(published: Stage) -> None:
    own = EmailMessage()
    own["From"], own["To"] = "Carol Chen <chen@example.test>", "li@example.test"
    own["Subject"], own["Message-ID"] = "Budget", "<own@example.test>"
    own.set_content("Can the budget go up?")
    assert receive(published.workspace.as_worker(), own.as_bytes())
    async with published.play("en", (160, 30)) as player:
        await player.press("4")
        await player.see("not verified")
        row, below = (
            next(one for one in player.screen.splitlines() if text in one) for text in ("the budget go", "not ver")
        )
        assert below.partition("not verified")[0].strip(" │") == ""
        assert cell_len(below.partition("not verified")[0]) == cell_len(row.partition("陈静")[0])


async def test_a_wide_terminal_has_room_for_what_waiting_mails_say(published: Stage) -> None:
    asked = "Can we move the launch day, and who tells the supplier about the new contract?"
    for who in ("zhao@example.test", "chen@example.test"):
        mail = reply(outgoing(published.workspace, "chen@example.test", "minutes"), asked, sender=who)
        assert receive(published.workspace.as_worker(), mail)
    async with published.play("en", (160, 40)) as player:
        await player.press("4")
        await player.see("from")
        rows = [line.partition("││")[0].strip(" │") for line in player.screen.splitlines()]
        assert [row for row in rows if row.endswith("contract?")], player.screen
        assert not [row for row in rows if "…" in row]


async def test_a_wish_that_names_no_action_begins_with_its_words(published: Stage) -> None:
    mail = reply(outgoing(published.workspace, "chen@example.test", "minutes"), "更正 1: 日期应为3月5日")
    assert receive(published.workspace.as_worker(), mail)
    async with published.play("zh", (80, 24)) as player:
        await player.press("4")
        await player.see("有更正")
        heads, row = (next(one for one in player.screen.splitlines() if text in one) for text in ("内容", "有更正"))
        assert cell_len(row.partition("有更正")[0]) == cell_len(heads.partition("内容")[0])
