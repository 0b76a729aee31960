"""Mails of a matter leave after a yes to what is shown, and not before."""

from typing import cast

import pytest

from collabtui.domain.place import Place
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.screens.dialogs.mail_preview import MailPreview
from collabtui.screens.matters.sections.matter_mails import open_mail, send_after_preview
from support.fake_page import FakePage

MAILS = [MailPreview("张伟", "zhang@example.org", "outward.request", "Subject", "Text")] * 2


async def send(page: FakePage) -> int:
    """How often the mails were sent."""
    sent: list[Acting] = []
    await send_after_preview(page, "Who is asked", lambda _: MAILS, sent.append, "mails.go_out")
    return len(sent)


@pytest.mark.parametrize(("answer", "times"), [(True, 1), (False, 0), (None, 0)])
async def test_what_is_shown_is_sent_after_a_yes(answer: bool | None, times: int) -> None:
    page = FakePage(cast("Acting", None), answer)
    assert await send(page) == times
    assert [dialog.letters for dialog in page.asked] == [MAILS]


async def test_what_cannot_be_shown_is_not_asked_about() -> None:
    def refuse(_: Acting) -> list[MailPreview]:
        raise Refused("matters.no_department")

    page = FakePage(cast("Acting", None))
    await send_after_preview(page, "Who is asked", refuse, lambda _: None, "mails.go_out")
    assert page.errors == ["matters.no_department"]
    assert not page.asked


@pytest.mark.parametrize(
    ("via", "went"), [("mail:I7", [Place("inbox", "I7")]), ("key", []), ("undo:31", []), ("", []), (None, [])]
)
def test_what_came_by_a_mail_leads_to_it(via: str | None, went: list[Place]) -> None:
    page = FakePage(cast("Acting", None))
    assert open_mail(page, via) == bool(went)
    assert page.went == went
