"""Mails leave after a yes to what is shown, and not before."""

from types import SimpleNamespace
from typing import cast

import pytest

from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.screens.dialogs.mail_preview import MailPreview
from collabtui.screens.dialogs.send_after_preview import send_after_preview
from collabtui.session.services import Services
from support.fake_page import FakePage

WHO_SEES_ALL = cast("Services", SimpleNamespace(session=SimpleNamespace(as_shown=str)))
MAILS = [MailPreview("张伟", "zhang@example.org", "outward.request", "Subject", "Text")] * 2


async def send(page: FakePage) -> tuple[int, bool]:
    """How often the mails were sent, and whether that is what comes back."""
    sent: list[Acting] = []

    def leave(acting: Acting) -> int:
        sent.append(acting)
        return len(MAILS)

    were_sent = await send_after_preview(page, "Who is asked", lambda _: MAILS, leave, "mails.go_out")
    return len(sent), were_sent


@pytest.mark.parametrize(("answer", "times"), [(True, 1), (False, 0), (None, 0)])
async def test_what_is_shown_is_sent_after_a_yes(answer: bool | None, times: int) -> None:
    page = FakePage(cast("Acting", None), answer, services=WHO_SEES_ALL)
    assert await send(page) == (times, times == 1)
    assert [dialog.letters for dialog in page.asked] == [MAILS]


async def test_what_cannot_be_shown_is_not_asked_about() -> None:
    def refuse(_: Acting) -> list[MailPreview]:
        raise Refused("matters.no_department")

    page = FakePage(cast("Acting", None))
    assert not await send_after_preview(page, "Who is asked", refuse, lambda _: None, "mails.go_out")
    assert page.errors == ["matters.no_department"]
    assert not page.asked
